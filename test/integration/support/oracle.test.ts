import { describe, expect, it } from "vitest";
import { joined, run, scratchNamespace } from "../../support/namespace.ts";
import { hex, isChange, mask, masked, parseTrace, sentBy, sentByWords } from "../../support/oracle.ts";
import { requireTool } from "../../support/tools.ts";

requireTool("ip", "strace")("the oracle", () => {
  it("returns the bytes of ip's request", () => {
    const namespace = scratchNamespace();
    const sent = sentByWords(namespace.name, "ip link add br0 type bridge", { changes: true });
    expect(sent.map(({ family }) => family)).toEqual(["ROUTE"]);
    // nlmsghdr, ifinfomsg, IFLA_IFNAME "br0\0", IFLA_LINKINFO { IFLA_INFO_KIND "bridge" }
    expect(masked(sent[0]!.bytes)).toBe(
      [
        "38000000 10000506 00000000 00000000",
        "00000000 00000000 00000000 00000000",
        "08000300 62723000 10001200 0a000100",
        "62726964 67650000",
      ].join("\n"),
    );
  });

  it("returns what nft sends, without the batch's frame", () => {
    const namespace = scratchNamespace();
    const sent = sentBy(namespace.name, ["nft", "-f", "-"], { changes: true, input: "add table ip t\n" });
    expect(sent.map(({ family, bytes }) => [family, bytes[4], bytes[5]])).toEqual([["NETFILTER", 0, 10]]);
  });

  it("counts what nft deletes as a change", () => {
    const namespace = scratchNamespace();
    namespace.shell("nft add table ip t; nft add chain ip t c; nft add rule ip t c accept");
    const sent = sentByWords(namespace.name, "nft delete rule ip t c handle 2", { changes: true });
    // NFT_MSG_DELRULE is 8.
    expect(sent.map(({ bytes }) => bytes[4])).toEqual([8]);
  });

  it("drops GETs and probes only when asked", () => {
    const namespace = scratchNamespace();
    const all = sentByWords(namespace.name, "ip link set lo mtu 1500");
    const changes = sentByWords(namespace.name, "ip link set lo mtu 1500", { changes: true });
    expect(all.length).toBeGreaterThan(changes.length);
    expect(all.filter(isChange).map(({ bytes }) => masked(bytes))).toEqual(changes.map(({ bytes }) => masked(bytes)));
  });

  it("throws where the command fails, unless it may", () => {
    const namespace = scratchNamespace();
    expect(() => sentByWords(namespace.name, "ip link set nope up")).toThrow(/nope/);
    expect(sentByWords(namespace.name, "ip link set nope up", { mayFail: true }).length).toBeGreaterThan(0);
  });
});

describe("the oracle's parts", () => {
  it("joins a call that another thread interrupted, and ignores other files", () => {
    const trace = [
      "7     sendmsg(3<NETLINK:[ROUTE:1]>, {msg_name=...} <unfinished ...>",
      "8     write(2<pipe:[1]>, ..., 4) = 4",
      " | 00000  de ad be ef                                       ....             |",
      "7     <... sendmsg resumed>, 0)  = 16",
      " * 16 bytes in buffer 0",
      " | 00000  10 00 00 00 03 00 01 00  05 00 00 00 07 00 00 00  ................ |",
      "",
    ].join("\n");
    expect(parseTrace(trace).map(({ family, bytes }) => `${family} ${hex(bytes)}`)).toEqual([
      "ROUTE 10000000 03000100 05000000 07000000",
    ]);
  });

  it("clears NLA_F_NESTED in nests, behind a peer's header too, and nothing else", () => {
    // RTM_NEWLINK with IFLA_LINKINFO|NESTED { IFLA_INFO_KIND "veth", IFLA_INFO_DATA|NESTED { VETH_INFO_PEER|NESTED {
    // ifinfomsg, IFLA_IFNAME "v1\0" } } }
    const head = "00000000 10000506 01000000 02000000 00000000 00000000 00000000 00000000";
    const tail = "00000000 00000000 00000000 00000000 07000300 76310000";
    const flagged = bytes(`${head} 2c001280 08000100 76657468 20000280 1c000180 ${tail}`);
    expect(hex(mask(flagged)).replaceAll("\n", " ")).toBe(
      `${head.replace("01000000 02000000", "00000000 00000000")} 2c001200 08000100 76657468 20000200 1c000100 ${tail}`,
    );
  });
});

requireTool("ip", "ping")("scratch namespaces", () => {
  let name = "";
  it("exist during a test", () => {
    const [first, second] = joined("10.9.0.1/24", "10.9.0.2/24");
    name = first.name;
    expect(first.run("ping", ["-c1", "-W2", "10.9.0.2"]).status).toBe(0);
    expect(second.ip("-br address show v1")).toContain("10.9.0.2/24");
  });
  it("are gone after it", () => {
    expect(name).not.toBe("");
    expect(run("ip", ["netns", "list"]).stdout).not.toContain(name);
  });
});

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text.replaceAll(" ", "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
