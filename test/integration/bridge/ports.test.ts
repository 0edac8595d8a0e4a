import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireKernel, requireTool } from "../../support/tools.ts";

/** A bridge with two ports that are up. */
function bridged(options = ""): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(`ip link add br0 type bridge ${options}
    for i in 0 2; do
      ip link add v$i type veth peer name p$i
      ip link set v$i master br0
      ip link set p$i up
      ip link set v$i up
    done
    ip link set br0 up`);
  return namespace;
}

/** Switches of a port with what `bridge -d link` calls them; each is turned to what it is not at first. */
const switches = {
  mode: ["hairpin", true],
  guard: ["guard", true],
  protect: ["root_block", true],
  fastLeave: ["fastleave", true],
  learning: ["learning", false],
  unicastFlood: ["flood", false],
  mcastFlood: ["mcast_flood", false],
  bcastFlood: ["bcast_flood", false],
  mcastToUcast: ["mcast_to_unicast", true],
  neighSuppress: ["neigh_suppress", true],
  vlanTunnel: ["vlan_tunnel", true],
  isolated: ["isolated", true],
} as const;

requireTool("ip", "bridge")("ports of bridges", () => {
  it.each(["bridgePorts", "links"])("have their switches turned, by %s", (way) => {
    const namespace = bridged();
    const wanted = Object.fromEntries(Object.entries(switches).map(([key, [, value]]) => [key, value]));
    const told = inside(
      namespace,
      `const wanted = ${JSON.stringify(wanted)};
       const before = run(ops.bridgePort.list()).find((port) => port.name === "v0").options;
       run(${way === "links" ? `ops.link.set("v0", { bridgePort: wanted })` : `ops.bridgePort.set("v0", wanted)`});
       const after = run(ops.bridgePort.list()).find((port) => port.name === "v0").options;
       const link = run(ops.link.get("v0")).info.slaveData;
       print(Object.keys(wanted).map((key) => [key, before[key], after[key], link[key]]));`,
    );
    expect(told).toEqual(
      Object.entries(switches).map(([key, [, value]]) => [key, Number(!value), Number(value), Number(value)]),
    );
    const [port]: Record<string, unknown>[] = JSON.parse(
      namespace.run("bridge", ["-j", "-d", "link", "show", "dev", "v0"]).stdout,
    );
    for (const [word, value] of Object.values(switches)) expect([word, port?.[word]]).toEqual([word, value]);
  });

  it("have numbers, states and a backup, which the list and bridge tell alike", () => {
    const namespace = bridged();
    const port = inside(
      namespace,
      `run(ops.bridgePort.set("v0", { cost: 77, priority: 5, multicastRouter: "perm", groupFwdMask: 0x4000, proxyarp: true, backupPort: "v2" }));
       const [first] = run(ops.bridgePort.list()).filter((port) => port.name === "v0");
       const { options, bridge } = first;
       const index = (name) => run(ops.link.get(name)).index;
       const told = { options: [options.cost, options.priority, options.multicastRouter, options.groupFwdMask, options.proxyarp],
         backup: options.backupPort === index("v2"), bridge: bridge === index("br0"), self: run(ops.bridgePort.list({ bridge })).length };
       run(ops.link.set("v0", { bridgePort: { backupPort: null } }));
       run(ops.bridgePort.set("v0", { state: "disabled" }));
       const last = run(ops.bridgePort.list()).find((port) => port.name === "v0");
       print({ ...told, state: last.state, left: last.options.backupPort ?? 0 });`,
    );
    expect(port).toEqual({
      state: "disabled",
      options: [77, 5, 2, 0x4000, 1],
      backup: true,
      bridge: true,
      self: 2,
      left: 0,
    });
    expect(JSON.parse(namespace.run("bridge", ["-j", "link", "show", "dev", "v0"]).stdout)).toMatchObject([
      { ifname: "v0", master: "br0", state: "disabled", cost: 77, priority: 5 },
    ]);
  });

  it("refuse what only a driver can", () => {
    const namespace = bridged();
    expect(
      inside(
        namespace,
        `print([
           outcome(ops.bridgePort.set("v0", { hwMode: "vepa" })),
           outcome(ops.bridgePort.set("v0", { learningSync: true, self: true })),
           outcome(ops.bridgePort.set("p0", { cost: 1 })),
           outcome(ops.bridgePort.set("nope", { cost: 1 })),
         ]);`,
      ),
    ).toEqual(["EOPNOTSUPP", "EOPNOTSUPP", "EOPNOTSUPP", "ENODEV"]);
  });
});

/** Options of a bridge that can be changed, each to what it is not at first, as the kernel tells them. */
const bridgeOptions = {
  forwardDelay: 700,
  helloTime: 300,
  maxAge: 1500,
  ageingTime: 4000,
  priority: 4096,
  groupFwdMask: 8,
  groupAddr: "01:80:c2:00:00:05",
  mcastRouter: 2,
  mcastSnooping: 0,
  mcastQueryUseIfaddr: 1,
  mcastQuerier: 1,
  mcastHashMax: 512,
  mcastLastMemberCnt: 3,
  mcastStartupQueryCnt: 4,
  mcastLastMemberIntvl: "150",
  mcastMembershipIntvl: "27000",
  mcastQuerierIntvl: "26000",
  mcastQueryIntvl: "13000",
  mcastQueryResponseIntvl: "900",
  mcastStartupQueryIntvl: "3100",
  mcastIgmpVersion: 3,
  mcastMldVersion: 2,
  mcastStatsEnabled: 1,
} as const;
/** Those that want VLAN filtering or a newer kernel. */
const newerOptions = {
  stpState: 1,
  vlanFiltering: 1,
  vlanProtocol: 0x88a8,
  vlanDefaultPvid: 9,
  vlanStatsEnabled: 1,
  vlanStatsPerPort: 1,
  nfCallIptables: 1,
  nfCallIp6tables: 1,
  nfCallArptables: 1,
  fdbMaxLearned: 100,
} as const;

function changed(options: Readonly<Record<string, unknown>>): unknown {
  return inside(
    scratchNamespace(),
    `const wanted = ${JSON.stringify(options)};
     run(ops.link.add({ name: "br0", info: { kind: "bridge" } }));
     const before = run(ops.link.get("br0")).info.data;
     const data = Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, typeof before[key] === "bigint" ? BigInt(value) : value]));
     run(ops.link.set("br0", { info: { kind: "bridge", data } }));
     const after = run(ops.link.get("br0")).info.data;
     print({ before: Object.fromEntries(Object.keys(wanted).map((key) => [key, before[key]])), after: Object.fromEntries(Object.keys(wanted).map((key) => [key, after[key]])) });`,
  );
}

requireTool("ip")("options of bridges", () => {
  it("are changed and read back", () => {
    const { before, after } = changed(bridgeOptions) as Record<"before" | "after", Record<string, unknown>>;
    expect(after).toEqual(bridgeOptions);
    for (const [key, value] of Object.entries(bridgeOptions)) expect([key, before[key]]).not.toEqual([key, value]);
  });
});

requireKernel("VLAN filtering of bridges", "ip link add br0 type bridge vlan_filtering 1")(
  "options of bridges of a kernel with everything",
  () => {
    it("are changed and read back", () => {
      const { before, after } = changed(newerOptions) as Record<"before" | "after", Record<string, unknown>>;
      expect(after).toEqual(newerOptions);
      for (const [key, value] of Object.entries(newerOptions)) expect([key, before[key]]).not.toEqual([key, value]);
    });

    it("are turned on and off by name", () => {
      expect(
        inside(
          scratchNamespace(),
          `run(ops.link.add({ name: "br0", info: { kind: "bridge", data: { vlanFiltering: true } } }));
           const bits = () => run(ops.link.get("br0")).info.data.multiBoolopt.optval;
           const told = [];
           const turn = (multiBoolopt) => { run(ops.link.set("br0", { info: { kind: "bridge", data: { multiBoolopt } } })); told.push(bits()); };
           turn({ no_ll_learn: true });
           turn({ mcast_vlan_snooping: true, mst_enable: true });
           turn({ no_ll_learn: false, mdb_offload_fail_notification: true });
           turn({ fdb_local_vlan_0: true, mst_enable: false });
           print(told);`,
        ),
      ).toEqual([1, 7, 14, 26]);
    });

    it("let one say who runs the spanning tree", () => {
      expect(
        inside(
          scratchNamespace(),
          `run(ops.link.add({ name: "br0", info: { kind: "bridge", data: { stpMode: "user" } } }));
           run(ops.link.set("br0", { info: { kind: "bridge", data: { stpState: 1 } } }));
           const { stpMode, stpState } = run(ops.link.get("br0")).info.data;
           print([stpMode, stpState]);`,
        ),
      ).toEqual([1, 2]);
    });

    it("of ports that are newer are changed and read back", () => {
      const namespace = bridged("vlan_filtering 1");
      const wanted = {
        locked: 1,
        mab: 1,
        mcastMaxGroups: 50,
        mcastEhtHostsLimit: 99,
        neighVlanSuppress: 1,
        neighForwardGrat: 1,
        backupNhid: 12,
      };
      const told = inside(
        namespace,
        `const wanted = ${JSON.stringify(wanted)};
         const options = () => run(ops.bridgePort.list()).find((port) => port.name === "v0").options;
         const before = options();
         run(ops.bridgePort.set("v0", { learning: true }));
         run(ops.bridgePort.set("v0", wanted));
         const after = options();
         print(Object.keys(wanted).map((key) => [key, (before[key] ?? 0) === wanted[key], after[key]]));`,
      );
      expect(told).toEqual(Object.entries(wanted).map(([key, value]) => [key, false, value]));
    });
  },
);
