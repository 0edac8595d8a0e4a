import { closeSync, writeSync } from "node:fs";
import { MessageChannel, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import type { EpollCommand, EpollNotice, EpollWorkerData } from "./epoll-messages.ts";
import { systemError } from "./ffi/library.ts";
import { epollCreate, eventfd } from "./ffi/libc.ts";
import type { Waiting } from "./transport.ts";

/** What a watched socket's owner is told. */
export interface Watcher {
  onDatagrams(bytes: ArrayBuffer, lengths: readonly number[], nsids: readonly (number | undefined)[]): void;
  onOverrun(): void;
  /** Nothing more comes; the descriptor is still to be given back by {@link Watch.close}. */
  onFailed(error: Error): void;
}

/** A socket that the worker reads. */
export interface Watch {
  /** Says that one batch was consumed; `urgent` when so many were waiting that the worker may have paused. */
  consumed(urgent: boolean): void;
  /** Keeps the process alive, or lets it end, while nothing else does. */
  keepAlive(keep: boolean): void;
  /** Stops reading and closes the descriptor. */
  close(): Promise<void>;
}

type Registration =
  | { readonly kind: "once"; readonly resolve: () => void; readonly reject: (error: Error) => void }
  | { readonly kind: "watch"; readonly watcher: Watcher; fd: number; onClosed: (() => void) | undefined };

/** How long the worker outlives its last task: its start costs 30 ms, and the next task often follows. */
const LINGER_MILLISECONDS = 50;
const ONE = new Uint8Array(new BigUint64Array([1n]).buffer);

/** The main thread's side of the worker that waits for sockets. */
class Epoll {
  readonly #worker: Worker;
  readonly #commands: MessagePort;
  readonly #epoll: number;
  readonly #wake: number;
  readonly #registrations = new Map<number, Registration>();
  #nextId = 1;
  #keepers = 0;
  #ended = false;
  readonly #onExit = (): void => this.#order({ kind: "stop" });

  constructor() {
    // The C library is loaded by these calls, in this thread, before the worker can load it in its own.
    this.#epoll = epollCreate();
    this.#wake = eventfd();
    const { port1, port2 } = new MessageChannel();
    this.#commands = port1;
    port1.unref();
    const data: EpollWorkerData = { epoll: this.#epoll, wake: this.#wake, commands: port2 };
    // By way of its folder, because the bundler puts this code into another folder of the same depth.
    this.#worker = new Worker(new URL("../socket/epoll-worker.js", import.meta.url), {
      name: "ts-netlink epoll",
      workerData: data,
      transferList: [port2],
      // Descriptors are the process's: this worker closes only what it is told to.
      trackUnmanagedFds: false,
      execArgv: [],
    });
    this.#worker.on("message", (notice: EpollNotice) => this.#told(notice));
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("exit", () => this.#end());
    // Behind the listeners: a listener for messages refs the worker again.
    this.#worker.unref();
    // While a thread is inside a call, process.exit() waits for the call to return.
    process.on("exit", this.#onExit);
  }

  once(fd: number): Waiting {
    let cancel = (): void => {};
    const ready = new Promise<void>((resolve, reject) => {
      const id = this.#register({ kind: "once", resolve, reject });
      this.keep(1);
      this.#order({ kind: "once", id, fd });
      cancel = () => {
        if (!this.#forget(id)) return;
        this.keep(-1);
        this.#order({ kind: "forget", id, fd });
      };
    });
    return { ready, cancel };
  }

  watch(fd: number, watcher: Watcher): Watch {
    const registration: Registration = { kind: "watch", watcher, fd, onClosed: undefined };
    const id = this.#register(registration);
    let kept = false;
    let closing: Promise<void> | undefined;
    this.#order({ kind: "watch", id, fd });
    const keepAlive = (keep: boolean): void => {
      if (keep !== kept) this.keep(keep ? 1 : -1);
      kept = keep;
    };
    return {
      keepAlive,
      consumed: (urgent) => {
        this.#commands.postMessage({ kind: "consumed", id } satisfies EpollCommand);
        if (urgent) this.#poke();
      },
      close: () => {
        closing ??= new Promise<void>((resolve) => {
          keepAlive(true);
          registration.onClosed = () => {
            keepAlive(false);
            resolve();
          };
          if (this.#ended || !this.#registrations.has(id)) this.#closeHere(registration);
          else this.#order({ kind: "unwatch", id });
        });
        return closing;
      },
    };
  }

  keep(difference: 1 | -1): void {
    this.#keepers += difference;
    if (this.#ended) return;
    if (this.#keepers > 0) this.#worker.ref();
    else this.#worker.unref();
  }

  #register(registration: Registration): number {
    const id = this.#nextId++;
    this.#registrations.set(id, registration);
    return id;
  }

  #forget(id: number): boolean {
    const known = this.#registrations.delete(id);
    if (known && this.#registrations.size === 0) setTimeout(() => this.#stopIfIdle(), LINGER_MILLISECONDS).unref();
    return known;
  }

  #stopIfIdle(): void {
    if (this.#registrations.size > 0 || this.#ended) return;
    if (shared === this) shared = undefined;
    this.#order({ kind: "stop" });
  }

  #order(command: EpollCommand): void {
    this.#commands.postMessage(command);
    this.#poke();
  }

  #poke(): void {
    if (!this.#ended) writeSync(this.#wake, ONE);
  }

  #told(notice: EpollNotice): void {
    const registration = this.#registrations.get(notice.id);
    if (registration === undefined) return;
    if (registration.kind === "once") {
      this.#forget(notice.id);
      this.keep(-1);
      if (notice.kind === "failed") registration.reject(systemError("epoll_ctl", notice.errno));
      else registration.resolve();
    } else if (notice.kind === "datagrams")
      registration.watcher.onDatagrams(notice.bytes, notice.lengths, notice.nsids);
    else if (notice.kind === "overrun") registration.watcher.onOverrun();
    else if (notice.kind === "failed") registration.watcher.onFailed(systemError("recvmmsg", notice.errno));
    else if (notice.kind === "closed") {
      this.#forget(notice.id);
      registration.fd = -1;
      registration.onClosed?.();
    }
  }

  /** The worker died: nobody is left waiting for it. */
  #fail(error: unknown): void {
    if (shared === this) shared = undefined;
    const cause = error instanceof Error ? error : new Error(String(error));
    for (const registration of this.#registrations.values()) {
      if (registration.kind === "once") registration.reject(cause);
      else {
        registration.watcher.onFailed(cause);
        if (registration.onClosed !== undefined) this.#closeHere(registration);
      }
    }
    this.#registrations.clear();
  }

  #end(): void {
    if (this.#registrations.size > 0) this.#fail(new Error("the worker that waits for sockets has ended"));
    this.#ended = true;
    process.off("exit", this.#onExit);
    this.#commands.close();
    closeSync(this.#epoll);
    closeSync(this.#wake);
  }

  #closeHere(registration: Registration & { kind: "watch" }): void {
    if (registration.fd >= 0) closeSync(registration.fd);
    registration.fd = -1;
    registration.onClosed?.();
  }
}

let shared: Epoll | undefined;

/** Waits, without a thread of the pool, until a descriptor can be read; the process stays alive meanwhile. */
export function whenReadable(fd: number): Waiting {
  shared ??= new Epoll();
  return shared.once(fd);
}

/** Has the worker read a socket with recvmmsg(2); the descriptor is its own from now on. */
export function watchSocket(fd: number, watcher: Watcher): Watch {
  shared ??= new Epoll();
  return shared.watch(fd, watcher);
}
