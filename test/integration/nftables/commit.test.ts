import { netlink } from "ts-netlink";
import type { Netlink, NetlinkNamespace } from "ts-netlink";
import * as nft from "ts-netlink/nftables";
import { BatchError, NetlinkError } from "ts-netlink/socket";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";
import { operations, rowsOf, script } from "./script.ts";

const needsNft = requireTool("nft");
const here = { family: "inet", table: "t" } as const;

let namespace: ScratchNamespace;
let handle: NetlinkNamespace;
let nl: Netlink;
beforeEach(async () => {
  namespace = scratchNamespace();
  handle = netlink.namespaces.open(namespace.name);
  nl = await handle.netlink();
});
afterEach(async () => {
  await nl.close();
  await handle.close();
});

const listed = (): string => namespace.shell("nft list ruleset");

needsNft("the kernel's rules after a commit are those of nft", () => {
  it.each(["inet", "ip", "ip6"] as const)("%s: nft lists the same as after its own script", async (family) => {
    const rows = rowsOf(family);
    using other = scratchNamespace();
    other.shell("nft -f -", { input: script(family, rows) });
    await nl.nft.commit(nft.transaction(operations(family, rows)));
    expect(listed()).toBe(other.shell("nft list ruleset"));
  });

  it("nft lists each sentence as it was said", async () => {
    const rows = rowsOf("inet").filter(({ text }) => !text.includes("counter"));
    await nl.nft.commit(nft.transaction(operations("inet", rows)));
    const lines = new Set(
      listed()
        .split("\n")
        .map((line) => line.trim()),
    );
    // Where nft lists other words than it takes: sets of one or of overlapping values, names of interfaces, implied words.
    const normalized = rows.filter(({ text }) => lines.has(text)).length;
    expect(normalized).toBeGreaterThan(100);
  });
});

needsNft("transactions", () => {
  const base = (t: nft.TransactionBuilder): void => {
    t.addTable({ family: "inet", name: "t" });
    t.addChain({ ...here, name: "c" });
  };

  it("happen as a whole or not at all, and name what was refused", async () => {
    const failing = nft.transaction((t) => {
      base(t);
      t.deleteRule({ ...here, chain: "c", handle: 99n });
      t.addRule({ ...here, chain: "c", rule: nft.rule(nft.jump("nowhere")) });
    });
    const error = await nl.nft.commit(failing).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BatchError);
    if (!(error instanceof BatchError)) return;
    expect(error.failures.map(({ index }) => index)).toEqual([2, 3]);
    expect(error.failures[0]!.error.message).toContain("delete rule inet t c handle 99");
    expect(error.failures[1]!.error.message).toContain("add rule inet t c jump nowhere");
    expect(listed()).toBe("");
  });

  it("name every operation that was refused, however many", async () => {
    const names = Array.from({ length: 5000 }, (_, n) => `absent${n}`);
    const failing = nft.transaction((t) => names.forEach((name) => t.deleteTable({ family: "ip", name })));
    const error = await nl.nft.commit(failing).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BatchError);
    if (!(error instanceof BatchError)) return;
    expect(error.failures.map(({ index }) => index)).toEqual([...names.keys()]);
    expect(error.failures.at(-1)!.error.message).toMatch(/^delete table ip absent4999: /);
    expect(error.message).toMatch(/^5000 of 5000 requests failed; first: #0 delete table ip absent0: /);
  });

  it("can be run again: they are values", async () => {
    const twice = nft.transaction(base);
    await nl.nft.commit(twice);
    await nl.nft.commit(twice);
    expect(listed()).toBe("table inet t {\n\tchain c {\n\t}\n}\n");
  });

  it("change nothing when they are checked", async () => {
    await nl.nft.commit(nft.transaction(base, { check: true }));
    expect(listed()).toBe("");
    const wrong = nft.transaction((t) => t.addChain({ ...here, name: "c" }), { check: true });
    await expect(nl.nft.commit(wrong)).rejects.toThrow(/add chain inet t c.*ENOENT/);
  });

  it("tell the handles of what they made when asked for an echo", async () => {
    const numbers: number[] = [];
    const result = await nl.nft.commit(
      nft.transaction(
        (t) => {
          base(t);
          numbers.push(t.addRule({ ...here, chain: "c", rule: nft.rule(nft.tcp.dport([1, 2]), nft.accept()) }));
          numbers.push(t.addRule({ ...here, chain: "c", rule: nft.rule(nft.drop()), comment: "last" }));
        },
        { echo: true },
      ),
    );
    const handles = [...namespace.shell("nft -a list chain inet t c").matchAll(/(accept|"last") # handle (\d+)/g)].map(
      ([, , handle]) => BigInt(handle!),
    );
    expect(numbers.map((number) => result.handle(number))).toEqual(handles);
    expect(result.echoed.map(({ kind, operation }) => [kind, operation])).toEqual([
      ["table", 0],
      ["chain", 1],
      ["set", 2],
      ["rule", 2],
      ["rule", 3],
    ]);
  });

  it("are refused when the ruleset is of another generation", async () => {
    const { id } = await nl.run(nft.generation());
    await nl.nft.commit(nft.transaction(base, { generation: id }));
    const late = nft.transaction(base, { generation: id });
    await expect(nl.nft.commit(late)).rejects.toMatchObject({ code: "ERESTART" });
  });

  it("delete what may not be there", async () => {
    await nl.nft.commit(nft.transaction(base));
    await nl.nft.commit(
      nft.transaction((t) => {
        t.deleteTable({ family: "ip", name: "absent", ifExists: true });
        t.deleteChain({ ...here, name: "absent", ifExists: true });
        t.deleteTable({ family: "inet", name: "t", ifExists: true });
      }),
    );
    expect(listed()).toBe("");
  });

  it("name what is absent", async () => {
    const error = await nl.nft
      .commit(nft.transaction((t) => t.deleteTable({ family: "ip", name: "x" })))
      .catch((e: unknown) => e);
    if (!(error instanceof BatchError)) throw error;
    expect(error.failures[0]!.error).toBeInstanceOf(NetlinkError);
    expect(error.failures[0]!.error).toMatchObject({ code: "ENOENT", attribute: "NFTA_TABLE_NAME" });
  });

  it("insert, replace and delete rules by handle", async () => {
    const add = (comment: string) => ({ ...here, chain: "c", rule: nft.rule(nft.continueOn()), comment });
    const result = await nl.nft.commit(
      nft.transaction(
        (t) => {
          base(t);
          t.addRule(add("a"));
          t.addRule(add("b"));
          t.insertRule(add("first"));
        },
        { echo: true },
      ),
    );
    const handle = (operation: number): bigint => result.handle(operation)!;
    await nl.nft.commit(
      nft.transaction((t) => {
        t.addRule({ ...add("behind a"), position: handle(2) });
        t.insertRule({ ...add("before b"), position: handle(3) });
        t.replaceRule({ ...add("b again"), handle: handle(3) });
        t.deleteRule({ ...here, chain: "c", handle: handle(4) });
      }),
    );
    const rules = await nl.nft.list.rules({ ...here, chain: "c" });
    expect(rules.map(({ comment }) => comment)).toEqual(["a", "behind a", "before b", "b again"]);
  });
});

needsNft("sets", () => {
  const set = { ...here, name: "s", type: "ipv4_addr", flags: ["interval"] } as const;
  const commit = (build: (t: nft.TransactionBuilder) => void): Promise<unknown> =>
    nl.nft.commit(nft.transaction(build));
  const keys = async (): Promise<unknown[]> => (await nl.nft.list.elements(set)).map(({ key }) => key);
  beforeEach(() =>
    commit((t) => {
      t.addTable({ family: "inet", name: "t" });
      t.addSet(set);
    }),
  );

  it("reach the bottom and the top of the space, as nft lists them", async () => {
    await commit((t) => t.addElements(set, ["0.0.0.0/8", "255.255.255.255", "10.0.0.1-10.0.0.9"]));
    expect(listed()).toContain("elements = { 0.0.0.0/8, 10.0.0.1-10.0.0.9,\n\t\t\t     255.255.255.255 }");
    expect(await keys()).toEqual(["0.0.0.0/8", "10.0.0.1-10.0.0.9", "255.255.255.255"]);
    await commit((t) => t.deleteElements(set, ["255.255.255.255", "0.0.0.0/8"]));
    expect(await keys()).toEqual(["10.0.0.1-10.0.0.9"]);
  });

  it("hold everything", async () => {
    await commit((t) => t.addElements(set, ["0.0.0.0/0"]));
    expect(await keys()).toEqual(["0.0.0.0/0"]);
    await commit((t) => t.deleteElements(set, ["0.0.0.0/0"]));
    expect(await keys()).toEqual([]);
  });

  it("unite what overlaps, and keep apart what touches so that it can be deleted", async () => {
    await commit((t) =>
      t.addElements(set, ["10.0.0.0/24", "10.0.1.0/24", "10.0.0.0/25", "10.9.0.0-10.9.0.7", "10.9.0.5-10.9.0.9"]),
    );
    expect(await keys()).toEqual(["10.0.0.0/24", "10.0.1.0/24", "10.9.0.0-10.9.0.9"]);
    await commit((t) => t.deleteElements(set, ["10.0.1.0/24"]));
    expect(await keys()).toEqual(["10.0.0.0/24", "10.9.0.0-10.9.0.9"]);
  });

  it("can be listed and deleted by what was listed", async () => {
    await commit((t) => t.addElements(set, [{ key: "10.0.0.0/8", comment: "ten" }, "11.0.0.1"]));
    const elements = await nl.nft.list.elements({ ...here, name: "s" });
    expect(elements).toEqual([{ key: "10.0.0.0/8", comment: "ten" }, { key: "11.0.0.1" }]);
    await commit((t) => t.deleteElements(set, elements));
    expect(await keys()).toEqual([]);
  });

  it("refuse an absent element, unless told that it may be absent", async () => {
    await commit((t) => t.addElements(set, ["10.0.0.1"]));
    await expect(commit((t) => t.deleteElements(set, ["10.0.0.1", "10.0.0.2"]))).rejects.toThrow(
      /delete element inet t s.*ENOENT/,
    );
    await commit((t) => t.deleteElements(set, ["10.0.0.1", "10.0.0.2"], { ifExists: true }));
    expect(await keys()).toEqual([]);
  });

  it("are replaced in one transaction", async () => {
    await commit((t) => t.addElements(set, ["10.0.0.1"]));
    await commit((t) => {
      t.flushSet(set);
      t.addElements(set, ["10.0.0.2"]);
    });
    expect(await keys()).toEqual(["10.0.0.2"]);
  });

  it("take a hundred thousand elements in one transaction", async () => {
    const many = { ...here, name: "many", type: "ipv4_addr" } as const;
    const elements = Array.from({ length: 100_000 }, (_, n) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);
    await commit((t) => t.addSet({ ...many, elements }));
    const found = await nl.nft.list.elements(many);
    expect(new Set(found.map(({ key }) => key))).toEqual(new Set(elements));
  });

  it("map keys to verdicts and values, of one part and of several", async () => {
    const verdicts = { ...here, name: "v", type: ["ifname", "inet_service"], data: "verdict" } as const;
    const targets = { ...here, name: "a", type: "inet_service", data: "ipv4_addr", flags: ["interval"] } as const;
    await commit((t) => {
      t.addChain({ ...here, name: "c" });
      t.addSet(verdicts);
      t.addElements(verdicts, [
        { key: ["eth0", 80], data: nft.accept() },
        { key: ["eth1", 81], data: nft.jump("c") },
      ]);
      t.addSet({
        ...targets,
        elements: [
          { key: "80-90", data: "10.0.0.1" },
          { key: "91-99", data: "10.0.0.2" },
        ],
      });
    });
    expect(listed()).toContain('elements = { "eth0" . 80 : accept,\n\t\t\t     "eth1" . 81 : jump c }');
    expect(await nl.nft.list.elements(targets)).toEqual([
      { key: "80-90", data: "10.0.0.1" },
      { key: "91-99", data: "10.0.0.2" },
    ]);
    expect(await nl.nft.list.elements({ ...here, name: "v" })).toEqual(
      expect.arrayContaining([{ key: ["eth1", 81], data: { verdict: "jump", chain: "c" } }]),
    );
    await commit((t) => t.deleteElements(targets, ["80-90"]));
    expect(await nl.nft.list.elements(targets)).toEqual([{ key: "91-99", data: "10.0.0.2" }]);
  });

  it("let elements vanish", async () => {
    const brief = { ...here, name: "b", type: "inet_service", flags: ["timeout"] } as const;
    await commit((t) => t.addSet({ ...brief, timeout: 60_000, elements: [80, { key: 81, timeout: 5000 }] }));
    const elements = await nl.nft.list.elements(brief);
    expect(elements.find(({ key }) => key === 81)).toMatchObject({ timeout: 5000 });
    expect((await nl.nft.list.sets(here)).find(({ name }) => name === "b")).toMatchObject({
      timeout: 60_000,
      flags: ["timeout"],
    });
  });
});

needsNft("listing", () => {
  it("gives tables, chains and rules of nft's own making", async () => {
    namespace.shell("nft -f -", {
      input: `
table inet t {
  comment "tables have comments"
  flags dormant
  chain base {
    type filter hook forward priority filter - 5; policy drop;
    ip saddr 10.0.0.0/8 counter accept comment "ten"
  }
  chain plain { comment "chains too"; }
  set s { type ipv4_addr . inet_service; flags interval; comment "and sets"; elements = { 10.0.0.0/8 . 80 } }
}
table netdev n {
  chain i { type filter hook ingress device lo priority 3; }
}
`,
    });
    expect(await nl.nft.list.tables({ family: "inet" })).toEqual([
      { family: "inet", name: "t", handle: 1n, flags: ["dormant"], use: 3, comment: "tables have comments" },
    ]);
    const chains = await nl.nft.list.chains();
    expect(chains).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: "base",
          hook: "forward",
          priority: -5,
          policy: "drop",
          type: "filter",
          use: 1,
        }),
        expect.objectContaining({ name: "plain", comment: "chains too" }),
        expect.objectContaining({ family: "netdev", name: "i", hook: "ingress", devices: ["lo"], priority: 3 }),
      ]),
    );
    expect(chains.length).toBe(3);
    const [rule] = await nl.nft.list.rules({ family: "inet", table: "t", chain: "base" });
    expect(rule).toMatchObject({ comment: "ten", chain: "base" });
    expect(rule!.expressions.map(({ kind }) => kind)).toEqual([
      "meta",
      "cmp",
      "payload",
      "cmp",
      "counter",
      "immediate",
    ]);
    expect(await nl.nft.list.sets()).toEqual([
      expect.objectContaining({
        name: "s",
        type: ["ipv4_addr", "inet_service"],
        flags: ["interval"],
        comment: "and sets",
      }),
    ]);
    expect(await nl.nft.list.elements({ family: "inet", table: "t", name: "s" })).toEqual([
      { key: ["10.0.0.0/8", 80] },
    ]);
  });

  it("gives back expressions that are not known as they were", async () => {
    namespace.shell("nft -f -", {
      input: "table ip t {\n chain c {\n  jhash ip saddr mod 2 vmap { 0 : accept, 1 : drop }\n }\n}\n",
    });
    const [rule] = await nl.nft.list.rules({ family: "ip" });
    expect(rule!.expressions[1]).toMatchObject({ kind: "unknown", name: "hash" });
    await nl.nft.commit(
      nft.transaction((t) =>
        t.addRule({ family: "ip", table: "t", chain: "c", expressions: rule!.expressions.slice(0, 2) }),
      ),
    );
    const [, again] = await nl.nft.list.rules({ family: "ip" });
    expect(again!.expressions).toEqual(rule!.expressions.slice(0, 2));
  });

  it("filters by family, table and chain", async () => {
    namespace.shell("for f in ip ip6; do nft add table $f a; nft add chain $f a c; nft add rule $f a c accept; done");
    expect((await nl.nft.list.rules({ family: "ip6" })).map(({ family }) => family)).toEqual(["ip6"]);
    expect(await nl.nft.list.rules({ table: "none" })).toEqual([]);
    expect(await nl.nft.list.chains({ table: "none" })).toEqual([]);
    expect((await nl.nft.list.chains({ table: "a" })).map(({ family }) => family).sort()).toEqual(["ip", "ip6"]);
  });
});

describe("a transaction in a namespace without tables", () => {
  needsNft("lists nothing", () => {
    it("and is empty without operations", async () => {
      expect(await nl.nft.list.tables()).toEqual([]);
      await expect(nl.nft.commit(nft.transaction(() => {}))).resolves.toMatchObject({ echoed: [] });
    });
  });
});
