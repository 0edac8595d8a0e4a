import type { Datagram, Input } from "./datagram.ts";
import { InputError } from "./datagram.ts";

/** A line with an offset column: `0010  `, `00000010:`, `0x0010:`, as hexdump, xxd and tcpdump write them. */
const withColon = /^\s*(?:0x)?([0-9a-f]{4,16}):\s*(.*)$/i;
const withoutColon = /^\s*([0-9a-f]{4,16})(?:\s+(.*))?$/i;

/** A block of lines under way. */
interface Block {
  readonly line: number;
  readonly bytes: number[];
  /** Whether the block's lines begin with offsets. */
  offsets: boolean;
  /** Bytes of the last line, which a `*` of hexdump repeats. */
  last: readonly number[];
  repeating: boolean;
}

/** Digits of a line without its offset column: up to the text column, which two blanks or a bar set off. */
function withoutText(rest: string, colon: boolean): string {
  const bar = rest.indexOf("|");
  if (bar >= 0) return rest.slice(0, bar);
  const gap = colon ? rest.search(/\s{2,}/) : -1;
  return gap < 0 ? rest : rest.slice(0, gap);
}

/** The number in a line's offset column when it continues the block, or begins one with 0. */
function offsetOf(line: string, block: Block | undefined): { offset: number; digits: string } | undefined {
  const colon = withColon.exec(line);
  const match = colon ?? withoutColon.exec(line);
  if (match === null) return undefined;
  const offset = Number.parseInt(match[1] ?? "", 16);
  // A message never begins with four zero bytes: such a first word is an offset.
  if (colon === null && offset !== 0 && (block === undefined || !block.offsets || offset < block.bytes.length))
    return undefined;
  if (colon === null && offset === 0 && block !== undefined && !block.offsets) return undefined;
  return { offset, digits: withoutText(match[2] ?? "", colon !== null) };
}

/** The most characters of the input that a message quotes. */
const MOST_QUOTED = 40;

/** A part of the input between quotes: its beginning where it is long, with escapes for all that a terminal would not show as it is. */
function quoted(text: string): string {
  const characters = Array.from(text);
  const words = JSON.stringify(characters.slice(0, MOST_QUOTED).join("")).replace(
    /[^ -~]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return characters.length > MOST_QUOTED ? `${words}...` : words;
}

function bytesOf(digits: string, line: number): number[] {
  const plain = digits
    .replace(/(?:0x|\\x)([0-9a-f]{1,2})\b,?/gi, (_all, byte: string) => byte.padStart(2, "0"))
    .replace(/[\s:,]/g, "");
  const wrong = /[^0-9a-f]/i.exec(plain);
  if (wrong !== null) throw new InputError(`line ${line}: ${quoted(digits.trim())} is not hex`);
  if (plain.length % 2 !== 0) throw new InputError(`line ${line}: an odd number of hex digits`);
  return (plain.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
}

/**
 * Reads hex: with or without blanks, `0x` or `\x`, with the offset and text columns of hexdump -C, xxd or tcpdump, and with
 * comments behind `#` or `//`. An empty line, or an offset of 0, begins another datagram.
 * @throws InputError for anything else
 */
export function readHex(text: string): Input {
  const datagrams: Datagram[] = [];
  let block: Block | undefined;
  const finish = (): void => {
    if (block !== undefined && block.bytes.length > 0) {
      const where = `line ${block.line}`;
      datagrams.push({
        bytes: Uint8Array.from(block.bytes),
        protocol: undefined,
        littleEndian: undefined,
        where,
        note: "",
      });
    }
    block = undefined;
  };
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.replace(/(#|\/\/).*$/, "").trimEnd();
    if (line.trim() === "") {
      // A line of nothing but a comment does not end a datagram.
      if (raw.trim() === "") finish();
      continue;
    }
    if (line.trim() === "*" && block?.offsets === true) {
      block.repeating = true;
      continue;
    }
    const column = offsetOf(line, block);
    if (column?.offset === 0) finish();
    block ??= { line: index + 1, bytes: [], offsets: column !== undefined, last: [], repeating: false };
    if (column !== undefined && block.repeating) {
      while (block.bytes.length < column.offset && block.last.length > 0) block.bytes.push(...block.last);
      block.repeating = false;
    }
    if (column !== undefined && column.offset !== block.bytes.length) {
      const expected = block.bytes.length.toString(16);
      throw new InputError(
        `line ${index + 1}: offset ${column.offset.toString(16)}, expected ${expected} (hexadecimal)`,
      );
    }
    const bytes = bytesOf(column?.digits ?? line, index + 1);
    block.bytes.push(...bytes);
    block.last = bytes;
  }
  finish();
  return { datagrams, problems: [] };
}
