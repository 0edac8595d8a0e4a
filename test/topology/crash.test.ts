import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { run, scratchNamespace } from "../support/namespace.ts";
import { requireTool } from "../support/tools.ts";
import { crash } from "./crash.ts";
import type { KernelState, Scene } from "./scene.ts";
import { scene, told } from "./scene.ts";

/** Reclaims what is left, and expects everything to be as it was. */
async function reclaimed(
  { topology, state, stateDirectory }: Scene,
  before: KernelState,
  what?: string,
): Promise<string[]> {
  const names = [...(await topology.sandboxes.reclaim()), ...(await topology.networks.reclaim())];
  expect(state(), what).toEqual(before);
  expect(existsSync(stateDirectory), what).toBe(false);
  return names;
}

const SANDBOX_STEPS = ["record", "host", "namespaces", "links", "routes", "forwarding", "ready"];
const created = SANDBOX_STEPS.slice(0, -1).map((step) => `${step} create`);
/** All but the last: after that the process has nothing left to do. */
const removed = SANDBOX_STEPS.slice(1).map((step) => `${step} remove`);

requireTool(
  "ip",
  "nft",
  "iptables-nft",
)("what a process leaves that is killed", () => {
  it.each(["tap", "veth"] as const)("making sandboxes (%s), after any step, is reclaimed", async (guest) => {
    const at = await scene();
    at.host.shell("iptables-nft -P FORWARD DROP");
    const before = at.state();
    const names = [`${at.prefix}a`, `${at.prefix}b`];
    const redirects = [{ port: 80, to: 8080 }];
    const options = JSON.stringify(names.map((name) => ({ name, guest, redirects })));
    for (const step of created) {
      expect(crash(at, `await sandboxes.createMany(${options})`, { step }), step).toBe(true);
      const left = { status: "creating", abandoned: true };
      expect(at.topology.sandboxes.list(), step).toMatchObject([left, left]);
      expect(() => at.topology.sandboxes.open(names[0]!), step).toThrow(/left half-made/);
      expect(await at.topology.sandboxes.reclaim(), step).toEqual(names);
      expect(at.state(), step).toEqual(before);
    }
    at.steps.length = 0;
    await at.topology.sandboxes.create({ name: names[0]!, guest });
    await at.topology.sandboxes.remove(names[0]!);
    expect(at.steps).toEqual([
      ...created,
      "ready create",
      ...["ready", ...created.map((step) => step.split(" ")[0]!).toReversed()].map((step) => `${step} remove`),
    ]);
  });

  it.each(["tap", "veth"] as const)("removing a sandbox (%s), after any step, is reclaimed", async (guest) => {
    const at = await scene();
    at.host.shell("iptables-nft -P FORWARD DROP");
    const before = at.state();
    const name = `${at.prefix}a`;
    for (const step of removed) {
      await at.topology.sandboxes.create({ name, guest, redirects: [{ port: 80, to: 8080 }] });
      expect(crash(at, `await sandboxes.remove("${name}")`, { step }), step).toBe(true);
      expect(at.topology.sandboxes.list(), step).toMatchObject([{ status: "removing", abandoned: true }]);
      expect(await at.topology.sandboxes.reclaim(), step).toEqual([name]);
      expect(at.state(), step).toEqual(before);
    }
  });

  it("making a sandbox is out of the way of the next one of that name", async () => {
    const at = await scene();
    const before = at.state();
    expect(crash(at, `await sandboxes.create({ name: "${at.prefix}a" })`, { step: "links create" })).toBe(true);
    await at.topology.sandboxes.create({ name: `${at.prefix}a` });
    await at.topology.sandboxes.remove(`${at.prefix}a`);
    expect(at.state()).toEqual(before);
  });

  it("making a sandbox can be removed by name", async () => {
    const at = await scene();
    const before = at.state();
    expect(crash(at, `await sandboxes.create({ name: "${at.prefix}a" })`, { step: "routes create" })).toBe(true);
    await at.topology.sandboxes.remove(`${at.prefix}a`);
    expect(at.state()).toEqual(before);
  });

  it("before a link that was in its way does not take that along", async () => {
    const at = await scene();
    at.host.ip("link add tnsb0 type veth peer name other");
    const before = at.state();
    expect(crash(at, `await sandboxes.create({ name: "${at.prefix}a" })`, { step: "namespaces create" })).toBe(true);
    expect(await reclaimed(at, before)).toEqual([`${at.prefix}a`]);
  });

  it("does not include whole sandboxes and networks", async () => {
    const at = await scene();
    const source = `await sandboxes.create({ name: "${at.prefix}a" });
      await networks.create({ name: "br0", address: "172.10.0.1/24" });
      process.kill(process.pid, "SIGKILL");`;
    expect(crash(at, source, { milliseconds: 30_000 })).toBe(true);
    const made = at.state();
    expect(await at.topology.sandboxes.reclaim()).toEqual([]);
    expect(await at.topology.networks.reclaim()).toEqual([]);
    expect(at.state()).toEqual(made);
    expect(at.topology.sandboxes.open(`${at.prefix}a`)).toMatchObject({ slot: 0 });
  });

  it("making a network, attaching a container and publishing a port, after any step, is reclaimed", async () => {
    const at = await scene();
    const { networks } = at.topology;
    at.host.shell("iptables-nft -P FORWARD DROP");
    const container = scratchNamespace();
    const look = (): unknown => [at.state(), told(container.name, "-d -j address")];
    const stages = [
      {
        source: `await networks.create({ name: "br0", address: "172.10.0.1/24" })`,
        steps: ["record", "host", "bridge", "rules"],
        left: "network br0",
        next: () => networks.create({ name: "br0", address: "172.10.0.1/24" }),
      },
      {
        source: `await networks.attach({ network: "br0", container: { name: "${container.name}" }, name: "app" })`,
        steps: ["record", "loopback", "link", "inside"],
        left: "endpoint br0 app",
        next: () => networks.attach({ network: "br0", container: { name: container.name }, name: "app" }),
      },
      {
        source: `await networks.publish({ network: "br0", hostPort: 53, protocol: "udp", to: "172.10.0.2" })`,
        steps: ["record", "rule"],
        left: "port br0 udp *:53",
        next: () => networks.publish({ network: "br0", hostPort: 53, protocol: "udp", to: "172.10.0.2" }),
      },
    ];
    const nothing = look();
    for (const { source, steps, left, next } of stages) {
      const before = look();
      for (const step of steps) {
        expect(crash(at, source, { step: `${step} create` }), step).toBe(true);
        expect(await networks.reclaim(), step).toEqual([left]);
        expect(look(), step).toEqual(before);
      }
      at.steps.length = 0;
      await next();
      expect(at.steps).toEqual([...steps, "ready"].map((step) => `${step} create`));
    }
    await networks.remove("br0");
    expect(look()).toEqual(nothing);
  });

  it.each([
    ["unpublishing a port", `networks.unpublish({ network: "br0", hostPort: 80 })`, 3],
    ["detaching a container", `networks.detach("br0", "app")`, 5],
    ["removing a network", `networks.remove("br0")`, 13],
  ] as const)("%s, after any step, is reclaimed", async (_, source, count) => {
    const at = await scene();
    at.host.shell("iptables-nft -P FORWARD DROP");
    const container = scratchNamespace();
    const before = [at.state(), told(container.name, "-d -j address")];
    // After the last the process has nothing left to do: it is killed there for the count.
    for (let steps = 1; steps <= count + 1; steps++) {
      await at.topology.networks.create({ name: "br0", address: "172.10.0.1/24" });
      await at.topology.networks.attach({ network: "br0", container: { name: container.name }, name: "app" });
      await at.topology.networks.publish({ network: "br0", hostPort: 80, to: "app" });
      expect(crash(at, `await ${source}`, { steps }), String(steps)).toBe(steps <= count);
      const reclaimed = await at.topology.networks.reclaim();
      expect(reclaimed.length > 0, String(steps)).toBe(steps < count);
      await at.topology.networks.remove("br0");
      expect([at.state(), told(container.name, "-d -j address")], String(steps)).toEqual(before);
    }
  });

  it("at any moment is reclaimed", async () => {
    const at = await scene();
    const before = at.state();
    const source = `
      const names = Array.from({ length: 5 }, (_, index) => ({ name: "${at.prefix}" + index, guest: index % 2 ? "tap" : "veth" }));
      await networks.create({ name: "br0", address: "172.10.0.1/24" });
      await sandboxes.createMany(names);
      await sandboxes.removeMany(names.map(({ name }) => name));
      await networks.remove("br0");`;
    for (let round = 0; round < 6; round++) {
      const milliseconds = Math.round(60 + 400 * Math.random());
      crash(at, source, { milliseconds });
      for (const { name } of at.topology.sandboxes.list()) await at.topology.sandboxes.remove(name);
      await at.topology.networks.remove("br0");
      await reclaimed(at, before, `killed after ${milliseconds} ms`);
    }
  });

  it("is not taken from a process that lives", async () => {
    const at = await scene();
    const before = at.state();
    const other = await at.open({
      observe: (step, phase) => {
        if (step !== "links" || phase !== "create") return;
        // The event loop of this process stands still meanwhile: another program looks.
        const program = `
          import { namespace } from "ts-netlink";
          import { openTopology } from "ts-netlink/topology";
          const topology = await openTopology({ host: namespace.open("${at.host.name}"), stateDirectory: "${at.stateDirectory}" });
          console.log(JSON.stringify(await topology.sandboxes.reclaim()));
          await topology.sandboxes.remove("${at.prefix}a").catch((error) => console.log(error.message));
          await topology.close();`;
        seen = run(process.execPath, ["--input-type=module", "-e", program]).stdout;
      },
    });
    let seen = "";
    await other.sandboxes.create({ name: `${at.prefix}a` });
    expect(seen).toBe(`[]\nsandbox ${at.prefix}a is being created by process ${process.pid}\n`);
    await other.sandboxes.remove(`${at.prefix}a`);
    expect(at.state()).toEqual(before);
  });
});
