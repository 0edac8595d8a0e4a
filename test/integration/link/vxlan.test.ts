/** Two VXLAN devices that find each other through a multicast group, and what they learn of each other. */
import { netlink } from "ts-netlink";
import type { fdb } from "ts-netlink";
import { afterEach, expect, it } from "vitest";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

const toClose: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

/** One of two namespaces that a veth joins: `u0` with 10.0.0.N there, `vx0` with 10.1.0.N and the MAC 02:00:00:00:00:0N to come. */
async function end(scratch: ScratchNamespace, number: 1 | 2, data: { learning: boolean; remote: string }) {
  const nl = await netlink.open({ namespace: scratch.name });
  toClose.push(() => nl.close());
  await nl.addresses.add("u0", `10.0.0.${number}/24`);
  await nl.links.setUp("u0");
  await nl.links.add({
    name: "vx0",
    address: `02:00:00:00:00:0${number}`,
    up: true,
    info: { kind: "vxlan", data: { id: 42, port: 4789, link: "u0", group: data.remote, learning: data.learning } },
  });
  await nl.addresses.add("vx0", `10.1.0.${number}/24`);
  return nl;
}

async function pair(data: { learning: boolean; remote: string }) {
  const [here, there] = [scratchNamespace(), scratchNamespace()];
  here.ip(`link add u0 type veth peer name u0 netns ${there.name}`);
  return { here, there, nl: await end(here, 1, data), other: await end(there, 2, data) };
}

/** Where a MAC is, of the entries that say it. */
const placesOf = (entries: readonly fdb.FdbEntry[], mac: string) =>
  entries.flatMap(({ lladdr, dst }) => (lladdr === mac ? [dst] : []));

const nowhere = "00:00:00:00:00:00";
const peer = "02:00:00:00:00:02";

requireTool("ip", "ping")("VXLAN devices", () => {
  it("join their group and learn where a MAC is", async () => {
    const { here, nl } = await pair({ learning: true, remote: "239.1.1.1" });
    expect(here.ip("maddress show dev u0")).toContain("239.1.1.1");
    here.shell("ping -c 1 -W 5 10.1.0.2");
    const entries = await nl.fdb.list({ dev: "vx0" });
    expect(placesOf(entries, nowhere)).toEqual(["239.1.1.1"]);
    expect(placesOf(entries, peer)).toEqual(["10.0.0.2"]);
    expect(here.shell("bridge fdb show dev vx0")).toMatch(new RegExp(`${peer} dst 10.0.0.2 self`));
  });

  it("learn nothing where they are not to, and send where they are told", async () => {
    const { here, nl, other } = await pair({ learning: false, remote: "239.1.1.1" });
    here.shell("ping -c 1 -W 5 10.1.0.2");
    expect(placesOf(await nl.fdb.list({ dev: "vx0" }), peer)).toEqual([]);
    const { index } = await nl.links.get("vx0");
    await nl.fdb.add({ dev: index, lladdr: peer, dst: "10.0.0.2" });
    await other.links.set("vx0", { info: { kind: "vxlan", data: { learning: true } } });
    expect(placesOf(await nl.fdb.list({ dev: index }), peer)).toEqual(["10.0.0.2"]);
    here.shell("ping -c 1 -W 5 10.1.0.2");
    expect(placesOf(await other.fdb.list({ dev: "vx0" }), "02:00:00:00:00:01")).toEqual(["10.0.0.1"]);
  });
});
