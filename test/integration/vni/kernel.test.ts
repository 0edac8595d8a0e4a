/** The VNIs of a VXLAN device's filter against the real kernel. */
import { netlink } from "ts-netlink";
import { expect, it } from "vitest";
import { until } from "../../support/events.ts";
import { inside } from "../../support/inside.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireKernel } from "../../support/tools.ts";

const setup =
  "ip link add v0 type veth peer name v1; ip link set v0 up; " +
  "ip link add vx0 type vxlan external vnifilter dstport 4798 dev v0; " +
  "ip link add vx1 type vxlan external vnifilter dstport 4799 local 2001:db8::fe; ip link add plain type vxlan id 5 dstport 4797";

function place(): ScratchNamespace {
  const scratch = scratchNamespace();
  scratch.shell(setup);
  return scratch;
}

/** What the real tool shows. */
const shown = (scratch: ScratchNamespace) => JSON.parse(scratch.shell("bridge -j vni show"));

requireKernel("VXLAN filter", setup)("VNIs", () => {
  it("are added, told, given another group and deleted as they were told", () => {
    const scratch = place();
    const program = `
      run(ops.vni.add("vx0", { vni: 100 }, { vni: 200, end: 210 }, { vni: 300, group: "239.1.1.1" }));
      run(ops.vni.add("vx1", { vni: 16777215, group: "2001:db8::1" }));`;
    const told = inside(
      scratch,
      `${program}
       const index = (name) => run(ops.link.get(name)).index;
       print({ all: run(ops.vni.list()), one: run(ops.vni.list({ dev: "vx1" })), indices: [index("vx0"), index("vx1")] });`,
    );
    const [vx0, vx1] = told.indices;
    const last = { dev: vx1, vni: 16777215, group: "2001:db8::1" };
    expect(told.one).toEqual([last]);
    expect(told.all).toEqual([
      { dev: vx0, vni: 100 },
      { dev: vx0, vni: 200, end: 210 },
      { dev: vx0, vni: 300, group: "239.1.1.1" },
      last,
    ]);
    expect(shown(scratch)).toEqual([
      { ifname: "vx0", vnis: [{ vni: 100 }, { vni: 200, vniEnd: 210 }, { vni: 300, group: "239.1.1.1" }] },
      { ifname: "vx1", vnis: [{ vni: 16777215, remote: "2001:db8::1" }] },
    ]);

    inside(scratch, `run(ops.vni.add("vx0", { vni: 205, group: "192.0.2.1" })); print(0);`);
    expect(shown(scratch)[0].vnis).toContainEqual({ vni: 205, remote: "192.0.2.1" });
    inside(scratch, `for (const vni of run(ops.vni.list())) run(ops.vni.delete(vni.dev, vni)); print(0);`);
    expect(shown(scratch)).toEqual([]);
  });

  it("are told one by one with their counters", () => {
    const scratch = place();
    scratch.shell("bridge vni add vni 200-202 dev vx0");
    const told = inside(scratch, `print(run(ops.vni.list({ dev: "vx0", stats: true })));`);
    expect(told.map(({ vni }: { vni: number }) => vni)).toEqual([200, 201, 202]);
    const { stats } = told[0];
    expect(Object.keys(stats)).toEqual(
      "rxBytes rxPackets rxDrops rxErrors txBytes txPackets txDrops txErrors".split(" "),
    );
    expect(new Set(Object.values(stats))).toEqual(new Set(["0"]));
  });

  it("count what is sent with them", () => {
    const scratch = place();
    scratch.shell(
      "ip address add 10.0.0.1/24 dev v0; ip link set v1 up; ip neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 dev v0; " +
        "ip link set vx0 up; ip address add 10.1.0.1/24 dev vx0; ip neigh add 10.1.0.2 lladdr 02:00:00:00:01:02 dev vx0; " +
        "bridge vni add vni 7 dev vx0; bridge fdb add 02:00:00:00:01:02 dev vx0 dst 10.0.0.2 vni 7 src_vni 7; " +
        "ip route add 10.2.0.0/24 encap ip id 7 dst 10.0.0.2 dev vx0",
    );
    scratch.run("ping", ["-c", "1", "-W", "1", "10.2.0.1"]);
    const [told] = inside(scratch, `print(run(ops.vni.list({ dev: "vx0", stats: true })));`);
    expect(told).toMatchObject({ vni: 7 });
    const said = scratch.shell("bridge -s -j vni show dev vx0");
    expect(JSON.parse(said)[0].vnis[0].stats).toMatchObject({ tx_pkts: Number(told.stats.txPackets) });
    expect(Number(told.stats.txPackets)).toBeGreaterThan(0);
  });

  it("are refused where there is no filter, no such VNI, or no device for a group", () => {
    const scratch = place();
    const refused = inside(
      scratch,
      `print([
        outcome(ops.vni.add("plain", { vni: 1 })),
        outcome(ops.vni.add("v0", { vni: 1 })),
        outcome(ops.vni.delete("vx0", { vni: 1 })),
        outcome(ops.vni.add("vx1", { vni: 1, group: "ff05::1" })),
        outcome(ops.vni.list({ dev: "plain" })),
        outcome(ops.vni.add("nope", { vni: 1 })),
      ]);`,
    );
    expect(refused).toEqual(["EOPNOTSUPP", "EINVAL", "ENOENT", "EINVAL", "EINVAL", "ENODEV"]);
    const message = inside(
      scratch,
      `try { run(ops.vni.add("vx1", { vni: 1, group: "ff05::1" }, { vni: 3, end: 9 })); } catch (error) { print(error.message); }`,
    );
    expect(message).toBe("add VNI 1, 3-9 of vx1: Local interface required for multicast remote group (EINVAL)");
    const empty = inside(scratch, `try { ops.vni.add("vx0"); } catch (error) { print(error.message); }`);
    expect(empty).toBe("vnis: at least one is needed");
  });

  it("are told of as they come and go", async () => {
    const scratch = place();
    await using nl = await netlink.open({ namespace: scratch.name });
    const events = nl.subscribe(["vni"]);
    await events.ready;
    const { index } = await nl.links.get("vx0");
    await nl.vnis.add("vx0", { vni: 7, end: 8, group: "192.0.2.1" });
    await nl.vnis.delete("vx0", { vni: 7 });
    const seen = await until(events, ({ change }) => change === "delete");
    // A VNI without a group is not told of when it comes, and one with a group is told of by itself.
    expect(seen).toEqual([
      { object: "vni", change: "new", value: { dev: index, vni: 7, group: "192.0.2.1" } },
      { object: "vni", change: "new", value: { dev: index, vni: 8, group: "192.0.2.1" } },
      { object: "vni", change: "delete", value: { dev: index, vni: 7, group: "192.0.2.1" } },
    ]);
  });

  it("of thousands come whole, over many messages", () => {
    const scratch = place();
    const count = inside(
      scratch,
      `for (let vni = 1; vni < 4000; vni += 2) run(ops.vni.add("vx0", { vni }));
       print(run(ops.vni.list()).map(({ vni }) => vni));`,
    );
    expect(count).toEqual(Array.from({ length: 2000 }, (_, n) => 2 * n + 1));
  });
});
