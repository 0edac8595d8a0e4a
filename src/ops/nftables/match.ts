import { EncodeError } from "../../protocol/schema/errors.ts";
import type { NftExpressionInput } from "../../protocol/netfilter/expression.ts";
import { bitwiseOperation } from "../../protocol/netfilter/expressions/bitwise.ts";
import { byteorderOperation } from "../../protocol/netfilter/expressions/byteorder.ts";
import { lookupFlags } from "../../protocol/netfilter/expressions/lookup.ts";
import { rangeOperation } from "../../protocol/netfilter/expressions/range.ts";
import { addAction, addComparison, addMatch, compare } from "./compile.ts";
import type { DataType, NftScalar } from "./data-type.ts";
import type { Selector } from "./selector.ts";
import { concatenationOf } from "./selector.ts";
import type { NftKey, SetElementInput } from "./set-element.ts";
import { isDetailed, partsOf } from "./set-element.ts";
import type { SetReference } from "./set-reference.ts";
import { paddedLength } from "./set-reference.ts";
import type { Compilation, Statement } from "./statement.ts";
import { encodeUserData, numberRecord } from "./user-data.ts";
import type { NftValue, Span } from "./value.ts";
import { formatSpan, networkOrder, parseValue } from "./value.ts";
import type { NftVerdict } from "./verdict.ts";
import { formatVerdict } from "./verdict.ts";

/** Everything but what it holds: `!= 80`. */
export interface Not<T> {
  readonly not: T;
}
/** Everything but these: `not(80)`, `not("@blocked")`, `not([80, 443])`. */
export function not<T>(value: T): Not<T> {
  return { not: value };
}

/** A named set: `"@name"`, or the set itself as it was declared or listed. */
export type NamedSet = string | SetReference;
/** What a field is compared with: a value, several (an anonymous set), or a named set. */
export type MatchTarget = NftValue | readonly NftValue[] | SetReference;
/** A target, or everything but it. */
export type MatchValue = MatchTarget | Not<MatchTarget>;

function isNot<T>(value: T | Not<T>): value is Not<T> {
  return typeof value === "object" && value !== null && "not" in value;
}
function isList<T>(value: T | readonly T[] | SetReference): value is readonly T[] {
  return Array.isArray(value);
}

/** The name of a named set; `undefined` for anything else. */
function nameOfSet(target: unknown): string | undefined {
  if (typeof target === "string") return target.startsWith("@") ? target.slice(1) : undefined;
  if (typeof target !== "object" || target === null || !("table" in target) || !("name" in target)) return undefined;
  return typeof target.name === "string" ? target.name : undefined;
}

/**
 * `bitwise` with mask and xor on register 1. nft names the operation where the rule asks for the arithmetic (`mark & 0xff`), and leaves
 * it out where a prefix or a set of flags needs it.
 */
export function maskRegister(mask: Uint8Array, xor: Uint8Array, named: boolean): NftExpressionInput {
  const op = named ? bitwiseOperation.values.mask_xor : undefined;
  return {
    kind: "bitwise",
    data: { sreg: 1, dreg: 1, op, len: mask.length, mask: { value: mask }, xor: { value: xor } },
  };
}

/** Turns register 1 to network order where intervals of host integers are compared. */
function toNetworkOrder(type: DataType): NftExpressionInput[] {
  if (type.order !== "host" || type.length === 1) return [];
  const { length } = type;
  return [
    { kind: "byteorder", data: { sreg: 1, dreg: 1, op: byteorderOperation.values.hton, len: length, size: length } },
  ];
}

/** The mask of a prefix, as bytes. */
function prefixMask(bytes: number, length: number): Uint8Array {
  return Uint8Array.from(
    { length: bytes },
    (_, index) => (0xff00 >> Math.max(0, Math.min(8, length - index * 8))) & 0xff,
  );
}

function matchSpan(rule: Compilation, selector: Selector, span: Span, negated: boolean): void {
  const { type, payload } = selector;
  const operation = negated ? "neq" : "eq";
  if (span.kind === "one") {
    const joinable =
      payload !== undefined && !negated ? { base: payload.base, offset: payload.offset, value: span.key } : undefined;
    addComparison(rule, selector.load(1), compare(operation, span.key), joinable);
  } else if (span.kind === "wildcard") {
    addComparison(rule, selector.load(1), compare(operation, span.prefix));
  } else if (span.kind === "prefix" && span.length % 8 === 0 && span.length > 0 && payload !== undefined) {
    // A prefix of whole bytes needs no mask: fewer bytes are loaded.
    const bytes = span.length / 8;
    addComparison(rule, selector.load(1, bytes), compare(operation, span.key.subarray(0, bytes)));
  } else if (span.kind === "prefix") {
    const mask = prefixMask(type.length, span.length);
    addMatch(rule, [
      ...selector.load(1),
      maskRegister(mask, new Uint8Array(type.length), false),
      compare(operation, span.key),
    ]);
  } else {
    const [from, to] = [networkOrder(type, span.from), networkOrder(type, span.to)];
    const load = [...selector.load(1), ...toNetworkOrder(type)];
    const { neq } = rangeOperation.values;
    addMatch(
      rule,
      negated
        ? [...load, { kind: "range", data: { sreg: 1, op: neq, fromData: { value: from }, toData: { value: to } } }]
        : [...load, compare("gte", from), compare("lte", to)],
    );
  }
}

/** Flags of a field match when any of them is set. */
function matchFlags(rule: Compilation, selector: Selector, bits: Uint8Array): void {
  const zero = new Uint8Array(bits.length);
  addMatch(rule, [...selector.load(1), maskRegister(bits, zero, false), compare("neq", zero)]);
}

/** Loads fields into registers from the first on: one field into register 1, several one behind the other in steps of four bytes. */
function loadKey(selectors: readonly Selector[]): NftExpressionInput[] {
  let words = 0;
  return selectors.flatMap((selector) => {
    // NFT_REG_1 … 4 are the same memory as NFT_REG32_00 … 15, four words each; nft uses the old names where it can.
    const register = words % 4 === 0 ? 1 + words / 4 : 8 + words;
    words += paddedLength(selector.type) / 4;
    return selector.load(register);
  });
}

interface Lookup {
  readonly inverted?: boolean;
  /** Register of a map's value; 0 is the verdict. */
  readonly dreg?: number;
}

function lookUp(
  rule: Compilation,
  selectors: readonly Selector[],
  target: string,
  how: Lookup,
  known?: SetReference,
): void {
  const { set, id } = rule.findSet(target);
  const reference = known ?? set;
  const [only] = selectors;
  const swap =
    selectors.length === 1 && only !== undefined && reference?.flags?.includes("interval") === true
      ? toNetworkOrder(only.type)
      : [];
  addLookup(rule, [...loadKey(selectors), ...swap], target, id, how);
}

function addLookup(
  rule: Compilation,
  load: NftExpressionInput[],
  set: string,
  setId: number | undefined,
  how: Lookup,
): void {
  const flags = how.inverted === true ? lookupFlags.values.inv : undefined;
  const expression: NftExpressionInput = { kind: "lookup", data: { sreg: 1, dreg: how.dreg, set, setId, flags } };
  // nft counts a verdict map as an action, which no comparison is moved across.
  if (how.dreg === undefined) addMatch(rule, [...load, expression]);
  else addAction(rule, [...load, expression]);
}

// nft's enum expr_etypes: how it notes in a verdict map's user data that its values are verdicts
const VERDICT_TYPE_OF = encodeUserData([numberRecord(0, 1), { type: 1, bytes: new Uint8Array(0) }]);

function lookUpAnonymous(
  rule: Compilation,
  selectors: readonly Selector[],
  elements: readonly SetElementInput[],
  how: Lookup,
): void {
  const types = selectors.map(({ type }) => type);
  const isMap = how.dreg !== undefined;
  const interval = elements.some((element) =>
    partsOf(isDetailed(element) ? element.key : element, types).some(
      (value, part) => parseValue(types[part]!, value).kind !== "one",
    ),
  );
  const [only] = selectors;
  const single = selectors.length === 1 ? only : undefined;
  const typeOf = single === undefined ? concatenationOf(selectors) : single.typeOf;
  const { name, id } = rule.addSet({
    set: { types, data: isMap ? "verdict" : undefined, flags: interval ? ["interval"] : [] },
    elements,
    origin: {
      byteOrder: single?.byteOrder ?? 0,
      // In the maps of one field nft 1.0.6 notes the type of the values but not that of the keys.
      typeOf: isMap && single !== undefined ? undefined : typeOf,
      dataTypeOf: isMap ? VERDICT_TYPE_OF : undefined,
    },
  });
  const swap = single !== undefined && interval ? toNetworkOrder(single.type) : [];
  addLookup(rule, [...loadKey(selectors), ...swap], name, id, how);
}

function formatKey(selectors: readonly Selector[], key: NftKey): string {
  const types = selectors.map(({ type }) => type);
  return partsOf(key, types)
    .map((value, part) => formatSpan(types[part]!, parseValue(types[part]!, value)))
    .join(" . ");
}

function formatTarget(selectors: readonly Selector[], target: MatchTarget | readonly NftKey[]): string {
  const name = nameOfSet(target);
  if (name !== undefined) return `@${name}`;
  if (isList<NftKey>(target)) return `{ ${target.map((key) => formatKey(selectors, key)).join(", ")} }`;
  if (typeof target === "object" && "table" in target) return `@${target.name}`;
  return formatKey(selectors, target);
}

/** What a match tells of the packet: it has this key in the field, or (`undefined`) one of several. */
export type Learn = (rule: Compilation, key: Uint8Array | undefined) => void;

/** A match of one field. */
export function matchOne(selector: Selector, value: MatchValue, learn?: Learn): Statement {
  const negated = isNot(value);
  const target: MatchTarget = isNot(value) ? value.not : value;
  return {
    text: () => `${selector.text} ${negated ? "!= " : ""}${formatTarget([selector], target)}`,
    compile: (rule) => {
      selector.require(rule);
      const name = nameOfSet(target);
      if (name !== undefined) {
        const reference = typeof target === "object" && "table" in target ? target : undefined;
        lookUp(rule, [selector], name, { inverted: negated }, reference);
        if (!negated) learn?.(rule, undefined);
        return;
      }
      if (typeof target === "object" && "table" in target) return;
      let single: NftValue;
      if (isList<NftValue>(target)) {
        const [first] = target;
        if (first === undefined) throw new EncodeError(`${selector.text}: an empty set matches nothing`);
        if (target.length > 1) {
          lookUpAnonymous(rule, [selector], target, { inverted: negated });
          if (!negated) learn?.(rule, undefined);
          return;
        }
        single = first;
      } else single = target;
      const span = parseValue(selector.type, single);
      if (selector.type.flags !== undefined && span.kind === "one" && !negated)
        return matchFlags(rule, selector, span.key);
      matchSpan(rule, selector, span, negated);
      if (!negated) learn?.(rule, span.kind === "one" ? span.key : undefined);
    },
  };
}

/** A match of several fields together with the elements of a set of concatenated keys. */
export function matchSeveral(
  selectors: readonly Selector[],
  value: NamedSet | readonly NftKey[] | Not<NamedSet | readonly NftKey[]>,
): Statement {
  const negated = isNot(value);
  const target = isNot(value) ? value.not : value;
  return {
    text: () =>
      `${selectors.map(({ text }) => text).join(" . ")} ${negated ? "!= " : ""}${formatTarget(selectors, target)}`,
    compile: (rule) => {
      for (const selector of selectors) selector.require(rule);
      const name = nameOfSet(target);
      if (name !== undefined) lookUp(rule, selectors, name, { inverted: negated });
      else if (isList<NftKey>(target)) lookUpAnonymous(rule, selectors, target, { inverted: negated });
      else throw new EncodeError(`${JSON.stringify(target)} is neither a set's name ("@name") nor a list of keys`);
    },
  };
}

/** Keys and their verdicts, or a named verdict map. */
export type VerdictMap = NamedSet | readonly (readonly [key: NftKey, verdict: NftVerdict])[];

/** A verdict map: the verdict that the key of these fields has. */
export function mapToVerdict(selectors: readonly Selector[], map: VerdictMap): Statement {
  const name = nameOfSet(map);
  const entries = typeof map === "string" || "table" in map ? [] : map;
  return {
    text: () => {
      const target =
        name === undefined
          ? `{ ${entries.map(([key, verdict]) => `${formatKey(selectors, key)} : ${formatVerdict(verdict)}`).join(", ")} }`
          : `@${name}`;
      return `${selectors.map(({ text }) => text).join(" . ")} vmap ${target}`;
    },
    compile: (rule) => {
      for (const selector of selectors) selector.require(rule);
      if (name !== undefined) lookUp(rule, selectors, name, { dreg: 0 });
      else {
        const elements = entries.map(([key, data]) => ({ key, data }));
        lookUpAnonymous(rule, selectors, elements, { dreg: 0 });
      }
    },
  };
}

/** A number compared under a mask: `mark & 0xff == 5`. */
export interface Masked {
  readonly value: NftScalar;
  readonly mask: number;
}

/** A match of some bits of a field. */
export function matchMasked(selector: Selector, { value, mask }: Masked, negated: boolean): Statement {
  const { type } = selector;
  const bits = (number: NftScalar): string => String(type.format(type.parse(number)));
  return {
    text: () => `${selector.text} & ${bits(mask)} ${negated ? "!=" : "=="} ${bits(value)}`,
    compile: (rule) => {
      selector.require(rule);
      const zero = new Uint8Array(type.length);
      const expected = compare(negated ? "neq" : "eq", type.parse(value));
      addMatch(rule, [...selector.load(1), maskRegister(type.parse(mask), zero, true), expected]);
    },
  };
}
