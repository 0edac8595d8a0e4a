import { writeSync, closeSync } from "node:fs";
import { namespace as ns, netlink } from "ts-netlink";
import type { Event, Netlink, Subscription } from "ts-netlink";
import { afterEach, beforeEach, expect, it } from "vitest";
import { until } from "../../support/events.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireKernel, requireTool } from "../../support/tools.ts";

let namespace: ScratchNamespace;
let nl: Netlink;
beforeEach(async () => {
  namespace = scratchNamespace();
  namespace.shell(`
    ip link add v0 index 103 type veth peer name v1
    ip link set v0 up
    ip link set v1 up
  `);
  nl = await netlink.open({ namespace: namespace.name });
});
afterEach(() => nl.close());

/** The values of events of one change. */
const values = (events: readonly Event[], wanted: Event["change"]): unknown[] =>
  events.flatMap(({ change, value }) => (change === wanted ? [value] : []));

const SOCK_RAW = 3;
const AF_PACKET = 17;

/** `struct sockaddr_ll`: all frames of the interface. */
function packetAddress(index: number): Uint8Array {
  const bytes = new Uint8Array(20);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, AF_PACKET, true);
  view.setUint16(2, 0x86dd, false);
  view.setInt32(4, index, true);
  return bytes;
}

/** The sum of 16-bit words with the carries added in, complemented (RFC 1071). */
function checksum(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let offset = 0; offset < bytes.length; offset += 2) sum += view.getUint16(offset);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** An Ethernet frame with a router advertisement (RFC 4861, 4.2) of one prefix, whose option is given in hex. */
function routerAdvertisement(option: string): Uint8Array {
  const source = "fe800000000000000000000000000001";
  const destination = "ff020000000000000000000000000001";
  // type 134, code, checksum; hop limit 64, no flags, router lifetime 0, reachable and retransmission time unspecified
  const body = Buffer.from(`86000000 40000000 00000000 00000000 ${option}`.replaceAll(" ", ""), "hex");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const pseudo = Buffer.concat([
    Buffer.from(source + destination, "hex"),
    length,
    Buffer.from("0000003a", "hex"),
    body,
  ]);
  body.writeUInt16BE(checksum(pseudo), 2);
  return Buffer.concat([
    Buffer.from("333300000001 020000000001 86dd".replaceAll(" ", ""), "hex"),
    Buffer.from("60000000", "hex"),
    length.subarray(2),
    Buffer.from("3aff", "hex"), // ICMPv6, hop limit 255
    Buffer.from(source + destination, "hex"),
    body,
  ]);
}

requireTool("ip")("events about addresses", () => {
  it("tell of a prefix that a router advertises at the other end", async () => {
    await using events = nl.subscribe(["prefix"]);
    await events.ready;
    await using handle = ns.open(namespace.name);
    const v1 = await nl.links.get("v1");
    const socket = await handle.socket({ family: AF_PACKET, type: SOCK_RAW, bind: packetAddress(v1.index) });
    try {
      // Prefix Information (3), 32 bytes: /64, flags L and A, valid 86400 s, preferred 14400 s, 2001:db8:5::
      const prefix = "20010db8000500000000000000000000";
      writeSync(socket, routerAdvertisement(`030440c0 00015180 00003840 00000000 ${prefix}`));
      // /48 for ever, flag L alone
      writeSync(socket, routerAdvertisement(`03043080 ffffffff ffffffff 00000000 ${prefix}`));
      const seen = await until(events, ({ value }) => "prefix" in value && value.prefix.endsWith("/48"));
      expect(values(seen, "new")).toEqual([
        {
          dev: 103,
          prefix: "2001:db8:5::/64",
          onLink: true,
          autonomous: true,
          validSeconds: 86400,
          preferredSeconds: 14400,
        },
        { dev: 103, prefix: "2001:db8:5::/48", onLink: true, autonomous: false },
      ]);
    } finally {
      closeSync(socket);
    }
    const [made] = await nl.addresses.list({ dev: "v0", to: "2001:db8:5::/64" });
    expect(made).toMatchObject({ protocol: 2, validSeconds: expect.any(Number) });
  });

  it("tell of settings that change, and that go with their interface", async () => {
    await using events = nl.subscribe(["netconf"]);
    await events.ready;
    namespace.shell(`
      sysctl -qw net.ipv4.conf.v0.rp_filter=2
      sysctl -qw net.ipv6.conf.v0.forwarding=1
      sysctl -qw net.ipv4.conf.default.ignore_routes_with_linkdown=1
      ip link del v0
    `);
    const seen = await until(
      events,
      ({ change, value }) =>
        change === "delete" && "dev" in value && "family" in value && value.dev === 103 && value.family === "inet6",
    );
    expect(values(seen, "new")).toEqual([
      { family: "inet", dev: 103, reversePathFilter: "loose" },
      { family: "inet6", dev: 103, forwarding: true },
      { family: "inet", dev: "default", ignoreRoutesWithLinkDown: true },
    ]);
    expect(values(seen, "delete")).toContainEqual({ family: "inet", dev: 103 });
  });

  it("tell of namespaces that get a number, and that end", async () => {
    await using events = nl.subscribe(["nsid"]);
    await events.ready;
    const other = scratchNamespace();
    namespace.ip(`netns set ${other.name} 17`);
    other.remove();
    expect(await until(events, ({ change }) => change === "delete")).toEqual([
      { object: "nsid", change: "new", value: { nsid: 17 } },
      { object: "nsid", change: "delete", value: { nsid: 17 } },
    ]);
  });
});

const since615 = `[ "$(printf '6.15\\n%s\\n' "$(uname -r)" | sort -V | head -n 1)" = 6.15 ]`;

requireKernel("events about multicast addresses", since615)("events about groups", () => {
  /** Reads on until this address was told of so, and gives the group. */
  async function told(events: Subscription<Event>, change: Event["change"], address: string): Promise<unknown> {
    for (;;) {
      const { value: event } = await events.next();
      if (event?.kind !== "message") throw new Error(`${event?.kind} while waiting for ${address}`);
      const { value } = event;
      if (value.change === change && "address" in value.value && value.value.address === address) return value.value;
    }
  }

  it("tell who joins and leaves", async () => {
    await using events = nl.subscribe(["multicastAddress"]);
    await events.ready;
    namespace.ip("address add 224.0.0.77/32 dev v0 autojoin");
    const group = { dev: 103, scope: "global", createdSeconds: expect.any(Number) };
    expect(await told(events, "new", "224.0.0.77")).toMatchObject({ family: "inet", ...group });
    namespace.ip("-6 address add 2001:db8::aa:bbcc/64 dev v0 nodad");
    expect(await told(events, "new", "ff02::1:ffaa:bbcc")).toMatchObject({ family: "inet6", ...group });
    namespace.ip("address del 224.0.0.77/32 dev v0");
    expect(await told(events, "delete", "224.0.0.77")).toMatchObject({ family: "inet", dev: 103 });
  });

  it("tell of a router's anycast addresses", async () => {
    await using events = nl.subscribe(["anycastAddress"]);
    await events.ready;
    namespace.shell(`
      sysctl -qw net.ipv6.conf.v0.forwarding=1
      ip -6 address add 2001:db8:7::1/64 dev v0 nodad
    `);
    expect(await told(events, "new", "2001:db8:7::")).toMatchObject({ family: "inet6", dev: 103 });
    namespace.ip("-6 address del 2001:db8:7::1/64 dev v0");
    expect(await told(events, "delete", "2001:db8:7::")).toMatchObject({ family: "inet6", dev: 103 });
  });
});
