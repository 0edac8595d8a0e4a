import type { Namespace, NamespaceSource } from "./ns/index.ts";
import { create, open as openNamespace } from "./ns/index.ts";
import { exists, list as listNamespaces, remove as removeNamespace } from "./ns/index.ts";
import type { DirectoryOptions, NamedNamespace } from "./ns/index.ts";
import { socketsIn } from "./ns/transport-source.ts";
import * as address from "./ops/address.ts";
import type { Event } from "./ops/event.ts";
import { decodeEvent, subscriptionTo } from "./ops/event.ts";
import * as link from "./ops/link.ts";
import * as neighbour from "./ops/neighbour.ts";
import * as nftables from "./ops/nftables/index.ts";
import * as nsid from "./ops/nsid.ts";
import * as route from "./ops/route.ts";
import * as rule from "./ops/rule.ts";
import type { Dumping, Service, SyncDumping, SyncService } from "./service.ts";
import { service, syncService } from "./service.ts";
import type { Connection, ConnectionOptions } from "./socket/connection.ts";
import { openConnection } from "./socket/connection.ts";
import type { AsyncCallLimits, CallLimits } from "./socket/limits.ts";
import type { DumpRequest, Operation, Transaction } from "./socket/request.ts";
import type { Subscription, SubscriptionOptions } from "./socket/subscription.ts";

/** Where and how to open. */
export interface NetlinkOptions extends Omit<ConnectionOptions, "source"> {
  /** The network namespace to work in: a handle, a name in /run/netns, a path, a process. The calling thread's by default. */
  readonly namespace?: Namespace | NamespaceSource;
}

/** How events are listened to. */
export type EventOptions = Pick<SubscriptionOptions<Event>, "allNamespaces" | "receiveBuffer" | "signal">;

/** A namespace handle that can be worked in. */
export type NetlinkNamespace = Namespace & {
  /** Opens a connection inside the namespace: the same methods as outside. Close it. */
  netlink(options?: Omit<NetlinkOptions, "namespace">): Promise<Netlink>;
};

/** Named network namespaces. */
export interface Namespaces {
  /** Creates one; without a name it lives as long as its handle. Equivalent to `ip netns add NAME`. */
  create(name?: string, options?: DirectoryOptions): Promise<NetlinkNamespace>;
  /** Opens one that exists, by name, path, process or descriptor. */
  open(source: NamespaceSource, options?: DirectoryOptions): NetlinkNamespace;
  /** The named ones. Equivalent to `ip netns list`. */
  list(options?: DirectoryOptions): NamedNamespace[];
  /** Whether there is one of that name. */
  exists(name: string, options?: DirectoryOptions): boolean;
  /** Takes the name away; the namespace ends with its last user. Equivalent to `ip netns delete NAME`. */
  delete(name: string, options?: DirectoryOptions): Promise<void>;
}

/** nftables rules, tables, sets. */
export interface Nft {
  /**
   * Applies a transaction: all of it or nothing. Equivalent to `nft -f`.
   * @throws NetlinkError or BatchError naming each operation that was refused
   */
  commit<T>(transaction: Transaction<T>): Promise<T>;
  /** Lists of what is there. Equivalent to `nft list …`. */
  readonly list: Service<typeof nftables.list>;
}

/** {@link Nft}, blocking. */
export interface SyncNft {
  /** Applies a transaction: all of it or nothing. */
  commit<T>(transaction: Transaction<T>): T;
  /** Lists of what is there. */
  readonly list: SyncService<typeof nftables.list>;
}

/** An open connection with a method for everything it can do. */
export interface Netlink {
  /** Network devices: `ip link`. */
  readonly links: Service<typeof link> & Dumping<typeof link>;
  /** Addresses of links: `ip address`. */
  readonly addresses: Service<typeof address> & Dumping<typeof address>;
  /** Routes: `ip route`. */
  readonly routes: Service<typeof route> & Dumping<typeof route>;
  /** Neighbour tables: `ip neigh`. */
  readonly neighbours: Service<typeof neighbour> & Dumping<typeof neighbour>;
  /** Policy routing: `ip rule`. */
  readonly rules: Service<typeof rule> & Dumping<typeof rule>;
  /** Ids of other namespaces in this one: `ip netns list-id`. */
  readonly nsids: Service<typeof nsid> & Dumping<typeof nsid>;
  /** nftables: `nft`. */
  readonly nft: Nft;
  /** Named namespaces: `ip netns`. */
  readonly namespaces: Namespaces;
  /** The connection underneath, which runs any request. */
  readonly connection: Connection;
  /** Runs one operation. */
  run<T>(operation: Operation<T>, limits?: AsyncCallLimits): Promise<T>;
  /** Runs operations in order, many to a datagram. @throws BatchError with every failure */
  batch(operations: readonly Operation<unknown>[], limits?: AsyncCallLimits): Promise<unknown[]>;
  /** Streams a dump. */
  dump<Item>(request: DumpRequest<Item>, limits?: AsyncCallLimits): AsyncIterableIterator<Item>;
  /** Events of these objects from now on. Equivalent to `ip monitor`. */
  subscribe(objects: readonly Event["object"][], options?: EventOptions): Subscription<Event>;
  /** Closes the connection; calls under way reject. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** {@link Netlink} with methods that block until the kernel has answered. */
export interface SyncNetlink {
  readonly links: SyncService<typeof link> & SyncDumping<typeof link>;
  readonly addresses: SyncService<typeof address> & SyncDumping<typeof address>;
  readonly routes: SyncService<typeof route> & SyncDumping<typeof route>;
  readonly neighbours: SyncService<typeof neighbour> & SyncDumping<typeof neighbour>;
  readonly rules: SyncService<typeof rule> & SyncDumping<typeof rule>;
  readonly nsids: SyncService<typeof nsid> & SyncDumping<typeof nsid>;
  readonly nft: SyncNft;
  readonly connection: Connection;
  /** Runs one operation. */
  run<T>(operation: Operation<T>, limits?: CallLimits): T;
  /** Runs operations in order, many to a datagram. @throws BatchError with every failure */
  batch(operations: readonly Operation<unknown>[], limits?: CallLimits): unknown[];
  /** Streams a dump. */
  dump<Item>(request: DumpRequest<Item>, limits?: CallLimits): IterableIterator<Item>;
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
  using handle = openNamespace(namespace); // the sockets' source keeps it open
  return openConnection({ ...options, source: socketsIn(handle) });
}

function withNetlink(namespace: Namespace): NetlinkNamespace {
  return Object.assign(namespace, {
    netlink: (options?: Omit<NetlinkOptions, "namespace">) => netlink.open({ ...options, namespace }),
  });
}

const namespaces: Namespaces = {
  create: async (name, options) => withNetlink(await create(name, options)),
  open: (source, options) => withNetlink(openNamespace(source, options)),
  list: listNamespaces,
  exists,
  delete: removeNamespace,
};

function asyncNetlink(connection: Connection): Netlink {
  const close = (): Promise<void> => connection[Symbol.asyncDispose]();
  return {
    links: service(link, connection),
    addresses: service(address, connection),
    routes: service(route, connection),
    neighbours: service(neighbour, connection),
    rules: service(rule, connection),
    nsids: service(nsid, connection),
    nft: { commit: (transaction) => connection.run(transaction), list: service(nftables.list, connection) },
    namespaces,
    connection,
    run: (operation, limits) => connection.run(operation, limits),
    batch: (operations, limits) => connection.runAll(operations, limits),
    dump: (request, limits) => connection.dump(request, limits),
    subscribe: (objects, options) =>
      connection.subscribe({ ...options, ...subscriptionTo(objects), decode: decodeEvent }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function syncNetlink(connection: Connection): SyncNetlink {
  const close = (): void => connection.close();
  return {
    links: syncService(link, connection),
    addresses: syncService(address, connection),
    routes: syncService(route, connection),
    neighbours: syncService(neighbour, connection),
    rules: syncService(rule, connection),
    nsids: syncService(nsid, connection),
    nft: { commit: (transaction) => connection.runSync(transaction), list: syncService(nftables.list, connection) },
    connection,
    run: (operation, limits) => connection.runSync(operation, limits),
    batch: (operations, limits) => connection.runAllSync(operations, limits),
    dump: (request, limits) => connection.dumpSync(request, limits),
    close,
    [Symbol.dispose]: close,
  };
}

/** The front door. */
export const netlink = {
  /**
   * Opens a connection to the kernel. Sockets are opened when first needed.
   * @throws SystemError EPERM, or an Error where netlink is not to be had at all (another system, the native package missing)
   */
  open: async (options: NetlinkOptions = {}): Promise<Netlink> => asyncNetlink(connect(options)),
  /** The same with blocking methods. */
  openSync: (options: NetlinkOptions = {}): SyncNetlink => syncNetlink(connect(options)),
  /** Named network namespaces. */
  namespaces,
} as const;
