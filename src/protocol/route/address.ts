import { NETLINK_ROUTE } from "../core/constants.ts";
import { ip } from "../schema/addresses.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { enumeration, flagSet } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { i32, named, u32, u8 } from "../schema/scalars.ts";
import { struct } from "../schema/struct.ts";
import { interfaceName } from "../schema/text.ts";
import { addressFamily } from "./address-family.ts";
import { routeScope } from "./route-names.ts";

/** RTM_NEWADDR and its relatives (`linux/rtnetlink.h`). */
export const RTM_NEWADDR = 20;
export const RTM_DELADDR = 21;
export const RTM_GETADDR = 22;
export const RTM_NEWMULTICAST = 56;
export const RTM_DELMULTICAST = 57;
export const RTM_GETMULTICAST = 58;
export const RTM_NEWANYCAST = 60;
export const RTM_DELANYCAST = 61;
export const RTM_GETANYCAST = 62;

/** IFA_F_* (`linux/if_addr.h`): bit 0 is `secondary` for IPv4 and `temporary` for IPv6. */
export const addressFlags = flagSet("IFA_F_", {
  secondary: 0x01,
  temporary: 0x01,
  nodad: 0x02,
  optimistic: 0x04,
  dadfailed: 0x08,
  homeaddress: 0x10,
  deprecated: 0x20,
  tentative: 0x40,
  permanent: 0x80,
  managetempaddr: 0x100,
  noprefixroute: 0x200,
  mcautojoin: 0x400,
  stable_privacy: 0x800,
});

/** IFAPROT_* (`linux/if_addr.h`): who made an address. */
export const addressProtocol = enumeration("IFAPROT_", { unspec: 0, kernel_lo: 1, kernel_ra: 2, kernel_ll: 3 });

/** A lifetime of `ifa_cacheinfo` that never ends: INFINITY_LIFE_TIME. */
export const INFINITE_LIFETIME = 0xffffffff;

/** `struct ifaddrmsg` (`linux/if_addr.h`): header of address messages. `flags` holds the low byte of IFA_FLAGS. */
export const ifaddrmsg = struct("ifaddrmsg", {
  family: named(u8, addressFamily),
  prefixlen: u8,
  flags: named(u8, addressFlags),
  scope: named(u8, routeScope),
  index: u32,
});

/** `struct ifa_cacheinfo` (`linux/if_addr.h`): lifetimes in seconds, time stamps in 1/100 s since boot. The kernel spells `prefered`. */
export const ifaCacheinfo = struct("ifa_cacheinfo", {
  prefered: u32,
  valid: u32,
  cstamp: u32,
  tstamp: u32,
});

const addressAttributes = {
  /** IFA_ADDRESS: the prefix's address; on a point-to-point link the peer's. */
  address: [1, ip],
  /** IFA_LOCAL: the interface's own address. IPv6 has it only where there is a peer. */
  local: [2, ip],
  /** IFA_LABEL: name of the address (IPv4), the interface's name or `name:suffix`. */
  label: [3, interfaceName],
  /** IFA_BROADCAST: broadcast address (IPv4). */
  broadcast: [4, ip],
  /** IFA_ANYCAST: anycast address (IPv6, RTM_GETANYCAST). */
  anycast: [5, ip],
  /** IFA_CACHEINFO: lifetimes and time stamps. */
  cacheinfo: [6, ifaCacheinfo],
  /** IFA_MULTICAST: group address (RTM_GETMULTICAST). */
  multicast: [7, ip],
  /** IFA_FLAGS: all 32 flag bits, the header has 8. */
  flags: [8, named(u32, addressFlags)],
  /** IFA_RT_PRIORITY: metric of the prefix route that comes with the address. */
  rtPriority: [9, u32],
  /** IFA_TARGET_NETNSID: the namespace to dump, by its nsid in the caller's. */
  targetNetnsid: [10, i32],
  /** IFA_PROTO: who made the address, IFAPROT_* (5.18). */
  proto: [11, named(u8, addressProtocol)],
  /** IFA_MC_USERS: how many sockets joined the group (7.x, RTM_GETMULTICAST). */
  mcUsers: [12, u32],
} as const;
/** IFA_*: attributes of an address. */
export interface AddressAttributes extends Output<typeof addressAttributes> {}
/** Input of {@link address}. */
export interface AddressAttributesInput extends Input<typeof addressAttributes> {}
/** IFA_* (`linux/if_addr.h`). */
export const address: Space<AddressAttributes, AddressAttributesInput> = attributeSet("IFA_", addressAttributes);

/** Body of RTM_NEWADDR, RTM_DELADDR and RTM_GETADDR (and of their MULTICAST and ANYCAST siblings). */
export const addressMessage = message(ifaddrmsg, address);

/** Address messages of rtnetlink. */
export const addressMessages: Family = {
  name: "address",
  protocol: NETLINK_ROUTE,
  messages: [
    { name: "RTM_NEWADDR", type: RTM_NEWADDR, schema: addressMessage },
    { name: "RTM_DELADDR", type: RTM_DELADDR, schema: addressMessage },
    { name: "RTM_GETADDR", type: RTM_GETADDR, schema: addressMessage },
    { name: "RTM_NEWMULTICAST", type: RTM_NEWMULTICAST, schema: addressMessage },
    { name: "RTM_DELMULTICAST", type: RTM_DELMULTICAST, schema: addressMessage },
    { name: "RTM_GETMULTICAST", type: RTM_GETMULTICAST, schema: addressMessage },
    { name: "RTM_NEWANYCAST", type: RTM_NEWANYCAST, schema: addressMessage },
    { name: "RTM_DELANYCAST", type: RTM_DELANYCAST, schema: addressMessage },
    { name: "RTM_GETANYCAST", type: RTM_GETANYCAST, schema: addressMessage },
  ],
  spaces: [{ header: "linux/if_addr.h", space: address }],
  structs: [
    { header: "linux/if_addr.h", struct: ifaddrmsg },
    { header: "linux/if_addr.h", struct: ifaCacheinfo },
  ],
  names: [
    { header: "linux/if_addr.h", names: addressFlags },
    { header: "linux/if_addr.h", names: addressProtocol },
  ],
};
