import { enumeration, flagSet } from "../schema/enumeration.ts";

/** Netlink protocol numbers (`linux/netlink.h`). */
export const NETLINK_ROUTE = 0;
export const NETLINK_SOCK_DIAG = 4;
export const NETLINK_NETFILTER = 12;
export const NETLINK_GENERIC = 16;

/** Netlink protocols by name. */
export const netlinkProtocol = enumeration("NETLINK_", {
  route: 0,
  unused: 1,
  usersock: 2,
  firewall: 3,
  sock_diag: 4,
  nflog: 5,
  xfrm: 6,
  selinux: 7,
  iscsi: 8,
  audit: 9,
  fib_lookup: 10,
  connector: 11,
  netfilter: 12,
  ip6_fw: 13,
  dnrtmsg: 14,
  kobject_uevent: 15,
  generic: 16,
  scsitransport: 18,
  ecryptfs: 19,
  rdma: 20,
  crypto: 21,
  smc: 22,
});

/** Control message types below NLMSG_MIN_TYPE (`linux/netlink.h`). */
export const NLMSG_NOOP = 1;
export const NLMSG_ERROR = 2;
export const NLMSG_DONE = 3;
export const NLMSG_OVERRUN = 4;

/** Message flags (`linux/netlink.h`). Some bits mean different things for GET, NEW and DELETE requests and for ACKs. */
export const NLM_F_REQUEST = 0x01;
export const NLM_F_MULTI = 0x02;
export const NLM_F_ACK = 0x04;
export const NLM_F_ECHO = 0x08;
export const NLM_F_DUMP_INTR = 0x10;
export const NLM_F_DUMP_FILTERED = 0x20;
export const NLM_F_ROOT = 0x100;
export const NLM_F_MATCH = 0x200;
export const NLM_F_ATOMIC = 0x400;
export const NLM_F_DUMP = 0x300;
export const NLM_F_REPLACE = 0x100;
export const NLM_F_EXCL = 0x200;
export const NLM_F_CREATE = 0x400;
export const NLM_F_APPEND = 0x800;
export const NLM_F_NONREC = 0x100;
export const NLM_F_BULK = 0x200;
export const NLM_F_CAPPED = 0x100;
export const NLM_F_ACK_TLVS = 0x200;

/** Control message types by name. */
export const controlType = enumeration("NLMSG_", { noop: 1, error: 2, done: 3, overrun: 4 });
/** The flag bits that every message shares. */
export const messageFlags = flagSet("NLM_F_", {
  request: 0x01,
  multi: 0x02,
  ack: 0x04,
  echo: 0x08,
  dump_intr: 0x10,
  dump_filtered: 0x20,
});
/** Further bits of a GET request. */
export const getFlags = flagSet("NLM_F_", { root: 0x100, match: 0x200, atomic: 0x400 });
/** Further bits of a NEW request. */
export const newFlags = flagSet("NLM_F_", { replace: 0x100, excl: 0x200, create: 0x400, append: 0x800 });
/** Further bits of a DELETE request. */
export const deleteFlags = flagSet("NLM_F_", { nonrec: 0x100, bulk: 0x200 });
/** Further bits of an acknowledgement. */
export const ackFlags = flagSet("NLM_F_", { capped: 0x100, ack_tlvs: 0x200 });

/** What a policy says of an attribute's payload: `enum netlink_attribute_type`. */
export const attributeType = enumeration("NL_ATTR_TYPE_", {
  invalid: 0,
  flag: 1,
  u8: 2,
  u16: 3,
  u32: 4,
  u64: 5,
  s8: 6,
  s16: 7,
  s32: 8,
  s64: 9,
  binary: 10,
  string: 11,
  nul_string: 12,
  nested: 13,
  nested_array: 14,
  bitfield32: 15,
  sint: 16,
  uint: 17,
});
