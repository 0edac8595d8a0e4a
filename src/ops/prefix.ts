import { parseIp } from "../protocol/schema/addresses.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import { familyOf } from "./family.ts";
import { AF_INET } from "../protocol/route/address-family.ts";

/** An address and how many of its leading bits count. */
export interface Prefix {
  /** AF_INET or AF_INET6. */
  readonly family: number;
  /** The address as given; the encoder checks it. */
  readonly address: string;
  /** Number of bits: 32 or 128 where the text gives none. */
  readonly length: number;
  /** Whether the text gave a length. */
  readonly isExplicit: boolean;
}

/** Bits of an address of a family. */
function addressBits(family: number): number {
  return family === AF_INET ? 32 : 128;
}

/** The number of one to three digits that the text ends with from `start` on; not a number where it ends with anything else. */
function parseLength(text: string, start: number): number {
  if (start === text.length || text.length - start > 3) return Number.NaN;
  let length = 0;
  for (let index = start; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    length = length * 10 + digit;
  }
  return length;
}

/**
 * Splits `10.0.0.1/24`, `2001:db8::/32` or an address alone. The address itself is checked where it is encoded.
 * @throws EncodeError when the length is not a number of bits that such an address has
 */
export function parsePrefix(text: string): Prefix {
  const family = familyOf(text);
  const bits = addressBits(family);
  const slash = text.indexOf("/");
  if (slash < 0) return { family, address: text, length: bits, isExplicit: false };
  const length = parseLength(text, slash + 1);
  if (!(length <= bits)) {
    throw new EncodeError(`${JSON.stringify(text)} is not a prefix: its length is a number up to ${bits}`);
  }
  return { family, address: text.slice(0, slash), length, isExplicit: true };
}

/**
 * Splits a prefix that is compared only, so that no encoder would check its address.
 * @throws EncodeError where the address is none, too
 */
export function parseCheckedPrefix(text: string): Prefix {
  const prefix = parsePrefix(text);
  if (parseIp(prefix.address) !== undefined) return prefix;
  throw new EncodeError(`${JSON.stringify(prefix.address)} is not an IP address`);
}

/** `address/length`. */
export function formatPrefix(address: string, length: number): string {
  return `${address}/${length}`;
}

/** Whether a prefix lies inside another: same family, at least as long, and equal as far as the outer one goes. */
export function isWithin(inner: Prefix, outer: Prefix): boolean {
  if (inner.family !== outer.family || inner.length < outer.length) return false;
  const a = parseIp(inner.address);
  const b = parseIp(outer.address);
  if (a === undefined || b === undefined) return false;
  const whole = outer.length >> 3;
  for (let index = 0; index < whole; index++) if (a[index] !== b[index]) return false;
  const rest = outer.length & 7;
  return rest === 0 || (a[whole]! ^ b[whole]!) >> (8 - rest) === 0;
}

/**
 * The broadcast address of an IPv4 prefix: the last one of it.
 * @throws EncodeError for a prefix of 31 or 32 bits, which has none, and for IPv6
 */
export function broadcastOf({ family, address, length }: Prefix): string {
  const bytes = family === AF_INET ? parseIp(address) : undefined;
  if (bytes === undefined || length > 30) {
    throw new EncodeError(`${JSON.stringify(formatPrefix(address, length))} has no broadcast address`);
  }
  for (let bit = length; bit < 32; bit++) bytes[bit >> 3]! |= 0x80 >> (bit & 7);
  return bytes.join(".");
}
