import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

function fresh(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(`
    ip link set lo up; ip link add v0 index 103 type veth peer name v1 index 102; ip link set v0 up; ip link set v1 up
    ip address add 10.9.0.1/24 dev v0; ip address add 10.8.0.1/24 dev v1
    ip -6 address add 2001:db8:9::1/64 dev v0 nodad; ip -6 address add 2001:db8:8::1/64 dev v1 nodad
    ip nexthop add id 1 via 10.9.0.7 dev v0; ip nexthop add id 2 via 10.8.0.7 dev v1; ip nexthop add id 10 group 1/2,3
    ip nexthop add id 11 via 2001:db8:9::7 dev v0; ip nexthop add id 12 blackhole
  `);
  return namespace;
}

/** Routes of every form that the kernel may take, to few destinations, so that many are to the same. */
const arbitraries = `
import fc from "fast-check";
const optional = (arbitrary) => fc.option(arbitrary, { nil: undefined });
const common = {
  table: optional(fc.constantFrom("main", 100, 1000, 4294967295)),
  metric: optional(fc.constantFrom(0, 5, 1024, 4294967295)),
  protocol: optional(fc.constantFrom("boot", "static", "bgp", 99, "ra")),
};
const metrics = optional(fc.record({
  mtu: fc.integer({ min: 1280, max: 65000 }), advmss: fc.integer({ min: 1, max: 65495 }), hoplimit: fc.integer({ min: 1, max: 255 }),
  initcwnd: fc.nat(0xffff), rtoMin: fc.nat(10000), quickack: fc.constant(1), ccAlgo: fc.constant("reno"), features: fc.constant(["ecn"]),
  lock: fc.uniqueArray(fc.constantFrom("mtu", "hoplimit", "rtoMin"), { maxLength: 2 }),
}, { requiredKeys: [] }).filter((m) => (m.lock ?? []).every((name) => name in m)));
const hops4 = [{ via: "10.9.0.2", dev: 103 }, { via: "10.9.0.3", dev: 103 }, { via: "10.8.0.2", dev: 102 }, { dev: 102 }, { via: "fe80::2", dev: 103 }];
const hops6 = [{ via: "2001:db8:9::2", dev: 103 }, { via: "2001:db8:9::3", dev: 103 }, { via: "fe80::4", dev: 102 }];
const several = (hops) => fc.uniqueArray(fc.tuple(fc.constantFrom(...hops), optional(fc.integer({ min: 1, max: 256 }))),
  { minLength: 2, maxLength: 3, selector: ([hop]) => hop }).map((list) => ({ nexthops: list.map(([hop, weight]) => ({ ...hop, weight })) }));
const refusing = fc.constantFrom("blackhole", "unreachable", "prohibit", "throw").map((type) => ({ type }));
const path4 = fc.oneof(
  fc.constantFrom(...hops4), several(hops4), refusing, fc.constantFrom({ nexthopId: 1 }, { nexthopId: 10 }, { nexthopId: 12 }),
  // Not of the default route: in its table nothing would be behind a router any more.
  fc.constantFrom({ type: "local", dev: 1 }, { type: "broadcast", dev: 103 }, { type: "multicast", dev: 103 }).map((path) => ({ ...path, to: "10.50.1.1/32" })),
  fc.constant({ via: "10.77.0.1", dev: 103, flags: ["onlink"] }),
);
const path6 = fc.oneof(
  fc.constantFrom(...hops6, { dev: 102 }, { dev: 103 }), several(hops6), refusing, 
  // A metric of their own: the kernel deletes them in the place of others.
  fc.constant({ nexthopId: 11, metric: 77 }),
  fc.constantFrom({ type: "local", dev: 1 }, { type: "anycast", dev: 103 }),
  fc.constant({ via: "2001:db8:77::1", dev: 103, flags: ["onlink"] }),
  fc.constant({ dev: 103, encap: { kind: "seg6", data: { mode: "encap", segments: ["2001:db8::5"] } } }),
);
const ipv4 = fc.tuple(fc.record({
  to: fc.constantFrom("10.50.0.0/16", "10.50.1.0/24", "10.50.1.1/32", "default"), ...common,
  tos: optional(fc.constantFrom(8, 16)), source: optional(fc.constant("10.9.0.1")),
  realms: optional(fc.record({ from: fc.nat(0xffff), to: fc.nat(0xffff) })), metrics,
}), path4).map(([route, path]) => ({ family: "inet", ...route, ...path }));
const ipv6 = fc.tuple(fc.record({
  to: fc.constantFrom("2001:db8:50::/48", "2001:db8:50:1::/64", "2001:db8:50::1/128", "::/0"), ...common,
  from: optional(fc.constantFrom("2001:db8:60::/48", "2001:db8:61::1/128")), source: optional(fc.constant("2001:db8:9::1")), metrics,
  preference: optional(fc.constantFrom("low", "medium", "high")), expiresSeconds: optional(fc.constantFrom(1000, 5000)),
}), path6).map(([route, path]) => ({ ...route, ...path }));
const verbs = fc.constantFrom("add", "append", "prepend");
`;

const program = (family: string, runs: number): string => `
${arbitraries}
const own = () => run(ops.route.list({ family: ${JSON.stringify(family)} })).filter((r) => r.protocol !== 2);
const key = ({ expiresSeconds, cacheinfo, ...route }) => JSON.stringify(route, (_, v) => (typeof v === "bigint" ? String(v) : v));
let made = 0, deleted = 0;
const kinds = new Set();
fc.assert(fc.property(
  fc.array(fc.tuple(verbs, ${family === "inet" ? "ipv4" : "ipv6"}), { minLength: 1, maxLength: 6 }), fc.infiniteStream(fc.nat()),
  (routes, numbers) => {
    for (const [verb, route] of routes) {
      const result = outcome(ops.route[verb](route));
      if (result === "done") { made++; kinds.add(route.type ?? (route.nexthops ? "several" : route.nexthopId ? "object" : route.via ? "router" : "link")); }
      else if (!["EEXIST", "EINVAL"].includes(result)) throw new Error(result + " " + JSON.stringify(route));
    }
    const whole = own();
    try {
      for (let before = whole; before.length > 0; ) {
        const at = numbers.next().value % before.length;
        const result = outcome(ops.route.delete(before[at]));
        if (result !== "done") throw new Error("not deleted: " + result + " " + key(before[at]));
        deleted++;
        const left = own(), expected = before.toSpliced(at, 1);
        if (left.map(key).join("\\n") !== expected.map(key).join("\\n"))
          throw new Error("deleted " + key(before[at]) + " of\\n" + before.map(key).join("\\n") + "\\nand left\\n" + left.map(key).join("\\n"));
        before = left;
      }
      for (const route of whole) {
        const result = outcome(ops.route.append(route));
        if (result !== "done") throw new Error("not added again: " + result + " " + key(route));
      }
      const again = own();
      if (again.map(key).sort().join("\\n") !== whole.map(key).sort().join("\\n"))
        throw new Error("was\\n" + whole.map(key).join("\\n") + "\\nand is\\n" + again.map(key).join("\\n"));
    } finally {
      run(ops.route.flush({ family: ${JSON.stringify(family)}, table: "all", within: ${JSON.stringify(family === "inet" ? "10.50.0.0/16" : "2001:db8:50::/48")} }));
      for (const route of own()) outcome(ops.route.delete(route));
    }
  },
), { numRuns: ${runs} });
print({ made, deleted, kinds: [...kinds].sort() });
`;

requireTool("ip")("a listed route is deleted, and no other one", () => {
  it.each([
    [
      "of next hops by several protocols",
      "ip -6 route add 2001:db8:50::/48 via 2001:db8:9::2 proto ra; ip -6 route append 2001:db8:50::/48 via 2001:db8:9::3 proto static",
      0,
    ],
    ["through a nexthop object that drops", "ip route add 10.50.0.0/16 nhid 12", 0],
    [
      "by an interface, behind one through a router of the same interface",
      "ip -6 route add 2001:db8:50::/48 via 2001:db8:9::2; ip -6 route append 2001:db8:50::/48 dev v0",
      1,
    ],
  ])("%s", (_, made, position) => {
    const namespace = fresh();
    namespace.shell(made);
    const { result, before, after } = inside(
      namespace,
      `const list = () => ["10.50.0.0/16", "2001:db8:50::/48"].flatMap((to) => run(ops.route.list({ to })));
       const before = list();
       const result = outcome(ops.route.delete(before[${position}]));
       print({ result, before, after: list() });`,
    );
    expect(result).toBe("done");
    expect(before.length).toBe(position + 1);
    expect(after).toEqual(before.toSpliced(position, 1));
  });
});

requireTool("ip")("generated routes", () => {
  it.each([
    ["inet", ["blackhole", "broadcast", "link", "local", "multicast", "object", "prohibit", "router", "several"]],
    ["inet6", ["anycast", "blackhole", "link", "local", "object", "prohibit", "router", "several"]],
  ] as const)(
    "of %s are each deleted by what the list says, and no other one, and added again by it",
    (family, kinds) => {
      const { made, deleted, kinds: found } = inside(fresh(), program(family, 300));
      expect(made).toBeGreaterThan(100);
      expect(deleted).toBeGreaterThan(100);
      expect(found).toEqual(expect.arrayContaining([...kinds]));
    },
  );
});
