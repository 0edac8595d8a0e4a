import { EncodeError } from "../../protocol/schema/errors.ts";
import type { NftSetInput as WireSet } from "../../protocol/netfilter/set.ts";
import { nftSetFlags, nftSetPolicy } from "../../protocol/netfilter/set.ts";
import type { DataType } from "./data-type.ts";
import type { SetElementInput } from "./set-element.ts";
import type { ResolvedSet, SetReference } from "./set-reference.ts";
import { keyLength, keyTypeNumber } from "./set-reference.ts";
import {
  commentRecord,
  encodeUserData,
  numberRecord,
  SET_COMMENT,
  SET_DATA_BYTEORDER,
  SET_DATA_INTERVAL,
  SET_DATA_TYPEOF,
  SET_KEY_BYTEORDER,
  SET_KEY_TYPEOF,
  SET_MERGE_ELEMENTS,
} from "./user-data.ts";

/** A set or map to be made. */
export interface SetInput extends SetReference {
  /** Milliseconds after which elements vanish unless they say otherwise. */
  readonly timeout?: number | undefined;
  /** Milliseconds between two searches for elements whose time is over. */
  readonly gcInterval?: number | undefined;
  /** The most elements. */
  readonly size?: number | undefined;
  /** What the kernel chooses the set's implementation for; `performance` unless told. */
  readonly policy?: "performance" | "memory" | undefined;
  /** Unite intervals that touch; the ones added are then no longer to be deleted one by one. */
  readonly autoMerge?: boolean | undefined;
  readonly comment?: string | undefined;
  readonly elements?: readonly SetElementInput[] | undefined;
  /** Fail with EEXIST where it is there already (`create set`); else that is no error. */
  readonly exclusive?: boolean | undefined;
}

const { values: flagBits } = nftSetFlags;
/** NFT_DATA_VERDICT (`linux/netfilter/nf_tables.h`) as NFTA_SET_DATA_TYPE. */
export const DATA_TYPE_VERDICT = 0xffffff00;

/** enum byteorder of nft, in a set's user data. */
function byteOrder(type: DataType | undefined): number {
  if (type === undefined || type.unordered === true) return 0;
  return type.order === "network" ? 2 : 1;
}

// nft's enum expr_etypes, and the records of the nest that says by what expression a key was written
const EXPRESSION_CONCAT = 0x0d;
const TYPEOF_EXPRESSION = 0;
const TYPEOF_DATA = 1;

/** What only anonymous sets say in their user data: by what expression their keys were made. */
export interface SetOrigin {
  /** enum byteorder of the key's expression. */
  readonly byteOrder: number;
  readonly typeOf?: Uint8Array | undefined;
  readonly dataTypeOf?: Uint8Array | undefined;
}

type SetOptions = Pick<SetInput, "timeout" | "gcInterval" | "size" | "policy" | "autoMerge" | "comment">;

function userData(set: ResolvedSet, options: SetOptions, origin: SetOrigin | undefined): Uint8Array {
  const concatenated = set.types.length > 1;
  const data = set.data === "verdict" ? undefined : set.data;
  const records = [numberRecord(SET_KEY_BYTEORDER, origin?.byteOrder ?? (concatenated ? 0 : byteOrder(set.types[0])))];
  if (set.data !== undefined) records.push(numberRecord(SET_DATA_BYTEORDER, byteOrder(data)));
  if (options.autoMerge === true) records.push(numberRecord(SET_MERGE_ELEMENTS, 1));
  if (origin?.typeOf !== undefined) records.push({ type: SET_KEY_TYPEOF, bytes: origin.typeOf });
  else if (concatenated && origin === undefined) {
    const nothing = { type: TYPEOF_DATA, bytes: new Uint8Array(0) };
    const concatenation = encodeUserData([numberRecord(TYPEOF_EXPRESSION, EXPRESSION_CONCAT), nothing]);
    records.push({ type: SET_KEY_TYPEOF, bytes: concatenation });
  }
  if (origin?.dataTypeOf !== undefined) records.push({ type: SET_DATA_TYPEOF, bytes: origin.dataTypeOf });
  if (set.data !== undefined) records.push(numberRecord(SET_DATA_INTERVAL, 0));
  if (options.comment !== undefined) records.push(commentRecord(SET_COMMENT, options.comment));
  return encodeUserData(records);
}

/** Milliseconds as the kernel takes them. */
export function milliseconds(value: number | undefined, name: string): bigint | undefined {
  if (value === undefined) return undefined;
  if (!Number.isSafeInteger(value) || value < 0)
    throw new EncodeError(`${value} is not a number of milliseconds`, [name]);
  return BigInt(value);
}

/**
 * NFTA_SET_* of a set, in the order nft writes them.
 * @param id refers to the set within its transaction
 * @param origin set for an anonymous set
 */
export function encodeSet(set: ResolvedSet, options: SetOptions, id: number, origin?: SetOrigin): WireSet {
  const { types } = set;
  const data = set.data === "verdict" ? undefined : set.data;
  const concatenated = types.length > 1 && set.flags.includes("interval");
  let flags = origin === undefined ? 0 : flagBits.anonymous | flagBits.constant;
  for (const flag of set.flags) flags |= flag === "dynamic" ? flagBits.eval : flagBits[flag];
  if (set.data !== undefined) flags |= flagBits.map;
  if (options.timeout !== undefined) flags |= flagBits.timeout;
  if (concatenated) flags |= flagBits.concat;
  const description = {
    size: options.size,
    concat: concatenated ? types.map(({ length }) => ({ len: length })) : undefined,
  };
  return {
    table: set.table,
    name: set.name,
    flags,
    keyType: keyTypeNumber(types),
    keyLen: keyLength(types),
    dataType: set.data === undefined ? undefined : (data?.number ?? DATA_TYPE_VERDICT),
    dataLen: set.data === undefined ? undefined : (data?.length ?? 0),
    id,
    policy: options.policy === undefined ? undefined : nftSetPolicy.values[options.policy],
    desc: options.size === undefined && !concatenated ? undefined : description,
    timeout: milliseconds(options.timeout, "timeout"),
    gcInterval: options.gcInterval,
    userdata: userData(set, options, origin),
  };
}
