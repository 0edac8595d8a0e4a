import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireKernel } from "../../support/tools.ts";

/** A bridge with two ports and a VXLAN that maps VLANs to networks. */
function fresh(options = "", ...more: string[]): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(`ip link add br0 type bridge vlan_filtering 1 ${options}
    for i in 0 2; do
      ip link add v$i type veth peer name p$i
      ip link set v$i master br0
      ip link set p$i up
      ip link set v$i up
    done
    ip link add vx1 type vxlan external dstport 4789
    ip link set vx1 master br0
    ip link set vx1 up
    bridge link set dev vx1 vlan_tunnel on
    ip link set br0 up
    ${more.join("\n")}`);
  return namespace;
}

const prelude = `
  const names = new Map(run(ops.link.list()).map(({ index, name }) => [index, name]));
  const line = ({ dev, vid, vidEnd, pvid, untagged }) => names.get(dev) + " " + vid + (vidEnd === undefined ? "" : "-" + vidEnd) + (pvid ? " pvid" : "") + (untagged ? " untagged" : "");
  const lines = (filter) => run(ops.vlan.list(filter)).map(line);`;

requireKernel("VLAN filtering of bridges", "ip link add br0 type bridge vlan_filtering 1")("VLANs of bridges", () => {
  it("are added to bridges and ports and told as bridge tells them", () => {
    const namespace = fresh();
    const told: string[] = inside(
      namespace,
      `${prelude}
       run(ops.vlan.add({ dev: "v0", vid: 10 }));
       run(ops.vlan.add({ dev: "v0", vid: 11, pvid: true, untagged: true }));
       run(ops.vlan.add({ dev: "v0", vid: 20, vidEnd: 30 }));
       run(ops.vlan.add({ dev: "v0", vid: 31, vidEnd: 40, untagged: true }));
       run(ops.vlan.add({ dev: "br0", vid: 10 }));
       run(ops.vlan.add({ dev: "br0", vid: 12, vidEnd: 13, untagged: true }));
       print(lines());`,
    );
    expect(told).toEqual([
      "br0 1 pvid untagged",
      "br0 10",
      "br0 12-13 untagged",
      "v0 1 untagged",
      "v0 10",
      "v0 11 pvid untagged",
      "v0 20-30",
      "v0 31-40 untagged",
      "v2 1 pvid untagged",
      "vx1 1 pvid untagged",
    ]);
    const theirs: { ifname: string; vlans: { vlan: number; vlanEnd?: number; flags?: string[] }[] }[] = JSON.parse(
      namespace.run("bridge", ["-j", "-compressvlans", "vlan", "show"]).stdout,
    );
    expect(told).toEqual(
      theirs.flatMap(({ ifname, vlans }) =>
        vlans.map(({ vlan, vlanEnd, flags = [] }) =>
          [
            `${ifname} ${vlan}${vlanEnd === undefined ? "" : `-${vlanEnd}`}`,
            ...(flags.includes("PVID") ? ["pvid"] : []),
            ...(flags.includes("Egress Untagged") ? ["untagged"] : []),
          ].join(" "),
        ),
      ),
    );
  });

  it("are each what deletes them and no others, and what adds them again", () => {
    expect(
      inside(
        fresh(),
        `${prelude}
         run(ops.vlan.add({ dev: "v0", vid: 20, vidEnd: 30 }));
         run(ops.vlan.add({ dev: "br0", vid: 20, vidEnd: 25, untagged: true }));
         run(ops.vlan.set({ dev: "v0", vid: 22, vidEnd: 23 }, { state: "blocking" }));
         const before = run(ops.vlan.list());
         const wrong = [];
         for (const one of before) {
           const expected = lines().filter((other) => other !== line(one)).join();
           const result = outcome(ops.vlan.delete(one));
           if (result !== "done" || lines().join() !== expected) wrong.push([one, result]);
         }
         const left = lines();
         for (const one of before) run(ops.vlan.add(one));
         print({ wrong, left, again: JSON.stringify(run(ops.vlan.list())) === JSON.stringify(before) });`,
      ),
    ).toEqual({ wrong: [], left: [], again: true });
  });

  it("have options of their own, which are changed and read back", () => {
    const namespace = fresh("mcast_vlan_snooping 1", "bridge vlan add dev v0 vid 10-12");
    expect(
      inside(
        namespace,
        `const vlans = (vid) => run(ops.vlan.list({ dev: "v0", vid }));
         const before = vlans(10);
         run(ops.vlan.set({ dev: "v0", vid: 10 }, { state: "blocking", multicastRouter: "perm", maxMulticastGroups: 5, neighbourSuppression: true, forwardGratuitous: true }));
         run(ops.vlan.set({ dev: "v0", vid: 11, vidEnd: 12 }, { state: "learning" }));
         run(ops.mdb.add({ dev: "br0", port: "v0", group: "239.1.1.1", vid: 10, permanent: true }));
         const short = ({ dev, ...vlan }) => vlan;
         print({ before: before.map(short), after: vlans(10).map(short), others: vlans(12).map(short), all: run(ops.vlan.list({ vid: 11 })).length });`,
      ),
    ).toEqual({
      before: [
        {
          vid: 10,
          vidEnd: 12,
          pvid: false,
          untagged: false,
          state: "forwarding",
          multicastRouter: "temp_query",
          multicastGroups: 0,
          maxMulticastGroups: 0,
        },
      ],
      after: [
        {
          vid: 10,
          pvid: false,
          untagged: false,
          state: "blocking",
          multicastRouter: "perm",
          multicastGroups: 1,
          maxMulticastGroups: 5,
          neighbourSuppression: true,
          forwardGratuitous: true,
        },
      ],
      others: [
        {
          vid: 11,
          vidEnd: 12,
          pvid: false,
          untagged: false,
          state: "learning",
          multicastRouter: "temp_query",
          multicastGroups: 0,
          maxMulticastGroups: 0,
        },
      ],
      all: 1,
    });
    expect(namespace.run("bridge", ["-d", "vlan", "show", "dev", "v0"]).stdout).toMatch(
      /10\n +state blocking mcast_router 2/,
    );
  });

  it("are mapped to tunnels", () => {
    const namespace = fresh("", "bridge vlan add dev vx1 vid 100-105");
    expect(
      inside(
        namespace,
        `const tunnels = () => run(ops.vlan.list({ dev: "vx1" })).map(({ vid, vidEnd, tunnelId }) => [vid, vidEnd ?? null, tunnelId ?? null]);
         run(ops.vlan.set({ dev: "vx1", vid: 100, vidEnd: 102 }, { tunnelId: 1000 }));
         run(ops.bridgePort.addTunnel("vx1", { vid: 104, vidEnd: 105, tunnelId: 2000 }));
         const mapped = tunnels();
         run(ops.vlan.set({ dev: "vx1", vid: 100 }, { tunnelId: null }));
         run(ops.bridgePort.deleteTunnel("vx1", { vid: 105, tunnelId: 2001 }));
         print({ mapped, less: tunnels(), refused: outcome(ops.vlan.set({ dev: "v0", vid: 1 }, { tunnelId: 5 })) });`,
      ),
    ).toEqual({
      mapped: [
        [1, null, null],
        [100, 102, 1000],
        [103, null, null],
        [104, 105, 2000],
      ],
      less: [
        [1, null, null],
        [100, null, null],
        [101, 102, 1001],
        [103, null, null],
        [104, null, 2000],
        [105, null, null],
      ],
      refused: "EINVAL",
    });
    expect(namespace.run("bridge", ["vlan", "tunnelshow"]).stdout).toMatch(/vx1 +101-102 +1001-1002\n +104 +2000/);
  });

  it("are added and deleted as bridge does it, which the list of ports tells", () => {
    expect(
      inside(
        fresh(),
        `const told = [];
         const tell = (name) => told.push(run(ops.bridgePort.list({ detail: ["brvlan_compressed"] })).find((port) => port.name === name).link.attributes.afSpec.vlanInfo.map(({ vid, flags }) => [vid, flags]));
         run(ops.bridgePort.addVlan("v0", { vid: 10, vidEnd: 12, untagged: true })); tell("v0");
         run(ops.bridgePort.deleteVlan("v0", { vid: 11, vidEnd: 12, master: true })); tell("v0");
         run(ops.bridgePort.addVlan("br0", { vid: 10, self: true })); tell("br0");
         run(ops.bridgePort.deleteVlan("br0", { vid: 10, self: true })); tell("br0");
         print(told);`,
      ),
    ).toEqual([
      [
        [1, 6],
        [10, 12],
        [12, 20],
      ],
      [
        [1, 6],
        [10, 4],
      ],
      [
        [1, 6],
        [10, 0],
      ],
      [[1, 6]],
    ]);
  });

  it("have options for the whole bridge, which are changed and read back", () => {
    const options = {
      mcastSnooping: 1,
      mcastIgmpVersion: 3,
      mcastMldVersion: 2,
      mcastLastMemberCnt: 3,
      mcastStartupQueryCnt: 4,
      mcastLastMemberIntvl: "150",
      mcastMembershipIntvl: "27000",
      mcastQuerierIntvl: "26000",
      mcastQueryIntvl: "13000",
      mcastQueryResponseIntvl: "900",
      mcastStartupQueryIntvl: "3100",
      mcastQuerier: 1,
    };
    const namespace = fresh(
      "mcast_vlan_snooping 1",
      "bridge vlan add dev br0 vid 10-12 self",
      "bridge vlan add dev v0 vid 10-12",
      "bridge vlan set dev v0 vid 11 mcast_router 2",
    );
    const { before, after, ranges, routers, names } = inside(
      namespace,
      `const wanted = ${JSON.stringify(options)};
       const only = (vlan) => Object.fromEntries(Object.keys(wanted).map((key) => [key, vlan[key]]));
       const of = (vid) => run(ops.vlan.listGlobal({ dev: "br0", vid }));
       const [before] = of(10);
       const data = Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, typeof before[key] === "bigint" ? BigInt(value) : value]));
       run(ops.vlan.setGlobal({ dev: "br0", vid: 10 }, data));
       run(ops.vlan.setGlobal({ dev: "br0", vid: 11, vidEnd: 12 }, { mcastQuerier: true }));
       print({ before: only(before), after: only(of(10)[0]), ranges: run(ops.vlan.listGlobal()).map(({ vid, vidEnd }) => [vid, vidEnd ?? null]),
         routers: of(11)[0].routerPorts, names: run(ops.link.list()).map(({ index, name }) => [index, name]) });`,
    );
    expect(after).toEqual(options);
    for (const [key, value] of Object.entries(options)) {
      if (key !== "mcastSnooping") expect([key, before[key]]).not.toEqual([key, value]);
    }
    expect(ranges).toEqual([
      [1, null],
      [10, null],
      [11, null],
      [12, null],
    ]);
    const ports = new Map<number, string>(names);
    expect(
      routers.map(({ dev, port, type, vid }: { dev: number; port: number; type: string; vid: number }) => [
        ports.get(dev),
        ports.get(port),
        type,
        vid,
      ]),
    ).toEqual([["br0", "v0", "temp_query", 11]]); // the port's own, whatever it is in the VLAN
  });

  it("are counted", () => {
    const namespace = fresh("vlan_stats_enabled 1 vlan_stats_per_port 1", "bridge vlan add dev v0 vid 10");
    namespace.shell("ip address add 10.1.0.1/24 dev br0; ping -c 1 -W 1 10.1.0.2 || true");
    const counters: { vid: number; stats: Record<string, string> }[] = inside(
      namespace,
      `print(run(ops.vlan.listStatistics({ dev: "br0" })).concat(run(ops.vlan.listStatistics({ dev: "v0" }))).map(({ vid, stats }) => ({ vid, stats })));`,
    );
    expect(counters.map(({ vid }) => vid)).toEqual([1, 1, 10]);
    expect(Number(counters[0]?.stats["txPackets"])).toBeGreaterThan(0);
    expect(Number(counters[1]?.stats["txBytes"])).toBeGreaterThan(0);
    expect(counters[2]?.stats).toEqual({ rxBytes: "0", rxPackets: "0", txBytes: "0", txPackets: "0" });
  });

  it("tell what can't be", () => {
    expect(
      inside(
        fresh(),
        `print([
           outcome(ops.vlan.add({ dev: "p0", vid: 10 })),
           outcome(ops.vlan.add({ dev: "v0", vid: 4095 })),
           outcome(ops.vlan.set({ dev: "v0", vid: 99 }, { state: "blocking" })),
           outcome(ops.vlan.delete({ dev: "v0", vid: 99 })),
           outcome(ops.vlan.setGlobal({ dev: "v0", vid: 1 }, { mcastQuerier: true })),
           (() => { try { ops.vlan.add({ dev: 2, vid: 10, vidEnd: 9 }); } catch (error) { return error.message; } })(),
         ]);`,
      ),
    ).toEqual(["EINVAL", "EINVAL", "ENOENT", "done", "EINVAL", "vidEnd: 9 is before 10"]);
  });

  it("are put into spanning tree instances, of which ports have states", () => {
    expect(
      inside(
        fresh(),
        `run(ops.link.set("br0", { info: { kind: "bridge", data: { vlanDefaultPvid: 0 } } }));
         for (const { dev, vid, vidEnd } of run(ops.vlan.list())) run(ops.vlan.delete({ dev, vid, vidEnd }));
         const without = outcome(ops.mst.set("v0", { msti: 2, state: "blocking" }));
         run(ops.link.set("br0", { info: { kind: "bridge", data: { multiBoolopt: { mst_enable: true } } } }));
         for (const dev of ["br0", "v0", "v2"]) run(ops.vlan.add({ dev, vid: 10, vidEnd: 12 }));
         run(ops.vlan.setGlobal({ dev: "br0", vid: 10, vidEnd: 11 }, { msti: 2 }));
         run(ops.vlan.setGlobal({ dev: "br0", vid: 12 }, { msti: 3 }));
         run(ops.mst.set("v0", { msti: 2, state: "blocking" }));
         run(ops.mst.set("v2", { msti: 3, state: "learning" }));
         const names = new Map(run(ops.link.list()).map(({ index, name }) => [index, name]));
         const { index } = run(ops.link.get("br0"));
         print({
           without,
           states: run(ops.mst.list({ bridge: index })).map(({ dev, bridge, msti, state }) => [names.get(dev), names.get(bridge), msti, state].join(" ")),
           assigned: run(ops.vlan.listGlobal()).map(({ vid, vidEnd, msti }) => [vid, vidEnd ?? null, msti]),
           vlans: run(ops.vlan.list({ dev: "v0" })).map(({ vid, vidEnd, state }) => [vid, vidEnd ?? null, state]),
         });`,
      ),
    ).toEqual({
      without: "EBUSY",
      states: ["v0 br0 2 blocking", "v0 br0 3 disabled", "v2 br0 2 disabled", "v2 br0 3 learning"],
      assigned: [
        [10, 11, 2],
        [12, null, 3],
      ],
      vlans: [
        [10, 11, "blocking"],
        [12, null, "disabled"],
      ],
    });
  });
});
