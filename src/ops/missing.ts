import { NetlinkError } from "../socket/errors.ts";
import type { Operation } from "../socket/request.ts";
import { operation } from "../socket/request.ts";

/**
 * The same operation, content when it is refused for one of these reasons.
 * @param codes errno names, such as `ENOENT`
 * @returns whether it was done
 */
export function ignoring(codes: readonly string[], step: Operation<unknown>): Operation<boolean> {
  return operation(function* () {
    try {
      yield* step;
      return true;
    } catch (error) {
      if (error instanceof NetlinkError && codes.includes(error.code)) return false;
      throw error;
    }
  });
}
