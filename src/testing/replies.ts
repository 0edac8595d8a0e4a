import { extendedAck } from "../protocol/core/acknowledgement.ts";
import type { ExtendedAckInput } from "../protocol/core/acknowledgement.ts";
import {
  NLM_F_ACK_TLVS,
  NLM_F_CAPPED,
  NLM_F_DUMP_INTR,
  NLM_F_MULTI,
  NLMSG_DONE,
  NLMSG_ERROR,
} from "../protocol/core/constants.ts";
import { NLMSG_HDRLEN, frames, writeFrame } from "../protocol/core/header.ts";
import { sourceOf } from "../protocol/schema/source.ts";
import { Writer } from "../protocol/schema/writer.ts";

/** A request as a scripted kernel sees it. */
export interface KernelRequest {
  readonly type: number;
  readonly flags: number;
  readonly seq: number;
  /** Everything behind the nlmsghdr, without padding. */
  readonly body: Uint8Array;
  /** The whole message. */
  readonly bytes: Uint8Array;
}

/** The messages of a datagram that was sent to the kernel. */
export function requestsOf(datagram: Uint8Array): KernelRequest[] {
  return [...frames(sourceOf(datagram))].map(({ type, flags, seq, offset, start, end }) => ({
    type,
    flags,
    seq,
    body: datagram.slice(start, end),
    bytes: datagram.slice(offset, end),
  }));
}

/** What to change about a reply. */
export interface ReplyOptions {
  /** Bits beside those that the reply has by itself. */
  readonly flags?: number;
  /** Sequence number, where it is not to be the request's. */
  readonly seq?: number;
}

/** What an acknowledgement says besides its error. */
export interface AcknowledgementOptions extends ReplyOptions {
  /** The TLVs behind it; none, and no NLM_F_ACK_TLVS, unless given. */
  readonly extack?: ExtendedAckInput;
  /** Leaves the request's payload out (NLM_F_CAPPED), as NETLINK_CAP_ACK asks for; true unless told. */
  readonly capped?: boolean;
}

/** A message of the kernel in answer to a request. */
export function reply(
  request: KernelRequest,
  type: number,
  body: Uint8Array,
  { flags = 0, seq = request.seq }: ReplyOptions = {},
): Uint8Array {
  const writer = new Writer();
  writeFrame(writer, { type, flags, seq }, (out) => out.append(body));
  return writer.copy();
}

/** NLMSG_ERROR: a refusal, or for `errno` 0 an acknowledgement. */
export function acknowledge(request: KernelRequest, errno = 0, options: AcknowledgementOptions = {}): Uint8Array {
  const { extack, capped = true, flags = 0 } = options;
  const writer = new Writer();
  const body = writer.reserve(4);
  writer.view.setInt32(body, -errno, writer.littleEndian);
  // The kernel returns the payload of a refused request only.
  const whole = errno !== 0 && !capped;
  writer.append(whole ? request.bytes : request.bytes.subarray(0, NLMSG_HDRLEN));
  writer.align();
  if (extack !== undefined) extendedAck.encode(writer, extack);
  const bits = (errno !== 0 && capped ? NLM_F_CAPPED : 0) | (extack === undefined ? 0 : NLM_F_ACK_TLVS);
  return reply(request, NLMSG_ERROR, writer.copy(), { ...options, flags: flags | bits });
}

/** NLMSG_DONE: the end of a dump. */
export function done(
  request: KernelRequest,
  errno = 0,
  { extack, flags = 0, seq }: AcknowledgementOptions = {},
): Uint8Array {
  const writer = new Writer();
  writer.view.setInt32(writer.reserve(4), -errno, writer.littleEndian);
  if (extack !== undefined) extendedAck.encode(writer, extack);
  const bits = NLM_F_MULTI | (extack === undefined ? 0 : NLM_F_ACK_TLVS);
  return reply(request, NLMSG_DONE, writer.copy(), { flags: flags | bits, ...(seq !== undefined && { seq }) });
}

/** Several messages as one datagram. */
export function datagram(...messages: readonly Uint8Array[]): Uint8Array {
  const writer = new Writer();
  for (const message of messages) {
    writer.append(message);
    writer.align();
  }
  return writer.copy();
}

/** What a dump is made of. */
export interface MultipartOptions {
  /** Messages a datagram: 2 unless told, so that a reader has to read more than once. */
  readonly perDatagram?: number;
  /** Sets NLM_F_DUMP_INTR, as the kernel does when what it lists was changed meanwhile. */
  readonly interrupted?: boolean;
  /** Leaves NLMSG_DONE out. */
  readonly unfinished?: boolean;
}

/** The datagrams of a dump: a message of `type` for each body, and NLMSG_DONE in a datagram of its own. */
export function multipart(
  request: KernelRequest,
  type: number,
  bodies: readonly Uint8Array[],
  options: MultipartOptions = {},
): Uint8Array[] {
  const { perDatagram = 2, interrupted = false, unfinished = false } = options;
  const flags = NLM_F_MULTI | (interrupted ? NLM_F_DUMP_INTR : 0);
  const datagrams: Uint8Array[] = [];
  for (let index = 0; index < bodies.length; index += perDatagram) {
    datagrams.push(
      datagram(...bodies.slice(index, index + perDatagram).map((body) => reply(request, type, body, { flags }))),
    );
  }
  if (!unfinished) datagrams.push(done(request, 0, { flags: interrupted ? NLM_F_DUMP_INTR : 0 }));
  return datagrams;
}
