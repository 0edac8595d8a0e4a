import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

/** A namespace with two links that multicast packets may be forwarded between. */
function fresh(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(
    "ip link set lo up; ip link add v0 index 103 type veth peer name w0; ip link add v1 index 105 type veth peer name w1; " +
      "for i in v0 w0 v1 w1; do ip link set $i up; done; ip address add 10.9.0.1/24 dev v0; ip -6 address add 2001:db8:9::1/64 dev v0 nodad; " +
      "ip address add 10.8.0.1/24 dev v1",
  );
  return namespace;
}

/**
 * What a routing daemon does (`linux/mroute.h`, `linux/mroute6.h`): `daemon4` and `daemon6` begin with v0 and v1 as interfaces 0 and 1,
 * `entry4` and `entry6` add a forwarding entry from the first to the second.
 */
const daemon = `
import ffi from "ffi-rs";
const { define, open, DataType } = ffi;
open({ library: "c", path: "libc.so.6" });
const int = DataType.I32;
const { socket, setsockopt } = define({
  socket: { library: "c", retType: int, paramsType: [int, int, int] },
  setsockopt: { library: "c", retType: int, paramsType: [int, int, int, DataType.U8Array, int] },
});
const INIT = 200, ADD_VIF = 202, ADD_MFC = 204;
const option = (fd, level, name, bytes) => {
  if (setsockopt([fd, level, name, bytes, bytes.length]) !== 0) throw new Error("option " + name);
};
const one = Buffer.from([1, 0, 0, 0]);
const numbers = (size, ...fields) => {
  const bytes = Buffer.alloc(size);
  for (const [offset, length, value] of fields) bytes.writeUIntLE(value, offset, length);
  return bytes;
};
const daemon4 = () => {
  const fd = socket([2, 3, 2]); // AF_INET, SOCK_RAW, IPPROTO_IGMP
  option(fd, 0, INIT, one);
  for (const [vif, index] of [[0, 103], [1, 105]]) option(fd, 0, ADD_VIF, numbers(16, [0, 2, vif], [2, 1, 8], [3, 1, 1], [8, 4, index]));
  return fd;
};
const entry4 = (fd, origin, group) => {
  const bytes = numbers(60, [8, 2, 0], [11, 1, 7]);
  bytes.set(origin.split(".").map(Number), 0);
  bytes.set(group.split(".").map(Number), 4);
  option(fd, 0, ADD_MFC, bytes);
};
const daemon6 = () => {
  const fd = socket([10, 3, 58]); // AF_INET6, SOCK_RAW, IPPROTO_ICMPV6
  option(fd, 41, INIT, one);
  for (const [mif, index] of [[0, 103], [1, 105]]) option(fd, 41, ADD_VIF, numbers(12, [0, 2, mif], [3, 1, 1], [4, 2, index]));
  return fd;
};
const entry6 = (fd, origin, group) => {
  const bytes = numbers(92, [0, 2, 10], [28, 2, 10], [56, 2, 0], [60, 4, 2]);
  bytes.set(origin, 8);
  bytes.set(group, 36);
  option(fd, 41, ADD_MFC, bytes);
};
`;

requireTool("ip")("multicast routes", () => {
  it("are listed by family as ip lists them, with what was forwarded", () => {
    const namespace = fresh();
    const { ours, theirs, text } = inside(
      namespace,
      `${daemon}
       import { execSync } from "node:child_process";
       const fd = daemon4();
       entry4(fd, "10.9.0.7", "239.1.1.1");
       entry4(fd, "10.9.0.8", "239.1.1.2");
       const six = daemon6();
       const origin = Buffer.from("20010db8000900000000000000000007", "hex");
       entry6(six, origin, Buffer.from("ff050000000000000000000000000001", "hex"));
       print({
         ours: [run(ops.route.list({ family: "ipmr" })), run(ops.route.list({ family: "ip6mr" }))],
         theirs: JSON.parse(execSync("ip -j mroute show")),
         text: String(execSync("ip -6 mroute show")),
       });`,
    );
    const [ipv4, ipv6] = ours;
    expect(ipv4.map((route: { to: string }) => route.to).toSorted()).toEqual(["239.1.1.1/32", "239.1.1.2/32"]);
    expect(theirs.length).toBe(2);
    const first = ipv4.find((route: { to: string }) => route.to === "239.1.1.1/32");
    expect(first).toEqual({
      family: "ipmr",
      to: "239.1.1.1/32",
      from: "10.9.0.7/32",
      iif: 103,
      table: 253,
      protocol: 17,
      scope: "global",
      type: "multicast",
      flags: [],
      flagBits: 0,
      nexthops: [{ dev: 105, weight: 1, ttl: 7, flags: [], flagBits: 0 }],
      statistics: { packets: "0", bytes: "0", wrongIf: "0" },
      idleSeconds: expect.any(Number),
    });
    expect(ipv6).toMatchObject([
      { family: "ip6mr", to: "ff05::1/128", from: "2001:db8:9::7/128", iif: 103, nexthops: [{ dev: 105 }] },
    ]);
    expect(text).toContain("(2001:db8:9::7,ff05::1)");
  });

  it("and packets without one are events", () => {
    const namespace = fresh();
    const events = inside(
      namespace,
      `${daemon}
       import { createSocket } from "node:dgram";
       const { netlink } = await import("ts-netlink");
       const front = await netlink.open();
       const subscription = front.subscribe(["multicastRoute", "multicastReport"]);
       await subscription.ready;
       const fd = daemon4();
       entry4(fd, "10.9.0.7", "239.1.1.1");
       const sender = createSocket("udp4");
       await new Promise((done) => sender.bind(0, "10.9.0.1", done));
       sender.setMulticastInterface("10.9.0.1");
       sender.setMulticastTTL(9);
       await new Promise((done) => sender.send("x", 9, "239.1.1.9", done));
       sender.close();
       const events = [];
       for await (const { value } of subscription) {
         events.push(value);
         if (value.object === "multicastReport") break;
       }
       await front.close();
       print(events);`,
    );
    expect(events[0]).toMatchObject({
      object: "multicastRoute",
      change: "new",
      value: { family: "ipmr", to: "239.1.1.1/32", from: "10.9.0.7/32" },
    });
    expect(events.at(-1)).toEqual({
      object: "multicastReport",
      change: "new",
      value: {
        family: "ipmr",
        reason: "nocache",
        vif: 0,
        source: "10.9.0.1",
        group: "239.1.1.9",
        table: 253,
        packet: expect.anything(),
      },
    });
  });
});
