import type { ReplyRow, RequestRow } from "../../../support/golden.ts";

/** State in which the commands were run: interface 102 is v1, 103 is v0. */
export const setup: readonly string[] = [
  "ip link set lo up",
  "ip link add v0 index 103 type veth peer name v1 index 102",
  "ip link set v0 up",
  "ip link set v1 up",
];

/** Requests of `ip` 6.1 as strace saw them (sequence number and port id zeroed), in the order in which they were made. */
export const requests: readonly RequestRow[] = [
  {
    name: "adds an IPv4 address",
    command: "ip address add 10.0.0.1/24 dev v0",
    request: (ops) => ops.address.add(103, "10.0.0.1/24"),
    bytes: [
      "28000000 1400 0506 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWADDR, flags 0x605
      "02 18 00 00 67000000", // ifaddrmsg: family 2, prefixlen 24, index 103
      "0800 0200 0a000001", // IFA_LOCAL 10.0.0.1
      "0800 0100 0a000001", // IFA_ADDRESS 10.0.0.1
    ],
    value: {
      header: { family: 2, prefixlen: 24, flags: 0, scope: 0, index: 103 },
      attributes: { local: "10.0.0.1", address: "10.0.0.1" },
    },
  },
  {
    name: "computes the broadcast address",
    command: "ip address add 10.0.1.1/24 brd + dev v0",
    request: (ops) => ops.address.add(103, "10.0.1.1/24", { broadcast: "auto" }),
    bytes: [
      "30000000 1400 0506 00000000 00000000", // nlmsghdr: 48 bytes, RTM_NEWADDR, flags 0x605
      "02 18 00 00 67000000", // ifaddrmsg: family 2, prefixlen 24, index 103
      "0800 0200 0a000101", // IFA_LOCAL 10.0.1.1
      "0800 0100 0a000101", // IFA_ADDRESS 10.0.1.1
      "0800 0400 0a0001ff", // IFA_BROADCAST 10.0.1.255
    ],
    value: {
      header: { family: 2, prefixlen: 24, flags: 0, scope: 0, index: 103 },
      attributes: { local: "10.0.1.1", address: "10.0.1.1", broadcast: "10.0.1.255" },
    },
  },
  {
    name: "takes a broadcast address and a label",
    command: "ip address add 10.0.2.1/24 brd 10.0.2.255 dev v0 label v0:x",
    request: (ops) => ops.address.add(103, "10.0.2.1/24", { broadcast: "10.0.2.255", label: "v0:x" }),
    bytes: [
      "3c000000 1400 0506 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWADDR, flags 0x605
      "02 18 00 00 67000000", // ifaddrmsg: family 2, prefixlen 24, index 103
      "0800 0200 0a000201", // IFA_LOCAL 10.0.2.1
      "0800 0400 0a0002ff", // IFA_BROADCAST 10.0.2.255
      "0900 0300 76303a7800 000000", // IFA_LABEL v0:x
      "0800 0100 0a000201", // IFA_ADDRESS 10.0.2.1
    ],
    value: {
      header: { family: 2, prefixlen: 24, flags: 0, scope: 0, index: 103 },
      attributes: { local: "10.0.2.1", broadcast: "10.0.2.255", label: "v0:x", address: "10.0.2.1" },
    },
  },
  {
    name: "adds a point-to-point address",
    command: "ip address add 10.0.3.1 peer 10.0.3.2/32 dev v0",
    request: (ops) => ops.address.add(103, "10.0.3.1", { peer: "10.0.3.2/32" }),
    bytes: [
      "28000000 1400 0506 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWADDR, flags 0x605
      "02 20 00 00 67000000", // ifaddrmsg: family 2, prefixlen 32, index 103
      "0800 0200 0a000301", // IFA_LOCAL 10.0.3.1
      "0800 0100 0a000302", // IFA_ADDRESS 10.0.3.2
    ],
    value: {
      header: { family: 2, prefixlen: 32, flags: 0, scope: 0, index: 103 },
      attributes: { local: "10.0.3.1", address: "10.0.3.2" },
    },
  },
  {
    name: "adds one end of a /31",
    command: "ip address add 10.0.4.0/31 dev v0",
    request: (ops) => ops.address.add(103, "10.0.4.0/31"),
    bytes: [
      "28000000 1400 0506 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWADDR, flags 0x605
      "02 1f 00 00 67000000", // ifaddrmsg: family 2, prefixlen 31, index 103
      "0800 0200 0a000400", // IFA_LOCAL 10.0.4.0
      "0800 0100 0a000400", // IFA_ADDRESS 10.0.4.0
    ],
    value: {
      header: { family: 2, prefixlen: 31, flags: 0, scope: 0, index: 103 },
      attributes: { local: "10.0.4.0", address: "10.0.4.0" },
    },
  },
  {
    name: "gives a /32 a scope",
    command: "ip address add 10.0.5.1/32 dev v0 scope host",
    request: (ops) => ops.address.add(103, "10.0.5.1/32", { scope: "host" }),
    bytes: [
      "28000000 1400 0506 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWADDR, flags 0x605
      "02 20 00 fe 67000000", // ifaddrmsg: family 2, prefixlen 32, scope 254, index 103
      "0800 0200 0a000501", // IFA_LOCAL 10.0.5.1
      "0800 0100 0a000501", // IFA_ADDRESS 10.0.5.1
    ],
    value: {
      header: { family: 2, prefixlen: 32, flags: 0, scope: 254, index: 103 },
      attributes: { local: "10.0.5.1", address: "10.0.5.1" },
    },
  },
  {
    name: "takes 32 bits where none are given",
    command: "ip address add 10.0.5.2 dev v0",
    request: (ops) => ops.address.add(103, "10.0.5.2"),
    bytes: [
      "28000000 1400 0506 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWADDR, flags 0x605
      "02 20 00 00 67000000", // ifaddrmsg: family 2, prefixlen 32, index 103
      "0800 0200 0a000502", // IFA_LOCAL 10.0.5.2
      "0800 0100 0a000502", // IFA_ADDRESS 10.0.5.2
    ],
    value: {
      header: { family: 2, prefixlen: 32, flags: 0, scope: 0, index: 103 },
      attributes: { local: "10.0.5.2", address: "10.0.5.2" },
    },
  },
  {
    name: "keeps 127/8 on the host",
    command: "ip address add 127.0.5.2/8 dev v0",
    request: (ops) => ops.address.add(103, "127.0.5.2/8"),
    bytes: [
      "28000000 1400 0506 00000000 00000000", // nlmsghdr: 40 bytes, RTM_NEWADDR, flags 0x605
      "02 08 00 fe 67000000", // ifaddrmsg: family 2, prefixlen 8, scope 254, index 103
      "0800 0200 7f000502", // IFA_LOCAL 127.0.5.2
      "0800 0100 7f000502", // IFA_ADDRESS 127.0.5.2
    ],
    value: {
      header: { family: 2, prefixlen: 8, flags: 0, scope: 254, index: 103 },
      attributes: { local: "127.0.5.2", address: "127.0.5.2" },
    },
  },
  {
    name: "writes flags beyond the header's eight bits as an attribute",
    command: "ip address add 10.0.6.1/24 dev v0 metric 77 noprefixroute",
    request: (ops) => ops.address.add(103, "10.0.6.1/24", { metric: 77, flags: ["noprefixroute"] }),
    bytes: [
      "38000000 1400 0506 00000000 00000000", // nlmsghdr: 56 bytes, RTM_NEWADDR, flags 0x605
      "02 18 00 00 67000000", // ifaddrmsg: family 2, prefixlen 24, index 103
      "0800 0200 0a000601", // IFA_LOCAL 10.0.6.1
      "0800 0900 4d000000", // IFA_RT_PRIORITY 77
      "0800 0800 00020000", // IFA_FLAGS 512
      "0800 0100 0a000601", // IFA_ADDRESS 10.0.6.1
    ],
    value: {
      header: { family: 2, prefixlen: 24, flags: 0, scope: 0, index: 103 },
      attributes: { local: "10.0.6.1", rtPriority: 77, flags: 512, address: "10.0.6.1" },
    },
  },
  {
    name: "sends a metric of 0",
    command: "ip address add 10.0.6.2/24 dev v0 metric 0",
    request: (ops) => ops.address.add(103, "10.0.6.2/24", { metric: 0 }),
    bytes: [
      "30000000 1400 0506 00000000 00000000", // nlmsghdr: 48 bytes, RTM_NEWADDR, flags 0x605
      "02 18 00 00 67000000", // ifaddrmsg: family 2, prefixlen 24, index 103
      "0800 0200 0a000602", // IFA_LOCAL 10.0.6.2
      "0800 0900 00000000", // IFA_RT_PRIORITY 0
      "0800 0100 0a000602", // IFA_ADDRESS 10.0.6.2
    ],
    value: {
      header: { family: 2, prefixlen: 24, flags: 0, scope: 0, index: 103 },
      attributes: { local: "10.0.6.2", rtPriority: 0, address: "10.0.6.2" },
    },
  },
  {
    name: "limits the lifetime",
    command: "ip address add 10.0.7.1/24 dev v0 valid_lft 600 preferred_lft 300",
    request: (ops) => ops.address.add(103, "10.0.7.1/24", { validSeconds: 600, preferredSeconds: 300 }),
    bytes: [
      "3c000000 1400 0506 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWADDR, flags 0x605
      "02 18 00 00 67000000", // ifaddrmsg: family 2, prefixlen 24, index 103
      "0800 0200 0a000701", // IFA_LOCAL 10.0.7.1
      "0800 0100 0a000701", // IFA_ADDRESS 10.0.7.1
      "1400 0600 2c010000580200000000000000000000", // IFA_CACHEINFO preferred 300, valid 600
    ],
    value: {
      header: { family: 2, prefixlen: 24, flags: 0, scope: 0, index: 103 },
      attributes: {
        local: "10.0.7.1",
        address: "10.0.7.1",
        cacheinfo: { prefered: 300, valid: 600, cstamp: 0, tstamp: 0 },
      },
    },
  },
  {
    name: "adds an IPv6 address without duplicate detection",
    command: "ip -6 address add 2001:db8::1/64 dev v0 nodad",
    request: (ops) => ops.address.add(103, "2001:db8::1/64", { flags: ["nodad"] }),
    bytes: [
      "40000000 1400 0506 00000000 00000000", // nlmsghdr: 64 bytes, RTM_NEWADDR, flags 0x605
      "0a 40 02 00 67000000", // ifaddrmsg: family 10, prefixlen 64, flags 2, index 103
      "1400 0200 20010db8000000000000000000000001", // IFA_LOCAL 2001:db8::1
      "1400 0100 20010db8000000000000000000000001", // IFA_ADDRESS 2001:db8::1
    ],
    value: {
      header: { family: 10, prefixlen: 64, flags: 2, scope: 0, index: 103 },
      attributes: { local: "2001:db8::1", address: "2001:db8::1" },
    },
  },
  {
    name: "deprecates at once",
    command: "ip -6 address add 2001:db8:1::1/64 dev v0 valid_lft 600 preferred_lft 0 home",
    request: (ops) =>
      ops.address.add(103, "2001:db8:1::1/64", { validSeconds: 600, preferredSeconds: 0, flags: ["homeaddress"] }),
    bytes: [
      "54000000 1400 0506 00000000 00000000", // nlmsghdr: 84 bytes, RTM_NEWADDR, flags 0x605
      "0a 40 10 00 67000000", // ifaddrmsg: family 10, prefixlen 64, flags 16, index 103
      "1400 0200 20010db8000100000000000000000001", // IFA_LOCAL 2001:db8:1::1
      "1400 0100 20010db8000100000000000000000001", // IFA_ADDRESS 2001:db8:1::1
      "1400 0600 00000000580200000000000000000000", // IFA_CACHEINFO preferred 0, valid 600
    ],
    value: {
      header: { family: 10, prefixlen: 64, flags: 16, scope: 0, index: 103 },
      attributes: {
        local: "2001:db8:1::1",
        address: "2001:db8:1::1",
        cacheinfo: { prefered: 0, valid: 600, cstamp: 0, tstamp: 0 },
      },
    },
  },
  {
    name: "adds an IPv6 point-to-point address",
    command: "ip -6 address add 2001:db8:2::1 peer 2001:db8:2::2/128 dev v0",
    request: (ops) => ops.address.add(103, "2001:db8:2::1", { peer: "2001:db8:2::2/128" }),
    bytes: [
      "40000000 1400 0506 00000000 00000000", // nlmsghdr: 64 bytes, RTM_NEWADDR, flags 0x605
      "0a 80 00 00 67000000", // ifaddrmsg: family 10, prefixlen 128, index 103
      "1400 0200 20010db8000200000000000000000001", // IFA_LOCAL 2001:db8:2::1
      "1400 0100 20010db8000200000000000000000002", // IFA_ADDRESS 2001:db8:2::2
    ],
    value: {
      header: { family: 10, prefixlen: 128, flags: 0, scope: 0, index: 103 },
      attributes: { local: "2001:db8:2::1", address: "2001:db8:2::2" },
    },
  },
  {
    name: "combines flags",
    command: "ip -6 address add 2001:db8:3::1/64 dev v0 mngtmpaddr noprefixroute",
    request: (ops) => ops.address.add(103, "2001:db8:3::1/64", { flags: ["managetempaddr", "noprefixroute"] }),
    bytes: [
      "48000000 1400 0506 00000000 00000000", // nlmsghdr: 72 bytes, RTM_NEWADDR, flags 0x605
      "0a 40 00 00 67000000", // ifaddrmsg: family 10, prefixlen 64, index 103
      "1400 0200 20010db8000300000000000000000001", // IFA_LOCAL 2001:db8:3::1
      "0800 0800 00030000", // IFA_FLAGS 768
      "1400 0100 20010db8000300000000000000000001", // IFA_ADDRESS 2001:db8:3::1
    ],
    value: {
      header: { family: 10, prefixlen: 64, flags: 0, scope: 0, index: 103 },
      attributes: { local: "2001:db8:3::1", flags: 768, address: "2001:db8:3::1" },
    },
  },
  {
    name: "changes an address",
    command: "ip address change 10.0.1.1/24 dev v0 valid_lft 200 preferred_lft 100",
    request: (ops) => ops.address.change(103, "10.0.1.1/24", { validSeconds: 200, preferredSeconds: 100 }),
    bytes: [
      "3c000000 1400 0501 00000000 00000000", // nlmsghdr: 60 bytes, RTM_NEWADDR, flags 0x105
      "02 18 00 00 67000000", // ifaddrmsg: family 2, prefixlen 24, index 103
      "0800 0200 0a000101", // IFA_LOCAL 10.0.1.1
      "0800 0100 0a000101", // IFA_ADDRESS 10.0.1.1
      "1400 0600 64000000c80000000000000000000000", // IFA_CACHEINFO preferred 100, valid 200
    ],
    value: {
      header: { family: 2, prefixlen: 24, flags: 0, scope: 0, index: 103 },
      attributes: {
        local: "10.0.1.1",
        address: "10.0.1.1",
        cacheinfo: { prefered: 100, valid: 200, cstamp: 0, tstamp: 0 },
      },
    },
  },
  {
    name: "replaces an address",
    command: "ip address replace 10.0.1.1/24 dev v0 metric 3",
    request: (ops) => ops.address.replace(103, "10.0.1.1/24", { metric: 3 }),
    bytes: [
      "30000000 1400 0505 00000000 00000000", // nlmsghdr: 48 bytes, RTM_NEWADDR, flags 0x505
      "02 18 00 00 67000000", // ifaddrmsg: family 2, prefixlen 24, index 103
      "0800 0200 0a000101", // IFA_LOCAL 10.0.1.1
      "0800 0900 03000000", // IFA_RT_PRIORITY 3
      "0800 0100 0a000101", // IFA_ADDRESS 10.0.1.1
    ],
    value: {
      header: { family: 2, prefixlen: 24, flags: 0, scope: 0, index: 103 },
      attributes: { local: "10.0.1.1", rtPriority: 3, address: "10.0.1.1" },
    },
  },
  {
    name: "deletes an address",
    command: "ip address del 10.0.0.1/24 dev v0",
    request: (ops) => ops.address.delete(103, "10.0.0.1/24"),
    bytes: [
      "28000000 1500 0500 00000000 00000000", // nlmsghdr: 40 bytes, RTM_DELADDR, flags 0x5
      "02 18 00 00 67000000", // ifaddrmsg: family 2, prefixlen 24, index 103
      "0800 0200 0a000001", // IFA_LOCAL 10.0.0.1
      "0800 0100 0a000001", // IFA_ADDRESS 10.0.0.1
    ],
    value: {
      header: { family: 2, prefixlen: 24, flags: 0, scope: 0, index: 103 },
      attributes: { local: "10.0.0.1", address: "10.0.0.1" },
    },
  },
  {
    name: "deletes a point-to-point address",
    command: "ip address del 10.0.3.1 peer 10.0.3.2/32 dev v0",
    request: (ops) => ops.address.delete(103, "10.0.3.1", { peer: "10.0.3.2/32" }),
    bytes: [
      "28000000 1500 0500 00000000 00000000", // nlmsghdr: 40 bytes, RTM_DELADDR, flags 0x5
      "02 20 00 00 67000000", // ifaddrmsg: family 2, prefixlen 32, index 103
      "0800 0200 0a000301", // IFA_LOCAL 10.0.3.1
      "0800 0100 0a000302", // IFA_ADDRESS 10.0.3.2
    ],
    value: {
      header: { family: 2, prefixlen: 32, flags: 0, scope: 0, index: 103 },
      attributes: { local: "10.0.3.1", address: "10.0.3.2" },
    },
  },
  {
    name: "deletes an IPv4 address whatever its length",
    command: "ip address del 10.0.7.1 dev v0",
    request: (ops) => ops.address.delete(103, "10.0.7.1"),
    bytes: [
      "20000000 1500 0500 00000000 00000000", // nlmsghdr: 32 bytes, RTM_DELADDR, flags 0x5
      "02 20 00 00 67000000", // ifaddrmsg: family 2, prefixlen 32, index 103
      "0800 0200 0a000701", // IFA_LOCAL 10.0.7.1
    ],
    value: { header: { family: 2, prefixlen: 32, flags: 0, scope: 0, index: 103 }, attributes: { local: "10.0.7.1" } },
  },
  {
    name: "deletes an IPv6 address",
    command: "ip -6 address del 2001:db8::1/64 dev v0",
    request: (ops) => ops.address.delete(103, "2001:db8::1/64"),
    bytes: [
      "40000000 1500 0500 00000000 00000000", // nlmsghdr: 64 bytes, RTM_DELADDR, flags 0x5
      "0a 40 00 00 67000000", // ifaddrmsg: family 10, prefixlen 64, index 103
      "1400 0200 20010db8000000000000000000000001", // IFA_LOCAL 2001:db8::1
      "1400 0100 20010db8000000000000000000000001", // IFA_ADDRESS 2001:db8::1
    ],
    value: {
      header: { family: 10, prefixlen: 64, flags: 0, scope: 0, index: 103 },
      attributes: { local: "2001:db8::1", address: "2001:db8::1" },
    },
  },
  {
    name: "lists all",
    command: "ip address show",
    request: (ops) => ops.address.list(),
    bytes: [
      "18000000 1600 0103 00000000 00000000", // nlmsghdr: 24 bytes, RTM_GETADDR, flags 0x301
      "00 00 00 00 00000000", // ifaddrmsg
    ],
    value: { header: { family: 0, prefixlen: 0, flags: 0, scope: 0, index: 0 }, attributes: {} },
  },
  {
    name: "lists those of one link",
    command: "ip address show dev v0",
    request: (ops) => ops.address.list({ dev: 103 }),
    bytes: [
      "18000000 1600 0103 00000000 00000000", // nlmsghdr: 24 bytes, RTM_GETADDR, flags 0x301
      "00 00 00 00 67000000", // ifaddrmsg: index 103
    ],
    value: { header: { family: 0, prefixlen: 0, flags: 0, scope: 0, index: 103 }, attributes: {} },
  },
  {
    name: "lists those of one family and link",
    command: "ip -6 address show dev v0",
    request: (ops) => ops.address.list({ family: "inet6", dev: 103 }),
    bytes: [
      "18000000 1600 0103 00000000 00000000", // nlmsghdr: 24 bytes, RTM_GETADDR, flags 0x301
      "0a 00 00 00 67000000", // ifaddrmsg: family 10, index 103
    ],
    value: { header: { family: 10, prefixlen: 0, flags: 0, scope: 0, index: 103 }, attributes: {} },
  },
];

/** Messages of the kernel as `ip` received them. */
export const replies: readonly ReplyRow[] = [
  {
    name: "ip address show",
    bytes: [
      "4c000000 1400 0200 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWADDR, flags 0x2
      "02 08 80 fe 01000000", // ifaddrmsg: family 2, prefixlen 8, flags 128, scope 254, index 1
      "0800 0100 7f000001", // IFA_ADDRESS 127.0.0.1
      "0800 0200 7f000001", // IFA_LOCAL 127.0.0.1
      "0700 0300 6c6f00 00", // IFA_LABEL lo
      "0800 0800 80000000", // IFA_FLAGS 128
      "1400 0600 ffffffffffffffff6bb905006bb90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
    ],
    value: {
      header: { family: 2, prefixlen: 8, flags: 128, scope: 254, index: 1 },
      attributes: {
        address: "127.0.0.1",
        local: "127.0.0.1",
        label: "lo",
        flags: 128,
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375147, tstamp: 375147 },
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "4c000000 1400 0200 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWADDR, flags 0x2
      "02 20 80 fe 67000000", // ifaddrmsg: family 2, prefixlen 32, flags 128, scope 254, index 103
      "0800 0100 0a000501", // IFA_ADDRESS 10.0.5.1
      "0800 0200 0a000501", // IFA_LOCAL 10.0.5.1
      "0700 0300 763000 00", // IFA_LABEL v0
      "0800 0800 80000000", // IFA_FLAGS 128
      "1400 0600 ffffffffffffffff92b9050092b90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
    ],
    value: {
      header: { family: 2, prefixlen: 32, flags: 128, scope: 254, index: 103 },
      attributes: {
        address: "10.0.5.1",
        local: "10.0.5.1",
        label: "v0",
        flags: 128,
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375186, tstamp: 375186 },
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "4c000000 1400 0200 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWADDR, flags 0x2
      "02 08 80 fe 67000000", // ifaddrmsg: family 2, prefixlen 8, flags 128, scope 254, index 103
      "0800 0100 7f000502", // IFA_ADDRESS 127.0.5.2
      "0800 0200 7f000502", // IFA_LOCAL 127.0.5.2
      "0700 0300 763000 00", // IFA_LABEL v0
      "0800 0800 80000000", // IFA_FLAGS 128
      "1400 0600 ffffffffffffffff9db905009db90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
    ],
    value: {
      header: { family: 2, prefixlen: 8, flags: 128, scope: 254, index: 103 },
      attributes: {
        address: "127.0.5.2",
        local: "127.0.5.2",
        label: "v0",
        flags: 128,
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375197, tstamp: 375197 },
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "5c000000 1400 0200 00000000 00000000", // nlmsghdr: 92 bytes, RTM_NEWADDR, flags 0x2
      "02 18 80 00 67000000", // ifaddrmsg: family 2, prefixlen 24, flags 128, index 103
      "0800 0100 0a000101", // IFA_ADDRESS 10.0.1.1
      "0800 0200 0a000101", // IFA_LOCAL 10.0.1.1
      "0800 0400 0a0001ff", // IFA_BROADCAST 10.0.1.255
      "0700 0300 763000 00", // IFA_LABEL v0
      "0800 0800 80000000", // IFA_FLAGS 128
      "0800 0900 03000000", // IFA_RT_PRIORITY 3
      "1400 0600 ffffffffffffffff79b90500d5b90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
    ],
    value: {
      header: { family: 2, prefixlen: 24, flags: 128, scope: 0, index: 103 },
      attributes: {
        address: "10.0.1.1",
        local: "10.0.1.1",
        broadcast: "10.0.1.255",
        label: "v0",
        flags: 128,
        rtPriority: 3,
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375161, tstamp: 375253 },
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "58000000 1400 0200 00000000 00000000", // nlmsghdr: 88 bytes, RTM_NEWADDR, flags 0x2
      "02 18 80 00 67000000", // ifaddrmsg: family 2, prefixlen 24, flags 128, index 103
      "0800 0100 0a000201", // IFA_ADDRESS 10.0.2.1
      "0800 0200 0a000201", // IFA_LOCAL 10.0.2.1
      "0800 0400 0a0002ff", // IFA_BROADCAST 10.0.2.255
      "0900 0300 76303a7800 000000", // IFA_LABEL v0:x
      "0800 0800 80000000", // IFA_FLAGS 128
      "1400 0600 ffffffffffffffff80b9050080b90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
    ],
    value: {
      header: { family: 2, prefixlen: 24, flags: 128, scope: 0, index: 103 },
      attributes: {
        address: "10.0.2.1",
        local: "10.0.2.1",
        broadcast: "10.0.2.255",
        label: "v0:x",
        flags: 128,
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375168, tstamp: 375168 },
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "4c000000 1400 0200 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWADDR, flags 0x2
      "02 1f 80 00 67000000", // ifaddrmsg: family 2, prefixlen 31, flags 128, index 103
      "0800 0100 0a000400", // IFA_ADDRESS 10.0.4.0
      "0800 0200 0a000400", // IFA_LOCAL 10.0.4.0
      "0700 0300 763000 00", // IFA_LABEL v0
      "0800 0800 80000000", // IFA_FLAGS 128
      "1400 0600 ffffffffffffffff8cb905008cb90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
    ],
    value: {
      header: { family: 2, prefixlen: 31, flags: 128, scope: 0, index: 103 },
      attributes: {
        address: "10.0.4.0",
        local: "10.0.4.0",
        label: "v0",
        flags: 128,
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375180, tstamp: 375180 },
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "4c000000 1400 0200 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWADDR, flags 0x2
      "02 20 80 00 67000000", // ifaddrmsg: family 2, prefixlen 32, flags 128, index 103
      "0800 0100 0a000502", // IFA_ADDRESS 10.0.5.2
      "0800 0200 0a000502", // IFA_LOCAL 10.0.5.2
      "0700 0300 763000 00", // IFA_LABEL v0
      "0800 0800 80000000", // IFA_FLAGS 128
      "1400 0600 ffffffffffffffff97b9050097b90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
    ],
    value: {
      header: { family: 2, prefixlen: 32, flags: 128, scope: 0, index: 103 },
      attributes: {
        address: "10.0.5.2",
        local: "10.0.5.2",
        label: "v0",
        flags: 128,
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375191, tstamp: 375191 },
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "54000000 1400 0200 00000000 00000000", // nlmsghdr: 84 bytes, RTM_NEWADDR, flags 0x2
      "02 18 80 00 67000000", // ifaddrmsg: family 2, prefixlen 24, flags 128, index 103
      "0800 0100 0a000601", // IFA_ADDRESS 10.0.6.1
      "0800 0200 0a000601", // IFA_LOCAL 10.0.6.1
      "0700 0300 763000 00", // IFA_LABEL v0
      "0800 0800 80020000", // IFA_FLAGS 640
      "0800 0900 4d000000", // IFA_RT_PRIORITY 77
      "1400 0600 ffffffffffffffffa4b90500a4b90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
    ],
    value: {
      header: { family: 2, prefixlen: 24, flags: 128, scope: 0, index: 103 },
      attributes: {
        address: "10.0.6.1",
        local: "10.0.6.1",
        label: "v0",
        flags: 640,
        rtPriority: 77,
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375204, tstamp: 375204 },
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "4c000000 1400 0200 00000000 00000000", // nlmsghdr: 76 bytes, RTM_NEWADDR, flags 0x2
      "02 18 81 00 67000000", // ifaddrmsg: family 2, prefixlen 24, flags 129, index 103
      "0800 0100 0a000602", // IFA_ADDRESS 10.0.6.2
      "0800 0200 0a000602", // IFA_LOCAL 10.0.6.2
      "0700 0300 763000 00", // IFA_LABEL v0
      "0800 0800 81000000", // IFA_FLAGS 129
      "1400 0600 ffffffffffffffffabb90500abb90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
    ],
    value: {
      header: { family: 2, prefixlen: 24, flags: 129, scope: 0, index: 103 },
      attributes: {
        address: "10.0.6.2",
        local: "10.0.6.2",
        label: "v0",
        flags: 129,
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375211, tstamp: 375211 },
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "50000000 1400 0200 00000000 00000000", // nlmsghdr: 80 bytes, RTM_NEWADDR, flags 0x2
      "0a 80 80 fe 01000000", // ifaddrmsg: family 10, prefixlen 128, flags 128, scope 254, index 1
      "1400 0100 00000000000000000000000000000001", // IFA_ADDRESS ::1
      "1400 0600 ffffffffffffffff6bb905006bb90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
      "0800 0800 80000000", // IFA_FLAGS 128
      "0500 0b00 01 000000", // IFA_PROTO 1
    ],
    value: {
      header: { family: 10, prefixlen: 128, flags: 128, scope: 254, index: 1 },
      attributes: {
        address: "::1",
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375147, tstamp: 375147 },
        flags: 128,
        proto: 1,
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "50000000 1400 0200 00000000 00000000", // nlmsghdr: 80 bytes, RTM_NEWADDR, flags 0x2
      "0a 40 80 fd 66000000", // ifaddrmsg: family 10, prefixlen 64, flags 128, scope 253, index 102
      "1400 0100 fe80000000000000dc1890fffe13541c", // IFA_ADDRESS fe80::dc18:90ff:fe13:541c
      "1400 0600 ffffffffffffffff6cb905006cb90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
      "0800 0800 80000000", // IFA_FLAGS 128
      "0500 0b00 03 000000", // IFA_PROTO 3
    ],
    value: {
      header: { family: 10, prefixlen: 64, flags: 128, scope: 253, index: 102 },
      attributes: {
        address: "fe80::dc18:90ff:fe13:541c",
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375148, tstamp: 375148 },
        flags: 128,
        proto: 3,
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "48000000 1400 0200 00000000 00000000", // nlmsghdr: 72 bytes, RTM_NEWADDR, flags 0x2
      "0a 40 c0 00 67000000", // ifaddrmsg: family 10, prefixlen 64, flags 192, index 103
      "1400 0100 20010db8000300000000000000000001", // IFA_ADDRESS 2001:db8:3::1
      "1400 0600 ffffffffffffffffc9b90500c9b90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
      "0800 0800 c0030000", // IFA_FLAGS 960
    ],
    value: {
      header: { family: 10, prefixlen: 64, flags: 192, scope: 0, index: 103 },
      attributes: {
        address: "2001:db8:3::1",
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375241, tstamp: 375241 },
        flags: 960,
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "5c000000 1400 0200 00000000 00000000", // nlmsghdr: 92 bytes, RTM_NEWADDR, flags 0x2
      "0a 80 c0 00 67000000", // ifaddrmsg: family 10, prefixlen 128, flags 192, index 103
      "1400 0200 20010db8000200000000000000000001", // IFA_LOCAL 2001:db8:2::1
      "1400 0100 20010db8000200000000000000000002", // IFA_ADDRESS 2001:db8:2::2
      "1400 0600 ffffffffffffffffc3b90500c3b90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
      "0800 0800 c0000000", // IFA_FLAGS 192
    ],
    value: {
      header: { family: 10, prefixlen: 128, flags: 192, scope: 0, index: 103 },
      attributes: {
        local: "2001:db8:2::1",
        address: "2001:db8:2::2",
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375235, tstamp: 375235 },
        flags: 192,
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "48000000 1400 0200 00000000 00000000", // nlmsghdr: 72 bytes, RTM_NEWADDR, flags 0x2
      "0a 40 70 00 67000000", // ifaddrmsg: family 10, prefixlen 64, flags 112, index 103
      "1400 0100 20010db8000100000000000000000001", // IFA_ADDRESS 2001:db8:1::1
      "1400 0600 0000000058020000bcb90500bcb90500", // IFA_CACHEINFO preferred 0, valid 600
      "0800 0800 70000000", // IFA_FLAGS 112
    ],
    value: {
      header: { family: 10, prefixlen: 64, flags: 112, scope: 0, index: 103 },
      attributes: {
        address: "2001:db8:1::1",
        cacheinfo: { prefered: 0, valid: 600, cstamp: 375228, tstamp: 375228 },
        flags: 112,
      },
    },
  },
  {
    name: "ip address show",
    bytes: [
      "50000000 1400 0200 00000000 00000000", // nlmsghdr: 80 bytes, RTM_NEWADDR, flags 0x2
      "0a 40 c0 fd 67000000", // ifaddrmsg: family 10, prefixlen 64, flags 192, scope 253, index 103
      "1400 0100 fe80000000000000b81579fffe489c3f", // IFA_ADDRESS fe80::b815:79ff:fe48:9c3f
      "1400 0600 ffffffffffffffff6cb905006cb90500", // IFA_CACHEINFO preferred 4294967295, valid 4294967295
      "0800 0800 c0000000", // IFA_FLAGS 192
      "0500 0b00 03 000000", // IFA_PROTO 3
    ],
    value: {
      header: { family: 10, prefixlen: 64, flags: 192, scope: 253, index: 103 },
      attributes: {
        address: "fe80::b815:79ff:fe48:9c3f",
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 375148, tstamp: 375148 },
        flags: 192,
        proto: 3,
      },
    },
  },
  {
    name: "groups of IPv4, of Linux 6.18",
    bytes: [
      "34000000 3a00 2200 00000000 00000000", // nlmsghdr: 52 bytes, RTM_GETMULTICAST, MULTI, filtered
      "02 20 80 00 67000000", // ifaddrmsg: family 2, prefixlen 32, permanent, index 103
      "0800 0700 e000004d", // IFA_MULTICAST 224.0.0.77
      "1400 0600 ffffffffffffffff0622070006220700", // IFA_CACHEINFO for ever, made at 4674.62 s
    ],
    value: {
      header: { family: 2, prefixlen: 32, flags: 128, scope: 0, index: 103 },
      attributes: {
        multicast: "224.0.0.77",
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 467462, tstamp: 467462 },
      },
    },
  },
  {
    name: "groups of IPv6, of Linux 7.3, which counts who joined",
    bytes: [
      "48000000 3a00 2200 00000000 00000000", // nlmsghdr: 72 bytes, RTM_GETMULTICAST, MULTI, filtered
      "0a 80 80 c8 67000000", // ifaddrmsg: family 10, prefixlen 128, permanent, scope 200, index 103
      "1400 0700 ff050000000000000000000000000002", // IFA_MULTICAST ff05::2
      "0800 0c00 01000000", // IFA_MC_USERS 1
      "1400 0600 ffffffffffffffff6700000067000000", // IFA_CACHEINFO for ever, made at 1.03 s
    ],
    value: {
      header: { family: 10, prefixlen: 128, flags: 128, scope: 200, index: 103 },
      attributes: {
        multicast: "ff05::2",
        mcUsers: 1,
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 103, tstamp: 103 },
      },
    },
  },
  {
    name: "anycast addresses, of Linux 6.18",
    bytes: [
      "40000000 3e00 2200 00000000 00000000", // nlmsghdr: 64 bytes, RTM_GETANYCAST, MULTI, filtered
      "0a 80 80 00 67000000", // ifaddrmsg: family 10, prefixlen 128, permanent, index 103
      "1400 0500 20010db8000000000000000000000000", // IFA_ANYCAST 2001:db8::
      "1400 0600 ffffffffffffffff0822070008220700", // IFA_CACHEINFO for ever, made at 4674.64 s
    ],
    value: {
      header: { family: 10, prefixlen: 128, flags: 128, scope: 0, index: 103 },
      attributes: {
        anycast: "2001:db8::",
        cacheinfo: { prefered: 4294967295, valid: 4294967295, cstamp: 467464, tstamp: 467464 },
      },
    },
  },
];
