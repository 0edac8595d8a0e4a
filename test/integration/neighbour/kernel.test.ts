import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";
import { requests, setup } from "../../unit/protocol/neighbour/golden.ts";

function fresh(...commands: string[]): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell([...setup, ...commands].join("\n"));
  return namespace;
}

/** Entries of every form, made by ip and bridge; not those whose state the kernel changes at once. */
const additions = requests
  .map(({ command }) => command)
  .filter((command) => / add /.test(command) && !/ (use|managed|stale|reachable)\b/.test(command));

requireTool("ip", "bridge")("neighbours in the kernel", () => {
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
    const { wrong, left } = inside(
      namespace,
      `const key = ({ family, dev, address, lladdr, vni, vlan, flags }) => JSON.stringify([family, dev, address, lladdr, vni, vlan, flags]);
       const wanted = (n) => n.stateBits & 0x80 && (n.family === "bridge" ? /^02:00:00:00:00/.test(n.lladdr) : n.dev === 103);
       const list = () => [...run(ops.neighbour.list()), ...run(ops.neighbour.list({ proxy: true })), ...run(ops.neighbour.list({ family: "bridge" }))].filter((n) => wanted(n) || n.flags.includes("proxy"));
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

  it("work on the forwarding database of a bridge and of a VXLAN", () => {
    const namespace = fresh();
    const answer = inside(
      namespace,
      `run(ops.neighbour.add({ dev: "v1", lladdr: "02:00:00:00:00:aa", flags: ["master"], state: ["reachable", "noarp"] }));
       run(ops.neighbour.add({ dev: "vx0", family: "bridge", lladdr: "02:00:00:00:00:bb", address: "10.9.0.7", vni: 7, port: 4790 }));
       run(ops.neighbour.append({ dev: "vx0", family: "bridge", lladdr: "00:00:00:00:00:00", address: "10.9.0.8" }));
       const static_ = run(ops.neighbour.list({ family: "bridge", master: "br0" })).find((n) => n.lladdr === "02:00:00:00:00:aa");
       print({ static_: [static_.dev, static_.master, static_.state], remote: run(ops.neighbour.list({ family: "bridge", dev: "vx0" })).map((n) => [n.lladdr, n.address, n.vni, n.port]) });`,
    );
    expect(answer.static_).toEqual([102, 104, ["noarp"]]);
    expect(answer.remote.toSorted()).toEqual([
      ["00:00:00:00:00:00", "10.9.0.8", null, null],
      ["02:00:00:00:00:bb", "10.9.0.7", 7, 4790],
    ]);
    expect(namespace.run("bridge", ["fdb", "show", "dev", "vx0"]).stdout).toContain(
      "02:00:00:00:00:bb dst 10.9.0.7 port 4790 vni 7 self permanent",
    );
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
});
