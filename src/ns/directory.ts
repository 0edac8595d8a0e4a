import { closeSync, constants, mkdirSync, opendirSync, openSync, statfsSync, statSync, unlinkSync } from "node:fs";
import {
  CLONE_NEWNET,
  flock,
  LOCK_EX,
  LOCK_NB,
  LOCK_UN,
  MNT_DETACH,
  mount,
  MS_BIND,
  MS_REC,
  MS_SHARED,
  umount,
  unshare,
} from "../socket/ffi/libc.ts";
import { systemError } from "../socket/ffi/library.ts";
import { attempt, describeFailure, errorCode } from "./system-error.ts";

/*
 * Named network namespaces as iproute2 lays them out: a file each in /run/netns, with the namespace bind-mounted on it, in a
 * directory that is a shared mount so that other mount namespaces see them come and go. Everything here is synchronous
 * and acts on the calling thread.
 */

/** Where `ip netns` keeps its names. */
export const NAMESPACE_DIRECTORY = "/run/netns";

/** The calling thread's network namespace; `/proc/self` would be the main thread's. */
export const THIS_THREAD = "/proc/thread-self/ns/net";

/** `f_type` of the filesystem of namespace files (`linux/magic.h`). */
const NSFS_MAGIC = 0x6e736673;
const EEXIST = 17;
const EAGAIN = 11;
const ATTEMPTS = 20;
const PAUSE = 10;
/** Milliseconds that the directory's lock is waited for; `ip netns add` holds it for two mount calls. */
const LOCK_LIMIT = 5000;

/** A name that has a file in the directory. */
export interface NamedNamespace {
  readonly name: string;
  /** Path of its file, such as `/run/netns/blue`. */
  readonly path: string;
  /** Whether a namespace is mounted on the file; a file without one is what a crash or a concurrent removal left. */
  readonly alive: boolean;
  /** Inode number of the namespace, which identifies it until it ends; absent where nothing is mounted. */
  readonly inode?: number;
}

/** Whether `ip netns` takes this for a name: one component of a path, of 1 to 255 bytes. */
export function isNamespaceName(name: string): boolean {
  return !(name === "" || name === "." || name === ".." || /[/\0]/.test(name) || Buffer.byteLength(name) > 255);
}

/** Path of a name's file. @throws RangeError for what can't be a name */
export function namespacePath(name: string, directory: string = NAMESPACE_DIRECTORY): string {
  if (!isNamespaceName(name)) {
    throw new RangeError(
      `invalid network namespace name ${JSON.stringify(name)}: not 1 to 255 bytes of one path component`,
    );
  }
  return `${directory}/${name}`;
}

/** Whether a namespace is mounted on this file; false where there is no file. */
export function isNamespaceFile(path: string): boolean {
  try {
    return statfsSync(path).type === NSFS_MAGIC;
  } catch {
    return false;
  }
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));
function sleep(milliseconds: number): void {
  Atomics.wait(sleeper, 0, 0, milliseconds);
}

/**
 * Makes the directory, and a shared mount of it, as `ip netns add` does before each name: mkdir 0755, then under flock(2)
 * MS_SHARED|MS_REC, after a bind mount onto itself where it is not a mount yet.
 */
export function prepareDirectory(directory: string): void {
  try {
    mkdirSync(directory, { mode: 0o755 });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw describeFailure(error, directory);
  }
  const lock = attempt(directory, () => openSync(directory, constants.O_RDONLY | constants.O_DIRECTORY));
  try {
    const deadline = Date.now() + LOCK_LIMIT;
    while (!flock(lock, LOCK_EX | LOCK_NB, directory)) {
      if (Date.now() > deadline) throw systemError("flock", EAGAIN, `${directory} is locked by another process`);
      sleep(1);
    }
    try {
      mount("", directory, "none", MS_SHARED | MS_REC);
    } catch (error) {
      if (errorCode(error) !== "EINVAL") throw error;
      mount(directory, directory, "none", MS_BIND | MS_REC);
      mount("", directory, "none", MS_SHARED | MS_REC);
    }
    flock(lock, LOCK_UN);
  } finally {
    closeSync(lock);
  }
}

/** Makes the file of a name, which no one else may have. A file that is just being removed is waited for, briefly. */
function claim(name: string, path: string): void {
  for (let attempts = 1; ; attempts++) {
    try {
      closeSync(openSync(path, constants.O_RDONLY | constants.O_CREAT | constants.O_EXCL, 0));
      return;
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw describeFailure(error, `network namespace ${name} (${path})`);
    }
    const alive = isNamespaceFile(path);
    if (alive || attempts === ATTEMPTS) {
      const stale = alive ? "" : ", though no namespace is mounted on it: remove it first";
      throw systemError("open", EEXIST, `network namespace ${name} (${path}${stale})`);
    }
    sleep(PAUSE);
  }
}

/** Removes the file that a failed creation had claimed. What fails here is less telling than what went before. */
function unclaim(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // The first error is on its way to the caller.
  }
}

/** Gives a name to a namespace: claims the file and mounts the namespace that `source` is a file of on it. */
function bindName(name: string, directory: string, source: () => string): void {
  const path = namespacePath(name, directory);
  claim(name, path);
  try {
    mount(source(), path, "none", MS_BIND);
  } catch (error) {
    unclaim(path);
    throw error;
  }
}

/**
 * Gives the calling thread a new namespace with this name, and leaves the thread in it. The directory must be prepared. On
 * failure nothing is left, but the thread may be in a new nameless namespace.
 */
export function unshareNamed(name: string, directory: string): void {
  bindName(name, directory, () => {
    unshare(CLONE_NEWNET, `network namespace ${name}`);
    return THIS_THREAD;
  });
}

/**
 * Names the namespace of a running process. Equivalent to `ip netns attach NAME PID`.
 *
 * The directory's lock is waited for on the calling thread, up to five seconds.
 * @throws RangeError for a bad name or pid, SystemError when the name exists, the process does not, or mounting is not allowed
 */
export function attachSync(name: string, pid: number, options: DirectoryOptions = {}): void {
  const { directory = NAMESPACE_DIRECTORY } = options;
  namespacePath(name, directory);
  const source = processNamespace(pid);
  attempt(`process ${pid}`, () => statSync(source));
  prepareDirectory(directory);
  bindName(name, directory, () => source);
}

/** Path of the network namespace of a process. @throws RangeError for what can't be a pid */
export function processNamespace(pid: number): string {
  if (!Number.isInteger(pid) || pid <= 0) throw new RangeError(`invalid process id ${pid}`);
  return `/proc/${pid}/ns/net`;
}

/** Which directory names live in. */
export interface DirectoryOptions {
  /** `/run/netns` unless told. */
  readonly directory?: string;
}

/** Unmounts and unlinks once. @returns false while the file is busy: another mount lies below, or another process is at it */
function removeOnce(name: string, path: string): boolean {
  let unmountFailure: unknown;
  try {
    umount(path, MNT_DETACH);
  } catch (error) {
    // EINVAL: nothing is mounted on the file.
    if (errorCode(error) !== "EINVAL" && errorCode(error) !== "ENOENT") unmountFailure = error;
  }
  try {
    unlinkSync(path);
    return true;
  } catch (error) {
    if (errorCode(error) === "EBUSY" && unmountFailure === undefined) return false;
    throw unmountFailure ?? describeFailure(error, `network namespace ${name} (${path})`);
  }
}

function stillBusy(name: string, path: string): Error {
  return systemError("unlink", 16, `network namespace ${name} (${path})`);
}

/** `remove`, waiting on the calling thread where the file is busy (0.2 s at most). */
export function removeSync(name: string, options: DirectoryOptions = {}): void {
  const path = namespacePath(name, options.directory);
  for (let attempts = 0; attempts < ATTEMPTS; attempts++) {
    if (removeOnce(name, path)) return;
    sleep(PAUSE);
  }
  throw stillBusy(name, path);
}

/**
 * Removes a name: umount2(MNT_DETACH), then unlink. The namespace itself ends when nothing lives in it and no descriptor of it is
 * open any more; the kernel takes its devices down afterwards, so delete veth pairs first where their names are to be used
 * again. A file that no namespace is mounted on (left by a crash) is removed as well.
 *
 * Equivalent to `ip netns delete NAME`.
 * @throws RangeError for a bad name, SystemError (ENOENT) when there is none
 */
export async function remove(name: string, options: DirectoryOptions = {}): Promise<void> {
  const path = namespacePath(name, options.directory);
  for (let attempts = 0; attempts < ATTEMPTS; attempts++) {
    if (removeOnce(name, path)) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  throw stillBusy(name, path);
}

/** Whether a living namespace has this name: the file exists and a namespace is mounted on it. */
export function exists(name: string, options: DirectoryOptions = {}): boolean {
  return isNamespaceFile(namespacePath(name, options.directory));
}

/**
 * The named namespaces in the directory's own order, those included whose file is all that is left. No directory, no names.
 *
 * Equivalent to `ip netns list`, without the ids that a namespace has given them (`nsid.list()`).
 */
export function list(options: DirectoryOptions = {}): NamedNamespace[] {
  const { directory = NAMESPACE_DIRECTORY } = options;
  let folder;
  try {
    folder = opendirSync(directory);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw describeFailure(error, directory);
  }
  const found: NamedNamespace[] = [];
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      const path = `${directory}/${entry.name}`;
      const alive = isNamespaceFile(path);
      const inode = alive ? statSync(path, { throwIfNoEntry: false })?.ino : undefined;
      found.push({ name: entry.name, path, alive, ...(inode === undefined ? {} : { inode }) });
    }
  } finally {
    folder.closeSync();
  }
  return found;
}

/**
 * The names of the namespace that a process lives in, in the directory's order; none where it has no name.
 *
 * Equivalent to `ip netns identify PID`.
 */
export function identify(pid: number, options: DirectoryOptions = {}): string[] {
  const { ino } = attempt(`process ${pid}`, () => statSync(processNamespace(pid)));
  return list(options)
    .filter(({ inode }) => inode === ino)
    .map(({ name }) => name);
}

/**
 * The processes that live in a named namespace, by the namespace of their main threads; those that this process may not look at
 * are left out.
 *
 * Equivalent to `ip netns pids NAME`.
 */
export function pids(name: string, options: DirectoryOptions = {}): number[] {
  const path = namespacePath(name, options.directory);
  const { ino, dev } = attempt(`network namespace ${name} (${path})`, () => statSync(path));
  const found: number[] = [];
  const processes = opendirSync("/proc");
  try {
    for (let entry = processes.readSync(); entry !== null; entry = processes.readSync()) {
      if (!/^[1-9]\d*$/.test(entry.name)) continue;
      try {
        const status = statSync(`/proc/${entry.name}/ns/net`, { throwIfNoEntry: false });
        if (status?.ino === ino && status.dev === dev) found.push(Number(entry.name));
      } catch {
        // Another user's process, or one that has just ended.
      }
    }
  } finally {
    processes.closeSync();
  }
  return found;
}
