import { NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST } from "../protocol/core/constants.ts";
import { NLMSG_HDRLEN } from "../protocol/core/header.ts";
import { hostIsLittleEndian } from "../protocol/schema/source.ts";
import { align4 } from "../protocol/schema/writer.ts";
import type { Request, Transaction } from "./request.ts";

/** Bytes that a message with this body takes. */
export function messageLength(body: Uint8Array): number {
  return NLMSG_HDRLEN + align4(body.length);
}

interface Message {
  readonly type: number;
  readonly flags: number;
  readonly body: Uint8Array;
}

function encodeMessages(messages: readonly Message[], first: number): Uint8Array {
  let total = 0;
  for (const message of messages) total += messageLength(message.body);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  let offset = 0;
  let sequence = first;
  for (const { type, flags, body } of messages) {
    view.setUint32(offset, NLMSG_HDRLEN + body.length, hostIsLittleEndian);
    view.setUint16(offset + 4, type, hostIsLittleEndian);
    view.setUint16(offset + 6, flags | NLM_F_REQUEST, hostIsLittleEndian);
    view.setUint32(offset + 8, sequence, hostIsLittleEndian);
    bytes.set(body, offset + NLMSG_HDRLEN);
    offset += messageLength(body);
    sequence = (sequence + 1) >>> 0;
  }
  return bytes;
}

/**
 * One datagram of requests with consecutive sequence numbers. Only the last one asks for an acknowledgement: errors come anyway, and
 * each acknowledgement would cost the kernel 0.8 us and the receive buffer a kilobyte.
 */
export function encodeRequests(requests: readonly Request<unknown>[], first: number): Uint8Array {
  const last = requests.length - 1;
  return encodeMessages(
    requests.map(({ type, flags, body, dump }, index) => {
      // A dump is answered by NLMSG_DONE; the kernel acknowledges it only when it could not be started.
      if (dump) return { type, flags: flags | NLM_F_DUMP, body };
      return { type, flags: index === last ? flags | NLM_F_ACK : flags & ~NLM_F_ACK, body };
    }),
    first,
  );
}

/** Number of sequence numbers that a transaction takes. */
export function transactionSpan(transaction: Transaction<unknown>): number {
  return transaction.requests.length + 2;
}

/**
 * A transaction as one datagram: begin message with the first sequence number, the requests, the end message. The last request
 * asks for the acknowledgement, because kernels before 6.10 do not answer the end message.
 */
export function encodeTransaction({ begin, requests, end, check }: Transaction<unknown>, first: number): Uint8Array {
  const last = requests.length - 1;
  const messages: Message[] = [{ ...begin, flags: 0 }];
  requests.forEach(({ type, flags, body }, index) =>
    messages.push({ type, flags: index === last ? flags | NLM_F_ACK : flags, body }),
  );
  if (!check) messages.push({ ...end, flags: 0 });
  return encodeMessages(messages, first);
}
