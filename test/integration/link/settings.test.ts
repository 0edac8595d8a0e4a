/** Settings of links by address family, limits and reasons, against sysctls, /proc and `ip`. */
import { expect, it } from "vitest";
import { link } from "ts-netlink/ops";
import type { Place } from "../../support/place.ts";
import { failure, place } from "../../support/place.ts";
import { requireTool } from "../../support/tools.ts";

/** Sysctls whose names are not those of the header. */
const ipv4Names: Readonly<Record<string, string>> = {
  arpfilter: "arp_filter",
  noxfrm: "disable_xfrm",
  nopolicy: "disable_policy",
  src_vmark: "src_valid_mark",
};
const ipv6Names: Readonly<Record<string, string>> = {
  hoplimit: "hop_limit",
  mtu6: "mtu",
  rtr_solicits: "router_solicitations",
};

/** Settings of IPv6 whose sysctl holds seconds where netlink tells milliseconds, can't be written, or does more than it says. */
const ipv6Others = new Set([
  "rtr_solicit_interval",
  "rtr_solicit_max_interval",
  "rtr_solicit_delay",
  "rtr_probe_interval",
  "mldv1_unsolicited_report_interval",
  "mldv2_unsolicited_report_interval",
  "mc_forwarding",
  "disable_ipv6",
  "stable_secret",
  "mtu6",
]);

function pair(): Place {
  const here = place();
  here.scratch.shell("ip link add v0 type veth peer name v1; ip link set v0 up; ip link set v1 up");
  return here;
}

/** The values of all sysctls of a link, by their own names; those that can't be read are left out. */
function sysctls({ scratch }: Place, family: string): Map<string, number> {
  const folder = `/proc/sys/net/${family}/conf/v0`;
  const told = scratch.shell(`cd ${folder}; for n in *; do echo $n $(cat $n 2>/dev/null || true); done`);
  return new Map(
    told
      .trim()
      .split("\n")
      .map((line): [string, number] => {
        const [name = "", value = ""] = line.split(" ");
        return [name, value === "" ? NaN : Number(value)];
      }),
  );
}

requireTool("ip")("settings by address family", () => {
  it("tells every sysctl of IPv4 by its name, and changes every one", async () => {
    const here = pair();
    const { connection, scratch } = here;
    const conf = async () => Object.entries((await connection.run(link.settings("v0"))).inet?.conf ?? {});
    const before = sysctls(here, "ipv4");
    const told = await conf();
    expect(told.length).toBe(33);
    expect(told.map(([name, value]) => [name, value])).toEqual(
      told.map(([name]) => [name, before.get(ipv4Names[name] ?? name)]),
    );
    // One by one, so that a wrong number would show in the value of another one.
    for (const [name, value] of told) {
      if (name === "mc_forwarding") continue; // belongs to multicast routers: newer kernels refuse it
      const wanted = value === 1 ? 0 : 1;
      await connection.run(link.set("v0", { ipv4Settings: { [name]: wanted } }));
      const sysctl = ipv4Names[name] ?? name;
      expect([name, Number(scratch.shell(`cat /proc/sys/net/ipv4/conf/v0/${sysctl}`))]).toEqual([name, wanted]);
      const changed = (await conf()).filter(([key, now]) => now !== told.find(([known]) => known === key)?.[1]);
      expect(changed).toEqual([[name, wanted]]);
      await connection.run(link.set("v0", { ipv4Settings: { [name]: value } }));
    }
    await connection.run(link.set("v0", { ipv4Settings: { rp_filter: 2, arp_accept: true, log_martians: false } }));
    expect((await connection.run(link.settings("v0"))).inet?.conf).toMatchObject({
      rp_filter: 2,
      arp_accept: 1,
      log_martians: 0,
    });
  });

  it("tells every sysctl of IPv6 by its name", async () => {
    const here = pair();
    const { connection, scratch } = here;
    const conf = async () => Object.entries((await connection.run(link.settings("v0"))).inet6?.conf ?? {});
    const told = await conf();
    expect(told.length).toBeGreaterThanOrEqual(59);
    const known = sysctls(here, "ipv6");
    const plain = told.filter(([name]) => !ipv6Others.has(name));
    expect(plain.map(([name, value]) => [name, name === "ioam6_id_wide" ? value >>> 0 : value])).toEqual(
      plain.map(([name]) => [name, known.get(ipv6Names[name] ?? name)]),
    );
    for (const [name, value] of plain) {
      const path = `/proc/sys/net/ipv6/conf/v0/${ipv6Names[name] ?? name}`;
      const wanted = value === 1 ? (name === "addr_gen_mode" ? 0 : 2) : 1;
      // Some are checked to be 0 or 1.
      if (scratch.run("sh", ["-c", `echo ${wanted} >${path}`]).status !== 0) {
        scratch.shell(`echo 0 >${path}`);
      }
      const now = Number(scratch.shell(`cat ${path}`));
      expect([name, now]).not.toEqual([name, value]);
      const changed = (await conf()).filter(([key, is]) => is !== told.find(([one]) => one === key)?.[1]);
      expect(changed).toEqual([[name, now]]);
      scratch.shell(`echo ${known.get(ipv6Names[name] ?? name)} >${path}`);
    }
  });

  it("tells the counters of IPv6 and ICMPv6 by their names", async () => {
    const { connection, scratch } = pair();
    scratch.shell("ip -6 address add fd00::1/64 dev v0 nodad; ip -6 route add fd00:1::/64 dev v0");
    scratch.run("ping", ["-6", "-c", "2", "-i", "0.01", "-W", "1", "fd00:1::9"]);
    const proc = new Map(
      scratch
        .shell("cat /proc/net/dev_snmp6/v0")
        .trim()
        .split("\n")
        .map((line): [string, number] => {
          const [name = "", value = ""] = line.split(/\s+/);
          return [name, Number(value)];
        }),
    );
    const { statistics, icmp6Statistics } = (await connection.run(link.settings("v0"))).inet6!;
    // The last message of the kernel's own may go out between the two questions: those that count it are compared as "at least".
    const pairs = [
      ["outrequests", "Ip6OutRequests"],
      ["outmcastpkts", "Ip6OutMcastPkts"],
      ["outoctets", "Ip6OutOctets"],
      ["outmcastoctets", "Ip6OutMcastOctets"],
      ["outpkts", "Ip6OutTransmits"],
    ] as const;
    for (const [name, counter] of pairs) {
      expect(Number(statistics[name])).toBeGreaterThanOrEqual(proc.get(counter)!);
      expect([name, Number(statistics[name]) > 0]).toEqual([name, true]);
    }
    expect(Number(statistics.outoctets)).toBeGreaterThan(Number(statistics.outpkts) * 40);
    expect(Number(statistics.num)).toBe(Object.keys(statistics).length);
    expect(Number(icmp6Statistics.outmsgs)).toBeGreaterThanOrEqual(proc.get("Icmp6OutMsgs")!);
    expect(Number(icmp6Statistics.outmsgs)).toBeGreaterThan(0);
    expect(Number(icmp6Statistics.num)).toBe(Object.keys(icmp6Statistics).length);
  });

  it("sets the token and the way in which addresses are made", async () => {
    const { connection, scratch } = pair();
    scratch.shell("echo 2 >/proc/sys/net/ipv6/conf/v0/accept_ra");
    await connection.run(link.setIpv6Token("v0", "::1:2:3:4"));
    await connection.run(link.set("v0", { addressGenerationMode: "random" }));
    expect(scratch.ip("token get dev v0")).toBe("token ::1:2:3:4 dev v0\n");
    const { inet6 } = await connection.run(link.settings("v0"));
    expect(inet6).toMatchObject({ token: "::1:2:3:4", addressGenerationMode: "random" });
    expect(inet6?.cacheinfo?.maxReasmLen).toBe(65535);
    expect((await failure(connection.run(link.setIpv6Token("lo", "::5")))).code).toBe("EINVAL");
  });
});

requireTool("ip")("links of a group", () => {
  it("are changed and deleted together", async () => {
    const { connection, scratch, shown } = place();
    scratch.shell(
      "for n in b0 b1 b2; do ip link add $n type bridge; done; ip link set b0 group 7; ip link set b1 group 7",
    );
    await connection.run(link.setGroup(7, { mtu: 1400, up: true }));
    expect(["b0", "b1", "b2"].map((name) => shown(name)?.["mtu"])).toEqual([1400, 1400, 1500]);
    const members = await connection.run(link.list({ group: 7 }));
    expect(members.map(({ name, up }) => [name, up])).toEqual([
      ["b0", true],
      ["b1", true],
    ]);
    await connection.run(link.deleteGroup(7));
    expect((await connection.run(link.list({ kind: "bridge" }))).map(({ name }) => name)).toEqual(["b2"]);
    expect((await failure(connection.run(link.deleteGroup(7)))).code).toBe("ENODEV");
    await connection.run(link.setGroup(7, { mtu: 1400 }));
  });
});

requireTool("ip")("limits of links", () => {
  it("are set and told", async () => {
    const { connection, shown } = pair();
    await connection.run(link.set("v0", { gsoMaxSize: 30_000, gsoMaxSegs: 100, groMaxSize: 20_000 }));
    await connection.run(link.set("v0", { gsoIpv4MaxSize: 25_000, groIpv4MaxSize: 15_000 }));
    expect(shown("v0")).toMatchObject({ gso_max_size: 30_000, gso_max_segs: 100, gro_max_size: 20_000 });
    const told = await connection.run(link.get("v0"));
    expect(told).toMatchObject({
      gsoMaxSize: 30_000,
      gsoMaxSegs: 100,
      groMaxSize: 20_000,
      gsoIpv4MaxSize: 25_000,
      groIpv4MaxSize: 15_000,
    });
    expect([told.tsoMaxSize, told.tsoMaxSegs]).toEqual([shown("v0")?.["tso_max_size"], shown("v0")?.["tso_max_segs"]]);
    await connection.run(link.add({ name: "b0", gsoMaxSize: 40_000, groMaxSize: 41_000, info: { kind: "bridge" } }));
    expect(shown("b0")).toMatchObject({ gso_max_size: 40_000, gro_max_size: 41_000 });
  });
});

requireTool("ip")("what holds a link down", () => {
  it("is set with its reasons, told by their bits, and keeps it down until they are cleared", async () => {
    const { connection, shown, scratch } = pair();
    scratch.ip("link add vx0 type vxlan id 7 dstport 4789 group 239.1.1.1 dev v0");
    await connection.run(link.set("vx0", { protoDown: true, protoDownReasons: { 4: true, 3: true } }));
    expect(await connection.run(link.get("vx0"))).toMatchObject({ protoDown: true, protoDownReasons: [3, 4] });
    expect(shown("vx0")).toMatchObject({ proto_down: true, proto_down_reason: ["3", "4"] });
    await connection.run(link.set("vx0", { protoDownReasons: { 31: true } }));
    expect((await connection.run(link.get("vx0"))).protoDownReasons).toEqual([3, 4, 31]);
    expect((await failure(connection.run(link.set("vx0", { protoDown: false })))).code).toBe("EBUSY");
    await connection.run(link.set("vx0", { protoDownReasons: { 31: false, 4: false } }));
    expect((await connection.run(link.get("vx0"))).protoDownReasons).toEqual([3]);
    await connection.run(link.set("vx0", { protoDownReasons: { 3: false } }));
    await connection.run(link.set("vx0", { protoDown: false }));
    expect(await connection.run(link.get("vx0"))).toMatchObject({ protoDown: false, protoDownReasons: [] });
    expect(() => link.set("vx0", { protoDownReasons: { 32: true } })).toThrow(/32 is not the number of a bit/);
  });

  it("leaves counts of the carrier's changes", async () => {
    const { connection, scratch } = pair();
    const before = await connection.run(link.get("v0"));
    scratch.shell("ip link set v1 down; ip link set v1 up");
    const after = await connection.run(link.get("v0"));
    const [changes, up, down] = ["carrierChanges", "carrierUpCount", "carrierDownCount"] as const;
    expect(after[up]! - before[up]!).toBe(1);
    expect(after[down]! - before[down]!).toBe(1);
    expect(after[changes]! - before[changes]!).toBe(2);
    const proc = (name: string) => Number(scratch.shell(`cat /sys/class/net/v0/${name}`));
    expect([after[changes], after[up], after[down]]).toEqual(
      ["carrier_changes", "carrier_up_count", "carrier_down_count"].map(proc),
    );
  });
});
