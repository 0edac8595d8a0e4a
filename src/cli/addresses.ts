import { AF_INET, AF_INET6, AF_MPLS, AF_PACKET, AF_UNSPEC } from "../protocol/route/address-family.ts";
import { formatIpv4, formatIpv6, parseIp } from "../protocol/schema/addresses.ts";
import { CommandError, UsageError } from "./failure.ts";
import { addressBits, familyName } from "./families.ts";
import { parseInteger, parseUnsigned } from "./numbers.ts";

/** An address or prefix as a command line gives it. */
export interface Prefix {
  readonly family: number;
  /** Empty for `any` and `all`; zeroes for `default`. */
  readonly bytes: Uint8Array;
  /** Bits of the prefix; -1 for an address without `/`, of which {@link readAddress} makes none. */
  readonly length: number;
  /** Whether the length was given, or the word was `default`. */
  readonly lengthGiven: boolean;
}

/** Bytes of `10.1.2.3`, `10.8` (which is 10.8.0.0) or `0x0a.1`. */
function parseShortIpv4(text: string): Uint8Array | undefined {
  const parts = text.split(".");
  if (parts.length > 4) return undefined;
  const bytes = new Uint8Array(4);
  for (const [index, part] of parts.entries()) {
    const value = parseInteger(part);
    if (value === undefined || value < 0n || value > 255n) return undefined;
    bytes[index] = Number(value);
  }
  return bytes;
}

interface Parsed {
  readonly family: number;
  readonly bytes: Uint8Array;
  /** `default`, `any` and `all`: no length may follow. */
  readonly wildcard?: "default" | "any";
}

function parse(text: string, family: number): Parsed | undefined {
  if (text === "default" && family !== AF_MPLS) {
    return { family, bytes: new Uint8Array(Math.trunc(addressBits(family) / 8)), wildcard: "default" };
  }
  if ((text === "all" || text === "any") && family !== AF_MPLS) {
    return { family, bytes: new Uint8Array(0), wildcard: "any" };
  }
  if (family === AF_PACKET || family === AF_MPLS) return undefined;
  const actual = text.includes(":") ? AF_INET6 : AF_INET;
  if (family !== AF_UNSPEC && family !== actual) return undefined;
  const bytes = actual === AF_INET6 ? parseIp(text) : parseShortIpv4(text);
  return bytes === undefined ? undefined : { family: actual, bytes };
}

/** Length of a prefix from a number or a contiguous netmask. */
function parseLength(text: string): number | undefined {
  const bits = parseUnsigned(text, 32);
  if (bits !== undefined) return bits;
  const mask = parseShortIpv4(text);
  if (mask === undefined) return undefined;
  const value = new DataView(mask.buffer).getUint32(0);
  const host = ~value >>> 0;
  if ((host & (host + 1)) !== 0) return undefined;
  return Math.clz32(host);
}

/** Reads `ADDRESS[/LENGTH]`, `default`, `any` or `all`; `undefined` where the text is none of them. */
export function parsePrefix(text: string, family: number): Prefix | undefined {
  const slash = text.indexOf("/");
  const parsed = parse(slash < 0 ? text : text.slice(0, slash), family);
  if (parsed === undefined) return undefined;
  const bits = addressBits(parsed.family);
  const { wildcard } = parsed;
  if (slash < 0) {
    const length = wildcard === undefined ? bits : 0;
    return { family: parsed.family, bytes: parsed.bytes, length, lengthGiven: wildcard === "default" };
  }
  const length = parseLength(text.slice(slash + 1));
  if (wildcard !== undefined || length === undefined || length > bits) return undefined;
  return { family: parsed.family, bytes: parsed.bytes, length, lengthGiven: true };
}

function expected(family: number): string {
  return family === AF_UNSPEC ? "any valid" : familyName(family);
}

/** Reads a prefix of that family (AF_UNSPEC: of any), or ends with `ip`'s message and status. */
export function readPrefix(text: string, family: number): Prefix {
  if (family === AF_PACKET) {
    throw new UsageError(`Error: "${text}" may be inet prefix, but it is not allowed in this context.\n`, 1);
  }
  const prefix = parsePrefix(text, family);
  if (prefix === undefined) {
    throw new UsageError(`Error: ${expected(family)} prefix is expected rather than "${text}".\n`, 1);
  }
  return prefix;
}

/** Reads an address of that family (AF_UNSPEC: of any), or ends with `ip`'s message and status. */
export function readAddress(text: string, family: number): Prefix {
  const parsed = family === AF_PACKET ? parsePacketAddress(text) : parse(text, family);
  if (parsed === undefined || "invalid" in parsed) {
    const first = parsed === undefined ? "" : invalidLinkLayer(parsed.invalid);
    throw new UsageError(`${first}Error: ${expected(family)} address is expected rather than "${text}".\n`, 1);
  }
  const length = parsed.wildcard === undefined ? -1 : -2;
  return { family: parsed.family, bytes: parsed.bytes, length, lengthGiven: parsed.wildcard === "default" };
}

function parsePacketAddress(text: string): Parsed | { readonly invalid: string } {
  const wildcard = parse(text, AF_PACKET);
  if (wildcard !== undefined) return wildcard;
  const parsed = parseLinkLayer(text);
  return "invalid" in parsed ? parsed : { family: AF_PACKET, bytes: parsed.bytes };
}

/** Text of an address's bytes. */
export function formatAddress(bytes: Uint8Array): string {
  return bytes.length === 16 ? formatIpv6(bytes) : formatIpv4(bytes);
}

/** Whether the first `bits` bits are the same; bytes that are missing count as zero. */
export function sharePrefix(a: Uint8Array, b: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  for (let index = 0; index < whole; index++) if ((a[index] ?? 0) !== (b[index] ?? 0)) return false;
  const rest = bits & 7;
  if (rest === 0) return true;
  const mask = 0xff & (0xff << (8 - rest));
  return (((a[whole] ?? 0) ^ (b[whole] ?? 0)) & mask) === 0;
}

/** Bytes of an address's text, as a decoded message has it. */
export function addressBytes(text: string): Uint8Array {
  return parseIp(text) ?? new Uint8Array(0);
}

/** A multicast address: 224.0.0.0/4 or ff00::/8. */
export function isMulticast(bytes: Uint8Array): boolean {
  if (bytes.length === 4) return ((bytes[0] ?? 0) & 0xf0) === 0xe0;
  return bytes.length === 16 && bytes[0] === 0xff;
}

/** 0.0.0.0 or ::. */
export function isUnspecified(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

/**
 * A link-layer address: bytes in hexadecimal between colons (of each, what can be read at its start counts), or a dotted IPv4
 * address of a tunnel.
 * @param limit most bytes
 */
function parseLinkLayer(text: string, limit = 32): { readonly bytes: Uint8Array } | { readonly invalid: string } {
  if (text.includes(".")) {
    const parsed = parse(text, AF_INET);
    return parsed === undefined ? { invalid: text } : { bytes: parsed.bytes };
  }
  const bytes: number[] = [];
  for (const part of text.split(":").slice(0, limit)) {
    const [, sign, digits] = /^\s*([+-]?)(?:0[xX](?=[0-9a-fA-F]))?([0-9a-fA-F]+)/.exec(part) ?? [];
    const value = digits === undefined ? Number.NaN : Number.parseInt(digits, 16);
    if (!(value <= 255) || (sign === "-" && value !== 0)) return { invalid: part };
    bytes.push(value);
  }
  return { bytes: Uint8Array.from(bytes) };
}

/** What `ip` says of the part of a link-layer address that can't be read. */
const invalidLinkLayer = (part: string): string => `"${part}" is invalid lladdr.\n`;

/** Reads a link-layer address, or fails with `ip`'s message. */
export function readLinkLayer(text: string, limit = 32): Uint8Array {
  const parsed = parseLinkLayer(text, limit);
  if ("invalid" in parsed) throw new CommandError(invalidLinkLayer(parsed.invalid));
  return parsed.bytes;
}
