/** Our requests compared with those of `ip`, byte for byte, with `nlmsg_seq`, `nlmsg_pid` and NLA_F_NESTED masked. */
import { expect, it } from "vitest";
import { isRequest } from "ts-netlink/socket";
import type { Operation } from "ts-netlink/socket";
import { link } from "ts-netlink/ops";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { isChange, masked, sentByWords } from "../../support/oracle.ts";
import { requireLinkKind, requireTool } from "../../support/tools.ts";

/** Index of a link of the namespace by its name. */
type IndexOf = (name: string) => number;
type Row = readonly [command: string, ours: (index: IndexOf, sent: Uint8Array) => Operation<unknown>];

/** The whole message that a connection would send for a request that changes something. */
function messageOf(operation: Operation<unknown>): Uint8Array {
  if (!isRequest(operation)) throw new Error("not a single request");
  const message = new Uint8Array(16 + operation.body.length);
  const view = new DataView(message.buffer);
  view.setUint32(0, message.length, true);
  view.setUint16(4, operation.type, true);
  view.setUint16(6, operation.flags | 1 | (operation.dump === true ? 0 : 4), true);
  message.set(operation.body, 16);
  return message;
}

function compare(namespace: ScratchNamespace, [command, ours]: Row): void {
  const index: IndexOf = (name) => JSON.parse(namespace.ip(`-j link show dev ${name}`))[0].ifindex;
  // What is looked up before, as the command may rename, move or delete it.
  const known = new Map<string, number>();
  for (const { ifname, ifindex } of JSON.parse(namespace.ip("-j link show"))) known.set(ifname, ifindex);
  const [sent, ...more] = sentByWords(namespace.name, command).filter(isChange);
  expect(more).toEqual([]);
  expect(masked(messageOf(ours((name) => known.get(name) ?? index(name), sent!.bytes)))).toBe(masked(sent!.bytes));
}

/** The descriptor that `ip` opened of a namespace: the payload of the attribute before `behind` bytes of others. */
function lastWord(sent: Uint8Array, behind = 0): number {
  return new DataView(sent.buffer, sent.byteOffset).getUint32(sent.length - 4 - behind, true);
}

const additions: readonly Row[] = [
  [
    "ip link add v0 type veth peer name v1",
    () => link.create({ name: "v0", info: { kind: "veth", data: { peer: { name: "v1" } } } }),
  ],
  ["ip link add type veth", () => link.create({ info: { kind: "veth" } })],
  [
    "ip link add v2 index 60 txqueuelen 500 address 02:00:00:00:00:01 broadcast ff:ff:ff:ff:ff:fe mtu 1400 numtxqueues 2 numrxqueues 2 group 7 up " +
      "type veth peer name v3 txqueuelen 400 address 02:00:00:00:00:02 mtu 1300 index 61",
    () =>
      link.create({
        name: "v2",
        index: 60,
        txQueueLength: 500,
        address: "02:00:00:00:00:01",
        broadcast: "ff:ff:ff:ff:ff:fe",
        mtu: 1400,
        numTxQueues: 2,
        numRxQueues: 2,
        group: 7,
        up: true,
        info: {
          kind: "veth",
          data: {
            peer: { name: "v3", txQueueLength: 400, address: "02:00:00:00:00:02", mtu: 1300, index: 61 },
          },
        },
      }),
  ],
  ["ip link add b0 type bridge", () => link.create({ name: "b0", info: { kind: "bridge" } })],
  [
    "ip link add b1 type bridge forward_delay 200 hello_time 100 max_age 600 ageing_time 1000 stp_state 0 priority 1 vlan_default_pvid 5 " +
      "group_fwd_mask 8 group_address 01:80:c2:00:00:05 mcast_snooping 0 mcast_querier 1 mcast_query_interval 1000 " +
      "mcast_router 2 no_linklocal_learn 1 nf_call_iptables 1 fdb_flush",
    () =>
      link.create({
        name: "b1",
        info: {
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
            mcastSnooping: false,
            mcastQuerier: true,
            mcastQueryIntvl: 1000n,
            mcastRouter: "perm",
            nfCallIptables: true,
            fdbFlush: true,
            multiBoolopt: { optval: 1, optmask: 1 },
          },
        },
      }),
  ],
  ["ip link add ifb7 type ifb", () => link.create({ name: "ifb7", info: { kind: "ifb" } })],
  [
    "ip link add link v0 name mv0 type macvlan mode bridge",
    (index) => link.create({ name: "mv0", link: index("v0"), info: { kind: "macvlan", data: { mode: "bridge" } } }),
  ],
  [
    "ip link add link v2 name mv1 type macvlan mode source macaddr add 02:00:00:00:00:09",
    (index) =>
      link.create({
        name: "mv1",
        link: index("v2"),
        info: { kind: "macvlan", data: { macaddrMode: "add", macaddr: "02:00:00:00:00:09", mode: "source" } },
      }),
  ],
  [
    "ip link add link v1 name mt0 type macvtap mode vepa bcqueuelen 100",
    (index) =>
      link.create({
        name: "mt0",
        link: index("v1"),
        info: { kind: "macvtap", data: { bcQueueLen: 100, mode: "vepa" } },
      }),
  ],
  [
    "ip link add vx0 type vxlan id 42 dev v0 dstport 4789 local 10.0.0.1 remote 10.0.0.2",
    (index) =>
      link.create({
        name: "vx0",
        info: {
          kind: "vxlan",
          data: { link: index("v0"), id: 42, local: "10.0.0.1", group: "10.0.0.2", learning: true, port: 4789 },
        },
      }),
  ],
  [
    "ip link add vx1 type vxlan id 43 dstport 0 group ff05::1 dev v2 ttl 5 tos inherit nolearning noudpcsum srcport 1000 2000 ageing 30 maxaddress 10",
    (index) =>
      link.create({
        name: "vx1",
        info: {
          kind: "vxlan",
          data: {
            link: index("v2"),
            ttl: 5,
            tos: 1,
            udpCsum: false,
            portRange: { low: 1000, high: 2000 },
            ageing: 30,
            limit: 10,
            id: 43,
            group: "ff05::1",
            learning: false,
          },
        },
      }),
  ],
  [
    "ip link add vx2 type vxlan id 44 group ff05::2 dev v2 dstport 4790 ttl inherit df set flowlabel 0x10 gbp",
    (index) =>
      link.create({
        name: "vx2",
        info: {
          kind: "vxlan",
          data: {
            link: index("v2"),
            ttlInherit: true,
            df: "set",
            label: 0x10,
            gbp: true,
            id: 44,
            group: "ff05::2",
            learning: true,
            port: 4790,
          },
        },
      }),
  ],
  [
    "ip link add v8 master b0 type veth",
    (index) => link.create({ name: "v8", master: index("b0"), info: { kind: "veth" } }),
  ],
];

const changes: readonly Row[] = [
  ["ip link set v0 up", (index) => link.setUp(index("v0"))],
  ["ip link set v0 down", (index) => link.setDown(index("v0"))],
  ["ip link set v0 mtu 1450", (index) => link.set(index("v0"), { mtu: 1450 })],
  ["ip link set v0 address 02:00:00:00:00:11", (index) => link.set(index("v0"), { address: "02:00:00:00:00:11" })],
  ["ip link set v0 broadcast ff:ff:ff:ff:ff:f0", (index) => link.set(index("v0"), { broadcast: "ff:ff:ff:ff:ff:f0" })],
  ["ip link set v0 name w0", (index) => link.set(index("v0"), { name: "w0" })],
  ["ip link set w0 alias hello", (index) => link.set(index("w0"), { alias: "hello" })],
  ["ip link set w0 txqueuelen 77", (index) => link.set(index("w0"), { txQueueLength: 77 })],
  ["ip link set w0 group 9", (index) => link.set(index("w0"), { group: 9 })],
  ["ip link set w0 promisc on", (index) => link.set(index("w0"), { promiscuous: true })],
  ["ip link set w0 promisc off", (index) => link.set(index("w0"), { promiscuous: false })],
  ["ip link set w0 arp off", (index) => link.set(index("w0"), { arp: false })],
  ["ip link set w0 arp on", (index) => link.set(index("w0"), { arp: true })],
  ["ip link set w0 allmulticast on", (index) => link.set(index("w0"), { allMulticast: true })],
  ["ip link set w0 multicast off", (index) => link.set(index("w0"), { multicast: false })],
  ["ip link set w0 dynamic on", (index) => link.set(index("w0"), { dynamic: true })],
  ["ip link set w0 trailers off", (index) => link.set(index("w0"), { trailers: false })],
  ["ip link set w0 mode dormant", (index) => link.set(index("w0"), { linkMode: "dormant" })],
  ["ip link set w0 addrgenmode none", (index) => link.set(index("w0"), { addressGenerationMode: "none" })],
  ["ip link set vx0 protodown on", (index) => link.set(index("vx0"), { protoDown: true })],
  [
    "ip link set b1 type bridge ageing_time 2000",
    (index) => link.set(index("b1"), { info: { kind: "bridge", data: { ageingTime: 2000 } } }),
  ],
  ["ip link set veth0 master b1", (index) => link.set(index("veth0"), { master: index("b1") })],
  ["ip link set veth0 nomaster", (index) => link.set(index("veth0"), { master: null })],
  [
    "ip link set veth0 up txqueuelen 10 mtu 1480 multicast on",
    (index) => link.set(index("veth0"), { up: true, txQueueLength: 10, mtu: 1480, multicast: true }),
  ],
  [
    "ip link property add dev veth0 altname an-alternative-name-that-is-long altname short",
    (index) => link.addAltName(index("veth0"), "an-alternative-name-that-is-long", "short"),
  ],
  ["ip link property del dev veth0 altname short", (index) => link.deleteAltName(index("veth0"), "short")],
  ["ip link del dev veth0", (index) => link.delete(index("veth0"))],
];

requireTool("ip", "strace")("our link requests", () => {
  it("equal those of ip", () => {
    const namespace = scratchNamespace();
    for (const row of [...additions, ...changes]) compare(namespace, row);
  });

  it("equal those of ip for namespaces", () => {
    const [namespace, other] = [scratchNamespace(), scratchNamespace()];
    compare(namespace, [
      `ip link add v0 type veth peer name v1 netns ${other.name}`,
      (_, sent) =>
        link.create({
          name: "v0",
          info: { kind: "veth", data: { peer: { name: "v1", namespace: { fd: lastWord(sent, 8) } } } },
        }),
    ]);
    compare(namespace, [
      `ip link add b0 netns ${other.name} type bridge`,
      (_, sent) => link.create({ name: "b0", namespace: { fd: lastWord(sent, 24) }, info: { kind: "bridge" } }),
    ]);
    compare(namespace, [
      `ip link set v0 netns ${other.name}`,
      (index, sent) => link.set(index("v0"), { namespace: { fd: lastWord(sent) } }),
    ]);
    namespace.ip("link add v4 type veth peer name v5");
    const child = other.start("sleep", ["60"]);
    compare(namespace, [
      `ip link set v4 netns ${child.pid}`,
      (index) => link.set(index("v4"), { namespace: { pid: child.pid! } }),
    ]);
  });

  it("equal those of ip for a carrier", () => {
    const namespace = scratchNamespace();
    namespace.ip("link add b0 type bridge");
    // A bridge lets nobody set its carrier; the request is the same.
    const index = JSON.parse(namespace.ip("-j link show dev b0"))[0].ifindex;
    const [sent] = sentByWords(namespace.name, "ip link set b0 carrier off", { changes: true, mayFail: true });
    expect(masked(messageOf(link.set(index, { carrier: false })))).toBe(masked(sent!.bytes));
  });

  it("equal those of ip for the options of a bridge port but for their selector", () => {
    const namespace = scratchNamespace();
    namespace.ip("link add b0 type bridge");
    namespace.ip("link add v0 type veth peer name v1");
    namespace.ip("link set v0 master b0");
    const index = JSON.parse(namespace.ip("-j link show dev v0"))[0].ifindex;
    const [sent] = sentByWords(
      namespace.name,
      "ip link set v0 type bridge_slave hairpin on isolated on cost 5 priority 3 fastleave on learning off flood off mcast_flood off " +
        "bcast_flood off neigh_suppress on guard on root_block on fdb_flush",
      { changes: true },
    );
    const ours = messageOf(
      link.set(index, {
        bridgePort: {
          mode: true,
          isolated: true,
          cost: 5,
          priority: 3,
          fastLeave: true,
          learning: false,
          unicastFlood: false,
          mcastFlood: false,
          bcastFlood: false,
          neighSuppress: true,
          guard: true,
          protect: true,
          flush: true,
        },
      }),
    );
    // ip names a kind "bridge_slave" that no kernel has; we name the kind of the port, as the kernel does when it tells it.
    // 16 + 16 bytes of headers, IFLA_LINKINFO, then IFLA_INFO_KIND "bridge_slave" or IFLA_INFO_SLAVE_KIND "bridge".
    expect(
      masked(ours)
        .replaceAll(/\s/g, "")
        .slice(2 * (36 + 12)),
    ).toBe(
      masked(sent!.bytes)
        .replaceAll(/\s/g, "")
        .slice(2 * (36 + 16)),
    );
  });

  it("equal those of ip for questions", () => {
    const namespace = scratchNamespace();
    namespace.ip("link add b0 type bridge");
    const index = JSON.parse(namespace.ip("-j link show dev b0"))[0].ifindex;
    const questionOf = (command: string, n: number): string => {
      const bytes = sentByWords(namespace.name, command)[n]!.bytes.slice();
      bytes[16] = 0; // ip asks as AF_PACKET, which the kernel answers as AF_UNSPEC
      bytes[6] = bytes[6]! & ~4; // our connection asks for an acknowledgement of what is no dump
      return masked(bytes);
    };
    const ours = (operation: Operation<unknown>): string => {
      const bytes = messageOf(operation);
      bytes[6] = bytes[6]! & ~4;
      return masked(bytes);
    };
    expect(ours(link.list({ detail: ["vf"] }))).toBe(questionOf("ip link show", 1));
    expect(ours(link.list({ detail: ["vf"], kind: "veth" }))).toBe(questionOf("ip link show type veth", 1));
    expect(ours(link.list({ detail: ["vf"], master: index }))).toBe(questionOf("ip link show master b0", 2));
    expect(ours(link.get("b0", { detail: ["vf", "skip_stats"] }))).toBe(questionOf("ip link set b0 up", 1));
    expect(ours(link.get("b0"))).not.toContain("08001d00"); // IFLA_EXT_MASK
  });
});

const dummies: readonly Row[] = [
  ["ip link add d0 type dummy", () => link.create({ name: "d0", info: { kind: "dummy" } })],
  ["ip link set d0 carrier off", (index) => link.set(index("d0"), { carrier: false })],
  [
    "ip link add link d0 name d0.5 type vlan id 5",
    (index) => link.create({ name: "d0.5", link: index("d0"), info: { kind: "vlan", data: { id: 5 } } }),
  ],
  [
    "ip link add link d0 name d0.6 type vlan protocol 802.1ad id 6 reorder_hdr off gvrp on egress-qos-map 1:2 3:4 ingress-qos-map 5:6",
    (index) =>
      link.create({
        name: "d0.6",
        link: index("d0"),
        info: {
          kind: "vlan",
          data: {
            protocol: "8021ad",
            id: 6,
            egressQos: {
              mapping: [
                { from: 1, to: 2 },
                { from: 3, to: 4 },
              ],
            },
            ingressQos: { mapping: [{ from: 5, to: 6 }] },
            flags: { flags: ["gvrp"], mask: ["reorder_hdr", "gvrp"] },
          },
        },
      }),
  ],
];

requireLinkKind("dummy")("our requests for dummies and VLANs", () => {
  it("equal those of ip", () => {
    const namespace = scratchNamespace();
    for (const row of dummies) compare(namespace, row);
  });
});
