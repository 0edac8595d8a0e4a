/** What {@link Transport.receive} answers when no datagram is waiting. */
export const NOTHING = -1;
/** What {@link Transport.receive} answers, once, when datagrams were dropped because the receive buffer was full (ENOBUFS). */
export const OVERRUN = -2;

/** A wait that can be given up. */
export interface Waiting {
  /** Resolves when a datagram may be there; rejects when the transport can't wait any more. */
  readonly ready: Promise<void>;
  /** Gives the wait up: `ready` then never settles. */
  cancel(): void;
}

/**
 * A way to the kernel that keeps datagram boundaries: a netlink socket, a local socket to a scripted kernel in another process, or
 * a function. Whatever fails throws (or rejects with) a `SystemError`.
 */
export interface Transport {
  /** Whether every reply to a datagram is queued by the time sending it returns, as the real kernel does. */
  readonly immediate: boolean;
  /**
   * Capacity of the receive buffer, in bytes as the kernel counts them. Where `needed` is more than any default one holds it is raised
   * as far as that is allowed, once.
   */
  receiveRoom(needed: number): number;
  /**
   * Makes sure that a datagram of this size, which can't be cut, can be sent, and raises the receive buffer as far as that is allowed
   * for the answers to it.
   * @throws Error a line with the limit when it can't be sent
   */
  makeRoom(bytes: number, answers: number): void;
  /** Sends one datagram from the calling thread; the kernel does its work inside. */
  sendSync(datagram: Uint8Array): void;
  /** The same without blocking the event loop. The bytes may not be changed until it resolves. */
  send(datagram: Uint8Array): Promise<void>;
  /** Takes one datagram if there is one: its length in bytes ({@link NOTHING}, {@link OVERRUN}). Never waits. */
  receive(buffer: Uint8Array): number;
  /** The same without blocking the event loop while the kernel makes a dump's next datagram. */
  receiveAside(buffer: Uint8Array): Promise<number>;
  /** Waits until a datagram may be there, `milliseconds` at most. */
  waitSync(milliseconds: number): void;
  /** Waits until a datagram may be there. */
  wait(): Waiting;
  /**
   * What the driver of a link in the socket's namespace counts; absent where there is no kernel behind it.
   * @throws SystemError ENODEV, EOPNOTSUPP
   */
  driverStatistics?(name: string): [name: string, value: bigint][];
  /** Ends it: at once when nothing is in flight, else as soon as that is so. May be called again. */
  close(): Promise<void>;
}

/** Where a connection gets its sockets from. */
export interface TransportSource {
  /** Opens one for a netlink protocol without blocking the event loop. */
  open(protocol: number): Promise<Transport> | Transport;
  /** Opens one at once. */
  openSync(protocol: number): Transport;
  /** A socket for a subscription, as a descriptor that is not connected; absent where there are none. */
  openSubscription?(protocol: number): Promise<number> | number;
  /** Called when the connection closes. */
  release?(): void;
}
