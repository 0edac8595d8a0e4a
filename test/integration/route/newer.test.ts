import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { netdevsim, requireNetdevsim } from "../../support/netdevsim.ts";
import { requireKernel } from "../../support/tools.ts";

/*
 * What Linux 7.3 takes and iproute2 6.1 has no words for: the kernel's own list says whether it was understood.
 */

const setup =
  "ip link set lo up; ip link add v0 index 103 type veth peer name v1 index 102; ip link set v0 up; ip link set v1 up; " +
  "ip address add 10.9.0.1/24 dev v0; ip -6 address add 2001:db8:9::1/64 dev v0 nodad";

function fresh(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(setup);
  return namespace;
}

/** Loads `return 0` as a program of a type (`linux/bpf.h`) and says its descriptor. */
const load = `
import ffi from "ffi-rs";
const { define, open, DataType } = ffi;
open({ library: "c", path: "libc.so.6" });
const { memmove, syscall } = define({
  memmove: { library: "c", retType: DataType.U64, paramsType: [DataType.U8Array, DataType.U8Array, DataType.I32] },
  syscall: { library: "c", retType: DataType.I32, paramsType: [DataType.I32, DataType.I32, DataType.U8Array, DataType.I32] },
});
const address = (bytes) => BigInt(memmove([bytes, bytes, 0]));
const instructions = Buffer.from("b7000000000000009500000000000000", "hex"); // r0 = 0; exit
const licence = Buffer.from("GPL\\0");
const load = (type) => {
  const attributes = Buffer.alloc(128);
  attributes.writeUInt32LE(type, 0);
  attributes.writeUInt32LE(2, 4);
  attributes.writeBigUInt64LE(address(instructions), 8);
  attributes.writeBigUInt64LE(address(licence), 16);
  const fd = syscall([321, 5, attributes, attributes.length]); // bpf(BPF_PROG_LOAD)
  if (fd < 0) throw new Error("no program was loaded");
  return fd;
};
`;

requireKernel("encapsulations of Linux 7", `${setup}; test $(uname -r | cut -d. -f1) -ge 7`)("of Linux 7", () => {
  it.each([
    [
      "a source and a table of segment routing",
      { kind: "seg6", data: { mode: "encap", segments: ["2001:db8::5"], src: "2001:db8:9::1", table: 100 } },
    ],
    [
      "flags and a tag of a segment routing header",
      { kind: "seg6", data: { mode: "encap", segments: ["2001:db8::5"], flags: ["alert", "oam"], tag: 7 } },
    ],
    [
      "the near end of a trace",
      {
        kind: "ioam6",
        data: {
          frequency: 1,
          frequencyOf: 1,
          mode: "encap",
          dst: "2001:db8:9::2",
          src: "2001:db8:9::1",
          trace: { namespace: 1, type: 0x800000, size: 12 },
        },
      },
    ],
  ])("%s", (_, encap) => {
    const { result, listed, deleted } = inside(
      fresh(),
      `const to = "2001:db8:50::/48";
       const result = outcome(ops.route.add({ to, dev: 103, encap: ${JSON.stringify(encap)} }));
       const [route] = run(ops.route.list({ to }));
       print({ result, listed: route.encap, deleted: outcome(ops.route.delete(route)) });`,
    );
    expect({ result, listed, deleted }).toEqual({ result: "done", listed: encap, deleted: "done" });
  });

  it("the port of a nexthop object for VXLAN", () => {
    const listed = inside(
      fresh(),
      `run(ops.nexthop.add({ id: 20, via: "10.9.0.20", fdb: true, destinationPort: 4790 }));
       print(run(ops.nexthop.get(20)));`,
    );
    expect(listed).toMatchObject({ id: 20, via: "10.9.0.20", fdb: true, destinationPort: 4790 });
  });

  it("the flow label of a packet whose route is asked for", () => {
    const namespace = fresh();
    namespace.shell("ip -6 route add 2001:db8:60::/48 dev v0; ip -6 route add 2001:db8:60::/48 dev v1 table 77");
    const devices = inside(
      namespace,
      `run(ops.rule.add({ family: "inet6", flowlabel: 5, flowlabelMask: 0xfffff, table: 77 }));
       print([run(ops.route.get("2001:db8:60::1", { flowlabel: 5 })).dev, run(ops.route.get("2001:db8:60::1", { flowlabel: 6 })).dev]);`,
    );
    expect(devices).toEqual([102, 103]);
  });

  it("why the kernel removed a route, among the events of routes", () => {
    const namespace = fresh();
    namespace.shell("echo 1 > /proc/sys/net/ipv6/route/gc_interval");
    const events = inside(
      namespace,
      `const { netlink } = await import("ts-netlink");
       const front = await netlink.open();
       const subscription = front.subscribe(["route"]);
       await subscription.ready;
       await front.routes.add({ to: "2001:db8:50::/48", dev: 103, expiresSeconds: 1 });
       await front.routes.add({ to: "10.50.0.0/16", dev: 103 });
       await front.routes.delete({ to: "10.50.0.0/16" });
       const events = [];
       for await (const { value } of subscription) {
         if (!["2001:db8:50::/48", "10.50.0.0/16"].includes(value.value.to)) continue;
         events.push([value.change, value.value.to, value.value.deletionReason]);
         if (value.change === "delete" && value.value.family === "inet6") break;
       }
       await front.close();
       print(events);`,
    );
    expect(events).toEqual([
      ["new", "2001:db8:50::/48", null],
      ["new", "10.50.0.0/16", null],
      ["delete", "10.50.0.0/16", null],
      ["delete", "2001:db8:50::/48", "expired"],
    ]);
  });

  it("programs of routes, by descriptor when added and by name when listed", () => {
    const { results, out, local } = inside(
      fresh(),
      `${load}
       const names = { in: { fd: load(10), name: "incoming" }, out: { fd: load(11), name: "outgoing" }, xmit: { fd: load(12), name: "sent" } };
       const results = [
         outcome(ops.route.add({ to: "10.50.0.0/16", dev: 103, encap: { kind: "bpf", data: { ...names, xmitHeadroom: 14 } } })),
         outcome(ops.route.add({ to: "2001:db8:50::/48", dev: 103, encap: { kind: "seg6_local", data: { action: "End.BPF", bpf: { program: load(19), name: "end" } } } })),
       ];
       const [first] = run(ops.route.list({ to: "10.50.0.0/16" })), [second] = run(ops.route.list({ to: "2001:db8:50::/48" }));
       results.push(outcome(ops.route.delete(first)), outcome(ops.route.delete(second)));
       print({ results, out: first.encap, local: second.encap });`,
    );
    expect(results).toEqual(["done", "done", "done", "done"]);
    expect(out).toEqual({
      kind: "bpf",
      data: { in: { name: "incoming" }, out: { name: "outgoing" }, xmit: { name: "sent" } },
    });
    expect(local).toEqual({
      kind: "seg6_local",
      data: { action: "End.BPF", bpf: { program: expect.any(Number), name: "end" } },
    });
  });
});

requireNetdevsim()("routes in hardware", () => {
  it("say so, and are deleted and added again as listed", () => {
    const namespace = scratchNamespace();
    const [name] = netdevsim(namespace).links;
    namespace.shell(
      `ip link set lo up; ip link set ${name} up; ip address add 10.9.0.1/24 dev ${name}; ` +
        "ip route add 10.50.0.0/16 via 10.9.0.2; ip route add blackhole 10.51.0.0/16",
    );
    const { flags, results, again } = inside(
      namespace,
      `const list = () => {
         // The driver takes them from a queue.
         for (let tries = 0; ; tries++) {
           const routes = run(ops.route.list({ within: "10.50.0.0/15", table: "main" }));
           if (tries === 200 || routes.every((r) => r.flags.length > 0)) return routes;
           Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
         }
       };
       const routes = list();
       const results = [...routes.map((r) => outcome(ops.route.delete(r))), ...routes.map((r) => outcome(ops.route.add(r)))];
       print({ flags: routes.map((r) => [r.to, r.flags]), results, again: list().map((r) => [r.to, r.flags]) });`,
    );
    expect(flags).toEqual([
      ["10.50.0.0/16", ["trap"]],
      ["10.51.0.0/16", ["trap"]],
    ]);
    expect(results).toEqual(["done", "done", "done", "done"]);
    expect(again).toEqual(flags);
  });
});
