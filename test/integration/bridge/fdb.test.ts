import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireKernel, requireTool } from "../../support/tools.ts";

/** A bridge with two ports, a VXLAN that is no port, and one that is told its network by each entry. */
function fresh(options = "vlan_default_pvid 0", ...more: string[]): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(`ip link add br0 type bridge ${options}
    for i in 0 2; do
      ip link add v$i type veth peer name p$i
      ip link set v$i master br0
      ip link set p$i up
      ip link set v$i up
    done
    ip link set br0 up
    ip link add vx0 type vxlan id 5 dstport 4789
    ip link add vxe type vxlan external dstport 4787
    ip link set vx0 up
    ip link set vxe up
    ip nexthop add id 9 via 10.0.0.9 fdb
    ip nexthop add id 10 group 9 fdb
    ${more.join("\n")}`);
  return namespace;
}

const mac = (last: number): string => `02:00:00:00:00:${last.toString(16).padStart(2, "0")}`;

/** Entries of every form. */
const entries = [
  { dev: "v0", lladdr: mac(1), flags: ["master"] },
  { dev: "v0", lladdr: mac(2), kind: "static", flags: ["master"] },
  { dev: "v0", lladdr: mac(3), kind: "dynamic", flags: ["master"] },
  { dev: "v0", lladdr: mac(4), kind: "static", flags: ["master", "sticky"] },
  { dev: "v0", lladdr: mac(5), kind: "dynamic", flags: ["master", "ext_learned"] },
  { dev: "v0", lladdr: mac(6), flags: ["self"] },
  { dev: "v0", lladdr: mac(7), flags: ["self", "master"] },
  { dev: "br0", lladdr: mac(8), flags: ["self"] },
  { dev: "v2", lladdr: mac(9), kind: "static", flags: ["master"] },
  { dev: "vx0", lladdr: mac(10), dst: "10.0.0.1" },
  { dev: "vx0", lladdr: mac(11), dst: "10.0.0.1", port: 4790, vni: 7, via: "p0" },
  { dev: "vx0", lladdr: mac(12), dst: "10.0.0.2", kind: "dynamic", flags: ["self", "router", "ext_learned"] },
  { dev: "vx0", lladdr: mac(13), nexthopId: 10 },
  { dev: "vxe", lladdr: mac(14), dst: "10.0.0.3", sourceVni: 8, vni: 9 },
] as const;
const additions = `const entries = ${JSON.stringify(entries)};
  for (const entry of entries) run(ops.fdb.add(entry));
  for (const dst of ["10.0.0.4", "10.0.0.5"]) run(ops.fdb.append({ dev: "vx0", lladdr: "00:00:00:00:00:00", dst }));
  const ours = (entry) => /^(02:00:00:00:00|00:00)/.test(entry.lladdr);`;

requireTool("ip", "bridge")("forwarding databases", () => {
  it("have entries of every form, which are told as bridge tells them", () => {
    const namespace = fresh();
    const told: { lladdr: string; dev: number; kind: string; flags: string[]; dst?: string }[] = inside(
      namespace,
      `${additions} print(run(ops.fdb.list()).filter(ours));`,
    );
    const links: { ifname: string; ifindex: number }[] = JSON.parse(namespace.ip("-j link show"));
    const theirs: Record<string, string | number | string[]>[] = JSON.parse(
      namespace.run("bridge", ["-j", "-d", "fdb", "show"]).stdout,
    );
    const states = { permanent: "permanent", static: "static", dynamic: "" };
    const lines = told.map((entry) =>
      [
        entry.lladdr,
        links.find(({ ifindex }) => ifindex === entry.dev)?.ifname,
        entry.dst,
        states[entry.kind as keyof typeof states],
        ["self", "router", "ext_learned", "sticky"].filter(
          (flag) => entry.flags.includes(flag) && !(flag === "self" && "bridge" in entry),
        ),
      ].join(" "),
    );
    expect(lines.length).toBe(entries.length + 3);
    expect(lines.toSorted()).toEqual(
      theirs
        .filter(({ mac: address }) => /^(02:00:00:00:00|00:00)/.test(String(address)))
        .map((entry) => {
          const names = { self: "self", router: "router", extern_learn: "ext_learned", sticky: "sticky" };
          const flags = entry["flags"] as string[];
          return [
            entry["mac"],
            entry["ifname"],
            entry["dst"],
            // Of a VXLAN the tool tells the bits: one that is not permanent is neither static nor dynamic to it.
            entry["state"] === "reachable" ? "" : entry["state"],
            Object.entries(names).flatMap(([word, name]) => (flags.includes(word) ? [name] : [])),
          ].join(" ");
        })
        .toSorted(),
    );
  });

  it("have entries each of which deletes that one and no other", () => {
    const { wrong, left } = inside(
      fresh(),
      `${additions}
       const list = () => run(ops.fdb.list()).filter(ours);
       const key = ({ used, updated, ...entry }) => JSON.stringify(entry);
       const wrong = [];
       for (const entry of list()) {
         const expected = list().map(key).filter((one) => one !== key(entry)).sort().join();
         const result = outcome(ops.fdb.delete(entry));
         if (result !== "done" || list().map(key).sort().join() !== expected) wrong.push([entry, result]);
       }
       print({ wrong, left: list().length });`,
    );
    expect(wrong).toEqual([]);
    expect(left).toBe(0);
  });

  it("are asked for one entry, and listed by filters", () => {
    const answer = inside(
      fresh(),
      `${additions}
       const lladdr = "${mac(2)}";
       const short = ({ kind, flags, dst }) => [kind, flags, dst ?? null];
       const index = (name) => run(ops.link.get(name)).index;
       const macs = (filter) => run(ops.fdb.list(filter)).filter(ours).map((entry) => entry.lladdr.slice(-2)).sort().join(" ");
       print({
         byBridge: short(run(ops.fdb.get({ bridge: "br0", lladdr }))),
         byPort: short(run(ops.fdb.get({ dev: "v0", lladdr, flags: ["master"] }))),
         byDevice: short(run(ops.fdb.get({ dev: "vx0", lladdr: "${mac(10)}", flags: ["self"] }))),
         byNetwork: short(run(ops.fdb.get({ dev: "vxe", lladdr: "${mac(14)}", vni: 8, flags: ["self"] }))),
         missing: outcome(ops.fdb.get({ bridge: "br0", lladdr: "${mac(99)}" })),
         ofPort: macs({ dev: "v0" }), ofIndex: macs({ dev: index("v0") }) === macs({ dev: "v0" }), ofBridge: macs({ bridge: "br0" }),
         ofVxlan: macs({ dev: "vx0" }), dynamic: macs({ kind: "dynamic" }), sticky: macs({ flags: ["sticky"] }), own: macs({ bridge: "br0", flags: ["self"] }),
       });`,
    );
    expect(answer).toEqual({
      byBridge: ["static", ["master"], null],
      byPort: ["static", ["master"], null],
      byDevice: ["permanent", ["self"], "10.0.0.1"],
      byNetwork: ["permanent", ["self"], "10.0.0.3"],
      missing: "ENOENT",
      ofPort: "01 02 03 04 05 06 07 07",
      ofIndex: true,
      ofBridge: "01 02 03 04 05 06 07 07 08 09",
      ofVxlan: "00 00 0a 0b 0c 0d",
      dynamic: "03 05 0c",
      sticky: "04",
      own: "06 07 08",
    });
  });

  it("have entries moved and changed, and tell what can't be", () => {
    expect(
      inside(
        fresh(),
        `const lladdr = "${mac(1)}", flags = ["master"];
         const place = () => { const { dev, kind } = run(ops.fdb.get({ bridge: "br0", lladdr })); return [run(ops.link.get(dev)).name, kind]; };
         print([
           outcome(ops.fdb.add({ dev: "v0", lladdr, kind: "dynamic", flags })),
           outcome(ops.fdb.add({ dev: "v0", lladdr, kind: "dynamic", flags })),
           place(),
           outcome(ops.fdb.replace({ dev: "v2", lladdr, kind: "static", flags })),
           place(),
           outcome(ops.fdb.delete({ dev: "v2", lladdr, flags })),
           outcome(ops.fdb.delete({ dev: "v2", lladdr, flags })),
           outcome(ops.fdb.add({ dev: "p0", lladdr, flags })),
           outcome(ops.fdb.add({ dev: "v0", lladdr: "02:00", flags })),
         ]);`,
      ),
    ).toEqual([
      "done",
      "EEXIST",
      ["v0", "dynamic"],
      "done",
      ["v2", "static"],
      "done",
      "ENOENT",
      "EOPNOTSUPP",
      "EINVAL",
    ]);
  });

  it("tell of activity where they are asked to", () => {
    expect(
      inside(
        fresh(),
        `const lladdr = "${mac(1)}", dev = "v0", flags = ["master"];
         const told = [];
         const tell = () => { const { activityNotify, inactive } = run(ops.fdb.get({ bridge: "br0", lladdr })); told.push([activityNotify ?? null, inactive ?? null]); };
         run(ops.fdb.add({ dev, lladdr, kind: "static", flags })); tell();
         run(ops.fdb.replace({ dev, lladdr, kind: "static", flags, activityNotify: true })); tell();
         run(ops.fdb.replace({ dev, lladdr, kind: "static", flags, activityNotify: true, inactive: true, dontRefresh: true })); tell();
         run(ops.fdb.replace({ dev, lladdr, kind: "static", flags, activityNotify: false })); tell();
         print(told);`,
      ),
    ).toEqual([
      [null, null],
      [true, false],
      [true, true],
      [null, null],
    ]);
  });

  it("are flushed by what entries are", () => {
    expect(
      inside(
        fresh(),
        `${additions}
         const macs = (bridge) => run(ops.fdb.list({ bridge })).filter(ours).filter((entry) => entry.bridge !== undefined).map((entry) => entry.lladdr.slice(-2)).sort().join(" ");
         const told = [];
         const flush = (filter) => { run(ops.fdb.flush({ dev: "br0", ...filter })); told.push(macs("br0")); };
         flush({ sticky: true });
         flush({ dynamic: true, externLearn: false });
         flush({ externLearn: true });
         flush({ permanent: true, brport: "v0" });
         flush({ permanent: false, static: true, brport: "v2" });
         flush({ dev: "v0", flags: ["master"], static: true });
         flush({});
         print(told);`,
      ),
    ).toEqual(["01 02 03 05 07 08 09", "01 02 05 07 08 09", "01 02 07 08 09", "02 08 09", "02 08", "08", ""]);
  });
});

requireKernel(
  "flushing of VXLANs",
  "ip link add vx0 type vxlan id 5 dstport 4789 && ip link set vx0 up && bridge fdb flush dev vx0 self",
)("forwarding databases of VXLANs", () => {
  it("are flushed by where entries lead", () => {
    expect(
      inside(
        fresh(),
        `${additions}
           const macs = () => run(ops.fdb.list({ dev: "vx0" })).filter(ours).map((entry) => entry.lladdr.slice(-2)).sort().join(" ");
           const told = [macs()];
           const flush = (filter) => { run(ops.fdb.flush({ dev: "vx0", ...filter })); told.push(macs()); };
           flush({ nexthopId: 10 });
           flush({ vni: 7, port: 4790 });
           flush({ router: true });
           flush({ dst: "10.0.0.4" });
           flush({});
           run(ops.fdb.flush({ dev: "vxe", sourceVni: 8 }));
           print([...told, run(ops.fdb.list({ dev: "vxe" })).filter(ours).length]);`,
      ),
    ).toEqual(["00 00 0a 0b 0c 0d", "00 00 0a 0b 0c", "00 00 0a 0c", "00 00 0a", "00 0a", "", 0]);
  });
});

requireKernel("VLAN filtering of bridges", "ip link add br0 type bridge vlan_filtering 1")(
  "forwarding databases of bridges with VLANs",
  () => {
    it("have entries by VLAN", () => {
      expect(
        inside(
          fresh("vlan_filtering 1", "bridge vlan add dev v0 vid 10-12", "bridge vlan add dev br0 vid 10 self"),
          `const lladdr = "${mac(1)}", flags = ["master"];
           const vlans = (filter) => run(ops.fdb.list({ bridge: "br0", ...filter })).filter((entry) => entry.lladdr === lladdr).map((entry) => entry.vlan).sort();
           run(ops.fdb.add({ dev: "v0", lladdr, flags, kind: "static", vlan: 10 }));
           const one = vlans();
           run(ops.fdb.replace({ dev: "v0", lladdr, flags, kind: "static" }));
           const all = vlans();
           const found = run(ops.fdb.get({ bridge: "br0", lladdr, vlan: 11 })).vlan;
           const filtered = vlans({ vlan: 12 });
           run(ops.fdb.delete(run(ops.fdb.get({ bridge: "br0", lladdr, vlan: 11 }))));
           const less = vlans();
           run(ops.fdb.flush({ dev: "br0", vlan: 12 }));
           const flushed = vlans();
           run(ops.fdb.add({ dev: "br0", lladdr: "${mac(2)}", flags: ["self"], vlan: 10 }));
           const own = run(ops.fdb.get({ bridge: "br0", lladdr: "${mac(2)}", vlan: 10 }));
           print({ one, all, found, filtered, less, flushed, own: [own.kind, own.flags], unknown: outcome(ops.fdb.add({ dev: "v0", lladdr, flags, vlan: 99 })) });`,
        ),
      ).toEqual({
        one: [10],
        // One without a VLAN too.
        all: [1, 10, 11, 12, null],
        found: 11,
        filtered: [12],
        less: [1, 10, 12, null],
        flushed: [1, 10, null],
        own: ["permanent", ["self"]],
        unknown: "EINVAL",
      });
    });

    it("tell what was locked out", () => {
      const namespace = fresh("vlan_default_pvid 0", "bridge link set dev v0 learning on locked on");
      expect(
        inside(
          namespace,
          `run(ops.bridgePort.set("v0", { mab: true }));
           print(run(ops.bridgePort.list()).filter((port) => port.name === "v0").map(({ options }) => [options.locked, options.mab]));`,
        ),
      ).toEqual([[1, 1]]);
      namespace.shell(`ip link set p0 address ${mac(1)} up
        ip address add 10.1.0.1/24 dev p0
        ping -c 1 -W 1 10.1.0.2 || true`);
      expect(
        inside(
          namespace,
          `const { flags, kind } = run(ops.fdb.get({ bridge: "br0", lladdr: "${mac(1)}" })); print([kind, flags]);`,
        ),
      ).toEqual(["dynamic", ["locked", "master"]]);
    });
  },
);
