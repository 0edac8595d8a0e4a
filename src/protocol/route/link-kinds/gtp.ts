import { ipv4, ipv6 } from "../../schema/addresses.ts";
import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice, onOff } from "../../schema/choice.ts";
import { enumeration } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { u32, u8 } from "../../schema/scalars.ts";

/** GTP_ROLE_*: on which side of the mobile network it stands. */
export const gtpRole = enumeration("GTP_ROLE_", { ggsn: 0, sgsn: 1 });

const gtpAttributes = {
  /** IFLA_GTP_FD0: descriptor of the UDP socket of GTP version 0. */
  fd0: [1, u32, "IFLA_GTP_FD0"],
  /** IFLA_GTP_FD1: descriptor of the UDP socket of GTP version 1. */
  fd1: [2, u32, "IFLA_GTP_FD1"],
  /** IFLA_GTP_PDP_HASHSIZE: size of its hash table. */
  pdpHashsize: [3, u32],
  /** IFLA_GTP_ROLE: side. */
  role: [4, choice(u32, gtpRole)],
  /** IFLA_GTP_CREATE_SOCKETS: whether the kernel makes the sockets (Linux 5.18). */
  createSockets: [5, onOff],
  /** IFLA_GTP_RESTART_COUNT: restart counter in answers to echo requests (Linux 5.18). */
  restartCount: [6, u8],
  /** IFLA_GTP_LOCAL: address to which the kernel binds its sockets (Linux 6.10). */
  local: [7, ipv4],
  /** IFLA_GTP_LOCAL6: address to which the kernel binds its sockets (Linux 6.10). */
  local6: [8, ipv6],
} as const;

/** A tunnel of the GPRS Tunnelling Protocol (`ip link add type gtp role …`). */
export interface Gtp extends Output<typeof gtpAttributes> {}
/** Input of {@link gtp}. */
export interface GtpInput extends Input<typeof gtpAttributes> {}
/** IFLA_GTP_* (`linux/if_link.h`). */
export const gtp: Space<Gtp, GtpInput> = attributeSet("IFLA_GTP_", gtpAttributes);

/** GTP tunnels, as data. */
export const gtpFamily: Family = {
  name: "gtp",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: gtp }],
  structs: [],
  names: [{ header: "linux/if_link.h", names: gtpRole }],
};
