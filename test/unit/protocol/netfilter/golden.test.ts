import { describe, expect, it } from "vitest";
import { families, nftExpression, nftExpressions } from "../../../../src/protocol/netfilter/index.ts";
import type { AnyCodec } from "../../../../src/protocol/schema/index.ts";
import { fromHex, sourceOf, toHex, Writer } from "../../../../src/protocol/schema/index.ts";
import { mask } from "../../../support/oracle.ts";
import { expressionRows } from "./expression-rows.ts";
import { replyRows, requestRows } from "./message-rows.ts";

/** Bytes of the lines; the padding of the last attribute is not always sent. */
function bytesOf(lines: readonly string[]): Uint8Array {
  return fromHex(lines.join(""));
}
function decode(codec: AnyCodec, bytes: Uint8Array, littleEndian = true): unknown {
  return codec.decode(sourceOf(bytes, littleEndian), 0, bytes.length);
}
function encode(codec: AnyCodec, value: unknown, littleEndian = true): Uint8Array {
  const writer = new Writer(64, littleEndian);
  codec.encode(writer, value);
  writer.align();
  return writer.copy();
}
const schemaOf = (name: string): AnyCodec =>
  families.flatMap(({ messages }) => messages).find((message) => message.name === name)!.schema;

/** Hex of a body without NLA_F_NESTED, which the kernel leaves out of what it sends. */
function unflagged(body: Uint8Array): string {
  const message = new Uint8Array(16 + body.length);
  message[5] = 10;
  message.set(body, 16);
  return toHex(mask(message));
}

describe("expressions", () => {
  describe.each(expressionRows.map((row) => [`${row[1].kind}: ${row[0]}`, row] as const))(
    "%s",
    (_, [, value, lines]) => {
      it("is read", () => expect(decode(nftExpression, bytesOf(lines))).toStrictEqual(value));
      it("is written", () => expect(toHex(encode(nftExpression, value))).toBe(toHex(bytesOf(lines))));
      it("survives the other byte order", () =>
        expect(decode(nftExpression, encode(nftExpression, value, false), false)).toStrictEqual(value));
    },
  );

  it("all have a row", () => {
    const covered = new Set(expressionRows.map(([, { kind }]) => kind));
    // `limit` of a dynset and `connlimit` stand inside others too; everything declared is seen on its own.
    expect(Object.keys(nftExpressions).filter((kind) => !new Set<unknown>(covered).has(kind))).toEqual([]);
  });

  it("that are not known are kept as they are", () => {
    const bytes = fromHex("0b000100 71756f74616100 00 0c000280 0800010000000001".replaceAll(" ", ""));
    const value = decode(nftExpression, bytes);
    expect(value).toMatchObject({ kind: "unknown", name: "quotaa" });
    expect(toHex(encode(nftExpression, value))).toBe(toHex(bytes));
  });
});

describe("requests of nft", () => {
  describe.each(requestRows.map((row) => [`${row[1]}: ${row[0]}`, row] as const))("%s", (_, [, name, value, lines]) => {
    const schema = schemaOf(name);
    it("is read", () => expect(decode(schema, bytesOf(lines))).toStrictEqual(value));
    it("is written", () => expect(toHex(encode(schema, value))).toBe(toHex(bytesOf(lines))));
    it("survives the other byte order", () =>
      expect(decode(schema, encode(schema, value, false), false)).toStrictEqual(value));
  });
});

describe("answers of the kernel", () => {
  describe.each(replyRows.map((row) => [`${row[1]}: ${row[0]}`, row] as const))("%s", (_, [, name, value, lines]) => {
    const schema = schemaOf(name);
    it("is read", () => expect(decode(schema, bytesOf(lines))).toStrictEqual(value));
    // The kernel gives every element of a set the same type number; we number them, as nft does.
    const isNumbered = name === "NFT_MSG_NEWSETELEM";
    it("is written", () => {
      const written = encode(schema, value);
      if (isNumbered) expect(decode(schema, written)).toStrictEqual(value);
      else expect(unflagged(written)).toBe(unflagged(bytesOf(lines)));
    });
  });
});
