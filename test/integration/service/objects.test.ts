import { BatchError, EncodeError, link, netlink, NetlinkError, route } from "ts-netlink";
import type { Netlink, SyncNetlink } from "ts-netlink";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

let namespace: ScratchNamespace;
let nl: Netlink;
let sync: SyncNetlink;
beforeEach(async () => {
  namespace = scratchNamespace();
  nl = await netlink.open({ namespace: namespace.name });
  sync = netlink.openSync({ namespace: { path: namespace.path } });
});
afterEach(async () => {
  sync.close();
  await nl.close();
});

/** What `ip -j` prints for these words. */
const ip = (words: string): Record<string, unknown>[] => JSON.parse(namespace.ip(`-j ${words}`)) as never;
const names = (): unknown[] => ip("link show").map(({ ifname }) => ifname);

/** A veth pair v0, v1 that is up, v0 with 10.0.0.1/24. */
function pair(): void {
  namespace.shell(`
    ip link add v0 type veth peer name v1
    ip address add 10.0.0.1/24 dev v0
    ip link set v0 up
    ip link set v1 up
  `);
}

requireTool("ip")("methods of an open connection", () => {
  it("links: what is added, changed and deleted is what ip shows", async () => {
    const made = await nl.links.add({
      name: "v0",
      mtu: 1400,
      info: { kind: "veth", data: { peer: { name: "v1", address: "02:00:00:00:00:02" } } },
    });
    expect(made).toMatchObject({ name: "v0", mtu: 1400, up: false, info: { kind: "veth" } });
    await nl.links.set("v0", { up: true, alias: "left" });
    await nl.links.setUp(await nl.links.get("v1"));
    await nl.links.addAltName("v0", "a-longer-name-than-fifteen");
    expect(ip("link show v0")).toMatchObject([
      { ifindex: made.index, mtu: 1400, ifalias: "left", operstate: "UP", altnames: ["a-longer-name-than-fifteen"] },
    ]);
    expect(ip("link show v1")).toMatchObject([{ address: "02:00:00:00:00:02" }]);
    expect((await nl.links.get("a-longer-name-than-fifteen")).index).toBe(made.index);
    expect((await nl.links.list({ kind: "veth", up: true })).map(({ name }) => name).sort()).toEqual(["v0", "v1"]);
    await nl.links.delete("v0");
    await nl.links.delete("v0", { ifExists: true });
    expect(names()).toEqual(["lo"]);
  });

  it("labels and settings of addresses, and groups", async () => {
    pair();
    await nl.addressLabels.add({ prefix: "2001:db8::/32", label: 99, dev: "v0" });
    expect(ip("addrlabel list")).toContainEqual({ address: "2001:db8::", prefixlen: 32, ifname: "v0", label: 99 });
    expect(sync.addressLabels.get("2001:db8::1", { dev: "v0" })).toBe(99);
    for await (const label of nl.addressLabels.dump()) await nl.addressLabels.delete(label);
    expect(ip("addrlabel list")).toEqual([]);
    sync.addresses.replace("v0", "10.0.0.1/24", { metric: 7 });
    expect(ip("address show dev v0")[0]).toMatchObject({ addr_info: [{ local: "10.0.0.1", metric: 7 }, {}] });
    const file = await nl.addresses.save({ dev: "v0", family: "inet" });
    expect(sync.addresses.flush({ dev: "v0", family: "inet" })).toBe(1);
    expect(await nl.addresses.restore(file)).toBe(1);
    expect(ip("address show dev v0")[0]).toMatchObject({ addr_info: [{ local: "10.0.0.1", metric: 7 }, {}] });
    namespace.shell("sysctl -qw net.ipv4.conf.v0.rp_filter=2");
    expect((await nl.netconf.get("v0")).reversePathFilter).toBe("loose");
    const groups = sync.multicastAddresses.list({ family: "inet6", dev: "v0" }).map(({ address }) => address);
    expect(groups).toEqual(expect.arrayContaining(["ff02::1", "ff01::1"]));
    expect(await nl.anycastAddresses.list({ dev: "v0" })).toEqual([]);
  });

  it("addresses, routes, neighbours, rules: likewise", async () => {
    pair();
    await nl.addresses.add("v0", "10.1.0.1/16", { broadcast: "auto" });
    await nl.routes.add({ to: "default", via: "10.0.0.254" });
    await nl.routes.replace({ to: "192.0.2.0/24", dev: "v0", metric: 5 });
    await nl.neighbours.add({ dev: "v0", address: "10.0.0.254", lladdr: "02:00:00:00:00:fe", state: "permanent" });
    await nl.neighbourTables.set({ name: "arp_cache", dev: "v0", retransTimeMs: 500 });
    await nl.rules.add({ from: "10.1.0.0/16", table: 100, priority: 500 });
    expect(ip("-4 address show v0")[0]?.["addr_info"]).toMatchObject([
      { local: "10.0.0.1" },
      { local: "10.1.0.1", prefixlen: 16, broadcast: "10.1.255.255" },
    ]);
    expect(ip("route show default")).toMatchObject([{ dst: "default", gateway: "10.0.0.254", dev: "v0" }]);
    expect(ip("route show 192.0.2.0/24")).toMatchObject([{ dev: "v0", metric: 5 }]);
    expect(ip("neigh show 10.0.0.254")).toMatchObject([{ lladdr: "02:00:00:00:00:fe", state: ["PERMANENT"] }]);
    expect(ip("ntable show dev v0 name arp_cache")).toMatchObject([{ retrans: 500 }]);
    expect(ip("rule show priority 500")).toMatchObject([{ src: "10.1.0.0", srclen: 16, table: "100" }]);

    expect(await nl.routes.get("203.0.113.9")).toMatchObject({ via: "10.0.0.254", source: "10.0.0.1" });
    for (const listed of await nl.addresses.list({ dev: "v0", to: "10.1.0.0/16" })) await nl.addresses.delete(listed);
    for (const listed of await nl.rules.list({ priority: 500 })) await nl.rules.delete(listed);
    expect(await nl.routes.flush({ to: "192.0.2.0/24" })).toBe(1);
    expect(await nl.neighbours.list({ dev: "v0", state: ["permanent"] })).toMatchObject([{ address: "10.0.0.254" }]);
    expect(ip("-4 address show v0")[0]?.["addr_info"]).toMatchObject([{ local: "10.0.0.1" }]);
    expect(ip("rule show priority 500")).toEqual([]);
    expect(ip("route show 192.0.2.0/24")).toEqual([]);
  });

  it("nsids: gives the namespace of a handle a number", async () => {
    const other = scratchNamespace();
    await using handle = netlink.namespaces.open(other.name);
    expect(await nl.nsids.get(handle)).toBeUndefined();
    await nl.nsids.set(handle, 7);
    expect(await nl.nsids.list()).toEqual([{ nsid: 7 }]);
    expect(ip("netns list-id")).toMatchObject([{ nsid: 7, name: other.name }]);
  });

  it("block in their synchronous form, with the same results", async () => {
    sync.links.add({ name: "v0", info: { kind: "veth", data: { peer: { name: "v1" } } } });
    sync.links.set("v0", { up: true });
    sync.addresses.add("v0", "10.0.0.1/24");
    sync.routes.add({ to: "192.0.2.0/24", via: "10.0.0.2" });
    expect(sync.links.list()).toEqual(await nl.links.list());
    expect(sync.addresses.list()).toEqual(await nl.addresses.list());
    expect(sync.routes.list({ table: "main" })).toEqual(await nl.routes.list({ table: "main" }));
    expect(sync.rules.list()).toEqual(await nl.rules.list());
    expect(names()).toContain("v0");
  });
});

describe.runIf(process.geteuid?.() === 0)("refusals", () => {
  it("name operation, kernel's text and attribute", async () => {
    pair();
    const error = await nl.links.set("v0", { mtu: 1_000_000 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NetlinkError);
    expect(error).toMatchObject({ code: "EINVAL", message: expect.stringContaining("set link v0") as string });
    await expect(nl.links.get("nothere")).rejects.toMatchObject({ name: "NetlinkError", code: "ENODEV", errno: 19 });
    expect(() => sync.links.get("nothere")).toThrow(/get link nothere: No such device \(ENODEV\)/);
  });

  it("reject where the value can't be sent, instead of throwing out of the call", async () => {
    const refused = nl.links.add({ name: "sixteen-bytes-xx", info: { kind: "dummy" } });
    await expect(refused).rejects.toBeInstanceOf(EncodeError);
    expect(() => sync.links.add({ name: "sixteen-bytes-xx", info: { kind: "dummy" } })).toThrow(EncodeError);
  });

  it("of a namespace that is not there come when it is opened", async () => {
    await expect(netlink.open({ namespace: `${namespace.name}no` })).rejects.toMatchObject({ code: "ENOENT" });
    expect(() => netlink.openSync({ namespace: { pid: 2 ** 22 + 1 } })).toThrow(/4194305/);
  });
});

requireTool("ip")("batches", () => {
  it("give each operation's own result, in order", async () => {
    pair();
    const [lo, , all] = await nl.batch([link.get("lo"), link.set("v0", { mtu: 1300 }), link.list()]);
    expect(lo.index).toBe(1);
    expect(all.find(({ name }) => name === "v0")?.mtu).toBe(1300);
    expect(sync.batch([link.get("lo")])[0].name).toBe("lo");
  });

  it("take a generator, and tell every failure with its position", async () => {
    pair();
    function* routes() {
      for (let n = 0; n < 300; n++)
        yield route.add({ to: `10.9.${n === 7 ? 6 : n >> 8}.${n & 255}/32`, via: "10.0.0.2" });
      yield route.add({ to: "10.9.0.0/32", via: "10.0.0.2" });
    }
    const error: unknown = await nl.batch(routes()).catch((thrown: unknown) => thrown);
    if (!(error instanceof BatchError)) throw error;
    expect(error.failures).toMatchObject([{ index: 300, error: { code: "EEXIST" } }]);
    expect(ip("route show root 10.9.0.0/16")).toHaveLength(300);
  });
});

requireTool("ip")("streams", () => {
  it("give item by item what a list collects, and may be left early", async () => {
    pair();
    namespace.shell("for n in $(seq 0 199); do echo route add 10.9.$n.0/24 via 10.0.0.2 table 100; done | ip -batch -");
    const found: string[] = [];
    for await (const { to } of nl.routes.dump({ table: 100 })) found.push(to);
    expect(found).toHaveLength(200);
    expect(new Set(found)).toEqual(new Set((await nl.routes.list({ table: 100 })).map(({ to }) => to)));
    expect([...sync.routes.dump({ table: 100 })].map(({ to }) => to)).toEqual(found);
    for await (const { to } of nl.dump(route.list({ table: 100 }))) {
      expect(to).toBe(found[0]);
      break;
    }
    expect(await nl.links.get("lo")).toMatchObject({ index: 1 });
  });

  it("refuse a link by its name, which is another question first", () => {
    // @ts-expect-error the types say so too
    expect(() => nl.addresses.dump({ dev: "lo" })).toThrow(/index/);
    // @ts-expect-error the types say so too
    expect(() => sync.addresses.dump({ dev: "lo" })).toThrow(/index/);
  });
});
