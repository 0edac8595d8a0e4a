import type { ReplyRow } from "../../../support/golden.ts";

/** `addr` of an entry: the bytes of a group, filled up with zeroes, and what kind it is of. */
function group(proto: number, ...bytes: readonly number[]): { u: Uint8Array; proto: number } {
  const u = new Uint8Array(16);
  u.set(bytes);
  return { u, proto };
}

/*
 * Messages of Linux 7.3 that iproute2 6.1 has no words for. Link 101 is br0 with ports 103 (v0) and 105 (vx1), 104 is a VXLAN,
 * 106 is br1 with port 108.
 */

/** Forwarding databases. */
export const fdbReplies: readonly ReplyRow[] = [
  {
    name: "a forwarding entry of a VLAN that tells of activity",
    bytes: [
      "60000000 1c000000 00000000 00000000", // RTM_NEWNEIGH (28), 96 bytes, seq 0, pid 0
      "07000000", // ndmsg.family = 7 (bridge)
      "67000000", // ndmsg.ifindex = 103
      "4000", // ndmsg.state = 0x40 (noarp)
      "00", // ndmsg.flags = 0
      "00", // ndmsg.type = 0 (unspec)
      "0a000200 02000000 00010000", // NDA_LLADDR = 02:00:00:00:00:01
      "08000900 65000000", // NDA_MASTER = 101
      "08000f00 00000000", // NDA_FLAGS_EXT = 0
      "14000300", // NDA_CACHEINFO, 20 bytes
      "00000000", // nda_cacheinfo.confirmed = 0
      "02000000", // nda_cacheinfo.used = 2
      "02000000", // nda_cacheinfo.updated = 2
      "00000000", // nda_cacheinfo.refcnt = 0
      "06000500 0a000000", // NDA_VLAN = 10
      "0c000e80", // NDA_FDB_EXT_ATTRS nested, 12 bytes
      "05000100 03000000", // NFEA_ACTIVITY_NOTIFY = 0x3 (bit inactive_bit)
    ],
    value: {
      header: { family: 7, ifindex: 103, state: 0x40, flags: 0, type: 0 },
      attributes: {
        lladdr: "02:00:00:00:00:01",
        master: 101,
        flagsExt: 0,
        cacheinfo: { confirmed: 0, used: 2, updated: 2, refcnt: 0 },
        vlan: 10,
        fdbExtAttrs: { activityNotify: 3 },
      },
    },
  },
];

/** Multicast databases. */
export const mdbReplies: readonly ReplyRow[] = [
  {
    name: "a group with blocked sources, as asked for",
    bytes: [
      "84000000 54000000 00000000 00000000", // RTM_NEWMDB (84), 132 bytes, seq 0, pid 0
      "07000000", // br_port_msg.family = 7 (bridge)
      "65000000", // br_port_msg.ifindex = 101
      "6c000100", // MDBA_MDB, 108 bytes
      "68000100", // MDBA_MDB_ENTRY, 104 bytes
      "64000100", // MDBA_MDB_ENTRY_INFO, 100 bytes
      "67000000", // br_mdb_entry.ifindex = 103
      "01", // br_mdb_entry.state = 1 (permanent)
      "00", // br_mdb_entry.flags = 0
      "0a00", // br_mdb_entry.vid = 10
      "ef010101 00000000 00000000 00000000 08000000", // br_mdb_entry.addr = { u: ef010101000000000000000000000000, proto: 2048 }
      "08000100 00000000", // MDBA_MDB_EATTR_TIMER = 0
      "05000500 0b000000", // MDBA_MDB_EATTR_RTPROT = 11 (zebra)
      "2c000280", // MDBA_MDB_EATTR_SRC_LIST nested, 44 bytes
      "14000180", // MDBA_MDB_SRCLIST_ENTRY nested, 20 bytes
      "08000100 c0000202", // MDBA_MDB_SRCATTR_ADDRESS = 192.0.2.2
      "08000200 00000000", // MDBA_MDB_SRCATTR_TIMER = 0
      "14000180", // MDBA_MDB_SRCLIST_ENTRY nested, 20 bytes
      "08000100 c0000201", // MDBA_MDB_SRCATTR_ADDRESS = 192.0.2.1
      "08000200 00000000", // MDBA_MDB_SRCATTR_TIMER = 0
      "05000300 00000000", // MDBA_MDB_EATTR_GROUP_MODE = 0 (exclude)
    ],
    value: {
      header: { family: 7, ifindex: 101 },
      attributes: {
        mdb: {
          entry: [
            {
              info: [
                {
                  header: { ifindex: 103, state: 1, flags: 0, vid: 10, addr: group(0x0800, 239, 1, 1, 1) },
                  attributes: {
                    timer: 0,
                    rtprot: 11,
                    srcList: {
                      entry: [
                        { address: "192.0.2.2", timer: 0 },
                        { address: "192.0.2.1", timer: 0 },
                      ],
                    },
                    groupMode: 0,
                  },
                },
              ],
            },
          ],
        },
      },
    },
  },
  {
    name: "a group of a VXLAN with its remote end",
    bytes: [
      "78000000 54000000 00000000 00000000", // RTM_NEWMDB (84), 120 bytes, seq 0, pid 0
      "07000000", // br_port_msg.family = 7 (bridge)
      "68000000", // br_port_msg.ifindex = 104
      "60000100", // MDBA_MDB, 96 bytes
      "5c000100", // MDBA_MDB_ENTRY, 92 bytes
      "58000100", // MDBA_MDB_ENTRY_INFO, 88 bytes
      "68000000", // br_mdb_entry.ifindex = 104
      "01", // br_mdb_entry.state = 1 (permanent)
      "00", // br_mdb_entry.flags = 0
      "0000", // br_mdb_entry.vid = 0
      "ef010101 00000000 00000000 00000000 08000000", // br_mdb_entry.addr = { u: ef010101000000000000000000000000, proto: 2048 }
      "08000100 00000000", // MDBA_MDB_EATTR_TIMER = 0
      "05000500 04000000", // MDBA_MDB_EATTR_RTPROT = 4 (static)
      "05000300 00000000", // MDBA_MDB_EATTR_GROUP_MODE = 0 (exclude)
      "08000600 c6336402", // MDBA_MDB_EATTR_DST = 198.51.100.2
      "06000700 d2040000", // MDBA_MDB_EATTR_DST_PORT = 1234
      "08000800 4d000000", // MDBA_MDB_EATTR_VNI = 77
      "08000900 67000000", // MDBA_MDB_EATTR_IFINDEX = 103
    ],
    value: {
      header: { family: 7, ifindex: 104 },
      attributes: {
        mdb: {
          entry: [
            {
              info: [
                {
                  header: { ifindex: 104, state: 1, flags: 0, vid: 0, addr: group(0x0800, 239, 1, 1, 1) },
                  attributes: {
                    timer: 0,
                    rtprot: 4,
                    groupMode: 0,
                    dst: "198.51.100.2",
                    dstPort: 1234,
                    vni: 77,
                    ifindex: 103,
                  },
                },
              ],
            },
          ],
        },
      },
    },
  },
  {
    name: "the groups and routers of a whole bridge",
    bytes: [
      "44010000 56000200 00000000 00000000", // RTM_GETMDB (86), multi, 324 bytes, seq 0, pid 0
      "00000000", // br_port_msg.family = 0 (unspec)
      "6a000000", // br_port_msg.ifindex = 106
      "00010100", // MDBA_MDB, 256 bytes
      "34000100", // MDBA_MDB_ENTRY, 52 bytes
      "30000100", // MDBA_MDB_ENTRY_INFO, 48 bytes
      "6c000000", // br_mdb_entry.ifindex = 108
      "00", // br_mdb_entry.state = 0 (temporary)
      "00", // br_mdb_entry.flags = 0
      "0000", // br_mdb_entry.vid = 0
      "ff020000 00000000 00000001 ffeff639 86dd0000", // br_mdb_entry.addr = { u: ff0200000000000000000001ffeff639, proto: 34525 }
      "08000100 3e650000", // MDBA_MDB_EATTR_TIMER = 25918
      "05000500 02000000", // MDBA_MDB_EATTR_RTPROT = 2 (kernel)
      "2c000100", // MDBA_MDB_ENTRY, 44 bytes
      "28000100", // MDBA_MDB_ENTRY_INFO, 40 bytes
      "6a000000", // br_mdb_entry.ifindex = 106
      "00", // br_mdb_entry.state = 0 (temporary)
      "00", // br_mdb_entry.flags = 0
      "0000", // br_mdb_entry.vid = 0
      "ff020000 00000000 00000000 0000006a 86dd0000", // br_mdb_entry.addr = { u: ff02000000000000000000000000006a, proto: 34525 }
      "08000100 57650000", // MDBA_MDB_EATTR_TIMER = 25943
      "2c000100", // MDBA_MDB_ENTRY, 44 bytes
      "28000100", // MDBA_MDB_ENTRY_INFO, 40 bytes
      "6a000000", // br_mdb_entry.ifindex = 106
      "00", // br_mdb_entry.state = 0 (temporary)
      "00", // br_mdb_entry.flags = 0
      "0000", // br_mdb_entry.vid = 0
      "ff020000 00000000 00000001 ff55ff53 86dd0000", // br_mdb_entry.addr = { u: ff0200000000000000000001ff55ff53, proto: 34525 }
      "08000100 57650000", // MDBA_MDB_EATTR_TIMER = 25943
      "34000100", // MDBA_MDB_ENTRY, 52 bytes
      "30000100", // MDBA_MDB_ENTRY_INFO, 48 bytes
      "6c000000", // br_mdb_entry.ifindex = 108
      "01", // br_mdb_entry.state = 1 (permanent)
      "00", // br_mdb_entry.flags = 0
      "0000", // br_mdb_entry.vid = 0
      "01005e7f 00010000 00000000 00000000 00000000", // br_mdb_entry.addr = { u: 01005e7f000100000000000000000000, proto: 0 }
      "08000100 00000000", // MDBA_MDB_EATTR_TIMER = 0
      "05000500 04000000", // MDBA_MDB_EATTR_RTPROT = 4 (static)
      "3c000100", // MDBA_MDB_ENTRY, 60 bytes
      "38000100", // MDBA_MDB_ENTRY_INFO, 56 bytes
      "6c000000", // br_mdb_entry.ifindex = 108
      "01", // br_mdb_entry.state = 1 (permanent)
      "00", // br_mdb_entry.flags = 0
      "0000", // br_mdb_entry.vid = 0
      "ef020202 00000000 00000000 00000000 08000000", // br_mdb_entry.addr = { u: ef020202000000000000000000000000, proto: 2048 }
      "08000100 00000000", // MDBA_MDB_EATTR_TIMER = 0
      "05000500 04000000", // MDBA_MDB_EATTR_RTPROT = 4 (static)
      "05000300 00000000", // MDBA_MDB_EATTR_GROUP_MODE = 0 (exclude)
      "2c000200", // MDBA_ROUTER, 44 bytes
      "28000100", // MDBA_ROUTER_PORT, 40 bytes
      "6c000000", // mdba_router_port.ifindex = 108
      "08000100 00000000", // MDBA_ROUTER_PATTR_TIMER = 0
      "05000200 02000000", // MDBA_ROUTER_PATTR_TYPE = 2 (perm)
      "08000300 00000000", // MDBA_ROUTER_PATTR_INET_TIMER = 0
      "08000400 00000000", // MDBA_ROUTER_PATTR_INET6_TIMER = 0
    ],
    value: {
      header: { family: 0, ifindex: 106 },
      attributes: {
        mdb: {
          entry: [
            {
              info: [
                {
                  header: {
                    ifindex: 108,
                    state: 0,
                    flags: 0,
                    vid: 0,
                    addr: group(0x86dd, 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, 0xef, 0xf6, 0x39),
                  },
                  attributes: { timer: 25918, rtprot: 2 },
                },
              ],
            },
            {
              info: [
                {
                  header: {
                    ifindex: 106,
                    state: 0,
                    flags: 0,
                    vid: 0,
                    addr: group(0x86dd, 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x6a),
                  },
                  attributes: { timer: 25943 },
                },
              ],
            },
            {
              info: [
                {
                  header: {
                    ifindex: 106,
                    state: 0,
                    flags: 0,
                    vid: 0,
                    addr: group(0x86dd, 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, 0x55, 0xff, 0x53),
                  },
                  attributes: { timer: 25943 },
                },
              ],
            },
            {
              info: [
                {
                  header: { ifindex: 108, state: 1, flags: 0, vid: 0, addr: group(0, 1, 0, 0x5e, 0x7f, 0, 1) },
                  attributes: { timer: 0, rtprot: 4 },
                },
              ],
            },
            {
              info: [
                {
                  header: { ifindex: 108, state: 1, flags: 0, vid: 0, addr: group(0x0800, 239, 2, 2, 2) },
                  attributes: { timer: 0, rtprot: 4, groupMode: 0 },
                },
              ],
            },
          ],
        },
        router: {
          port: [{ header: { ifindex: 108 }, attributes: { timer: 0, type: 2, inetTimer: 0, inet6Timer: 0 } }],
        },
      },
    },
  },
];

/** VLANs. */
export const vlanReplies: readonly ReplyRow[] = [
  {
    name: "a VLAN with options and counters",
    bytes: [
      "88000000 70000200 00000000 00000000", // RTM_NEWVLAN (112), multi, 136 bytes, seq 0, pid 0
      "07", // br_vlan_msg.family = 7 (bridge)
      "00", // br_vlan_msg.reserved1 = 0
      "0000", // br_vlan_msg.reserved2 = 0
      "67000000", // br_vlan_msg.ifindex = 103
      "70000180", // BRIDGE_VLANDB_ENTRY nested, 112 bytes
      "08000100", // BRIDGE_VLANDB_ENTRY_INFO, 8 bytes
      "0000", // bridge_vlan_info.flags = 0
      "0a00", // bridge_vlan_info.vid = 10
      "05000300 04000000", // BRIDGE_VLANDB_ENTRY_STATE = 4 (blocking)
      "05000900 01000000", // BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS = 1
      "05000a00 01000000", // BRIDGE_VLANDB_ENTRY_NEIGH_FORWARD_GRAT = 1
      "05000600 01000000", // BRIDGE_VLANDB_ENTRY_MCAST_ROUTER = 1 (temp_query)
      "08000700 03000000", // BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS = 3
      "08000800 05000000", // BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS = 5
      "34000580", // BRIDGE_VLANDB_ENTRY_STATS nested, 52 bytes
      "0c000100 00000000 00000000", // BRIDGE_VLANDB_STATS_RX_BYTES = 0
      "0c000200 00000000 00000000", // BRIDGE_VLANDB_STATS_RX_PACKETS = 0
      "0c000300 00000000 00000000", // BRIDGE_VLANDB_STATS_TX_BYTES = 0
      "0c000400 00000000 00000000", // BRIDGE_VLANDB_STATS_TX_PACKETS = 0
    ],
    value: {
      header: { family: 7, reserved1: 0, reserved2: 0, ifindex: 103 },
      attributes: {
        entry: [
          {
            info: { flags: 0, vid: 10 },
            state: 4,
            neighSuppress: 1,
            neighForwardGrat: 1,
            mcastRouter: 1,
            mcastNGroups: 3,
            mcastMaxGroups: 5,
            stats: { rxBytes: 0n, rxPackets: 0n, txBytes: 0n, txPackets: 0n },
          },
        ],
      },
    },
  },
  {
    name: "a range of VLANs with tunnels",
    bytes: [
      "68000000 70000200 00000000 00000000", // RTM_NEWVLAN (112), multi, 104 bytes, seq 0, pid 0
      "07", // br_vlan_msg.family = 7 (bridge)
      "00", // br_vlan_msg.reserved1 = 0
      "0000", // br_vlan_msg.reserved2 = 0
      "69000000", // br_vlan_msg.ifindex = 105
      "50000180", // BRIDGE_VLANDB_ENTRY nested, 80 bytes
      "08000100", // BRIDGE_VLANDB_ENTRY_INFO, 8 bytes
      "0000", // bridge_vlan_info.flags = 0
      "6400", // bridge_vlan_info.vid = 100
      "06000200 66000000", // BRIDGE_VLANDB_ENTRY_RANGE = 102
      "05000300 03000000", // BRIDGE_VLANDB_ENTRY_STATE = 3 (forwarding)
      "0c000480", // BRIDGE_VLANDB_ENTRY_TUNNEL_INFO nested, 12 bytes
      "08000100 e8030000", // BRIDGE_VLANDB_TINFO_ID = 1000
      "05000900 00000000", // BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS = 0
      "05000a00 00000000", // BRIDGE_VLANDB_ENTRY_NEIGH_FORWARD_GRAT = 0
      "05000600 01000000", // BRIDGE_VLANDB_ENTRY_MCAST_ROUTER = 1 (temp_query)
      "08000700 00000000", // BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS = 0
      "08000800 00000000", // BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS = 0
    ],
    value: {
      header: { family: 7, reserved1: 0, reserved2: 0, ifindex: 105 },
      attributes: {
        entry: [
          {
            info: { flags: 0, vid: 100 },
            range: 102,
            state: 3,
            tunnelInfo: { id: 1000 },
            neighSuppress: 0,
            neighForwardGrat: 0,
            mcastRouter: 1,
            mcastNGroups: 0,
            mcastMaxGroups: 0,
          },
        ],
      },
    },
  },
  {
    name: "options of VLANs for the whole bridge",
    bytes: [
      "90010000 70000200 00000000 00000000", // RTM_NEWVLAN (112), multi, 400 bytes, seq 0, pid 0
      "07", // br_vlan_msg.family = 7 (bridge)
      "00", // br_vlan_msg.reserved1 = 0
      "0000", // br_vlan_msg.reserved2 = 0
      "65000000", // br_vlan_msg.ifindex = 101
      "e4000280", // BRIDGE_VLANDB_GLOBAL_OPTIONS nested, 228 bytes
      "06000100 0a000000", // BRIDGE_VLANDB_GOPTS_ID = 10
      "05000300 01000000", // BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING = 1
      "05000400 03000000", // BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION = 3
      "08000600 02000000", // BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_CNT = 2
      "08000700 02000000", // BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_CNT = 2
      "05000f00 01000000", // BRIDGE_VLANDB_GOPTS_MCAST_QUERIER = 1
      "20001180", // BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE nested, 32 bytes
      "08000100 00000000", // BRIDGE_QUERIER_IP_ADDRESS = 0.0.0.0
      "14000500 00000000 00000000 00000000 00000000", // BRIDGE_QUERIER_IPV6_ADDRESS = ::
      "0c000800 64000000 00000000", // BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_INTVL = 100
      "0c000a00 90650000 00000000", // BRIDGE_VLANDB_GOPTS_MCAST_MEMBERSHIP_INTVL = 26000
      "0c000b00 9c630000 00000000", // BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_INTVL = 25500
      "0c000c00 d4300000 00000000", // BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL = 12500
      "0c000d00 e8030000 00000000", // BRIDGE_VLANDB_GOPTS_MCAST_QUERY_RESPONSE_INTVL = 1000
      "0c000e00 350c0000 00000000", // BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_INTVL = 3125
      "38001080", // BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS nested, 56 bytes
      "34000200", // MDBA_ROUTER, 52 bytes
      "30000100", // MDBA_ROUTER_PORT, 48 bytes
      "67000000", // mdba_router_port.ifindex = 103
      "08000100 00000000", // MDBA_ROUTER_PATTR_TIMER = 0
      "05000200 02000000", // MDBA_ROUTER_PATTR_TYPE = 2 (perm)
      "08000300 00000000", // MDBA_ROUTER_PATTR_INET_TIMER = 0
      "08000400 00000000", // MDBA_ROUTER_PATTR_INET6_TIMER = 0
      "06000500 0a000000", // MDBA_ROUTER_PATTR_VID = 10
      "05000500 01000000", // BRIDGE_VLANDB_GOPTS_MCAST_MLD_VERSION = 1
      "06001200 00000000", // BRIDGE_VLANDB_GOPTS_MSTI = 0
      "94000280", // BRIDGE_VLANDB_GLOBAL_OPTIONS nested, 148 bytes
      "06000100 64000000", // BRIDGE_VLANDB_GOPTS_ID = 100
      "06000200 66000000", // BRIDGE_VLANDB_GOPTS_RANGE = 102
      "05000300 01000000", // BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING = 1
      "05000400 02000000", // BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION = 2
      "08000600 02000000", // BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_CNT = 2
      "08000700 02000000", // BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_CNT = 2
      "05000f00 00000000", // BRIDGE_VLANDB_GOPTS_MCAST_QUERIER = 0
      "0c000800 64000000 00000000", // BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_INTVL = 100
      "0c000a00 90650000 00000000", // BRIDGE_VLANDB_GOPTS_MCAST_MEMBERSHIP_INTVL = 26000
      "0c000b00 9c630000 00000000", // BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_INTVL = 25500
      "0c000c00 d4300000 00000000", // BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL = 12500
      "0c000d00 e8030000 00000000", // BRIDGE_VLANDB_GOPTS_MCAST_QUERY_RESPONSE_INTVL = 1000
      "0c000e00 350c0000 00000000", // BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_INTVL = 3125
      "05000500 01000000", // BRIDGE_VLANDB_GOPTS_MCAST_MLD_VERSION = 1
      "06001200 00000000", // BRIDGE_VLANDB_GOPTS_MSTI = 0
    ],
    value: {
      header: { family: 7, reserved1: 0, reserved2: 0, ifindex: 101 },
      attributes: {
        globalOptions: [
          {
            id: 10,
            mcastSnooping: 1,
            mcastIgmpVersion: 3,
            mcastLastMemberCnt: 2,
            mcastStartupQueryCnt: 2,
            mcastQuerier: 1,
            mcastQuerierState: { ipAddress: "0.0.0.0", ipv6Address: "::" },
            mcastLastMemberIntvl: 100n,
            mcastMembershipIntvl: 26000n,
            mcastQuerierIntvl: 25500n,
            mcastQueryIntvl: 12500n,
            mcastQueryResponseIntvl: 1000n,
            mcastStartupQueryIntvl: 3125n,
            mcastRouterPorts: {
              router: {
                port: [
                  {
                    header: { ifindex: 103 },
                    attributes: { timer: 0, type: 2, inetTimer: 0, inet6Timer: 0, vid: 10 },
                  },
                ],
              },
            },
            mcastMldVersion: 1,
            msti: 0,
          },
          {
            id: 100,
            range: 102,
            mcastSnooping: 1,
            mcastIgmpVersion: 2,
            mcastLastMemberCnt: 2,
            mcastStartupQueryCnt: 2,
            mcastQuerier: 0,
            mcastLastMemberIntvl: 100n,
            mcastMembershipIntvl: 26000n,
            mcastQuerierIntvl: 25500n,
            mcastQueryIntvl: 12500n,
            mcastQueryResponseIntvl: 1000n,
            mcastStartupQueryIntvl: 3125n,
            mcastMldVersion: 1,
            msti: 0,
          },
        ],
      },
    },
  },
];
