import { sourceOf } from "../protocol/schema/source.ts";
import type { Source } from "../protocol/schema/source.ts";
import { encodeRequests } from "./encode.ts";
import { ClosedError, DumpInterruptedError, OverrunError, TimeoutError, TruncatedError } from "./errors.ts";
import { deal, endsDump, Exchange } from "./exchange.ts";
import { abortReason, limit } from "./limits.ts";
import type { Request } from "./request.ts";
import type { Transport } from "./transport.ts";
import { NOTHING, OVERRUN } from "./transport.ts";

/** How often a dump that changed under the reader's hands is asked again. */
export const DUMP_ATTEMPTS = 8;
/** Largest receive buffer that is tried for an answer. */
export const LARGEST_READ = 1 << 24;

/** Milliseconds before attempt number `attempt` (the first is 1): what changes the table is given time to finish. */
export function backOff(attempt: number): number {
  return Math.min(1 << (attempt - 1), 50);
}

/** A socket that one dump after the other is read from, each to its end. */
export interface DumpSocket {
  readonly transport: Transport;
  /** Sequence number of the next request. */
  sequence: number;
  /** Whether it was closed while a dump was being read. */
  closed: boolean;
  /** Ends what the dump is waiting for, when it is closed. */
  onClosed?: (() => void) | undefined;
}

interface Buffer {
  readonly bytes: Uint8Array;
  readonly source: Source;
}

/** One attempt at a dump: it is stepped on datagram by datagram, each step adding to `exchange.items`. */
export class DumpAttempt {
  readonly exchange: Exchange;
  readonly #socket: DumpSocket;
  readonly #request: Request<unknown>;
  readonly #bufferBytes: number;
  #current: Buffer;
  /** The second buffer of a reader that reads ahead. */
  #other: Buffer | undefined;
  #ahead: Promise<number> | undefined;

  constructor(socket: DumpSocket, request: Request<unknown>, bufferBytes: number) {
    this.#socket = socket;
    this.#request = request;
    this.#bufferBytes = bufferBytes;
    this.#current = this.#makeBuffer();
    this.exchange = new Exchange([request]);
  }

  /** Whether the socket can serve the next dump: this one was read to its end. */
  get clean(): boolean {
    return this.exchange.finished && this.#ahead === undefined && !this.#socket.closed;
  }

  startSync(): void {
    this.#socket.transport.sendSync(this.#datagram());
  }

  async start(timeout: number, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted === true) throw abortReason(signal);
    return within(
      this.#socket,
      this.#socket.transport.send(this.#datagram()),
      this.#request.what,
      timeout,
      timeout,
      signal,
    );
  }

  /** Reads one datagram. @returns false when nothing more is to be read */
  stepSync(timeout: number): boolean {
    if (this.#over()) return false;
    const start = performance.now();
    for (;;) {
      const length = this.#socket.transport.receive(this.#current.bytes);
      if (length !== NOTHING) return this.#took(length);
      const left = timeout - (performance.now() - start);
      if (left <= 0) throw new TimeoutError(this.#request.what, timeout);
      this.#socket.transport.waitSync(left);
    }
  }

  /** The same without blocking: while its messages are decoded, a thread of the pool already has the kernel make the next datagram. */
  async step(timeout: number, signal: AbortSignal | undefined): Promise<boolean> {
    if (this.#over()) return false;
    const { transport } = this.#socket;
    const start = performance.now();
    for (;;) {
      const reading = this.#ahead ?? transport.receiveAside(this.#current.bytes);
      this.#ahead = undefined;
      const left = timeout - (performance.now() - start);
      const length = await within(this.#socket, reading, this.#request.what, left, timeout, signal);
      if (this.#socket.closed) throw new ClosedError("connection");
      if (length !== NOTHING) {
        const { source } = this.#current;
        if (length > 0 && length < this.#bufferBytes && !endsDump(source, length)) {
          this.#other ??= this.#makeBuffer();
          this.#ahead = transport.receiveAside(this.#other.bytes);
          // Whoever steps on awaits it; if nobody does, the socket is closed, and its failure is of no interest.
          this.#ahead.catch(() => {});
        }
        const more = this.#took(length);
        if (this.#ahead !== undefined) [this.#current, this.#other] = [this.#other!, this.#current];
        return more;
      }
      const waiting = transport.wait();
      const rest = timeout - (performance.now() - start);
      await within(this.#socket, waiting.ready, this.#request.what, rest, timeout, signal).catch((error: unknown) => {
        waiting.cancel();
        throw error;
      });
    }
  }

  /** Why the dump can't be used and must be asked again or given up, if so; `undefined` for a good one. */
  fault(): "interrupted" | "overrun" | "truncated" | undefined {
    if (this.exchange.truncated) return "truncated";
    if (this.exchange.overrun) return "overrun";
    return this.exchange.interrupted ? "interrupted" : undefined;
  }

  #over(): boolean {
    return this.exchange.finished || this.exchange.truncated || this.exchange.overrun;
  }

  #took(length: number): boolean {
    if (length === OVERRUN) this.exchange.overrun = true;
    else {
      const { source } = this.#current;
      const before = this.exchange.items.length;
      deal([this], source, length, this.#bufferBytes);
      // Nothing of a datagram that was cut off is handed out, so that a stream can still be begun again.
      if (this.exchange.truncated) this.exchange.items.length = before;
      if (this.exchange.retainsSource) this.#current = this.#makeBuffer();
    }
    return !this.#over();
  }

  #makeBuffer(): Buffer {
    const bytes = new Uint8Array(this.#bufferBytes);
    return { bytes, source: sourceOf(bytes) };
  }

  #datagram(): Uint8Array {
    const first = this.#socket.sequence;
    this.#socket.sequence = (first + 1) >>> 0;
    this.exchange.begin(first);
    return encodeRequests([this.#request], first);
  }
}

/** A promise, unless the time limit, the signal or the connection's end comes first: what it stands for then goes on unseen. */
function within<T>(
  socket: DumpSocket,
  promise: Promise<T>,
  what: string,
  left: number,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      callOff();
      socket.onClosed = undefined;
    };
    const fail = (error: Error): void => {
      end();
      reject(error instanceof TimeoutError ? new TimeoutError(what, timeout) : error);
    };
    const callOff = limit(what, Math.max(left, 0), signal, fail);
    socket.onClosed = () => fail(new ClosedError("connection"));
    promise.then((value) => {
      end();
      resolve(value);
    }, fail);
  });
}

/** What a failed series of attempts ends with. */
export function dumpFailure(
  request: Request<unknown>,
  attempt: DumpAttempt,
  attempts: number,
  bufferBytes: number,
): Error {
  const { what } = request;
  const fault = attempt.fault();
  if (fault === "truncated") return new TruncatedError(what, bufferBytes);
  if (fault === "overrun") return new OverrunError(what);
  return new DumpInterruptedError(what, attempts, attempt.exchange.items);
}
