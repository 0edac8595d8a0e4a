import { address, addressLabel, netconf, nsid } from "../../src/ops/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

const ipv4Additions: readonly CommandRow[] = [
  {
    command: "ip address add 10.1.0.1/24 brd 10.1.0.255 dev v0 label v0:a scope link",
    ours: ({ index }) =>
      address.add(index("v0"), "10.1.0.1/24", { broadcast: "10.1.0.255", label: "v0:a", scope: "link" }),
  },
  {
    command: "ip address add 10.1.16.2/24 dev v0 brd + label v0:b",
    ours: ({ index }) => address.add(index("v0"), "10.1.16.2/24", { broadcast: "auto", label: "v0:b" }),
  },
  {
    command: "ip address add 10.1.17.3/24 label v0:c broadcast 10.1.17.255 dev v0",
    ours: ({ index }) => address.add(index("v0"), "10.1.17.3/24", { label: "v0:c", broadcast: "10.1.17.255" }),
  },
  {
    command: "ip address add 10.1.9.1/24 brd - dev v0",
    ours: ({ index }) => address.add(index("v0"), "10.1.9.1/24", { broadcast: "10.1.9.0" }),
    order: "the tool computes the broadcast address last",
  },
  {
    command: "ip address add 10.1.1.1 peer 10.1.1.2 dev v0",
    ours: ({ index }) => address.add(index("v0"), "10.1.1.1", { peer: "10.1.1.2" }),
  },
  {
    command: "ip address add 10.1.2.1 peer 10.1.2.2/30 dev v0",
    ours: ({ index }) => address.add(index("v0"), "10.1.2.1", { peer: "10.1.2.2/30" }),
  },
  {
    command: "ip address add 10.1.3.1 remote 10.1.3.2/24 brd + dev v1 label v1:p2p",
    ours: ({ index }) =>
      address.add(index("v1"), "10.1.3.1", { peer: "10.1.3.2/24", broadcast: "auto", label: "v1:p2p" }),
  },
  {
    command: "ip address add local 10.1.4.1/32 dev lo",
    ours: ({ index }) => address.add(index("lo"), "10.1.4.1/32"),
  },
  {
    command: "ip address add 127.0.0.2/32 dev lo scope global",
    ours: ({ index }) => address.add(index("lo"), "127.0.0.2/32", { scope: "global" }),
  },
  { command: "ip address add 10.1.5.0/31 dev v1", ours: ({ index }) => address.add(index("v1"), "10.1.5.0/31") },
  {
    command: "ip address add 10.1.6.1/24 dev v0 scope host",
    ours: ({ index }) => address.add(index("v0"), "10.1.6.1/24", { scope: "host" }),
  },
  {
    command: "ip address add 10.1.18.2/24 dev v0 scope site",
    ours: ({ index }) => address.add(index("v0"), "10.1.18.2/24", { scope: "site" }),
  },
  {
    command: "ip address add 10.1.19.3/24 dev v0 scope 50",
    ours: ({ index }) => address.add(index("v0"), "10.1.19.3/24", { scope: 50 }),
  },
  {
    command: "ip address add 10.1.7.1/24 dev v0 metric 100",
    ours: ({ index }) => address.add(index("v0"), "10.1.7.1/24", { metric: 100 }),
  },
  {
    command: "ip address add 10.1.22.2/24 dev v0 priority 4294967295 label v0:m",
    ours: ({ index }) => address.add(index("v0"), "10.1.22.2/24", { metric: 4294967295, label: "v0:m" }),
  },
  {
    command: "ip address add 10.1.8.1/24 dev v0 noprefixroute",
    ours: ({ index }) => address.add(index("v0"), "10.1.8.1/24", { flags: ["noprefixroute"] }),
  },
  {
    command: "ip address add 10.1.10.2/24 dev v0 valid_lft forever preferred_lft 500",
    ours: ({ index }) =>
      address.add(index("v0"), "10.1.10.2/24", { validSeconds: Number.POSITIVE_INFINITY, preferredSeconds: 500 }),
  },
  {
    command: "ip address add 10.1.10.3/24 dev v0 preferred_lft 0 valid_lft 86400",
    ours: ({ index }) => address.add(index("v0"), "10.1.10.3/24", { preferredSeconds: 0, validSeconds: 86400 }),
  },
  {
    command: "ip address add 224.0.0.99/32 dev v0 autojoin",
    ours: ({ index }) => address.add(index("v0"), "224.0.0.99/32", { flags: ["mcautojoin"] }),
  },
  {
    command: "ip address add 10.1.11.1/24 anycast 10.1.11.9 dev v0",
    ours: ({ index }) => address.add(index("v0"), "10.1.11.1/24", { anycast: "10.1.11.9" }),
  },
  {
    command:
      "ip address add 10.1.12.1/24 dev v1 broadcast 10.1.12.255 valid_lft 60 preferred_lft 30 metric 9 noprefixroute label v1:all scope link",
    ours: ({ index }) =>
      address.add(index("v1"), "10.1.12.1/24", {
        broadcast: "10.1.12.255",
        metric: 9,
        label: "v1:all",
        flags: ["noprefixroute"],
        validSeconds: 60,
        preferredSeconds: 30,
        scope: "link",
      }),
  },
  {
    command: "ip address add 10.1.13.1/24 dev b0 label b0:x valid_lft forever preferred_lft forever",
    ours: ({ index }) =>
      address.add(index("b0"), "10.1.13.1/24", {
        label: "b0:x",
        validSeconds: Number.POSITIVE_INFINITY,
        preferredSeconds: Number.POSITIVE_INFINITY,
      }),
  },
];

const ipv6Additions: readonly CommandRow[] = [
  {
    command: "ip address add 2001:db8::1/64 dev v0",
    ours: ({ index }) => address.add(index("v0"), "2001:db8::1/64"),
  },
  { command: "ip address add 2001:db8::2 dev v0", ours: ({ index }) => address.add(index("v0"), "2001:db8::2") },
  {
    command: "ip -6 address add 2001:db8::3/64 dev v0 home nodad",
    ours: ({ index }) => address.add(index("v0"), "2001:db8::3/64", { flags: ["homeaddress", "nodad"] }),
  },
  {
    command: "ip -6 address add 2001:db8::4/64 dev v0 optimistic",
    ours: ({ index }) => address.add(index("v0"), "2001:db8::4/64", { flags: ["optimistic"] }),
  },
  {
    command: "ip -6 address add 2001:db8::5/64 dev v0 mngtmpaddr nodad",
    ours: ({ index }) => address.add(index("v0"), "2001:db8::5/64", { flags: ["managetempaddr", "nodad"] }),
  },
  {
    command: "ip -6 address add 2001:db8::6/64 dev v0 noprefixroute metric 512",
    ours: ({ index }) => address.add(index("v0"), "2001:db8::6/64", { flags: ["noprefixroute"], metric: 512 }),
  },
  {
    command: "ip -6 address add 2001:db8:1::1 peer 2001:db8:1::2/64 dev v0",
    ours: ({ index }) => address.add(index("v0"), "2001:db8:1::1", { peer: "2001:db8:1::2/64" }),
  },
  {
    command: "ip -6 address add 2001:db8::7/64 dev v0 valid_lft 7200 preferred_lft 3600",
    ours: ({ index }) => address.add(index("v0"), "2001:db8::7/64", { validSeconds: 7200, preferredSeconds: 3600 }),
  },
  {
    command: "ip -6 address add 2001:db8::8/64 dev v0 preferred_lft 0",
    ours: ({ index }) => address.add(index("v0"), "2001:db8::8/64", { preferredSeconds: 0 }),
  },
  {
    command: "ip -6 address add fe80::99/64 dev v0 scope link",
    ours: ({ index }) => address.add(index("v0"), "fe80::99/64", { scope: "link" }),
  },
  {
    command: "ip -6 address add ff0e::99/128 dev v0 autojoin",
    ours: ({ index }) => address.add(index("v0"), "ff0e::99/128", { flags: ["mcautojoin"] }),
    refused: "a multicast address is none of an interface",
  },
  {
    command: "ip -6 address add 2001:db8::9/127 dev lo noprefixroute nodad home mngtmpaddr optimistic",
    ours: ({ index }) =>
      address.add(index("lo"), "2001:db8::9/127", {
        flags: ["noprefixroute", "nodad", "homeaddress", "managetempaddr", "optimistic"],
      }),
    refused: "temporary addresses want a prefix of 64 bits",
  },
];

const changes: readonly CommandRow[] = [
  {
    command: "ip address change 10.1.16.2/24 dev v0 valid_lft 300 preferred_lft 200",
    ours: ({ index }) => address.set(index("v0"), "10.1.16.2/24", { validSeconds: 300, preferredSeconds: 200 }),
  },
  {
    command: "ip address chg 10.1.7.1/24 dev v0 metric 101",
    ours: ({ index }) => address.set(index("v0"), "10.1.7.1/24", { metric: 101 }),
  },
  {
    command: "ip -6 address change 2001:db8::7/64 dev v0 valid_lft forever preferred_lft forever",
    ours: ({ index }) =>
      address.set(index("v0"), "2001:db8::7/64", {
        validSeconds: Number.POSITIVE_INFINITY,
        preferredSeconds: Number.POSITIVE_INFINITY,
      }),
  },
  {
    command: "ip address replace 10.1.20.1/24 dev v0 metric 5 label v0:r",
    ours: ({ index }) => address.replace(index("v0"), "10.1.20.1/24", { metric: 5, label: "v0:r" }),
  },
  {
    command: "ip -6 address replace 2001:db8::8/64 dev v0 home nodad metric 77",
    ours: ({ index }) =>
      address.replace(index("v0"), "2001:db8::8/64", { flags: ["homeaddress", "nodad"], metric: 77 }),
  },
];

const questions: readonly CommandRow[] = [
  { command: "ip -4 address show", ours: () => address.list({ family: "inet" }) },
  { command: "ip -6 address show", ours: () => address.list({ family: "inet6" }) },
  { command: "ip address show to 10.1.0.0/16", ours: () => address.list({ to: "10.1.0.0/16" }) },
  { command: "ip address show to 2001:db8::/32", ours: () => address.list({ to: "2001:db8::/32" }) },
  {
    command: "ip -4 address show dev v0 label v0:* scope global",
    ours: ({ index }) => address.list({ dev: index("v0"), family: "inet", label: "v0:*", scope: "global" }),
  },
  {
    command: "ip -6 address show dev v0 tentative",
    ours: ({ index }) => address.list({ dev: index("v0"), family: "inet6", flags: ["tentative"] }),
  },
  { command: "ip address show permanent", ours: () => address.list({ flags: ["permanent"] }) },
  { command: "ip address show dynamic", ours: () => address.list({ withoutFlags: ["permanent"] }) },
  { command: "ip address show -deprecated", ours: () => address.list({ withoutFlags: ["deprecated"] }) },
  {
    command: "ip address show primary dev v1",
    ours: ({ index }) => address.list({ dev: index("v1"), withoutFlags: ["secondary", "temporary"] }),
  },
  { command: "ip address save", ours: () => address.save() },
  {
    command: "ip -4 address save dev v0",
    ours: ({ index }) => address.save({ family: "inet", dev: index("v0") }),
  },
  {
    command: "ip address flush dev v1 label v1:p2p",
    ours: ({ index }) => address.list({ dev: index("v1"), label: "v1:p2p" }),
    nth: 0,
  },
  {
    command: "ip -6 address flush dev v0 scope link",
    ours: ({ index }) => address.list({ dev: index("v0"), family: "inet6", scope: "link" }),
    nth: 0,
  },
];

const deletions: readonly CommandRow[] = [
  {
    command: "ip address del 10.1.16.2/24 dev v0 label v0:b",
    ours: ({ index }) => address.delete(index("v0"), "10.1.16.2/24", { label: "v0:b" }),
  },
  { command: "ip address del 10.1.0.1/24 dev v0", ours: ({ index }) => address.delete(index("v0"), "10.1.0.1/24") },
  { command: "ip address del 10.1.22.2 dev v0", ours: ({ index }) => address.delete(index("v0"), "10.1.22.2") },
  {
    command: "ip address del 10.1.7.1 dev v0 label v0",
    ours: ({ index }) => address.delete(index("v0"), "10.1.7.1", { label: "v0" }),
  },
  {
    command: "ip address del 10.1.1.1 peer 10.1.1.2 dev v0",
    ours: ({ index }) => address.delete(index("v0"), "10.1.1.1", { peer: "10.1.1.2" }),
  },
  {
    command: "ip -6 address del 2001:db8:1::1 peer 2001:db8:1::2/64 dev v0",
    ours: ({ index }) => address.delete(index("v0"), "2001:db8:1::1", { peer: "2001:db8:1::2/64" }),
  },
  { command: "ip -6 address del 2001:db8::2 dev v0", ours: ({ index }) => address.delete(index("v0"), "2001:db8::2") },
];

/** `ip address`. */
export const addresses: CommandTable = {
  name: "address",
  setup: `
    ip link set lo up
    ip link add v0 type veth peer name v1
    ip link set v0 up
    ip link set v1 up
    ip link add b0 type bridge
  `,
  rows: [...ipv4Additions, ...ipv6Additions, ...changes, ...questions, ...deletions],
};

/** `ip addrlabel`. */
export const addressLabels: CommandTable = {
  name: "addrlabel",
  setup: "ip link add v0 type veth peer name v1",
  rows: [
    {
      command: "ip addrlabel add prefix 2001:db8::/32 label 99",
      ours: () => addressLabel.add({ prefix: "2001:db8::/32", label: 99 }),
    },
    {
      command: "ip addrlabel add label 4294967294 dev v0 prefix 2001:db8:1::/48",
      ours: ({ index }) => addressLabel.add({ prefix: "2001:db8:1::/48", label: 4294967294, dev: index("v0") }),
    },
    {
      command: "ip addrlabel add prefix 2001:db8:2::1 label 0",
      ours: () => addressLabel.add({ prefix: "2001:db8:2::1", label: 0 }),
    },
    {
      command: "ip addrlabel add prefix ::ffff:10.0.0.0/104 label 7",
      ours: () => addressLabel.add({ prefix: "::ffff:10.0.0.0/104", label: 7 }),
      refused: "of IPv4 addresses all have one label",
    },
    {
      command: "ip addrlabel add prefix ::/0 label 2",
      ours: () => addressLabel.add({ prefix: "::/0", label: 2 }),
      refused: "the prefix has a label",
    },
    { command: "ip addrlabel list", ours: () => addressLabel.list() },
    {
      command: "ip addrlabel del prefix 2001:db8:1::/48 dev v0 label 4294967294",
      ours: ({ index }) => addressLabel.delete({ prefix: "2001:db8:1::/48", label: 4294967294, dev: index("v0") }),
    },
    {
      command: "ip addrlabel del prefix 2001:db8::/32 label 99",
      ours: () => addressLabel.delete({ prefix: "2001:db8::/32", label: 99 }),
    },
    { command: "ip addrlabel flush", ours: () => addressLabel.list() },
  ],
};

/** `ip netconf`. */
export const netconfs: CommandTable = {
  name: "netconf",
  setup: "ip link add v0 type veth peer name v1",
  rows: [
    { command: "ip netconf show", ours: () => netconf.list() },
    { command: "ip -4 netconf show", ours: () => netconf.list({ family: "inet" }) },
    { command: "ip -6 netconf show", ours: () => netconf.list({ family: "inet6" }) },
    { command: "ip -4 netconf show dev v0", ours: ({ index }) => netconf.get(index("v0")) },
    { command: "ip -6 netconf show dev v0", ours: ({ index }) => netconf.get(index("v0"), { family: "inet6" }) },
    { command: "ip -4 netconf show dev lo", ours: ({ index }) => netconf.get(index("lo"), { family: "inet" }) },
    { command: "ip netconf show dev v0", ours: ({ index }) => netconf.list({ dev: index("v0") }) },
    {
      command: "ip -M netconf show",
      ours: () => netconf.list({ family: "mpls" }),
      refused: "where the kernel has no MPLS",
    },
  ],
};

/** The descriptor of NETNSA_FD in a message of `ip netns set`: which one it got is the tool's affair. */
const descriptor = (bytes: Uint8Array): number => bytes[24] ?? 0;

/** `ip netns`, as far as it speaks netlink. */
export const namespaceIds: CommandTable = {
  name: "nsid",
  setup: "",
  namespaces: ["blue", "red"],
  // Before it asks what it is told to, the tool asks for the number of every namespace that has a name.
  rows: [
    { command: "ip netns set blue 5", ours: ({ bytes }) => nsid.set({ fd: descriptor(bytes) }, 5) },
    { command: "ip netns set red auto", ours: ({ bytes }) => nsid.set({ fd: descriptor(bytes) }, "auto") },
    {
      command: "ip netns set blue 6",
      ours: ({ bytes }) => nsid.set({ fd: descriptor(bytes) }, 6),
      refused: "it has a number",
    },
    { command: "ip netns list-id", ours: () => nsid.list(), nth: -1 },
    { command: "ip netns list-id nsid 5", ours: () => nsid.get({ nsid: 5 }), nth: -1 },
    { command: "ip netns list-id target-nsid 5", ours: () => nsid.list({ from: 5 }), nth: -1 },
    { command: "ip netns list-id target-nsid 5 nsid 0", ours: () => nsid.get({ nsid: 0 }, { from: 5 }), nth: -1 },
  ],
};
