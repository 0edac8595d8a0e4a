import type { AddressAttributes, AddressAttributesInput } from "../protocol/route/address.ts";
import { addressFlags, addressProtocol, INFINITE_LIFETIME, type ifaddrmsg } from "../protocol/route/address.ts";
import { AF_INET, AF_INET6 } from "../protocol/route/address-family.ts";
import type { Output1 } from "../protocol/schema/codec.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { AddressFamily } from "./family.ts";
import { familyName } from "./family.ts";
import type { Prefix } from "./prefix.ts";
import { broadcastOf, formatPrefix, parsePrefix } from "./prefix.ts";
import type { Scope } from "./route-value.ts";
import { numberOf, scopeName, scopeNumber } from "./route-value.ts";

/** IFA_F_*: state and wishes of an address. */
export type AddressFlag = keyof typeof addressFlags.values;

/** An address of an interface, as listed; it is valid input for `add` and `delete`. */
export interface Address {
  readonly family: AddressFamily;
  /** Index of the interface. */
  readonly index: number;
  /** The interface's own address with the prefix length: `10.0.0.1/24`. */
  readonly address: string;
  /** The other end of a point-to-point address, with the prefix length. */
  readonly peer?: string;
  readonly broadcast?: string;
  readonly anycast?: string;
  /** IPv4: the interface's name, or `name:suffix`. */
  readonly label?: string;
  readonly scope: Scope;
  /** Names of the flags, lowest bit first. */
  readonly flags: readonly AddressFlag[];
  /** All flag bits, also those without a name. */
  readonly flagBits: number;
  /** Metric of the prefix route that comes with the address. */
  readonly metric?: number;
  /** Who made it, IFAPROT_* (kernel 5.18). */
  readonly protocol?: number;
  /** Seconds until it goes; absent: never. */
  readonly validSeconds?: number;
  /** Seconds until it is deprecated; absent: never. */
  readonly preferredSeconds?: number;
  /** When it was made, in seconds since the machine started, with two decimals. */
  readonly createdSeconds?: number;
  /** When it was last changed, likewise. */
  readonly updatedSeconds?: number;
}

/** What an address may be given besides itself. Attributes are written in the order of the properties, as `ip` writes its words. */
export interface AddressOptions {
  /** The other end of a point-to-point address, `10.0.0.2` or with the prefix length that then counts. */
  readonly peer?: string | undefined;
  /** An address, or `"auto"` for the last one of the prefix (`brd +`). Left out, none is set. */
  readonly broadcast?: string | undefined;
  readonly anycast?: string | undefined;
  /** IPv4: the interface's name followed by anything, at most 15 bytes. */
  readonly label?: string | undefined;
  /** Left out: `"host"` for 127.0.0.0/8, else `"global"`. */
  readonly scope?: Scope | undefined;
  /** Such as `nodad`, `noprefixroute`, `homeaddress`, `managetempaddr`, `mcautojoin`. */
  readonly flags?: readonly AddressFlag[] | undefined;
  /** Metric of the prefix route that comes with the address. */
  readonly metric?: number | undefined;
  /** Who made it: IFAPROT_* or any number up to 255 (kernel 5.18). */
  readonly protocol?: keyof typeof addressProtocol.values | number | undefined;
  /** Seconds until it goes; left out or `Infinity`: never. */
  readonly validSeconds?: number | undefined;
  /** Seconds until it is deprecated; left out: when it goes. */
  readonly preferredSeconds?: number | undefined;
}

/** Flags that a request may set; the others are the kernel's to tell. */
const SETTABLE = addressFlags.bitsOf([
  "nodad",
  "optimistic",
  "homeaddress",
  "managetempaddr",
  "noprefixroute",
  "mcautojoin",
]);

type AddressHeader = Output1<typeof ifaddrmsg>;

/** Makes the friendly object of a decoded message. */
export function toAddress(header: AddressHeader, attributes: AddressAttributes): Address {
  const { prefixlen } = header;
  const flagBits = attributes.flags ?? header.flags;
  const own = attributes.local ?? attributes.address ?? "";
  const isIpv6 = header.family === AF_INET6;
  const names = flagBits === 0 ? [] : addressFlags.namesOf(flagBits);
  const { cacheinfo } = attributes;
  return {
    family: familyName(header.family),
    index: header.index,
    address: formatPrefix(own, prefixlen),
    ...(attributes.address !== undefined &&
      attributes.address !== own && { peer: formatPrefix(attributes.address, prefixlen) }),
    ...(attributes.broadcast !== undefined && { broadcast: attributes.broadcast }),
    ...(attributes.anycast !== undefined && { anycast: attributes.anycast }),
    ...(attributes.label !== undefined && { label: attributes.label }),
    scope: scopeName(header.scope),
    // Bit 0 has two names, one for each family.
    flags: names.filter((name) => name !== (isIpv6 ? "secondary" : "temporary")),
    flagBits,
    ...(attributes.rtPriority !== undefined && { metric: attributes.rtPriority }),
    ...(attributes.proto !== undefined && { protocol: attributes.proto }),
    ...(cacheinfo !== undefined && {
      ...(cacheinfo.valid !== INFINITE_LIFETIME && { validSeconds: cacheinfo.valid }),
      ...(cacheinfo.prefered !== INFINITE_LIFETIME && { preferredSeconds: cacheinfo.prefered }),
      createdSeconds: cacheinfo.cstamp / 100,
      updatedSeconds: cacheinfo.tstamp / 100,
    }),
  };
}

/** Header and attributes of an address message, ready to encode. */
export interface AddressBody {
  readonly header: { family: number; prefixlen: number; flags: number; scope: number; index: number };
  readonly attributes: AddressAttributesInput;
}

function lifetime(seconds: number | undefined): number {
  if (seconds === undefined || seconds === Number.POSITIVE_INFINITY) return INFINITE_LIFETIME;
  if (!(Number.isInteger(seconds) && seconds >= 0 && seconds < INFINITE_LIFETIME)) {
    throw new EncodeError(`${seconds} is not a lifetime in seconds`);
  }
  return seconds;
}

/** Loopback addresses reach no further than the host, unless told otherwise. */
function defaultScope(prefix: Prefix): number {
  return prefix.address.startsWith("127.") ? 254 : 0;
}

/** The message that adds or changes an address: what `ip address add` writes for the same words in the same order. */
export function addressBody(index: number, address: string, options: AddressOptions): AddressBody {
  const own = parsePrefix(address);
  const peer = options.peer === undefined ? undefined : parsePrefix(options.peer);
  // The prefix length is the peer's where it has one.
  const prefix = peer?.isExplicit === true || (peer !== undefined && !own.isExplicit) ? peer : own;
  const attributes: AddressAttributes = { local: own.address };
  let flagBits = 0;
  for (const key in options) {
    if (key === "peer" && peer !== undefined) attributes.address = peer.address;
    else if (key === "broadcast" && options.broadcast !== undefined && options.broadcast !== "auto") {
      attributes.broadcast = options.broadcast;
    } else if (key === "anycast") attributes.anycast = options.anycast;
    else if (key === "label") attributes.label = options.label;
    else if (key === "metric") attributes.rtPriority = options.metric;
    else if (key === "flags" && options.flags !== undefined) flagBits = addressFlags.bitsOf(options.flags);
    else if (key === "protocol" && options.protocol !== undefined) {
      attributes.proto = numberOf(addressProtocol, options.protocol);
    }
  }
  flagBits = (flagBits & SETTABLE) >>> 0;
  // The header has room for eight bits only.
  if (flagBits > 0xff) attributes.flags = flagBits;
  attributes.address ??= own.address;
  if (options.broadcast === "auto") attributes.broadcast = broadcastOf({ ...own, length: prefix.length });
  const valid = lifetime(options.validSeconds);
  const preferred = options.preferredSeconds === undefined ? valid : lifetime(options.preferredSeconds);
  if (options.validSeconds !== undefined || options.preferredSeconds !== undefined) {
    attributes.cacheinfo = { valid, prefered: preferred, cstamp: 0, tstamp: 0 };
  }
  return {
    header: {
      family: own.family,
      prefixlen: prefix.length,
      flags: flagBits > 0xff ? 0 : flagBits,
      scope: options.scope === undefined ? defaultScope(own) : scopeNumber(options.scope),
      index,
    },
    attributes,
  };
}

/** What tells addresses apart, beside themselves. */
export type AddressIdentity = Pick<AddressOptions, "peer" | "label">;

/** The message that deletes an address: only what identifies it. */
export function addressKey(index: number, address: string, { peer, label }: AddressIdentity): AddressBody {
  const own = parsePrefix(address);
  // Without IFA_ADDRESS the kernel deletes the address whatever its length is.
  if (own.family === AF_INET && !own.isExplicit && peer === undefined) {
    const header = { family: own.family, prefixlen: own.length, flags: 0, scope: 0, index };
    return { header, attributes: { local: own.address, label } };
  }
  return addressBody(index, address, { peer, label, scope: 0 });
}
