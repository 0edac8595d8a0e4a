import type { AnyCodec, NumberNames, Source } from "../../protocol/schema/index.ts";
import { chosen, readPayload, shapeOf, toHex } from "../../protocol/schema/index.ts";

/** The names of a number's bits, or of the number; an empty string when it has none. */
export function namesOf(value: number, names: NumberNames): string {
  const entries = Object.entries(names.values);
  if (!names.flags) return entries.find(([, number]) => number === value)?.[0] ?? "";
  let rest = value;
  const found: string[] = [];
  for (const [name, bit] of entries) {
    if (bit === 0 || (value & bit) >>> 0 !== bit) continue;
    found.push(name);
    rest &= ~bit;
  }
  if (found.length === 0) return "";
  return rest === 0 ? found.join(" ") : [...found, `0x${(rest >>> 0).toString(16)}`].join(" ");
}

/** A decoded value as text of one line. */
function textOf(value: unknown): string {
  if (typeof value === "bigint" || typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  if (typeof value !== "object" || value === null) return "";
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{ ${fields.map(([name, field]) => `${name}: ${textOf(field)}`).join(", ")} }`;
}

/**
 * What stands behind a name: ` = 1500`, ` = 3 (up broadcast)`, ` = "eth0"`; empty for a flag.
 * @param start the first byte of an attribute (its header) or of a struct's field
 */
export function valueText(
  given: AnyCodec,
  source: Source,
  role: "attribute" | "field",
  start: number,
  end: number,
): string {
  const codec = chosen(given, source, role === "attribute" ? start + 4 : start, end);
  const shape = shapeOf(codec);
  const value: unknown =
    role === "attribute" ? readPayload(codec, source, start, end) : codec.decode(source, start, end);
  const length = role === "attribute" ? end - start - 4 : end - start;
  if (shape.kind === "flag" && value === true) return "";
  if (shape.kind === "flag" && value === undefined) return ` with a payload of ${length} bytes, which a flag has not`;
  if (shape.kind === "binary")
    return length > 32 || length === 0 ? `, ${length} bytes` : ` = ${toHex(source.bytes.subarray(end - length, end))}`;
  if (value === undefined) return `: not readable, ${length} bytes`;
  if (shape.kind === "integer" && shape.names !== undefined && typeof value === "number") {
    const names = namesOf(value, shape.names);
    const number = shape.names.flags && value !== 0 ? `0x${value.toString(16)}` : String(value);
    return names === "" ? ` = ${number}` : ` = ${number} (${names})`;
  }
  if (shape.kind === "array" && shape.names !== undefined && Array.isArray(value)) {
    const { names, base = 0 } = shape;
    const elements = value.map((element, place) => {
      const name = namesOf(place + base, names);
      return `${name === "" ? place + base : name}: ${textOf(element)}`;
    });
    return ` = [${elements.join(", ")}]`;
  }
  return shape.kind === "address" && typeof value === "string" ? ` = ${value}` : ` = ${textOf(value)}`;
}
