import { expect, it } from "vitest";
import type { AttachOptions, NetworkOptions, PublishOptions } from "ts-netlink/topology";
import type { ScratchNamespace } from "../support/namespace.ts";
import { check, run, runIn, scratchNamespace } from "../support/namespace.ts";
import { requireTool } from "../support/tools.ts";
import { agentInNew } from "./agent.ts";
import { scene, told } from "./scene.ts";

const json = (name: string, args: string): unknown => JSON.parse(runIn(name, "ip", args.split(" ")).stdout || "[]");
const shell = (script: string): void => void check(script, run("sh", ["-ec", script]));
const network: NetworkOptions = { name: "br0", address: "172.10.0.1/24" };

/** What of a container must be the same before it is attached and after it is detached. */
const insideOf = ({ name }: ScratchNamespace): unknown => [
  told(name, "-d -j link"),
  told(name, "-4 -j address"),
  told(name, "-4 -j route show table all"),
];

requireTool("ip", "nft")("a bridge network", () => {
  it("is what ip and nft say it should be", async () => {
    const { host, topology } = await scene();
    const made = await topology.networks.create({ ...network, mtu: 1400 });
    expect(made).toEqual({
      name: "br0",
      address: "172.10.0.1/24",
      broadcast: "172.10.0.255",
      subnet: "172.10.0.0/24",
      mtu: 1400,
    });
    expect(json(host.name, "-d -j address show br0")).toMatchObject([
      {
        mtu: 1400,
        linkinfo: { info_kind: "bridge" },
        flags: expect.arrayContaining(["UP"]),
        addr_info: [{ local: "172.10.0.1", prefixlen: 24, broadcast: "172.10.0.255" }],
      },
    ]);
    const rules = host.shell("nft list table ip ts-netlink-br0");
    expect(rules).toContain('ip saddr 172.10.0.0/24 oifname != "br0" masquerade');
    expect(rules).toContain("fib daddr type local jump ports");
    expect(host.shell("sysctl -n net.ipv4.ip_forward net.ipv4.conf.br0.route_localnet")).toBe("1\n1\n");
  });

  it("with containers and ports leaves nothing when it is removed", async () => {
    const { host, topology, state } = await scene();
    const containers = [scratchNamespace(), scratchNamespace()];
    const before = state();
    const insides = containers.map(insideOf);
    await topology.networks.create(network);
    for (const { name } of containers) await topology.networks.attach({ network: "br0", container: { name } });
    await topology.networks.publish({ network: "br0", hostPort: 80, to: containers[0]!.name });
    await topology.networks.publish({ network: "br0", hostPort: 53, to: "172.10.0.3", protocol: "udp", port: 5353 });
    expect(topology.networks.list()).toMatchObject([
      { name: "br0", status: "ready", containers: [{}, {}], ports: [{}, {}] },
    ]);
    await topology.networks.remove("br0");
    expect(state()).toEqual(before);
    expect(containers.map(insideOf)).toEqual(insides);
    await topology.networks.remove("br0");
    expect(host.shell("nft list ruleset")).toBe("");
  });

  it("attaches containers by name, process and path", async () => {
    const { host, topology } = await scene();
    const [named, byPath] = [scratchNamespace(), scratchNamespace()];
    const process = await agentInNew();
    await topology.networks.create(network);
    const attach = (options: Omit<AttachOptions, "network">) =>
      topology.networks.attach({ network: "br0", ...options });
    expect(await attach({ container: { name: named.name } })).toMatchObject({
      name: named.name,
      address: "172.10.0.2/24",
      interface: "eth0",
    });
    expect(await attach({ container: { pid: process.pid }, name: "app", mac: "02:00:00:00:00:07" })).toMatchObject({
      address: "172.10.0.3/24",
    });
    expect(
      await attach({
        container: { path: byPath.path },
        interface: "net9",
        address: "172.10.0.100",
        defaultRoute: false,
      }),
    ).toMatchObject({
      name: byPath.path,
      address: "172.10.0.100/24",
    });
    expect(json(named.name, "-j -4 address")).toMatchObject([
      { ifname: "lo", addr_info: [{ local: "127.0.0.1" }] },
      { ifname: "eth0", operstate: "UP", addr_info: [{ local: "172.10.0.2", prefixlen: 24 }] },
    ]);
    expect(json(named.name, "-j route show default")).toMatchObject([{ gateway: "172.10.0.1", dev: "eth0" }]);
    expect(json(byPath.name, "-j -4 address show net9")).toMatchObject([{ addr_info: [{ local: "172.10.0.100" }] }]);
    expect(json(byPath.name, "-j route show default")).toEqual([]);
    expect(
      host
        .ip("link show master br0")
        .split("\n")
        .filter((line) => line.includes("state UP")),
    ).toHaveLength(3);
    expect(host.shell(`nsenter -t ${process.pid} -n ip -o link show eth0`)).toContain("02:00:00:00:00:07");
  });

  it("detaches a container and leaves it as it was", async () => {
    const { topology, state } = await scene();
    const container = scratchNamespace();
    const inside = insideOf(container);
    await topology.networks.create(network);
    const before = state();
    await topology.networks.attach({ network: "br0", container: { name: container.name } });
    await topology.networks.detach("br0", container.name);
    expect(insideOf(container)).toEqual(inside);
    expect(state()).toEqual(before);
    await topology.networks.detach("br0", container.name);
    expect(state()).toEqual(before);
  });

  it("keeps its MAC as containers come and go", async () => {
    const { host, topology } = await scene();
    await topology.networks.create(network);
    const mac = (): string => host.ip("-br link show br0").split(/\s+/)[2]!;
    const before = mac();
    for (let count = 0; count < 4; count++) {
      await topology.networks.attach({ network: "br0", container: { name: scratchNamespace().name } });
      expect(mac()).toBe(before);
    }
  });

  it("sets a container's loopback down only when the last network that found it down is left", async () => {
    const { topology } = await scene();
    const [fresh, running] = [scratchNamespace(), scratchNamespace()];
    running.ip("link set lo up");
    const isUp = ({ ip }: ScratchNamespace): boolean => ip("link show lo").includes("LOOPBACK,UP");
    await topology.networks.create(network);
    await topology.networks.create({ name: "br1", address: "172.11.0.1/24" });
    for (const { name } of [fresh, running]) {
      await topology.networks.attach({ network: "br0", container: { name } });
      await topology.networks.attach({ network: "br1", container: { name }, interface: "eth1", defaultRoute: false });
      await topology.networks.detach("br0", name);
    }
    expect([fresh, running].map(isUp)).toEqual([true, true]);
    for (const { name } of [fresh, running]) await topology.networks.detach("br1", name);
    expect([fresh, running].map(isUp)).toEqual([false, true]);
  });

  it("is made once, and so are attachments and ports", async () => {
    const { topology, state, steps, open } = await scene();
    const container = scratchNamespace();
    const attach: AttachOptions = { network: "br0", container: { name: container.name } };
    const publish: PublishOptions = { network: "br0", hostPort: 80, to: container.name, port: 8080 };
    const first = await topology.networks.create(network);
    const endpoint = await topology.networks.attach(attach);
    const port = await topology.networks.publish(publish);
    const [made, inside] = [state(), insideOf(container)];
    steps.length = 0;
    const { networks } = await open();
    expect(await networks.create(network)).toEqual(first);
    expect(await networks.attach(attach)).toEqual(endpoint);
    expect(await networks.publish(publish)).toEqual(port);
    expect(steps).toEqual([]);
    await expect(networks.create({ ...network, mtu: 9000 })).rejects.toThrow("network br0 exists with other options");
    await expect(networks.attach({ ...attach, interface: "eth1" })).rejects.toThrow(
      /endpoint br0 \S+ exists with other options/,
    );
    await expect(networks.attach({ ...attach, address: "172.10.0.77" })).rejects.toThrow(/exists with other options/);
    await expect(networks.publish({ ...publish, port: 8081 })).rejects.toThrow(
      /br0 tcp \*:80 is published already, to 172.10.0.2:8080/,
    );
    expect([state(), insideOf(container)]).toEqual([made, inside]);
  });

  it.each([
    ["its bridge", "ip link delete br0", "link br0"],
    ["its table", "nft delete table ip ts-netlink-br0", "table ip ts-netlink-br0"],
  ])("that lost %s is not said to be there, and can be removed", async (_, script, what) => {
    const { host, topology, state } = await scene();
    const container = scratchNamespace();
    const before = state();
    await topology.networks.create(network);
    await topology.networks.attach({ network: "br0", container: { name: container.name } });
    await topology.networks.publish({ network: "br0", hostPort: 80, to: container.name });
    host.shell(script);
    await expect(topology.networks.create(network)).rejects.toThrow(
      `network br0 is damaged: its ${what} is gone; remove it first`,
    );
    await topology.networks.remove("br0");
    expect(state()).toEqual(before);
    await topology.networks.create(network);
  });

  it("attaches a container anew that was started anew, with its address", async () => {
    const { topology, prefix, host } = await scene();
    const [name, other] = [`${prefix}c`, scratchNamespace()];
    await topology.networks.create(network);
    const attach: AttachOptions = { network: "br0", container: { name } };
    shell(`ip netns add ${name}`);
    await topology.networks.attach({ network: "br0", container: { name: other.name } });
    const { address } = await topology.networks.attach(attach);
    await topology.networks.detach("br0", other.name);
    for (const wait of [0, 0.2]) {
      shell(`ip netns delete ${name}; sleep ${wait}; ip netns add ${name}`);
      expect(await topology.networks.attach(attach)).toMatchObject({ address });
      expect(json(name, "-j -4 address show eth0")).toMatchObject([
        { addr_info: [{ local: address.replace("/24", "") }] },
      ]);
    }
    shell(`ip netns delete ${name}`);
    await topology.networks.detach("br0", name);
    expect(host.ip("link show master br0")).toBe("");
  });

  it("refuses what can't be, in one line, and changes nothing", async () => {
    const { host, topology, state } = await scene();
    const [a, b] = [scratchNamespace(), scratchNamespace()];
    b.ip("link add eth0 type bridge");
    host.ip("link add other type bridge");
    host.shell("nft add table ip ts-netlink-br9");
    const { networks } = topology;
    await networks.create(network);
    await networks.attach({ network: "br0", container: { name: a.name } });
    await networks.publish({ network: "br0", hostPort: 80, to: a.name, hostAddress: "127.0.0.1" });
    const before = [state(), insideOf(a), insideOf(b)];
    const attach = (options: Partial<AttachOptions>) =>
      networks.attach({ network: "br0", container: { name: b.name }, ...options });
    const publish = (options: Partial<PublishOptions>) =>
      networks.publish({ network: "br0", hostPort: 80, to: a.name, ...options });
    const rows: [() => Promise<unknown>, RegExp][] = [
      [
        () => networks.create({ name: "other", address: "10.1.0.1/24" }),
        /network other: there is a link of that name already/,
      ],
      [() => networks.create({ name: "br9", address: "10.1.0.1/24" }), /table ip ts-netlink-br9 already/],
      [
        () => networks.create({ name: "br1", address: "172.10.0.129/25" }),
        /172.10.0.128\/25 overlaps 172.10.0.0\/24 of network br0/,
      ],
      [() => networks.create({ name: "br1", address: "10.1.0.0/24" }), /not an address of a host/],
      [() => networks.create({ name: "br1", address: "10.1.0.1/31" }), /leaves no address/],
      [() => networks.create({ name: "br1", address: "10.1.0.1" }), /prefix length/],
      [() => networks.create({ name: "sixteen-bytes-xx", address: "10.1.0.1/24" }), /16 bytes/],
      [() => attach({ network: "br7" }), /there is no network "br7"/],
      [() => attach({ container: { name: "no-such-namespace" } }), /container no-such-namespace: .*ENOENT/],
      [() => attach({ container: { pid: 999_999_999 } }), /container pid 999999999: .*ENOENT/],
      [() => attach({ container: { path: "/etc/passwd" } }), /container \/etc\/passwd: .*not a network namespace/],
      [() => attach({}), /step "link": there is a link eth0 in the container already/],
      [() => attach({ interface: "eth1", address: "172.10.0.2" }), /172.10.0.2 is in use/],
      [() => attach({ interface: "eth1", mac: "zz" }), /"zz" is not a MAC address/],
      [() => attach({ interface: "eth1", address: "172.10.0.1" }), /172.10.0.1 is in use/],
      [() => attach({ interface: "eth1", address: "172.10.1.2" }), /not an address of 172.10.0.0\/24/],
      [() => attach({ interface: "eth1", mac: "nonsense" }), /nonsense/],
      [() => attach({ interface: "sixteen-bytes-xx" }), /16 bytes/],
      [() => attach({ container: { name: a.name }, interface: "eth1" }), /exists with other options/],
      [() => publish({}), /br0 tcp \*:80: .*port is published already|br0 tcp \*:80 is published already/],
      [() => publish({ hostPort: 81, to: "nobody" }), /"nobody"/],
      [() => publish({ hostPort: 81, to: "8.8.8.8" }), /not an address of 172.10.0.0\/24/],
      [() => publish({ hostPort: 0 }), /0 is not a port/],
      [() => publish({ hostPort: 81, port: 70_000 }), /70000 is not a port/],
      [() => publish({ hostPort: 81, hostAddress: "here" }), /"here" is not an IPv4 address/],
      [() => publish({ network: "br7" }), /there is no network "br7"/],
    ];
    for (const [refused, message] of rows) await expect(refused(), String(message)).rejects.toThrow(message);
    expect([state(), insideOf(a), insideOf(b)]).toEqual(before);
  });

  it("keeps what others made at the last moment", async () => {
    const { host, open, state } = await scene();
    const container = scratchNamespace();
    const place = { step: "", script: "" };
    const { networks } = await open({
      observe: (step, phase) => `${step} ${phase}` === place.step && host.shell(place.script),
    });
    const fails = async (
      step: string,
      script: string,
      remove: string,
      run: () => Promise<unknown>,
      error: RegExp,
    ): Promise<void> => {
      const before = [state(), insideOf(container)];
      Object.assign(place, { step, script });
      await expect(run()).rejects.toThrow(error);
      place.step = "";
      host.shell(remove);
      expect([state(), insideOf(container)]).toEqual(before);
    };
    const create = () => networks.create(network);
    await fails("host create", "ip link add br0 type bridge", "ip link delete br0", create, /step "bridge".*EEXIST/);
    const table = "ts-netlink-br0";
    await fails(
      "bridge create",
      `nft add table ip ${table}`,
      `nft delete table ip ${table}`,
      create,
      /step "rules".*EEXIST/,
    );
    await create();
    const inside = `ip netns exec ${container.name} ip`;
    const attach = () => networks.attach({ network: "br0", container: { name: container.name } });
    await fails(
      "loopback create",
      `${inside} link add eth0 type bridge`,
      `${inside} link delete eth0`,
      attach,
      /step "link": there is a link eth0/,
    );
    await fails(
      "link create",
      `${inside} link add other type bridge; ${inside} link set other up; ${inside} route add default dev other`,
      `${inside} link delete other`,
      attach,
      /step "inside".*default.*EEXIST/,
    );
  });
});
