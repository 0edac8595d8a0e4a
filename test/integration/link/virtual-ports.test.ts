/** Slaves of bonds, members of VRFs and the like; pairs with an end elsewhere; devices that other interfaces than rtnetlink make. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { open, socketsIn } from "ts-netlink/ns";
import { link } from "ts-netlink/ops";
import { openConnection } from "ts-netlink/socket";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireKernel, requireLinkKind } from "../../support/tools.ts";

const toClose: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

/** A namespace that this shell script prepared, with a connection into it. */
function place(setup = "true") {
  const scratch = scratchNamespace();
  scratch.shell(setup);
  const handle = open(scratch.name);
  const connection = openConnection({ source: socketsIn(handle) });
  toClose.push(async () => {
    await connection[Symbol.asyncDispose]();
    await handle.close();
  });
  const get = (name: string) => connection.run(link.get(name));
  const set = (name: string, options: link.SetOptions) => connection.run(link.set(name, options));
  /** What the real tool says of a link. */
  const shown = (name: string) => JSON.parse(scratch.ip(`-j -d link show dev ${name}`))[0];
  return { scratch, handle, connection, get, set, shown };
}

const slaveDataOf = ({ info }: link.Link) => (info !== undefined && "slaveData" in info ? info.slaveData : undefined);

const twoDummies = "ip link add d0 address 02:00:00:00:00:d0 type dummy; ip link add d1 type dummy";

requireLinkKind("bond")("bonds", () => {
  it("have slaves, whose state is told and whose options are set", async () => {
    const { connection, get, set, shown } = place(twoDummies);
    const data = { mode: "activebackup", miimon: 100, primary: "d0" } as const;
    await connection.run(link.add({ name: "b0", info: { kind: "bond", data } }));
    for (const name of ["d0", "d1"]) await set(name, { master: "b0" });
    await set("d0", { bondSlave: { queueId: 3, prio: -5 } });
    await set("b0", { up: true });
    const { index } = await get("d0");
    expect((await get("b0")).info).toMatchObject({ kind: "bond", data: { primary: index, activeSlave: index } });

    const slave = await get("d0");
    expect(slave.info).toMatchObject({
      kind: "dummy",
      slaveKind: "bond",
      slaveData: {
        state: 0,
        miiStatus: 0,
        linkFailureCount: 0,
        permHwaddr: "02:00:00:00:00:d0",
        queueId: 3,
        prio: -5,
      },
    });
    expect(slaveDataOf(slave)).not.toHaveProperty("unknownAttributes");
    expect(shown("d0").linkinfo).toMatchObject({
      info_slave_kind: "bond",
      info_slave_data: {
        state: "ACTIVE",
        mii_status: "UP",
        perm_hwaddr: "02:00:00:00:00:d0",
        queue_id: 3,
        prio: -5,
      },
    });
    expect((await get("d1")).info).toMatchObject({ slaveKind: "bond", slaveData: { state: 1, queueId: 0, prio: 0 } });

    const active = (name: string | null) => set("b0", { info: { kind: "bond", data: { activeSlave: name } } });
    await set("b0", { info: { kind: "bond", data: { primary: null } } });
    await active("d1");
    const second = await get("b0");
    expect(second.info).toMatchObject({ data: { activeSlave: (await get("d1")).index } });
    expect(second.info).not.toMatchObject({ data: { primary: expect.any(Number) } });
    expect(shown("b0").linkinfo.info_data).toMatchObject({ active_slave: "d1" });
    await active(null);

    await set("d1", { master: null });
    expect((await get("d1")).info).not.toHaveProperty("slaveKind");
    expect(() => link.set("d0", { bondSlave: { prio: 1 }, bridgePort: { cost: 1 } })).toThrow(
      "bondSlave: a link is a port of a bridge or a slave of a bond, not both",
    );
  });

  it("agree with a partner, which is told with the state of each end", async () => {
    const { connection, get, set, shown } = place(
      "ip link add v0 type veth peer name w0; ip link add v1 type veth peer name w1",
    );
    const data = { mode: "8023ad", miimon: 50, adLacpRate: "fast" } as const;
    for (const [name, address] of [
      ["ours", "02:00:00:00:00:01"],
      ["theirs", "02:00:00:00:00:02"],
    ] as const) {
      await connection.run(link.add({ name, address, info: { kind: "bond", data } }));
    }
    for (const name of ["v0", "v1"]) await set(name, { master: "ours" });
    for (const name of ["w0", "w1"]) await set(name, { master: "theirs" });
    for (const name of ["ours", "theirs"]) await set(name, { up: true });
    const told = async () => {
      const { info } = await get("ours");
      return info?.kind === "bond" ? info.data?.adInfo : undefined;
    };
    const deadline = Date.now() + 20_000;
    let adInfo = await told();
    while (adInfo?.numPorts !== 2 || adInfo.partnerMac !== "02:00:00:00:00:02") {
      expect(Date.now(), JSON.stringify(adInfo)).toBeLessThan(deadline);
      await sleep(100);
      adInfo = await told();
    }
    expect(adInfo).toEqual({
      aggregator: expect.any(Number),
      numPorts: 2,
      actorKey: expect.any(Number),
      partnerKey: expect.any(Number),
      partnerMac: "02:00:00:00:00:02",
    });
    expect(shown("ours").linkinfo.info_data.ad_info).toMatchObject({
      aggregator: adInfo.aggregator,
      num_ports: 2,
      actor_key: adInfo.actorKey,
      partner_key: adInfo.partnerKey,
      partner_mac: "02:00:00:00:00:02",
    });
    await set("v0", { bondSlave: { actorPortPrio: 100 } });
    const slave = await get("v0");
    expect(slave.info).toMatchObject({ kind: "veth", slaveKind: "bond" });
    expect(slaveDataOf(slave)).not.toHaveProperty("unknownAttributes");
    const said = shown("v0").linkinfo.info_slave_data;
    expect(slaveDataOf(slave)).toMatchObject({
      adAggregatorId: adInfo.aggregator,
      actorPortPrio: 100,
      adActorOperPortState: said.ad_actor_oper_port_state,
      adPartnerOperPortState: said.ad_partner_oper_port_state,
      adChurnActorState: expect.any(Number),
      adChurnPartnerState: expect.any(Number),
    });
  }, 40_000);
});

const masters = "ip link add r0 type vrf table 5; ip link add type team; ip link add type batadv";
requireKernel("vrf, team and batadv", masters)("masters of other kinds", () => {
  it("tell in the kind of port that a link is whose it is", async () => {
    const { connection, get, set, shown } = place(
      `${twoDummies}; ip link add d2 type dummy; ip link add d3 type dummy`,
    );
    await connection.run(link.add({ name: "red", info: { kind: "vrf", data: { table: 4242 } } }));
    await connection.run(link.add({ name: "t0", info: { kind: "team" } }));
    await connection.run(link.add({ name: "bat0", info: { kind: "batadv" } }));
    await set("d0", { master: "red" });
    await set("d1", { master: "t0" });
    await set("d2", { master: "bat0" });
    expect((await get("d0")).info).toEqual({ kind: "dummy", slaveKind: "vrf", slaveData: { table: 4242 } });
    expect(shown("d0").linkinfo).toMatchObject({ info_slave_kind: "vrf", info_slave_data: { table: 4242 } });
    expect((await get("d1")).info).toMatchObject({ slaveKind: "team" });
    expect((await get("d2")).info).toMatchObject({ slaveKind: "batadv" });
    await set("d0", { master: null });
    await connection.run(link.add({ name: "h0", info: { kind: "hsr", data: { slave1: "d0", slave2: "d3" } } }));
    expect((await get("d3")).info).toMatchObject({ slaveKind: "hsr" });
  });
});

requireKernel("bond, macsec, hsr and vrf", "ip link add r0 type vrf table 5; ip link add b0 type bond")(
  "options",
  () => {
    it("are refused in the kernel's own words, with the attribute", async () => {
      const { connection } = place(twoDummies);
      const refusal = async (info: link.LinkInfoOptions, device?: string): Promise<unknown> => {
        try {
          await connection.run(link.add({ name: "x0", info, ...(device !== undefined && { link: device }) }));
        } catch (error) {
          return error;
        }
        return "none";
      };
      expect(await refusal({ kind: "bond", data: { useCarrier: false } })).toMatchObject({
        code: "EINVAL",
        kernelMessage: "option obsolete, use_carrier cannot be disabled",
        path: "linkinfo.data.useCarrier",
      });
      expect(await refusal({ kind: "bond", data: { mode: "tlb", adLacpRate: "fast" } })).toMatchObject({
        code: "EACCES",
        attribute: "IFLA_LINKINFO > IFLA_INFO_DATA > IFLA_BOND_AD_LACP_RATE",
      });
      expect(await refusal({ kind: "vrf", data: {} })).toMatchObject({ kernelMessage: "VRF table id is missing" });
      expect(await refusal({ kind: "hsr", data: { slave1: "d0" } })).toMatchObject({
        kernelMessage: "hsr: Slave2 device not specified",
      });
      expect(await refusal({ kind: "hsr", data: { slave1: "d0", slave2: "nope" } })).toMatchObject({ code: "ENODEV" });
      expect(await refusal({ kind: "macsec", data: { replayProtect: true } }, "d0")).toMatchObject({ code: "EINVAL" });
      const peerInfo = { address: "02:00:00:00:00:01" };
      expect(await refusal({ kind: "netkit", data: { mode: "l3", peerInfo } })).toMatchObject({ code: "EOPNOTSUPP" });
      expect((await connection.run(link.list())).map(({ name }) => name)).toEqual(["lo", "d0", "d1"]);
    });
  },
);

requireLinkKind("netkit", "vxcan")("pairs", () => {
  it("have an end that is born in another namespace", async () => {
    const [here, there] = [place(), place()];
    const peer = { name: "far", namespace: there.handle };
    const { connection } = here;
    const near = await connection.run(
      link.add({ name: "nk0", info: { kind: "netkit", data: { peerPolicy: "drop", peerInfo: peer } } }),
    );
    const far = await there.get("far");
    expect([near.link, far.link]).toEqual([far.index, near.index]);
    expect(near.info).toMatchObject({ kind: "netkit", data: { primary: 1, policy: 0, peerPolicy: 2 } });
    // Each end tells its own policy first.
    expect(far.info).toMatchObject({ kind: "netkit", data: { primary: 0, policy: 2, peerPolicy: 0 } });
    await connection.run(link.delete("nk0"));
    expect((await there.connection.run(link.list())).map(({ name }) => name)).toEqual(["lo"]);

    await connection.run(link.add({ name: "xc0", info: { kind: "vxcan", data: { peer } } }));
    expect((await there.get("far")).info).toEqual({ kind: "vxcan" });
    expect(there.shown("far").linkinfo.info_kind).toBe("vxcan");
  });

  it("refuse what the kernel would leave out, with its place", () => {
    const namespace = { nsid: 1 };
    expect(() => link.add({ info: { kind: "netkit", data: { peerInfo: { namespace } } } })).toThrow(
      "info.data.peerInfo.namespace: the peer of a pair takes a descriptor or a pid, not an nsid",
    );
    expect(() => link.add({ info: { kind: "vxcan", data: { peer: { name: "a/b" } } } })).toThrow(
      /^info\.data\.peer\.name: /,
    );
  });
});

requireKernel("netdevsim", "test -w /sys/bus/netdevsim/new_device")("simulated devices", () => {
  it("are made through their bus, and told with it", async () => {
    const { scratch, connection, shown } = place();
    const id = process.pid % 0xffff;
    try {
      scratch.shell(`echo "${id} 2" > /sys/bus/netdevsim/new_device`);
      const ports = (await connection.run(link.list())).filter(({ name }) => name !== "lo");
      expect(ports.map(({ attributes }) => attributes)).toMatchObject(
        ["p1", "p2"].map((physPortName) => ({
          physPortName,
          parentDevName: `netdevsim${id}`,
          parentDevBusName: "netdevsim",
        })),
      );
      for (const { name, attributes, info } of ports) {
        const said = shown(name);
        // The tool shows no more than 31 bytes of it.
        expect(Buffer.from(attributes.physSwitchId!).toString("hex").slice(0, 62)).toBe(said.phys_switch_id);
        expect(said).toMatchObject({
          phys_port_name: attributes.physPortName,
          parentbus: "netdevsim",
          parentdev: attributes.parentDevName,
        });
        expect(info).toBeUndefined();
      }
      await connection.run(link.setUp(ports[0]!));
      expect((await connection.run(link.get(ports[0]!))).up).toBe(true);
    } finally {
      scratch.shell(`echo ${id} > /sys/bus/netdevsim/del_device`);
    }
    expect((await connection.run(link.list())).map(({ name }) => name)).toEqual(["lo"]);
  });
});

requireKernel("ppp", "test -c /dev/ppp && ! ip link add p0 type ppp 2>&1 | grep -q Unknown")("PPP devices", () => {
  it("are bound to a descriptor, and gone with it", () => {
    const told = inside(
      scratchNamespace(),
      `import { closeSync, openSync } from "node:fs";
       const devFd = openSync("/dev/ppp", "r+");
       const { name, info, typeName } = run(ops.link.add({ name: "p0", info: { kind: "ppp", data: { devFd } } }));
       const refused = outcome(ops.link.add({ name: "p1", info: { kind: "ppp", data: { devFd } } }));
       closeSync(devFd);
       print({ name, info, typeName, refused, after: outcome(ops.link.get("p0")) });`,
    );
    expect(told).toEqual({
      name: "p0",
      info: { kind: "ppp", data: {} },
      typeName: "ppp",
      refused: "EBADF",
      after: "ENODEV",
    });
  });
});
