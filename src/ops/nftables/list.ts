import { NETLINK_NETFILTER, NLM_F_DUMP } from "../../protocol/core/constants.ts";
import { nftChainMessage } from "../../protocol/netfilter/chain.ts";
import { nftGenerationMessage } from "../../protocol/netfilter/generation.ts";
import type { NftMessageName } from "../../protocol/netfilter/messages.ts";
import { nftType } from "../../protocol/netfilter/messages.ts";
import type { Nfgenmsg, NfgenmsgInput } from "../../protocol/netfilter/nfnetlink.ts";
import { nftRuleMessage } from "../../protocol/netfilter/rule.ts";
import { nftSetElementMessage } from "../../protocol/netfilter/set-element.ts";
import { nftSetMessage } from "../../protocol/netfilter/set.ts";
import { nftTableMessage } from "../../protocol/netfilter/table.ts";
import type { MessageSchema } from "../../protocol/schema/message.ts";
import type { DumpRequest, Operation, Reply, Request } from "../../socket/request.ts";
import { DumpInterruptedError } from "../../socket/errors.ts";
import { dumpRequest, operation, request } from "../../socket/request.ts";
import type { Chain, NamedSetInfo, Rule, Table } from "./decode.ts";
import { decodeChain, decodeRule, decodeSet, decodeTable } from "./decode.ts";
import type { SetElement } from "./element-list.ts";
import { readElements } from "./element-list.ts";
import type { NftFamily } from "./family.ts";
import { encodeBody } from "./message.ts";
import type { SetReference } from "./set-reference.ts";

function dump<A extends object, AI extends object, Item>(
  message: NftMessageName,
  schema: MessageSchema<Nfgenmsg, NfgenmsgInput, A, AI>,
  family: NftFamily | undefined,
  attributes: AI,
  what: string,
  item: (reply: Reply) => Item | undefined,
): DumpRequest<Item> {
  return dumpRequest({
    protocol: NETLINK_NETFILTER,
    type: nftType(message),
    flags: NLM_F_DUMP,
    body: encodeBody(schema, family, attributes, what),
    what,
    schema,
    item,
  });
}

/** Which objects to list; what is left out matches everything. */
export interface TableFilter {
  readonly family?: NftFamily | undefined;
}
/** Which objects of tables to list. */
export interface ObjectFilter extends TableFilter {
  readonly table?: string | undefined;
}
/** Which rules to list. */
export interface RuleFilter extends ObjectFilter {
  readonly chain?: string | undefined;
}

const words = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(" ");

/** `nft list tables`. */
export function tables({ family }: TableFilter = {}): DumpRequest<Table> {
  return dump("gettable", nftTableMessage, family, {}, words("list tables", family), decodeTable);
}

/** `nft list chains`, without their rules. The kernel filters by family only. */
export function chains({ family, table }: ObjectFilter = {}): DumpRequest<Chain> {
  return dump("getchain", nftChainMessage, family, {}, words("list chains", family, table), (reply) => {
    const chain = decodeChain(reply);
    return table === undefined || chain?.table === table ? chain : undefined;
  });
}

/** The rules of all chains, or of one, in the order in which they are asked. `nft -a list chain`. */
export function rules({ family, table, chain }: RuleFilter = {}): DumpRequest<Rule> {
  const what = words("list rules", family, table, chain);
  return dump("getrule", nftRuleMessage, family, { table, chain }, what, (reply) => {
    const rule = decodeRule(reply);
    const matches = (table === undefined || rule?.table === table) && (chain === undefined || rule?.chain === chain);
    return matches ? rule : undefined;
  });
}

/** `nft list sets` and `nft list maps`, without their elements; anonymous ones are included. */
export function sets({ family, table }: ObjectFilter = {}): DumpRequest<NamedSetInfo> {
  return dump("getset", nftSetMessage, family, { table }, words("list sets", family, table), (reply) => {
    const set = decodeSet(reply);
    return table === undefined || set?.table === table ? set : undefined;
  });
}

/** One set or map, without its elements. Fails with ENOENT where it is not there. */
export function set({ family, table, name }: Pick<SetReference, "family" | "table" | "name">): Request<NamedSetInfo> {
  const what = `get set ${family} ${table} ${name}`;
  return request<NamedSetInfo, NamedSetInfo>({
    protocol: NETLINK_NETFILTER,
    type: nftType("getset"),
    flags: 0,
    reads: true,
    body: encodeBody(nftSetMessage, family, { table, name }, what),
    what,
    schema: nftSetMessage,
    item: decodeSet,
    result: ([found]) => {
      if (found === undefined) throw new Error(`${what}: the kernel answered without the set`);
      return found;
    },
  });
}

/** How often a dump is made that turns out to be inconsistent. */
const ATTEMPTS = 10;

/**
 * `nft list set`: a set's elements. Intervals are put together again: as a prefix where they are one, else as a range. Of a set
 * that is given by its name alone the kernel is asked first what its types are. A set that changes meanwhile is read again.
 * @throws DumpInterruptedError when it never held still
 */
export function elements(
  reference: Pick<SetReference, "family" | "table" | "name"> & Partial<SetReference>,
): Operation<SetElement[]> {
  return operation(function* () {
    const { family, table, name, type } = reference;
    const known = type === undefined ? undefined : { ...reference, type };
    const of = known ?? (yield* set({ family, table, name }));
    const what = `list elements ${family} ${table} ${name}`;
    const dumped = dump("getsetelem", nftSetElementMessage, family, { table, set: name }, what, (reply) => {
      return nftSetElementMessage.decode(reply.source, reply.start, reply.end).attributes.elements;
    });
    let found: SetElement[] = [];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const wire = (yield* dumped).flat();
      found = readElements(of, wire);
      // A hash that grows during the dump gives some elements twice and others not at all, and the kernel does not say so.
      if (new Set(found.map(({ key }) => String(key))).size === found.length) return found;
    }
    throw new DumpInterruptedError(what, ATTEMPTS, found);
  });
}

/** Which version of the ruleset the kernel has: it grows with every committed transaction. */
export interface Generation {
  readonly id: number;
  /** The process that committed it. */
  readonly process: { readonly pid: number; readonly name: string };
}

/** The current generation; give it to `transaction` so that it is committed only if nobody changed anything since. */
export function generation(): Request<Generation> {
  const what = "get nftables generation";
  return request<Generation, Generation>({
    protocol: NETLINK_NETFILTER,
    type: nftType("getgen"),
    flags: 0,
    reads: true,
    body: encodeBody(nftGenerationMessage, undefined, {}, what),
    what,
    schema: nftGenerationMessage,
    item: ({ source, start, end }) => {
      const { id = 0, procPid = 0, procName = "" } = nftGenerationMessage.decode(source, start, end).attributes;
      return { id, process: { pid: procPid, name: procName } };
    },
    result: ([found]) => {
      if (found === undefined) throw new Error(`${what}: the kernel answered without one`);
      return found;
    },
  });
}
