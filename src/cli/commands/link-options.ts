import { closeSync } from "node:fs";
import { addressGenerationMode } from "../../protocol/route/af-spec.ts";
import type { IfinfomsgInput, LinkAttributesInput } from "../../protocol/route/link.ts";
import { linkMessage } from "../../protocol/route/link.ts";
import { interfaceFlags, RTM_GETLINK } from "../../protocol/route/link-constants.ts";
import { nsidMessage, RTM_NEWNSID } from "../../protocol/route/nsid.ts";
import { formatLinkAddress, parseLinkAddress } from "../../protocol/schema/addresses.ts";
import { readLinkLayer } from "../addresses.ts";
import type { Cursor, Keyword } from "../cursor.ts";
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
import { readAbbreviatedSwitch, readSwitch } from "../kinds/kind.ts";
import { isAlternativeName, isInterfaceName } from "../link-cache.ts";
import { openNamespaceFile } from "../namespace-names.ts";
import { leadingInteger, parseSigned, parseUnsigned } from "../numbers.ts";
import { change, question } from "../requests.ts";
import type { Session } from "../session.ts";
import { usage } from "../usage.ts";
import { vrfTable } from "../vrf.ts";

/** The options of a link, as `link add`, `link set`, `link delete` and `peer` take them. */
export interface LinkOptions {
  readonly header: Draft<IfinfomsgInput>;
  readonly attributes: Draft<LinkAttributesInput>;
  /** The word behind `type`; the cursor stands behind it. */
  kind?: string;
  /** Gives back the namespace files that the attributes refer to. */
  release: () => void;
}

interface State extends LinkOptions {
  readonly session: Session;
  readonly create: boolean;
  name?: string;
  dev?: string;
  link?: string;
  index?: number;
  addressLength?: number;
  movesNamespace: boolean;
  readonly given: Set<string>;
}

function once({ given }: State, option: string, word: string): void {
  if (given.has(option)) throw duplicateArgument(option, word);
  given.add(option);
}

function setFlag({ header }: State, bit: number, on: boolean): void {
  header.change = ((header.change ?? 0) | bit) >>> 0;
  header.flags = (on ? (header.flags ?? 0) | bit : (header.flags ?? 0) & ~bit) >>> 0;
}

/** An `on`/`off` option that sets a flag; `inverted` where the flag says the opposite. */
const flag = (spellings: string, word: string, bit: number, inverted = false): Keyword<State> =>
  keyword(spellings, (state, cursor) => setFlag(state, bit, readSwitch(cursor, word) !== inverted));

/** A number that may be given once: an `int`, sent as 32 bits. */
function readOnce(state: State, cursor: Cursor, option: string): number {
  const word = cursor.next();
  once(state, option, word);
  const value = parseSigned(word);
  if (value === undefined) throw wrongArgument(`Invalid "${option}" value\n`, word);
  // -1 is what `ip` itself takes as "not given", so another one may follow.
  if (value === -1) state.given.delete(option);
  return value >>> 0;
}

function readSize(cursor: Cursor, option: string, limit = 0xffffffff): number {
  const word = cursor.next();
  const value = parseUnsigned(word, 32);
  if (value === undefined || value > limit) throw wrongArgument(`Invalid "${option}" value\n`, word);
  return value;
}

/** Index of a link that must exist. */
function readLink({ session }: State, cursor: Cursor, why: string): number {
  const word = cursor.next();
  const index = session.links.indexOf(word);
  if (index === 0) throw wrongArgument(why, word);
  return index;
}

function readNamespace(state: State, cursor: Cursor): void {
  const word = cursor.next();
  once(state, "netns", word);
  let fd: number | undefined;
  try {
    fd = openNamespaceFile(word);
  } catch {
    // not a named one: a process id then
  }
  if (fd === undefined) {
    const pid = parseSigned(word);
    if (pid === undefined) throw wrongArgument('Invalid "netns" value\n', word);
    state.attributes.netNsPid = pid >>> 0;
  } else {
    const opened = fd;
    const { release } = state;
    state.attributes.netNsFd = opened;
    state.release = () => {
      release();
      closeSync(opened);
    };
  }
  state.movesNamespace = true;
}

/** The id of a named namespace; one is assigned where it has none. */
function readLinkNamespace(state: State, cursor: Cursor): void {
  const { session } = state;
  const word = cursor.next();
  if (state.given.has("link-netns")) throw duplicateArgument("link-netns/link-netnsid", word);
  let nsid = session.namespaces.idOf(word);
  if (nsid === -1) {
    const fd = openNamespaceFile(word);
    try {
      session.run(change(RTM_NEWNSID, 0, nsidMessage, { attributes: { fd, nsid: -1 } }, `assign an id to ${word}`));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      session.warn(error.message);
    } finally {
      closeSync(fd);
    }
    nsid = session.namespaces.idOf(word);
  }
  if (nsid === undefined || nsid < 0) throw wrongArgument('Invalid "link-netns" value\n', word);
  state.given.add("link-netns");
  state.attributes.linkNetnsid = nsid;
}

const generationModes: Readonly<Record<string, number>> = {
  eui64: addressGenerationMode.values.eui64,
  none: addressGenerationMode.values.none,
  stable_secret: addressGenerationMode.values.stable_privacy,
  random: addressGenerationMode.values.random,
};
const operationalStates = ["unknown", "notpresent", "down", "lowerlayerdown", "testing", "dormant", "up"];

function numberOfWord(table: Readonly<Record<string, number>>, word: string): number | undefined {
  const key = word.toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The order is that in which an abbreviation is looked up. */
const options: readonly Keyword<State>[] = [
  keyword("up", (state) => setFlag(state, interfaceFlags.values.up, true)),
  keyword("down", (state) => setFlag(state, interfaceFlags.values.up, false)),
  keyword("name", (state, cursor) => {
    const word = cursor.next();
    if (state.name !== undefined) throw duplicateArgument("name", word);
    if (!isInterfaceName(word)) throw wrongArgument('"name" not a valid ifname', word);
    state.name = word;
    state.dev ??= word;
  }),
  keyword("index", (state, cursor) => {
    const word = cursor.next();
    if (state.index !== undefined) throw duplicateArgument("index", word);
    state.index = leadingInteger(word);
    if (state.index <= 0) throw wrongArgument('Invalid "index" value', word);
  }),
  keyword("link*", (state, cursor) => {
    state.link = cursor.next();
  }),
  keyword("address*", (state, cursor) => {
    const bytes = readLinkLayer(cursor.next());
    state.addressLength = bytes.length;
    state.attributes.address = formatLinkAddress(bytes);
  }),
  keyword("broadcast*|brd", ({ attributes }, cursor) => {
    attributes.broadcast = formatLinkAddress(readLinkLayer(cursor.next()));
  }),
  keyword("txqueuelen*|qlen|txqlen*", (state, cursor) => {
    state.attributes.txqlen = readOnce(state, cursor, "txqueuelen");
  }),
  keyword("mtu", (state, cursor) => {
    state.attributes.mtu = readOnce(state, cursor, "mtu");
  }),
  keyword("xdpgeneric|xdpdrv|xdpoffload|xdp", (_state, cursor) => {
    throw unsupported(`"${cursor.word}"`);
  }),
  keyword("netns", readNamespace),
  flag("multicast", "multicast", interfaceFlags.values.multicast),
  flag("allmulticast", "allmulticast", interfaceFlags.values.allmulti),
  flag("promisc", "promisc", interfaceFlags.values.promisc),
  flag("trailers", "trailers", interfaceFlags.values.notrailers, true),
  flag("arp", "arp", interfaceFlags.values.noarp, true),
  keyword("carrier", ({ attributes }, cursor) => {
    // A wrong word ends with EINVAL as exit status.
    attributes.carrier = readAbbreviatedSwitch(cursor, "carrier", 22);
  }),
  keyword("vf", () => {
    throw unsupported('"vf"');
  }),
  keyword("master*", (state, cursor) => {
    state.attributes.master = readLink(state, cursor, "Device does not exist\n");
  }),
  keyword("vrf", (state, cursor) => {
    const index = readLink(state, cursor, "Not a valid VRF name\n");
    const word = cursor.word ?? "";
    if (vrfTable(state.session, word) === undefined) throw wrongArgument("Not a valid VRF name\n", word);
    state.attributes.master = index;
  }),
  keyword("nomaster*", ({ attributes }) => {
    attributes.master = 0;
  }),
  flag("dynamic*", "dynamic", interfaceFlags.values.dynamic),
  keyword("type*", (state, cursor) => {
    state.kind = cursor.next();
    cursor.skip();
    return "stop";
  }),
  keyword("alias*", ({ attributes }, cursor) => {
    const word = cursor.next();
    if (Buffer.byteLength(word) >= 256) throw wrongArgument("alias too long\n", word);
    attributes.ifalias = word;
  }),
  keyword("group", (state, cursor) => {
    const word = cursor.next();
    once(state, "group", word);
    const group = state.session.tables.group.numberOf(word);
    if (group === undefined) throw wrongArgument('Invalid "group" value\n', word);
    state.attributes.group = group;
  }),
  keyword("mode", ({ attributes }, cursor) => {
    const word = cursor.next();
    const mode = numberOfWord({ default: 0, dormant: 1 }, word);
    if (mode === undefined) throw wrongArgument("Invalid link mode\n", word);
    attributes.linkmode = mode;
  }),
  keyword("state", ({ attributes }, cursor) => {
    const word = cursor.next();
    const state = operationalStates.indexOf(word.toLowerCase());
    if (state < 0) throw wrongArgument("Invalid operstate\n", word);
    attributes.operstate = state;
  }),
  keyword("numtxqueues*", (state, cursor) => {
    state.attributes.numTxQueues = readOnce(state, cursor, "numtxqueues");
  }),
  keyword("numrxqueues*", (state, cursor) => {
    state.attributes.numRxQueues = readOnce(state, cursor, "numrxqueues");
  }),
  keyword("addrgenmode*", ({ attributes }, cursor) => {
    const word = cursor.next();
    const addrGenMode = numberOfWord(generationModes, word);
    if (addrGenMode === undefined) throw wrongArgument("Invalid address generation mode\n", word);
    attributes.afSpec = { inet6: { addrGenMode } };
  }),
  keyword("link-netns*", readLinkNamespace),
  keyword("link-netnsid*", (state, cursor) => {
    const word = cursor.next();
    if (state.given.has("link-netns")) throw duplicateArgument("link-netns/link-netnsid", word);
    const nsid = parseSigned(word);
    if (nsid === undefined) throw wrongArgument('Invalid "link-netnsid" value\n', word);
    state.given.add("link-netns");
    state.attributes.linkNetnsid = nsid;
  }),
  keyword("protodown", ({ attributes }, cursor) => {
    attributes.protoDown = readAbbreviatedSwitch(cursor, "protodown", 22);
  }),
  keyword("protodown_reason", ({ attributes }, cursor) => {
    const word = cursor.next();
    const reason = parseUnsigned(word, 32);
    if (reason === undefined || reason >= 32) throw wrongArgument("invalid protodown reason\n", word);
    const mask = (1 << reason) >>> 0;
    const onOff = cursor.next();
    const isOn = abbreviates(onOff, "on");
    if (!isOn && !abbreviates(onOff, "off")) {
      throw new CommandError(`Error: argument of "protodown_reason" must be "on" or "off", not "${onOff}"\n`);
    }
    attributes.protoDownReason = { mask, value: isOn ? mask : 0 };
  }),
  keyword("gso_max_size", ({ attributes }, cursor) => {
    attributes.gsoMaxSize = readSize(cursor, "gso_max_size");
  }),
  keyword("gso_max_segs", ({ attributes }, cursor) => {
    attributes.gsoMaxSegs = readSize(cursor, "gso_max_segs", 65535);
  }),
  keyword("gro_max_size", ({ attributes }, cursor) => {
    attributes.groMaxSize = readSize(cursor, "gro_max_size");
  }),
  keyword("parentdev", ({ attributes }, cursor) => {
    attributes.parentDevName = cursor.next();
  }),
];

function readDevice(state: State, cursor: Cursor): void {
  if (abbreviates(cursor.word ?? "", "help")) throw new UsageError(usage.link);
  const word = cursor.word === "dev" ? cursor.next() : (cursor.word ?? "");
  if (state.dev !== state.name) throw duplicateOrGarbage("dev", word);
  if (!isAlternativeName(word)) throw wrongArgument('"dev" not a valid ifname', word);
  state.dev = word;
}

/** Compares a new address's length with that of the one the link has. */
function checkAddressLength({ session, addressLength, dev, create }: State): void {
  if (dev === undefined || addressLength === undefined || create) return;
  const index = session.links.indexOf(dev);
  if (index === 0) return;
  const link = session.run(
    question(RTM_GETLINK, linkMessage, { header: { family: session.family, index } }, `look up link ${dev}`),
  );
  const length = parseLinkAddress(link?.attributes.address ?? "")?.length ?? 0;
  if (link?.attributes.address !== undefined && length !== addressLength) {
    throw new CommandError(`Invalid address length ${addressLength} - must be ${length} bytes\n`);
  }
}

/** IFLA_IFNAME (`linux/if_link.h`). */
const IFNAME = 3;

/** A name that is too long is the kernel's to refuse, which says so in its own words. */
function setName(attributes: Draft<LinkAttributesInput>, name: string): void {
  if (isInterfaceName(name)) attributes.ifname = name;
  else attributes.unknownAttributes = [{ type: IFNAME, payload: Buffer.from(`${name}\0`) }];
}

/** Decides which link is meant and what it is to be called, once all words are read. */
function complete(state: State, cursor: Cursor): void {
  const { header, attributes, session, create, index } = state;
  checkAddressLength(state);
  if (index !== undefined && !create && !state.movesNamespace) {
    throw new UsageError("index can be used only when creating devices or when moving device to another netns.\n");
  }
  const dev = state.dev ?? state.name;
  const name = state.name ?? state.dev;
  if (state.given.has("group") && dev === undefined) {
    if (cursor.word !== undefined) {
      throw new UsageError(`Garbage instead of arguments "${cursor.word} ...". Try "ip link help".\n`);
    }
    if (create) throw new UsageError("group cannot be used when creating devices.\n");
    state.kind = undefined;
    return;
  }
  if (create) {
    if (name !== dev) {
      throw new UsageError('both "name" and "dev" cannot be used when creating devices.\n');
    }
    if (state.link !== undefined) {
      const below = session.links.indexOf(state.link);
      if (below === 0) throw noDevice(state.link);
      attributes.link = below;
    }
    header.index = index ?? 0;
    if (name !== undefined) setName(attributes, name);
    return;
  }
  if (dev === undefined) throw new UsageError('Not enough information: "dev" argument is required.\n');
  header.index = session.links.indexOf(dev);
  if (header.index === 0) throw noDevice(dev);
  if (index !== undefined) attributes.newIfindex = index;
  if (name !== undefined && name !== dev) setName(attributes, name);
}

/**
 * Reads a link's options up to the end or to `type KIND`, behind which it leaves the cursor. The attributes are in the order of
 * the words.
 * @param mode whether the link is to be made, or exists
 */
export function readLinkOptions(cursor: Cursor, session: Session, mode: { readonly create: boolean }): LinkOptions {
  const state: State = {
    header: { family: session.family },
    attributes: {},
    release: () => {},
    session,
    create: mode.create,
    movesNamespace: false,
    given: new Set(),
  };
  try {
    readKeywords(cursor, options, state, readDevice);
    complete(state, cursor);
  } catch (error) {
    state.release();
    throw error;
  }
  return state;
}
