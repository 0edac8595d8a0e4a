import { expect, it } from "vitest";
import { inside } from "../../support/inside.ts";
import type { ScratchNamespace } from "../../support/namespace.ts";
import { check, run, scratchNamespace } from "../../support/namespace.ts";
import { requireOwnMachine, requireTool } from "../../support/tools.ts";

function withLink(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.ip("link add v0 type veth peer name v1");
  return namespace;
}

/** What the kernel says of a link's parameter elsewhere than in netlink. */
const sysctl = (namespace: ScratchNamespace, family: "ipv4" | "ipv6", name: string): number =>
  Number(namespace.run("cat", [`/proc/sys/net/${family}/neigh/v0/${name}`]).stdout);

/** What `ip -j ntable show` calls ours. */
const names = {
  base_reachable: "baseReachableTimeMs",
  retrans: "retransTimeMs",
  gc_stale: "gcStaleTimeMs",
  delay_probe: "delayProbeTimeMs",
  queue: "queueLength",
  app_probes: "appProbes",
  ucast_probes: "ucastProbes",
  mcast_probes: "mcastProbes",
  anycast_delay: "anycastDelayMs",
  proxy_delay: "proxyDelayMs",
  proxy_queue: "proxyQueueLength",
  locktime: "lockTimeMs",
  thresh1: "thresh1",
  thresh2: "thresh2",
  thresh3: "thresh3",
  gc_interval: "gcIntervalMs",
};

requireTool("ip")("neighbour tables in the kernel", () => {
  it("are listed with the values that ip lists", () => {
    const namespace = withLink();
    const ours: Record<string, unknown>[] = inside(
      namespace,
      `print(run(ops.neighbourTable.list()).map((t) => ({ ...t, dev: t.dev && run(ops.link.get(t.dev)).name })));`,
    );
    const theirs: Record<string, unknown>[] = JSON.parse(namespace.ip("-j ntable show"));
    expect(ours.length).toBe(8); // two tables; lo, v0 and v1 in each
    expect(theirs.length).toBe(8);
    for (const [index, table] of theirs.entries()) {
      expect(ours[index]).toMatchObject({ name: table["name"], family: table["family"] });
      expect(ours[index]?.["dev"]).toBe(table["dev"]);
      for (const [word, name] of Object.entries(names))
        expect([name, ours[index]?.[name]]).toEqual([name, table[word]]);
    }
    expect(ours[0]?.["config"]).toMatchObject({ keyLen: 4 });
    expect(ours[0]?.["stats"]).toHaveProperty("lookups");
    expect(ours[1]).not.toHaveProperty("stats");
  });

  it("are filtered by family, name and link", () => {
    const answer = inside(
      withLink(),
      `const { index } = run(ops.link.get("v0"));
       const found = (filter) => run(ops.neighbourTable.list(filter)).map((t) => [t.name, t.dev === index]);
       print([found({ family: "inet6", dev: index }), found({ name: "arp_cache", dev: "v0" }), found({ dev: "v0" })]);`,
    );
    expect(answer).toEqual([
      [["ndisc_cache", true]],
      [["arp_cache", true]],
      [
        ["arp_cache", true],
        ["ndisc_cache", true],
      ],
    ]);
  });

  it("take every parameter of a link, each as sysctl tells it, and leave other links alone", () => {
    const namespace = withLink();
    const wanted = {
      queueBytes: 65_536,
      proxyQueueLength: 9,
      appProbes: 1,
      ucastProbes: 0,
      mcastProbes: 6,
      mcastReprobes: 7,
      baseReachableTimeMs: 12_000,
      retransTimeMs: 3000,
      gcStaleTimeMs: 90_000,
      delayProbeTimeMs: 4000,
      anycastDelayMs: 2000,
      proxyDelayMs: 0,
      lockTimeMs: 5000,
      intervalProbeTimeMs: 8000,
    };
    const { set, other } = inside(
      namespace,
      `const before = run(ops.neighbourTable.list({ name: "arp_cache", dev: "v1" }));
       run(ops.neighbourTable.set({ name: "arp_cache", dev: "v0", ...${JSON.stringify(wanted)} }));
       const [set] = run(ops.neighbourTable.list({ name: "arp_cache", dev: "v0" }));
       const after = run(ops.neighbourTable.list({ name: "arp_cache", dev: "v1" }));
       print({ set, other: [before, after] });`,
    );
    expect(set).toMatchObject(wanted);
    expect(set.reachableTimeMs).toBeGreaterThanOrEqual(6000);
    expect(set.reachableTimeMs).toBeLessThanOrEqual(18_000);
    expect(other[0]).toEqual(other[1]);
    const told = Object.fromEntries(
      Object.entries({
        unres_qlen_bytes: 65_536,
        proxy_qlen: 9,
        app_solicit: 1,
        ucast_solicit: 0,
        mcast_solicit: 6,
        mcast_resolicit: 7,
        base_reachable_time_ms: 12_000,
        retrans_time_ms: 3000,
        gc_stale_time: 90,
        delay_first_probe_time: 4,
        interval_probe_time_ms: 8000,
      }).map(([name, value]) => [name, [value, sysctl(namespace, "ipv4", name)]]),
    );
    for (const [name, [value, found]] of Object.entries(told)) expect([name, found]).toEqual([name, value]);
  });

  it("of IPv6 are others than those of IPv4, and packets are counted as bytes", () => {
    const namespace = withLink();
    inside(
      namespace,
      `run(ops.neighbourTable.change({ name: "ndisc_cache", family: "inet6", dev: "v0", ucastProbes: 9, queueLength: 1 })); print(1);`,
    );
    expect(sysctl(namespace, "ipv6", "ucast_solicit")).toBe(9);
    expect(sysctl(namespace, "ipv4", "ucast_solicit")).toBe(3);
    expect(sysctl(namespace, "ipv6", "unres_qlen_bytes")).toBeGreaterThan(1514);
    expect(sysctl(namespace, "ipv6", "unres_qlen")).toBe(1);
  });

  it("are refused with a reason", () => {
    expect(
      inside(
        withLink(),
        `const { set } = ops.neighbourTable;
         print([
           outcome(set({ name: "nonesuch", dev: "v0", retransTimeMs: 5 })),
           outcome(set({ name: "arp_cache", family: "inet6", dev: "v0", retransTimeMs: 5 })),
           outcome(set({ name: "arp_cache", dev: 999, retransTimeMs: 5 })),
           outcome(set({ name: "arp_cache", dev: "nope", retransTimeMs: 5 })),
           outcome(set({ name: "arp_cache", retransTimeMs: 5 })),
           outcome(set({ name: "arp_cache", thresh1: 5 })),
         ]);`,
      ),
    ).toEqual(["ENOENT", "ENOENT", "ENOENT", "ENODEV", "ENOENT", "ENOENT"]);
  });
});

requireOwnMachine("what governs neighbour tables as a whole")("neighbour tables as a whole", () => {
  it("take thresholds, the interval of collection, and what links to come start with", () => {
    const [whole, started] = inside(
      { run },
      `const changes = { thresh1: 130, thresh2: 600, thresh3: 1100, gcIntervalMs: 40_000, mcastReprobes: 2, gcStaleTimeMs: 70_000 };
       run(ops.neighbourTable.set({ name: "ndisc_cache", ...changes }));
       const [whole] = run(ops.neighbourTable.list({ name: "ndisc_cache" }));
       run(ops.link.create({ name: "tables0", info: { kind: "veth", data: { peer: { name: "tables1" } } } }));
       const [started] = run(ops.neighbourTable.list({ name: "ndisc_cache", dev: "tables0" }));
       run(ops.link.delete("tables0"));
       print([whole, started]);`,
    );
    expect(whole).toMatchObject({ thresh1: 130, thresh2: 600, thresh3: 1100, gcIntervalMs: 40_000 });
    for (const table of [whole, started]) expect(table).toMatchObject({ mcastReprobes: 2, gcStaleTimeMs: 70_000 });
    expect(check("sysctl", run("cat", ["/proc/sys/net/ipv6/neigh/default/gc_thresh2"]))).toBe("600\n");
  });
});
