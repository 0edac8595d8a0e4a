import { describe, expect, test } from "vitest";
import type { Codec } from "../../../src/protocol/schema/index.ts";
import {
  attributeSet,
  be16,
  be32,
  be64,
  bei32,
  enumeration,
  flag,
  flagSet,
  i16,
  i32,
  i64,
  i8,
  named,
  u16,
  u32,
  u64,
  u8,
  uint,
} from "../../../src/protocol/schema/index.ts";
import { codecRows, decoded, encoded } from "../../support/codec-rows.ts";

codecRows("u8", u8, [
  [0, "00"],
  [255, "ff"],
]);
codecRows("i8", i8, [
  [-1, "ff"],
  [-128, "80"],
  [127, "7f"],
]);
codecRows("u16", u16, [
  [0x0102, "0201", "0102"],
  [0xffff, "ffff"],
]);
codecRows("be16", be16, [[0x0102, "0102"]]);
codecRows("i16", i16, [
  [-2, "feff", "fffe"],
  [-32768, "0080", "8000"],
]);
codecRows("u32", u32, [
  [0x01020304, "04030201", "01020304"],
  [0xffffffff, "ffffffff"],
]);
codecRows("be32", be32, [[0x81020304, "81020304"]]);
codecRows("i32", i32, [
  [-2, "feffffff", "fffffffe"],
  [-0x80000000, "00000080", "80000000"],
]);
codecRows("bei32", bei32, [
  [-100, "ffffff9c"],
  [300, "0000012c"],
]);
codecRows("u64", u64, [
  [0x0102030405060708n, "0807060504030201", "0102030405060708"],
  [0xffffffffffffffffn, "ffffffffffffffff"],
]);
codecRows("be64", be64, [[0x8102030405060708n, "8102030405060708"]]);
codecRows("i64", i64, [
  [-2n, "feffffffffffffff", "fffffffffffffffe"],
  [-0x8000000000000000n, "0000000000000080", "8000000000000000"],
]);
codecRows("uint", uint, [
  [5n, "05000000", "00000005"],
  [0xffffffffn, "ffffffff"],
  [0x100000000n, "0000000001000000", "0000000100000000"],
]);

describe("integers", () => {
  const limits: [string, Codec<number>, number, number][] = [
    ["u8", u8, 0, 0xff],
    ["i8", i8, -0x80, 0x7f],
    ["u16", u16, 0, 0xffff],
    ["be16", be16, 0, 0xffff],
    ["i16", i16, -0x8000, 0x7fff],
    ["u32", u32, 0, 0xffffffff],
    ["be32", be32, 0, 0xffffffff],
    ["i32", i32, -0x80000000, 0x7fffffff],
    ["bei32", bei32, -0x80000000, 0x7fffffff],
  ];
  test.each(limits)("%s takes its range and nothing else", (_name, codec, low, high) => {
    expect(decoded(codec, encoded(codec, low))).toBe(low);
    expect(decoded(codec, encoded(codec, high))).toBe(high);
    for (const value of [low - 1, high + 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => encoded(codec, value)).toThrow(`${value} is not a`);
    }
  });

  const wide: [string, Codec<bigint>, bigint, bigint][] = [
    ["u64", u64, 0n, 2n ** 64n - 1n],
    ["be64", be64, 0n, 2n ** 64n - 1n],
    ["i64", i64, -(2n ** 63n), 2n ** 63n - 1n],
    ["uint", uint, 0n, 2n ** 64n - 1n],
  ];
  test.each(wide)("%s takes its range and nothing else", (_name, codec, low, high) => {
    expect(decoded(codec, encoded(codec, low))).toBe(low);
    expect(decoded(codec, encoded(codec, high))).toBe(high);
    expect(() => encoded(codec, low - 1n)).toThrow(`${low - 1n} is not a`);
    expect(() => encoded(codec, high + 1n)).toThrow(`${high + 1n} is not a`);
    // @ts-expect-error a number can't carry 64 bits
    expect(() => encoded(codec, 1)).toThrow("1 is not a");
  });

  test("a payload of another size is not readable", () => {
    expect(decoded(u32, "0100")).toBeUndefined();
    expect(decoded(u8, "01000000")).toBeUndefined();
    expect(decoded(u64, "01000000")).toBeUndefined();
    expect(decoded(uint, "0100")).toBeUndefined();
  });

  test("NLA_F_NET_BYTEORDER makes an integer of host order a big-endian one, and one of network order stays", () => {
    const set = attributeSet<object, object>("X_", { host: [1, u32], wire: [2, be16] });
    // nla_len 8, nla_type 1 | 0x4000; nla_len 6, nla_type 2 | 0x4000
    expect(decoded(set, "08000140 00000102  06000240 0102 0000")).toStrictEqual({ host: 0x0102, wire: 0x0102 });
  });

  test("names stand in the shape and don't change the bytes", () => {
    const types = enumeration("RTN_", { unicast: 1, local: 2 });
    const codec = named(u8, types);
    expect(codec.shape).toMatchObject({ kind: "integer", bits: 8, names: { prefix: "RTN_" } });
    expect(encoded(codec, 2)).toBe("02");
    expect(decoded(codec, "02")).toBe(2);
  });
});

describe("flag", () => {
  const set = attributeSet<{ on?: true }, { on?: boolean }>("X_", { on: [1, flag] });
  test("true writes an attribute without payload", () => {
    expect(encoded(set, { on: true })).toBe("04000100");
    expect(decoded(set, "04000100")).toStrictEqual({ on: true });
  });
  test("false leaves it out", () => expect(encoded(set, { on: false })).toBe(""));
  test("one with a payload is kept raw", () => {
    expect(decoded(set, "05000100 01000000")).toStrictEqual({
      unknownAttributes: [{ type: 1, payload: Uint8Array.of(1) }],
    });
  });
});

describe("enumeration and flagSet", () => {
  const types = enumeration("RTN_", { unspec: 0, unicast: 1, first: 1 });
  test("a number has the first of its names", () => {
    expect(types.nameOf(1)).toBe("unicast");
    expect(types.nameOf(9)).toBeUndefined();
  });
  const flags = flagSet("IFF_", { broadcast: 2, up: 1, top: 0x80000000, both: 3 });
  test("bits are named lowest first, the top bit included", () => {
    expect(flags.namesOf(0x80000002)).toStrictEqual(["broadcast", "top"]);
    expect(flags.namesOf(0)).toStrictEqual([]);
    expect(flags.namesOf(0x40)).toStrictEqual([]);
    expect(flags.bitsOf(["top", "up"])).toBe(0x80000001);
  });
  test("a name that is none of the set's is refused, names of every object's properties too", () => {
    // @ts-expect-error not a name of the set
    expect(() => flags.bitsOf(["down"])).toThrow('"down" is none of broadcast, up, top, both');
    // @ts-expect-error not a name of the set
    expect(() => flags.bitsOf(["constructor"])).toThrow('"constructor" is none of');
  });
});
