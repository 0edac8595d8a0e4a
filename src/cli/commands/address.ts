import { AF_INET, AF_INET6, AF_PACKET, AF_UNSPEC } from "../../protocol/route/address-family.ts";
import type { AddressAttributesInput } from "../../protocol/route/address.ts";
import {
  addressFlags,
  addressMessage,
  INFINITE_LIFETIME,
  RTM_DELADDR,
  RTM_GETADDR,
  RTM_NEWADDR,
} from "../../protocol/route/address.ts";
import { INTERFACE_NAME_LIMIT } from "../../protocol/schema/text.ts";
import { formatAddress, isMulticast, readAddress, readPrefix } from "../addresses.ts";
import type { Prefix } from "../addresses.ts";
import type { Cursor } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import {
  CommandError,
  duplicateArgument,
  duplicateOrGarbage,
  noDevice,
  unsupported,
  UsageError,
  wrongArgument,
} from "../failure.ts";
import type { Draft } from "../kinds/kind.ts";
import { namesOf } from "../names.ts";
import { parseUnsigned } from "../numbers.ts";
import type { Command } from "../objects.ts";
import { addressFlagWords, presentAddress } from "../present/address.ts";
import { change, listing, NLM_F_CREATE, NLM_F_ECHO, NLM_F_EXCL, NLM_F_REPLACE } from "../requests.ts";
import type { Session } from "../session.ts";
import { usage } from "../usage.ts";
import { acceptsAddress, readAddressFilter } from "./address-filter.ts";
import { flush } from "./flush.ts";
import { showAddresses } from "./link-show.ts";
import type { Verb } from "./verbs.ts";
import { runVerb, verb } from "./verbs.ts";

/** IFA_LABEL (`linux/if_addr.h`). */
const LABEL = 3;

interface State {
  readonly session: Session;
  family: number;
  readonly attributes: Draft<AddressAttributesInput>;
  /** Length of the prefix; 0 where none was given yet. */
  length: number;
  flags: number;
  scope: number | undefined;
  device: string | undefined;
  local: Prefix | undefined;
  localWord: string;
  peer: Prefix | undefined;
  broadcast: "set" | "ones" | "zeroes" | undefined;
  anycast: boolean;
  valid: number | undefined;
  preferred: number | undefined;
}

/** Text of an address's bytes; `any` has none, and none can be sent. */
function textOf({ bytes }: Prefix): string | undefined {
  return bytes.length === 0 ? undefined : formatAddress(bytes);
}

function takeFamily(state: State, { family }: Prefix): void {
  if (state.family === AF_UNSPEC) state.family = family;
}

function readLifetime(cursor: Cursor, name: string): number {
  const word = cursor.next();
  const seconds = word === "forever" ? INFINITE_LIFETIME : parseUnsigned(word, 32);
  if (seconds === undefined) throw wrongArgument(`${name} value`, word);
  return seconds;
}

const options = [
  keyword<State>("peer|remote", (state, cursor) => {
    const word = cursor.next();
    if (state.peer !== undefined && state.peer.bytes.length > 0) throw duplicateArgument("peer", word);
    state.peer = readPrefix(word, state.family);
    takeFamily(state, state.peer);
    state.attributes.address = textOf(state.peer);
    state.length = state.peer.length;
  }),
  keyword<State>("broadcast*|brd", (state, cursor) => {
    const word = cursor.next();
    if (state.broadcast !== undefined) throw duplicateArgument("broadcast", word);
    if (word === "+") state.broadcast = "ones";
    else if (word === "-") state.broadcast = "zeroes";
    else {
      const address = readAddress(word, state.family);
      takeFamily(state, address);
      state.attributes.broadcast = textOf(address);
      if (address.bytes.length > 0) state.broadcast = "set";
    }
  }),
  keyword<State>("anycast", (state, cursor) => {
    const word = cursor.next();
    if (state.anycast) throw duplicateArgument("anycast", word);
    const address = readAddress(word, state.family);
    takeFamily(state, address);
    state.attributes.anycast = textOf(address);
    state.anycast = true;
  }),
  keyword<State>("scope", (state, cursor) => {
    const word = cursor.next();
    state.scope = state.session.tables.scope.numberOf(word);
    if (state.scope === undefined) throw wrongArgument("invalid scope value.", word);
  }),
  keyword<State>("dev", (state, cursor) => {
    state.device = cursor.next();
  }),
  keyword<State>("label", ({ attributes }, cursor) => {
    const word = cursor.next();
    if (Buffer.byteLength(word) <= INTERFACE_NAME_LIMIT) attributes.label = word;
    // One that is too long is the kernel's to refuse, in its own words.
    else attributes.unknownAttributes = [{ type: LABEL, payload: Buffer.from(`${word}\0`) }];
  }),
  keyword<State>("metric*|priority*|preference*", ({ attributes }, cursor) => {
    const word = cursor.next();
    const metric = parseUnsigned(word, 32);
    if (metric === undefined) throw wrongArgument('"metric" value is invalid\n', word);
    attributes.rtPriority = metric;
  }),
  keyword<State>("valid_lft*", (state, cursor) => {
    if (state.valid !== undefined) throw duplicateArgument("valid_lft", cursor.word ?? "");
    state.valid = readLifetime(cursor, "valid_lft");
  }),
  keyword<State>("preferred_lft*", (state, cursor) => {
    if (state.preferred !== undefined) throw duplicateArgument("preferred_lft", cursor.word ?? "");
    state.preferred = readLifetime(cursor, "preferred_lft");
  }),
];

/** A flag's word, or the address itself. */
function readOther(state: State, cursor: Cursor): void {
  const flag = addressFlagWords.find(({ word }) => word === cursor.word);
  if (flag !== undefined) {
    const { word, mask, readOnly, ipv6Only } = flag;
    if (readOnly) state.session.warn(`Warning: ${word} option is not mutable from userspace\n`);
    else if (ipv6Only && state.family !== AF_INET6) {
      state.session.warn(`Warning: ${word} option can be set only for IPv6 addresses\n`);
    } else state.flags |= mask;
    return;
  }
  const word = cursor.word === "local" ? cursor.next() : (cursor.word ?? "");
  if (abbreviates(word, "help")) throw new UsageError(usage.address);
  if (state.local !== undefined && state.local.bytes.length > 0) throw duplicateOrGarbage("local", word);
  state.local = readPrefix(word, state.family);
  state.localWord = word;
  takeFamily(state, state.local);
  state.attributes.local = textOf(state.local);
}

/** The first or the last address of the peer's prefix. */
function broadcastOf({ bytes, length }: Prefix, ones: boolean): string {
  const view = new DataView(Uint8Array.from(bytes).buffer);
  const host = length === 0 ? 0xffffffff : (1 << (32 - length)) - 1;
  const value = view.getUint32(0);
  view.setUint32(0, ones ? (value | host) >>> 0 : (value & ~host) >>> 0);
  return formatAddress(new Uint8Array(view.buffer));
}

/** Completes the attributes that follow from the words, in the order in which `ip` adds them. */
function complete(state: State, type: number): void {
  const { attributes, local, session } = state;
  if (state.flags > 0xff) attributes.flags = state.flags;
  if (state.device === undefined) {
    throw new CommandError('Not enough information: "dev" argument is required.\n');
  }
  if ((state.peer === undefined || state.peer.bytes.length === 0) && local !== undefined && local.bytes.length > 0) {
    if (type === RTM_DELADDR && local.family === AF_INET && !local.lengthGiven) {
      session.warn(
        "Warning: Executing wildcard deletion to stay compatible with old scripts.\n" +
          `         Explicitly specify the prefix length (${state.localWord}/${local.bytes.length * 8}) to avoid this warning.\n` +
          "         This special behaviour is likely to disappear in further releases,\n" +
          "         fix your scripts!\n",
      );
    } else {
      state.peer = local;
      attributes.address = textOf(local);
    }
  }
  if (state.length === 0) state.length = local?.length ?? 0;
  if ((state.broadcast === "ones" || state.broadcast === "zeroes") && type !== RTM_DELADDR) {
    if (state.family !== AF_INET) throw new CommandError("Broadcast can be set only for IPv4 addresses\n");
    const { peer } = state;
    if (peer !== undefined && peer.length <= 30 && peer.bytes.length === 4) {
      attributes.broadcast = broadcastOf(peer, state.broadcast === "ones");
    }
  }
}

function checkLifetimes({ attributes, valid, preferred }: State): void {
  if (valid === undefined && preferred === undefined) return;
  const validity = valid ?? INFINITE_LIFETIME;
  const preference = preferred ?? INFINITE_LIFETIME;
  if (validity === 0) throw new CommandError("valid_lft is zero\n");
  if (validity < preference) throw new CommandError("preferred_lft is greater than valid_lft\n");
  attributes.cacheinfo = { prefered: preference, valid: validity };
}

/** An IPv4 loopback address reaches no further than this host. */
function defaultScope(local: Prefix | undefined): number {
  return local?.family === AF_INET && local.bytes[0] === 127 ? 254 : 0;
}

/** `address add`, `change`, `replace` and `delete`. */
function modify(cursor: Cursor, session: Session, type: number, flags: number): void {
  const state: State = {
    session,
    family: session.family,
    attributes: {},
    length: 0,
    flags: 0,
    scope: undefined,
    device: undefined,
    local: undefined,
    localWord: "",
    peer: undefined,
    broadcast: undefined,
    anycast: false,
    valid: undefined,
    preferred: undefined,
  };
  readKeywords(cursor, options, state, readOther);
  complete(state, type);
  const { device = "", local, attributes } = state;
  const index = session.links.indexOf(device);
  if (index === 0) throw noDevice(device);
  checkLifetimes(state);
  if ((state.flags & addressFlags.values.mcautojoin) !== 0 && !isMulticast(local?.bytes ?? new Uint8Array(0))) {
    throw new CommandError("autojoin needs multicast address\n");
  }
  const header = {
    family: state.family,
    prefixlen: Math.max(0, state.length),
    flags: state.flags > 0xff ? 0 : state.flags,
    scope: state.scope ?? (type === RTM_DELADDR ? 0 : defaultScope(local)),
    index,
  };
  const { echo } = session.options;
  const answer = session.run(
    change(
      type,
      echo ? flags | NLM_F_ECHO : flags,
      addressMessage,
      { header, attributes },
      `change address of ${device}`,
    ),
  );
  if (!echo || answer === undefined) return;
  const view = session.view();
  view.begin();
  view.open();
  if (answer.type === RTM_DELADDR) view.field("deleted", true, "Deleted ");
  presentAddress(view, answer, namesOf(session), session.options, true);
  view.close();
  view.end();
}

/** `address flush`. */
function flushAddresses(cursor: Cursor, session: Session): number {
  if (cursor.word === undefined) throw new CommandError("Flush requires arguments.\n");
  if (session.family === AF_PACKET) throw new CommandError("Cannot flush link addresses.\n");
  const filter = readAddressFilter(cursor, session);
  const names = namesOf(session);
  const secondary = addressFlags.values.secondary;
  return flush(session, {
    list: listing(
      RTM_GETADDR,
      addressMessage,
      { header: { family: filter.family, index: filter.index } },
      "list addresses",
    ),
    accepts: (address) => acceptsAddress(filter, address, (index) => session.links.nameOf(index)),
    remove: ({ header, attributes }) =>
      change(RTM_DELADDR, 0, addressMessage, { header, attributes }, "delete address"),
    // Secondary addresses go along with their primary one.
    gone: "Cannot assign requested address",
    refused: 255,
    show: (address) => {
      const view = session.view();
      presentAddress(view, address, names, session.options, true);
    },
    noun: "addresses",
    rounds: session.options.loops,
    // With primary ones chosen, those that become primary by the removal stay.
    once: (filter.flagMask & secondary) !== 0 && (filter.flags & secondary) === 0,
    incomplete: () => {
      session.warn(`*** Flush remains incomplete after ${session.options.loops} rounds. ***\n`);
      return 255;
    },
  });
}

const verbs: readonly Verb[] = [
  verb("add*", (cursor, session) => modify(cursor, session, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL)),
  verb("change*|chg", (cursor, session) => modify(cursor, session, RTM_NEWADDR, NLM_F_REPLACE)),
  verb("replace*", (cursor, session) => modify(cursor, session, RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE)),
  verb("delete*", (cursor, session) => modify(cursor, session, RTM_DELADDR, 0)),
  verb("list*|show*|lst*", showAddresses),
  verb("flush*", flushAddresses),
  verb("save*", () => {
    throw unsupported('"address save"');
  }),
  verb("showdump*", () => {
    throw unsupported('"address showdump"');
  }),
  verb("restore*", () => {
    throw unsupported('"address restore"');
  }),
  verb("help*", () => {
    throw new UsageError(usage.address);
  }),
];

/** `ts-ip address`. */
export const address: Command = (cursor, session) => runVerb("address", verbs, cursor, session, showAddresses);
