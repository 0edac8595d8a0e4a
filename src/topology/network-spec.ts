import { createHash } from "node:crypto";
import { TopologyError } from "./errors.ts";
import type { Ipv4Prefix } from "./ipv4-pool.ts";
import { ipv4Number, ipv4Text, lastOf, networkOf, parseIpv4Prefix } from "./ipv4-pool.ts";
import { checkInterfaceName, checkMac, checkPort } from "./names.ts";

/** A bridge network to build. */
export interface NetworkOptions {
  /** Name of the network and of its bridge device. */
  readonly name: string;
  /** The bridge's own address with the network's prefix length, such as `172.10.0.1/24`: the containers' default gateway. */
  readonly address: string;
  /** Maximum transmission unit of the bridge and of the containers' links; the kernel's default (1500) when left out. */
  readonly mtu?: number;
}

/** A network with everything decided: what the ledger holds. */
export interface NetworkSpec {
  readonly name: string;
  readonly address: string;
  readonly broadcast: string;
  /** The network's prefix, such as `172.10.0.0/24`. */
  readonly subnet: string;
  readonly mtu?: number;
}

/** Where a container's network namespace is: by name in /run/netns, by a process in it, or by a file. */
export type ContainerNamespace = { readonly name: string } | { readonly pid: number } | { readonly path: string };

/** A container to attach. */
export interface AttachOptions {
  /** Network to attach to. */
  readonly network: string;
  readonly container: ContainerNamespace;
  /** Name of the attachment; by default the namespace's name, `pid PID` or the path. */
  readonly name?: string;
  /** The container's address; the lowest free one of the network by default. */
  readonly address?: string;
  /** Name of the link inside the container. Default `eth0`. */
  readonly interface?: string;
  /** MAC address of the link inside the container; random by default. */
  readonly mac?: string;
  /** Whether the container gets a default route through the bridge. Default true. */
  readonly defaultRoute?: boolean;
}

/** An attachment with everything decided. */
export interface EndpointSpec {
  readonly network: string;
  readonly name: string;
  readonly container: ContainerNamespace;
  /** With prefix length. */
  readonly address: string;
  readonly interface: string;
  readonly mac?: string;
  readonly defaultRoute: boolean;
  /** Name of the link's end on the bridge. */
  readonly hostInterface: string;
}

/** A port of the host that leads to a container. */
export interface PublishOptions {
  readonly network: string;
  /** `tcp` by default. */
  readonly protocol?: "tcp" | "udp";
  /** Address of the host on which the port is open; every one of them by default. */
  readonly hostAddress?: string;
  readonly hostPort: number;
  /** The container: name of its attachment or its address. */
  readonly to: string;
  /** Port in the container; the same as on the host by default. */
  readonly port?: number;
}

/** A published port with everything decided. */
export interface PortSpec {
  readonly network: string;
  readonly protocol: "tcp" | "udp";
  readonly hostAddress?: string;
  readonly hostPort: number;
  readonly address: string;
  readonly port: number;
}

/** Name of an attachment in the ledger. */
export const endpointName = (network: string, name: string): string => `${network} ${name}`;
/** Name of a published port in the ledger: it is what can be published once. */
export const portName = (spec: Pick<PortSpec, "network" | "protocol" | "hostAddress" | "hostPort">): string =>
  `${spec.network} ${spec.protocol} ${spec.hostAddress ?? "*"}:${spec.hostPort}`;

/** Fills in the defaults and checks everything that can be checked without the kernel. */
export function networkSpec(options: NetworkOptions): NetworkSpec {
  checkInterfaceName("network", options.name);
  const what = `network ${JSON.stringify(options.name)}`;
  const prefix = parseIpv4Prefix(options.address, what);
  if (prefix.length > 30) throw new TopologyError(`${what}: ${options.address} leaves no address for a container`);
  if (prefix.address === networkOf(prefix) || prefix.address === lastOf(prefix)) {
    throw new TopologyError(`${what}: ${options.address} is not an address of a host in that prefix`);
  }
  return {
    name: options.name,
    address: options.address,
    broadcast: ipv4Text(lastOf(prefix)),
    subnet: `${ipv4Text(networkOf(prefix))}/${prefix.length}`,
    ...(options.mtu !== undefined && { mtu: options.mtu }),
  };
}

/** MAC address of a network's bridge: unicast, locally administered, the same each time it is made. */
export function bridgeMac(network: string): string {
  const digest = createHash("sha256").update(`bridge ${network}`).digest("hex");
  return ["02", ...(digest.slice(0, 10).match(/../g) ?? [])].join(":");
}

/** The namespace in one word, for names and messages. */
export function containerText(container: ContainerNamespace): string {
  if ("name" in container) return container.name;
  return "pid" in container ? `pid ${container.pid}` : container.path;
}

/** Fills in the defaults; `taken` are the addresses of the network that are in use, as numbers. */
export function endpointSpec(options: AttachOptions, network: NetworkSpec, taken: ReadonlySet<number>): EndpointSpec {
  const name = options.name ?? containerText(options.container);
  const what = `network ${JSON.stringify(network.name)}, container ${JSON.stringify(name)}`;
  const prefix = parseIpv4Prefix(network.address, what);
  const inside = options.interface ?? "eth0";
  checkInterfaceName(what, inside);
  if (options.mac !== undefined) checkMac(what, options.mac);
  const address = options.address === undefined ? lowestFree(prefix, taken, what) : options.address.replace(/\/.*/, "");
  const number = ipv4Number(address, what);
  if (number <= networkOf(prefix) || number >= lastOf(prefix))
    throw new TopologyError(`${what}: ${address} is not an address of ${network.subnet}`);
  if (taken.has(number)) throw new TopologyError(`${what}: ${address} is in use`);
  const digest = createHash("sha256").update(endpointName(network.name, name)).digest("hex");
  return {
    network: network.name,
    name,
    container: options.container,
    address: `${address}/${prefix.length}`,
    interface: inside,
    ...(options.mac !== undefined && { mac: options.mac }),
    defaultRoute: options.defaultRoute ?? true,
    hostInterface: `tnve${digest.slice(0, 10)}`,
  };
}

function lowestFree(prefix: Ipv4Prefix, taken: ReadonlySet<number>, what: string): string {
  for (let number = networkOf(prefix) + 1; number < lastOf(prefix); number++)
    if (!taken.has(number)) return ipv4Text(number);
  throw new TopologyError(`${what}: no address left`);
}

/** Fills in the defaults; `endpoints` are the network's attachments, by which `to` may be given. */
export function portSpec(options: PublishOptions, network: NetworkSpec, endpoints: readonly EndpointSpec[]): PortSpec {
  const what = `network ${JSON.stringify(network.name)}, port ${options.hostPort}`;
  checkPort(what, options.hostPort);
  const port = options.port ?? options.hostPort;
  checkPort(what, port);
  const endpoint = endpoints.find((candidate) => candidate.name === options.to);
  const address = endpoint?.address.replace(/\/.*/, "") ?? options.to;
  const prefix = parseIpv4Prefix(network.address, what);
  const number = ipv4Number(address, `${what}: no container of that name, and as an address`);
  if (number <= networkOf(prefix) || number >= lastOf(prefix))
    throw new TopologyError(`${what}: ${address} is not an address of ${network.subnet}`);
  if (options.hostAddress !== undefined) ipv4Number(options.hostAddress, what);
  return {
    network: network.name,
    protocol: options.protocol ?? "tcp",
    ...(options.hostAddress !== undefined && { hostAddress: options.hostAddress }),
    hostPort: options.hostPort,
    address,
    port,
  };
}
