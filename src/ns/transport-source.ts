import { constants, openSync } from "node:fs";
import { AF_NETLINK, SOCK_RAW } from "../socket/ffi/libc.ts";
import { netlinkTransport } from "../socket/ffi/netlink-socket.ts";
import type { Transport, TransportSource } from "../socket/transport.ts";
import { Namespace } from "./namespace.ts";
import type { SocketAction } from "./visit.ts";

/** The action that opens a netlink socket for {@link socketsIn}, for visits that do other things too. */
export function netlinkSocketAction(protocol: number): SocketAction {
  return { do: "socket", family: AF_NETLINK, type: SOCK_RAW, protocol, what: "kernel" };
}

/**
 * Sockets that are open already, by protocol, for a connection that takes them over: one of each, which is enough for requests and
 * transactions, not for dumps. They are made ready at once: at a moment when this thread would wait, that costs nothing.
 */
export function readySockets(descriptors: ReadonlyMap<number, number>): TransportSource {
  const ready = new Map([...descriptors].map(([protocol, fd]) => [protocol, netlinkTransport(fd)] as const));
  const take = (protocol: number): Transport => {
    const transport = ready.get(protocol);
    if (transport === undefined) throw new Error(`no more than one socket of protocol ${protocol} is at hand`);
    ready.delete(protocol);
    return transport;
  };
  return {
    open: take,
    openSync: take,
    release() {
      for (const transport of ready.values()) void transport.close();
      ready.clear();
    },
  };
}

/**
 * Sockets of a namespace for a connection: `openConnection({ source: socketsIn(blue) })`. They come from a handle of their own, open
 * until the connection closes: yours may be closed before. The first socket of a protocol costs a visit of the namespace worker;
 * after that the namespace makes no difference.
 */
export function socketsIn(namespace: Namespace): TransportSource {
  const own = new Namespace(openSync(`/proc/self/fd/${namespace.fd}`, constants.O_RDONLY), namespace);
  return {
    open: async (protocol) => netlinkTransport(await own.netlinkSocket(protocol)),
    openSync: (protocol) => netlinkTransport(own.netlinkSocketSync(protocol)),
    openSubscription: (protocol) => own.socket(netlinkSocketAction(protocol)),
    release() {
      void own.close();
    },
  };
}
