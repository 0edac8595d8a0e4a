import { describe, expect, it } from "vitest";
import * as nft from "../../../src/ops/nftables/index.ts";
import { nftRuleMessage, nftSetElementMessage } from "../../../src/protocol/netfilter/index.ts";
import { EncodeError, sourceOf } from "../../../src/protocol/schema/index.ts";

const here = { family: "inet", table: "t" } as const;
const requestsOf = (build: (t: nft.TransactionBuilder) => void) => nft.transaction(build).requests;
const elementsOf = (body: Uint8Array) =>
  nftSetElementMessage.decode(sourceOf(body), 0, body.length).attributes.elements ?? [];

describe("a transaction", () => {
  it("names each operation", () => {
    const set = { ...here, name: "s", type: "inet_service" } as const;
    const requests = requestsOf((t) => {
      t.addTable({ family: "inet", name: "t" });
      t.addSet({ ...set, elements: [1, 2] });
      t.addRule({ ...here, chain: "c", rule: nft.rule(nft.tcp.dport([80, 443]), nft.accept()) });
      t.replaceRule({ ...here, chain: "c", handle: 5n, rule: nft.rule(nft.drop()) });
    });
    expect(requests.map(({ what }) => what)).toEqual([
      "add table inet t",
      "add set inet t s",
      "add element inet t s (2)",
      "add anonymous set inet t",
      "add element inet t __set%d (2)",
      "add rule inet t c tcp dport { 80, 443 } accept",
      "replace rule inet t c handle 5 drop",
    ]);
  });

  it("spreads elements over messages whose elements are below 64 KiB, and loses none", () => {
    const set = { ...here, name: "s", type: "ipv4_addr" } as const;
    const keys = Array.from({ length: 10_000 }, (_, n) => `10.0.${n >> 8}.${n & 255}`);
    const requests = requestsOf((t) => t.addElements(set, keys));
    expect(requests.length).toBe(Math.ceil((10_000 * 16 + 8) / 65_535));
    for (const { body } of requests) expect(body.length).toBeLessThan(65_536 + 64);
    expect(requests.flatMap(({ body }) => elementsOf(body)).map(({ key }) => key?.value?.join("."))).toEqual(keys);
  });

  it("keeps elements with more than a key within the limit too", () => {
    const map = { ...here, name: "m", type: "ifname", data: "verdict" } as const;
    const elements = Array.from({ length: 3000 }, (_, n) => ({
      key: `veth${n}`,
      data: nft.jump("a-chain-of-some-length"),
      comment: `number ${n}`,
    }));
    const requests = requestsOf((t) => t.addElements(map, elements));
    expect(requests.length).toBeGreaterThan(3);
    expect(requests.flatMap(({ body }) => elementsOf(body)).length).toBe(3000);
  });

  it("cannot be changed once it is made", () => {
    const { requests } = nft.transaction((t) => t.addTable({ family: "ip", name: "t" }));
    expect(Object.isFrozen(requests)).toBe(true);
  });

  it("gives each rule its own bytes", () => {
    const requests = requestsOf((t) => {
      for (let port = 1; port <= 3000; port++) t.addRule({ ...here, chain: "c", rule: nft.rule(nft.tcp.dport(port)) });
    });
    const ports = requests.map(({ body }) => {
      const { expressions = [] } = nftRuleMessage.decode(sourceOf(body), 0, body.length).attributes;
      const last = expressions.at(-1);
      const value = last?.kind === "cmp" ? last.data?.data?.value : undefined;
      return value === undefined ? undefined : (value[0]! << 8) | value[1]!;
    });
    expect(ports).toEqual(Array.from({ length: 3000 }, (_, n) => n + 1));
  });
});

describe("what can't be sent", () => {
  const failure = (build: (t: nft.TransactionBuilder) => void): EncodeError => {
    try {
      requestsOf(build);
    } catch (error) {
      if (error instanceof EncodeError) return error;
      throw error;
    }
    throw new Error("it was accepted");
  };
  const rule =
    (...statements: nft.Statement[]) =>
    (t: nft.TransactionBuilder) =>
      t.addRule({ ...here, chain: "c", rule: nft.rule(...statements) });
  const set = { ...here, name: "s", type: "ipv4_addr" } as const;

  it.each<readonly [string, (t: nft.TransactionBuilder) => unknown, RegExp]>([
    ["an address that is none", rule(nft.ip.saddr("10.0.0.256")), /is not an IPv4 address/],
    ["a prefix that is none", rule(nft.ip.saddr("10.0.0.0/33")), /no prefix length of 0 to 32/],
    ["an IPv6 address of an IPv4 field", rule(nft.ip.saddr("::1")), /is not an IPv4 address/],
    ["a port that is none", rule(nft.tcp.dport(65_536)), /inet_service \(0 to 65535\)/],
    ["a range the wrong way round", rule(nft.tcp.dport("90-80")), /ends before it begins/],
    ["a name that is too long", rule(nft.iifname("a-name-of-16-byte")), /limit is 15/],
    ["an empty name", rule(nft.iifname("")), /not empty/],
    ["an empty set", rule(nft.tcp.dport([])), /empty set/],
    ["a state that is none", rule(nft.ct.state("old")), /ct_state/],
    ["two network protocols", rule(nft.ip.saddr("1.2.3.4"), nft.ip6.saddr("::1")), /conflicting protocols: ip and ip6/],
    ["two transport protocols", rule(nft.tcp.dport(1), nft.udp.dport(1)), /conflicting protocols: tcp and udp/],
    [
      "a port to translate without a protocol",
      rule(nft.dnat({ address: "10.0.0.1", port: 80 })),
      /after a match of the transport/,
    ],
    [
      "a translation to another protocol",
      rule(nft.ip.saddr("1.2.3.4"), nft.dnat({ address: "::1" })),
      /conflicting protocols/,
    ],
    ["a translation to a prefix", rule(nft.dnat({ address: "10.0.0.0/8" })), /is a prefix/],
    [
      "a reason that is none",
      (t) => rule(nft.reject({ icmp: "gone" as "host-unreachable" }))(t),
      /"gone" is none of net-un/,
    ],
    ["a reset of a datagram", rule(nft.udp.dport(1), nft.reject("tcp reset")), /needs a TCP packet/],
    ["a prefix in a set without intervals", (t) => t.addElements(set, ["10.0.0.0/8"]), /flag interval/],
    ["a map's element without data", (t) => t.addElements({ ...set, data: "mark" }, ["1.2.3.4"]), /needs data/],
    ["a set's element with data", (t) => t.addElements(set, [{ key: "1.2.3.4", data: 5 }]), /not a map/],
    ["too few parts of a key", (t) => t.addElements({ ...set, type: ["ifname", "mark"] }, ["eth0"]), /2 parts, not 1/],
    [
      "a map's intervals that overlap",
      (t) =>
        t.addElements({ ...set, data: "mark", flags: ["interval"] }, [
          { key: "10.0.0.0/8", data: 1 },
          { key: "10.1.0.0/16", data: 2 },
        ]),
      /overlap/,
    ],
    ["a hook the family lacks", (t) => t.addChain({ ...here, name: "c", hook: "egress" }), /no hook "egress"/],
    [
      "a priority the family lacks",
      (t) => t.addChain({ ...here, name: "c", hook: "input", priority: "out" }),
      /no priority "out"/,
    ],
    ["a policy without a hook", (t) => t.addChain({ ...here, name: "c", policy: "drop" }), /has a hook/],
    [
      "a comment that is too long",
      (t) => t.addTable({ family: "ip", name: "t", comment: "x".repeat(129) }),
      /129 bytes, the limit is 128/,
    ],
    ["a rule of nothing", (t) => t.addRule({ ...here, chain: "c" }), /either statements or expressions/],
  ])("%s", (_, build, message) => {
    const error = failure((t) => void build(t));
    expect(error.problem).toMatch(message);
    expect(error.path[0]).toMatch(/^add (table|chain|rule|element)/);
  });

  it.each<readonly [string, () => nft.Statement, RegExp]>([
    ["a level", () => nft.log({ level: "loud" as "info" }), /"loud" is none of emerg/],
    ["a log flag", () => nft.log({ flags: ["all" as "skuid"] }), /"all" is none of tcp sequence/],
    ["a unit", () => nft.limit({ rate: 1, per: "year" as "day" }), /"year" is none of second/],
  ])("is refused where the statement is made: %s that is none", (_, make, message) => expect(make).toThrow(message));
});

describe("a rule", () => {
  it("prints itself as nft does in each family", () => {
    const value = nft.rule(nft.tcp.dport(80), nft.dnat({ address: "10.0.0.1", port: 8080 }));
    expect(value.toString()).toBe("tcp dport 80 dnat ip to 10.0.0.1:8080");
    expect(value.toString("ip")).toBe("tcp dport 80 dnat to 10.0.0.1:8080");
    expect(`${nft.rule(nft.iifname("veth*"), nft.drop())}`).toBe('iifname "veth*" drop');
  });

  it("may be given a set by its name or itself, listed or declared", () => {
    const set = { ...here, name: "s", type: "mark", flags: ["interval"] } as const;
    const body = (statement: nft.Statement, declare: boolean): Uint8Array =>
      requestsOf((t) => {
        if (declare) t.addSet(set);
        t.addRule({ ...here, chain: "c", rule: nft.rule(statement) });
      }).at(-1)!.body;
    const kinds = (bytes: Uint8Array) =>
      (nftRuleMessage.decode(sourceOf(bytes), 0, bytes.length).attributes.expressions ?? []).map(({ kind }) => kind);
    // That its keys are in network order is known of the set itself, or of its declaration in the same transaction.
    expect(kinds(body(nft.meta.mark(set), false))).toEqual(["meta", "byteorder", "lookup"]);
    expect(kinds(body(nft.meta.mark("@s"), true))).toEqual(["meta", "byteorder", "lookup"]);
    expect(kinds(body(nft.meta.mark("@s"), false))).toEqual(["meta", "lookup"]);
  });
});
