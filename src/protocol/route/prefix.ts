import { NETLINK_ROUTE } from "../core/constants.ts";
import { ipv6 } from "../schema/addresses.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { flagSet } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { i32, named, u16, u32, u8 } from "../schema/scalars.ts";
import { struct } from "../schema/struct.ts";
import { addressFamily } from "./address-family.ts";

/** RTM_NEWPREFIX (`linux/rtnetlink.h`): a router advertised a prefix. Only the kernel sends it. */
export const RTM_NEWPREFIX = 52;

/**
 * The flags of a Prefix Information option as it was received (RFC 4861, 4.6.2; RFC 9762 for `preferpd`), under the names of
 * `netinet/icmp6.h`; and the two of older kernels, which told these in bits of their own: IF_PREFIX_ONLINK and IF_PREFIX_AUTOCONF.
 */
export const prefixFlags = flagSet("ND_OPT_PI_FLAG_", {
  onlink: 0x80,
  auto: 0x40,
  raddr: 0x20,
  preferpd: 0x10,
  if_prefix_onlink: 0x01,
  if_prefix_autoconf: 0x02,
});

/** `struct prefixmsg` (`linux/rtnetlink.h`): header of prefix messages; `type` is that of the option, 3. */
export const prefixmsg = struct("prefixmsg", {
  family: named(u8, addressFamily),
  pad1: u8,
  pad2: u16,
  ifindex: i32,
  type: u8,
  len: u8,
  flags: named(u8, prefixFlags),
  pad3: u8,
});

/** `struct prefix_cacheinfo` (`linux/rtnetlink.h`): lifetimes in seconds, all bits set for ever. */
export const prefixCacheinfo = struct("prefix_cacheinfo", { preferredTime: u32, validTime: u32 });

const prefixAttributes = {
  /** PREFIX_ADDRESS: the prefix. */
  address: [1, ipv6],
  /** PREFIX_CACHEINFO: its lifetimes. */
  cacheinfo: [2, prefixCacheinfo],
} as const;
/** PREFIX_*: a prefix that a router advertised. */
export interface PrefixAttributes extends Output<typeof prefixAttributes> {}
/** Input of {@link prefix}. */
export interface PrefixAttributesInput extends Input<typeof prefixAttributes> {}
/** PREFIX_* (`linux/rtnetlink.h`). */
export const prefix: Space<PrefixAttributes, PrefixAttributesInput> = attributeSet("PREFIX_", prefixAttributes);

/** Body of RTM_NEWPREFIX. */
export const prefixMessage = message(prefixmsg, prefix);

/** Prefix messages of rtnetlink. */
export const prefixFamily: Family = {
  name: "prefix",
  protocol: NETLINK_ROUTE,
  messages: [{ name: "RTM_NEWPREFIX", type: RTM_NEWPREFIX, schema: prefixMessage }],
  spaces: [{ header: "linux/rtnetlink.h", space: prefix }],
  structs: [
    { header: "linux/rtnetlink.h", struct: prefixmsg },
    { header: "linux/rtnetlink.h", struct: prefixCacheinfo },
  ],
  names: [],
};
