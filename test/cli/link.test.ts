import { onFirstKernel, tellTwice } from "./compare.ts";

onFirstKernel()("link", () => {
  tellTwice(
    "shows an empty namespace in every form",
    `
    ip link
    ip l
    ip link show
    ip link ls
    ip li li
    ip link show lo
    ip link show dev lo
    ip -o link
    ip -br link
    ip -br -o link
    ip -d link
    ip -s link
    ip -s -s link
    ip -s -s -h link show lo
    ip -d -s link show lo
    ip -j link
    ip -j -p link
    ip -j -d link show lo
    ip -j -p -d -s link
    ip -j -p -s -s link show lo
    ip -br -j link
    ip -br -j -p link show lo
    ip -0 link
    ip -4 link
    ip -6 link show
    ip -N link
    ip -c link show lo
    ip -c -br link
    ip -c=never link
    ip -c=auto link
    COLORFGBG="15;0" ip -c link show lo
    ip link show up
    ip -j link show up
    ip link show type veth
    ip -j link show type veth
    ip link show group default
    ip link show group 7
    ip link show master nope
    ip link show nomaster
    ip -j link show nope
    ip link show nope
    ip link show a-name-that-is-much-too-long-for-an-interface
    ip link show lo lo
    ip link show dev
    `,
  );

  tellTwice(
    "makes, changes and deletes a veth pair",
    `
    ip link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02
    ip link show
    ip link show type veth
    ip -d link show v0
    ip -j -p -d link show v0
    ip link add v0 type veth peer name v9
    ip link set v0 up
    ip link show v0
    ip link set dev v1 up
    settle
    ip link
    ip -br link
    ip -br addr
    ip link set v0 mtu 1400 txqueuelen 77 alias "first end" group 7
    ip link show v0
    ip link show group 7
    ip -o link show v0
    ip -j link show v0
    ip link set v0 mtu 70000
    ip link set v0 mtu 12
    ip link set v0 mtu x
    ip link set v0 mtu 1300 mtu 1200
    ip link set v0 down name first
    ip link show first
    ip link set first name v0 up
    settle
    ip link set v0 promisc on allmulticast on arp off multicast off dynamic on
    ip link show v0
    ip -d link show v0
    ip link set v0 promisc off allmulticast off arp on multicast on dynamic off
    ip link show v0
    ip link set v0 arp maybe
    ip link set v0 address 02:00:00:00:00:03 broadcast ff:ff:ff:ff:ff:ff
    ip link set v0 address 02:00:00:00:00
    ip link set v0 address zz:00:00:00:00:00
    ip link set v0 address 02:00:00:00:00:zz
    ip link set v0 carrier off
    ip link set v0 carrier sometimes
    ip link set v0 mode dormant
    ip link show v0
    ip link set v0 mode default
    ip link set v0 addrgenmode eui64
    ip -d link show v0
    ip link set v0 addrgenmode wrong
    ip link set v0 nomaster
    ip link set v0 master nope
    ip link set nope up
    ip link set up
    ip link set v0 index 9
    ip link set v0 group none
    ip link set v0 type vlan id 5
    ip link set group 7 down
    ip link show group 7
    ip link set group 7 mtu 1250 v0
    ip link property add dev v0 altname a-much-longer-name-than-fifteen altname short
    ip link show v0
    ip -j link show v0
    ip link show a-much-longer-name-than-fifteen
    ip link show short
    ip link set short mtu 1234
    ip link property add dev v0 altname short
    ip link property del dev v0 altname short
    ip link property del dev v0 altname short
    ip link property add altname short
    ip link property
    ip link property frob
    ip link del v0
    ip link del v0
    ip link
    `,
  );

  tellTwice(
    "makes veth pairs in all the ways the words allow",
    `
    ip link add type veth
    ip link
    ip link add name a type veth peer b
    ip link add dev c mtu 1300 numtxqueues 2 numrxqueues 2 type veth peer name d mtu 1200 numtxqueues 3
    ip -d link show c
    ip link add e index 77 type veth peer name f index 78
    ip link show e
    ip link show f
    ip link add g type veth peer name h type veth
    ip link add g type veth frob
    ip link add g type veth peer
    ip link show g
    ip link add a-name-of-sixteen type veth
    ip link add "x y" type veth
    ip link add name i name j type veth
    ip link add name i dev j type veth
    ip link add i
    ip link add i type
    ip link add i type frobnicate
    ip link add i type frobnicate id 5
    ip link add i type veth peer name a
    ip link add link nope i type macvlan
    ip link add i up type veth peer name j up
    settle
    ip link show i
    ip link del i type veth
    ip link del dev c
    ip link del group 55
    ip link del e type vlan
    ip link delete
    ip l d a
    ip l
    `,
  );

  tellTwice(
    "makes bridges and their ports",
    `
    ip link add br0 address 02:00:00:00:01:00 type bridge
    ip link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02
    ip link add v2 address 02:00:00:00:00:03 type veth peer name v3 address 02:00:00:00:00:04
    ip link set v0 master br0
    ip link set v2 master br0
    ip link
    ip link show master br0
    ip -br link show master br0
    ip link show type bridge
    ip link show type bridge_slave
    ip -d link show br0
    ip -j -p -d link show br0
    ip -d link show v0
    ip -j -p -d link show v0
    ip -j -d link show type bridge_slave
    ip -d -o link show v0
    ip link set br0 type bridge stp_state 1 forward_delay 400 hello_time 100 max_age 600 ageing_time 1000
    ip -d link show br0
    ip link set br0 type bridge priority 4096 group_fwd_mask 8 mcast_snooping 0 mcast_querier 1 nf_call_iptables 1
    ip -d link show br0
    ip link set br0 type bridge mcast_last_member_interval 50 mcast_query_interval 1000 mcast_hash_max 1024
    ip -d -j -p link show br0
    ip link set br0 type bridge group_address 01:80:c2:00:00:04 no_linklocal_learn 1
    ip -d link show br0
    ip link set br0 type bridge fdb_flush
    ip link set br0 type bridge frob 1
    ip link set br0 type bridge stp_state
    ip link set br0 type bridge stp_state x
    ip link set br0 type bridge priority 70000
    ip link set v0 type bridge_slave hairpin on isolated on priority 5 cost 33 learning off flood off guard on
    ip -d link show v0
    ip link set v0 type bridge_slave mcast_flood off neigh_suppress on group_fwd_mask 16393 mcast_router 2 locked on
    ip -d -j -p link show v0
    ip link set v0 type bridge_slave backup_port v2
    ip -d link show v0
    ip link set v0 type bridge_slave nobackup_port fdb_flush state 3
    ip link set v0 type bridge_slave hairpin perhaps
    ip link set v0 type bridge_slave frob on
    ip link set v0 type bridge_slave backup_port nope
    ip link set v1 type bridge_slave hairpin on
    ip link set v0 nomaster
    ip link set v0 master v2
    ip link add br1 type bridge forward_delay 300 stp_state 1
    ip -d link show type bridge
    ip link del br0
    ip link
    `,
  );

  tellTwice(
    "makes macvlans, macvtaps, ifbs and vxlans",
    `
    ip link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02
    ip link add link v0 name m0 address 02:00:00:00:02:01 type macvlan mode bridge
    ip link add link v0 m1 address 02:00:00:00:02:02 type macvlan mode private bcqueuelen 500
    ip link add link v1 m2 address 02:00:00:00:02:03 type macvlan mode source macaddr set 02:00:00:00:03:01 02:00:00:00:03:02
    ip link add link v0 t0 address 02:00:00:00:02:04 type macvtap mode vepa
    ip link
    ip -d link
    ip -d -j -p link show m2
    ip -d -j link show t0
    ip link set m2 type macvlan macaddr add 02:00:00:00:03:03
    ip link set m2 type macvlan macaddr del 02:00:00:00:03:01
    ip -d link show m2
    ip link set m2 type macvlan macaddr flush
    ip link set m2 type macvlan macaddr frob
    ip link set m2 type macvlan mode frob
    ip link set m2 type macvlan flag frob
    ip link set m2 type macvlan frob
    ip link set m2 type macvlan mode private flag nopromisc
    ip link set m2 type macvlan bcqueuelen x
    ip link add link v0 m3 type macvlan mode passthru
    ip link add m4 type macvlan
    ip link add i0 address 02:00:00:00:04:01 type ifb
    ip -d link show i0
    ip link add i1 type ifb whatever this says
    ip link add x0 address 02:00:00:00:05:01 type vxlan id 42 remote 10.0.0.2 local 10.0.0.1 dstport 4789
    ip -d link show x0
    ip -d -j -p link show x0
    ip link add x1 address 02:00:00:00:05:02 type vxlan id 43 group 239.1.1.1 dev v0 ttl 5 tos inherit dstport 8472 srcport 100 200
    ip -d link show x1
    ip -d -j link show x1
    ip link add x2 address 02:00:00:00:05:03 type vxlan id 44 local fd00::1 remote fd00::2 dstport 4789 udp6zerocsumtx udp6zerocsumrx nolearning proxy rsc l2miss l3miss ageing 30 maxaddress 10
    ip -d link show x2
    ip -d -j -p link show x2
    ip link add x3 address 02:00:00:00:05:04 type vxlan external dstport 4790
    ip -d link show x3
    ip link add x4 type vxlan
    ip link add x4 type vxlan dstport 4789
    ip link add x4 type vxlan id 45
    ip link add x5 type vxlan id 99999999 dstport 0
    ip link add x5 type vxlan id 5 id 6 dstport 0
    ip link add x5 type vxlan id 5 group 10.0.0.1 dstport 0
    ip link add x5 type vxlan id 5 remote 239.0.0.1 dstport 0
    ip link add x5 type vxlan id 5 group 239.0.0.1 dstport 0
    ip link add x5 type vxlan id 5 group 239.0.0.1 remote 10.0.0.1 dstport 0
    ip link add x5 type vxlan id 5 local nonsense dstport 0
    ip link add x5 type vxlan id 5 ttl 256 dstport 0
    ip link add x5 type vxlan id 5 dev nope dstport 0
    ip link add x5 type vxlan id 5 df frob dstport 0
    ip link add x5 type vxlan id 5 frob
    ip link add x5 type vxlan id 5 external dstport 0
    ip link set x0 type vxlan ttl 9
    ip -d link show x0
    `,
  );

  tellTwice(
    "answers wrong words as ip does",
    `
    ip link frob
    ip frob
    ip lin
    ip link sho
    ip link help
    ip link help veth
    ip link help vlan x
    ip link help bridge_slave
    ip link help dummy
    ip link help bond
    ip link help tun
    ip link help frob
    ip link add x type bond help
    ip link add x type ipip6 frob
    for g in 4294967296 4294967297 -4294967295 0x1ffffffff 2147483648 9223372036854775808 -1; do echo $g; ip link add w$g index 77 group $g type ifb; ip link show group 1; ip link delete group 1; ip link del w$g; done
    ip route show protocol -18446744073709551615
    ip help
    ip
    ip -
    ip --
    ip -frob link
    ip -family
    ip -family frob link
    ip -f inet link show lo
    ip -rc x link
    ip -rc
    ip -b
    ip -n
    ip -n nope link
    ip -l 3 link show lo
    ip -h link show lo
    ip -iec -h -s link show lo
    ip link set
    ip link set lo mtu
    ip link set lo frob
    ip link set lo netns nope
    ip link set lo netns 99999999
    ip link set lo link-netns nope
    ip link set lo name "a b"
    ip link set lo name a-name-of-sixteen
    ip link set lo alias "$(printf %0300d 0)"
    ip link set lo protodown frob
    ip link set lo gso_max_segs 70000
    ip link set lo txqueuelen -5
    ip link set lo state frob
    ip link set lo mode frob
    ip link add
    ip link add type
    ip link add dummy0 type
    ip link add group 5 type veth
    ip link set group 5
    ip link del lo
    ip link show type
    ip link show group frob
    ip link xstats
    `.replace("    ip link xstats\n", ""),
  );
});
