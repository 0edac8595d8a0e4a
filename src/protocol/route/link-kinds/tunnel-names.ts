import { enumeration, flagSet } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";

/** TUNNEL_ENCAP_*: what a tunnel's packets are put into once more. */
export const tunnelEncap = enumeration("TUNNEL_ENCAP_", { none: 0, fou: 1, gue: 2, mpls: 3 });

/** TUNNEL_ENCAP_FLAG_*: options of that. */
export const tunnelEncapFlags = flagSet("TUNNEL_ENCAP_FLAG_", { csum: 1, csum6: 2, remcsum: 4 });

/** IPPROTO_*: what a tunnel carries; `ip` stands for anything. */
export const tunnelProtocol = enumeration("IPPROTO_", { ip: 0, ipip: 4, ipv6: 41, mpls: 137 });

/** IP6_TNL_F_*: options of tunnels over IPv6. */
export const ip6TunnelFlags = flagSet("IP6_TNL_F_", {
  ign_encap_limit: 1,
  use_orig_tclass: 2,
  use_orig_flowlabel: 4,
  mip6_dev: 8,
  rcv_dscp_copy: 16,
  use_orig_fwmark: 32,
  allow_local_remote: 64,
});

/** SIT_*: options of a tunnel of kind `sit`. */
export const sitFlags = flagSet("SIT_", { isatap: 1 });

/** GRE_*: flags in the header of GRE, in network order. */
export const greFlags = flagSet("GRE_", {
  csum: 0x8000,
  routing: 0x4000,
  key: 0x2000,
  seq: 0x1000,
  strict: 0x0800,
  rec: 0x0700,
  ack: 0x0080,
});

/** TUNNEL_*: what is said of a packet in an external tunnel, in network order. */
export const tunnelFlags = flagSet("TUNNEL_", {
  csum: 0x0001,
  routing: 0x0002,
  key: 0x0004,
  seq: 0x0008,
  strict: 0x0010,
  rec: 0x0020,
  version: 0x0040,
  no_key: 0x0080,
  dont_fragment: 0x0100,
  oam: 0x0200,
  crit_opt: 0x0400,
  geneve_opt: 0x0800,
  vxlan_opt: 0x1000,
  nocache: 0x2000,
  erspan_opt: 0x4000,
  gtp_opt: 0x8000,
});

/** Names that tunnels share, as data. */
export const tunnelNamesFamily: Family = {
  name: "tunnel names",
  protocol: 0,
  messages: [],
  spaces: [],
  structs: [],
  names: [
    { header: "linux/if_tunnel.h", names: tunnelEncap },
    { header: "linux/if_tunnel.h", names: tunnelEncapFlags },
    { header: "linux/in.h", names: tunnelProtocol },
    { header: "linux/ip6_tunnel.h", names: ip6TunnelFlags },
    { header: "linux/if_tunnel.h", names: sitFlags },
    { header: "linux/if_tunnel.h", names: greFlags, order: "network" },
    { header: "linux/if_tunnel.h", names: tunnelFlags, order: "network" },
  ],
};
