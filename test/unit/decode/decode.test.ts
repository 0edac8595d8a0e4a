import { describe, expect, test } from "vitest";
import { decode } from "../../../src/cli/decode/decode.ts";
import { captureBytes, capturedMessages } from "../../support/capture.ts";

function run(input: string | Uint8Array, ...words: string[]): { status: number; out: string; err: string } {
  let out = "";
  let err = "";
  const status = decode(words, {
    read: () => (typeof input === "string" ? new TextEncoder().encode(input) : input),
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  });
  return { status, out, err };
}
const lines = (text: string): string[] => text.trimEnd().split("\n");

describe("decode", () => {
  test("shows every byte range with its name and value", () => {
    // ip link add link d0 name d0.5 type vlan id 5, as ip 6.1 sends it; d0 has index 6.
    const { status, out, err } = run(
      "4c000000 10000506 05000000 00000000 00000000000000000000000000000000 09000300 64302e35 00000000 08000500 06000000 18001200 08000100 766c616e 0c000200 06000100 05000000",
    );
    expect([status, err]).toStrictEqual([0, ""]);
    expect(lines(out)).toStrictEqual([
      "# line 1, route, 76 bytes",
      "0000  4c000000 10000506 05000000 00000000  RTM_NEWLINK (16), request ack excl create, 76 bytes, seq 5, pid 0",
      "0010  0000                                   ifinfomsg.family = 0",
      "0012  0000                                   ifinfomsg.type = 0 (netrom)",
      "0014  00000000                               ifinfomsg.index = 0",
      "0018  00000000                               ifinfomsg.flags = 0",
      "001c  00000000                               ifinfomsg.change = 0",
      '0020  09000300 64302e35 00000000             IFLA_IFNAME = "d0.5"',
      "002c  08000500 06000000                      IFLA_LINK = 6",
      "0034  18001200                               IFLA_LINKINFO, 24 bytes",
      '0038  08000100 766c616e                        IFLA_INFO_KIND = "vlan"',
      "0040  0c000200                                 IFLA_INFO_DATA, 12 bytes",
      "0044  06000100 05000000                          IFLA_VLAN_ID = 5",
    ]);
  });
  test("resolves an error's offset in the request inside it", () => {
    // RTM_NEWLINK with IFLA_MTU 5 on index 6: EINVAL, "mtu less than device minimum", offset 32.
    const request = "28000000 10000500 05000000 00000000 00000000 06000000 00000000 00000000 08000400 05000000";
    const text = "6d7475206c657373207468616e20646576696365206d696e696d756d00";
    const { out } = run(
      `68000000 02000002 05000000 01000000 eaffffff ${request} 21000100 ${text} 000000 08000200 20000000`,
    );
    expect(lines(out).slice(1, 4)).toStrictEqual([
      "0000  68000000 02000002 05000000 01000000  NLMSG_ERROR (2), ack_tlvs, 104 bytes, seq 5, pid 1",
      "0010  eaffffff                               error = -22 (EINVAL: Invalid argument)",
      "0014  28000000 10000500 05000000 00000000    of the request RTM_NEWLINK (16), request ack, 40 bytes, seq 5, pid 0",
    ]);
    expect(lines(out)).toContain("0034  08000400 05000000                        IFLA_MTU = 5");
    expect(lines(out)).toContain(
      '003c  21000100 6d747520 6c657373 20746861    NLMSGERR_ATTR_MSG = "mtu less than device minimum"',
    );
    expect(lines(out).at(-1)?.trim()).toBe("the offset is that of IFLA_MTU");
  });
  test("resolves the offset of a capped acknowledgement in the request seen before", () => {
    const request = "28000000 10000500 05000000 00000000 00000000 06000000 00000000 00000000 08000400 05000000";
    const { out } = run(
      `${request}\n\n2c000000 02000003 05000000 01000000 eaffffff ${request.slice(0, 35)} 08000200 20000000`,
    );
    expect(lines(out).at(-1)?.trim()).toBe("the offset is that of IFLA_MTU");
  });
  test("shows what nobody knows: messages, attributes, nests without a schema", () => {
    expect(run("18000000 ff0f0000 00000000 00000000 01020304 05060708").out).toContain(
      "type 4095, which no schema names",
    );
    const { out } = run(`30000000 10000000 00000000 00000000 ${"00".repeat(16)} 10008f81 05000100 07000000 04000240`);
    expect(lines(out).slice(-3)).toStrictEqual([
      "0020  10008f81                               #399 unknown, nested, 16 bytes",
      "0024  05000100 07000000                        #1 unknown, 1 bytes",
      "002c  04000240                                 #2 unknown, 0 bytes",
    ]);
  });
  test("nests as deep as a length can say are shown in bounded time and text", () => {
    const nest = (type: number): string => {
      let text = "";
      for (let length = 60_000; length > 0; length -= 4) {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt16LE(length);
        bytes.writeUInt16LE(type, 2);
        text += bytes.toString("hex");
      }
      return text;
    };
    const { status, out, err } = run(`80ea0000 10000000 00000000 00000000 ${"00".repeat(16)} ${nest(0x818f)}`);
    expect([status, err]).toStrictEqual([0, ""]);
    expect(lines(out)).toContain(`0020  60ea8f81                               #399 unknown, nested, 60000 bytes`);
    expect(out.length).toBeLessThan(1_000_000);
  });
  test("shows the byte that the kernel tells where it takes a flag, and what is neither", () => {
    // RTM_NEWLINK of a vxlan: vxlan_fill_info() of the kernel writes IFLA_VXLAN_TTL_INHERIT as a u8.
    const link = (attribute: string): string =>
      `3c000000 10000000 00000000 00000000 ${"00".repeat(16)} 1c001200 09000100 76786c61 6e000000 0c000200 ${attribute}`;
    expect(lines(run(link("05001c00 01000000")).out).at(-1)).toMatch(/ IFLA_VXLAN_TTL_INHERIT = 1$/);
    expect(lines(run(link("06001c00 01000000")).out).at(-1)).toMatch(
      / IFLA_VXLAN_TTL_INHERIT with a payload of 2 bytes, which a flag has not$/,
    );
  });
  test("shows the places of an array by their names, and those that have none yet by their numbers", () => {
    // RTM_NEWLINK { IFLA_AF_SPEC { AF_INET { IFLA_INET_CONF }, AF_INET6 { IFLA_INET6_ICMP6STATS } } } of a kernel that has one more of each.
    const zeros = (words: number): string => " 00000000".repeat(words);
    const { status, out } = run(
      `fc000000 10000000${zeros(2)} 00000100 03000000${zeros(2)} dc001a80 90000280 8c000100 01000000${zeros(32)} 09000000 ` +
        `48000a80 44000600 08000000 00000000 05000000${zeros(11)} 07000000 00000000`,
    );
    expect(status).toBe(0);
    expect(out).toMatch(/IFLA_INET_CONF = \[forwarding: 1, mc_forwarding: 0, .*, arp_evict_nocarrier: 0, 34: 9\]\n/);
    expect(out).toMatch(/IFLA_INET6_ICMP6STATS = \[num: 8, inmsgs: 5, inerrors: 0, .*, ratelimithost: 0, 7: 7\]\n/);
  });
  test("names the attribute that is missing, and the nest that misses it", () => {
    // RTM_NEWLINK of a vlan without IFLA_VLAN_ID; IFLA_INFO_DATA stands at offset 44.
    const request = `30000000 10000500 05000000 00000000 ${"00".repeat(16)} 10001280 08000100 766c616e 04000280`;
    const ack = (tlvs: string, length: string): string =>
      `${request}\n\n${length} 02000003 05000000 01000000 eaffffff ${request.slice(0, 35)} ${tlvs}`;
    const last = (input: string): string | undefined => lines(run(input).out).at(-1)?.trim();
    expect(last(ack("08000500 01000000 08000600 2c000000", "34000000"))).toBe(
      "IFLA_VLAN_ID is missing in IFLA_LINKINFO > IFLA_INFO_DATA",
    );
    expect(last(ack("08000500 03000000", "2c000000"))).toBe("IFLA_IFNAME is missing");
  });
  test("shows padding that is not zero, junk, and integers in network byte order", () => {
    const { out } = run(`30000000 10000000 00000000 00000000 ${"00".repeat(16)} 05000300 61aabbcc 08000440 000005dc`);
    expect(lines(out).slice(-3)).toStrictEqual([
      '0020  05000300 61                            IFLA_IFNAME = "a"',
      "0025  aabbcc                                 padding that is not zero",
      "0028  08000440 000005dc                      IFLA_MTU (network byte order) = 1500",
    ]);
    expect(run(`28000000 10000000 00000000 00000000 ${"00".repeat(16)} 09000300 61000000`).out).toContain(
      "0020  09000300 61000000                      unknown, 8 bytes",
    );
  });
  test("other protocols and byte orders on request", () => {
    const table = "1c000000 000a0104 00000000 00000000 02000000 06000100 74000000";
    expect(run(table, "--protocol", "netfilter").out).toContain("NFT_MSG_NEWTABLE (2560), request create");
    expect(run(table, "--protocol=12").out).toContain('NFTA_TABLE_NAME = "t"');
    expect(run("00000014 00030002 00000005 00000000 00000000", "--big-endian").out).toContain(
      "NLMSG_DONE (3), multi, 20 bytes, seq 5",
    );
  });
  test("a capture: every message of it, without anything unreadable", () => {
    const { status, out, err } = run(captureBytes());
    expect([status, err]).toStrictEqual([0, ""]);
    expect(out.match(/^0000 .* (RTM|NFT_MSG|NFNL)_/gm)?.length).toBe(capturedMessages().length);
    expect(out).not.toContain("not readable");
    expect(out).toContain('IFLA_ALT_IFNAME = "an-alternative-name"');
    expect(out).toContain("zeroes behind the last message");
    expect(out.match(/the offset is that of \w+/g)).toStrictEqual([
      "the offset is that of NETNSA_FD",
      "the offset is that of NFTA_RULE_CHAIN",
      "the offset is that of NFTA_RULE_HANDLE",
    ]);
  });
});

describe("what can't be read", () => {
  test.each<[string, string, number, string]>([
    ["no message at all", "", 1, "ts-ip decode: standard input: no netlink message in it\n"],
    ["text", "hello", 1, 'ts-ip decode: standard input: line 1: "hello" is not hex\n'],
    [
      "half a message",
      "20000000 1000",
      1,
      "ts-ip decode: standard input: line 1: 6 bytes left over behind the last message (at byte 0)\n",
    ],
    [
      "a length over the end",
      "ff000000 10000000 00000000 00000000",
      1,
      "ts-ip decode: standard input: line 1: message length 255, 16 bytes are left (at byte 0)\n",
    ],
  ])("%s is one clear line", (_what, input, status, err) => {
    expect(run(input)).toMatchObject({ status, err });
  });
  test("the messages before a broken one are shown", () => {
    const { out, status } = run("14000000 03000000 00000000 00000000 00000000 ff00");
    expect(status).toBe(1);
    expect(out).toContain("NLMSG_DONE");
    expect(out).toContain("0000  ff00                                 not a netlink message");
  });
  test.each<[string[], string]>([
    [["--protocol"], "ts-ip decode: --protocol needs a value\n"],
    [["--protocol", "rout"], 'ts-ip decode: "rout" is not a netlink protocol\n'],
    [["--protocol", "constructor"], 'ts-ip decode: "constructor" is not a netlink protocol\n'],
    [["--foo"], 'ts-ip decode: unknown option "--foo"\n'],
    [["a", "b"], 'ts-ip decode: a second file: "b"\n'],
  ])("%j is a wrong command line", (words, err) => {
    expect(run("", ...words)).toStrictEqual({ status: 255, out: "", err });
  });
  test("help", () =>
    expect(run("", "help")).toMatchObject({ status: 0, out: expect.stringContaining("Usage: ts-ip decode") }));
  test("a file that is not there", () => {
    let err = "";
    const missing = Object.assign(new Error("ENOENT: no such file or directory, open 'nope'"), { syscall: "open" });
    const io = {
      read: () => {
        throw missing;
      },
      out: () => {},
      err: (text: string) => void (err += text),
    };
    expect(decode(["nope"], io)).toBe(1);
    expect(err).toBe("ts-ip decode: nope: no such file or directory\n");
  });
});
