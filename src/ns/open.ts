import { closeSync, constants, openSync } from "node:fs";
import { CLONE_NEWNET, ioctl } from "../socket/ffi/libc.ts";
import { systemError } from "../socket/ffi/library.ts";
import type { NamespaceChild, SpawnOptions } from "./child.ts";
import { attachSync, NAMESPACE_DIRECTORY, namespacePath, processNamespace, THIS_THREAD } from "./directory.ts";
import type { DirectoryOptions } from "./directory.ts";
import { visit, visitSync } from "./dispatcher.ts";
import { Namespace } from "./namespace.ts";
import { startChild } from "./spawn.ts";
import { attempt } from "./system-error.ts";
import type { Action, Entry, Outcomes } from "./visit.ts";

/** ioctl of a namespace file that tells its type (`linux/nsfs.h`). */
const NS_GET_NSTYPE = 0xb703;
const EINVAL = 22;

function entry(name: string | undefined, { directory = NAMESPACE_DIRECTORY }: DirectoryOptions): Entry {
  if (name !== undefined) namespacePath(name, directory);
  return { create: name === undefined ? { directory } : { name, directory } };
}

/**
 * Creates a network namespace, named or (without a name) kept alive by the handle only. Several that are created in one tick cross to
 * the worker in one message, so that `Promise.all` is the way to create many.
 *
 * Equivalent to `ip netns add NAME`: the same files, mounts and modes, and the same clean-up on failure.
 * @throws RangeError for a bad name, SystemError EEXIST when a namespace has the name, EPERM without CAP_SYS_ADMIN
 */
export async function create(name?: string, options: DirectoryOptions = {}): Promise<Namespace> {
  return (await createWith(name, [], options)).namespace;
}

/** `create` while the thread sleeps. */
export function createSync(name?: string, options: DirectoryOptions = {}): Namespace {
  const { fd } = visitSync({ enter: entry(name, options), actions: [] });
  return new Namespace(fd!, { name, directory: options.directory });
}

/** Creates a namespace and does a series of actions in it, in one visit; nothing is left when any of it fails. */
export async function createWith<const A extends readonly Action[]>(
  name: string | undefined,
  actions: A,
  options: DirectoryOptions = {},
): Promise<{ readonly namespace: Namespace; readonly results: Outcomes<A> }> {
  const { fd, results } = await visit({ enter: entry(name, options), actions });
  const namespace = new Namespace(fd!, { name, directory: options.directory });
  return { namespace, results: results as unknown as Outcomes<A> };
}

/** What names a namespace that exists: its name, any file of it, a process that lives in it, or a descriptor (which stays yours). */
export type NamespaceSource = string | { readonly path: string } | { readonly pid: number } | { readonly fd: number };

/**
 * Opens a network namespace that exists.
 * @throws RangeError for a bad name, SystemError ENOENT where there is none, EINVAL for a file that is not of a network namespace
 */
export function open(source: NamespaceSource, options: DirectoryOptions = {}): Namespace {
  const [path, what] = located(source, options);
  const fd = attempt(what, () => openSync(path, constants.O_RDONLY));
  try {
    if (namespaceType(fd) !== CLONE_NEWNET) throw systemError("open", EINVAL, `${what} is not a network namespace`);
    return new Namespace(fd, typeof source === "string" ? { name: source, directory: options.directory } : {});
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function namespaceType(fd: number): number | undefined {
  try {
    return ioctl(fd, NS_GET_NSTYPE, 0);
  } catch {
    return undefined;
  }
}

function located(source: NamespaceSource, { directory }: DirectoryOptions): [path: string, what: string] {
  if (typeof source === "string") {
    const path = namespacePath(source, directory);
    return [path, `network namespace ${source} (${path})`];
  }
  if ("path" in source) return [source.path, source.path];
  if ("pid" in source) return [processNamespace(source.pid), `process ${source.pid}`];
  return [`/proc/self/fd/${source.fd}`, `descriptor ${source.fd}`];
}

/** Opens the network namespace that the calling thread lives in. */
export function current(): Namespace {
  return new Namespace(attempt(THIS_THREAD, () => openSync(THIS_THREAD, constants.O_RDONLY)));
}

/**
 * Names the namespace of a running process. Equivalent to `ip netns attach NAME PID`.
 * @returns a handle of it
 * @throws RangeError for a bad name or pid, SystemError ENOENT for no such process, EEXIST when the name is taken
 */
export function attach(name: string, pid: number, options: DirectoryOptions = {}): Namespace {
  attachSync(name, pid, options);
  return open(name, options);
}

/** A child in a new namespace, and a handle of that. */
export interface SpawnedInNew {
  readonly child: NamespaceChild;
  readonly namespace: Namespace;
}

/**
 * Starts a program in a new network namespace: what clone(2) with CLONE_NEWNET is for. The namespace has no name; it ends when the
 * program (and what it started) has ended and the handle is closed.
 *
 * Equivalent to `unshare --net COMMAND`.
 */
export function spawnInNew(command: string, args: readonly string[] = [], options: SpawnOptions = {}): SpawnedInNew {
  const { child, fd } = startChild(entry(undefined, {}), command, args, options);
  return { child, namespace: new Namespace(fd!) };
}
