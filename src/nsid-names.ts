import * as ns from "./ns/index.ts";
import * as nsid from "./ops/nsid.ts";
import type { Operation } from "./socket/request.ts";
import type { Connection } from "./socket/connection.ts";
import type { AsyncCallLimits, CallLimits } from "./socket/limits.ts";

/** Names of namespaces by the ids that the connection's own namespace gave them. */
export interface NsidNames {
  /**
   * Names of the namespaces that have an id here: what `ip` calls `link-netns`. Those of no name, and names of none, are left out.
   * Equivalent to `ip netns list`, which shows ids beside the names.
   */
  names(): Promise<Map<number, string>>;
  /** The name of the namespace of an id, such as a link's `linkNetnsid`; `undefined` where it has none. */
  nameOf(id: number): Promise<string | undefined>;
}

/** {@link NsidNames}, blocking. */
export interface SyncNsidNames {
  /** Names of the namespaces that have an id here. */
  names(): Map<number, string>;
  /** The name of the namespace of an id; `undefined` where it has none. */
  nameOf(id: number): string | undefined;
}

interface NamedId {
  readonly name: string;
  readonly id: Operation<number | undefined>;
}

/** Questions for the id of every namespace that has a name; each is to be asked while its handle is open. */
function* questions(): Generator<NamedId> {
  for (const { name, alive } of ns.list()) {
    if (!alive) continue;
    let handle;
    try {
      handle = ns.open(name);
    } catch (error) {
      // It was removed meanwhile.
      if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EINVAL")) continue;
      throw error;
    }
    try {
      yield { name, id: nsid.get(handle) };
    } finally {
      void handle.close();
    }
  }
}

/** Names by ids, asked through a connection. */
export function nsidNames(connection: Connection, limits: AsyncCallLimits): NsidNames {
  const names = async (): Promise<Map<number, string>> => {
    const found = new Map<number, string>();
    for (const { name, id } of questions()) {
      const number = await connection.run(id, limits);
      if (number !== undefined && !found.has(number)) found.set(number, name);
    }
    return found;
  };
  return { names, nameOf: async (id) => (await names()).get(id) };
}

/** The same, blocking. */
export function syncNsidNames(connection: Connection, limits: CallLimits): SyncNsidNames {
  const names = (): Map<number, string> => {
    const found = new Map<number, string>();
    for (const { name, id } of questions()) {
      const number = connection.runSync(id, limits);
      if (number !== undefined && !found.has(number)) found.set(number, name);
    }
    return found;
  };
  return { names, nameOf: (id) => names().get(id) };
}
