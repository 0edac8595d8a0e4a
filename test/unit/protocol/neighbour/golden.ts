import type { ReplyRow, RequestRow } from "../../../support/golden.ts";

/** State in which the commands were run: interface 102 is v1, 103 is v0, 104 is br0, 105 is vx0. */
export const setup: readonly string[] = [
  "ip link set lo up",
  "ip link add v0 index 103 type veth peer name v1 index 102",
  "ip link set v0 up",
  "ip link set v1 up",
  "ip address add 10.9.0.1/24 dev v0",
  "ip -6 address add 2001:db8:9::1/64 dev v0 nodad",
  "ip link add br0 index 104 type bridge",
  "ip link set v1 master br0",
  "ip link set br0 up",
  "ip link add vx0 index 105 type vxlan id 5 dstport 4789",
  "ip link set vx0 up",
];

/** Requests of `ip` 6.1 as strace saw them (sequence number and port id zeroed), in the order in which they were made. */
export const requests: readonly RequestRow[] = [
  {
    name: "adds a permanent neighbour",
    command: "ip neighbour add 10.9.0.2 lladdr 02:00:00:00:00:02 dev v0",
    request: (ops) => ops.neighbour.add({ dev: 103, address: "10.9.0.2", lladdr: "02:00:00:00:00:02" }),
    bytes: [
      "30000000 1c00 0506 00000000 00000000", // nlmsghdr: 48 bytes, RTM_NEWNEIGH, flags 0x605
      "02 000000 67000000 8000 00 00", // ndmsg: family 2, ifindex 103, state 128
      "0800 0100 0a090002", // NDA_DST 10.9.0.2
      "0a00 0200 020000000002 0000", // NDA_LLADDR 02:00:00:00:00:02
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 128, flags: 0, type: 0 },
      attributes: { dst: "10.9.0.2", lladdr: "02:00:00:00:00:02" },
    },
  },
  {
    name: "takes a state",
    command: "ip neighbour add 10.9.0.3 lladdr 02:00:00:00:00:03 nud reachable dev v0",
    request: (ops) =>
      ops.neighbour.add({ dev: 103, address: "10.9.0.3", lladdr: "02:00:00:00:00:03", state: "reachable" }),
    bytes: [
      "30000000 1c00 0506 00000000 00000000", // nlmsghdr: 48 bytes, RTM_NEWNEIGH, flags 0x605
      "02 000000 67000000 0200 00 00", // ndmsg: family 2, ifindex 103, state 2
      "0800 0100 0a090003", // NDA_DST 10.9.0.3
      "0a00 0200 020000000003 0000", // NDA_LLADDR 02:00:00:00:00:03
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 2, flags: 0, type: 0 },
      attributes: { dst: "10.9.0.3", lladdr: "02:00:00:00:00:03" },
    },
  },
  {
    name: "takes a flag",
    command: "ip neighbour add 10.9.0.4 lladdr 02:00:00:00:00:04 nud stale dev v0 router",
    request: (ops) =>
      ops.neighbour.add({
        dev: 103,
        address: "10.9.0.4",
        lladdr: "02:00:00:00:00:04",
        state: "stale",
        flags: ["router"],
      }),
    bytes: [
      "30000000 1c00 0506 00000000 00000000", // nlmsghdr: 48 bytes, RTM_NEWNEIGH, flags 0x605
      "02 000000 67000000 0400 80 00", // ndmsg: family 2, ifindex 103, state 4, flags 128
      "0800 0100 0a090004", // NDA_DST 10.9.0.4
      "0a00 0200 020000000004 0000", // NDA_LLADDR 02:00:00:00:00:04
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 4, flags: 128, type: 0 },
      attributes: { dst: "10.9.0.4", lladdr: "02:00:00:00:00:04" },
    },
  },
  {
    name: "adds a proxy entry",
    command: "ip neighbour add proxy 10.9.0.9 dev v0",
    request: (ops) => ops.neighbour.add({ dev: 103, address: "10.9.0.9", flags: ["proxy"] }),
    bytes: [
      "24000000 1c00 0506 00000000 00000000", // nlmsghdr: 36 bytes, RTM_NEWNEIGH, flags 0x605
      "02 000000 67000000 8000 08 00", // ndmsg: family 2, ifindex 103, state 128, flags 8
      "0800 0100 0a090009", // NDA_DST 10.9.0.9
    ],
    value: { header: { family: 2, ifindex: 103, state: 128, flags: 8, type: 0 }, attributes: { dst: "10.9.0.9" } },
  },
  {
    name: "adds a neighbour learnt elsewhere",
    command: "ip neighbour add 10.9.0.5 lladdr 02:00:00:00:00:05 dev v0 extern_learn",
    request: (ops) =>
      ops.neighbour.add({ dev: 103, address: "10.9.0.5", lladdr: "02:00:00:00:00:05", flags: ["ext_learned"] }),
    bytes: [
      "30000000 1c00 0506 00000000 00000000", // nlmsghdr: 48 bytes, RTM_NEWNEIGH, flags 0x605
      "02 000000 67000000 8000 10 00", // ndmsg: family 2, ifindex 103, state 128, flags 16
      "0800 0100 0a090005", // NDA_DST 10.9.0.5
      "0a00 0200 020000000005 0000", // NDA_LLADDR 02:00:00:00:00:05
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 128, flags: 16, type: 0 },
      attributes: { dst: "10.9.0.5", lladdr: "02:00:00:00:00:05" },
    },
  },
  {
    name: "takes a protocol",
    command: "ip neighbour add 10.9.0.6 lladdr 02:00:00:00:00:05 dev v0 protocol static",
    request: (ops) =>
      ops.neighbour.add({ dev: 103, address: "10.9.0.6", lladdr: "02:00:00:00:00:05", protocol: "static" }),
    bytes: [
      "38000000 1c00 0506 00000000 00000000", // nlmsghdr: 56 bytes, RTM_NEWNEIGH, flags 0x605
      "02 000000 67000000 8000 00 00", // ndmsg: family 2, ifindex 103, state 128
      "0500 0c00 04 000000", // NDA_PROTOCOL 4
      "0800 0100 0a090006", // NDA_DST 10.9.0.6
      "0a00 0200 020000000005 0000", // NDA_LLADDR 02:00:00:00:00:05
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 128, flags: 0, type: 0 },
      attributes: { protocol: 4, dst: "10.9.0.6", lladdr: "02:00:00:00:00:05" },
    },
  },
  {
    name: "adds an IPv6 neighbour",
    command: "ip -6 neighbour add 2001:db8:9::2 lladdr 02:00:00:00:00:02 dev v0 nud noarp",
    request: (ops) =>
      ops.neighbour.add({ dev: 103, address: "2001:db8:9::2", lladdr: "02:00:00:00:00:02", state: "noarp" }),
    bytes: [
      "3c000000 1c00 0506 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWNEIGH, flags 0x605
      "0a 000000 67000000 4000 00 00", // ndmsg: family 10, ifindex 103, state 64
      "1400 0100 20010db8000900000000000000000002", // NDA_DST 2001:db8:9::2
      "0a00 0200 020000000002 0000", // NDA_LLADDR 02:00:00:00:00:02
    ],
    value: {
      header: { family: 10, ifindex: 103, state: 64, flags: 0, type: 0 },
      attributes: { dst: "2001:db8:9::2", lladdr: "02:00:00:00:00:02" },
    },
  },
  {
    name: "has the kernel resolve now",
    command: "ip neighbour add 10.9.0.7 dev v0 use",
    request: (ops) => ops.neighbour.add({ dev: 103, address: "10.9.0.7", flags: ["use"] }),
    bytes: [
      "24000000 1c00 0506 00000000 00000000", // nlmsghdr: 36 bytes, RTM_NEWNEIGH, flags 0x605
      "02 000000 67000000 8000 01 00", // ndmsg: family 2, ifindex 103, state 128, flags 1
      "0800 0100 0a090007", // NDA_DST 10.9.0.7
    ],
    value: { header: { family: 2, ifindex: 103, state: 128, flags: 1, type: 0 }, attributes: { dst: "10.9.0.7" } },
  },
  {
    name: "has the kernel keep it resolved",
    command: "ip neighbour add 10.9.0.8 dev v0 managed",
    request: (ops) => ops.neighbour.add({ dev: 103, address: "10.9.0.8", flags: ["managed"] }),
    bytes: [
      "2c000000 1c00 0506 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWNEIGH, flags 0x605
      "02 000000 67000000 0000 00 00", // ndmsg: family 2, ifindex 103
      "0800 0100 0a090008", // NDA_DST 10.9.0.8
      "0800 0f00 01000000", // NDA_FLAGS_EXT 1
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 0, flags: 0, type: 0 },
      attributes: { dst: "10.9.0.8", flagsExt: 1 },
    },
  },
  {
    name: "changes",
    command: "ip neighbour change 10.9.0.2 lladdr 02:00:00:00:00:22 dev v0",
    request: (ops) => ops.neighbour.change({ dev: 103, address: "10.9.0.2", lladdr: "02:00:00:00:00:22" }),
    bytes: [
      "30000000 1c00 0501 00000000 00000000", // nlmsghdr: 48 bytes, RTM_NEWNEIGH, flags 0x105
      "02 000000 67000000 8000 00 00", // ndmsg: family 2, ifindex 103, state 128
      "0800 0100 0a090002", // NDA_DST 10.9.0.2
      "0a00 0200 020000000022 0000", // NDA_LLADDR 02:00:00:00:00:22
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 128, flags: 0, type: 0 },
      attributes: { dst: "10.9.0.2", lladdr: "02:00:00:00:00:22" },
    },
  },
  {
    name: "replaces",
    command: "ip neighbour replace 10.9.0.2 lladdr 02:00:00:00:00:33 dev v0",
    request: (ops) => ops.neighbour.replace({ dev: 103, address: "10.9.0.2", lladdr: "02:00:00:00:00:33" }),
    bytes: [
      "30000000 1c00 0505 00000000 00000000", // nlmsghdr: 48 bytes, RTM_NEWNEIGH, flags 0x505
      "02 000000 67000000 8000 00 00", // ndmsg: family 2, ifindex 103, state 128
      "0800 0100 0a090002", // NDA_DST 10.9.0.2
      "0a00 0200 020000000033 0000", // NDA_LLADDR 02:00:00:00:00:33
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 128, flags: 0, type: 0 },
      attributes: { dst: "10.9.0.2", lladdr: "02:00:00:00:00:33" },
    },
  },
  {
    name: "adds a static entry of a bridge",
    command: "bridge fdb add 02:00:00:00:00:aa dev v1 master static",
    request: (ops) => ops.fdb.add({ dev: 102, lladdr: "02:00:00:00:00:aa", flags: ["master"], kind: "static" }),
    bytes: [
      "28000000 1c00 0506 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWNEIGH, flags 0x605
      "07 000000 66000000 4200 04 00", // ndmsg: family 7, ifindex 102, state 66, flags 4
      "0a00 0200 0200000000aa 0000", // NDA_LLADDR 02:00:00:00:00:aa
    ],
    value: {
      header: { family: 7, ifindex: 102, state: 66, flags: 4, type: 0 },
      attributes: { lladdr: "02:00:00:00:00:aa" },
    },
  },
  {
    name: "adds an entry of a VXLAN",
    command: "bridge fdb add 02:00:00:00:00:bb dev vx0 dst 10.9.0.7 vni 7 port 4790 self permanent",
    request: (ops) =>
      ops.fdb.add({
        dev: 105,
        lladdr: "02:00:00:00:00:bb",
        dst: "10.9.0.7",
        vni: 7,
        port: 4790,
        flags: ["self"],
      }),
    bytes: [
      "40000000 1c00 0506 00000000 00000000", // nlmsghdr: 64 bytes, RTM_NEWNEIGH, flags 0x605
      "07 000000 69000000 c000 02 00", // ndmsg: family 7, ifindex 105, state 192, flags 2
      "0a00 0200 0200000000bb 0000", // NDA_LLADDR 02:00:00:00:00:bb
      "0800 0100 0a090007", // NDA_DST 10.9.0.7
      "0600 0600 12b6 0000", // NDA_PORT 4790
      "0800 0700 07000000", // NDA_VNI 7
    ],
    value: {
      header: { family: 7, ifindex: 105, state: 192, flags: 2, type: 0 },
      attributes: { lladdr: "02:00:00:00:00:bb", dst: "10.9.0.7", port: 4790, vni: 7 },
    },
  },
  {
    name: "appends a remote end",
    command: "bridge fdb append 00:00:00:00:00:00 dev vx0 dst 10.9.0.8 self permanent",
    request: (ops) => ops.fdb.append({ dev: 105, lladdr: "00:00:00:00:00:00", dst: "10.9.0.8" }),
    bytes: [
      "30000000 1c00 050c 00000000 00000000", // nlmsghdr: 48 bytes, RTM_NEWNEIGH, flags 0xc05
      "07 000000 69000000 c000 02 00", // ndmsg: family 7, ifindex 105, state 192, flags 2
      "0a00 0200 000000000000 0000", // NDA_LLADDR 00:00:00:00:00:00
      "0800 0100 0a090008", // NDA_DST 10.9.0.8
    ],
    value: {
      header: { family: 7, ifindex: 105, state: 192, flags: 2, type: 0 },
      attributes: { lladdr: "00:00:00:00:00:00", dst: "10.9.0.8" },
    },
  },
  {
    name: "asks for one",
    command: "ip neighbour get 10.9.0.2 dev v0",
    request: (ops) => ops.neighbour.get({ dev: 103, address: "10.9.0.2" }),
    bytes: [
      "24000000 1e00 0100 00000000 00000000", // nlmsghdr: 36 bytes, RTM_GETNEIGH, flags 0x1
      "02 000000 67000000 0000 00 00", // ndmsg: family 2, ifindex 103
      "0800 0100 0a090002", // NDA_DST 10.9.0.2
    ],
    value: { header: { family: 2, ifindex: 103, state: 0, flags: 0, type: 0 }, attributes: { dst: "10.9.0.2" } },
  },
  {
    name: "asks for a proxy entry",
    command: "ip neighbour get proxy 10.9.0.9 dev v0",
    request: (ops) => ops.neighbour.get({ dev: 103, address: "10.9.0.9", flags: ["proxy"] }),
    bytes: [
      "24000000 1e00 0100 00000000 00000000", // nlmsghdr: 36 bytes, RTM_GETNEIGH, flags 0x1
      "02 000000 67000000 0000 08 00", // ndmsg: family 2, ifindex 103, flags 8
      "0800 0100 0a090009", // NDA_DST 10.9.0.9
    ],
    value: { header: { family: 2, ifindex: 103, state: 0, flags: 8, type: 0 }, attributes: { dst: "10.9.0.9" } },
  },
  {
    name: "lists all",
    command: "ip neighbour show",
    request: (ops) => ops.neighbour.list(),
    bytes: [
      "1c000000 1e00 0103 00000000 00000000", // nlmsghdr: 28 bytes, RTM_GETNEIGH, flags 0x301
      "00 000000 00000000 0000 00 00", // ndmsg
    ],
    value: { header: { family: 0, ifindex: 0, state: 0, flags: 0, type: 0 }, attributes: {} },
  },
  {
    name: "lists those of one link",
    command: "ip -6 neighbour show dev v0",
    request: (ops) => ops.neighbour.list({ family: "inet6", dev: 103 }),
    bytes: [
      "24000000 1e00 0103 00000000 00000000", // nlmsghdr: 36 bytes, RTM_GETNEIGH, flags 0x301
      "0a 000000 00000000 0000 00 00", // ndmsg: family 10
      "0800 0800 67000000", // NDA_IFINDEX 103
    ],
    value: { header: { family: 10, ifindex: 0, state: 0, flags: 0, type: 0 }, attributes: { ifindex: 103 } },
  },
  {
    name: "lists those of a bridge's ports",
    command: "ip neighbour show master br0",
    request: (ops) => ops.neighbour.list({ master: 104 }),
    bytes: [
      "24000000 1e00 0103 00000000 00000000", // nlmsghdr: 36 bytes, RTM_GETNEIGH, flags 0x301
      "00 000000 00000000 0000 00 00", // ndmsg
      "0800 0900 68000000", // NDA_MASTER 104
    ],
    value: { header: { family: 0, ifindex: 0, state: 0, flags: 0, type: 0 }, attributes: { master: 104 } },
  },
  {
    name: "lists proxy entries",
    command: "ip neighbour show proxy",
    request: (ops) => ops.neighbour.list({ proxy: true }),
    bytes: [
      "1c000000 1e00 0103 00000000 00000000", // nlmsghdr: 28 bytes, RTM_GETNEIGH, flags 0x301
      "00 000000 00000000 0000 08 00", // ndmsg: flags 8
    ],
    value: { header: { family: 0, ifindex: 0, state: 0, flags: 8, type: 0 }, attributes: {} },
  },
  {
    name: "lists a bridge's forwarding database",
    command: "bridge fdb show br br0",
    request: (ops) => ops.fdb.list({ bridge: 104 }),
    bytes: [
      "24000000 1e00 0103 00000000 00000000", // nlmsghdr: 36 bytes, RTM_GETNEIGH, flags 0x301
      "07 000000 00000000 0000 00 00", // ndmsg: family 7
      "0800 0900 68000000", // NDA_MASTER 104
    ],
    value: { header: { family: 7, ifindex: 0, state: 0, flags: 0, type: 0 }, attributes: { master: 104 } },
  },
  {
    name: "lists a link's forwarding database",
    command: "bridge fdb show dev vx0",
    request: (ops) => ops.fdb.list({ dev: 105 }),
    bytes: [
      "1c000000 1e00 0103 00000000 00000000", // nlmsghdr: 28 bytes, RTM_GETNEIGH, flags 0x301
      "07 000000 69000000 0000 00 00", // ndmsg: family 7, ifindex 105
    ],
    value: { header: { family: 7, ifindex: 105, state: 0, flags: 0, type: 0 }, attributes: {} },
  },
  {
    name: "deletes",
    command: "ip neighbour del 10.9.0.2 dev v0",
    request: (ops) => ops.neighbour.delete({ dev: 103, address: "10.9.0.2" }),
    bytes: [
      "24000000 1d00 0500 00000000 00000000", // nlmsghdr: 36 bytes, RTM_DELNEIGH, flags 0x5
      "02 000000 67000000 8000 00 00", // ndmsg: family 2, ifindex 103, state 128
      "0800 0100 0a090002", // NDA_DST 10.9.0.2
    ],
    value: { header: { family: 2, ifindex: 103, state: 128, flags: 0, type: 0 }, attributes: { dst: "10.9.0.2" } },
  },
  {
    name: "deletes a proxy entry",
    command: "ip neighbour del proxy 10.9.0.9 dev v0",
    request: (ops) => ops.neighbour.delete({ dev: 103, address: "10.9.0.9", flags: ["proxy"] }),
    bytes: [
      "24000000 1d00 0500 00000000 00000000", // nlmsghdr: 36 bytes, RTM_DELNEIGH, flags 0x5
      "02 000000 67000000 8000 08 00", // ndmsg: family 2, ifindex 103, state 128, flags 8
      "0800 0100 0a090009", // NDA_DST 10.9.0.9
    ],
    value: { header: { family: 2, ifindex: 103, state: 128, flags: 8, type: 0 }, attributes: { dst: "10.9.0.9" } },
  },
  {
    name: "deletes an entry of a bridge",
    command: "bridge fdb del 02:00:00:00:00:aa dev v1 master",
    request: (ops) => ops.fdb.delete({ dev: 102, lladdr: "02:00:00:00:00:aa", flags: ["master"] }),
    bytes: [
      "28000000 1d00 0500 00000000 00000000", // nlmsghdr: 40 bytes, RTM_DELNEIGH, flags 0x5
      "07 000000 66000000 c000 04 00", // ndmsg: family 7, ifindex 102, state 192, flags 4
      "0a00 0200 0200000000aa 0000", // NDA_LLADDR 02:00:00:00:00:aa
    ],
    value: {
      header: { family: 7, ifindex: 102, state: 192, flags: 4, type: 0 },
      attributes: { lladdr: "02:00:00:00:00:aa" },
    },
  },
];

/** Messages of the kernel as `ip` received them. */
export const replies: readonly ReplyRow[] = [
  {
    name: "ip neighbour show nud all",
    bytes: [
      "40000000 1c00 0200 00000000 00000000", // nlmsghdr: 64 bytes, RTM_NEWNEIGH, flags 0x2
      "02 000000 67000000 0100 00 01", // ndmsg: family 2, ifindex 103, state 1, type 1
      "0800 0100 0a090007", // NDA_DST 10.9.0.7
      "0800 0400 05000000", // NDA_PROBES 5
      "1400 0300 e7170000770000007700000001000000", // NDA_CACHEINFO confirmed 6119, used 119, updated 119, refcnt 1
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 1, flags: 0, type: 1 },
      attributes: { dst: "10.9.0.7", probes: 5, cacheinfo: { confirmed: 6119, used: 119, updated: 119, refcnt: 1 } },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "4c000000 1c00 0200 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWNEIGH, flags 0x2
      "02 000000 67000000 0400 80 01", // ndmsg: family 2, ifindex 103, state 4, flags 128, type 1
      "0800 0100 0a090004", // NDA_DST 10.9.0.4
      "0a00 0200 020000000004 0000", // NDA_LLADDR 02:00:00:00:00:04
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 0c1800009c0000009c00000000000000", // NDA_CACHEINFO confirmed 6156, used 156, updated 156, refcnt 0
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 4, flags: 128, type: 1 },
      attributes: {
        dst: "10.9.0.4",
        lladdr: "02:00:00:00:00:04",
        probes: 0,
        cacheinfo: { confirmed: 6156, used: 156, updated: 156, refcnt: 0 },
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "4c000000 1c00 0200 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWNEIGH, flags 0x2
      "02 000000 68000000 4000 00 05", // ndmsg: family 2, ifindex 104, state 64, type 5
      "0800 0100 e0000016", // NDA_DST 224.0.0.22
      "0a00 0200 01005e000016 0000", // NDA_LLADDR 01:00:5e:00:00:16
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 1d180000ad000000ad00000000000000", // NDA_CACHEINFO confirmed 6173, used 173, updated 173, refcnt 0
    ],
    value: {
      header: { family: 2, ifindex: 104, state: 64, flags: 0, type: 5 },
      attributes: {
        dst: "224.0.0.22",
        lladdr: "01:00:5e:00:00:16",
        probes: 0,
        cacheinfo: { confirmed: 6173, used: 173, updated: 173, refcnt: 0 },
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "54000000 1c00 0200 00000000 00000000", // nlmsghdr: 84 bytes, RTM_NEWNEIGH, flags 0x2
      "02 000000 67000000 8000 00 01", // ndmsg: family 2, ifindex 103, state 128, type 1
      "0800 0100 0a090006", // NDA_DST 10.9.0.6
      "0a00 0200 020000000005 0000", // NDA_LLADDR 02:00:00:00:00:05
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 85000000850000008500000000000000", // NDA_CACHEINFO confirmed 133, used 133, updated 133, refcnt 0
      "0500 0c00 04 000000", // NDA_PROTOCOL 4
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 128, flags: 0, type: 1 },
      attributes: {
        dst: "10.9.0.6",
        lladdr: "02:00:00:00:00:05",
        probes: 0,
        cacheinfo: { confirmed: 133, used: 133, updated: 133, refcnt: 0 },
        protocol: 4,
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "4c000000 1c00 0200 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWNEIGH, flags 0x2
      "02 000000 67000000 0200 00 01", // ndmsg: family 2, ifindex 103, state 2, type 1
      "0800 0100 0a090003", // NDA_DST 10.9.0.3
      "0a00 0200 020000000003 0000", // NDA_LLADDR 02:00:00:00:00:03
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 a2000000a2000000a200000001000000", // NDA_CACHEINFO confirmed 162, used 162, updated 162, refcnt 1
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 2, flags: 0, type: 1 },
      attributes: {
        dst: "10.9.0.3",
        lladdr: "02:00:00:00:00:03",
        probes: 0,
        cacheinfo: { confirmed: 162, used: 162, updated: 162, refcnt: 1 },
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "48000000 1c00 0200 00000000 00000000", // nlmsghdr: 72 bytes, RTM_NEWNEIGH, flags 0x2
      "02 000000 67000000 0100 00 01", // ndmsg: family 2, ifindex 103, state 1, type 1
      "0800 0100 0a090008", // NDA_DST 10.9.0.8
      "0800 0400 05000000", // NDA_PROBES 5
      "1400 0300 de1700006e0000006e00000001000000", // NDA_CACHEINFO confirmed 6110, used 110, updated 110, refcnt 1
      "0800 0f00 01000000", // NDA_FLAGS_EXT 1
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 1, flags: 0, type: 1 },
      attributes: {
        dst: "10.9.0.8",
        probes: 5,
        cacheinfo: { confirmed: 6110, used: 110, updated: 110, refcnt: 1 },
        flagsExt: 1,
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "4c000000 1c00 0200 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWNEIGH, flags 0x2
      "02 000000 67000000 8000 10 01", // ndmsg: family 2, ifindex 103, state 128, flags 16, type 1
      "0800 0100 0a090005", // NDA_DST 10.9.0.5
      "0a00 0200 020000000005 0000", // NDA_LLADDR 02:00:00:00:00:05
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 8e0000008e0000008e00000000000000", // NDA_CACHEINFO confirmed 142, used 142, updated 142, refcnt 0
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 128, flags: 16, type: 1 },
      attributes: {
        dst: "10.9.0.5",
        lladdr: "02:00:00:00:00:05",
        probes: 0,
        cacheinfo: { confirmed: 142, used: 142, updated: 142, refcnt: 0 },
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "58000000 1c00 0200 00000000 00000000", // nlmsghdr: 88 bytes, RTM_NEWNEIGH, flags 0x2
      "0a 000000 69000000 4000 00 05", // ndmsg: family 10, ifindex 105, state 64, type 5
      "1400 0100 ff0200000000000000000001ffe561b7", // NDA_DST ff02::1:ffe5:61b7
      "0a00 0200 3333ffe561b7 0000", // NDA_LLADDR 33:33:ff:e5:61:b7
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 ce1700005e0000005e00000000000000", // NDA_CACHEINFO confirmed 6094, used 94, updated 94, refcnt 0
    ],
    value: {
      header: { family: 10, ifindex: 105, state: 64, flags: 0, type: 5 },
      attributes: {
        dst: "ff02::1:ffe5:61b7",
        lladdr: "33:33:ff:e5:61:b7",
        probes: 0,
        cacheinfo: { confirmed: 6094, used: 94, updated: 94, refcnt: 0 },
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "58000000 1c00 0200 00000000 00000000", // nlmsghdr: 88 bytes, RTM_NEWNEIGH, flags 0x2
      "0a 000000 68000000 4000 00 05", // ndmsg: family 10, ifindex 104, state 64, type 5
      "1400 0100 ff0200000000000000000001ff54c8e2", // NDA_DST ff02::1:ff54:c8e2
      "0a00 0200 3333ff54c8e2 0000", // NDA_LLADDR 33:33:ff:54:c8:e2
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 ae1700003e0000003e00000000000000", // NDA_CACHEINFO confirmed 6062, used 62, updated 62, refcnt 0
    ],
    value: {
      header: { family: 10, ifindex: 104, state: 64, flags: 0, type: 5 },
      attributes: {
        dst: "ff02::1:ff54:c8e2",
        lladdr: "33:33:ff:54:c8:e2",
        probes: 0,
        cacheinfo: { confirmed: 6062, used: 62, updated: 62, refcnt: 0 },
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "58000000 1c00 0200 00000000 00000000", // nlmsghdr: 88 bytes, RTM_NEWNEIGH, flags 0x2
      "0a 000000 68000000 4000 00 05", // ndmsg: family 10, ifindex 104, state 64, type 5
      "1400 0100 ff020000000000000000000000000016", // NDA_DST ff02::16
      "0a00 0200 333300000016 0000", // NDA_LLADDR 33:33:00:00:00:16
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 c9170000590000005900000000000000", // NDA_CACHEINFO confirmed 6089, used 89, updated 89, refcnt 0
    ],
    value: {
      header: { family: 10, ifindex: 104, state: 64, flags: 0, type: 5 },
      attributes: {
        dst: "ff02::16",
        lladdr: "33:33:00:00:00:16",
        probes: 0,
        cacheinfo: { confirmed: 6089, used: 89, updated: 89, refcnt: 0 },
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "58000000 1c00 0200 00000000 00000000", // nlmsghdr: 88 bytes, RTM_NEWNEIGH, flags 0x2
      "0a 000000 67000000 4000 00 01", // ndmsg: family 10, ifindex 103, state 64, type 1
      "1400 0100 20010db8000900000000000000000002", // NDA_DST 2001:db8:9::2
      "0a00 0200 020000000002 0000", // NDA_LLADDR 02:00:00:00:00:02
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 7e0000007e0000007e00000000000000", // NDA_CACHEINFO confirmed 126, used 126, updated 126, refcnt 0
    ],
    value: {
      header: { family: 10, ifindex: 103, state: 64, flags: 0, type: 1 },
      attributes: {
        dst: "2001:db8:9::2",
        lladdr: "02:00:00:00:00:02",
        probes: 0,
        cacheinfo: { confirmed: 126, used: 126, updated: 126, refcnt: 0 },
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "58000000 1c00 0200 00000000 00000000", // nlmsghdr: 88 bytes, RTM_NEWNEIGH, flags 0x2
      "0a 000000 69000000 4000 00 05", // ndmsg: family 10, ifindex 105, state 64, type 5
      "1400 0100 ff020000000000000000000000000016", // NDA_DST ff02::16
      "0a00 0200 333300000016 0000", // NDA_LLADDR 33:33:00:00:00:16
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 1d180000ad000000ad00000000000000", // NDA_CACHEINFO confirmed 6173, used 173, updated 173, refcnt 0
    ],
    value: {
      header: { family: 10, ifindex: 105, state: 64, flags: 0, type: 5 },
      attributes: {
        dst: "ff02::16",
        lladdr: "33:33:00:00:00:16",
        probes: 0,
        cacheinfo: { confirmed: 6173, used: 173, updated: 173, refcnt: 0 },
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "58000000 1c00 0200 00000000 00000000", // nlmsghdr: 88 bytes, RTM_NEWNEIGH, flags 0x2
      "0a 000000 66000000 4000 00 05", // ndmsg: family 10, ifindex 102, state 64, type 5
      "1400 0100 ff0200000000000000000001ff54c8e2", // NDA_DST ff02::1:ff54:c8e2
      "0a00 0200 3333ff54c8e2 0000", // NDA_LLADDR 33:33:ff:54:c8:e2
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 fe1700008e0000008e00000000000000", // NDA_CACHEINFO confirmed 6142, used 142, updated 142, refcnt 0
    ],
    value: {
      header: { family: 10, ifindex: 102, state: 64, flags: 0, type: 5 },
      attributes: {
        dst: "ff02::1:ff54:c8e2",
        lladdr: "33:33:ff:54:c8:e2",
        probes: 0,
        cacheinfo: { confirmed: 6142, used: 142, updated: 142, refcnt: 0 },
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "58000000 1c00 0200 00000000 00000000", // nlmsghdr: 88 bytes, RTM_NEWNEIGH, flags 0x2
      "0a 000000 67000000 4000 00 05", // ndmsg: family 10, ifindex 103, state 64, type 5
      "1400 0100 ff020000000000000000000000000016", // NDA_DST ff02::16
      "0a00 0200 333300000016 0000", // NDA_LLADDR 33:33:00:00:00:16
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 1f180000af000000af00000000000000", // NDA_CACHEINFO confirmed 6175, used 175, updated 175, refcnt 0
    ],
    value: {
      header: { family: 10, ifindex: 103, state: 64, flags: 0, type: 5 },
      attributes: {
        dst: "ff02::16",
        lladdr: "33:33:00:00:00:16",
        probes: 0,
        cacheinfo: { confirmed: 6175, used: 175, updated: 175, refcnt: 0 },
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "58000000 1c00 0200 00000000 00000000", // nlmsghdr: 88 bytes, RTM_NEWNEIGH, flags 0x2
      "0a 000000 66000000 4000 00 05", // ndmsg: family 10, ifindex 102, state 64, type 5
      "1400 0100 ff020000000000000000000000000002", // NDA_DST ff02::2
      "0a00 0200 333300000002 0000", // NDA_LLADDR 33:33:00:00:00:02
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 98170000280000002800000000000000", // NDA_CACHEINFO confirmed 6040, used 40, updated 40, refcnt 0
    ],
    value: {
      header: { family: 10, ifindex: 102, state: 64, flags: 0, type: 5 },
      attributes: {
        dst: "ff02::2",
        lladdr: "33:33:00:00:00:02",
        probes: 0,
        cacheinfo: { confirmed: 6040, used: 40, updated: 40, refcnt: 0 },
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "58000000 1c00 0200 00000000 00000000", // nlmsghdr: 88 bytes, RTM_NEWNEIGH, flags 0x2
      "0a 000000 67000000 4000 00 05", // ndmsg: family 10, ifindex 103, state 64, type 5
      "1400 0100 ff0200000000000000000001ff114181", // NDA_DST ff02::1:ff11:4181
      "0a00 0200 3333ff114181 0000", // NDA_LLADDR 33:33:ff:11:41:81
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 c4170000540000005400000000000000", // NDA_CACHEINFO confirmed 6084, used 84, updated 84, refcnt 0
    ],
    value: {
      header: { family: 10, ifindex: 103, state: 64, flags: 0, type: 5 },
      attributes: {
        dst: "ff02::1:ff11:4181",
        lladdr: "33:33:ff:11:41:81",
        probes: 0,
        cacheinfo: { confirmed: 6084, used: 84, updated: 84, refcnt: 0 },
      },
    },
  },
  {
    name: "ip neighbour show nud all",
    bytes: [
      "58000000 1c00 0200 00000000 00000000", // nlmsghdr: 88 bytes, RTM_NEWNEIGH, flags 0x2
      "0a 000000 66000000 4000 00 05", // ndmsg: family 10, ifindex 102, state 64, type 5
      "1400 0100 ff020000000000000000000000000016", // NDA_DST ff02::16
      "0a00 0200 333300000016 0000", // NDA_LLADDR 33:33:00:00:00:16
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 1f180000af000000af00000000000000", // NDA_CACHEINFO confirmed 6175, used 175, updated 175, refcnt 0
    ],
    value: {
      header: { family: 10, ifindex: 102, state: 64, flags: 0, type: 5 },
      attributes: {
        dst: "ff02::16",
        lladdr: "33:33:00:00:00:16",
        probes: 0,
        cacheinfo: { confirmed: 6175, used: 175, updated: 175, refcnt: 0 },
      },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "4c000000 1c00 0200 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 66000000 0200 00 00", // ndmsg: family 7, ifindex 102, state 2
      "0a00 0200 ea46f1114181 0000", // NDA_LLADDR ea:46:f1:11:41:81
      "0800 0900 68000000", // NDA_MASTER 104
      "0800 0f00 00000000", // NDA_FLAGS_EXT 0
      "1400 0300 00000000ba0000001400000000000000", // NDA_CACHEINFO confirmed 0, used 186, updated 20, refcnt 0
    ],
    value: {
      header: { family: 7, ifindex: 102, state: 2, flags: 0, type: 0 },
      attributes: {
        lladdr: "ea:46:f1:11:41:81",
        master: 104,
        flagsExt: 0,
        cacheinfo: { confirmed: 0, used: 186, updated: 20, refcnt: 0 },
      },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "4c000000 1c00 0200 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 66000000 8000 00 00", // ndmsg: family 7, ifindex 102, state 128
      "0a00 0200 3e589754c8e2 0000", // NDA_LLADDR 3e:58:97:54:c8:e2
      "0800 0900 68000000", // NDA_MASTER 104
      "0800 0f00 00000000", // NDA_FLAGS_EXT 0
      "1400 0300 00000000bb000000bb00000000000000", // NDA_CACHEINFO confirmed 0, used 187, updated 187, refcnt 0
    ],
    value: {
      header: { family: 7, ifindex: 102, state: 128, flags: 0, type: 0 },
      attributes: {
        lladdr: "3e:58:97:54:c8:e2",
        master: 104,
        flagsExt: 0,
        cacheinfo: { confirmed: 0, used: 187, updated: 187, refcnt: 0 },
      },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "28000000 1c00 0200 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 66000000 8000 02 00", // ndmsg: family 7, ifindex 102, state 128, flags 2
      "0a00 0200 333300000001 0000", // NDA_LLADDR 33:33:00:00:00:01
    ],
    value: {
      header: { family: 7, ifindex: 102, state: 128, flags: 2, type: 0 },
      attributes: { lladdr: "33:33:00:00:00:01" },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "28000000 1c00 0200 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 66000000 8000 02 00", // ndmsg: family 7, ifindex 102, state 128, flags 2
      "0a00 0200 01005e000001 0000", // NDA_LLADDR 01:00:5e:00:00:01
    ],
    value: {
      header: { family: 7, ifindex: 102, state: 128, flags: 2, type: 0 },
      attributes: { lladdr: "01:00:5e:00:00:01" },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "28000000 1c00 0200 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 66000000 8000 02 00", // ndmsg: family 7, ifindex 102, state 128, flags 2
      "0a00 0200 3333ff54c8e2 0000", // NDA_LLADDR 33:33:ff:54:c8:e2
    ],
    value: {
      header: { family: 7, ifindex: 102, state: 128, flags: 2, type: 0 },
      attributes: { lladdr: "33:33:ff:54:c8:e2" },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "28000000 1c00 0200 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 67000000 8000 02 00", // ndmsg: family 7, ifindex 103, state 128, flags 2
      "0a00 0200 333300000001 0000", // NDA_LLADDR 33:33:00:00:00:01
    ],
    value: {
      header: { family: 7, ifindex: 103, state: 128, flags: 2, type: 0 },
      attributes: { lladdr: "33:33:00:00:00:01" },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "28000000 1c00 0200 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 67000000 8000 02 00", // ndmsg: family 7, ifindex 103, state 128, flags 2
      "0a00 0200 01005e000001 0000", // NDA_LLADDR 01:00:5e:00:00:01
    ],
    value: {
      header: { family: 7, ifindex: 103, state: 128, flags: 2, type: 0 },
      attributes: { lladdr: "01:00:5e:00:00:01" },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "28000000 1c00 0200 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 67000000 8000 02 00", // ndmsg: family 7, ifindex 103, state 128, flags 2
      "0a00 0200 3333ff114181 0000", // NDA_LLADDR 33:33:ff:11:41:81
    ],
    value: {
      header: { family: 7, ifindex: 103, state: 128, flags: 2, type: 0 },
      attributes: { lladdr: "33:33:ff:11:41:81" },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "28000000 1c00 0200 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 67000000 8000 02 00", // ndmsg: family 7, ifindex 103, state 128, flags 2
      "0a00 0200 3333ff000001 0000", // NDA_LLADDR 33:33:ff:00:00:01
    ],
    value: {
      header: { family: 7, ifindex: 103, state: 128, flags: 2, type: 0 },
      attributes: { lladdr: "33:33:ff:00:00:01" },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "28000000 1c00 0200 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 68000000 8000 02 00", // ndmsg: family 7, ifindex 104, state 128, flags 2
      "0a00 0200 333300000001 0000", // NDA_LLADDR 33:33:00:00:00:01
    ],
    value: {
      header: { family: 7, ifindex: 104, state: 128, flags: 2, type: 0 },
      attributes: { lladdr: "33:33:00:00:00:01" },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "28000000 1c00 0200 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 68000000 8000 02 00", // ndmsg: family 7, ifindex 104, state 128, flags 2
      "0a00 0200 01005e00006a 0000", // NDA_LLADDR 01:00:5e:00:00:6a
    ],
    value: {
      header: { family: 7, ifindex: 104, state: 128, flags: 2, type: 0 },
      attributes: { lladdr: "01:00:5e:00:00:6a" },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "28000000 1c00 0200 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 68000000 8000 02 00", // ndmsg: family 7, ifindex 104, state 128, flags 2
      "0a00 0200 33330000006a 0000", // NDA_LLADDR 33:33:00:00:00:6a
    ],
    value: {
      header: { family: 7, ifindex: 104, state: 128, flags: 2, type: 0 },
      attributes: { lladdr: "33:33:00:00:00:6a" },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "28000000 1c00 0200 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 68000000 8000 02 00", // ndmsg: family 7, ifindex 104, state 128, flags 2
      "0a00 0200 01005e000001 0000", // NDA_LLADDR 01:00:5e:00:00:01
    ],
    value: {
      header: { family: 7, ifindex: 104, state: 128, flags: 2, type: 0 },
      attributes: { lladdr: "01:00:5e:00:00:01" },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "28000000 1c00 0200 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 68000000 8000 02 00", // ndmsg: family 7, ifindex 104, state 128, flags 2
      "0a00 0200 3333ff54c8e2 0000", // NDA_LLADDR 33:33:ff:54:c8:e2
    ],
    value: {
      header: { family: 7, ifindex: 104, state: 128, flags: 2, type: 0 },
      attributes: { lladdr: "33:33:ff:54:c8:e2" },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "44000000 1c00 0200 00000000 00000000", // nlmsghdr: 68 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 69000000 c000 02 01", // ndmsg: family 7, ifindex 105, state 192, flags 2, type 1
      "0a00 0200 000000000000 0000", // NDA_LLADDR 00:00:00:00:00:00
      "0800 0100 0a090008", // NDA_DST 10.9.0.8
      "1400 0300 00000000040000005900000000000000", // NDA_CACHEINFO confirmed 0, used 4, updated 89, refcnt 0
    ],
    value: {
      header: { family: 7, ifindex: 105, state: 192, flags: 2, type: 1 },
      attributes: {
        lladdr: "00:00:00:00:00:00",
        dst: "10.9.0.8",
        cacheinfo: { confirmed: 0, used: 4, updated: 89, refcnt: 0 },
      },
    },
  },
  {
    name: "bridge fdb show",
    bytes: [
      "54000000 1c00 0200 00000000 00000000", // nlmsghdr: 84 bytes, RTM_NEWNEIGH, flags 0x2
      "07 000000 69000000 c000 02 01", // ndmsg: family 7, ifindex 105, state 192, flags 2, type 1
      "0a00 0200 0200000000bb 0000", // NDA_LLADDR 02:00:00:00:00:bb
      "0800 0100 0a090007", // NDA_DST 10.9.0.7
      "0600 0600 12b6 0000", // NDA_PORT 4790
      "0800 0700 07000000", // NDA_VNI 7
      "1400 0300 000000005e0000005e00000000000000", // NDA_CACHEINFO confirmed 0, used 94, updated 94, refcnt 0
    ],
    value: {
      header: { family: 7, ifindex: 105, state: 192, flags: 2, type: 1 },
      attributes: {
        lladdr: "02:00:00:00:00:bb",
        dst: "10.9.0.7",
        port: 4790,
        vni: 7,
        cacheinfo: { confirmed: 0, used: 94, updated: 94, refcnt: 0 },
      },
    },
  },
  {
    name: "ip neighbour show (7.3)",
    bytes: [
      "5c000000 1c00 0200 00000000 00000000", // nlmsghdr: 92 bytes, RTM_NEWNEIGH, flags 0x2
      "02 000000 67000000 0400 10 03", // ndmsg: family 2, ifindex 103, state 4, flags 16, type 3
      "0800 0100 0a000001", // NDA_DST 10.0.0.1
      "0a00 0200 0200000000020000", // NDA_LLADDR 02:00:00:00:00:02
      "0800 0400 00000000", // NDA_PROBES 0
      "1400 0300 71170000010000000100000000000000", // NDA_CACHEINFO { confirmed: 6001, used: 1, updated: 1, refcnt: 0 }
      "0500 0c00 63000000", // NDA_PROTOCOL 99
      "0800 0f00 04000000", // NDA_FLAGS_EXT 4
    ],
    value: {
      header: { family: 2, ifindex: 103, state: 4, flags: 16, type: 3 },
      attributes: {
        dst: "10.0.0.1",
        lladdr: "02:00:00:00:00:02",
        probes: 0,
        cacheinfo: { confirmed: 6001, used: 1, updated: 1, refcnt: 0 },
        protocol: 99,
        flagsExt: 4,
      },
    },
  },
  {
    name: "ip neighbour show (7.3)",
    bytes: [
      "54000000 1c00 0200 00000000 00000000", // nlmsghdr: 84 bytes, RTM_NEWNEIGH, flags 0x2
      "0a 000000 67000000 0100 00 01", // ndmsg: family 10, ifindex 103, state 1, type 1
      "1400 0100 20010db8000000000000000000000005", // NDA_DST 2001:db8::5
      "0800 0400 04000000", // NDA_PROBES 4
      "1400 0300 71170000010000000100000001000000", // NDA_CACHEINFO { confirmed: 6001, used: 1, updated: 1, refcnt: 1 }
      "0800 0f00 01000000", // NDA_FLAGS_EXT 1
    ],
    value: {
      header: { family: 10, ifindex: 103, state: 1, flags: 0, type: 1 },
      attributes: {
        dst: "2001:db8::5",
        probes: 4,
        cacheinfo: { confirmed: 6001, used: 1, updated: 1, refcnt: 1 },
        flagsExt: 1,
      },
    },
  },
  {
    name: "ip neighbour show (7.3)",
    bytes: [
      "2c000000 1c00 0200 00000000 00000000", // nlmsghdr: 44 bytes, RTM_NEWNEIGH, flags 0x2
      "02 000000 00000000 0000 08 01", // ndmsg: family 2, flags 8, type 1
      "0800 0100 0a000009", // NDA_DST 10.0.0.9
      "0500 0c00 04000000", // NDA_PROTOCOL 4
    ],
    value: {
      header: { family: 2, ifindex: 0, state: 0, flags: 8, type: 1 },
      attributes: { dst: "10.0.0.9", protocol: 4 },
    },
  },
];
