import type { Rule } from "./rule-value.ts";
import { settableFlags } from "./rule-value.ts";

/** What the kernel compares where the message that deletes a rule has it. */
const compared = [
  "family",
  "priority",
  "from",
  "to",
  "iif",
  "oif",
  "sport",
  "dport",
  "uidRange",
  "dscp",
  "dscpMask",
  "flowlabel",
  "flowlabelMask",
  "l3mdev",
  "suppressPrefixLength",
  "suppressGroup",
  "realms",
] as const satisfies readonly (keyof Rule)[];

/** The same, but 0 is as good as absent. */
const comparedUnlessZero = [
  "action",
  "table",
  "fwmark",
  "fwmask",
  "tos",
  "ipproto",
  "sportMask",
  "dportMask",
  "tunnelId",
  "protocol",
] as const satisfies readonly (keyof Rule)[];

type Compared = (typeof compared)[number] | (typeof comparedUnlessZero)[number] | "goto";

/** A value as a text that equal ones share. */
function textOf(value: Rule[Compared]): string {
  if (typeof value !== "object") return String(value);
  return "start" in value ? `${value.start}-${value.end}` : `${value.from}/${value.to}`;
}

/** A text that two rules share only where nothing tells them apart. */
export function ruleKey(rule: Rule): string {
  const values = [...compared, ...comparedUnlessZero].map((key) => textOf(rule[key]));
  return [...values, textOf(rule.goto), settableFlags(rule)].join(" ");
}

/** Whether the kernel may delete `rule` when it is told to delete `wanted`. It does not look at `goto` and `not`. */
export function mayStandFor(rule: Rule, wanted: Rule): boolean {
  const isEqual = (key: Compared): boolean => textOf(rule[key]) === textOf(wanted[key]);
  return (
    compared.every((key) => wanted[key] === undefined || isEqual(key)) &&
    comparedUnlessZero.every((key) => !wanted[key] || isEqual(key))
  );
}
