import { onFirstKernel, tellTwice } from "./compare.ts";

const stage = `
    $REAL link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02
    $REAL link set lo up
    $REAL link set v0 up
    $REAL link set v1 up
    $REAL addr add 10.0.0.1/24 dev v0
    $REAL addr add 10.1.0.1/24 dev v1
    $REAL addr add fd00::1/64 dev v0
    $REAL addr add fd01::1/64 dev v1
    settle
`;

onFirstKernel()("route", () => {
  tellTwice(
    "lists a namespace that never had a route of IPv4, where the kernel has no table yet",
    `
    ip route
    ip -j route
    ip -j -p route show table main
    ip -4 route show dev lo
    ip -6 route
    ip route show table local
    ip -j route show table 77
    ip -6 route show table 77
    ip route show table all
    ip route flush table main
    ip -s route flush dev lo
    `,
  );

  tellTwice(
    "adds, changes and deletes routes",
    `${stage}
    ip route
    ip r
    ip route add default via 10.0.0.254
    ip route add default via 10.0.0.253
    ip route add default via 10.0.0.253 metric 100
    ip route add 192.168.1.0/24 via 10.0.0.2
    ip r a 192.168.2.0/24 dev v0
    ip route add 192.168.3.0/24 via 10.0.0.2 dev v0 src 10.0.0.1 metric 5 proto static scope global
    ip route add 192.168.4.1 dev v1 scope link
    ip route add 192.168.5/24 dev v1 table 100
    ip route add 192.168.6.0/24 dev v1 table 1000 proto 99
    ip route add to 192.168.7.0/24 dev v1 tos 0x10
    ip route add 192.168.8.0/24 via 10.0.0.3 mtu 1400 advmss 1300 hoplimit 9 window 1000 rtt 100ms rttvar 50ms initcwnd 10 initrwnd 12 quickack 1
    ip route add 192.168.9.0/24 via 10.0.0.3 mtu lock 1400 rto_min 2s cwnd 20 ssthresh 30 reordering 4 features ecn fastopen_no_cookie 1
    ip route add 192.168.10.0/24 dev v0 congctl reno
    ip route add 192.168.11.0/24 via 10.0.0.3 realms 3/4
    ip route add 192.168.12.0/24 via 10.0.0.3 realm 5
    ip route add blackhole 192.168.20.0/24
    ip route add unreachable 192.168.21.0/24 metric 9
    ip route add prohibit 192.168.22.0/24
    ip route add throw 192.168.23.0/24 table 100
    ip route add local 192.168.24.0/24 dev lo
    ip route add broadcast 192.168.25.255 dev v0
    ip route add 192.168.30.0/24 nexthop via 10.0.0.5 weight 2 nexthop via 10.1.0.5 dev v1 weight 3
    ip route add 192.168.31.0/24 nexthop dev v0 nexthop via 10.1.0.5 onlink dev v1
    ip route add 192.168.32.0/24 via inet6 fd00::5 dev v0
    ip route add 10.99.0.1/32 via 10.98.0.1 dev v0 onlink
    ip route add 0.0.0.0/0 dev v1 metric 500
    ip route
    ip -d route
    ip -j route
    ip -j -p route
    ip -j -d route
    ip -N route
    ip -c route
    ip -s route
    ip -o route
    ip -br route
    ip -4 route
    ip route list table all
    ip ro ls ta all
    ip -j route show table all
    ip route show table local
    ip route list table 100
    ip route show table 1000
    ip route show table main
    ip route show table nothing
    ip route show table 77
    ip route show dev v0
    ip route show dev v1
    ip -j route show dev v1
    ip route show oif nope
    ip route show via 10.0.0.2
    ip route show via 10.0.0.0/24
    ip route show src 10.0.0.1
    ip route show proto static
    ip route show proto boot
    ip route show proto all
    ip route show proto frob
    ip route show scope link
    ip route show scope global
    ip route show type blackhole
    ip route show type unicast
    ip -d route show type prohibit
    ip route show type frob
    ip route show tos 0x10
    ip route show metric 5
    ip route show realm 5
    ip route show realms 3/
    ip route show root 192.168.0.0/16
    ip route show match 192.168.1.5
    ip route show exact 192.168.1.0/24
    ip route show 192.168.1.0/24
    ip route show to 192.168.2.0/24
    ip route show to root 192.168.20.0/22
    ip route show default
    ip route show from 10.0.0.1
    ip route show frob
    ip route show cache
    ip route replace default via 10.0.0.252
    ip route replace 192.168.1.0/24 dev v1
    ip route change 192.168.2.0/24 via 10.0.0.9
    ip route chg 192.168.99.0/24 via 10.0.0.9
    ip route append 192.168.2.0/24 via 10.0.0.8
    ip route prepend 192.168.2.0/24 via 10.0.0.7
    ip route test 192.168.2.0/24 via 10.0.0.7
    ip route
    ip route del 192.168.2.0/24 via 10.0.0.8
    ip route del 192.168.2.0/24
    ip route delete default metric 100
    ip route del 192.168.77.0/24
    ip route del default via 1.2.3.4
    ip route del blackhole 192.168.20.0/24
    ip route d 192.168.30.0/24
    ip route
    ip route flush
    ip route flush table 100
    ip route flush table 4711
    ip -6 route flush table 4711
    ip -s -s route flush table 4711
    ip -s route flush 192.168.3.0/24
    ip -s -s route flush proto static
    ip -s route flush root 192.168.0.0/16
    ip route flush cache
    ip route flush dev v1
    ip route
    `,
    { unordered: /ta(ble)? all/ },
  );

  tellTwice(
    "answers wrong routes as ip does",
    `${stage}
    ip route frob
    ip route help
    ip route add
    ip route add via 10.0.0.1
    ip route add default
    ip route add default via
    ip route add default via 10.0.0.300
    ip route add default via fd00::1
    ip -6 route add default via 10.0.0.1
    ip route add default via 10.0.0.2 via 10.0.0.3
    ip route add default dev nope
    ip route add default via 10.0.0.2 dev nope
    ip route add 10.0.0.0/33 dev v0
    ip route add 10.0.0.5/24 dev v0
    ip route add 192.168.0.0/24 via 172.16.0.1
    ip route add 192.168.0.0/24 10.0.0.0/8 dev v0
    ip route add 192.168.0.0/24 dev v0 metric x
    ip route add 192.168.0.0/24 dev v0 mtu x
    ip route add 192.168.0.0/24 dev v0 mtu
    ip route add 192.168.0.0/24 dev v0 hoplimit 300
    ip route add 192.168.0.0/24 dev v0 table frob
    ip route add 192.168.0.0/24 dev v0 proto frob
    ip route add 192.168.0.0/24 dev v0 scope frob
    ip route add 192.168.0.0/24 dev v0 tos frob
    ip route add 192.168.0.0/24 dev v0 features frob
    ip route add 192.168.0.0/24 dev v0 quickack 2
    ip route add 192.168.0.0/24 dev v0 rtt x
    ip route add 192.168.0.0/24 dev v0 pref x
    ip route add 192.168.0.0/24 dev v0 src 1.2.3.4
    ip route add 192.168.0.0/24 dev v0 congctl frob
    ip route add 192.168.0.0/24 nhid 5
    ip route add 192.168.0.0/24 nexthop
    ip route add 192.168.0.0/24 nexthop via 10.0.0.5 frob
    ip route add 192.168.0.0/24 nexthop dev nope
    ip route add 192.168.0.0/24 nexthop via 10.0.0.5 weight 0
    ip route add frob 192.168.0.0/24
    ip route add unicast
    ip route del
    ip route del 1.2.3.4
    ip route get
    ip route get nonsense
    ip route get 10.0.0.5 iif nope
    ip route get 10.0.0.5 mark x
    ip route
    `,
  );

  tellTwice(
    "does IPv6",
    `${stage}
    ip -6 route
    ip -6 route add default via fd00::254
    ip -6 route add default via fd00::253
    ip route add fd02::/64 via fd00::2
    ip route add fd03::/64 dev v1 metric 50
    ip -6 route add fd04::/64 via fd00::2 dev v0 src fd00::1 pref high mtu 1400
    ip -6 route add fd05::/64 via fd00::2 expires 1000
    ip route add blackhole fd06::/64
    ip route add unreachable fd07::/64
    ip route add prohibit fd08::/64 table 200
    ip -6 route add fd09::/64 nexthop via fd00::5 weight 1 nexthop via fd01::5 dev v1 weight 4
    ip -6 route add fd0a::/64 from fd00::/64 via fd00::2
    ip -6 route add fd0b::/64 dev lo table 300
    ip -6 route append default via fd00::253
    ip -6 route
    ip -6 -d route
    ip -6 -j route
    ip -6 -j -p route
    ip -6 -o route
    ip -6 route show table all
    ip -6 route show table local
    ip -6 route show table 200
    ip route show table all
    ip -6 route show dev v1
    ip -6 route show default
    ip -6 route show fd02::/64
    ip -6 route show root fd00::/12
    ip -6 route show type blackhole
    ip -6 route replace fd02::/64 via fd00::3
    ip -6 route change fd03::/64 dev v1 metric 51
    ip -6 route del fd02::/64
    ip -6 route del default via fd00::253
    ip -6 route del fd99::/64
    ip -6 route get fd00::5
    ip -6 -j route get fd04::1
    ip route get fd01::9 from fd01::1
    ip -6 route get fd06::1
    ip -6 route get fd00::5 fibmatch
    ip -6 route flush proto boot
    ip -6 route
    `,
    { unordered: /route/ },
  );

  tellTwice(
    "asks for the route of an address",
    `${stage}
    $REAL route add default via 10.0.0.254
    $REAL route add 192.168.0.0/16 via 10.1.0.9 dev v1 mtu 1400
    $REAL route add blackhole 172.16.0.0/16
    $REAL route add unreachable 172.17.0.0/16
    $REAL route add prohibit 172.18.0.0/16
    ip route get 10.0.0.5
    ip r g 8.8.8.8
    ip -j route get 8.8.8.8
    ip -j -p route get 192.168.1.1
    ip -d route get 192.168.1.1
    ip -o route get 192.168.1.1
    ip -s route get 192.168.1.1
    ip route get to 10.0.0.5
    ip route get 10.0.0.1
    ip route get 127.0.0.1
    ip route get 10.0.0.255
    ip route get 224.0.0.1
    ip route get 8.8.8.8 from 10.0.0.1
    ip route get 8.8.8.8 from 10.0.0.5 iif v0
    ip route get 8.8.8.8 oif v1
    ip route get 8.8.8.8 dev v1 mark 7
    ip route get 8.8.8.8 mark 0x99
    ip route get 8.8.8.8 tos 0x10 uid 1000 ipproto tcp sport 5 dport 6
    ip route get 8.8.8.8 fibmatch
    ip route get 192.168.1.1 fibmatch
    ip -j route get 192.168.1.1 fibmatch
    ip route get 172.16.0.1
    ip route get 172.17.0.1
    ip route get 172.18.0.1
    ip route get 10.0.0.0/24
    ip -N route get 8.8.8.8
    ip -c route get 8.8.8.8
    `,
  );

  tellTwice(
    "lists and changes rules",
    `
    ip rule
    ip rule list
    ip ru ls
    ip -j rule
    ip -j -p rule list
    ip -d rule
    ip -6 rule
    ip -6 -j rule show
    ip -N rule
    ip -4 -o rule
    ip rule add from 10.0.0.0/8 table 100
    ip rule add from 10.0.0.1 to 192.168.0.0/16 lookup main priority 500
    ip rule add fwmark 7 table 7
    ip rule add fwmark 0x10/0xff lookup 8 pref 600
    ip rule add iif lo table 9
    ip rule add oif nope table 10
    ip rule add tos 0x10 table 11
    ip rule add not from 10.9.0.0/16 table 12
    ip rule add uidrange 1000-2000 table 13
    ip rule add ipproto tcp sport 80 dport 1000-2000 table 14
    ip rule add goto 32766 priority 700
    ip rule add nop priority 701
    ip rule add blackhole from 10.66.0.0/16
    ip rule add prohibit to 10.67.0.0/16
    ip rule add unreachable iif lo
    ip rule add table main suppress_prefixlength 0 priority 800
    ip rule add table main suppress_ifgroup default priority 801
    ip rule add from all table 300 realms 3/4 priority 802
    ip rule add from 10.1.0.0/16 table 5 protocol static
    ip -6 rule add from fd00::/8 table 100
    ip -6 rule add to fd01::1 table 101
    ip rule
    ip -j rule
    ip -j -p -d rule
    ip -d rule
    ip -6 rule
    ip -N rule
    ip -c rule
    ip rule show from 10.0.0.1
    ip rule show to 10.67.0.0/16
    ip rule show table 100
    ip rule show lookup main
    ip rule show priority 500
    ip rule show fwmark 7
    ip rule show iif lo
    ip rule show oif nope
    ip rule show not
    ip rule show tos 0x10
    ip rule show ipproto tcp
    ip rule show sport 80
    ip rule show uidrange 1000-2000
    ip rule show frob
    ip rule add
    ip rule del
    ip rule add from frob
    ip rule add table frob
    ip rule add frob
    ip rule add priority x
    ip rule add fwmark x
    ip rule add fwmark 5/x
    ip rule add uidrange x
    ip rule add iif a-name-that-is-too-long
    ip rule add from 10.0.0.0/8 table 100
    ip rule add l3mdev table 5
    ip rule del from 10.99.0.0/16
    ip rule del from 10.0.0.0/8 table 100
    ip rule del priority 500
    ip rule delete fwmark 7
    ip rule frob
    ip rule help
    ip rule
    ip rule flush protocol static
    ip rule flush
    ip -6 rule flush
    ip rule
    ip -6 rule
    `,
  );
});
