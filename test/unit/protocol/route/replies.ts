import type { ReplyRow } from "../../../support/golden.ts";
import { hexBytes } from "../../../support/golden.ts";

/** What Linux 6.18 tells of multicast routes and 7.3 of encapsulations; interface 103 is v0, 105 is v1. */
export const replies: readonly ReplyRow[] = [
  {
    name: "a forwarding entry of multicast routing",
    bytes: [
      "70000000 18000200 00000000 00000000", // RTM_NEWROUTE (24), multi, 112 bytes, seq 0, pid 0
      "80", // rtmsg.family = 128 (ipmr)
      "20", // rtmsg.dstLen = 32
      "20", // rtmsg.srcLen = 32
      "00", // rtmsg.tos = 0
      "fd", // rtmsg.table = 253 (default)
      "11", // rtmsg.protocol = 17 (mrouted)
      "00", // rtmsg.scope = 0 (universe)
      "05", // rtmsg.type = 5 (multicast)
      "00000000", // rtmsg.flags = 0
      "08000f00 fd000000", // RTA_TABLE = 253 (default)
      "08000200 0a090007", // RTA_SRC = 10.9.0.7
      "08000100 ef010101", // RTA_DST = 239.1.1.1
      "08000300 67000000", // RTA_IIF = 103
      "0c000900", // RTA_MULTIPATH, 12 bytes
      "0800", // rtnexthop.len = 8
      "00", // rtnexthop.flags = 0
      "07", // rtnexthop.hops = 7
      "69000000", // rtnexthop.ifindex = 105
      "1c001100", // RTA_MFC_STATS, 28 bytes
      "00000000 00000000", // rta_mfc_stats.packets = 0
      "00000000 00000000", // rta_mfc_stats.bytes = 0
      "00000000 00000000", // rta_mfc_stats.wrongIf = 0
      "0c001700 00000000 00000000", // RTA_EXPIRES = 0
    ],
    value: {
      header: { family: 128, dstLen: 32, srcLen: 32, tos: 0, table: 253, protocol: 17, scope: 0, type: 5, flags: 0 },
      attributes: {
        table: 253,
        src: "10.9.0.7",
        dst: "239.1.1.1",
        iif: 103,
        multipath: [{ header: { len: 8, flags: 0, hops: 7, ifindex: 105 }, attributes: {} }],
        mfcStats: { packets: 0n, bytes: 0n, wrongIf: 0n },
        expires: 0n,
      },
    },
  },
  {
    name: "an IPv6 one, whose last packet was 20 ms ago",
    bytes: [
      "88000000 18000200 00000000 00000000", // RTM_NEWROUTE (24), multi, 136 bytes, seq 0, pid 0
      "81", // rtmsg.family = 129 (ip6mr)
      "80", // rtmsg.dstLen = 128
      "80", // rtmsg.srcLen = 128
      "00", // rtmsg.tos = 0
      "fe", // rtmsg.table = 254 (main)
      "11", // rtmsg.protocol = 17 (mrouted)
      "00", // rtmsg.scope = 0 (universe)
      "05", // rtmsg.type = 5 (multicast)
      "00000000", // rtmsg.flags = 0
      "08000f00 fe000000", // RTA_TABLE = 254 (main)
      "14000200 20010db8 00090000 00000000", // RTA_SRC = 2001:db8:9::7
      "00000007",
      "14000100 ff050000 00000000 00000000", // RTA_DST = ff05::1
      "00000001",
      "08000300 67000000", // RTA_IIF = 103
      "0c000900", // RTA_MULTIPATH, 12 bytes
      "0800", // rtnexthop.len = 8
      "00", // rtnexthop.flags = 0
      "01", // rtnexthop.hops = 1
      "69000000", // rtnexthop.ifindex = 105
      "1c001100", // RTA_MFC_STATS, 28 bytes
      "00000000 00000000", // rta_mfc_stats.packets = 0
      "00000000 00000000", // rta_mfc_stats.bytes = 0
      "00000000 00000000", // rta_mfc_stats.wrongIf = 0
      "0c001700 02000000 00000000", // RTA_EXPIRES = 2
    ],
    value: {
      header: { family: 129, dstLen: 128, srcLen: 128, tos: 0, table: 254, protocol: 17, scope: 0, type: 5, flags: 0 },
      attributes: {
        table: 254,
        src: "2001:db8:9::7",
        dst: "ff05::1",
        iif: 103,
        multipath: [{ header: { len: 8, flags: 0, hops: 1, ifindex: 105 }, attributes: {} }],
        mfcStats: { packets: 0n, bytes: 0n, wrongIf: 0n },
        expires: 2n,
      },
    },
  },
  {
    name: "two options of Geneve in one nest",
    // We write a nest for each option, as the kernel takes only one of each.
    isCanonical: false,
    bytes: [
      "b0000000 18002200 00000000 00000000", // RTM_NEWROUTE (24), multi dump_filtered, 176 bytes, seq 0, pid 0
      "02", // rtmsg.family = 2 (inet)
      "18", // rtmsg.dstLen = 24
      "00", // rtmsg.srcLen = 0
      "00", // rtmsg.tos = 0
      "64", // rtmsg.table = 100
      "03", // rtmsg.protocol = 3 (boot)
      "fd", // rtmsg.scope = 253 (link)
      "01", // rtmsg.type = 1 (unicast)
      "00000000", // rtmsg.flags = 0
      "08000f00 64000000", // RTA_TABLE = 100
      "08000100 0a1e0400", // RTA_DST = 10.30.4.0
      "08000400 67000000", // RTA_OIF = 103
      "74001600", // RTA_ENCAP, 116 bytes
      "0c000100 00000000 00000007", // LWTUNNEL_IP_ID = 7
      "08000200 0a090009", // LWTUNNEL_IP_DST = 10.9.0.9
      "08000300 00000000", // LWTUNNEL_IP_SRC = 0.0.0.0
      "05000500 00000000", // LWTUNNEL_IP_TOS = 0
      "05000400 00000000", // LWTUNNEL_IP_TTL = 0
      "06000600 08000000", // LWTUNNEL_IP_FLAGS = 0x800 (geneve_opt)
      "3c000800", // LWTUNNEL_IP_OPTS, 60 bytes
      "38000100", // LWTUNNEL_IP_OPTS_GENEVE, 56 bytes
      "06000100 00010000", // LWTUNNEL_IP_OPT_GENEVE_CLASS = 1
      "05000200 02000000", // LWTUNNEL_IP_OPT_GENEVE_TYPE = 2
      "08000300 00112233", // LWTUNNEL_IP_OPT_GENEVE_DATA = 00112233
      "06000100 00030000", // LWTUNNEL_IP_OPT_GENEVE_CLASS = 3
      "05000200 84000000", // LWTUNNEL_IP_OPT_GENEVE_TYPE = 132
      "0c000300 44556677 88990011", // LWTUNNEL_IP_OPT_GENEVE_DATA = 4455667788990011
      "06001500 02000000", // RTA_ENCAP_TYPE = "ip"
    ],
    value: {
      header: { family: 2, dstLen: 24, srcLen: 0, tos: 0, table: 100, protocol: 3, scope: 253, type: 1, flags: 0 },
      attributes: {
        table: 100,
        dst: "10.30.4.0",
        oif: 103,
        encapKind: "ip",
        encapData: {
          id: 7n,
          dst: "10.9.0.9",
          src: "0.0.0.0",
          tos: 0,
          ttl: 0,
          flags: 2048,
          opts: {
            geneve: [{ class: [1, 3], type: [2, 132], data: [hexBytes("00112233"), hexBytes("4455667788990011")] }],
          },
        },
      },
    },
  },
  {
    name: "a trace of in-situ OAM",
    // A set keeps no place for the pair of type and payload.
    isCanonical: false,
    bytes: [
      "b8000000 18002200 00000000 00000000", // RTM_NEWROUTE (24), multi dump_filtered, 184 bytes, seq 0, pid 0
      "0a", // rtmsg.family = 10 (inet6)
      "30", // rtmsg.dstLen = 48
      "00", // rtmsg.srcLen = 0
      "00", // rtmsg.tos = 0
      "64", // rtmsg.table = 100
      "03", // rtmsg.protocol = 3 (boot)
      "00", // rtmsg.scope = 0 (universe)
      "01", // rtmsg.type = 1 (unicast)
      "00000000", // rtmsg.flags = 0
      "08000f00 64000000", // RTA_TABLE = 100
      "14000100 20010db8 00490000 00000000", // RTA_DST = 2001:db8:49::
      "00000000",
      "08000600 00040000", // RTA_PRIORITY = 1024
      "08000400 67000000", // RTA_OIF = 103
      "3c001600", // RTA_ENCAP, 60 bytes
      "08000400 02000000", // IOAM6_IPTUNNEL_FREQ_K = 2
      "08000500 05000000", // IOAM6_IPTUNNEL_FREQ_N = 5
      "05000100 02000000", // IOAM6_IPTUNNEL_MODE = 2 (encap)
      "14000200 20010db8 00000000 00000000", // IOAM6_IPTUNNEL_DST = 2001:db8::9
      "00000009",
      "0c000300 00031004 c0000000", // IOAM6_IPTUNNEL_TRACE = 00031004c0000000
      "06001500 09000000", // RTA_ENCAP_TYPE = "ioam6"
      "24000c00", // RTA_CACHEINFO, 36 bytes
      "00000000", // rta_cacheinfo.clntref = 0
      "00000000", // rta_cacheinfo.lastuse = 0
      "00000000", // rta_cacheinfo.expires = 0
      "00000000", // rta_cacheinfo.error = 0
      "00000000", // rta_cacheinfo.used = 0
      "00000000", // rta_cacheinfo.id = 0
      "00000000", // rta_cacheinfo.ts = 0
      "00000000", // rta_cacheinfo.tsage = 0
      "05001400 00000000", // RTA_PREF = 0 (medium)
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 0, tos: 0, table: 100, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 100,
        dst: "2001:db8:49::",
        priority: 1024,
        oif: 103,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
        encapKind: "ioam6",
        encapData: { freqK: 2, freqN: 5, mode: 2, dst: "2001:db8::9", trace: hexBytes("00031004c0000000") },
      },
    },
  },
  {
    name: "a segment with counters and flavors",
    // A set keeps no place for the pair of type and payload.
    isCanonical: false,
    bytes: [
      "cc000000 18002200 00000000 00000000", // RTM_NEWROUTE (24), multi dump_filtered, 204 bytes, seq 0, pid 0
      "0a", // rtmsg.family = 10 (inet6)
      "30", // rtmsg.dstLen = 48
      "00", // rtmsg.srcLen = 0
      "00", // rtmsg.tos = 0
      "64", // rtmsg.table = 100
      "03", // rtmsg.protocol = 3 (boot)
      "00", // rtmsg.scope = 0 (universe)
      "01", // rtmsg.type = 1 (unicast)
      "00000000", // rtmsg.flags = 0
      "08000f00 64000000", // RTA_TABLE = 100
      "14000100 20010db8 00500000 00000000", // RTA_DST = 2001:db8:50::
      "00000000",
      "08000600 00040000", // RTA_PRIORITY = 1024
      "08000400 67000000", // RTA_OIF = 103
      "50001600", // RTA_ENCAP, 80 bytes
      "08000100 01000000", // SEG6_LOCAL_ACTION = 1 (end)
      "28000a80", // SEG6_LOCAL_COUNTERS nested, 40 bytes
      "0c000200 00000000 00000000", // SEG6_LOCAL_CNT_PACKETS = 0
      "0c000300 00000000 00000000", // SEG6_LOCAL_CNT_BYTES = 0
      "0c000400 00000000 00000000", // SEG6_LOCAL_CNT_ERRORS = 0
      "1c000b80", // SEG6_LOCAL_FLAVORS nested, 28 bytes
      "08000100 10000000", // SEG6_LOCAL_FLV_OPERATION = 16
      "05000200 30000000", // SEG6_LOCAL_FLV_LCBLOCK_BITS = 48
      "05000300 10000000", // SEG6_LOCAL_FLV_LCNODE_FN_BITS = 16
      "06001500 07000000", // RTA_ENCAP_TYPE = "seg6_local"
      "24000c00", // RTA_CACHEINFO, 36 bytes
      "00000000", // rta_cacheinfo.clntref = 0
      "00000000", // rta_cacheinfo.lastuse = 0
      "00000000", // rta_cacheinfo.expires = 0
      "00000000", // rta_cacheinfo.error = 0
      "00000000", // rta_cacheinfo.used = 0
      "00000000", // rta_cacheinfo.id = 0
      "00000000", // rta_cacheinfo.ts = 0
      "00000000", // rta_cacheinfo.tsage = 0
      "05001400 00000000", // RTA_PREF = 0 (medium)
    ],
    value: {
      header: { family: 10, dstLen: 48, srcLen: 0, tos: 0, table: 100, protocol: 3, scope: 0, type: 1, flags: 0 },
      attributes: {
        table: 100,
        dst: "2001:db8:50::",
        priority: 1024,
        oif: 103,
        cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 },
        pref: 0,
        encapKind: "seg6_local",
        encapData: {
          action: 1,
          counters: { packets: 0n, bytes: 0n, errors: 0n },
          flavors: { operation: 16, lcblockBits: 48, lcnodeFnBits: 16 },
        },
      },
    },
  },
];

/** What Linux 6.18 reports to a multicast routing daemon. */
export const reports: readonly ReplyRow[] = [
  {
    name: "a packet without a forwarding entry",
    bytes: [
      "48000000 60000000 00000000 00000000", // RTM_NEWCACHEREPORT (96), 72 bytes, seq 0, pid 0
      "80000000", // rtgenmsg.family = 128 (ipmr)
      "05000100 01000000", // IPMRA_CREPORT_MSGTYPE = 1 (nocache)
      "08000200 00000000", // IPMRA_CREPORT_VIF_ID = 0
      "08000300 0a090001", // IPMRA_CREPORT_SRC_ADDR = 10.9.0.1
      "08000400 ef010109", // IPMRA_CREPORT_DST_ADDR = 239.1.1.9
      "08000600 fd000000", // IPMRA_CREPORT_TABLE = 253
      "0c000500 01000000 01000000", // IPMRA_CREPORT_PKT = 0100000001000000
    ],
    value: {
      header: { family: 128 },
      attributes: {
        msgtype: 1,
        vifId: 0,
        srcAddr: "10.9.0.1",
        dstAddr: "239.1.1.9",
        table: 253,
        pkt: hexBytes("0100000001000000"),
      },
    },
  },
];
