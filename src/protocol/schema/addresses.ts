import { hexOf, toHex } from "./binary.ts";
import type { Codec } from "./codec.ts";
import { EncodeError } from "./errors.ts";
import type { FixedCodec } from "./scalars.ts";
import type { Source } from "./source.ts";
import type { Writer } from "./writer.ts";

const octets: readonly string[] = Array.from({ length: 256 }, (_, octet) => String(octet));
const dotted: readonly string[] = octets.map((octet) => `${octet}.`);
// Texts made lately, each in a slot that its bytes choose. A million routes have few gateways: one string for all of them halves
// what decoding leaves to the garbage collector.
const lately = new Uint32Array(256);
const latelyText: string[] = Array.from({ length: 256 }, () => "0.0.0.0");

/** Dotted text of four bytes. */
export function formatIpv4(bytes: Uint8Array, offset = 0): string {
  const [a, b, c, d] = [bytes[offset]!, bytes[offset + 1]!, bytes[offset + 2]!, bytes[offset + 3]!];
  const address = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const slot = (b ^ c ^ d) & 255;
  if (lately[slot] === address) return latelyText[slot]!;
  const text = dotted[a]! + dotted[b]! + dotted[c]! + octets[d]!;
  lately[slot] = address;
  latelyText[slot] = text;
  return text;
}

/** RFC 5952 text of sixteen bytes: lower case, the longest run of zero groups as `::`, IPv4-mapped addresses dotted as inet_ntop does. */
export function formatIpv6(bytes: Uint8Array, offset = 0): string {
  const groups: number[] = [];
  for (let index = 0; index < 16; index += 2) groups.push((bytes[offset + index]! << 8) | bytes[offset + index + 1]!);
  let best = -1;
  let bestLength = 1; // RFC 5952 4.2.2: a single zero group is not shortened
  for (let index = 0; index < 8;) {
    let stop = index;
    while (stop < 8 && groups[stop] === 0) stop++;
    if (stop - index > bestLength) {
      best = index;
      bestLength = stop - index;
    }
    index = Math.max(stop, index + 1);
  }
  const mapped = best === 0 && (bestLength === 6 || (bestLength === 5 && groups[5] === 0xffff));
  const tail = mapped ? formatIpv4(bytes, offset + 12) : "";
  const hex = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(":");
  if (mapped) return bestLength === 6 ? `::${tail}` : `::ffff:${tail}`;
  return best < 0 ? hex(0, 8) : `${hex(0, best)}::${hex(best + bestLength, 8)}`;
}

/** Writes the four bytes of dotted text at `offset`; false when the text is not four decimal numbers up to 255. */
function parseIpv4Into(text: string, bytes: Uint8Array, offset: number): boolean {
  let part = 0;
  let value = -1;
  for (let index = 0; index <= text.length; index++) {
    const code = index === text.length ? 46 : text.charCodeAt(index);
    if (code === 46) {
      if (value < 0 || part > 3) return false;
      bytes[offset + part++] = value;
      value = -1;
    } else if (code >= 48 && code <= 57) {
      if (value === 0) return false; // a leading zero: octal for some readers, so inet_pton refuses it
      value = (value < 0 ? 0 : value * 10) + code - 48;
      if (value > 255) return false;
    } else return false;
  }
  return part === 4;
}

function parseIpv6(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(16);
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const parts = halves.map((half) => (half === "" ? [] : half.split(":")));
  const last = parts.at(-1)!;
  if (last.length > 0 && last.at(-1)!.includes(".")) {
    const dotted = new Uint8Array(4);
    if (!parseIpv4Into(last.at(-1)!, dotted, 0)) return undefined;
    const hex = toHex(dotted);
    last.splice(-1, 1, hex.slice(0, 4), hex.slice(4));
  }
  const count = parts.reduce((sum, half) => sum + half.length, 0);
  if (halves.length === 1 ? count !== 8 : count > 7) return undefined;
  let offset = 0;
  for (const [half, groups] of parts.entries()) {
    if (half === 1) offset = 16 - groups.length * 2;
    for (const group of groups) {
      if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
      const value = Number.parseInt(group, 16);
      bytes[offset++] = value >> 8;
      bytes[offset++] = value & 0xff;
    }
  }
  return bytes;
}

/** Bytes of an IPv4 (4) or IPv6 (16) address, or `undefined` when the text is neither. */
export function parseIp(text: string): Uint8Array | undefined {
  if (typeof text !== "string") return undefined;
  if (text.includes(":")) return parseIpv6(text);
  const bytes = new Uint8Array(4);
  return parseIpv4Into(text, bytes, 0) ? bytes : undefined;
}

/** Lower-case colon-separated hex of a link-layer address of any length. */
export function formatLinkAddress(bytes: Uint8Array, start = 0, end: number = bytes.length): string {
  let text = "";
  for (let offset = start; offset < end; offset++) text += (offset === start ? "" : ":") + hexOf[bytes[offset]!];
  return text;
}

/** Bytes of colon- (or dash-) separated hex, or `undefined` when the text is not that. */
export function parseLinkAddress(text: string): Uint8Array | undefined {
  if (typeof text !== "string") return undefined;
  if (text === "") return new Uint8Array(0);
  const parts = text.split(text.includes("-") ? "-" : ":");
  if (!parts.every((part) => /^[0-9a-f]{1,2}$/i.test(part))) return undefined;
  return Uint8Array.from(parts, (part) => Number.parseInt(part, 16));
}

function fixedAddress(family: "ipv4" | "ipv6", size: 4 | 16, alignment: number): FixedCodec<string> {
  const format = family === "ipv4" ? formatIpv4 : formatIpv6;
  const get = (source: Source, offset: number): string => format(source.bytes, offset);
  const set = (writer: Writer, offset: number, value: string): void => {
    const bytes = parseIp(value);
    if (bytes?.length !== size) {
      throw new EncodeError(`${JSON.stringify(value)} is not an ${family === "ipv4" ? "IPv4" : "IPv6"} address`);
    }
    writer.bytes.set(bytes, offset);
  };
  return {
    shape: { kind: "address", family },
    size,
    alignment,
    zero: family === "ipv4" ? "0.0.0.0" : "::",
    get,
    set,
    decode: (source, start, end) => (end - start === size ? get(source, start) : undefined),
    encode: (writer, value) => set(writer, writer.reserve(size), value),
  };
}

/** An IPv4 address as dotted text. */
export const ipv4: FixedCodec<string> = fixedAddress("ipv4", 4, 4);
/** An IPv6 address as RFC 5952 text. */
export const ipv6: FixedCodec<string> = fixedAddress("ipv6", 16, 4);

/** An IPv4 or IPv6 address, told apart by its length; other lengths stay raw. */
export const ip: Codec<string> = {
  shape: { kind: "address", family: "ip" },
  decode: (source, start, end) => {
    if (end - start === 4) return formatIpv4(source.bytes, start);
    return end - start === 16 ? formatIpv6(source.bytes, start) : undefined;
  },
  encode: (writer, value) => {
    if (typeof value === "string" && !value.includes(":")) {
      const start = writer.reserve(4);
      if (parseIpv4Into(value, writer.bytes, start)) return;
      writer.position = start;
    }
    const bytes = parseIp(value);
    if (bytes === undefined) throw new EncodeError(`${JSON.stringify(value)} is not an IP address`);
    writer.append(bytes);
  },
};

/** A link-layer address of any length as colon-separated hex in lower case: a MAC has six bytes, an IPoIB address twenty. */
export const linkAddress: Codec<string> = {
  shape: { kind: "address", family: "link" },
  decode: (source, start, end) => formatLinkAddress(source.bytes, start, end),
  encode: (writer, value) => {
    const bytes = parseLinkAddress(value);
    if (bytes === undefined) throw new EncodeError(`${JSON.stringify(value)} is not a link-layer address`);
    writer.append(bytes);
  },
};

/** A link-layer address of exactly `size` bytes inside a struct: `unsigned char addr[6]`. */
export function hardwareAddress(size: number): FixedCodec<string> {
  const get = (source: Source, offset: number): string => formatLinkAddress(source.bytes, offset, offset + size);
  const set = (writer: Writer, offset: number, value: string): void => {
    const bytes = parseLinkAddress(value);
    if (bytes?.length !== size) throw new EncodeError(`${JSON.stringify(value)} is not an address of ${size} bytes`);
    writer.bytes.set(bytes, offset);
  };
  return {
    shape: { kind: "address", family: "link", size },
    size,
    alignment: 1,
    zero: formatLinkAddress(new Uint8Array(size)),
    get,
    set,
    decode: (source, start, end) => (end - start === size ? get(source, start) : undefined),
    encode: (writer, value) => set(writer, writer.reserve(size), value),
  };
}
