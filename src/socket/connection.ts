import { NETLINK_ROUTE } from "../protocol/core/constants.ts";
import type { Channel } from "./channel.ts";
import { READ_BYTES } from "./channel.ts";
import { askAgain, transactionValue, valueOf } from "./conclude.ts";
import { backOff, DUMP_ATTEMPTS, DumpAttempt, dumpFailure, LARGEST_READ } from "./dump.ts";
import { AsyncDumpStream, syncDumpStream } from "./dump-stream.ts";
import { encodeRequests, encodeTransaction, transactionSpan } from "./encode.ts";
import { Exchange } from "./exchange.ts";
import type { WarningListener } from "./exchange.ts";
import { defaultSource } from "./ffi/netlink-socket.ts";
import { abortReason, DEFAULT_TIMEOUT, timeLimit } from "./limits.ts";
import type { AsyncCallLimits, CallLimits } from "./limits.ts";
import { Pipeline, REFUSAL_BYTES } from "./pipeline.ts";
import { isRequest, isTransaction, retainAll } from "./request.ts";
import type { DumpRequest, Operation, Request, Step, Transaction } from "./request.ts";
import { Sockets } from "./sockets.ts";
import { Subscription } from "./subscription.ts";
import type { SubscriptionOptions } from "./subscription.ts";
import type { TransportSource } from "./transport.ts";

/** How a connection is opened. */
export interface ConnectionOptions {
  /** Where its sockets come from: the calling thread's network namespace, unless told. */
  readonly source?: TransportSource;
  /** Time limit in milliseconds of every call that brings none of its own: 10000 unless told. */
  readonly timeout?: number;
  /** Size in bytes of the first receive buffer, 65536 unless told; an answer that does not fit is asked again with a larger one. */
  readonly readBytes?: number;
  /** Told what the kernel says beside a success. */
  readonly onWarning?: WarningListener;
}

/**
 * Runs requests: opens a socket for each netlink protocol when the first request of that protocol comes, matches answers to requests,
 * and turns refusals into `NetlinkError`. Synchronous and asynchronous calls may be mixed.
 *
 * A connection that is not disposed keeps its sockets open but does not keep the process alive.
 */
export interface Connection {
  /** Time limit in milliseconds of every call that brings none of its own. */
  readonly timeout: number;
  /**
   * Runs an operation. Calls that are made one after the other reach the kernel in that order.
   * @throws NetlinkError the kernel refused it
   * @throws OutcomeUnknownError it was sent, changes something, and no answer came
   * @throws TimeoutError a question got no answer; DumpInterruptedError a list kept changing (8 attempts)
   * @throws BatchError requests of a transaction were refused: nothing of it happened
   */
  run<T>(operation: Operation<T>, limits?: AsyncCallLimits): Promise<T>;
  /** The same at once, blocking the thread. */
  runSync<T>(operation: Operation<T>, limits?: CallLimits): T;
  /**
   * Runs operations in their order, single requests many to a datagram. A failed one does not keep the next from being run.
   * A generator is asked for the next ones while the kernel works on the last: 100000 routes need not exist at the same time.
   * @returns their results in their order
   * @throws BatchError when any failed, after the last; after a time limit, an abort or a lost socket the rest is not sent
   */
  runAll(operations: Iterable<Operation<unknown>>, limits?: AsyncCallLimits): Promise<unknown[]>;
  /** The same at once, blocking the thread. */
  runAllSync(operations: Iterable<Operation<unknown>>, limits?: CallLimits): unknown[];
  /**
   * Streams a dump, datagram by datagram, on a socket of its own; leaving the loop early closes that socket.
   * An interrupted dump is not asked again: `DumpInterruptedError` comes at its end.
   */
  dump<Item>(request: DumpRequest<Item>, limits?: AsyncCallLimits): AsyncIterableIterator<Item>;
  /** The same, blocking the thread for each datagram. */
  dumpSync<Item>(request: DumpRequest<Item>, limits?: CallLimits): IterableIterator<Item>;
  /**
   * What a link's driver counts, by the driver's names, in their order: no netlink message, but an ioctl on the connection's socket.
   * @throws SystemError ENODEV when no link has the name (an alternative one does not count), EOPNOTSUPP
   */
  driverStatistics(name: string): Promise<[name: string, value: bigint][]>;
  /** The same, blocking the thread where the socket is yet to be opened. */
  driverStatisticsSync(name: string): [name: string, value: bigint][];
  /** Joins multicast groups: see {@link Subscription}. Ends with the connection. */
  subscribe<E>(options: SubscriptionOptions<E>): Subscription<E>;
  /**
   * Closes everything: calls under way reject, `ClosedError` or `OutcomeUnknownError`. A descriptor is closed as soon as nothing is
   * in flight on it. May be called again.
   */
  close(): void;
  /** {@link Connection.close}. */
  [Symbol.dispose](): void;
  /** {@link Connection.close}, and waits until every descriptor is closed. */
  [Symbol.asyncDispose](): Promise<void>;
}

class SocketConnection implements Connection {
  readonly #sockets: Sockets;
  readonly timeout: number;
  readonly #readBytes: number;
  readonly #onWarning: WarningListener | undefined;
  readonly #subscriptions = new Set<Subscription<unknown>>();

  constructor({ source, timeout, readBytes = READ_BYTES, onWarning }: ConnectionOptions) {
    this.#sockets = new Sockets(source ?? defaultSource(), readBytes);
    this.timeout = timeLimit(timeout, DEFAULT_TIMEOUT);
    this.#readBytes = readBytes;
    this.#onWarning = onWarning;
  }

  async run<T>(operation: Operation<T>, limits: AsyncCallLimits = {}): Promise<T> {
    if (isRequest(operation)) return this.#step<T>(operation, limits);
    const steps = operation[Symbol.iterator]();
    let next = steps.next();
    while (next.done !== true) {
      let answer: unknown;
      try {
        answer = await this.#step(next.value, limits);
      } catch (error) {
        next = steps.throw(error);
        continue;
      }
      next = steps.next(answer);
    }
    return next.value;
  }

  runSync<T>(operation: Operation<T>, limits: CallLimits = {}): T {
    if (isRequest(operation)) return this.#stepSync<T>(operation, limits);
    const steps = operation[Symbol.iterator]();
    let next = steps.next();
    while (next.done !== true) {
      let answer: unknown;
      try {
        answer = this.#stepSync(next.value, limits);
      } catch (error) {
        next = steps.throw(error);
        continue;
      }
      next = steps.next(answer);
    }
    return next.value;
  }

  async runAll(operations: Iterable<Operation<unknown>>, limits: AsyncCallLimits = {}): Promise<unknown[]> {
    const timeout = this.#limit(limits);
    const pipeline = new Pipeline(operations, this.#onWarning);
    let flight: (() => Promise<void>) | undefined;
    // The next datagram is put together while the kernel works the last one off.
    const land = async (): Promise<void> => {
      await flight?.();
      flight = undefined;
    };
    for (;;) {
      let part = pipeline.next();
      if (part === undefined) {
        // What the last datagram left open may have to be asked again.
        await land();
        part = pipeline.next();
        if (part === undefined) return pipeline.results();
      }
      if (part.kind === "single") {
        await land();
        if (pipeline.cut !== undefined) pipeline.failed(part.index, pipeline.cut.error);
        else
          await this.run(part.operation, limits).then(
            (value) => pipeline.done(part.index, value),
            (error: unknown) => pipeline.failed(part.index, error),
          );
        continue;
      }
      const channel = await this.#sockets.channel(part.protocol);
      const chunk = pipeline.chunk(part, channel);
      await land();
      const release = retainAll(chunk.exchange.requests);
      const unsent = pipeline.cut ?? signalCut(limits);
      if (unsent !== undefined) {
        release();
        pipeline.conclude(chunk, unsent, channel.bufferBytes);
        continue;
      }
      const running = channel.run(chunk.exchange, chunk.datagram, timeout, limits.signal, release);
      flight = async () => pipeline.conclude(chunk, await running, channel.bufferBytes);
    }
  }

  runAllSync(operations: Iterable<Operation<unknown>>, limits: CallLimits = {}): unknown[] {
    const timeout = this.#limit(limits);
    const pipeline = new Pipeline(operations, this.#onWarning);
    for (let part = pipeline.next(); part !== undefined; part = pipeline.next()) {
      if (part.kind === "single") {
        try {
          pipeline.done(part.index, this.runSync(part.operation, limits));
        } catch (error) {
          pipeline.failed(part.index, error);
        }
        continue;
      }
      const channel = this.#sockets.channelSync(part.protocol);
      const chunk = pipeline.chunk(part, channel);
      const release = retainAll(chunk.exchange.requests);
      const cut = channel.runSync(chunk.exchange, chunk.datagram, timeout);
      release();
      pipeline.conclude(chunk, cut, channel.bufferBytes);
    }
    return pipeline.results();
  }

  dump<Item>(request: DumpRequest<Item>, limits: AsyncCallLimits = {}): AsyncIterableIterator<Item> {
    return new AsyncDumpStream<Item>(this.#sockets, request, this.#limit(limits), limits.signal);
  }

  dumpSync<Item>(request: DumpRequest<Item>, limits: CallLimits = {}): IterableIterator<Item> {
    return syncDumpStream(this.#sockets, request, this.#limit(limits));
  }

  async driverStatistics(name: string): Promise<[name: string, value: bigint][]> {
    return driverStatisticsOf(await this.#sockets.channel(NETLINK_ROUTE), name);
  }

  driverStatisticsSync(name: string): [name: string, value: bigint][] {
    return driverStatisticsOf(this.#sockets.channelSync(NETLINK_ROUTE), name);
  }

  subscribe<E>(options: SubscriptionOptions<E>): Subscription<E> {
    const subscription = new Subscription<E>(this.#sockets.openSubscription(options.protocol), options, () => {
      this.#subscriptions.delete(subscription);
    });
    this.#subscriptions.add(subscription);
    return subscription;
  }

  close(): void {
    void this[Symbol.asyncDispose]();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closing = [...this.#subscriptions].map((subscription) => subscription.close());
    await Promise.all([this.#sockets.close(), ...closing]);
  }

  #limit({ timeout }: CallLimits): number {
    return timeLimit(timeout, this.timeout);
  }

  async #step<T>(step: Step, limits: AsyncCallLimits): Promise<T> {
    if (limits.signal?.aborted === true) throw abortReason(limits.signal);
    // Which T it is, the step itself says: its `result` makes it.
    if (isTransaction(step)) return this.#transaction(step as Transaction<T>, limits);
    if (step.dump === true) return this.#collect(step as Request<T>, limits);
    const timeout = this.#limit(limits);
    for (;;) {
      const opened = this.#sockets.channel(step.protocol);
      const channel = opened instanceof Promise ? await opened : opened;
      const { exchange, datagram } = this.#single(channel, step);
      const cut = await channel.run(exchange, datagram, timeout, limits.signal, retainAll([step]));
      if (!this.#enlarge(channel, exchange, cut)) return valueOf(exchange, cut, channel.bufferBytes);
    }
  }

  #stepSync<T>(step: Step, limits: CallLimits): T {
    if (isTransaction(step)) return this.#transactionSync(step as Transaction<T>, limits);
    if (step.dump === true) return this.#collectSync(step as Request<T>, limits);
    const timeout = this.#limit(limits);
    for (;;) {
      const channel = this.#sockets.channelSync(step.protocol);
      const { exchange, datagram } = this.#single(channel, step);
      const release = retainAll([step]);
      const cut = channel.runSync(exchange, datagram, timeout);
      release();
      if (!this.#enlarge(channel, exchange, cut)) return valueOf(exchange, cut, channel.bufferBytes);
    }
  }

  #single(channel: Channel, step: Request<unknown>): { exchange: Exchange; datagram: Uint8Array } {
    const exchange = new Exchange([step], undefined, this.#onWarning);
    const first = channel.number(1);
    exchange.begin(first);
    return { exchange, datagram: encodeRequests([step], first) };
  }

  /** Whether a question is to be asked again: its answer did not fit. */
  #enlarge(channel: Channel, exchange: Exchange, cut: Parameters<typeof askAgain>[1]): boolean {
    if (!askAgain(exchange, cut) || channel.bufferBytes >= LARGEST_READ) return false;
    channel.enlarge(channel.bufferBytes * 4);
    return true;
  }

  async #transaction<T>(transaction: Transaction<T>, limits: AsyncCallLimits): Promise<T> {
    if (transaction.requests.length === 0) return transaction.result([]);
    const timeout = this.#limit(limits);
    const channel = await this.#sockets.channel(transaction.protocol);
    const { exchange, datagram } = this.#batch(channel, transaction);
    const release = retainAll(transaction.requests);
    const cut = await channel.run(exchange, datagram, timeout, limits.signal, release);
    return transactionValue(transaction, exchange, cut);
  }

  #transactionSync<T>(transaction: Transaction<T>, limits: CallLimits): T {
    if (transaction.requests.length === 0) return transaction.result([]);
    const timeout = this.#limit(limits);
    const channel = this.#sockets.channelSync(transaction.protocol);
    const { exchange, datagram } = this.#batch(channel, transaction);
    const release = retainAll(transaction.requests);
    const cut = channel.runSync(exchange, datagram, timeout);
    release();
    return transactionValue(transaction, exchange, cut);
  }

  #batch(channel: Channel, transaction: Transaction<unknown>): { exchange: Exchange; datagram: Uint8Array } {
    const exchange = new Exchange(transaction.requests, transaction, this.#onWarning);
    const first = channel.number(transactionSpan(transaction));
    exchange.begin(first);
    const datagram = encodeTransaction(transaction, first);
    // Every refused request is answered.
    channel.transport.makeRoom(datagram.length, transaction.requests.length * REFUSAL_BYTES);
    return { exchange, datagram };
  }

  async #collect<T>(request: Request<T>, limits: AsyncCallLimits): Promise<T> {
    const timeout = this.#limit(limits);
    const release = retainAll([request]);
    try {
      let readBytes = this.#readBytes;
      for (let attempts = 1; ; attempts++) {
        const socket = await this.#sockets.lease(request.protocol);
        const attempt = new DumpAttempt(socket, request, readBytes);
        try {
          await attempt.start(timeout, limits.signal);
          while (await attempt.step(timeout, limits.signal));
        } finally {
          this.#sockets.giveBack(request.protocol, socket, attempt.clean);
        }
        const again = dumpAgain(request, attempt, attempts, readBytes);
        if (again === undefined) return valueOf(attempt.exchange, undefined, readBytes);
        readBytes = again;
        await new Promise((resolve) => setTimeout(resolve, backOff(attempts)));
        if (limits.signal?.aborted === true) throw abortReason(limits.signal);
      }
    } finally {
      release();
    }
  }

  #collectSync<T>(request: Request<T>, limits: CallLimits): T {
    const timeout = this.#limit(limits);
    const release = retainAll([request]);
    try {
      let readBytes = this.#readBytes;
      for (let attempts = 1; ; attempts++) {
        const socket = this.#sockets.leaseSync(request.protocol);
        const attempt = new DumpAttempt(socket, request, readBytes);
        try {
          attempt.startSync();
          while (attempt.stepSync(timeout));
        } finally {
          this.#sockets.giveBack(request.protocol, socket, attempt.clean);
        }
        const again = dumpAgain(request, attempt, attempts, readBytes);
        if (again === undefined) return valueOf(attempt.exchange, undefined, readBytes);
        readBytes = again;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, backOff(attempts));
      }
    } finally {
      release();
    }
  }
}

function driverStatisticsOf({ transport }: Channel, name: string): [name: string, value: bigint][] {
  if (transport.driverStatistics === undefined) throw new Error("this connection has no kernel whose drivers count");
  return transport.driverStatistics(name);
}

/** The receive buffer's size for another attempt; `undefined` when this one was good. @throws when there is no point in another */
function dumpAgain(
  request: Request<unknown>,
  attempt: DumpAttempt,
  attempts: number,
  readBytes: number,
): number | undefined {
  const fault = attempt.fault();
  // A refusal is no better for being interrupted.
  if (fault === undefined || attempt.exchange.failures > 0) return undefined;
  if (attempts >= DUMP_ATTEMPTS || (fault === "truncated" && readBytes >= LARGEST_READ)) {
    throw dumpFailure(request, attempt, attempts, readBytes);
  }
  return fault === "truncated" ? readBytes * 4 : readBytes;
}

const signalCut = ({ signal }: AsyncCallLimits): { error: Error; sent: false } | undefined =>
  signal?.aborted === true ? { error: abortReason(signal), sent: false } : undefined;

/**
 * Opens a connection. Nothing is opened before the first request, so that this neither blocks nor fails; a system without netlink or
 * without the native package is told by that request.
 */
export function openConnection(options: ConnectionOptions = {}): Connection {
  return new SocketConnection(options);
}
