import { AF_UNSPEC } from "../../protocol/route/address-family.ts";
import type { Prefix } from "../addresses.ts";
import { formatAddress, readAddress } from "../addresses.ts";
import type { Cursor } from "../cursor.ts";
import { abbreviates } from "../cursor.ts";
import { wrongArgument } from "../failure.ts";
import { familyOf } from "../families.ts";
import { parseUnsigned } from "../numbers.ts";
import type { Session } from "../session.ts";

/** RTN_* by word: some may be abbreviated, and these are looked up in this order. */
const types: readonly (readonly [word: string, abbreviated: boolean, type: number])[] = [
  ["local", false, 2],
  ["nat", false, 10],
  ["broadcast", true, 3],
  ["brd", false, 3],
  ["anycast", true, 4],
  ["multicast", true, 5],
  ["prohibit", true, 8],
  ["unreachable", true, 7],
  ["blackhole", true, 6],
  ["xresolve", true, 11],
  ["unicast", true, 1],
  ["throw", false, 9],
];

/** The RTN_* that a word names, or is the number of. */
export function routeTypeOf(word: string): number | undefined {
  const found = types.find(([name, abbreviated]) => (abbreviated ? abbreviates(word, name) : word === name));
  return found === undefined ? parseUnsigned(word, 8) : found[2];
}

/** `FROM/TO`, `TO`, or a number of 32 bits: a routing realm. */
export function realmsOf(word: string, session: Session): number | undefined {
  const { realm } = session.tables;
  const slash = word.indexOf("/");
  const from = slash < 0 ? 0 : realm.numberOf(word.slice(0, slash));
  const rest = word.slice(slash + 1);
  const to = rest === "" ? 0 : realm.numberOf(rest);
  if (from !== undefined && to !== undefined) return ((from << 16) | to) >>> 0;
  return parseUnsigned(word, 32);
}

/** A number of 32 bits behind the keyword. */
export function readUnsigned(cursor: Cursor, why: string): number {
  const word = cursor.next();
  const value = parseUnsigned(word, 32);
  if (value === undefined) throw wrongArgument(why, word);
  return value;
}

/** A name or number of one of the tables behind the keyword. */
export function readNamed(cursor: Cursor, table: { numberOf(word: string): number | undefined }, why: string): number {
  const word = cursor.next();
  const value = table.numberOf(word);
  if (value === undefined) throw wrongArgument(why, word);
  return value;
}

/** Text of an address's bytes; `undefined` where it has none, as `any`. */
export function addressText({ bytes }: Prefix): string | undefined {
  return bytes.length === 0 ? undefined : formatAddress(bytes);
}

/** `[ FAMILY ] ADDRESS` behind `via`. */
export function readGateway(cursor: Cursor, family: number): Prefix {
  let word = cursor.next();
  let expected = familyOf(word);
  if (expected === AF_UNSPEC) expected = family;
  else word = cursor.next();
  return readAddress(word, expected);
}
