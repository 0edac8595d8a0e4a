import { Channel } from "./channel.ts";
import type { DumpSocket } from "./dump.ts";
import { ClosedError } from "./errors.ts";
import type { Transport, TransportSource } from "./transport.ts";

/** Sockets of one protocol that are kept for the next dump: a caller seldom has more dumps running at a time. */
const SPARE = 2;

interface ProtocolSockets {
  channel: Channel | undefined;
  opening: Promise<Channel> | undefined;
  readonly idle: DumpSocket[];
}

/** The sockets of a connection: for each protocol one for requests, and as many as dumps are being read. */
export class Sockets {
  readonly #source: TransportSource;
  readonly #readBytes: number;
  readonly #protocols = new Map<number, ProtocolSockets>();
  readonly #leased = new Set<DumpSocket>();
  readonly #closing: Promise<void>[] = [];
  #closed = false;

  constructor(source: TransportSource, readBytes: number) {
    this.#source = source;
    this.#readBytes = readBytes;
  }

  /** The socket for a protocol's requests; a promise only where opening one takes time, so that the order of calls is kept. */
  channel(protocol: number): Channel | Promise<Channel> {
    const sockets = this.#of(protocol);
    if (sockets.channel !== undefined) return sockets.channel;
    if (sockets.opening !== undefined) return sockets.opening;
    const opened = this.#source.open(protocol);
    if (!(opened instanceof Promise)) return (sockets.channel = new Channel(opened, this.#readBytes));
    sockets.opening = opened.then(
      (transport) => {
        sockets.opening = undefined;
        this.#refuseClosed(transport);
        if (sockets.channel === undefined) return (sockets.channel = new Channel(transport, this.#readBytes));
        this.#closing.push(transport.close());
        return sockets.channel;
      },
      (error: unknown) => {
        sockets.opening = undefined;
        throw error;
      },
    );
    return sockets.opening;
  }

  channelSync(protocol: number): Channel {
    const sockets = this.#of(protocol);
    sockets.channel ??= new Channel(this.#source.openSync(protocol), this.#readBytes);
    return sockets.channel;
  }

  /** A socket for one dump: a second one on a socket whose first is unfinished is EBUSY. */
  async lease(protocol: number): Promise<DumpSocket> {
    const idle = this.#of(protocol).idle.pop();
    if (idle !== undefined) return this.#lend(idle);
    const transport = await this.#source.open(protocol);
    this.#refuseClosed(transport);
    return this.#lend({ transport, sequence: 1, closed: false });
  }

  leaseSync(protocol: number): DumpSocket {
    const idle = this.#of(protocol).idle.pop();
    return this.#lend(idle ?? { transport: this.#source.openSync(protocol), sequence: 1, closed: false });
  }

  /** Takes a leased socket back; one whose dump was not read to its end is of no further use. */
  giveBack(protocol: number, socket: DumpSocket, clean: boolean): void {
    if (!this.#leased.delete(socket)) return;
    const { idle } = this.#of(protocol);
    if (clean && idle.length < SPARE) idle.push(socket);
    else this.#closing.push(socket.transport.close());
  }

  openSubscription(protocol: number): Promise<number> | number {
    if (this.#closed) throw new ClosedError("connection");
    if (this.#source.openSubscription === undefined)
      throw new Error("this connection has no multicast groups to subscribe to");
    return this.#source.openSubscription(protocol);
  }

  /** Closes all of them; resolves when no descriptor is open any more. */
  close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      for (const { channel, idle } of this.#protocols.values()) {
        if (channel !== undefined) this.#closing.push(channel.close());
        for (const socket of idle) this.#closing.push(socket.transport.close());
      }
      for (const socket of this.#leased) {
        socket.closed = true;
        socket.onClosed?.();
        this.#closing.push(socket.transport.close());
      }
      this.#leased.clear();
      this.#source.release?.();
    }
    return Promise.all(this.#closing).then(() => {});
  }

  #of(protocol: number): ProtocolSockets {
    if (this.#closed) throw new ClosedError("connection");
    let sockets = this.#protocols.get(protocol);
    if (sockets === undefined)
      this.#protocols.set(protocol, (sockets = { channel: undefined, opening: undefined, idle: [] }));
    return sockets;
  }

  #lend(socket: DumpSocket): DumpSocket {
    this.#leased.add(socket);
    return socket;
  }

  #refuseClosed(transport: Transport): void {
    if (!this.#closed) return;
    this.#closing.push(transport.close());
    throw new ClosedError("connection");
  }
}
