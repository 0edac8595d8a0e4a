/** Our requests compared with those of `ip`, byte for byte, with `nlmsg_seq`, `nlmsg_pid` and NLA_F_NESTED masked. */
import { expect, it } from "vitest";
import { isRequest } from "ts-netlink/socket";
import type { Operation } from "ts-netlink/socket";
import { link } from "ts-netlink/ops";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { isChange, masked, sentByWords } from "../../support/oracle.ts";
import { requireTool } from "../../support/tools.ts";

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

requireTool("ip", "strace")("our link requests", () => {
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
