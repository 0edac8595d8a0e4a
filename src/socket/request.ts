import { NETLINK_ROUTE } from "../protocol/core/constants.ts";
import type { AnyCodec } from "../protocol/schema/codec.ts";
import type { Source } from "../protocol/schema/source.ts";

/** A received message that answers a request: its type, flags, and where its body lies. */
export interface Reply {
  readonly type: number;
  readonly flags: number;
  readonly source: Source;
  /** The body: `[start, end)` of `source`. */
  readonly start: number;
  readonly end: number;
}

/** Something that must stay open until the request that refers to it ran: a namespace handle whose fd is in the bytes. */
export interface Retainable {
  /** Keeps it open; the returned function gives it back and may be called once. */
  retain(): () => void;
}

/**
 * A step or a series of steps that ends with a `T`: `yield*` it inside another one, or give it to a connection's `run`.
 * What it yields are requests and transactions; what `yield` answers is the result of the one yielded.
 */
export interface Operation<T> {
  [Symbol.iterator](): Generator<Step, T, unknown>;
}

/** What a running operation may ask its connection to do. */
export type Step = Request<unknown> | Transaction<unknown>;

/** How a request's answer is read. */
export interface RequestSpec<T, Item = unknown> {
  /** Netlink protocol number, such as NETLINK_ROUTE. */
  readonly protocol: number;
  /** `nlmsg_type`. */
  readonly type: number;
  /** `nlmsg_flags` without NLM_F_REQUEST and NLM_F_ACK, which the connection adds. */
  readonly flags: number;
  /** Everything behind the nlmsghdr, in host byte order; padded to four bytes. */
  readonly body: Uint8Array;
  /** What it does, for messages: `add link veth0`. */
  readonly what: string;
  /** Schema of the body: turns an extended acknowledgement's offset into an attribute path. */
  readonly schema?: AnyCodec | undefined;
  /** Set for a dump (NLM_F_DUMP): the answer is a multipart series that ends with NLMSG_DONE. */
  readonly dump?: boolean;
  /** Reads one message of the answer; `undefined` leaves it out. Called for every message that is neither error nor done. */
  readonly item?: ((reply: Reply) => Item | undefined) | undefined;
  /** Makes the result of the collected items once the acknowledgement (or NLMSG_DONE) has come. */
  readonly result: (items: Item[]) => T;
  /**
   * Whether it only asks. A question that gets no answer is a `TimeoutError` and may be asked again; of a change nobody knows then
   * whether it happened. Known by itself for dumps and for RTM_GET…; everything else counts as a change unless told.
   */
  readonly reads?: boolean | undefined;
  /** Set when items keep looking into the received bytes (lazy views): the receive buffer is then not used again. */
  readonly retainsSource?: boolean | undefined;
  /** Kept open until the request ran. */
  readonly holds?: readonly Retainable[] | undefined;
}

/** One netlink message to be sent, as a value: nothing happens until a connection runs it, and it may be run any number of times. */
export interface Request<T> extends RequestSpec<T, any>, Operation<T> {} // eslint-disable-line typescript/no-explicit-any -- the item type is private to the request

/** A dump: its result is an array, and a connection can also stream the items. */
export interface DumpRequest<Item> extends Request<Item[]> {
  readonly dump: true;
  readonly item: (reply: Reply) => Item | undefined;
}

/** An nfnetlink batch as a value: all of its requests happen, or none. The kernel takes it as one datagram. */
export interface Transaction<T> extends Operation<T> {
  readonly protocol: number;
  /** NFNL_MSG_BATCH_BEGIN and NFNL_MSG_BATCH_END: type and body of each. */
  readonly begin: { readonly type: number; readonly body: Uint8Array };
  readonly end: { readonly type: number; readonly body: Uint8Array };
  readonly requests: readonly Request<unknown>[];
  /** Leaves the end message out: the kernel validates everything and changes nothing. */
  readonly check: boolean;
  readonly what: string;
  /** Makes the result of the requests' results, in their order. */
  readonly result: (results: unknown[]) => T;
}

function* runSingle<T>(this: Step): Generator<Step, T, unknown> {
  // The runner answers each yielded step with its own result, so what comes back is this step's T.
  return (yield this) as T;
}

/** Makes a request of its parts. */
export function request<T, Item = unknown>(spec: RequestSpec<T, Item>): Request<T> {
  const { protocol, type, flags, body, what, schema, item, result, reads, retainsSource, holds } = spec;
  // One literal, the same for all: a spread takes several times as long, of what a pipeline does a hundred thousand times, and
  // requests of different shapes would slow down everyone who looks at them.
  const made: Request<T> = {
    protocol,
    type,
    flags,
    body,
    what,
    schema,
    item,
    result,
    reads,
    retainsSource,
    holds,
    [Symbol.iterator]: runSingle,
  };
  return spec.dump === undefined ? made : { ...made, dump: spec.dump };
}

/** Makes a dump request of its parts: every message that `item` does not leave out is an element. */
export function dumpRequest<Item>(
  spec: Omit<RequestSpec<Item[], Item>, "dump" | "result" | "item"> & {
    readonly item: (reply: Reply) => Item | undefined;
  },
): DumpRequest<Item> {
  return { ...spec, dump: true, result: (items: Item[]) => items, [Symbol.iterator]: runSingle };
}

/** Makes a transaction of its parts. */
export function transaction<T, R = unknown>(
  spec: Omit<Transaction<T>, typeof Symbol.iterator | "requests" | "result"> & {
    readonly requests: readonly Request<R>[];
    readonly result: (results: R[]) => T;
  },
): Transaction<T> {
  return { ...spec, [Symbol.iterator]: runSingle } as Transaction<T>;
}

/** Whether an operation is a single request, which needs no generator to run. */
export function isRequest<T>(operation: Operation<T>): operation is Request<T> {
  return "body" in operation;
}

/** Makes an operation of a generator function, such as `operation(function* () { const l = yield* link.get("eth0"); … })`. */
export function operation<T>(steps: () => Generator<Step, T, unknown>): Operation<T> {
  return { [Symbol.iterator]: steps };
}

/** Whether a step is a transaction. */
export function isTransaction(step: Step): step is Transaction<unknown> {
  return "requests" in step;
}

/** Whether a request only asks: see {@link RequestSpec.reads}. */
export function isQuestion({ reads, dump, protocol, type }: Request<unknown>): boolean {
  // Every rtnetlink object has four consecutive types: NEW, DEL, GET, SET.
  return reads ?? (dump === true || (protocol === NETLINK_ROUTE && (type & 3) === 2));
}

/** Holds everything that requests refer to; the returned function lets go, and may be called more than once. */
export function retainAll(requests: readonly Request<unknown>[]): () => void {
  const releases: (() => void)[] = [];
  for (const { holds } of requests) if (holds !== undefined) for (const held of holds) releases.push(held.retain());
  return () => {
    for (const release of releases.splice(0)) release();
  };
}
