import { spawnSync } from "node:child_process";
import { isIP, isIPv4, isIPv6 } from "node:net";
import { describe, expect, test } from "vitest";
import {
  formatIpv4,
  formatIpv6,
  fromHex,
  hardwareAddress,
  ip,
  ipv4,
  ipv6,
  linkAddress,
  parseIp,
  parseLinkAddress,
  toHex,
} from "../../../src/protocol/schema/index.ts";
import { codecRows, decoded, encoded } from "../../support/codec-rows.ts";
import { requireInstalled } from "../../support/tools.ts";

codecRows("ipv4", ipv4, [
  ["0.0.0.0", "00000000"],
  ["10.0.0.1", "0a000001"],
  ["255.255.255.255", "ffffffff"],
]);
// RFC 5952: lower case, no leading zeros, the longest run shortened, the first of equal runs, never a single group.
codecRows("ipv6", ipv6, [
  ["::", "00000000000000000000000000000000"],
  ["::1", "00000000000000000000000000000001"],
  ["2001:db8::1", "20010db8000000000000000000000001"],
  ["2001:db8:0:1:1:1:1:1", "20010db8000000010001000100010001"],
  ["2001:0:0:1::1", "20010000000000010000000000000001"],
  ["2001:db8::1:0:0:1", "20010db8000000000001000000000001"],
  ["fe80::abcd", "fe80000000000000000000000000abcd"],
  ["ff02::", "ff020000000000000000000000000000"],
  ["1:2:3:4:5:6:7:8", "00010002000300040005000600070008"],
  ["::ffff:10.0.0.1", "00000000000000000000ffff0a000001"],
  ["::10.0.0.1", "0000000000000000000000000a000001"],
  ["64:ff9b::a00:1", "0064ff9b00000000000000000a000001"],
]);
codecRows("ip", ip, [
  ["10.0.0.1", "0a000001"],
  ["fe80::1", "fe800000000000000000000000000001"],
]);
codecRows("linkAddress", linkAddress, [
  ["", ""],
  ["02:00:5e:10:00:ff", "02005e1000ff"],
  ["0a:00:00:01", "0a000001"],
]);
codecRows("hardwareAddress(6)", hardwareAddress(6), [["02:00:5e:10:00:ff", "02005e1000ff"]]);

/** Addresses whose text is hard to get right: every pattern of zero groups, with and without an IPv4 tail. */
const patterns: Uint8Array[] = Array.from({ length: 256 }, (_, mask) => {
  const bytes = new Uint8Array(16);
  for (let group = 0; group < 8; group++) if ((mask & (1 << group)) !== 0) bytes[group * 2 + 1] = group * 16 + 1;
  return bytes;
});
patterns.push(
  ...patterns.map((bytes) => Uint8Array.from([...bytes.subarray(0, 10), 0xff, 0xff, ...bytes.subarray(12)])),
);
patterns.push(...patterns.map((bytes) => Uint8Array.from(bytes, (byte, index) => (index === 15 ? byte | 0x80 : byte))));

requireInstalled("python3")("IPv6 text of the C library", () => {
  test("equals inet_ntop of the C library for every pattern of zero groups", () => {
    const program =
      "import socket,sys\nfor l in sys.stdin: print(socket.inet_ntop(socket.AF_INET6, bytes.fromhex(l.strip())))";
    const { stdout } = spawnSync("python3", ["-c", program], {
      input: patterns.map(toHex).join("\n"),
      encoding: "utf8",
    });
    const expected = stdout.trim().split("\n");
    expect(expected).toHaveLength(patterns.length);
    expect(patterns.map((bytes) => formatIpv6(bytes))).toStrictEqual(expected);
  });
  test("is read back to the same bytes", () => {
    for (const bytes of patterns) expect(parseIp(formatIpv6(bytes))).toStrictEqual(bytes);
  });
});

describe("parseIp", () => {
  const texts = [
    ..."10.0.0.1 0.0.0.0 1.2.3 1.2.3.4.5 1.2.3.256 01.2.3.4 1.2.3.04 1..2.3 .1.2.3 1.2.3. 1.2.3.4x 1e1.0.0.0 -1.2.3.4".split(
      " ",
    ),
    ...":: ::1 1:: 1::2::3 ::: :1 1: 1:2:3:4:5:6:7 1:2:3:4:5:6:7:8 1:2:3:4:5:6:7:8:9 1:2:3:4:5:6:7:: ::2:3:4:5:6:7:8".split(
      " ",
    ),
    ..."1:2:3:4::5:6:7:8 ::12345 ::g ::1.2.3.4 ::ffff:1.2.3.4 1.2.3.4:: ::1.2.3.4:5 1:2:3:4:5:6:1.2.3.4 1:2:3:4:5:6:7:1.2.3.4".split(
      " ",
    ),
    ..."::01.2.3.4 ::FFFF fe80::1/64 [::1]".split(" "),
    " 10.0.0.1",
    "10.0.0.1 ",
    "",
  ];
  test.each(texts.map((text) => [text]))("%j is an address exactly where inet_pton says so", (text) => {
    expect(parseIp(text) !== undefined).toBe(isIP(text) !== 0);
    expect(parseIp(text)?.length).toBe(isIPv4(text) ? 4 : isIPv6(text) ? 16 : undefined);
  });
  test("a zone is not part of an address", () => expect(parseIp("fe80::1%eth0")).toBeUndefined());
  test("IPv4 inside IPv6 text", () =>
    expect(toHex(parseIp("::ffff:192.0.2.1")!)).toBe("00000000000000000000ffffc0000201"));
});

describe("addresses", () => {
  test("are read at an offset", () => {
    expect(formatIpv4(fromHex("ff0a000001ff"), 1)).toBe("10.0.0.1");
    expect(formatIpv6(fromHex(`ff${"00".repeat(15)}01`), 1)).toBe("::1");
  });
  test("of another length are not readable", () => {
    expect(decoded(ipv4, "0a00")).toBeUndefined();
    expect(decoded(ip, "0a00000102")).toBeUndefined();
    expect(decoded(ipv6, "0a000001")).toBeUndefined();
  });
  test("that are none are refused by name", () => {
    expect(() => encoded(ip, "10.0.0")).toThrow('"10.0.0" is not an IP address');
    expect(() => encoded(ipv4, "::1")).toThrow('"::1" is not an IPv4 address');
    expect(() => encoded(ipv6, "10.0.0.1")).toThrow('"10.0.0.1" is not an IPv6 address');
    expect(() => encoded(linkAddress, "02:0g")).toThrow('"02:0g" is not a link-layer address');
    expect(() => encoded(hardwareAddress(6), "02:00")).toThrow('"02:00" is not an address of 6 bytes');
  });
  test("a refused IPv4 text leaves no bytes behind", () => {
    expect(encoded(ip, "1:2:3:4:5:6:7:8")).toHaveLength(32);
  });
  test("link-layer text may have single digits, upper case or dashes", () => {
    expect(parseLinkAddress("2:0:5E:10:0:fF")).toStrictEqual(fromHex("02005e1000ff"));
    expect(parseLinkAddress("02-00-5e-10-00-ff")).toStrictEqual(fromHex("02005e1000ff"));
    expect(parseLinkAddress("02:00-5e")).toBeUndefined();
    expect(parseLinkAddress("2:")).toBeUndefined();
  });
});
