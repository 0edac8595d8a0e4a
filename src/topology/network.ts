import { isDeepStrictEqual } from "node:util";
import type { Namespace } from "../ns/index.ts";
import { address, link, nsid, route } from "../ops/index.ts";
import type { Link } from "../ops/link.ts";
import type { Connection } from "../socket/connection.ts";
import { NetlinkError } from "../socket/errors.ts";
import { inside, LOOPBACK, loopbackOf, loopbackState, openContainer, releaseLoopback } from "./container.ts";
import { TopologyError } from "./errors.ts";
import { FORWARDING, needForwarding, releaseForwarding } from "./forwarding.ts";
import type { Host } from "./host.ts";
import { ipv4Number, overlaps, parseIpv4Prefix } from "./ipv4-pool.ts";
import type { Entry, LedgerState, Status } from "./ledger.ts";
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
import {
  addPort,
  addTable,
  hasTable,
  leaveOthers,
  passOthers,
  refuseForeignTable,
  removePort,
  removeTable,
  tableName,
} from "./network-nat.ts";
import type {
  AttachOptions,
  EndpointSpec,
  NetworkOptions,
  NetworkSpec,
  PortSpec,
  PublishOptions,
} from "./network-spec.ts";
import {
  bridgeMac,
  containerText,
  endpointName,
  endpointSpec,
  networkSpec,
  portName,
  portSpec,
} from "./network-spec.ts";
import type { Step } from "./plan.ts";
import { apply, revert } from "./plan.ts";
import { need } from "./shared.ts";

const NETWORK = "network";
const ENDPOINT = "endpoint";
const PORT = "port";

const networkItem = (spec: NetworkSpec): Item => ({ kind: NETWORK, name: spec.name, spec });
const endpointItem = (spec: EndpointSpec): Item => ({
  kind: ENDPOINT,
  name: endpointName(spec.network, spec.name),
  spec,
});
const portItem = (spec: PortSpec): Item => ({ kind: PORT, name: portName(spec), spec });

// Entries hold the specs that this file wrote into them.
const networkOf = (entry: Entry): NetworkSpec => entry.spec as NetworkSpec;
const endpointOf = (entry: Entry): EndpointSpec => entry.spec as EndpointSpec;
const portOf = (entry: Entry): PortSpec => entry.spec as PortSpec;

const endpointsOn = (state: LedgerState, network: string): Entry[] =>
  entriesOf(state, ENDPOINT).filter((entry) => endpointOf(entry).network === network);
const portsOn = (state: LedgerState, network: string): Entry[] =>
  entriesOf(state, PORT).filter((entry) => portOf(entry).network === network);

/** The entry that is there already, if it is as wanted. */
function known<T>(state: LedgerState, item: Item, spec: (entry: Entry) => T): T | undefined {
  const entry = state.entries[keyOfItem(item)];
  if (entry === undefined) return undefined;
  requireReady(entry);
  if (!isDeepStrictEqual(entry.spec, item.spec))
    throw new TopologyError(`${item.kind} ${item.name} exists with other options`);
  return spec(entry);
}

/** The ready network of a name. */
function networkNamed(state: LedgerState, name: string): NetworkSpec {
  const entry = state.entries[entryKey(NETWORK, name)];
  if (entry === undefined) throw new TopologyError(`there is no network ${JSON.stringify(name)}`);
  requireReady(entry);
  return networkOf(entry);
}

async function linkNamed(connection: Connection, name: string): Promise<Link | undefined> {
  try {
    return await connection.run(link.get(name));
  } catch (error) {
    if (error instanceof NetlinkError && error.code === "ENODEV") return undefined;
    throw error;
  }
}

/**
 * Makes a bridge network: a bridge with an address, forwarding and masquerading. One that exists with the same options is left as it is.
 * @throws TopologyError naming the step; everything is rolled back
 */
export async function createNetwork(host: Host, options: NetworkOptions): Promise<NetworkSpec> {
  await reclaimNetworks(host);
  const spec = networkSpec(options);
  const item = networkItem(spec);
  const existing = await host.ledger.update(async (state) => {
    const there = known(state, item, networkOf);
    if (there !== undefined) {
      const entry = state.entries[keyOfItem(item)]!;
      if ((await linkNamed(host.connection, spec.name)) === undefined) throw damaged(entry, `link ${spec.name}`);
      if (!(await hasTable(host, spec.name))) throw damaged(entry, `table ip ${tableName(spec.name)}`);
      return { state, result: there };
    }
    refuseOverlap(state, spec);
    if ((await linkNamed(host.connection, spec.name)) !== undefined) {
      throw new TopologyError(`network ${spec.name}: there is a link of that name already, which is not a network's`);
    }
    await refuseForeignTable(host, spec);
    const next = await needForwarding(recorded(state, [item], "creating"), host, [keyOfItem(item)]);
    return { state: next, result: undefined };
  });
  if (existing === undefined) await apply(`network ${spec.name}`, networkSteps(host, spec, false), host.observe);
  return spec;
}

/** Refuses a prefix that shares addresses with another network's. */
function refuseOverlap(state: LedgerState, spec: NetworkSpec): void {
  const prefix = parseIpv4Prefix(spec.subnet, "subnet");
  for (const other of entriesOf(state, NETWORK).map(networkOf)) {
    if (!overlaps(prefix, parseIpv4Prefix(other.subnet, "subnet"))) continue;
    throw new TopologyError(`network ${spec.name}: ${spec.subnet} overlaps ${other.subnet} of network ${other.name}`);
  }
}

function networkSteps(host: Host, spec: NetworkSpec, owned: boolean): Step[] {
  const { connection } = host;
  const item = networkItem(spec);
  let ownsBridge = owned;
  let ownsTable = owned;
  return [
    recordStep(host, [item]),
    {
      name: "host",
      run: () => host.sysctl.set(FORWARDING.name, FORWARDING.value),
      undo: () =>
        host.ledger.update(async (state) => ({
          state: await releaseForwarding(state, host, [keyOfItem(item)]),
          result: undefined,
        })),
    },
    {
      name: "bridge",
      run: async () => {
        // Without one of its own a bridge takes the lowest of its ports': the gateway's MAC would change as containers come and go.
        const mac = bridgeMac(spec.name);
        await connection.run(link.create({ name: spec.name, address: mac, mtu: spec.mtu, info: { kind: "bridge" } }));
        ownsBridge = true;
        const { index } = await connection.run(link.get(spec.name));
        await connection.runAll([address.add(index, spec.address, { broadcast: spec.broadcast }), link.setUp(index)]);
        // Without it packets from 127.0.0.1 to a published port are not routed off the machine.
        await host.sysctl.set(`net/ipv4/conf/${spec.name}/route_localnet`, 1);
      },
      undo: async () => {
        if (ownsBridge) await connection.run(link.delete(spec.name, { ifExists: true }));
      },
    },
    {
      name: "rules",
      run: async () => {
        await addTable(host, spec);
        ownsTable = true;
        await passOthers(host, spec);
      },
      undo: async () => {
        await leaveOthers(host, spec);
        if (ownsTable) await removeTable(host, spec);
      },
    },
    readyStep(host, [item]),
  ];
}

/** Takes networks down with their attachments and published ports. A name that is no network's is no error. */
export async function removeNetworks(host: Host, names: readonly string[]): Promise<void> {
  await reclaimNetworks(host);
  for (const name of names) {
    // All of it at once, so that nothing is attached or published meanwhile.
    await takeDown(
      host,
      await takeForRemoval(host, (state) => [
        ...entryAt(state, entryKey(NETWORK, name)),
        ...endpointsOn(state, name),
        ...portsOn(state, name),
      ]),
    );
  }
}

/** Takes down what was taken for removal: ports, then attachments, then networks. */
async function takeDown(host: Host, entries: readonly Entry[]): Promise<void> {
  const ofKind = (kind: string): Entry[] => entries.filter((entry) => entry.kind === kind);
  for (const entry of ofKind(PORT)) await takePortDown(host, portOf(entry));
  for (const entry of ofKind(ENDPOINT)) await takeEndpointDown(host, endpointOf(entry));
  for (const entry of ofKind(NETWORK)) {
    await revert(`network ${entry.name}`, networkSteps(host, networkOf(entry), true), host.observe);
  }
}

/**
 * Attaches a container to a network: a veth whose far end is born inside, with address and default route; the container's lo is set up.
 * @throws TopologyError naming the step; everything is rolled back
 */
export async function attachContainer(host: Host, options: AttachOptions): Promise<EndpointSpec> {
  await reclaimNetworks(host);
  await using container = openContainer(host, options.container);
  const loopback = await inside(container, loopbackState);
  const lost = await takeLost(host, options, container);
  const { spec, fresh } = await host.ledger.update(async (state) => {
    const network = networkNamed(state, options.network);
    const others = endpointsOn(state, network.name).map(endpointOf);
    const before = others.find(({ name }) => name === (options.name ?? containerText(options.container)));
    const taken = new Set(
      [...others.filter((other) => other !== before), network].map((user) =>
        ipv4Number(user.address.replace(/\/.*/, ""), "address"),
      ),
    );
    const decided = endpointSpec({ ...options, address: options.address ?? (before ?? lost)?.address }, network, taken);
    const item = endpointItem(decided);
    const there = known(state, item, endpointOf);
    if (there !== undefined) return { state, result: { spec: there, fresh: false } };
    if ((await linkNamed(host.connection, decided.hostInterface)) !== undefined) {
      throw new TopologyError(
        `${item.kind} ${item.name}: there is a link ${decided.hostInterface} already, which is not its own`,
      );
    }
    const found = state.shared[loopbackOf(container)];
    let next = recorded(state, [item], "creating");
    if (loopback !== "up" || found !== undefined) next = need(next, loopbackOf(container), [keyOfItem(item)], loopback);
    return { state: next, result: { spec: decided, fresh: true } };
  });
  if (fresh)
    await apply(`network ${spec.network}, container ${spec.name}`, endpointSteps(host, spec, container), host.observe);
  return spec;
}

/**
 * Takes down the attachment of that name when its link does not lead into this namespace: the container was started anew since.
 * @returns what it was, so that the container gets its address again
 */
async function takeLost(host: Host, options: AttachOptions, container: Namespace): Promise<EndpointSpec | undefined> {
  const key = entryKey(ENDPOINT, endpointName(options.network, options.name ?? containerText(options.container)));
  const entry = host.ledger.read().entries[key];
  if (entry?.status !== "ready") return undefined;
  const spec = endpointOf(entry);
  const there = await linkNamed(host.connection, spec.hostInterface);
  if (there?.linkNetnsid !== undefined && there.linkNetnsid === (await host.connection.run(nsid.get(container))))
    return undefined;
  await takeDown(host, await takeForRemoval(host, (state) => entryAt(state, key)));
  return spec;
}

/** @param container its namespace, to attach it; to detach it none is needed */
function endpointSteps(host: Host, spec: EndpointSpec, container: Namespace | undefined): Step[] {
  const { connection } = host;
  const item = endpointItem(spec);
  let ownsLink = container === undefined;
  return [
    recordStep(host, [item]),
    {
      name: "loopback",
      run: () => inside(container!, (within) => within.run(link.setUp(LOOPBACK))),
      undo: () => releaseLoopback(host, spec.container, keyOfItem(item)),
    },
    {
      name: "link",
      run: async () => {
        const peer = { name: spec.interface, address: spec.mac, namespace: container };
        const master = await connection.run(link.get(spec.network));
        const info = { kind: "veth", data: { peer: { ...peer, mtu: master.mtu } } } as const;
        try {
          await connection.run(link.create({ name: spec.hostInterface, master: master.index, mtu: master.mtu, info }));
        } catch (cause) {
          // On the host nothing has that name, so it is the other end's.
          if (!(cause instanceof NetlinkError && cause.code === "EEXIST")) throw cause;
          throw new TopologyError(`there is a link ${spec.interface} in the container already`, { cause });
        }
        ownsLink = true;
        // With br_netfilter a bridge translates what it forwards: a container's packets to its own published port go back by its port.
        await connection.run(link.set(spec.hostInterface, { up: true, bridgePort: { mode: true } }));
      },
      undo: async () => {
        if (ownsLink) await connection.run(link.delete(spec.hostInterface, { ifExists: true }));
      },
    },
    {
      name: "inside",
      run: () =>
        inside(container!, async (within) => {
          const { index } = await within.run(link.get(spec.interface));
          await within.runAll([address.add(index, spec.address), link.setUp(index)]);
          if (!spec.defaultRoute) return;
          const gateway = networkNamed(host.ledger.read(), spec.network).address.replace(/\/.*/, "");
          await within.run(route.add({ to: "default", via: gateway, dev: index }));
        }),
      undo: async () => {}, // goes with the link
    },
    readyStep(host, [item]),
  ];
}

async function takeEndpointDown(host: Host, spec: EndpointSpec): Promise<void> {
  await revert(`network ${spec.network}, container ${spec.name}`, endpointSteps(host, spec, undefined), host.observe);
}

/** Detaches a container. Published ports that lead to it stay. What is not attached is no error. */
export async function detachContainer(host: Host, network: string, name: string): Promise<void> {
  await reclaimNetworks(host);
  const [entry] = await takeForRemoval(host, (state) =>
    entryAt(state, entryKey(ENDPOINT, endpointName(network, name))),
  );
  if (entry !== undefined) await takeEndpointDown(host, endpointOf(entry));
}

/**
 * Publishes a container's port on the host: from outside, from the containers (hairpin) and from the host itself (127.0.0.1 too).
 * @throws TopologyError when the port is published already to somewhere else
 */
export async function publishPort(host: Host, options: PublishOptions): Promise<PortSpec> {
  await reclaimNetworks(host);
  const { spec, fresh } = await host.ledger.update(async (state) => {
    const network = networkNamed(state, options.network);
    const decided = portSpec(options, network, endpointsOn(state, network.name).map(endpointOf));
    for (const other of entriesOf(state, PORT).map(portOf)) {
      const sameAddress =
        other.hostAddress === undefined ||
        decided.hostAddress === undefined ||
        other.hostAddress === decided.hostAddress;
      const same = sameAddress && other.protocol === decided.protocol && other.hostPort === decided.hostPort;
      if (same && !isDeepStrictEqual(other, decided)) {
        throw new TopologyError(
          `${portName(decided)} is published already, to ${other.address}:${other.port} of network ${other.network}`,
        );
      }
    }
    const item = portItem(decided);
    const there = known(state, item, portOf);
    if (there !== undefined) return { state, result: { spec: there, fresh: false } };
    return { state: recorded(state, [item], "creating"), result: { spec: decided, fresh: true } };
  });
  if (fresh) await apply(`port ${portName(spec)}`, portSteps(host, spec), host.observe);
  return spec;
}

function portSteps(host: Host, spec: PortSpec): Step[] {
  return [
    recordStep(host, [portItem(spec)]),
    { name: "rule", run: () => addPort(host.connection, spec), undo: () => removePort(host, spec) },
    readyStep(host, [portItem(spec)]),
  ];
}

async function takePortDown(host: Host, spec: PortSpec): Promise<void> {
  await revert(`port ${portName(spec)}`, portSteps(host, spec), host.observe);
}

/** Withdraws a published port. What is not published is no error. */
export async function unpublishPort(
  host: Host,
  port: Pick<PublishOptions, "network" | "protocol" | "hostAddress" | "hostPort">,
): Promise<void> {
  await reclaimNetworks(host);
  const key = entryKey(PORT, portName({ ...port, protocol: port.protocol ?? "tcp" }));
  const [entry] = await takeForRemoval(host, (state) => entryAt(state, key));
  if (entry !== undefined) await takePortDown(host, portOf(entry));
}

/**
 * Takes away the networks, attachments and ports that crashed processes left half-made (or half-removed).
 * @returns what was reclaimed, such as `network br0`
 */
export async function reclaimNetworks(host: Host): Promise<string[]> {
  const entries = await takeForRemoval(host, (state) =>
    [PORT, ENDPOINT, NETWORK].flatMap((kind) => entriesOf(state, kind).filter(isAbandoned)),
  );
  await takeDown(host, entries);
  return entries.map((entry) => `${entry.kind} ${entry.name}`);
}

/** A network as listed, with what is on it. */
export interface NetworkListing extends NetworkSpec {
  readonly status: Status;
  readonly containers: readonly EndpointSpec[];
  readonly ports: readonly PortSpec[];
}

/** The networks of this host, as the ledger knows them. */
export function listNetworks(host: Host): NetworkListing[] {
  const state = host.ledger.read();
  return entriesOf(state, NETWORK).map((entry) => ({
    ...networkOf(entry),
    status: entry.status,
    containers: endpointsOn(state, entry.name).map(endpointOf),
    ports: portsOn(state, entry.name).map(portOf),
  }));
}

/** A network by its name. @throws TopologyError when there is none */
export function openNetwork(host: Host, name: string): NetworkListing {
  const network = listNetworks(host).find((candidate) => candidate.name === name);
  if (network === undefined) throw new TopologyError(`there is no network ${JSON.stringify(name)}`);
  return network;
}
