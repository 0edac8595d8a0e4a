import { closeSync } from "node:fs";
import { AF_NETLINK, SOCK_RAW } from "../socket/ffi/libc.ts";
import { netlinkTransport } from "../socket/ffi/netlink-socket.ts";
import type { TransportSource } from "../socket/transport.ts";
import type { Namespace } from "./namespace.ts";
import type { SocketAction } from "./visit.ts";

/** The action that opens a netlink socket for {@link socketsIn}, for visits that do other things too. */
export function netlinkSocketAction(protocol: number): SocketAction {
  return { do: "socket", family: AF_NETLINK, type: SOCK_RAW, protocol, what: "kernel" };
}

/**
 * Sockets of a namespace for a connection: `openConnection({ source: socketsIn(blue) })`. The handle stays open until the connection
 * closes. The first socket of a protocol costs a visit of the namespace worker; after that the namespace makes no difference.
 * @param ready sockets of the namespace that are open already, by protocol; the connection takes them over
 */
export function socketsIn(namespace: Namespace, ready: ReadonlyMap<number, number> = new Map()): TransportSource {
  const release = namespace.retain();
  const spare = new Map(ready);
  const take = (protocol: number): number | undefined => {
    const fd = spare.get(protocol);
    spare.delete(protocol);
    return fd;
  };
  return {
    async open(protocol) {
      return netlinkTransport(take(protocol) ?? (await namespace.netlinkSocket(protocol)));
    },
    openSync: (protocol) => netlinkTransport(take(protocol) ?? namespace.netlinkSocketSync(protocol)),
    openSubscription: (protocol) => namespace.socket(netlinkSocketAction(protocol)),
    release() {
      for (const fd of spare.values()) closeSync(fd);
      spare.clear();
      release();
    },
  };
}
