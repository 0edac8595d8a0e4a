import type { Cursor } from "../cursor.ts";
import { wrongArgument } from "../failure.ts";
import { isInterfaceName } from "../link-cache.ts";
import { numberOfTransport } from "../names.ts";
import { parseUnsigned } from "../numbers.ts";

/** `FIRST-LAST`, or with `single` one number. */
export function readRange(word: string, limit: number, single: boolean): { start: number; end: number } | undefined {
  const [, first, last] = /^\s*\+?([0-9]+)(?:-\s*\+?([0-9]+))?/.exec(word) ?? [];
  if (first === undefined || (last === undefined && !single)) return undefined;
  const start = Number(BigInt(first) & BigInt(limit));
  return { start, end: last === undefined ? start : Number(BigInt(last) & BigInt(limit)) };
}

/** Reads `MARK[/MASK]`. */
export function readMark(cursor: Cursor): { mark: number; mask: number | undefined } {
  const word = cursor.next();
  const slash = word.indexOf("/");
  const text = slash < 0 ? word : word.slice(0, slash);
  const mark = parseUnsigned(text, 32);
  if (mark === undefined) throw wrongArgument("fwmark value is invalid\n", text);
  if (slash < 0) return { mark, mask: undefined };
  const mask = parseUnsigned(word.slice(slash + 1), 32);
  if (mask === undefined) throw wrongArgument("fwmask value is invalid\n", word.slice(slash + 1));
  return { mark, mask };
}

/** The number of a transport protocol by number or name. */
export function readTransport(cursor: Cursor): number {
  const word = cursor.next();
  const protocol = parseUnsigned(word, 8, 10) ?? numberOfTransport(word);
  if (protocol === undefined) throw wrongArgument('Invalid "ipproto" value\n', word);
  return protocol;
}

/** A word that can be an interface's name. */
export function readInterface(cursor: Cursor, words: string): string {
  const word = cursor.next();
  if (!isInterfaceName(word)) throw wrongArgument(`${words} not a valid ifname`, word);
  return word;
}
