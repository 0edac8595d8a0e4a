import { describe, expect, it } from "vitest";
import { jsonReplacer } from "../../../src/protocol/schema/index.ts";

describe("jsonReplacer", () => {
  it.each([
    ["a 64-bit number that a double holds", 9007199254740991n, "9007199254740991"],
    ["one that no double holds", 9007199254740993n, '"9007199254740993"'],
    ["the largest", 18446744073709551615n, '"18446744073709551615"'],
    ["a negative one", -5n, "-5"],
    ["bytes", Uint8Array.of(0, 0xab, 255), '"00abff"'],
    ["anything else as it is", { a: [1, "x", null, true], b: undefined }, '{"a":[1,"x",null,true]}'],
    ["what is nested", { stats: { rxBytes: 12n }, raw: [Uint8Array.of(1)] }, '{"stats":{"rxBytes":12},"raw":["01"]}'],
  ])("writes %s", (_what, value, text) => {
    expect(JSON.stringify(value, jsonReplacer)).toBe(text);
  });
});
