import type { Topology } from "../../topology/index.ts";
import { CommandError, UsageError, wrongArgument } from "../failure.ts";
import { parseInteger } from "../numbers.ts";
import type { Session } from "../session.ts";
import { systemText } from "../session.ts";

/** What is said of a file or folder that could not be used, one line; `undefined` for an error of another kind. */
function fileText(error: unknown): string | undefined {
  if (!(error instanceof Error && "code" in error && "syscall" in error && "path" in error)) return undefined;
  const text = `${String(error.syscall)} ${String(error.path)}: ${systemText(error)}`;
  return error.code === "EACCES" || error.code === "EPERM" ? `${text} (sandboxes and networks need root)` : text;
}

/**
 * Opens the topologies of the namespace this process is in (`-netns` has been obeyed), uses them, closes them. What can't be built, and
 * a system call that fails, become one line and status 1.
 */
export async function withTopology(session: Session, use: (topology: Topology) => Promise<void>): Promise<void> {
  const { openTopology, TopologyError } = await import("../../topology/index.ts");
  const { closeNamespaceWorker } = await import("../../ns/index.ts");
  const { SystemError, NetlinkError, BatchError } = await import("../../socket/errors.ts");
  let topology: Topology | undefined;
  try {
    topology = await openTopology({ onWarning: (warning) => session.warn(`Warning: ${warning}\n`) });
    await use(topology);
  } catch (error) {
    const text = fileText(error);
    if (text !== undefined) throw new CommandError(`Error: ${text}\n`);
    const expected = [TopologyError, SystemError, NetlinkError, BatchError].some((kind) => error instanceof kind);
    if (expected && error instanceof Error) throw new CommandError(`Error: ${error.message}\n`);
    throw error;
  } finally {
    await topology?.close();
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

/** Whether the protocol that stands before a port is given. A word that begins with a letter can only be a protocol. */
export function readProtocol(word: string): "tcp" | "udp" | undefined {
  if (word === "tcp" || word === "udp") return word;
  if (/^[a-z][a-z-]*$/i.test(word)) throw wrongArgument('protocol must be "tcp" or "udp"', word);
  return undefined;
}

/** A TCP or UDP port of a word. */
export function readPort(word: string): number {
  const port = readNumber(word, "port");
  if (port < 1 || port > 65535) throw new UsageError(`Error: argument "${word}" is wrong: invalid port\n`);
  return port;
}
