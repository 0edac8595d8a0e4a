import { expect, it } from "vitest";
import { inside, operationProbe } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireKernel, requireLinkKind, requireTool } from "../../support/tools.ts";
import { requests, setup } from "../../unit/protocol/neighbour/golden.ts";

function fresh(...commands: string[]): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell([...setup, ...commands].join("\n"));
  return namespace;
}

/** Neighbours of every form, made by ip; not those whose state the kernel changes at once. */
const additions = requests
  .map(({ command }) => command)
  .filter((command) => /^ip .* add /.test(command) && !/ (use|managed|stale|reachable)\b/.test(command));

requireTool("ip")("neighbours in the kernel", () => {
  it("are listed as ip lists them", () => {
    const namespace = fresh(...additions);
    const ours: [string, string][] = inside(
      namespace,
      `print(run(ops.neighbour.list({ dev: "v0" })).map((n) => [n.address, n.lladdr, n.state.join().toUpperCase()]));`,
    );
    const theirs: { dst: string; lladdr: string; state: string[] }[] = JSON.parse(
      namespace.ip("-j neighbour show nud all dev v0"),
    );
    // Those of multicast addresses the kernel makes by itself, at any moment: in between the two listings too.
    const sorted = (rows: string[][]): string[] =>
      rows
        .map((row) => row.join(" "))
        .filter((row) => !row.startsWith("ff02:"))
        .toSorted();
    expect(sorted(ours)).toEqual(sorted(theirs.map(({ dst, lladdr, state }) => [dst, lladdr, state.join()])));
  });

  it("are each what deletes that entry and no other", () => {
    const namespace = fresh(...additions);
    const { wrong, left, count } = inside(
      namespace,
      `const key = ({ family, dev, address, lladdr, flags }) => JSON.stringify([family, dev, address, lladdr, flags]);
       const list = () => [...run(ops.neighbour.list({ state: "permanent", dev: 103 })), ...run(ops.neighbour.list({ proxy: true }))];
       const wrong = [];
       const start = list();
       for (const entry of start) {
         const had = list().map(key);
         const result = outcome(ops.neighbour.delete(entry));
         const expected = had.filter((n) => n !== key(entry)).sort().join();
         if (result !== "done" || list().map(key).sort().join() !== expected) wrong.push([entry, result]);
       }
       print({ wrong, left: list().length, count: start.length });`,
    );
    expect(count).toBe(4);
    expect(wrong).toEqual([]);
    expect(left).toBe(0);
  });

  it("are added, found, changed and deleted, and faults are told", () => {
    const namespace = fresh();
    const outcomes = inside(
      namespace,
      `const address = "10.9.0.2", dev = "v0", lladdr = "02:00:00:00:00:02";
       print([
         outcome(ops.neighbour.change({ dev, address, lladdr })),
         outcome(ops.neighbour.add({ dev, address, lladdr })),
         outcome(ops.neighbour.add({ dev, address, lladdr })),
         run(ops.neighbour.get({ dev, address })).lladdr,
         outcome(ops.neighbour.replace({ dev, address, lladdr: "02:00:00:00:00:03", state: "stale", flags: ["router"] })),
         run(ops.neighbour.get({ dev, address })).flags,
         run(ops.neighbour.get({ dev, address })).state,
         outcome(ops.neighbour.delete({ dev, address })),
         outcome(ops.neighbour.get({ dev, address: "10.9.0.77" })),
         outcome(ops.neighbour.add({ dev: "nope", address, lladdr })),
         outcome(ops.neighbour.add({ dev, address: "10.9.0.9", flags: ["proxy"] })),
         run(ops.neighbour.list({ proxy: true })).map((n) => n.address),
       ]);`,
    );
    expect(outcomes).toEqual([
      "ENOENT",
      "done",
      "EEXIST",
      "02:00:00:00:00:02",
      "done",
      ["router"],
      ["stale"],
      "done",
      "ENOENT",
      "ENODEV",
      "done",
      ["10.9.0.9"],
    ]);
  });

  it("are flushed, but not those that are permanent", () => {
    const namespace = fresh(
      "ip neighbour add 10.9.0.2 lladdr 02:00:00:00:00:02 dev v0",
      "ip neighbour add 10.9.0.3 lladdr 02:00:00:00:00:03 dev v0 nud stale",
    );
    expect(inside(namespace, `print(run(ops.neighbour.flush({ dev: "v0", family: "inet" })));`)).toBe(1);
    expect(JSON.parse(namespace.ip("-j -4 neighbour show dev v0")).map(({ dst }: { dst: string }) => dst)).toEqual([
      "10.9.0.2",
    ]);
  });

  it("are listed by any filter as ip lists them", () => {
    const namespace = fresh(
      // Those that were learnt elsewhere ip shows whatever the state that it was asked for.
      ...additions.filter((command) => !command.includes("extern_learn")),
      "ip neighbour add 10.9.1.1 lladdr 02:00:00:00:01:01 dev v1 nud stale",
      "ip neighbour add 10.9.1.2 lladdr 02:00:00:00:01:02 dev v1 protocol 99 nud noarp",
      "ip neighbour add proxy 10.9.1.9 dev v1",
    );
    const shown = (words: string): string[] =>
      (JSON.parse(namespace.ip(`-j neighbour show ${words}`)) as { dst: string }[]).map(({ dst }) => dst);
    const filters: [string, string][] = [
      ["nud stale", `state: "stale"`],
      ["nud permanent nud noarp", `state: ["permanent", "noarp"]`],
      ["nud all to 10.9.1.0/24", `to: "10.9.1.0/24"`],
      ["nud all master br0", `master: "br0"`],
      ["nud all nomaster", `master: null`],
      ["nud all unused dev v1", `unused: true, dev: "v1"`],
      ["nud all protocol 99", `protocol: 99`],
      ["proxy", `proxy: true`],
      ["proxy dev v1", `proxy: true, dev: "v1"`],
    ];
    const ours: string[][] = inside(
      namespace,
      `print([${filters.map(([, filter]) => `{ ${filter} }`).join(", ")}].map((filter) => run(ops.neighbour.list(filter)).map((n) => n.address)));`,
    );
    // Those of multicast addresses the kernel makes and forgets by itself.
    const sorted = (addresses: string[] = []): string[] =>
      addresses.filter((address) => !/^(ff02:|224\.)/.test(address)).toSorted();
    for (const [index, [words]] of filters.entries()) {
      expect([words, sorted(ours[index])]).toEqual([words, sorted(shown(words))]);
    }
    expect(sorted(ours[6])).toEqual(["10.9.1.2"]);
  });

  it("keep flags of both sets, protocol and state, and take new ones", () => {
    const answer = inside(
      fresh(),
      `const address = "10.9.0.2", dev = 103, lladdr = "02:00:00:00:00:02";
       const seen = () => { const n = run(ops.neighbour.get({ dev, address })); return [n.flags, n.protocol, n.state, n.extendedFlagBits]; };
       const all = [];
       run(ops.neighbour.add({ dev, address, lladdr, state: "reachable", flags: ["ext_learned", "router"], protocol: "static" })); all.push(seen());
       run(ops.neighbour.change({ dev, address, lladdr, state: "reachable", protocol: 0 })); all.push(seen());
       run(ops.neighbour.delete({ dev, address }));
       run(ops.neighbour.add({ dev, address, flags: ["managed"] })); all.push(seen()[0], run(ops.neighbour.list({ flags: ["managed"] })).map((n) => n.address));
       print(all);`,
    );
    expect(answer).toEqual([
      [["ext_learned", "router"], 4, ["reachable"], null],
      [[], 4, ["reachable"], null],
      ["managed"],
      ["10.9.0.2"],
    ]);
  });

  it.each(["10.9.0.", "2001:db8:9::"])("are added as told, and deleted as listed, whatever they are: %s", (start) => {
    const answer = inside(
      fresh(),
      `import fc from "fast-check";
       const own = (n) => n.address.startsWith("${start}") && !n.address.endsWith(":1");
       const list = () => [...run(ops.neighbour.list({ dev: "v0" })), ...run(ops.neighbour.list({ dev: "v0", proxy: true }))].filter(own);
       const text = ({ cacheinfo, probes, ...rest }) => JSON.stringify(rest);
       const some = (...values) => fc.constantFrom(...values);
       // Of what lasts: other states the kernel moves on from by itself.
       const neighbour = fc.record({
         address: fc.integer({ min: 2, max: 9 }).map((last) => "${start}" + last), state: some("permanent", "noarp", "stale"),
         lladdr: some("02:00:00:00:00:01", "02:00:00:00:00:02"), flags: fc.subarray(["ext_learned", "router", "proxy"]), protocol: some(0, 4, 99),
       });
       let count = 0;
       fc.assert(fc.property(fc.array(neighbour, { maxLength: 8 }), (given) => {
         for (const one of given) {
           const proxy = one.flags.includes("proxy"), before = list();
           const there = before.find((n) => n.address === one.address && n.flags.includes("proxy") === proxy);
           const result = outcome(ops.neighbour.add({ dev: "v0", ...one }));
           if (result !== (there && !proxy ? "EEXIST" : "done")) throw new Error(result);
           if (result === "EEXIST") continue;
           const made = list().find((n) => n.address === one.address && n.flags.includes("proxy") === proxy);
           const wanted = { ...one, protocol: one.protocol || (there ? there.protocol : undefined), ...(proxy ? { state: "none", lladdr: undefined } : {}) };
           const found = { address: made.address, state: made.state[0] ?? "none", lladdr: made.lladdr, flags: made.flags.toSorted(), protocol: made.protocol };
           if (JSON.stringify(found) !== JSON.stringify({ address: wanted.address, state: wanted.state, lladdr: wanted.lladdr, flags: wanted.flags.toSorted(), protocol: wanted.protocol })) throw new Error(text({ found, wanted }));
           count++;
         }
         for (const one of list().toReversed()) {
           const expected = list().map(text).filter((n) => n !== text(one)).sort();
           run(ops.neighbour.delete(one));
           if (JSON.stringify(list().map(text).sort()) !== JSON.stringify(expected)) throw new Error("others than this went: " + text(one));
         }
       }), { numRuns: 40 });
       print({ left: list().length, many: count > 50 });`,
    );
    expect(answer).toEqual({ left: 0, many: true });
  });

  it("tell how they were tried and when", () => {
    const answer = inside(
      fresh(),
      `const key = { dev: "v0", address: "10.9.0.77" };
       run(ops.neighbourTable.set({ name: "arp_cache", dev: "v0", ucastProbes: 0, mcastProbes: 2, retransTimeMs: 10 }));
       run(ops.neighbour.add({ ...key, state: "none", flags: ["use"] }));
       const waiting = run(ops.neighbour.get(key));
       let failed;
       for (const end = Date.now() + 5000; Date.now() < end; ) { failed = run(ops.neighbour.get(key)); if (failed.state[0] === "failed") break; }
       print([waiting.state, failed.state, failed.probes, waiting.lladdr, Object.keys(failed.cacheinfo)]);`,
    );
    expect(answer).toEqual([["incomplete"], ["failed"], 2, null, ["confirmed", "used", "updated", "refcnt"]]);
  });

  it("stand for all links where a proxy has none", () => {
    const namespace = fresh();
    const answer = inside(
      namespace,
      `run(ops.neighbour.add({ dev: 0, address: "10.9.0.9", flags: ["proxy"] }));
       const [proxy] = run(ops.neighbour.list({ proxy: true }));
       print([proxy.dev, proxy.flags, outcome(ops.neighbour.delete(proxy)), run(ops.neighbour.list({ proxy: true })).length]);`,
    );
    expect(answer).toEqual([0, ["proxy"], "done", 0]);
  });

  it("are flushed by state, prefix and protocol, of both families", () => {
    const answer = inside(
      fresh(),
      `const lladdr = "02:00:00:00:00:02", state = "stale";
       const left = () => run(ops.neighbour.list({ dev: "v0" })).map((n) => n.address).filter((a) => /^(10|2001)/.test(a)).sort();
       for (const address of ["10.9.0.2", "10.9.0.3", "10.8.0.4", "2001:db8::2"]) run(ops.neighbour.add({ dev: "v0", address, lladdr, state, protocol: address === "10.8.0.4" ? 7 : undefined }));
       run(ops.neighbour.add({ dev: "v0", address: "10.9.0.5", lladdr }));
       const all = [];
       all.push(run(ops.neighbour.flush({ to: "10.9.0.2/31" })), left());
       all.push(run(ops.neighbour.flush({ protocol: 7 })), left());
       all.push(run(ops.neighbour.flush({ dev: "v0", family: "inet6", state })), left());
       all.push(run(ops.neighbour.flush({ dev: "v0", state: ["permanent"] })), left());
       print(all);`,
    );
    expect(answer).toEqual([
      2,
      ["10.8.0.4", "10.9.0.5", "2001:db8::2"],
      1,
      ["10.9.0.5", "2001:db8::2"],
      1,
      ["10.9.0.5"],
      1,
      [],
    ]);
  });

  it("are told of as they are made, missed and gone", async () => {
    const namespace = fresh();
    const events: [string, string, string[]][] = inside(
      namespace,
      `import { netlink } from "ts-netlink";
       const listener = await netlink.open();
       const events = listener.subscribe(["neighbour"]);
       await events.ready;
       run(ops.neighbourTable.set({ name: "arp_cache", dev: "v0", appProbes: 1 }));
       const key = { dev: "v0", address: "10.9.0.2" };
       run(ops.neighbour.add({ ...key, state: "none", flags: ["use"] }));
       run(ops.neighbour.replace({ ...key, lladdr: "02:00:00:00:00:02", state: "reachable" }));
       run(ops.neighbour.delete(key));
       const seen = [];
       for await (const { value: { change, value } } of events) {
         if (value.address === key.address) seen.push([change, value.lladdr, value.state]);
         if (change === "delete" && value.address === key.address) break;
       }
       await listener.close();
       print(seen);`,
    );
    expect(events).toContainEqual(["miss", null, ["incomplete"]]);
    expect(events).toContainEqual(["new", "02:00:00:00:00:02", ["reachable"]]);
    expect(events.at(-1)).toEqual(["delete", null, ["failed"]]);
  });
});

requireLinkKind("vrf table 7", "dummy")("neighbours of links in a VRF", () => {
  it("are listed by it, and by all links that have no master", () => {
    const namespace = scratchNamespace();
    namespace.shell(`
      ip link add red type vrf table 7; ip link add d0 type dummy; ip link add d1 type dummy; ip link set d0 master red
      for n in 0 1; do ip link set d$n up; ip neighbour add 10.0.0.$n lladdr 02:00:00:00:00:02 dev d$n; done
    `);
    const answer = inside(
      namespace,
      `const found = (master) => run(ops.neighbour.list({ master, state: "permanent" })).map((n) => n.address);
       print([found("red"), found(null), found("d1")]);`,
    );
    expect(answer).toEqual([["10.0.0.0"], ["10.0.0.1"], []]);
  });
});

requireKernel(
  "neighbours that are validated elsewhere",
  `ip link add v0 index 103 type veth; ${operationProbe(
    `ops.neighbour.add({ dev: 103, address: "10.0.0.2", lladdr: "02:00:00:00:00:02", state: "stale", flags: ["ext_validated"] })`,
  )}`,
)("neighbours of Linux 6.17", () => {
  it("may be validated elsewhere, in a state that has an address", () => {
    const answer = inside(
      fresh(),
      `const entry = (last, state) => ({ dev: "v0", address: "10.9.0." + last, lladdr: "02:00:00:00:00:02", state, flags: ["ext_validated"] });
       print([
         outcome(ops.neighbour.add(entry(2, "stale"))), outcome(ops.neighbour.add(entry(3, "none"))),
         run(ops.neighbour.list({ flags: ["ext_validated"] })).map((n) => [n.address, n.flags, n.extendedFlagBits]),
         outcome(ops.neighbour.delete(run(ops.neighbour.get(entry(2))))),
       ]);`,
    );
    expect(answer).toEqual(["done", "EINVAL", [["10.9.0.2", ["ext_validated"], 4]], "done"]);
  });
});
