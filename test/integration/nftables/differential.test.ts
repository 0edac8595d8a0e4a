import type { TransactionBuilder } from "ts-netlink/nftables";
import { accept, drop, jump, rule, transaction } from "ts-netlink/nftables";
import { beforeAll, describe, expect, it } from "vitest";
import { scratchNamespace } from "../../support/namespace.ts";
import { masked, sentBy } from "../../support/oracle.ts";
import { requireTool } from "../../support/tools.ts";
import { families, operations, rowsOf, script, wire } from "./script.ts";

const NEWRULE = 0x0a06;

/** Messages of many rules cut behind each rule: what stands before the first, then a rule with its anonymous sets each. */
function byRule(messages: readonly Uint8Array[]): string[][] {
  const groups: string[][] = [[]];
  for (const message of messages) {
    groups.at(-1)!.push(masked(message));
    if (new DataView(message.buffer, message.byteOffset).getUint16(4, true) === NEWRULE) groups.push([]);
  }
  return groups;
}

const needsNft = requireTool("nft", "strace");

needsNft("rules compile to the bytes that nft sends for the same words", () => {
  describe.each(families)("in %s tables", (family) => {
    const rows = rowsOf(family);
    let expected: string[][];
    let actual: string[][];
    beforeAll(() => {
      using namespace = scratchNamespace();
      // The kernel may lack what a rule needs; nft has sent it all the same.
      const options = { changes: true, input: script(family, rows), mayFail: true };
      expected = byRule(sentBy(namespace.name, ["nft", "-f", "-"], options).map(({ bytes }) => bytes));
      actual = byRule(transaction(operations(family, rows)).requests.map(wire));
    });
    it.each(rows.map(({ text }, index) => [text, index] as const))("%s", (text, index) => {
      expect(rows[index]!.rule.toString()).toBe(text);
      expect(actual[index]).toEqual(expected[index]);
    });
    it("sends nothing besides", () => {
      expect(actual.length).toBe(rows.length + 1);
      expect(expected.length).toBe(rows.length + 1);
    });
  });
});

type Row = readonly [words: string, build: (t: TransactionBuilder) => void];

const here = { family: "inet", table: "t" } as const;
const interval = { ...here, name: "i", type: "ipv4_addr", flags: ["interval"] } as const;
const plain = { ...here, name: "s", type: "ipv4_addr" } as const;

/** nft takes some names of priorities at one hook only. */
const hookOf = {
  raw: "prerouting",
  mangle: "prerouting",
  dstnat: "prerouting",
  filter: "prerouting",
  security: "prerouting",
  srcnat: "postrouting",
  out: "output",
} as const;

/** Operations, each after a table "inet t" with a chain "c" of three rules, the last of which has the handle 4. */
const rows: readonly Row[] = [
  ["add table ip x", (t) => t.addTable({ family: "ip", name: "x" })],
  ['add table ip x { comment "tc"; }', (t) => t.addTable({ family: "ip", name: "x", comment: "tc" })],
  ["add table ip x { flags dormant; }", (t) => t.addTable({ family: "ip", name: "x", flags: ["dormant"] })],
  ["create table ip6 x", (t) => t.addTable({ family: "ip6", name: "x", exclusive: true })],
  ["delete table inet t", (t) => t.deleteTable({ family: "inet", name: "t" })],
  ["flush table inet t", (t) => t.flushTable({ family: "inet", name: "t" })],
  ["add chain inet t d", (t) => t.addChain({ ...here, name: "d" })],
  ['add chain inet t d { comment "cc"; }', (t) => t.addChain({ ...here, name: "d", comment: "cc" })],
  [
    "add chain inet t d { type filter hook input priority filter - 10; policy drop; }",
    (t) => t.addChain({ ...here, name: "d", type: "filter", hook: "input", priority: "filter - 10", policy: "drop" }),
  ],
  [
    'create chain inet t d { type nat hook postrouting priority srcnat; policy accept; comment "x"; }',
    (t) =>
      t.addChain({
        ...here,
        name: "d",
        type: "nat",
        hook: "postrouting",
        priority: "srcnat",
        policy: "accept",
        comment: "x",
        exclusive: true,
      }),
  ],
  ...(["raw", "mangle", "dstnat", "filter", "security", "srcnat"] as const).map((priority): Row => [
    `add chain inet t d { type filter hook ${hookOf[priority]} priority ${priority} + 1; }`,
    (t) => t.addChain({ ...here, name: "d", hook: hookOf[priority], priority: `${priority} + 1` }),
  ]),
  ...(["input", "forward", "output", "postrouting"] as const).map((hook): Row => [
    `add chain inet t d { type filter hook ${hook} priority 7; }`,
    (t) => t.addChain({ ...here, name: "d", hook, priority: 7 }),
  ]),
  [
    "add chain inet t d { type route hook output priority mangle; }",
    (t) => t.addChain({ ...here, name: "d", type: "route", hook: "output", priority: "mangle" }),
  ],
  [
    "add chain inet t d { type filter hook ingress device lo priority filter; }",
    (t) => t.addChain({ ...here, name: "d", hook: "ingress", devices: ["lo"], priority: "filter" }),
  ],
  [
    "add table netdev n\nadd chain netdev n d { type filter hook egress devices = { lo } priority 5; }",
    (t) => {
      t.addTable({ family: "netdev", name: "n" });
      t.addChain({ family: "netdev", table: "n", name: "d", hook: "egress", devices: ["lo"], priority: 5 });
    },
  ],
  ...(["dstnat", "filter", "out", "srcnat"] as const).map((priority): Row => [
    `add table bridge b\nadd chain bridge b d { type filter hook ${hookOf[priority]} priority ${priority}; }`,
    (t) => {
      t.addTable({ family: "bridge", name: "b" });
      t.addChain({ family: "bridge", table: "b", name: "d", hook: hookOf[priority], priority });
    },
  ]),
  [
    "add table arp a\nadd chain arp a d { type filter hook output priority filter; }",
    (t) => {
      t.addTable({ family: "arp", name: "a" });
      t.addChain({ family: "arp", table: "a", name: "d", hook: "output", priority: "filter" });
    },
  ],
  ["flush chain inet t c", (t) => t.flushChain({ ...here, name: "c" })],
  ["delete chain inet t c", (t) => t.deleteChain({ ...here, name: "c" })],
  [
    'add rule inet t c accept comment "ok"',
    (t) => t.addRule({ ...here, chain: "c", rule: rule(accept()), comment: "ok" }),
  ],
  ["insert rule inet t c drop", (t) => t.insertRule({ ...here, chain: "c", rule: rule(drop()) })],
  [
    'add rule inet t c position 4 drop comment "x"',
    (t) => t.addRule({ ...here, chain: "c", rule: rule(drop()), position: 4n, comment: "x" }),
  ],
  [
    'insert rule inet t c position 4 drop comment "x"',
    (t) => t.insertRule({ ...here, chain: "c", rule: rule(drop()), position: 4n, comment: "x" }),
  ],
  [
    'replace rule inet t c handle 4 drop comment "x"',
    (t) => t.replaceRule({ ...here, chain: "c", handle: 4n, rule: rule(drop()), comment: "x" }),
  ],
  ["delete rule inet t c handle 4", (t) => t.deleteRule({ ...here, chain: "c", handle: 4n })],
  ...(
    [
      "ipv4_addr",
      "ipv6_addr",
      "ether_addr",
      "ether_type",
      "inet_proto",
      "inet_service",
      "icmp_type",
      "icmpv6_type",
      "mark",
      "iface_index",
      "ifname",
      "uid",
      "gid",
      "ct_state",
      "ct_dir",
      "ct_status",
      "pkt_type",
      "devgroup",
      "dscp",
      "fib_addrtype",
      "nf_proto",
      "tcp_flag",
      "icmp_code",
      "icmpv6_code",
    ] as const
  ).map((type): Row => [`add set inet t x { type ${type}; }`, (t) => t.addSet({ ...here, name: "x", type })]),
  [
    'add set inet t x { type ipv4_addr; flags interval, timeout; timeout 1h; gc-interval 5s; size 100; comment "x"; auto-merge; policy memory; }',
    (t) =>
      t.addSet({
        ...here,
        name: "x",
        type: "ipv4_addr",
        flags: ["interval", "timeout"],
        timeout: 3_600_000,
        gcInterval: 5000,
        size: 100,
        comment: "x",
        autoMerge: true,
        policy: "memory",
      }),
  ],
  [
    "add set inet t x { type ipv4_addr; timeout 90s500ms; }",
    (t) => t.addSet({ ...here, name: "x", type: "ipv4_addr", timeout: 90_500 }),
  ],
  [
    "add set inet t x { type ipv4_addr; flags dynamic; size 10; }",
    (t) => t.addSet({ ...here, name: "x", type: "ipv4_addr", flags: ["dynamic"], size: 10 }),
  ],
  [
    "create set inet t x { type ipv4_addr; }",
    (t) => t.addSet({ ...here, name: "x", type: "ipv4_addr", exclusive: true }),
  ],
  [
    "add map inet t x { type inet_service : ipv4_addr; elements = { 80 : 10.0.0.1, 81 : 10.0.0.2 } }",
    (t) =>
      t.addSet({
        ...here,
        name: "x",
        type: "inet_service",
        data: "ipv4_addr",
        elements: [
          { key: 80, data: "10.0.0.1" },
          { key: 81, data: "10.0.0.2" },
        ],
      }),
  ],
  [
    "add map inet t x { type ipv4_addr : mark; }",
    (t) => t.addSet({ ...here, name: "x", type: "ipv4_addr", data: "mark" }),
  ],
  [
    "add map inet t x { type ipv4_addr : verdict; flags interval; elements = { 10.0.0.0/8 : accept, 11.0.0.0/8 : jump c } }",
    (t) =>
      t.addSet({
        ...here,
        name: "x",
        type: "ipv4_addr",
        data: "verdict",
        flags: ["interval"],
        elements: [
          { key: "10.0.0.0/8", data: accept() },
          { key: "11.0.0.0/8", data: jump("c") },
        ],
      }),
  ],
  [
    'add map inet t x { type ifname . inet_service : verdict; elements = { "eth0" . 80 : accept } }',
    (t) =>
      t.addSet({
        ...here,
        name: "x",
        type: ["ifname", "inet_service"],
        data: "verdict",
        elements: [{ key: ["eth0", 80], data: accept() }],
      }),
  ],
  [
    "add set inet t x { type ipv4_addr . inet_service; flags interval; elements = { 10.0.0.0/8 . 80-90 } }",
    (t) =>
      t.addSet({
        ...here,
        name: "x",
        type: ["ipv4_addr", "inet_service"],
        flags: ["interval"],
        elements: [["10.0.0.0/8", "80-90"]],
      }),
  ],
  [
    'add set inet t x { type ifname; elements = { "eth0", "veth1" } }',
    (t) => t.addSet({ ...here, name: "x", type: "ifname", elements: ["eth0", "veth1"] }),
  ],
  [
    "add set inet t x { type mark; flags interval; elements = { 5-9 } }",
    (t) => t.addSet({ ...here, name: "x", type: "mark", flags: ["interval"], elements: ["5-9"] }),
  ],
  [
    "add set inet t i { type ipv4_addr; flags interval; elements = { 10.0.0.1-10.0.0.3, 10.0.0.4, 10.0.1.0/24, 255.255.255.0/24 } }",
    (t) => t.addSet({ ...interval, elements: ["10.0.0.1-10.0.0.3", "10.0.0.4", "10.0.1.0/24", "255.255.255.0/24"] }),
  ],
  [
    "add set inet t i { type ipv4_addr; flags interval; auto-merge; elements = { 10.0.0.1-10.0.0.3, 10.0.0.4, 10.0.0.3-10.0.0.9 } }",
    (t) => t.addSet({ ...interval, autoMerge: true, elements: ["10.0.0.1-10.0.0.3", "10.0.0.4", "10.0.0.3-10.0.0.9"] }),
  ],
  [
    "add set inet t s { type ipv4_addr; elements = { 10.0.0.2, 10.0.0.1 } }",
    (t) => t.addSet({ ...plain, elements: ["10.0.0.2", "10.0.0.1"] }),
  ],
  [
    'add set inet t s { type ipv4_addr; flags timeout; elements = { 10.0.0.2 timeout 5s comment "el" } }',
    (t) => t.addSet({ ...plain, flags: ["timeout"], elements: [{ key: "10.0.0.2", timeout: 5000, comment: "el" }] }),
  ],
];

/** What must be there for operations that delete or flush elements. */
const elementRows: readonly Row[] = [
  ["delete element inet t s { 10.0.0.1 }", (t) => t.deleteElements(plain, ["10.0.0.1"])],
  [
    "delete element inet t i { 10.0.1.0/24, 255.255.255.0/24 }",
    (t) => t.deleteElements(interval, ["10.0.1.0/24", "255.255.255.0/24"]),
  ],
  ["flush set inet t s", (t) => t.flushSet(plain)],
  ["delete set inet t s", (t) => t.deleteSet(plain)],
];

needsNft("operations are the bytes that nft sends", () => {
  it.each(rows)("%s", (words, build) => {
    using namespace = scratchNamespace();
    namespace.shell(
      "nft add table inet t; nft add chain inet t c; for n in 1 2 3; do nft add rule inet t c continue; done",
    );
    const sent = sentBy(namespace.name, ["nft", "-f", "-"], { changes: true, input: `${words}\n`, mayFail: true });
    expect(sent).not.toEqual([]);
    expect(transaction(build).requests.map((request) => masked(wire(request)))).toEqual(
      sent.map(({ bytes }) => masked(bytes)),
    );
  });

  it.each(elementRows)("%s", (words, build) => {
    using namespace = scratchNamespace();
    namespace.shell("nft add table inet t; nft -f -", {
      input: [
        "add set inet t s { type ipv4_addr; elements = { 10.0.0.1 } }",
        "add set inet t i { type ipv4_addr; flags interval; elements = { 10.0.1.0/24, 255.255.255.0/24 } }",
        "",
      ].join("\n"),
    });
    const sent = sentBy(namespace.name, ["nft", "-f", "-"], { changes: true, input: `${words}\n` });
    expect(sent).not.toEqual([]);
    expect(transaction(build).requests.map((request) => masked(wire(request)))).toEqual(
      sent.map(({ bytes }) => masked(bytes)),
    );
  });

  it("begins and ends a transaction as nft does", () => {
    using namespace = scratchNamespace();
    const sent = sentBy(namespace.name, ["nft", "add table inet t"]).map(({ bytes }) => bytes);
    const isBatch = (type: number) => (bytes: Uint8Array) =>
      new DataView(bytes.buffer, bytes.byteOffset).getUint16(4, true) === type;
    const { begin, end } = transaction((t) => t.addTable({ family: "inet", name: "t" }));
    expect(masked(wire({ ...begin, flags: 0 }))).toBe(masked(sent.find(isBatch(0x10))!));
    expect(masked(wire({ ...end, flags: 0 }))).toBe(masked(sent.find(isBatch(0x11))!));
  });
});
