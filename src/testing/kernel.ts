import { errnoEntry } from "../socket/errno.ts";
import { SystemError } from "../socket/errors.ts";
import { NOTHING, OVERRUN } from "../socket/transport.ts";
import type { Transport, TransportSource, Waiting } from "../socket/transport.ts";
import { requestsOf } from "./replies.ts";
import type { KernelRequest } from "./replies.ts";

/** One thing that a scripted kernel does after a request: a datagram, now or later, or a failure of the next read. */
export type KernelAction =
  | Uint8Array
  /** The receive buffer was full: the next read fails with ENOBUFS. */
  | "overrun"
  | { readonly after: number; readonly datagram: Uint8Array }
  /** The next read, or with `write` the write itself, fails with this error number. */
  | { readonly errno: number; readonly write?: boolean };

/** What the kernel answers to one datagram; `socket` counts the sockets from 0 in the order they were opened. */
export type KernelScript = (requests: KernelRequest[], socket: number) => Iterable<KernelAction>;

/** How a scripted kernel behaves beside its answers. */
export interface KernelOptions {
  /** Receive buffer in bytes that the sockets claim to have: 212992 unless told. */
  readonly receiveCapacity?: number;
  /** Longest datagram that can be sent, in bytes. */
  readonly sendCapacity?: number;
  /** Milliseconds that a write takes when it is made asynchronously, as if the kernel waited for a lock. */
  readonly writeTime?: number;
  /** Whether all answers are there when a write returns, as the real kernel's are; true unless told. */
  readonly immediate?: boolean;
}

/** A kernel that is a function: give it to `openConnection` as its `source`. Times may be faked: it knows no clock but `setTimeout`'s. */
export interface ScriptedKernel extends TransportSource {
  /** Every datagram so far, as its messages. */
  readonly received: readonly (readonly KernelRequest[])[];
  /** Number of sockets that are open. */
  readonly openSockets: number;
  /** Number of sockets that were opened. */
  readonly opened: number;
}

class MemoryTransport implements Transport {
  readonly immediate: boolean;
  readonly #receiveCapacity: number;
  readonly #script: (datagram: Uint8Array) => Iterable<KernelAction>;
  readonly #options: KernelOptions;
  readonly #onClosed: () => void;
  readonly #queue: (Uint8Array | "overrun" | { readonly errno: number })[] = [];
  readonly #later: { readonly at: number; readonly datagram: Uint8Array }[] = [];
  #wake: (() => void) | undefined;
  #inFlight = 0;
  #closing: Promise<void> | undefined;
  #whenIdle: (() => void) | undefined;

  constructor(script: (datagram: Uint8Array) => Iterable<KernelAction>, options: KernelOptions, onClosed: () => void) {
    this.#script = script;
    this.#options = options;
    this.#onClosed = onClosed;
    this.immediate = options.immediate ?? true;
    this.#receiveCapacity = options.receiveCapacity ?? 212992;
  }

  receiveRoom(): number {
    return this.#receiveCapacity;
  }

  makeRoom(bytes: number): void {
    const { sendCapacity = Infinity } = this.#options;
    if (bytes > sendCapacity) throw new RangeError(`${bytes} bytes in one datagram, the limit is ${sendCapacity}`);
  }

  sendSync(datagram: Uint8Array): void {
    for (const action of this.#script(datagram)) {
      if (action instanceof Uint8Array || action === "overrun") this.#queue.push(action);
      else if ("after" in action) {
        this.#later.push({ at: performance.now() + action.after, datagram: action.datagram });
        setTimeout(() => this.#wakeUp(), action.after);
      } else if (action.write === true) throw systemError("write", action.errno);
      else this.#queue.push(action);
    }
    this.#wakeUp();
  }

  async send(datagram: Uint8Array): Promise<void> {
    const { writeTime } = this.#options;
    this.#inFlight++;
    try {
      await (writeTime === undefined ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, writeTime)));
      this.sendSync(datagram);
    } finally {
      this.#inFlight--;
      if (this.#inFlight === 0) this.#whenIdle?.();
    }
  }

  receive(buffer: Uint8Array): number {
    const due = this.#later.findIndex(({ at }) => at <= performance.now() + 0.5);
    const next = due >= 0 ? this.#later.splice(due, 1)[0]!.datagram : this.#queue.shift();
    if (next === undefined) return NOTHING;
    if (next === "overrun") return OVERRUN;
    if (!(next instanceof Uint8Array)) throw systemError("read", next.errno);
    // As read(2): what does not fit is gone, and nothing tells of it.
    const length = Math.min(next.length, buffer.length);
    buffer.set(next.subarray(0, length));
    return length;
  }

  receiveAside(buffer: Uint8Array): Promise<number> {
    return Promise.resolve().then(() => this.receive(buffer));
  }

  waitSync(milliseconds: number): void {
    const next = Math.min(...this.#later.map(({ at }) => at - performance.now()), milliseconds);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.max(next, 0));
  }

  wait(): Waiting {
    const ready = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    return { ready, cancel: () => (this.#wake = undefined) };
  }

  close(): Promise<void> {
    this.#closing ??= new Promise<void>((resolve) => {
      const close = (): void => {
        this.#onClosed();
        resolve();
      };
      if (this.#inFlight === 0) close();
      else this.#whenIdle = close;
    });
    return this.#closing;
  }

  #wakeUp(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}

function systemError(syscall: string, errno: number): SystemError {
  const { name, text } = errnoEntry(errno);
  return new SystemError(syscall, errno, name, text);
}

/**
 * Makes a kernel of a function from requests to replies: it can play what no real kernel does on demand.
 *
 *     const kernel = scriptedKernel(([request]) => [acknowledge(request!, 17, { extack: { msg: "no" } })]);
 *     const connection = openConnection({ source: kernel });
 */
export function scriptedKernel(script: KernelScript, options: KernelOptions = {}): ScriptedKernel {
  const received: KernelRequest[][] = [];
  let alive = 0;
  let opened = 0;
  const open = (): Transport => {
    const socket = opened++;
    alive++;
    const answer = (bytes: Uint8Array): Iterable<KernelAction> => {
      const requests = requestsOf(bytes);
      received.push(requests);
      return script(requests, socket);
    };
    return new MemoryTransport(answer, options, () => alive--);
  };
  return {
    open,
    openSync: open,
    received,
    get openSockets() {
      return alive;
    },
    get opened() {
      return opened;
    },
  };
}
