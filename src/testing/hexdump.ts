const ROW = 16;

function row(bytes: Uint8Array, offset: number): string {
  const cells: string[] = [];
  for (let index = offset; index < offset + ROW; index++) {
    const byte = bytes[index];
    cells.push(byte === undefined ? "  " : byte.toString(16).padStart(2, "0"));
  }
  return cells.join(" ");
}

const address = (offset: number): string => offset.toString(16).padStart(4, "0");

/** Bytes as text: sixteen a line, behind their offset, in hexadecimal and as ASCII. */
export function hexdump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += ROW) {
    const text = [...bytes.subarray(offset, offset + ROW)].map((byte) =>
      byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".",
    );
    lines.push(`${address(offset)}  ${row(bytes, offset)}  ${text.join("")}`);
  }
  return lines.join("\n");
}

/**
 * The difference of two byte strings, as text: lines that agree once, others as `-` expected and `+` actual with `^^` under the bytes that
 * differ. Empty when they are equal.
 */
export function hexdiff(expected: Uint8Array, actual: Uint8Array): string {
  const lines: string[] = [];
  let different = expected.length !== actual.length;
  for (let offset = 0; offset < Math.max(expected.length, actual.length); offset += ROW) {
    const [before, after] = [row(expected, offset), row(actual, offset)];
    if (before === after) lines.push(`  ${address(offset)}  ${before}`);
    else {
      different = true;
      const marks = Array.from({ length: ROW }, (_, index) =>
        expected[offset + index] === actual[offset + index] ? "  " : "^^",
      );
      lines.push(
        `- ${address(offset)}  ${before}`,
        `+ ${address(offset)}  ${after}`,
        `        ${marks.join(" ").trimEnd()}`,
      );
    }
  }
  if (!different) return "";
  if (expected.length !== actual.length) lines.push(`expected ${expected.length} bytes, found ${actual.length}`);
  return lines.map((line) => line.trimEnd()).join("\n");
}
