import { beforeAll, expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";
import { requests, setup } from "../../unit/protocol/route/golden.ts";

/** Routes of every form, made by ip. */
const additions = requests.map(({ command }) => command).filter((command) => command.includes("route add"));

function withRoutes(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell([...setup, "ip nexthop add id 5 via 10.9.0.2 dev v0", ...additions].join("\n"));
  return namespace;
}

requireTool("ip")("routes in the kernel", () => {
  let namespace: ScratchNamespace;
  beforeAll(() => {
    namespace = withRoutes();
  });

  it.each([
    ["{ family: 'inet', table: 'main' }", "route show"],
    ["{ family: 'inet6', table: 'main' }", "-6 route show"],
    ["{ family: 'inet', table: 1000 }", "route show table 1000"],
    ["{ family: 'inet', table: 'local' }", "route show table local"],
    ["{ family: 'inet', table: 'main', type: 'blackhole' }", "route show type blackhole"],
    ["{ family: 'inet', table: 'main', protocol: 'static' }", "route show proto static"],
    ["{ family: 'inet', table: 'main', scope: 'link' }", "route show scope link"],
    ["{ family: 'inet', table: 'main', within: '10.7.0.0/16' }", "route show root 10.7.0.0/16"],
    ["{ family: 'inet', table: 'main', containing: '10.7.1.5' }", "route show match 10.7.1.5"],
    ["{ family: 'inet', table: 'main', to: '10.7.1.0/24' }", "route show exact 10.7.1.0/24"],
    ["{ family: 'inet6', table: 'main', from: '2001:db8:e::/48' }", "-6 route show from 2001:db8:e::/48"],
    ["{ family: 'inet', table: 'main', via: '10.9.0.254' }", "route show via 10.9.0.254"],
  ])("lists %s as ip lists them", (filter, command) => {
    const ours: { to: string }[] = inside(namespace, `print(run(ops.route.list(${filter})));`);
    const theirs: { dst: string }[] = JSON.parse(namespace.ip(`-j ${command}`));
    const short = ({ to }: { to: string }): string => to.replace(/\/(32|128)$/, "");
    expect(theirs.length).toBeGreaterThan(0);
    expect(ours.map(short)).toEqual(theirs.map(({ dst }) => dst));
  });

  it("lists by interface as ip does, and routes of several next hops too", () => {
    const ours: string[] = inside(
      namespace,
      `print(run(ops.route.list({ family: "inet", table: "main", dev: "v0" })).map((r) => r.to.replace(/\\/32$/, "")));`,
    );
    const theirs: string[] = JSON.parse(namespace.ip("-j route show dev v0")).map(({ dst }: { dst: string }) => dst);
    expect(ours.toSorted()).toEqual([...theirs, "10.8.0.0/24"].toSorted());
  });

  it("reads every property as ip does", () => {
    const ours = inside(
      namespace,
      `print(run(ops.route.list({ family: "inet", table: "main" })).map((r) => ({
         dst: r.to.replace(/\\/32$/, ""), gateway: r.via, dev: r.dev, metric: r.metric, prefsrc: r.source, tos: r.tos,
         protocol: r.protocol, type: r.type, scope: r.scope, metrics: r.metrics, flags: r.flags.filter((f) => f !== "linkdown"),
         nexthops: r.nexthops?.map((n) => [n.via, n.dev, n.weight]) })));`,
    );
    const byDestination = new Map(ours.map((route: { dst: string }) => [route.dst, route]));
    expect(byDestination.get("10.3.0.1")).toEqual({
      dst: "10.3.0.1",
      dev: 103,
      metric: 5,
      prefsrc: "10.9.0.1",
      protocol: 3,
      type: "unicast",
      scope: "link",
      flags: [],
    });
    expect(byDestination.get("10.5.0.0/24")).toMatchObject({
      metrics: { lock: ["mtu"], mtu: 1400, advmss: 1360, quickack: 1 },
    });
    expect(byDestination.get("10.6.0.0/24")).toMatchObject({
      metrics: { ccAlgo: "reno", hoplimit: 9, initcwnd: 10, features: ["ecn"] },
    });
    expect(byDestination.get("10.8.0.0/24")).toMatchObject({
      nexthops: [
        ["10.9.0.2", 103, 2],
        ["10.9.0.3", 103, 1],
      ],
    });
    expect(byDestination.get("10.8.2.0/24")).toMatchObject({ gateway: "10.77.0.1", flags: ["onlink"] });
    expect(byDestination.get("10.8.3.0/24")).toMatchObject({ gateway: "fe80::1" });
    expect(byDestination.get("10.7.1.0/24")).toMatchObject({ type: "unreachable", metric: 9 });
  });

  it("answers for one destination as ip does", () => {
    const [theirs] = JSON.parse(namespace.ip("-j route get 10.5.0.1 mark 7 uid 0"));
    expect(inside(namespace, `print(run(ops.route.get("10.5.0.1", { mark: 7, uid: 0 })));`)).toMatchObject({
      to: "10.5.0.1/32",
      via: theirs.gateway,
      dev: 103,
      source: theirs.prefsrc,
      table: 254,
      mark: 7,
      uid: 0,
    });
    expect(inside(namespace, `print(outcome(ops.route.get("10.7.1.1")));`)).toBe("EHOSTUNREACH");
    expect(inside(namespace, `print(run(ops.route.get("10.5.0.1", { fibMatch: true })).to);`)).toBe("10.5.0.0/24");
  });
});

requireTool("ip")("listed routes", () => {
  it("are each what deletes that route and no other", () => {
    const namespace = withRoutes();
    const { wrong, left } = inside(
      namespace,
      `const key = ({ expiresSeconds, cacheinfo, ...r }) => JSON.stringify(r);
       const list = () => run(ops.route.list()).filter((r) => r.type !== "multicast" && r.dev !== 1);
       const wrong = [];
       for (let before = list(); before.length > 0; ) {
         const [first] = before;
         const result = outcome(ops.route.delete(first));
         const after = list();
         const expected = before.slice(1).map(key);
         if (result !== "done" || after.map(key).join() !== expected.join()) { wrong.push([first, result, after.length, before.length]); }
         before = result === "done" ? after : before.slice(1);
       }
       print({ wrong, left: list().length });`,
    );
    expect(wrong).toEqual([]);
    expect(left).toBe(0);
  });

  it("are each what adds that route again", () => {
    const namespace = withRoutes();
    const { refused, before, after } = inside(
      namespace,
      `const key = ({ expiresSeconds, cacheinfo, ...r }) => JSON.stringify(r);
       const list = () => run(ops.route.list()).filter((r) => r.protocol === 3 || r.protocol === 4);
       const before = list();
       for (const r of before) run(ops.route.delete(r));
       const refused = [];
       // Those on the link first, as routers are looked up in them.
       const late = (r) => (r.via === undefined && r.nexthops === undefined ? 0 : 1);
       for (const r of before.toSorted((a, b) => late(a) - late(b))) {
         const result = outcome(ops.route.add(r));
         if (result !== "done") refused.push([r, result]);
       }
       print({ refused, before: before.map(key).sort(), after: list().map(key).sort() });`,
    );
    expect(refused).toEqual([]);
    expect(after).toEqual(before);
  });
});

requireTool("ip")("changing routes", () => {
  const fresh = (): ScratchNamespace => {
    const namespace = scratchNamespace();
    namespace.shell(setup.join("\n"));
    return namespace;
  };

  it("adds, replaces, appends, changes and deletes, and says what is wrong", () => {
    const namespace = fresh();
    const outcomes = inside(
      namespace,
      `const to = "10.1.0.0/24";
       print([
         outcome(ops.route.add({ to, via: "10.9.0.254", dev: "v0", protocol: "static" })),
         outcome(ops.route.add({ to, via: "10.9.0.254" })),
         outcome(ops.route.append({ to, via: "10.9.0.253" })),
         outcome(ops.route.change({ to: "10.2.0.0/24", via: "10.9.0.254" })),
         outcome(ops.route.replace({ to: "10.2.0.0/24", via: "10.9.0.254" })),
         outcome(ops.route.add({ to: "10.3.0.0/24", via: "10.77.0.1" })),
         outcome(ops.route.add({ to: "10.3.0.0/24", dev: "nope" })),
         outcome(ops.route.delete({ to: "10.99.0.0/24" })),
         outcome(ops.route.add({ to: "10.4.0.0/24", nexthops: [{ via: "10.9.0.2", dev: "v0" }, { dev: "v1" }] })),
       ]);`,
    );
    expect(outcomes).toEqual(["done", "EEXIST", "done", "ENOENT", "done", "ENETUNREACH", "ENODEV", "ESRCH", "done"]);
    const routes = JSON.parse(namespace.ip("-j route show"));
    expect(routes.filter(({ dst }: { dst: string }) => dst === "10.1.0.0/24")).toMatchObject([
      { gateway: "10.9.0.254", protocol: "static", dev: "v0" },
      { gateway: "10.9.0.253" },
    ]);
    expect(routes.find(({ dst }: { dst: string }) => dst === "10.4.0.0/24").nexthops).toMatchObject([
      { gateway: "10.9.0.2", dev: "v0", weight: 1 },
      { dev: "v1", weight: 1 },
    ]);
  });

  it("flushes a table and no other", () => {
    const namespace = fresh();
    namespace.shell(
      "for i in 1 2 3; do ip route add 10.1.$i.0/24 via 10.9.0.254 table 77; done; ip -6 route add 2001:db8:7::/48 dev v0 table 77",
    );
    const before = namespace.ip("route show table main");
    expect(inside(namespace, `print(run(ops.route.flush({ table: 77 })));`)).toBe(4);
    expect(namespace.ip("route show table main")).toBe(before);
    expect(inside(namespace, `print(run(ops.route.list({ table: 77 })));`)).toEqual([]);
  });

  it("says that a table does not exist", () => {
    expect(inside(fresh(), `print(outcome(ops.route.list({ family: "inet", table: 12345 })));`)).toBe("ENOENT");
  });
});
