import type { Channel, Cut } from "./channel.ts";
import { conclude } from "./conclude.ts";
import { encodeRequests, messageLength } from "./encode.ts";
import { BatchError } from "./errors.ts";
import type { BatchFailure } from "./errors.ts";
import { Exchange } from "./exchange.ts";
import type { WarningListener } from "./exchange.ts";
import { isQuestion, isRequest } from "./request.ts";
import type { Operation, Request } from "./request.ts";

/** What each answer may take of the receive buffer: the kernel counts 830 bytes for a refusal, and whole pages for an object. */
const REFUSAL_BYTES = 1024;
const ANSWER_BYTES = 8192;
/** Longest datagram: a default send buffer takes it, and a larger one is no faster. */
const DATAGRAM_BYTES = 131072;

/** What is to be run next: a stretch of single requests of one protocol, or an operation by itself. */
export type Part =
  | { readonly kind: "chunk"; readonly protocol: number; readonly start: number }
  | { readonly kind: "single"; readonly index: number; readonly operation: Operation<unknown> };

/** A series of operations on its way: cuts it into datagrams and collects what became of each operation. */
export class Pipeline {
  readonly #operations: readonly Operation<unknown>[];
  readonly #results: unknown[];
  readonly #failures: BatchFailure[] = [];
  readonly #onWarning: WarningListener | undefined;
  /** Questions whose answers were lost or cut off among many: asked again by themselves, in their place in the result. */
  readonly #again: number[] = [];
  #position = 0;
  #sentAny = false;
  #stopped: Error | undefined;

  constructor(operations: readonly Operation<unknown>[], onWarning: WarningListener | undefined) {
    this.#operations = operations;
    this.#results = Array.from({ length: operations.length });
    this.#onWarning = onWarning;
  }

  next(): Part | undefined {
    const again = this.#again.shift();
    if (again !== undefined) return { kind: "single", index: again, operation: this.#operations[again]! };
    const index = this.#position;
    const operation = this.#operations[index];
    if (operation === undefined || this.#stopped !== undefined) return undefined;
    if (isRequest(operation) && operation.dump !== true)
      return { kind: "chunk", protocol: operation.protocol, start: index };
    this.#position++;
    return { kind: "single", index, operation };
  }

  /** As many requests as one datagram may carry without its refusals overrunning the receive buffer. */
  chunk({ start, protocol }: Part & { kind: "chunk" }, channel: Channel): { exchange: Exchange; datagram: Uint8Array } {
    const requests: Request<unknown>[] = [];
    const room = this.#operations.length - start === 1 ? 0 : channel.transport.receiveCapacity;
    let bytes = 0;
    let answers = 0;
    for (let index = start; index < this.#operations.length; index++) {
      const operation = this.#operations[index]!;
      if (!isRequest(operation) || operation.dump === true || operation.protocol !== protocol) break;
      bytes += messageLength(operation.body);
      answers += operation.item === undefined ? REFUSAL_BYTES : ANSWER_BYTES;
      if (requests.length > 0 && (bytes > DATAGRAM_BYTES || answers > room)) break;
      requests.push(operation);
    }
    this.#position = start + requests.length;
    const exchange = new Exchange(requests, undefined, this.#onWarning);
    const first = channel.number(requests.length);
    exchange.begin(first);
    return { exchange, datagram: encodeRequests(requests, first) };
  }

  concludeChunk(
    { start }: Part & { kind: "chunk" },
    exchange: Exchange,
    cut: Cut | undefined,
    bufferBytes: number,
  ): void {
    const { requests } = exchange;
    for (let index = 0; index < requests.length; index++) {
      const outcome = exchange.outcome(index);
      if (outcome.state === "done") this.#results[start + index] = outcome.value;
      else if (outcome.state === "unknown" && cut === undefined && isQuestion(requests[index]!))
        this.#again.push(start + index);
      else {
        const concluded = conclude(exchange, index, cut, bufferBytes);
        if (concluded.state === "failed") this.#failures.push({ index: start + index, error: concluded.error });
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

  /** The results of all. @throws BatchError when any failed */
  results(): unknown[] {
    if (this.#stopped !== undefined) {
      if (!this.#sentAny) throw this.#stopped;
      for (; this.#position < this.#operations.length; this.#position++)
        this.#failures.push({ index: this.#position, error: this.#stopped });
    }
    if (this.#failures.length === 0) return this.#results;
    throw new BatchError(
      this.#failures.sort((a, b) => a.index - b.index),
      this.#operations.length,
    );
  }
}
