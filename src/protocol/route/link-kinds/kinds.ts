import { amt } from "./amt.ts";
import { bareudp } from "./bareudp.ts";
import { batadv } from "./batadv.ts";
import { bond } from "./bond.ts";
import { bondSlave } from "./bond-slave.ts";
import { bridge } from "./bridge.ts";
import { bridgePort } from "./bridge-port.ts";
import { can } from "./can.ts";
import { dsa } from "./dsa.ts";
import { geneve } from "./geneve.ts";
import { gre, ip6gre } from "./gre.ts";
import { gtp } from "./gtp.ts";
import { hsr } from "./hsr.ts";
import { ip6tnl, ipip, sit } from "./ip-tunnel.ts";
import { ipoib } from "./ipoib.ts";
import { ipvlan } from "./ipvlan.ts";
import { macsec } from "./macsec.ts";
import { macvlan } from "./macvlan.ts";
import { macvtap } from "./macvtap.ts";
import { noOptions } from "./no-options.ts";
import { ovpn } from "./ovpn.ts";
import { ppp } from "./ppp.ts";
import { rmnet } from "./rmnet.ts";
import { tun } from "./tun.ts";
import { vlan } from "./vlan.ts";
import { vrf, vrfPort } from "./vrf.ts";
import { vti, vti6 } from "./vti.ts";
import { vxlan } from "./vxlan.ts";
import { xfrmLink } from "./xfrm.ts";

/** IFLA_INFO_DATA by IFLA_INFO_KIND; the pairs, which hold a link in turn, are added where links are declared. */
export const linkKinds = {
  amt,
  bareudp,
  batadv,
  bond,
  bridge,
  can,
  dsa,
  dummy: noOptions,
  erspan: gre,
  geneve,
  gre,
  gretap: gre,
  gtp,
  hsr,
  ifb: noOptions,
  ip6erspan: ip6gre,
  ip6gre,
  ip6gretap: ip6gre,
  ip6tnl,
  ipip,
  ipoib,
  ipvlan,
  ipvtap: ipvlan,
  macsec,
  macvlan,
  macvtap,
  nlmon: noOptions,
  ovpn,
  ppp,
  rmnet,
  sit,
  team: noOptions,
  tun,
  vcan: noOptions,
  vlan,
  vrf,
  vti,
  vti6,
  vxlan,
  wireguard: noOptions,
  xfrm: xfrmLink,
} as const;

/** IFLA_INFO_SLAVE_DATA by IFLA_INFO_SLAVE_KIND: options as a port of a bridge and the like. */
export const slaveKinds = {
  batadv: noOptions,
  bond: bondSlave,
  bridge: bridgePort,
  hsr: noOptions,
  team: noOptions,
  vrf: vrfPort,
} as const;
