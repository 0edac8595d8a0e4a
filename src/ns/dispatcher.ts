import { closeSync, constants, openSync, stat } from "node:fs";
import { MessageChannel, receiveMessageOnPort, SHARE_ENV, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { loadLibrary } from "../socket/ffi/libc.ts";
import { ClosedError, TimeoutError } from "../socket/errors.ts";
import { THIS_THREAD } from "./directory.ts";
import { ENDED, STATE } from "./messages.ts";
import type { FromWorker, Settled, ToWorker, WorkerStart } from "./messages.ts";
import type { ChildExit } from "./spawner.ts";
import { attempt, unpackError } from "./system-error.ts";
import type { Visit, VisitResult } from "./visit.ts";

/*
 * The main thread's half of the worker that visits namespaces: one worker, started when first needed, shared by everyone in
 * this thread, given the visits of one tick in one message, and never in the way of the process's end.
 */

/** Longest wait of a synchronous call for its answer, the worker's start included, in milliseconds. */
const SYNC_LIMIT = 60_000;
const WORKER = "the namespace worker";

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Does it again with a new worker, when this one can't go anywhere any more. */
  readonly again: () => void;
}

/** Who is told how a child ended; `undefined` when that can't be known any more. */
export type ChildListener = (exit: Pick<ChildExit, "exitCode" | "signal"> | undefined) => void;

let counter = 0;

/** One worker thread, as the thread that started it sees it. */
export class Dispatcher {
  readonly #worker: Worker;
  #home: number | undefined;
  readonly #state = new Int32Array(new SharedArrayBuffer(8));
  readonly #answers: MessagePort;
  readonly #waiting = new Map<number, Waiting>();
  readonly #children = new Map<number, { readonly listener: ChildListener; holds: boolean }>();
  readonly #ended: Promise<void>;
  readonly #idle: (() => void)[] = [];
  #queue: { readonly id: number; readonly visit: Visit }[] = [];
  #retired = false;
  #over = false;

  constructor() {
    // Loaded first in a worker, the native library would be unmapped under it when that worker exits.
    loadLibrary();
    // libuv starts its pool when it is first used, all threads at once and within this very call: here, so that they live in
    // this namespace. Started by the worker they would live in whichever namespace it is visiting, for good.
    stat("/", () => {});
    this.#home = attempt(THIS_THREAD, () => openSync(THIS_THREAD, constants.O_RDONLY));
    const { port1, port2 } = new MessageChannel();
    this.#answers = port1;
    const start: WorkerStart = { home: this.#home, state: this.#state, answers: port2 };
    // Under the source's own extension, where a runtime loads TypeScript directly; by way of its folder, because the bundler puts
    // this code into another folder of the same depth.
    const file = new URL(import.meta.url.endsWith(".ts") ? "../ns/worker.ts" : "../ns/worker.js", import.meta.url);
    this.#worker = new Worker(file, {
      workerData: start,
      transferList: [port2],
      trackUnmanagedFds: false,
      env: SHARE_ENV,
      execArgv: [],
      name: "ts-netlink namespaces",
    });
    this.#ended = new Promise((resolve) => {
      let failure: unknown;
      this.#worker.on("error", (error) => (failure = error));
      this.#worker.on("exit", () => {
        this.#finish(failure);
        resolve();
      });
    });
    this.#worker.on("message", (message: FromWorker) => this.#receive(message));
    this.#worker.unref();
    port1.unref();
  }

  /** Whether it takes visits. */
  get isUsable(): boolean {
    return !this.#retired && !this.#over && Atomics.load(this.#state, ENDED) === 0;
  }

  /** Makes a visit; those asked for in one tick go in one message, and each is answered as soon as it is done. */
  visit(visit: Visit, again: () => void): Promise<VisitResult> {
    return new Promise((resolve, reject) => {
      const id = ++counter;
      this.#waiting.set(id, { resolve: (value) => resolve(value as VisitResult), reject, again });
      this.#hold();
      if (this.#queue.push({ id, visit }) > 1) return;
      queueMicrotask(() => {
        const visits = this.#queue;
        this.#queue = [];
        if (!this.#over) this.#send({ sync: false, visits });
      });
    });
  }

  /** Makes a visit while this thread sleeps. @returns `undefined` when it has to be done again with a new worker */
  visitSync(visit: Visit): VisitResult | undefined {
    const id = ++counter;
    const settled = this.#ask({ sync: true, visits: [{ id, visit }] });
    if ("refused" in settled) {
      this.retire();
      return undefined;
    }
    if ("error" in settled) throw unpackError(settled.error);
    return settled.value as VisitResult;
  }

  /** Sends a signal to a child that it started; false when that has ended. */
  signal(child: number, signal: NodeJS.Signals | number | undefined): boolean {
    if (this.#over) return false;
    const settled = this.#ask({ sync: true, id: ++counter, child, signal });
    if ("error" in settled) throw unpackError(settled.error);
    return "value" in settled && settled.value === true;
  }

  /** Tells the listener when the child ends, and holds the process until then. */
  watch(child: number, listener: ChildListener): void {
    if (this.#over) return queueMicrotask(() => listener(undefined));
    this.#children.set(child, { listener, holds: true });
    this.#hold();
  }

  /** Whether a running child keeps the process from ending. */
  holdFor(child: number, holds: boolean): void {
    const entry = this.#children.get(child);
    if (entry !== undefined) entry.holds = holds;
    this.#hold();
  }

  /** Takes no more visits, and ends the thread when those under way are done and its children have ended. */
  retire(): void {
    this.#retired = true;
    this.#hold();
  }

  /** Retires, and waits until the visits under way are done and, unless children remain, the thread has ended. */
  async close(): Promise<void> {
    this.retire();
    if (this.#waiting.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
    if (this.#children.size === 0) await this.#ended;
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  /** Sends a message and sleeps until its answer has come. */
  #ask(message: ToWorker): Settled {
    const deadline = Date.now() + SYNC_LIMIT;
    let seen = Atomics.load(this.#state, STATE);
    this.#send(message);
    for (;;) {
      const received = receiveMessageOnPort(this.#answers);
      if (received !== undefined) return received.message as Settled;
      if (Atomics.load(this.#state, ENDED) !== 0) {
        this.#retired = true;
        throw new ClosedError(WORKER);
      }
      const left = deadline - Date.now();
      if (left <= 0) {
        this.retire();
        throw new TimeoutError(WORKER, SYNC_LIMIT);
      }
      Atomics.wait(this.#state, STATE, seen, left);
      seen = Atomics.load(this.#state, STATE);
    }
  }

  #receive(message: FromWorker): void {
    if ("lost" in message) {
      this.#retired = true;
      // Someone else closed it, and may have got the number for a file of his own.
      if (message.lost === "EBADF") this.#home = undefined;
    } else if ("exited" in message) {
      const entry = this.#children.get(message.exited.child);
      this.#children.delete(message.exited.child);
      entry?.listener(message.exited);
    } else {
      const { settled } = message;
      const waiting = this.#waiting.get(settled.id);
      this.#waiting.delete(settled.id);
      if (waiting === undefined) return;
      if ("refused" in settled) {
        this.#retired = true;
        waiting.again();
      } else if ("error" in settled) waiting.reject(unpackError(settled.error));
      else waiting.resolve(settled.value);
    }
    this.#hold();
  }

  /** Keeps the process alive exactly while an answer or a child is waited for; ends a retired thread that has nothing left. */
  #hold(): void {
    if (this.#over) return;
    const held = this.#waiting.size > 0 || [...this.#children.values()].some(({ holds }) => holds);
    if (held) this.#worker.ref();
    else this.#worker.unref();
    if (this.#waiting.size > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
    if (this.#retired && this.#children.size === 0) void this.#worker.terminate();
  }

  /** The thread is gone: everything that waits for it is told. */
  #finish(cause: unknown): void {
    this.#over = true;
    if (this.#home !== undefined) closeSync(this.#home);
    this.#answers.close();
    const error = new ClosedError(WORKER);
    if (cause !== undefined) error.cause = cause;
    for (const { reject } of this.#waiting.values()) reject(error);
    for (const { listener } of this.#children.values()) listener(undefined);
    this.#waiting.clear();
    this.#children.clear();
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}

let current: Dispatcher | undefined;

/** The worker in use; started where there is none. */
export function dispatcher(): Dispatcher {
  if (current?.isUsable !== true) current = new Dispatcher();
  return current;
}

/** Makes a visit in the worker. A worker that could not come home from an earlier one is replaced. */
export function visit(where: Visit): Promise<VisitResult> {
  return new Promise((resolve, reject) => {
    const go = (): void => {
      // Starting a worker can fail, and that belongs to this visit too: its promise is made where a throw rejects it.
      new Promise<VisitResult>((begun) => begun(dispatcher().visit(where, go))).then(resolve, reject);
    };
    go();
  });
}

/** Makes a visit in the worker while the calling thread sleeps: 30-80 microseconds beside the visit itself. */
export function visitSync(where: Visit): VisitResult {
  return visitWithSync(where).result;
}

/** The same, with the worker that did it. */
export function visitWithSync(where: Visit): { readonly result: VisitResult; readonly dispatcher: Dispatcher } {
  for (;;) {
    const used = dispatcher();
    const result = used.visitSync(where);
    if (result !== undefined) return { result, dispatcher: used };
  }
}

/**
 * Starts the worker now (30-60 ms in the background), so that the first namespace does not wait for it. Never needed.
 */
export function startNamespaceWorker(): void {
  dispatcher();
}

/**
 * Ends the worker, when the visits under way are done; the next visit starts a new one. Never needed: an idle worker does not keep
 * the process alive. Children that were started in namespaces keep it running, without holding up this call, until they end.
 */
export async function closeNamespaceWorker(): Promise<void> {
  const closing = current;
  current = undefined;
  await closing?.close();
}
