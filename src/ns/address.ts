import { isIPv4, isIPv6 } from "node:net";
import { endianness } from "node:os";
import { AF_INET, AF_INET6 } from "../socket/ffi/libc.ts";

/** A socket address of the internet protocols, encoded for bind(2) and connect(2), with its family. */
export interface SocketAddress {
  readonly family: number;
  readonly bytes: Uint8Array;
}

function groups(text: string): number[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (!group.includes(".")) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split(".").map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}

/**
 * Encodes `struct sockaddr_in` or `sockaddr_in6` (`linux/in.h`, `linux/in6.h`). A scope is given as a number: `fe80::1%2`.
 * @throws RangeError for what is no address or port: names are not looked up, for it is not told in which namespace
 */
export function socketAddress(host: string, port: number): SocketAddress {
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new RangeError(`port ${port} is not in 0 to 65535`);
  const [address = "", scope = "0"] = host.split("%");
  const little = endianness() === "LE";
  if (isIPv4(host)) {
    const bytes = new Uint8Array(16);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, AF_INET, little);
    view.setUint16(2, port);
    bytes.set(host.split(".").map(Number), 4);
    return { family: AF_INET, bytes };
  }
  if (!isIPv6(address) || !/^\d+$/.test(scope))
    throw new RangeError(`${JSON.stringify(host)} is not an IPv4 or IPv6 address`);
  const bytes = new Uint8Array(28);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, AF_INET6, little);
  view.setUint16(2, port);
  const [head = "", tail] = address.split("::");
  const first = groups(head);
  const last = tail === undefined ? [] : groups(tail);
  first.forEach((group, index) => view.setUint16(8 + 2 * index, group));
  last.forEach((group, index) => view.setUint16(24 - 2 * last.length + 2 * index, group));
  view.setUint32(24, Number(scope), little);
  return { family: AF_INET6, bytes };
}
