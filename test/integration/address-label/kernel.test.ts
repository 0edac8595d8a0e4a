import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

interface Shown {
  readonly address: string;
  readonly prefixlen: number;
  readonly label: string;
  readonly ifname?: string;
}

/** What ip shows, a line a label. */
function shown(namespace: ScratchNamespace): string[] {
  const labels: Shown[] = JSON.parse(namespace.ip("-j addrlabel list"));
  return labels.map((label) => `${label.address}/${label.prefixlen} ${label.label} ${label.ifname ?? "-"}`).toSorted();
}

/** The same of what ours lists. */
const lines = `const lines = () => run(ops.addressLabel.list()).map(({ prefix, label, dev }) => [prefix, label, dev === 103 ? "v0" : "-"].join(" ")).sort();`;

function fresh(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.ip("link add v0 index 103 type veth peer name v1");
  return namespace;
}

requireTool("ip")("labels of addresses", () => {
  it("are listed as ip lists them", () => {
    const namespace = fresh();
    namespace.ip("addrlabel add prefix 2001:db8::/32 label 99");
    namespace.ip("addrlabel add prefix 2001:db8:1::/48 dev v0 label 100");
    expect(inside(namespace, `${lines} print(lines());`)).toEqual(shown(namespace));
    expect(shown(namespace)).toContain("2001:db8:1::/48 100 v0");
  });

  it("are added, replaced, asked for and deleted", () => {
    const namespace = fresh();
    const answer = inside(
      namespace,
      `const prefix = "2001:db8::/32", { addressLabel } = ops;
       print([outcome(addressLabel.add({ prefix, label: 99 })), outcome(addressLabel.add({ prefix, label: 98 })),
         outcome(addressLabel.get("2001:db8::5")), outcome(addressLabel.replace({ prefix, label: 98 })), outcome(addressLabel.get("2001:db8::5")),
         outcome(addressLabel.add({ prefix: "2001:db8:1::/48", label: 97, dev: "v0" })),
         outcome(addressLabel.get("2001:db8:1::1", { dev: "v0" })), outcome(addressLabel.get("2001:db8:1::1", { dev: "v1" })),
         outcome(addressLabel.add({ prefix, label: 99, dev: "nope" })), outcome(addressLabel.add({ prefix, label: 4294967295 })),
         outcome(addressLabel.delete({ prefix, label: 0 })), outcome(addressLabel.delete({ prefix, label: 98 })), outcome(addressLabel.get("2001:db8::5")),
         outcome(addressLabel.get("::ffff:10.0.0.1"))]);`,
    );
    expect(answer).toEqual([
      "done",
      "EEXIST",
      99,
      "done",
      98,
      "done",
      97,
      98,
      "ENODEV",
      "EINVAL",
      "done",
      "ESRCH",
      1,
      4,
    ]);
  });

  it("are each what deletes that label and no other, and adds it again", () => {
    const namespace = fresh();
    namespace.ip("addrlabel add prefix 2001:db8:1::/48 dev v0 label 100");
    namespace.ip("addrlabel add prefix 2001:db8:1::/48 label 101");
    const before = shown(namespace);
    const { wrong, flushed } = inside(
      namespace,
      `${lines}
       const all = run(ops.addressLabel.list()), wrong = [];
       for (const label of all) {
         const had = lines().length;
         run(ops.addressLabel.delete(label));
         if (lines().length !== had - 1) wrong.push(label);
       }
       for (const label of all) run(ops.addressLabel.add(label));
       const flushed = run(ops.addressLabel.flush());
       if (lines().length !== 0) wrong.push("not flushed");
       for (const label of all) run(ops.addressLabel.add(label));
       print({ wrong, flushed });`,
    );
    expect({ wrong, flushed }).toEqual({ wrong: [], flushed: before.length });
    expect(shown(namespace)).toEqual(before);
  });
});
