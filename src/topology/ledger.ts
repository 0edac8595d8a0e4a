import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { flock, LOCK_EX, LOCK_NB } from "../socket/ffi/libc.ts";
import { TopologyError } from "./errors.ts";
import type { ProcessIdentity } from "./process-identity.ts";
import { isAlive, thisProcess } from "./process-identity.ts";

/** Where a topology stands: only `ready` ones are whole. */
export type Status = "creating" | "ready" | "removing";

/** One topology as written down before the first change in the kernel and crossed out after the last. */
export interface Entry {
  /** `sandbox`, `network` or `endpoint`. */
  readonly kind: string;
  readonly name: string;
  readonly status: Status;
  /** Who is creating or removing it (for a ready one: who created it). */
  readonly owner: ProcessIdentity;
  /** What was asked for, as plain data: enough to remove all of it without asking the kernel. */
  readonly spec: unknown;
}

/** Something that several topologies need and the last one puts back: a sysctl, an nftables table. */
export interface Shared {
  /** Keys of the entries that need it. */
  readonly owners: readonly string[];
  /** How the first owner found it, for a sysctl its value; absent when it was as needed. */
  readonly before?: string;
  /** For a sysctl: others that the kernel changes when it is put back, with what they held. */
  readonly along?: Readonly<Record<string, string>>;
}

/** The whole content of a ledger. */
export interface LedgerState {
  readonly entries: Readonly<Record<string, Entry>>;
  readonly shared: Readonly<Record<string, Shared>>;
}

/** Key of an entry. */
export const entryKey = (kind: string, name: string): string => `${kind} ${name}`;

/** A ledger opened for one host namespace. All processes of the machine share it under an flock(2). */
export interface Ledger {
  /** The state as last written; a moment later it may be different. */
  read(): LedgerState;
  /**
   * Runs `change` while no other process (and no other caller here) reads or writes the ledger, then stores what it returns in one
   * atomic rename; a change that throws stores nothing.
   */
  update<T>(change: (state: LedgerState) => Promise<{ state: LedgerState; result: T }>): Promise<T>;
  /** Removes the folders of an empty ledger, which a process leaves that is killed before it wrote anything. */
  tidy(): Promise<void>;
}

const EMPTY: LedgerState = { entries: {}, shared: {} };
const LOCK_WAIT_MS = 30_000;

/**
 * Opens the ledger of a host namespace.
 * @param directory such as `/run/ts-netlink`: on a tmpfs, so that a reboot, which takes the kernel's state, takes the ledger too
 * @param namespaceInode the host namespace's number, by which its ledger is found
 * @param host its identity: a ledger of another namespace that had the same number before tells nothing of this one
 */
export function openLedger(directory: string, namespaceInode: string, host: string): Ledger {
  const folder = join(directory, namespaceInode);
  const file = join(folder, "state.json");

  const read = (): LedgerState => {
    if (!existsSync(file)) return EMPTY;
    const text = readFileSync(file, "utf8");
    try {
      const { entries, shared, host: of }: LedgerState & { readonly host: string } = JSON.parse(text);
      return of === host ? { entries, shared } : EMPTY;
    } catch (cause) {
      throw new TopologyError(`${file} is not a ledger`, { cause });
    }
  };

  const write = (state: LedgerState): void => {
    const next = `${file}.new`;
    writeFileSync(next, `${JSON.stringify({ host, ...state })}\n`, { mode: 0o600 });
    renameSync(next, file);
  };

  const removeFolder = (): void => {
    // The lock's file goes too: whoever waits on it finds out that it is no longer the one in the folder.
    for (const path of [file, `${file}.new`, join(folder, "lock")]) rmSync(path, { force: true });
    for (const emptied of [folder, directory]) removeIfEmpty(emptied);
  };

  const update: Ledger["update"] = async (change) => {
    const lock = await lockExclusively(folder);
    let now: LedgerState | undefined;
    try {
      now = read();
      const { state, result } = await change(now);
      if (!isEmpty(state)) write(state);
      now = state;
      return result;
    } finally {
      try {
        if (now !== undefined && isEmpty(now)) removeFolder();
      } finally {
        closeSync(lock); // releases the lock
      }
    }
  };

  return {
    read,
    update,
    async tidy() {
      if (existsSync(directory) && !existsSync(file)) await update(async (state) => ({ state, result: undefined }));
    },
  };
}

const isEmpty = ({ entries, shared }: LedgerState): boolean =>
  Object.keys(entries).length === 0 && Object.keys(shared).length === 0;

/** One that others use, or on which something is mounted, stays. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!["ENOTEMPTY", "ENOENT", "EBUSY"].some((code) => hasCode(error, code))) throw error;
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

/**
 * Takes the folder's lock without holding up the event loop.
 * @returns the open lock file; closing it releases the lock
 */
async function lockExclusively(folder: string): Promise<number> {
  const file = join(folder, "lock");
  const deadline = Date.now() + LOCK_WAIT_MS;
  for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
    const fd = openLock(folder, file);
    if (fd !== undefined) {
      if (flock(fd, LOCK_EX | LOCK_NB, file) && isStill(file, fd)) return fd;
      closeSync(fd);
    }
    if (Date.now() > deadline) {
      throw new TopologyError(`${file}: still held by another process after ${LOCK_WAIT_MS / 1000} s`);
    }
    await delay(wait);
  }
}

/** Opens the lock's file; `undefined` when its folder was removed at this moment. */
function openLock(folder: string, file: string): number | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return openSync(file, "a", 0o600);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Whether the path still leads to the open file. */
function isStill(file: string, fd: number): boolean {
  try {
    return statSync(file).ino === fstatSync(fd).ino;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Whether an entry was left half-made: being created or removed by a process that is gone. */
export function isAbandoned(entry: Entry): boolean {
  return entry.status !== "ready" && !isAlive(entry.owner);
}

/** The state with entries put in, replaced or (where `undefined`) taken out. */
export function withEntries(state: LedgerState, changes: Readonly<Record<string, Entry | undefined>>): LedgerState {
  const entries = { ...state.entries };
  for (const [key, entry] of Object.entries(changes)) {
    if (entry === undefined) delete entries[key];
    else entries[key] = entry;
  }
  return { ...state, entries };
}

/** The state with one shared thing's record replaced, or taken out when nobody owns it any more. */
export function withShared(state: LedgerState, name: string, shared: Shared | undefined): LedgerState {
  const all = { ...state.shared };
  if (shared === undefined) delete all[name];
  else all[name] = shared;
  return { ...state, shared: all };
}

/** A new entry owned by the calling process. */
export function newEntry(kind: string, name: string, status: Status, spec: unknown): Entry {
  return { kind, name, status, owner: thisProcess(), spec };
}
