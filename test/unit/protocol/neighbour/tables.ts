import type { ReplyRow } from "../../../support/golden.ts";

/** Tables and parameters of a link as Linux 7.3 sent them to `ip ntable show`. */
export const tables: readonly ReplyRow[] = [
  {
    name: "ip ntable show (7.3)",
    bytes: [
      "78010000 4000 0200 00000000 00000000", // nlmsghdr: 376 bytes, RTM_NEWNEIGHTBL, flags 0x2
      "02 00 0000", // ndtmsg: family 2
      "0e00 0100 6172705f6361636865000000", // NDTA_NAME
      "0c00 0800 3075000000000000", // NDTA_GC_INTERVAL 30000
      "0800 0200 80000000", // NDTA_THRESH1 128
      "0800 0300 00020000", // NDTA_THRESH2 512
      "0800 0400 00040000", // NDTA_THRESH3 1024
      "2400 0500 0400980101000000c60200004ec9f7ff79a0eed9070000000000000000000000", // NDTA_CONFIG
      "5c00 0700 01000000000000000000000000000000000000000000000000000000000000000300000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000", // NDTA_STATS
      "b000 0600", // NDTA_PARMS, nested
      "0800 0200 01000000", // NDTPA_REFCNT 1
      "0800 1000 00400300", // NDTPA_QUEUE_LENBYTES 212992
      "0800 0800 65000000", // NDTPA_QUEUE_LEN 101
      "0800 0e00 40000000", // NDTPA_PROXY_QLEN 64
      "0800 0900 00000000", // NDTPA_APP_PROBES 0
      "0800 0a00 03000000", // NDTPA_UCAST_PROBES 3
      "0800 0b00 03000000", // NDTPA_MCAST_PROBES 3
      "0800 1100 00000000", // NDTPA_MCAST_REPROBES 0
      "0c00 0300 4669000000000000", // NDTPA_REACHABLE_TIME 26950n
      "0c00 0400 3075000000000000", // NDTPA_BASE_REACHABLE_TIME 30000n
      "0c00 0600 60ea000000000000", // NDTPA_GC_STALETIME 60000n
      "0c00 0700 8813000000000000", // NDTPA_DELAY_PROBE_TIME 5000n
      "0c00 0500 e803000000000000", // NDTPA_RETRANS_TIME 1000n
      "0c00 0c00 e803000000000000", // NDTPA_ANYCAST_DELAY 1000n
      "0c00 0d00 2003000000000000", // NDTPA_PROXY_DELAY 800n
      "0c00 0f00 e803000000000000", // NDTPA_LOCKTIME 1000n
      "0c00 1300 8813000000000000", // NDTPA_INTERVAL_PROBE_TIME_MS 5000n
    ],
    value: {
      header: { family: 2, pad1: 0, pad2: 0 },
      attributes: {
        name: "arp_cache",
        gcInterval: 30000n,
        thresh1: 128,
        thresh2: 512,
        thresh3: 1024,
        config: {
          keyLen: 4,
          entrySize: 408,
          entries: 1,
          lastFlush: 710,
          lastRand: 4294429006,
          hashRnd: 3656294521,
          hashMask: 7,
          hashChainGc: 0,
          proxyQlen: 0,
        },
        stats: {
          allocs: 1n,
          destroys: 0n,
          hashGrows: 0n,
          resFailed: 0n,
          lookups: 3n,
          hits: 0n,
          rcvProbesMcast: 0n,
          rcvProbesUcast: 0n,
          periodicGcRuns: 0n,
          forcedGcRuns: 0n,
          tableFulls: 0n,
        },
        parms: {
          refcnt: 1,
          queueLenbytes: 212992,
          queueLen: 101,
          proxyQlen: 64,
          appProbes: 0,
          ucastProbes: 3,
          mcastProbes: 3,
          mcastReprobes: 0,
          reachableTime: 26950n,
          baseReachableTime: 30000n,
          gcStaletime: 60000n,
          delayProbeTime: 5000n,
          retransTime: 1000n,
          anycastDelay: 1000n,
          proxyDelay: 800n,
          locktime: 1000n,
          intervalProbeTimeMs: 5000n,
        },
      },
    },
  },
  {
    name: "ip ntable show (7.3)",
    bytes: [
      "dc000000 4000 0200 00000000 00000000", // nlmsghdr: 220 bytes, RTM_NEWNEIGHTBL, flags 0x2
      "0a 00 0000", // ndtmsg: family 10
      "1000 0100 6e646973635f636163686500", // NDTA_NAME
      "b800 0600", // NDTA_PARMS, nested
      "0800 0100 67000000", // NDTPA_IFINDEX 103
      "0800 0200 02000000", // NDTPA_REFCNT 2
      "0800 1000 00400300", // NDTPA_QUEUE_LENBYTES 212992
      "0800 0800 65000000", // NDTPA_QUEUE_LEN 101
      "0800 0e00 40000000", // NDTPA_PROXY_QLEN 64
      "0800 0900 00000000", // NDTPA_APP_PROBES 0
      "0800 0a00 03000000", // NDTPA_UCAST_PROBES 3
      "0800 0b00 03000000", // NDTPA_MCAST_PROBES 3
      "0800 1100 00000000", // NDTPA_MCAST_REPROBES 0
      "0c00 0300 6aae000000000000", // NDTPA_REACHABLE_TIME 44650n
      "0c00 0400 3075000000000000", // NDTPA_BASE_REACHABLE_TIME 30000n
      "0c00 0600 60ea000000000000", // NDTPA_GC_STALETIME 60000n
      "0c00 0700 8813000000000000", // NDTPA_DELAY_PROBE_TIME 5000n
      "0c00 0500 e803000000000000", // NDTPA_RETRANS_TIME 1000n
      "0c00 0c00 e803000000000000", // NDTPA_ANYCAST_DELAY 1000n
      "0c00 0d00 2003000000000000", // NDTPA_PROXY_DELAY 800n
      "0c00 0f00 0000000000000000", // NDTPA_LOCKTIME 0n
      "0c00 1300 8813000000000000", // NDTPA_INTERVAL_PROBE_TIME_MS 5000n
    ],
    value: {
      header: { family: 10, pad1: 0, pad2: 0 },
      attributes: {
        name: "ndisc_cache",
        parms: {
          ifindex: 103,
          refcnt: 2,
          queueLenbytes: 212992,
          queueLen: 101,
          proxyQlen: 64,
          appProbes: 0,
          ucastProbes: 3,
          mcastProbes: 3,
          mcastReprobes: 0,
          reachableTime: 44650n,
          baseReachableTime: 30000n,
          gcStaletime: 60000n,
          delayProbeTime: 5000n,
          retransTime: 1000n,
          anycastDelay: 1000n,
          proxyDelay: 800n,
          locktime: 0n,
          intervalProbeTimeMs: 5000n,
        },
      },
    },
  },
];
