import { describe, expect, test } from "vitest";
import {
  attributeSet,
  be16,
  charArray,
  fixedArray,
  i32,
  padding,
  struct,
  u16,
  u32,
  u64,
  u8,
} from "../../../src/protocol/schema/index.ts";
import { codecRows, decoded, encoded } from "../../support/codec-rows.ts";

/** struct ifinfomsg of linux/rtnetlink.h. */
const ifinfomsg = struct("ifinfomsg", { family: u8, pad: padding(1), type: u16, index: i32, flags: u32, change: u32 });
const mixed = struct("mixed", { a: u8, b: u64, c: u16, port: be16 });

describe("layout", () => {
  test("follows the C ABI: natural alignment, padding inside and at the end", () => {
    expect(ifinfomsg.size).toBe(16);
    expect(mixed.shape.fields.map(({ name, offset, size }) => [name, offset, size])).toStrictEqual([
      ["a", 0, 1],
      ["b", 8, 8],
      ["c", 16, 2],
      ["port", 18, 2],
    ]);
    expect(mixed.size).toBe(24);
    expect(mixed.alignment).toBe(8);
  });
  test("a struct and an array inside a struct keep their alignment", () => {
    const inner = struct("inner", { x: u8, y: u32 });
    const outer = struct("outer", { head: u8, inner, list: fixedArray(u16, 3), tail: u8 });
    expect(outer.shape.fields.map(({ offset }) => offset)).toStrictEqual([0, 4, 12, 18]);
    expect(outer.size).toBe(20);
    expect(encoded(outer, { head: 1, inner: { x: 2, y: 3 }, list: [4, 5, 6], tail: 7 })).toBe(
      "01000000 02000000 03000000 0400 0500 0600 07 00".replace(/\s/g, ""),
    );
  });
});

codecRows("mixed", mixed, [
  [
    { a: 1, b: 2n, c: 3, port: 0x1234 },
    "01 00000000000000 0200000000000000 0300 1234 00000000",
    "01 00000000000000 0000000000000002 0003 1234 00000000",
  ],
]);

describe("struct", () => {
  test("fields left out and padding are zero", () => {
    expect(encoded(ifinfomsg, { index: 5 })).toBe("00000000050000000000000000000000");
    expect(encoded(ifinfomsg, {})).toBe("00".repeat(16));
  });
  test("an older kernel's shorter struct reads as if zero-filled, a half field included", () => {
    expect(decoded(mixed, "01 00000000000000 0200000000000000")).toStrictEqual({ a: 1, b: 2n, c: 0, port: 0 });
    expect(decoded(mixed, "01 00000000000000 0200000000000000 03")).toStrictEqual({ a: 1, b: 2n, c: 3, port: 0 });
    expect(decoded(mixed, "")).toStrictEqual({ a: 0, b: 0n, c: 0, port: 0 });
  });
  test("a newer kernel's longer struct keeps its tail in `rest`, and writes it back", () => {
    const bytes = `01 00000000000000 0200000000000000 0300 1234 00000000 aabb`;
    const value = decoded(mixed, bytes)!;
    expect(value).toStrictEqual({ a: 1, b: 2n, c: 3, port: 0x1234, rest: Uint8Array.of(0xaa, 0xbb) });
    expect(encoded(mixed, value)).toBe(bytes.replace(/\s/g, ""));
  });
  test("a field out of range is named", () => {
    const set = attributeSet<object, { stats?: { a?: number; list?: number[] } }>("X_", {
      stats: [1, struct("stats", { a: u8, list: fixedArray(u16, 2) })],
    });
    expect(() => encoded(set, { stats: { a: 256 } })).toThrow("stats.a: 256 is not a u8 (0 to 255)");
    expect(() => encoded(set, { stats: { list: [1, -1] } })).toThrow("stats.list.1: -1 is not a u16");
    expect(() => encoded(set, { stats: { list: [1] } })).toThrow("stats.list: 1 elements, expected 2");
  });
  test("a field that it does not have is refused", () => {
    // @ts-expect-error no such field
    expect(() => encoded(ifinfomsg, { mtu: 5 })).toThrow('struct ifinfomsg has no field "mtu"');
  });
  test("a char array inside writes over its own bytes only", () => {
    const named = struct("named", { before: u8, name: charArray(4), after: u8 });
    expect(encoded(named, { before: 1, name: "ab", after: 2 })).toBe("016162000002");
  });
});
