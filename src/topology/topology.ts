import { current, NAMESPACE_DIRECTORY, readSysctl, socketsIn, startNamespaceWorker, writeSysctl } from "../ns/index.ts";
import type { Namespace, Sysctl } from "../ns/index.ts";
import { openConnection } from "../socket/connection.ts";
import { hostIdentity } from "./host-identity.ts";
import type { Host } from "./host.ts";
import { openLedger } from "./ledger.ts";
import {
  attachContainer,
  createNetwork,
  detachContainer,
  listNetworks,
  openNetwork,
  publishPort,
  reclaimNetworks,
  removeNetworks,
  unpublishPort,
} from "./network.ts";
import type { NetworkListing } from "./network.ts";
import type {
  AttachOptions,
  EndpointSpec,
  NetworkOptions,
  NetworkSpec,
  PortSpec,
  PublishOptions,
} from "./network-spec.ts";
import type { Observer } from "./plan.ts";
import type { Sandbox, SandboxListing } from "./sandbox.ts";
import { createSandboxes, listSandboxes, openSandbox, reclaimSandboxes, removeSandboxes } from "./sandbox.ts";
import type { SandboxOptions } from "./sandbox-spec.ts";

/** Where topologies are built. */
export interface TopologyOptions {
  /** The network namespace that plays the host; stays yours. The calling thread's by default. */
  readonly host?: Namespace;
  /** Directory of the ledger. Default `/run/ts-netlink`. */
  readonly stateDirectory?: string;
  /** Directory of the named namespaces. Default `/run/netns`. */
  readonly namespaceDirectory?: string;
  /** Told of every step as it is done. */
  readonly observe?: Observer;
  /** Told, in one line, what stands in the way of packets and can't be mended from here; a process warning by default. */
  readonly onWarning?: (warning: string) => void;
}

/** Sandbox networks: one namespace each for a micro-VM or a container. */
export interface Sandboxes {
  /** Makes one. @throws TopologyError naming the step that failed; everything is rolled back */
  create(options: SandboxOptions): Promise<Sandbox>;
  /** Makes many at once, all or none. */
  createMany(options: readonly SandboxOptions[]): Promise<Sandbox[]>;
  /** One that is there. @throws TopologyError */
  open(name: string): Sandbox;
  /** Takes one down; a name that is no sandbox's is no error. */
  remove(name: string): Promise<void>;
  /** Takes many down at once. */
  removeMany(names: readonly string[]): Promise<void>;
  /** What is there. */
  list(): SandboxListing[];
  /** Takes away what crashed processes left half-made. @returns its names */
  reclaim(): Promise<string[]>;
}

/** Bridge networks with containers and published ports. */
export interface Networks {
  /** Makes a network. @throws TopologyError naming the step that failed; everything is rolled back */
  create(options: NetworkOptions): Promise<NetworkSpec>;
  /** One that is there. @throws TopologyError */
  open(name: string): NetworkListing;
  /** Takes one down with all that is on it; a name that is no network's is no error. */
  remove(name: string): Promise<void>;
  /** Attaches a container by the name, a pid or a path of its namespace. */
  attach(options: AttachOptions): Promise<EndpointSpec>;
  /** Detaches a container. */
  detach(network: string, name: string): Promise<void>;
  /** Publishes a container's port on the host. */
  publish(options: PublishOptions): Promise<PortSpec>;
  /** Withdraws a published port. */
  unpublish(port: Pick<PublishOptions, "network" | "protocol" | "hostAddress" | "hostPort">): Promise<void>;
  /** What is there. */
  list(): NetworkListing[];
  /** Takes away what crashed processes left half-made. @returns what, such as `network br0` */
  reclaim(): Promise<string[]>;
}

/** Builds topologies in one host namespace. Several processes may do so at once: they share a ledger. */
export interface Topology {
  readonly sandboxes: Sandboxes;
  readonly networks: Networks;
  /** Closes the sockets; what was built stays. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Sysctls of the calling thread's namespace: no other thread is needed for them. */
const ownSysctl: Pick<Sysctl, "get" | "set"> = {
  get: async (name) => readSysctl(name),
  set: async (name, value) => writeSysctl(name, typeof value === "boolean" ? String(Number(value)) : String(value)),
};

/** Opens the topologies of a host namespace. Needs root there (CAP_NET_ADMIN, CAP_SYS_ADMIN). */
export async function openTopology(options: TopologyOptions = {}): Promise<Topology> {
  const identity = await hostIdentity(options.host);
  const own = options.host === undefined ? current() : undefined;
  const namespace = options.host ?? own!;
  const connection = openConnection(own === undefined ? { source: socketsIn(namespace) } : {});
  const host: Host = {
    namespace,
    connection,
    sysctl: own === undefined ? namespace.sysctl : ownSysctl,
    ledger: openLedger(options.stateDirectory ?? "/run/ts-netlink", String(namespace.inode), identity),
    namespaceDirectory: options.namespaceDirectory ?? NAMESPACE_DIRECTORY,
    observe: options.observe,
    warn: options.onWarning ?? ((warning) => process.emitWarning(warning, "TopologyWarning")),
  };
  const close = async (): Promise<void> => {
    await connection[Symbol.asyncDispose]();
    await own?.close();
  };
  return {
    sandboxes: {
      create: async (wanted) => {
        startNamespaceWorker(); // it starts in the background while the host is prepared
        const [sandbox] = await createSandboxes(host, [wanted]);
        return sandbox!;
      },
      createMany: (wanted) => {
        startNamespaceWorker();
        return createSandboxes(host, wanted);
      },
      open: (name) => openSandbox(host, name),
      remove: (name) => removeSandboxes(host, [name]),
      removeMany: (names) => removeSandboxes(host, names),
      list: () => listSandboxes(host),
      reclaim: () => reclaimSandboxes(host),
    },
    networks: {
      create: (wanted) => createNetwork(host, wanted),
      open: (name) => openNetwork(host, name),
      remove: (name) => removeNetworks(host, [name]),
      attach: (wanted) => attachContainer(host, wanted),
      detach: (network, name) => detachContainer(host, network, name),
      publish: (wanted) => publishPort(host, wanted),
      unpublish: (port) => unpublishPort(host, port),
      list: () => listNetworks(host),
      reclaim: async () => {
        const reclaimed = await reclaimNetworks(host);
        await host.ledger.tidy();
        return reclaimed;
      },
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
