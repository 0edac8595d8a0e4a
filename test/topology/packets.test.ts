import { readSync, writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { Guest } from "../../demo/guest.mjs";
import type { ScratchNamespace } from "../support/namespace.ts";
import { host as machine, scratchNamespace } from "../support/namespace.ts";
import { requireTool } from "../support/tools.ts";
import type { Agent } from "./agent.ts";
import { agentIn, agentInNew } from "./agent.ts";
import type { Scene } from "./scene.ts";
import { scene } from "./scene.ts";

const HOST = "198.51.100.1";
const SERVER = "198.51.100.2";

/** A scene whose host has an uplink to an internet with echo servers on port 7. */
async function connected(): Promise<Scene & { internet: ScratchNamespace; server: Agent }> {
  const made = await scene();
  const internet = machine();
  made.host.ip(`link add uplink type veth peer name eth0 netns ${internet.name}`);
  for (const [side, link, address] of [
    [made.host, "uplink", HOST],
    [internet, "eth0", SERVER],
  ] as const) {
    side.ip(`address add ${address}/24 dev ${link}`);
    side.ip(`link set ${link} up`);
  }
  const server = await agentIn(internet);
  await server.serve("tcp", 7, "server");
  await server.serve("udp", 7, "server");
  return { ...made, internet, server };
}

/** Answers the next echo request that comes out of a TAP. @returns from and to whom it was */
async function answerPing(fd: number): Promise<string> {
  const frame = Buffer.alloc(2048);
  const swap = (a: number, b: number, length: number): void => {
    const first = Buffer.from(frame.subarray(a, a + length));
    frame.copyWithin(a, b, b + length);
    first.copy(frame, b);
  };
  for (let attempts = 0; attempts < 1000; attempts++, await delay(5)) {
    let length = 0;
    try {
      length = readSync(fd, frame);
    } catch {
      continue; // EAGAIN: nothing has come yet
    }
    if (frame.readUInt16BE(12) !== 0x0800 || frame[23] !== 1 || frame[34] !== 8) continue;
    const asked = `${frame.subarray(26, 30).join(".")} to ${frame.subarray(30, 34).join(".")}`;
    swap(0, 6, 6);
    swap(26, 30, 4);
    frame[34] = 0; // echo reply, which adds 0x0800 to the one's complement checksum
    const sum = frame.readUInt16BE(36) + 0x0800;
    frame.writeUInt16BE((sum & 0xffff) + (sum >>> 16), 36);
    writeSync(fd, frame.subarray(0, length));
    return asked;
  }
  throw new Error("nothing pinged the guest");
}

const guestOf = (fd: number): Guest =>
  new Guest(fd, { mac: "02:fc:00:00:00:05", address: "169.254.0.21", gateway: "169.254.0.22" });

requireTool(
  "ip",
  "nft",
  "ping",
)("packets of a sandbox", () => {
  it("reach the internet from a guest behind a TAP, translated, and come back", async () => {
    const { topology, prefix } = await connected();
    const sandbox = await topology.sandboxes.create({ name: `${prefix}a` });
    using tap = await sandbox.openTap();
    const guest = guestOf(tap.fd);
    expect(await guest.ping(SERVER)).toBeGreaterThan(0);
    expect(guest.gatewayMac).toBe("02:fc:00:00:00:06");
    expect(await guest.ask(SERVER, 7, "hello")).toBe(`server sees ${HOST}`);
  });

  it("reach a guest behind a TAP at the sandbox's address", async () => {
    const { host, topology, prefix } = await connected();
    const sandbox = await topology.sandboxes.create({ name: `${prefix}a`, slot: 1 });
    using tap = await sandbox.openTap();
    const guest = guestOf(tap.fd);
    await guest.ping(SERVER); // by which the gateway learns the guest's MAC
    const pinging = host.start("ping", ["-c1", "-W5", sandbox.address], { stdio: "ignore" });
    const ended = new Promise((resolve) => pinging.once("exit", resolve));
    expect(await answerPing(tap.fd)).toBe("10.12.0.2 to 169.254.0.21");
    expect(await ended).toBe(0);
  });

  it("go to and fro with a container as guest", async () => {
    const { host, topology, prefix, server } = await connected();
    const [first, second] = await topology.sandboxes.createMany([
      { name: `${prefix}a`, guest: "veth" },
      { name: `${prefix}b`, guest: "veth" },
    ]);
    const [guest, other] = await Promise.all([
      agentIn({ name: `${prefix}a.guest` }),
      agentIn({ name: `${prefix}b.guest` }),
    ]);
    await guest.serve("tcp", 80, "guest");
    await other.serve("udp", 53, "other");
    expect(await guest.ask("tcp", SERVER, 7)).toBe(`server sees ${HOST}`);
    expect(await guest.ask("udp", SERVER, 7)).toBe(`server sees ${HOST}`);
    const local = await agentIn(host);
    expect(await local.ask("tcp", first!.address, 80)).toBe(`guest sees ${first!.hostLinkAddress}`);
    expect(await guest.ask("udp", second!.address, 53)).toBe(`other sees ${first!.address}`);
    await topology.sandboxes.remove(`${prefix}b`);
    expect(await guest.ask("udp", second!.address, 53, { timeout: 200 })).not.toContain("other");
    expect(await server.ask("tcp", HOST, 80)).toBe("ECONNREFUSED");
  });

  it("to a redirected port go to the proxy on the host", async () => {
    const { host, topology, prefix } = await connected();
    const redirects = [
      { port: 7, to: 7007 },
      { port: 7, to: 7007, protocol: "udp" },
    ] as const;
    await topology.sandboxes.createMany([
      { name: `${prefix}a`, guest: "veth", redirects },
      { name: `${prefix}b`, guest: "veth" },
    ]);
    const [proxy, guest, free] = await Promise.all([
      agentIn(host),
      agentIn({ name: `${prefix}a.guest` }),
      agentIn({ name: `${prefix}b.guest` }),
    ]);
    await proxy.serve("tcp", 7007, "proxy");
    await proxy.serve("udp", 7007, "proxy");
    for (const protocol of ["tcp", "udp"] as const) {
      expect(await guest.ask(protocol, SERVER, 7)).toBe("proxy sees 10.11.0.0");
      expect(await free.ask(protocol, SERVER, 7)).toBe(`server sees ${HOST}`);
    }
    await topology.sandboxes.remove(`${prefix}b`);
    expect(await guest.ask("tcp", SERVER, 7)).toBe("proxy sees 10.11.0.0");
  });
});

requireTool(
  "ip",
  "nft",
  "conntrack",
)("packets of a bridge network", () => {
  it("go between containers, outside, and in by published ports from everywhere", async () => {
    const { host, topology, server } = await connected();
    const { networks } = topology;
    const [first, second] = [scratchNamespace(), scratchNamespace()];
    await networks.create({ name: "br0", address: "172.10.0.1/24" });
    const [a, b, c, local] = await Promise.all([agentIn(first), agentIn(second), agentInNew(), agentIn(host)]);
    await networks.attach({ network: "br0", container: { name: first.name }, name: "a" });
    await networks.attach({ network: "br0", container: { path: second.path }, name: "b" });
    await networks.attach({ network: "br0", container: { pid: c.pid }, name: "c" });
    for (const protocol of ["tcp", "udp"] as const) {
      await a.serve(protocol, 5050, "a");
      await networks.publish({ network: "br0", protocol, hostPort: 30001, to: "a", port: 5050 });

      expect(await b.ask(protocol, "172.10.0.2", 5050), "container to container").toBe("a sees 172.10.0.3");
      expect(await c.ask(protocol, SERVER, 7), "container to internet").toBe(`server sees ${HOST}`);
      expect(await server.ask(protocol, HOST, 30001), "internet to published port").toBe(`a sees ${SERVER}`);
      expect(await b.ask(protocol, HOST, 30001), "hairpin").toBe("a sees 172.10.0.1");
      expect(await a.ask(protocol, HOST, 30001), "hairpin to itself").toBe("a sees 172.10.0.1");
      expect(await c.ask(protocol, "172.10.0.1", 30001), "by the gateway's address").toBe("a sees 172.10.0.1");
      expect(await local.ask(protocol, "127.0.0.1", 30001), "localhost").toBe("a sees 172.10.0.1");
      expect(await local.ask(protocol, HOST, 30001), "the host by its own address").toMatch(/^a sees /);
      expect(await local.ask(protocol, "172.10.0.2", 5050), "the host to the container").toBe("a sees 172.10.0.1");

      await networks.unpublish({ network: "br0", protocol, hostPort: 30001 });
      const closed = protocol === "tcp" ? "ECONNREFUSED" : "ECONNREFUSED";
      expect(await server.ask(protocol, HOST, 30001), "unpublished").toBe(closed);
      expect(await local.ask(protocol, "127.0.0.1", 30001), "unpublished").toBe(closed);
    }
    await networks.detach("br0", "b");
    expect(await b.ask("tcp", "172.10.0.2", 5050)).toBe("ENETUNREACH");
    await networks.remove("br0");
    expect(await a.ask("tcp", SERVER, 7)).toBe("ENETUNREACH");
  });

  it("to a port on one address of the host are told from those to another", async () => {
    const { host, topology, server } = await connected();
    host.ip("address add 198.51.100.9/24 dev uplink");
    const { networks } = topology;
    const container = scratchNamespace();
    const agent = await agentIn(container);
    await networks.create({ name: "br0", address: "172.10.0.1/24" });
    await networks.attach({ network: "br0", container: { name: container.name }, name: "a" });
    await agent.serve("tcp", 80, "eighty");
    await agent.serve("tcp", 81, "eighty-one");
    await networks.publish({ network: "br0", hostAddress: HOST, hostPort: 80, to: "a" });
    await networks.publish({ network: "br0", hostAddress: "198.51.100.9", hostPort: 80, to: "a", port: 81 });
    expect(await server.ask("tcp", HOST, 80)).toContain("eighty sees");
    expect(await server.ask("tcp", "198.51.100.9", 80)).toContain("eighty-one sees");
    await networks.unpublish({ network: "br0", hostAddress: HOST, hostPort: 80 });
    expect(await server.ask("tcp", HOST, 80)).toBe("ECONNREFUSED");
    expect(await server.ask("tcp", "198.51.100.9", 80)).toContain("eighty-one sees");
  });

  it("to a UDP port that is published anew go to the new container at once", async () => {
    const { topology, server, host } = await connected();
    const { networks } = topology;
    const containers = [scratchNamespace(), scratchNamespace()];
    await networks.create({ name: "br0", address: "172.10.0.1/24" });
    for (const [index, container] of containers.entries()) {
      const agent = await agentIn(container);
      await networks.attach({ network: "br0", container: { name: container.name }, name: `c${index}` });
      await agent.serve("udp", 53, `c${index}`);
    }
    const local = await agentIn(host);
    await local.serve("udp", 53, "host", HOST);
    const ask = (): Promise<string> => server.ask("udp", HOST, 53, { sourcePort: 4000 });
    expect(await ask()).toBe(`host sees ${SERVER}`);
    for (const to of ["c0", "c1"]) {
      await networks.publish({ network: "br0", protocol: "udp", hostPort: 53, to });
      expect(await ask()).toBe(`${to} sees ${SERVER}`);
      expect(host.shell(`conntrack -L -p udp --orig-port-dst 53`)).toContain("src=172.10.0");
      await networks.unpublish({ network: "br0", protocol: "udp", hostPort: 53 });
    }
    expect(await ask()).toBe(`host sees ${SERVER}`);
  });

  it("to the host's own 127.0.0.1 are dropped", async () => {
    const { host, topology } = await connected();
    const container = scratchNamespace();
    const [agent, local] = await Promise.all([agentIn(container), agentIn(host)]);
    await local.serve("udp", 8000, "private", "127.0.0.1");
    await topology.networks.create({ name: "br0", address: "172.10.0.1/24" });
    await topology.networks.attach({ network: "br0", container: { name: container.name } });
    // What a container can do that is root in its namespace.
    container.shell(`
      sysctl -qw net.ipv4.conf.all.route_localnet=1
      ip route delete local 127.0.0.1 dev lo table local
      ip route delete local 127.0.0.0/8 dev lo table local
      ip route add 127.0.0.1 via 172.10.0.1 src 172.10.0.2`);
    // The kernel does not let a container hear the answer, but the question alone may do harm.
    await agent.ask("udp", "127.0.0.1", 8000, { timeout: 200 });
    expect(await local.seen()).toBe("");
    host.shell("nft flush chain ip ts-netlink-br0 raw");
    await agent.ask("udp", "127.0.0.1", 8000, { timeout: 200 });
    expect(await local.seen()).toBe("172.10.0.2");
  });
});

requireTool(
  "ip",
  "nft",
  "iptables-nft",
)("packets on a host where Docker drops what it does not know", () => {
  const docker = `
    iptables-nft -P FORWARD DROP
    iptables-nft -N DOCKER-USER
    iptables-nft -A DOCKER-USER -j RETURN
    iptables-nft -A FORWARD -j DOCKER-USER
    iptables-nft -A FORWARD -i docker0 -j ACCEPT
    iptables-nft -t nat -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j RETURN`;

  it("pass, and iptables still lists its rules", async () => {
    const { host, topology, prefix, server, state } = await connected();
    host.shell(docker);
    const rules = host.shell("iptables-nft -S; iptables-nft -t nat -S");
    const before = state();
    const container = scratchNamespace();
    const a = await agentIn(container);
    await topology.networks.create({ name: "br0", address: "172.10.0.1/24" });
    await topology.networks.attach({ network: "br0", container: { name: container.name }, name: "a" });
    await a.serve("tcp", 80, "a");
    await topology.networks.publish({ network: "br0", hostPort: 80, to: "a" });
    await topology.sandboxes.createMany([
      { name: `${prefix}a`, guest: "veth" },
      { name: `${prefix}b`, guest: "veth", hostInterface: `${prefix}h` },
    ]);
    const guests = await Promise.all(["a", "b"].map((name) => agentIn({ name: `${prefix}${name}.guest` })));
    for (const agent of [a, ...guests]) expect(await agent.ask("tcp", SERVER, 7)).toBe(`server sees ${HOST}`);
    expect(await server.ask("tcp", HOST, 80)).toBe(`a sees ${SERVER}`);

    const listed = host.shell("iptables-nft -S; iptables-nft -t nat -S");
    for (const rule of rules.trim().split("\n")) expect(listed).toContain(rule);
    expect(listed).toMatch(/-A DOCKER-USER -i br0 .*--comment "ts-netlink br0" -j ACCEPT/);
    expect(listed).toMatch(/-A DOCKER-USER -o tnsb\+ .*--comment "ts-netlink sandboxes" -j ACCEPT/);
    expect(listed).toContain(`-A DOCKER-USER -i ${prefix}h `);

    await topology.sandboxes.remove(`${prefix}b`);
    expect(host.shell("iptables-nft -S")).not.toContain(`${prefix}h`);
    await topology.sandboxes.remove(`${prefix}a`);
    await topology.networks.remove("br0");
    expect(host.shell("iptables-nft -S; iptables-nft -t nat -S")).toBe(rules);
    expect(state()).toEqual(before);
  });

  it("pass where iptables alone drops, without Docker's chain", async () => {
    const { host, topology, prefix, warnings } = await connected();
    host.shell("iptables-nft -P FORWARD DROP");
    await topology.sandboxes.create({ name: `${prefix}a`, guest: "veth" });
    const guest = await agentIn({ name: `${prefix}a.guest` });
    expect(await guest.ask("tcp", SERVER, 7)).toBe(`server sees ${HOST}`);
    expect(host.shell("iptables-nft -S FORWARD")).toContain("-A FORWARD -i tnsb+ ");
    expect(warnings).toEqual([]);
  });

  it("that another table drops are spoken of in one line", async () => {
    const { host, topology, prefix, warnings } = await connected();
    host.shell(
      "nft 'add table inet firewall; add chain inet firewall fence { type filter hook forward priority 0; policy drop; }'",
    );
    await topology.sandboxes.create({ name: `${prefix}a`, guest: "veth" });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^chain fence of table inet firewall drops .*tnsb\*.*$/);
    const guest = await agentIn({ name: `${prefix}a.guest` });
    expect(await guest.ask("tcp", SERVER, 7, { timeout: 300 })).toBe("silence");
    host.shell(
      `nft add rule inet firewall fence iifname 'tnsb*' accept; nft add rule inet firewall fence oifname 'tnsb*' accept`,
    );
    expect(await guest.ask("tcp", SERVER, 7)).toBe(`server sees ${HOST}`);
  });
});
