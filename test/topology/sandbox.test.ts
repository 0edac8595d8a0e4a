import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { namespace } from "ts-netlink";
import type { SandboxOptions } from "ts-netlink/topology";
import type { ScratchNamespace } from "../support/namespace.ts";
import { check, run, runIn } from "../support/namespace.ts";
import { requireTool } from "../support/tools.ts";
import { ledgerOf, scene } from "./scene.ts";

const json = (name: string, args: string): unknown => JSON.parse(runIn(name, "ip", args.split(" ")).stdout || "[]");

requireTool("ip", "nft")("a sandbox", () => {
  it("with a TAP is what ip and nft say it should be", async () => {
    const { host, topology, prefix } = await scene();
    const name = `${prefix}a`;
    const sandbox = await topology.sandboxes.create({ name, tapOwner: 4321, redirects: [{ port: 80, to: 8080 }] });
    expect(sandbox).toMatchObject({ name, slot: 0, address: "10.11.0.0", hostInterface: "tnsb0" });
    expect(json(host.name, "-d -j link show tnsb0")).toMatchObject([
      { ifname: "tnsb0", operstate: "UP", linkinfo: { info_kind: "veth" } },
    ]);
    expect(json(host.name, "-j address show tnsb0")).toMatchObject([
      { addr_info: [{ family: "inet", local: "10.12.0.0", prefixlen: 31 }, { family: "inet6" }] },
    ]);
    expect(json(host.name, "-j route show 10.11.0.0")).toMatchObject([{ gateway: "10.12.0.1", dev: "tnsb0" }]);
    expect(json(name, "-d -j link show tap0")).toMatchObject([
      {
        address: "02:fc:00:00:00:06",
        linkinfo: { info_kind: "tun", info_data: { type: "tap", persist: true, user: 4321 } },
      },
    ]);
    expect(json(name, "-j -4 address")).toMatchObject([
      { ifname: "lo", addr_info: [{ local: "127.0.0.1" }] },
      { ifname: "tap0", addr_info: [{ local: "169.254.0.22", prefixlen: 30 }] },
      { ifname: "eth0", addr_info: [{ local: "10.12.0.1", prefixlen: 31 }] },
    ]);
    expect(json(name, "-j route show default")).toMatchObject([{ gateway: "10.12.0.0", dev: "eth0" }]);
    const rules = runIn(name, "nft", ["list", "ruleset"]).stdout;
    expect(rules).toContain(`oifname "eth0" ip saddr 169.254.0.21 snat to 10.11.0.0`);
    expect(rules).toContain(`iifname "eth0" ip daddr 10.11.0.0 dnat to 169.254.0.21`);
    const hostRules = host.shell("nft list ruleset");
    expect(hostRules).toContain(`elements = { "tnsb0" }`);
    expect(hostRules).toContain("elements = { 10.11.0.0 }");
    expect(hostRules).toContain(`elements = { "tnsb0" . 80 }`);
    expect(hostRules).toContain("ip saddr @addresses oifname != @links masquerade");
    expect(runIn(name, "sysctl", ["-n", "net.ipv4.ip_forward"]).stdout).toBe("1\n");
  });

  it("with a veth guest has a second namespace", async () => {
    const { topology, prefix } = await scene();
    const name = `${prefix}a`;
    await topology.sandboxes.create({ name, guest: "veth" });
    expect(json(`${name}.guest`, "-j -4 address")).toMatchObject([
      { ifname: "lo" },
      { ifname: "eth0", addr_info: [{ local: "169.254.0.21", prefixlen: 30 }] },
    ]);
    expect(json(`${name}.guest`, "-j route show default")).toMatchObject([{ gateway: "169.254.0.22" }]);
    expect(json(name, "-d -j link show tap0")).toMatchObject([
      { address: "02:fc:00:00:00:06", linkinfo: { info_kind: "veth" }, operstate: "UP" },
    ]);
  });

  it.each(["tap", "veth"] as const)("with a %s guest leaves nothing when it is removed", async (guest) => {
    const { topology, prefix, state } = await scene();
    const before = state();
    await topology.sandboxes.create({ name: `${prefix}a`, guest });
    expect(state()).not.toEqual(before);
    await topology.sandboxes.remove(`${prefix}a`);
    expect(state()).toEqual(before);
    await topology.sandboxes.remove(`${prefix}a`);
    expect(state()).toEqual(before);
  });

  it("can live in another directory of names", async () => {
    const directory = `/tmp/netns-${process.pid}`;
    const { topology, prefix, state } = await scene({ namespaceDirectory: directory });
    try {
      const before = state();
      await topology.sandboxes.create({ name: `${prefix}a`, guest: "veth" });
      expect(
        namespace
          .list({ directory })
          .map(({ name }) => name)
          .sort(),
      ).toEqual([`${prefix}a`, `${prefix}a.guest`]);
      await topology.sandboxes.remove(`${prefix}a`);
      expect(state()).toEqual(before);
      expect(namespace.list({ directory })).toEqual([]);
    } finally {
      run("sh", ["-c", `umount -l ${directory}; rmdir ${directory}`]);
    }
  });

  it("is made once, whoever asks how often", async () => {
    const { topology, prefix, state, steps, open } = await scene();
    const options: SandboxOptions = { name: `${prefix}a`, redirects: [{ port: 53, to: 5353, protocol: "udp" }] };
    const sandbox = await topology.sandboxes.create(options);
    const made = state();
    steps.length = 0;
    const again = await (await open()).sandboxes.create(options);
    expect(state()).toEqual(made);
    expect(steps).toEqual([]);
    expect({ ...again }).toMatchObject({ slot: sandbox.slot, address: sandbox.address });
    for (const other of [{ guest: "veth" }, { slot: 7 }, { tapOwner: 5 }, { redirects: [] }] as const) {
      await expect(topology.sandboxes.create({ ...options, ...other })).rejects.toThrow(
        `sandbox ${prefix}a exists with other options`,
      );
    }
    expect(state()).toEqual(made);
  });

  it.each([
    ["its link", "ip link delete tnsb0", "link tnsb0"],
    ["the host's table", "nft delete table inet ts-netlink-sandboxes", "table inet ts-netlink-sandboxes"],
    ["its namespace", "NAMESPACE", "network namespace"],
  ])("that lost %s is not said to be there, and can be removed", async (_, script, what) => {
    const { host, topology, prefix, state } = await scene();
    const before = state();
    const options: SandboxOptions = { name: `${prefix}a` };
    await topology.sandboxes.create(options);
    if (script === "NAMESPACE") run("ip", ["netns", "delete", `${prefix}a`]);
    else host.shell(script);
    const refusal = new RegExp(`^sandbox ${prefix}a is damaged: its ${what}.* is gone; remove it first$`);
    await expect(topology.sandboxes.create(options)).rejects.toThrow(refusal);
    await topology.sandboxes.remove(`${prefix}a`);
    expect(state()).toEqual(before);
    await topology.sandboxes.create(options);
  });

  it("takes the first place of which nothing is taken", async () => {
    const { topology, prefix } = await scene();
    await topology.sandboxes.create({ name: `${prefix}a`, slot: 3, address: "10.11.0.1" });
    await topology.sandboxes.create({ name: `${prefix}b`, slot: 4, hostInterface: "tnsb2" });
    const made = await topology.sandboxes.createMany([0, 1].map((n) => ({ name: `${prefix}c${n}` })));
    expect(made.map(({ slot }) => slot)).toEqual([0, 5]);
    await expect(topology.sandboxes.create({ name: `${prefix}d`, slot: 1 })).rejects.toThrow(
      /address 10.11.0.1 belongs to/,
    );
  });

  it("named twice in one call is refused", async () => {
    const { topology, prefix, state } = await scene();
    const before = state();
    const twice = [{ name: `${prefix}a` }, { name: `${prefix}a` }];
    await expect(topology.sandboxes.createMany(twice)).rejects.toThrow(`sandbox ${prefix}a is named twice`);
    expect(state()).toEqual(before);
  });

  it("can't have what another sandbox has", async () => {
    const { topology, prefix, state } = await scene();
    await topology.sandboxes.create({ name: `${prefix}a`, address: "10.9.0.1", hostInterface: `${prefix}v` });
    const made = state();
    for (const [options, claim] of [
      [{ slot: 0 }, "slot 0"],
      [{ address: "10.9.0.1" }, "address 10.9.0.1"],
      [{ hostInterface: `${prefix}v` }, `interface ${prefix}v`],
    ] as const) {
      await expect(topology.sandboxes.create({ name: `${prefix}b`, ...options })).rejects.toThrow(
        `sandbox ${prefix}b: ${claim} belongs to sandbox ${prefix}a`,
      );
    }
    expect(state()).toEqual(made);
  });

  it("with a malformed option is refused before anything is done", async () => {
    const { topology, state } = await scene();
    const before = state();
    const rows: [SandboxOptions, RegExp][] = [
      [{ name: "a/b" }, /name/],
      [{ name: "a", hostInterface: "sixteen-bytes-xx" }, /16 bytes/],
      [{ name: "a", guestInterface: "eth0" }, /"eth0" is taken/],
      [{ name: "a", address: "10.0.0" }, /IPv4/],
      [{ name: "a", guestAddress: "10.0.0.1/24" }, /not two addresses of one prefix/],
      [{ name: "a", guestInterfaceMac: "02:00" }, /not a MAC address/],
      [{ name: "a", redirects: [{ port: 0, to: 1 }] }, /0 is not a port/],
      [{ name: "a", slot: 65536 }, /slot 65536/],
      [{ name: "a", slot: -1 }, /slot -1/],
      [{ name: "a", slot: 1.5 }, /slot 1.5/],
      [{ name: "x".repeat(201) }, /not a usable name/],
      [{ name: "a", hostInterface: "tap%d" }, /not a usable name/],
      [{ name: "a", guestInterface: "a:b" }, /not a usable name/],
    ];
    for (const [options, message] of rows) {
      await expect(topology.sandboxes.create(options), JSON.stringify(options)).rejects.toThrow(message);
    }
    expect(state()).toEqual(before);
  });
});

/** Something of somebody else's that is in a sandbox's way. */
interface Obstacle {
  /** After which step it appears; before the call unless told. */
  readonly after?: string;
  readonly place: (host: ScratchNamespace, name: string) => void;
  /** Takes it away again: fails when it is not there any more. */
  readonly remove: (host: ScratchNamespace, name: string) => void;
  readonly error: RegExp;
  readonly options?: Partial<SandboxOptions>;
}

const shell = (script: string): void => void check(script, run("sh", ["-ec", script]));
const link: Pick<Obstacle, "place" | "remove"> = {
  place: (host) => void host.ip("link add tnsb0 type bridge"),
  remove: (host) => void host.ip("link delete tnsb0 type bridge"),
};
const names = (suffix: string): Pick<Obstacle, "place" | "remove"> => ({
  place: (_, name) => shell(`ip netns add ${name}${suffix}`),
  remove: (_, name) => shell(`ip netns delete ${name}${suffix}`),
});
const otherBridge = `ip link add other type bridge
ip link set other up
ip address add 10.77.0.1/24 dev other
`;

const obstacles: Record<string, Obstacle> = {
  "a link of its host interface's name": { ...link, error: /step "links": there is a link tnsb0 already/ },
  "a link of its host interface's name, at the last moment": {
    ...link,
    after: "namespaces create",
    error: /step "links": there is a link tnsb0 already/,
  },
  "a namespace of its name": { ...names(""), error: /network namespace \S+a already/ },
  "a namespace of its name, at the last moment": {
    ...names(""),
    after: "host create",
    error: /step "namespaces".*EEXIST/,
  },
  "a namespace of its guest's name": {
    ...names(".guest"),
    error: /network namespace \S+a\.guest already/,
    options: { guest: "veth" },
  },
  "a namespace of its guest's name, at the last moment": {
    ...names(".guest"),
    after: "host create",
    error: /step "namespaces".*guest.*EEXIST/,
    options: { guest: "veth" },
  },
  "a file in its namespace's place": {
    place: (_, name) => shell(`touch /run/netns/${name}`),
    remove: (_, name) => shell(`rm /run/netns/${name}`),
    error: /network namespace \S+a already/,
  },
  "a TAP device that someone deleted": {
    after: "namespaces create",
    place: (_, name) => shell(`ip -n ${name} link delete tap0`),
    remove: () => {},
    error: /step "links".*ENODEV/,
  },
  "a route to its address": {
    place: (host) => void host.shell(`${otherBridge} ip route add 10.11.0.0/32 via 10.77.0.2 dev other`),
    remove: (host) => void host.shell("ip route delete 10.11.0.0/32 via 10.77.0.2 dev other; ip link delete other"),
    error: /step "routes".*EEXIST/,
  },
  "a table of the host table's name": {
    place: (host) =>
      void host.shell("nft 'add table inet ts-netlink-sandboxes; add chain inet ts-netlink-sandboxes mine'"),
    remove: (host) =>
      void host.shell("nft 'delete chain inet ts-netlink-sandboxes mine; delete table inet ts-netlink-sandboxes'"),
    error: /table inet ts-netlink-sandboxes already/,
  },
  "a host table that someone flushed": {
    after: "routes create",
    place: (host) => void host.shell("nft flush ruleset"),
    remove: () => {},
    error: /step "forwarding".*ENOENT/,
  },
  "a MAC that no device takes": {
    place: () => {},
    remove: () => {},
    error: /step "links".*EADDRNOTAVAIL/,
    options: { guestInterfaceMac: "ff:ff:ff:ff:ff:ff" },
  },
};

requireTool(
  "ip",
  "nft",
  "iptables-nft",
)("a sandbox that can't be made", () => {
  it.each(Object.entries(obstacles))(
    "because of %s leaves everything as it was",
    async (_, { after, place, remove, error, options }) => {
      const { host, topology, open, prefix, state } = await scene();
      const name = `${prefix}a`;
      const before = state();
      const observed = await open({ observe: (step, phase) => `${step} ${phase}` === after && place(host, name) });
      if (after === undefined) place(host, name);
      await expect(observed.sandboxes.create({ name, ...options })).rejects.toThrow(error);
      expect(topology.sandboxes.list()).toEqual([]);
      remove(host, name);
      expect(state()).toEqual(before);
      await topology.sandboxes.create({ name });
    },
  );

  it("does not leave descriptors open", async () => {
    const { topology, prefix } = await scene();
    const options = { name: `${prefix}a`, guest: "veth", guestInterfaceMac: "ff:ff:ff:ff:ff:ff" } as const;
    const open = (): number => readdirSync("/proc/self/fd").length;
    await expect(topology.sandboxes.create(options)).rejects.toThrow(/EADDRNOTAVAIL/);
    const before = open();
    for (let round = 0; round < 3; round++) {
      await expect(topology.sandboxes.create(options)).rejects.toThrow(/EADDRNOTAVAIL/);
      await topology.sandboxes.create({ name: `${prefix}b`, guest: "veth" });
      await topology.sandboxes.remove(`${prefix}b`);
    }
    expect(open()).toBe(before);
  });

  it("takes nothing of others with it when it goes", async () => {
    const { host, topology, prefix, state } = await scene();
    host.shell(`${otherBridge} ip address add 10.12.0.0/31 dev other`);
    host.shell("nft 'add table ip foreign; add chain ip foreign forward { type filter hook forward priority 0; }'");
    const before = state();
    await topology.sandboxes.create({ name: `${prefix}a` });
    await topology.sandboxes.remove(`${prefix}a`);
    expect(state()).toEqual(before);
  });

  it("as one of many takes all of them back", async () => {
    const { host, topology, prefix, state } = await scene();
    host.shell(`${otherBridge} ip route add 10.11.0.7/32 via 10.77.0.2 dev other`);
    await topology.sandboxes.create({ name: `${prefix}first` });
    const before = state();
    const many = Array.from({ length: 10 }, (_, index) => ({ name: `${prefix}${index}` }));
    await expect(topology.sandboxes.createMany(many)).rejects.toMatchObject({ name: "TopologyError", step: "routes" });
    expect(state()).toEqual(before);
  });

  it("while the host's forwarding can't be read is refused with a clear line", async () => {
    const { host, open, prefix, state } = await scene();
    const before = state();
    const handle = namespace.open(host.name);
    const { sandboxes } = await open({ host: handle });
    await handle.close();
    await expect(sandboxes.create({ name: `${prefix}a` })).rejects.toThrow(
      /sysctl net.ipv4.ip_forward can't be read: .*closed/,
    );
    expect(state()).toEqual(before);
  });

  it("and can't be taken back either stays in the ledger until it is reclaimed", async () => {
    const at = await scene();
    const { host, topology, prefix, state } = at;
    const before = state();
    const name = `${prefix}a`;
    await topology.sandboxes.create({ name });
    // A mount over the directory of names hides the namespace's file, and a directory in its place can't be unlinked.
    run("sh", ["-ec", `umount /run/netns/${name}; rm /run/netns/${name}; mkdir /run/netns/${name}`]);
    await expect(topology.sandboxes.remove(name)).rejects.toThrow(/not removed completely: step "namespaces"/);
    expect(topology.sandboxes.list()).toMatchObject([{ name, status: "removing", abandoned: true }]);
    expect(Object.keys(ledgerOf(at).entries)).toEqual([`sandbox ${name}`]);
    run("rmdir", [`/run/netns/${name}`]);
    expect(await topology.sandboxes.reclaim()).toEqual([name]);
    expect(state()).toEqual(before);
    expect(host.shell("nft list tables")).toBe("");
  });
});
