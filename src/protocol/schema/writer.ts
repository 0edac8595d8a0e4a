import { EncodeError } from "./errors.ts";
import { hostIsLittleEndian } from "./source.ts";

/** NLA_F_NESTED (`linux/netlink.h`): the attribute holds attributes. */
export const NLA_F_NESTED = 0x8000;
/** NLA_F_NET_BYTEORDER (`linux/netlink.h`): the payload is in network byte order. */
export const NLA_F_NET_BYTEORDER = 0x4000;
/** NLA_TYPE_MASK: what is left of `nla_type` without its two flags. */
export const NLA_TYPE_MASK = 0x3fff;
/** NLA_ALIGNTO and NLMSG_ALIGNTO: everything starts on a multiple of four bytes. */
export const align4 = (length: number): number => (length + 3) & ~3;

/** Growable output buffer; messages are appended and lengths filled in when their end is known. Padding is always zero. */
export class Writer {
  bytes: Uint8Array;
  view: DataView;
  /** Where the next byte goes. */
  position = 0;
  readonly littleEndian: boolean;
  /** Address family of the innermost message header written so far; see {@link Source.family}. */
  family = 0;
  /** How many schemas that contain themselves are being written at the moment. */
  depth = 0;

  constructor(capacity = 512, littleEndian: boolean = hostIsLittleEndian) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
    this.littleEndian = littleEndian;
  }

  /** Reserves `length` zeroed bytes and returns their offset. */
  reserve(length: number): number {
    const start = this.position;
    const end = start + length;
    if (end > this.bytes.length) grow(this, end);
    // `fill` costs more than the store for the few bytes of a header or an integer.
    if (length > 32) this.bytes.fill(0, start, end);
    else for (let offset = start; offset < end; offset++) this.bytes[offset] = 0;
    this.position = end;
    return start;
  }

  /** Appends a copy of `source`. */
  append(source: Uint8Array): void {
    const start = this.position;
    const end = start + source.length;
    if (end > this.bytes.length) grow(this, end);
    this.bytes.set(source, start);
    this.position = end;
  }

  /** Pads with zeroes to the next multiple of four. */
  align(): void {
    const missing = -this.position & 3;
    if (missing !== 0) this.reserve(missing);
  }

  /** Starts an attribute; give what it returns to {@link endAttribute} when the payload is written. */
  beginAttribute(type: number): number {
    const start = this.reserve(4);
    this.view.setUint16(start + 2, type, this.littleEndian);
    return start;
  }

  /** Fills in the attribute's length and pads it. A length is a u16: more than 65535 bytes can't be sent. */
  endAttribute(start: number): void {
    const length = this.position - start;
    if (length > 0xffff) throw new EncodeError(`attribute of ${length} bytes, the limit is 65535`);
    this.view.setUint16(start, length, this.littleEndian);
    this.align();
  }

  /** A copy of everything written from `start` on; the writer may be reused. */
  copy(start = 0): Uint8Array {
    return this.bytes.slice(start, this.position);
  }

  /** Forgets what was written, keeps the memory. */
  reset(): void {
    this.position = 0;
    this.family = 0;
    this.depth = 0;
  }
}

/** A function, not a private method: those would make the writers of two copies of this module different types. */
function grow(writer: Writer, needed: number): void {
  const larger = new Uint8Array(Math.max(needed, writer.bytes.length * 2));
  larger.set(writer.bytes.subarray(0, writer.position));
  writer.bytes = larger;
  writer.view = new DataView(larger.buffer);
}
