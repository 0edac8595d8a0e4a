import { NetlinkError } from "../socket/errors.ts";
import type { Operation } from "../socket/request.ts";
import { operation } from "../socket/request.ts";

/**
 * The same operation, which results in `undefined` when it is refused for one of these reasons.
 * @param codes errno names, such as `ENOENT`
 */
export function unless<T>(codes: readonly string[], step: Operation<T>): Operation<T | undefined> {
  return operation(function* () {
    try {
      return yield* step;
    } catch (error) {
      if (error instanceof NetlinkError && codes.includes(error.code)) return undefined;
      throw error;
    }
  });
}

/**
 * The same operation, content when it is refused for one of these reasons.
 * @param codes errno names, such as `ENOENT`
 * @returns whether it was done
 */
export function ignoring(codes: readonly string[], step: Operation<unknown>): Operation<boolean> {
  const done = operation(function* () {
    yield* step;
    return true;
  });
  return operation(function* () {
    return (yield* unless(codes, done)) ?? false;
  });
}
