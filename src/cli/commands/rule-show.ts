import { AF_INET, AF_UNSPEC } from "../../protocol/route/address-family.ts";
import { RTM_DELRULE, RTM_GETRULE, ruleFlags, ruleMessage } from "../../protocol/route/rule.ts";
import type { Prefix } from "../addresses.ts";
import { readPrefix } from "../addresses.ts";
import type { Cursor, Keyword } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import { CommandError, wrongArgument } from "../failure.ts";
import { namesOf } from "../names.ts";
import { parseUnsigned64 } from "../numbers.ts";
import type { RuleMessage } from "../present/rule.ts";
import { presentRule, ruleTable } from "../present/rule.ts";
import { change, listing } from "../requests.ts";
import type { Session } from "../session.ts";
import { isWithin } from "./address-filter.ts";
import { readNamed, readUnsigned } from "./route-fields.ts";
import { readInterface, readMark, readRange, readTransport } from "./rule-fields.ts";

/** Which rules are shown or flushed; `undefined` does not choose. */
interface RuleFilter {
  readonly session: Session;
  readonly family: number;
  priority?: number;
  inverted: boolean;
  tos?: number;
  mark: number;
  mask: number;
  iif?: string;
  oif?: string;
  l3mdev: boolean;
  users?: { readonly start: number; readonly end: number };
  tunnel: bigint;
  table: number;
  from?: Prefix;
  to?: Prefix;
  protocol?: number;
  transport: number;
  sport?: { readonly start: number; readonly end: number };
  dport?: { readonly start: number; readonly end: number };
}

/** The order is that in which an abbreviation is looked up. */
const options: readonly Keyword<RuleFilter>[] = [
  keyword("preference*|order*|priority*", (filter, cursor) => {
    filter.priority = readUnsigned(cursor, "preference value is invalid\n");
  }),
  keyword("not", (filter) => {
    filter.inverted = true;
  }),
  keyword("tos|dsfield", (filter, cursor) => {
    filter.tos = readNamed(cursor, filter.session.tables.dsfield, "TOS value is invalid\n");
  }),
  keyword("fwmark", (filter, cursor) => {
    const { mark, mask } = readMark(cursor);
    filter.mark = mark;
    if (mask !== undefined) filter.mask = mask;
  }),
  keyword("dev|iif", (filter, cursor) => {
    filter.iif = readInterface(cursor, '"iif"/"dev"');
  }),
  keyword("oif", (filter, cursor) => {
    filter.oif = readInterface(cursor, '"oif"');
  }),
  keyword("l3mdev", (filter) => {
    filter.l3mdev = true;
  }),
  keyword("uidrange", (filter, cursor) => {
    const word = cursor.next();
    filter.users = readRange(word, 0xffffffff, false);
    if (filter.users === undefined) throw wrongArgument("invalid UID range\n", word);
  }),
  keyword("tun_id*", (filter, cursor) => {
    const word = cursor.next();
    const id = parseUnsigned64(word);
    if (id === undefined) throw wrongArgument('"tun_id" value is invalid\n', word);
    filter.tunnel = id;
  }),
  keyword("lookup*|table*", (filter, cursor) => {
    filter.table = readNamed(cursor, filter.session.tables.table, "table id value is invalid\n");
  }),
  keyword("from*|src*", (filter, cursor) => {
    filter.from = readPrefix(cursor.next(), filter.family);
  }),
  keyword("protocol*", (filter, cursor) => {
    const word = cursor.next();
    filter.protocol = filter.session.tables.protocol.numberOf(word);
    if (filter.protocol === undefined && word !== "all") throw wrongArgument('invalid "protocol"\n', word);
  }),
  keyword("ipproto", (filter, cursor) => {
    filter.transport = readTransport(cursor);
  }),
  keyword("sport", (filter, cursor) => {
    const word = cursor.next();
    filter.sport = readRange(word, 0xffff, true);
    if (filter.sport === undefined) throw wrongArgument("invalid port range\n", word);
  }),
  keyword("dport", (filter, cursor) => {
    const word = cursor.next();
    filter.dport = readRange(word, 0xffff, true);
    if (filter.dport === undefined) throw wrongArgument("invalid dport range\n", word);
  }),
];

type Range = { readonly start: number; readonly end: number } | undefined;

/** Whether a range is the wanted one; one that begins with 0 is not wanted. */
function rangeFits(wanted: Range, actual: Range): boolean {
  if (wanted === undefined || wanted.start === 0) return true;
  return actual?.start === wanted.start && actual.end === wanted.end;
}

function prefixFits(wanted: Prefix | undefined, family: number, address: string | undefined, length: number): boolean {
  if (wanted === undefined || wanted.family === AF_UNSPEC) return true;
  return wanted.family === family && wanted.length <= length && isWithin(wanted, address);
}

function accepts(filter: RuleFilter, message: RuleMessage): boolean {
  const { header, attributes } = message;
  const { session } = filter;
  if (session.family !== AF_UNSPEC && header.family !== session.family) return false;
  if (filter.priority !== undefined && (attributes.priority ?? 0) !== filter.priority) return false;
  if (filter.inverted && (header.flags & ruleFlags.values.invert) === 0) return false;
  if (!prefixFits(filter.from, header.family, attributes.src, header.srcLen)) return false;
  if (!prefixFits(filter.to, header.family, attributes.dst, header.dstLen)) return false;
  if (filter.tos !== undefined && header.tos !== filter.tos) return false;
  if (filter.mark !== 0 && (attributes.fwmark ?? 0) !== filter.mark) return false;
  if (filter.mask !== 0 && (attributes.fwmask ?? 0) !== filter.mask) return false;
  if (filter.iif !== undefined && attributes.iifname !== filter.iif) return false;
  if (filter.oif !== undefined && attributes.oifname !== filter.oif) return false;
  if (filter.l3mdev && (attributes.l3mdev ?? 0) === 0) return false;
  const { users } = filter;
  if (users !== undefined && (attributes.uidRange?.start !== users.start || attributes.uidRange.end !== users.end)) {
    return false;
  }
  if (filter.transport !== 0 && (attributes.ipProto ?? 0) !== filter.transport) return false;
  if (!rangeFits(filter.sport, attributes.sportRange) || !rangeFits(filter.dport, attributes.dportRange)) return false;
  if (filter.tunnel !== 0n && attributes.tunId !== filter.tunnel) return false;
  return filter.table === 0 || ruleTable(message) === filter.table;
}

function readFilter(cursor: Cursor, session: Session): RuleFilter {
  const filter: RuleFilter = {
    session,
    family: session.family === AF_UNSPEC ? AF_INET : session.family,
    inverted: false,
    mark: 0,
    mask: 0,
    l3mdev: false,
    tunnel: 0n,
    table: 0,
    transport: 0,
  };
  readKeywords(cursor, options, filter, () => {
    const word = cursor.word ?? "";
    if (abbreviates(word, "dst") || abbreviates(word, "to")) cursor.next();
    filter.to = readPrefix(cursor.word ?? "", filter.family);
  });
  return filter;
}

const request = (filter: RuleFilter) =>
  listing(RTM_GETRULE, ruleMessage, { header: { family: filter.family } }, "list rules");

/** `rule show`. */
export function showRules(cursor: Cursor, session: Session): void {
  const filter = readFilter(cursor, session);
  const names = namesOf(session);
  const view = session.view();
  view.begin();
  for (const message of session.list(request(filter))) {
    if (accepts(filter, message)) presentRule(view, message, names, session.options);
  }
  view.end();
}

/** `rule flush`: of those that fit, all but the one with priority 0. */
export function flushRules(cursor: Cursor, session: Session): void {
  const filter = readFilter(cursor, session);
  const view = session.view();
  view.begin();
  const found = [...session.list(request(filter))]; // all of them, before the first one goes
  for (const message of found) {
    if (!accepts(filter, message) || message.attributes.priority === undefined) continue;
    const { header, attributes } = message;
    const { protocol } = attributes;
    if (protocol !== undefined && filter.protocol !== undefined && protocol !== filter.protocol) continue;
    try {
      session.run(change(RTM_DELRULE, 0, ruleMessage, { header, attributes }, "delete rule"));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      throw new CommandError(`${error.message}Dump terminated\n`, 255);
    }
  }
  view.end();
}
