import { closeSync, constants, openSync } from "node:fs";
import {
  AF_INET,
  bind,
  CLONE_NEWNET,
  connect,
  ioctl,
  listen,
  setns,
  setsockopt,
  SOCK_DGRAM,
  socket,
  unshare,
} from "../socket/ffi/libc.ts";
import {
  NAMESPACE_DIRECTORY,
  namespacePath,
  prepareDirectory,
  removeSync,
  THIS_THREAD,
  unshareNamed,
} from "./directory.ts";
import { readGroups } from "./multicast.ts";
import { spawnHere } from "./spawner.ts";
import type { ChildExit, SpawnOutcome } from "./spawner.ts";
import { readSysctl, writeSysctl } from "./sysctl.ts";
import { attempt, describeFailure } from "./system-error.ts";
import { createTunTap, deleteTunTap } from "./tuntap.ts";
import type { Action, Entry, SocketAction, Visit, VisitResult } from "./visit.ts";

/*
 * Visits, performed by the calling thread. Everything is synchronous: an asynchronous call would run in libuv's pool, whose
 * threads live in another namespace, or would start those threads in this one for good.
 */

/** Undoes what an action made, for the case that a later one fails. */
type Undo = () => void;

/** What the performing thread does about children. */
export interface Household {
  /** Called when a child that a visit started has ended. */
  readonly exited: (event: ChildExit) => void;
}

/** Moves the calling thread into the namespace that `fd` is a descriptor of. Never for the main thread of a library's user. */
export function enterNamespace(fd: number, what = "network namespace"): void {
  setns(fd, CLONE_NEWNET, what);
}

/**
 * Gives the calling thread a new namespace and leaves the thread in it; with a name as `ip netns add` does. The directory is
 * made ready before. Never for the main thread of a library's user: a program that owns its process (a command) may.
 * @returns a descriptor of the namespace, which the caller closes
 */
export function unshareNamespace(name?: string, directory: string = NAMESPACE_DIRECTORY): number {
  if (name !== undefined) {
    namespacePath(name, directory);
    prepareDirectory(directory);
  }
  return unshareAndOpen(name, directory);
}

function unshareAndOpen(name: string | undefined, directory: string): number {
  if (name === undefined) unshare(CLONE_NEWNET, "a new network namespace");
  else unshareNamed(name, directory);
  try {
    return openSync(THIS_THREAD, constants.O_RDONLY);
  } catch (error) {
    if (name !== undefined) removeSync(name, { directory });
    throw describeFailure(error, THIS_THREAD);
  }
}

function openSocket(action: SocketAction): number {
  const { family, type, protocol = 0, options = [], what } = action;
  const fd = socket(family, type, protocol);
  try {
    for (const [level, option, value] of options) setsockopt(fd, level, option, value);
    if (action.bind !== undefined) bind(fd, action.bind, what);
    if (action.connect !== undefined) {
      try {
        connect(fd, action.connect, what);
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EINPROGRESS")) throw error;
      }
    }
    if (action.listen !== undefined) listen(fd, action.listen);
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function act(action: Action, household: Household, undo: Undo[]): unknown {
  switch (action.do) {
    case "socket": {
      const fd = openSocket(action);
      undo.push(() => closeSync(fd));
      return fd;
    }
    case "tuntap": {
      const opened = createTunTap(action);
      const { fd, name } = opened;
      if (action.persist === true) undo.push(() => deleteTunTap(action.mode, name, action.multiQueue));
      if (fd !== undefined) undo.push(() => closeSync(fd));
      return opened;
    }
    case "tuntap-delete":
      deleteTunTap(action.mode, action.name, action.multiQueue);
      return undefined;
    case "sysctl-get":
      return readSysctl(action.name);
    case "sysctl-set":
      writeSysctl(action.name, action.value);
      return undefined;
    case "multicast-list":
      return readGroups();
    case "ioctl": {
      const fd = socket(action.family ?? AF_INET, SOCK_DGRAM, 0);
      try {
        const argument = Uint8Array.from(action.argument);
        ioctl(fd, action.request, argument, action.what);
        return argument;
      } finally {
        closeSync(fd);
      }
    }
    case "spawn": {
      const outcome: SpawnOutcome | Promise<SpawnOutcome> = spawnHere(action, household.exited);
      return outcome;
    }
  }
}

/** Enters the namespace of a visit. @returns its descriptor, where it was created */
function enter(entry: Entry, prepared: Set<string>, undo: Undo[]): number | undefined {
  if ("fd" in entry) {
    enterNamespace(entry.fd, entry.what);
    return undefined;
  }
  const { name, directory } = entry.create;
  if (name !== undefined) {
    namespacePath(name, directory);
    if (!prepared.has(directory)) prepareDirectory(directory);
    prepared.add(directory);
  }
  const fd = unshareAndOpen(name, directory);
  if (name !== undefined) undo.push(() => removeSync(name, { directory }));
  undo.push(() => closeSync(fd));
  return fd;
}

/**
 * Performs one visit in the calling thread and leaves the thread where it went: `enterNamespace` brings it home.
 * @param prepared directories that were made ready by this round of visits
 * @returns results, among them promises of programs that could not be started
 * @throws what the first failing action threw, when everything before it has been undone
 */
export function perform(visit: Visit, household: Household, prepared: Set<string> = new Set()): VisitResult {
  const undo: Undo[] = [];
  try {
    const fd = enter(visit.enter, prepared, undo);
    const results = visit.actions.map((action) => act(action, household, undo));
    return fd === undefined ? { results } : { fd, results };
  } catch (error) {
    for (const step of undo.reverse()) attemptUndo(step);
    throw error;
  }
}

function attemptUndo(step: Undo): void {
  try {
    attempt("undo", step);
  } catch {
    // The error that made it necessary is on its way to the caller.
  }
}
