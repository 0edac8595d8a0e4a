import type { LedgerState, Shared } from "./ledger.ts";
import { withShared } from "./ledger.ts";

/* Things that several topologies need and the last one puts back. The ledger says who needs one. */

/**
 * Writes down that `owners` need the thing of that name.
 * @param before how the first of them found it, for the last to put it back
 */
export function need(state: LedgerState, name: string, owners: readonly string[], before?: string): LedgerState {
  const shared = state.shared[name] ?? { owners: [], ...(before !== undefined && { before }) };
  return withShared(state, name, { ...shared, owners: union(shared.owners, owners) });
}

/** Takes `owners` off the thing of that name; says whether nobody is left, so that it has to go. */
export function release(
  state: LedgerState,
  name: string,
  owners: readonly string[],
): { state: LedgerState; last: boolean } {
  const shared: Shared | undefined = state.shared[name];
  if (shared === undefined) return { state, last: false }; // released before
  const left = without(shared.owners, owners);
  return {
    state: withShared(state, name, left.length === 0 ? undefined : { ...shared, owners: left }),
    last: left.length === 0,
  };
}

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];
/** The owners in `a` that are not in `b`. */
export const without = (a: readonly string[], b: readonly string[]): string[] =>
  a.filter((owner) => !b.includes(owner));
