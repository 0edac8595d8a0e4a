import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";
import { requests, setup } from "../../unit/protocol/address/golden.ts";

function fresh(...commands: string[]): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell([...setup, ...commands].join("\n"));
  return namespace;
}

/** Addresses of every form, made by ip. */
const additions = requests.map(({ command }) => command).filter((command) => command.includes("address add"));

interface Listed {
  readonly ifindex: number;
  readonly addr_info: Readonly<Record<string, unknown>>[];
}

requireTool("ip")("addresses in the kernel", () => {
  it("are listed with what ip lists", () => {
    const namespace = fresh(...additions);
    const ours = inside(
      namespace,
      `print(run(ops.address.list()).map((a) => ({
         index: a.index, family: a.family, address: a.address.split("/")[0], length: Number(a.address.split("/")[1]),
         peer: a.peer?.split("/")[0], broadcast: a.broadcast, label: a.label, scope: a.scope, metric: a.metric || undefined,
         dynamic: a.validSeconds !== undefined, noprefixroute: a.flags.includes("noprefixroute"),
         secondary: a.flags.includes("secondary"), nodad: a.flags.includes("nodad") })));`,
    );
    const theirs = (JSON.parse(namespace.ip("-j address show")) as Listed[]).flatMap(({ ifindex, addr_info }) =>
      addr_info.map((a) => ({
        index: ifindex,
        family: a["family"],
        address: a["local"],
        length: a["prefixlen"],
        ...(a["address"] !== undefined && { peer: a["address"] }),
        ...(a["broadcast"] !== undefined && { broadcast: a["broadcast"] }),
        ...(a["label"] !== undefined && { label: a["label"] }),
        scope: a["scope"],
        ...(a["metric"] !== undefined && { metric: a["metric"] }),
        dynamic: a["dynamic"] === true,
        noprefixroute: a["noprefixroute"] === true,
        secondary: a["secondary"] === true,
        nodad: a["nodad"] === true,
      })),
    );
    const order = (list: { index: number; address?: unknown }[]): unknown[] =>
      list.toSorted((a, b) => `${a.index} ${a.address}`.localeCompare(`${b.index} ${b.address}`));
    expect(theirs.length).toBeGreaterThan(additions.length);
    expect(order(ours)).toEqual(order(theirs));
  });

  it("are each what deletes that address and no other, and adds it again", () => {
    const namespace = fresh("sysctl -qw net.ipv4.conf.all.promote_secondaries=1", ...additions);
    const { wrong, before, after } = inside(
      namespace,
      `const key = ({ index, address, peer, label, metric, broadcast }) => JSON.stringify([index, address, peer, label, metric, broadcast]);
       const list = () => run(ops.address.list()).map((a) => [key(a), a]);
       const before = list(), wrong = [];
       for (const [name, address] of before) {
         const had = list().map(([n]) => n);
         const result = outcome(ops.address.delete(address));
         const expected = had.filter((n) => n !== name).sort().join();
         if (result !== "done" || list().map(([n]) => n).sort().join() !== expected) wrong.push([name, result]);
       }
       for (const [, address] of before) run(ops.address.add(address));
       print({ wrong, before: before.map(([n]) => n).sort(), after: list().map(([n]) => n).sort() });`,
    );
    expect(wrong).toEqual([]);
    expect(after).toEqual(before);
  });

  it("are added, changed, found and deleted by a link's name, and faults are told", () => {
    const namespace = fresh();
    const outcomes = inside(
      namespace,
      `print([
         outcome(ops.address.add("v0", "10.0.0.1/24", { broadcast: "auto", label: "v0:a" })),
         outcome(ops.address.add("v0", "10.0.0.1/24")),
         outcome(ops.address.replace("v0", "10.0.0.1/24", { metric: 9 })),
         outcome(ops.address.get("v0", "10.0.0.1")).metric,
         outcome(ops.address.get("v0", "10.0.0.1/25")),
         outcome(ops.address.add("nope", "10.0.0.1/24")),
         outcome(ops.address.delete("v0", "10.0.0.2/24")),
         outcome(ops.address.delete("v0", "10.0.0.1/25")),
         outcome(ops.address.delete("v0", "10.0.0.1")),
         outcome(ops.address.change("v0", "2001:db8::5/64", { validSeconds: 60 })),
       ]);`,
    );
    expect(outcomes).toEqual([
      "done",
      "EEXIST",
      "done",
      9,
      "done",
      "ENODEV",
      "EADDRNOTAVAIL",
      "EADDRNOTAVAIL",
      "done",
      "done",
    ]);
  });

  it("keeps an IPv6 address from being tentative when told so", () => {
    const namespace = fresh();
    const [first, second] = inside(
      namespace,
      `run(ops.address.add("v0", "2001:db8::1/64", { flags: ["nodad"] }));
       run(ops.address.add("v0", "2001:db8::2/64"));
       print(["2001:db8::1", "2001:db8::2"].map((a) => run(ops.address.get("v0", a)).flags));`,
    );
    expect(first).toEqual(["nodad", "permanent"]);
    expect(second).toEqual(["tentative", "permanent"]);
  });

  it("are filtered, and flushed", () => {
    const namespace = fresh(...additions);
    const answer = inside(
      namespace,
      `const count = (filter) => run(ops.address.list(filter)).length;
       const all = count({ dev: "v0", family: "inet" });
       print({ within: run(ops.address.list({ to: "10.0.2.0/24" })).map((a) => a.address), label: count({ label: "v0:x" }),
         host: run(ops.address.list({ dev: 103, scope: "host" })).map((a) => a.address),
         all, flushed: run(ops.address.flush({ dev: "v0", family: "inet" })), left: count({ dev: "v0", family: "inet" }),
         others: count({ dev: "v0", family: "inet6" }) > 0, loopback: count({ dev: "lo", family: "inet" }) });`,
    );
    expect(answer).toEqual({
      within: ["10.0.2.1/24"],
      label: 1,
      host: ["10.0.5.1/32", "127.0.5.2/8"],
      all: answer.flushed,
      flushed: answer.all,
      left: 0,
      others: true,
      loopback: 1,
    });
    expect(answer.all).toBeGreaterThan(5);
  });

  it("are listed in a namespace that is known by its number", () => {
    const namespace = fresh();
    const other = scratchNamespace();
    other.shell("ip link set lo up");
    namespace.ip(`netns set ${other.name} 7`);
    const listed = inside(
      namespace,
      `print(run(ops.address.list({ nsid: 7, family: "inet" })).map((a) => a.address));`,
    );
    expect(listed).toEqual(["127.0.0.1/8"]);
  });
});
