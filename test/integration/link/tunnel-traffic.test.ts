/** Tunnels of two namespaces that really carry packets. */
import type { link, Netlink } from "ts-netlink";
import { netlink } from "ts-netlink";
import { afterEach, expect, it } from "vitest";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireKernel } from "../../support/tools.ts";

const toClose: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

/** How the ends of a tunnel are called: its own end first. */
interface Ends {
  readonly v4: readonly [local: string, remote: string];
  readonly v6: readonly [local: string, remote: string];
}

const ends: readonly [Ends, Ends] = [
  { v4: ["10.0.0.1", "10.0.0.2"], v6: ["2001:db8::1", "2001:db8::2"] },
  { v4: ["10.0.0.2", "10.0.0.1"], v6: ["2001:db8::2", "2001:db8::1"] },
];

const keyed = { iflags: ["key"], oflags: ["key"], ikey: 7, okey: 7 } as const;
const mirrored = { iflags: ["key", "seq"], oflags: ["key", "seq"], ikey: 7, okey: 7 } as const;
const over4 = ({ v4: [local, remote] }: Ends) => ({ local, remote });
const over6 = ({ v6: [local, remote] }: Ends) => ({ local, remote });

/** Tunnels by their options at either end, of which the payload is IPv4 unless `inner` says IPv6. */
const tunnels: readonly {
  readonly info: (end: Ends) => link.LinkInfoOptions;
  readonly inner?: "IPv6";
  /** Where the packets are led to by a route that says the other end: the tunnel has none of its own. */
  readonly encap?: "ip";
}[] = [
  {
    info: (end) => ({
      kind: "gre",
      data: { ...over4(end), ...keyed, iflags: ["key", "csum"], oflags: ["key", "csum"] },
    }),
  },
  { info: (end) => ({ kind: "gretap", data: { ...over4(end), ...keyed } }) },
  { info: (end) => ({ kind: "erspan", data: { ...over4(end), ...mirrored, erspanVer: 1, erspanIndex: 3 } }) },
  { info: (end) => ({ kind: "ip6gre", data: { ...over6(end), ...keyed } }) },
  { info: (end) => ({ kind: "ip6gretap", data: { ...over6(end), ...keyed } }) },
  {
    info: (end) => ({
      kind: "ip6erspan",
      data: { ...over6(end), ...mirrored, erspanVer: 2, erspanDir: 1, erspanHwid: 3 },
    }),
  },
  { info: (end) => ({ kind: "ipip", data: over4(end) }) },
  { info: (end) => ({ kind: "sit", data: { ...over4(end), proto: "ipv6" } }), inner: "IPv6" },
  { info: (end) => ({ kind: "ip6tnl", data: { ...over6(end), proto: "ip" } }), inner: "IPv6" },
  { info: (end) => ({ kind: "geneve", data: { id: 42, remote: end.v4[1] } }) },
  { info: (end) => ({ kind: "geneve", data: { id: 42, remote: end.v6[1], local: end.v6[0] } }), inner: "IPv6" },
  { info: (end) => ({ kind: "vxlan", data: { id: 42, port: 4789, group: end.v6[1], local: end.v6[0] } }) },
  { info: () => ({ kind: "bareudp", data: { port: 6635, ethertype: "ip" } }), encap: "ip" },
  { info: () => ({ kind: "gre", data: { collectMetadata: true } }), encap: "ip" },
];

async function open(namespace: string): Promise<Netlink> {
  const nl = await netlink.open({ namespace });
  toClose.push(() => nl.close());
  return nl;
}

const probe = "ip link add g type gre key 1 && ip link add u type geneve id 1 remote 192.0.2.1";

requireKernel("tunnels", probe)("packets go through a tunnel", () => {
  it.each(tunnels.map((row) => ({ ...row, name: JSON.stringify(row.info(ends[0])) })))(
    "$name",
    async ({ info, inner, encap }) => {
      const [here, there] = [scratchNamespace(), scratchNamespace()];
      here.ip(`link add u0 type veth peer name u0 netns ${there.name}`);
      for (const [index, scratch] of [here, there].entries()) {
        const nl = await open(scratch.name);
        const end = ends[index]!;
        await nl.links.setUp("u0");
        await nl.addresses.add("u0", `${end.v4[0]}/24`);
        await nl.addresses.add("u0", `${end.v6[0]}/64`, { flags: ["nodad"] });
        const made = await nl.links.add({ name: "t0", info: info(end) });
        await nl.links.set(made, { up: true });
        if (inner === "IPv6") await nl.addresses.add(made, `fd00:1::${index + 1}/64`, { flags: ["nodad"] });
        else await nl.addresses.add(made, `10.1.0.${index + 1}/24`);
        if (encap !== undefined) {
          scratch.ip(`route add 10.1.0.${2 - index}/32 encap ip id 9 src ${end.v4[0]} dst ${end.v4[1]} dev t0`);
        }
      }
      here.shell(`ping -c 1 -W 10 ${inner === "IPv6" ? "fd00:1::2" : "10.1.0.2"}`);
      const { stats } = await (await open(here.name)).links.get("t0");
      expect(stats?.rxPackets).toBeGreaterThan(0n);
    },
  );

  it("whose packets stay in the namespace where the tunnel was made", async () => {
    const [outside, inner] = [scratchNamespace(), scratchNamespace()];
    const nl = await open(outside.name);
    inner.ip(`netns set ${outside.name} 5`);
    const within = await open(inner.name);
    const made = await within.links.add({
      name: "t0",
      linkNetnsid: 5,
      info: { kind: "ipip", data: { local: "10.0.0.1", remote: "10.0.0.2" } },
    });
    expect(made.linkNetnsid).toBe(5);
    expect(JSON.parse(inner.ip("-j -d link show dev t0"))[0]).toMatchObject({ link_netnsid: 5 });
    // The same ends are taken there, and free here.
    const same = { name: "t1", info: { kind: "ipip", data: { local: "10.0.0.1", remote: "10.0.0.2" } } } as const;
    await expect(nl.links.add(same)).rejects.toMatchObject({ code: "EEXIST" });
    await within.links.add(same);
  });
});
