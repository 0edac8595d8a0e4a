import type { Cursor } from "../cursor.ts";
import { CommandError, wrongArgument } from "../failure.ts";
import { parseUnsigned, parseUnsigned64 } from "../numbers.ts";
import type { Session } from "../session.ts";

/** What an option's reader may need of the command that it is part of. */
export interface KindContext {
  readonly session: Session;
  /** Whether an existing link is changed, and not a new one made. */
  readonly changes: boolean;
}

/** Attributes while they are collected, in the order of the words. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** Reads the value of an option: a number without sign of that many bits. */
export function readNumber(cursor: Cursor, bits: 8 | 16 | 32, why: string): number {
  const word = cursor.next();
  const value = parseUnsigned(word, bits);
  if (value === undefined) throw wrongArgument(why, word);
  return value;
}

/** Reads the value of an option: a number of 64 bits without sign. */
export function readNumber64(cursor: Cursor, why: string): bigint {
  const word = cursor.next();
  const value = parseUnsigned64(word);
  if (value === undefined) throw wrongArgument(why, word);
  return value;
}

/** Reads `on` or `off`, in full. */
export function readSwitch(cursor: Cursor, option: string): boolean {
  const word = cursor.next();
  if (word === "on") return true;
  if (word === "off") return false;
  throw new CommandError(`Error: argument of "${option}" must be "on" or "off", not "${word}"\n`);
}

/** Reads `on` or `off`, which may be abbreviated; `o` is off. @param status exit status of the failure */
export function readAbbreviatedSwitch(cursor: Cursor, option: string, status: number): 0 | 1 {
  const word = cursor.next();
  if (word !== "" && "off".startsWith(word)) return 0;
  if (word !== "" && "on".startsWith(word)) return 1;
  throw new CommandError(`Error: argument of "${option}" must be one of "off", "on", not "${word}"\n`, status);
}
