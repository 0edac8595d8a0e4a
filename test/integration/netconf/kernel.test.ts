import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireKernel, requireTool } from "../../support/tools.ts";

function fresh(...settings: string[]): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.ip("link add v0 index 103 type veth peer name v1");
  for (const setting of settings) namespace.shell(`sysctl -qw ${setting}`);
  return namespace;
}

/** What ip shows under these keys, as it is called by ours. */
function shown(namespace: ScratchNamespace): unknown[] {
  const found = JSON.parse(namespace.ip("-j netconf show")) as Readonly<Record<string, unknown>>[];
  const key = { forwarding: "forwarding", mc_forwarding: "multicastForwarding" };
  const others = {
    proxy_neigh: "proxyNeighbour",
    ignore_routes_with_linkdown: "ignoreRoutesWithLinkDown",
    input: "input",
  };
  const names = new Map(Object.entries({ ...key, ...others }));
  const index: Readonly<Record<string, number>> = { lo: 1, v0: 103 };
  return found.flatMap(({ family, interface: dev, rp_filter: filter, ...flags }) =>
    dev === "v1"
      ? []
      : {
          family,
          dev: index[String(dev)] ?? dev,
          ...Object.fromEntries(Object.entries(flags).map(([name, value]) => [names.get(name) ?? name, value])),
          ...(filter !== undefined && { reversePathFilter: filter }),
        },
  );
}

requireTool("ip")("settings of families on interfaces", () => {
  it("are listed as ip lists them", () => {
    const namespace = fresh(
      "net.ipv4.conf.v0.forwarding=1",
      "net.ipv4.conf.v0.rp_filter=2",
      "net.ipv4.conf.lo.rp_filter=1",
      "net.ipv4.conf.v0.bc_forwarding=1",
      "net.ipv6.conf.v0.ignore_routes_with_linkdown=1",
      "net.ipv4.conf.default.proxy_arp=1",
    );
    const ours = inside(
      namespace,
      `print(run(ops.netconf.list()).filter(({ dev }) => typeof dev === "string" || dev === 1 || dev === 103)
         .map(({ broadcastForwarding, ...known }) => known));`,
    );
    const theirs = shown(namespace);
    expect(theirs).toContainEqual(
      expect.objectContaining({ family: "inet", dev: 103, forwarding: true, reversePathFilter: "loose" }),
    );
    const order = (list: unknown[]): string[] =>
      list
        .map((entry) => JSON.stringify(Object.entries(entry as object).toSorted(([a], [b]) => a.localeCompare(b))))
        .toSorted();
    expect(order(ours)).toEqual(order(theirs));
  });

  it("are asked for one by one", () => {
    const namespace = fresh(
      "net.ipv4.conf.v0.rp_filter=1",
      "net.ipv6.conf.v0.forwarding=1",
      "net.ipv4.conf.all.proxy_arp=1",
    );
    const answer = inside(
      namespace,
      `const pick = (...asked) => {
         const { family, dev, forwarding, reversePathFilter, proxyNeighbour, broadcastForwarding } = run(ops.netconf.get(...asked));
         return { family, dev, forwarding, reversePathFilter, proxyNeighbour, broadcastForwarding };
       };
       print([pick("v0"), pick(103, { family: "inet6" }), pick("all"), pick("default", { family: "inet6" }), outcome(ops.netconf.get("nope")),
         outcome(ops.netconf.get(4711)), [...new Set(run(ops.netconf.list({ family: "inet6" })).map(({ family }) => family))],
         ...["v0", 103, "all"].map((dev) => run(ops.netconf.list({ dev })).filter(({ family }) => family !== "mpls").map((n) => n.family + " " + n.dev))]);`,
    );
    const noBroadcast = { broadcastForwarding: false };
    expect(answer).toEqual([
      {
        family: "inet",
        dev: 103,
        forwarding: false,
        reversePathFilter: "strict",
        proxyNeighbour: false,
        ...noBroadcast,
      },
      { family: "inet6", dev: 103, forwarding: true, proxyNeighbour: false },
      { family: "inet", dev: "all", forwarding: false, reversePathFilter: "off", proxyNeighbour: true, ...noBroadcast },
      { family: "inet6", dev: "default", forwarding: false, proxyNeighbour: false },
      "ENODEV",
      "ENODEV",
      ["inet6"],
      ["inet 103", "inet6 103"],
      ["inet 103", "inet6 103"],
      ["inet all", "inet6 all"],
    ]);
  });
});

requireKernel("MPLS", "test -e /proc/sys/net/mpls/platform_labels")("settings of MPLS on interfaces", () => {
  it("say whether labelled packets are taken", () => {
    const namespace = fresh("net.mpls.conf.v0.input=1");
    const answer = inside(
      namespace,
      `print([run(ops.netconf.get("v0", { family: "mpls" })), run(ops.netconf.list({ family: "mpls" })).length > 2]);`,
    );
    expect(answer).toEqual([{ family: "mpls", dev: 103, input: true }, true]);
  });
});
