import type { AnyCodec, Source } from "../protocol/schema/index.ts";
import { shapeOf, toHex, walk } from "../protocol/schema/index.ts";

/**
 * What a payload says, whatever the order, padding and flags it was written with: one line a value, sorted. Two payloads with
 * equal lines mean the same to the kernel. A string is the same with and without its NUL, a struct with and without zeroes
 * at its end.
 */
export function canonical(codec: AnyCodec, source: Source, start: number, end: number): string[] {
  const lines: string[] = [];
  for (const node of walk(codec, source, start, end)) {
    const { role, path, payload } = node;
    if (node.hasChildren) {
      if (role === "attribute") lines.push(`${path.join(".")} {}`);
      continue;
    }
    let bytes = source.bytes.subarray(role === "attribute" ? payload : node.start, node.end);
    const isText = node.codec !== undefined && shapeOf(node.codec).kind === "string";
    if (role !== "attribute" || isText) {
      let length = bytes.length;
      while (length > 0 && bytes[length - 1] === 0) length--;
      bytes = bytes.subarray(0, length);
      if (role !== "attribute" && length === 0) continue;
    }
    lines.push(`${path.join(".")} ${role} ${toHex(bytes)}`);
  }
  return lines.sort();
}
