import { EventEmitter } from "node:events";
import { Socket } from "node:net";
import { inspect } from "node:util";
import type { Dispatcher } from "./dispatcher.ts";
import type { ChildExit, ChildStream, SpawnOutcome } from "./spawner.ts";
import { unpackError } from "./system-error.ts";

/** One standard stream of a child, as child_process takes them; `"ipc"` is not offered. */
export type StdioEntry =
  | "pipe"
  | "overlapped"
  | "ignore"
  | "inherit"
  | number
  | { readonly fd: number }
  | null
  | undefined;

/** How a program is started: the options of child_process.spawn, without IPC. */
export interface SpawnOptions {
  readonly cwd?: string | URL;
  /** Its environment; that of this process unless told. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly argv0?: string;
  /** `"pipe"` unless told. Streams 0-2 that are left out are pipes, further ones are ignored. */
  readonly stdio?: "pipe" | "overlapped" | "ignore" | "inherit" | readonly StdioEntry[];
  readonly detached?: boolean;
  readonly uid?: number;
  readonly gid?: number;
  readonly shell?: boolean | string;
  /** Ends the child by `killSignal` and gives an `error` event with an AbortError. */
  readonly signal?: AbortSignal;
  /** Milliseconds after which the child is sent `killSignal`. */
  readonly timeout?: number;
  /** SIGTERM unless told. */
  readonly killSignal?: NodeJS.Signals | number;
}

/** Stream list for the worker: what is inherited becomes this process's descriptor. @throws TypeError for what is not offered */
export function childStreams(stdio: SpawnOptions["stdio"] = "pipe"): ChildStream[] {
  const entries: readonly StdioEntry[] = typeof stdio === "string" ? [stdio, stdio, stdio] : [...stdio];
  return Array.from({ length: Math.max(3, entries.length) }, (_, index): ChildStream => {
    const entry = entries[index] ?? (index < 3 ? "pipe" : "ignore");
    if (entry === "pipe" || entry === "overlapped") return "pipe";
    if (entry === "ignore") return "ignore";
    if (entry === "inherit") return index;
    const fd = typeof entry === "object" ? entry.fd : entry;
    if (typeof fd === "number" && Number.isInteger(fd) && fd >= 0) return fd;
    throw new TypeError(
      `stdio[${index}] of a program in a namespace must be pipe, ignore, inherit or a descriptor, not ${inspect(entry, { depth: -1 })}`,
    );
  });
}

/** Events of a child, as child_process has them. */
export interface ChildEvents {
  spawn: [];
  exit: [code: number | null, signal: NodeJS.Signals | null];
  close: [code: number | null, signal: NodeJS.Signals | null];
  error: [error: Error];
}

/**
 * A program that was started in a namespace: the same properties, methods, streams, events and their order as `ChildProcess` has.
 * Its object lives in the worker, which is what forked it; this one is told.
 */
export class NamespaceChild extends EventEmitter<ChildEvents> {
  /** Absent where it could not be started; then an `error` event follows. */
  readonly pid: number | undefined;
  readonly stdin: Socket | null;
  readonly stdout: Socket | null;
  readonly stderr: Socket | null;
  /** All streams; null where it is no pipe. */
  readonly stdio: readonly (Socket | null)[];
  readonly spawnfile: string;
  readonly spawnargs: string[];
  readonly connected = false;
  exitCode: number | null = null;
  signalCode: NodeJS.Signals | null = null;
  /** Whether a signal was sent by `kill`. */
  killed = false;
  readonly #id: number;
  readonly #dispatcher: Dispatcher;
  readonly #cleanup: (() => void)[] = [];
  #openParts = 1;
  #over = false;

  /** Made by `Namespace.spawn`. */
  constructor(id: number, outcome: SpawnOutcome, dispatcher: Dispatcher, options: SpawnOptions) {
    super();
    this.#id = id;
    this.#dispatcher = dispatcher;
    this.pid = outcome.pid;
    this.spawnfile = outcome.spawnfile;
    this.spawnargs = [...outcome.spawnargs];
    this.stdio = outcome.stdio.map((fd, index) => (fd === null ? null : this.#stream(fd, index)));
    [this.stdin = null, this.stdout = null, this.stderr = null] = this.stdio;
    const { error } = outcome;
    if (error !== undefined) {
      process.nextTick(() => this.#failed(unpackError(error)));
      return;
    }
    process.nextTick(() => this.emit("spawn"));
    dispatcher.watch(id, (exit) => this.#ended(exit));
    this.#limit(options);
  }

  /** Sends it a signal. @returns false when it has ended, for then its pid may be someone else's */
  kill(signal?: NodeJS.Signals | number): boolean {
    if (this.#over || this.pid === undefined) return false;
    const sent = this.#dispatcher.signal(this.#id, signal);
    if (sent && signal !== 0) this.killed = true;
    return sent;
  }

  /** Lets the process end although the child is running. */
  unref(): void {
    this.#dispatcher.holdFor(this.#id, false);
  }

  /** Takes `unref` back. */
  ref(): void {
    this.#dispatcher.holdFor(this.#id, true);
  }

  [Symbol.dispose](): void {
    if (!this.killed) this.kill();
  }

  #stream(fd: number, index: number): Socket {
    const stream = new Socket({ fd, readable: index !== 0, writable: true });
    this.#openParts++;
    stream.once("close", () => this.#partClosed());
    return stream;
  }

  #limit({ signal, timeout = 0, killSignal = "SIGTERM" }: SpawnOptions): void {
    if (timeout > 0) {
      const timer = setTimeout(() => this.kill(killSignal), timeout);
      this.#cleanup.push(() => clearTimeout(timer));
    }
    if (signal === undefined) return;
    const abort = (): void => {
      if (!this.kill(killSignal)) return;
      const error = Object.assign(new Error("The operation was aborted", { cause: signal.reason }), {
        code: "ABORT_ERR",
      });
      error.name = "AbortError";
      this.emit("error", error);
    };
    if (signal.aborted) process.nextTick(abort);
    else signal.addEventListener("abort", abort, { once: true });
    this.#cleanup.push(() => signal.removeEventListener("abort", abort));
  }

  /** It could not be started: an error, and the end without an exit. */
  #failed(error: Error): void {
    this.#over = true;
    if ("errno" in error && typeof error.errno === "number") this.exitCode = error.errno;
    this.stdin?.destroy();
    this.emit("error", error);
    this.#finish();
  }

  #ended(exit: Pick<ChildExit, "exitCode" | "signal"> | undefined): void {
    this.#over = true;
    for (const step of this.#cleanup) step();
    if (exit === undefined) {
      this.emit("error", new Error(`how process ${this.pid} ends can't be known: the namespace worker has ended`));
    }
    this.exitCode = exit?.exitCode ?? null;
    this.signalCode = exit?.signal ?? null;
    this.stdin?.destroy();
    this.emit("exit", this.exitCode, this.signalCode);
    this.#finish();
  }

  #finish(): void {
    // What nobody reads would keep `close` from coming.
    process.nextTick(() => {
      for (const stream of this.stdio) if (stream?.readable === true) stream.resume();
    });
    this.#partClosed();
  }

  #partClosed(): void {
    if (--this.#openParts === 0) this.emit("close", this.exitCode, this.signalCode);
  }
}
