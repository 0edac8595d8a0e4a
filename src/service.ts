import type { Connection } from "./socket/connection.ts";
import type { AsyncCallLimits, CallLimits } from "./socket/limits.ts";
import type { DumpRequest, Operation } from "./socket/request.ts";

/*
 * The service object: for every function of a module of operations a method that runs what it returns. Types follow the functions,
 * up to four overloads each.
 */

type Ran<R> = R extends Operation<infer T> ? Promise<T> : never;
type RanSync<R> = R extends Operation<infer T> ? T : never;

/** The same parameters, a promise of the operation's result. */
export type Method<F> = F extends {
  (...a: infer A): infer R;
  (...b: infer B): infer S;
  (...c: infer C): infer T;
}
  ? { (...a: A): Ran<R>; (...b: B): Ran<S>; (...c: C): Ran<T> }
  : F extends { (...a: infer A): infer R; (...b: infer B): infer S }
    ? { (...a: A): Ran<R>; (...b: B): Ran<S> }
    : F extends (...a: infer A) => infer R
      ? (...a: A) => Ran<R>
      : never;

/** The same parameters, the operation's result at once. */
export type SyncMethod<F> = F extends {
  (...a: infer A): infer R;
  (...b: infer B): infer S;
  (...c: infer C): infer T;
}
  ? { (...a: A): RanSync<R>; (...b: B): RanSync<S>; (...c: C): RanSync<T> }
  : F extends { (...a: infer A): infer R; (...b: infer B): infer S }
    ? { (...a: A): RanSync<R>; (...b: B): RanSync<S> }
    : F extends (...a: infer A) => infer R
      ? (...a: A) => RanSync<R>
      : never;

type OperationKeys<M> = {
  [K in keyof M]: M[K] extends (...args: never[]) => Operation<unknown> ? K : never;
}[keyof M];

/** Methods of a module of operations, each returning a promise. */
export type Service<M> = { readonly [K in OperationKeys<M>]: Method<M[K]> };
/** Methods of a module of operations, each blocking until the kernel has answered. */
export type SyncService<M> = { readonly [K in OperationKeys<M>]: SyncMethod<M[K]> };

type Listing<F> = F extends { (...a: infer A): DumpRequest<infer I>; (...b: never[]): unknown }
  ? readonly [A, I]
  : F extends (...a: infer A) => DumpRequest<infer I>
    ? readonly [A, I]
    : never;

/** A streaming list: `for await (const route of nl.routes.dump({ table: 100 })) …`. */
export interface Dumping<M> {
  /** Streams what `list` would collect, on a socket of its own; DumpInterruptedError at the end when it changed meanwhile. */
  readonly dump: M extends { list: infer F }
    ? (...args: Listing<F>[0]) => AsyncIterableIterator<Listing<F>[1]>
    : never;
}

/** The same, blocking for each datagram. */
export interface SyncDumping<M> {
  /** Streams what `list` would collect, on a socket of its own; DumpInterruptedError at the end when it changed meanwhile. */
  readonly dump: M extends { list: infer F } ? (...args: Listing<F>[0]) => IterableIterator<Listing<F>[1]> : never;
}

type AnyFunction = (...args: unknown[]) => Operation<unknown>;

/** Methods that give what the functions of `module` return to `run`. */
function methods(module: object, run: (operation: Operation<unknown>) => unknown): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(module)) {
    if (typeof member === "function") result[name] = (...args: unknown[]) => run((member as AnyFunction)(...args));
  }
  return result;
}

/** The dump behind a list that needs no other question first. */
function dumpOf(list: AnyFunction, args: unknown[]): DumpRequest<unknown> {
  const operation = list(...args);
  if (!("dump" in operation)) throw new TypeError("a dump takes indexes: a link's name would have to be looked up first");
  return operation as DumpRequest<unknown>;
}

/** Runs a module's operations on a connection. */
export function service<M extends object>(module: M, connection: Connection, limits?: AsyncCallLimits): Service<M> & Dumping<M> {
  const { list } = module as { list?: AnyFunction };
  return {
    ...methods(module, (operation) => connection.run(operation, limits)),
    dump: (...args: unknown[]) => connection.dump(dumpOf(list!, args), limits),
  } as unknown as Service<M> & Dumping<M>;
}

/** Runs a module's operations on a connection, blocking. */
export function syncService<M extends object>(module: M, connection: Connection, limits?: CallLimits): SyncService<M> & SyncDumping<M> {
  const { list } = module as { list?: AnyFunction };
  return {
    ...methods(module, (operation) => connection.runSync(operation, limits)),
    dump: (...args: unknown[]) => connection.dumpSync(dumpOf(list!, args), limits),
  } as unknown as SyncService<M> & SyncDumping<M>;
}
