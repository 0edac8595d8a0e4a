import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

function fresh(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(
    "ip link set lo up; ip link add v0 index 103 type veth peer name v1 index 102; ip link set v0 up; ip link set v1 up; " +
      "ip address add 10.9.0.1/24 dev v0; ip -6 address add 2001:db8:9::1/64 dev v0 nodad",
  );
  return namespace;
}

/** What each step of a program answers, and the routers of the destination behind it: one list a route. */
function told(to: string, router: string, steps: readonly string[]): unknown[] {
  return inside(
    fresh(),
    `const to = ${JSON.stringify(to)}, via = (n) => ${JSON.stringify(router)} + n;
     const routers = () => run(ops.route.list({ to, table: "main" })).map((r) =>
       (r.nexthops ?? [r]).map((hop) => hop.via === undefined ? "dev" + hop.dev : Number(hop.via.at(-1))));
     print([${steps.map((step) => `[outcome(ops.route.${step}), routers()]`).join()}]);`,
  );
}

const steps = [
  "add({ to, via: via(2) })",
  "add({ to, via: via(3) })",
  "append({ to, via: via(3) })",
  "append({ to, via: via(3) })",
  "prepend({ to, via: via(4) })",
  "replace({ to, via: via(5) })",
  "change({ to, via: via(6) })",
  "add({ to, via: via(7), metric: 2000 })",
  "change({ to, via: via(8), metric: 3000 })",
  "delete({ to, via: via(9) })",
  "delete({ to, metric: 2000 })",
  "delete({ to })",
  "delete({ to })",
  "delete({ to })",
];

requireTool("ip")("verbs", () => {
  it("of IPv4 keep routes to one destination apart, in an order", () => {
    expect(told("10.50.0.0/24", "10.9.0.", steps)).toEqual([
      ["done", [[2]]],
      ["EEXIST", [[2]]],
      ["done", [[2], [3]]],
      ["EEXIST", [[2], [3]]],
      ["done", [[4], [2], [3]]],
      ["done", [[5], [2], [3]]],
      ["done", [[6], [2], [3]]],
      ["done", [[6], [2], [3], [7]]],
      ["ENOENT", [[6], [2], [3], [7]]],
      ["ESRCH", [[6], [2], [3], [7]]],
      ["done", [[6], [2], [3]]],
      ["done", [[2], [3]]],
      ["done", [[3]]],
      ["done", []],
    ]);
  });

  it("of IPv6 make them next hops of one route", () => {
    expect(told("2001:db8:50::/48", "2001:db8:9::", steps)).toEqual([
      ["done", [[2]]],
      ["EEXIST", [[2]]],
      ["done", [[2, 3]]],
      ["EEXIST", [[2, 3]]],
      ["done", [[2, 3, 4]]],
      ["done", [[5]]],
      ["done", [[6]]],
      ["done", [[6], [7]]],
      ["ENOENT", [[6], [7]]],
      ["ESRCH", [[6], [7]]],
      ["done", [[6]]],
      ["done", []],
      ["ESRCH", []],
      ["ESRCH", []],
    ]);
  });

  it("of IPv6 delete one next hop by its router, and all without", () => {
    expect(
      told("2001:db8:50::/48", "2001:db8:9::", [
        "add({ to, nexthops: [{ via: via(2) }, { via: via(3) }, { via: via(4) }] })",
        "delete({ to, via: via(3) })",
        "delete({ to })",
      ]),
    ).toEqual([
      ["done", [[2, 3, 4]]],
      ["done", [[2, 4]]],
      ["done", []],
    ]);
  });

  it("take a metric of 0 as none in IPv4 and as 1024 in IPv6", () => {
    const metrics = inside(
      fresh(),
      `run(ops.route.add({ to: "10.50.0.0/24", dev: 103, metric: 0 }));
       run(ops.route.add({ to: "2001:db8:50::/48", dev: 103, metric: 0 }));
       print(["10.50.0.0/24", "2001:db8:50::/48"].map((to) => run(ops.route.list({ to }))[0].metric ?? null));`,
    );
    expect(metrics).toEqual([null, 1024]);
  });

  it("write flags that are a caller's, and none of those that the kernel tells", () => {
    const flags = inside(
      fresh(),
      `run(ops.route.add({ to: "10.50.0.0/24", via: "10.77.0.1", dev: 103, flags: ["onlink", "pervasive", "dead", "linkdown", "offload", "trap"] }));
       run(ops.route.add({ to: "10.51.0.0/24", nexthops: [{ via: "10.9.0.2", flags: ["pervasive", "linkdown"] }, { dev: 102 }] }));
       print([run(ops.route.list({ to: "10.50.0.0/24" }))[0].flags, run(ops.route.list({ to: "10.51.0.0/24" }))[0].nexthops.map((hop) => hop.flags)]);`,
    );
    // The kernel takes `pervasive`, and does not tell of it.
    expect(flags).toEqual([["onlink"], [[], []]]);
  });

  it("list as dead or without carrier what can't be used", () => {
    const namespace = fresh();
    namespace.shell(
      "ip route add 10.50.0.0/24 nexthop dev v0 nexthop via 10.9.0.2; ip route add 10.51.0.0/24 dev v1; ip link set v0 down",
    );
    const listed = inside(
      namespace,
      `print(run(ops.route.list({ table: "main", family: "inet" })).map((r) => [r.to, r.flags]));`,
    );
    // A link that is down takes routes of its own along; what goes over its peer has no carrier.
    expect(listed).toEqual([["10.51.0.0/24", ["linkdown"]]]);
  });
});
