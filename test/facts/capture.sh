#!/bin/sh
# Captures what ip, nft and the kernel say to each other, for test/facts/capture.pcap:
#
#     sh test/facts/capture.sh FILE      as root, in a machine of its own whose kernel has nlmon
#
# Everything it makes is new and left behind.
set -u
out=$1
ip link add nlmon0 type nlmon && ip link set nlmon0 up
tcpdump -Z root -i nlmon0 -s 65535 -B 32768 -U --immediate-mode -w "$out" 2>/dev/null &
capture=$!
sleep 1
ip monitor all >/dev/null 2>&1 &
monitor=$!
nft monitor >/dev/null 2>&1 &
nftmonitor=$!
# What no tool listens to or asks for: by the library itself, where it is built (in the folder above).
node --input-type=module -e '
import { netlink } from "ts-netlink";
const nl = netlink.openSync();
for await (const event of nl.subscribe(["multicastAddress", "anycastAddress", "prefix", "stats"])) void event;
' 2>/dev/null &
listener=$!
sleep 2

ip link add d0 type dummy
ip link set d0 up mtu 1400 alias 'a "name"' group 7
ip addr add 10.9.0.1/24 dev d0 label d0:x valid_lft 1000 preferred_lft 500
ip addr add fd00:9::1/64 dev d0
ip link property add dev d0 altname an-alternative-name
ip link add link d0 name d0.5 type vlan id 5 egress-qos-map 1:2 ingress-qos-map 3:4
ip netns add other
ip link add v0 type veth peer name v1 netns other
ip -n other link set v1 up
ip link set v0 up
ip link add br0 type bridge vlan_filtering 1 stp_state 1
ip link set br0 up
ip link set v0 master br0
bridge vlan add dev v0 vid 10-12
bridge fdb add 02:00:00:00:00:01 dev v0 master
bridge mdb add dev br0 port v0 grp 239.1.1.1 permanent
bridge link set dev v0 learning off hairpin on
ip link add vx0 type vxlan id 42 dev d0 group 239.1.1.2 dstport 4789 local 10.9.0.1
ip link add mv0 link d0 type macvlan mode source macaddr add 02:00:00:00:00:02
ip link add mt0 link d0 type macvtap mode bridge
ip link add ifb0 type ifb
ip link add bond0 type bond mode 802.3ad
ip link add gre0x type gretap local 10.9.0.1 remote 10.9.0.2
ip link add vrf0 type vrf table 99
ip tuntap add dev tap0 mode tap user 1000 multi_queue
ip link add dummy1 type dummy
ip link set dummy1 master bond0
ip link add v2 type veth peer name v3
ip link set v2 master vrf0
ip link add geneve0 type geneve id 7 remote 10.9.0.2 ttl 9
ip link add bareudp0 type bareudp dstport 6635 ethertype mpls_uc
ip link add gre1 type gre local 10.9.0.1 remote 10.9.0.2 key 5 ttl 64
ip link add erspan1 type erspan local 10.9.0.1 remote 10.9.0.2 seq key 6 erspan_ver 1 erspan 3
ip link add ip6gre1 type ip6gre local fd00:9::1 remote fd00:9::2
ip link add ip6gretap1 type ip6gretap local fd00:9::1 remote fd00:9::3
ip link add ip6erspan1 type ip6erspan local fd00:9::1 remote fd00:9::4 seq key 6 erspan_ver 2 erspan_dir ingress erspan_hwid 3
ip link add ipip1 type ipip local 10.9.0.1 remote 10.9.0.3 encap fou encap-sport auto encap-dport 5555
ip link add sit1 type sit local 10.9.0.1 remote 10.9.0.4
ip link add ip6tnl1 type ip6tnl local fd00:9::1 remote fd00:9::5 mode any
ip link add vti1 type vti local 10.9.0.1 remote 10.9.0.5 key 7
ip link add vti61 type vti6 local fd00:9::1 remote fd00:9::6 key 8
ip link add xfrm1 type xfrm dev d0 if_id 9
ip link add amt1 type amt dev d0 local 10.9.0.1 discovery 10.9.0.9 mode gateway
ip link add vxc0 type vxcan peer name vxc1
ip link add vcan0 type vcan
ip link add ipv0 link v2 type ipvlan mode l3s private
ip link add ipvt0 link v2 type ipvtap mode l2
ip link add macsec0 link v3 type macsec cipher gcm-aes-256 icvlen 16 encrypt on
ip link add wg0 type wireguard
ip link add team0 type team
ip link add d2 type dummy
ip link add d3 type dummy
ip link add hsr0 type hsr slave1 d2 slave2 d3 version 1
ip link add netkit0 type netkit
ip link add bat0 type batadv
ip link add nlmon1 type nlmon
ip link add vxe type vxlan external vnifilter dstport 4790
bridge vni add dev vxe vni 100-110
bridge vlan set dev v0 vid 10 state blocking
bridge vlan global set dev br0 vid 10 mcast_snooping 0
bridge mdb add dev br0 port v0 grp 239.1.1.3 src 10.0.0.1 temp vid 10
ip addrlabel add prefix fd00:77::/64 label 77
ip nexthop add id 11 via 10.9.0.2 dev d0
ip nexthop add id 12 via 10.9.0.3 dev d0
ip nexthop add id 20 group 11/12,3 type resilient buckets 8 idle_timer 30 unbalanced_timer 300
ip nexthop add id 30 via 10.9.0.5 fdb
ip nexthop add id 31 blackhole proto static
ip route add fd00:20::/64 encap seg6local action End.DX6 nh6 fd00:9::2 count dev d0
ip route add fd00:21::/64 encap seg6local action End.B6.Encaps srh segs fd00:9::7 dev d0
ip route add fd00:22::/64 encap ioam6 mode inline trace prealloc type 0x800000 ns 0 size 12 dev d0
ip route add fd00:23::/64 encap rpl segs fd00:9::8 dev d0
ip route add 10.20.0.0/16 encap mpls 100/200 ttl 5 via 10.9.0.2 dev d0
ip route add 10.21.0.0/16 encap ip id 7 dst 10.9.0.9 tos 4 ttl 9 csum geneve_opts 1:2:0a0b0c0d dev d0
ip route add 10.22.0.0/16 encap xfrm if_id 9 link_dev d0 dev d0
ip route add 10.10.0.0/16 via 10.9.0.2 metric 5 mtu 1300 advmss 1200
ip route add 10.11.0.0/16 nexthop via 10.9.0.3 weight 2 nexthop via 10.9.0.4
ip route add 10.12.0.0/16 via inet6 fd00:9::2 dev d0
ip route add fd00:10::/64 via fd00:9::2
ip route add fd00:11::/64 encap seg6 mode encap segs fd00:9::5 dev d0
ip route add 10.13.0.0/16 encap ip id 5 dst 10.9.0.9 dev d0
ip route add blackhole 10.14.0.0/16
ip nexthop add id 1 via 10.9.0.2 dev d0
ip nexthop add id 2 via 10.9.0.3 dev d0
ip nexthop add id 3 group 1,2/2,3
ip route add 10.15.0.0/16 nhid 3
ip neigh add 10.9.0.7 lladdr 02:00:00:00:00:07 dev d0
ip neigh add proxy 10.9.0.8 dev d0
ip rule add from 10.9.0.0/24 fwmark 0x1/0xff table 100 pref 500
ip -6 rule add to fd00::/8 ipproto tcp dport 80-90 table 101 pref 501
ip netns set other 5
ip link show nothere
ip route add 10.16.0.0/16 via 192.0.2.1
ip link add d0 type dummy
ip link add bad0 type vlan id 5
ip link set d0 mtu 5
ip addr add 10.9.0.1/24 dev d0
ip -d -s link show
ip addr show
ip route show table all
ip -6 route show table all
ip neigh show
ip rule show
ip nexthop show
ip netns list-id
ip route get 10.10.0.1
ip ntable show
ip -4 netconf show
ip -6 netconf show
ip addrlabel list
ip maddr show
ip stats show
ip nexthop bucket show
ip nexthop bucket get id 20 index 1
ip -s mroute show
ip -6 mroute show table all
bridge -d link show
bridge -d -s vlan show
bridge -d vlan global show
bridge -d fdb show
bridge -d -s mdb show
bridge -s vni show
ip nexthop replace id 20 group 11 type resilient buckets 8
ip link set v0 vf 0 mac 02:00:00:00:00:09
nft -f - <<'NFT'
table inet t {
  comment "a table"
  set addresses { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 192.168.0.1-192.168.0.9 } }
  set timed { type inet_service; timeout 1h; elements = { 80 timeout 5m comment "web", 443 } }
  map ports { type inet_service : ipv4_addr; elements = { 80 : 10.0.0.1 } }
  counter hits { }
  quota some { over 5 mbytes }
  chain in {
    type filter hook input priority filter; policy accept;
    ct state established,related accept
    iifname "v*" tcp dport { 22, 80 } counter name hits accept comment "a rule"
    ip saddr @addresses limit rate 5/second burst 10 packets log prefix "x: " level info reject with tcp reset
    meta mark set ct mark and 0xff
    fib daddr type local drop
    udp dport 1000-2000 ip dscp set cs1 queue num 3
    add @timed { tcp dport timeout 10s }
  }
  chain forward {
    type filter hook forward priority filter
    tcp flags syn tcp option maxseg size set rt mtu
  }
  chain nat {
    type nat hook postrouting priority srcnat
    oifname d0 masquerade random
    ip saddr 10.1.0.0/16 tcp dport 1-9 snat ip to 10.2.0.1-10.2.0.9:1000-2000
  }
  chain other { }
  chain pre {
    type nat hook prerouting priority dstnat
    tcp dport 8080 redirect to :80
    tcp dport 8081 dnat ip to 10.1.0.1:81
    jump other
  }
  flowtable ft { hook ingress priority 0; devices = { d0 }; }
}
table netdev n {
  chain c { type filter hook ingress device d0 priority 0; }
}
NFT
nft list ruleset
nft add rule inet t nothere drop
nft delete rule inet t in handle 9999
nft flush set inet t timed
nft delete table inet t
node --input-type=module -e '
import { netlink } from "ts-netlink";
const nl = netlink.openSync();
for (const family of ["inet", "inet6"]) nl.multicastAddresses.list({ family });
nl.anycastAddresses.list({});
' 2>/dev/null
ip stats set dev d0 l3_stats on
bridge vlan del dev v0 vid 11
bridge mdb del dev br0 port v0 grp 239.1.1.1 permanent
bridge fdb del 02:00:00:00:00:01 dev v0 master
bridge vni delete dev vxe vni 100-105
ip addrlabel del prefix fd00:77::/64
ip nexthop del id 30
ip nexthop del id 31
ip rule del pref 500
ip neigh del 10.9.0.7 dev d0
ip addr del fd00:9::1/64 dev d0
ip netns del other
sleep 0.5
ip link del br0
ip link del d0
sleep 0.5
kill $monitor $nftmonitor $listener $capture
wait $capture 2>/dev/null
