import type {
  DirectoryOptions,
  NamedNamespace,
  NameEvent,
  Namespace,
  NamespaceSource,
  SpawnedInNew,
  SpawnOptions,
  WatchOptions,
} from "./ns/index.ts";
import * as ns from "./ns/index.ts";
import { socketsIn } from "./ns/transport-source.ts";
import * as addressLabel from "./ops/address-label.ts";
import * as address from "./ops/address.ts";
import * as anycastAddress from "./ops/anycast-address.ts";
import * as bridgePort from "./ops/bridge-port.ts";
import * as conntrack from "./ops/conntrack.ts";
import type { Event } from "./ops/event.ts";
import { subscriptionTo } from "./ops/event.ts";
import * as fdb from "./ops/fdb.ts";
import * as link from "./ops/link.ts";
import * as multicastAddress from "./ops/multicast-address.ts";
import * as mdb from "./ops/mdb.ts";
import * as mst from "./ops/mst.ts";
import * as neighbour from "./ops/neighbour.ts";
import * as neighbourTable from "./ops/neighbour-table.ts";
import * as netconf from "./ops/netconf.ts";
import * as nexthop from "./ops/nexthop.ts";
import * as nftables from "./ops/nftables/index.ts";
import * as nsid from "./ops/nsid.ts";
import * as route from "./ops/route.ts";
import * as rule from "./ops/rule.ts";
import * as vlan from "./ops/vlan.ts";
import * as vni from "./ops/vni.ts";
import * as stats from "./ops/stats.ts";
import type { NsidNames, SyncNsidNames } from "./nsid-names.ts";
import { nsidNames, syncNsidNames } from "./nsid-names.ts";
import type { DriverStatistics, SyncDriverStatistics } from "./driver-statistics.ts";
import { driverStatistics, syncDriverStatistics } from "./driver-statistics.ts";
import type { Dumping, Method, Results, Service, SyncDumping, SyncMethod, SyncService } from "./service.ts";
import { service, syncService } from "./service.ts";
import type { Connection, ConnectionOptions } from "./socket/connection.ts";
import { openConnection } from "./socket/connection.ts";
import type { AsyncCallLimits, CallLimits } from "./socket/limits.ts";
import type { DumpRequest, Operation, Transaction } from "./socket/request.ts";
import type { Subscription, SubscriptionOptions } from "./socket/subscription.ts";
import type { AddressWaits, LinkWaits } from "./wait.ts";
import { addressWaits, linkWaits } from "./wait.ts";

/** Where and how to open. */
export interface NetlinkOptions extends Omit<ConnectionOptions, "source"> {
  /** The network namespace to work in: a handle, a name in /run/netns, a path, a process. The calling thread's by default. */
  readonly namespace?: Namespace | NamespaceSource;
}

/** How events are listened to. */
export type EventOptions = Pick<SubscriptionOptions<Event>, "allNamespaces" | "receiveBuffer" | "signal">;

/** How a transaction is committed. */
export interface CommitOptions extends AsyncCallLimits {
  /** Let the kernel validate everything and change nothing. */
  readonly check?: boolean;
}

/** A namespace handle that can be worked in. */
export type NetlinkNamespace = Namespace & {
  /** Opens a connection inside the namespace: the same methods as outside. Close it. */
  netlink(options?: Omit<NetlinkOptions, "namespace">): Promise<Netlink>;
  /** The same with blocking methods. */
  netlinkSync(options?: Omit<NetlinkOptions, "namespace">): SyncNetlink;
};

/** Network namespaces that are there. */
interface ExistingNamespaces {
  /**
   * Opens one that exists, by name, path, process or descriptor. Close the handle.
   * @throws SystemError ENOENT where there is none, EINVAL for a file that is not of a network namespace
   */
  open(source: NamespaceSource, options?: DirectoryOptions): NetlinkNamespace;
  /** Opens the one that the calling thread lives in. Close the handle. */
  current(): NetlinkNamespace;
  /** Names the one that a process lives in, and opens it. Equivalent to `ip netns attach NAME PID`. */
  attach(name: string, pid: number, options?: DirectoryOptions): NetlinkNamespace;
  /** The named ones. Equivalent to `ip netns list`. */
  list(options?: DirectoryOptions): NamedNamespace[];
  /** Whether there is one of that name. */
  exists(name: string, options?: DirectoryOptions): boolean;
  /** Names of the one that a process lives in. Equivalent to `ip netns identify PID`. */
  identify(pid: number, options?: DirectoryOptions): string[];
  /** Watches names come and go, whoever gives and takes them; leaving the loop ends it. Equivalent to `ip netns monitor`. */
  watch(options?: WatchOptions): AsyncIterableIterator<NameEvent>;
  /** The processes that live in one. Equivalent to `ip netns pids NAME`. */
  pids(name: string, options?: DirectoryOptions): number[];
  /** Starts a program in a new namespace without a name, which ends with it. Equivalent to `unshare --net COMMAND`. */
  spawn(command: string, args?: readonly string[], options?: SpawnOptions): SpawnedInNew;
}

/** Network namespaces. They are those of this machine, whatever namespace the connection works in. */
export interface Namespaces extends ExistingNamespaces {
  /**
   * Creates one; without a name it lives as long as its handle. Equivalent to `ip netns add NAME`.
   * @throws SystemError EEXIST when the name is taken, EPERM without CAP_SYS_ADMIN
   */
  create(name?: string, options?: DirectoryOptions): Promise<NetlinkNamespace>;
  /** Takes the name away; the namespace ends with its last user. Equivalent to `ip netns delete NAME`. */
  delete(name: string, options?: DirectoryOptions): Promise<void>;
}

/** {@link Namespaces}, blocking. */
export interface SyncNamespaces extends ExistingNamespaces {
  /** Creates one; without a name it lives as long as its handle. Equivalent to `ip netns add NAME`. */
  create(name?: string, options?: DirectoryOptions): NetlinkNamespace;
  /** Takes the name away; the namespace ends with its last user. Equivalent to `ip netns delete NAME`. */
  delete(name: string, options?: DirectoryOptions): void;
}

/** nftables rules, tables, sets. */
export interface Nft {
  /**
   * Applies a transaction: all of it or nothing. Equivalent to `nft -f`, and with `check` to `nft -c -f`.
   * @throws NetlinkError or BatchError naming each operation that was refused
   */
  commit<T>(transaction: Transaction<T>, options?: CommitOptions): Promise<T>;
  /** Lists of what is there. Equivalent to `nft list …`. */
  readonly list: Service<typeof nftables.list>;
  /** Which version of the ruleset the kernel has. */
  readonly generation: Method<typeof nftables.generation>;
}

/** {@link Nft}, blocking. */
export interface SyncNft {
  /** Applies a transaction: all of it or nothing. */
  commit<T>(transaction: Transaction<T>, options?: Omit<CommitOptions, "signal">): T;
  /** Lists of what is there. */
  readonly list: SyncService<typeof nftables.list>;
  /** Which version of the ruleset the kernel has. */
  readonly generation: SyncMethod<typeof nftables.generation>;
}

/** An open connection with a method for everything it can do. */
export interface Netlink {
  /** Network devices: `ip link`. */
  readonly links: Service<typeof link> & Dumping<typeof link> & LinkWaits & DriverStatistics;
  /** What links count: `ip stats`. */
  readonly stats: Service<typeof stats> & Dumping<typeof stats>;
  /** Addresses of links: `ip address`. */
  readonly addresses: Service<typeof address> & Dumping<typeof address> & AddressWaits;
  /** Labels of IPv6 addresses: `ip addrlabel`. */
  readonly addressLabels: Service<typeof addressLabel> & Dumping<typeof addressLabel>;
  /** Groups that links have joined: `ip maddr`. */
  readonly multicastAddresses: Service<typeof multicastAddress> & Dumping<typeof multicastAddress>;
  /** IPv6 anycast addresses of links. */
  readonly anycastAddresses: Service<typeof anycastAddress> & Dumping<typeof anycastAddress>;
  /** Settings of address families on links: `ip netconf`. */
  readonly netconf: Service<typeof netconf> & Dumping<typeof netconf>;
  /** Routes: `ip route`. */
  readonly routes: Service<typeof route> & Dumping<typeof route>;
  /** Nexthop objects that routes share: `ip nexthop`. */
  readonly nexthops: Service<typeof nexthop> & Dumping<typeof nexthop>;
  /** Neighbours: `ip neigh`. */
  readonly neighbours: Service<typeof neighbour> & Dumping<typeof neighbour>;
  /** What governs the tables of neighbours: `ip ntable`. */
  readonly neighbourTables: Service<typeof neighbourTable> & Dumping<typeof neighbourTable>;
  /** Forwarding databases of bridges and VXLANs: `bridge fdb`. */
  readonly fdb: Service<typeof fdb> & Dumping<typeof fdb>;
  /** Multicast databases of bridges and VXLANs: `bridge mdb`. */
  readonly mdb: Service<typeof mdb>;
  /** VLANs of bridges and their ports: `bridge vlan`. */
  readonly vlans: Service<typeof vlan>;
  /** Ports of bridges: `bridge link`. */
  readonly bridgePorts: Service<typeof bridgePort> & Dumping<typeof bridgePort>;
  /** Spanning tree instances of bridges: `bridge mst`. */
  readonly mst: Service<typeof mst>;
  /** Policy routing: `ip rule`. */
  readonly rules: Service<typeof rule> & Dumping<typeof rule>;
  /** Ids of other namespaces in this one: `ip netns list-id`. */
  readonly nsids: Service<typeof nsid> & Dumping<typeof nsid> & NsidNames;
  /** VNIs that VXLAN devices with a filter take: `bridge vni`. */
  readonly vnis: Service<typeof vni>;
  /** Tracked connections: `conntrack`. */
  readonly conntrack: Service<typeof conntrack> & Dumping<typeof conntrack>;
  /** nftables: `nft`. */
  readonly nft: Nft;
  /** Network namespaces: `ip netns`. */
  readonly namespaces: Namespaces;
  /** The connection underneath, which runs any request. */
  readonly connection: Connection;
  /** Runs one operation. */
  run<T>(operation: Operation<T>, limits?: AsyncCallLimits): Promise<T>;
  /**
   * Runs operations in order, many to a datagram. A failed one does not keep the next from being run.
   * @returns their results in their order
   * @throws BatchError with every failure
   */
  batch<const O extends readonly Operation<unknown>[]>(operations: O, limits?: AsyncCallLimits): Promise<Results<O>>;
  /** The same for operations that are made while they are sent. */
  batch(operations: Iterable<Operation<unknown>>, limits?: AsyncCallLimits): Promise<unknown[]>;
  /** Streams a dump. */
  dump<Item>(request: DumpRequest<Item>, limits?: AsyncCallLimits): AsyncIterableIterator<Item>;
  /**
   * Events of these objects from now on: await its `ready` before a change that is not to be missed. Equivalent to `ip monitor`.
   */
  subscribe(objects: readonly Event["object"][], options?: EventOptions): Subscription<Event>;
  /**
   * The same connection with a time limit or an AbortSignal for every call that brings none of its own:
   * `nl.with({ timeout: 500, signal }).links.get("eth0")`. Closing either closes both.
   */
  with(limits: AsyncCallLimits): Netlink;
  /** Closes the connection; calls under way reject. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** {@link Netlink} with methods that block until the kernel has answered. */
export interface SyncNetlink {
  readonly links: SyncService<typeof link> & SyncDumping<typeof link> & SyncDriverStatistics;
  readonly stats: SyncService<typeof stats> & SyncDumping<typeof stats>;
  readonly addresses: SyncService<typeof address> & SyncDumping<typeof address>;
  readonly addressLabels: SyncService<typeof addressLabel> & SyncDumping<typeof addressLabel>;
  readonly multicastAddresses: SyncService<typeof multicastAddress> & SyncDumping<typeof multicastAddress>;
  readonly anycastAddresses: SyncService<typeof anycastAddress> & SyncDumping<typeof anycastAddress>;
  readonly netconf: SyncService<typeof netconf> & SyncDumping<typeof netconf>;
  readonly routes: SyncService<typeof route> & SyncDumping<typeof route>;
  readonly nexthops: SyncService<typeof nexthop> & SyncDumping<typeof nexthop>;
  readonly neighbours: SyncService<typeof neighbour> & SyncDumping<typeof neighbour>;
  readonly neighbourTables: SyncService<typeof neighbourTable> & SyncDumping<typeof neighbourTable>;
  readonly fdb: SyncService<typeof fdb> & SyncDumping<typeof fdb>;
  readonly mdb: SyncService<typeof mdb>;
  readonly vlans: SyncService<typeof vlan>;
  readonly bridgePorts: SyncService<typeof bridgePort> & SyncDumping<typeof bridgePort>;
  readonly mst: SyncService<typeof mst>;
  readonly rules: SyncService<typeof rule> & SyncDumping<typeof rule>;
  readonly nsids: SyncService<typeof nsid> & SyncDumping<typeof nsid> & SyncNsidNames;
  readonly vnis: SyncService<typeof vni>;
  readonly conntrack: SyncService<typeof conntrack> & SyncDumping<typeof conntrack>;
  readonly nft: SyncNft;
  readonly namespaces: SyncNamespaces;
  readonly connection: Connection;
  /** Runs one operation. */
  run<T>(operation: Operation<T>, limits?: CallLimits): T;
  /** Runs operations in order, many to a datagram. @throws BatchError with every failure */
  batch<const O extends readonly Operation<unknown>[]>(operations: O, limits?: CallLimits): Results<O>;
  /** The same for operations that are made while they are sent. */
  batch(operations: Iterable<Operation<unknown>>, limits?: CallLimits): unknown[];
  /** Streams a dump. */
  dump<Item>(request: DumpRequest<Item>, limits?: CallLimits): IterableIterator<Item>;
  /** The same connection with a time limit for every call that brings none of its own. Closing either closes both. */
  with(limits: CallLimits): SyncNetlink;
  /** Closes the connection. */
  close(): void;
  [Symbol.dispose](): void;
}

function isHandle(namespace: Namespace | NamespaceSource): namespace is Namespace {
  return typeof namespace === "object" && "retain" in namespace;
}

function connect({ namespace, ...options }: NetlinkOptions): Connection {
  if (namespace === undefined) return openConnection(options);
  if (isHandle(namespace)) return openConnection({ ...options, source: socketsIn(namespace) });
  using handle = ns.open(namespace); // the sockets come from a handle of their own
  return openConnection({ ...options, source: socketsIn(handle) });
}

function withNetlink(namespace: Namespace): NetlinkNamespace {
  return Object.assign(namespace, {
    netlink: (options?: Omit<NetlinkOptions, "namespace">) => netlink.open({ ...options, namespace }),
    netlinkSync: (options?: Omit<NetlinkOptions, "namespace">) => netlink.openSync({ ...options, namespace }),
  });
}

const existing: ExistingNamespaces = {
  open: (source, options) => withNetlink(ns.open(source, options)),
  current: () => withNetlink(ns.current()),
  attach: (name, pid, options) => withNetlink(ns.attach(name, pid, options)),
  list: ns.list,
  exists: ns.exists,
  identify: ns.identify,
  watch: ns.watch,
  pids: ns.pids,
  spawn: ns.spawnInNew,
};

const namespaces: Namespaces = {
  ...existing,
  create: async (name, options) => withNetlink(await ns.create(name, options)),
  delete: ns.remove,
};

const syncNamespaces: SyncNamespaces = {
  ...existing,
  create: (name, options) => withNetlink(ns.createSync(name, options)),
  delete: ns.removeSync,
};

/** The transaction as it is to be committed. */
function committed<T>(transaction: Transaction<T>, check: boolean | undefined): Transaction<T> {
  return check === undefined ? transaction : Object.assign({}, transaction, { check });
}

function asyncNetlink(connection: Connection, limits: AsyncCallLimits = {}): Netlink {
  const close = (): Promise<void> => connection[Symbol.asyncDispose]();
  return {
    links: Object.assign(
      service(link, connection, limits),
      linkWaits(connection, limits),
      driverStatistics(connection, limits),
    ),
    stats: service(stats, connection, limits),
    addresses: Object.assign(service(address, connection, limits), addressWaits(connection, limits)),
    addressLabels: service(addressLabel, connection, limits),
    multicastAddresses: service(multicastAddress, connection, limits),
    anycastAddresses: service(anycastAddress, connection, limits),
    netconf: service(netconf, connection, limits),
    routes: service(route, connection, limits),
    nexthops: service(nexthop, connection, limits),
    neighbours: service(neighbour, connection, limits),
    neighbourTables: service(neighbourTable, connection, limits),
    fdb: service(fdb, connection, limits),
    mdb: service(mdb, connection, limits),
    vlans: service(vlan, connection, limits),
    bridgePorts: service(bridgePort, connection, limits),
    mst: service(mst, connection, limits),
    rules: service(rule, connection, limits),
    nsids: Object.assign(service(nsid, connection, limits), nsidNames(connection, limits)),
    vnis: service(vni, connection, limits),
    conntrack: service(conntrack, connection, limits),
    nft: {
      commit: (transaction, { check, ...own } = {}) =>
        connection.run(committed(transaction, check), { ...limits, ...own }),
      list: service(nftables.list, connection, limits),
      generation: () => connection.run(nftables.generation(), limits),
    },
    namespaces,
    connection,
    run: (operation, own) => connection.run(operation, { ...limits, ...own }),
    batch: (operations: Iterable<Operation<unknown>>, own?: AsyncCallLimits) =>
      // Results come in the order of the operations, each of its operation's type.
      connection.runAll(operations, { ...limits, ...own }) as Promise<never>,
    dump: (request, own) => connection.dump(request, { ...limits, ...own }),
    subscribe: (objects, options) =>
      connection.subscribe({
        signal: limits.signal,
        ...options,
        ...subscriptionTo(objects),
      }),
    with: (own) => asyncNetlink(connection, { ...limits, ...own }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function syncNetlink(connection: Connection, limits: CallLimits = {}): SyncNetlink {
  const close = (): void => connection.close();
  return {
    links: Object.assign(syncService(link, connection, limits), syncDriverStatistics(connection, limits)),
    stats: syncService(stats, connection, limits),
    addresses: syncService(address, connection, limits),
    addressLabels: syncService(addressLabel, connection, limits),
    multicastAddresses: syncService(multicastAddress, connection, limits),
    anycastAddresses: syncService(anycastAddress, connection, limits),
    netconf: syncService(netconf, connection, limits),
    routes: syncService(route, connection, limits),
    nexthops: syncService(nexthop, connection, limits),
    neighbours: syncService(neighbour, connection, limits),
    neighbourTables: syncService(neighbourTable, connection, limits),
    fdb: syncService(fdb, connection, limits),
    mdb: syncService(mdb, connection, limits),
    vlans: syncService(vlan, connection, limits),
    bridgePorts: syncService(bridgePort, connection, limits),
    mst: syncService(mst, connection, limits),
    rules: syncService(rule, connection, limits),
    nsids: Object.assign(syncService(nsid, connection, limits), syncNsidNames(connection, limits)),
    vnis: syncService(vni, connection, limits),
    conntrack: syncService(conntrack, connection, limits),
    nft: {
      commit: (transaction, { check, ...own } = {}) =>
        connection.runSync(committed(transaction, check), { ...limits, ...own }),
      list: syncService(nftables.list, connection, limits),
      generation: () => connection.runSync(nftables.generation(), limits),
    },
    namespaces: syncNamespaces,
    connection,
    run: (operation, own) => connection.runSync(operation, { ...limits, ...own }),
    batch: (operations: Iterable<Operation<unknown>>, own?: CallLimits) =>
      connection.runAllSync(operations, { ...limits, ...own }) as never,
    dump: (request, own) => connection.dumpSync(request, { ...limits, ...own }),
    with: (own) => syncNetlink(connection, { ...limits, ...own }),
    close,
    [Symbol.dispose]: close,
  };
}

/** The front door. */
export const netlink = {
  /**
   * Opens a connection to the kernel. Sockets are opened when first needed.
   * @throws SystemError where the namespace can't be opened, or an Error where netlink is not to be had at all (another system, the
   * native package missing)
   */
  open: async (options: NetlinkOptions = {}): Promise<Netlink> => asyncNetlink(connect(options)),
  /** The same with blocking methods. */
  openSync: (options: NetlinkOptions = {}): SyncNetlink => syncNetlink(connect(options)),
  /** Network namespaces, without a connection. */
  namespaces,
} as const;
