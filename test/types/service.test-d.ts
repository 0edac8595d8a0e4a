import { address, jsonReplacer, link, netlink, nft } from "ts-netlink";
import type {
  addressLabel,
  Event,
  fdb,
  mdb,
  Method,
  MulticastReport,
  multicastAddress,
  neighbourTable,
  netconf,
  Netlink,
  nexthop,
  nsid,
  vni,
  Operation,
  route,
  stats,
  SubscriptionEvent,
  SyncMethod,
  SyncNetlink,
  vlan,
} from "ts-netlink";
import type { NamespaceChild } from "ts-netlink/ns";
import type { EndpointSpec, Sandbox, Topology } from "ts-netlink/topology";
import { describe, expectTypeOf, it } from "vitest";

declare const nl: Netlink;
declare const sync: SyncNetlink;
declare const topology: Topology;

describe("the front door", () => {
  it("opens", () => {
    expectTypeOf(netlink.open()).resolves.toEqualTypeOf<Netlink>();
    expectTypeOf(netlink.openSync({ namespace: "blue" })).toEqualTypeOf<SyncNetlink>();
    expectTypeOf(netlink.open).toBeCallableWith({ namespace: { pid: 1 }, timeout: 100 });
  });

  it("has methods with the parameters of the operations and a promise of their results", () => {
    expectTypeOf(nl.links.get).parameters.toEqualTypeOf<Parameters<typeof link.get>>();
    expectTypeOf(nl.links.get("lo")).resolves.toEqualTypeOf<link.Link>();
    expectTypeOf(nl.links.list()).resolves.toEqualTypeOf<link.Link[]>();
    expectTypeOf(nl.links.add({ info: { kind: "ifb" } })).resolves.toEqualTypeOf<link.Link>();
    expectTypeOf(nl.links.delete("v0", { ifExists: true })).resolves.toEqualTypeOf<void>();
    expectTypeOf(nl.routes.flush({ table: 100 })).resolves.toEqualTypeOf<number>();
    expectTypeOf(nl.routes.save({ dev: "eth0" })).resolves.toEqualTypeOf<Uint8Array>();
    expectTypeOf(nl.nexthops.getBucket(10, 3)).resolves.toEqualTypeOf<nexthop.NexthopBucket>();
    expectTypeOf(nl.nexthops.dump({ groups: true })).toEqualTypeOf<AsyncIterableIterator<nexthop.Nexthop>>();
    expectTypeOf(nl.links.wait("v0", { operstate: "up" }, { timeout: 5 })).resolves.toEqualTypeOf<link.Link>();
    expectTypeOf(nl.links.waitGone("v0")).resolves.toEqualTypeOf<void>();
    expectTypeOf(nl.addresses.waitSettled("v0")).resolves.toEqualTypeOf<address.Address[]>();
    expectTypeOf(nl.links.driverStatistics("v0")).resolves.toEqualTypeOf<Record<string, bigint>>();
    expectTypeOf(sync.links.driverStatistics("v0")).toEqualTypeOf<Record<string, bigint>>();
    expectTypeOf(nl.nsids.nameOf(0)).resolves.toEqualTypeOf<string | undefined>();
    expectTypeOf(nl.stats.get("v0", { groups: ["link_64"] })).resolves.toEqualTypeOf<stats.LinkStatistics>();
    expectTypeOf(nl.stats.set).toBeCallableWith("v0", { l3Stats: true });
    expectTypeOf(nl.links.settings("v0")).resolves.toEqualTypeOf<link.LinkSettings>();
    expectTypeOf(nl.links.setVirtualFunction).toBeCallableWith("v0", 1, { vlan: 5, linkState: "auto" });
    expectTypeOf(nl.links.list({ master: "b0" })).resolves.toEqualTypeOf<link.Link[]>();
    expectTypeOf(nl.neighbourTables.set).toBeCallableWith({ name: "arp_cache", dev: "v0", retransTimeMs: 500 });
    expectTypeOf(nl.neighbourTables.list({ dev: "v0" })).resolves.toEqualTypeOf<neighbourTable.NeighbourTable[]>();
    expectTypeOf(nl.nft.list.tables()).resolves.toEqualTypeOf<nft.Table[]>();
    expectTypeOf(nl.nft.generation()).resolves.toEqualTypeOf<nft.Generation>();
    expectTypeOf(nl.nft.commit(nft.transaction(() => {}))).resolves.toEqualTypeOf<nft.TransactionResult>();
    // @ts-expect-error not an operation
    void nl.links.nameFault;
  });

  it("has them without promises in its synchronous form", () => {
    expectTypeOf(sync.links.get("lo")).toEqualTypeOf<link.Link>();
    expectTypeOf(sync.addresses.list({ dev: "lo" })).toEqualTypeOf<address.Address[]>();
    expectTypeOf(sync.nft.commit(nft.transaction(() => {}))).toEqualTypeOf<nft.TransactionResult>();
    expectTypeOf(sync.namespaces.create("blue").netlinkSync()).toEqualTypeOf<SyncNetlink>();
    // @ts-expect-error a blocking call can't be aborted
    sync.with({ signal: AbortSignal.timeout(1) });
  });

  it("keeps every overload", () => {
    expectTypeOf(nl.addresses.add("v0", "10.0.0.1/24")).resolves.toEqualTypeOf<void>();
    expectTypeOf(nl.addresses.add({} as address.Address)).resolves.toEqualTypeOf<void>();
    expectTypeOf(sync.addresses.add("v0", "10.0.0.1/24", { label: "v0:1" })).toEqualTypeOf<void>();
    expectTypeOf(nl.addresses.list({ dev: "lo" })).resolves.toEqualTypeOf<address.Address[]>();
    expectTypeOf(nl.addresses.list()).resolves.toEqualTypeOf<address.Address[]>();
    // @ts-expect-error neither a link with an address nor a listed address
    void nl.addresses.add("v0");
    // @ts-expect-error the third overload is none
    void nl.addresses.add("v0", 24);
  });

  it("streams what a list that needs no other question first would collect", () => {
    expectTypeOf(nl.routes.dump({ table: 100 })).toEqualTypeOf<AsyncIterableIterator<route.Route>>();
    expectTypeOf(sync.links.dump()).toEqualTypeOf<IterableIterator<link.Link>>();
    // @ts-expect-error a name has to be looked up
    nl.routes.dump({ dev: "eth0" });
    // @ts-expect-error lists of nftables are streamed by nl.dump(nft.list.rules())
    void nl.nft.list.dump;
  });

  it("has address labels, groups, settings and ids of namespaces", () => {
    expectTypeOf(nl.addressLabels.get("2001:db8::1")).resolves.toEqualTypeOf<number>();
    expectTypeOf(nl.addressLabels.delete).toBeCallableWith({} as addressLabel.AddressLabel);
    expectTypeOf(nl.netconf.get("all", { family: "inet6" })).resolves.toEqualTypeOf<netconf.Netconf>();
    expectTypeOf(nl.multicastAddresses.list()).resolves.toEqualTypeOf<multicastAddress.GroupAddress[]>();
    expectTypeOf(sync.multicastAddresses.dump({ family: "inet6" })).toEqualTypeOf<
      IterableIterator<multicastAddress.GroupAddress>
    >();
    // @ts-expect-error both families are two dumps
    sync.multicastAddresses.dump();
    expectTypeOf(nl.anycastAddresses.dump()).toEqualTypeOf<AsyncIterableIterator<multicastAddress.GroupAddress>>();
    expectTypeOf(sync.nsids.list({ from: 5 })).toEqualTypeOf<nsid.Nsid[]>();
    expectTypeOf(sync.vnis.list({ dev: "vx0", stats: true })).toEqualTypeOf<vni.Vni[]>();
    expectTypeOf(nl.addresses.save({ dev: "v0" })).resolves.toEqualTypeOf<Uint8Array>();
    expectTypeOf(sync.addresses.restore(new Uint8Array())).toEqualTypeOf<number>();
    // @ts-expect-error a function of bytes, which asks nobody
    void nl.addresses.saved;
  });

  it("gives the results of a batch one for one", () => {
    const batch = nl.batch([link.get("lo"), address.list(), link.setUp("lo")]);
    expectTypeOf(batch).resolves.toEqualTypeOf<[link.Link, address.Address[], void]>();
    const many = [1, 2].map((index) => link.get(index));
    expectTypeOf(sync.batch(many)).toEqualTypeOf<link.Link[]>();
    expectTypeOf(nl.batch(new Set([link.get("lo")]))).resolves.toEqualTypeOf<unknown[]>();
  });

  it("knows the objects of bridges", () => {
    expectTypeOf(nl.fdb.list({ bridge: "br0" })).resolves.toEqualTypeOf<fdb.FdbEntry[]>();
    expectTypeOf(nl.fdb.dump({ bridge: 2, kind: "dynamic" })).toEqualTypeOf<AsyncIterableIterator<fdb.FdbEntry>>();
    expectTypeOf(nl.fdb.delete).toBeCallableWith({} as fdb.FdbEntry);
    expectTypeOf(nl.mdb.delete).toBeCallableWith({} as mdb.MdbEntry);
    expectTypeOf(nl.vlans.add).toBeCallableWith({} as vlan.Vlan);
    expectTypeOf(nl.vlans.delete).toBeCallableWith({} as vlan.Vlan);
    expectTypeOf(sync.bridgePorts.set).toBeCallableWith("v0", { learning: false, backupPort: null });
    expectTypeOf(nl.mst.set).toBeCallableWith("v0", { msti: 2, state: "blocking" });
    // @ts-expect-error no such state
    void nl.mst.set("v0", { msti: 2, state: "off" });
    // @ts-expect-error a message tells of many groups
    void nl.mdb.dump;
  });

  it("tells events by their object", () => {
    expectTypeOf(nl.subscribe(["link"])).toExtend<AsyncIterable<SubscriptionEvent<Event>>>();
    const name = (event: Event): string | undefined => {
      if (event.object === "link") return event.value.name;
      if (event.object === "route") return event.value.to;
      return undefined;
    };
    void name;
    const prefix = (event: Event): string | undefined => (event.object === "prefix" ? event.value.prefix : undefined);
    void prefix;
    expectTypeOf<Extract<Event, { object: "multicastReport" }>["value"]>().toEqualTypeOf<MulticastReport>();
    // @ts-expect-error no such object
    nl.subscribe(["links"]);
  });

  it("names what calls are made of", () => {
    expectTypeOf<link.AddOptions>().toExtend<link.LinkSwitches & link.OffloadLimits>();
    expectTypeOf(nl.links.deleteMany).parameter(1).toEqualTypeOf<link.DeleteManyOptions | undefined>();
    expectTypeOf<NonNullable<link.SetOptions["bridgePort"]>>().toEqualTypeOf<link.BridgePortOptions>();
    expectTypeOf<nexthop.Nexthop["flags"]>().toEqualTypeOf<readonly nexthop.NexthopFlag[]>();
  });

  it("gives namespaces that can be worked in", async () => {
    const blue = await nl.namespaces.create("blue");
    expectTypeOf(blue.netlink()).resolves.toEqualTypeOf<Netlink>();
    expectTypeOf(blue.spawn("true")).toEqualTypeOf<NamespaceChild>();
    expectTypeOf(blue.sysctl.get("net.ipv4.ip_forward")).resolves.toEqualTypeOf<string>();
    expectTypeOf(nl.links.set).toBeCallableWith("v1", { namespace: blue });
    expectTypeOf(jsonReplacer).toBeCallableWith("", 1n);
  });
});

describe("methods of functions", () => {
  interface Two {
    (name: string): Operation<number>;
    (index: number): Operation<boolean>;
  }
  interface Three extends Two {
    (both: boolean): Operation<void>;
  }

  it("of any number of overloads up to three, also without parameters", () => {
    expectTypeOf<Method<() => Operation<number>>>().toEqualTypeOf<() => Promise<number>>();
    expectTypeOf<SyncMethod<() => Operation<number>>>().toEqualTypeOf<() => number>();
    expectTypeOf<Method<(name?: string) => Operation<void>>>().toEqualTypeOf<(name?: string) => Promise<void>>();
    const two = null as unknown as Method<Two>;
    expectTypeOf(two("a")).resolves.toEqualTypeOf<number>();
    expectTypeOf(two(1)).resolves.toEqualTypeOf<boolean>();
    // @ts-expect-error neither
    void two(true);
    const three = null as unknown as SyncMethod<Three>;
    expectTypeOf(three("a")).toEqualTypeOf<number>();
    expectTypeOf(three(1)).toEqualTypeOf<boolean>();
    expectTypeOf(three(true)).toEqualTypeOf<void>();
  });
});

describe("topologies", () => {
  it("say what they made", () => {
    expectTypeOf(topology.sandboxes.create({ name: "vm1" })).resolves.toEqualTypeOf<Sandbox>();
    const container = { path: "/proc/1/ns/net" };
    expectTypeOf(topology.networks.attach({ network: "br0", container })).resolves.toEqualTypeOf<EndpointSpec>();
    // @ts-expect-error tap or veth
    void topology.sandboxes.create({ name: "vm1", guest: "tun" });
  });
});
