import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { joined, scratchNamespace } from "../../support/namespace.ts";
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
  /** Absent of a link that a filter leaves out. */
  readonly addr_info?: Readonly<Record<string, unknown>>[];
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
    const theirs = (JSON.parse(namespace.ip("-j address show")) as Listed[]).flatMap(({ ifindex, addr_info = [] }) =>
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

  it("are filtered by every word that ip has", () => {
    const namespace = fresh(
      "ip link add b0 type bridge",
      "ip link set v1 master b0",
      "ip link set v1 down",
      // No detection of duplicates may be under way: only of what is down it has not begun.
      "sysctl -qw net.ipv6.conf.v0.accept_dad=0",
      "ip -6 address flush dev v0 scope link",
      "ip address add 10.0.0.1/24 dev v0",
      "ip address add 10.0.0.2/24 dev v0 label v0:two",
      "ip address add 10.0.1.1/24 dev v1 valid_lft 600 preferred_lft 300",
      "ip address add 10.0.2.1/24 dev b0 scope link",
      "ip -6 address add 2001:db8::1/64 dev v0 nodad home",
      "ip -6 address add 2001:db8::2/64 dev v0 valid_lft 600 preferred_lft 0 nodad",
      "ip -6 address add 2001:db8::3/64 dev v1",
      "sysctl -qw net.ipv6.conf.v0.use_tempaddr=2",
      "ip -6 address add 2001:db8:1::1/64 dev v0 nodad mngtmpaddr",
      "ip address add 224.0.0.77/32 dev v0 autojoin",
      "ip link set v0 group 7",
      "while ip -6 address show dev v0 tentative | grep -q .; do sleep 0.1; done",
    );
    const pairs: [words: string, filter: string, option?: string][] = [
      ["dev v0", `{ dev: "v0" }`],
      ["to 10.0.0.0/23", `{ to: "10.0.0.0/23" }`],
      ["to 2001:db8::2", `{ to: "2001:db8::2" }`],
      ["scope link", `{ scope: "link" }`],
      ["up", `{ links: { up: true } }`],
      ["master b0", `{ links: { master: run(ops.link.get("b0")).index } }`],
      ["type veth", `{ links: { kind: "veth" } }`],
      ["type bridge", `{ links: { kind: "bridge" } }`],
      ["group 7", `{ links: { group: 7 } }`],
      ["dynamic", `{ withoutFlags: ["permanent"] }`],
      ["permanent", `{ flags: ["permanent"] }`],
      ["tentative", `{ flags: ["tentative"] }`],
      ["-tentative", `{ withoutFlags: ["tentative"] }`],
      ["deprecated", `{ flags: ["deprecated"] }`],
      ["-deprecated", `{ withoutFlags: ["deprecated"] }`],
      ["dadfailed", `{ flags: ["dadfailed"] }`],
      ["home", `{ flags: ["homeaddress"] }`],
      ["nodad", `{ flags: ["nodad"] }`],
      ["secondary", `{ family: "inet", flags: ["secondary"] }`, "-4"],
      ["primary", `{ withoutFlags: ["secondary", "temporary"] }`],
      ["temporary", `{ family: "inet6", flags: ["temporary"] }`, "-6"],
      ["mngtmpaddr", `{ flags: ["managetempaddr"] }`],
      ["autojoin", `{ flags: ["mcautojoin"] }`],
    ];
    const ours: string[][] = inside(
      namespace,
      `print([${pairs.map(([, filter]) => filter).join()}].map((filter) =>
         run(ops.address.list(filter)).map((a) => a.address.split("/")[0]).sort()));`,
    );
    const theirs = pairs.map(([words, , option = ""]) =>
      (JSON.parse(namespace.ip(`-j ${option} address show ${words}`)) as Listed[])
        // Of addresses that it leaves out it tells empty objects.
        .flatMap(({ addr_info = [] }) => addr_info.flatMap(({ local }) => (typeof local === "string" ? [local] : [])))
        .toSorted(),
    );
    const named = (lists: string[][]): unknown => Object.fromEntries(lists.map((list, n) => [pairs[n]![0], list]));
    expect(named(ours)).toEqual(named(theirs));
    expect(new Set(theirs.map(String)).size).toBeGreaterThan(14);
  });

  it("tell of an address that another machine has", () => {
    const [here, there] = joined("10.0.0.1/24", "10.0.0.2/24");
    there.ip("-6 address add 2001:db8::d/64 dev v1 nodad");
    here.shell(`
      ip -6 address add 2001:db8::d/64 dev v0
      until ip -6 address show dadfailed | grep -q 2001:db8::d; do sleep 0.1; done
    `);
    const [failed, others] = inside(
      here,
      `const of = (filter) => run(ops.address.list({ dev: "v0", scope: "global", family: "inet6", ...filter })).map((a) => [a.address, a.flags]);
       print([of({ flags: ["dadfailed"] }), of({ withoutFlags: ["dadfailed"] })]);`,
    );
    expect(failed).toEqual([["2001:db8::d/64", ["dadfailed", "tentative", "permanent"]]]);
    expect(others).toEqual([]);
  });

  it("are filtered by label pattern and by who made them", () => {
    const namespace = fresh(
      "ip address add 10.0.0.1/24 dev v0 label v0:a",
      "ip address add 10.0.1.1/24 dev v0 label v0:b",
      "ip address add 10.0.2.1/24 dev v0",
    );
    const answer = inside(
      namespace,
      `const of = (filter) => run(ops.address.list(filter)).map((a) => a.address).sort();
       run(ops.address.add("v0", "10.0.3.1/24", { protocol: 9 }));
       run(ops.address.add("v0", "2001:db8::1/64", { protocol: "kernel_ra" }));
       print([of({ label: "v0:[ab]" }), of({ label: "v?" }), of({ protocol: 9 }), of({ protocol: "kernel_ra" }), of({ protocol: "kernel_lo" }),
         of({ family: "inet", protocol: 0, dev: "v0" }), run(ops.address.flush({ label: "v0:*" })), of({ dev: "v0", family: "inet" })]);`,
    );
    expect(answer).toEqual([
      ["10.0.0.1/24", "10.0.1.1/24"],
      ["10.0.2.1/24", "10.0.3.1/24"],
      ["10.0.3.1/24"],
      ["2001:db8::1/64"],
      ["::1/128"],
      ["10.0.0.1/24", "10.0.1.1/24", "10.0.2.1/24"],
      2,
      ["10.0.2.1/24", "10.0.3.1/24"],
    ]);
  });

  it("are found one by one, by their length too, and in another namespace", () => {
    const namespace = fresh("ip -6 address add 2001:db8::1/64 dev v0 nodad", "ip address add 10.0.0.1/24 dev v0");
    const other = scratchNamespace();
    other.shell(`ip link add w0 type veth peer name w1; ip address add 10.0.9.1/24 dev w0
      ip -6 address add 2001:db8:9::1/64 dev w0 nodad`);
    namespace.ip(`netns set ${other.name} 7`);
    const answer = inside(
      namespace,
      `const found = (...key) => run(ops.address.get(...key))?.address;
       print([found("v0", "2001:db8::1"), found("v0", "2001:db8::1/64"), found("v0", "2001:db8::1/65") ?? null, found("v0", "2001:db8::2") ?? null,
         found("v1", "2001:db8::1") ?? null, found("w0", "2001:db8:9::1", { nsid: 7 }), found("w0", "10.0.9.1", { nsid: 7 }),
         run(ops.address.list({ dev: "w0", family: "inet", nsid: 7 })).map((a) => a.address),
         run(ops.address.list({ links: { kind: "veth" }, family: "inet", nsid: 7 })).map((a) => a.address),
         outcome(ops.address.get("w0", "2001:db8:9::1")), outcome(ops.address.get("w0", "2001:db8:9::1", { nsid: 8 }))]);`,
    );
    expect(answer).toEqual([
      "2001:db8::1/64",
      "2001:db8::1/64",
      null,
      null,
      null,
      "2001:db8:9::1/64",
      "10.0.9.1/24",
      ["10.0.9.1/24"],
      ["10.0.9.1/24"],
      "ENODEV",
      "EINVAL",
    ]);
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
