import { fromHex } from "../../../../src/protocol/schema/binary.ts";
import type { GoldenRequest } from "./golden-request.ts";

/** What iproute2 6.1 sends to change links. */
export const changes: readonly GoldenRequest[] = [
  {
    name: "up",
    command: "ip link set v2 up",
    bytes: `
      20000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 01000000 01000000 # ifinfomsg
    `,
    value: { header: { index: 7, flags: 1, change: 1 }, attributes: {} },
  },
  {
    name: "down",
    command: "ip link set v2 down",
    bytes: `
      20000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00000000 01000000 # ifinfomsg
    `,
    value: { header: { index: 7, change: 1 }, attributes: {} },
  },
  {
    name: "MTU",
    command: "ip link set dev v2 mtu 1450",
    bytes: `
      28000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00000000 00000000 # ifinfomsg
      08000400 aa050000 # IFLA_MTU 1450
    `,
    value: { header: { index: 7 }, attributes: { mtu: 1450 } },
  },
  {
    name: "address",
    command: "ip link set dev v2 address 02:00:00:00:00:11",
    bytes: `
      2c000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00000000 00000000 # ifinfomsg
      0a000100 02000000 00110000 # IFLA_ADDRESS "02:00:00:00:00:11"
    `,
    value: { header: { index: 7 }, attributes: { address: "02:00:00:00:00:11" } },
  },
  {
    name: "broadcast address",
    command: "ip link set dev v2 broadcast ff:ff:ff:ff:ff:f0",
    bytes: `
      2c000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00000000 00000000 # ifinfomsg
      0a000200 ffffffff fff00000 # IFLA_BROADCAST "ff:ff:ff:ff:ff:f0"
    `,
    value: { header: { index: 7 }, attributes: { broadcast: "ff:ff:ff:ff:ff:f0" } },
  },
  {
    name: "name",
    command: "ip link set dev v3 name w0",
    bytes: `
      28000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 06000000 00000000 00000000 # ifinfomsg
      07000300 77300000 # IFLA_IFNAME "w0"
    `,
    value: { header: { index: 6 }, attributes: { ifname: "w0" } },
  },
  {
    name: "alias",
    command: "ip link set dev v2 alias hello",
    bytes: `
      2c000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00000000 00000000 # ifinfomsg
      09001400 68656c6c 6f000000 # IFLA_IFALIAS "hello"
    `,
    value: { header: { index: 7 }, attributes: { ifalias: "hello" } },
  },
  {
    name: "transmit queue",
    command: "ip link set dev v2 txqueuelen 77",
    bytes: `
      28000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00000000 00000000 # ifinfomsg
      08000d00 4d000000 # IFLA_TXQLEN 77
    `,
    value: { header: { index: 7 }, attributes: { txqlen: 77 } },
  },
  {
    name: "group",
    command: "ip link set dev v2 group 9",
    bytes: `
      28000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00000000 00000000 # ifinfomsg
      08001b00 09000000 # IFLA_GROUP 9
    `,
    value: { header: { index: 7 }, attributes: { group: 9 } },
  },
  {
    name: "promiscuous",
    command: "ip link set dev v2 promisc on",
    bytes: `
      20000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00010000 00010000 # ifinfomsg
    `,
    value: { header: { index: 7, flags: 0x100, change: 0x100 }, attributes: {} },
  },
  {
    name: "no longer promiscuous",
    command: "ip link set dev v2 promisc off",
    bytes: `
      20000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00000000 00010000 # ifinfomsg
    `,
    value: { header: { index: 7, change: 0x100 }, attributes: {} },
  },
  {
    name: "without ARP",
    command: "ip link set dev v2 arp off",
    bytes: `
      20000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 80000000 80000000 # ifinfomsg
    `,
    value: { header: { index: 7, flags: 0x80, change: 0x80 }, attributes: {} },
  },
  {
    name: "all multicast",
    command: "ip link set dev v2 allmulticast on",
    bytes: `
      20000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00020000 00020000 # ifinfomsg
    `,
    value: { header: { index: 7, flags: 0x200, change: 0x200 }, attributes: {} },
  },
  {
    name: "without multicast",
    command: "ip link set dev v2 multicast off",
    bytes: `
      20000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00000000 00100000 # ifinfomsg
    `,
    value: { header: { index: 7, change: 0x1000 }, attributes: {} },
  },
  {
    name: "dynamic",
    command: "ip link set dev v2 dynamic on",
    bytes: `
      20000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00800000 00800000 # ifinfomsg
    `,
    value: { header: { index: 7, flags: 0x8000, change: 0x8000 }, attributes: {} },
  },
  {
    name: "without trailers",
    command: "ip link set dev v2 trailers off",
    bytes: `
      20000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 20000000 20000000 # ifinfomsg
    `,
    value: { header: { index: 7, flags: 0x20, change: 0x20 }, attributes: {} },
  },
  {
    name: "without carrier",
    command: "ip link set dev d0 carrier off",
    bytes: `
      28000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 0c000000 00000000 00000000 # ifinfomsg
      05002100 00000000 # IFLA_CARRIER 0
    `,
    value: { header: { index: 12 }, attributes: { carrier: 0 } },
  },
  {
    name: "held down by a protocol",
    command: "ip link set dev vx0 protodown on",
    bytes: `
      28000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 12000000 00000000 00000000 # ifinfomsg
      05002700 01000000 # IFLA_PROTO_DOWN 1
    `,
    value: { header: { index: 18 }, attributes: { protoDown: 1 } },
  },
  {
    name: "link mode",
    command: "ip link set dev v2 mode dormant",
    bytes: `
      28000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00000000 00000000 # ifinfomsg
      05001100 01000000 # IFLA_LINKMODE 1
    `,
    value: { header: { index: 7 }, attributes: { linkmode: 1 } },
  },
  {
    name: "address generation mode",
    command: "ip link set dev v2 addrgenmode none",
    bytes: `
      30000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 07000000 00000000 00000000 # ifinfomsg
      10001a00 # IFLA_AF_SPEC
        0c000a00 # AF_INET6
          05000800 01000000 # IFLA_INET6_ADDR_GEN_MODE 1
    `,
    value: { header: { index: 7 }, attributes: { afSpec: { inet6: { addrGenMode: 1 } } } },
  },
  {
    name: "alternative names",
    command: "ip link property add dev v2 altname an-alternative-name-that-is-long altname short",
    bytes: `
      58000000 6c00050e 00000000 00000000 # nlmsghdr: RTM_NEWLINKPROP REQUEST|ACK|EXCL|CREATE|APPEND
      00000000 07000000 00000000 00000000 # ifinfomsg
      38003480 # IFLA_PROP_LIST
        25003500 616e2d61 6c746572 6e617469 # IFLA_ALT_IFNAME "an-alternative-name-that-is-long"
        76652d6e 616d652d 74686174 2d69732d
        6c6f6e67 00000000
        0a003500 73686f72 74000000 # IFLA_ALT_IFNAME "short"
    `,
    value: {
      header: { index: 7 },
      attributes: { propList: { altIfname: ["an-alternative-name-that-is-long", "short"] } },
    },
  },
  {
    name: "an alternative name less",
    command: "ip link property del dev v2 altname short",
    bytes: `
      30000000 6d000500 00000000 00000000 # nlmsghdr: RTM_DELLINKPROP REQUEST|ACK
      00000000 07000000 00000000 00000000 # ifinfomsg
      10003480 # IFLA_PROP_LIST
        0a003500 73686f72 74000000 # IFLA_ALT_IFNAME "short"
    `,
    value: { header: { index: 7 }, attributes: { propList: { altIfname: ["short"] } } },
  },
  {
    name: "port of a bridge",
    command: "ip link set dev w0 master b1",
    bytes: `
      28000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 06000000 00000000 00000000 # ifinfomsg
      08000a00 0a000000 # IFLA_MASTER 10
    `,
    value: { header: { index: 6 }, attributes: { master: 10 } },
  },
  {
    name: "options as a port of a bridge",
    command:
      "ip link set dev w0 type bridge_slave hairpin on isolated on cost 5 priority 3 fastleave on learning off flood off mcast_flood off bcast_flood off neigh_suppress on guard on root_block on fdb_flush",
    bytes: `
      9c000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 06000000 00000000 00000000 # ifinfomsg
      7c001200 # IFLA_LINKINFO
        10000100 62726964 67655f73 6c617665 # IFLA_INFO_KIND "bridge_slave"
        68000500 05000400 01000000 05002100 # IFLA_INFO_SLAVE_DATA
        01000000 08000300 05000000 06000200
        03000000 05000700 01000000 05000800
        00000000 05000900 00000000 05001b00
        00000000 05001e00 00000000 05002000
        01000000 05000500 01000000 05000600
        01000000 04001800
    `,
    value: {
      header: { index: 6 },
      attributes: {
        linkinfo: {
          kind: "unknown",
          name: "bridge_slave",
          unknownAttributes: [
            {
              type: 5,
              payload: fromHex(
                "050004000100000005002100010000000800030005000000060002000300000005000700010000000500080000000000050009000000000005001b000000000005001e000000000005002000010000000500050001000000050006000100000004001800",
              ),
            },
          ],
        },
      },
    },
  },
  {
    name: "no longer a port",
    command: "ip link set dev w0 nomaster",
    bytes: `
      28000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 06000000 00000000 00000000 # ifinfomsg
      08000a00 00000000 # IFLA_MASTER 0
    `,
    value: { header: { index: 6 }, attributes: { master: 0 } },
  },
  {
    name: "options of a bridge",
    command: "ip link set dev b1 type bridge ageing_time 2000",
    bytes: `
      3c000000 10000500 00000000 00000000 # nlmsghdr: RTM_NEWLINK REQUEST|ACK
      00000000 0a000000 00000000 00000000 # ifinfomsg
      1c001200 # IFLA_LINKINFO
        0a000100 62726964 67650000 # IFLA_INFO_KIND "bridge"
        0c000200 # IFLA_INFO_DATA
          08000400 d0070000 # IFLA_BR_AGEING_TIME 2000
    `,
    value: { header: { index: 10 }, attributes: { linkinfo: { kind: "bridge", data: { ageingTime: 2000 } } } },
  },
];

/** What iproute2 6.1 sends to list links. */
export const questions: readonly GoldenRequest[] = [
  {
    name: "all links",
    command: "ip link show",
    bytes: `
      28000000 12000103 00000000 00000000 # nlmsghdr: RTM_GETLINK REQUEST|DUMP
      11000000 00000000 00000000 00000000 # ifinfomsg
      08001d00 01000000 # IFLA_EXT_MASK 1
    `,
    value: { header: { family: 17 }, attributes: { extMask: 1 } },
  },
  {
    name: "ports of a bridge",
    command: "ip link show master b1",
    bytes: `
      30000000 12000103 00000000 00000000 # nlmsghdr: RTM_GETLINK REQUEST|DUMP
      11000000 00000000 00000000 00000000 # ifinfomsg
      08001d00 01000000 # IFLA_EXT_MASK 1
      08000a00 0a000000 # IFLA_MASTER 10
    `,
    value: { header: { family: 17 }, attributes: { extMask: 1, master: 10 } },
  },
  {
    name: "links of a kind",
    command: "ip link show type veth",
    bytes: `
      34000000 12000103 00000000 00000000 # nlmsghdr: RTM_GETLINK REQUEST|DUMP
      11000000 00000000 00000000 00000000 # ifinfomsg
      08001d00 01000000 # IFLA_EXT_MASK 1
      0c001200 # IFLA_LINKINFO
        08000100 76657468 # IFLA_INFO_KIND "veth"
    `,
    value: { header: { family: 17 }, attributes: { extMask: 1, linkinfo: { kind: "veth" } } },
  },
];

/** What iproute2 6.1 sends to delete links. */
export const deletions: readonly GoldenRequest[] = [
  {
    name: "deletion",
    command: "ip link del dev v4",
    bytes: `
      20000000 11000500 00000000 00000000 # nlmsghdr: RTM_DELLINK REQUEST|ACK
      00000000 09000000 00000000 00000000 # ifinfomsg
    `,
    value: { header: { index: 9 }, attributes: {} },
  },
  {
    name: "deletion of a group",
    command: "ip link del group 9",
    bytes: `
      28000000 11000500 00000000 00000000 # nlmsghdr: RTM_DELLINK REQUEST|ACK
      00000000 00000000 00000000 00000000 # ifinfomsg
      08001b00 09000000 # IFLA_GROUP 9
    `,
    value: { attributes: { group: 9 } },
  },
];
