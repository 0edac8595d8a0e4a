import { route } from "../../src/ops/index.ts";
import type { Encap } from "../../src/ops/encap.ts";
import type { CommandRow, CommandTable, Sent } from "./golden.ts";
import { strayPadding } from "./golden.ts";

const segments = ["2001:db8::5", "2001:db8::6"];

/** A route to a prefix of its own by each kind of wrapping, and the words for it. */
function rows(
  group: string,
  device: string,
  encaps: readonly (readonly [words: string, encap: Encap, dev?: string])[],
): CommandRow[] {
  return encaps.map(([words, encap, dev = device], position) => {
    const to = `2001:db8:${group}${position.toString(16)}::/48`;
    return {
      command: `ip -6 route add ${to} encap ${words} dev ${dev}`,
      ours: ({ index }: Sent) => route.add({ to, encap, dev: index(dev) }),
      differs: strayPadding,
    };
  });
}

const seg6 = rows("40", "v0", [
  ["seg6 mode inline segs 2001:db8::5,2001:db8::6", { kind: "seg6", data: { mode: "inline", segments } }],
  ["seg6 mode encap segs 2001:db8::5,2001:db8::6", { kind: "seg6", data: { mode: "encap", segments } }],
  ["seg6 mode l2encap segs 2001:db8::5", { kind: "seg6", data: { mode: "l2encap", segments: ["2001:db8::5"] } }],
  ["seg6 mode encap.red segs 2001:db8::5,2001:db8::6", { kind: "seg6", data: { mode: "encap.red", segments } }],
  ["seg6 mode l2encap.red segs 2001:db8::5,2001:db8::6", { kind: "seg6", data: { mode: "l2encap.red", segments } }],
  ["seg6 mode encap segs 2001:db8::5,2001:db8::6 hmac 5", { kind: "seg6", data: { mode: "encap", segments, hmac: 5 } }],
  [
    "seg6 mode inline segs 2001:db8::5 hmac 4294967295",
    { kind: "seg6", data: { mode: "inline", segments: ["2001:db8::5"], hmac: 4294967295 } },
  ],
]);

const local = rows("41", "v0", [
  ["seg6local action End", { kind: "seg6_local", data: { action: "End" } }],
  ["seg6local action End.X nh6 2001:db8:9::2", { kind: "seg6_local", data: { action: "End.X", nh6: "2001:db8:9::2" } }],
  ["seg6local action End.T table 100", { kind: "seg6_local", data: { action: "End.T", table: 100 } }],
  ["seg6local action End.DX2 oif v1", { kind: "seg6_local", data: { action: "End.DX2", oif: 102 } }],
  ["seg6local action End.DX6 nh6 ::", { kind: "seg6_local", data: { action: "End.DX6", nh6: "::" } }],
  ["seg6local action End.DX4 nh4 10.9.0.2", { kind: "seg6_local", data: { action: "End.DX4", nh4: "10.9.0.2" } }],
  ["seg6local action End.DT6 table 100", { kind: "seg6_local", data: { action: "End.DT6", table: 100 } }],
  ["seg6local action End.DT6 vrftable 77", { kind: "seg6_local", data: { action: "End.DT6", vrfTable: 77 } }, "red"],
  ["seg6local action End.DT4 vrftable 77", { kind: "seg6_local", data: { action: "End.DT4", vrfTable: 77 } }, "red"],
  ["seg6local action End.DT46 vrftable 77", { kind: "seg6_local", data: { action: "End.DT46", vrfTable: 77 } }, "red"],
  [
    "seg6local action End.B6 srh segs 2001:db8::5,2001:db8::6",
    { kind: "seg6_local", data: { action: "End.B6", srh: { segments } } },
  ],
  [
    "seg6local action End.B6.Encaps srh segs 2001:db8::5,2001:db8::6 hmac 3",
    { kind: "seg6_local", data: { action: "End.B6.Encaps", srh: { segments, hmac: 3 } } },
  ],
  [
    "seg6local action End.DX4 nh4 10.9.0.2 count",
    {
      kind: "seg6_local",
      data: { action: "End.DX4", nh4: "10.9.0.2", counters: { packets: 0n, bytes: 0n, errors: 0n } },
    },
  ],
  [
    "seg6local action End flavors psp",
    { kind: "seg6_local", data: { action: "End", flavors: { operations: ["psp"] } } },
  ],
  [
    "seg6local action End flavors next-csid lblen 48 nflen 16",
    {
      kind: "seg6_local",
      data: { action: "End", flavors: { operations: ["next_csid"], blockBits: 48, nodeFunctionBits: 16 } },
    },
  ],
]);

const others = rows("42", "v0", [
  ["rpl segs 2001:db8::5,2001:db8::6", { kind: "rpl", data: { segments } }],
  [
    "ioam6 mode inline trace prealloc type 0x800000 ns 1 size 12",
    {
      kind: "ioam6",
      data: {
        frequency: 1,
        frequencyOf: 1,
        mode: "inline",
        trace: { namespace: 1, type: 0x800000, size: 12 },
      },
    },
  ],
  [
    "ioam6 freq 2/5 mode encap tundst 2001:db8::9 trace prealloc type 0xc00000 ns 65535 size 244",
    {
      kind: "ioam6",
      data: {
        frequency: 2,
        frequencyOf: 5,
        mode: "encap",
        dst: "2001:db8::9",
        trace: { namespace: 65535, type: 0xc00000, size: 244 },
      },
    },
  ],
  [
    "ioam6 mode auto tundst 2001:db8::9 trace prealloc type 0xfff002 ns 0 size 64",
    {
      kind: "ioam6",
      data: {
        frequency: 1,
        frequencyOf: 1,
        mode: "auto",
        dst: "2001:db8::9",
        trace: { namespace: 0, type: 0xfff002, size: 64 },
      },
    },
  ],
]);

/** Of a VRF a route has the table, and a question the device. */
const virtual: readonly CommandRow[] = [
  {
    command: "ip route add 10.43.0.0/24 dev v0 vrf red",
    ours: ({ index }) => route.add({ to: "10.43.0.0/24", dev: index("v0"), table: 77 }),
  },
  {
    command: "ip -6 route add unreachable 2001:db8:43::/48 vrf red metric 9",
    ours: () => route.add({ type: "unreachable", to: "2001:db8:43::/48", table: 77, metric: 9 }),
  },
  {
    command: "ip route get 10.43.0.7 vrf red",
    ours: ({ index }) => route.get("10.43.0.7", { oif: index("red") }),
  },
  { command: "ip route list vrf red", ours: () => route.list({ family: "inet", table: 77 }) },
];

const setup =
  "ip link set lo up; ip link add v0 index 103 type veth peer name v1 index 102; ip link set v0 up; ip link set v1 up; " +
  "ip address add 10.9.0.1/24 dev v0; ip -6 address add 2001:db8:9::1/64 dev v0 nodad; " +
  "echo 1 > /proc/sys/net/vrf/strict_mode; ip link add red type vrf table 77; ip link set red up";

/** Routes of segment routing and of what else IPv6 has by way of extension headers. */
export const routeSegments: CommandTable = {
  name: "route-segments",
  setup,
  needs: {
    feature: "VRF, RPL, IOAM",
    probe:
      `${setup}; ip -6 route add 2001:db8:1::/48 encap rpl segs 2001:db8::5 dev v0; ` +
      "ip -6 route add 2001:db8:2::/48 encap ioam6 mode inline trace prealloc type 0x800000 ns 1 size 12 dev v0",
  },
  rows: [...seg6, ...local, ...others, ...virtual],
};
