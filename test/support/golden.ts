import { describe, expect, it } from "vitest";
import type * as address from "../../src/ops/address.ts";
import type * as fdb from "../../src/ops/fdb.ts";
import type * as neighbour from "../../src/ops/neighbour.ts";
import type * as nsid from "../../src/ops/nsid.ts";
import type * as route from "../../src/ops/route.ts";
import type * as rule from "../../src/ops/rule.ts";
import type { MessageSchema } from "../../src/protocol/schema/message.ts";
import { sourceOf } from "../../src/protocol/schema/source.ts";
import { Writer } from "../../src/protocol/schema/writer.ts";
import type { Operation, Request } from "../../src/socket/request.ts";
import { hex, mask } from "./oracle.ts";

/** The operations that rows are made of, from the sources or from the built package. */
export interface Ops {
  readonly address: typeof address;
  readonly fdb: typeof fdb;
  readonly neighbour: typeof neighbour;
  readonly nsid: typeof nsid;
  readonly route: typeof route;
  readonly rule: typeof rule;
}

/** A request as the real tool sends it, and ours. */
export interface RequestRow {
  readonly name: string;
  /** A command to be run before, which is not looked at. */
  readonly before?: string;
  /** The tool's command. */
  readonly command: string;
  /** Ours. */
  readonly request: (ops: Ops) => Operation<unknown>;
  /** The tool's message in hex, a part a line. */
  readonly bytes: readonly string[];
  /** What the body says. */
  readonly value: unknown;
}

/** A message of the kernel, and what it says. */
export interface ReplyRow {
  readonly name: string;
  /** False where the kernel writes the same value in other bytes than we do. */
  readonly isCanonical?: boolean;
  readonly bytes: readonly string[];
  readonly value: unknown;
}

/** Bytes of hex digits with blanks between them. */
export function hexBytes(text: string): Uint8Array {
  return Uint8Array.from(text.replace(/\s/g, "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** A message's bytes from its lines, with sequence number and port id zeroed and NLA_F_NESTED cleared. */
export function rowBytes({ bytes }: { readonly bytes: readonly string[] }): string {
  return hex(mask(hexBytes(bytes.join(""))));
}

const REQUEST_AND_ACK = 0x0005;

/** A request as the connection would send it, masked likewise, with the flags that the connection adds taken from `like`. */
export function requestBytes(operation: Operation<unknown>, like: string): string {
  if (!("body" in operation)) throw new Error("this is not a single request");
  const { type, flags, body } = operation as Request<unknown>;
  const message = new Uint8Array(16 + body.length);
  message.set(body, 16);
  const view = new DataView(message.buffer);
  view.setUint32(0, message.length, true);
  view.setUint16(4, type, true);
  view.setUint16(6, flags | (hexBytes(like)[6]! & REQUEST_AND_ACK), true);
  return hex(mask(message));
}

function decodeBody(schema: MessageSchema, lines: readonly string[]): unknown {
  const message = hexBytes(lines.join(""));
  return schema.decode(sourceOf(message, true), 16, message.length);
}

function encodeBody(schema: MessageSchema, value: unknown, lines: readonly string[]): string {
  const writer = new Writer(64, true);
  writer.append(hexBytes(lines.join("")).subarray(0, 16));
  schema.encode(writer, value as object);
  writer.align();
  return hex(mask(writer.copy()));
}

/** Tests a table of requests: decoding, encoding, and the operation that makes them. */
export function goldenRequests(schema: MessageSchema, rows: readonly RequestRow[], ops: Ops): void {
  describe.each(rows)("$command", (row) => {
    it("is read", () => expect(decodeBody(schema, row.bytes)).toEqual(row.value));
    it("is written", () => expect(encodeBody(schema, row.value, row.bytes)).toBe(padded(rowBytes(row))));
    it(row.name, () => expect(requestBytes(row.request(ops), row.bytes.join(""))).toBe(padded(rowBytes(row))));
  });
}

/** Tests a table of the kernel's messages: decoding, and writing back the same bytes. */
export function goldenReplies(schema: MessageSchema, rows: readonly ReplyRow[]): void {
  it.each(rows.map((row, index) => [`${index}: ${row.name}`, row] as const))("reads and writes %s", (_, row) => {
    expect(decodeBody(schema, row.bytes)).toEqual(row.value);
    if (row.isCanonical === false) expect(encodeBody(schema, row.value, row.bytes)).not.toBe(padded(rowBytes(row)));
    else expect(encodeBody(schema, row.value, row.bytes)).toBe(padded(rowBytes(row)));
  });
}

/** Messages end on a multiple of four; where the tool's last attribute does not, its padding is sent all the same. */
function padded(text: string): string {
  return text + "0".repeat((8 - (text.replace(/\s/g, "").length % 8)) % 8);
}
