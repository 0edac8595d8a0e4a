import type { Channel, Cut } from "./channel.ts";
import { conclude } from "./conclude.ts";
import { encodeRequests, messageLength } from "./encode.ts";
import { BatchError } from "./errors.ts";
import type { BatchFailure } from "./errors.ts";
import { Exchange } from "./exchange.ts";
import type { WarningListener } from "./exchange.ts";
import { isQuestion, isRequest } from "./request.ts";
import type { Operation, Request } from "./request.ts";

/** What a refusal may take of the receive buffer: the kernel counts 830 bytes. */
export const REFUSAL_BYTES = 1024;
/** What an object may take of it, which the kernel counts by whole pages. */
const ANSWER_BYTES = 8192;
/** Longest datagram: a default send buffer takes it, and a larger one is no faster. */
const DATAGRAM_BYTES = 131072;

/** The items of a request that has none. */
const NOTHING: never[] = [];

/** What is to be run next: a datagram's worth of single requests of one protocol, or an operation by itself. */
export type Part =
  | { readonly kind: "chunk"; readonly protocol: number }
  | { readonly kind: "single"; readonly index: number; readonly operation: Operation<unknown> };

/** A chunk ready to be sent. */
export interface Chunk {
  /** Position of its first request in the series. */
  readonly start: number;
  readonly exchange: Exchange;
  readonly datagram: Uint8Array;
}

/** A series of operations on its way: cuts it into datagrams and collects what became of each operation. */
export class Pipeline {
  readonly #source: Iterator<Operation<unknown>>;
  readonly #results: unknown[] = [];
  readonly #failures: BatchFailure[] = [];
  readonly #onWarning: WarningListener | undefined;
  /** Questions whose answers were lost or cut off among many: asked again by themselves, in their place in the result. */
  readonly #again: (Part & { kind: "single" })[] = [];
  /** The next operation, already taken from the source. */
  #head: Operation<unknown> | undefined;
  #position = 0;
  #sentAny = false;
  #stopped: Error | undefined;

  constructor(operations: Iterable<Operation<unknown>>, onWarning: WarningListener | undefined) {
    this.#source = operations[Symbol.iterator]();
    this.#onWarning = onWarning;
    this.#advance();
  }

  next(): Part | undefined {
    const again = this.#again.shift();
    if (again !== undefined) return again;
    const operation = this.#head;
    if (operation === undefined || this.#stopped !== undefined) return undefined;
    if (isRequest(operation) && operation.dump !== true) return { kind: "chunk", protocol: operation.protocol };
    const index = this.#position++;
    this.#advance();
    return { kind: "single", index, operation };
  }

  /** As many requests as one datagram may carry without its refusals overrunning the receive buffer. */
  chunk({ protocol }: Part & { kind: "chunk" }, channel: Channel): Chunk {
    const requests: Request<unknown>[] = [];
    const start = this.#position;
    let bytes = 0;
    let answers = 0;
    for (let operation = this.#head; operation !== undefined; operation = this.#head) {
      if (!isRequest(operation) || operation.protocol !== protocol || operation.dump === true) break;
      bytes += messageLength(operation.body);
      answers += operation.item === undefined ? REFUSAL_BYTES : ANSWER_BYTES;
      // A lone request needs no room that would have to be asked for.
      if (requests.length > 0 && (bytes > DATAGRAM_BYTES || answers > channel.transport.receiveRoom(answers))) break;
      requests.push(operation);
      this.#advance();
    }
    this.#position += requests.length;
    const exchange = new Exchange(requests, undefined, this.#onWarning);
    const first = channel.number(requests.length);
    exchange.begin(first);
    return { start, exchange, datagram: encodeRequests(requests, first) };
  }

  /** Takes what became of a chunk. */
  conclude({ start, exchange }: Chunk, cut: Cut | undefined, bufferBytes: number): void {
    const { requests, good } = exchange;
    for (let offset = 0; offset < requests.length; offset++) {
      const index = start + offset;
      const request = requests[offset]!;
      if (good && request.item === undefined) {
        try {
          this.#results[index] = request.result(NOTHING);
        } catch (error) {
          this.failed(index, error);
        }
        continue;
      }
      const outcome = exchange.outcome(offset);
      if (outcome.state === "done") this.#results[index] = outcome.value;
      else if (outcome.state === "unknown" && cut === undefined && isQuestion(request)) {
        this.#again.push({ kind: "single", index, operation: request });
      } else {
        const concluded = conclude(exchange, offset, cut, bufferBytes);
        if (concluded.state === "failed") this.#failures.push({ index, error: concluded.error });
      }
    }
    if (cut !== undefined) this.#stopped = cut.error;
    this.#sentAny ||= cut === undefined || cut.sent;
  }

  done(index: number, value: unknown): void {
    this.#results[index] = value;
    this.#sentAny = true;
  }

  failed(index: number, error: unknown): void {
    this.#failures.push({ index, error: error instanceof Error ? error : new Error(String(error)) });
    this.#sentAny = true;
  }

  /** Set when nothing more is to be sent, with why. */
  get cut(): Cut | undefined {
    return this.#stopped === undefined ? undefined : { error: this.#stopped, sent: false };
  }

  /** The results of all. @throws BatchError when any failed */
  results(): unknown[] {
    const stopped = this.#stopped;
    if (stopped !== undefined) {
      if (!this.#sentAny) throw stopped;
      for (; this.#head !== undefined; this.#advance())
        this.#failures.push({ index: this.#position++, error: stopped });
    }
    if (this.#failures.length === 0) return this.#results;
    throw new BatchError(
      this.#failures.sort((a, b) => a.index - b.index),
      this.#position,
    );
  }

  #advance(): void {
    const { done, value } = this.#source.next();
    this.#head = done === true ? undefined : value;
  }
}
