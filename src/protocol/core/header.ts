import { DecodeError } from "../schema/errors.ts";
import { i32, u16, u32 } from "../schema/scalars.ts";
import type { Source } from "../schema/source.ts";
import { struct } from "../schema/struct.ts";
import type { Writer } from "../schema/writer.ts";
import { align4 } from "../schema/writer.ts";

/** NLMSG_HDRLEN: size of {@link nlmsghdr}. */
export const NLMSG_HDRLEN = 16;

/** `struct nlmsghdr` (`linux/netlink.h`): what every message begins with. */
export const nlmsghdr = struct("nlmsghdr", { len: u32, type: u16, flags: u16, seq: u32, pid: u32 });

/** `struct nlmsgerr` (`linux/netlink.h`): what NLMSG_ERROR begins with; unless capped, the request's payload follows. */
export const nlmsgerr = struct("nlmsgerr", { error: i32, msg: nlmsghdr });

/** `struct nlattr` (`linux/netlink.h`): what every attribute begins with; `len` counts these four bytes, not the padding. */
export const nlattr = struct("nlattr", { len: u16, type: u16 });

/** One message of a datagram: its header fields and where its body lies in the datagram's {@link Source}. */
export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly seq: number;
  readonly pid: number;
  /** Offset of the nlmsghdr. */
  readonly offset: number;
  /** Offset of the body: `offset + 16`. */
  readonly start: number;
  /** End of the body: `offset + nlmsg_len`. */
  readonly end: number;
}

/**
 * The messages of a received datagram, in order. The last one may be unaligned (nfqueue, nflog and conntrack send such).
 * @param limit number of bytes received, when less than the source's buffer
 * @throws DecodeError when a length does not fit
 */
export function* frames(source: Source, limit: number = source.bytes.length): Generator<Frame, void, undefined> {
  const { view, littleEndian } = source;
  for (let offset = 0; offset < limit;) {
    const left = limit - offset;
    if (left < NLMSG_HDRLEN) throw new DecodeError(`${left} bytes left over behind the last message`, offset);
    const length = view.getUint32(offset, littleEndian);
    if (length < NLMSG_HDRLEN || length > left)
      throw new DecodeError(`message length ${length}, ${left} bytes are left`, offset);
    yield {
      type: view.getUint16(offset + 4, littleEndian),
      flags: view.getUint16(offset + 6, littleEndian),
      seq: view.getUint32(offset + 8, littleEndian),
      pid: view.getUint32(offset + 12, littleEndian),
      offset,
      start: offset + NLMSG_HDRLEN,
      end: offset + length,
    };
    offset += align4(length);
  }
}

/** What an outgoing message's header says; sequence number and port id are filled in by whoever sends it. */
export interface FrameHeader {
  readonly type: number;
  readonly flags: number;
  readonly seq?: number;
  readonly pid?: number;
}

/** Appends a whole message: header, the body that `encodeBody` appends, padding. Returns its offset. */
export function writeFrame(writer: Writer, header: FrameHeader, encodeBody: (writer: Writer) => void): number {
  const offset = writer.reserve(NLMSG_HDRLEN);
  encodeBody(writer);
  const { view, littleEndian } = writer;
  view.setUint32(offset, writer.position - offset, littleEndian);
  view.setUint16(offset + 4, header.type, littleEndian);
  view.setUint16(offset + 6, header.flags, littleEndian);
  view.setUint32(offset + 8, header.seq ?? 0, littleEndian);
  view.setUint32(offset + 12, header.pid ?? 0, littleEndian);
  writer.align();
  return offset;
}
