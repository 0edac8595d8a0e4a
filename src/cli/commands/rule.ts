import { AF_INET, AF_UNSPEC } from "../../protocol/route/address-family.ts";
import type { RuleAttributesInput } from "../../protocol/route/rule.ts";
import { RTM_DELRULE, RTM_NEWRULE, ruleAction, ruleFlags, ruleMessage } from "../../protocol/route/rule.ts";
import { routeTable } from "../../protocol/route/route-names.ts";
import { readPrefix } from "../addresses.ts";
import type { Cursor, Keyword } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import { CommandError, unsupported, UsageError, wrongArgument } from "../failure.ts";
import type { Draft } from "../kinds/kind.ts";
import { namesOf } from "../names.ts";
import { parseSigned, parseUnsigned64 } from "../numbers.ts";
import type { Command } from "../objects.ts";
import { presentRule } from "../present/rule.ts";
import { change, NLM_F_CREATE, NLM_F_ECHO, NLM_F_EXCL } from "../requests.ts";
import type { Session } from "../session.ts";
import { usage } from "../usage.ts";
import { addressText, readNamed, readUnsigned, realmsOf, routeTypeOf } from "./route-fields.ts";
import { readInterface, readMark, readRange, readTransport } from "./rule-fields.ts";
import { flushRules, showRules } from "./rule-show.ts";
import type { Verb } from "./verbs.ts";
import { runVerb, verb } from "./verbs.ts";

interface State {
  readonly session: Session;
  readonly attributes: Draft<RuleAttributesInput>;
  readonly header: { dstLen: number; srcLen: number; tos: number; table: number; action: number; flags: number };
  table: number;
  actionGiven: boolean;
  l3mdev: boolean;
}

/** The order is that in which an abbreviation is looked up. */
const options: readonly Keyword<State>[] = [
  keyword("not", ({ header }) => {
    header.flags |= ruleFlags.values.invert;
  }),
  keyword("from", ({ header, attributes, session }, cursor) => {
    const prefix = readPrefix(cursor.next(), session.family);
    header.srcLen = prefix.length;
    attributes.src = addressText(prefix);
  }),
  keyword("to", ({ header, attributes, session }, cursor) => {
    const prefix = readPrefix(cursor.next(), session.family);
    header.dstLen = prefix.length;
    attributes.dst = addressText(prefix);
  }),
  keyword("preference*|order*|priority*", ({ attributes }, cursor) => {
    attributes.priority = readUnsigned(cursor, "preference value is invalid\n");
  }),
  keyword("tos|dsfield*", ({ header, session }, cursor) => {
    header.tos = readNamed(cursor, session.tables.dsfield, "TOS value is invalid\n");
  }),
  keyword("fwmark", ({ attributes }, cursor) => {
    const { mark, mask } = readMark(cursor);
    attributes.fwmark = mark;
    if (mask !== undefined) attributes.fwmask = mask;
  }),
  keyword("realms*", ({ attributes, session }, cursor) => {
    const word = cursor.next();
    const realms = realmsOf(word, session);
    if (realms === undefined) throw wrongArgument("invalid realms\n", word);
    attributes.flow = realms;
  }),
  keyword("protocol*", ({ attributes, session }, cursor) => {
    attributes.protocol = readNamed(cursor, session.tables.protocol, '"protocol" value is invalid\n');
  }),
  keyword("tun_id*", ({ attributes }, cursor) => {
    const word = cursor.next();
    const id = parseUnsigned64(word);
    if (id === undefined) throw wrongArgument('"tun_id" value is invalid\n', word);
    attributes.tunId = id;
  }),
  keyword("table*|lookup", (state, cursor) => {
    state.table = readNamed(cursor, state.session.tables.table, "invalid table ID\n");
    state.header.table = state.table < 256 ? state.table : 0;
    if (state.table >= 256) state.attributes.table = state.table;
    state.actionGiven = true;
  }),
  keyword("suppress_prefixlength*|sup_pl", ({ attributes }, cursor) => {
    const word = cursor.next();
    const length = parseSigned(word);
    if (length === undefined || length < 0) throw wrongArgument("suppress_prefixlength value is invalid\n", word);
    attributes.suppressPrefixlen = length;
  }),
  keyword("suppress_ifgroup*|sup_group", ({ attributes, session }, cursor) => {
    attributes.suppressIfgroup = readNamed(cursor, session.tables.group, 'Invalid "suppress_ifgroup" value\n');
  }),
  keyword("dev|iif", ({ attributes }, cursor) => {
    attributes.iifname = readInterface(cursor, '"iif"/"dev"');
  }),
  keyword("oif", ({ attributes }, cursor) => {
    attributes.oifname = readInterface(cursor, '"oif"');
  }),
  keyword("l3mdev", (state) => {
    state.attributes.l3mdev = 1;
    state.actionGiven = true;
    state.l3mdev = true;
  }),
  keyword("uidrange", ({ attributes }, cursor) => {
    const word = cursor.next();
    const range = readRange(word, 0xffffffff, false);
    if (range === undefined) throw wrongArgument("invalid UID range\n", word);
    attributes.uidRange = range;
  }),
  keyword("nat|map-to*", () => {
    throw unsupported('"nat" of rules');
  }),
  keyword("ipproto", ({ attributes }, cursor) => {
    attributes.ipProto = readTransport(cursor);
  }),
  keyword("sport", ({ attributes }, cursor) => {
    const word = cursor.next();
    attributes.sportRange = readRange(word, 0xffff, true);
    if (attributes.sportRange === undefined) throw wrongArgument("invalid port range\n", word);
  }),
  keyword("dport", ({ attributes }, cursor) => {
    const word = cursor.next();
    attributes.dportRange = readRange(word, 0xffff, true);
    if (attributes.dportRange === undefined) throw wrongArgument("invalid dport range\n", word);
  }),
];

/** `[ type ] ACTION`: whatever is no keyword. */
function readAction(state: State, cursor: Cursor): void {
  const word = cursor.word === "type" ? cursor.next() : (cursor.word ?? "");
  if (abbreviates(word, "help")) throw new UsageError(usage.rule);
  if (abbreviates(word, "goto")) {
    state.header.action = ruleAction.values.goto;
    state.attributes.goto = readUnsigned(cursor, "invalid target\n");
  } else if (abbreviates(word, "nop")) state.header.action = ruleAction.values.nop;
  else {
    const type = routeTypeOf(word);
    if (type === undefined) throw wrongArgument("Failed to parse rule type", word);
    state.header.action = type;
  }
  state.actionGiven = true;
}

/** `rule add` and `rule delete`. */
function modify(cursor: Cursor, session: Session, type: number): void {
  const adds = type === RTM_NEWRULE;
  if (cursor.word === undefined) throw new CommandError(`"ip rule ${adds ? "add" : "del"}" requires arguments.\n`);
  const state: State = {
    session,
    attributes: {},
    header: { dstLen: 0, srcLen: 0, tos: 0, table: 0, action: adds ? ruleAction.values.to_tbl : 0, flags: 0 },
    table: 0,
    actionGiven: false,
    l3mdev: false,
  };
  readKeywords(cursor, options, state, readAction);
  if (state.l3mdev && state.table !== 0) throw new CommandError("table can not be specified for l3mdev rules\n", 22);
  if (!state.actionGiven && adds) state.header.table = routeTable.values.main;
  const { echo } = session.options;
  const family = session.family === AF_UNSPEC ? AF_INET : session.family;
  const flags = (adds ? NLM_F_CREATE | NLM_F_EXCL : 0) | (echo ? NLM_F_ECHO : 0);
  const answer = session.run(
    change(
      type,
      flags,
      ruleMessage,
      { header: { family, ...state.header }, attributes: state.attributes },
      "change rule",
    ),
  );
  if (!echo || answer === undefined) return;
  const view = session.view();
  view.begin();
  presentRule(view, answer, namesOf(session), session.options);
  view.end();
}

const verbs: readonly Verb[] = [
  verb("list*|lst*|show*", showRules),
  verb("save*|restore*", () => {
    throw unsupported('"rule save" and "rule restore"');
  }),
  verb("add*", (cursor, session) => modify(cursor, session, RTM_NEWRULE)),
  verb("delete*", (cursor, session) => modify(cursor, session, RTM_DELRULE)),
  verb("flush*", flushRules),
  verb("help*", () => {
    throw new UsageError(usage.rule);
  }),
];

/** `ts-ip rule`. */
export const rule: Command = (cursor, session) => runVerb("rule", verbs, cursor, session, showRules);
