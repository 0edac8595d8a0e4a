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
