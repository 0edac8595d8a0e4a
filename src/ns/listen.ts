import { IPPROTO_IPV6, IPV6_V6ONLY, SO_REUSEADDR, SO_REUSEPORT, SOCK_STREAM, SOL_SOCKET } from "../socket/ffi/libc.ts";
import { socketAddress } from "./address.ts";
import type { SocketAction, SocketOption } from "./visit.ts";

/** What to listen on. */
export interface ListenOptions {
  /** 0 lets the kernel choose; `server.address()` tells. */
  readonly port: number;
  /** An address of the namespace, not a name. Without it every address: `::` and, as there, IPv4 too; without IPv6 `0.0.0.0`. */
  readonly host?: string;
  /** Connections that wait to be accepted; 511 unless told, as in Node. */
  readonly backlog?: number;
  /** Leaves IPv4 out where the address is IPv6. */
  readonly ipv6Only?: boolean;
  /** Lets several sockets listen on the port (SO_REUSEPORT). */
  readonly reusePort?: boolean;
}

/** A listening socket to try, and whether the next one shall be tried after it failed with an errno of that name. */
type Choice = readonly [action: Omit<SocketAction, "do">, next: (code: string | undefined) => boolean];

/** The sockets to try in turn. */
export function listenActions({ port, host, backlog = 511, ipv6Only, reusePort }: ListenOptions): Choice[] {
  const choice = (address: string): Omit<SocketAction, "do"> => {
    const { family, bytes } = socketAddress(address, port);
    const options: SocketOption[] = [[SOL_SOCKET, SO_REUSEADDR, 1]];
    if (reusePort === true) options.push([SOL_SOCKET, SO_REUSEPORT, 1]);
    if (address.includes(":")) options.push([IPPROTO_IPV6, IPV6_V6ONLY, ipv6Only === true ? 1 : 0]);
    const what = address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
    return { family, type: SOCK_STREAM, options, bind: bytes, listen: backlog, what };
  };
  if (host !== undefined) return [[choice(host), () => false]];
  const withoutIpv6 = (code: string | undefined): boolean => code === "EAFNOSUPPORT" || code === "EADDRNOTAVAIL";
  return [
    [choice("::"), withoutIpv6],
    [choice("0.0.0.0"), () => false],
  ];
}
