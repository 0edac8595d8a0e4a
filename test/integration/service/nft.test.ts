import { netlink, nft } from "ts-netlink";
import type { Netlink } from "ts-netlink";
import { afterEach, beforeEach, expect, it } from "vitest";
import { host } from "../../support/namespace.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";

let namespace: ScratchNamespace;
let nl: Netlink;
beforeEach(async () => {
  namespace = host();
  nl = await netlink.open({ namespace: namespace.name });
});
afterEach(() => nl.close());

const inet = "inet" as const;
const filter = nft.transaction((t) => {
  t.addTable({ family: inet, name: "fw" });
  t.addChain({ family: inet, table: "fw", name: "in", hook: "input", priority: "filter", policy: "drop" });
  t.addRule({
    family: inet,
    table: "fw",
    chain: "in",
    rule: nft.rule(nft.iifname("lo"), nft.tcp.dport([22, 80]), nft.accept()),
  });
});
const listed = (): string => namespace.shell("nft list ruleset");
const ruleset = `table inet fw {
	chain in {
		type filter hook input priority filter; policy drop;
		iifname "lo" tcp dport { 22, 80 } accept
	}
}
`;

requireTool("nft")("nftables by the front door", () => {
  it("a dry run is validated and changes nothing; a commit is what nft lists", async () => {
    await nl.nft.commit(filter, { check: true });
    expect(listed()).toBe("");
    await nl.nft.commit(filter);
    expect(listed()).toBe(ruleset);
    expect(await nl.nft.list.tables()).toMatchObject([{ family: inet, name: "fw" }]);
    expect(await nl.nft.list.rules({ family: inet, table: "fw", chain: "in" })).toHaveLength(1);
  });

  it("likewise in the synchronous form", () => {
    using sync = netlink.openSync({ namespace: namespace.name });
    const { id } = sync.nft.generation();
    sync.nft.commit(filter, { check: true });
    expect(sync.nft.list.tables()).toEqual([]);
    sync.nft.commit(filter);
    expect(listed()).toBe(ruleset);
    expect(sync.nft.generation().id).toBe(id + 1);
  });

  it("a dry run tells what would be refused, by its operation", async () => {
    const bad = nft.transaction((t) => {
      t.addTable({ family: inet, name: "fw" });
      t.addRule({ family: inet, table: "fw", chain: "none", rule: nft.rule(nft.accept()) });
    });
    await expect(nl.nft.commit(bad, { check: true })).rejects.toThrow(/add rule inet fw none accept/);
    await expect(nl.nft.commit(bad)).rejects.toThrow(/add rule inet fw none accept/);
    expect(listed()).toBe("");
  });

  it("is not committed when someone changed the rules since the generation it was made for", async () => {
    const { id } = await nl.nft.generation();
    namespace.shell("nft add table ip other");
    const late = nft.transaction((t) => t.addTable({ family: inet, name: "fw" }), { generation: id });
    await expect(nl.nft.commit(late)).rejects.toThrow(/ERESTART/);
    expect(listed()).not.toContain("fw");
  });
});
