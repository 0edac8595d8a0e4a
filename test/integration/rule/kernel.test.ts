import { netlink } from "ts-netlink";
import { expect, it } from "vitest";
import { until } from "../../support/events.ts";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireKernel, requireTool } from "../../support/tools.ts";
import { requests, setup } from "../../unit/protocol/rule/golden.ts";

function fresh(...commands: string[]): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell([...setup, ...commands].join("\n"));
  return namespace;
}

/** Rules of every form, made by ip. */
const additions = requests.map(({ command }) => command).filter((command) => command.includes("rule add"));

requireTool("ip")("rules in the kernel", () => {
  it.each(["inet", "inet6"])("are listed in ip's order (%s)", (family) => {
    const namespace = fresh(...additions);
    const ours: { priority: number }[] = inside(namespace, `print(run(ops.rule.list({ family: "${family}" })));`);
    const theirs: { priority: number }[] = JSON.parse(namespace.ip(`-j ${family === "inet" ? "-4" : "-6"} rule show`));
    expect(ours.map(({ priority }) => priority)).toEqual(theirs.map(({ priority }) => priority));
  });

  it("are read with every condition", () => {
    const namespace = fresh(...additions, "ip rule add fwmark 0/0xff table 100 priority 8");
    const rules: { priority: number }[] = inside(namespace, `print(run(ops.rule.list({ family: "inet" })));`);
    const at = (priority: number) => rules.filter((rule) => rule.priority === priority);
    expect(at(0)).toContainEqual(
      expect.objectContaining({ iif: "v0", oif: "v1", fwmark: 5, fwmask: 0xff, table: 2000, action: "lookup" }),
    );
    expect(at(8)).toMatchObject([{ fwmark: 0, fwmask: 0xff, table: 100 }]);
    expect(at(300)).toMatchObject([{ action: "goto", goto: 600 }]);
    expect(at(302)).toMatchObject([{ suppressPrefixLength: 0 }]);
    expect(at(302)[0]).not.toHaveProperty("suppressGroup");
    expect(at(303)).toMatchObject([{ suppressGroup: 0, protocol: 4 }]);
    expect(at(305)).toMatchObject([{ realms: { from: 3, to: 4 } }]);
    expect(at(306)).toMatchObject([{ tunnelId: "7" }]);
    expect(at(307)).toMatchObject([{ l3mdev: true }]);
    expect(at(500)).toMatchObject([{ from: "10.1.0.0/16", to: "10.2.0.0/24", table: 100 }]);
    expect(at(600)).toMatchObject([{ not: true, from: "10.1.0.1/32", action: "blackhole" }]);
    expect(at(601)).toMatchObject([
      { ipproto: 6, sport: { start: 10, end: 20 }, dport: { start: 80, end: 80 }, action: "prohibit" },
    ]);
    expect(at(602)).toMatchObject([{ uidRange: { start: 5, end: 10 }, action: "unreachable" }]);
  });

  it("are each what deletes that rule and no other, and adds it again", () => {
    const namespace = fresh(...additions);
    const { wrong, before, after } = inside(
      namespace,
      `const key = ({ flags, flagBits, ...r }) => JSON.stringify(r, (_, v) => (typeof v === "bigint" ? String(v) : v));
       const list = () => run(ops.rule.list()).filter((r) => r.protocol !== 2);
       const before = list(), wrong = [];
       for (const rule of before) {
         const had = list().map(key);
         const result = outcome(ops.rule.delete(rule));
         const expected = had.filter((n) => n !== key(rule)).join();
         if (result !== "done" || list().map(key).join() !== expected) wrong.push([rule, result]);
       }
       for (const rule of before) run(ops.rule.add(rule));
       print({ wrong, before: before.map(key).sort(), after: list().map(key).sort() });`,
    );
    expect(wrong).toEqual([]);
    expect(after).toEqual(before);
  });

  it("are refused with a reason, and flushed but for the first", () => {
    const namespace = fresh();
    const answer = inside(
      namespace,
      `print([
         outcome(ops.rule.add({ table: 100, priority: 5 })),
         outcome(ops.rule.add({ table: 100, priority: 5 })),
         outcome(ops.rule.delete({ priority: 77 })),
         // What an earlier one has and it has not makes no difference to the kernel.
         outcome(ops.rule.add({ table: 101, priority: 6, from: "10.0.0.0/8" })), outcome(ops.rule.add({ table: 101, priority: 6 })),
         outcome(ops.rule.delete({ table: 101 })),
         outcome(ops.rule.flush({ family: "inet", table: 100 })),
         run(ops.rule.list({ family: "inet" })).map((r) => r.priority),
         outcome(ops.rule.flush({ family: "inet" })),
         run(ops.rule.list({ family: "inet" })).map((r) => r.priority),
       ]);`,
    );
    expect(answer).toEqual(["done", "EEXIST", "ENOENT", "done", "EEXIST", "done", 1, [0, 32766, 32767], 2, [0]]);
  });

  it("are listed by any of their conditions", () => {
    const namespace = fresh(...additions);
    const shown = (words: string): number[] =>
      (JSON.parse(namespace.ip(`-j -4 rule show ${words}`)) as { priority: number }[]).map(({ priority }) => priority);
    const filters: [string, string][] = [
      ["from 10.0.0.0/8", `from: "10.0.0.0/8"`],
      ["to 10.2.0.0/16", `to: "10.2.0.0/16"`],
      ["iif v0 oif v1", `iif: "v0", oif: "v1"`],
      ["fwmark 5", `fwmark: 5`],
      ["tos 0x10", `tos: 16`],
      ["table 100", `table: 100`],
      ["pref 300", `priority: 300`],
      ["uidrange 5-10", `uidRange: { start: 5, end: 10 }`],
      ["ipproto tcp dport 80", `ipproto: 6, dport: 80`],
      ["sport 10-20", `sport: { start: 10, end: 20 }`],
      ["sport 10-19", `sport: { start: 10, end: 19 }`],
      ["tun_id 7", `tunnelId: 7n`],
      ["l3mdev", `l3mdev: true`],
      ["not from 10.0.0.0/8", `not: true, from: "10.0.0.0/8"`],
    ];
    const ours: number[][] = inside(
      namespace,
      `print([${filters.map(([, filter]) => `{ ${filter} }`).join(", ")}].map((filter) => run(ops.rule.list({ family: "inet", ...filter })).map((r) => r.priority)));`,
    );
    for (const [index, [words]] of filters.entries()) expect([words, ours[index]]).toEqual([words, shown(words)]);
    expect(ours.flat().length).toBeGreaterThan(filters.length);
  });

  it("are listed by conditions that ip has no words for, or does not heed", () => {
    const answer = inside(
      fresh(...additions),
      `const at = (filter) => run(ops.rule.list({ family: "inet", ...filter })).map((r) => r.priority);
       print([at({ action: "goto" }), at({ goto: 600 }), at({ suppressGroup: 0 }), at({ not: false, action: "nop" }), at({ fwmark: 5, fwmask: 1 }), at({ protocol: "static" })]);`,
    );
    expect(answer).toEqual([[300], [300], [303], [301], [], [303]]);
  });

  it("are flushed by a filter that leaves others of the same priority alone", () => {
    const answer = inside(
      fresh(),
      `const at5 = () => run(ops.rule.list({ priority: 5 })).map((r) => [r.family, r.fwmark, r.not]).sort();
       run(ops.rule.add({ priority: 5, table: 100, fwmark: 1, not: true }));
       run(ops.rule.add({ priority: 5, table: 100, iif: "v0" }));
       run(ops.rule.add({ priority: 5, table: 100 }));
       run(ops.rule.add({ family: "inet6", priority: 5, table: 100 }));
       const deleted = run(ops.rule.flush({ table: 100, not: false, family: "inet" }));
       const left = at5();
       print({ deleted, left, rest: run(ops.rule.flush({ table: 100 })), none: at5() });`,
    );
    expect(answer).toEqual({
      deleted: 2,
      left: [
        ["inet", 1, true],
        ["inet6", null, null],
      ],
      rest: 2,
      none: [],
    });
  });
});

requireKernel("several tables of multicast routes", "ip mrule add table 5 && ip -6 mrule add table 5")(
  "rules of multicast routes",
  () => {
    it("are told of as they are listed, those of each family apart", async () => {
      const namespace = fresh();
      await using nl = await netlink.open({ namespace: namespace.name });
      await using events = nl.subscribe(["rule"]);
      await events.ready;
      await nl.rules.add({ family: "ipmr", priority: 5, iif: "v0", table: 300 });
      await nl.rules.add({ family: "ip6mr", priority: 5, oif: "v1", action: "prohibit" });
      const listed = [
        ...(await nl.rules.list({ family: "ipmr", priority: 5 })),
        ...(await nl.rules.list({ family: "ip6mr", priority: 5 })),
      ];
      await nl.rules.delete(listed);
      const seen = await until(
        events,
        ({ object, change, value }) => object === "rule" && change === "delete" && value.family === "ip6mr",
      );
      expect(seen.map(({ change }) => change)).toEqual(["new", "new", "delete", "delete"]);
      expect(seen.map(({ value }) => value)).toEqual([...listed, ...listed]);
      expect(JSON.parse(namespace.ip("-j mrule show"))).toHaveLength(1);
      expect(listed).toMatchObject([
        { family: "ipmr", iif: "v0", table: 300 },
        { family: "ip6mr", oif: "v1", action: "prohibit" },
      ]);
    });
  },
);
