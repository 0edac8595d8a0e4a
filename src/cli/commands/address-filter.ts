import { AF_UNSPEC } from "../../protocol/route/address-family.ts";
import type { LinkMessage } from "../../protocol/route/link.ts";
import type { Prefix } from "../addresses.ts";
import { addressBytes, readPrefix, sharePrefix } from "../addresses.ts";
import type { Cursor } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import { CommandError, duplicateOrGarbage, UsageError, wrongArgument } from "../failure.ts";
import { matchesPattern } from "../../ops/pattern.ts";
import type { AddressMessage } from "../present/address.ts";
import { addressFlagWords, flagsOf } from "../present/address.ts";
import type { Session } from "../session.ts";
import { usage } from "../usage.ts";
import { vrfTable } from "../vrf.ts";

/** Which links and addresses are shown or flushed. */
export interface AddressFilter {
  family: number;
  /** Addresses inside it. */
  within: Prefix | undefined;
  scope: number | undefined;
  /** Values of the flags in `flagMask`. */
  flags: number;
  flagMask: number;
  up: boolean;
  label: string | undefined;
  group: number | undefined;
  /** Index of the master; -1 asks for links without one. */
  master: number;
  kind: string | undefined;
  slaveKind: string | undefined;
  device: string | undefined;
  /** Index of `device`. */
  index: number;
}

interface State {
  readonly filter: AddressFilter;
  readonly session: Session;
}

/** Takes a flag's word, with a dash in front where it must not be set. @returns false where it is none */
function readFlag(filter: AddressFilter, word: string): boolean {
  const negative = word.startsWith("-");
  const name = negative ? word.slice(1) : word;
  // These two are the names of what another flag is not.
  const opposite = { dynamic: "permanent", primary: "secondary" }[name];
  const found = addressFlagWords.find((entry) => entry.word === (opposite ?? name));
  if (found === undefined) return false;
  if (negative === (opposite === undefined)) filter.flags &= ~found.mask;
  else filter.flags |= found.mask;
  filter.flagMask |= found.mask;
  return true;
}

function readIndex(session: Session, cursor: Cursor, why: string): number {
  const word = cursor.next();
  const index = session.links.indexOf(word);
  if (index === 0) throw wrongArgument(why, word);
  return index;
}

/** In `ip` the words of flags are looked up between `up` and `label`; none of them is spelt like another keyword. */
const table = [
  keyword<State>("to", ({ filter }, cursor) => {
    filter.within = readPrefix(cursor.next(), filter.family);
    if (filter.family === AF_UNSPEC) filter.family = filter.within.family;
  }),
  keyword<State>("scope", ({ filter, session }, cursor) => {
    const word = cursor.next();
    filter.scope = session.tables.scope.numberOf(word);
    if (filter.scope === undefined && word !== "all") throw wrongArgument('invalid "scope"\n', word);
  }),
  keyword<State>("up", ({ filter }) => {
    filter.up = true;
  }),
  keyword<State>("label", ({ filter }, cursor) => {
    filter.label = cursor.next();
  }),
  keyword<State>("group", ({ filter, session }, cursor) => {
    const word = cursor.next();
    filter.group = session.tables.group.numberOf(word);
    if (filter.group === undefined) throw wrongArgument('Invalid "group" value\n', word);
  }),
  keyword<State>("master", ({ filter, session }, cursor) => {
    filter.master = readIndex(session, cursor, "Device does not exist\n");
  }),
  keyword<State>("vrf", ({ filter, session }, cursor) => {
    filter.master = readIndex(session, cursor, "Not a valid VRF name\n");
    const word = cursor.word ?? "";
    if (vrfTable(session, word) === undefined) throw wrongArgument("Not a valid VRF name\n", word);
  }),
  keyword<State>("nomaster", ({ filter }) => {
    filter.master = -1;
  }),
  keyword<State>("type", ({ filter }, cursor) => {
    const word = cursor.next();
    if (word.endsWith("_slave")) filter.slaveKind = word.slice(0, -"_slave".length);
    else filter.kind = word;
  }),
];
/** Reads the words of `address show|flush` and `link show`, and looks the device up. */
export function readAddressFilter(cursor: Cursor, session: Session): AddressFilter {
  const filter: AddressFilter = {
    family: session.family,
    within: undefined,
    scope: undefined,
    flags: 0,
    flagMask: 0,
    up: false,
    label: undefined,
    group: undefined,
    master: 0,
    kind: undefined,
    slaveKind: undefined,
    device: undefined,
    index: 0,
  };
  readKeywords(cursor, table, { filter, session }, () => {
    const word = cursor.word ?? "";
    if (readFlag(filter, word)) return;
    if (word === "dev") cursor.next();
    else if (abbreviates(word, "help")) throw new UsageError(session.showsLinks ? usage.link : usage.address);
    const device = cursor.word ?? "";
    if (filter.device !== undefined) throw duplicateOrGarbage("dev", device);
    filter.device = device;
  });
  if (filter.device !== undefined) {
    filter.index = session.links.indexOf(filter.device);
    if (filter.index === 0) throw new CommandError(`Device "${filter.device}" does not exist.\n`);
  }
  return filter;
}

const UP = 1;

/** The name of a link's kind, or of the kind of port it is. */
function kindOf({ attributes }: LinkMessage, slave: boolean): string | undefined {
  const info = attributes.linkinfo;
  if (info === undefined) return undefined;
  if (slave) return info.slaveKind === "unknown" ? info.slaveName : (info.slaveKind ?? "");
  return info.kind === "unknown" ? info.name : (info.kind ?? "");
}

/** Whether a link is among those that are shown. */
export function acceptsLink(filter: AddressFilter, link: LinkMessage): boolean {
  const { header, attributes } = link;
  if (filter.index !== 0 && header.index !== filter.index) return false;
  if (filter.up && (header.flags & UP) === 0) return false;
  if (attributes.group !== undefined && filter.group !== undefined && attributes.group !== filter.group) return false;
  if (filter.master > 0 && attributes.master !== filter.master) return false;
  if (filter.kind !== undefined && kindOf(link, false) !== filter.kind) return false;
  return filter.slaveKind === undefined || kindOf(link, true) === filter.slaveKind;
}

/** Whether an address is among those that are shown or flushed. @param linkName for addresses without a label */
export function acceptsAddress(
  filter: AddressFilter,
  message: AddressMessage,
  linkName: (index: number) => string,
): boolean {
  const { header, attributes } = message;
  if (filter.index !== 0 && header.index !== filter.index) return false;
  if (filter.scope !== undefined && header.scope !== filter.scope) return false;
  if (((filter.flags ^ flagsOf(message)) & filter.flagMask) !== 0) return false;
  if (filter.family !== AF_UNSPEC && header.family !== filter.family) return false;
  if (filter.label !== undefined && !matchesPattern(filter.label, attributes.label ?? linkName(header.index)))
    return false;
  return isWithin(filter.within, attributes.local ?? attributes.address);
}

/** Whether an address lies in a prefix; every one does where there is none, or it has no length. */
export function isWithin(prefix: Prefix | undefined, address: string | undefined): boolean {
  if (prefix === undefined || prefix.length <= 0 || prefix.family === AF_UNSPEC || address === undefined) return true;
  const bytes = addressBytes(address);
  return (
    bytes.length * 8 >= prefix.length &&
    bytes.length === prefix.bytes.length &&
    sharePrefix(bytes, prefix.bytes, prefix.length)
  );
}
