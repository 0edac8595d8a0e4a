import { NETLINK_ROUTE } from "../core/constants.ts";
import { ip } from "../schema/addresses.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { binary } from "../schema/binary.ts";
import { enumeration, flagSet } from "../schema/enumeration.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { be32, be64, named, u16, u32, u8 } from "../schema/scalars.ts";
import { struct } from "../schema/struct.ts";
import { interfaceName } from "../schema/text.ts";
import { addressFamily } from "./address-family.ts";
import { routeProtocol, routeTable } from "./route-names.ts";

/** RTM_NEWRULE and its relatives (`linux/rtnetlink.h`). */
export const RTM_NEWRULE = 32;
export const RTM_DELRULE = 33;
export const RTM_GETRULE = 34;

/** FR_ACT_* (`linux/fib_rules.h`): what a rule does. */
export const ruleAction = enumeration("FR_ACT_", {
  unspec: 0,
  to_tbl: 1,
  goto: 2,
  nop: 3,
  res3: 4,
  res4: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
});

/** FIB_RULE_* (`linux/fib_rules.h`): flags of a rule. */
export const ruleFlags = flagSet("FIB_RULE_", {
  permanent: 0x01,
  invert: 0x02,
  unresolved: 0x04,
  iif_detached: 0x08,
  oif_detached: 0x10,
  find_saddr: 0x10000,
});

/** `struct fib_rule_hdr` (`linux/fib_rules.h`): header of rule messages. `table` has 8 bits, FRA_TABLE all of them. */
export const fibRuleHdr = struct("fib_rule_hdr", {
  family: named(u8, addressFamily),
  dstLen: u8,
  srcLen: u8,
  tos: u8,
  table: named(u8, routeTable),
  res1: u8,
  res2: u8,
  action: named(u8, ruleAction),
  flags: named(u32, ruleFlags),
});

/** `struct fib_rule_uid_range` (`linux/fib_rules.h`): user ids, both ends included. */
export const fibRuleUidRange = struct("fib_rule_uid_range", { start: u32, end: u32 });

/** `struct fib_rule_port_range` (`linux/fib_rules.h`): ports in host byte order, both ends included. */
export const fibRulePortRange = struct("fib_rule_port_range", { start: u16, end: u16 });

const ruleAttributes = {
  /** FRA_DST: destination prefix, its length is in the header. */
  dst: [1, ip],
  /** FRA_SRC: source prefix, its length is in the header. */
  src: [2, ip],
  /** FRA_IIFNAME: incoming interface; it need not exist. */
  iifname: [3, interfaceName],
  /** FRA_GOTO: priority of the rule to go on with. */
  goto: [4, u32],
  /** FRA_UNUSED2. */
  unused2: [5, binary, "FRA_UNUSED2"],
  /** FRA_PRIORITY: place in the list; lower comes first. */
  priority: [6, u32],
  /** FRA_UNUSED3. */
  unused3: [7, binary, "FRA_UNUSED3"],
  /** FRA_UNUSED4. */
  unused4: [8, binary, "FRA_UNUSED4"],
  /** FRA_UNUSED5. */
  unused5: [9, binary, "FRA_UNUSED5"],
  /** FRA_FWMARK: firewall mark, compared under FRA_FWMASK. */
  fwmark: [10, u32],
  /** FRA_FLOW: realms, source in the upper and destination in the lower half. */
  flow: [11, u32],
  /** FRA_TUN_ID: tunnel key. */
  tunId: [12, be64],
  /** FRA_SUPPRESS_IFGROUP: reject routes over a link of this group; 0xffffffff is none. */
  suppressIfgroup: [13, u32],
  /** FRA_SUPPRESS_PREFIXLEN: reject routes with a prefix this long or shorter; 0xffffffff is none. */
  suppressPrefixlen: [14, u32],
  /** FRA_TABLE: the table, all 32 bits. */
  table: [15, named(u32, routeTable)],
  /** FRA_FWMASK: which bits of the mark count. */
  fwmask: [16, u32],
  /** FRA_OIFNAME: outgoing interface. */
  oifname: [17, interfaceName],
  /** FRA_PAD: alignment. */
  pad: [18, binary],
  /** FRA_L3MDEV: 1 looks into the table of the packet's VRF. */
  l3mdev: [19, u8, "FRA_L3MDEV"],
  /** FRA_UID_RANGE: users. */
  uidRange: [20, fibRuleUidRange],
  /** FRA_PROTOCOL: who made the rule, RTPROT_*. */
  protocol: [21, named(u8, routeProtocol)],
  /** FRA_IP_PROTO: transport protocol. */
  ipProto: [22, u8],
  /** FRA_SPORT_RANGE: source ports. */
  sportRange: [23, fibRulePortRange],
  /** FRA_DPORT_RANGE: destination ports. */
  dportRange: [24, fibRulePortRange],
  /** FRA_DSCP: DSCP, all six bits (6.12). */
  dscp: [25, u8],
  /** FRA_FLOWLABEL: IPv6 flow label (6.14). */
  flowlabel: [26, be32],
  /** FRA_FLOWLABEL_MASK: which bits of the flow label count (6.14). */
  flowlabelMask: [27, be32],
  /** FRA_SPORT_MASK: which bits of the source port count (6.15). */
  sportMask: [28, u16],
  /** FRA_DPORT_MASK: which bits of the destination port count (6.15). */
  dportMask: [29, u16],
  /** FRA_DSCP_MASK: which bits of the DSCP count (6.15). */
  dscpMask: [30, u8],
} as const;
/** FRA_*: attributes of a rule. */
export interface RuleAttributes extends Output<typeof ruleAttributes> {}
/** Input of {@link rule}. */
export interface RuleAttributesInput extends Input<typeof ruleAttributes> {}
/** FRA_* (`linux/fib_rules.h`). */
export const rule: Space<RuleAttributes, RuleAttributesInput> = attributeSet("FRA_", ruleAttributes);

/** Body of RTM_NEWRULE, RTM_DELRULE and RTM_GETRULE. */
export const ruleMessage = message(fibRuleHdr, rule);

/** Rule messages of rtnetlink. */
export const ruleFamily: Family = {
  name: "rule",
  protocol: NETLINK_ROUTE,
  messages: [
    { name: "RTM_NEWRULE", type: RTM_NEWRULE, schema: ruleMessage },
    { name: "RTM_DELRULE", type: RTM_DELRULE, schema: ruleMessage },
    { name: "RTM_GETRULE", type: RTM_GETRULE, schema: ruleMessage },
  ],
  spaces: [{ header: "linux/fib_rules.h", space: rule }],
  structs: [
    { header: "linux/fib_rules.h", struct: fibRuleHdr },
    { header: "linux/fib_rules.h", struct: fibRuleUidRange },
    { header: "linux/fib_rules.h", struct: fibRulePortRange },
  ],
  names: [
    { header: "linux/fib_rules.h", names: ruleAction },
    { header: "linux/fib_rules.h", names: ruleFlags },
  ],
};
