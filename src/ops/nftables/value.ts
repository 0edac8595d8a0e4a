import { EncodeError } from "../../protocol/schema/errors.ts";
import { hostIsLittleEndian } from "../../protocol/schema/source.ts";
import type { DataType, NftScalar } from "./data-type.ts";
import { reversed } from "./data-type.ts";
import type { Interval } from "./interval.ts";
import { compareBytes, prefixInterval, prefixLengthOf } from "./interval.ts";

/** Values from `from` to `to`, both inclusive. */
export interface NftRange {
  readonly from: NftScalar;
  readonly to: NftScalar;
}
/**
 * One value, or several in a row: `"10.0.0.1"`, `"10.0.0.0/24"`, `"10.0.0.1-10.0.0.9"`, `80`, `"80-90"`, `range(80, 90)`, `"eth0"`, and for
 * interface names `"veth*"`.
 */
export type NftValue = NftScalar | NftRange;

/** Values from `from` to `to`, both inclusive: `80-90`. */
export function range(from: NftScalar, to: NftScalar): NftRange {
  return { from, to };
}

/** What a value stands for: one key, a prefix of keys, a range of keys, or names that begin alike. */
export type Span =
  | { readonly kind: "one"; readonly key: Uint8Array }
  | { readonly kind: "prefix"; readonly key: Uint8Array; readonly length: number }
  | { readonly kind: "range"; readonly from: Uint8Array; readonly to: Uint8Array }
  | { readonly kind: "wildcard"; readonly prefix: Uint8Array };

/** Bytes in network order, in which intervals are compared and stored. */
export function networkOrder(type: DataType, bytes: Uint8Array): Uint8Array {
  return type.order === "host" && hostIsLittleEndian && type.length > 1 ? reversed(bytes) : bytes;
}

function rangeOf(type: DataType, from: NftScalar, to: NftScalar): Span {
  const [low, high] = [type.parse(from), type.parse(to)];
  if (compareBytes(networkOrder(type, low), networkOrder(type, high)) > 0) {
    throw new EncodeError(`range ${from}-${to} ends before it begins`);
  }
  return compareBytes(low, high) === 0 ? { kind: "one", key: low } : { kind: "range", from: low, to: high };
}

/**
 * Reads a value of a type.
 * @throws EncodeError when it is none
 */
export function parseValue(type: DataType, value: NftValue): Span {
  if (typeof value === "object") return rangeOf(type, value.from, value.to);
  if (typeof value === "number") return { kind: "one", key: type.parse(value) };
  if (type.name === "ifname") {
    if (!value.endsWith("*")) return { kind: "one", key: type.parse(value) };
    const prefix = type.parse(value.slice(0, -1));
    return { kind: "wildcard", prefix: prefix.subarray(0, prefix.indexOf(0)) };
  }
  const slash = value.indexOf("/");
  if (slash >= 0 && (type.name === "ipv4_addr" || type.name === "ipv6_addr")) {
    const digits = value.slice(slash + 1);
    const length = Number(digits);
    if (!/^\d+$/.test(digits) || length > type.length * 8) {
      throw new EncodeError(`${JSON.stringify(value)} has no prefix length of 0 to ${type.length * 8}`);
    }
    const key = type.parse(value.slice(0, slash));
    if (length === type.length * 8) return { kind: "one", key };
    return { kind: "prefix", key: prefixInterval(key, length).from, length };
  }
  // Names of values (echo-request, ipv6-icmp) have dashes too: what stands around a range's dash are digits and colons.
  const dash = /^[0-9a-f:][0-9a-f.:x]*-[0-9a-f.:x]+$/i.test(value) ? value.indexOf("-") : -1;
  if (dash > 0) return rangeOf(type, value.slice(0, dash), value.slice(dash + 1));
  return { kind: "one", key: type.parse(value) };
}

/** The interval of a span, in network order. */
export function intervalOf(type: DataType, span: Span): Interval {
  if (span.kind === "prefix") return prefixInterval(span.key, span.length);
  if (span.kind === "range") return { from: networkOrder(type, span.from), to: networkOrder(type, span.to) };
  if (span.kind === "wildcard") {
    const from = new Uint8Array(type.length);
    from.set(span.prefix);
    const to = from.slice().fill(255, span.prefix.length);
    return { from, to };
  }
  const key = networkOrder(type, span.key);
  return { from: key, to: key };
}

/** A value as nft prints it. */
export function formatSpan(type: DataType, span: Span): string {
  const scalar = (bytes: Uint8Array): string => {
    const value = type.format(bytes);
    return type.name === "ifname" ? JSON.stringify(value) : String(value);
  };
  if (span.kind === "prefix") return `${scalar(span.key)}/${span.length}`;
  if (span.kind === "range") return `${scalar(span.from)}-${scalar(span.to)}`;
  if (span.kind === "wildcard") {
    const bytes = new Uint8Array(type.length);
    bytes.set(span.prefix);
    return JSON.stringify(`${type.format(bytes)}*`);
  }
  return scalar(span.key);
}

/**
 * The value that stands for an interval of keys: one value, a prefix, or a range.
 * @param inNetworkOrder as keys of interval sets are; those of concatenations are in the order of their type
 */
export function valueOfInterval(type: DataType, interval: Interval, inNetworkOrder = true): NftScalar {
  const { from, to } = interval;
  const scalar = (bytes: Uint8Array): NftScalar => type.format(inNetworkOrder ? networkOrder(type, bytes) : bytes);
  if (compareBytes(from, to) === 0) return scalar(from);
  if (type.name === "ifname") {
    let length = 0;
    while (length < from.length && from[length] === to[length]) length++;
    const bytes = new Uint8Array(type.length);
    bytes.set(from.subarray(0, length));
    return `${type.format(bytes)}*`;
  }
  const length = prefixLengthOf(interval);
  if (length !== undefined && (type.name === "ipv4_addr" || type.name === "ipv6_addr"))
    return `${type.format(from)}/${length}`;
  return `${scalar(from)}-${scalar(to)}`;
}
