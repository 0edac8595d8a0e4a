import { decodeAcknowledgement } from "../protocol/core/acknowledgement.ts";
import { NLM_F_DUMP_INTR, NLMSG_DONE, NLMSG_ERROR, NLMSG_NOOP, NLMSG_OVERRUN } from "../protocol/core/constants.ts";
import { NLMSG_HDRLEN } from "../protocol/core/header.ts";
import { DecodeError } from "../protocol/schema/errors.ts";
import type { Source } from "../protocol/schema/source.ts";
import { align4 } from "../protocol/schema/writer.ts";
import type { NetlinkError } from "./errors.ts";
import { refusal } from "./failure.ts";
import type { Refused } from "./failure.ts";
import { isQuestion } from "./request.ts";
import type { Request } from "./request.ts";

/** What became of one request: its result, its error, or nothing known. */
export type Outcome =
  | { readonly state: "done"; readonly value: unknown }
  | { readonly state: "failed"; readonly error: Error }
  | { readonly state: "unknown"; readonly reason: string };

/** Told of what the kernel says with a success, in the middle of reading its answers: it may not run requests itself. */
export type WarningListener = (text: string, request: Request<unknown>) => void;

/**
 * One datagram of requests and the answers to it so far. It knows nothing of sockets: whoever owns one gives it the messages that
 * arrive, and it says whether they were its own and when the last awaited answer has come.
 */
export class Exchange {
  readonly requests: readonly Request<unknown>[];
  /** Set for a transaction: its begin message precedes the requests, and a failure of that one is a failure of all. */
  readonly frame: Refused | undefined;
  /** The last answer that will come has come. */
  finished = false;
  /** The dump changed under the reader's hands (NLM_F_DUMP_INTR). */
  interrupted = false;
  /** Answers were dropped for want of receive buffer. */
  overrun = false;
  /** An answer was longer than the buffer it was read into. */
  truncated = false;
  /** The whole transaction was refused. */
  refused: NetlinkError | undefined;
  /** Items of the first request so far: a streaming dump takes them away. */
  items: unknown[] = [];
  /** Items look into the received bytes, so these may not be overwritten. */
  readonly retainsSource: boolean;
  readonly onWarning: WarningListener | undefined;
  #first = 0;
  readonly #errors = new Map<number, Error>();
  #itemsOf: Map<number, unknown[]> | undefined;
  #acknowledged = false;

  constructor(requests: readonly Request<unknown>[], frame?: Refused, onWarning?: WarningListener) {
    this.requests = requests;
    this.frame = frame;
    this.onWarning = onWarning;
    let retainsSource = false;
    for (const request of requests) retainsSource ||= request.retainsSource === true;
    this.retainsSource = retainsSource;
  }

  /** What it does, for messages. */
  get what(): string {
    return this.frame?.what ?? this.requests[0]?.what ?? "batch";
  }

  /** Number of requests that failed so far. */
  get failures(): number {
    return this.#errors.size;
  }

  /** Every answer came and none was a failure. */
  get good(): boolean {
    return this.finished && !this.overrun && !this.truncated && this.#errors.size === 0 && this.refused === undefined;
  }

  /** Says which sequence number the first message was sent with. */
  begin(first: number): void {
    this.#first = first;
  }

  /** Whether a sequence number is one of this exchange's. */
  owns(sequence: number): boolean {
    return (sequence - this.#first) >>> 0 < this.requests.length + (this.frame === undefined ? 0 : 2);
  }

  /** Takes one message, which must be its own. */
  accept(source: Source, type: number, flags: number, sequence: number, start: number, end: number): void {
    const index = ((sequence - this.#first) >>> 0) - (this.frame === undefined ? 0 : 1);
    const last = this.requests.length - 1;
    if ((flags & NLM_F_DUMP_INTR) !== 0 && type !== NLMSG_ERROR) this.interrupted = true;
    if (type > NLMSG_OVERRUN) {
      const request = this.requests[index];
      if (request?.item === undefined) return;
      source.family = 0;
      try {
        const item: unknown = request.item({ type, flags, source, start, end });
        if (item !== undefined) this.#itemsFor(index).push(item);
      } catch (error) {
        this.#fail(index, error);
      }
    } else if (type === NLMSG_ERROR || type === NLMSG_DONE) {
      if (type === NLMSG_DONE && this.requests[index]?.dump !== true) return;
      try {
        const offset = start - NLMSG_HDRLEN;
        const answer = decodeAcknowledgement(source, { type, flags, seq: sequence, pid: 0, offset, start, end });
        if (answer.errno === 0) {
          this.#acknowledged ||= index === last;
          if (answer.extack.msg !== undefined) this.onWarning?.(answer.extack.msg, this.requests[Math.max(index, 0)]!);
        } else if (index < 0) this.refused = refusal(this.frame!, answer);
        else if (!this.#errors.has(index))
          this.#errors.set(index, refusal(this.requests[index] ?? this.frame!, answer));
      } catch (error) {
        this.#fail(index, error);
      }
      if (index === last || index < 0) this.finished = true;
    } else if (type === NLMSG_OVERRUN) this.overrun = true;
    else if (type !== NLMSG_NOOP) throw new DecodeError(`control message of type ${type}`, start);
  }

  /** What became of request `index`, as far as the answers tell. */
  outcome(index: number): Outcome {
    const error = this.#errors.get(index) ?? this.refused;
    if (error !== undefined) return { state: "failed", error };
    const last = index === this.requests.length - 1;
    // A batch that has any failure has changed nothing, so nothing about the rest of it is unknown.
    if (this.frame !== undefined && this.#errors.size > 0) return { state: "done", value: undefined };
    if (!this.finished) return { state: "unknown", reason: "no acknowledgement came" };
    const request = this.requests[index]!;
    const items = index === 0 ? this.items : (this.#itemsOf?.get(index) ?? []);
    if (this.overrun) {
      // An acknowledgement tells that a change was made, not that nothing of an answer is missing.
      const complete = request.item === undefined || (items.length > 0 && !isQuestion(request));
      if (!(last && this.#acknowledged && complete)) {
        return { state: "unknown", reason: "acknowledgements were lost in a receive buffer overrun (ENOBUFS)" };
      }
    }
    // A question is asked again before anyone looks here.
    if (this.truncated) return { state: "unknown", reason: "the answer was longer than the receive buffer" };
    try {
      return { state: "done", value: request.result(items) };
    } catch (thrown) {
      return { state: "failed", error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
    }
  }

  #itemsFor(index: number): unknown[] {
    if (index === 0) return this.items;
    this.#itemsOf ??= new Map();
    let items = this.#itemsOf.get(index);
    if (items === undefined) this.#itemsOf.set(index, (items = []));
    return items;
  }

  #fail(index: number, error: unknown): void {
    if (!this.#errors.has(index)) this.#errors.set(index, error instanceof Error ? error : new Error(String(error)));
  }
}

/**
 * Deals a received datagram's messages out to the exchanges that asked for them; messages that nobody awaits (late answers to a request
 * that was given up) are dropped.
 * @param length bytes received
 * @param capacity bytes that were room for: when all were filled, there were more, and nlmsg_len does not show it
 */
export function deal(
  pending: readonly { readonly exchange: Exchange }[],
  source: Source,
  length: number,
  capacity: number,
): void {
  const { view, littleEndian } = source;
  const truncated = length === capacity;
  let owner = pending[0]?.exchange;
  for (let offset = 0; offset < length;) {
    const left = length - offset;
    const size = left < NLMSG_HDRLEN ? 0 : view.getUint32(offset, littleEndian);
    if (left >= NLMSG_HDRLEN) {
      const sequence = view.getUint32(offset + 8, littleEndian);
      if (owner === undefined || !owner.owns(sequence))
        owner = pending.find(({ exchange }) => exchange.owns(sequence))?.exchange;
      if (truncated && owner !== undefined) owner.truncated = true;
      if (size >= NLMSG_HDRLEN && size <= left && owner !== undefined) {
        const type = view.getUint16(offset + 4, littleEndian);
        owner.accept(
          source,
          type,
          view.getUint16(offset + 6, littleEndian),
          sequence,
          offset + NLMSG_HDRLEN,
          offset + size,
        );
      }
    }
    if (size < NLMSG_HDRLEN || size > left) {
      if (truncated) return;
      throw new DecodeError(`message of ${size} bytes where ${left} are left`, offset);
    }
    offset += align4(size);
  }
}

/** Whether a datagram holds the end of a dump, so that nothing more is to be read behind it. */
export function endsDump({ view, littleEndian }: Source, length: number): boolean {
  for (let offset = 0; length - offset >= NLMSG_HDRLEN;) {
    const type = view.getUint16(offset + 4, littleEndian);
    if (type === NLMSG_DONE || type === NLMSG_ERROR) return true;
    offset += Math.max(align4(view.getUint32(offset, littleEndian)), NLMSG_HDRLEN);
  }
  return false;
}
