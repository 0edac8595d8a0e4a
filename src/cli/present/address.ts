import type { AddressAttributes } from "../../protocol/route/address.ts";
import { addressFlags, INFINITE_LIFETIME } from "../../protocol/route/address.ts";
import { AF_INET6 } from "../../protocol/route/address-family.ts";
import { familyName } from "../families.ts";
import { familyColor } from "../output/color.ts";
import type { View } from "../output/view.ts";
import type { Detail, Names } from "./names.ts";

/** An address message. */
export interface AddressMessage {
  readonly header: {
    readonly family: number;
    readonly prefixlen: number;
    readonly flags: number;
    readonly scope: number;
    readonly index: number;
  };
  readonly attributes: AddressAttributes;
}

/** IFA_F_* by the words of the command line, in the order in which they are listed. */
export const addressFlagWords: readonly {
  readonly word: string;
  readonly mask: number;
  /** The kernel alone sets it. */
  readonly readOnly: boolean;
  readonly ipv6Only: boolean;
}[] = [
  { word: "secondary", mask: addressFlags.values.secondary, readOnly: true, ipv6Only: false },
  { word: "temporary", mask: addressFlags.values.temporary, readOnly: true, ipv6Only: false },
  { word: "nodad", mask: addressFlags.values.nodad, readOnly: false, ipv6Only: true },
  { word: "optimistic", mask: addressFlags.values.optimistic, readOnly: false, ipv6Only: true },
  { word: "dadfailed", mask: addressFlags.values.dadfailed, readOnly: true, ipv6Only: true },
  { word: "home", mask: addressFlags.values.homeaddress, readOnly: false, ipv6Only: true },
  { word: "deprecated", mask: addressFlags.values.deprecated, readOnly: true, ipv6Only: true },
  { word: "tentative", mask: addressFlags.values.tentative, readOnly: true, ipv6Only: true },
  { word: "permanent", mask: addressFlags.values.permanent, readOnly: true, ipv6Only: true },
  { word: "mngtmpaddr", mask: addressFlags.values.managetempaddr, readOnly: false, ipv6Only: true },
  { word: "noprefixroute", mask: addressFlags.values.noprefixroute, readOnly: false, ipv6Only: false },
  { word: "autojoin", mask: addressFlags.values.mcautojoin, readOnly: false, ipv6Only: false },
  { word: "stable-privacy", mask: addressFlags.values.stable_privacy, readOnly: true, ipv6Only: true },
];

/** All flag bits: IFA_FLAGS, or where a kernel does not send it the header's eight. */
export function flagsOf({ header, attributes }: AddressMessage): number {
  return attributes.flags ?? header.flags;
}

function presentFlags(view: View, message: AddressMessage): void {
  let flags = flagsOf(message);
  for (const { word, mask } of addressFlagWords) {
    if (word === "permanent") {
      if ((flags & mask) === 0) view.field("dynamic", true, "dynamic ");
    } else if ((flags & mask) !== 0) {
      const shown = word === "secondary" && message.header.family === AF_INET6 ? "temporary" : word;
      view.field(shown, true, `${shown} `);
    }
    flags &= ~mask;
  }
  if (flags === 0) return;
  const rest = (flags >>> 0).toString(16).padStart(2, "0");
  view.field("ifa_flags", rest, `flags ${rest} `);
}

function presentLifetimes(view: View, message: AddressMessage): void {
  const { cacheinfo } = message.attributes;
  if (cacheinfo === undefined) return;
  const deprecated = (flagsOf(message) & addressFlags.values.deprecated) !== 0;
  view.line();
  view.text("       valid_lft ");
  const seconds = (key: string, value: number, signed: boolean): void => {
    const shown = signed ? value | 0 : value;
    view.field(
      key,
      value === INFINITE_LIFETIME ? value : shown,
      value === INFINITE_LIFETIME ? "forever" : `${shown}sec`,
    );
  };
  seconds("valid_life_time", cacheinfo.valid, false);
  view.text(" preferred_lft ");
  // Of a deprecated address the kernel counts on below zero.
  seconds("preferred_life_time", cacheinfo.prefered, deprecated);
}

/**
 * Writes an address's view model into an object that the caller opens and closes.
 * @param withDevice begins with the link's index and name: for `-oneline` and where addresses stand alone
 */
export function presentAddress(
  view: View,
  message: AddressMessage,
  names: Names,
  detail: Pick<Detail, "brief">,
  withDevice: boolean,
): void {
  const { header, attributes } = message;
  const { family } = header;
  const local = attributes.local ?? attributes.address;
  const peer = attributes.address ?? attributes.local;
  const color = familyColor(family);
  if (!detail.brief) {
    if (withDevice) {
      const device = names.link(header.index);
      view.value("index", header.index);
      view.value("dev", device);
      view.text(`${header.index}: ${device}`);
    }
    const name = familyName(family);
    if (name === "???") view.field("family_index", family, `    family ${family} `);
    else view.field("family", name, `    ${name} `);
  }
  if (local !== undefined) {
    view.field("local", local, local, color);
    if (peer !== undefined && peer !== local) {
      view.text(" peer ");
      view.field("address", peer, peer, color);
    }
    view.field("prefixlen", header.prefixlen, `/${header.prefixlen} `);
    if (attributes.rtPriority !== undefined) {
      view.field("metric", attributes.rtPriority, `metric ${attributes.rtPriority} `);
    }
  }
  if (detail.brief) return;
  if (attributes.broadcast !== undefined) {
    view.text("brd ");
    view.field("broadcast", attributes.broadcast, `${attributes.broadcast} `, color);
  }
  if (attributes.anycast !== undefined) {
    view.text("any ");
    view.field("anycast", attributes.anycast, `${attributes.anycast} `, color);
  }
  const scope = names.scope(header.scope);
  view.field("scope", scope, `scope ${scope} `);
  presentFlags(view, message);
  if (attributes.label !== undefined) view.field("label", attributes.label, attributes.label);
  presentLifetimes(view, message);
  view.text("\n");
}
