import { existsSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { exists, namespacePath, open } from "../ns/index.ts";
import type { Namespace, TunTap } from "../ns/index.ts";
import { TopologyError } from "./errors.ts";
import { FORWARDING, needForwarding, releaseForwarding } from "./forwarding.ts";
import type { Host } from "./host.ts";
import type { Entry } from "./ledger.ts";
import { entryKey, isAbandoned } from "./ledger.ts";
import type { Item } from "./lifecycle.ts";
import {
  damaged,
  entriesOf,
  entryAt,
  keyOfItem,
  readyStep,
  recorded,
  recordStep,
  requireReady,
  takeForRemoval,
} from "./lifecycle.ts";
import type { Step } from "./plan.ts";
import { apply, revert } from "./plan.ts";
import {
  addToHost,
  ensureHostTable,
  hasHostTable,
  leaveHostTable,
  refuseForeignTable,
  SANDBOX_TABLE,
} from "./sandbox-nat.ts";
import type { Build } from "./sandbox-build.ts";
import {
  closeHandles,
  configureHost,
  configureInside,
  hasLink,
  makeNamespaces,
  prepareInside,
  removeLinks,
  removeNamespaces,
} from "./sandbox-build.ts";
import type { SandboxOptions, SandboxSpec } from "./sandbox-spec.ts";
import { freeSlot, guestNamespaceName, sandboxSpec } from "./sandbox-spec.ts";
import { need, release } from "./shared.ts";

const KIND = "sandbox";

/** A sandbox network that is there. */
export interface Sandbox extends SandboxSpec {
  /** Opens its network namespace. Close the handle. */
  openNamespace(): Namespace;
  /** Opens the namespace in which a container guest lives (`guest: "veth"`). Close the handle. */
  openGuestNamespace(): Namespace;
  /** Opens a queue of its TAP device, as the virtual machine does (`guest: "tap"`). Close it. */
  openTap(): Promise<TunTap>;
}

const itemOf = (spec: SandboxSpec): Item => ({ kind: KIND, name: spec.name, spec });
/** Entries hold the spec that this file wrote into them. */
const specOf = (entry: Entry): SandboxSpec => entry.spec as SandboxSpec;

/**
 * Makes sandbox networks, all or none: a namespace each with a veth to the host, a guest link (TAP or veth), addresses, routes, NAT
 * inside, and on the host forwarding, masquerading and redirection by set elements.
 *
 * One that exists with the same options is left as it is. What a crashed process left of one of these names is taken away first.
 * @throws TopologyError naming sandbox and step; everything is rolled back
 */
export async function createSandboxes(host: Host, options: readonly SandboxOptions[]): Promise<Sandbox[]> {
  await reclaimSandboxes(host, new Set(options.map(({ name }) => name)));
  const { specs, fresh } = await decide(host, options);
  const builds = fresh.map((spec): Build => ({
    spec,
    ownsNamespace: false,
    ownsGuestNamespace: false,
    ownsLink: false,
  }));
  try {
    if (builds.length > 0) await apply(describe(fresh), steps(host, builds), host.observe);
  } finally {
    for (const build of builds) await closeHandles(build);
  }
  return specs.map((spec) => sandboxOf(host, spec));
}

const describe = (specs: readonly SandboxSpec[]): string =>
  specs.length === 1 ? `sandbox ${specs[0]!.name}` : `${specs.length} sandboxes (${specs[0]!.name} …)`;

/** Chooses slots and checks names against the ledger and the kernel. */
async function decide(
  host: Host,
  options: readonly SandboxOptions[],
): Promise<{ specs: SandboxSpec[]; fresh: SandboxSpec[] }> {
  return host.ledger.update(async (state) => {
    const entries = entriesOf(state, KIND);
    refuseTwice(options);
    const slots = new Set(entries.map((entry) => specOf(entry).slot));
    const taken = new Map(
      entries.flatMap((entry) => claims(specOf(entry)).map((claim) => [claim, entry.name] as const)),
    );
    const specs: SandboxSpec[] = [];
    const fresh: SandboxSpec[] = [];
    let next = state;
    for (const wanted of options) {
      const known = next.entries[entryKey(KIND, wanted.name)];
      if (known !== undefined) {
        specs.push(await unchanged(host, known, wanted));
        continue;
      }
      const spec = freeSpec(wanted, slots, taken);
      for (const claim of claims(spec)) {
        const other = taken.get(claim);
        if (other !== undefined) throw new TopologyError(`sandbox ${spec.name}: ${claim} belongs to sandbox ${other}`);
        taken.set(claim, spec.name);
      }
      for (const name of namespacesOf(spec)) {
        if (existsSync(namespacePath(name, host.namespaceDirectory))) {
          throw new TopologyError(
            `sandbox ${spec.name}: there is a network namespace ${name} already, which is not a sandbox's`,
          );
        }
      }
      slots.add(spec.slot);
      specs.push(spec);
      fresh.push(spec);
    }
    next = recorded(next, fresh.map(itemOf), "creating");
    if (fresh.length > 0) {
      await refuseForeignTable(host, state);
      const owners = fresh.map((spec) => keyOfItem(itemOf(spec)));
      next = need(await needForwarding(next, host, owners), SANDBOX_TABLE, owners);
    }
    return { state: next, result: { specs, fresh } };
  });
}

/** The spec at the slot that is wanted, or at the lowest of which nothing is taken. */
function freeSpec(wanted: SandboxOptions, slots: ReadonlySet<number>, taken: ReadonlyMap<string, string>): SandboxSpec {
  if (wanted.slot !== undefined) return sandboxSpec(wanted, wanted.slot);
  const passed = new Set(slots);
  for (;;) {
    const slot = freeSlot(passed);
    const spec = sandboxSpec(wanted, slot);
    // What is wanted itself is no other slot's fault.
    const bySlot = claims(spec).filter(
      (claim) => ![wanted.address, wanted.hostInterface].includes(claim.split(" ")[1]),
    );
    if (!bySlot.some((claim) => taken.has(claim))) return spec;
    passed.add(slot);
  }
}

function refuseTwice(options: readonly SandboxOptions[]): void {
  const names = new Set<string>();
  for (const { name } of options) {
    if (names.has(name)) throw new TopologyError(`sandbox ${name} is named twice`);
    names.add(name);
  }
}

/** What no two sandboxes may share. */
const claims = (spec: SandboxSpec): string[] => [
  `slot ${spec.slot}`,
  `address ${spec.address}`,
  `interface ${spec.hostInterface}`,
];

const namespacesOf = (spec: SandboxSpec): string[] =>
  spec.guest === "veth" ? [spec.name, guestNamespaceName(spec.name)] : [spec.name];

/** The spec of a sandbox that is there as wanted. */
async function unchanged(host: Host, entry: Entry, wanted: SandboxOptions): Promise<SandboxSpec> {
  const spec = specOf(entry);
  requireReady(entry);
  if (!isDeepStrictEqual(sandboxSpec(wanted, wanted.slot ?? spec.slot), spec)) {
    throw new TopologyError(`sandbox ${entry.name} exists with other options`);
  }
  for (const name of namespacesOf(spec)) {
    if (!exists(name, { directory: host.namespaceDirectory })) throw damaged(entry, `network namespace ${name}`);
  }
  if (!hasLink(host, spec)) throw damaged(entry, `link ${spec.hostInterface}`);
  if (!(await hasHostTable(host))) throw damaged(entry, `table inet ${SANDBOX_TABLE}`);
  return spec;
}

/** The steps of making sandboxes, each with the way back. */
function steps(host: Host, builds: readonly Build[]): Step[] {
  const specs = builds.map(({ spec }) => spec);
  const items = specs.map(itemOf);
  const owners = items.map(keyOfItem);
  return [
    recordStep(host, items),
    {
      name: "host",
      run: () =>
        host.ledger.update(async (state) => {
          await host.sysctl.set(FORWARDING.name, FORWARDING.value);
          await ensureHostTable(host, specs);
          return { state, result: undefined };
        }),
      undo: () =>
        host.ledger.update(async (state) => {
          const { state: left, last } = release(state, SANDBOX_TABLE, owners);
          await leaveHostTable(host, specs, last);
          return { state: await releaseForwarding(left, host, owners), result: undefined };
        }),
    },
    {
      name: "namespaces",
      run: () =>
        each(builds, async (build) => {
          await makeNamespaces(host, build);
          prepareInside(host, build);
        }),
      undo: () => removeNamespaces(host, builds),
    },
    {
      name: "links",
      run: () => oneByOne(builds, configureInside),
      undo: () => removeLinks(host, builds),
    },
    {
      name: "routes",
      run: () => configureHost(host, builds),
      undo: async () => {}, // they go with the links
    },
    {
      name: "forwarding",
      run: () => addToHost(host, specs),
      undo: async () => {}, // under the lock in which the table is left: else another process could keep it alive with this in it
    },
    readyStep(host, items),
  ];
}

/** Runs for all at once; when some fail the others are waited for, so that nothing goes on behind the rollback's back. */
async function each<T>(builds: readonly Build[], run: (build: Build) => Promise<T>): Promise<void> {
  const results = await Promise.allSettled(builds.map(run));
  const index = results.findIndex(({ status }) => status === "rejected");
  const failed = results[index];
  if (failed?.status !== "rejected") return;
  const reason: unknown = failed.reason;
  if (builds.length === 1) throw reason;
  throw new TopologyError(`${builds[index]!.spec.name}: ${reason instanceof Error ? reason.message : String(reason)}`, {
    cause: reason,
  });
}

/**
 * Runs for one after the other, letting the event loop live in between. What is done to a namespace that nobody else knows yet takes
 * a fraction of a millisecond: less than handing it to a pool thread and back.
 */
async function oneByOne(builds: readonly Build[], run: (build: Build) => void): Promise<void> {
  for (const build of builds) {
    run(build);
    await setImmediate();
  }
}

/**
 * Takes sandboxes down: their rules, links, namespaces, and with the last one what they shared. Any number costs one wait for the
 * kernel's grace period. A name that is no sandbox's is no error.
 */
export async function removeSandboxes(host: Host, names: readonly string[]): Promise<void> {
  const entries = await takeForRemoval(host, (state) =>
    [...new Set(names)].flatMap((name) => entryAt(state, entryKey(KIND, name))),
  );
  await takeDown(host, entries);
}

async function takeDown(host: Host, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const builds = entries.map((entry): Build => {
    const spec = specOf(entry);
    // Whoever left it half-made may have died of a link that was in the way.
    const ownsLink = entry.status === "ready" || hasLink(host, spec);
    return { spec, ownsNamespace: true, ownsGuestNamespace: spec.guest === "veth", ownsLink };
  });
  await revert(describe(builds.map(({ spec }) => spec)), steps(host, builds), host.observe);
}

/**
 * Takes away what crashed processes left half-made (or half-removed). Whole sandboxes are not touched, whoever made them.
 * @param only these names; all by default
 * @returns the names of what was reclaimed
 */
export async function reclaimSandboxes(host: Host, only?: ReadonlySet<string>): Promise<string[]> {
  const entries = await takeForRemoval(host, (state) =>
    entriesOf(state, KIND).filter((entry) => isAbandoned(entry) && (only === undefined || only.has(entry.name))),
  );
  await takeDown(host, entries);
  if (only === undefined) await host.ledger.tidy();
  return entries.map(({ name }) => name);
}

/** A sandbox as listed. */
export interface SandboxListing extends SandboxSpec {
  readonly status: Entry["status"];
  /** Whether it was left half-made by a process that is gone. */
  readonly abandoned: boolean;
}

/** The sandboxes of this host, as the ledger knows them. */
export function listSandboxes(host: Host): SandboxListing[] {
  return entriesOf(host.ledger.read(), KIND).map((entry) => ({
    ...specOf(entry),
    status: entry.status,
    abandoned: isAbandoned(entry),
  }));
}

/** The handle of a sandbox by its name. @throws TopologyError when there is none */
export function openSandbox(host: Host, name: string): Sandbox {
  const entry = host.ledger.read().entries[entryKey(KIND, name)];
  if (entry === undefined) throw new TopologyError(`there is no sandbox ${JSON.stringify(name)}`);
  requireReady(entry);
  return sandboxOf(host, specOf(entry));
}

function sandboxOf(host: Host, spec: SandboxSpec): Sandbox {
  const directory = { directory: host.namespaceDirectory };
  return {
    ...spec,
    openNamespace: () => open(spec.name, directory),
    openGuestNamespace: () => open(guestNamespaceName(spec.name), directory),
    openTap: async () => {
      await using namespace = open(spec.name, directory);
      return await namespace.tap({ name: spec.guestInterface, attach: true });
    },
  };
}
