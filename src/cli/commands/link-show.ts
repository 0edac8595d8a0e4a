import { closeSync } from "node:fs";
import { AF_PACKET, AF_UNSPEC } from "../../protocol/route/address-family.ts";
import { addressMessage, RTM_GETADDR } from "../../protocol/route/address.ts";
import type { LinkAttributesInput, LinkMessage } from "../../protocol/route/link.ts";
import { linkMessage } from "../../protocol/route/link.ts";
import { extendedFilter, RTM_GETLINK } from "../../protocol/route/link-constants.ts";
import { hostIsLittleEndian } from "../../protocol/schema/source.ts";
import type { Cursor } from "../cursor.ts";
import { CommandError } from "../failure.ts";
import { kindPresenter } from "../kinds/load.ts";
import { nameAttribute } from "../link-cache.ts";
import { namesOf } from "../names.ts";
import type { View } from "../output/view.ts";
import type { AddressMessage } from "../present/address.ts";
import { presentAddress } from "../present/address.ts";
import type { LinkDetail } from "../present/link.ts";
import { presentLink } from "../present/link.ts";
import { presentStatistics } from "../present/link-statistics.ts";
import type { Names } from "../present/names.ts";
import { listing, question } from "../requests.ts";
import type { Session } from "../session.ts";
import { systemText } from "../session.ts";
import type { AddressFilter } from "./address-filter.ts";
import { acceptsAddress, acceptsLink, readAddressFilter } from "./address-filter.ts";

const VF = extendedFilter.values.vf;
const SKIP_STATISTICS = extendedFilter.values.skip_stats;

const SIOCGIFTXQLEN = 0x8942;

/** Asks for a transmit queue's length by ioctl(2), for messages without it. */
async function queueReader(session: Session): Promise<(name: string) => number | undefined> {
  const { AF_INET, ioctl, SOCK_STREAM, socket } = await import("../../socket/ffi/libc.ts");
  return (name) => {
    const request = new DataView(new ArrayBuffer(40));
    new Uint8Array(request.buffer).set(Buffer.from(name).subarray(0, 15));
    let fd: number;
    try {
      fd = socket(AF_INET, SOCK_STREAM, 0);
    } catch {
      return undefined;
    }
    try {
      ioctl(fd, SIOCGIFTXQLEN, new Uint8Array(request.buffer));
      return request.getInt32(16, hostIsLittleEndian);
    } catch (error) {
      session.warn(`ioctl(SIOCGIFTXQLEN) failed: ${systemText(error)}\n`);
      return undefined;
    } finally {
      closeSync(fd);
    }
  };
}

async function detailOf(session: Session, filter: Pick<AddressFilter, "family">): Promise<LinkDetail> {
  const { details, statistics, brief, human, iec, numeric } = session.options;
  return {
    details,
    statistics,
    brief,
    human,
    iec,
    numeric,
    asLink: session.showsLinks,
    linkLayer: filter.family === AF_UNSPEC || filter.family === AF_PACKET || details,
    queueLength: await queueReader(session),
    briefLink: filter.family === AF_PACKET,
    ...(details ? { kinds: await kindPresenter() } : {}),
  };
}

/** Shows one link that a change returned. @param deleted whether it is gone */
export async function showLinkMessage(session: Session, message: LinkMessage, deleted: boolean): Promise<void> {
  const detail = { ...(await detailOf(session, { family: AF_UNSPEC })), queueLength: undefined };
  const view = session.view();
  view.begin();
  view.open();
  if (deleted) view.field("deleted", true, "Deleted ");
  presentLink(view, message, namesOf(session), detail);
  view.close();
  view.end();
}

function linkName(session: Session, { header, attributes }: LinkMessage): LinkMessage {
  return attributes.ifname === undefined
    ? { header, attributes: { ...attributes, ifname: session.links.nameOf(header.index) } }
    : { header, attributes };
}

/** `link show DEV`: one question, without a dump. */
function showOne(session: Session, view: View, filter: AddressFilter, names: Names, detail: LinkDetail): void {
  const device = filter.device ?? "";
  let link: LinkMessage | undefined;
  try {
    link = session.run(
      question(
        RTM_GETLINK,
        linkMessage,
        { header: { family: session.family }, attributes: { ...nameAttribute(device), extMask: VF } },
        `get link ${device}`,
      ),
    );
  } catch (error) {
    view.end();
    if (!(error instanceof CommandError)) throw error;
    // `ip` says it twice here.
    throw new CommandError(`${error.message}Cannot send link get request: ${error.reason}\n`);
  }
  view.open();
  if (link !== undefined && acceptsLink(filter, link) && filter.label === undefined) {
    presentLink(view, linkName(session, link), names, detail);
  }
  view.close();
}

/** The links to be shown, from a dump or by index; `undefined` where that one can't be asked for. */
function findLinks(session: Session, filter: AddressFilter): LinkMessage[] | undefined {
  const { links } = session;
  const found: LinkMessage[] = [];
  if (filter.index !== 0) {
    const extMask = session.options.statistics > 0 ? VF : VF | SKIP_STATISTICS;
    const request = question(
      RTM_GETLINK,
      linkMessage,
      { header: { family: filter.family, index: filter.index }, attributes: { extMask } },
      `get link ${filter.device}`,
    );
    try {
      const link = session.run(request);
      if (link !== undefined) found.push(link);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      // Not a failure for `ip`: it shows nothing.
      session.warn(`${error.message}Cannot send link request: ${error.reason}\n`);
      return undefined;
    }
  } else {
    const { family } = session;
    const attributes: LinkAttributesInput = {
      extMask: VF,
      master: filter.master === 0 ? undefined : filter.master >>> 0,
      linkinfo: filter.kind === undefined ? undefined : { kind: "unknown", name: filter.kind },
    };
    // Other families take no attributes in a dump.
    const request =
      family === AF_UNSPEC || family === AF_PACKET ? { header: { family }, attributes } : { header: { family } };
    found.push(...session.list(listing(RTM_GETLINK, linkMessage, request, "list links")));
  }
  for (const link of found) links.remember(link);
  return found.map((link) => linkName(session, link));
}

/** Addresses by the index of their link. */
function findAddresses(session: Session, filter: AddressFilter): Map<number, AddressMessage[]> {
  const byLink = new Map<number, AddressMessage[]>();
  const request = listing(
    RTM_GETADDR,
    addressMessage,
    { header: { family: filter.family, index: filter.index } },
    "list addresses",
  );
  for (const address of session.list(request)) {
    const list = byLink.get(address.header.index);
    if (list === undefined) byLink.set(address.header.index, [address]);
    else list.push(address);
  }
  return byLink;
}

/**
 * `link show` and `address show`: links with their addresses, as far as the filter accepts them. A link that only its own properties
 * rule out stands in JSON as an empty object, as in `ip -j`.
 */
async function show(session: Session, filter: AddressFilter): Promise<void> {
  const names = namesOf(session);
  const detail = await detailOf(session, filter);
  const view = session.view();
  view.begin();
  if (filter.device !== undefined && filter.group === undefined && session.showsLinks) {
    showOne(session, view, filter, names, detail);
    view.end();
    return;
  }
  const { oneline, brief } = session.options;
  const showsAddresses = filter.family !== AF_PACKET;
  let links = findLinks(session, filter);
  if (links === undefined) {
    view.end();
    return;
  }
  const addresses = showsAddresses ? findAddresses(session, filter) : new Map<number, AddressMessage[]>();
  const nameOf = (index: number): string => session.links.nameOf(index);
  if (showsAddresses) {
    links = links.filter(({ header }) => {
      const own = addresses.get(header.index);
      if (own === undefined) return filter.family === AF_UNSPEC;
      return own.some((address) => acceptsAddress(filter, address, nameOf));
    });
  }
  for (const link of links) {
    view.open();
    const linkShown = brief || !(showsAddresses && oneline);
    const accepted = !linkShown || acceptsLink(filter, link);
    const labelled = filter.label !== undefined;
    if (linkShown && accepted && !labelled) presentLink(view, link, names, detail);
    if (accepted && showsAddresses) {
      view.openList("addr_info");
      const up = !filter.up || (link.header.flags & 1) !== 0;
      for (const address of addresses.get(link.header.index) ?? []) {
        if (!up || (filter.family !== AF_UNSPEC && address.header.family !== filter.family)) continue;
        view.open();
        if (acceptsAddress(filter, address, nameOf)) presentAddress(view, address, names, detail, oneline);
        view.close();
      }
      view.closeList();
      if (brief) view.text("\n");
    }
    const linkWasWritten = linkShown && accepted && !labelled && !brief;
    if (linkWasWritten && !session.showsLinks && detail.statistics > 0) {
      presentStatistics(view, link.attributes, detail);
      view.line();
    }
    view.close();
  }
  view.end();
}

/** `link show`. */
export async function showLinks(cursor: Cursor, session: Session): Promise<void> {
  session.family = AF_PACKET;
  session.showsLinks = true;
  await show(session, readAddressFilter(cursor, session));
}

/** `address show`. */
export async function showAddresses(cursor: Cursor, session: Session): Promise<void> {
  await show(session, readAddressFilter(cursor, session));
}
