import { closeSync, constants, openSync, writeSync } from "node:fs";
import { AF_INET, AF_INET6, AF_UNSPEC } from "../../protocol/route/address-family.ts";
import { routeMessage, RTM_DELROUTE, RTM_GETROUTE } from "../../protocol/route/route.ts";
import { routeFlags, routeTable, routeType } from "../../protocol/route/route-names.ts";
import type { Prefix } from "../addresses.ts";
import { addressBytes, readPrefix, sharePrefix } from "../addresses.ts";
import type { Cursor, Keyword } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import { CommandError, noDevice, UsageError, wrongArgument } from "../failure.ts";
import { addressBits, familyOf } from "../families.ts";
import { namesOf } from "../names.ts";
import type { RouteDetail, RouteMessage } from "../present/route.ts";
import { presentRoute, routeTableOf } from "../present/route.ts";
import { change, listing } from "../requests.ts";
import type { Session } from "../session.ts";
import { systemText } from "../session.ts";
import { usage } from "../usage.ts";
import { vrfTable } from "../vrf.ts";
import { flush } from "./flush.ts";
import { readNamed, readUnsigned, realmsOf, routeTypeOf } from "./route-fields.ts";

/** Which routes are shown or flushed; `undefined` does not choose. */
interface RouteFilter {
  readonly session: Session;
  /** 0 is all. */
  table: number;
  /** Cached routes, and only them. */
  cached: boolean;
  tos: number | undefined;
  protocol: number | undefined;
  /** `all` was said: any, and it is shown. */
  scope: number | undefined;
  typeMask: number;
  oif: string | undefined;
  iif: string | undefined;
  oifIndex: number | undefined;
  iifIndex: number | undefined;
  mark: number | undefined;
  metric: number | undefined;
  realm: { readonly value: number; readonly mask: number } | undefined;
  via: Prefix | undefined;
  prefsrc: Prefix | undefined;
  /** Destinations inside, and destinations that contain. */
  rootDst: Prefix | undefined;
  matchDst: Prefix | undefined;
  rootSrc: Prefix | undefined;
  matchSrc: Prefix | undefined;
}

/** What of a route is shown where nothing was chosen. */
export function everything({ options }: Session): RouteDetail {
  return {
    details: options.details,
    statistics: options.statistics,
    hideTable: false,
    hideTos: false,
    hideOif: false,
    hideIif: false,
    hideProtocol: false,
    hideScope: false,
    hideMetric: false,
    hideGateway: false,
    hidePrefsrc: false,
    hideRealm: false,
    typeMask: 0,
  };
}

function readTable(filter: RouteFilter, cursor: Cursor): void {
  const word = cursor.next();
  const table = filter.session.tables.table.numberOf(word);
  if (table !== undefined) filter.table = table;
  else if (word === "all") filter.table = 0;
  else if (word === "cache") filter.cached = true;
  else if (word === "help") throw new UsageError(usage.route);
  else throw wrongArgument("table id value is invalid\n", word);
}

function readRealms(filter: RouteFilter, cursor: Cursor): void {
  const word = cursor.next();
  const value = realmsOf(word, filter.session);
  if (value === undefined) throw wrongArgument("invalid realms\n", word);
  let mask = 0xffffffff;
  // An empty half is any realm.
  if ((value & 0xffff) === 0 && word.endsWith("/")) mask = (mask & ~0xffff) >>> 0;
  if (value >>> 16 === 0 && (!word.includes("/") || word.startsWith("/"))) mask &= 0xffff;
  filter.realm = { value, mask: mask >>> 0 };
}

/** `[ root | match | exact ] PREFIX` at the cursor. */
function readRange(
  filter: RouteFilter,
  cursor: Cursor,
  root: "rootDst" | "rootSrc",
  match: "matchDst" | "matchSrc",
): void {
  const { family } = filter.session;
  const word = cursor.word ?? "";
  if (abbreviates(word, "root")) filter[root] = readPrefix(cursor.next(), family);
  else if (abbreviates(word, "match")) filter[match] = readPrefix(cursor.next(), family);
  else {
    filter[match] = readPrefix(abbreviates(word, "exact") ? cursor.next() : word, family);
    filter[root] = filter[match];
  }
}

/** The order is that in which an abbreviation is looked up. */
const options: readonly Keyword<RouteFilter>[] = [
  keyword("table*", readTable),
  keyword("vrf*", (filter, cursor) => {
    const word = cursor.next();
    const table = vrfTable(filter.session, word);
    if (table === undefined) throw wrongArgument("Invalid VRF\n", word);
    filter.table = table;
    filter.typeMask = ~((1 << routeType.values.local) | (1 << routeType.values.broadcast));
  }),
  keyword("cached*|cloned*", (filter) => {
    filter.cached = true;
  }),
  keyword("tos|dsfield*", (filter, cursor) => {
    filter.tos = readNamed(cursor, filter.session.tables.dsfield, "TOS value is invalid\n");
  }),
  keyword("protocol*", (filter, cursor) => {
    const word = cursor.next();
    filter.protocol = filter.session.tables.protocol.numberOf(word);
    if (filter.protocol === undefined && word !== "all") throw wrongArgument('invalid "protocol"\n', word);
  }),
  keyword("scope*", (filter, cursor) => {
    const word = cursor.next();
    filter.scope = filter.session.tables.scope.numberOf(word);
    if (filter.scope === undefined && word !== "all") throw wrongArgument('invalid "scope"\n', word);
  }),
  keyword("type*", (filter, cursor) => {
    const word = cursor.next();
    const type = routeTypeOf(word);
    if (type === undefined) throw wrongArgument("node type value is invalid\n", word);
    filter.typeMask = 1 << type;
  }),
  keyword("dev|oif", (filter, cursor) => {
    filter.oif = cursor.next();
  }),
  keyword("iif", (filter, cursor) => {
    filter.iif = cursor.next();
  }),
  keyword("mark", (filter, cursor) => {
    filter.mark = readUnsigned(cursor, "invalid mark value");
  }),
  keyword("metric*|priority*|preference", (filter, cursor) => {
    filter.metric = readUnsigned(cursor, '"metric" value is invalid\n');
  }),
  keyword("via", (filter, cursor) => {
    let word = cursor.next();
    let family = familyOf(word);
    if (family === AF_UNSPEC) ({ family } = filter.session);
    else word = cursor.next();
    filter.via = readPrefix(word, family);
  }),
  keyword("src", (filter, cursor) => {
    filter.prefsrc = readPrefix(cursor.next(), filter.session.family);
  }),
  keyword("realms*", readRealms),
  keyword("from*", (filter, cursor) => {
    cursor.next();
    readRange(filter, cursor, "rootSrc", "matchSrc");
  }),
];

/** Whether a route's prefix lies inside `root` and contains `match`, as far as these are given. */
function prefixFits(
  root: Prefix | undefined,
  match: Prefix | undefined,
  family: number,
  address: string | undefined,
  length: number,
): boolean {
  const bytes = addressBytes(address ?? "");
  if (root !== undefined && (root.family !== AF_UNSPEC || root.lengthGiven)) {
    if ((root.family !== AF_UNSPEC && root.family !== family) || root.length > length) return false;
    if (!sharePrefix(bytes, root.bytes, root.length)) return false;
  }
  if (match !== undefined && (match.family !== AF_UNSPEC || match.lengthGiven)) {
    if ((match.family !== AF_UNSPEC && match.family !== family) || match.length < length) return false;
    if (!sharePrefix(bytes, match.bytes, length)) return false;
  }
  return true;
}

/** Whether the route is of the chosen table. @param otherTables whether IPv6 has routes outside the main table at all */
function tableFits(filter: RouteFilter, message: RouteMessage, otherTables: boolean): boolean {
  if (filter.table === 0) return true;
  const { header } = message;
  if (header.family !== AF_INET6 || otherTables) return filter.table === routeTableOf(message);
  const isLocal = header.type === routeType.values.local;
  if (filter.table === routeTable.values.local) return isLocal;
  return filter.table === routeTable.values.main && !isLocal;
}

/** Makes the test of a filter; it remembers whether IPv6 routes of several tables were seen. */
function acceptor(filter: RouteFilter): (message: RouteMessage) => boolean {
  const { family: wanted } = filter.session;
  let otherTables = false;
  return (message) => {
    const { header, attributes } = message;
    const { family } = header;
    if (wanted !== AF_UNSPEC && family !== wanted) return false;
    if (family === AF_INET6 && routeTableOf(message) !== routeTable.values.main) otherTables = true;
    if (filter.cached !== ((header.flags & routeFlags.values.cloned) !== 0)) return false;
    if (!tableFits(filter, message, otherTables)) return false;
    if (filter.protocol !== undefined && header.protocol !== filter.protocol) return false;
    if (filter.scope !== undefined && header.scope !== filter.scope) return false;
    if (filter.typeMask !== 0 && (filter.typeMask & (1 << header.type)) === 0) return false;
    if (filter.tos !== undefined && header.tos !== filter.tos) return false;
    const destination = typeof attributes.dst === "string" ? attributes.dst : undefined;
    if (!prefixFits(filter.rootDst, filter.matchDst, family, destination, header.dstLen)) return false;
    if (!prefixFits(filter.rootSrc, filter.matchSrc, family, attributes.src, header.srcLen)) return false;
    return gatewayFits(filter, message) && numbersFit(filter, message);
  };
}

function gatewayFits({ via, prefsrc }: RouteFilter, { header, attributes }: RouteMessage): boolean {
  if (via !== undefined && via.family !== AF_UNSPEC) {
    if ((attributes.via?.family ?? header.family) !== via.family) return false;
    const bytes = attributes.via?.rest ?? addressBytes(attributes.gateway ?? "");
    if (!sharePrefix(bytes, via.bytes, via.length)) return false;
  }
  if (prefsrc !== undefined && prefsrc.family !== AF_UNSPEC) {
    if (header.family !== prefsrc.family) return false;
    if (!sharePrefix(addressBytes(attributes.prefsrc ?? ""), prefsrc.bytes, prefsrc.length)) return false;
  }
  return true;
}

function numbersFit(filter: RouteFilter, { attributes }: RouteMessage): boolean {
  const { realm } = filter;
  if (realm !== undefined && (((attributes.flow ?? 0) ^ realm.value) & realm.mask) !== 0) return false;
  if (filter.iifIndex !== undefined && (attributes.iif ?? 0) !== filter.iifIndex) return false;
  if (filter.oifIndex !== undefined && (attributes.oif ?? 0) !== filter.oifIndex) return false;
  if (filter.mark !== undefined && (attributes.mark ?? 0) !== filter.mark) return false;
  return filter.metric === undefined || (attributes.priority ?? 0) === filter.metric;
}

function readFilter(cursor: Cursor, session: Session): RouteFilter {
  const filter: RouteFilter = {
    session,
    table: routeTable.values.main,
    cached: false,
    tos: undefined,
    protocol: undefined,
    scope: undefined,
    typeMask: 0,
    oif: undefined,
    iif: undefined,
    oifIndex: undefined,
    iifIndex: undefined,
    mark: undefined,
    metric: undefined,
    realm: undefined,
    via: undefined,
    prefsrc: undefined,
    rootDst: undefined,
    matchDst: undefined,
    rootSrc: undefined,
    matchSrc: undefined,
  };
  readKeywords(cursor, options, filter, () => {
    if (abbreviates(cursor.word ?? "", "to")) cursor.next();
    readRange(filter, cursor, "rootDst", "matchDst");
  });
  const index = (name: string | undefined): number | undefined => {
    if (name === undefined) return undefined;
    const found = session.links.indexOf(name);
    if (found === 0) throw noDevice(name);
    return found;
  };
  filter.iifIndex = index(filter.iif);
  filter.oifIndex = index(filter.oif);
  return filter;
}

/** Whether an address is fixed to one host, so that every line would repeat it. */
const isHost = (prefix: Prefix | undefined): boolean =>
  prefix !== undefined && prefix.length === addressBits(prefix.family) && prefix.length > 0;

function detailOf(session: Session, filter: RouteFilter): RouteDetail {
  return {
    ...everything(session),
    hideTable: filter.table !== 0,
    hideTos: filter.tos !== undefined,
    hideOif: filter.oifIndex !== undefined,
    hideIif: filter.iifIndex !== undefined,
    hideProtocol: filter.protocol !== undefined,
    hideScope: filter.scope !== undefined,
    hideMetric: filter.metric !== undefined,
    hideGateway: isHost(filter.via),
    hidePrefsrc: isHost(filter.prefsrc),
    hideRealm: filter.realm?.mask === 0xffffffff,
    typeMask: filter.typeMask,
  };
}

/** The dump of a filter's routes: the kernel leaves out what it can. */
function request(filter: RouteFilter) {
  const { family } = filter.session;
  return listing(
    RTM_GETROUTE,
    routeMessage,
    {
      header: {
        family: family === AF_UNSPEC && filter.table !== 0 ? AF_INET : family,
        protocol: filter.protocol ?? 0,
        flags: filter.cached ? routeFlags.values.cloned : 0,
      },
      attributes: {
        table: filter.table === 0 ? undefined : filter.table,
        oif: filter.oifIndex,
      },
    },
    "list routes",
  );
}

/** Whether the kernel refused a listing because it has no main table: it makes that with the first route of IPv4. */
function hasNoRoutesYet(filter: RouteFilter, error: unknown): boolean {
  return (
    filter.table === routeTable.values.main &&
    error instanceof CommandError &&
    error.reason === "No such file or directory"
  );
}

/** `route show`. */
export function showRoutes(cursor: Cursor, session: Session): void {
  const filter = readFilter(cursor, session);
  const accepts = acceptor(filter);
  const names = namesOf(session);
  const detail = detailOf(session, filter);
  const view = session.view();
  view.begin();
  try {
    for (const message of session.list(request(filter), 2)) {
      if (accepts(message)) presentRoute(view, message, names, detail);
    }
  } catch (error) {
    if (!hasNoRoutesYet(filter, error)) throw error;
  }
  view.end();
}

const CACHE_FLUSH = "/proc/sys/net/ipv4/route/flush";

/** The cached routes of IPv4, which no kernel lists any more, are forgotten by a sysctl. */
function flushCache(session: Session): void {
  try {
    const fd = openSync(CACHE_FLUSH, constants.O_WRONLY);
    writeSync(fd, "-1");
    closeSync(fd);
  } catch (error) {
    session.warn(`Cannot open "${CACHE_FLUSH}": ${systemText(error)}\n`);
  }
  if (session.options.statistics > 0) session.out.write("*** IPv4 routing cache is flushed.\n");
}

/** The unreachable default route that the kernel itself keeps for IPv6 can't be removed. */
function isBuiltIn({ header, attributes }: RouteMessage): boolean {
  return (
    header.family === AF_INET6 &&
    header.dstLen === 0 &&
    header.type === routeType.values.unreachable &&
    attributes.priority === 0xffffffff
  );
}

/** `route flush`. */
export function flushRoutes(cursor: Cursor, session: Session): number {
  if (cursor.word === undefined) throw new CommandError('"ip route flush" requires arguments.\n');
  const filter = readFilter(cursor, session);
  if (filter.cached) {
    const family = session.family === AF_UNSPEC && filter.table !== 0 ? AF_INET : session.family;
    if (family !== AF_INET6) flushCache(session);
    if (family === AF_INET) return 0;
  }
  const accepts = acceptor(filter);
  const names = namesOf(session);
  const detail = detailOf(session, filter);
  return flush(session, {
    list: request(filter),
    listFailed: 2,
    accepts: (message) => accepts(message) && !isBuiltIn(message),
    remove: ({ header, attributes }) => change(RTM_DELROUTE, 0, routeMessage, { header, attributes }, "delete route"),
    refused: 2,
    show: (message) => presentRoute(session.view(), message, names, detail),
    noun: "entries",
    rounds: 30,
    incomplete: () => {
      throw new CommandError("");
    },
  });
}
