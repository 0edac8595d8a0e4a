import { describe, TopologyError } from "./errors.ts";
import type { Host } from "./host.ts";
import type { LedgerState, Shared } from "./ledger.ts";
import { withShared } from "./ledger.ts";

/*
 * Sysctls that topologies need. The ledger says who needs one and what it was before; the last to need it puts it back, but only when
 * it still holds what was set: whoever changed it since wants it so.
 */

/** A sysctl that a topology needs while it exists, such as `net.ipv4.ip_forward` = `1`. */
export interface NeededSysctl {
  readonly name: string;
  readonly value: string;
}

const keyOf = (sysctl: string): string => `sysctl ${sysctl}`;

/** Writes down that `owners` need the sysctl, with its value before if it is to change. Nothing is set yet. */
export async function needSysctl(
  state: LedgerState,
  { sysctl }: Host,
  { name, value }: NeededSysctl,
  owners: readonly string[],
): Promise<LedgerState> {
  const shared = state.shared[keyOf(name)];
  const before = await valueOf(sysctl, name);
  // One that is not (or no longer: someone may have changed it since) as needed is put back to what it is now.
  const known = before === value ? shared : { before, set: value };
  return withShared(state, keyOf(name), { ...known, owners: union(shared?.owners ?? [], owners) });
}

async function valueOf(sysctl: Host["sysctl"], name: string): Promise<string> {
  try {
    return await sysctl.get(name);
  } catch (cause) {
    throw new TopologyError(`sysctl ${name} can't be read: ${describe(cause)}`, { cause });
  }
}

/** Takes `owners` off the sysctl; when nobody is left, puts it back. */
export async function releaseSysctl(
  state: LedgerState,
  { sysctl }: Host,
  name: string,
  owners: readonly string[],
): Promise<LedgerState> {
  const shared = state.shared[keyOf(name)];
  if (shared === undefined) return state;
  const left = without(shared.owners, owners);
  if (left.length > 0) return withShared(state, keyOf(name), { ...shared, owners: left });
  if (shared.before !== undefined && (await sysctl.get(name)) === shared.set) {
    await sysctl.set(name, shared.before);
  }
  return withShared(state, keyOf(name), undefined);
}

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
const without = (a: readonly string[], b: readonly string[]): string[] => a.filter((owner) => !b.includes(owner));
