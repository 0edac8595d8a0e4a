import { EncodeError } from "../../protocol/schema/errors.ts";
import type { NftExpressionInput } from "../../protocol/netfilter/expression.ts";
import { constantExpression } from "../../protocol/netfilter/expression.ts";
import { cmpOperation } from "../../protocol/netfilter/expressions/cmp.ts";
import { metaKey } from "../../protocol/netfilter/expressions/meta.ts";
import type { NftFamily } from "./family.ts";
import type { Compilation, Part, Statement } from "./statement.ts";
import { protocolNames } from "./value-names.ts";

const { values: operations } = cmpOperation;

/** `payload`: loads packet bytes into a register. */
export function loadPayload(base: number, offset: number, length: number, register = 1): NftExpressionInput {
  return { kind: "payload", data: { dreg: register, base, offset, len: length } };
}

/** `meta`: loads a value into a register. */
export function loadMeta(key: number, register = 1): NftExpressionInput {
  return { kind: "meta", data: { key, dreg: register } };
}

/** `cmp`: compares register 1 with a constant. */
export function compare(operation: keyof typeof operations, value: Uint8Array): NftExpressionInput {
  return { kind: "cmp", data: { sreg: 1, op: operations[operation], data: { value } } };
}

/** `immediate`: loads a constant into a register. */
export function loadConstant(value: Uint8Array, register: number): NftExpressionInput {
  return { kind: "immediate", data: { dreg: register, data: { value } } };
}

/** Appends a match. */
export function addMatch(rule: Compilation, expressions: readonly NftExpressionInput[]): void {
  rule.parts.push({ expressions, payload: undefined, action: false });
}

/** Appends a match of what was loaded with a constant. */
export function addComparison(
  rule: Compilation,
  load: readonly NftExpressionInput[],
  comparison: NftExpressionInput,
  payload?: Part["payload"],
): void {
  const [only] = load;
  const expressions = load.length === 1 && only !== undefined ? [only, comparison] : [...load, comparison];
  rule.parts.push({ expressions, payload, action: false });
}

/** Appends an action. */
export function addAction(rule: Compilation, expressions: readonly NftExpressionInput[]): void {
  rule.parts.push({ expressions, payload: undefined, action: true });
}

const layers = {
  ip: { nfproto: Uint8Array.of(2), etherType: Uint8Array.of(0x08, 0x00) },
  ip6: { nfproto: Uint8Array.of(10), etherType: Uint8Array.of(0x86, 0xdd) },
} as const;

function checkOf(key: number, value: Uint8Array): readonly NftExpressionInput[] {
  return [constantExpression(loadMeta(key)), constantExpression(compare("eq", value))];
}
const byNfproto = {
  ip: checkOf(metaKey.values.nfproto, layers.ip.nfproto),
  ip6: checkOf(metaKey.values.nfproto, layers.ip6.nfproto),
} as const;
const byEtherType = {
  ip: checkOf(metaKey.values.protocol, layers.ip.etherType),
  ip6: checkOf(metaKey.values.protocol, layers.ip6.etherType),
} as const;

/** The check that a packet is of a network protocol, as nft writes it in tables of the family. */
export function networkCheck(family: NftFamily, network: "ip" | "ip6"): readonly NftExpressionInput[] {
  return family === "inet" ? byNfproto[network] : byEtherType[network];
}

/**
 * Makes sure that the packet is IPv4 or IPv6 before what follows reads its header.
 * @throws EncodeError when the rule already said that it is the other one
 */
export function requireNetwork(rule: Compilation, network: "ip" | "ip6"): void {
  if (rule.network === network) return;
  if (rule.network !== undefined || rule.family === "arp") {
    throw new EncodeError(`conflicting protocols: ${rule.network ?? "arp"} and ${network}`);
  }
  addMatch(rule, networkCheck(rule.family, network));
  rule.network = network;
}

const transportChecks = new Map<number, readonly NftExpressionInput[]>();

/** The check of the transport protocol. */
export function transportCheck(protocol: number): readonly NftExpressionInput[] {
  let check = transportChecks.get(protocol);
  if (check === undefined) {
    check = checkOf(metaKey.values.l4proto, Uint8Array.of(protocol));
    transportChecks.set(protocol, check);
  }
  return check;
}

/** Makes sure that the packet's transport protocol is this one; throws `EncodeError` when the rule already said another. */
export function requireTransport(rule: Compilation, protocol: number): void {
  if (rule.transport === protocol) return;
  if (rule.transport !== undefined) {
    const name = (number: number): string => protocolNames.nameOf(number) ?? String(number);
    throw new EncodeError(`conflicting protocols: ${name(rule.transport)} and ${name(protocol)}`);
  }
  addMatch(rule, transportCheck(protocol));
  rule.transport = protocol;
  rule.hasTransport = true;
}

/** Bytes that one comparison reads cheaply: nft keeps loads of up to four bytes that short. */
const FAST_LENGTH = 4;
const REGISTER_LENGTH = 16;

type PayloadPart = Part & { readonly payload: NonNullable<Part["payload"]> };

function joins(first: PayloadPart["payload"], second: PayloadPart["payload"]): boolean {
  if (first.base !== second.base || first.offset + first.value.length !== second.offset) return false;
  const total = first.value.length + second.value.length;
  if (total <= FAST_LENGTH) return true;
  return first.value.length > FAST_LENGTH && second.value.length > FAST_LENGTH && total <= REGISTER_LENGTH;
}

/** Replaces comparisons of neighbouring bytes by one, at the place of the one that reads the lower bytes. */
function joinParts(parts: (Part | undefined)[], candidates: readonly number[]): void {
  const isPayload = (part: Part | undefined): part is PayloadPart => part?.payload !== undefined;
  const at = (index: number): PayloadPart["payload"] | undefined => {
    const part = parts[index];
    return isPayload(part) ? part.payload : undefined;
  };
  const sorted = candidates.toSorted((a, b) => {
    const [first, second] = [at(a), at(b)];
    return (first?.base ?? 0) - (second?.base ?? 0) || (first?.offset ?? 0) - (second?.offset ?? 0);
  });
  let [last] = sorted;
  for (const index of sorted.slice(1)) {
    const before = last === undefined ? undefined : at(last);
    const here = at(index);
    if (last === undefined || before === undefined || here === undefined || !joins(before, here)) {
      last = index;
      continue;
    }
    const value = new Uint8Array(before.value.length + here.value.length);
    value.set(before.value);
    value.set(here.value, before.value.length);
    parts[last] = {
      expressions: [loadPayload(before.base, before.offset, value.length), compare("eq", value)],
      payload: { base: before.base, offset: before.offset, value },
      action: false,
    };
    parts[index] = undefined;
  }
}

/** What {@link joinParts} may join: comparisons that no action stands between, but one alone waits for its neighbour behind it. */
function joinNeighbours(parts: readonly Part[]): readonly (Part | undefined)[] {
  // Most rules compare one field of each header: nothing can be neighbours.
  let bases = 0;
  let mayJoin = false;
  for (const { payload } of parts) {
    if (payload === undefined) continue;
    mayJoin ||= (bases & (1 << payload.base)) !== 0;
    bases |= 1 << payload.base;
  }
  if (!mayJoin) return parts;
  const joined: (Part | undefined)[] = [...parts];
  let candidates: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.payload !== undefined) candidates.push(index);
    else if (part.action && candidates.length > 1) {
      joinParts(joined, candidates);
      candidates = [];
    }
  }
  if (candidates.length > 1) joinParts(joined, candidates);
  return joined;
}

/** A statement's words, for an error; a value that is none has no words either. */
function nameOf(statement: Statement, family: NftFamily): string {
  try {
    return statement.text(family);
  } catch (error) {
    if (error instanceof EncodeError) return "statement";
    throw error;
  }
}

/** What a rule needs of the transaction it is compiled for. */
export type SetContext = Pick<Compilation, "addSet" | "findSet">;

/**
 * Compiles a rule's statements to the expressions that nft gives the kernel for the same words.
 * @throws EncodeError when statements contradict each other or a value does not fit
 */
export function compileRule(
  statements: readonly Statement[],
  family: NftFamily,
  sets: SetContext,
): NftExpressionInput[] {
  const rule: Compilation = {
    family,
    parts: [],
    network: family === "ip" || family === "ip6" ? family : undefined,
    transport: undefined,
    hasTransport: false,
    hasEthernet: family === "bridge",
    addSet: sets.addSet,
    findSet: sets.findSet,
  };
  let current: Statement | undefined;
  try {
    for (current of statements) current.compile(rule);
  } catch (error) {
    if (!(error instanceof EncodeError) || current === undefined) throw error;
    throw new EncodeError(error.problem, [nameOf(current, family), ...error.path]);
  }
  const expressions: NftExpressionInput[] = [];
  for (const part of joinNeighbours(rule.parts)) {
    if (part !== undefined) for (const expression of part.expressions) expressions.push(expression);
  }
  return expressions;
}
