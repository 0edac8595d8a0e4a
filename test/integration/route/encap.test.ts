import { expect, it } from "vitest";
import * as built from "ts-netlink/ops";
import { routeMessage } from "ts-netlink/protocol/route";
import { sourceOf } from "ts-netlink/protocol/schema";
import type { Ops } from "../../support/golden.ts";
import { hexBytes, requestBytes } from "../../support/golden.ts";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { hex, masked, sentByWords } from "../../support/oracle.ts";
import { requireKernel } from "../../support/tools.ts";

// The types here are those of the sources, which may be newer than the declarations in dist.
const ops = built as unknown as Ops;

const links = [
  "ip link set lo up",
  "ip link add v0 index 103 type veth peer name v1 index 102",
  "ip link set v0 up; ip link set v1 up",
  "ip address add 10.9.0.1/24 dev v0; ip -6 address add 2001:db8:9::1/64 dev v0 nodad",
];

const rows: readonly (readonly [command: string, input: Parameters<Ops["route"]["add"]>[0], encap: unknown])[] = [
  [
    "ip route add 10.20.0.0/24 encap mpls 100/200 via 10.9.0.2 dev v0",
    { to: "10.20.0.0/24", encap: { kind: "mpls", data: { dst: "100/200" } }, via: "10.9.0.2", dev: 103 },
    { kind: "mpls", data: { dst: "100/200" } },
  ],
  [
    "ip route add 10.20.1.0/24 encap mpls 16 ttl 9 via 10.9.0.2 dev v0",
    { to: "10.20.1.0/24", encap: { kind: "mpls", data: { dst: "16", ttl: 9 } }, via: "10.9.0.2", dev: 103 },
    { kind: "mpls", data: { dst: "16", ttl: 9 } },
  ],
  [
    "ip route add 10.21.0.0/24 encap ip id 7 dst 10.9.0.9 src 10.9.0.1 tos 8 ttl 64 dev v0",
    {
      to: "10.21.0.0/24",
      encap: { kind: "ip", data: { id: 7n, dst: "10.9.0.9", src: "10.9.0.1", tos: 8, ttl: 64 } },
      dev: 103,
    },
    { kind: "ip", data: { id: "7", dst: "10.9.0.9", src: "10.9.0.1", tos: 8, ttl: 64 } },
  ],
  [
    "ip -6 route add 2001:db8:21::/48 encap ip6 id 7 dst 2001:db8:9::9 src 2001:db8:9::1 hoplimit 9 dev v0",
    {
      to: "2001:db8:21::/48",
      encap: { kind: "ip6", data: { id: 7n, dst: "2001:db8:9::9", src: "2001:db8:9::1", hoplimit: 9 } },
      dev: 103,
    },
    { kind: "ip6", data: { id: "7", dst: "2001:db8:9::9", src: "2001:db8:9::1", hoplimit: 9 } },
  ],
  [
    "ip -6 route add 2001:db8:22::/48 encap seg6local action End.DX6 nh6 2001:db8:9::2 dev v0",
    {
      to: "2001:db8:22::/48",
      encap: { kind: "seg6_local", data: { action: 5, nh6: "2001:db8:9::2" } },
      dev: 103,
    },
    { kind: "seg6_local", data: { action: 5, nh6: "2001:db8:9::2" } },
  ],
  [
    "ip route add 10.22.0.0/24 nexthop encap mpls 100 via 10.9.0.2 dev v0 nexthop via 10.9.0.3 dev v0",
    {
      to: "10.22.0.0/24",
      nexthops: [
        { encap: { kind: "mpls", data: { dst: "100" } }, via: "10.9.0.2", dev: 103 },
        { via: "10.9.0.3", dev: 103 },
      ],
    },
    undefined,
  ],
];

/** Compares what two requests say, and their length: ip leaves whatever it finds in the padding of some of these. */
function expectSame(ours: string, theirs: string): void {
  const body = (text: string): unknown => {
    const bytes = hexBytes(text);
    return { length: bytes.length, ...routeMessage.decode(sourceOf(bytes, true), 16, bytes.length) };
  };
  expect(body(ours)).toEqual(body(theirs));
}

requireKernel(
  "MPLS, seg6 and tunnel encapsulation",
  `${links.join("\n")}\n${rows.map(([command]) => command).join("\n")}\nsysctl -qw net.mpls.platform_labels=1000`,
)("encapsulations", () => {
  it.each(rows)("%s", (command, input, encap) => {
    const namespace = scratchNamespace();
    namespace.shell(links.join("\n"));
    const sent = sentByWords(namespace.name, command, { changes: true }).at(-1)!;
    expectSame(requestBytes(ops.route.add(input), hex(sent.bytes)), masked(sent.bytes));
    const [listed] = inside(
      namespace,
      `print(run(ops.route.list({ to: ${JSON.stringify(input.to)}, table: "main" })));`,
    );
    if (encap !== undefined) expect(listed.encap).toMatchObject(encap as object);
    else
      expect(listed.nexthops.map((hop: { encap?: unknown }) => hop.encap)).toEqual([
        { kind: "mpls", data: { dst: "100" } },
        undefined,
      ]);
    expect(
      inside(
        namespace,
        `const [r] = run(ops.route.list({ to: ${JSON.stringify(input.to)}, table: "main" })); print(outcome(ops.route.delete(r)));`,
      ),
    ).toBe("done");
  });

  it("switches labels", () => {
    const namespace = scratchNamespace();
    namespace.shell([...links, "sysctl -qw net.mpls.platform_labels=1000"].join("\n"));
    const commands: readonly (readonly [string, Parameters<Ops["route"]["add"]>[0]])[] = [
      [
        "ip -f mpls route add 100 as 200/300 via inet 10.9.0.2 dev v0",
        { family: "mpls", to: "100", newDestination: "200/300", via: "10.9.0.2", dev: 103 },
      ],
      ["ip -f mpls route add 101 dev lo", { family: "mpls", to: "101", dev: 1 }],
    ];
    for (const [command, input] of commands) {
      const sent = sentByWords(namespace.name, command, { changes: true }).at(-1)!;
      expectSame(requestBytes(ops.route.add(input), hex(sent.bytes)), masked(sent.bytes));
    }
    const listed: { to: string }[] = inside(namespace, `print(run(ops.route.list({ family: "mpls" })));`);
    expect(listed).toMatchObject([
      { family: "mpls", to: "100", newDestination: "200/300", via: "10.9.0.2", dev: 103 },
      { to: "101", dev: 1 },
    ]);
    expect(
      inside(namespace, `print(run(ops.route.list({ family: "mpls" })).map((r) => outcome(ops.route.delete(r))));`),
    ).toEqual(["done", "done"]);
  });
});
