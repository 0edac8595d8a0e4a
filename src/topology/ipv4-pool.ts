import { formatIpv4, parseIp } from "../protocol/schema/addresses.ts";
import { TopologyError } from "./errors.ts";

/** An IPv4 address with its prefix length, such as `10.0.0.1/24`. */
export interface Ipv4Prefix {
  /** The address as an unsigned number. */
  readonly address: number;
  /** 0 to 32. */
  readonly length: number;
}

/** Number of dotted text. */
export function ipv4Number(text: string, what: string): number {
  const bytes = parseIp(text);
  if (bytes?.length !== 4) throw new TopologyError(`${what}: ${JSON.stringify(text)} is not an IPv4 address`);
  return new DataView(bytes.buffer).getUint32(0);
}

/** Dotted text of a number. */
export function ipv4Text(number: number): string {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return formatIpv4(bytes);
}

/** Parts of `address/length`. */
export function parseIpv4Prefix(text: string, what: string): Ipv4Prefix {
  const [address, length, ...more] = text.split("/");
  if (
    address === undefined ||
    length === undefined ||
    more.length > 0 ||
    !/^\d{1,2}$/.test(length) ||
    Number(length) > 32
  ) {
    throw new TopologyError(
      `${what}: ${JSON.stringify(text)} is not an IPv4 address with a prefix length, such as 10.0.0.1/24`,
    );
  }
  return { address: ipv4Number(address, what), length: Number(length) };
}

/** First address of the prefix. */
export function networkOf(prefix: Ipv4Prefix): number {
  return prefix.length === 0 ? 0 : (prefix.address & (0xffffffff << (32 - prefix.length))) >>> 0;
}

/** Last address of the prefix: its broadcast address where it has one. */
export function lastOf(prefix: Ipv4Prefix): number {
  return (networkOf(prefix) + 2 ** (32 - prefix.length) - 1) >>> 0;
}

/** Whether two prefixes share an address. */
export function overlaps(a: Ipv4Prefix, b: Ipv4Prefix): boolean {
  return networkOf(a) <= lastOf(b) && networkOf(b) <= lastOf(a);
}

/** Block number `slot` of `size` addresses of a pool such as `10.11.0.0/16`. */
export function blockOf(pool: string, size: number, slot: number, what: string): number {
  const prefix = parseIpv4Prefix(pool, what);
  const first = networkOf(prefix) + slot * size;
  if (!Number.isInteger(slot) || slot < 0 || first + size - 1 > lastOf(prefix))
    throw new TopologyError(`${what}: slot ${slot} is outside ${pool}`);
  return first;
}
