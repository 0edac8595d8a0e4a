import { AF_INET, AF_INET6, AF_UNSPEC } from "../../protocol/route/address-family.ts";
import type { RouteAttributesInput } from "../../protocol/route/route.ts";
import { routeMessage, RTM_DELROUTE, RTM_GETROUTE, RTM_NEWROUTE } from "../../protocol/route/route.ts";
import { routeFlags } from "../../protocol/route/route-names.ts";
import { readPrefix } from "../addresses.ts";
import type { Cursor, Keyword } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import { CommandError, noDevice, unsupported, UsageError, wrongArgument } from "../failure.ts";
import type { Draft } from "../kinds/kind.ts";
import { namesOf, numberOfTransport } from "../names.ts";
import { parseUnsigned } from "../numbers.ts";
import type { Command } from "../objects.ts";
import { presentRoute } from "../present/route.ts";
import { NLM_F_APPEND, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE, question } from "../requests.ts";
import type { Session } from "../session.ts";
import { usage } from "../usage.ts";
import { vrfTable } from "../vrf.ts";
import { changeRoute } from "./route-change.ts";
import { addressText, readNamed, readUnsigned } from "./route-fields.ts";
import { everything, flushRoutes, showRoutes } from "./route-show.ts";
import type { Verb } from "./verbs.ts";
import { runVerb, verb } from "./verbs.ts";

interface State {
  readonly session: Session;
  family: number;
  readonly attributes: Draft<RouteAttributesInput>;
  dstLength: number;
  srcLength: number;
  tos: number;
  flags: number;
  iif: string | undefined;
  oif: string | undefined;
  mark: number;
  connected: boolean;
  sourceGiven: boolean;
  destinationGiven: boolean;
}

function readPort(cursor: Cursor, name: string): number {
  const word = cursor.next();
  const port = parseUnsigned(word, 16);
  if (port === undefined) throw wrongArgument(`invalid ${name}\n`, word);
  return port;
}

/** The order is that in which an abbreviation is looked up. */
const options: readonly Keyword<State>[] = [
  keyword("tos|dsfield*", (state, cursor) => {
    state.tos = readNamed(cursor, state.session.tables.dsfield, "TOS value is invalid\n");
  }),
  keyword("from*", (state, cursor) => {
    const word = cursor.next();
    if (abbreviates(word, "help")) throw new UsageError(usage.route);
    const prefix = readPrefix(word, state.family);
    if (state.family === AF_UNSPEC) state.family = prefix.family;
    state.sourceGiven = true;
    state.attributes.src = addressText(prefix);
    state.srcLength = prefix.length;
  }),
  keyword("iif*", (state, cursor) => {
    state.iif = cursor.next();
  }),
  keyword("mark*", (state, cursor) => {
    state.mark = readUnsigned(cursor, "invalid mark value");
  }),
  keyword("oif*|dev", (state, cursor) => {
    state.oif = cursor.next();
  }),
  keyword("notify*", (state) => {
    state.flags |= routeFlags.values.notify;
  }),
  keyword("connected*", (state) => {
    state.connected = true;
  }),
  keyword("vrf*", (state, cursor) => {
    const word = cursor.next();
    if (vrfTable(state.session, word) === undefined) throw wrongArgument("Invalid VRF\n", word);
    state.oif = word;
  }),
  keyword("uid*", ({ attributes }, cursor) => {
    attributes.uid = readUnsigned(cursor, "invalid UID\n");
  }),
  keyword("fibmatch*", (state) => {
    state.flags |= routeFlags.values.fib_match;
  }),
  keyword("as", () => {
    throw unsupported('"as"');
  }),
  keyword("sport*", ({ attributes }, cursor) => {
    attributes.sport = readPort(cursor, "sport");
  }),
  keyword("dport*", ({ attributes }, cursor) => {
    attributes.dport = readPort(cursor, "dport");
  }),
  keyword("ipproto*", ({ attributes }, cursor) => {
    const word = cursor.next();
    const protocol = parseUnsigned(word, 8, 10) ?? numberOfTransport(word);
    if (protocol === undefined) throw wrongArgument('Invalid "ipproto" value\n', word);
    attributes.ipProto = protocol;
  }),
];

function readDestination(state: State, cursor: Cursor): void {
  const word = cursor.word === "to" ? cursor.next() : (cursor.word ?? "");
  if (abbreviates(word, "help")) throw new UsageError(usage.route);
  const prefix = readPrefix(word, state.family);
  if (state.family === AF_UNSPEC) state.family = prefix.family;
  state.attributes.dst = addressText(prefix);
  state.dstLength = prefix.length;
  state.destinationGiven = true;
  const bits = { [AF_INET]: 32, [AF_INET6]: 128 }[state.family];
  if (bits === undefined || prefix.length === bits) return;
  state.session.warn(`Warning: /${prefix.length} as prefix is invalid, only /${bits} (or none) is supported.\n`);
  state.dstLength = bits;
}

/** `route get`. */
function get(cursor: Cursor, session: Session): void {
  const state: State = {
    session,
    family: session.family,
    attributes: {},
    dstLength: 0,
    srcLength: 0,
    tos: 0,
    flags: 0,
    iif: undefined,
    oif: undefined,
    mark: 0,
    connected: false,
    sourceGiven: false,
    destinationGiven: false,
  };
  readKeywords(cursor, options, state, readDestination);
  if (!state.destinationGiven) throw new CommandError("need at least a destination address\n");
  const { attributes } = state;
  const index = (name: string): number => {
    const found = session.links.indexOf(name);
    if (found === 0) throw noDevice(name);
    return found;
  };
  if (state.iif !== undefined) attributes.iif = index(state.iif);
  if (state.oif !== undefined) attributes.oif = index(state.oif);
  if (state.mark !== 0) attributes.mark = state.mark;
  const family = state.family === AF_UNSPEC ? AF_INET : state.family;
  const header = {
    family,
    dstLen: state.dstLength,
    srcLen: state.srcLength,
    tos: state.tos,
    // Only IPv4 tells the table when it is asked.
    flags: family === AF_INET ? state.flags | routeFlags.values.lookup_table : state.flags,
  };
  if (state.connected && !state.sourceGiven) throw unsupported('"connected" without "from"');
  const answer = session.run(question(RTM_GETROUTE, routeMessage, { header, attributes }, "get route"));
  const view = session.view();
  view.begin();
  if (answer !== undefined) presentRoute(view, answer, namesOf(session), everything(session));
  view.end();
}

const changeVerb = (spellings: string, type: number, flags: number): Verb =>
  verb(spellings, (cursor, session) => changeRoute(cursor, session, type, flags));

const verbs: readonly Verb[] = [
  changeVerb("add*", RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL),
  changeVerb("change*|chg", RTM_NEWROUTE, NLM_F_REPLACE),
  changeVerb("replace*", RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE),
  changeVerb("prepend*", RTM_NEWROUTE, NLM_F_CREATE),
  changeVerb("append*", RTM_NEWROUTE, NLM_F_CREATE | NLM_F_APPEND),
  changeVerb("test*", RTM_NEWROUTE, NLM_F_EXCL),
  changeVerb("delete*", RTM_DELROUTE, 0),
  verb("list*|show*|lst*", showRoutes),
  verb("get*", get),
  verb("flush*", flushRoutes),
  verb("save*", () => {
    throw unsupported('"route save"');
  }),
  verb("restore*", () => {
    throw unsupported('"route restore"');
  }),
  verb("showdump*", () => {
    throw unsupported('"route showdump"');
  }),
  verb("help*", () => {
    throw new UsageError(usage.route);
  }),
];

/** `ts-ip route`. */
export const route: Command = (cursor, session) => runVerb("route", verbs, cursor, session, showRoutes);
