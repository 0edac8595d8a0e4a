import { bridge } from "./bridge.ts";
import { bridgePort } from "./bridge-port.ts";
import { dummy } from "./dummy.ts";
import { ifb } from "./ifb.ts";
import { macvlan } from "./macvlan.ts";
import { macvtap } from "./macvtap.ts";
import { tun } from "./tun.ts";
import { vlan } from "./vlan.ts";
import { vxlan } from "./vxlan.ts";

/** IFLA_INFO_DATA by IFLA_INFO_KIND; veth, which holds a link in turn, is added where links are declared. */
export const linkKinds = { bridge, dummy, ifb, macvlan, macvtap, tun, vlan, vxlan } as const;

/** IFLA_INFO_SLAVE_DATA by IFLA_INFO_SLAVE_KIND: options as a port of a bridge and the like. */
export const slaveKinds = { bridge: bridgePort } as const;
