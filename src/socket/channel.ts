import type { Source } from "../protocol/schema/source.ts";
import { sourceOf } from "../protocol/schema/source.ts";
import { ClosedError, TimeoutError } from "./errors.ts";
import { deal } from "./exchange.ts";
import type { Exchange } from "./exchange.ts";
import { abortReason, limit } from "./limits.ts";
import type { Transport, Waiting } from "./transport.ts";
import { NOTHING, OVERRUN } from "./transport.ts";

/** Why an exchange ended without its last answer. */
export interface Cut {
  /** The time limit, the signal's reason, a failed system call, or {@link ClosedError}. */
  readonly error: Error;
  /** Whether the kernel may have taken the requests. */
  readonly sent: boolean;
}

interface Pending {
  readonly exchange: Exchange;
  readonly datagram: Uint8Array;
  /** The kernel has worked the datagram off: its answers are queued, if the transport is immediate. */
  written: boolean;
  settle(cut: Cut | undefined): void;
  /** Called when the datagram has been written, or will never be. */
  release(): void;
}

/** Smallest buffer to read with: the kernel makes a dump's datagrams up to 32 KiB for a reader that takes so much. */
export const READ_BYTES = 65536;

/**
 * What channels of that size read into, all of them: a datagram is dealt with before the next read, by decoders that copy what they
 * keep. A buffer each would be most of what a short-lived connection costs.
 */
const shared = sourceOf(new Uint8Array(READ_BYTES));

/**
 * One socket with its requests under way. Answers are matched to requests by sequence number, so synchronous and asynchronous callers
 * may share it, and late answers to a request that was given up are dropped. One datagram is being written at a time.
 */
export class Channel {
  readonly transport: Transport;
  #sequence = 1;
  #source: Source;
  readonly #queue: Pending[] = [];
  #outstanding: Pending[] = [];
  #writing = false;
  #waiting: Waiting | undefined;
  #closed = false;

  constructor(transport: Transport, bufferBytes = READ_BYTES) {
    this.transport = transport;
    this.#source = bufferBytes === READ_BYTES ? shared : sourceOf(new Uint8Array(bufferBytes));
  }

  /** Bytes that an answer may have, but for one: a read that fills the buffer was cut off. */
  get bufferBytes(): number {
    return this.#source.bytes.length;
  }

  /** Reads with a larger buffer from now on. */
  enlarge(bytes: number): void {
    if (bytes <= this.#source.bytes.length) return;
    this.#source = sourceOf(new Uint8Array(bytes));
  }

  /** Takes `span` consecutive sequence numbers: returns the first. */
  number(span: number): number {
    const first = this.#sequence;
    this.#sequence = (first + span) >>> 0;
    return first;
  }

  /** Sends an exchange's datagram and reads until its last answer. @returns what cut it short, if anything did */
  runSync(exchange: Exchange, datagram: Uint8Array, timeout: number): Cut | undefined {
    if (this.#closed) return { error: new ClosedError("connection"), sent: false };
    try {
      this.transport.sendSync(datagram);
    } catch (error) {
      return { error: asError(error), sent: false };
    }
    const pending: Pending = { exchange, datagram, written: true, settle: () => {}, release: () => {} };
    this.#outstanding.push(pending);
    const start = performance.now();
    try {
      while (!exchange.finished) {
        if (this.#take() || this.#endIncomplete()) continue;
        const left = timeout - (performance.now() - start);
        if (left <= 0) return { error: new TimeoutError(exchange.what, timeout), sent: true };
        this.transport.waitSync(left);
      }
      return undefined;
    } catch (error) {
      return { error: asError(error), sent: true };
    } finally {
      this.#remove(pending);
    }
  }

  /**
   * The same without blocking. `release` is called when the datagram has been written, or never will be: that can be later than the
   * promise settles, because what the kernel does can't be interrupted.
   */
  run(
    exchange: Exchange,
    datagram: Uint8Array,
    timeout: number,
    signal: AbortSignal | undefined,
    release: () => void,
  ): Promise<Cut | undefined> {
    const refused = this.#closed ? new ClosedError("connection") : signal?.aborted === true && abortReason(signal);
    if (refused) {
      release();
      return Promise.resolve({ error: refused, sent: false });
    }
    return new Promise((resolve) => {
      const callOff = limit(exchange.what, timeout, signal, (error) => this.#giveUp(pending, error));
      const settle = (cut: Cut | undefined): void => {
        callOff();
        resolve(cut);
      };
      const pending: Pending = { exchange, datagram, written: false, settle, release };
      this.#queue.push(pending);
      if (!this.#writing) void this.#writeQueue();
    });
  }

  /** Ends it: what waits is settled at once, the socket is closed when nothing is in flight. */
  close(): Promise<void> {
    this.#closed = true;
    const error = new ClosedError("connection");
    for (const pending of [...this.#queue, ...this.#outstanding]) this.#giveUp(pending, error);
    this.#waiting?.cancel();
    this.#waiting = undefined;
    return this.transport.close();
  }

  async #writeQueue(): Promise<void> {
    this.#writing = true;
    for (let pending = this.#queue.shift(); pending !== undefined; pending = this.#queue.shift()) {
      this.#outstanding.push(pending);
      try {
        await this.transport.send(pending.datagram);
        pending.written = true;
      } catch (error) {
        if (this.#remove(pending)) pending.settle({ error: asError(error), sent: false });
      }
      pending.release();
      this.#drain();
    }
    this.#writing = false;
  }

  /** Reads what is there for the asynchronous callers, and has the rest waited for. */
  #drain(): void {
    if (this.#closed) return;
    try {
      while (this.#outstanding.length > 0 && (this.#take() || this.#endIncomplete()));
    } catch (error) {
      for (const pending of this.#outstanding.splice(0)) pending.settle({ error: asError(error), sent: true });
    }
    if (this.#waiting !== undefined || !this.#outstanding.some((pending) => pending.written)) return;
    const waiting = this.transport.wait();
    this.#waiting = waiting;
    waiting.ready.then(
      () => {
        this.#waiting = undefined;
        this.#drain();
      },
      (error: unknown) => {
        this.#waiting = undefined;
        for (const pending of this.#outstanding.splice(0)) pending.settle({ error: asError(error), sent: true });
      },
    );
  }

  /** Takes one datagram, if there is one, and settles whom it completes. */
  #take(): boolean {
    const length = this.transport.receive(this.#source.bytes);
    if (length === NOTHING) return false;
    if (length === OVERRUN) for (const { exchange } of this.#outstanding) exchange.overrun = true;
    else {
      const kept =
        this.#outstanding.some(({ exchange }) => exchange.retainsSource) && length < this.#source.bytes.length;
      deal(
        this.#outstanding,
        kept ? sourceOf(this.#source.bytes.slice(0, length)) : this.#source,
        length,
        this.#source.bytes.length,
      );
      this.#settleFinished();
    }
    return true;
  }

  /** After lost answers, and after a batch that broke off, the last acknowledgement does not come: when the queue is empty it is over. */
  #endIncomplete(): boolean {
    if (!this.transport.immediate) return false;
    let ended = false;
    for (const { exchange, written } of this.#outstanding) {
      if (
        !written ||
        exchange.finished ||
        !(exchange.overrun || (exchange.frame !== undefined && exchange.failures > 0))
      )
        continue;
      exchange.finished = true;
      ended = true;
    }
    if (ended) this.#settleFinished();
    return ended;
  }

  #settleFinished(): void {
    const finished = this.#outstanding.filter(({ exchange }) => exchange.finished);
    if (finished.length === 0) return;
    this.#outstanding = this.#outstanding.filter(({ exchange }) => !exchange.finished);
    for (const pending of finished) pending.settle(undefined);
    if (this.#outstanding.length > 0) return;
    this.#waiting?.cancel();
    this.#waiting = undefined;
  }

  #giveUp(pending: Pending, error: Error): void {
    const at = this.#queue.indexOf(pending);
    if (at >= 0) {
      this.#queue.splice(at, 1);
      pending.release();
    } else if (!this.#remove(pending)) return;
    pending.settle({ error, sent: at < 0 });
    if (this.#outstanding.length > 0) return;
    this.#waiting?.cancel();
    this.#waiting = undefined;
  }

  #remove(pending: Pending): boolean {
    const at = this.#outstanding.indexOf(pending);
    if (at >= 0) this.#outstanding.splice(at, 1);
    return at >= 0;
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
