import type { GoldenRequest } from "./golden-request.ts";

const ZERO = { family: 0, type: 0, index: 0, flags: 0, change: 0 };

/** What iproute2 6.1 sends to make links. */
export const creations: readonly GoldenRequest[] = [
  {
    name: "veth pair with a named peer",
    command: "ip link add v0 type veth peer name v1",
    bytes: `
      54000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      07000300 76300000 # IFLA_IFNAME "v0"
      2c001200 # IFLA_LINKINFO
        08000100 76657468 # IFLA_INFO_KIND "veth"
        20000200 # IFLA_INFO_DATA
          1c000100 # VETH_INFO_PEER
            00000000 00000000 00000000 00000000 # ifinfomsg
            07000300 76310000 # IFLA_IFNAME "v1"
    `,
    value: {
      attributes: {
        ifname: "v0",
        linkinfo: { kind: "veth", data: { peer: { header: ZERO, attributes: { ifname: "v1" } } } },
      },
    },
  },
  {
    name: "veth pair whose names the kernel chooses",
    command: "ip link add type veth",
    bytes: `
      2c000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      0c001200 # IFLA_LINKINFO
        08000100 76657468 # IFLA_INFO_KIND "veth"
    `,
    value: { attributes: { linkinfo: { kind: "veth" } } },
  },
  {
    name: "veth pair with options on both ends",
    command:
      "ip link add v2 txqueuelen 500 address 02:00:00:00:00:01 mtu 1400 numtxqueues 2 numrxqueues 2 group 7 type veth peer name v3 address 02:00:00:00:00:02 mtu 1300",
    bytes: `
      9c000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      08000d00 f4010000 # IFLA_TXQLEN 500
      0a000100 02000000 00010000 # IFLA_ADDRESS "02:00:00:00:00:01"
      08000400 78050000 # IFLA_MTU 1400
      08001f00 02000000 # IFLA_NUM_TX_QUEUES 2
      08002000 02000000 # IFLA_NUM_RX_QUEUES 2
      08001b00 07000000 # IFLA_GROUP 7
      07000300 76320000 # IFLA_IFNAME "v2"
      40001200 # IFLA_LINKINFO
        08000100 76657468 # IFLA_INFO_KIND "veth"
        34000200 # IFLA_INFO_DATA
          30000100 # VETH_INFO_PEER
            00000000 00000000 00000000 00000000 # ifinfomsg
            0a000100 02000000 00020000 # IFLA_ADDRESS "02:00:00:00:00:02"
            08000400 14050000 # IFLA_MTU 1300
            07000300 76330000 # IFLA_IFNAME "v3"
    `,
    value: {
      attributes: {
        txqlen: 500,
        address: "02:00:00:00:00:01",
        mtu: 1400,
        numTxQueues: 2,
        numRxQueues: 2,
        group: 7,
        ifname: "v2",
        linkinfo: {
          kind: "veth",
          data: { peer: { header: ZERO, attributes: { address: "02:00:00:00:00:02", mtu: 1300, ifname: "v3" } } },
        },
      },
    },
  },
  {
    name: "link that is up at once",
    command: "ip link add v4 up type veth",
    bytes: `
      34000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 01000000 01000000 # ifinfomsg
      07000300 76340000 # IFLA_IFNAME "v4"
      0c001200 # IFLA_LINKINFO
        08000100 76657468 # IFLA_INFO_KIND "veth"
    `,
    value: { header: { flags: 1, change: 1 }, attributes: { ifname: "v4", linkinfo: { kind: "veth" } } },
  },
  {
    name: "bridge with an index",
    command: "ip link add name b0 index 50 broadcast ff:ff:ff:ff:ff:fe type bridge",
    bytes: `
      44000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 32000000 00000000 00000000 # ifinfomsg
      0a000200 ffffffff fffe0000 # IFLA_BROADCAST "ff:ff:ff:ff:ff:fe"
      07000300 62300000 # IFLA_IFNAME "b0"
      10001200 # IFLA_LINKINFO
        0a000100 62726964 67650000 # IFLA_INFO_KIND "bridge"
    `,
    value: {
      header: { index: 50 },
      attributes: { broadcast: "ff:ff:ff:ff:ff:fe", ifname: "b0", linkinfo: { kind: "bridge" } },
    },
  },
  {
    name: "bridge with options",
    command:
      "ip link add b1 type bridge forward_delay 200 hello_time 100 max_age 600 ageing_time 1000 stp_state 0 priority 1 vlan_default_pvid 5 group_fwd_mask 8 group_address 01:80:c2:00:00:05 mcast_snooping 0 mcast_querier 1 mcast_query_interval 1000 no_linklocal_learn 1 nf_call_iptables 1 fdb_flush",
    bytes: `
      bc000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      07000300 62310000 # IFLA_IFNAME "b1"
      94001200 # IFLA_LINKINFO
        0a000100 62726964 67650000 # IFLA_INFO_KIND "bridge"
        84000200 # IFLA_INFO_DATA
          08000100 c8000000 # IFLA_BR_FORWARD_DELAY 200
          08000200 64000000 # IFLA_BR_HELLO_TIME 100
          08000300 58020000 # IFLA_BR_MAX_AGE 600
          08000400 e8030000 # IFLA_BR_AGEING_TIME 1000
          08000500 00000000 # IFLA_BR_STP_STATE 0
          06000600 01000000 # IFLA_BR_PRIORITY 1
          06002700 05000000 # IFLA_BR_VLAN_DEFAULT_PVID 5
          06000900 08000000 # IFLA_BR_GROUP_FWD_MASK 8
          0a001400 0180c200 00050000 # IFLA_BR_GROUP_ADDR "01:80:c2:00:00:05"
          05001700 00000000 # IFLA_BR_MCAST_SNOOPING 0
          05001900 01000000 # IFLA_BR_MCAST_QUERIER 1
          0c002100 e8030000 00000000 # IFLA_BR_MCAST_QUERY_INTVL 1000
          05002400 01000000 # IFLA_BR_NF_CALL_IPTABLES 1
          04001500 # IFLA_BR_FDB_FLUSH true
          0c002e00 01000000 01000000 # IFLA_BR_MULTI_BOOLOPT {optval:1,optmask:1}
    `,
    value: {
      attributes: {
        ifname: "b1",
        linkinfo: {
          kind: "bridge",
          data: {
            forwardDelay: 200,
            helloTime: 100,
            maxAge: 600,
            ageingTime: 1000,
            stpState: 0,
            priority: 1,
            vlanDefaultPvid: 5,
            groupFwdMask: 8,
            groupAddr: "01:80:c2:00:00:05",
            mcastSnooping: 0,
            mcastQuerier: 1,
            mcastQueryIntvl: 1000n,
            nfCallIptables: 1,
            fdbFlush: true,
            multiBoolopt: { optval: 1, optmask: 1 },
          },
        },
      },
    },
  },
  {
    name: "ifb",
    command: "ip link add ifb5 type ifb",
    bytes: `
      38000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      09000300 69666235 00000000 # IFLA_IFNAME "ifb5"
      0c001200 # IFLA_LINKINFO
        07000100 69666200 # IFLA_INFO_KIND "ifb"
    `,
    value: { attributes: { ifname: "ifb5", linkinfo: { kind: "ifb" } } },
  },
  {
    name: "dummy",
    command: "ip link add d0 type dummy",
    bytes: `
      38000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      07000300 64300000 # IFLA_IFNAME "d0"
      10001200 # IFLA_LINKINFO
        09000100 64756d6d 79000000 # IFLA_INFO_KIND "dummy"
    `,
    value: { attributes: { ifname: "d0", linkinfo: { kind: "dummy" } } },
  },
  {
    name: "vlan",
    command: "ip link add link v0 name v0.5 type vlan id 5",
    bytes: `
      4c000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      08000500 03000000 # IFLA_LINK 3
      09000300 76302e35 00000000 # IFLA_IFNAME "v0.5"
      18001200 # IFLA_LINKINFO
        08000100 766c616e # IFLA_INFO_KIND "vlan"
        0c000200 # IFLA_INFO_DATA
          06000100 05000000 # IFLA_VLAN_ID 5
    `,
    value: { attributes: { link: 3, ifname: "v0.5", linkinfo: { kind: "vlan", data: { id: 5 } } } },
  },
  {
    name: "vlan with options",
    command:
      "ip link add link v0 name v0.6 type vlan protocol 802.1ad id 6 reorder_hdr off gvrp on egress-qos-map 1:2 3:4 ingress-qos-map 5:6",
    bytes: `
      8c000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      08000500 03000000 # IFLA_LINK 3
      09000300 76302e36 00000000 # IFLA_IFNAME "v0.6"
      58001200 # IFLA_LINKINFO
        08000100 766c616e # IFLA_INFO_KIND "vlan"
        4c000200 # IFLA_INFO_DATA
          06000500 88a80000 # IFLA_VLAN_PROTOCOL 34984
          06000100 06000000 # IFLA_VLAN_ID 6
          1c000300 # IFLA_VLAN_EGRESS_QOS
            0c000100 01000000 02000000 # IFLA_VLAN_QOS_MAPPING {from:1,to:2}
            0c000100 03000000 04000000 # IFLA_VLAN_QOS_MAPPING {from:3,to:4}
          10000400 # IFLA_VLAN_INGRESS_QOS
            0c000100 05000000 06000000 # IFLA_VLAN_QOS_MAPPING {from:5,to:6}
          0c000200 02000000 03000000 # IFLA_VLAN_FLAGS {flags:2,mask:3}
    `,
    value: {
      attributes: {
        link: 3,
        ifname: "v0.6",
        linkinfo: {
          kind: "vlan",
          data: {
            protocol: 0x88a8,
            id: 6,
            egressQos: {
              mapping: [
                { from: 1, to: 2 },
                { from: 3, to: 4 },
              ],
            },
            ingressQos: { mapping: [{ from: 5, to: 6 }] },
            flags: { flags: 2, mask: 3 },
          },
        },
      },
    },
  },
  {
    name: "macvlan",
    command: "ip link add link v1 name mv0 type macvlan mode bridge",
    bytes: `
      4c000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      08000500 02000000 # IFLA_LINK 2
      08000300 6d763000 # IFLA_IFNAME "mv0"
      1c001200 # IFLA_LINKINFO
        0b000100 6d616376 6c616e00 # IFLA_INFO_KIND "macvlan"
        0c000200 # IFLA_INFO_DATA
          08000100 04000000 # IFLA_MACVLAN_MODE 4
    `,
    value: { attributes: { link: 2, ifname: "mv0", linkinfo: { kind: "macvlan", data: { mode: 4 } } } },
  },
  {
    name: "macvlan by source address",
    command: "ip link add link v4 name mv1 type macvlan mode source macaddr add 02:00:00:00:00:09",
    bytes: `
      60000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      08000500 09000000 # IFLA_LINK 9
      08000300 6d763100 # IFLA_IFNAME "mv1"
      30001200 # IFLA_LINKINFO
        0b000100 6d616376 6c616e00 # IFLA_INFO_KIND "macvlan"
        20000200 # IFLA_INFO_DATA
          08000300 00000000 # IFLA_MACVLAN_MACADDR_MODE 0
          0a000400 02000000 00090000 # IFLA_MACVLAN_MACADDR "02:00:00:00:00:09"
          08000100 10000000 # IFLA_MACVLAN_MODE 16
    `,
    value: {
      attributes: {
        link: 9,
        ifname: "mv1",
        linkinfo: { kind: "macvlan", data: { macaddrMode: 0, macaddr: "02:00:00:00:00:09", mode: 16 } },
      },
    },
  },
  {
    name: "macvtap",
    command: "ip link add link v1 name mt0 type macvtap mode bridge bcqueuelen 100",
    bytes: `
      54000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      08000500 02000000 # IFLA_LINK 2
      08000300 6d743000 # IFLA_IFNAME "mt0"
      24001200 # IFLA_LINKINFO
        0b000100 6d616376 74617000 # IFLA_INFO_KIND "macvtap"
        14000200 # IFLA_INFO_DATA
          08000700 64000000 # IFLA_MACVLAN_BC_QUEUE_LEN 100
          08000100 04000000 # IFLA_MACVLAN_MODE 4
    `,
    value: {
      attributes: { link: 2, ifname: "mt0", linkinfo: { kind: "macvtap", data: { bcQueueLen: 100, mode: 4 } } },
    },
  },
  {
    name: "vxlan over IPv4",
    command: "ip link add vx0 type vxlan id 42 dev v2 dstport 4789 local 10.0.0.1 remote 10.0.0.2",
    bytes: `
      6c000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      08000300 76783000 # IFLA_IFNAME "vx0"
      44001200 # IFLA_LINKINFO
        09000100 76786c61 6e000000 # IFLA_INFO_KIND "vxlan"
        34000200 # IFLA_INFO_DATA
          08000300 07000000 # IFLA_VXLAN_LINK 7
          08000100 2a000000 # IFLA_VXLAN_ID 42
          08000400 0a000001 # IFLA_VXLAN_LOCAL "10.0.0.1"
          08000200 0a000002 # IFLA_VXLAN_GROUP "10.0.0.2"
          05000700 01000000 # IFLA_VXLAN_LEARNING 1
          06000f00 12b50000 # IFLA_VXLAN_PORT 4789
    `,
    value: {
      attributes: {
        ifname: "vx0",
        linkinfo: {
          kind: "vxlan",
          data: { link: 7, id: 42, local: "10.0.0.1", group: "10.0.0.2", learning: 1, port: 4789 },
        },
      },
    },
  },
  {
    name: "vxlan over IPv6",
    command:
      "ip link add vx1 type vxlan id 43 dstport 0 group ff05::1 dev v2 ttl 5 tos inherit nolearning noudpcsum srcport 1000 2000 ageing 30 maxaddress 10",
    bytes: `
      98000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      08000300 76783100 # IFLA_IFNAME "vx1"
      70001200 # IFLA_LINKINFO
        09000100 76786c61 6e000000 # IFLA_INFO_KIND "vxlan"
        60000200 # IFLA_INFO_DATA
          08000300 07000000 # IFLA_VXLAN_LINK 7
          05000500 05000000 # IFLA_VXLAN_TTL 5
          05000600 01000000 # IFLA_VXLAN_TOS 1
          05001200 00000000 # IFLA_VXLAN_UDP_CSUM 0
          08000a00 03e807d0 # IFLA_VXLAN_PORT_RANGE {low:1000,high:2000}
          08000800 1e000000 # IFLA_VXLAN_AGEING 30
          08000900 0a000000 # IFLA_VXLAN_LIMIT 10
          08000100 2b000000 # IFLA_VXLAN_ID 43
          14001000 ff050000 00000000 00000000 # IFLA_VXLAN_GROUP6 "ff05::1"
          00000001
          05000700 00000000 # IFLA_VXLAN_LEARNING 0
    `,
    value: {
      attributes: {
        ifname: "vx1",
        linkinfo: {
          kind: "vxlan",
          data: {
            link: 7,
            ttl: 5,
            tos: 1,
            udpCsum: 0,
            portRange: { low: 1000, high: 2000 },
            ageing: 30,
            limit: 10,
            id: 43,
            group6: "ff05::1",
            learning: 0,
          },
        },
      },
    },
  },
  {
    name: "vxlan with flags",
    command: "ip link add vx2 type vxlan id 44 group ff05::2 dev v2 dstport 4790 ttl inherit df set flowlabel 0x10 gbp",
    bytes: `
      88000000 10000506 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK|EXCL|CREATE
      00000000 00000000 00000000 00000000 # ifinfomsg
      08000300 76783200 # IFLA_IFNAME "vx2"
      60001200 # IFLA_LINKINFO
        09000100 76786c61 6e000000 # IFLA_INFO_KIND "vxlan"
        50000200 # IFLA_INFO_DATA
          08000300 07000000 # IFLA_VXLAN_LINK 7
          04001c00 # IFLA_VXLAN_TTL_INHERIT true
          05001d00 01000000 # IFLA_VXLAN_DF 1
          08001a00 00000010 # IFLA_VXLAN_LABEL 16
          04001700 # IFLA_VXLAN_GBP true
          08000100 2c000000 # IFLA_VXLAN_ID 44
          14001000 ff050000 00000000 00000000 # IFLA_VXLAN_GROUP6 "ff05::2"
          00000002
          05000700 01000000 # IFLA_VXLAN_LEARNING 1
          06000f00 12b60000 # IFLA_VXLAN_PORT 4790
    `,
    value: {
      attributes: {
        ifname: "vx2",
        linkinfo: {
          kind: "vxlan",
          data: {
            link: 7,
            ttlInherit: true,
            df: 1,
            label: 16,
            gbp: true,
            id: 44,
            group6: "ff05::2",
            learning: 1,
            port: 4790,
          },
        },
      },
    },
  },
];
