import { closeSync } from "node:fs";
import { NLMSG_HDRLEN } from "../protocol/core/header.ts";
import { DecodeError } from "../protocol/schema/errors.ts";
import type { Source } from "../protocol/schema/source.ts";
import { sourceOf } from "../protocol/schema/source.ts";
import { align4 } from "../protocol/schema/writer.ts";
import { align8, BATCH_LIMIT } from "./epoll-messages.ts";
import { watchSocket } from "./epoll.ts";
import type { Watch } from "./epoll.ts";
import * as libc from "./ffi/libc.ts";
import type { Reply } from "./request.ts";

/** A multicast message: see {@link Reply}. Its bytes are its subscription's own and are not used again. */
export interface Multicast extends Reply {
  /** Namespace it comes from, by this namespace's id for it; absent for this namespace's own messages. */
  readonly nsid: number | undefined;
}

/** What to listen to. */
export interface SubscriptionOptions<E> {
  /** Netlink protocol number, such as NETLINK_ROUTE. */
  readonly protocol: number;
  /** Multicast group numbers, such as RTNLGRP_LINK (1); not the old bit masks. */
  readonly groups: readonly number[];
  /** Reads a message; `undefined` leaves it out. */
  readonly decode: (message: Multicast) => E | undefined;
  /** Listens to all namespaces that have an id in this one (NETLINK_LISTEN_ALL_NSID); needs CAP_NET_BROADCAST. */
  readonly allNamespaces?: boolean;
  /** Receive buffer in bytes: 4 MiB unless told, as far as the system allows. It holds about one event a kilobyte. */
  readonly receiveBuffer?: number;
  /** Ends the subscription. */
  readonly signal?: AbortSignal;
}

/** One element of a subscription's stream. */
export type SubscriptionEvent<E> =
  | { readonly kind: "message"; readonly value: E; readonly nsid: number | undefined }
  /** Messages were lost here (ENOBUFS): what is known from earlier ones may be out of date. The stream goes on. */
  | { readonly kind: "overrun" }
  /** A message that `decode` threw at. The stream goes on. */
  | { readonly kind: "malformed"; readonly error: Error; readonly bytes: Uint8Array };

const RECEIVE_BUFFER = 4 << 20;

interface Batch {
  readonly bytes: ArrayBuffer;
  readonly lengths: readonly number[];
  readonly nsids: readonly (number | undefined)[];
}

/** Joins the groups; the socket's receive buffer holds what comes from now on. */
function join<E>(fd: number, { groups, allNamespaces, receiveBuffer = RECEIVE_BUFFER }: SubscriptionOptions<E>): void {
  // Connected to the kernel: other processes' unicasts are refused, and the worker drops their multicasts.
  libc.connect(fd, libc.netlinkAddress(), "to the kernel");
  if (!libc.trySetsockopt(fd, libc.SOL_SOCKET, libc.SO_RCVBUFFORCE, receiveBuffer)) {
    libc.trySetsockopt(fd, libc.SOL_SOCKET, libc.SO_RCVBUF, receiveBuffer);
  }
  libc.trySetsockopt(fd, libc.SOL_NETLINK, libc.NETLINK_EXT_ACK, 1);
  if (allNamespaces === true) libc.setsockopt(fd, libc.SOL_NETLINK, libc.NETLINK_LISTEN_ALL_NSID, 1);
  for (const group of groups) libc.setsockopt(fd, libc.SOL_NETLINK, libc.NETLINK_ADD_MEMBERSHIP, group);
}

/**
 * A stream of multicast messages. The groups are joined when it is made, so nothing that happens afterwards is missed; a worker thread
 * reads the socket. Messages wait in bounded memory: a reader that is too slow is told so by an "overrun" event.
 *
 * Leaving a `for await` loop, `close()`, `await using`, the signal or the connection's end ends it and closes its descriptor. It keeps
 * the process alive only while someone waits for its next event.
 */
export class Subscription<E> implements AsyncIterableIterator<SubscriptionEvent<E>> {
  /** Resolves when the groups are joined; rejects when they can't be. */
  readonly ready: Promise<void>;
  readonly #options: SubscriptionOptions<E>;
  readonly #onClosed: () => void;
  /** Batches not yet decoded, and marks of overruns between them. */
  readonly #batches: (Batch | "overrun")[] = [];
  #events: SubscriptionEvent<E>[] = [];
  #position = 0;
  #unread = 0;
  readonly #waiting: { resolve(result: IteratorResult<SubscriptionEvent<E>>): void; reject(error: Error): void }[] = [];
  #failure: Error | undefined;
  #closed = false;
  #watch: Watch | undefined;
  #closing: Promise<void> | undefined;
  readonly #onAbort = (): void => void this.close();

  constructor(socket: number | Promise<number>, options: SubscriptionOptions<E>, onClosed: () => void) {
    this.#options = options;
    this.#onClosed = onClosed;
    if (typeof socket === "number") {
      this.#start(socket);
      this.ready = Promise.resolve();
    } else {
      this.ready = socket.then((fd) => (this.#closed ? closeSync(fd) : this.#start(fd)));
      // Whoever reads the stream is told as well.
      this.ready.catch((error: Error) => this.#fail(error));
    }
    const { signal } = options;
    if (signal?.aborted === true) void this.close();
    signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<SubscriptionEvent<E>>> {
    const event = this.#take();
    if (event !== undefined) return Promise.resolve({ done: false, value: event });
    if (this.#failure !== undefined && !this.#closed) {
      const failure = this.#failure;
      return this.close().then(() => Promise.reject(failure));
    }
    if (this.#closed) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#watch?.keepAlive(true);
    });
  }

  /** {@link Subscription.close}, as leaving a `for await` loop calls it. */
  async return(): Promise<IteratorResult<SubscriptionEvent<E>>> {
    await this.close();
    return { done: true, value: undefined };
  }

  /** Ends the stream; resolves when the descriptor is closed. Events that were not read are dropped. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #start(fd: number): void {
    try {
      join(fd, this.#options);
    } catch (error) {
      closeSync(fd);
      throw error;
    }
    this.#watch = watchSocket(fd, {
      onDatagrams: (bytes, lengths, nsids) => {
        this.#unread++;
        this.#arrived({ bytes, lengths, nsids });
      },
      onOverrun: () => this.#arrived("overrun"),
      onFailed: (error) => this.#fail(error),
    });
    if (this.#waiting.length > 0) this.#watch.keepAlive(true);
  }

  async #end(): Promise<void> {
    this.#closed = true;
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
    this.#batches.length = 0;
    this.#events = [];
    this.#position = 0;
    for (const reader of this.#waiting.splice(0)) reader.resolve({ done: true, value: undefined });
    await this.#watch?.close();
    this.#onClosed();
  }

  #fail(error: Error): void {
    if (this.#closed) return;
    this.#failure = error;
    for (const reader of this.#waiting.splice(0)) reader.reject(error);
    this.#watch?.keepAlive(false);
  }

  #arrived(batch: Batch | "overrun"): void {
    if (this.#closed) return;
    // Several overruns with nothing between them say no more than one.
    if (batch !== "overrun" || this.#batches.at(-1) !== "overrun") this.#batches.push(batch);
    while (this.#waiting.length > 0) {
      const event = this.#take();
      if (event === undefined) return;
      this.#waiting.shift()!.resolve({ done: false, value: event });
    }
    this.#watch?.keepAlive(false);
  }

  #take(): SubscriptionEvent<E> | undefined {
    while (this.#position >= this.#events.length) {
      const batch = this.#batches.shift();
      if (batch === undefined) return undefined;
      this.#position = 0;
      if (batch === "overrun") this.#events = [{ kind: "overrun" }];
      else {
        this.#events = this.#decode(batch);
        // At the limit the worker has stopped reading, and has to be woken to go on.
        this.#watch?.consumed(this.#unread-- >= BATCH_LIMIT);
      }
    }
    return this.#events[this.#position++];
  }

  #decode({ bytes, lengths, nsids }: Batch): SubscriptionEvent<E>[] {
    const events: SubscriptionEvent<E>[] = [];
    const source = sourceOf(new Uint8Array(bytes));
    let offset = 0;
    for (let index = 0; index < lengths.length; index++) {
      this.#decodeDatagram(source, offset, offset + lengths[index]!, nsids[index], events);
      offset = align8(offset + lengths[index]!);
    }
    return events;
  }

  #decodeDatagram(
    source: Source,
    from: number,
    to: number,
    nsid: number | undefined,
    events: SubscriptionEvent<E>[],
  ): void {
    const { view, littleEndian } = source;
    for (let offset = from; offset < to;) {
      const left = to - offset;
      const size = left < NLMSG_HDRLEN ? 0 : view.getUint32(offset, littleEndian);
      if (size < NLMSG_HDRLEN || size > left) {
        const error = new DecodeError(`message of ${size} bytes where ${left} are left`, offset - from);
        events.push({ kind: "malformed", error, bytes: source.bytes.slice(offset, to) });
        return;
      }
      const type = view.getUint16(offset + 4, littleEndian);
      source.family = 0;
      try {
        const flags = view.getUint16(offset + 6, littleEndian);
        const value = this.#options.decode({
          type,
          flags,
          source,
          start: offset + NLMSG_HDRLEN,
          end: offset + size,
          nsid,
        });
        if (value !== undefined) events.push({ kind: "message", value, nsid });
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        events.push({ kind: "malformed", error, bytes: source.bytes.slice(offset, offset + size) });
      }
      offset += align4(size);
    }
  }
}
