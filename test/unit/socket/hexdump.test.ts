import { describe, expect, it } from "vitest";
import { hexdiff, hexdump } from "../../../src/testing/hexdump.ts";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

describe("a hexadecimal dump", () => {
  it("shows offset, bytes and what is printable", () => {
    expect(hexdump(bytes("veth0\0 0123456789\xff"))).toBe(
      [
        "0000  76 65 74 68 30 00 20 30 31 32 33 34 35 36 37 38  veth0. 012345678",
        `0010  39 ff${" ".repeat(43 - 1)}  9.`,
      ].join("\n"),
    );
    expect(hexdump(new Uint8Array(0))).toBe("");
  });

  it("marks what differs, and is empty where nothing does", () => {
    expect(hexdiff(bytes("same"), bytes("same"))).toBe("");
    expect(hexdiff(bytes("0123456789abcdefX"), bytes("0123456789abcdefYZ"))).toBe(
      [
        "  0000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66",
        "- 0010  58",
        "+ 0010  59 5a",
        "        ^^ ^^",
        "expected 17 bytes, found 18",
      ].join("\n"),
    );
  });
});
