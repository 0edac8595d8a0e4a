/** Statistics of links against the real kernel and `ip stats`. */
import { expect, it } from "vitest";
import { netlink } from "ts-netlink";
import { link, stats } from "ts-netlink/ops";
import { check, run } from "../../support/namespace.ts";
import { netdevsim, requireNetdevsim } from "../../support/netdevsim.ts";
import type { Place } from "../../support/place.ts";
import { failure, place } from "../../support/place.ts";
import { requireKernel, requireLinkKind, requireTool } from "../../support/tools.ts";

/** What `ip` shows of one link. */
const shown = ({ scratch }: Place, words: string) => JSON.parse(scratch.ip(`-j stats show ${words}`));

const indexOf = ({ scratch }: Place, name: string): number =>
  Number(scratch.shell(`cat /sys/class/net/${name}/ifindex`));

/** Two ends of a veth, one of which has sent something and is quiet now. */
function quiet(): Place {
  const here = place();
  here.scratch.shell(`
    ip link add v0 type veth peer name v1
    for n in v0 v1; do echo 1 >/proc/sys/net/ipv6/conf/$n/disable_ipv6; ip link set $n up; done
    ip address add 10.9.0.1/24 dev v0
    ip neigh add 10.9.0.2 lladdr 02:00:00:00:00:02 dev v0
    ping -c 3 -i 0.01 -W 0.1 10.9.0.2 >/dev/null || true
  `);
  return here;
}

requireTool("ip", "ping")("statistics of links", () => {
  it("are those that ip shows, of one link and of all", async () => {
    const here = quiet();
    const { connection } = here;
    const told = await connection.run(stats.get("v0", { groups: ["link_64"] }));
    const [{ stats64 }] = shown(here, "dev v0 group link");
    expect(told.index).toBe(indexOf(here, "v0"));
    expect(told.link?.txPackets).toBe(3n);
    expect([told.link?.txPackets, told.link?.txBytes, told.link?.rxPackets].map(Number)).toEqual([
      stats64.tx.packets,
      stats64.tx.bytes,
      stats64.rx.packets,
    ]);
    expect([told.bridge, told.l3, told.mpls, told.cpuHit]).toEqual([undefined, undefined, undefined, undefined]);
    const all = await connection.run(stats.list({ groups: ["link_64"] }));
    expect(new Set(all.map(({ index }) => index))).toEqual(
      new Set(["lo", "v0", "v1"].map((name) => indexOf(here, name))),
    );
    expect(all.find(({ index }) => index === indexOf(here, "v1"))?.link?.rxPackets).toBe(3n);
    // The message of the link has the same, of 64 bits and of 32.
    const { stats: wide, attributes } = await connection.run(link.get("v0"));
    expect(wide).toEqual(told.link);
    expect(attributes.stats).toMatchObject({ txPackets: 3, txBytes: stats64.tx.bytes, rxPackets: stats64.rx.packets });
    const everything = await connection.run(stats.get("v0"));
    expect(everything.link?.txPackets).toBe(3n);
  });

  it("are refused where there is no link, and where no hardware could count", async () => {
    const { connection, scratch } = place();
    scratch.ip("link add v0 type veth peer name v1");
    expect((await failure(connection.run(stats.get(999)))).code).toBe("ENODEV");
    expect(() => stats.list({ groups: [JSON.parse('"link"')] })).toThrow(/groups: "link" is none of link_64/);
    const told = await connection.run(stats.get("v0", { groups: ["link_offload_xstats"], offload: ["hw_s_info"] }));
    expect(told.l3).toEqual({ requested: false, used: false, counters: undefined });
    await connection.run(stats.set("v0", { l3Stats: true }));
    expect((await connection.run(stats.get("v0"))).l3).toMatchObject({ requested: true, used: false });
    expect(shown({ scratch } as Place, "dev v0 group offload subgroup hw_stats_info")).toMatchObject([
      { info: { l3_stats: { request: true, used: false } } },
    ]);
    await connection.run(stats.set("v0", { l3Stats: false }));
    expect((await connection.run(stats.get("v0"))).l3?.requested).toBe(false);
  });

  it("are told to subscribers where counting by hardware is turned on or off", async () => {
    const { scratch } = place();
    scratch.ip("link add v0 type veth peer name v1");
    await using nl = await netlink.open({ namespace: scratch.name });
    await using events = nl.subscribe(["stats"], { signal: AbortSignal.timeout(10_000) });
    await events.ready;
    await nl.stats.set("v0", { l3Stats: true });
    await nl.stats.set("v0", { l3Stats: false });
    const { index } = await nl.links.get("v0");
    const heard: unknown[] = [];
    for await (const event of events) {
      if (event.kind !== "message" || event.value.object !== "stats") throw new Error(event.kind);
      const { change, value } = event.value;
      heard.push([change, value.index, value.l3?.requested]);
      if (heard.length === 2) break;
    }
    expect(heard).toEqual([
      ["new", index, true],
      ["new", index, false],
    ]);
  });

  it("of bridges and their ports count spanning tree and multicast", async () => {
    const here = place();
    const { connection, scratch } = here;
    scratch.shell(`
      ip link add b0 type bridge stp_state 1 mcast_stats_enabled 1
      ip link add v0 type veth peer name v1
      ip link set v0 master b0
      ip link set b0 up; ip link set v0 up; ip link set v1 up
    `);
    const told = async (name: string) => connection.run(stats.get(name));
    const [suite] = shown(here, "dev v0 group xstats_slave subgroup bridge suite stp");
    const port = (await told("v0")).bridgePort;
    expect(port?.stp).toBeDefined();
    expect(Number(port?.stp?.txBpdu)).toBeGreaterThanOrEqual(suite.stp.tx_bpdu);
    expect(Number(port?.stp?.transitionFwd)).toBe(suite.stp.transition_fwd);
    expect(port?.mcast?.mldV2queries.length).toBe(2);
    const bridge = (await told("b0")).bridge;
    expect(bridge?.mcast).toBeDefined();
    expect(bridge?.stp).toBeUndefined();
    expect((await connection.run(stats.list({ groups: ["link_xstats_slave"] }))).map(({ index }) => index)).toContain(
      indexOf(here, "v0"),
    );
  });
});

requireKernel("VLAN filtering of bridges", "ip link add b0 type bridge vlan_filtering 1")("statistics of VLANs", () => {
  it("are told for each", async () => {
    const { connection, scratch } = place();
    scratch.shell(`
      ip link add b0 type bridge vlan_filtering 1 vlan_stats_enabled 1
      bridge vlan add dev b0 vid 5 self
    `);
    const { bridge } = await connection.run(stats.get("b0", { groups: ["link_xstats"] }));
    // BRIDGE_VLAN_INFO_*: of the bridge itself; the first is what untagged frames get, and leaves without a tag.
    const [master, pvid, untagged, brentry] = [1, 2, 4, 32] as const;
    expect(bridge?.vlan?.map(({ vid, flags }) => [vid, flags])).toEqual([
      [1, master | pvid | untagged | brentry],
      [5, master | brentry],
    ]);
  });
});

requireLinkKind("bond", "dummy")("statistics of bonds", () => {
  it("count messages of LACP, of the bond and of its slaves", async () => {
    const here = place();
    const { connection, scratch } = here;
    scratch.shell(`
      ip link add b0 type bond mode 802.3ad lacp_rate fast
      ip link add d0 type dummy
      ip link set d0 master b0
      ip link set b0 up
    `);
    const [port] = shown(here, "dev d0 group xstats_slave subgroup bond");
    const { bondSlave } = await connection.run(stats.get("d0"));
    const { bond } = await connection.run(stats.get("b0"));
    for (const counters of [bond?.lacp, bondSlave?.lacp]) {
      expect(Object.keys(counters ?? {}).length).toBe(Object.keys(port["802.3ad"]).length);
      expect(Number(counters?.lacpduTx)).toBeGreaterThanOrEqual(port["802.3ad"].lacpdu_tx);
      expect(counters?.markerUnknownRx).toBe(0n);
    }
  });
});

requireKernel("MPLS", "echo 1 >/proc/sys/net/mpls/conf/lo/input")("statistics of MPLS", () => {
  it("count what a link has no route for", async () => {
    const here = place();
    const { connection, scratch } = here;
    scratch.shell(`
      ip link add v0 type veth peer name v1
      ip link set v0 up; ip link set v1 up
      echo 1 >/proc/sys/net/mpls/conf/v0/input
      echo 1000 >/proc/sys/net/mpls/platform_labels
      ip address add 10.9.0.1/24 dev v1
      ip route add 10.8.0.0/24 encap mpls 77 via 10.9.0.2 dev v1
      ip neigh add 10.9.0.2 lladdr $(cat /sys/class/net/v0/address) dev v1
      ping -c 2 -i 0.01 -W 0.1 10.8.0.1 >/dev/null || true
    `);
    const { mpls } = await connection.run(stats.get("v0", { groups: ["af_spec"] }));
    const [{ mpls_stats: told }] = shown(here, "dev v0 group afstats");
    expect([mpls?.rxPackets, mpls?.rxNoroute, mpls?.txPackets].map(Number)).toEqual([
      told.rx.packets,
      told.rx.noroute,
      told.tx.packets,
    ]);
    expect(mpls?.rxNoroute).toBe(2n);
    expect((await connection.run(stats.get("v1"))).mpls?.txPackets).toBe(2n);
  });
});

requireNetdevsim()("statistics of hardware", () => {
  it("are counted by a device that can, and told as ip tells them", async () => {
    const here = place();
    const { connection, scratch } = here;
    const { links, debugfs } = netdevsim(scratch);
    const [name = ""] = links;
    check("hardware", run("sh", ["-c", `echo ${indexOf(here, name)} >${debugfs}/hwstats/l3/enable_ifindex`]));
    await connection.run(stats.set(name, { l3Stats: true }));
    const told = async () => connection.run(stats.get(name, { groups: ["link_offload_xstats"] }));
    // It counts once a second.
    for (let wait = 0; wait < 60 && ((await told()).l3?.counters?.rxPackets ?? 0n) === 0n; wait++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { l3, cpuHit } = await told();
    expect(l3).toMatchObject({ requested: true, used: true });
    expect(Number(l3?.counters?.rxPackets)).toBeGreaterThan(0);
    expect(Number(l3?.counters?.txBytes)).toBeGreaterThan(0);
    expect(cpuHit).toBeUndefined();
    const [row] = shown(here, `dev ${name} group offload subgroup l3_stats`);
    expect(row.stats64.rx.packets).toBeGreaterThanOrEqual(Number(l3?.counters?.rxPackets));
    await connection.run(stats.set(name, { l3Stats: false }));
    expect((await told()).l3).toMatchObject({ requested: false, used: false });
  });
});
