import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../support/repository.ts";
import { requireTool } from "../support/tools.ts";
import { check, run } from "../support/namespace.ts";
import { scene } from "./scene.ts";
import type { Scene } from "./scene.ts";

const network = { name: "br0", address: "172.10.0.1/24" };

/** Runs a module with the scene's `sandboxes` in a process of its own and returns what it printed, parsed. */
async function elsewhere({ host, stateDirectory }: Scene, source: string): Promise<unknown> {
  const program = `
    import { namespace } from "ts-netlink";
    import { openTopology } from "ts-netlink/topology";
    const topology = await openTopology({ host: namespace.open("${host.name}"), stateDirectory: "${stateDirectory}" });
    const { sandboxes, networks } = topology;
    const result = await (async () => { ${source} })();
    console.log(JSON.stringify(result ?? null));
    await topology.close();`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await once(child, "close");
  return JSON.parse(text);
}

requireTool("ip", "nft")("many sandboxes", () => {
  it("are made and removed together, and nothing else goes with them", async () => {
    const { host, topology, prefix, state } = await scene();
    host.shell(
      "ip link add foreign type veth peer name nearby; ip link set foreign group 42; ip link set nearby group 42; ip link add tnsbx type bridge",
    );
    const before = state();
    const options = Array.from({ length: 20 }, (_, index) => ({
      name: `${prefix}${index}`,
      guest: index % 5 === 0 ? ("veth" as const) : ("tap" as const),
      redirects: index % 2 === 0 ? [{ port: 80, to: 8080 + (index % 3) }] : [],
    }));
    const sandboxes = await topology.sandboxes.createMany(options);
    expect(sandboxes.map(({ slot }) => slot)).toEqual(options.map((_, index) => index));
    expect(host.ip("-br link").match(/^tnsb\d+@/gm)).toHaveLength(20);
    const names = options.map(({ name }) => name);
    await topology.sandboxes.removeMany(names.slice(0, 10));
    expect(host.ip("-br link").match(/^tnsb\d+@/gm)).toHaveLength(10);
    expect(host.shell("nft list set inet ts-netlink-sandboxes addresses").match(/10\.11\./g)).toHaveLength(10);
    const again = await topology.sandboxes.create({ name: names[3]! });
    expect(again.slot).toBe(0);
    await topology.sandboxes.removeMany([...names, ...names]);
    expect(state()).toEqual(before);
  });

  it("of two processes at once get slots of their own", async () => {
    const at = await scene();
    const before = at.state();
    const rounds = (letter: string): string => `
      for (let round = 0; round < 5; round++) {
        await sandboxes.create({ name: "${at.prefix}${letter}" });
        await sandboxes.remove("${at.prefix}${letter}");
      }
      return (await sandboxes.createMany([0, 1, 2].map((n) => ({ name: "${at.prefix}${letter}" + n })))).map(({ slot }) => slot);`;
    const slots = (await Promise.all([elsewhere(at, rounds("a")), elsewhere(at, rounds("b"))])) as number[][];
    expect(new Set(slots.flat()).size).toBe(6);
    expect(at.host.shell("nft list set inet ts-netlink-sandboxes links").match(/"tnsb\d+"/g)).toHaveLength(6);
    const names = at.topology.sandboxes.list().map(({ name }) => name);
    const half = JSON.stringify(names.slice(3));
    await Promise.all([
      at.topology.sandboxes.removeMany(names.slice(0, 3)),
      elsewhere(at, `await sandboxes.removeMany(${half})`),
    ]);
    expect(at.state()).toEqual(before);
  });

  it("made in one process at once get slots of their own", async () => {
    const { topology, prefix, state } = await scene();
    const before = state();
    const names = ["a", "b", "c", "d"].map((letter) => `${prefix}${letter}`);
    const made = await Promise.all(names.map((name) => topology.sandboxes.create({ name })));
    expect(made.map(({ slot }) => slot).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
    await Promise.all(names.map((name) => topology.sandboxes.remove(name)));
    expect(state()).toEqual(before);
  });

  it("wait for a process that holds the ledger, without holding up the event loop", async () => {
    const { topology, prefix, stateDirectory } = await scene();
    await topology.sandboxes.create({ name: `${prefix}a` });
    const [folder] = readdirSync(stateDirectory);
    const holder = spawn("flock", [join(stateDirectory, folder!, "lock"), "-c", "echo; exec sleep 0.5"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(holder.stdout, "data");
    let turns = 0;
    const timer = setInterval(() => turns++, 10);
    const start = performance.now();
    await topology.sandboxes.create({ name: `${prefix}b` });
    clearInterval(timer);
    expect(performance.now() - start).toBeGreaterThan(300);
    expect(turns).toBeGreaterThan(10);
  });

  it("can't be made where the ledger is something else", async () => {
    const { topology, prefix, stateDirectory, host, state } = await scene();
    await topology.sandboxes.create({ name: `${prefix}a` });
    const [folder] = readdirSync(stateDirectory);
    host.shell(
      `cp ${stateDirectory}/${folder}/state.json /tmp/${prefix}.json; echo nonsense > ${stateDirectory}/${folder}/state.json`,
    );
    const before = state();
    await expect(topology.sandboxes.create({ name: `${prefix}b` })).rejects.toThrow(/state\.json is not a ledger/);
    expect(state()).toEqual(before);
    host.shell(`mv /tmp/${prefix}.json ${stateDirectory}/${folder}/state.json`);
    await topology.sandboxes.remove(`${prefix}a`);
  });

  it("leave the ledger whole where there is no room for it to grow", async () => {
    const at = await scene();
    const before = at.state();
    const small = { ...at, stateDirectory: `/tmp/${at.prefix}-small` };
    const inSmall = (script: string): void => void check(script, run("sh", ["-ec", script]));
    inSmall(`mkdir ${small.stateDirectory}; mount -t tmpfs -o size=12k tmpfs ${small.stateDirectory}`);
    try {
      // Their entries take two pages: of a second copy one finds room.
      const options = Array.from({ length: 15 }, (_, index) => ({ name: `${at.prefix}${index}` }));
      const made = `return await sandboxes.createMany(${JSON.stringify(options)}).catch(({ message }) => message)`;
      expect(await elsewhere(small, made)).toMatch(/ENOSPC/);
      const { sandboxes } = await at.open({ stateDirectory: small.stateDirectory });
      expect(sandboxes.list()).toHaveLength(15);
      inSmall(`mount -o remount,size=1m ${small.stateDirectory}`);
      expect(await sandboxes.reclaim()).toHaveLength(15);
      expect(at.state()).toEqual(before);
    } finally {
      inSmall(`umount ${small.stateDirectory}; rmdir ${small.stateDirectory}`);
    }
  });

  it("can't be made where the ledger's directory is a file", async () => {
    const { open, prefix, host } = await scene();
    host.shell(`touch /tmp/${prefix}-file`);
    const { sandboxes } = await open({ stateDirectory: `/tmp/${prefix}-file` });
    await expect(sandboxes.create({ name: `${prefix}a` })).rejects.toThrow(
      /-file.*(ENOTDIR|EEXIST)|(ENOTDIR|EEXIST).*-file/,
    );
    host.shell(`rm /tmp/${prefix}-file`);
  });
});

requireTool("ip", "nft")("a ledger", () => {
  it("of a host that is gone says nothing of another that the kernel gave the same number", async () => {
    const [gone, other] = [await scene(), await scene()];
    await gone.topology.networks.create(network);
    await gone.topology.sandboxes.create({ name: `${gone.prefix}a` });
    // What would happen by itself one day: numbers of namespaces are used again.
    const [inode] = readdirSync(gone.stateDirectory);
    const number = statSync(`/run/netns/${other.host.name}`).ino;
    mkdirSync(other.stateDirectory);
    cpSync(join(gone.stateDirectory, inode!), join(other.stateDirectory, String(number)), { recursive: true });
    expect(other.topology.networks.list()).toEqual([]);
    expect(other.topology.sandboxes.list()).toEqual([]);
    expect(await other.topology.networks.reclaim()).toEqual([]);
    await other.topology.networks.create(network);
    expect(other.host.ip("-br link show br0")).toContain("br0");
    await other.topology.networks.remove("br0");
    expect(other.state().links).toEqual(expect.not.arrayContaining([expect.objectContaining({ ifname: "br0" })]));
    await gone.topology.networks.remove("br0");
    await gone.topology.sandboxes.remove(`${gone.prefix}a`);
  });
});

requireTool("ip", "nft")("forwarding on the host", () => {
  const forwarding = ({ host }: Scene): string => host.shell("cat /proc/sys/net/ipv4/ip_forward").trim();
  const set = ({ host }: Scene, value: number): void => void host.shell(`sysctl -qw net.ipv4.ip_forward=${value}`);

  it("is put back by the last that needs it", async () => {
    const at = await scene();
    const { sandboxes, networks } = at.topology;
    await sandboxes.create({ name: `${at.prefix}a` });
    await networks.create(network);
    await sandboxes.create({ name: `${at.prefix}b` });
    await sandboxes.removeMany([`${at.prefix}a`, `${at.prefix}b`]);
    expect(forwarding(at)).toBe("1");
    await networks.remove("br0");
    expect(forwarding(at)).toBe("0");
    await networks.create(network);
    await sandboxes.create({ name: `${at.prefix}a` });
    await networks.remove("br0");
    expect(forwarding(at)).toBe("1");
    await sandboxes.remove(`${at.prefix}a`);
    expect(forwarding(at)).toBe("0");
  });

  it("stays on where it was on", async () => {
    const at = await scene();
    set(at, 1);
    await at.topology.sandboxes.create({ name: `${at.prefix}a` });
    await at.topology.sandboxes.remove(`${at.prefix}a`);
    expect(forwarding(at)).toBe("1");
  });

  it("is not touched once somebody else has changed it", async () => {
    const at = await scene();
    await at.topology.sandboxes.create({ name: `${at.prefix}a` });
    set(at, 0);
    await at.topology.sandboxes.remove(`${at.prefix}a`);
    expect(forwarding(at)).toBe("0");
    set(at, 1);
    await at.topology.networks.create(network);
    set(at, 0);
    await at.topology.networks.remove("br0");
    expect(forwarding(at)).toBe("0");
  });

  it("is put back with what the kernel changes along with it", async () => {
    const at = await scene();
    const { host } = at;
    // What a hardened host sets, and an interface that forwarded by itself.
    host.shell("ip link add alone.1 type veth peer name other");
    host.shell("sysctl -qw net.ipv4.conf.all.accept_redirects=0 net/ipv4/conf/alone.1/forwarding=1");
    const sysctls = (): string => host.shell("sysctl -a -r '^net.ipv4.conf'");
    const before = sysctls();
    await at.topology.sandboxes.create({ name: `${at.prefix}a` });
    await at.topology.networks.create(network);
    await at.topology.networks.remove("br0");
    await at.topology.sandboxes.remove(`${at.prefix}a`);
    expect(sysctls()).toBe(before);
    // Somebody else's change meanwhile stays.
    await at.topology.networks.create(network);
    host.shell("sysctl -qw net/ipv4/conf/alone.1/forwarding=0; sysctl -qw net.ipv4.conf.all.accept_redirects=1");
    await at.topology.networks.remove("br0");
    expect(host.shell("sysctl -n net/ipv4/conf/alone.1/forwarding net.ipv4.conf.all.accept_redirects")).toBe("0\n1\n");
  });

  it("is put back to what somebody else set meanwhile, where it had to be set again", async () => {
    const at = await scene();
    set(at, 1);
    await at.topology.sandboxes.create({ name: `${at.prefix}a` });
    set(at, 0);
    await at.topology.networks.create(network);
    expect(forwarding(at)).toBe("1");
    await at.topology.networks.remove("br0");
    await at.topology.sandboxes.remove(`${at.prefix}a`);
    expect(forwarding(at)).toBe("0");
  });
});
