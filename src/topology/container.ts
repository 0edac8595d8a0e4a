import { open, socketsIn } from "../ns/index.ts";
import type { Namespace } from "../ns/index.ts";
import { address, link } from "../ops/index.ts";
import { ignoring } from "../ops/missing.ts";
import type { Connection } from "../socket/connection.ts";
import { openConnection } from "../socket/connection.ts";
import { SystemError } from "../socket/errors.ts";
import { TopologyError } from "./errors.ts";
import type { Host } from "./host.ts";
import type { ContainerNamespace } from "./network-spec.ts";
import { containerText } from "./network-spec.ts";
import { release } from "./shared.ts";

/** Opens a container's namespace. @throws TopologyError naming it */
export function openContainer(host: Host, container: ContainerNamespace): Namespace {
  try {
    return open("name" in container ? container.name : container, { directory: host.namespaceDirectory });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TopologyError(`container ${containerText(container)}: ${reason}`, { cause });
  }
}

/** Runs something with a connection inside a namespace. */
export async function inside<T>(namespace: Namespace, use: (connection: Connection) => Promise<T>): Promise<T> {
  await using connection = openConnection({ source: socketsIn(namespace) });
  return await use(connection);
}

/** Index of every namespace's lo. */
export const LOOPBACK = 1;
const LOOPBACK_ADDRESS = "127.0.0.1/8";
/** What the ledger calls the lo of a namespace among what is shared. */
export const loopbackOf = (namespace: { readonly inode: number }): string => `loopback of namespace ${namespace.inode}`;

/** How a container's lo is found. In a new namespace it is bare; the kernel gives it its address when it is first set up. */
export async function loopbackState(connection: Connection): Promise<"up" | "down" | "bare"> {
  if ((await connection.run(link.get(LOOPBACK))).flags.includes("up")) return "up";
  const addresses = await connection.run(address.list({ dev: LOOPBACK }));
  return addresses.length === 0 ? "bare" : "down";
}

/** Sets a container's lo down again when its last attachment that found it down goes. A container that is gone needs nothing. */
export async function releaseLoopback(host: Host, container: ContainerNamespace, owner: string): Promise<void> {
  await host.ledger.update(async (state) => {
    let next = state;
    for (const [name, { owners, before }] of Object.entries(state.shared)) {
      if (!name.startsWith("loopback ") || !owners.includes(owner)) continue;
      const { state: left, last } = release(next, name, [owner]);
      next = left;
      if (last) await restoreLoopback(host, container, name, before);
    }
    return { state: next, result: undefined };
  });
}

async function restoreLoopback(
  host: Host,
  container: ContainerNamespace,
  name: string,
  before: string | undefined,
): Promise<void> {
  let namespace: Namespace;
  try {
    namespace = openContainer(host, container);
  } catch (error) {
    if (error instanceof TopologyError && error.cause instanceof SystemError) return;
    throw error;
  }
  await using opened = namespace;
  // A process may have ended and its pid be another's by now: only the very namespace is touched.
  if (loopbackOf(opened) !== name) return;
  await inside(opened, async (within) => {
    await within.run(link.setDown(LOOPBACK));
    if (before === "bare") {
      await within.run(ignoring(["EADDRNOTAVAIL"], address.delete(LOOPBACK, LOOPBACK_ADDRESS)));
    }
  });
}
