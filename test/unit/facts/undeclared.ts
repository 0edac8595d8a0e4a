/** Constants that begin like attributes of a declared set and are none, or belong to sets that are not declared yet. */
export const undeclared: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^__|_UNSPEC$|_UNUSED$|_NONE$/, "bounds and the number 0"],
  [/^IFLA_PROTO_DOWN_REASON_MAX$|^IOAM6_IPTUNNEL_FREQ_MAX$|^IFLA_CAN_(TDC|CTRLMODE|PWM)_MAX$/, "bounds"],
  [/^IFLA_IF_NETNSID$|^FRA_IFNAME$|^CTA_NAT$/, "older names of IFLA_TARGET_NETNSID, FRA_IIFNAME and CTA_NAT_SRC"],
  [/^IFLA_DSA_MASTER$/, "older name of IFLA_DSA_CONDUIT"],
  [/^NHA_RES_(GROUP|BUCKET)_PAD$|^NHA_GROUP_STATS_ENTRY$/, "another name of a number in the same set"],
  [/^(RTA_ALIGNTO|RTAX_FEATURE_MASK|LWT_BPF_MAX_HEADROOM|IOAM6_IPTUNNEL_(MODE|FREQ)_MIN)$/, "not attributes"],
  [/^NETNSA_NSID_NOT_ASSIGNED$/, "not an attribute"],
  [/^NETCONFA_ALL$/, "asks for every attribute, in the kernel's own calls; the number of NETCONFA_IFINDEX_ALL"],
  [/^CTA_(EXPECT|STATS)_/, "conntrack expectations and statistics to come"],
  [
    /^CTA_NAT_(MINIP|MAXIP|SEQ_ADJ_ORIG|SEQ_ADJ_REPLY|SEQ_CORRECTION_POS|SEQ_OFFSET_(BEFORE|AFTER))$/,
    "aliases, and the removed set CTA_NAT_SEQ",
  ],
  [/^DEVLINK_ATTR_(?!BUS_NAME$|DEV_NAME$|PORT_INDEX$)/, "devlink to come: IFLA_DEVLINK_PORT holds these three only"],
];

/** The headers of rtnetlink's own objects: every number in them is named by a schema, or excused here. */
export const ownHeaders = (
  "if_link rtnetlink if_addr if_addrlabel neighbour fib_rules nexthop net_namespace netconf if_bridge if_tunnel veth lwtunnel " +
  "seg6_iptunnel seg6_local mpls_iptunnel ioam6_iptunnel rpl_iptunnel ila can/netlink can/vxcan"
)
  .split(" ")
  .map((name) => `linux/${name}.h`);

/** Numbers in these headers that are no part of a message of rtnetlink's objects. */
export const unnamed: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^RTM_(NEW|DEL|GET)(QDISC|TCLASS|TFILTER|ACTION|CHAIN)$|^T(CA|CM|A)_/, "traffic control to come"],
  [/^RTM_([GS]ETDCB|NEWNDUSEROPT)$|^NDUSEROPT_/, "data centre bridging and neighbour discovery's options to come"],
  [/^ILA_(GENL|DIR|CMD)_/, "generic netlink to come"],
  [/^RTM_(BASE|NR_MSGTYPES|NR_FAMILIES)$|^RTN(H|ETLINK)_(COMPARE_MASK|ALIGNTO|HAVE_PEERINFO)$/, "not on the wire"],
  [/^RTMGRP_/, "groups as bits of an address, for the first 32 only; RTNLGRP_* are the numbers"],
  [/^RTNLGRP_(NONE|DECnet_\w+|NOP\d)$/, "no groups of any kernel"],
  [/^(SYSFS_BRIDGE|BRCTL)_|^SIOC(GET|ADD|DEL|CHG)|^PRL_DEFAULT$/, "sysfs and ioctl(2)"],
  [/^GRE_(FLAGS|VERSION|VERSION_[01]|PROTO_PPP|PPTP_KEY_MASK)$|^VTI_ISVTI$/, "headers of packets"],
  [/^TUNNEL_OPTIONS_PRESENT$|^IP_TUNNEL_\w+_BIT$/, "inside of the kernel"],
  [
    /^PORT_(SELF_VF|VDP_RESPONSE_\w+|PROFILE_RESPONSE_\w+)$/,
    "what firmware answers to a port profile; told as a number",
  ],
  [/^(XDP_FLAGS_(MODES|MASK)|TUNNEL_MSG_VALID_USER_FLAGS)$/, "masks of flags that have names"],
  [/^(MAX_VLAN_LIST_LEN|BR_MCAST_DIR_(RX|TX|SIZE)|CAN_TERMINATION_DISABLED)$/, "lengths and places in an array"],
  [/^BRIDGE_MODE_HAIRPIN$/, "a mode that no kernel has"],
  [/^NETKIT_(NEXT|REDIRECT)$/, "verdicts of its programs, no policy"],
  [/^FIB_RULE_DEV_DETACHED$/, "older name of FIB_RULE_IIF_DETACHED"],
];

/** Names of a header's constants that begin with a set's prefix and are attributes. */
export function attributeNames(constants: Readonly<Record<string, number>>, prefix: string): string[] {
  return Object.keys(constants).filter(
    (name) =>
      name.startsWith(prefix) &&
      !undeclared.some(([pattern]) => pattern.test(name)) &&
      // A bound is one less than the enum's last; NFTA_NAT_REG_PROTO_MAX and the like are attributes.
      !(name.endsWith("_MAX") && `__${name}` in constants),
  );
}
