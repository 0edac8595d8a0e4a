import type { Connection } from "./socket/connection.ts";
import type { AsyncCallLimits, CallLimits } from "./socket/limits.ts";
import type { DumpRequest, Operation } from "./socket/request.ts";

/*
 * The service object: for every function of a module of operations a method that runs what it returns. Types follow the functions,
 * up to three overloads each.
 */

/** The signature of a method, from the signature of a function of operations. */
type Asynchronous<A extends readonly unknown[], R> =
  R extends Operation<infer T> ? (...args: A) => Promise<T> : unknown;
type Blocking<A extends readonly unknown[], R> = R extends Operation<infer T> ? (...args: A) => T : unknown;

/*
 * A function with fewer overloads than a pattern still matches it when it takes no parameters: what is then inferred for the
 * signatures that it lacks returns `unknown`, no operation, and drops out of the intersection.
 */

/** The same parameters, a promise of the operation's result. */
export type Method<F> = F extends {
  (...a: infer A): infer R;
  (...b: infer B): infer S;
  (...c: infer C): infer T;
}
  ? Asynchronous<A, R> & Asynchronous<B, S> & Asynchronous<C, T>
  : F extends { (...a: infer A): infer R; (...b: infer B): infer S }
    ? Asynchronous<A, R> & Asynchronous<B, S>
    : F extends (...a: infer A) => infer R
      ? Asynchronous<A, R>
      : never;

/** The same parameters, the operation's result at once. */
export type SyncMethod<F> = F extends {
  (...a: infer A): infer R;
  (...b: infer B): infer S;
  (...c: infer C): infer T;
}
  ? Blocking<A, R> & Blocking<B, S> & Blocking<C, T>
  : F extends { (...a: infer A): infer R; (...b: infer B): infer S }
    ? Blocking<A, R> & Blocking<B, S>
    : F extends (...a: infer A) => infer R
      ? Blocking<A, R>
      : never;

type OperationKeys<M> = {
  [K in keyof M]: M[K] extends (...args: never[]) => Operation<unknown> ? K : never;
}[keyof M];

/** Methods of a module of operations, each returning a promise. */
export type Service<M> = { readonly [K in OperationKeys<M>]: Method<M[K]> };
/** Methods of a module of operations, each blocking until the kernel has answered. */
export type SyncService<M> = { readonly [K in OperationKeys<M>]: SyncMethod<M[K]> };

/** Parameters and item of the overload of a list that is a single dump: the first one. */
type Listing<F> = F extends { (...a: infer A): DumpRequest<infer I>; (...b: never[]): unknown }
  ? readonly [A, I]
  : F extends (...a: infer A) => DumpRequest<infer I>
    ? readonly [A, I]
    : never;

/** A streaming list: `for await (const route of nl.routes.dump({ table: 100 })) …`. */
export interface Dumping<M> {
  /** Streams what `list` would collect, on a socket of its own; DumpInterruptedError at the end when it changed meanwhile. */
  readonly dump: M extends { list: infer F } ? (...args: Listing<F>[0]) => AsyncIterableIterator<Listing<F>[1]> : never;
}

/** The same, blocking for each datagram. */
export interface SyncDumping<M> {
  /** Streams what `list` would collect, on a socket of its own; DumpInterruptedError at the end when it changed meanwhile. */
  readonly dump: M extends { list: infer F } ? (...args: Listing<F>[0]) => IterableIterator<Listing<F>[1]> : never;
}

/** What a batch of operations results in, one for one. */
export type Results<O extends readonly Operation<unknown>[]> = {
  -readonly [K in keyof O]: O[K] extends Operation<infer T> ? T : never;
};

type AnyFunction = (...args: unknown[]) => Operation<unknown>;

/** Methods that give the makers of what the functions of `module` return to `run`. */
function methods(module: object, run: (make: () => Operation<unknown>) => unknown): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(module)) {
    if (typeof member === "function")
      result[name] = (...args: unknown[]) => run(() => (member as AnyFunction)(...args));
  }
  return result;
}

/** The dump behind a list that needs no other question first. */
function dumpOf(module: object, args: unknown[]): DumpRequest<unknown> {
  const { list } = module as { readonly list: AnyFunction };
  const operation = list(...args);
  if (!("dump" in operation)) {
    throw new TypeError("a dump takes a link by its index: a name would have to be looked up first");
  }
  return operation as DumpRequest<unknown>;
}

/** Runs a module's operations on a connection. What can't be sent (`EncodeError`) rejects, as what the kernel refuses does. */
export function service<M extends object>(
  module: M,
  connection: Connection,
  limits?: AsyncCallLimits,
): Service<M> & Dumping<M> {
  return {
    ...methods(module, async (make) => connection.run(make(), limits)),
    dump: (...args: unknown[]) => connection.dump(dumpOf(module, args), limits),
  } as unknown as Service<M> & Dumping<M>;
}

/** Runs a module's operations on a connection, blocking. */
export function syncService<M extends object>(
  module: M,
  connection: Connection,
  limits?: CallLimits,
): SyncService<M> & SyncDumping<M> {
  return {
    ...methods(module, (make) => connection.runSync(make(), limits)),
    dump: (...args: unknown[]) => connection.dumpSync(dumpOf(module, args), limits),
  } as unknown as SyncService<M> & SyncDumping<M>;
}
