import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import type { Codec } from "../schema/codec.ts";
import { enumeration, flagSet } from "../schema/enumeration.ts";
import { hostIsLittleEndian } from "../schema/source.ts";
import { Writer } from "../schema/writer.ts";
import { deferred, list } from "../schema/nests.ts";
import { be32, be64, named } from "../schema/scalars.ts";
import type { SubMessage, SubMessageInput } from "../schema/sub-message.ts";
import { subMessage } from "../schema/sub-message.ts";
import { nulString } from "../schema/text.ts";
import { registerNumber } from "./data.ts";
import { nftBitwise } from "./expressions/bitwise.ts";
import { nftByteorder } from "./expressions/byteorder.ts";
import { nftCmp } from "./expressions/cmp.ts";
import { nftConnlimit } from "./expressions/connlimit.ts";
import { nftCounter } from "./expressions/counter.ts";
import { nftCt } from "./expressions/ct.ts";
import { nftFib } from "./expressions/fib.ts";
import { nftImmediate } from "./expressions/immediate.ts";
import { nftLimit } from "./expressions/limit.ts";
import { nftLog } from "./expressions/log.ts";
import { nftLookup } from "./expressions/lookup.ts";
import { nftMasq } from "./expressions/masq.ts";
import { nftMatch } from "./expressions/match.ts";
import { nftMeta } from "./expressions/meta.ts";
import { nftNat } from "./expressions/nat.ts";
import { nftNotrack } from "./expressions/notrack.ts";
import { nftObjref } from "./expressions/objref.ts";
import { nftPayload } from "./expressions/payload.ts";
import { nftQuota } from "./expressions/quota.ts";
import { nftRange } from "./expressions/range.ts";
import { nftRedir } from "./expressions/redir.ts";
import { nftReject } from "./expressions/reject.ts";
import { nftTarget } from "./expressions/target.ts";

/** NFTA_LIST_ELEM: the attribute type of every element of a list. */
export const NFTA_LIST_ELEM = 1;

// An expression that holds expressions stands here, beside what it holds: two files would import each other.
const oneExpression: Codec<NftExpression, NftExpressionInput> = deferred(() => nftExpression);
/** A list of expressions, each in an NFTA_LIST_ELEM: a rule, or what is attached to a set's elements. */
export const nftExpressionList: Codec<NftExpression[], readonly NftExpressionInput[]> = list(
  oneExpression,
  NFTA_LIST_ELEM,
);

/** NFT_DYNSET_OP_* (`linux/netfilter/nf_tables.h`). */
export const dynsetOperation = enumeration("NFT_DYNSET_OP_", { add: 0, update: 1, delete: 2 });
/** NFT_DYNSET_F_* (`linux/netfilter/nf_tables.h`). */
export const dynsetFlags = flagSet("NFT_DYNSET_F_", { inv: 1, expr: 2 });

const nftDynsetAttributes = {
  /** NFTA_DYNSET_SET_NAME. */
  setName: [1, nulString()],
  /** NFTA_DYNSET_SET_ID: a set made in the same transaction. */
  setId: [2, be32],
  /** NFTA_DYNSET_OP. */
  op: [3, named(be32, dynsetOperation)],
  /** NFTA_DYNSET_SREG_KEY. */
  sregKey: [4, registerNumber],
  /** NFTA_DYNSET_SREG_DATA. */
  sregData: [5, registerNumber],
  /** NFTA_DYNSET_TIMEOUT: milliseconds. */
  timeout: [6, be64],
  /** NFTA_DYNSET_EXPR: attached to the element. */
  expr: [7, oneExpression],
  /** NFTA_DYNSET_PAD. */
  pad: [8, binary],
  /** NFTA_DYNSET_FLAGS. */
  flags: [9, named(be32, dynsetFlags)],
  /** NFTA_DYNSET_EXPRESSIONS: several attached to the element. */
  expressions: [10, nftExpressionList],
} as const;
/** `dynset`: adds to, updates in or deletes from a set as packets pass. */
export interface NftDynset extends Output<typeof nftDynsetAttributes> {}
/** Input of {@link nftDynset}. */
export interface NftDynsetInput extends Input<typeof nftDynsetAttributes> {}
/** NFTA_DYNSET_* (`linux/netfilter/nf_tables.h`). */
export const nftDynset: Space<NftDynset, NftDynsetInput> = attributeSet("NFTA_DYNSET_", nftDynsetAttributes);

/** Every declared expression by its NFTA_EXPR_NAME; others are kept raw. */
export const nftExpressions = {
  immediate: nftImmediate,
  bitwise: nftBitwise,
  byteorder: nftByteorder,
  cmp: nftCmp,
  range: nftRange,
  lookup: nftLookup,
  payload: nftPayload,
  meta: nftMeta,
  ct: nftCt,
  counter: nftCounter,
  limit: nftLimit,
  connlimit: nftConnlimit,
  quota: nftQuota,
  log: nftLog,
  reject: nftReject,
  nat: nftNat,
  masq: nftMasq,
  redir: nftRedir,
  objref: nftObjref,
  fib: nftFib,
  notrack: nftNotrack,
  match: nftMatch,
  target: nftTarget,
  dynset: nftDynset,
} as const;

const expressionAttributes = {} as const;
/** One expression: its name and attributes, such as `{ kind: "counter", data: { packets: 0n, bytes: 0n } }`. */
export type NftExpression = Output<typeof expressionAttributes> & SubMessage<typeof nftExpressions>;
/** Input of {@link nftExpression}. */
export type NftExpressionInput = Input<typeof expressionAttributes> & SubMessageInput<typeof nftExpressions>;
const plainExpression: Space<NftExpression, NftExpressionInput> = attributeSet("NFTA_EXPR_", expressionAttributes, [
  subMessage([1, "NAME"], [2, "DATA"], nftExpressions, "", nulString()),
]);

/** Bytes of the expressions that {@link constantExpression} made, on this machine. */
const constants = new WeakMap<object, Uint8Array>();

/**
 * The same expression, frozen, and encoded once for all: for those that stand in thousands of rules, such as `meta l4proto tcp`.
 * Encoding it afterwards is a copy of its bytes.
 */
export function constantExpression(expression: NftExpressionInput): NftExpressionInput {
  const frozen = freeze(expression);
  const writer = new Writer(64);
  plainExpression.encode(writer, frozen);
  constants.set(frozen, writer.copy());
  return frozen;
}

function freeze<T>(value: T): T {
  // The bytes of a typed array can't be frozen.
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}

/** NFTA_EXPR_* (`linux/netfilter/nf_tables.h`). */
export const nftExpression: Space<NftExpression, NftExpressionInput> = {
  ...plainExpression,
  encode: (writer, value) => {
    const bytes = writer.littleEndian === hostIsLittleEndian ? constants.get(value) : undefined;
    if (bytes === undefined) plainExpression.encode(writer, value);
    else writer.append(bytes);
  },
};
