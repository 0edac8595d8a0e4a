import { createWith, netlinkSocketAction, open, readySockets, remove, socketsIn } from "../ns/index.ts";
import type { Action, Namespace } from "../ns/index.ts";
import { address, link, route } from "../ops/index.ts";
import { NETLINK_NETFILTER, NETLINK_ROUTE } from "../protocol/core/constants.ts";
import type { Connection } from "../socket/connection.ts";
import { openConnection } from "../socket/connection.ts";
import { BatchError, NetlinkError, SystemError } from "../socket/errors.ts";
import type { Operation } from "../socket/request.ts";
import { TopologyError } from "./errors.ts";
import { FORWARDING } from "./forwarding.ts";
import type { Host } from "./host.ts";
import { insideRules } from "./sandbox-nat.ts";
import type { SandboxSpec } from "./sandbox-spec.ts";
import { guestNamespaceName, INSIDE_INTERFACE } from "./sandbox-spec.ts";

/** Index of every namespace's lo. */
const LOOPBACK = 1;
/** Indexes inside: chosen, so that nothing has to be looked up. Those that the kernel chooses are low. */
const INSIDE_INDEX = 1000;
const GUEST_INDEX = 1001;

/** A sandbox being made or taken down. */
export interface Build {
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
  /** What is to be said inside, the link to the host first. */
  requests?: readonly Operation<unknown>[];
}

const sockets = [netlinkSocketAction(NETLINK_ROUTE), netlinkSocketAction(NETLINK_NETFILTER)] as const;
const forwardingInside: Action = { do: "sysctl-set", ...FORWARDING };

/** Makes the namespaces of a sandbox with their sockets, forwarding and TAP device. */
export async function makeNamespaces(host: Host, build: Build): Promise<void> {
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
    build.inside = connectionOf(results);
    const opened = results[3];
    if (typeof opened === "object" && "index" in opened) build.tapIndex = opened.index;
  }
  if (guest.status === "fulfilled" && guest.value !== undefined) {
    build.guestNamespace = guest.value.namespace;
    build.ownsGuestNamespace = true;
    build.insideGuest = connectionOf(guest.value.results);
  }
  for (const result of [made, guest]) if (result.status === "rejected") throw result.reason;
}

function connectionOf(results: readonly unknown[]): Connection {
  const [routeSocket, netfilterSocket] = results as readonly [number, number];
  const descriptors = new Map([
    [NETLINK_ROUTE, routeSocket],
    [NETLINK_NETFILTER, netfilterSocket],
  ]);
  return openConnection({ source: readySockets(descriptors) });
}

/** Removes the namespaces that are known to be the sandboxes' own. */
export async function removeNamespaces(host: Host, builds: readonly Build[]): Promise<void> {
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
export async function configureHost({ connection }: Host, builds: readonly Build[]): Promise<void> {
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

/** Removes the host's ends of the veths that are known to be the sandboxes' own. */
export async function removeLinks({ connection }: Host, builds: readonly Build[]): Promise<void> {
  const names = builds.filter(({ ownsLink }) => ownsLink).map(({ spec }) => spec.hostInterface);
  await connection.run(link.deleteMany(names, { ifExists: true }));
}

/**
 * Prepares a namespace that has just been made, while the worker makes the next one: its rules, which take no lock that the worker
 * needs, and the requests of {@link configureInside} as values.
 */
export function prepareInside(host: Host, build: Build): void {
  const { spec, inside, guestNamespace, tapIndex } = build;
  inside!.runSync(insideRules(spec));
  const toHost = { name: spec.hostInterface, namespace: host.namespace };
  const toGuest = { name: INSIDE_INTERFACE, namespace: guestNamespace };
  const guestLink = tapIndex ?? GUEST_INDEX;
  const veth = (name: string, index: number, peer: typeof toHost | typeof toGuest): Operation<void> =>
    link.create({ name, index, info: { kind: "veth", data: { peer } } });
  build.requests = [
    veth(INSIDE_INTERFACE, INSIDE_INDEX, toHost),
    ...(guestNamespace === undefined ? [] : [veth(spec.guestInterface, GUEST_INDEX, toGuest)]),
    link.setUp(LOOPBACK),
    address.add(INSIDE_INDEX, `${spec.insideLinkAddress}/31`),
    link.setUp(INSIDE_INDEX),
    link.set(guestLink, { address: spec.guestInterfaceMac, up: true }),
    address.add(guestLink, spec.gatewayAddress),
    route.add({ to: "default", via: spec.hostLinkAddress, dev: INSIDE_INDEX }),
  ];
}

/** Everything inside, in one datagram: a namespace that nobody else knows yet has free indexes, so nothing has to be asked. */
export function configureInside(build: Build): void {
  const { spec, inside, insideGuest, requests } = build;
  try {
    inside!.runAllSync(requests!);
    build.ownsLink = true;
  } catch (error) {
    const [first] = error instanceof BatchError ? error.failures : [];
    build.ownsLink = first !== undefined && first.index > 0;
    // Inside nothing has that name yet, so it is the other end's.
    const cause = first?.index === 0 ? first.error : error;
    if (!(cause instanceof NetlinkError && cause.code === "EEXIST")) throw cause;
    throw new TopologyError(`there is a link ${spec.hostInterface} already, which is not a sandbox's`, { cause });
  }
  if (insideGuest === undefined) return;
  const { index } = insideGuest.runSync(link.get(INSIDE_INTERFACE));
  insideGuest.runAllSync([
    link.setUp(LOOPBACK),
    address.add(index, spec.guestAddress),
    link.setUp(index),
    route.add({ to: "default", via: spec.gatewayAddress.replace(/\/.*/, ""), dev: index }),
  ]);
}

/** Closes what was opened to make a sandbox. */
export async function closeHandles(build: Build): Promise<void> {
  const { inside, insideGuest, namespace, guestNamespace } = build;
  for (const key of ["inside", "insideGuest", "namespace", "guestNamespace"] as const) delete build[key];
  await inside?.[Symbol.asyncDispose]();
  await insideGuest?.[Symbol.asyncDispose]();
  await namespace?.close();
  await guestNamespace?.close();
}

/** Whether the host's link of the sandbox's name is the far end of the link inside its namespace. */
export function hasLink(host: Host, { name, hostInterface }: SandboxSpec): boolean {
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
