/** Virtual functions and physical ports, on simulated devices, against `ip` and sysfs. */
import { expect, it } from "vitest";
import { link } from "ts-netlink/ops";
import { netdevsim, requireNetdevsim } from "../../support/netdevsim.ts";
import { failure, place } from "../../support/place.ts";

requireNetdevsim()("virtual functions", () => {
  it("are changed in every way that the device knows, and told as ip tells them", async () => {
    const { scratch, connection, shown } = place();
    const [name = ""] = netdevsim(scratch, { virtualFunctions: 3 }).links;
    expect((await connection.run(link.get(name))).virtualFunctions).toEqual([]);
    const set = (options: link.VirtualFunctionOptions) => connection.run(link.setVirtualFunction(name, 1, options));
    await set({ address: "02:00:00:00:00:05", vlan: 5, qos: 3, protocol: "8021ad" });
    await set({ minTxRate: 50, maxTxRate: 200 });
    await set({ spoofCheck: true, queryRss: true, linkState: "disable", trust: true });
    const told = await connection.run(link.get(name, { detail: ["vf"] }));
    expect(told.virtualFunctions.map(({ vf }) => vf)).toEqual([0, 1, 2]);
    expect(told.virtualFunctions[1]).toMatchObject({
      vf: 1,
      address: "02:00:00:00:00:05",
      broadcast: "ff:ff:ff:ff:ff:ff",
      vlan: 5,
      qos: 3,
      protocol: 0x88a8,
      minTxRate: 50,
      maxTxRate: 200,
      spoofCheck: true,
      queryRss: true,
      linkState: "disable",
      trust: true,
      nodeGuid: undefined,
    });
    expect(told.virtualFunctions[0]).toMatchObject({ address: "00:00:00:00:00:00", vlan: 0, linkState: "auto" });
    expect(told.attributes.numVf).toBe(3);
    expect(shown(name)).toMatchObject({
      vfinfo_list: [
        { vf: 0 },
        {
          vf: 1,
          address: "02:00:00:00:00:05",
          vlan_list: [{ vlan: 5, qos: 3, protocol: "802.1ad" }],
          rate: { max_tx: 200, min_tx: 50 },
          spoofchk: true,
          link_state: "disable",
          trust: true,
          query_rss_en: true,
        },
        { vf: 2 },
      ],
    });
  });

  it("keep the rate that is not named, and lose what is switched off", async () => {
    const { scratch, connection } = place();
    const [name = ""] = netdevsim(scratch, { virtualFunctions: 2 }).links;
    const set = (options: link.VirtualFunctionOptions) => connection.run(link.setVirtualFunction(name, 0, options));
    await set({ rate: 300, vlan: 7, spoofCheck: true });
    await set({ minTxRate: 60 });
    const first = async () => (await connection.run(link.get(name, { detail: ["vf"] }))).virtualFunctions[0];
    expect(await first()).toMatchObject({ rate: 300, minTxRate: 60, maxTxRate: 300, vlan: 7, protocol: 0x8100 });
    await set({ maxTxRate: 400, vlan: 0, spoofCheck: false });
    expect(await first()).toMatchObject({ minTxRate: 60, maxTxRate: 400, vlan: 0, spoofCheck: false });
  });

  it("are refused with the kernel's reason, or before anything is sent", async () => {
    const { scratch, connection } = place();
    const [name = ""] = netdevsim(scratch, { virtualFunctions: 1 }).links;
    const refused = async (vf: number, options: link.VirtualFunctionOptions) =>
      (await failure(connection.run(link.setVirtualFunction(name, vf, options)))).code;
    expect(await refused(0, { nodeGuid: "00:11:22:33:44:55:66:77" })).toBe("EOPNOTSUPP");
    expect(await refused(0, { portGuid: "00:11:22:33:44:55:66:78" })).toBe("EOPNOTSUPP");
    expect(await refused(4, { trust: true })).toBe("EINVAL");
    expect(() => link.setVirtualFunction(name, 0, { qos: 3 })).toThrow(/qos: needs vlan beside it/);
    expect(() => link.setVirtualFunction(name, 0, { nodeGuid: "00:11" })).toThrow(/nodeGuid: "00:11" is not/);
  });
});

requireNetdevsim()("physical ports", () => {
  it("are told by their names, chips and places on the bus", async () => {
    const { scratch, connection } = place();
    const { id, links } = netdevsim(scratch, { ports: 2 });
    expect(links.length).toBe(2);
    for (const [index, name] of links.entries()) {
      const sysfs = (file: string) => scratch.shell(`cat /sys/class/net/${name}/${file}`).trim();
      const told = await connection.run(link.get(name));
      expect(told).toMatchObject({
        physicalPortName: `p${index + 1}`,
        physicalSwitchId: sysfs("phys_switch_id"),
        parentDevice: `netdevsim${id}`,
        parentBus: "netdevsim",
      });
      expect(told.physicalPortName).toBe(sysfs("phys_port_name"));
      expect(told.attributes.devlinkPort).toMatchObject({ busName: "netdevsim", devName: `netdevsim${id}` });
    }
  });
});
