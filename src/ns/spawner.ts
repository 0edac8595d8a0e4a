import type { ChildProcess, spawn, SpawnOptions } from "node:child_process";
import { closeSync } from "node:fs";
import { createRequire } from "node:module";
import { socketpair } from "../socket/ffi/libc.ts";
import { packError } from "./system-error.ts";
import type { WireError } from "./system-error.ts";

/*
 * The worker's half of starting programs in a namespace. A child is forked by the thread that spawns it and so is born in
 * that thread's namespace: it needs no launcher. Two ways were measured: a launcher of our own on the main thread (node, setns,
 * execve) costs 40-60 ms and 40 MB a child; child_process.spawn in the worker 1-2 ms, like any other. So the worker
 * spawns, the ends of the standard streams are socket pairs as child_process makes them, whose other ends the main thread
 * wraps, and the events are posted. The worker also delivers signals: only who reaps a child knows that its pid is still its own.
 */

/** One standard stream of a child: made for it, nothing, or a descriptor of this process. */
export type ChildStream = "pipe" | "ignore" | number;

/** What to start. */
export interface SpawnRequest {
  /** Told in every event; the asking side counts. */
  readonly child: number;
  readonly command: string;
  readonly args: readonly string[];
  readonly options: SpawnOptions;
  readonly stdio: readonly ChildStream[];
}

/** What came of it. */
export interface SpawnOutcome {
  /** Absent where the program could not be started. */
  readonly pid?: number;
  /** This side's descriptor of every stream that was `"pipe"`. */
  readonly stdio: readonly (number | null)[];
  readonly spawnfile: string;
  readonly spawnargs: readonly string[];
  /** Why it could not be started, where child_process reports that by an `error` event. */
  readonly error?: WireError;
}

/** What a child did after it was started. */
export interface ChildExit {
  readonly child: number;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

const running = new Map<number, ChildProcess>();
let childProcess: { readonly spawn: typeof spawn } | undefined;

/**
 * Starts a program in the calling thread's namespace.
 * @param exited called when it has ended
 * @returns a promise only where it could not be started
 * @throws what child_process throws for wrong arguments
 */
export function spawnHere(
  { child: id, command, args, options, stdio }: SpawnRequest,
  exited: (event: ChildExit) => void,
): SpawnOutcome | Promise<SpawnOutcome> {
  // Loaded when first used: a worker that opens sockets only does not pay for it.
  childProcess ??= createRequire(import.meta.url)("node:child_process") as { readonly spawn: typeof spawn };
  const ours: (number | null)[] = [];
  const theirs: number[] = [];
  let spawned = false;
  try {
    const ends = stdio.map((stream) => {
      if (stream !== "pipe") {
        ours.push(null);
        return stream;
      }
      const [our, their] = socketpair();
      ours.push(our);
      theirs.push(their);
      return their;
    });
    const child = childProcess.spawn(command, args, { ...options, stdio: ends });
    const { spawnfile, spawnargs } = child;
    spawned = true;
    child.once("exit", (exitCode, signal) => {
      running.delete(id);
      exited({ child: id, exitCode, signal });
    });
    if (child.pid !== undefined) {
      running.set(id, child);
      child.on("error", () => {});
      return { pid: child.pid, stdio: ours, spawnfile, spawnargs };
    }
    return new Promise((resolve) => {
      child.once("error", (error) => {
        // The streams stay: they have ended, for the other ends are closed.
        resolve({ stdio: ours, spawnfile, spawnargs, error: packError(error) });
      });
    });
  } finally {
    for (const fd of theirs) closeSync(fd);
    if (!spawned) for (const fd of ours) if (fd !== null) closeSync(fd);
  }
}

/** Sends a signal to a child that was started here; false when it has ended. */
export function signalChild(id: number, signal: NodeJS.Signals | number | undefined): boolean {
  return running.get(id)?.kill(signal) ?? false;
}
