import { netlink } from "ts-netlink";
import type { Netlink, NetlinkNamespace } from "ts-netlink";
import { acceptForwarding, withdrawForwarding } from "ts-netlink/nftables";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { host } from "../../support/namespace.ts";
import { masked, sentBy } from "../../support/oracle.ts";
import { requireTool } from "../../support/tools.ts";
import { wire } from "./script.ts";

let router: ScratchNamespace;
let handle: NetlinkNamespace;
let nl: Netlink;
beforeEach(async () => {
  router = host();
  handle = netlink.namespaces.open(router.name);
  nl = await handle.netlink();
});
afterEach(async () => {
  await nl.close();
  await handle.close();
});

const rules = (): string[] => router.shell("iptables-nft -S").trim().split("\n");
const tag = "ts-netlink test";
const comment = `-m comment --comment "${tag}"`;
const inward = `-i br0 ${comment} -j ACCEPT`;
const answers = `-o br0 -m conntrack --ctstate RELATED,ESTABLISHED,DNAT ${comment} -j ACCEPT`;
const acceptance = { interface: "br0", tag } as const;

requireTool(
  "iptables-nft",
  "nft",
  "strace",
  "ping",
)("accepts in another table's FORWARD", () => {
  it.each([
    ["answers", "br0", [answers, inward]],
    ["all", "br*", [answers, inward].map((rule) => rule.replace("br0", "br+").replace(/-m conntrack \S+ \S+ /, ""))],
  ] as const)("are the bytes that iptables-nft writes (%s out of %s)", async (outgoing, name, theirs) => {
    router.shell("iptables-nft -P FORWARD DROP");
    const sent = theirs.flatMap((rule) =>
      sentBy(router.name, ["sh", "-c", `iptables-nft -I FORWARD ${rule}`], { changes: true }).map(({ bytes }) =>
        masked(bytes),
      ),
    );
    router.shell("iptables-nft -F FORWARD");
    // What the operation asks for is run step by step, and its transactions looked at.
    const ours: string[] = [];
    const steps = acceptForwarding({ interface: name, outgoing, tag })[Symbol.iterator]();
    for (let step = steps.next(); step.done !== true;) {
      if ("requests" in step.value) ours.push(...step.value.requests.map((request) => masked(wire(request))));
      step = steps.next(await nl.run(step.value));
    }
    expect(ours).toEqual(sent);
  });

  it("are listed by iptables-nft with its own rules", async () => {
    router.shell("iptables-nft -P FORWARD DROP; iptables-nft -A FORWARD -i eth9 -p tcp --dport 80 -j ACCEPT");
    const { inserted, blocking } = await nl.run(acceptForwarding(acceptance));
    expect(inserted).toEqual([{ family: "ip", table: "filter", name: "FORWARD" }]);
    expect(blocking).toEqual([]);
    expect(rules()).toEqual([
      "-P INPUT ACCEPT",
      "-P FORWARD DROP",
      "-P OUTPUT ACCEPT",
      `-A FORWARD ${inward}`,
      `-A FORWARD ${answers}`,
      "-A FORWARD -i eth9 -p tcp -m tcp --dport 80 -j ACCEPT",
    ]);
  });

  it("are inserted once", async () => {
    router.shell("iptables-nft -P FORWARD DROP");
    await nl.run(acceptForwarding(acceptance));
    const before = rules();
    expect((await nl.run(acceptForwarding(acceptance))).inserted).toEqual([]);
    expect(rules()).toEqual(before);
    router.shell(`iptables-nft -D FORWARD ${inward}`);
    await nl.run(acceptForwarding(acceptance));
    expect(rules().toSorted()).toEqual(before.toSorted());
  });

  it("are withdrawn by their tag, and others stay", async () => {
    router.shell('iptables-nft -P FORWARD DROP; iptables-nft -A FORWARD -i x -m comment --comment "other" -j ACCEPT');
    const before = rules();
    await nl.run(acceptForwarding(acceptance));
    await nl.run(acceptForwarding({ interface: "tap*", outgoing: "all", tag }));
    expect(rules()).toContain(`-A FORWARD -o tap+ ${comment} -j ACCEPT`);
    expect(await nl.run(withdrawForwarding(tag))).toBe(4);
    expect(rules()).toEqual(before);
    expect(await nl.run(withdrawForwarding(tag))).toBe(0);
  });

  it("go to DOCKER-USER where FORWARD asks that first", async () => {
    router.shell(
      "iptables-nft -P FORWARD DROP; iptables-nft -N DOCKER-USER; iptables-nft -A DOCKER-USER -j RETURN; iptables-nft -I FORWARD -j DOCKER-USER",
    );
    const { inserted } = await nl.run(acceptForwarding(acceptance));
    expect(inserted).toEqual([{ family: "ip", table: "filter", name: "DOCKER-USER" }]);
    expect(rules()).toEqual(
      expect.arrayContaining([`-A DOCKER-USER ${inward}`, `-A DOCKER-USER ${answers}`, "-A DOCKER-USER -j RETURN"]),
    );
    expect(await nl.run(withdrawForwarding(tag))).toBe(2);
  });

  it("are left out where nothing drops, and chains that iptables does not manage are named", async () => {
    expect(await nl.run(acceptForwarding(acceptance))).toEqual({ inserted: [], blocking: [] });
    router.shell(
      "nft add table inet fw; nft 'add chain inet fw forward { type filter hook forward priority 0; policy drop; }'",
    );
    const { inserted, blocking } = await nl.run(acceptForwarding(acceptance));
    expect(inserted).toEqual([]);
    expect(blocking.map(({ family, table, name }) => [family, table, name])).toEqual([["inet", "fw", "forward"]]);
    expect(await nl.run(withdrawForwarding(tag))).toBe(0);
  });

  it.each([
    ["-j DROP"],
    ["-j REJECT --reject-with icmp-host-prohibited"],
    ['-m comment --comment "the rest" -j REJECT'],
    ["-j FENCE"],
  ])("go before a last rule that lets nothing pass: %s", async (last) => {
    router.shell(`
      iptables-nft -N FENCE; iptables-nft -A FENCE -j LOG; iptables-nft -A FENCE -j DROP
      iptables-nft -A FORWARD -i eth9 -j ACCEPT; iptables-nft -A FORWARD -i eth8 -j DROP`);
    expect((await nl.run(acceptForwarding(acceptance))).inserted).toEqual([]);
    router.shell(`iptables-nft -A FORWARD ${last}`);
    const before = rules();
    expect((await nl.run(acceptForwarding(acceptance))).inserted).toHaveLength(1);
    expect(rules()).toEqual([
      ...before.slice(0, 4),
      `-A FORWARD ${inward}`,
      `-A FORWARD ${answers}`,
      ...before.slice(4),
    ]);
    await nl.run(withdrawForwarding(tag));
    expect(rules()).toEqual(before);
  });

  it("leave out chains of others that refuse the rest by a rule, which are named", async () => {
    router.shell(`
      nft add table inet fw; nft 'add chain inet fw forward { type filter hook forward priority 0; policy accept; }'
      nft add rule inet fw forward iifname eth8 drop; nft add chain inet fw fence; nft add rule inet fw fence counter reject`);
    expect(await nl.run(acceptForwarding(acceptance))).toEqual({ inserted: [], blocking: [] });
    router.shell("nft add rule inet fw forward goto fence");
    expect((await nl.run(acceptForwarding(acceptance))).blocking).toMatchObject([{ table: "fw", name: "forward" }]);
  });

  it("let packets pass that were dropped, and only answers the other way", async () => {
    using inside = host();
    using outside = host();
    router.ip(`link add br0 type veth peer name v0 netns ${inside.name}`);
    router.ip(`link add up0 type veth peer name v0 netns ${outside.name}`);
    for (const [name, namespace, net] of [
      ["br0", inside, "10.1.0"],
      ["up0", outside, "10.2.0"],
    ] as const) {
      router.ip(`address add ${net}.1/24 dev ${name}`);
      router.ip(`link set ${name} up`);
      namespace.ip(`address add ${net}.2/24 dev v0`);
      namespace.ip("link set v0 up");
      namespace.ip(`route add default via ${net}.1`);
    }
    router.shell("echo 1 > /proc/sys/net/ipv4/ip_forward; iptables-nft -P FORWARD DROP");
    const reaches = (from: ScratchNamespace, to: string): boolean =>
      from.run("ping", ["-c", "1", "-W", "1", to]).status === 0;
    expect(reaches(inside, "10.2.0.2")).toBe(false);
    await nl.run(acceptForwarding(acceptance));
    expect(reaches(inside, "10.2.0.2")).toBe(true);
    expect(reaches(outside, "10.1.0.2")).toBe(false);
    await nl.run(withdrawForwarding(tag));
    expect(reaches(inside, "10.2.0.2")).toBe(false);
  });
});
