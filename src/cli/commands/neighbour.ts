import { AF_UNSPEC } from "../../protocol/route/address-family.ts";
import type { NeighbourAttributesInput } from "../../protocol/route/neighbour.ts";
import {
  neighbourExtendedFlags,
  neighbourFlags,
  neighbourMessage,
  neighbourState,
  RTM_DELNEIGH,
  RTM_GETNEIGH,
  RTM_NEWNEIGH,
} from "../../protocol/route/neighbour.ts";
import { linkMessage } from "../../protocol/route/link.ts";
import { RTM_GETLINK } from "../../protocol/route/link-constants.ts";
import { formatLinkAddress } from "../../protocol/schema/addresses.ts";
import type { Prefix } from "../addresses.ts";
import { formatAddress, readAddress, readLinkLayer, readPrefix } from "../addresses.ts";
import type { Cursor } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import {
  CommandError,
  duplicateArgument,
  duplicateOrGarbage,
  noDevice,
  UsageError,
  wrongArgument,
} from "../failure.ts";
import type { Draft } from "../kinds/kind.ts";
import { namesOf } from "../names.ts";
import { parseUnsigned } from "../numbers.ts";
import type { Command } from "../objects.ts";
import type { NeighbourMessage } from "../present/neighbour.ts";
import { presentNeighbour } from "../present/neighbour.ts";
import { change, listing, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE, question } from "../requests.ts";
import type { Session } from "../session.ts";
import { usage } from "../usage.ts";
import { vrfTable } from "../vrf.ts";
import { isWithin } from "./address-filter.ts";
import { flush } from "./flush.ts";
import type { Verb } from "./verbs.ts";
import { runVerb, verb } from "./verbs.ts";

/** The three states that may be abbreviated come where `ip` looks them up: before and behind the others. */
const states: readonly (readonly [word: string, abbreviated: boolean, state: number])[] = [
  ["permanent", true, neighbourState.values.permanent],
  ["reachable", true, neighbourState.values.reachable],
  ["noarp", false, neighbourState.values.noarp],
  ["none", false, 0],
  ["stale", false, neighbourState.values.stale],
  ["incomplete", false, neighbourState.values.incomplete],
  ["delay", false, neighbourState.values.delay],
  ["probe", false, neighbourState.values.probe],
  ["failed", true, neighbourState.values.failed],
];

/** A state by its word, or a number that is one bit. */
function stateOf(word: string): number | undefined {
  const found = states.find(([name, abbreviated]) => (abbreviated ? abbreviates(word, name) : word === name));
  if (found !== undefined) return found[2];
  const value = parseUnsigned(word, 32);
  return value === undefined || value >= 0x100 || (value & (value - 1)) !== 0 ? undefined : value;
}

/** Reads the links once: what a neighbour's address looks like depends on its link's type. */
function loadLinks(session: Session): void {
  const request = listing(
    RTM_GETLINK,
    linkMessage,
    { header: { family: AF_UNSPEC }, attributes: { extMask: 1 } },
    "list links",
  );
  for (const link of session.list(request)) session.links.remember(link);
}

interface Change {
  readonly session: Session;
  readonly attributes: Draft<NeighbourAttributesInput>;
  lladdr: string | undefined;
  state: number;
  flags: number;
  extended: number;
  address: Prefix | undefined;
  device: string | undefined;
  /** A device is named, or not needed. */
  deviceGiven: boolean;
}

const changeOptions = [
  keyword<Change>("lladdr*", (state, cursor) => {
    const word = cursor.next();
    if (state.lladdr !== undefined) throw duplicateArgument("lladdr", word);
    state.lladdr = word;
  }),
  keyword<Change>("nud", (state, cursor) => {
    const word = cursor.next();
    const value = stateOf(word);
    if (value === undefined) throw wrongArgument("nud state is bad", word);
    state.state = value;
  }),
  keyword<Change>("proxy*", (state, cursor) => {
    const word = cursor.next();
    if (abbreviates(word, "help")) throw new UsageError(usage.neighbour);
    if (state.address !== undefined) throw duplicateArgument("address", word);
    state.address = readAddress(word, state.session.family);
    state.deviceGiven = true;
    state.flags |= neighbourFlags.values.proxy;
  }),
  keyword<Change>("router", (state) => {
    state.flags |= neighbourFlags.values.router;
  }),
  keyword<Change>("use", (state) => {
    state.flags |= neighbourFlags.values.use;
  }),
  keyword<Change>("managed", (state) => {
    state.extended |= neighbourExtendedFlags.values.managed;
    state.state = 0;
  }),
  keyword<Change>("extern_learn*", (state) => {
    state.flags |= neighbourFlags.values.ext_learned;
  }),
  keyword<Change>("dev", (state, cursor) => {
    state.device = cursor.next();
    state.deviceGiven = true;
  }),
  keyword<Change>("protocol*", ({ session, attributes }, cursor) => {
    const word = cursor.next();
    const protocol = session.tables.protocol.numberOf(word);
    if (protocol === undefined) throw wrongArgument('"protocol" value is invalid\n', word);
    attributes.protocol = protocol;
  }),
];

/** `neighbour add`, `change`, `replace` and `delete`. */
function modify(cursor: Cursor, session: Session, type: number, flags: number): void {
  const state: Change = {
    session,
    attributes: {},
    lladdr: undefined,
    state: neighbourState.values.permanent,
    flags: 0,
    extended: 0,
    address: undefined,
    device: undefined,
    deviceGiven: false,
  };
  readKeywords(cursor, changeOptions, state, () => {
    if (cursor.word === "to") cursor.next();
    if (abbreviates(cursor.word ?? "", "help")) cursor.next();
    const word = cursor.word ?? "";
    if (state.address !== undefined) throw duplicateOrGarbage("to", word);
    state.address = readAddress(word, session.family);
  });
  const { address, attributes, lladdr, device } = state;
  if (!state.deviceGiven || address === undefined || address.family === AF_UNSPEC) {
    throw new UsageError("Device and destination are required arguments.\n");
  }
  attributes.dst = address.bytes.length === 0 ? undefined : formatAddress(address.bytes);
  if (state.extended !== 0) attributes.flagsExt = state.extended;
  if (lladdr !== undefined && lladdr !== "null") attributes.lladdr = formatLinkAddress(readLinkLayer(lladdr, 20));
  let ifindex = 0;
  if (device !== undefined) {
    ifindex = session.links.indexOf(device);
    if (ifindex === 0) throw noDevice(device);
  }
  const header = { family: address.family, ifindex, state: state.state, flags: state.flags };
  try {
    session.run(change(type, flags, neighbourMessage, { header, attributes }, "change neighbour"));
  } catch (error) {
    // A refusal ends `ip` here, a batch too.
    throw error instanceof CommandError ? new UsageError(error.message, 2) : error;
  }
}

interface Selection {
  readonly session: Session;
  readonly flush: boolean;
  family: number;
  device: string | undefined;
  index: number;
  master: number;
  unused: boolean;
  state: number;
  stateGiven: boolean;
  flags: number;
  protocol: number;
  within: Prefix | undefined;
}

/** In `Selection.state`: entries without a state. */
const WITHOUT_STATE = 0x100;

const showOptions = [
  keyword<Selection>("dev", (state, cursor) => {
    const word = cursor.next();
    if (state.device !== undefined) throw duplicateArgument("dev", word);
    state.device = word;
  }),
  keyword<Selection>("master", (state, cursor) => {
    const word = cursor.next();
    state.master = state.session.links.indexOf(word);
    if (state.master === 0) throw wrongArgument("Device does not exist\n", word);
  }),
  keyword<Selection>("vrf", (state, cursor) => {
    const word = cursor.next();
    state.master = state.session.links.indexOf(word);
    if (state.master === 0 || vrfTable(state.session, word) === undefined) {
      throw wrongArgument("Not a valid VRF name\n", word);
    }
  }),
  keyword<Selection>("nomaster", (state) => {
    state.master = -1;
  }),
  keyword<Selection>("unused", (state) => {
    state.unused = true;
  }),
  keyword<Selection>("nud", (state, cursor) => {
    const word = cursor.next();
    if (!state.stateGiven) state.state = 0;
    state.stateGiven = true;
    let value = stateOf(word);
    if (value === undefined) {
      if (word !== "all") throw wrongArgument("nud state is bad", word);
      value = state.flush ? ~neighbourState.values.noarp : ~0;
    }
    state.state |= value === 0 ? WITHOUT_STATE : value;
  }),
  keyword<Selection>("proxy", (state) => {
    state.flags = neighbourFlags.values.proxy;
  }),
  keyword<Selection>("protocol*", (state, cursor) => {
    const word = cursor.next();
    const protocol = state.session.tables.protocol.numberOf(word);
    if (protocol === undefined && word !== "all") throw wrongArgument('invalid "protocol"\n', word);
    state.protocol = protocol ?? 0;
  }),
];

function accepts(state: Selection, { header, attributes }: NeighbourMessage): boolean {
  if (state.family !== AF_UNSPEC && header.family !== state.family) return false;
  if (state.index !== 0 && header.ifindex !== state.index) return false;
  const always = neighbourFlags.values.proxy | neighbourFlags.values.ext_learned;
  const stateFits = (state.state & header.state) !== 0 || (header.state === 0 && (state.state & WITHOUT_STATE) !== 0);
  if (!stateFits && (header.flags & always) === 0) return false;
  if (!isWithin(state.within, attributes.dst)) return false;
  if (state.protocol !== 0 && (attributes.protocol ?? 0) !== state.protocol) return false;
  return !(state.unused && attributes.cacheinfo !== undefined && attributes.cacheinfo.refcnt !== 0);
}

/** `neighbour show` and `neighbour flush`. */
function showOrFlush(cursor: Cursor, session: Session, isFlush: boolean): number | void {
  if (isFlush && cursor.word === undefined) throw new CommandError("Flush requires arguments.\n");
  const state: Selection = {
    session,
    flush: isFlush,
    family: session.family,
    device: undefined,
    index: 0,
    master: 0,
    unused: false,
    state: isFlush
      ? ~(neighbourState.values.permanent | neighbourState.values.noarp)
      : 0xff & ~neighbourState.values.noarp,
    stateGiven: false,
    flags: 0,
    protocol: 0,
    within: undefined,
  };
  readKeywords(cursor, showOptions, state, () => {
    const word = cursor.word === "to" ? cursor.next() : (cursor.word ?? "");
    if (abbreviates(word, "help")) throw new UsageError(usage.neighbour);
    state.within = readPrefix(word, state.family);
    if (state.family === AF_UNSPEC) state.family = state.within.family;
  });
  loadLinks(session);
  if (state.device !== undefined) {
    state.index = session.links.indexOf(state.device);
    if (state.index === 0) throw noDevice(state.device);
  }
  const request = listing(
    RTM_GETNEIGH,
    neighbourMessage,
    {
      header: { family: state.family, flags: state.flags },
      attributes: {
        ifindex: state.index === 0 ? undefined : state.index,
        master: state.master === 0 ? undefined : state.master >>> 0,
      },
    },
    "list neighbours",
  );
  const view = session.view();
  const names = namesOf(session);
  const show = (message: NeighbourMessage): void =>
    presentNeighbour(view, message, names, session.options, state.index === 0);
  if (!isFlush) {
    view.begin();
    for (const message of session.list(request)) if (accepts(state, message)) show(message);
    view.end();
    return;
  }
  const rounds = 10;
  return flush(session, {
    list: request,
    accepts: (message) => accepts(state, message),
    remove: ({ header, attributes }) =>
      change(RTM_DELNEIGH, 0, neighbourMessage, { header, attributes }, "delete neighbour"),
    refused: 1,
    show,
    noun: "entries",
    rounds,
    afterRound: () => {
      // One that could not be removed is marked as failed, and not tried again.
      state.state &= ~neighbourState.values.failed;
    },
    incomplete: () => {
      session.out.write(`*** Flush not complete bailing out after ${rounds} rounds\n`);
      return 255;
    },
  });
}

interface Question {
  readonly session: Session;
  device: string | undefined;
  deviceGiven: boolean;
  address: Prefix | undefined;
  flags: number;
}

const getOptions = [
  keyword<Question>("dev", (state, cursor) => {
    state.device = cursor.next();
    state.deviceGiven = true;
  }),
  keyword<Question>("proxy*", (state, cursor) => {
    const word = cursor.next();
    if (abbreviates(word, "help")) throw new UsageError(usage.neighbour);
    if (state.address !== undefined) throw duplicateArgument("address", word);
    state.address = readAddress(word, state.session.family);
    state.deviceGiven = true;
    state.flags |= neighbourFlags.values.proxy;
  }),
];

/** `neighbour get`. */
function get(cursor: Cursor, session: Session): void {
  const state: Question = { session, device: undefined, deviceGiven: false, address: undefined, flags: 0 };
  readKeywords(cursor, getOptions, state, () => {
    const word = cursor.word === "to" ? cursor.next() : (cursor.word ?? "");
    if (abbreviates(word, "help")) throw new UsageError(usage.neighbour);
    if (state.address !== undefined) throw duplicateOrGarbage("to", word);
    state.address = readAddress(word, session.family);
  });
  const { address, device } = state;
  if (!state.deviceGiven || address === undefined || address.family === AF_UNSPEC) {
    throw new CommandError("Device and address are required arguments.\n");
  }
  let ifindex = 0;
  if (device !== undefined) {
    ifindex = session.links.indexOf(device);
    if (ifindex === 0) throw noDevice(device);
  }
  const answer = session.run(
    question(
      RTM_GETNEIGH,
      neighbourMessage,
      {
        header: { family: address.family, ifindex, flags: state.flags },
        attributes: { dst: address.bytes.length === 0 ? undefined : formatAddress(address.bytes) },
      },
      "get neighbour",
    ),
  );
  // Always text: `ip` starts no JSON document here.
  if (answer !== undefined) presentNeighbour(session.textView(), answer, namesOf(session), session.options, true);
}

const show: Command = (cursor, session) => showOrFlush(cursor, session, false);

const verbs: readonly Verb[] = [
  verb("add*", (cursor, session) => modify(cursor, session, RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_EXCL)),
  verb("change*|chg", (cursor, session) => modify(cursor, session, RTM_NEWNEIGH, NLM_F_REPLACE)),
  verb("replace*", (cursor, session) => modify(cursor, session, RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE)),
  verb("delete*", (cursor, session) => modify(cursor, session, RTM_DELNEIGH, 0)),
  verb("get*", get),
  verb("show*|lst*|list*", show),
  verb("flush*", (cursor, session) => showOrFlush(cursor, session, true)),
  verb("help*", () => {
    throw new UsageError(usage.neighbour);
  }),
];

/** `ts-ip neighbour`. */
export const neighbour: Command = (cursor, session) => runVerb("neigh", verbs, cursor, session, show);
