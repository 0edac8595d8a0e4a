import { expect, it } from "vitest";
import type { CommandTable } from "../../commands/golden.ts";
import { mplsRoutes } from "../../commands/route-mpls.ts";
import { routeEncaps } from "../../commands/route-encap.ts";
import { routeSegments } from "../../commands/route-segments.ts";
import { inside } from "../../support/inside.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireKernel } from "../../support/tools.ts";

/** A namespace in which ip made the routes of a table. */
function withRoutes({ setup, rows }: CommandTable): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(setup);
  namespace.shell(
    rows
      .map(({ command }) => command)
      .filter((command) => / (add|replace) /.test(command))
      .join("\n"),
  );
  return namespace;
}

/** Everything that ip says of routes. */
function shown(namespace: ScratchNamespace): string {
  return namespace.shell("ip -d route show; ip -d -6 route show; ip -d -f mpls route show");
}

for (const table of [routeEncaps, routeSegments, mplsRoutes]) {
  requireKernel(table.needs!.feature, table.needs!.probe)(`routes of ${table.name}`, () => {
    it("are listed as what deletes each of them and adds it again", () => {
      const namespace = withRoutes(table);
      const before = shown(namespace);
      const { outcomes, left } = inside(
        namespace,
        `const own = () => run(ops.route.list({ table: "main" })).filter((r) => r.encap || r.nexthops || r.family === "mpls");
         const routes = own();
         const outcomes = routes.map((r) => [r.to, outcome(ops.route.delete(r))]);
         const left = own();
         for (const r of routes) outcomes.push([r.to, outcome(ops.route.add(r))]);
         print({ outcomes, left });`,
      );
      expect(outcomes.length).toBeGreaterThan(8);
      expect(outcomes.filter(([, result]: [string, string]) => result !== "done")).toEqual([]);
      expect(left).toEqual([]);
      expect(shown(namespace)).toBe(before);
    });
  });
}

requireKernel(routeEncaps.needs!.feature, routeEncaps.needs!.probe)("nexthop objects that wrap packets", () => {
  it("are listed as what deletes each of them and adds it again", () => {
    const namespace = withRoutes(routeEncaps);
    const before = namespace.ip("-d nexthop show");
    const { kinds, outcomes } = inside(
      namespace,
      `const objects = run(ops.nexthop.list());
       const outcomes = objects.map((n) => outcome(ops.nexthop.delete(n)));
       outcomes.push(...objects.map((n) => outcome(ops.nexthop.add(n))));
       print({ kinds: objects.map((n) => n.encap.kind), outcomes });`,
    );
    expect(kinds).toEqual(["mpls", "ip", "seg6"]);
    expect(new Set(outcomes)).toEqual(new Set(["done"]));
    expect(namespace.ip("-d nexthop show")).toBe(before);
  });
});

const { feature, probe } = routeSegments.needs!;
requireKernel(feature, probe)("an encapsulation", () => {
  /** What is listed of the wrapping that ip made. */
  function listed(table: CommandTable, words: string): unknown {
    const namespace = scratchNamespace();
    namespace.shell(table.setup);
    namespace.shell(`ip -6 route add 2001:db8:99:0:1::/80 encap ${words}`);
    return inside(namespace, `print(run(ops.route.list({ to: "2001:db8:99:0:1::/80" }))[0].encap);`);
  }
  it.each([
    [
      "seg6 mode inline segs 2001:db8::5,2001:db8::6 hmac 7 dev v0",
      { kind: "seg6", data: { mode: "inline", segments: ["2001:db8::5", "2001:db8::6"], hmac: 7 } },
    ],
    [
      "seg6 mode l2encap.red segs 2001:db8::5,2001:db8::6 dev v0",
      { kind: "seg6", data: { mode: "l2encap.red", segments: ["2001:db8::5", "2001:db8::6"] } },
    ],
    [
      "seg6local action End.B6 srh segs 2001:db8::5 dev v0",
      { kind: "seg6_local", data: { action: "End.B6", srh: { segments: ["2001:db8::5"] } } },
    ],
    [
      "seg6local action End flavors next-csid lblen 48 nflen 16 count dev v0",
      {
        kind: "seg6_local",
        data: {
          action: "End",
          counters: { packets: "0", bytes: "0", errors: "0" },
          flavors: { operations: ["next_csid"], blockBits: 48, nodeFunctionBits: 16 },
        },
      },
    ],
    ["seg6local action End.DX2 oif v1 dev v0", { kind: "seg6_local", data: { action: "End.DX2", oif: 102 } }],
    ["rpl segs 2001:db8::5,2001:db8::6 dev v0", { kind: "rpl", data: { segments: ["2001:db8::5", "2001:db8::6"] } }],
    [
      "ioam6 freq 2/5 mode encap tundst 2001:db8::9 trace prealloc type 0xc00000 ns 3 size 16 dev v0",
      {
        kind: "ioam6",
        data: {
          frequency: 2,
          frequencyOf: 5,
          mode: "encap",
          dst: "2001:db8::9",
          trace: { namespace: 3, type: 0xc00000, size: 16 },
        },
      },
    ],
    [
      "ila 2001:db8:0:1 csum-mode no-action ident-type luid hook-type input dev v0",
      {
        kind: "ila",
        data: { locator: "2001:db8:0:1", csumMode: "no_action", identType: "luid", hookType: "input" },
      },
    ],
    [
      "ip6 id 9 dst 2001:db8:9::9 tc 4 hoplimit 9 key csum dev v0",
      {
        kind: "ip6",
        data: { id: "9", dst: "2001:db8:9::9", src: "::", tc: 4, hoplimit: 9, flags: ["csum", "key"] },
      },
    ],
    [
      "ip6 id 9 dst 2001:db8:9::9 erspan_opts 2:0:1:3 dev v0",
      {
        kind: "ip6",
        data: {
          id: "9",
          dst: "2001:db8:9::9",
          src: "::",
          tc: 0,
          hoplimit: 0,
          flags: ["erspan_opt"],
          opts: { erspan: { ver: 2, dir: 1, hwid: 3 } },
        },
      },
    ],
  ] as const)("%s", (words, encap) => {
    expect(listed(routeSegments, words)).toEqual(encap);
  });
});
