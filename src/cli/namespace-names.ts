import { closeSync, openSync, opendirSync } from "node:fs";
import { nsidMessage, RTM_GETNSID } from "../protocol/route/nsid.ts";
import type { Operation } from "../socket/request.ts";
import { question } from "./requests.ts";

/** Where named namespaces lie. */
export const NAMESPACE_FOLDER = "/run/netns";

/** Names of the namespaces that the current one has ids for. */
export interface NamespaceNames {
  /** The name of the namespace with that id; `undefined` where no named one has it. */
  nameOf(nsid: number): string | undefined;
  /** The id of a named namespace (or of one given by path); -1 where it has none, `undefined` where it can't be opened. */
  idOf(name: string): number | undefined;
  /** Reads the names and ids of all named namespaces, once. */
  load(): void;
  /** Hands out the name of an id among those that were read, once. */
  take(nsid: number): string | undefined;
  /** Looks for the name of an id now, whatever was read before. */
  search(nsid: number): string | undefined;
}

/** The entries of the folder in the order in which the file system has them; none where it does not exist. */
export function namespaceFiles(): string[] {
  const names: string[] = [];
  let folder;
  try {
    folder = opendirSync(NAMESPACE_FOLDER);
  } catch {
    return names;
  }
  for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) names.push(entry.name);
  folder.closeSync();
  return names;
}

/** Opens a namespace by name, or by path where the word holds a slash. The caller closes it. Throws as `openSync` does. */
export function openNamespaceFile(name: string): number {
  return openSync(name.includes("/") ? name : `${NAMESPACE_FOLDER}/${name}`, "r");
}

/** Nothing is read yet. @param ask runs a request; a refusal (of a name that is no namespace) is told, and `undefined` */
export function namespaceNames(ask: <T>(operation: Operation<T>) => T | undefined): NamespaceNames {
  let names: Map<number, string> | undefined;

  const idOf = (name: string): number | undefined => {
    let fd: number;
    try {
      fd = openNamespaceFile(name);
    } catch {
      return undefined;
    }
    try {
      const answer = ask(question(RTM_GETNSID, nsidMessage, { attributes: { fd } }, `look up namespace ${name}`));
      return answer?.attributes.nsid ?? -1;
    } finally {
      closeSync(fd);
    }
  };
  const load = (): Map<number, string> => {
    if (names !== undefined) return names;
    names = new Map();
    for (const name of namespaceFiles()) {
      const nsid = idOf(name) ?? -1;
      if (nsid >= 0 && !names.has(nsid)) names.set(nsid, name);
    }
    return names;
  };

  return {
    nameOf: (nsid) => (nsid < 0 ? undefined : load().get(nsid)),
    idOf,
    load,
    take: (nsid) => {
      const name = names?.get(nsid);
      names?.delete(nsid);
      return name;
    },
    search: (nsid) => {
      if (nsid < 0) return undefined;
      const name = namespaceFiles().find((candidate) => idOf(candidate) === nsid);
      if (name !== undefined) names?.set(nsid, name);
      return name;
    },
  };
}
