import type { Enumeration } from "../schema/enumeration.ts";
import { enumeration } from "../schema/enumeration.ts";

/** AF_UNSPEC (`linux/socket.h`): any family. */
export const AF_UNSPEC = 0;
/** AF_INET: IPv4. */
export const AF_INET = 2;
/** AF_BRIDGE: forwarding database entries, bridge ports, VLANs. */
export const AF_BRIDGE = 7;
/** AF_INET6: IPv6. */
export const AF_INET6 = 10;
/** AF_PACKET: link-layer addresses. */
export const AF_PACKET = 17;
/** AF_MPLS: label-switched routes. */
export const AF_MPLS = 28;
/** RTNL_FAMILY_IPMR (`linux/rtnetlink.h`): IPv4 multicast routes. */
export const RTNL_FAMILY_IPMR = 128;
/** RTNL_FAMILY_IP6MR (`linux/rtnetlink.h`): IPv6 multicast routes. */
export const RTNL_FAMILY_IP6MR = 129;

/** AF_* as they stand in the first byte of every rtnetlink header (`linux/socket.h`). */
export const addressFamily: Enumeration<
  "unspec" | "unix" | "inet" | "bridge" | "inet6" | "netlink" | "packet" | "mpls" | "ipmr" | "ip6mr"
> = enumeration("AF_", {
  unspec: 0,
  unix: 1,
  inet: 2,
  bridge: 7,
  inet6: 10,
  netlink: 16,
  packet: 17,
  mpls: 28,
  ipmr: 128,
  ip6mr: 129,
});
