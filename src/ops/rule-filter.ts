import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber } from "./family.ts";
import type { Prefix } from "./prefix.ts";
import { isWithin, parseCheckedPrefix, parsePrefix } from "./prefix.ts";
import { protocolNumber, tableNumber } from "./route-value.ts";
import type { NumberRange, Rule, RuleInput } from "./rule-value.ts";
import { actionName, actionNumber, rangeOf } from "./rule-value.ts";

/** Conditions and targets that a filter compares as they are. */
const plain = [
  "priority",
  "goto",
  "iif",
  "oif",
  "fwmark",
  "fwmask",
  "dscp",
  "dscpMask",
  "ipproto",
  "sportMask",
  "dportMask",
  "tunnelId",
  "flowlabel",
  "flowlabelMask",
  "suppressPrefixLength",
  "suppressGroup",
] as const satisfies readonly (keyof Rule)[];

/**
 * Which rules to list: those that have all of this. `from` and `to` take the rules whose own prefix lies inside; of a port a number is
 * the range of it alone. All of it is filtered here: the kernel filters rules by family only.
 */
export interface RuleFilter extends Omit<RuleInput, "flags" | "realms"> {
  readonly family?: AddressFamily | undefined;
}

function isSameRange(wanted: number | NumberRange | undefined, range: NumberRange | undefined): boolean {
  if (wanted === undefined) return true;
  const { start, end } = rangeOf(wanted);
  return range !== undefined && range.start === start && range.end === end;
}

function isInside(outer: Prefix | undefined, prefix: string | undefined): boolean {
  return outer === undefined || (prefix !== undefined && isWithin(parsePrefix(prefix), outer));
}

/** Whether a rule is one that a filter asks for. */
export function ruleMatcher(filter: RuleFilter): (rule: Rule) => boolean {
  const family = filter.family === undefined ? undefined : familyName(familyNumber(filter.family));
  const table = filter.table === undefined ? undefined : tableNumber(filter.table);
  const protocol = filter.protocol === undefined ? undefined : protocolNumber(filter.protocol);
  const action = filter.action === undefined ? undefined : actionName(actionNumber(filter.action));
  const from = filter.from === undefined ? undefined : parseCheckedPrefix(filter.from);
  const to = filter.to === undefined ? undefined : parseCheckedPrefix(filter.to);
  return (rule) =>
    (family === undefined || family === "unspec" || rule.family === family) &&
    (table === undefined || (rule.table ?? 0) === table) &&
    (protocol === undefined || (rule.protocol ?? 0) === protocol) &&
    (action === undefined || rule.action === action) &&
    (filter.tos === undefined || (rule.tos ?? 0) === filter.tos) &&
    (filter.not === undefined || (rule.not ?? false) === filter.not) &&
    (filter.l3mdev === undefined || (rule.l3mdev ?? false) === filter.l3mdev) &&
    plain.every((key) => filter[key] === undefined || filter[key] === rule[key]) &&
    isInside(from, rule.from) &&
    isInside(to, rule.to) &&
    isSameRange(filter.sport, rule.sport) &&
    isSameRange(filter.dport, rule.dport) &&
    isSameRange(filter.uidRange, rule.uidRange);
}
