import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { run, scratchNamespace } from "../support/namespace.ts";
import { requireTool } from "../support/tools.ts";
import { crash } from "./crash.ts";
import type { KernelState, Scene } from "./scene.ts";
import { scene, told } from "./scene.ts";

/** Reclaims what is left, and expects everything to be as it was. */
async function reclaimed({ topology, state, stateDirectory }: Scene, before: KernelState): Promise<string[]> {
  const names = [...(await topology.sandboxes.reclaim()), ...(await topology.networks.reclaim())];
  expect(state()).toEqual(before);
  expect(existsSync(stateDirectory)).toBe(before.files.length > 0);
  return names;
}

const SANDBOX_STEPS = ["record", "host", "namespaces", "links", "rules", "routes", "forwarding", "ready"];
const created = SANDBOX_STEPS.slice(0, -1).map((step) => `${step} create`);
/** All but the last: after that the process has nothing left to do. */
const removed = SANDBOX_STEPS.slice(1).map((step) => `${step} remove`);

requireTool(
  "ip",
  "nft",
  "iptables-nft",
)("what a process leaves that is killed", () => {
  it.each((["tap", "veth"] as const).flatMap((guest) => created.map((step) => [guest, step] as const)))(
    "making a sandbox (%s), after %s, is reclaimed",
    async (guest, step) => {
      const at = await scene();
      at.host.shell("iptables-nft -P FORWARD DROP");
      const before = at.state();
      const options = JSON.stringify([
        { name: `${at.prefix}a`, guest, redirects: [{ port: 80, to: 8080 }] },
        { name: `${at.prefix}b`, guest },
      ]);
      expect(crash(at, `await sandboxes.createMany(${options})`, { step })).toBe(true);
      expect(at.topology.sandboxes.list()).toMatchObject([
        { status: "creating", abandoned: true },
        { status: "creating", abandoned: true },
      ]);
      expect(() => at.topology.sandboxes.open(`${at.prefix}a`)).toThrow(/left half-made/);
      expect(await reclaimed(at, before)).toEqual([`${at.prefix}a`, `${at.prefix}b`]);
    },
  );

  it.each((["tap", "veth"] as const).flatMap((guest) => removed.map((step) => [guest, step] as const)))(
    "removing a sandbox (%s), after %s, is reclaimed",
    async (guest, step) => {
      const at = await scene();
      at.host.shell("iptables-nft -P FORWARD DROP");
      const before = at.state();
      await at.topology.sandboxes.create({ name: `${at.prefix}a`, guest, redirects: [{ port: 80, to: 8080 }] });
      expect(crash(at, `await sandboxes.remove("${at.prefix}a")`, { step })).toBe(true);
      expect(at.topology.sandboxes.list()).toMatchObject([{ status: "removing", abandoned: true }]);
      expect(await reclaimed(at, before)).toEqual([`${at.prefix}a`]);
    },
  );

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

  it.each(["record", "host", "bridge", "rules"].map((step) => `${step} create`))(
    "making a network, after %s, is reclaimed",
    async (step) => {
      const at = await scene();
      at.host.shell("iptables-nft -P FORWARD DROP");
      const before = at.state();
      expect(crash(at, `await networks.create({ name: "br0", address: "172.10.0.1/24" })`, { step })).toBe(true);
      expect(await reclaimed(at, before)).toEqual(["network br0"]);
    },
  );

  it.each(["record", "loopback", "link", "inside"].map((step) => `${step} create`))(
    "attaching a container, after %s, is reclaimed",
    async (step) => {
      const at = await scene();
      const container = scratchNamespace();
      await at.topology.networks.create({ name: "br0", address: "172.10.0.1/24" });
      const look = (): unknown => [at.state(), told(container.name, "-d -j address")];
      const before = look();
      expect(
        crash(at, `await networks.attach({ network: "br0", container: { name: "${container.name}" } })`, { step }),
      ).toBe(true);
      expect(await at.topology.networks.reclaim()).toEqual([`endpoint br0 ${container.name}`]);
      expect(look()).toEqual(before);
    },
  );

  it.each(["record", "rule"].map((step) => `${step} create`))(
    "publishing a port, after %s, is reclaimed",
    async (step) => {
      const at = await scene();
      await at.topology.networks.create({ name: "br0", address: "172.10.0.1/24" });
      const before = at.state();
      const options = `{ network: "br0", hostPort: 53, protocol: "udp", to: "172.10.0.2" }`;
      expect(crash(at, `await networks.publish(${options})`, { step })).toBe(true);
      expect(await at.topology.networks.reclaim()).toEqual(["port br0 udp *:53"]);
      expect(at.state()).toEqual(before);
    },
  );

  it.each([
    ["unpublishing a port", `await networks.unpublish({ network: "br0", hostPort: 80 })`, ["ready", "rule"]],
    ["detaching a container", `await networks.detach("br0", "app")`, ["ready", "inside", "link", "loopback"]],
    [
      "removing a network",
      `await networks.remove("br0")`,
      ["ready", "rule", "record", "inside", "link", "loopback", "rules", "bridge", "host"],
    ],
  ] as const)("%s is reclaimed", async (_, source, steps) => {
    const at = await scene();
    at.host.shell("iptables-nft -P FORWARD DROP");
    const container = scratchNamespace();
    const before = [at.state(), told(container.name, "-d -j address")];
    for (const step of steps) {
      await at.topology.networks.create({ name: "br0", address: "172.10.0.1/24" });
      await at.topology.networks.attach({ network: "br0", container: { name: container.name }, name: "app" });
      await at.topology.networks.publish({ network: "br0", hostPort: 80, to: "app" });
      expect(crash(at, source, { step: `${step} remove` }), step).toBe(true);
      expect(await at.topology.networks.reclaim(), step).not.toEqual([]);
      await at.topology.networks.remove("br0");
      expect([at.state(), told(container.name, "-d -j address")], step).toEqual(before);
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
    let killed = 0;
    for (let milliseconds = 40; ; milliseconds += 37) {
      if (!crash(at, source, { milliseconds })) break;
      killed++;
      for (const { name } of at.topology.sandboxes.list()) await at.topology.sandboxes.remove(name);
      await at.topology.networks.remove("br0");
      await reclaimed(at, before);
    }
    expect(killed).toBeGreaterThan(3);
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
