import { NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST } from "../protocol/core/constants.ts";
import { NLMSG_HDRLEN } from "../protocol/core/header.ts";
import { hostIsLittleEndian } from "../protocol/schema/source.ts";
import { align4 } from "../protocol/schema/writer.ts";
import type { Request, Transaction } from "./request.ts";

/** Bytes that a message with this body takes. */
export function messageLength(body: Uint8Array): number {
  return NLMSG_HDRLEN + align4(body.length);
}

/** A datagram being put together; without objects on the way, because a pipeline makes a hundred thousand messages. */
interface Datagram {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  offset: number;
  sequence: number;
}

function datagram(length: number, first: number): Datagram {
  const bytes = new Uint8Array(length);
  return { bytes, view: new DataView(bytes.buffer), offset: 0, sequence: first };
}

function append(out: Datagram, type: number, flags: number, body: Uint8Array): void {
  const { bytes, view, offset } = out;
  view.setUint32(offset, NLMSG_HDRLEN + body.length, hostIsLittleEndian);
  view.setUint16(offset + 4, type, hostIsLittleEndian);
  view.setUint16(offset + 6, flags | NLM_F_REQUEST, hostIsLittleEndian);
  view.setUint32(offset + 8, out.sequence, hostIsLittleEndian);
  const at = offset + NLMSG_HDRLEN;
  // `set` costs more than the few stores that most bodies are.
  if (body.length > 64) bytes.set(body, at);
  else for (let index = 0; index < body.length; index++) bytes[at + index] = body[index]!;
  out.offset = offset + messageLength(body);
  out.sequence = (out.sequence + 1) >>> 0;
}

function totalLength(requests: readonly Request<unknown>[]): number {
  let total = 0;
  for (const { body } of requests) total += messageLength(body);
  return total;
}

/**
 * One datagram of requests with consecutive sequence numbers. Only the last one asks for an acknowledgement: errors come anyway, and
 * each acknowledgement would cost the kernel 0.8 us and the receive buffer a kilobyte.
 */
export function encodeRequests(requests: readonly Request<unknown>[], first: number): Uint8Array {
  const out = datagram(totalLength(requests), first);
  const last = requests.length - 1;
  for (let index = 0; index <= last; index++) {
    const { type, flags, body, dump } = requests[index]!;
    // A dump is answered by NLMSG_DONE; the kernel acknowledges it only when it could not be started.
    if (dump === true) append(out, type, flags | NLM_F_DUMP, body);
    else append(out, type, index === last ? flags | NLM_F_ACK : flags & ~NLM_F_ACK, body);
  }
  return out.bytes;
}

/** Number of sequence numbers that a transaction takes. */
export function transactionSpan(transaction: Transaction<unknown>): number {
  return transaction.requests.length + 2;
}

/**
 * A transaction as one datagram: begin message with the first sequence number, the requests, the end message. The last request
 * asks for the acknowledgement, because kernels before 6.10 do not answer the end message.
 */
export function encodeTransaction(transaction: Transaction<unknown>, first: number): Uint8Array {
  const { begin, requests, end, check } = transaction;
  const out = datagram(
    messageLength(begin.body) + totalLength(requests) + (check ? 0 : messageLength(end.body)),
    first,
  );
  append(out, begin.type, 0, begin.body);
  const last = requests.length - 1;
  requests.forEach(({ type, flags, body }, index) =>
    append(out, type, index === last ? flags | NLM_F_ACK : flags, body),
  );
  if (!check) append(out, end.type, 0, end.body);
  return out.bytes;
}
