import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

/** A namespace with the links that the addresses were saved of. */
function withLinks(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell("ip link set lo up; ip link add v0 index 103 type veth peer name v1 index 102");
  return namespace;
}

/** What ip shows of the addresses but for the lifetimes' passing. */
function shown(namespace: ScratchNamespace): unknown {
  return (JSON.parse(namespace.ip("-j address show")) as { addr_info: { valid_life_time: number }[] }[]).flatMap(
    ({ addr_info }) => addr_info.map((address) => ({ ...address, valid_life_time: 0, preferred_life_time: 0 })),
  );
}

/** Two namespaces with the same links, the first with addresses of every form. */
function two(): [ScratchNamespace, ScratchNamespace] {
  const [first, second] = [withLinks(), withLinks()];
  first.shell(`
    ip address add 10.0.0.1/24 brd + dev v0 label v0:a
    ip address add 10.0.0.2/24 dev v0 valid_lft 1000 preferred_lft 500
    ip address add 10.0.1.1 peer 10.0.1.2/32 dev v1 metric 7 noprefixroute
    ip -6 address add 2001:db8::1/64 dev v0 nodad home
    ip -6 address add 2001:db8:1::1/64 dev v1 noprefixroute
  `);
  return [first, second];
}

requireTool("ip")("a file of saved addresses", () => {
  it("holds what ip saves, message by message", () => {
    const [first] = two();
    const { same, count } = inside(
      first,
      `import { execFileSync } from "node:child_process";
       const withoutHeaders = (file) => {
         const view = new DataView(file.buffer, file.byteOffset, file.byteLength), messages = [];
         for (let at = 4; at < file.length; at += view.getUint32(at, true)) {
           const length = view.getUint32(at, true);
           // sequence number and port are the asker's, the lifetimes pass
           const bytes = Buffer.from(file.subarray(at, at + length)).fill(0, 8, 16);
           messages.push(bytes.toString("hex").replace(/(14000600).{16}/, "$1"));
         }
         return [Buffer.from(file.subarray(0, 4)).toString("hex"), ...messages];
       };
       const theirs = withoutHeaders(execFileSync("ip", ["address", "save"]));
       const ours = withoutHeaders(run(ops.address.save()));
       print({ same: JSON.stringify(theirs) === JSON.stringify(ours), count: ours.length });`,
    );
    expect({ same, count }).toEqual({ same: true, count: 8 });
  });

  it("is read by ip, which restores what was saved, and shown by it", () => {
    const [first, second] = two();
    const hex: string = inside(first, `print(Buffer.from(run(ops.address.save())).toString("hex"));`);
    second.shell("ip address restore", { input: Buffer.from(hex, "hex") });
    expect(shown(second)).toEqual(shown(first));
    const dump = second.shell("ip address showdump", { input: Buffer.from(hex, "hex") });
    expect(dump).toContain("inet 10.0.1.1 peer 10.0.1.2/32");
  });

  it("of ip is restored by ours, and leaves what is there", () => {
    const [first, second] = two();
    const hex = first.run("sh", ["-c", "ip address save | od -An -v -tx1"]).stdout.replace(/\s/g, "");
    const answer = inside(
      second,
      `const file = Buffer.from("${hex}", "hex");
       print([run(ops.address.restore(file)), run(ops.address.restore(file)),
         ops.address.saved(file).filter((a) => a.family === "inet").map((a) => [a.index, a.address, a.label])]);`,
    );
    expect(answer).toEqual([
      5,
      0,
      [
        [1, "127.0.0.1/8", "lo"],
        [102, "10.0.1.1/32", "v1"],
        [103, "10.0.0.1/24", "v0:a"],
        [103, "10.0.0.2/24", "v0"],
      ],
    ]);
    expect(shown(second)).toEqual(shown(first));
  });

  it("holds only what a filter chooses", () => {
    const [first] = two();
    const answer = inside(
      first,
      `const names = (filter) => ops.address.saved(run(ops.address.save(filter))).map((a) => a.address).sort();
       print([names({ dev: "v1", family: "inet" }), names({ label: "v0:*" }), names({ links: { kind: "veth" }, scope: "global" })]);`,
    );
    expect(answer).toEqual([
      ["10.0.1.1/32"],
      ["10.0.0.1/24"],
      ["10.0.0.1/24", "10.0.0.2/24", "10.0.1.1/32", "2001:db8:1::1/64", "2001:db8::1/64"],
    ]);
  });

  it("is refused when it is none, of something else, or broken off", () => {
    const answer = inside(
      withLinks(),
      `const fault = (bytes) => { try { return ops.address.saved(Uint8Array.from(bytes)); } catch (error) { return error.message; } };
       const file = run(ops.address.save());
       print([fault([]), fault([0x24, 0x12, 0x31, 0x45]), fault(file.subarray(0, 30))]);`,
    );
    expect(answer).toEqual([
      "not a file of saved addresses: it does not begin with 0x47361222 (at byte 0)",
      "not a file of saved addresses: it does not begin with 0x47361222 (at byte 0)",
      expect.stringMatching(/^message length \d+, 26 bytes are left/),
    ]);
  });
});
