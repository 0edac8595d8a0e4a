import { onFirstKernel, tellTwice } from "./compare.ts";

onFirstKernel()("address", () => {
  tellTwice(
    "shows addresses in every form",
    `
    $REAL link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02
    $REAL addr add 10.0.0.1/24 brd + dev v0
    $REAL addr add 10.0.0.2/24 dev v0 label v0:x
    $REAL addr add 10.1.0.1 peer 10.1.0.2/32 dev v0
    $REAL addr add 192.168.0.1/16 dev v0 scope link valid_lft 1000 preferred_lft 500
    $REAL addr add fd00::1/64 dev v0
    $REAL addr add fd00::2/64 dev v0 valid_lft 1000 preferred_lft 0
    $REAL addr add fd00::3 peer fd00::4 dev v0 metric 50 noprefixroute
    $REAL link set v0 up
    $REAL link set v1 up
    $REAL link set lo up
    settle
    ip addr
    ip a
    ip address show
    ip addr ls v0
    ip addr list dev v0
    ip addr show lo
    ip -4 addr
    ip -6 addr
    ip -4 a s v0
    ip -6 a s dev v0
    ip -f inet addr show v0
    ip -f inet6 -o addr
    ip -0 addr
    ip -f link addr
    ip -o addr
    ip -o -4 addr show dev v0
    ip -br addr
    ip -br -4 addr
    ip -br -6 a show v0
    ip -j addr
    ip -j -p addr show v0
    ip -j -4 addr
    ip -j -6 addr show v0
    ip -j -o addr show v0
    ip -j -br addr
    ip -j -br -p -4 addr
    ip -d addr show v0
    ip -d -j addr show v0
    ip -N addr show v0
    ip -c addr show v0
    ip -c -br addr
    ip -c -o addr show v0
    $REAL link add d0 address 02:00:00:00:00:0a type ifb
    ip -s addr show d0
    ip -s -s -j addr show d0
    ip addr show up
    ip addr show to 10.0.0.0/8
    ip addr show to 10.1/16
    ip -j addr show to 10.0.0.0/8
    ip addr show to fd00::/16
    ip addr show to default
    ip addr show scope link
    ip addr show scope global
    ip addr show scope host
    ip addr show scope all
    ip addr show scope 253
    ip addr show scope frob
    ip addr show label v0:x
    ip addr show label 'v0*'
    ip addr show label 'v[0-9]'
    ip addr show label nothing
    ip -j addr show label v0:x
    ip -o addr show label v0
    ip addr show permanent
    ip addr show dynamic
    ip addr show secondary
    ip addr show primary
    ip addr show -secondary
    ip addr show deprecated
    ip addr show -deprecated
    ip addr show tentative
    ip addr show noprefixroute
    ip -6 addr show temporary
    ip addr show type veth
    ip addr show group default
    ip addr show master v0
    ip addr show master nope
    ip addr show vrf v0
    ip addr show dev nope
    ip addr show nope
    ip addr show v0 v1
    ip addr show to
    ip addr show to frob
    ip addr show if2
    ip addr show if99
    ip addr frob
    ip addr help
    `,
  );

  tellTwice(
    "adds, changes and deletes addresses",
    `
    $REAL link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02
    ip addr add 10.0.0.1/24 dev v0
    ip addr add 10.0.0.1/24 dev v0
    ip a a 10.0.1.1/24 brd + dev v0
    ip a add 10.0.2.1/24 brd - dev v0
    ip addr add 10.0.3.1/24 broadcast 10.0.3.99 dev v0
    ip addr add dev v0 local 10.0.4.1/24
    ip addr add 10.0.5.1 dev v0
    ip addr add 10.0.6.1/31 brd + dev v0
    ip addr add 10.0.7.1/32 brd + dev v0
    ip addr add 10.0.8.1 peer 10.0.8.2 dev v0
    ip addr add 10.0.9.1 remote 10.0.9.2/24 brd + dev v0
    ip addr add 10.9/16 dev v0
    ip addr add 127.0.0.5/8 dev v0
    ip addr add 10.10.0.1/255.255.255.0 dev v0
    ip addr add 10.11.0.1/24 dev v0 scope host label v0:h
    ip addr add 10.12.0.1/24 dev v0 label v0 metric 77
    ip addr add 10.12.0.2/24 dev v0 label wrong
    ip addr add 10.13.0.1/24 dev v0 valid_lft 200 preferred_lft 100
    ip addr add 10.13.0.2/24 dev v0 valid_lft forever preferred_lft 50 noprefixroute
    ip addr add 0x0a.14.0.1/24 dev v0
    ip addr add 224.1.2.3/24 dev v0 autojoin
    ip addr add 10.14.0.9/24 dev v0 autojoin
    ip addr show v0
    ip -6 addr add fd00::1/64 dev v0
    ip addr add fd00::1/64 dev v0
    ip addr add fd00::2/64 dev v0 nodad
    ip -6 addr add fd00::3/64 dev v0 nodad home mngtmpaddr
    ip -6 addr add fd00::4/64 dev v0 optimistic
    ip -6 addr add fd00::5 peer fd00::6/64 dev v0
    ip addr add fd00::7/64 dev v0 valid_lft 500 preferred_lft 100
    ip addr add fd00::8/64 dev v0 tentative
    ip addr add fd00::9/64 dev v0 scope link
    ip addr add ::ffff:1.2.3.4/128 dev v0
    ip addr show v0
    ip -d -j -p addr show v0
    ip addr change 10.0.0.1/24 dev v0 valid_lft 300 preferred_lft 30
    ip addr chg 10.0.1.1/24 dev v0 metric 5
    ip addr replace 10.0.0.1/24 dev v0
    ip addr replace 10.20.0.1/24 dev v0
    ip addr change 10.21.0.1/24 dev v0
    ip -6 addr change fd00::1/64 dev v0 valid_lft 600 preferred_lft 60
    ip addr show v0
    ip addr del 10.0.0.1/24 dev v0
    ip addr del 10.0.0.1/24 dev v0
    ip addr del 10.0.5.1 dev v0
    ip addr del 10.0.8.1 peer 10.0.8.2 dev v0
    ip addr del 10.0.9.1/24 dev v0
    ip addr d fd00::1/64 dev v0
    ip addr del fd00::99/64 dev v0
    ip addr show v0
    ip addr add 10.0.0.1/24
    ip addr add dev v0
    ip addr add 10.0.0.1/24 dev nope
    ip addr add 10.0.0.300/24 dev v0
    ip addr add 10.0.0.1/33 dev v0
    ip addr add 10.0.0.1/x dev v0
    ip addr add fd00::1/129 dev v0
    ip addr add fd00:::1/64 dev v0
    ip addr add nonsense dev v0
    ip addr add default dev v0
    ip -4 addr add fd00::1/64 dev v0
    ip -6 addr add 10.0.0.1/24 dev v0
    ip -6 addr add fd00::1/64 brd + dev v0
    ip addr add 10.0.0.1/24 peer fd00::1 dev v0
    ip addr add 10.0.0.1/24 10.0.0.2/24 dev v0
    ip addr add 10.0.0.1/24 brd x dev v0
    ip addr add 10.0.0.1/24 brd + brd - dev v0
    ip addr add 10.0.0.1/24 scope frob dev v0
    ip addr add 10.0.0.1/24 metric x dev v0
    ip addr add 10.0.0.1/24 valid_lft x dev v0
    ip addr add 10.0.0.1/24 valid_lft 0 dev v0
    ip addr add 10.0.0.1/24 valid_lft 10 preferred_lft 20 dev v0
    ip addr add 10.0.0.1/24 valid_lft 10 valid_lft 10 dev v0
    ip addr add 10.0.0.1/24 dev v0 label a-label-that-is-too-long
    ip addr add 10.0.0.1/24 nodad dev v0
    ip addr add 10.0.0.1/24 secondary dev v0
    ip addr add 10.0.0.1/24 dev
    ip addr add 10.0.0.1/24 anycast 1.2.3.4 dev v0
    `,
  );

  tellTwice(
    "flushes addresses",
    `
    $REAL link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02
    for n in 1 2 3 4; do $REAL addr add 10.0.$n.1/24 dev v0; $REAL addr add 10.0.0.$n/24 dev v1; $REAL addr add fd00::$n/64 dev v0; done
    ip addr flush
    ip -0 addr flush dev v0
    ip addr flush dev nope
    ip addr flush to 10.0.1.0/24
    ip -s addr flush dev v0 to 10.0.2.0/24
    ip -s -s addr flush dev v0 to 10.0.3.0/24
    ip -4 addr flush dev v0 scope global
    ip addr show
    ip -s addr flush dev v1 primary
    ip -s addr flush dev v1
    ip -s addr flush dev v1
    ip -s -6 addr flush dev v0
    ip addr flush label nothing
    ip addr
    `,
  );
});
