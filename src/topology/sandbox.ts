import { existsSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { NETLINK_NETFILTER, NETLINK_ROUTE } from "../protocol/core/constants.ts";
import { createWith, exists, namespacePath, netlinkSocketAction, open, remove, socketsIn } from "../ns/index.ts";
import type { Action, Namespace, TunTap } from "../ns/index.ts";
import { address, link, route } from "../ops/index.ts";
import type { Connection } from "../socket/connection.ts";
import { openConnection } from "../socket/connection.ts";
import { NetlinkError, SystemError } from "../socket/errors.ts";
import { TopologyError } from "./errors.ts";
import type { Transaction } from "../socket/request.ts";
import type { Host } from "./host.ts";
import type { Entry } from "./ledger.ts";
import { entryKey, isAbandoned } from "./ledger.ts";
import type { Item } from "./lifecycle.ts";
import {
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
  insideRules,
  leaveHostTable,
  refuseForeignTable,
  SANDBOX_TABLE,
} from "./sandbox-nat.ts";
import type { SandboxOptions, SandboxSpec } from "./sandbox-spec.ts";
import { freeSlot, guestNamespaceName, INSIDE_INTERFACE, sandboxSpec } from "./sandbox-spec.ts";
import { need, needSysctl, release, releaseSysctl } from "./shared.ts";

const KIND = "sandbox";
const FORWARDING = { name: "net.ipv4.ip_forward", value: "1" };
/** Index of every namespace's lo. */
const LOOPBACK = 1;
/** Indexes inside: chosen, so that nothing has to be looked up. Those that the kernel chooses are low. */
const INSIDE_INDEX = 1000;
const GUEST_INDEX = 1001;

/** A sandbox network that is there. */
export interface Sandbox extends SandboxSpec {
  /** Opens its network namespace. Close the handle. */
  openNamespace(): Namespace;
  /** Opens the namespace in which a container guest lives (`guest: "veth"`). Close the handle. */
  openGuestNamespace(): Namespace;
  /** Opens a queue of its TAP device, as the virtual machine does (`guest: "tap"`). Close it. */
  openTap(): Promise<TunTap>;
}

/** A sandbox being made or taken down. */
interface Build {
  readonly spec: SandboxSpec;
  /** Whether its namespaces and links are known to be ours to remove: after a creation of ours, or from the ledger. */
  ownsNamespace: boolean;
  ownsGuestNamespace: boolean;
  ownsLink: boolean;
  namespace?: Namespace;
  guestNamespace?: Namespace;
  inside?: Connection;
  insideGuest?: Connection;
  tapIndex?: number;
  rules?: Transaction<unknown>;
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
        specs.push(unchanged(host, known, wanted));
        continue;
      }
      const spec = sandboxSpec(wanted, wanted.slot ?? freeSlot(slots));
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
      next = need(await needSysctl(next, host, FORWARDING, owners), SANDBOX_TABLE, owners);
    }
    return { state: next, result: { specs, fresh } };
  });
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
function unchanged(host: Host, entry: Entry, wanted: SandboxOptions): SandboxSpec {
  const spec = specOf(entry);
  requireReady(entry);
  if (!isDeepStrictEqual(sandboxSpec(wanted, wanted.slot ?? spec.slot), spec)) {
    throw new TopologyError(`sandbox ${entry.name} exists with other options`);
  }
  for (const name of namespacesOf(spec)) {
    if (!exists(name, { directory: host.namespaceDirectory })) {
      throw new TopologyError(
        `sandbox ${entry.name} is damaged: its network namespace ${name} is gone; remove it first`,
      );
    }
  }
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
          return { state: await releaseSysctl(left, host, FORWARDING.name, owners), result: undefined };
        }),
    },
    {
      name: "namespaces",
      run: async () => {
        const made = each(builds, (build) => makeNamespaces(host, build));
        for (const build of builds) build.rules = insideRules(build.spec); // compiled while the worker is busy
        await made;
      },
      undo: () => removeNamespaces(host, builds),
    },
    {
      name: "links",
      run: () => oneByOne(builds, (build) => configureInside(host, build)),
      undo: () => removeLinks(host, builds),
    },
    {
      name: "rules",
      run: () => oneByOne(builds, ({ inside, rules }) => void inside!.runSync(rules!)),
      undo: async () => {}, // they go with the namespace
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

const sockets = [netlinkSocketAction(NETLINK_ROUTE), netlinkSocketAction(NETLINK_NETFILTER)] as const;
const forwardingInside: Action = { do: "sysctl-set", ...FORWARDING };

async function makeNamespaces(host: Host, build: Build): Promise<void> {
  const directory = { directory: host.namespaceDirectory };
  const { spec } = build;
  const tap: Action[] =
    spec.guest === "tap"
      ? [
          {
            do: "tuntap",
            mode: "tap",
            name: spec.guestInterface,
            persist: true,
            owner: spec.tapOwner ?? 0,
            group: spec.tapGroup ?? 0,
          },
        ]
      : [];
  const [made, guest] = await Promise.allSettled([
    createWith(spec.name, [...sockets, forwardingInside, ...tap], directory),
    spec.guest === "veth" ? createWith(guestNamespaceName(spec.name), sockets, directory) : undefined,
  ]);
  if (made.status === "fulfilled") {
    const { namespace, results } = made.value;
    build.namespace = namespace;
    build.ownsNamespace = true;
    build.inside = connectionIn(namespace, results);
    const opened = results[3];
    if (typeof opened === "object" && "index" in opened) build.tapIndex = opened.index;
  }
  if (guest.status === "fulfilled" && guest.value !== undefined) {
    build.guestNamespace = guest.value.namespace;
    build.ownsGuestNamespace = true;
    build.insideGuest = connectionIn(guest.value.namespace, guest.value.results);
  }
  for (const result of [made, guest]) if (result.status === "rejected") throw result.reason;
}

function connectionIn(namespace: Namespace, results: readonly unknown[]): Connection {
  const [routeSocket, netfilterSocket] = results as readonly [number, number];
  return openConnection({
    source: socketsIn(
      namespace,
      new Map([
        [NETLINK_ROUTE, routeSocket],
        [NETLINK_NETFILTER, netfilterSocket],
      ]),
    ),
  });
}

async function removeNamespaces(host: Host, builds: readonly Build[]): Promise<void> {
  for (const build of builds) {
    await closeHandles(build);
    if (build.ownsGuestNamespace) await removeNamespace(host, guestNamespaceName(build.spec.name));
    if (build.ownsNamespace) await removeNamespace(host, build.spec.name);
  }
}

async function removeNamespace(host: Host, name: string): Promise<void> {
  try {
    await remove(name, { directory: host.namespaceDirectory });
  } catch (error) {
    if (!(error instanceof SystemError && error.code === "ENOENT")) throw error;
  }
}

/** What the host says to its ends of the veths: one datagram for any number. */
async function configureHost({ connection }: Host, builds: readonly Build[]): Promise<void> {
  const links = await connection.run(link.list({ kind: "veth", detail: ["skip_stats"] }));
  const indexes = new Map(links.map(({ name, index }) => [name, index]));
  await connection.runAll(
    builds.flatMap(({ spec }) => {
      const dev = indexes.get(spec.hostInterface)!;
      return [
        address.add(dev, `${spec.hostLinkAddress}/31`),
        link.setUp(dev),
        route.add({ to: `${spec.address}/32`, via: spec.insideLinkAddress, dev }),
      ];
    }),
  );
}

async function removeLinks({ connection }: Host, builds: readonly Build[]): Promise<void> {
  const names = builds.filter(({ ownsLink }) => ownsLink).map(({ spec }) => spec.hostInterface);
  await connection.run(link.deleteMany(names, { ifExists: true }));
}

/** Everything inside, in one datagram: a namespace that nobody else knows yet has free indexes, so nothing has to be asked. */
function configureInside(host: Host, build: Build): void {
  const { spec, inside, insideGuest, guestNamespace, tapIndex } = build;
  const toHost = { name: spec.hostInterface, namespace: host.namespace };
  const toGuest = { name: INSIDE_INTERFACE, namespace: guestNamespace };
  const guestLink = tapIndex ?? GUEST_INDEX;
  const uplink = link.create({
    name: INSIDE_INTERFACE,
    index: INSIDE_INDEX,
    info: { kind: "veth", data: { peer: toHost } },
  });
  try {
    inside!.runSync(uplink);
  } catch (cause) {
    // Inside nothing has that name yet, so it is the other end's.
    if (!(cause instanceof NetlinkError && cause.code === "EEXIST")) throw cause;
    throw new TopologyError(`there is a link ${spec.hostInterface} already, which is not a sandbox's`, { cause });
  }
  build.ownsLink = true;
  if (guestNamespace !== undefined) {
    const info = { kind: "veth", data: { peer: toGuest } } as const;
    inside!.runSync(link.create({ name: spec.guestInterface, index: GUEST_INDEX, info }));
  }
  inside!.runAllSync([
    link.setUp(LOOPBACK),
    address.add(INSIDE_INDEX, `${spec.insideLinkAddress}/31`),
    link.setUp(INSIDE_INDEX),
    link.set(guestLink, { address: spec.guestInterfaceMac, up: true }),
    address.add(guestLink, spec.gatewayAddress),
    route.add({ to: "default", via: spec.hostLinkAddress, dev: INSIDE_INDEX }),
  ]);
  if (insideGuest === undefined) return;
  const { index } = insideGuest.runSync(link.get(INSIDE_INTERFACE));
  insideGuest.runAllSync([
    link.setUp(LOOPBACK),
    address.add(index, spec.guestAddress),
    link.setUp(index),
    route.add({ to: "default", via: spec.gatewayAddress.replace(/\/.*/, ""), dev: index }),
  ]);
}

async function closeHandles(build: Build): Promise<void> {
  const { inside, insideGuest, namespace, guestNamespace } = build;
  for (const key of ["inside", "insideGuest", "namespace", "guestNamespace"] as const) delete build[key];
  await inside?.[Symbol.asyncDispose]();
  await insideGuest?.[Symbol.asyncDispose]();
  await namespace?.close();
  await guestNamespace?.close();
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

/** Whether the host's link of the sandbox's name is the far end of the link inside its namespace. */
function hasLink(host: Host, { name, hostInterface }: SandboxSpec): boolean {
  try {
    using namespace = open(name, { directory: host.namespaceDirectory });
    using within = openConnection({ source: socketsIn(namespace) });
    const { link: peer } = within.runSync(link.get(INSIDE_INTERFACE));
    return peer !== undefined && peer === host.connection.runSync(link.get(hostInterface)).index;
  } catch (error) {
    if (error instanceof NetlinkError && error.code === "ENODEV") return false;
    if (error instanceof SystemError && ["ENOENT", "EINVAL"].includes(error.code)) return false; // the namespace is not there
    throw error;
  }
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
