import { segmentRoutingFlags } from "../protocol/route/encap.ts";
import { formatIpv6, parseIp } from "../protocol/schema/addresses.ts";
import { EncodeError } from "../protocol/schema/errors.ts";

/** SR6_FLAG1_*: a flag of a segment routing header, but for the one that says that it has an HMAC. */
export type SegmentRoutingFlag = Exclude<keyof typeof segmentRoutingFlags.values, "hmac">;

/** A segment routing header (RFC 8754). */
export interface SegmentRoutingHeader {
  /** Addresses in the order in which a packet visits them. */
  readonly segments: readonly string[];
  /** Id of the key that signs the header; absent: it is not signed. Keys are set by `ip sr hmac set`. */
  readonly hmac?: number | undefined;
  readonly flags?: readonly SegmentRoutingFlag[] | undefined;
  /** A class of packets that share it; absent when 0. */
  readonly tag?: number | undefined;
  /** TLVs behind the segments, other than the HMAC: whole multiples of eight bytes. */
  readonly tlvs?: Uint8Array | undefined;
}

/** `struct ipv6_sr_hdr` with its segments and TLVs in `rest`. */
interface WireHeader {
  readonly nexthdr: number;
  readonly hdrlen: number;
  readonly type: number;
  readonly segmentsLeft: number;
  readonly firstSegment: number;
  readonly flags: number;
  readonly tag: number;
  readonly rest?: Uint8Array;
}

const ADDRESS = 16;
const HMAC = segmentRoutingFlags.values.hmac;
/** SR6_TLV_HMAC (`linux/seg6.h`): type, length, two reserved bytes, key id, 32 bytes of signature. */
const HMAC_TYPE = 5;
const HMAC_LENGTH = 38;
const HMAC_SIZE = HMAC_LENGTH + 2;
const ROUTING_TYPE_SEGMENTS = 4;

/** The bytes of IPv6 addresses, the last to be visited first. @throws EncodeError for what is no IPv6 address */
export function segmentBytes(segments: readonly string[]): Uint8Array {
  const bytes = new Uint8Array(segments.length * ADDRESS);
  for (const [index, segment] of segments.entries()) {
    const address = parseIp(segment);
    if (address?.length !== ADDRESS) throw new EncodeError(`${JSON.stringify(segment)} is not an IPv6 address`);
    bytes.set(address, (segments.length - 1 - index) * ADDRESS);
  }
  return bytes;
}

/** The IPv6 addresses in `count` times 16 bytes, the last of them first. */
export function segmentsIn(bytes: Uint8Array, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const start = (count - 1 - index) * ADDRESS;
    return formatIpv6(bytes.subarray(start, start + ADDRESS));
  });
}

function hmacTlv(key: number): Uint8Array {
  if (!(Number.isInteger(key) && key >= 0 && key <= 0xffffffff))
    throw new EncodeError(`${key} is no id of an HMAC key`);
  const tlv = new Uint8Array(HMAC_SIZE);
  tlv.set([HMAC_TYPE, HMAC_LENGTH]);
  new DataView(tlv.buffer).setUint32(4, key, false);
  return tlv;
}

/**
 * The header of these segments.
 * @param isInline leaves the last place free, which the kernel fills with the packet's own destination
 */
export function toSegmentHeader(header: SegmentRoutingHeader, isInline: boolean): WireHeader {
  const { hmac, tlvs = new Uint8Array(0), flags = [], tag = 0 } = header;
  const segments = segmentBytes(isInline ? [...header.segments, "::"] : header.segments);
  if (segments.length === 0) throw new EncodeError("there is no segment");
  if (tlvs.length % 8 !== 0) throw new EncodeError(`${tlvs.length} bytes of TLVs are no multiple of eight`);
  const signature = hmac === undefined ? new Uint8Array(0) : hmacTlv(hmac);
  const rest = new Uint8Array(segments.length + tlvs.length + signature.length);
  rest.set(segments);
  rest.set(tlvs, segments.length);
  rest.set(signature, segments.length + tlvs.length);
  const last = segments.length / ADDRESS - 1;
  return {
    nexthdr: 0,
    hdrlen: rest.length / 8,
    type: ROUTING_TYPE_SEGMENTS,
    segmentsLeft: last,
    firstSegment: last,
    flags: segmentRoutingFlags.bitsOf(flags) | (hmac === undefined ? 0 : HMAC),
    tag,
    rest,
  };
}

/** What a header says; where `isInline`, without the place that it leaves free. */
export function fromSegmentHeader(header: WireHeader, isInline: boolean): SegmentRoutingHeader {
  const { firstSegment, flags, tag, rest = new Uint8Array(0) } = header;
  const count = Math.min(firstSegment + 1, Math.floor(rest.length / ADDRESS));
  const segments = segmentsIn(rest, count);
  let tlvs = rest.subarray(count * ADDRESS);
  let hmac: number | undefined;
  const signature = tlvs.length - HMAC_SIZE;
  if ((flags & HMAC) !== 0 && signature >= 0 && tlvs[signature] === HMAC_TYPE) {
    hmac = new DataView(tlvs.buffer, tlvs.byteOffset + signature, HMAC_SIZE).getUint32(4, false);
    tlvs = tlvs.subarray(0, signature);
  }
  const names = segmentRoutingFlags.namesOf(flags & ~HMAC).filter((name) => name !== "hmac");
  return {
    segments: isInline ? segments.slice(0, -1) : segments,
    ...(hmac !== undefined && { hmac }),
    ...(names.length > 0 && { flags: names }),
    ...(tag !== 0 && { tag }),
    ...(tlvs.length > 0 && { tlvs: tlvs.slice() }),
  };
}
