import type { Annotation } from "./annotate.ts";

const perLine = 16;
const width = (perLine / 4) * 9 - 1;

/** Hex in groups of four bytes, at most 16 bytes. */
function hex(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let offset = start; offset < end; offset++) {
    if (offset > start && (offset - start) % 4 === 0) text += " ";
    text += (bytes[offset] ?? 0).toString(16).padStart(2, "0");
  }
  return text;
}

/**
 * One annotation as lines of offset, hex and text. Long ranges take several lines, the text stands on the first.
 * @param origin offset that is shown as 0: the message's first byte
 */
export function layout(bytes: Uint8Array, { start, end, depth, text }: Annotation, origin: number): string {
  const words = text === "" ? "" : `  ${"  ".repeat(depth)}${text}`;
  if (start === end) return `${" ".repeat(6 + width)}${words}\n`;
  let lines = "";
  for (let offset = start; offset < end; offset += perLine) {
    const digits = hex(bytes, offset, Math.min(end, offset + perLine));
    const place = (offset - origin).toString(16).padStart(4, "0");
    lines += `${`${place}  ${digits.padEnd(width)}${offset === start ? words : ""}`.trimEnd()}\n`;
  }
  return lines;
}
