import { READ_BYTES } from "./channel.ts";
import { DumpAttempt, dumpFailure, LARGEST_READ } from "./dump.ts";
import type { DumpSocket } from "./dump.ts";
import { abortReason } from "./limits.ts";
import { retainAll } from "./request.ts";
import type { DumpRequest } from "./request.ts";
import type { Sockets } from "./sockets.ts";

/**
 * A stream can't be begun again with a larger buffer once items were handed out, so it begins with a large one. Memory that the kernel
 * does not write to is never really taken.
 */
const STREAM_BYTES = Math.max(READ_BYTES, 1 << 20);

/** Throws what the end of a stream has to say, if it was not a good one. */
function checkEnd(request: DumpRequest<unknown>, attempt: DumpAttempt, bytes: number): void {
  const outcome = attempt.exchange.outcome(0);
  if (outcome.state === "failed") throw outcome.error;
  // The items were handed out: there is no partial result to carry.
  attempt.exchange.items = [];
  if (attempt.fault() !== undefined) throw dumpFailure(request, attempt, 1, bytes);
}

/** Streams a dump's items, blocking for each datagram. */
export function* syncDumpStream<Item>(
  sockets: Sockets,
  request: DumpRequest<Item>,
  timeout: number,
): Generator<Item, void, undefined> {
  const release = retainAll([request]);
  try {
    for (let bytes = STREAM_BYTES; ; bytes = LARGEST_READ) {
      const socket = sockets.leaseSync(request.protocol);
      const attempt = new DumpAttempt(socket, request, bytes);
      let begun = false;
      try {
        attempt.startSync();
        for (let more = true; more;) {
          more = attempt.stepSync(timeout);
          const items = attempt.exchange.items as Item[];
          attempt.exchange.items = [];
          begun ||= items.length > 0;
          yield* items;
        }
      } finally {
        sockets.giveBack(request.protocol, socket, attempt.clean);
      }
      if (!begun && attempt.exchange.truncated && bytes < LARGEST_READ) continue;
      return checkEnd(request, attempt, bytes);
    }
  } finally {
    release();
  }
}

/** Streams a dump's items. Not a generator: one `await` an item would cost more than decoding it. */
export class AsyncDumpStream<Item> implements AsyncIterableIterator<Item> {
  readonly #sockets: Sockets;
  readonly #request: DumpRequest<Item>;
  readonly #timeout: number;
  readonly #signal: AbortSignal | undefined;
  #items: Item[] = [];
  #position = 0;
  #socket: DumpSocket | undefined;
  #attempt: DumpAttempt | undefined;
  #bytes = STREAM_BYTES;
  #begun = false;
  #more = true;
  #ended = false;
  #release: (() => void) | undefined;
  /** Calls of `next` before the last one answered are served one after the other. */
  #previous: Promise<unknown> | undefined;

  constructor(sockets: Sockets, request: DumpRequest<Item>, timeout: number, signal: AbortSignal | undefined) {
    this.#sockets = sockets;
    this.#request = request;
    this.#timeout = timeout;
    this.#signal = signal;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Item>> {
    if (this.#previous === undefined && this.#position < this.#items.length) {
      return Promise.resolve({ done: false, value: this.#items[this.#position++]! });
    }
    const answer = (this.#previous ?? Promise.resolve()).then(
      () => this.#advance(),
      () => this.#advance(),
    );
    this.#previous = answer;
    const forget = (): void => {
      if (this.#previous === answer) this.#previous = undefined;
    };
    answer.then(forget, forget);
    return answer;
  }

  /** Leaves the stream; the socket of a dump that was not read to its end is closed. */
  return(): Promise<IteratorResult<Item>> {
    this.#finish();
    return Promise.resolve({ done: true, value: undefined });
  }

  async #advance(): Promise<IteratorResult<Item>> {
    try {
      while (!this.#ended && this.#position >= this.#items.length) {
        if (this.#more) await this.#read();
        else {
          const attempt = this.#attempt!;
          if (!this.#begun && attempt.exchange.truncated && this.#bytes < LARGEST_READ) this.#restart();
          else {
            this.#finish();
            checkEnd(this.#request, attempt, this.#bytes);
          }
        }
      }
    } catch (error) {
      this.#finish();
      throw error;
    }
    if (this.#position >= this.#items.length) return { done: true, value: undefined };
    return { done: false, value: this.#items[this.#position++]! };
  }

  /** Reads one datagram; the first time, asks for them. */
  async #read(): Promise<void> {
    if (this.#signal?.aborted === true) throw abortReason(this.#signal);
    this.#release ??= retainAll([this.#request]);
    if (this.#attempt === undefined) {
      const socket = await this.#sockets.lease(this.#request.protocol);
      this.#socket = socket;
      if (this.#ended) return this.#giveBack();
      this.#attempt = new DumpAttempt(socket, this.#request, this.#bytes);
      await this.#attempt.start(this.#timeout, this.#signal);
    }
    const attempt = this.#attempt;
    this.#more = await attempt.step(this.#timeout, this.#signal);
    if (this.#ended) return;
    this.#items = attempt.exchange.items as Item[];
    this.#position = 0;
    attempt.exchange.items = [];
    this.#begun ||= this.#items.length > 0;
  }

  #restart(): void {
    this.#giveBack();
    this.#attempt = undefined;
    this.#bytes = LARGEST_READ;
    this.#more = true;
  }

  #giveBack(): void {
    if (this.#socket !== undefined)
      this.#sockets.giveBack(this.#request.protocol, this.#socket, this.#attempt?.clean === true);
    this.#socket = undefined;
  }

  #finish(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#items = [];
    this.#position = 0;
    this.#giveBack();
    this.#release?.();
  }
}
