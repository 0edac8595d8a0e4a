import { NLM_F_APPEND, NLM_F_CREATE, NLM_F_ECHO, NLM_F_EXCL, NLM_F_REPLACE } from "../../protocol/core/constants.ts";
import { NETLINK_NETFILTER } from "../../protocol/core/constants.ts";
import { nftChainMessage } from "../../protocol/netfilter/chain.ts";
import type { NftExpressionInput } from "../../protocol/netfilter/expression.ts";
import type { NftMessageName } from "../../protocol/netfilter/messages.ts";
import { nftType } from "../../protocol/netfilter/messages.ts";
import type { NftRuleCompatInput } from "../../protocol/netfilter/rule.ts";
import { nftRuleMessage } from "../../protocol/netfilter/rule.ts";
import { nftSetElementMessage } from "../../protocol/netfilter/set-element.ts";
import { nftSetMessage } from "../../protocol/netfilter/set.ts";
import { nftTableFlags, nftTableMessage } from "../../protocol/netfilter/table.ts";
import { EncodeError } from "../../protocol/schema/errors.ts";
import type { Request } from "../../socket/request.ts";
import { request } from "../../socket/request.ts";
import type { ChainInput, ChainReference } from "./chain.ts";
import { encodeChain } from "./chain.ts";
import { compileRule } from "./compile.ts";
import type { Echoed } from "./decode.ts";
import { decodeEcho } from "./decode.ts";
import type { ElementSource } from "./element-message.ts";
import { elementBodies, plainElements, wireElements } from "./element-message.ts";
import type { NftFamily } from "./family.ts";
import type { ChangeParts } from "./message.ts";
import { change } from "./message.ts";
import type { RuleValue } from "./rule.ts";
import type { SetElementInput } from "./set-element.ts";
import { encodeElement, encodeElements } from "./set-element.ts";
import type { SetReference } from "./set-reference.ts";
import { hasBoundaries, resolveSet } from "./set-reference.ts";
import type { SetInput } from "./set.ts";
import { encodeSet } from "./set.ts";
import type { AnonymousSet } from "./statement.ts";
import { commentData } from "./user-data.ts";

/** What names a table. */
export interface TableReference {
  readonly family: NftFamily;
  readonly name: string;
}
/** A table to be made. */
export interface TableInput extends TableReference {
  /** `dormant`: its chains see nothing. `owner`: it goes when the socket that made it is closed, unless `persist` too. */
  readonly flags?: readonly ("dormant" | "owner" | "persist")[] | undefined;
  readonly comment?: string | undefined;
  /** Fail with EEXIST where it is there already (`create table`); else that is no error. */
  readonly exclusive?: boolean | undefined;
}

/** What names a rule: listing returns it. */
export interface RuleReference {
  readonly family: NftFamily;
  readonly table: string;
  readonly chain: string;
  readonly handle: bigint;
}
/** A rule to be made: from statements, or from expressions as the kernel takes them. */
export interface RuleInput {
  readonly family: NftFamily;
  readonly table: string;
  readonly chain: string;
  readonly rule?: RuleValue | undefined;
  readonly expressions?: readonly NftExpressionInput[] | undefined;
  /** Handle of the rule behind which it is added or before which it is inserted; else the chain's end or beginning. */
  readonly position?: bigint | undefined;
  readonly comment?: string | undefined;
  /** User data instead of a comment. */
  readonly userdata?: Uint8Array | undefined;
  /** What iptables matches and targets among the expressions need to know. */
  readonly compat?: NftRuleCompatInput | undefined;
}

/** Tolerate that it is not there. */
export interface IfExists {
  readonly ifExists?: boolean | undefined;
}

/**
 * Collects the operations of a transaction. Each method returns the number of its operation, by which the result tells the handle
 * that it was given.
 */
export interface TransactionBuilder {
  /** `add table`. */
  readonly addTable: (table: TableInput) => number;
  /** `delete table`, with everything in it. `ifExists` adds it first, which every kernel understands. */
  readonly deleteTable: (table: TableReference & IfExists) => number;
  /** `flush table`: removes the rules of all of its chains. */
  readonly flushTable: (table: TableReference) => number;
  /** `add chain`. */
  readonly addChain: (chain: ChainInput) => number;
  /** `delete chain`: it must be empty and nothing may jump to it. `ifExists` adds it first, which every kernel understands. */
  readonly deleteChain: (chain: ChainReference & IfExists) => number;
  /** `flush chain`: removes its rules. */
  readonly flushChain: (chain: ChainReference) => number;
  /** `add rule`: at the end of its chain, or behind the rule `position`. */
  readonly addRule: (rule: RuleInput) => number;
  /** `insert rule`: at the beginning of its chain, or before the rule `position`. */
  readonly insertRule: (rule: RuleInput) => number;
  /** `replace rule`. */
  readonly replaceRule: (rule: Omit<RuleInput, "position"> & RuleReference) => number;
  /** `delete rule`. `ifExists` needs Linux 6.3. */
  readonly deleteRule: (rule: RuleReference & IfExists) => number;
  /** `add set` or `add map`, with its elements. */
  readonly addSet: (set: SetInput) => number;
  /** `delete set`: no rule may use it. `ifExists` needs Linux 6.3. */
  readonly deleteSet: (set: Pick<SetReference, "family" | "table" | "name"> & IfExists) => number;
  /** `flush set`: removes its elements. */
  readonly flushSet: (set: Pick<SetReference, "family" | "table" | "name">) => number;
  /**
   * `add element`: those that are there already are no error. However many, they are added together. Overlapping intervals are
   * united; those that touch only where the set says `autoMerge`.
   */
  readonly addElements: (
    set: SetReference & Pick<SetInput, "autoMerge">,
    elements: readonly SetElementInput[],
    options?: { readonly exclusive?: boolean | undefined },
  ) => number;
  /**
   * `delete element`: intervals as they were added. One that is not there makes the transaction fail (ENOENT), unless `ifExists`:
   * then they are added first, which every kernel understands (elements of a map need Linux 6.3).
   */
  readonly deleteElements: (set: SetReference, elements: readonly SetElementInput[], options?: IfExists) => number;
}

type Naming = Pick<SetReference, "family" | "table" | "name">;
const keyOf = ({ family, table, name }: Naming): string => `${family} ${table} ${name}`;
const { values: tableBits } = nftTableFlags;

/** Runs a transaction's builder function and returns the requests it asked for, each with the number of its operation. */
export function buildChanges(
  build: (t: TransactionBuilder) => void,
  echo: boolean,
): { readonly requests: readonly Request<readonly Echoed[]>[]; readonly operations: readonly number[] } {
  const requests: Request<readonly Echoed[]>[] = [];
  const operations: number[] = [];
  const sets = new Map<string, { readonly set: SetInput; readonly id: number }>();
  /** Sets that were made here and have no elements yet. */
  const fresh = new Set<string>();
  let operation = -1;
  let lastId = 0;
  const echoFlag = echo ? NLM_F_ECHO : 0;

  const push = (one: Request<readonly Echoed[]>): void => {
    requests.push(one);
    operations.push(operation);
  };
  const send = <A extends object, AI extends object>(parts: Omit<ChangeParts<A, AI, Echoed>, "item">): void => {
    push(change({ ...parts, flags: parts.flags | echoFlag, ...(echo && { item: decodeEcho }) }));
  };
  const createFlags = (exclusive: boolean | undefined): number => NLM_F_CREATE | (exclusive === true ? NLM_F_EXCL : 0);
  /** Runs the body of a method as the next operation. */
  const next = (body: () => void): number => {
    operation++;
    body();
    return operation;
  };

  /** Names the operation in front of the path of an encode error. */
  const naming = <T>(what: string | (() => string), body: () => T): T => {
    try {
      return body();
    } catch (error) {
      if (!(error instanceof EncodeError)) throw error;
      throw new EncodeError(error.problem, [typeof what === "string" ? what : what(), ...error.path]);
    }
  };

  const sendElements = (
    message: NftMessageName,
    flags: number,
    set: Naming,
    id: number | undefined,
    elements: ElementSource,
    verb: string,
  ): void => {
    const { family, table, name } = set;
    const what = `${verb} element ${keyOf(set)}`;
    const bodies = naming(what, () => elementBodies(family, { table, set: name, setId: id }, elements));
    for (const [index, { body, count }] of bodies.entries()) {
      const part = bodies.length === 1 ? "" : `, part ${index + 1} of ${bodies.length}`;
      push(
        request<readonly Echoed[], Echoed>({
          protocol: NETLINK_NETFILTER,
          type: nftType(message),
          flags: flags | echoFlag,
          body,
          what: `${what} (${count}${part})`,
          schema: nftSetElementMessage,
          result: (items) => items,
        }),
      );
    }
  };

  const addElements = (
    set: SetReference & Pick<SetInput, "autoMerge">,
    elements: readonly SetElementInput[],
    flags: number,
  ): void => {
    const made = sets.get(keyOf(set));
    const resolved = resolveSet(set);
    const leading = hasBoundaries(resolved) && fresh.delete(keyOf(set));
    const merge = set.autoMerge ?? made?.set.autoMerge ?? false;
    const [type] = resolved.types;
    const isPlain = resolved.types.length === 1 && resolved.data === undefined && !hasBoundaries(resolved);
    const source =
      isPlain && type !== undefined
        ? plainElements(type, elements, (element) => encodeElement(resolved, element))
        : wireElements(
            naming(`add element ${keyOf(set)}`, () => encodeElements(resolved, elements, { leading, merge })),
          );
    sendElements("newsetelem", flags, set, made?.id, source, "add");
  };

  const addAnonymous = (
    rule: Pick<RuleInput, "family" | "table">,
    { set, elements, origin }: AnonymousSet,
  ): { name: string; id: number } => {
    const { family, table } = rule;
    const name = set.data === undefined ? "__set%d" : "__map%d";
    const id = ++lastId;
    const resolved = { ...set, table, name };
    const merge = set.data === undefined;
    const encoded = encodeElements(resolved, elements, { leading: true, merge, anonymous: true });
    // nft counts a boundary for each end, also where two intervals touch and one stands for both, or none is needed at the top
    const intervals = encoded.filter(({ flags }) => flags === undefined).length;
    const boundaries = hasBoundaries(resolved);
    const size = boundaries ? intervals * 2 + (encoded[0]?.flags === undefined ? 0 : 1) : encoded.length;
    send({
      message: "newset",
      flags: NLM_F_CREATE,
      schema: nftSetMessage,
      family,
      attributes: encodeSet(resolved, { size, autoMerge: merge && set.flags.includes("interval") }, id, origin),
      what: `add anonymous set ${family} ${table}`,
    });
    sendElements("newsetelem", NLM_F_CREATE, { family, table, name }, id, wireElements(encoded), "add");
    return { name, id };
  };

  const sendRule = (verb: string, flags: number, input: RuleInput & { readonly handle?: bigint | undefined }): void => {
    const { family, table, chain, rule, position, handle, comment, userdata, compat } = input;
    const what = (): string => {
      const place = `${verb} rule ${family} ${table} ${chain}${handle === undefined ? "" : ` handle ${handle}`}`;
      try {
        return rule === undefined ? place : `${place} ${rule.toString(family)}`;
      } catch (error) {
        // What can't be encoded can't be put in words either.
        if (error instanceof EncodeError) return place;
        throw error;
      }
    };
    const expressions = naming(what, () => {
      if ((rule === undefined) === (input.expressions === undefined)) {
        throw new EncodeError("a rule is made of either statements or expressions");
      }
      if (rule === undefined) return input.expressions;
      return compileRule(rule.statements, family, {
        addSet: (set) => addAnonymous(input, set),
        findSet: (name) => sets.get(keyOf({ family, table, name })) ?? {},
      });
    });
    const attributes = {
      table,
      chain,
      handle,
      expressions,
      compat,
      position,
      userdata: userdata ?? naming(what, () => commentData(comment)),
    };
    send({ message: "newrule", flags, schema: nftRuleMessage, family, attributes, what });
  };

  const addTable = (table: TableInput): void => {
    const { family, name, flags = [], comment } = table;
    const what = `add table ${family} ${name}`;
    const bits = flags.reduce((sum, flag) => sum | tableBits[flag], 0);
    const attributes = naming(what, () => ({ name, flags: bits, userdata: commentData(comment) }));
    // nft asks for creation only where it must be new; the kernel makes a table either way
    send({
      message: "newtable",
      flags: table.exclusive === true ? NLM_F_EXCL : 0,
      schema: nftTableMessage,
      family,
      attributes,
      what,
    });
  };
  const addChain = (chain: ChainInput): void => {
    const { family } = chain;
    const what = `add chain ${keyOf(chain)}`;
    const attributes = naming(what, () => encodeChain(chain));
    send({
      message: "newchain",
      flags: createFlags(chain.exclusive),
      schema: nftChainMessage,
      family,
      attributes,
      what,
    });
  };

  const builder: TransactionBuilder = {
    addTable: (table) => next(() => addTable(table)),
    deleteTable: ({ family, name, ifExists }) =>
      next(() => {
        if (ifExists === true) addTable({ family, name });
        const what = `delete table ${family} ${name}`;
        send({ message: "deltable", flags: 0, schema: nftTableMessage, family, attributes: { name }, what });
      }),
    flushTable: ({ family, name }) =>
      next(() => {
        const what = `flush table ${family} ${name}`;
        send({ message: "delrule", flags: 0, schema: nftRuleMessage, family, attributes: { table: name }, what });
      }),
    addChain: (chain) => next(() => addChain(chain)),
    deleteChain: ({ family, table, name, ifExists }) =>
      next(() => {
        if (ifExists === true) addChain({ family, table, name });
        const what = `delete chain ${family} ${table} ${name}`;
        send({ message: "delchain", flags: 0, schema: nftChainMessage, family, attributes: { table, name }, what });
      }),
    flushChain: ({ family, table, name }) =>
      next(() => {
        const what = `flush chain ${family} ${table} ${name}`;
        send({
          message: "delrule",
          flags: 0,
          schema: nftRuleMessage,
          family,
          attributes: { table, chain: name },
          what,
        });
      }),
    addRule: (rule) => next(() => sendRule("add", NLM_F_CREATE | NLM_F_APPEND, rule)),
    insertRule: (rule) => next(() => sendRule("insert", NLM_F_CREATE, rule)),
    replaceRule: (rule) => next(() => sendRule("replace", NLM_F_REPLACE, rule)),
    deleteRule: ({ family, table, chain, handle, ifExists }) =>
      next(() => {
        const what = `delete rule ${family} ${table} ${chain} handle ${handle}`;
        const message = ifExists === true ? "destroyrule" : "delrule";
        send({ message, flags: 0, schema: nftRuleMessage, family, attributes: { table, chain, handle }, what });
      }),
    addSet: (set) =>
      next(() => {
        const { family } = set;
        const id = ++lastId;
        const what = `add ${set.data === undefined ? "set" : "map"} ${keyOf(set)}`;
        const attributes = naming(what, () => encodeSet(resolveSet(set), set, id));
        send({ message: "newset", flags: createFlags(set.exclusive), schema: nftSetMessage, family, attributes, what });
        sets.set(keyOf(set), { set, id });
        fresh.add(keyOf(set));
        if (set.elements !== undefined) addElements(set, set.elements, createFlags(set.exclusive));
      }),
    deleteSet: ({ family, table, name, ifExists }) =>
      next(() => {
        const what = `delete set ${family} ${table} ${name}`;
        const message = ifExists === true ? "destroyset" : "delset";
        send({ message, flags: 0, schema: nftSetMessage, family, attributes: { table, name }, what });
      }),
    flushSet: ({ family, table, name }) =>
      next(() => {
        const what = `flush set ${family} ${table} ${name}`;
        const attributes = { set: name, table };
        send({ message: "delsetelem", flags: 0, schema: nftSetElementMessage, family, attributes, what });
      }),
    addElements: (set, elements, options = {}) =>
      next(() => addElements(set, elements, createFlags(options.exclusive))),
    deleteElements: (set, elements, options = {}) =>
      next(() => {
        const destroy = options.ifExists === true && set.data !== undefined;
        if (options.ifExists === true && !destroy) addElements(set, elements, NLM_F_CREATE);
        const what = `delete element ${keyOf(set)}`;
        const encoded = naming(what, () => encodeElements(resolveSet(set), elements, { deleting: true }));
        sendElements(
          destroy ? "destroysetelem" : "delsetelem",
          0,
          set,
          sets.get(keyOf(set))?.id,
          wireElements(encoded),
          "delete",
        );
      }),
  };
  build(builder);
  return { requests: Object.freeze(requests), operations: Object.freeze(operations) };
}
