import { describe, expect, test } from "vitest";
import {
  attributeSet,
  bareString,
  binary,
  charArray,
  fixedBinary,
  fromHex,
  interfaceName,
  nulString,
  sourceOf,
  toHex,
} from "../../../src/protocol/schema/index.ts";
import { codecRows, decoded, encoded } from "../../support/codec-rows.ts";

codecRows("nulString", nulString(), [
  ["", "00"],
  ["eth0", "6574683000"],
  ["grün", "6772c3bc6e00"],
  ["😀", "f09f988000"],
]);
codecRows("bareString", bareString(), [
  ["", ""],
  ["vlan", "766c616e"],
  ["é", "c3a9"],
]);
codecRows("charArray(8)", charArray(8), [
  ["", "0000000000000000"],
  ["abcdefg", "6162636465666700"],
]);
codecRows("binary", binary, [
  [new Uint8Array(0), ""],
  [Uint8Array.of(1, 2, 255), "0102ff"],
]);

describe("strings", () => {
  test("are read with or without a NUL, or padded with several", () => {
    expect(decoded(nulString(), "65746830")).toBe("eth0");
    expect(decoded(bareString(), "6574683000")).toBe("eth0");
    expect(decoded(nulString(), "6574683000000000")).toBe("eth0");
    expect(decoded(nulString(), "")).toBe("");
  });
  test("with something behind the NUL, or that are not UTF-8, are not readable", () => {
    expect(decoded(nulString(), "65007400")).toBeUndefined();
    expect(decoded(nulString(), "ff00")).toBeUndefined();
    expect(decoded(nulString(), "c3")).toBeUndefined();
  });
  test("what is not readable is written back unchanged", () => {
    const set = attributeSet<object, object>("X_", { name: [1, interfaceName] });
    const bytes = "07000100ff410000".replace(/\s/g, "");
    const value = decoded(set, bytes)!;
    expect(value).toStrictEqual({ unknownAttributes: [{ type: 1, payload: Uint8Array.of(0xff, 0x41, 0) }] });
    expect(encoded(set, value)).toBe(bytes);
  });
  test("a NUL inside is refused", () => {
    for (const codec of [nulString(), bareString(), interfaceName, charArray(8)]) {
      expect(() => encoded(codec, "a\0b")).toThrow('"a\\u0000b" contains a NUL');
    }
  });
  test("an over-long one is refused, counted in bytes", () => {
    expect(encoded(interfaceName, "a".repeat(15))).toBe(`${"61".repeat(15)}00`);
    expect(() => encoded(interfaceName, "a".repeat(16))).toThrow("has 16 bytes, the limit is 15");
    expect(() => encoded(interfaceName, "ü".repeat(8))).toThrow("has 16 bytes, the limit is 15");
    expect(() => encoded(charArray(4), "abcd")).toThrow("has 4 bytes, the limit is 3");
  });
  test("one that is longer than may be written is not readable, so that it stays as it is", () => {
    expect(decoded(interfaceName, "61".repeat(16))).toBeUndefined();
    expect(decoded(interfaceName, "61".repeat(15))).toBe("a".repeat(15));
  });
  test("a value that is no string is refused", () => {
    // @ts-expect-error not a string
    expect(() => encoded(interfaceName, 5)).toThrow("5 is not a string");
  });
  test("a char array is read up to its NUL, or to its end", () => {
    expect(decoded(charArray(4), "61626364")).toBe("abcd");
    expect(decoded(charArray(4), "61000000")).toBe("a");
  });
});

describe("binary", () => {
  test("is a copy: the receive buffer may be reused", () => {
    // Node's Buffer is a Uint8Array whose own slice would not copy.
    for (const buffer of [Uint8Array.of(1, 2, 3), Buffer.from([1, 2, 3])]) {
      const value = binary.decode(sourceOf(buffer), 0, 3)!;
      buffer.fill(9);
      expect(value).toStrictEqual(Uint8Array.of(1, 2, 3));
    }
  });
  test("of fixed size takes that size only", () => {
    expect(encoded(fixedBinary(2), Uint8Array.of(1, 2))).toBe("0102");
    expect(() => encoded(fixedBinary(2), Uint8Array.of(1))).toThrow("1 bytes, expected 2");
    expect(decoded(fixedBinary(2), "01")).toBeUndefined();
  });
  test("what is no Uint8Array is refused", () => {
    // @ts-expect-error not bytes
    expect(() => encoded(binary, [1, 2])).toThrow("is not a Uint8Array");
  });
});

describe("hex", () => {
  test("round trips, and white space and colons are ignored", () => {
    expect(toHex(Uint8Array.of(0, 0x0f, 0xf0))).toBe("000ff0");
    expect(fromHex("00:0f f0\n")).toStrictEqual(Uint8Array.of(0, 0x0f, 0xf0));
  });
  test.each(["0", "0g", "0x00"])("%s is not hex", (text) => expect(() => fromHex(text)).toThrow("is not hex"));
});
