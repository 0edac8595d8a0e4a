import { AF_INET } from "../protocol/route/address-family.ts";
import { routeProtocol } from "../protocol/route/route-names.ts";
import type { fibRuleHdr, RuleAttributes } from "../protocol/route/rule.ts";
import { ruleAction, ruleFlags } from "../protocol/route/rule.ts";
import type { Output1 } from "../protocol/schema/codec.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber, familyOf } from "./family.ts";
import { formatPrefix, parsePrefix } from "./prefix.ts";
import type { Realms } from "./route-decode.ts";
import type { RouteProtocol, RouteTable } from "./route-value.ts";
import { numberOf, tableNumber } from "./route-value.ts";

/** What a rule does: `lookup` looks into a table (FR_ACT_TO_TBL), the others are as in FR_ACT_*. A number where the header names none. */
export type RuleAction = "lookup" | "goto" | "nop" | "blackhole" | "unreachable" | "prohibit" | number;
/** FIB_RULE_*. */
export type RuleFlag = keyof typeof ruleFlags.values;

/** Numbers from `start` to `end`, both included. */
export interface NumberRange {
  readonly start: number;
  readonly end: number;
}

/** A routing policy rule, as listed; it is valid input for `add` and `delete`. What is absent is not matched; 0 is a value. */
export interface Rule {
  readonly family: AddressFamily;
  /** Place in the list; lower comes first. */
  readonly priority: number;
  readonly action: RuleAction;
  /** Table of a `lookup`. */
  readonly table?: number;
  /** Priority of the rule that `goto` goes on with. */
  readonly goto?: number;
  /** The rule holds for packets that do not match. */
  readonly not?: true;
  /** Source prefix. */
  readonly from?: string;
  /** Destination prefix. */
  readonly to?: string;
  /** Name of the incoming interface; it need not exist. */
  readonly iif?: string;
  /** Name of the outgoing interface; it need not exist. */
  readonly oif?: string;
  readonly fwmark?: number;
  /** Which bits of the mark count. */
  readonly fwmask?: number;
  readonly tos?: number;
  readonly dscp?: number;
  readonly dscpMask?: number;
  /** Transport protocol number. */
  readonly ipproto?: number;
  readonly sport?: NumberRange;
  readonly sportMask?: number;
  readonly dport?: NumberRange;
  readonly dportMask?: number;
  readonly uidRange?: NumberRange;
  readonly tunnelId?: bigint;
  readonly flowlabel?: number;
  readonly flowlabelMask?: number;
  /** Look into the table of the packet's VRF. */
  readonly l3mdev?: true;
  /** Reject routes whose prefix is this long or shorter. */
  readonly suppressPrefixLength?: number;
  /** Reject routes over a link of this group. */
  readonly suppressGroup?: number;
  readonly realms?: Realms;
  /** Who made it, RTPROT_*. */
  readonly protocol?: number;
  /** Names of the flags, lowest bit first; `invert` is {@link Rule.not}. */
  readonly flags: readonly RuleFlag[];
  readonly flagBits: number;
}

/** A rule to be. Attributes are written in the order of the properties, as `ip` writes its words. */
export interface RuleInput {
  /** Needed only where no address shows it; IPv4 when left out. */
  readonly family?: AddressFamily | undefined;
  /** Left out: the kernel takes the one before the first rule but the local one. */
  readonly priority?: number | undefined;
  /** Left out: `goto` where that is given, else `lookup`. */
  readonly action?: RuleAction | undefined;
  /** Left out: main for a `lookup`. */
  readonly table?: RouteTable | undefined;
  readonly goto?: number | undefined;
  readonly not?: boolean | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly iif?: string | undefined;
  readonly oif?: string | undefined;
  /** Firewall mark; the kernel takes 0 for none unless `fwmask` is given too. */
  readonly fwmark?: number | undefined;
  readonly fwmask?: number | undefined;
  readonly tos?: number | undefined;
  readonly dscp?: number | undefined;
  readonly dscpMask?: number | undefined;
  readonly ipproto?: number | undefined;
  readonly sport?: number | NumberRange | undefined;
  readonly sportMask?: number | undefined;
  readonly dport?: number | NumberRange | undefined;
  readonly dportMask?: number | undefined;
  readonly uidRange?: NumberRange | undefined;
  readonly tunnelId?: bigint | undefined;
  readonly flowlabel?: number | undefined;
  readonly flowlabelMask?: number | undefined;
  readonly l3mdev?: boolean | undefined;
  readonly suppressPrefixLength?: number | undefined;
  readonly suppressGroup?: number | undefined;
  readonly realms?: Realms | undefined;
  readonly protocol?: RouteProtocol | undefined;
  /** Of these only `permanent` (it can't be deleted any more), `find_saddr` and `invert` are the caller's to say. */
  readonly flags?: readonly RuleFlag[] | undefined;
}

/** What FRA_SUPPRESS_* hold when nothing is suppressed. */
const NONE = 0xffffffff;
const { to_tbl: LOOKUP, goto: GOTO } = ruleAction.values;
const { invert: INVERT, permanent, find_saddr } = ruleFlags.values;
/** The flags that are not the kernel's reports: it would keep those too, and show them for ever. */
const SETTABLE = INVERT | permanent | find_saddr;

/** The flags of a rule that say what it is. */
export function settableFlags({ flags = [], not }: Pick<RuleInput, "flags" | "not">): number {
  const bits = ruleFlags.bitsOf(flags) & SETTABLE;
  return not === undefined ? bits : not ? bits | INVERT : bits & ~INVERT;
}

/** The flags of a rule's header without the kernel's reports. */
export function withoutReports(flags: number): number {
  return flags & SETTABLE;
}

/** The name of an action, or its number. */
export function actionName(action: number): RuleAction {
  if (action === LOOKUP) return "lookup";
  const name = ruleAction.nameOf(action);
  return name === "goto" || name === "nop" || name === "blackhole" || name === "unreachable" || name === "prohibit"
    ? name
    : action;
}

/** The number of an action. @throws EncodeError for a name that none has */
export function actionNumber(action: RuleAction): number {
  return action === "lookup" ? LOOKUP : numberOf(ruleAction, action);
}

/** Makes the friendly object of a decoded message. */
export function toRule(header: Output1<typeof fibRuleHdr>, a: RuleAttributes): Rule {
  const table = a.table ?? header.table;
  return {
    family: familyName(header.family),
    priority: a.priority ?? 0,
    action: actionName(header.action),
    ...(table !== 0 && { table }),
    ...(a.goto !== undefined && { goto: a.goto }),
    ...((header.flags & INVERT) !== 0 && { not: true }),
    ...(a.src !== undefined && { from: formatPrefix(a.src, header.srcLen) }),
    ...(a.dst !== undefined && { to: formatPrefix(a.dst, header.dstLen) }),
    ...(a.iifname !== undefined && { iif: a.iifname }),
    ...(a.oifname !== undefined && { oif: a.oifname }),
    // The kernel leaves a mark of 0 out and gives the mask alone.
    ...((a.fwmark !== undefined || a.fwmask !== undefined) && { fwmark: a.fwmark ?? 0 }),
    ...(a.fwmask !== undefined && { fwmask: a.fwmask }),
    ...(header.tos !== 0 && { tos: header.tos }),
    ...(a.dscp !== undefined && { dscp: a.dscp }),
    ...(a.dscpMask !== undefined && { dscpMask: a.dscpMask }),
    ...(a.ipProto !== undefined && { ipproto: a.ipProto }),
    ...(a.sportRange !== undefined && { sport: a.sportRange }),
    ...(a.sportMask !== undefined && { sportMask: a.sportMask }),
    ...(a.dportRange !== undefined && { dport: a.dportRange }),
    ...(a.dportMask !== undefined && { dportMask: a.dportMask }),
    ...(a.uidRange !== undefined && { uidRange: a.uidRange }),
    ...(a.tunId !== undefined && { tunnelId: a.tunId }),
    ...(a.flowlabel !== undefined && { flowlabel: a.flowlabel }),
    ...(a.flowlabelMask !== undefined && { flowlabelMask: a.flowlabelMask }),
    ...(a.l3mdev !== undefined && a.l3mdev !== 0 && { l3mdev: true }),
    ...(a.suppressPrefixlen !== undefined &&
      a.suppressPrefixlen !== NONE && { suppressPrefixLength: a.suppressPrefixlen }),
    ...(a.suppressIfgroup !== undefined && a.suppressIfgroup !== NONE && { suppressGroup: a.suppressIfgroup }),
    ...(a.flow !== undefined && { realms: { from: a.flow >>> 16, to: a.flow & 0xffff } }),
    ...(a.protocol !== undefined && { protocol: a.protocol }),
    flags: ruleFlags.namesOf(header.flags),
    flagBits: header.flags,
  };
}

/** Header and attributes of a rule message, ready to encode. */
export interface RuleBody {
  readonly header: {
    family: number;
    dstLen: number;
    srcLen: number;
    tos: number;
    table: number;
    action: number;
    flags: number;
  };
  readonly attributes: RuleAttributes;
}

/** A single number as the range of it alone. */
export function rangeOf(value: number | NumberRange): { start: number; end: number } {
  return typeof value === "number" ? { start: value, end: value } : { start: value.start, end: value.end };
}

function ruleFamily({ family, from, to }: RuleInput): number {
  if (family !== undefined) return familyNumber(family);
  const address = from ?? to;
  return address === undefined ? AF_INET : familyOf(address);
}

/** The message that adds or deletes a rule: what `ip rule` writes for the same words in the same order. */
export function ruleBody(input: RuleInput, isDelete: boolean): RuleBody {
  const defaultAction = input.goto !== undefined ? GOTO : isDelete ? 0 : LOOKUP;
  const action = input.action === undefined ? defaultAction : actionNumber(input.action);
  const looksUp = action === LOOKUP && !isDelete && input.l3mdev !== true;
  const table = input.table === undefined ? (looksUp ? 254 : 0) : tableNumber(input.table);
  const header = {
    family: ruleFamily(input),
    dstLen: 0,
    srcLen: 0,
    tos: input.tos ?? 0,
    table: table < 256 ? table : 0,
    action,
    flags: settableFlags(input),
  };
  const attributes: RuleAttributes = {};
  for (const key in input) addAttribute(key, input, header, attributes, table);
  return { header, attributes };
}

function addAttribute(
  key: string,
  input: RuleInput,
  header: RuleBody["header"],
  a: RuleAttributes,
  table: number,
): void {
  if (key === "from" && input.from !== undefined) {
    const prefix = parsePrefix(input.from);
    header.srcLen = prefix.length;
    a.src = prefix.address;
  } else if (key === "to" && input.to !== undefined) {
    const prefix = parsePrefix(input.to);
    header.dstLen = prefix.length;
    a.dst = prefix.address;
  } else if (key === "table") {
    if (table > 255) a.table = table;
  } else if (key === "priority") a.priority = input.priority;
  else if (key === "goto") a.goto = input.goto;
  else if (key === "iif") a.iifname = input.iif;
  else if (key === "oif") a.oifname = input.oif;
  else if (key === "fwmark") a.fwmark = input.fwmark;
  else if (key === "fwmask") a.fwmask = input.fwmask;
  else if (key === "dscp") a.dscp = input.dscp;
  else if (key === "dscpMask") a.dscpMask = input.dscpMask;
  else if (key === "ipproto") a.ipProto = input.ipproto;
  else if (key === "sport" && input.sport !== undefined) a.sportRange = rangeOf(input.sport);
  else if (key === "sportMask") a.sportMask = input.sportMask;
  else if (key === "dport" && input.dport !== undefined) a.dportRange = rangeOf(input.dport);
  else if (key === "dportMask") a.dportMask = input.dportMask;
  else if (key === "uidRange" && input.uidRange !== undefined) a.uidRange = rangeOf(input.uidRange);
  else if (key === "tunnelId") a.tunId = input.tunnelId;
  else if (key === "flowlabel") a.flowlabel = input.flowlabel;
  else if (key === "flowlabelMask") a.flowlabelMask = input.flowlabelMask;
  else if (key === "l3mdev" && input.l3mdev === true) a.l3mdev = 1;
  else if (key === "suppressPrefixLength") a.suppressPrefixlen = input.suppressPrefixLength;
  else if (key === "suppressGroup") a.suppressIfgroup = input.suppressGroup;
  else if (key === "realms" && input.realms !== undefined) {
    const { from, to } = input.realms;
    if (!(from >= 0 && from <= 0xffff && to >= 0 && to <= 0xffff))
      throw new EncodeError("realms are numbers up to 65535");
    a.flow = ((from << 16) | to) >>> 0;
  } else if (key === "protocol" && input.protocol !== undefined) a.protocol = numberOf(routeProtocol, input.protocol);
}
