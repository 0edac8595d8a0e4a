import { requireKernel } from "../support/tools.ts";
import { tellTwice } from "./compare.ts";

requireKernel("vlan and dummy", "ip link add d0 type dummy && ip link add link d0 name d0.5 type vlan id 5")(
  "kinds that not every kernel has",
  () => {
    tellTwice(
      "makes dummies and vlans",
      `
      ip link add d0 address 02:00:00:00:00:01 type dummy
      ip link add d1 type dummy and more words
      ip link add link d0 name d0.5 type vlan id 5
      ip link add link d0 d0.6 type vlan id 6 protocol 802.1ad reorder_hdr off gvrp on loose_binding on
      ip link add link d0 d0.7 type vlan proto 802.1Q id 7 mvrp on ingress-qos-map 1:2 3:4 egress-qos-map 5:6 0:7
      ip link
      ip -d link show d0
      ip -d link show d0.5
      ip -d link show d0.6
      ip -d link show d0.7
      ip -d -j -p link show d0.7
      ip -d -o link show d0.7
      ip -d -j link show type vlan
      ip link set d0.5 type vlan gvrp on ingress-qos-map 6:6
      ip -d link show d0.5
      ip link set d0.5 type vlan reorder_hdr maybe
      ip link set d0.5 type vlan frob
      ip link add link d0 d0.8 type vlan
      ip link add link d0 d0.8 type vlan id
      ip link add link d0 d0.8 type vlan id x
      ip link add link d0 d0.8 type vlan id 5000
      ip link add link d0 d0.8 type vlan id 8 protocol frob
      ip link add link d0 d0.8 type vlan id 8 ingress-qos-map 1:x
      ip link add link d0 d0.8 type vlan id 5
      ip link add d0.8 type vlan id 8
      ip link set d0 up
      ip link set d0.5 up
      settle
      ip link
      ip addr
      ip link del d0
      ip link
      `,
    );

    tellTwice(
      "uses a bridge that filters vlans",
      `
      ip link add br0 address 02:00:00:00:01:00 type bridge vlan_filtering 1 vlan_default_pvid 7 vlan_protocol 802.1ad
      ip -d link show br0
      ip -d -j -p link show br0
      ip link set br0 type bridge vlan_filtering 0 vlan_stats_enabled 1 vlan_protocol 802.1Q
      ip -d link show br0
      ip link set br0 type bridge vlan_default_pvid 5000
      ip link add d0 address 02:00:00:00:00:01 type dummy
      ip link set d0 master br0
      ip link set d0 type bridge_slave vlan_tunnel on mcast_to_unicast on bcast_flood off proxy_arp on root_block on
      ip -d link show d0
      `,
    );

    tellTwice(
      "works with a VRF",
      `
      $REAL link add red type vrf table 77
      $REAL link set red up
      ip link add d0 address 02:00:00:00:00:01 type dummy
      ip link set d0 vrf red
      ip link set d0 up
      ip addr add 10.0.0.1/24 dev d0
      ip link show vrf red
      ip addr show vrf red
      ip link show vrf d0
      ip route show vrf red
      ip route add 192.168.0.0/24 via 10.0.0.2 vrf red
      ip route list vrf red
      ip route show vrf d0
      ip route show table 77
      ip route get vrf red 192.168.0.5
      ip neigh show vrf red
      ip link set d0 vrf nope
      ip link set d0 nomaster
      ip link show d0
      ip rule
      `,
    );
  },
);
