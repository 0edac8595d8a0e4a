import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireKernel, requireTool } from "../../support/tools.ts";

/** A bridge with two ports that snoops by the newer protocols. */
function fresh(options = "", ...more: string[]): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(`ip link add br0 type bridge mcast_igmp_version 3 mcast_mld_version 2 ${options}
    for i in 0 2; do
      ip link add v$i type veth peer name p$i
      ip link set v$i master br0
      ip link set p$i up
      ip link set v$i up
    done
    ip link set br0 up
    ${more.join("\n")}`);
  return namespace;
}

/** Entries of every form; `port` and `dev` are names. */
const entries = [
  { port: "v0", group: "239.1.1.1" },
  { port: "v2", group: "239.1.1.1", permanent: true },
  { port: "v0", group: "239.1.1.2", source: "192.0.2.1", permanent: true },
  { port: "v0", group: "239.1.1.2", source: "192.0.2.2" },
  { port: "v0", group: "ff0e::1", permanent: true },
  { port: "v0", group: "ff0e::2", source: "2001:db8::1" },
  { port: "v0", group: "01:00:5e:7f:00:01", permanent: true },
  { port: "br0", group: "239.1.1.3" },
];
const additions = `const entries = ${JSON.stringify(entries)};
  for (const entry of entries) run(ops.mdb.add({ dev: "br0", ...entry }));
  const names = new Map(run(ops.link.list()).map(({ index, name }) => [index, name]));
  const ours = ({ group }) => /^(239|ff0e|01:00:5e:7f)/.test(group);
  const list = (filter) => run(ops.mdb.list(filter)).filter(ours);
  const named = ({ dev, port, timer, flags, ...entry }) => ({ port: names.get(port), ...entry });`;

requireTool("ip", "bridge")("multicast databases", () => {
  it("have entries of every form, which are told as bridge tells them", () => {
    const namespace = fresh();
    const told: Record<string, unknown>[] = inside(namespace, `${additions} print(list().map(named));`);
    const theirs: { mdb: Record<string, unknown>[] }[] = JSON.parse(
      namespace.run("bridge", ["-j", "-d", "mdb", "show"]).stdout,
    );
    const line = (entry: Record<string, unknown>): string =>
      [entry["port"], entry["grp"], entry["src"], entry["state"], entry["protocol"], entry["filter_mode"]].join(" ");
    expect(told.length).toBe(entries.length);
    expect(
      told
        .map(({ port, group, source, permanent, protocol, filterMode }) =>
          line({
            port,
            grp: group,
            src: source,
            // An entry of the host has no state of its own.
            state: permanent === true ? "permanent" : "temp",
            protocol: protocol === 4 ? "static" : protocol,
            filter_mode: filterMode,
          }),
        )
        .toSorted(),
    ).toEqual(
      theirs
        .flatMap(({ mdb }) => mdb)
        .filter(({ grp }) => /^(239|ff0e|01:00:5e:7f)/.test(String(grp)))
        .map(line)
        .toSorted(),
    );
  });

  it("have entries each of which deletes that one and no other", () => {
    const { wrong, left } = inside(
      fresh(),
      `${additions}
       const key = ({ timer, sources, ...entry }) => JSON.stringify(entry);
       const wrong = [];
       for (const entry of list()) {
         const expected = list().map(key).filter((one) => one !== key(entry)).sort().join();
         const result = outcome(ops.mdb.delete(entry));
         if (result !== "done" || list().map(key).sort().join() !== expected) wrong.push([entry, result]);
       }
       print({ wrong, left: list().length });`,
    );
    expect(wrong).toEqual([]);
    expect(left).toBe(0);
  });

  it("are listed by filters, and tell faults", () => {
    expect(
      inside(
        fresh(),
        `${additions}
         run(ops.link.add({ name: "br1", info: { kind: "bridge" } }));
         print({
           ofPort: list({ port: "v2" }).map(named).map(({ group }) => group), ofOther: list({ dev: "br1" }).length, ofBridge: list({ dev: "br0" }).length,
           twice: outcome(ops.mdb.add({ dev: "br0", port: "v0", group: "239.1.1.1" })),
           missing: outcome(ops.mdb.delete({ dev: "br0", port: "v0", group: "239.9.9.9" })),
           unicast: outcome(ops.mdb.add({ dev: "br0", port: "v0", group: "10.0.0.1" })),
         });`,
      ),
    ).toEqual({
      ofPort: ["239.1.1.1"],
      ofOther: 0,
      ofBridge: 8,
      twice: "EEXIST",
      missing: "EINVAL",
      unicast: "EINVAL",
    });
  });

  it("tell ports with routers behind them", () => {
    expect(
      inside(
        fresh(),
        `run(ops.bridgePort.set("v0", { multicastRouter: "perm" }));
         run(ops.bridgePort.set("v2", { multicastRouter: "temp" }));
         const names = new Map(run(ops.link.list()).map(({ index, name }) => [index, name]));
         print(run(ops.mdb.listRouters({ dev: "br0" })).map(({ port, type, timer }) => [names.get(port), type, timer > 0]).sort());`,
      ),
    ).toEqual([
      ["v0", "perm", false],
      ["v2", "temp", true],
    ]);
  });
});

// iproute2 6.1 has no words for these, so that nothing but the version tells.
const newer = requireKernel(
  "flushing of multicast databases (Linux 6.8)",
  `printf '6.8\\n%s\\n' "$(uname -r)" | sort -VC`,
);

newer("multicast databases of newer kernels", () => {
  it("have sources, modes and makers, which are replaced", () => {
    expect(
      inside(
        fresh(),
        `const entry = { dev: "br0", port: "v0", group: "239.1.1.1", permanent: true };
         const tell = () => run(ops.mdb.list({ port: "v0" })).filter(({ group, source }) => group === entry.group && source === undefined)
           .map(({ filterMode, sources = [], protocol }) => [filterMode, sources.map(({ address }) => address).sort(), protocol]);
         const told = [];
         run(ops.mdb.add({ ...entry, sources: ["192.0.2.1", { address: "192.0.2.2" }], filterMode: "include", protocol: "zebra" }));
         told.push(tell());
         run(ops.mdb.replace({ ...entry, sources: ["192.0.2.3"], filterMode: "exclude", protocol: "bgp" }));
         told.push(tell());
         const bySource = run(ops.mdb.list()).filter(({ source }) => source === "192.0.2.3").map(({ filterMode, flags }) => [filterMode, flags]);
         const again = run(ops.mdb.list({ port: "v0" })).find(({ group, source }) => group === entry.group && source === undefined);
         print({ told, bySource, same: outcome(ops.mdb.replace(again)), after: tell() });`,
      ),
    ).toEqual({
      told: [[["include", ["192.0.2.1", "192.0.2.2"], 11]], [["exclude", ["192.0.2.3"], 186]]],
      bySource: [["include", ["blocked"]]],
      same: "done",
      after: [["exclude", ["192.0.2.3"], 186]],
    });
  });

  it("are asked for one group", () => {
    expect(
      inside(
        fresh(),
        `${additions}
         const ask = (key) => outcome(ops.mdb.get({ dev: "br0", ...key }));
         const short = (found) => typeof found === "string" ? found : found.map(named).map(({ port, source }) => [port, source ?? null]).sort();
         print([{ group: "239.1.1.1" }, { group: "239.1.1.2", source: "192.0.2.2" }, { group: "01:00:5e:7f:00:01" }, { group: "ff0e::9" }].map((key) => short(ask(key))));`,
      ),
    ).toEqual([
      [
        ["v0", null],
        ["v2", null],
      ],
      [["v0", "192.0.2.2"]],
      [["v0", null]],
      "ENOENT",
    ]);
  });

  it("are flushed by what entries are", () => {
    expect(
      inside(
        fresh(),
        `${additions}
         run(ops.mdb.add({ dev: "br0", port: "v2", group: "239.1.1.9", permanent: true, protocol: "zebra" }));
         const told = [list().length];
         const flush = (filter) => { run(ops.mdb.flush({ dev: "br0", ...filter })); told.push(list().length); };
         flush({ protocol: "zebra" });
         flush({ port: "v2" });
         flush({ port: "v0", permanent: true });
         flush({ port: "br0" });
         flush({ permanent: false });
         print(told);`,
      ),
    ).toEqual([9, 8, 7, 4, 3, 0]);
  });

  it("of VXLANs have entries with remote ends, which are told, deleted and flushed by them", () => {
    const namespace = fresh(
      "",
      "ip link add vx0 type vxlan id 5 dstport 4789",
      "ip link add vxe type vxlan external dstport 4787",
      "ip link set vx0 up",
      "ip link set vxe up",
    );
    expect(
      inside(
        namespace,
        `const vx0 = { dev: "vx0", port: "vx0", permanent: true };
         run(ops.mdb.add({ ...vx0, group: "239.1.1.1", dst: "198.51.100.1" }));
         run(ops.mdb.add({ ...vx0, group: "239.1.1.1", dst: "198.51.100.2", dstPort: 1234, vni: 77, via: "v0" }));
         run(ops.mdb.add({ ...vx0, group: "0.0.0.0", dst: "2001:db8::1" }));
         run(ops.mdb.add({ ...vx0, group: "ff0e::1", source: "2001:db8::2", dst: "198.51.100.1" }));
         run(ops.mdb.add({ ...vx0, group: "239.1.1.2", sources: ["192.0.2.1"], filterMode: "include", dst: "198.51.100.1", protocol: "zebra" }));
         run(ops.mdb.add({ dev: "vxe", port: "vxe", permanent: true, group: "239.1.1.3", dst: "198.51.100.3", sourceVni: 9 }));
         const v0 = run(ops.link.get("v0")).index;
         const line = ({ group, source, dst, dstPort, vni, via, sourceVni, filterMode, protocol }) =>
           [group, source, dst, dstPort, vni, via === v0 ? "v0" : via, sourceVni, filterMode, protocol].map((part) => part ?? "-").join(" ");
         const lines = () => run(ops.mdb.list()).filter((entry) => entry.dst !== undefined).map(line).sort();
         const all = lines();
         const got = run(ops.mdb.get({ dev: "vxe", group: "239.1.1.3", sourceVni: 9 })).map(line);
         const wrong = [];
         const left = [];
         run(ops.mdb.flush({ dev: "vx0", dst: "198.51.100.2" })); left.push(lines().length);
         run(ops.mdb.flush({ dev: "vx0", protocol: "zebra" })); left.push(lines().length);
         for (const entry of run(ops.mdb.list()).filter((entry) => entry.dst !== undefined)) {
           const expected = lines().filter((one) => one !== line(entry)).join();
           const result = outcome(ops.mdb.delete(entry));
           if (result !== "done" || lines().join() !== expected) wrong.push([entry, result]);
         }
         print({ all, got, left, wrong });`,
      ),
    ).toEqual({
      all: [
        "0.0.0.0 - 2001:db8::1 - - - - exclude 4",
        "239.1.1.1 - 198.51.100.1 - - - - exclude 4",
        "239.1.1.1 - 198.51.100.2 1234 77 v0 - exclude 4",
        "239.1.1.2 - 198.51.100.1 - - - - include 11",
        "239.1.1.2 192.0.2.1 198.51.100.1 - - - - include 11",
        "239.1.1.3 - 198.51.100.3 - - - 9 exclude 4",
        "ff0e::1 2001:db8::2 198.51.100.1 - - - - include 4",
      ],
      got: ["239.1.1.3 - 198.51.100.3 - - - 9 exclude 4"],
      left: [6, 4],
      wrong: [],
    });
  });
});

requireKernel("VLAN filtering of bridges", "ip link add br0 type bridge vlan_filtering 1")(
  "multicast databases of bridges with VLANs",
  () => {
    it("have entries by VLAN", () => {
      expect(
        inside(
          fresh("vlan_filtering 1 mcast_vlan_snooping 1", "bridge vlan add dev v0 vid 10-11"),
          `const group = "239.1.1.1", permanent = true;
         const vlans = (filter = {}) => run(ops.mdb.list(filter)).filter((entry) => entry.group === group).map((entry) => entry.vid).sort();
         run(ops.mdb.add({ dev: "br0", port: "v0", group, permanent, vid: 10 }));
         const one = vlans();
         run(ops.mdb.replace({ dev: "br0", port: "v0", group, permanent }));
         const all = vlans();
         const [found] = run(ops.mdb.get({ dev: "br0", group, vid: 11 }));
         run(ops.mdb.delete(found));
         const filtered = vlans({ vid: 10 });
         const less = vlans();
         run(ops.mdb.flush({ dev: "br0", vid: 10 }));
         print({ one, all, found: found.vid, filtered, less, flushed: vlans() });`,
        ),
      ).toEqual({ one: [10], all: [1, 10, 11], found: 11, filtered: [10], less: [1, 10], flushed: [1] });
    });
  },
);
