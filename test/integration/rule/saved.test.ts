import { rule } from "ts-netlink/ops";
import { expect, it } from "vitest";
import { requestBytes } from "../../support/golden.ts";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { masked, sentBy } from "../../support/oracle.ts";
import { requireTool } from "../../support/tools.ts";

const NLM_F_MULTI = 2;

/** A namespace with rules of every form, some of which the kernel reports faults of. */
function withRules(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.shell(`
    ip rule add from 10.0.0.0/8 table 300 pref 5
    ip rule add fwmark 0/0xff table 100 pref 5
    ip rule add table 100 pref 5
    ip rule add not iif nope goto 999 pref 6
    ip rule add ipproto tcp dport 80-90 uidrange 0-7 prohibit pref 7
    ip -6 rule add to 2001:db8::/32 table 100 pref 5 protocol static
    ip -6 rule add l3mdev pref 6
  `);
  return namespace;
}

/** All rules but those that every namespace has, as ip shows them. */
function shown(namespace: ScratchNamespace): string {
  return namespace.ip("-4 rule show") + namespace.ip("-6 rule show");
}

/** What a namespace shows that has had the rules of another one restored beside its own by ip, without those. */
const saveByIp = (namespace: ScratchNamespace, family: string): string =>
  namespace.run("sh", ["-c", `ip ${family} rule save | od -An -v -tx1`]).stdout.replace(/\s/g, "");

requireTool("ip", "strace")("a file of saved rules", () => {
  it.each([
    ["inet", "-4"],
    ["inet6", "-6"],
  ])("holds what ip saves, message by message (%s)", (family, option) => {
    const namespace = withRules();
    const ours: string = inside(
      namespace,
      `print(Buffer.from(run(ops.rule.save({ family: "${family}" }))).toString("hex"));`,
    );
    // Sequence number and port are the asker's.
    const messages = (hex: string): string[] => {
      const file = Buffer.from(hex, "hex");
      const found = [file.subarray(0, 4).toString("hex")];
      for (let at = 4; at < file.length; at += file.readUInt32LE(at)) {
        const message = Buffer.from(file.subarray(at, at + file.readUInt32LE(at))).fill(0, 8, 16);
        found.push(message.toString("hex"));
      }
      return found;
    };
    expect(messages(ours)).toEqual(messages(saveByIp(namespace, option)));
    expect(messages(ours).length).toBeGreaterThan(4);
  });

  it("is read by ip, which restores what was saved", () => {
    const [first, second] = [withRules(), scratchNamespace()];
    for (const [family, option] of [
      ["inet", "-4"],
      ["inet6", "-6"],
    ]) {
      const hex: string = inside(
        first,
        `print(Buffer.from(run(ops.rule.save({ family: "${family}" }))).toString("hex"));`,
      );
      // It adds those that are there a second time, and knows no rule of priority 0 to be flushed.
      second.ip(`${option} rule flush`);
      second.ip(`${option} rule del pref 0`);
      second.shell(`ip ${option} rule restore`, { input: Buffer.from(hex, "hex") });
    }
    expect(shown(second).replaceAll(" [detached]", "")).toBe(shown(first).replaceAll(" [detached]", ""));
  });

  it("of ip is restored by ours, once, in its order, without what the kernel only reported", () => {
    const [first, second] = [withRules(), scratchNamespace()];
    second.ip("link add nope type veth");
    second.ip("rule add table 7 pref 999");
    const files = [saveByIp(first, "-4"), saveByIp(first, "-6")];
    const { added, again, told, flags } = inside(
      second,
      `const files = ${JSON.stringify(files)}.map((hex) => Buffer.from(hex, "hex"));
       const restore = () => files.map((file) => run(ops.rule.restore(file)));
       const added = restore(), again = restore();
       print({ added, again, told: files.map((file) => ops.rule.saved(file).map((r) => r.priority)), flags: run(ops.rule.list({ priority: 6, family: "inet" }))[0].flags });`,
    );
    expect({ added, again }).toEqual({ added: [5, 2], again: [0, 0] });
    expect(told).toEqual([
      [0, 5, 5, 5, 6, 7, 32766, 32767],
      [0, 5, 6, 32766],
    ]);
    expect(flags).toEqual(["invert"]);
    const expected = shown(first).replaceAll(" [detached]", "").replaceAll(" [unresolved]", "");
    expect(shown(second).replace("999:\tfrom all lookup 7\n", "")).toBe(expected);
  });

  it("is restored by the requests that ip sends", () => {
    const [first, second] = [scratchNamespace(), scratchNamespace()];
    first.shell(`
      ip rule add not from 10.0.0.0/8 iif lo fwmark 0/0xff table 300 pref 5
      ip rule add ipproto tcp dport 80-90 uidrange 0-7 prohibit pref 7 protocol static
    `);
    const hex = saveByIp(first, "-4");
    const restore = `printf '${hex.replace(/../g, "\\x$&")}' | ip -4 rule restore`;
    const theirs = sentBy(second.name, ["bash", "-c", restore], { changes: true }).map(({ bytes }) => {
      bytes[6]! &= ~NLM_F_MULTI; // left over from the dump that the file is of
      return masked(bytes);
    });
    // As if no rule were there.
    const operation = rule.restore(Buffer.from(hex, "hex"))[Symbol.iterator]();
    const ours: string[] = [];
    for (let step = operation.next(); !step.done; step = operation.next([])) {
      if (!("body" in step.value) || step.value.dump === true) continue;
      ours.push(requestBytes(step.value, theirs[0]!));
    }
    expect(ours).toEqual(theirs);
    expect(ours.length).toBe(5);
  });

  it("holds only what a filter chooses, and every family", () => {
    const answer = inside(
      withRules(),
      `const priorities = (filter) => ops.rule.saved(run(ops.rule.save(filter))).map((r) => r.priority);
       const families = ops.rule.saved(run(ops.rule.save())).map((r) => r.family);
       print([priorities({ table: 100 }), priorities({ family: "inet", protocol: 0, goto: 999 }), families.includes("inet") && families.includes("inet6")]);`,
    );
    expect(answer).toEqual([[5, 5, 5], [6], true]);
  });

  it("is refused when it is none, of something else, or broken off", () => {
    const answer = inside(
      scratchNamespace(),
      `const fault = (bytes) => { try { return ops.rule.restore(Uint8Array.from(bytes)); } catch (error) { return error.message; } };
       const file = run(ops.rule.save());
       print([fault([]), fault(run(ops.address.save())), fault(file.subarray(0, 30))]);`,
    );
    expect(answer).toEqual([
      "not a file of saved rules: it does not begin with 0x71706986 (at byte 0)",
      "not a file of saved rules: it does not begin with 0x71706986 (at byte 0)",
      expect.stringMatching(/^message length \d+, 26 bytes are left/),
    ]);
  });
});
