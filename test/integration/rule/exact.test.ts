import { expect, it } from "vitest";
import { inside, operationProbe } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireKernel, requireTool } from "../../support/tools.ts";

function withLinks(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.ip("link add v0 type veth peer name v1");
  return namespace;
}

/** Rules in the order of the list, each as a text that nothing but the kernel's reports is missing from. */
const listing = `
const text = ({ flags, flagBits, ...rule }) => JSON.stringify(rule, (_, v) => (typeof v === "bigint" ? String(v) : v));
const list = (family) => run(ops.rule.list({ family }));
`;

/**
 * Adds generated rules, which often say part of what another one of their priority says, looks for each in the list, and deletes them in
 * any order as they were listed.
 */
const property = (family: string, newer: boolean): string => `
import fc from "fast-check";
${listing}
const family = "${family}", isIpv6 = family === "inet6", isUnicast = !family.endsWith("mr");
const some = (...values) => fc.constantFrom(...values);
const range = (max) => fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max })).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
const prefixes = isIpv6 ? ["2001:db8::/32", "2001:db8::/48", "2001:db8::1/128"] : ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3/32"];
const common = {
  not: some(true, false), table: some(100, 254, 255, 300, 4294967295), iif: some("v0", "lo", "nope"), oif: some("v1", "nope"),
  fwmark: some(0, 1, 0xffffffff), fwmask: some(0, 1, 0xff, 0xffffffff), uidRange: some({ start: 0, end: 0 }, { start: 0, end: 5 }, { start: 7, end: 4294967294 }),
  ipproto: some(0, 6, 17), sport: fc.oneof(some(80), range(3), range(65534)), dport: fc.oneof(some(80), range(3)), tunnelId: some(0n, 7n, 2n ** 63n),
  suppressPrefixLength: some(0, 8), suppressGroup: some(0, 1), protocol: some(0, 4, 99), l3mdev: some(true, false), goto: some(7, 9, 4294967295),
  action: some("lookup", "nop", "blackhole", "unreachable", "prohibit"), flags: some([], ["find_saddr"]),
};
const unicast = isUnicast ? { from: some(...prefixes), to: some(...prefixes), tos: some(0, 8, 16), ...(!isIpv6 && { realms: some({ from: 0, to: 1 }, { from: 65535, to: 65535 }) }) } : {};
const newer = ${newer} ? {
  sportMask: some(0xffff, 0xff, 0x50), dportMask: some(0xffff, 0xfff0), ...(isUnicast && { dscp: some(0, 10, 63), dscpMask: some(0, 10, 63) }),
  ...(isIpv6 && { flowlabel: some(0, 5, 0xfffff), flowlabelMask: some(0, 5, 0xfffff) }),
} : {};
const { not, ...rest } = { ...common, ...unicast, ...newer };
const keys = Object.keys(rest);
// The rules of a run say some or all of the same few conditions, so that many lie in each other's way.
const rules = fc.subarray(keys, { minLength: 1, maxLength: 3 }).chain((chosen) => fc.array(fc.record(
  { priority: some(0, 5, 5, 40000), ...Object.fromEntries(chosen.map((key) => [key, rest[key]])), ...(chosen.length < 3 && { not }) },
  { requiredKeys: ["priority"] },
), { minLength: 2, maxLength: 9 }));
/** What the kernel takes for absent. */
const isNothing = (rule, key) => (/^flowlabel/.test(key) && rule.flowlabelMask === 0) || (key === "fwmark" && rule.fwmark === 0 && !rule.fwmask) || (!rule[key] && ["fwmask", "tos", "protocol", "ipproto", "tunnelId", "not", "l3mdev"].includes(key));
const equal = (a, b) => JSON.stringify(a, (_, v) => (typeof v === "bigint" ? String(v) : v)) === JSON.stringify(b, (_, v) => (typeof v === "bigint" ? String(v) : v));
/** The same operation; tells afterwards whether it took more than a question and a deletion. */
const counted = (operation) => ({
  *[Symbol.iterator]() {
    let steps = 0;
    const { [Symbol.iterator]: start } = operation, inner = start.call(operation);
    for (let step = inner.next(); !step.done; step = inner.next(yield step.value)) steps++;
    if (steps > 2) anew++;
  },
});
const default_ = list(family).map(text);
let taken = 0, refused = 0, anew = 0;
fc.assert(fc.property(rules, fc.infiniteStream(fc.nat()), (inputs, random) => {
  for (const rule of inputs) {
    const before = list(family).map(text);
    const result = outcome(ops.rule.add({ family, ...rule }));
    const after = list(family);
    if (result !== "done") {
      if (!["EINVAL", "EEXIST", "EPERM"].includes(result)) throw new Error(result);
      if (!equal(after.map(text), before)) throw new Error("refused, and changed all the same");
      refused++;
      continue;
    }
    taken++;
    const place = after.findLastIndex((other) => other.priority <= rule.priority), made = after[place];
    if (!equal(after.toSpliced(place, 1).map(text), before)) throw new Error("not one rule more behind those of its priority");
    for (const key of Object.keys(rule)) {
      if (isNothing(rule, key)) { if (made[key]) throw new Error(key + " appeared"); continue; }
      const wanted = /port$/.test(key) && typeof rule[key] === "number" ? { start: rule[key], end: rule[key] } : rule[key];
      const found = key === "flags" ? made.flags.filter((flag) => flag === "find_saddr") : made[key];
      if (!equal(found, wanted)) throw new Error(key + ": " + text({ found, wanted }));
    }
  }
  const made = list(family).filter((rule) => !default_.includes(text(rule)));
  while (made.length > 0) {
    const [rule] = made.splice(random.next().value % made.length, 1);
    const before = list(family).map(text);
    const place = before.indexOf(text(rule));
    const result = outcome(counted(ops.rule.delete(rule)));
    if (result !== "done") throw new Error("not deleted: " + result + " " + text(rule));
    if (!equal(list(family).map(text), before.toSpliced(place, 1))) throw new Error("others than this went: " + text(rule) + " of " + before.join());
  }
}), { numRuns: 120 });
print({ left: list(family).length - default_.length, taken, refused, anew });
`;

/** Everything went, most rules were taken at all, and some lay behind others that the kernel would have deleted. */
function expectExact({ left, taken, anew }: { left: number; taken: number; anew: number }): void {
  expect(left).toBe(0);
  expect(taken).toBeGreaterThan(100);
  expect(anew).toBeGreaterThan(0);
}

const newerProbe = operationProbe(
  "ops.rule.add({ dscp: 0, dscpMask: 1, ipproto: 6, sport: 1, sportMask: 1, priority: 5 })",
);

requireTool("ip")("a rule as listed is what deletes it and no other", () => {
  it("where an earlier one of its priority says more", () => {
    const answer = inside(
      withLinks(),
      `${listing}
       const at5 = () => list("inet").filter((r) => r.priority === 5).map((r) => [r.fwmark, r.iif, r.table]);
       run(ops.rule.add({ priority: 5, table: 100, fwmark: 1 }));
       run(ops.rule.add({ priority: 5, table: 100, iif: "v0" }));
       run(ops.rule.add({ priority: 5, table: 100 }));
       run(ops.rule.add({ priority: 5, table: 101 }));
       const [one, two, three] = list("inet").filter((r) => r.priority === 5);
       const before = at5();
       run(ops.rule.delete(three));
       const without = at5();
       // As a description it takes the first rule that it fits: the kernel's and ip's way.
       run(ops.rule.delete({ priority: 5, table: 100 }));
       print({ before, without, described: at5(), again: outcome(ops.rule.delete(three)), gone: outcome(ops.rule.delete(one)), left: at5() });`,
    );
    const [marked, incoming, plain, other] = [
      [1, null, 100],
      [null, "v0", 100],
      [null, null, 100],
      [null, null, 101],
    ];
    expect(answer).toEqual({
      before: [marked, incoming, plain, other],
      without: [marked, incoming, other],
      described: [incoming, other],
      again: "ENOENT",
      gone: "ENOENT",
      left: [incoming, other],
    });
  });

  it("where only what the kernel does not compare tells them apart", () => {
    const answer = inside(
      withLinks(),
      `const at5 = () => run(ops.rule.list({ priority: 5, family: "inet" }));
       const file = (rule) => { run(ops.rule.add(rule)); const saved = run(ops.rule.save({ priority: 5 })); run(ops.rule.delete(at5()[0])); return saved; };
       const files = [{ goto: 9 }, { goto: 8 }, { not: true, goto: 8 }].map((rule) => file({ priority: 5, ...rule }));
       for (const saved of files) run(ops.rule.restore(saved));
       const seen = () => at5().map((r) => [r.goto, r.not]);
       const before = seen(), equal = outcome(ops.rule.add({ priority: 5, goto: 7 }));
       run(ops.rule.delete(at5()[1]));
       const without = seen();
       run(ops.rule.delete(at5()[1]));
       print({ before, equal, without, left: seen() });`,
    );
    expect(answer).toEqual({
      before: [
        [9, null],
        [8, null],
        [8, true],
      ],
      equal: "EEXIST",
      without: [
        [9, null],
        [8, true],
      ],
      left: [[9, null]],
    });
  });

  it("several at once, of any family", () => {
    const answer = inside(
      withLinks(),
      `const at5 = () => run(ops.rule.list({ priority: 5 }));
       for (const family of ["inet", "inet6"]) for (const more of [{ fwmark: 1 }, { iif: "v0" }, {}]) run(ops.rule.add({ family, priority: 5, table: 100, ...more }));
       const chosen = at5().filter((r) => r.iif === undefined).toReversed();
       run(ops.rule.delete(chosen));
       print({ left: at5().map((r) => [r.iif, r.fwmark]), again: outcome(ops.rule.delete(chosen)), none: outcome(ops.rule.delete([])) });`,
    );
    expect(answer).toEqual({
      left: [
        ["v0", null],
        ["v0", null],
      ],
      again: "ENOENT",
      none: "done",
    });
  });

  it("where a permanent one would go, nothing does", () => {
    const answer = inside(
      withLinks(),
      `${listing}
       run(ops.rule.add({ priority: 5, table: 100, fwmark: 1, flags: ["permanent"] }));
       run(ops.rule.add({ priority: 5, table: 100 }));
       const rules = list("inet").filter((r) => r.priority === 5);
       print({ flags: rules.map((r) => r.flags), outcomes: rules.map((r) => outcome(ops.rule.delete(r))), left: list("inet").filter((r) => r.priority === 5).length });`,
    );
    expect(answer).toEqual({ flags: [["permanent"], []], outcomes: ["EPERM", "EPERM"], left: 2 });
  });

  it.each(["inet", "inet6"])("for any rules: %s", (family) => {
    expectExact(inside(withLinks(), property(family, false)));
  });
});

requireKernel("DSCP masks and port masks of rules", newerProbe)(
  "a rule of Linux 6.15 as listed is what deletes it and no other",
  () => {
    it.each(["inet", "inet6"])("for any rules: %s", (family) => {
      expectExact(inside(withLinks(), property(family, true)));
    });
  },
);

requireKernel("several tables of multicast routes", "ip mrule add table 5 && ip -6 mrule add table 5")(
  "a rule of multicast routes as listed is what deletes it and no other",
  () => {
    it.each(["ipmr", "ip6mr"])("for any rules: %s", (family) => {
      expectExact(inside(withLinks(), property(family, false)));
    });
  },
);
