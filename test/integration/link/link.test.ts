/** Operations on links against the real kernel. */
import { expect, it } from "vitest";
import { link } from "ts-netlink/ops";
import type { Operation } from "ts-netlink/socket";
import type { Place } from "../../support/place.ts";
import { failure, place } from "../../support/place.ts";
import { requireLinkKind, requireTool } from "../../support/tools.ts";

/** The id that one namespace gave to another one. */
function nsidOf(here: Place, there: Place): number {
  const told = here.scratch.run("ip", ["-j", "netns", "list-id"]).stdout;
  const known: { nsid: number; name?: string }[] = JSON.parse(told === "" ? "[]" : told);
  return known.find(({ name }) => name === there.scratch.name)!.nsid;
}

requireTool("ip")("links", () => {
  it("are made, told, changed and deleted", async () => {
    const { connection, shown } = place();
    const made = await connection.run(
      link.add({
        name: "v0",
        mtu: 1400,
        address: "02:00:00:00:00:01",
        txQueueLength: 77,
        alias: "the first",
        up: true,
        info: { kind: "veth", data: { peer: { name: "v1", address: "02:00:00:00:00:02" } } },
      }),
    );
    expect(made).toMatchObject({
      name: "v0",
      mtu: 1400,
      address: "02:00:00:00:00:01",
      txQueueLength: 77,
      alias: "the first",
    });
    expect(made.index).toBe(shown("v0")!["ifindex"]);
    expect(made.info).toEqual({ kind: "veth" });
    expect(shown("v1")).toMatchObject({ address: "02:00:00:00:00:02" });

    await connection.run(link.setUp("v1"));
    await connection.run(link.set("v0", { mtu: 1450, group: 5, promiscuous: true, alias: "" }));
    const changed = await connection.run(link.get("v0"));
    expect(changed).toMatchObject({ up: true, mtu: 1450, group: 5, alias: undefined, operstate: "up", carrier: true });
    expect(changed.flags).toEqual(
      expect.arrayContaining(["up", "broadcast", "multicast", "promisc", "running", "lower_up"]),
    );
    expect(shown("v0")).toMatchObject({ mtu: 1450, group: "5", operstate: "UP" });

    await connection.run(link.set(changed, { up: false, name: "w0" }));
    expect(shown("v0")).toBeUndefined();
    expect((await connection.run(link.get(changed))).name).toBe("w0");
    await connection.run(link.delete(changed));
    expect(shown("w0")).toBeUndefined();
    expect(shown("v1")).toBeUndefined();
    expect((await failure(connection.run(link.delete("w0")))).code).toBe("ENODEV");
    await connection.run(link.delete("w0", { ifExists: true }));
  });

  it("work the same without promises", () => {
    const { connection } = place();
    const made = connection.runSync(link.add({ name: "b0", info: { kind: "bridge", data: { ageingTime: 1000 } } }));
    expect(connection.runSync(link.get("b0")).info).toMatchObject({ kind: "bridge", data: { ageingTime: 1000 } });
    expect(connection.runSync(link.list()).map(({ name }) => name)).toEqual(["lo", "b0"]);
    connection.runSync(link.delete(made));
  });

  it("get names of the kernel's choice, which are told", async () => {
    const { connection, shown } = place();
    const first = await connection.run(link.add({ info: { kind: "veth" } }));
    const second = await connection.run(link.add({ name: "tap%d", info: { kind: "bridge" } }));
    expect(first.name).toMatch(/^veth\d$/);
    expect(shown(first.name)!["ifindex"]).toBe(first.index);
    expect(second.name).toBe("tap0");
  });

  it("refuse an address of another length than theirs, which the kernel would cut or refuse without a word", async () => {
    const { connection, shown } = place();
    const { address } = await connection.run(link.add({ name: "b0", info: { kind: "bridge" } }));
    const refused = (options: link.SetOptions) => connection.run(link.set("b0", options));
    await expect(refused({ address: "02:00:00:00:00:01:02:03" })).rejects.toThrow(
      'address: "02:00:00:00:00:01:02:03" has 8 bytes, the addresses of b0 have 6',
    );
    await expect(refused({ broadcast: "ff:ff" })).rejects.toThrow(/^broadcast: "ff:ff" has 2 bytes/);
    expect(shown("b0")).toMatchObject({ address });
    const peer = { address: "02:00" };
    expect(() => link.add({ info: { kind: "veth", data: { peer } } })).toThrow(
      'info.data.peer.address: "02:00" has 2 bytes, Ethernet addresses have 6',
    );
    expect(() => link.add({ address: "02:00", info: { kind: "bridge" } })).toThrow(/^address: "02:00" has 2 bytes/);
  });

  it("are found by alternative names, long and short", async () => {
    const { connection } = place();
    const { index } = await connection.run(link.add({ name: "b0", info: { kind: "bridge" } }));
    const long = "a-name-of-more-than-fifteen-bytes";
    await connection.run(link.addAltName("b0", long, "short"));
    expect((await connection.run(link.get(long))).index).toBe(index);
    const found = await connection.run(link.get("short"));
    expect(found.altNames).toEqual([long, "short"]);
    await connection.run(link.setUp(long));
    expect((await connection.run(link.get(index))).up).toBe(true);
    const accented = "größe-größe-12"; // 14 characters, 18 bytes
    await connection.run(link.addAltName("b0", accented));
    await connection.run(link.set(accented, { group: 5 }));
    await connection.run(link.deleteAltName(accented, accented));
    await connection.run(link.deleteAltName(long, "short"));
    expect((await connection.run(link.get(index))).altNames).toEqual([long]);
    await connection.run(link.delete(long));
    expect((await failure(connection.run(link.get(index)))).code).toBe("ENODEV");
  });

  it("are listed by master, kind, group and state", async () => {
    const { connection, scratch } = place();
    scratch.ip("link add br0 type bridge");
    scratch.ip("link add v0 type veth peer name v1");
    scratch.ip("link set v0 master br0 group 4 up");
    const names = async (operation: Operation<link.Link[]>) =>
      (await connection.run(operation)).map(({ name }) => name).sort();
    const bridge = await connection.run(link.get("br0"));
    expect(await names(link.list())).toEqual(["br0", "lo", "v0", "v1"]);
    expect(await names(link.list({ master: bridge }))).toEqual(["v0"]);
    expect(await names(link.list({ master: null }))).toEqual(["br0", "lo", "v1"]);
    expect(await names(link.list({ kind: "bridge" }))).toEqual(["br0"]);
    expect(await names(link.list({ group: 4 }))).toEqual(["v0"]);
    expect(await names(link.list({ up: true }))).toEqual(["v0"]);
    expect((await connection.run(link.list()))[0]!.stats!.rxBytes).toBe(0n);
    const streamed: string[] = [];
    for await (const { name } of connection.dump(link.list({ kind: "veth" }))) streamed.push(name);
    expect(streamed.sort()).toEqual(["v0", "v1"]);
  });

  it("join and leave a bridge, with options as its port", async () => {
    const { connection, shown } = place();
    await connection.run(link.add({ name: "br0", info: { kind: "bridge" } }));
    await connection.run(
      link.add({ name: "v0", master: "br0", info: { kind: "veth", data: { peer: { name: "v1" } } } }),
    );
    expect(shown("v0")).toMatchObject({ master: "br0" });
    await connection.run(link.set("v0", { bridgePort: { mode: true, isolated: true, cost: 5 } }));
    expect(shown("v0")).toMatchObject({ linkinfo: { info_slave_data: { hairpin: true, isolated: true, cost: 5 } } });
    const { info } = await connection.run(link.get("v0"));
    expect(info).toMatchObject({ slaveKind: "bridge", slaveData: { mode: 1, isolated: 1, cost: 5 } });
    await connection.run(link.set("br0", { info: { kind: "bridge", data: { mcastSnooping: false } } }));
    expect(shown("br0")).toMatchObject({ linkinfo: { info_data: { mcast_snooping: 0 } } });
    await connection.run(link.set("v0", { master: null }));
    expect(shown("v0")).not.toHaveProperty("master");
    await connection.run(link.set("v0", { master: "br0" }));
    expect(shown("v0")).toMatchObject({ master: "br0" });
  });

  it("move to and are born in other namespaces, by handle, pid and nsid", async () => {
    const [here, there] = [place(), place()];
    const peer = { name: "v1", namespace: there.handle };
    await here.connection.run(link.add({ name: "v0", info: { kind: "veth", data: { peer } } }));
    expect(there.shown("v1")).toBeDefined();
    expect(here.shown("v1")).toBeUndefined();

    await here.connection.run(link.set("v0", { namespace: there.handle }));
    expect(here.shown("v0")).toBeUndefined();
    expect(there.shown("v0")).toBeDefined();

    const child = there.scratch.start("sleep", ["60"]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await here.connection.run(link.add({ name: "w0", info: { kind: "veth", data: { peer: { name: "w1" } } } }));
    await here.connection.run(link.set("w0", { namespace: { pid: child.pid! } }));
    expect(there.shown("w0")).toBeDefined();

    const born = await here.connection.run(
      link.add({ name: "br0", namespace: there.handle, info: { kind: "bridge" } }),
    );
    expect(born).toMatchObject({ name: "br0", index: there.shown("br0")!["ifindex"] });

    const nsid = nsidOf(here, there);
    await here.connection.run(link.set("w1", { namespace: { nsid } }));
    expect(there.shown("w1")).toBeDefined();
    expect((await here.connection.run(link.get("w1", { nsid }))).name).toBe("w1");
    expect((await here.connection.run(link.list({ nsid, kind: "bridge" }))).map(({ name }) => name)).toEqual(["br0"]);
    const far = await here.connection.run(link.add({ name: "br1", namespace: { nsid }, info: { kind: "bridge" } }));
    expect(far.index).toBe(there.shown("br1")!["ifindex"]);
    await here.connection.run(link.delete("br1", { nsid }));
    expect(there.shown("br1")).toBeUndefined();
  });

  it("are of every kind that this kernel has", async () => {
    const { connection, shown } = place();
    await connection.run(link.add({ name: "v0", info: { kind: "veth", data: { peer: { name: "v1" } } } }));
    await connection.run(link.add({ name: "mv0", link: "v0", info: { kind: "macvlan", data: { mode: "bridge" } } }));
    await connection.run(link.add({ name: "mt0", link: "v1", info: { kind: "macvtap", data: { mode: "vepa" } } }));
    await connection.run(
      link.add({
        name: "vx0",
        info: {
          kind: "vxlan",
          data: { id: 42, link: "v0", local: "10.0.0.1", group: "239.1.1.1", port: 4789, ttlInherit: true },
        },
      }),
    );
    await connection.run(
      link.add({ name: "vx6", info: { kind: "vxlan", data: { id: 43, group: "fd00::1", port: 4790 } } }),
    );
    await connection.run(link.add({ name: "ifb7", info: { kind: "ifb" } }));
    expect(shown("mv0")).toMatchObject({
      link: "v0",
      linkinfo: { info_kind: "macvlan", info_data: { mode: "bridge" } },
    });
    expect(shown("mt0")).toMatchObject({ link: "v1", linkinfo: { info_kind: "macvtap", info_data: { mode: "vepa" } } });
    expect(shown("vx0")).toMatchObject({
      linkinfo: { info_data: { id: 42, link: "v0", local: "10.0.0.1", group: "239.1.1.1", port: 4789 } },
    });
    expect(shown("vx6")).toMatchObject({ linkinfo: { info_data: { id: 43, remote6: "fd00::1", port: 4790 } } });
    expect(shown("ifb7")).toMatchObject({ linkinfo: { info_kind: "ifb" } });
    expect((await connection.run(link.get("vx0"))).info).toMatchObject({
      kind: "vxlan",
      data: { id: 42, ttlInherit: 1, group: "239.1.1.1" },
    });
    expect((await connection.run(link.get("mv0"))).link).toBe(shown("v0")!["ifindex"]);
  });

  it("are refused in the kernel's own words, with the attribute", async () => {
    const { connection } = place();
    const unknown = await failure(
      connection.run(link.add({ name: "x0", info: { kind: "unknown", name: "nonsense" } })),
    );
    expect(unknown).toMatchObject({ code: "EOPNOTSUPP", kernelMessage: "Unknown device type" });
    const idless = await failure(connection.run(link.add({ name: "x0", info: { kind: "vxlan" } })));
    expect(idless.kernelMessage).toBe("Required attributes not provided to perform the operation");
    const large = { id: 1 << 24, port: 4789 };
    const high = await failure(connection.run(link.add({ name: "x0", info: { kind: "vxlan", data: large } })));
    expect(high).toMatchObject({
      code: "ERANGE",
      kernelMessage: "VXLAN ID must be lower than 16777216",
      path: "linkinfo.data.id",
      attribute: "IFLA_LINKINFO > IFLA_INFO_DATA > IFLA_VXLAN_ID",
    });
    await connection.run(link.add({ name: "b0", info: { kind: "bridge" } }));
    expect((await failure(connection.run(link.add({ name: "b0", info: { kind: "bridge" } })))).code).toBe("EEXIST");
    const mtu = await failure(connection.run(link.set("b0", { mtu: 70_000 })));
    expect(mtu.kernelMessage).toBe("mtu greater than device maximum");
    expect((await failure(connection.run(link.setUp("nope")))).code).toBe("ENODEV");
    expect((await failure(connection.run(link.set("b0", { master: "nope" })))).code).toBe("ENODEV");
  });

  it("are pipelined as single messages", async () => {
    const { connection, shown } = place();
    await connection.runAll([
      link.create({ name: "b0", info: { kind: "bridge" } }),
      link.create({ name: "v0", info: { kind: "veth", data: { peer: { name: "v1" } } } }),
      link.setUp("v0"),
      link.set("v0", { master: "b0" }),
    ]);
    expect(shown("v0")).toMatchObject({ master: "b0" });
  });
});

requireTool("ip")("many links", () => {
  it("are deleted together, and nothing else", async () => {
    const { connection, shown, scratch } = place();
    const pairs = Array.from({ length: 20 }, (_, n) => `v${n}`);
    await connection.runAll(pairs.map((name) => link.create({ name, group: 3, info: { kind: "veth" } })));
    scratch.ip("link add theirs group 3 type bridge");
    const links = await connection.run(link.list({ group: 3 }));
    await connection.run(link.deleteMany(links.filter(({ name }) => name !== "theirs")));
    expect((await connection.run(link.list())).map(({ name }) => name)).toEqual(["lo", "theirs"]);
    expect(shown("theirs")).toMatchObject({ group: "3" });
  });

  it("stay when somebody puts another link into the group meanwhile", async () => {
    const { connection, shown } = place();
    await connection.run(link.add({ name: "v0", group: 3, info: { kind: "veth", data: { peer: { name: "v1" } } } }));
    await connection.run(link.add({ name: "theirs", info: { kind: "bridge" } }));
    const operation = link.deleteMany(["v0"]);
    const steps = operation[Symbol.iterator]();
    let next = steps.next();
    let error: unknown;
    while (next.done !== true) {
      const step = next.value;
      let answer: unknown = await connection.run(step);
      const group = (await connection.run(link.get("v0"))).group!;
      if (group > 3) await connection.run(link.set("theirs", { group }));
      try {
        next = steps.next(answer);
      } catch (thrown) {
        error = thrown;
        break;
      }
      answer = undefined;
      if (error !== undefined) break;
    }
    expect(String(error)).toMatch(/also holds theirs; nothing was deleted/);
    expect(shown("v0")).toMatchObject({ group: "3" });
    expect(shown("theirs")).toBeDefined();
  });

  it("stay when one of them can't be deleted", async () => {
    const { connection, shown } = place();
    await connection.run(link.add({ name: "b0", info: { kind: "bridge" } }));
    expect((await failure(connection.run(link.deleteMany(["b0", "lo"])))).code).toBe("EOPNOTSUPP");
    expect(shown("b0")).toMatchObject({ group: "default" });
    expect(shown("lo")).toMatchObject({ group: "default" });
  });
});

requireLinkKind("dummy")("dummies and VLANs", () => {
  it("are made and told", async () => {
    const { connection, shown } = place();
    await connection.run(link.add({ name: "d0", info: { kind: "dummy" } }));
    await connection.run(
      link.add({
        name: "d0.5",
        link: "d0",
        info: { kind: "vlan", data: { id: 5, protocol: "8021ad", egressQos: { mapping: [{ from: 1, to: 2 }] } } },
      }),
    );
    expect(shown("d0.5")).toMatchObject({
      link: "d0",
      linkinfo: { info_kind: "vlan", info_data: { id: 5, protocol: "802.1ad", egress_qos: [{ from: 1, to: 2 }] } },
    });
    expect((await connection.run(link.get("d0.5"))).info).toMatchObject({
      kind: "vlan",
      data: { id: 5, protocol: 0x88a8 },
    });
    await connection.run(link.set("d0", { carrier: false }));
    expect((await connection.run(link.get("d0"))).carrier).toBe(false);
  });
});
