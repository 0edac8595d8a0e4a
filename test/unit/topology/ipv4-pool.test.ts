import { describe, expect, it } from "vitest";
import {
  blockOf,
  ipv4Number,
  ipv4Text,
  lastOf,
  networkOf,
  overlaps,
  parseIpv4Prefix,
} from "../../../src/topology/ipv4-pool.ts";

const prefix = (text: string) => parseIpv4Prefix(text, "test");

describe("an IPv4 pool", () => {
  it.each([
    ["10.11.12.13/24", "10.11.12.0", "10.11.12.255"],
    ["10.11.12.13/32", "10.11.12.13", "10.11.12.13"],
    ["10.12.0.3/31", "10.12.0.2", "10.12.0.3"],
    ["200.1.2.3/1", "128.0.0.0", "255.255.255.255"],
    ["1.2.3.4/0", "0.0.0.0", "255.255.255.255"],
  ])("%s reaches from %s to %s", (text, first, last) => {
    expect(ipv4Text(networkOf(prefix(text)))).toBe(first);
    expect(ipv4Text(lastOf(prefix(text)))).toBe(last);
  });

  it.each([
    ["10.0.0.0/24", "10.0.0.128/25", true],
    ["10.0.0.0/25", "10.0.0.128/25", false],
    ["0.0.0.0/0", "255.255.255.255/32", true],
    ["10.0.1.0/24", "10.0.0.0/24", false],
  ])("%s and %s share addresses: %s", (a, b, expected) => {
    expect(overlaps(prefix(a), prefix(b))).toBe(expected);
    expect(overlaps(prefix(b), prefix(a))).toBe(expected);
  });

  it("is cut into blocks", () => {
    expect(ipv4Text(blockOf("10.12.0.0/16", 2, 0, "test"))).toBe("10.12.0.0");
    expect(ipv4Text(blockOf("10.12.0.0/16", 2, 32_767, "test"))).toBe("10.12.255.254");
    for (const slot of [32_768, -1, 0.5, Number.NaN]) {
      expect(() => blockOf("10.12.0.0/16", 2, slot, "sandbox x")).toThrow(`sandbox x: slot ${slot} is outside`);
    }
  });

  it.each([
    "10.0.0.0",
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0/24",
    "::1/64",
    "10.0.0.0/24/1",
    "10.0.0.0/2x",
    "",
  ])("refuses %j as a prefix", (text) => expect(() => prefix(text)).toThrow(/^test: .*IPv4 address/));

  it.each(["10.0.0", "256.0.0.1", "::1", "1.2.3.4.5", "", "host"])("refuses %j as an address", (text) => {
    expect(() => ipv4Number(text, "test")).toThrow(`test: ${JSON.stringify(text)} is not an IPv4 address`);
  });
});
