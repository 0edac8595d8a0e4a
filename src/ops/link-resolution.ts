import type { Operation, Step } from "../socket/request.ts";
import { operation } from "../socket/request.ts";
import type { LinkTarget } from "./link-target.ts";
import { withLink } from "./link-target.ts";

/** Steps that may have to ask the kernel for an index, and end with a `T`. */
export type Resolving<T> = Generator<Step, T, unknown>;

/**
 * What `make` returns for the value that `resolve` ends with: at once when it needs to ask nothing, so that the result is a
 * plain request that can be pipelined, and otherwise after its questions.
 */
export function resolved<T, R>(resolve: () => Resolving<T>, make: (value: T) => Operation<R>): Operation<R> {
  const first = resolve().next();
  if (first.done === true) return make(first.value);
  return operation(function* () {
    return yield* make(yield* resolve());
  });
}

/** The index of a link, asked for only when a name was given. */
export function* indexOf(target: LinkTarget): Resolving<number> {
  return yield* withLink(target, (index) => ({
    // eslint-disable-next-line require-yield -- the value is there already
    *[Symbol.iterator]() {
      return index;
    },
  }));
}
