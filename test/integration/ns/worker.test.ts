import { spawn } from "node:child_process";
import { closeSync, fstatSync, readdirSync, readlinkSync, statSync } from "node:fs";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import * as ns from "ts-netlink/ns";
import { afterAll, expect, it } from "vitest";
import { check, run, runIn, scratchNamespace, uniqueName } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";
import { openFiles, program } from "./program.ts";

afterAll(() => ns.closeNamespaceWorker());

/** Inodes of the sockets that /proc/net/FILE lists inside a namespace. */
function socketsInside(name: string, file: string): string[] {
  return check("cat", runIn(name, "cat", [`/proc/net/${file}`]))
    .split("\n")
    .flatMap((line) => line.trim().split(/\s+/));
}
const homes = (): string[] =>
  readdirSync("/proc/self/task").map((task) => readlinkSync(`/proc/self/task/${task}/ns/net`));

requireTool("ip")("the worker", () => {
  it("opens sockets that live in the namespace", async () => {
    const namespace = scratchNamespace();
    await using handle = ns.open(namespace.name);
    const route = await handle.netlinkSocket(0);
    const netfilter = handle.netlinkSocketSync(12);
    const datagram = await handle.socket({ family: 2, type: 2 });
    try {
      const inside = socketsInside(namespace.name, "netlink");
      for (const fd of [route, netfilter]) expect(inside).toContain(String(fstatSync(fd).ino));
      expect(fstatSync(datagram).isSocket()).toBe(true);
      const info = (fd: number): string => check("fdinfo", run("cat", [`/proc/${process.pid}/fdinfo/${fd}`]));
      // O_RDWR | O_NONBLOCK | O_CLOEXEC, octal.
      for (const fd of [route, netfilter, datagram]) expect(info(fd)).toMatch(/^flags:\s+02004002$/m);
    } finally {
      for (const fd of [route, netfilter, datagram]) closeSync(fd);
    }
  });

  it("is back home after each visit, and so is every other thread", async () => {
    const own = readlinkSync("/proc/self/ns/net");
    await using blue = await ns.create();
    blue.netlinkSocketSync(0);
    await blue.sysctl.get("net.ipv4.ip_forward");
    blue.sysctl.getSync("net.ipv4.ip_forward");
    expect(new Set(homes())).toEqual(new Set([own]));
  });

  it("does many visits at once, each in its own namespace", async () => {
    const spaces = await Promise.all(Array.from({ length: 20 }, () => ns.create()));
    await Promise.all(spaces.map((space, n) => space.sysctl.set("net.ipv4.ip_default_ttl", n + 1)));
    const found = await Promise.all(spaces.map((space) => space.sysctl.get("net.ipv4.ip_default_ttl")));
    expect(found).toEqual(spaces.map((_, n) => String(n + 1)));
    const mixed = spaces.map((space, n) =>
      n % 2 === 0 ? space.sysctl.getSync("net.ipv4.ip_default_ttl") : String(n + 1),
    );
    expect(mixed).toEqual(found);
    expect(new Set(spaces.map(({ inode }) => inode)).size).toBe(20);
    await Promise.all(spaces.map((space) => space.close()));
  });

  it("does all of a visit or nothing", async () => {
    const namespace = scratchNamespace();
    await using handle = ns.open(namespace.name);
    // Without a local route table every address can be bound.
    namespace.ip("link set lo up");
    const before = openFiles();
    await expect(
      handle.run([
        { do: "socket", family: 16, type: 3, protocol: 0 },
        { do: "tuntap", mode: "tap", name: "keep0" },
        { do: "tuntap", mode: "tap", name: "stay0", persist: true },
        {
          do: "socket",
          family: 2,
          type: 1,
          bind: new Uint8Array([2, 0, 0, 80, 203, 0, 113, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
          what: "203.0.113.1:80",
        },
      ]),
    ).rejects.toThrow("bind: 203.0.113.1:80: Cannot assign requested address (EADDRNOTAVAIL)");
    expect(openFiles()).toEqual(before);
    expect(namespace.ip("-o link")).not.toMatch(/keep0|stay0/);
    const [fd, ttl] = await handle.run([
      { do: "socket", family: 16, type: 3, protocol: 0 },
      { do: "sysctl-get", name: "net.ipv4.ip_default_ttl" },
    ]);
    closeSync(fd);
    expect(ttl).toBe("64");
  });

  it("gives errors with call, errno and name", async () => {
    await using blue = await ns.create();
    await expect(blue.socket({ family: 44_444, type: 1 })).rejects.toMatchObject({
      name: "SystemError",
      syscall: "socket",
      code: "EAFNOSUPPORT",
    });
    expect(() => blue.sysctl.getSync("net.ipv4.conf.nope.forwarding")).toThrow(
      "open: sysctl net.ipv4.conf.nope.forwarding: No such file or directory (ENOENT)",
    );
    expect(() => blue.sysctl.setSync("net.ipv4.ip_forward", "x y")).toThrow(
      /sysctl net\.ipv4\.ip_forward = x y: Invalid argument/,
    );
    await expect(blue.sysctl.get("kernel.hostname")).rejects.toThrow(RangeError);
    await expect(blue.ioctl(0x8933, new Uint8Array(40).fill(0x78, 0, 3))).rejects.toMatchObject({
      syscall: "ioctl",
      code: "ENODEV",
    });
  });

  it("answers an ioctl: the index of lo", async () => {
    await using blue = await ns.create();
    const request = new Uint8Array(40);
    request.set([0x6c, 0x6f]);
    expect((await blue.ioctl(0x8933, request))[16]).toBe(1);
    expect(request[16]).toBe(0);
  });
});

requireTool("ip")("a handle", () => {
  it("stays open until the last retained use is over", async () => {
    const blue = await ns.create();
    const { fd, inode } = blue;
    const [first, second] = [blue.retain(), blue.retain()];
    const closing = blue.close();
    expect(blue.closed).toBe(true);
    expect(() => blue.fd).toThrow("network namespace is closed");
    expect(() => blue.retain()).toThrow(/closed/);
    first();
    first();
    expect(fstatSync(fd).ino).toBe(inode);
    second();
    await closing;
    expect(() => fstatSync(fd)).toThrow(/EBADF/);
    await blue.close();
    await expect(blue.sysctl.get("net.ipv4.ip_forward")).rejects.toThrow(/closed/);
  });

  it("is not closed under a visit on its way", async () => {
    const blue = await ns.create();
    const value = blue.sysctl.get("net.ipv4.ip_forward");
    blue[Symbol.dispose]();
    expect(await value).toBe("0");
  });

  it("has no name to delete when it was created without", async () => {
    await using blue = await ns.create();
    await expect(blue.delete()).rejects.toThrow(/no name/);
  });
});

requireTool("ip")("what the worker opened", () => {
  it("outlives it, and nothing else of it does", async () => {
    await ns.closeNamespaceWorker();
    const before = openFiles();
    const name = uniqueName();
    const blue = await ns.create(name);
    const tap = await blue.tap({ name: "tap0" });
    const socket = await blue.netlinkSocket(0);
    await ns.closeNamespaceWorker();
    expect(fstatSync(socket).isSocket()).toBe(true);
    expect(readlinkSync(`/proc/self/fd/${tap.fd}`)).toBe("/dev/net/tun");
    expect(check("ip", run("ip", ["-n", name, "-o", "link"]))).toContain("tap0");
    expect(statSync(`/proc/self/fd/${blue.fd}`).ino).toBe(blue.inode);
    closeSync(socket);
    tap.close();
    await blue.delete();
    await blue.close();
    expect(openFiles()).toEqual(before);
  });

  it("is not a file of someone else's when the worker ends", () => {
    // The main thread closes what the worker opened with node:fs, gets the number again for a file of its own, and ends the worker.
    const output = program(`
      const blue = await ns.create(); const number = blue.fd; await blue.close();
      const mine = fs.openSync("/etc/hostname"); print(mine === number);
      await ns.closeNamespaceWorker(); print(fs.fstatSync(mine).isFile());`);
    expect(output).toBe("true\ntrue\n");
  });
});

requireTool("ip")("the worker's life", () => {
  it("does not keep the process alive, nor hold up its end", () => {
    const begun = Date.now();
    expect(program(`const blue = await ns.create(); print(blue.sysctl.getSync("net.ipv4.ip_forward"))`)).toBe('"0"\n');
    expect(program(`const blue = ns.createSync(); print(1); process.exit(0)`)).toBe("1\n");
    expect(program(`ns.startNamespaceWorker(); print(1)`)).toBe("1\n");
    expect(Date.now() - begun).toBeLessThan(5000);
  });

  it("keeps the process alive while an answer is due", () => {
    expect(program(`ns.create().then((blue) => print(blue.inode > 0))`)).toBe("true\n");
  });

  it("begins anew after it was closed, and closing twice or before is harmless", async () => {
    await ns.closeNamespaceWorker();
    await ns.closeNamespaceWorker();
    await using blue = await ns.create();
    const answer = blue.sysctl.get("net.ipv4.ip_forward");
    await ns.closeNamespaceWorker();
    expect(await answer).toBe("0");
    expect(blue.sysctl.getSync("net.ipv4.ip_forward")).toBe("0");
  });

  it("ends when it can't come home, and another one takes over", () => {
    // The descriptor it comes home by is closed under it.
    const output = program(`
      const own = fs.statSync("/proc/self/ns/net").ino;
      const spaces = [await ns.create(), await ns.create()];
      const home = () => fs.readdirSync("/proc/self/fd").map(Number).find((fd) => { try { return fs.fstatSync(fd).ino === own } catch { return false } });
      const elsewhere = () => fs.readdirSync("/proc/self/task").filter((task) => fs.statSync("/proc/self/task/" + task + "/ns/net").ino !== own).length;
      fs.closeSync(home());
      await spaces[0].sysctl.set("net.ipv4.ip_default_ttl", 7);
      const answers = await Promise.all([spaces[0], spaces[1]].map((space) => space.sysctl.get("net.ipv4.ip_default_ttl")));
      print(answers);
      fs.closeSync(home());
      print([spaces[0].sysctl.getSync("net.ipv4.ip_default_ttl"), spaces[1].sysctl.getSync("net.ipv4.ip_default_ttl")]);
      await new Promise((resolve) => setTimeout(resolve, 200));
      print(elsewhere());`);
    expect(output).toBe('["7","64"]\n["7","64"]\n0\n');
  });
});

/** Bundles a program for CommonJS: its entry point is read synchronously, so that libuv's pool is cold when it begins. */
function bundled(source: string): string {
  const entry = fileURLToPath(import.meta.resolve("ts-netlink/ns"));
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    external: ["ffi-rs"],
    define: { "import.meta.url": "moduleUrl" },
    banner: { js: `const moduleUrl = ${JSON.stringify(new URL(`file://${entry}`).href)};` },
  });
  return outputFiles[0]!.text;
}

function runCommonJs(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), "ts-netlink-cold-"));
  try {
    writeFileSync(join(folder, "main.cjs"), source);
    return check("the program", run(process.execPath, [join(folder, "main.cjs")]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

requireTool()("libuv's pool, cold", () => {
  /** A worker that sets itself in a new namespace and then makes the process's first asynchronous file access. */
  const trap = (cure: string): string => {
    const ffi = import.meta.resolve("ffi-rs");
    return `
      const { Worker } = require("node:worker_threads"), fs = require("node:fs");
      const ffi = ${JSON.stringify(fileURLToPath(ffi))};
      require(ffi);
      ${cure}
      const own = fs.statSync("/proc/self/ns/net").ino;
      const worker = new Worker(\`
        const { open, load, DataType } = require(\${JSON.stringify(ffi)});
        open({ library: "c", path: "libc.so.6" });
        load({ library: "c", funcName: "unshare", retType: DataType.I32, paramsType: [DataType.I32], paramsValue: [0x40000000] });
        require("node:fs").stat("/", () => require("node:worker_threads").parentPort.postMessage(1));\`, { eval: true, trackUnmanagedFds: false });
      worker.once("message", () => {
        const strangers = fs.readdirSync("/proc/self/task").filter((task) => fs.statSync("/proc/self/task/" + task + "/ns/net").ino !== own);
        console.log(strangers.length);
        worker.terminate();
      });`;
  };

  it("is caught in the namespace, with the worker, without the cure", () => {
    expect(Number(runCommonJs(trap("")))).toBeGreaterThan(1);
  });

  it("is not, with the cure that the dispatcher uses: a first access on the main thread, not even awaited", () => {
    expect(runCommonJs(trap('fs.stat("/", () => {});'))).toBe("1\n");
  });

  it("is started by us before the worker can be the first to use it", () => {
    const source = bundled(`
      import * as ns from "ts-netlink/ns"; import * as fs from "node:fs";
      const threads = () => fs.readdirSync("/proc/self/task").length;
      const before = threads();
      ns.startNamespaceWorker();
      console.log(threads() - before);`);
    // The worker and, in the same tick, four threads of the pool.
    expect(runCommonJs(source)).toBe("5\n");
  });

  it("stays at home when our worker is used first of all, synchronously", () => {
    const source = bundled(`
      import * as ns from "ts-netlink/ns"; import * as fs from "node:fs";
      const own = fs.statSync("/proc/self/ns/net").ino;
      const blue = ns.createSync();
      blue.spawn("true").on("close", () => {
        fs.stat("/", () => {
          const strangers = fs.readdirSync("/proc/self/task").filter((task) => fs.statSync("/proc/self/task/" + task + "/ns/net").ino !== own);
          console.log(strangers.length);
        });
      });`);
    expect(runCommonJs(source)).toBe("0\n");
  });
});

requireTool()("a program that is ended from outside", () => {
  it("during a visit leaves a name that can be removed", async () => {
    const name = uniqueName();
    const child = spawn(process.execPath, [
      "--input-type=module",
      "-e",
      `import * as ns from "ts-netlink/ns"; for (;;) { const blue = await ns.create("${name}"); await blue.delete(); await blue.close(); }`,
    ]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    child.kill("SIGKILL");
    await new Promise((resolve) => child.on("close", resolve));
    if (ns.list().some((entry) => entry.name === name)) await ns.remove(name);
    await using again = await ns.create(name);
    await again.delete();
  });
});
