import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePrefix, readLinkLayer, sharePrefix } from "../../../src/cli/addresses.ts";
import { CommandError } from "../../../src/cli/failure.ts";
import { matchesPattern } from "../../../src/ops/pattern.ts";
import { leadingInteger, parseInteger, parseSigned, parseUnsigned, parseUnsigned64 } from "../../../src/cli/numbers.ts";

describe("numbers, as strtoul(3) reads them", () => {
  test.each([
    ["10", 10n],
    ["0x10", 16n],
    ["010", 8n],
    ["0", 0n],
    [" +7", 7n],
    ["-3", -3n],
    ["08", undefined],
    ["0x", undefined],
    ["1 ", undefined],
    ["", undefined],
    ["1e3", undefined],
    ["x", undefined],
  ])("%j", (text, expected) => {
    expect(parseInteger(text)).toBe(expected);
  });

  test("are held to their width", () => {
    expect(parseUnsigned("255", 8)).toBe(255);
    expect(parseUnsigned("256", 8)).toBeUndefined();
    expect(parseUnsigned("4294967295", 32)).toBe(0xffffffff);
    expect(parseUnsigned("4294967296", 32)).toBeUndefined();
    expect(parseUnsigned("-1", 32)).toBeUndefined();
    expect(parseUnsigned("-18446744073709551615", 32)).toBe(1);
    expect(parseSigned("-2147483648")).toBe(-0x80000000);
    expect(parseSigned("2147483648")).toBeUndefined();
    expect(parseUnsigned64("0xffffffffffffffff")).toBe(0xffffffffffffffffn);
    expect(parseUnsigned64("18446744073709551616")).toBeUndefined();
    expect(leadingInteger("12abc")).toBe(12);
    expect(leadingInteger("abc")).toBe(0);
  });

  test("any of 32 bits is read back from its decimal, octal and hexadecimal text", () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), (value) => {
        expect(parseUnsigned(String(value), 32)).toBe(value);
        expect(parseUnsigned(`0x${value.toString(16)}`, 32)).toBe(value);
        expect(parseUnsigned(`0${value.toString(8)}`, 32)).toBe(value);
      }),
    );
  });
});

describe("prefixes", () => {
  const parse = (text: string, family = 0): string | undefined => {
    const prefix = parsePrefix(text, family);
    return prefix && `${prefix.family} ${[...prefix.bytes].join(".")} /${prefix.length} ${prefix.lengthGiven}`;
  };

  test.each([
    ["10.1.2.3", 0, "2 10.1.2.3 /32 false"],
    ["10.8", 0, "2 10.8.0.0 /32 false"],
    ["10/8", 0, "2 10.0.0.0 /8 true"],
    ["0x0a.010.1.1/24", 0, "2 10.8.1.1 /24 true"],
    ["10.0.0.0/255.255.240.0", 0, "2 10.0.0.0 /20 true"],
    ["10.0.0.0/255.0.255.0", 0, undefined],
    ["10.0.0.0/33", 0, undefined],
    ["10.0.0.256", 0, undefined],
    ["10.0.0.0.1", 0, undefined],
    ["10.0.0.", 0, undefined],
    ["default", 0, "0  /0 true"],
    ["default", 2, "2 0.0.0.0 /0 true"],
    ["default/0", 2, undefined],
    ["any", 2, "2  /0 false"],
    ["::1", 2, undefined],
    ["10.0.0.1", 10, undefined],
    ["::1/64", 0, "10 0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1 /64 true"],
    ["::1/129", 0, undefined],
    [":::1", 0, undefined],
    ["", 0, undefined],
  ])("%j in family %i", (text, family, expected) => {
    expect(parse(text, family)).toBe(expected);
  });

  test("are compared bit by bit", () => {
    const bytes = (...list: number[]): Uint8Array => Uint8Array.from(list);
    expect(sharePrefix(bytes(10, 1), bytes(10, 2), 8)).toBe(true);
    expect(sharePrefix(bytes(10, 1), bytes(10, 2), 14)).toBe(true);
    expect(sharePrefix(bytes(10, 1), bytes(10, 2), 15)).toBe(false);
    expect(sharePrefix(bytes(), bytes(0, 0), 16)).toBe(true);
    expect(sharePrefix(bytes(), bytes(0, 1), 16)).toBe(false);
  });

  test("link-layer addresses are read leniently, and refused with the part that is wrong", () => {
    expect([...readLinkLayer("2:0:0:a:B:ff")]).toEqual([2, 0, 0, 10, 11, 255]);
    expect([...readLinkLayer("10.0.0.1")]).toEqual([10, 0, 0, 1]);
    expect([...readLinkLayer("1g")]).toEqual([1]);
    expect(() => readLinkLayer("00:zz:11")).toThrow(new CommandError('"zz" is invalid lladdr.\n'));
    expect(() => readLinkLayer("00:100")).toThrow(new CommandError('"100" is invalid lladdr.\n'));
  });
});

describe("patterns of labels", () => {
  test.each([
    ["v0*", "v0:1", true],
    ["v?", "v0", true],
    ["v?", "v00", false],
    ["v[0-3]", "v2", true],
    ["v[!0-3]", "v2", false],
    ["v[", "v[", true],
    ["a.b", "axb", false],
    ["\\*", "*", true],
    ["", "", true],
  ])("%j on %j", (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });
});
