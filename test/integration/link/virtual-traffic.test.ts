/** Links that are no tunnels and really carry packets, between two namespaces joined by two wires. */
import type { link, Netlink } from "ts-netlink";
import { netlink } from "ts-netlink";
import { afterEach, expect, it } from "vitest";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireKernel } from "../../support/tools.ts";

const toClose: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

async function open(scratch: ScratchNamespace): Promise<Netlink> {
  const nl = await netlink.open({ namespace: scratch.name });
  toClose.push(() => nl.close());
  return nl;
}

/** What is made in either namespace, as `t0`, over the wires `u0` and `u1`. */
interface Carrier {
  readonly options: Omit<link.AddOptions, "name">;
  /** Wires that become its ports. */
  readonly ports?: readonly string[];
  /** Of what has no addresses itself, its port that has. */
  readonly at?: string;
}

const carriers: readonly Carrier[] = [
  { options: { link: "u0", info: { kind: "vlan", data: { id: 7, protocol: "8021ad" } } } },
  { options: { link: "u0", info: { kind: "macvlan", data: { mode: "bridge" } } } },
  { options: { link: "u0", info: { kind: "macvlan", data: { mode: "passthru" } } } },
  { options: { link: "u0", info: { kind: "ipvlan", data: { mode: "l2" } } } },
  // Without keys, which are no part of the link, frames go only where they need not be protected.
  { options: { link: "u0", info: { kind: "macsec", data: { protect: false, validation: "disabled" } } } },
  ...(["roundrobin", "activebackup", "xor", "8023ad"] as const).map((mode) => ({
    options: { info: { kind: "bond", data: { mode, miimon: 50 } } } as const,
    ports: ["u0", "u1"],
  })),
  { options: { info: { kind: "hsr", data: { slave1: "u0", slave2: "u1", version: 1 } } } },
  { options: { info: { kind: "hsr", data: { slave1: "u0", slave2: "u1", protocol: "prp" } } } },
  { options: { info: { kind: "vrf", data: { table: 10 } } }, ports: ["u0"], at: "u0" },
  { options: { info: { kind: "batadv", data: { algoName: "BATMAN_IV" } } }, ports: ["u0"] },
];

const probe =
  "for k in bond batadv netkit nlmon; do ip link add type $k; done; ip link add d0 type dummy; ip link add link d0 m0 type macsec";

requireKernel("vlan, macsec, bond, hsr, vrf, batadv and netkit", probe)("packets go through", () => {
  it.each(carriers.map((row) => ({ ...row, name: JSON.stringify(row.options.info) })))(
    "$name",
    async ({ options, ports = [], at = "t0" }) => {
      const [here, there] = [scratchNamespace(), scratchNamespace()];
      for (const wire of ["u0", "u1"]) here.ip(`link add ${wire} type veth peer name ${wire} netns ${there.name}`);
      for (const [index, scratch] of [here, there].entries()) {
        const nl = await open(scratch);
        await nl.links.add({ ...options, name: "t0" });
        for (const port of ports) await nl.links.set(port, { master: "t0" });
        for (const name of ["u0", "u1", "t0"]) await nl.links.setUp(name);
        await nl.addresses.add(at, `10.1.0.${index + 1}/24`);
      }
      // Ports, rings and meshes take their time.
      here.shell("for n in 1 2 3 4 5 6 7 8 9; do ping -c 1 -W 1 -I t0 10.1.0.2 && exit; done; exit 1");
    },
    30_000,
  );

  it("a netkit pair as its policies say", async () => {
    const [here, there] = [scratchNamespace(), scratchNamespace()];
    const nl = await open(here);
    await using namespace = nl.namespaces.open(there.name);
    await nl.links.add({
      name: "t0",
      up: true,
      info: { kind: "netkit", data: { mode: "l2", peerInfo: { name: "t0", namespace } } },
    });
    const other = await open(there);
    await other.links.setUp("t0");
    await nl.addresses.add("t0", "10.1.0.1/24");
    await other.addresses.add("t0", "10.1.0.2/24");
    const answers = () => here.run("ping", ["-c", "1", "-W", "1", "10.1.0.2"]).status === 0;
    expect(answers()).toBe(true);
    const policy = (data: link.KindOptions<"netkit">) => nl.links.set("t0", { info: { kind: "netkit", data } });
    await policy({ policy: "drop" });
    expect(answers()).toBe(false);
    await policy({ policy: "pass", peerPolicy: "drop" });
    expect(answers()).toBe(false);
    await policy({ peerPolicy: "pass" });
    expect(answers()).toBe(true);
  });

  it("a monitor of netlink itself", async () => {
    const nl = await open(scratchNamespace());
    await nl.links.add({ name: "nl0", up: true, info: { kind: "nlmon" } });
    const before = await nl.links.get("nl0");
    await nl.addresses.list();
    const { stats } = await nl.links.get("nl0");
    expect(stats!.rxPackets).toBeGreaterThan(before.stats!.rxPackets);
  });
});
