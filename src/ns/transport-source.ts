import { closeSync, constants, openSync } from "node:fs";
import { AF_NETLINK, SOCK_RAW } from "../socket/ffi/libc.ts";
import { netlinkTransport } from "../socket/ffi/netlink-socket.ts";
import type { TransportSource } from "../socket/transport.ts";
import { Namespace } from "./namespace.ts";
import type { SocketAction } from "./visit.ts";

/** The action that opens a netlink socket for {@link socketsIn}, for visits that do other things too. */
export function netlinkSocketAction(protocol: number): SocketAction {
  return { do: "socket", family: AF_NETLINK, type: SOCK_RAW, protocol, what: "kernel" };
}

/**
 * Sockets of a namespace for a connection: `openConnection({ source: socketsIn(blue) })`. They come from a handle of their own, open
 * until the connection closes: yours may be closed before. The first socket of a protocol costs a visit of the namespace worker;
 * after that the namespace makes no difference.
 * @param ready sockets of the namespace that are open already, by protocol; the connection takes them over
 */
export function socketsIn(namespace: Namespace, ready: ReadonlyMap<number, number> = new Map()): TransportSource {
  const own = new Namespace(openSync(`/proc/self/fd/${namespace.fd}`, constants.O_RDONLY), namespace);
  const spare = new Map(ready);
  const take = (protocol: number): number | undefined => {
    const fd = spare.get(protocol);
    spare.delete(protocol);
    return fd;
  };
  return {
    async open(protocol) {
      return netlinkTransport(take(protocol) ?? (await own.netlinkSocket(protocol)));
    },
    openSync: (protocol) => netlinkTransport(take(protocol) ?? own.netlinkSocketSync(protocol)),
    openSubscription: (protocol) => own.socket(netlinkSocketAction(protocol)),
    release() {
      for (const fd of spare.values()) closeSync(fd);
      spare.clear();
      void own.close();
    },
  };
}
