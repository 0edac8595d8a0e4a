import { INFINITE_LIFETIME } from "../protocol/route/address.ts";
import type { PrefixAttributes, prefixmsg } from "../protocol/route/prefix.ts";
import { prefixFlags } from "../protocol/route/prefix.ts";
import type { Output1 } from "../protocol/schema/codec.ts";
import { formatPrefix } from "./prefix.ts";

/** A prefix of IPv6 that a router advertised on a link (RFC 4861, 4.6.2), as the kernel passes it on. */
export interface AdvertisedPrefix {
  /** Index of the interface. */
  readonly dev: number;
  /** `2001:db8::/64`. */
  readonly prefix: string;
  /** Whether its addresses are reached without a router: flag L. */
  readonly onLink: boolean;
  /** Whether hosts make themselves addresses of it: flag A. */
  readonly autonomous: boolean;
  /** Seconds until it goes; absent: never. */
  readonly validSeconds?: number;
  /** Seconds until it is deprecated; absent: never. */
  readonly preferredSeconds?: number;
}

const ONLINK = prefixFlags.bitsOf(["onlink", "if_prefix_onlink"]);
const AUTONOMOUS = prefixFlags.bitsOf(["auto", "if_prefix_autoconf"]);

/** Makes the friendly object of a decoded message. */
export function toAdvertisedPrefix(header: Output1<typeof prefixmsg>, attributes: PrefixAttributes): AdvertisedPrefix {
  const { address = "::", cacheinfo } = attributes;
  return {
    dev: header.ifindex,
    prefix: formatPrefix(address, header.len),
    onLink: (header.flags & ONLINK) !== 0,
    autonomous: (header.flags & AUTONOMOUS) !== 0,
    ...(cacheinfo !== undefined && {
      ...(cacheinfo.validTime !== INFINITE_LIFETIME && { validSeconds: cacheinfo.validTime }),
      ...(cacheinfo.preferredTime !== INFINITE_LIFETIME && { preferredSeconds: cacheinfo.preferredTime }),
    }),
  };
}
