import { describe, expect, test } from "vitest";
import {
  array,
  attributeSet,
  byFamily,
  DecodeError,
  ip,
  list,
  message,
  binary,
  records,
  sourceOf,
  fromHex,
  struct,
  u16,
  u32,
  u8,
  Writer,
} from "../../../src/protocol/schema/index.ts";
import { codecRows, decoded, encoded } from "../../support/codec-rows.ts";

const element = attributeSet<{ id?: number }, { id?: number }>("E_", { id: [1, u16] });

// NFTA_LIST_ELEM: every element has the same type.
codecRows("list of nests of one type", list(element, 1), [
  [[], ""],
  [
    [{ id: 1 }, { id: 2 }],
    "0c00 0180 0600 0100 0100 0000  0c00 0180 0600 0100 0200 0000",
    "000c 8001 0006 0001 0001 0000  000c 8001 0006 0001 0002 0000",
  ],
]);
codecRows("numbered list of integers", list(u32, "index"), [
  [[7, 8], "0800 0100 07000000 0800 0200 08000000", "0008 0001 00000007 0008 0002 00000008"],
]);
codecRows("list numbered from zero", list(u8, "index", 0), [
  [[7, 8], "0500 0000 07 000000 0500 0100 08 000000", "0005 0000 07 000000 0005 0001 08 000000"],
]);
codecRows("array", array(u16), [
  [[], ""],
  [[1, 2, 3], "010002000300", "000100020003"],
]);

describe("list", () => {
  test("with elements of another type or size is not readable, so that it stays raw", () => {
    expect(decoded(list(u8, 1), "0500 0200 07 000000")).toBeUndefined();
    expect(decoded(list(u8, "index"), "0500 0200 07 000000")).toBeUndefined();
    expect(decoded(list(u8, 1), "0600 0100 0707 0000")).toBeUndefined();
  });
  test("a broken length is an error with the index", () => {
    const set = attributeSet<object, object>("S_", { list: [1, list(element, 1)] });
    expect(() => decoded(set, "1000 0180 0400 0180 0800 0180 0900 0100")).toThrow(
      "list.1: attribute length 9, 4 bytes are left (at byte 28)",
    );
    expect(() => decoded(set, "0800 0180 0300 0180")).toThrow("list: attribute length 3, 4 bytes are left");
  });
  test("an element that can't be written is named", () => {
    expect(() => encoded(list(element, 1), [{ id: 1 }, { id: -1 }])).toThrow("1.id: -1 is not a u16");
    expect(() => encoded(array(u8), [1, 256])).toThrow("1: 256 is not a u8");
  });
  test("an array that does not divide is not readable", () => expect(decoded(array(u16), "010002")).toBeUndefined());
});

/** struct rtnexthop of linux/rtnetlink.h. */
const rtnexthop = struct("rtnexthop", { len: u16, flags: u8, hops: u8, ifindex: u32 });
const hop = attributeSet<{ gateway?: string }, { gateway?: string }>("RTA_", { gateway: [5, ip] });
const multipath = records(rtnexthop, "len", hop);

describe("records", () => {
  const bytes = "1000 00 01 02000000 0800 0500 0a000001  0800 01 00 03000000".replace(/\s/g, "");
  const value = [
    { header: { len: 16, flags: 0, hops: 1, ifindex: 2 }, attributes: { gateway: "10.0.0.1" } },
    { header: { len: 8, flags: 1, hops: 0, ifindex: 3 }, attributes: {} },
  ];
  test("decode to header and attributes each", () => expect(decoded(multipath, bytes)).toStrictEqual(value));
  test("encode with the length computed", () => {
    expect(encoded(multipath, value)).toBe(bytes);
    const withoutLengths = value.map(({ header: { flags, hops, ifindex }, attributes }) => ({
      header: { flags, hops, ifindex },
      attributes,
    }));
    expect(encoded(multipath, withoutLengths)).toBe(bytes);
    expect(encoded(multipath, [{}])).toBe("0800000000000000");
  });
  test.each([
    ["0700 00 00 02000000", "rtnexthop of 7 bytes, 8 are left"],
    ["0000 00 00 02000000", "rtnexthop of 0 bytes, 8 are left"],
    ["1000 00 00 02000000", "rtnexthop of 16 bytes, 8 are left"],
    ["0c00 00 00 02000000 0500 0500", "0: attribute length 5, 4 bytes are left"],
  ])("%s is an error", (hex, problem) => {
    expect(() => decoded(multipath, hex)).toThrow(DecodeError);
    expect(() => decoded(multipath, hex)).toThrow(problem);
  });
  test("a tail too short for a record is not readable", () => expect(decoded(multipath, "0800")).toBeUndefined());
  test("an error names record and attribute", () => {
    expect(() => encoded(multipath, [{}, { attributes: { gateway: "x" } }])).toThrow(
      '1.gateway: "x" is not an IP address',
    );
    expect(() => encoded(multipath, [{ header: { ifindex: -1 } }])).toThrow("0.header.ifindex: -1 is not a u32");
  });
  test("the length field must be a u16 of the struct", () => {
    expect(() => records(rtnexthop, "ifindex", hop)).toThrow("rtnexthop.ifindex is not a u16");
  });
});

const msg = struct("msg", { family: u8, table: u8 });
const body = message(
  msg,
  attributeSet<object, object>("M_", { info: [1, byFamily<unknown, never>({ 7: element }, binary)], id: [2, u16] }),
);

describe("message", () => {
  test("the family in its header chooses the payload, and whether that is a nest", () => {
    const bridge = "07 00 0000 0c00 0180 0600 0100 0500 0000".replace(/\s/g, "");
    expect(encoded(body, { header: { family: 7 }, attributes: { info: { id: 5 } } })).toBe(bridge);
    expect(decoded(body, bridge)).toStrictEqual({ header: { family: 7, table: 0 }, attributes: { info: { id: 5 } } });
    const other = "02 00 0000 0500 0100 05 000000".replace(/\s/g, "");
    expect(encoded(body, { header: { family: 2 }, attributes: { info: Uint8Array.of(5) } })).toBe(other);
    expect(decoded(body, other)).toStrictEqual({
      header: { family: 2, table: 0 },
      attributes: { info: Uint8Array.of(5) },
    });
  });
  test("a message inside a message has a family of its own and gives the outer one back", () => {
    const around = message(
      msg,
      attributeSet<object, object>("A_", {
        peer: [1, body],
        info: [2, byFamily<unknown, never>({ 7: element }, binary)],
      }),
    );
    const value = {
      header: { family: 7, table: 0 },
      attributes: {
        peer: { header: { family: 2, table: 1 }, attributes: { info: Uint8Array.of(1) } },
        info: { id: 9 },
      },
    };
    const hex = encoded(around, value);
    // A message is not a nest: its attribute begins with a header.
    expect(hex).toBe(
      "07000000 1000 0100 02010000 0500 0100 01 000000 0c00 0280 0600 0100 0900 0000".replace(/\s/g, ""),
    );
    expect(decoded(around, hex)).toStrictEqual(value);
  });
  test("a body shorter than its header reads as zero-filled", () => {
    expect(decoded(body, "07")).toStrictEqual({ header: { family: 7, table: 0 }, attributes: {} });
    expect(decoded(body, "")).toStrictEqual({ header: { family: 0, table: 0 }, attributes: {} });
  });
  test("header and attributes may be left out", () => {
    expect(encoded(body, {})).toBe("00000000");
    expect(encoded(body, { attributes: { id: 1 } })).toBe("000000000600020001000000");
  });
  test("errors name header or attribute", () => {
    expect(() => encoded(body, { header: { family: 256 } })).toThrow("header.family: 256 is not a u8");
    expect(() => encoded(body, { attributes: { id: 65536 } })).toThrow("id: 65536 is not a u16");
  });
  test("a failure leaves the family of writer and source as it was", () => {
    const writer = new Writer(8, true);
    expect(() => body.encode(writer, { header: { family: 7 }, attributes: { id: -1 } })).toThrow("id: -1");
    expect(writer.family).toBe(0);
    const source = sourceOf(fromHex("07000000 0300 0100"), true);
    expect(() => body.decode(source, 0, 8)).toThrow("attribute length 3");
    expect(source.family).toBe(0);
  });
});
