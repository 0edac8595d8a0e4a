import type { NftExpression, NftExpressionInput } from "../../protocol/netfilter/expression.ts";
import { toHex } from "../../protocol/schema/binary.ts";
import type { Operation } from "../../socket/request.ts";
import { operation } from "../../socket/request.ts";
import { ignoring } from "../missing.ts";
import type { ChainReference } from "./chain.ts";
import type { Chain, Rule } from "./decode.ts";
import {
  commentMatch,
  commentOfMatch,
  conntrackMatch,
  interfaceMatch,
  iptablesCompat,
  iptablesCounter,
} from "./iptables-compat.ts";
import * as list from "./list.ts";
import { transaction } from "./transaction.ts";
import { decodeVerdict, encodeVerdict } from "./verdict.ts";

/*
 * A packet passes only if every table lets it: an accept in one's own table can't help where another one's FORWARD chain drops, as
 * Docker's does. The accept must then stand in that chain, written as its owner would, or the owner can't list it any more.
 */

/** What is to be forwarded past other tables. */
export interface ForwardAcceptance {
  /** The interface, or the beginning of several interfaces' names: `"br0"`, `"tap*"`. Packets that come in by it are accepted. */
  readonly interface: string;
  /**
   * Which packets that go out by it are accepted: answers and what was sent to a published port (`"answers"`, unless told), or all.
   */
  readonly outgoing?: "answers" | "all" | undefined;
  /** By what the rules are found again, as their comment: at most 255 bytes. Several acceptances may share one. */
  readonly tag: string;
  /** Which tables to look at; those of IPv4 unless told. */
  readonly families?: readonly ("ip" | "ip6")[] | undefined;
}

/** What {@link acceptForwarding} did. */
export interface ForwardAcceptanceResult {
  /** The chains in which rules were inserted. */
  readonly inserted: readonly ChainReference[];
  /** Chains of tables that iptables does not manage which drop what they don't accept: their owner has to let the traffic pass. */
  readonly blocking: readonly Chain[];
}

const FILTER_TABLE = "filter";
const FORWARD_CHAIN = "FORWARD";
const DOCKER_CHAIN = "DOCKER-USER";

/** The chain that iptables-nft calls FORWARD: what it made itself and nothing else has that name, table and type. */
const isIptablesForward = ({ table, name, type }: Chain): boolean =>
  table === FILTER_TABLE && name === FORWARD_CHAIN && type === "filter";

/** Whether a chain of that name exists and FORWARD goes there first: Docker leaves it to the machine's owner. */
function hasDockerChain(rules: readonly Rule[], chains: readonly Chain[], family: string): boolean {
  const inTable = (object: { readonly family: string; readonly table: string }): boolean =>
    object.family === family && object.table === FILTER_TABLE;
  if (!chains.some((chain) => inTable(chain) && chain.name === DOCKER_CHAIN)) return false;
  const [first] = rules.filter((rule) => inTable(rule) && rule.chain === FORWARD_CHAIN);
  return (
    first?.expressions.some((one) => one.kind === "immediate" && one.data?.data?.verdict?.chain === DOCKER_CHAIN) ===
    true
  );
}

/** Expressions that let every packet through to the next. */
const looksAtNothing = (expression: NftExpression): boolean =>
  expression.kind === "counter" ||
  expression.kind === "log" ||
  (expression.kind === "target" && expression.data?.name === "LOG") ||
  commentOfMatch(expression) !== undefined;

/** Whether a chain lets nothing pass that its rules did not accept: one of them, or of a chain that it goes to, ends it for all. */
function endsInDrop(rules: readonly Rule[], name: string): boolean {
  return rules.some(({ chain, expressions }) => {
    if (chain !== name) return false;
    const [last, ...more] = expressions.filter((expression) => !looksAtNothing(expression));
    if (last === undefined || more.length > 0) return false;
    if (last.kind === "reject") return true;
    if (last.kind === "target") return last.data?.name === "REJECT";
    const verdict = last.kind === "immediate" ? last.data?.data?.verdict : undefined;
    if (verdict === undefined) return false;
    return verdict.chain === undefined ? decodeVerdict(verdict)?.verdict === "drop" : endsInDrop(rules, verdict.chain);
  });
}

/** The rules that let an acceptance's packets pass, in the order in which they are inserted. */
function acceptances({ interface: name, outgoing, tag }: ForwardAcceptance): NftExpressionInput[][] {
  const end = [
    commentMatch(tag),
    iptablesCounter,
    { kind: "immediate", data: { dreg: 0, data: encodeVerdict({ verdict: "accept" }) } },
  ] satisfies NftExpressionInput[];
  const answers = outgoing === "all" ? [] : [conntrackMatch(["ESTABLISHED", "RELATED", "DNAT"])];
  return [
    [...interfaceMatch("out", name), ...answers, ...end],
    [...interfaceMatch("in", name), ...end],
  ];
}

/** What two rules have in common that do the same: everything but what counters count. */
function signature(expressions: readonly (NftExpression | NftExpressionInput)[]): string {
  return JSON.stringify(
    expressions.filter(({ kind }) => kind !== "counter"),
    (_key, value: unknown) => {
      if (value instanceof Uint8Array) return toHex(value);
      return typeof value === "bigint" ? String(value) : value;
    },
  );
}

function hasTag({ expressions, comment }: Rule, tag: string): boolean {
  return comment === tag || expressions.some((expression) => commentOfMatch(expression) === tag);
}

/**
 * Lets an interface's forwarded packets pass the FORWARD chain of iptables-nft where that drops what it does not accept, by its policy
 * (as Docker's does) or by a rule for all the rest (as Red Hat's did): inserts accepts in DOCKER-USER where FORWARD asks that first, else in FORWARD, so that `iptables -S` still lists them all.
 * Where nothing drops, or the rules are there already, nothing is changed.
 *
 * Equivalent to `iptables-nft -I FORWARD -i IFACE -m comment --comment TAG -j ACCEPT` and
 * `iptables-nft -I FORWARD -o IFACE -m conntrack --ctstate RELATED,ESTABLISHED,DNAT -m comment --comment TAG -j ACCEPT`.
 * Rules of iptables-legacy are not in nf_tables and not seen here.
 */
export function acceptForwarding(acceptance: ForwardAcceptance): Operation<ForwardAcceptanceResult> {
  return operation(function* () {
    const families: readonly string[] = acceptance.families ?? ["ip"];
    const chains = yield* list.chains();
    const dropping: (Chain & { readonly rules: readonly Rule[] })[] = [];
    for (const chain of chains) {
      const { family, table } = chain;
      if (chain.hook !== "forward" || !(families.includes(family) || family === "inet")) continue;
      const rules = yield* list.rules({ family, table });
      if (chain.policy === "drop" || endsInDrop(rules, chain.name)) dropping.push({ ...chain, rules });
    }
    const blocking = dropping.filter((chain) => !isIptablesForward(chain)).map(({ rules: _, ...chain }) => chain);
    const inserted: ChainReference[] = [];
    for (const { family, table, rules } of dropping.filter(isIptablesForward)) {
      const name = hasDockerChain(rules, chains, family) ? DOCKER_CHAIN : FORWARD_CHAIN;
      const present = new Set(
        rules
          .filter((rule) => rule.chain === name && hasTag(rule, acceptance.tag))
          .map((rule) => signature(rule.expressions)),
      );
      const missing = acceptances(acceptance).filter((expressions) => !present.has(signature(expressions)));
      if (missing.length === 0) continue;
      yield* transaction((t) => {
        for (const expressions of missing)
          t.insertRule({ family, table, chain: name, expressions, compat: iptablesCompat });
      });
      inserted.push({ family, table, name });
    }
    return { inserted, blocking };
  });
}

/**
 * Takes away what {@link acceptForwarding} inserted under a tag, wherever it is; nothing to be found is no error.
 * @returns how many rules were deleted
 */
export function withdrawForwarding(tag: string): Operation<number> {
  return operation(function* () {
    let count = 0;
    for (const family of ["ip", "ip6"] as const) {
      const tables = yield* list.tables({ family });
      if (!tables.some(({ name }) => name === FILTER_TABLE)) continue;
      const tagged = (yield* list.rules({ family, table: FILTER_TABLE })).filter((rule) => hasTag(rule, tag));
      if (tagged.length === 0) continue;
      // One transaction would be refused whole if someone deleted one of them meanwhile.
      for (const rule of tagged)
        if (
          yield* ignoring(
            ["ENOENT"],
            transaction((t) => void t.deleteRule(rule)),
          )
        )
          count++;
    }
    return count;
  });
}
