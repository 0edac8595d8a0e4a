import { isDeepStrictEqual } from "node:util";
import { open, socketsIn } from "../ns/index.ts";
import type { Namespace } from "../ns/index.ts";
import { address, link, route } from "../ops/index.ts";
import type { Link } from "../ops/link.ts";
import type { Connection } from "../socket/connection.ts";
import { openConnection } from "../socket/connection.ts";
import { NetlinkError, SystemError } from "../socket/errors.ts";
import { TopologyError } from "./errors.ts";
import type { Host } from "./host.ts";
import { ipv4Number } from "./ipv4-pool.ts";
import type { Entry, LedgerState, Status } from "./ledger.ts";
import { entryKey, isAbandoned } from "./ledger.ts";
import type { Item } from "./lifecycle.ts";
import {
  entriesOf,
  entryAt,
  keyOfItem,
  readyStep,
  recorded,
  recordStep,
  refuseBusy,
  takeForRemoval,
} from "./lifecycle.ts";
import { addNetworkRules, addPort, removeNetworkRules, removePort } from "./network-nat.ts";
import type {
  AttachOptions,
  ContainerNamespace,
  EndpointSpec,
  NetworkOptions,
  NetworkSpec,
  PortSpec,
  PublishOptions,
} from "./network-spec.ts";
import { containerText, endpointName, endpointSpec, networkSpec, portName, portSpec } from "./network-spec.ts";
import type { Step } from "./plan.ts";
import { apply, revert } from "./plan.ts";
import { need, needSysctl, release, releaseSysctl } from "./shared.ts";

const NETWORK = "network";
const ENDPOINT = "endpoint";
const PORT = "port";
const FORWARDING = { name: "net.ipv4.ip_forward", value: "1" };

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
  refuseBusy(entry);
  if (!isDeepStrictEqual(entry.spec, item.spec))
    throw new TopologyError(`${item.kind} ${item.name} exists with other options`);
  return spec(entry);
}

/** The ready network of a name. */
function networkNamed(state: LedgerState, name: string): NetworkSpec {
  const entry = state.entries[entryKey(NETWORK, name)];
  if (entry === undefined) throw new TopologyError(`there is no network ${JSON.stringify(name)}`);
  refuseBusy(entry);
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
    if (there !== undefined) return { state, result: there };
    if ((await linkNamed(host.connection, spec.name)) !== undefined) {
      throw new TopologyError(`network ${spec.name}: there is a link of that name already, which is not a network's`);
    }
    const next = await needSysctl(recorded(state, [item], "creating"), host, FORWARDING, [keyOfItem(item)]);
    return { state: next, result: undefined };
  });
  if (existing === undefined) await apply(`network ${spec.name}`, networkSteps(host, spec, false), host.observe);
  return spec;
}

function networkSteps(host: Host, spec: NetworkSpec, owned: boolean): Step[] {
  const { connection } = host;
  const item = networkItem(spec);
  let ownsBridge = owned;
  return [
    recordStep(host, [item]),
    {
      name: "host",
      run: () => host.sysctl.set(FORWARDING.name, FORWARDING.value),
      undo: () =>
        host.ledger.update(async (state) => ({
          state: await releaseSysctl(state, host, FORWARDING.name, [keyOfItem(item)]),
          result: undefined,
        })),
    },
    {
      name: "bridge",
      run: async () => {
        await connection.run(link.create({ name: spec.name, mtu: spec.mtu, info: { kind: "bridge" } }));
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
      run: () => addNetworkRules(host, spec),
      undo: () => removeNetworkRules(host, spec),
    },
    readyStep(host, [item]),
  ];
}

/** Takes networks down with their attachments and published ports. A name that is no network's is no error. */
export async function removeNetworks(host: Host, names: readonly string[]): Promise<void> {
  await reclaimNetworks(host);
  for (const name of names) {
    const ports = await takeForRemoval(host, (state) => portsOn(state, name));
    for (const entry of ports) await takePortDown(host, portOf(entry));
    const endpoints = await takeForRemoval(host, (state) => endpointsOn(state, name));
    for (const entry of endpoints) await takeEndpointDown(host, endpointOf(entry));
    const [entry] = await takeForRemoval(host, (state) => entryAt(state, entryKey(NETWORK, name)));
    if (entry !== undefined) await revert(`network ${name}`, networkSteps(host, networkOf(entry), true), host.observe);
  }
}

/** Opens a container's namespace. @throws TopologyError naming it */
function openContainer(host: Host, container: ContainerNamespace): Namespace {
  try {
    return open("name" in container ? container.name : container, { directory: host.namespaceDirectory });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TopologyError(`container ${containerText(container)}: ${reason}`, { cause });
  }
}

/** Runs something with a connection inside a namespace. */
async function inside<T>(namespace: Namespace, use: (connection: Connection) => Promise<T>): Promise<T> {
  await using connection = openConnection({ source: socketsIn(namespace) });
  return await use(connection);
}

const LOOPBACK = 1;
const loopbackOf = (namespace: { readonly inode: number }): string => `loopback of namespace ${namespace.inode}`;

/**
 * Attaches a container to a network: a veth whose far end is born inside, with address and default route; the container's lo is set up.
 * @throws TopologyError naming the step; everything is rolled back
 */
export async function attachContainer(host: Host, options: AttachOptions): Promise<EndpointSpec> {
  await reclaimNetworks(host);
  await using container = openContainer(host, options.container);
  const loopbackIsDown = await inside(
    container,
    async (connection) => !(await connection.run(link.get(LOOPBACK))).flags.includes("up"),
  );
  const { spec, fresh } = await host.ledger.update(async (state) => {
    const network = networkNamed(state, options.network);
    const others = endpointsOn(state, network.name).map(endpointOf);
    const before = others.find(({ name }) => name === (options.name ?? containerText(options.container)));
    const taken = new Set(
      [...others.filter((other) => other !== before), network].map((user) =>
        ipv4Number(user.address.replace(/\/.*/, ""), "address"),
      ),
    );
    const decided = endpointSpec({ ...options, address: options.address ?? before?.address }, network, taken);
    const item = endpointItem(decided);
    const there = known(state, item, endpointOf);
    if (there !== undefined) return { state, result: { spec: there, fresh: false } };
    const shared = state.shared[loopbackOf(container)];
    let next = recorded(state, [item], "creating");
    if (loopbackIsDown || shared !== undefined) next = need(next, loopbackOf(container), [keyOfItem(item)]);
    return { state: next, result: { spec: decided, fresh: true } };
  });
  if (fresh)
    await apply(`network ${spec.network}, container ${spec.name}`, endpointSteps(host, spec, false), host.observe);
  return spec;
}

function endpointSteps(host: Host, spec: EndpointSpec, owned: boolean): Step[] {
  const { connection } = host;
  const item = endpointItem(spec);
  let ownsLink = owned;
  return [
    recordStep(host, [item]),
    {
      name: "loopback",
      run: () =>
        withContainer(host, spec, (container) => inside(container, (within) => within.run(link.setUp(LOOPBACK)))),
      undo: () => releaseLoopback(host, spec),
    },
    {
      name: "link",
      run: () =>
        withContainer(host, spec, async (container) => {
          const peer = { name: spec.interface, address: spec.mac, namespace: container };
          const master = await connection.run(link.get(spec.network));
          await connection.run(
            link.create({
              name: spec.hostInterface,
              master: master.index,
              mtu: master.mtu,
              info: { kind: "veth", data: { peer: { ...peer, mtu: master.mtu } } },
            }),
          );
          ownsLink = true;
          // With br_netfilter a bridge translates what it forwards: a container's packets to its own published port go back by its port.
          await connection.run(link.set(spec.hostInterface, { up: true, bridgePort: { mode: true } }));
        }),
      undo: async () => {
        if (ownsLink) await connection.run(link.delete(spec.hostInterface, { ifExists: true }));
      },
    },
    {
      name: "inside",
      run: () =>
        withContainer(host, spec, (container) =>
          inside(container, async (within) => {
            const { index } = await within.run(link.get(spec.interface));
            await within.runAll([address.add(index, spec.address), link.setUp(index)]);
            if (!spec.defaultRoute) return;
            const gateway = networkNamed(host.ledger.read(), spec.network).address.replace(/\/.*/, "");
            await within.run(route.add({ to: "default", via: gateway, dev: index }));
          }),
        ),
      undo: async () => {}, // goes with the link
    },
    readyStep(host, [item]),
  ];
}

async function withContainer(
  host: Host,
  spec: EndpointSpec,
  use: (container: Namespace) => Promise<void>,
): Promise<void> {
  await using container = openContainer(host, spec.container);
  await use(container);
}

/** Sets a container's lo down again when its last attachment that found it down goes. A container that is gone needs nothing. */
async function releaseLoopback(host: Host, spec: EndpointSpec): Promise<void> {
  const owner = keyOfItem(endpointItem(spec));
  await host.ledger.update(async (state) => {
    let next = state;
    for (const [name, { owners }] of Object.entries(state.shared)) {
      if (!name.startsWith("loopback ") || !owners.includes(owner)) continue;
      const { state: left, last } = release(next, name, [owner]);
      next = left;
      if (last) await loopbackDown(host, spec, name);
    }
    return { state: next, result: undefined };
  });
}

async function loopbackDown(host: Host, spec: EndpointSpec, name: string): Promise<void> {
  let container: Namespace;
  try {
    container = openContainer(host, spec.container);
  } catch (error) {
    if (error instanceof TopologyError && error.cause instanceof SystemError) return;
    throw error;
  }
  await using opened = container;
  // A process may have ended and its pid be another's by now: only the very namespace is touched.
  if (loopbackOf(opened) === name) await inside(opened, (within) => within.run(link.setDown(LOOPBACK)));
}

async function takeEndpointDown(host: Host, spec: EndpointSpec): Promise<void> {
  await revert(`network ${spec.network}, container ${spec.name}`, endpointSteps(host, spec, true), host.observe);
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
    { name: "rule", run: () => addPort(host.connection, spec), undo: () => removePort(host.connection, spec) },
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
  const abandoned = (kind: string) => (state: LedgerState) => entriesOf(state, kind).filter(isAbandoned);
  const ports = await takeForRemoval(host, abandoned(PORT));
  for (const entry of ports) await takePortDown(host, portOf(entry));
  const endpoints = await takeForRemoval(host, abandoned(ENDPOINT));
  for (const entry of endpoints) await takeEndpointDown(host, endpointOf(entry));
  const networks = await takeForRemoval(host, abandoned(NETWORK));
  for (const entry of networks)
    await revert(`network ${entry.name}`, networkSteps(host, networkOf(entry), true), host.observe);
  return [...ports, ...endpoints, ...networks].map((entry) => `${entry.kind} ${entry.name}`);
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
