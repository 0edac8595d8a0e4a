import { EncodeError } from "../../protocol/schema/errors.ts";
import type { DataType, NftTypeName } from "./data-type.ts";
import { typeNamed } from "./data-type.ts";
import type { NftFamily } from "./family.ts";

/** Properties of a set that its declaration names: `interval` for prefixes and ranges, `dynamic` for sets that rules fill. */
export type NftSetFlag = "constant" | "interval" | "timeout" | "dynamic";

/** What must be known of a set or map to use it: what listing returns and what adding takes contain it. */
export interface SetReference {
  readonly family: NftFamily;
  readonly table: string;
  readonly name: string;
  /** Type of the keys; several for concatenated keys. */
  readonly type: NftTypeName | readonly NftTypeName[];
  /** Set for a map: type of what it gives. */
  readonly data?: NftTypeName | "verdict" | undefined;
  readonly flags?: readonly NftSetFlag[] | undefined;
}

/** A set with its types looked up: what encoding needs to know of it. */
export interface ResolvedSet {
  readonly table: string;
  readonly name: string;
  /** Types of the key's parts: one, or those of a concatenation. */
  readonly types: readonly DataType[];
  readonly data?: DataType | "verdict" | undefined;
  readonly flags: readonly NftSetFlag[];
}

/** Looks up the names of a set's types; throws `EncodeError` for one that is none. */
export function resolveSet(set: SetReference): ResolvedSet {
  const names = typeof set.type === "string" ? [set.type] : set.type;
  if (names.length === 0) throw new EncodeError("a key has at least one type", ["type"]);
  return {
    table: set.table,
    name: set.name,
    types: names.map((name) => typeNamed(name)),
    data: set.data === undefined || set.data === "verdict" ? set.data : typeNamed(set.data),
    flags: set.flags ?? [],
  };
}

/** Whether a set holds intervals as pairs of boundaries; intervals of concatenations have their two ends in one element. */
export function hasBoundaries(set: ResolvedSet): boolean {
  return set.types.length === 1 && set.flags.includes("interval");
}

/** Bytes of a part within a concatenated key: registers are filled in steps of four. */
export function paddedLength(type: DataType): number {
  return (type.length + 3) & ~3;
}

/** NFTA_SET_KEY_TYPE: one type's number, or six bits for each of several. */
export function keyTypeNumber(types: readonly DataType[]): number {
  return types.reduce((number, type) => (number << 6) | type.number, 0);
}

/** NFTA_SET_KEY_LEN: bytes of a whole key. */
export function keyLength(types: readonly DataType[]): number {
  const [only] = types;
  if (types.length === 1 && only !== undefined) return only.length;
  return types.reduce((length, type) => length + paddedLength(type), 0);
}
