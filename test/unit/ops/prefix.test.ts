import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { broadcastOf, isWithin, parsePrefix } from "../../../src/ops/prefix.ts";

describe("a prefix", () => {
  it.each([
    ["10.0.0.1/24", { family: 2, address: "10.0.0.1", length: 24, isExplicit: true }],
    ["10.0.0.1", { family: 2, address: "10.0.0.1", length: 32, isExplicit: false }],
    ["10.0.0.0/0", { family: 2, address: "10.0.0.0", length: 0, isExplicit: true }],
    ["2001:db8::/32", { family: 10, address: "2001:db8::", length: 32, isExplicit: true }],
    ["::1", { family: 10, address: "::1", length: 128, isExplicit: false }],
  ])("is read from %s", (text, prefix) => expect(parsePrefix(text)).toEqual(prefix));

  it.each(["10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/ 8", "10.0.0.0/8/8", "10.0.0.0/1e1", "::/129", "::/x"])(
    "is refused when its length is wrong: %s",
    (text) => expect(() => parsePrefix(text)).toThrow(`${JSON.stringify(text)} is not a prefix`),
  );

  it("contains what begins with the same bits", () => {
    const word = fc.integer({ min: 0, max: 0xffffffff });
    const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 32 }), (a, b, long, short) => {
        const mask = short === 0 ? 0 : (-1 << (32 - short)) >>> 0;
        const expected = long >= short && (a & mask) >>> 0 === (b & mask) >>> 0;
        expect(isWithin(parsePrefix(`${dotted(a)}/${long}`), parsePrefix(`${dotted(b)}/${short}`))).toBe(expected);
      }),
    );
    expect(isWithin(parsePrefix("::1"), parsePrefix("0.0.0.0/0"))).toBe(false);
  });

  it.each([
    ["10.0.0.1/24", "10.0.0.255"],
    ["10.1.2.3/16", "10.1.255.255"],
    ["10.0.0.5/30", "10.0.0.7"],
    ["10.0.0.5/0", "255.255.255.255"],
  ])("of %s has the broadcast address %s", (text, broadcast) => expect(broadcastOf(parsePrefix(text))).toBe(broadcast));

  it.each(["10.0.0.1/31", "10.0.0.1/32", "2001:db8::1/64"])("of %s has no broadcast address", (text) =>
    expect(() => broadcastOf(parsePrefix(text))).toThrow("has no broadcast address"),
  );
});
