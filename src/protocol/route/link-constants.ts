import { enumeration, flagSet } from "../schema/enumeration.ts";
import type { Family } from "../schema/registry.ts";

/** Message types of links (`linux/rtnetlink.h`). */
export const RTM_NEWLINK = 16;
export const RTM_DELLINK = 17;
export const RTM_GETLINK = 18;
export const RTM_SETLINK = 19;
export const RTM_NEWLINKPROP = 108;
export const RTM_DELLINKPROP = 109;
export const RTM_GETLINKPROP = 110;

/** IFF_*: flags of a link (`ifi_flags`), of which a request may change those that describe configuration. */
export const interfaceFlags = flagSet("IFF_", {
  up: 1,
  broadcast: 2,
  debug: 4,
  loopback: 8,
  pointopoint: 16,
  notrailers: 32,
  running: 64,
  noarp: 128,
  promisc: 256,
  allmulti: 512,
  master: 1024,
  slave: 2048,
  multicast: 4096,
  portsel: 8192,
  automedia: 16384,
  dynamic: 32768,
  lower_up: 65536,
  dormant: 131072,
  echo: 262144,
});

/** IF_OPER_*: RFC 2863 operational state (IFLA_OPERSTATE). */
export const operationalState = enumeration("IF_OPER_", {
  unknown: 0,
  notpresent: 1,
  down: 2,
  lowerlayerdown: 3,
  testing: 4,
  dormant: 5,
  up: 6,
});

/** IF_LINK_MODE_*: what a link becomes when its carrier comes (IFLA_LINKMODE). */
export const linkMode = enumeration("IF_LINK_MODE_", {
  default: 0,
  dormant: 1,
  testing: 2,
});

/** ARPHRD_*: kind of link layer (`ifi_type`). */
export const hardwareType = enumeration("ARPHRD_", {
  netrom: 0,
  ether: 1,
  eether: 2,
  ax25: 3,
  pronet: 4,
  chaos: 5,
  ieee802: 6,
  arcnet: 7,
  appletlk: 8,
  dlci: 15,
  atm: 19,
  metricom: 23,
  ieee1394: 24,
  eui64: 27,
  infiniband: 32,
  slip: 256,
  cslip: 257,
  slip6: 258,
  cslip6: 259,
  rsrvd: 260,
  adapt: 264,
  rose: 270,
  x25: 271,
  hwx25: 272,
  can: 280,
  mctp: 290,
  ppp: 512,
  cisco: 513,
  lapb: 516,
  ddcmp: 517,
  rawhdlc: 518,
  rawip: 519,
  tunnel: 768,
  tunnel6: 769,
  frad: 770,
  skip: 771,
  loopback: 772,
  localtlk: 773,
  fddi: 774,
  bif: 775,
  sit: 776,
  ipddp: 777,
  ipgre: 778,
  pimreg: 779,
  hippi: 780,
  ash: 781,
  econet: 782,
  irda: 783,
  fcpp: 784,
  fcal: 785,
  fcpl: 786,
  fcfabric: 787,
  ieee802_tr: 800,
  ieee80211: 801,
  ieee80211_prism: 802,
  ieee80211_radiotap: 803,
  ieee802154: 804,
  ieee802154_monitor: 805,
  phonet: 820,
  phonet_pipe: 821,
  caif: 822,
  ip6gre: 823,
  netlink: 824,
  "6lowpan": 825,
  vsockmon: 826,
  void: 65535,
  none: 65534,
});

/** RTEXT_FILTER_*: what a dump or get of links also tells, or leaves out (IFLA_EXT_MASK). */
export const extendedFilter = flagSet("RTEXT_FILTER_", {
  vf: 1,
  brvlan: 2,
  brvlan_compressed: 4,
  skip_stats: 8,
  mrp: 16,
  cfm_config: 32,
  cfm_status: 64,
  mst: 128,
  name_only: 256,
});

/** Flags, hardware types and states of links, as data. */
export const linkNamesFamily: Family = {
  name: "link-names",
  protocol: 0,
  messages: [],
  spaces: [],
  structs: [],
  names: [
    { header: "linux/if.h", names: interfaceFlags },
    { header: "linux/if.h", names: operationalState },
    { header: "linux/if.h", names: linkMode },
    { header: "linux/if_arp.h", names: hardwareType },
    { header: "linux/rtnetlink.h", names: extendedFilter },
  ],
};
