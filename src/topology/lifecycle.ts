import { TopologyError } from "./errors.ts";
import type { Host } from "./host.ts";
import type { Entry, LedgerState, Status } from "./ledger.ts";
import { entryKey, isAbandoned, newEntry, withEntries } from "./ledger.ts";
import type { Step } from "./plan.ts";
import { NOBODY } from "./process-identity.ts";

/** An entry to be: its name in the ledger and its spec. */
export interface Item {
  readonly kind: string;
  readonly name: string;
  readonly spec: unknown;
}

/** Key of an item's entry, which also stands for it among the owners of shared things. */
export const keyOfItem = ({ kind, name }: Item): string => entryKey(kind, name);

/** The state with entries for these items, owned by this process. */
export function recorded(state: LedgerState, items: readonly Item[], status: Status): LedgerState {
  const entries = items.map((item) => [keyOfItem(item), newEntry(item.kind, item.name, status, item.spec)] as const);
  return withEntries(state, Object.fromEntries(entries));
}

/** The state without the entries of these items. */
export function erased(state: LedgerState, items: readonly Item[]): LedgerState {
  return withEntries(state, Object.fromEntries(items.map((item) => [keyOfItem(item), undefined])));
}

/** The state with the entries of these items half-removed and nobody at work on them. */
function disowned(state: LedgerState, items: readonly Item[]): LedgerState {
  const entries = items.flatMap((item) => entryAt(state, keyOfItem(item)));
  const changes = entries.map((entry) => [keyOfItem(entry), { ...entry, status: "removing", owner: NOBODY }] as const);
  return withEntries(state, Object.fromEntries(changes));
}

/** The entries of a kind. */
export function entriesOf(state: LedgerState, kind: string): Entry[] {
  return Object.values(state.entries).filter((entry) => entry.kind === kind);
}

/** The entry of that key, as a list of one or none. */
export function entryAt(state: LedgerState, key: string): Entry[] {
  const entry = state.entries[key];
  return entry === undefined ? [] : [entry];
}

/** First step of every plan: its run was the decision itself, which recorded the items under the lock in which it chose. */
export function recordStep(host: Host, items: readonly Item[]): Step {
  return {
    name: "record",
    run: async () => {},
    undo: () => host.ledger.update(async (state) => ({ state: erased(state, items), result: undefined })),
    // Left to whoever reclaims, this process included.
    abandon: () => host.ledger.update(async (state) => ({ state: disowned(state, items), result: undefined })),
  };
}

/** Last step of every plan: from here on the items are whole. */
export function readyStep(host: Host, items: readonly Item[]): Step {
  const mark = (status: Status): Promise<void> =>
    host.ledger.update(async (state) => ({ state: recorded(state, items, status), result: undefined }));
  return { name: "ready", run: () => mark("ready"), undo: () => mark("removing") };
}

/** Refuses what another living process is creating or removing at this moment. */
export function refuseBusy(entry: Entry): void {
  if (entry.status !== "ready" && !isAbandoned(entry)) {
    const doing = entry.status === "creating" ? "created" : "removed";
    throw new TopologyError(`${entry.kind} ${entry.name} is being ${doing} by process ${entry.owner.pid}`);
  }
}

/** Refuses what is not whole: being made or removed by another process, or left half-made by one that is gone. */
export function requireReady(entry: Entry): void {
  refuseBusy(entry);
  if (entry.status === "ready") return;
  throw new TopologyError(`${entry.kind} ${entry.name} was left half-made by a process that is gone: reclaim it first`);
}

/** What is said of a whole one of which somebody took a part away. */
export function damaged({ kind, name }: Entry, part: string): TopologyError {
  return new TopologyError(`${kind} ${name} is damaged: its ${part} is gone; remove it first`);
}

/**
 * Marks entries as being removed by this process, under the lock, so that no other takes them too.
 * @returns the entries as they were
 */
export async function takeForRemoval(host: Host, choose: (state: LedgerState) => readonly Entry[]): Promise<Entry[]> {
  if (choose(host.ledger.read()).length === 0) return [];
  return host.ledger.update(async (state) => {
    const entries = [...choose(state)];
    for (const entry of entries) refuseBusy(entry);
    return { state: recorded(state, entries, "removing"), result: entries };
  });
}
