/** Slaves of bonds, members of VRFs and the like; pairs with an end elsewhere; PPP devices. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { link } from "ts-netlink/ops";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { failure, place } from "../../support/place.ts";
import { requireKernel, requireLinkKind } from "../../support/tools.ts";

/** A namespace that this shell script prepared, with the operations on links of it. */
function links(setup?: string) {
  const { handle, connection, shown } = place(setup);
  return {
    handle,
    connection,
    add: (options: link.AddOptions) => connection.run(link.add(options)),
    get: (name: string) => connection.run(link.get(name)),
    set: (name: string, options: link.SetOptions) => connection.run(link.set(name, options)),
    names: async () => (await connection.run(link.list())).map(({ name }) => name),
    /** What the real tool says of the options of a link. */
    shown: (name: string) => shown(name)!["linkinfo"],
  };
}

const slaveDataOf = ({ info }: link.Link) => (info?.slaveKind === "bond" ? info.slaveData : undefined);

const twoDummies = "ip link add d0 address 02:00:00:00:00:d0 type dummy; ip link add d1 type dummy";

requireLinkKind("bond")("bonds", () => {
  it("have slaves, whose state is told and whose options are set", async () => {
    const { add, get, set, shown } = links(twoDummies);
    const data = { mode: "activebackup", miimon: 100, primary: "d0" } as const;
    await add({ name: "b0", info: { kind: "bond", data } });
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
    expect(shown("d0")).toMatchObject({
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
    expect(shown("b0")).toMatchObject({ info_data: { active_slave: "d1" } });
    await active(null);

    await set("d1", { master: null });
    expect((await get("d1")).info).not.toHaveProperty("slaveKind");
    expect(() => link.set("d0", { bondSlave: { prio: 1 }, bridgePort: { cost: 1 } })).toThrow(
      "bondSlave: a link is a port of a bridge or a slave of a bond, not both",
    );
  });

  it("agree with a partner, which is told with the state of each end", async () => {
    const { add, get, set, shown } = links(
      "ip link add v0 type veth peer name w0; ip link add v1 type veth peer name w1",
    );
    const data = { mode: "8023ad", miimon: 50, adLacpRate: "fast" } as const;
    for (const [name, address] of [
      ["ours", "02:00:00:00:00:01"],
      ["theirs", "02:00:00:00:00:02"],
    ] as const) {
      await add({ name, address, info: { kind: "bond", data } });
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
    const { aggregator, actorKey, partnerKey, partnerMac } = adInfo;
    expect(shown("ours")).toMatchObject({
      info_data: {
        ad_info: {
          aggregator,
          num_ports: 2,
          actor_key: actorKey,
          partner_key: partnerKey,
          partner_mac: partnerMac,
        },
      },
    });
    await set("v0", { bondSlave: { actorPortPrio: 100 } });
    const slave = await get("v0");
    expect(slave.info).toMatchObject({ kind: "veth", slaveKind: "bond" });
    expect(slaveDataOf(slave)).not.toHaveProperty("unknownAttributes");
    const state = slaveDataOf(slave);
    expect(state).toMatchObject({
      adAggregatorId: aggregator,
      actorPortPrio: 100,
      adChurnActorState: expect.any(Number),
      adChurnPartnerState: expect.any(Number),
    });
    expect(shown("v0")).toMatchObject({
      info_slave_data: {
        ad_aggregator_id: aggregator,
        ad_actor_oper_port_state: state!.adActorOperPortState,
        ad_partner_oper_port_state: state!.adPartnerOperPortState,
      },
    });
  }, 40_000);
});

const masters = "ip link add r0 type vrf table 5; ip link add type team; ip link add type batadv";
requireKernel("vrf, team and batadv", masters)("masters of other kinds", () => {
  it("tell in the kind of port that a link is whose it is", async () => {
    const { add, get, set, shown } = links(`${twoDummies}; ip link add d2 type dummy; ip link add d3 type dummy`);
    await add({ name: "red", info: { kind: "vrf", data: { table: 4242 } } });
    await add({ name: "t0", info: { kind: "team" } });
    await add({ name: "bat0", info: { kind: "batadv" } });
    await set("d0", { master: "red" });
    await set("d1", { master: "t0" });
    await set("d2", { master: "bat0" });
    expect((await get("d0")).info).toEqual({ kind: "dummy", slaveKind: "vrf", slaveData: { table: 4242 } });
    expect(shown("d0")).toMatchObject({ info_slave_kind: "vrf", info_slave_data: { table: 4242 } });
    expect((await get("d1")).info).toMatchObject({ slaveKind: "team" });
    expect((await get("d2")).info).toMatchObject({ slaveKind: "batadv" });
    await set("d0", { master: null });
    await add({ name: "h0", info: { kind: "hsr", data: { slave1: "d0", slave2: "d3" } } });
    expect((await get("d3")).info).toMatchObject({ slaveKind: "hsr" });
  });
});

requireKernel("bond, macsec, hsr and vrf", "ip link add r0 type vrf table 5; ip link add b0 type bond")(
  "options",
  () => {
    it("are refused in the kernel's own words, with the attribute", async () => {
      const { add, names } = links(twoDummies);
      const refusal = (info: link.LinkInfoOptions, device?: string) =>
        failure(add({ name: "x0", info, ...(device !== undefined && { link: device }) }));
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
      expect(await names()).toEqual(["lo", "d0", "d1"]);
    });
  },
);

requireLinkKind("netkit", "vxcan")("pairs", () => {
  it("have an end that is born in another namespace", async () => {
    const [here, there] = [links(), links()];
    const peer = { name: "far", namespace: there.handle };
    const near = await here.add({
      name: "nk0",
      info: { kind: "netkit", data: { peerPolicy: "drop", peerInfo: peer } },
    });
    const far = await there.get("far");
    expect([near.link, far.link]).toEqual([far.index, near.index]);
    expect(near.info).toMatchObject({ kind: "netkit", data: { primary: 1, policy: 0, peerPolicy: 2 } });
    // Each end tells its own policy first.
    expect(far.info).toMatchObject({ kind: "netkit", data: { primary: 0, policy: 2, peerPolicy: 0 } });
    await here.connection.run(link.delete("nk0"));
    expect(await there.names()).toEqual(["lo"]);

    await here.add({ name: "xc0", info: { kind: "vxcan", data: { peer } } });
    expect((await there.get("far")).info).toEqual({ kind: "vxcan" });
    expect(there.shown("far")).toEqual({ info_kind: "vxcan" });
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
