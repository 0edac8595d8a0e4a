import type { Topology } from "../../topology/index.ts";
import { CommandError, UsageError } from "../failure.ts";
import { parseInteger } from "../numbers.ts";
import type { Session } from "../session.ts";

/**
 * Opens the topologies of the namespace this process is in (`-netns` has been obeyed), uses them, closes them. What can't be built, and
 * a system call that fails, become one line and status 1.
 */
export async function withTopology(session: Session, use: (topology: Topology) => Promise<void>): Promise<void> {
  const { openTopology, TopologyError } = await import("../../topology/index.ts");
  const { closeNamespaceWorker } = await import("../../ns/index.ts");
  const { SystemError, NetlinkError, BatchError } = await import("../../socket/errors.ts");
  const topology = await openTopology({ onWarning: (warning) => session.warn(`Warning: ${warning}\n`) });
  try {
    await use(topology);
  } catch (error) {
    const expected = [TopologyError, SystemError, NetlinkError, BatchError].some((kind) => error instanceof kind);
    if (expected && error instanceof Error) throw new CommandError(`Error: ${error.message}\n`);
    throw error;
  } finally {
    await topology.close();
    // Standard output is closed when the command ends: no thread may be opening descriptors then, which could get its number.
    await closeNamespaceWorker();
  }
}

/** A whole number of a word. */
export function readNumber(word: string, what: string): number {
  const number = parseInteger(word, 10);
  if (number === undefined || number < 0n || number > 0xffffffffn) {
    throw new UsageError(`Error: argument "${word}" is wrong: invalid ${what}\n`);
  }
  return Number(number);
}

/** A TCP or UDP port of a word. */
export function readPort(word: string): number {
  const port = readNumber(word, "port");
  if (port < 1 || port > 65535) throw new UsageError(`Error: argument "${word}" is wrong: invalid port\n`);
  return port;
}
