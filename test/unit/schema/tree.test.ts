import { describe, expect, test } from "vitest";
import { fromHex, parseAttributes, toHex, writeAttributes, Writer } from "../../../src/protocol/schema/index.ts";

const identical = (hex: string): void => {
  const bytes = fromHex(hex);
  expect(toHex(writeAttributes(parseAttributes(bytes, true), true))).toBe(toHex(bytes));
};

describe("attribute tree", () => {
  test("holds type, flags, payload, padding and children", () => {
    const bytes = fromHex("0c00 0580 0500 0140 07 aabbcc 0600 0900 0102");
    expect(parseAttributes(bytes, true)).toStrictEqual([
      {
        type: 5,
        flags: 0x8000,
        payload: bytes.subarray(4, 12),
        padding: new Uint8Array(0),
        children: [{ type: 1, flags: 0x4000, payload: Uint8Array.of(7), padding: Uint8Array.of(0xaa, 0xbb, 0xcc) }],
      },
      { type: 9, flags: 0, payload: Uint8Array.of(1, 2), padding: new Uint8Array(0) },
    ]);
  });
  test.each([
    ["nothing", ""],
    ["padding that is not zero", "0500 0100 07 aabbcc"],
    ["a last attribute without padding", "0500 0100 07"],
    ["both flags", "0400 01c0"],
    ["the same type twice, out of order", "0400 0200 0400 0100 0400 0200"],
    ["a nest", "0c00 0180 0800 0280 0400 0300"],
    ["a nest with a last attribute without padding", "0d00 0180 0900 0280 0500 0300 07 ffffff"],
    ["NLA_F_NESTED on a payload that is no nest", "0700 0180 0102ff 00"],
    ["NLA_F_NESTED on a payload with a bad length", "0c00 0180 0900 0100 00000000"],
    ["NLA_F_NESTED on an empty payload", "0400 0180"],
  ])("is the identity for %s", (_what, hex) => identical(hex));
  test("is written from the children when they were changed", () => {
    const tree = parseAttributes(fromHex("0c00 0180 0500 0200 07 000000"), true);
    tree[0]!.children!.push({ type: 3, flags: 0, payload: Uint8Array.of(9), padding: new Uint8Array(3) });
    expect(toHex(writeAttributes(tree, true))).toBe("1400018005000200070000000500030009000000");
  });
  test("big-endian", () => {
    const bytes = fromHex("000c 8001 0005 0002 07 000000");
    const tree = parseAttributes(bytes, false);
    expect(tree[0]!.children![0]!.type).toBe(2);
    expect(writeAttributes(tree, false)).toStrictEqual(bytes);
  });
  test.each([
    ["0300 0100", "attribute length 3, 4 bytes are left (at byte 0)"],
    ["0400 0100 0900 0100 00", "attribute length 9, 5 bytes are left (at byte 4)"],
    ["0400 0100 0102", "2 bytes left over behind the last attribute (at byte 4)"],
  ])("%s is an error", (hex, problem) => expect(() => parseAttributes(fromHex(hex), true)).toThrow(problem));
  test("nests as deep as a length can say neither exhaust the stack nor get lost", () => {
    let bytes: Uint8Array = new Uint8Array(0);
    while (bytes.length < 65_528) {
      const writer = new Writer(bytes.length + 4, true);
      const start = writer.beginAttribute(0x8001);
      writer.append(bytes);
      writer.endAttribute(start);
      bytes = writer.copy();
    }
    const tree = parseAttributes(bytes, true);
    expect(writeAttributes(tree, true)).toStrictEqual(bytes);
    let depth = 0;
    for (let nodes = tree; nodes[0]?.children !== undefined; nodes = nodes[0].children) depth++;
    expect(depth).toBe(32);
  });
});
