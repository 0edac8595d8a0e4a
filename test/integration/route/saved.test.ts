import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

/** A namespace with the links, addresses and nexthop objects that the routes were saved with. */
function withLinks(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(`
    ip link set lo up; ip link add v0 index 103 type veth peer name v1 index 102; ip link set v0 up; ip link set v1 up
    ip address add 10.9.0.1/24 dev v0; ip -6 address add 2001:db8:9::1/64 dev v0 nodad
    ip nexthop add id 1 via 10.9.0.7 dev v0
  `);
  return namespace;
}

/** What ip shows of the routes that it made, but for the seconds that are left. */
function shown(namespace: ScratchNamespace): string {
  return namespace
    .shell("ip -d route show table all; ip -d -6 route show table all")
    .replace(/^.* proto kernel .*\n/gm, "")
    .replace(/expires \d+sec/g, "expires")
    .replace(/ linkdown/g, "");
}

const withoutObjects = [
  "ip route add default via 10.9.0.254",
  "ip route add 10.1.0.0/16 via 10.9.0.2 metric 5",
  "ip route append 10.1.0.0/16 via 10.9.0.3 metric 5",
  "ip route add 10.2.0.0/16 dev v1 mtu lock 1400 advmss 1300 table 1000",
  "ip route add 10.3.0.0/16 nexthop via 10.9.0.2 weight 3 nexthop dev v1",
  "ip route add 10.4.0.0/16 via 10.77.0.1 dev v0 onlink proto static src 10.9.0.1",
  "ip route add unreachable 10.5.0.0/16",
  "ip -6 route add default via fe80::1 dev v0 pref high",
  "ip -6 route add 2001:db8:1::/48 nexthop via 2001:db8:9::2 nexthop via 2001:db8:9::3 weight 2",
  "ip -6 route add 2001:db8:2::/48 dev v1 metric 7 expires 500",
  "ip -6 route add blackhole 2001:db8:3::/48",
];

/** Two namespaces with the same links, the first with routes of every form. */
function two(routes: readonly string[]): [ScratchNamespace, ScratchNamespace] {
  const [first, second] = [withLinks(), withLinks()];
  first.shell(routes.join("\n"));
  return [first, second];
}

requireTool("ip")("a file of saved routes", () => {
  it.each(["", " table all", " proto static", " table 1000"])(
    "holds what ip saves with%s, message by message",
    (words) => {
      const [first] = two(withoutObjects);
      const filter = {
        "": "{ family: 'inet', table: 'main' }",
        " table all": "{}",
        " proto static": "{ family: 'inet', table: 'main', protocol: 'static' }",
        " table 1000": "{ family: 'inet', table: 1000 }",
      }[words];
      const { same, count } = inside(
        first,
        `import { execSync } from "node:child_process";
       const withoutHeaders = (file) => {
         const view = new DataView(file.buffer, file.byteOffset, file.byteLength), messages = [];
         for (let at = 4; at < file.length; at += view.getUint32(at, true)) {
           // sequence number and port are the asker's; that a dump was filtered depends on what was asked for
           const bytes = Buffer.from(file.subarray(at, at + view.getUint32(at, true))).fill(0, 6, 16);
           // RTA_CACHEINFO holds what passes.
           messages.push(bytes.toString("hex").replace(/24000c00.{64}/, ""));
         }
         return [Buffer.from(file.subarray(0, 4)).toString("hex"), ...messages];
       };
       const theirs = withoutHeaders(execSync("ip route save${words}"));
       const ours = withoutHeaders(run(ops.route.save(${filter})));
       print({ same: JSON.stringify(theirs) === JSON.stringify(ours), count: ours.length });`,
      );
      expect(same).toBe(true);
      expect(count).toBeGreaterThan(1);
    },
  );

  it("is read by ip, which restores what was saved, and shown by it", () => {
    // ip puts up with IPv4 routes on links that are up.
    const [first, second] = two(
      withoutObjects.filter((command) => !command.includes("-6") && !command.includes("append")),
    );
    const hex: string = inside(
      first,
      `print(Buffer.from(run(ops.route.save({ family: "inet", table: "main" }))).toString("hex"));`,
    );
    // It goes through the file three times, so a pipe won't do.
    second.shell("file=$(mktemp); cat > $file; ip route restore < $file; rm $file", { input: Buffer.from(hex, "hex") });
    expect(second.ip("-d route show")).toBe(first.ip("-d route show"));
    expect(second.shell("ip route showdump", { input: Buffer.from(hex, "hex") })).toContain("10.1.0.0/16 via 10.9.0.2");
  });

  it("of ip is restored by ours in its order, with routes through nexthop objects, and leaves what is there", () => {
    const [first, second] = two([...withoutObjects, "ip route add 10.6.0.0/16 nhid 1"]);
    const hex = first
      .run("sh", ["-c", "ip route save table all proto boot | od -An -v -tx1"])
      .stdout.replace(/\s/g, "");
    const answer = inside(
      second,
      `const file = Buffer.from("${hex}", "hex");
       print([run(ops.route.restore(file)), run(ops.route.restore(file)),
         ops.route.saved(file).filter((r) => r.table === 1000).map((r) => [r.to, r.dev, r.metrics])]);`,
    );
    expect(answer).toEqual([
      withoutObjects.length,
      0,
      [["10.2.0.0/16", 102, { lock: ["mtu"], mtu: 1400, advmss: 1300 }]],
    ]);
    expect(shown(second)).toBe(shown(first).replace(/^.* proto static .*\n/m, ""));
  });

  it("is refused when it is none, of something else, or broken off", () => {
    const answer = inside(
      withLinks(),
      `const fault = (bytes) => { try { return ops.route.saved(Uint8Array.from(bytes)); } catch (error) { return error.message; } };
       const file = run(ops.route.save());
       print([fault([]), fault([0x22, 0x12, 0x36, 0x47]), fault(file.subarray(0, 30))]);`,
    );
    expect(answer).toEqual([
      "not a file of saved routes: it does not begin with 0x45311224 (at byte 0)",
      "not a file of saved routes: it does not begin with 0x45311224 (at byte 0)",
      expect.stringMatching(/^message length \d+, 26 bytes are left/),
    ]);
  });
});
