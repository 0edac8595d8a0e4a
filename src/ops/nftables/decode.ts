import type { NftChain } from "../../protocol/netfilter/chain.ts";
import { nftChainFlags, nftChainMessage } from "../../protocol/netfilter/chain.ts";
import { netfilterVerdict } from "../../protocol/netfilter/data.ts";
import type { NftExpression } from "../../protocol/netfilter/expression.ts";
import type { NftRule } from "../../protocol/netfilter/rule.ts";
import { nftRuleMessage } from "../../protocol/netfilter/rule.ts";
import type { NftSet } from "../../protocol/netfilter/set.ts";
import { nftSetFlags, nftSetMessage, nftSetPolicy } from "../../protocol/netfilter/set.ts";
import type { NftTable } from "../../protocol/netfilter/table.ts";
import { nftTableFlags, nftTableMessage } from "../../protocol/netfilter/table.ts";
import { nftType } from "../../protocol/netfilter/messages.ts";
import type { Reply } from "../../socket/request.ts";
import type { NftTypeName } from "./data-type.ts";
import { typeNameOf } from "./data-type.ts";
import type { NftFamily, NftHookName } from "./family.ts";
import { familyName, hookName } from "./family.ts";
import type { NftSetFlag } from "./set-reference.ts";
import { DATA_TYPE_VERDICT } from "./set.ts";
import { COMMENT, commentOf, decodeUserData, SET_COMMENT, SET_MERGE_ELEMENTS } from "./user-data.ts";

/** A table as the kernel lists it. */
export interface Table {
  readonly family: NftFamily;
  readonly name: string;
  readonly handle: bigint;
  /** `dormant`: its chains see nothing. `owner`: it goes when the socket that made it is closed, unless `persist` too. */
  readonly flags: readonly ("dormant" | "owner" | "persist")[];
  /** Number of chains, sets and objects in it. */
  readonly use: number;
  readonly comment?: string | undefined;
}

/** A chain as the kernel lists it; `hook` and what follows it are those of a base chain. */
export interface Chain {
  readonly family: NftFamily;
  readonly table: string;
  readonly name: string;
  readonly handle: bigint;
  /** Number of rules in it and of jumps to it. */
  readonly use: number;
  readonly type?: string | undefined;
  readonly hook?: NftHookName | undefined;
  readonly priority?: number | undefined;
  readonly policy?: "accept" | "drop" | undefined;
  readonly devices?: readonly string[] | undefined;
  readonly offload?: boolean | undefined;
  readonly comment?: string | undefined;
}

/** A rule as the kernel lists it. */
export interface Rule {
  readonly family: NftFamily;
  readonly table: string;
  readonly chain: string;
  readonly handle: bigint;
  /** Handle of the rule before it in the chain; absent for the first. */
  readonly position?: bigint | undefined;
  /** What it executes, typed; expressions that are not known here are kept raw. */
  readonly expressions: readonly NftExpression[];
  readonly comment?: string | undefined;
  /** User data as the program that made the rule wrote it. */
  readonly userdata?: Uint8Array | undefined;
}

/** A set or map as the kernel lists it; it may be given to whatever takes a set. */
export interface NamedSetInfo {
  readonly family: NftFamily;
  readonly table: string;
  readonly name: string;
  readonly handle: bigint;
  /** Type of the keys, several for concatenated keys; empty when one of them is not known here. */
  readonly type: NftTypeName | readonly NftTypeName[];
  /** NFTA_SET_KEY_TYPE as its maker wrote it. */
  readonly keyType: number;
  /** Bytes of a key. */
  readonly keyLength: number;
  readonly data?: NftTypeName | "verdict" | undefined;
  readonly flags: readonly NftSetFlag[];
  /** It belongs to one rule. */
  readonly anonymous: boolean;
  /** Milliseconds. */
  readonly timeout?: number | undefined;
  /** Milliseconds. */
  readonly gcInterval?: number | undefined;
  readonly size?: number | undefined;
  readonly policy?: "performance" | "memory" | undefined;
  readonly autoMerge?: boolean | undefined;
  readonly comment?: string | undefined;
}

function family(reply: Reply): NftFamily | undefined {
  return familyName(reply.source.bytes[reply.start]!);
}

const { values: tableBits } = nftTableFlags;

function readTable(family: NftFamily, table: NftTable): Table {
  const { name = "", handle = 0n, flags = 0, use = 0, userdata } = table;
  const comment = commentOf(decodeUserData(userdata), COMMENT);
  const names = (["dormant", "owner", "persist"] as const).filter((flag) => (flags & tableBits[flag]) !== 0);
  return { family, name, handle, flags: names, use, ...(comment !== undefined && { comment }) };
}

/** Reads NFT_MSG_NEWTABLE; `undefined` for a family that is not known here. */
export function decodeTable(reply: Reply): Table | undefined {
  const of = family(reply);
  return of === undefined
    ? undefined
    : readTable(of, nftTableMessage.decode(reply.source, reply.start, reply.end).attributes);
}

function readChain(family: NftFamily, chain: NftChain): Chain {
  const { table = "", name = "", handle = 0n, use = 0, hook, policy, userdata, flags = 0 } = chain;
  const comment = commentOf(decodeUserData(userdata), COMMENT);
  const plain = { family, table, name, handle, use, ...(comment !== undefined && { comment }) };
  if (hook === undefined) return plain;
  const devices = hook.devs?.name ?? (hook.dev === undefined ? undefined : [hook.dev]);
  return {
    ...plain,
    type: chain.type,
    hook: hookName(family, hook.hooknum ?? 0),
    priority: hook.priority,
    policy: policy === netfilterVerdict.values.drop ? "drop" : "accept",
    ...(devices !== undefined && { devices }),
    ...((flags & nftChainFlags.values.hw_offload) !== 0 && { offload: true }),
  };
}

/** Reads NFT_MSG_NEWCHAIN; `undefined` for a family that is not known here. */
export function decodeChain(reply: Reply): Chain | undefined {
  const of = family(reply);
  return of === undefined
    ? undefined
    : readChain(of, nftChainMessage.decode(reply.source, reply.start, reply.end).attributes);
}

function readRule(family: NftFamily, rule: NftRule): Rule {
  const { table = "", chain = "", handle = 0n, position, expressions = [], userdata } = rule;
  const comment = commentOf(decodeUserData(userdata), COMMENT);
  return {
    family,
    table,
    chain,
    handle,
    ...(position !== undefined && { position }),
    expressions,
    ...(comment !== undefined && { comment }),
    ...(userdata !== undefined && { userdata }),
  };
}

/** Reads NFT_MSG_NEWRULE; `undefined` for a family that is not known here. */
export function decodeRule(reply: Reply): Rule | undefined {
  const of = family(reply);
  return of === undefined
    ? undefined
    : readRule(of, nftRuleMessage.decode(reply.source, reply.start, reply.end).attributes);
}

/** Six bits of NFTA_SET_KEY_TYPE for each part of a concatenated key; empty when a part is not known here. */
function typeNames(keyType: number): readonly NftTypeName[] {
  const names: NftTypeName[] = [];
  for (let rest = keyType; rest > 0; rest = Math.floor(rest / 64)) {
    const name = typeNameOf(rest % 64);
    if (name === undefined) return [];
    names.unshift(name);
  }
  return names;
}

const { values: setBits } = nftSetFlags;

function readSet(family: NftFamily, set: NftSet): NamedSetInfo {
  const {
    table = "",
    name = "",
    handle = 0n,
    flags = 0,
    keyType = 0,
    keyLen = 0,
    dataType,
    timeout,
    gcInterval,
    policy,
  } = set;
  const records = decodeUserData(set.userdata);
  const comment = commentOf(records, SET_COMMENT);
  const types = typeNames(keyType);
  const [only] = types;
  const data = dataType === undefined ? undefined : dataType === DATA_TYPE_VERDICT ? "verdict" : typeNameOf(dataType);
  const size = set.desc?.size;
  const named = (["constant", "interval", "timeout"] as const).filter((flag) => (flags & setBits[flag]) !== 0);
  return {
    family,
    table,
    name,
    handle,
    type: types.length === 1 && only !== undefined ? only : types,
    keyType,
    keyLength: keyLen,
    ...(data !== undefined && { data }),
    flags: (flags & setBits.eval) === 0 ? named : [...named, "dynamic"],
    anonymous: (flags & setBits.anonymous) !== 0,
    ...(timeout !== undefined && { timeout: Number(timeout) }),
    ...(gcInterval !== undefined && { gcInterval }),
    ...(size !== undefined && { size }),
    ...(policy !== undefined && { policy: policy === nftSetPolicy.values.memory ? "memory" : "performance" }),
    ...(records.some(({ type }) => type === SET_MERGE_ELEMENTS) && { autoMerge: true }),
    ...(comment !== undefined && { comment }),
  };
}

/** Reads NFT_MSG_NEWSET; `undefined` for a family that is not known here. */
export function decodeSet(reply: Reply): NamedSetInfo | undefined {
  const of = family(reply);
  return of === undefined
    ? undefined
    : readSet(of, nftSetMessage.decode(reply.source, reply.start, reply.end).attributes);
}

/** An object as the kernel echoed it, once the transaction was committed. */
export type Echoed =
  | { readonly kind: "table"; readonly object: Table }
  | { readonly kind: "chain"; readonly object: Chain }
  | { readonly kind: "rule"; readonly object: Rule }
  | { readonly kind: "set"; readonly object: NamedSetInfo };

/** Reads what a change is answered with when it asks for an echo; `undefined` for elements and what is unknown. */
export function decodeEcho(reply: Reply): Echoed | undefined {
  if (reply.type === nftType("newtable")) {
    const object = decodeTable(reply);
    return object && { kind: "table", object };
  }
  if (reply.type === nftType("newchain")) {
    const object = decodeChain(reply);
    return object && { kind: "chain", object };
  }
  if (reply.type === nftType("newrule")) {
    const object = decodeRule(reply);
    return object && { kind: "rule", object };
  }
  if (reply.type !== nftType("newset")) return undefined;
  const object = decodeSet(reply);
  return object && { kind: "set", object };
}
