import { address, link, neighbour, nexthop, nft, nsid, operation, route, rule } from "ts-netlink";
import type { DumpRequest, Operation, Request, Transaction } from "ts-netlink";
import type { Connection } from "ts-netlink/socket";
import { describe, expectTypeOf, it } from "vitest";

declare const connection: Connection;

describe("operations say what they result in", () => {
  it("single requests, lists and operations of several steps", () => {
    expectTypeOf(link.get("eth0")).toEqualTypeOf<Request<link.Link>>();
    expectTypeOf(link.list()).toEqualTypeOf<DumpRequest<link.Link>>();
    expectTypeOf(link.add({ info: { kind: "bridge" } })).toEqualTypeOf<Operation<link.Link>>();
    expectTypeOf(link.set("eth0", { up: true })).toEqualTypeOf<Operation<void>>();
    expectTypeOf(neighbour.list()).toExtend<Operation<neighbour.Neighbour[]>>();
    expectTypeOf(rule.list()).toEqualTypeOf<DumpRequest<rule.Rule>>();
    expectTypeOf(nsid.get({ pid: 1 })).toEqualTypeOf<Request<number | undefined>>();
    expectTypeOf(nft.transaction(() => {})).toEqualTypeOf<Transaction<nft.TransactionResult>>();
  });

  it("a list by a link's name is an operation, by its index a dump", () => {
    expectTypeOf(address.list({ dev: 1 })).toEqualTypeOf<DumpRequest<address.Address>>();
    expectTypeOf(address.list({ dev: "eth0" })).toEqualTypeOf<Operation<address.Address[]>>();
    expectTypeOf(route.list({ table: "main" })).toEqualTypeOf<DumpRequest<route.Route>>();
    expectTypeOf(route.list({ dev: "eth0" })).toEqualTypeOf<Operation<route.Route[]>>();
  });

  it("yield* gives the step's result, and the whole its return value", () => {
    const both = operation(function* () {
      const found = yield* link.get("eth0");
      expectTypeOf(found).toEqualTypeOf<link.Link>();
      const addresses = yield* address.list({ dev: found.index });
      expectTypeOf(addresses).toEqualTypeOf<address.Address[]>();
      const { handle } = yield* nft.transaction(() => {}, { echo: true });
      expectTypeOf(handle(0)).toEqualTypeOf<bigint | undefined>();
      return { found, count: addresses.length };
    });
    expectTypeOf(both).toEqualTypeOf<Operation<{ found: link.Link; count: number }>>();
    expectTypeOf(connection.run(both)).resolves.toEqualTypeOf<{ found: link.Link; count: number }>();
    expectTypeOf(connection.runSync(link.get("lo"))).toEqualTypeOf<link.Link>();
    expectTypeOf(connection.dump(route.list())).toEqualTypeOf<AsyncIterableIterator<route.Route>>();
    // @ts-expect-error a single request is no dump
    connection.dump(link.get("lo"));
  });

  it("what a list returns is input for delete, and for add", () => {
    expectTypeOf(address.delete).toBeCallableWith({} as address.Address);
    expectTypeOf(address.add).toBeCallableWith({} as address.Address);
    expectTypeOf(route.delete).toBeCallableWith({} as route.Route);
    expectTypeOf(nexthop.delete).toBeCallableWith({} as nexthop.Nexthop);
    expectTypeOf(nexthop.add).toBeCallableWith({} as nexthop.Nexthop);
    expectTypeOf(route.add).toBeCallableWith({} as route.Route);
    expectTypeOf(neighbour.delete).toBeCallableWith({} as neighbour.Neighbour);
    expectTypeOf(rule.delete({} as rule.Rule)).toEqualTypeOf<Operation<void>>();
    expectTypeOf(rule.delete([{} as rule.Rule])).toEqualTypeOf<Operation<void>>();
    expectTypeOf(rule.delete({ priority: 5 })).toEqualTypeOf<Request<void>>();
    expectTypeOf(link.delete).toBeCallableWith({} as link.Link);
  });
});

describe("options are checked", () => {
  it("a link's options belong to its kind", () => {
    link.add({ name: "v0", info: { kind: "veth", data: { peer: { name: "v1", namespace: { pid: 1 } } } } });
    // @ts-expect-error a VLAN has an id
    link.add({ name: "v0.5", info: { kind: "vlan" } });
    // @ts-expect-error an option of bridges
    link.add({ name: "v0.5", info: { kind: "vlan", data: { id: 5, forwardDelay: 1 } } });
    // @ts-expect-error a kind that is not known needs `unknown` with its name
    link.add({ name: "w0", info: { kind: "wwan" } });
    link.add({ name: "w0", info: { kind: "unknown", name: "wwan" } });
    link.add({ name: "g0", info: { kind: "gre", data: { link: "eth0", iflags: ["key"], encapType: "fou" } } });
    // @ts-expect-error an option of tunnels over IPv6
    link.add({ name: "g0", info: { kind: "gre", data: { encapLimit: 4 } } });
    // @ts-expect-error no such flag
    link.add({ name: "g0", info: { kind: "gre", data: { iflags: ["quay"] } } });
  });

  it("a device is named as everywhere, and `null` is none where there may be none", () => {
    link.add({ name: "h0", info: { kind: "hsr", data: { slave1: "eth0", slave2: 3 } } });
    link.set("b0", { info: { kind: "bond", data: { mode: "activebackup", primary: "eth0", activeSlave: null } } });
    link.set("eth0", { bondSlave: { queueId: 1 } });
    link.add({ info: { kind: "netkit", data: { mode: "l2", peerInfo: { name: "nk1", namespace: { pid: 1 } } } } });
    link.set("eth0.5", { info: { kind: "vlan", data: { id: 5, flags: { gvrp: true, reorder_hdr: false } } } });
    // @ts-expect-error no such flag
    link.set("eth0.5", { info: { kind: "vlan", data: { id: 5, flags: { gvpr: true } } } });
    // @ts-expect-error a ring has two devices
    link.add({ name: "h0", info: { kind: "hsr" } });
    // @ts-expect-error no such mode
    link.set("b0", { info: { kind: "bond", data: { mode: "active-backup" } } });
  });

  it("names are those of the kernel", () => {
    route.add({ to: "10.0.0.0/8", type: "blackhole", table: "main", protocol: "static", scope: "link" });
    // @ts-expect-error no such table name; numbers are taken
    route.add({ to: "default", table: "mian" });
    const segments = ["2001:db8::1"];
    route.add({ to: "::/0", encap: { kind: "seg6", data: { mode: "encap.red", segments } } });
    // @ts-expect-error no such mode
    route.add({ to: "::/0", encap: { kind: "seg6", data: { mode: "around", segments } } });
    // @ts-expect-error an option of another encapsulation
    route.add({ to: "::/0", encap: { kind: "mpls", data: { segments } } });
    // @ts-expect-error no such flag
    address.add("eth0", "10.0.0.1/24", { flags: ["nodat"] });
    // @ts-expect-error a destination is needed
    route.add({ via: "10.0.0.1" });
    nft.rule(nft.tcp.dport("80-90"), nft.ip.saddr(nft.not("@hosts")), nft.accept());
    // @ts-expect-error hooks have names
    nft.transaction((t) => t.addChain({ family: "ip", table: "t", name: "c", hook: "preroutign" }));
  });
});
