import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

/** A namespace with routes that differ in everything a filter may ask for. */
function withRoutes(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(`
    ip link set lo up; ip link add v0 index 103 type veth peer name v1 index 102; ip link set v0 up; ip link set v1 up
    ip address add 10.9.0.1/24 dev v0; ip -6 address add 2001:db8:9::1/64 dev v0 nodad
    ip nexthop add id 1 via 10.9.0.7 dev v0
    ip route add default via 10.9.0.254
    ip route add 10.1.0.0/16 via 10.9.0.2 metric 5 proto static
    ip route add 10.1.1.0/24 dev v1 src 10.9.0.1
    ip route add 10.1.2.0/24 dev v0 tos 8
    ip route add 10.2.0.0/16 nexthop via 10.9.0.2 nexthop dev v1
    ip route add 10.3.0.0/16 via 10.9.0.3 realms 3/4
    ip route add unreachable 10.4.0.0/16 proto static
    ip route add blackhole 10.5.0.0/16
    ip route add 10.6.0.0/16 nhid 1
    ip route add 10.7.0.0/16 dev v0 table 1000
    ip route add 10.8.0.0/16 via 10.9.0.2 table 1000
    ip -6 route add default via fe80::1 dev v0
    ip -6 route add 2001:db8:1::/48 via 2001:db8:9::2 proto static
    ip -6 route add 2001:db8:2::/48 dev v1 metric 7
    ip -6 route add unreachable 2001:db8:3::/48
    ip -6 route add 2001:db8:4::/48 dev v0 table 1000
  `);
  return namespace;
}

/** Everything there is but for what the kernel itself adds for addresses, which comes when it comes. */
function shown(namespace: ScratchNamespace): string {
  return namespace
    .shell("ip -d route show table all; ip -d -6 route show table all")
    .replace(/^.*(fe80::|ff00::).*\n/gm, "");
}

requireTool("ip")("flush", () => {
  it.each([
    ["table 1000", "{ family: 'inet', table: 1000 }"],
    ["dev v1", "{ family: 'inet', dev: 'v1' }"],
    ["proto static", "{ family: 'inet', protocol: 'static' }"],
    ["type unreachable", "{ family: 'inet', type: 'unreachable' }"],
    ["scope link", "{ family: 'inet', scope: 'link' }"],
    ["exact 10.1.0.0/16", "{ family: 'inet', to: '10.1.0.0/16' }"],
    ["root 10.1.0.0/16", "{ family: 'inet', within: '10.1.0.0/16' }"],
    ["match 10.1.1.5", "{ family: 'inet', containing: '10.1.1.5' }"],
    ["default", "{ family: 'inet', to: 'default' }"],
    ["via 10.9.0.2", "{ family: 'inet', via: '10.9.0.2' }"],
    ["src 10.9.0.1", "{ family: 'inet', source: '10.9.0.1' }"],
    ["tos 8", "{ family: 'inet', tos: 8 }"],
    ["realms 3/4", "{ family: 'inet', realms: { from: 3, to: 4 } }"],
    [
      "root 10.0.0.0/8 proto static type unicast",
      "{ family: 'inet', within: '10.0.0.0/8', protocol: 'static', type: 'unicast' }",
    ],
    ["-6 proto static", "{ family: 'inet6', protocol: 'static' }"],
    ["-6 dev v1", "{ family: 'inet6', dev: 'v1' }"],
    ["-6 type unreachable", "{ family: 'inet6', type: 'unreachable' }"],
    ["-6 table 1000", "{ family: 'inet6', table: 1000 }"],
    ["-6 root 2001:db8::/32", "{ family: 'inet6', within: '2001:db8::/32' }"],
  ])("%s leaves what ip leaves", (words, filter) => {
    const [ours, theirs] = [withRoutes(), withRoutes()];
    // ip leaves routes of several next hops when it is asked for one of them, where the kernel lists them.
    if (/dev|via/.test(words)) for (const namespace of [ours, theirs]) namespace.ip("route del 10.2.0.0/16");
    const before = shown(ours);
    const count = inside(ours, `print(run(ops.route.flush(${filter})));`);
    theirs.ip(words.startsWith("-6") ? `-6 route flush ${words.slice(3)}` : `route flush ${words}`);
    expect(count).toBeGreaterThan(0);
    expect(shown(ours)).not.toBe(before);
    expect(shown(ours)).toBe(shown(theirs));
  });

  it("takes what goes through a nexthop object, and a metric", () => {
    const namespace = withRoutes();
    const left = inside(
      namespace,
      `print([run(ops.route.flush({ nexthopId: 1 })), run(ops.route.flush({ metric: 5 })), run(ops.route.list({ within: "10.0.0.0/8", table: "main" })).map((r) => r.to)]);`,
    );
    expect(left).toEqual([
      1,
      1,
      ["10.1.1.0/24", "10.1.2.0/24", "10.2.0.0/16", "10.3.0.0/16", "10.4.0.0/16", "10.5.0.0/16", "10.9.0.0/24"],
    ]);
  });
});

requireTool("ip", "ping")("cached exceptions", () => {
  /** Three in a row, of which the last link takes small packets only; the first has learned so. */
  function learned(): ScratchNamespace {
    const [first, middle, last] = [scratchNamespace(), scratchNamespace(), scratchNamespace()];
    first.shell(`ip link set lo up; ip link add v0 index 103 type veth peer name v1 netns ${middle.name}; ip link set v0 up
      ip address add 10.9.0.1/24 dev v0; ip -6 address add 2001:db8:9::1/64 dev v0 nodad
      ip route add default via 10.9.0.2; ip -6 route add default via 2001:db8:9::2`);
    middle.shell(`ip link set v1 up; ip address add 10.9.0.2/24 dev v1; ip -6 address add 2001:db8:9::2/64 dev v1 nodad
      ip link add w0 mtu 1300 type veth peer name w1 netns ${last.name}; ip link set w0 up
      ip address add 10.8.0.1/24 dev w0; ip -6 address add 2001:db8:8::1/64 dev w0 nodad
      echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding`);
    last.shell(`ip link set w1 up; ip address add 10.8.0.2/24 dev w1; ip -6 address add 2001:db8:8::2/64 dev w1 nodad
      ip route add default via 10.8.0.1; ip -6 route add default via 2001:db8:8::1`);
    first.shell(`for try in 1 2 3 4 5 6 7 8 9; do
      ping -c 1 -W 1 -M do -s 1400 10.8.0.2 > /dev/null 2>&1 || :
      ping -6 -c 1 -W 1 -M do -s 1400 2001:db8:8::2 > /dev/null 2>&1 || :
      if ip route show cache | grep -q 10.8.0.2 && ip -6 route show cache | grep -q 2001:db8:8::2; then exit 0; fi
    done; exit 1`);
    return first;
  }

  it("are listed when asked for, and those of IPv6 are deleted", () => {
    const namespace = learned();
    const { cached, routes, flushed, left } = inside(
      namespace,
      `const cached = run(ops.route.list({ cached: true }));
       const routes = run(ops.route.list({ table: "main" })).map((r) => r.to);
       const flushed = run(ops.route.flush({ cached: true, table: "all" }));
       print({ cached, routes, flushed, left: run(ops.route.list({ cached: true })) });`,
    );
    expect(cached).toMatchObject([
      { family: "inet", to: "10.8.0.2/32", via: "10.9.0.2", dev: 103, flags: ["cloned"], metrics: { mtu: 1300 } },
      {
        family: "inet6",
        to: "2001:db8:8::2/128",
        via: "2001:db8:9::2",
        dev: 103,
        flags: ["cloned"],
        metrics: { mtu: 1300 },
      },
    ]);
    expect(cached[0].expiresSeconds).toBeGreaterThan(0);
    expect(routes).not.toContain("10.8.0.2/32");
    expect(flushed).toBe(1);
    expect(left).toMatchObject([{ family: "inet" }]);
    expect(namespace.ip("-6 route show cache")).toBe("");
    expect(namespace.ip("-6 route show default")).not.toBe("");
  });
});
