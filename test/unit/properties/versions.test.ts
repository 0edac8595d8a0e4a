/** What older and newer kernels send: real messages, shortened and lengthened. */
import { describe, expect, test } from "vitest";
import type { AnyCodec, WalkNode } from "../../../src/protocol/schema/index.ts";
import { shapeOf, sourceOf, walk, Writer } from "../../../src/protocol/schema/index.ts";
import { canonical } from "../../../src/testing/index.ts";
import type { CapturedMessage } from "../../support/capture.ts";
import { capturedMessages } from "../../support/capture.ts";

/** An attribute of a message, with those inside it. */
interface Node extends Pick<WalkNode, "start" | "end" | "payload" | "codec" | "path"> {
  readonly children: Node[];
  /** Holds records, which have lengths of their own: left as it is. */
  isOpaque: boolean;
}

/** The attributes of a body as a tree. */
function treeOf(schema: AnyCodec, body: Uint8Array): Node[] {
  const roots: Node[] = [];
  const open: Node[] = [];
  for (const node of walk(schema, sourceOf(body, true), 0, body.length)) {
    while (open.length > 0 && node.start >= open.at(-1)!.end) open.pop();
    if (node.role === "record") for (const around of open) around.isOpaque = true;
    if (node.role !== "attribute") continue;
    const { start, end, payload, codec, path } = node;
    const made: Node = { start, end, payload, path, children: [], isOpaque: false, ...(codec && { codec }) };
    (open.at(-1)?.children ?? roots).push(made);
    open.push(made);
  }
  return roots;
}

/** What becomes of an attribute's payload; `undefined` takes the attribute away. */
type Edit = (node: Node, payload: Uint8Array) => Uint8Array | undefined;

const join = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

function attribute(header: Uint8Array, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array((4 + payload.length + 3) & ~3);
  bytes.set(header);
  new DataView(bytes.buffer).setUint16(0, 4 + payload.length, true);
  bytes.set(payload, 4);
  return bytes;
}

/** A part of a body with every attribute in it edited, from the inside out. */
function edited(body: Uint8Array, start: number, end: number, nodes: readonly Node[], edit: Edit): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = start;
  for (const node of nodes) {
    parts.push(body.subarray(at, node.start));
    const inside =
      node.children.length === 0 || node.isOpaque
        ? body.subarray(node.payload, node.end)
        : edited(body, node.payload, node.end, node.children, edit);
    const payload = node.isOpaque ? inside : edit(node, inside);
    if (payload !== undefined) parts.push(attribute(body.subarray(node.start, node.payload), payload));
    at = Math.min((node.end + 3) & ~3, end);
  }
  parts.push(body.subarray(at, end));
  return join(parts);
}

const decode = (schema: AnyCodec, body: Uint8Array): unknown => schema.decode(sourceOf(body, true), 0, body.length);

function encode(schema: AnyCodec, value: unknown): Uint8Array {
  const writer = new Writer(4096, true);
  schema.encode(writer, value);
  return writer.copy();
}

const said = (schema: AnyCodec, body: Uint8Array): string[] => canonical(schema, sourceOf(body, true), 0, body.length);

/** A value without the properties of these names, at any depth. */
function without(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, names));
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (names.includes(key) ? [] : [[key, without(part, names)]])),
  );
}

const kindOf = ({ codec }: Node): string | undefined => (codec === undefined ? undefined : shapeOf(codec).kind);

/** Messages of each type whose attributes are not those of another one. */
function distinct(): [string, readonly CapturedMessage[]][] {
  const found = new Map<string, Map<string, CapturedMessage>>();
  for (const message of capturedMessages()) {
    const { name, schema, source, frame } = message;
    const names = [...walk(schema, source, frame.start, frame.end)].map(({ path }) => path.join("."));
    if (!found.has(name)) found.set(name, new Map());
    found.get(name)!.set(names.join(" "), message);
  }
  return [...found].map(([name, messages]) => [name, [...messages.values()]]);
}

const unknown = Uint8Array.of(8, 0, 0xfe, 0x3f, 0xde, 0xad, 0xbe, 0xef);
const tail = new Uint8Array(8).fill(0xee);

describe.each(distinct())("%s", (_name, messages) => {
  const each = (check: (schema: AnyCodec, body: Uint8Array, tree: Node[]) => void): void => {
    for (const { schema, source, frame } of messages) {
      const body = source.bytes.slice(frame.start, frame.end);
      check(schema, body, treeOf(schema, body));
    }
  };

  test("of a newer kernel has attributes that are kept, at every level", () => {
    each((schema, body, tree) => {
      const grow: Edit = (node, payload) => (kindOf(node) === "set" ? join([payload, unknown]) : payload);
      const newer = join([edited(body, 0, body.length, tree, grow), unknown]);
      const value = decode(schema, newer);
      const names = ["unknownAttributes"];
      expect(without(value, names)).toEqual(without(decode(schema, body), names));
      expect(said(schema, encode(schema, value))).toEqual(said(schema, newer));
    });
  });

  test("of a newer kernel has longer structs, whose tails are kept", () => {
    each((schema, body, tree) => {
      const grow: Edit = (node, payload) => (kindOf(node) === "struct" ? join([payload, tail]) : payload);
      const newer = edited(body, 0, body.length, tree, grow);
      const value = decode(schema, newer);
      expect(without(value, ["rest"])).toEqual(without(decode(schema, body), ["rest"]));
      expect(said(schema, encode(schema, value))).toEqual(said(schema, newer));
    });
  });

  test("of an older kernel has shorter structs: what is missing is 0", () => {
    each((schema, body, tree) => {
      const cut = (payload: Uint8Array): number => Math.max(4, payload.length - 4);
      const shorter: Edit = (node, payload) =>
        kindOf(node) === "struct" ? payload.subarray(0, cut(payload)) : payload;
      const zeroed: Edit = (node, payload) =>
        kindOf(node) === "struct" ? payload.map((byte, at) => (at < cut(payload) ? byte : 0)) : payload;
      const older = decode(schema, edited(body, 0, body.length, tree, shorter));
      const expected = decode(schema, edited(body, 0, body.length, tree, zeroed));
      expect(without(older, ["rest"])).toEqual(without(expected, ["rest"]));
    });
  });

  test("of an older kernel lacks an attribute: the others say the same", () => {
    each((schema, body, tree) => {
      const whole = decode(schema, body) as { attributes: Record<string, unknown> };
      for (const missing of tree) {
        const less = edited(body, 0, body.length, tree, (node, payload) => (node === missing ? undefined : payload));
        const { attributes } = decode(schema, less) as typeof whole;
        for (const key of Object.keys(whole.attributes)) {
          // An attribute that stands several times has its place behind its name.
          if (key === missing.path[0]?.split(".")[0] || key === "unknownAttributes") continue;
          // Without its selector a payload is kept as bytes.
          if (key in attributes) expect(attributes[key]).toEqual(whole.attributes[key]);
          else
            expect(attributes["unknownAttributes"]).toEqual([expect.objectContaining({ payload: expect.anything() })]);
        }
      }
    });
  });
});
