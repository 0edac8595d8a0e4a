import { netlink } from "ts-netlink";
import { expect, it } from "vitest";
import { until } from "../../support/events.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireKernel, requireTool } from "../../support/tools.ts";

/** A bridge with a port, both up. */
function fresh(options = ""): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(`ip link add br0 type bridge ${options}
    ip link add v0 type veth peer name p0
    ip link set v0 master br0
    ip link set p0 up
    ip link set v0 up
    ip link set br0 up`);
  return namespace;
}

requireTool("ip", "bridge")("events of bridges", () => {
  it("tell of forwarding entries as a list does, and not of neighbours", async () => {
    const namespace = fresh("vlan_default_pvid 0");
    await using nl = await netlink.open({ namespace: namespace.name });
    await using entries = nl.subscribe(["fdb"]);
    await using neighbours = nl.subscribe(["neighbour"]);
    await Promise.all([entries.ready, neighbours.ready]);
    const lladdr = "02:00:00:00:00:01";
    namespace.shell(`bridge fdb add ${lladdr} dev v0 master static`);
    const [listed] = (await nl.fdb.list({ bridge: "br0" })).filter((entry) => entry.lladdr === lladdr);
    namespace.shell(`bridge fdb del ${lladdr} dev v0 master; ip neighbour add 10.0.0.2 dev p0 lladdr ${lladdr}`);
    const seen = await until(entries, ({ change }) => change === "delete");
    const own = seen.filter(({ object, value }) => object === "fdb" && value.lladdr === lladdr);
    expect(own.map(({ change }) => change)).toEqual(["new", "delete"]);
    expect({ ...own[0]?.value, used: 0, updated: 0 }).toEqual({ ...listed, used: 0, updated: 0 });
    const others = await until(
      neighbours,
      ({ object, value }) => object === "neighbour" && value.address === "10.0.0.2",
    );
    expect(new Set(others.map(({ object }) => object))).toEqual(new Set(["neighbour"]));
  });

  it("ask for the forwarding entry that a VXLAN misses", async () => {
    const namespace = fresh();
    const lladdr = "02:00:00:00:00:09";
    namespace.shell(`ip link add vx0 type vxlan id 6 dstport 4788 l2miss
      ip link set vx0 up
      ip address add 10.3.0.1/24 dev vx0
      ip neighbour add 10.3.0.2 lladdr ${lladdr} dev vx0`);
    await using nl = await netlink.open({ namespace: namespace.name });
    const { index } = await nl.links.get("vx0");
    await using events = nl.subscribe(["fdb"]);
    await events.ready;
    namespace.run("ping", ["-c", "1", "-W", "1", "10.3.0.2"]);
    const seen = await until(events, ({ change }) => change === "miss");
    expect(seen.at(-1)).toMatchObject({ object: "fdb", change: "miss", value: { dev: index, lladdr } });
  });

  it("tell of groups and of ports with routers", async () => {
    const namespace = fresh();
    await using nl = await netlink.open({ namespace: namespace.name });
    const [{ index: dev }, { index: port }] = [await nl.links.get("br0"), await nl.links.get("v0")];
    await using events = nl.subscribe(["mdb", "multicastRouter"]);
    await events.ready;
    namespace.shell(`bridge mdb add dev br0 port v0 grp 239.1.1.1 permanent
      bridge mdb del dev br0 port v0 grp 239.1.1.1
      bridge link set dev v0 mcast_router 2
      bridge link set dev v0 mcast_router 0`);
    const seen = await until(events, ({ object, change }) => object === "multicastRouter" && change === "delete");
    // The kernel joins groups of its own meanwhile.
    const told = seen.filter((event) => event.object !== "mdb" || event.value.group === "239.1.1.1");
    expect(told).toMatchObject([
      { object: "mdb", change: "new", value: { dev, port, group: "239.1.1.1", permanent: true, protocol: 4 } },
      { object: "mdb", change: "delete", value: { dev, port, group: "239.1.1.1" } },
      { object: "multicastRouter", change: "new", value: { dev, port } },
      { object: "multicastRouter", change: "delete", value: { dev, port } },
    ]);
  });
});

requireKernel("VLAN filtering of bridges", "ip link add br0 type bridge vlan_filtering 1")("events of VLANs", () => {
  it("tell of ranges, their options and those of the whole bridge", async () => {
    const namespace = fresh("vlan_filtering 1 mcast_vlan_snooping 1");
    await using nl = await netlink.open({ namespace: namespace.name });
    const [{ index: bridge }, { index: dev }] = [await nl.links.get("br0"), await nl.links.get("v0")];
    await using events = nl.subscribe(["vlan", "vlanGlobal"]);
    await events.ready;
    namespace.shell(`bridge vlan add dev br0 vid 10 self
      bridge vlan add dev v0 vid 10-12 untagged
      bridge vlan set dev v0 vid 11 state blocking
      bridge vlan global set dev br0 vid 10 mcast_querier 1
      bridge vlan del dev v0 vid 10-12`);
    const seen = await until(events, ({ change }) => change === "delete");
    expect(seen).toMatchObject([
      { object: "vlan", change: "new", value: { dev: bridge, vid: 10 } },
      { object: "vlan", change: "new", value: { dev, vid: 10, vidEnd: 12, untagged: true, state: "forwarding" } },
      { object: "vlan", change: "new", value: { dev, vid: 11, state: "blocking" } },
      { object: "vlanGlobal", change: "new", value: { dev: bridge, vid: 10, mcastQuerier: 1 } },
      { object: "vlan", change: "delete", value: { dev, vid: 10, vidEnd: 12 } },
    ]);
  });
});
