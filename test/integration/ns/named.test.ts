import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as ns from "ts-netlink/ns";
import { afterAll, afterEach, expect, it } from "vitest";
import { check, run, runIn, scratchNamespace, uniqueName } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";
import { withImports } from "./program.ts";

/** Names that a failed test may have left. */
const made: string[] = [];
function newName(): string {
  const name = uniqueName();
  made.push(name);
  return name;
}
afterEach(() => {
  for (const name of made.splice(0)) if (existsSync(`/run/netns/${name}`)) ns.removeSync(name);
});
afterAll(() => ns.closeNamespaceWorker());

const shown = (): string[] =>
  check("ip netns list", run("ip", ["netns", "list"]))
    .split("\n")
    .map((line) => line.split(" ")[0]!);
const inodeOf = (name: string): number => statSync(`/run/netns/${name}`).ino;
const inodeInside = (name: string): string => check("readlink", runIn(name, "readlink", ["/proc/self/ns/net"])).trim();

requireTool("ip")("a named namespace", () => {
  it("that we create is one for ip, which can use and delete it", async () => {
    const name = newName();
    await using blue = await ns.create(name);
    expect(shown()).toContain(name);
    expect(inodeInside(name)).toBe(`net:[${blue.inode}]`);
    expect(check("ip", run("ip", ["-n", name, "-br", "link"]))).toMatch(/^lo +DOWN/);
    check("ip netns del", run("ip", ["netns", "del", name]));
    expect(ns.exists(name)).toBe(false);
    expect(ns.list().map((entry) => entry.name)).not.toContain(name);
    // The handle keeps it alive without its name.
    expect(await blue.sysctl.get("net.ipv4.ip_forward")).toBe("0");
  });

  it("that ip created can be listed, opened and deleted by us", async () => {
    const name = newName();
    check("ip netns add", run("ip", ["netns", "add", name]));
    expect(ns.list()).toContainEqual({ name, path: `/run/netns/${name}`, alive: true, inode: inodeOf(name) });
    using opened = ns.open(name);
    expect(opened).toMatchObject({ name, inode: inodeOf(name) });
    await opened.delete();
    expect(shown()).not.toContain(name);
    expect(existsSync(`/run/netns/${name}`)).toBe(false);
  });

  it("has the same file as one that ip created", async () => {
    const [ours, theirs] = [newName(), newName()];
    await using blue = await ns.create(ours);
    check("ip netns add", run("ip", ["netns", "add", theirs]));
    const look = (name: string): string =>
      check("stat", run("stat", ["-c", "%a %u %g %F", `/run/netns/${name}`])) +
      readFileSync("/proc/self/mountinfo", "utf8")
        .split("\n")
        .filter((line) => line.includes(`/run/netns/${name} `))
        .map((line) =>
          line
            .replace(/^\d+ \d+ /, "")
            .replace(/net:\[\d+\]/, "net")
            .replace(name, "N")
            .replace(/shared:\d+/g, "shared"),
        )
        .join("\n");
    expect(look(ours)).toBe(look(theirs));
    await blue.delete();
  });

  it("is listed in ip's order, with the dead ones", async () => {
    const names = [newName(), newName(), newName()];
    for (const name of names) ns.createSync(name)[Symbol.dispose]();
    run("umount", [`/run/netns/${names[1]}`]);
    const mine = (list: readonly string[]): string[] => list.filter((name) => names.includes(name));
    expect(mine(ns.list().map(({ name }) => name))).toEqual(mine(shown()));
    expect(ns.list().find(({ name }) => name === names[1])).toEqual({
      name: names[1],
      path: `/run/netns/${names[1]}`,
      alive: false,
    });
    expect(ns.exists(names[1]!)).toBe(false);
    for (const name of names) await ns.remove(name);
  });

  it("is identified by its processes, as ip does", () => {
    const namespace = scratchNamespace();
    const child = namespace.start("sleep", ["60"], { stdio: "ignore" });
    const entered = Date.now() + 5000;
    while (ns.identify(child.pid!).length === 0 && Date.now() < entered);
    expect(ns.identify(child.pid!)).toEqual([namespace.name]);
    expect(check("ip", run("ip", ["netns", "identify", String(child.pid)])).trim()).toBe(namespace.name);
    expect(ns.pids(namespace.name)).toEqual([child.pid]);
    expect(check("ip", run("ip", ["netns", "pids", namespace.name])).trim()).toBe(String(child.pid));
    expect(() => ns.identify(2 ** 22 + 1)).toThrow(/process 4194305: No such file or directory \(ENOENT\)/);
    expect(() => ns.pids("nope")).toThrow(/nope.*ENOENT/);
  });

  it("can be given to a running process's namespace", () => {
    const name = newName();
    const child = spawn("unshare", ["--net", "sleep", "60"], { stdio: "ignore" });
    const home = statSync("/proc/self/ns/net").ino;
    try {
      const entered = Date.now() + 5000;
      while (statSync(`/proc/${child.pid}/ns/net`).ino === home && Date.now() < entered);
      using handle = ns.attach(name, child.pid!);
      expect(handle.inode).toBe(statSync(`/proc/${child.pid}/ns/net`).ino);
      expect(check("ip", run("ip", ["netns", "identify", String(child.pid)])).trim()).toBe(name);
      expect(() => ns.attach(name, child.pid!)).toThrow(/EEXIST/);
      using byPid = ns.open({ pid: child.pid! });
      using byPath = ns.open({ path: `/run/netns/${name}` });
      using byFd = ns.open({ fd: byPath.fd });
      expect([byPid, byPath, byFd].every((other) => other.equals(handle))).toBe(true);
      expect(byFd.fd).not.toBe(byPath.fd);
    } finally {
      child.kill("SIGKILL");
    }
    expect(() => ns.attach(newName(), 2 ** 22 + 1)).toThrow(/process 4194305.*ENOENT/);
    expect(() => ns.attach(newName(), -1)).toThrow(RangeError);
    expect(made.slice(1).some((other) => existsSync(`/run/netns/${other}`))).toBe(false);
  });
});

requireTool("ip", "strace")("the system calls", () => {
  /** What a program does to names, every thread by itself, with its numbers and pointers masked. */
  function calls(command: readonly string[]): string[] {
    const folder = mkdtempSync(join(tmpdir(), "ts-netlink-ns-"));
    try {
      const traced = "mkdir,mkdirat,open,openat,flock,mount,umount2,unlink,unlinkat,unshare,setns";
      const args = ["-ff", "-qq", "-e", `trace=${traced}`, "-e", "signal=none", "-o", join(folder, "t"), ...command];
      check(command.join(" "), run("strace", args));
      return readdirSync(folder)
        .map((file) => readFileSync(join(folder, file), "utf8"))
        .flatMap((text) => text.split("\n"))
        .filter(
          (line) => /^(mkdir|flock|mount|umount2|unlink|unshare|setns)/.test(line) || line.includes('"/run/netns'),
        )
        .map((line) =>
          line
            .replace(/ +=.*$/, "")
            .replace(/\|O_CLOEXEC|\|O_DIRECTORY|\|LOCK_NB/g, "")
            .replace("/proc/self/", "/proc/thread-self/")
            .replace(/0x[0-9a-f]+/g, "POINTER")
            // NULL, or a pointer to an empty string: no data either way.
            .replace(/, (NULL|POINTER)\)$/, ")")
            .replace(/^(flock|setns)\(\d+/, "$1(N"),
        );
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const node = (source: string): string[] => [process.execPath, "--input-type=module", "-e", withImports(source)];

  it("of creating and deleting are ip's, in its order", () => {
    const name = newName();
    const add = calls(["ip", "netns", "add", name]);
    const del = calls(["ip", "netns", "del", name]);
    expect(add.join("\n")).toContain("unshare(CLONE_NEWNET)");
    // The answer comes before the worker is home again: the program lasts a little longer.
    const lasting = `await ns.create("${name}"); await new Promise((resolve) => setTimeout(resolve, 50))`;
    expect(calls(node(lasting))).toEqual(add);
    expect(calls(node(`await ns.remove("${name}")`))).toEqual(del);
    expect(calls(node(`ns.createSync("${name}")`))).toEqual(add);
    expect(calls(node(`ns.removeSync("${name}")`))).toEqual(del);
  });

  it("of attaching are ip's", () => {
    const name = newName();
    const attach = calls(["ip", "netns", "attach", name, String(process.pid)]);
    ns.removeSync(name);
    expect(calls(node(`ns.attach("${name}", ${process.pid}).close()`)).slice(0, attach.length)).toEqual(attach);
  });

  it("make the directory a shared mount where it is none", () => {
    const folder = mkdtempSync(join(tmpdir(), "ts-netlink-ns-"));
    try {
      const output = run("unshare", [
        "--mount",
        "sh",
        "-ec",
        `mount -t tmpfs none /run
         "${process.execPath}" --input-type=module -e '${withImports('ns.createSync("a"); ns.createSync("b")')}'
         ip netns list
         grep -c "/run/netns .* shared:" /proc/self/mountinfo
         ip netns del a; ip netns del b; ls /run/netns`,
      ]);
      expect(output).toMatchObject({ status: 0, stderr: "" });
      expect(output.stdout.split("\n").sort()).toEqual(["", "1", "a", "b"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

requireTool("ip")("a name that can't be had", () => {
  it.each(["", ".", "..", "a/b", "x".repeat(256)])("%j is refused, by ip too", async (name) => {
    expect(run("ip", ["netns", "add", name]).status).not.toBe(0);
    await expect(ns.create(name)).rejects.toThrow(RangeError);
    expect(() => ns.open(name)).toThrow(RangeError);
    await expect(ns.remove(name)).rejects.toThrow(RangeError);
  });

  it("for it exists says so at once and leaves the other one alone", async () => {
    const name = newName();
    await using first = await ns.create(name);
    const begun = Date.now();
    await expect(ns.create(name)).rejects.toMatchObject({
      name: "SystemError",
      syscall: "open",
      code: "EEXIST",
      message: `open: network namespace ${name} (/run/netns/${name}): File exists (EEXIST)`,
    });
    expect(Date.now() - begun).toBeLessThan(100);
    expect(inodeInside(name)).toBe(`net:[${first.inode}]`);
    await first.delete();
    await expect(first.delete()).rejects.toMatchObject({ code: "ENOENT", message: expect.stringContaining(name) });
  });

  it("because it is just being removed is waited for", async () => {
    const name = newName();
    writeFileSync(`/run/netns/${name}`, "");
    const creating = ns.create(name);
    setTimeout(() => rmSync(`/run/netns/${name}`), 50);
    await using late = await creating;
    expect(inodeInside(name)).toBe(`net:[${late.inode}]`);
    await late.delete();
  });

  it("because a crash left its file is reported as that, and can be removed", async () => {
    const name = newName();
    writeFileSync(`/run/netns/${name}`, "");
    await expect(ns.create(name)).rejects.toThrow(/no namespace is mounted on it: remove it first.*EEXIST/);
    await ns.remove(name);
    await using again = await ns.create(name);
    await again.delete();
  });

  it("where no further namespace may be made leaves no file behind", () => {
    const output = run("unshare", [
      "-Urnm",
      "sh",
      "-ec",
      `mount -t tmpfs none /run; echo 0 > /proc/sys/user/max_net_namespaces
       "${process.execPath}" --input-type=module -e '${withImports(
         `for (const make of [() => ns.create("a"), () => ns.createSync("a"), () => ns.create()])
            try { await make() } catch (error) { print(error.message) }
          print(fs.readdirSync("/run/netns"))`,
       )}'`,
    ]);
    expect(output.stdout.trim().split("\n")).toEqual([
      '"unshare: network namespace a: No space left on device (ENOSPC)"',
      '"unshare: network namespace a: No space left on device (ENOSPC)"',
      '"unshare: a new network namespace: No space left on device (ENOSPC)"',
      "[]",
    ]);
  });

  it("twice over on one file is removed whole", async () => {
    const name = newName();
    await using blue = await ns.create(name);
    check("mount", run("mount", ["--bind", `/proc/${process.pid}/fd/${blue.fd}`, `/run/netns/${name}`]));
    check("mount", run("mount", ["--bind", "/proc/self/ns/net", `/run/netns/${name}`]));
    await ns.remove(name);
    expect(existsSync(`/run/netns/${name}`)).toBe(false);
  });

  it("by who may not leaves no file behind, and says what was not allowed", () => {
    const name = newName();
    const other = scratchNamespace().name;
    const source = `
      for (const wanted of ["${name}", undefined]) try { await ns.create(wanted) } catch (error) { print(error.message) }
      const own = ns.current();
      try { await own.sysctl.get("net.ipv4.ip_forward") } catch (error) { print(error.message) }
      try { const named = ns.open("${other}"); await named.sysctl.get("net.ipv4.ip_forward") } catch (error) { print(error.message) }
      print(fs.existsSync("/run/netns/${name}"));`;
    const result = run("setpriv", [
      "--bounding-set=-sys_admin",
      "--inh-caps=-sys_admin",
      process.execPath,
      "--input-type=module",
      "-e",
      withImports(source),
    ]);
    expect(result.stdout.trim().split("\n")).toEqual([
      '"mount: /run/netns: Operation not permitted (EPERM)"',
      '"unshare: a new network namespace: Operation not permitted (EPERM)"',
      '"setns: network namespace: Operation not permitted (EPERM)"',
      `"setns: network namespace ${other}: Operation not permitted (EPERM)"`,
      "false",
    ]);
  });

  it("in a directory that can't be written is an error that names it, with nothing left", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ts-netlink-ns-"));
    const directory = join(folder, "file");
    writeFileSync(directory, "");
    const before = readdirSync("/proc/self/fd").length;
    await expect(ns.create("a", { directory })).rejects.toThrow(directory);
    await expect(ns.create("a", { directory: join(folder, "no", "where") })).rejects.toMatchObject({
      code: "ENOENT",
      syscall: "mkdir",
    });
    expect(readdirSync("/proc/self/fd").length).toBe(before);
    rmSync(folder, { recursive: true });
  });

  it("in a read-only directory fails at once", () => {
    const output = run("unshare", [
      "--mount",
      "sh",
      "-ec",
      `mount -t tmpfs none /run; mkdir /run/netns; mount --bind /run/netns /run/netns; mount -o remount,bind,ro /run/netns
       "${process.execPath}" --input-type=module -e '${withImports(
         'try { await ns.create("a") } catch (error) { print([error.syscall, error.code, error.message]) } print(fs.readdirSync("/run/netns"))',
       )}'`,
    ]);
    expect(output.stdout.trim().split("\n")).toEqual([
      '["open","EROFS","open: network namespace a (/run/netns/a): Read-only file system (EROFS)"]',
      "[]",
    ]);
  });

  it("while an action in it fails leaves no name", async () => {
    const name = newName();
    await expect(
      ns.createWith(name, [
        { do: "tuntap", mode: "tap", name: "tap0", persist: true },
        { do: "sysctl-set", name: "net.ipv4.no_such_thing", value: "1" },
      ]),
    ).rejects.toMatchObject({ code: "ENOENT", message: expect.stringContaining("net.ipv4.no_such_thing") });
    expect(existsSync(`/run/netns/${name}`)).toBe(false);
  });
});

requireTool("ip", "unshare")("another directory", () => {
  it("holds names of its own", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ts-netlink-ns-"));
    const directory = join(folder, "names");
    mkdirSync(directory);
    chmodSync(directory, 0o755);
    try {
      await using one = await ns.create("one", { directory });
      expect(ns.list({ directory })).toEqual([
        { name: "one", path: `${directory}/one`, alive: true, inode: one.inode },
      ]);
      expect(ns.exists("one")).toBe(false);
      using again = ns.open("one", { directory });
      expect(again.equals(one)).toBe(true);
      await again.delete();
      expect(readdirSync(directory)).toEqual([]);
    } finally {
      run("umount", [directory]);
      rmSync(folder, { recursive: true });
    }
  });

  it("that does not exist has no names", () => {
    expect(ns.list({ directory: "/nonexistent" })).toEqual([]);
  });
});

requireTool("ip")("opening", () => {
  it("refuses what is not a network namespace, naming it", () => {
    expect(() => ns.open("no-such-name")).toThrow(
      "open: network namespace no-such-name (/run/netns/no-such-name): No such file or directory (ENOENT)",
    );
    expect(() => ns.open({ path: "/etc/passwd" })).toThrow(/\/etc\/passwd is not a network namespace.*EINVAL/);
    expect(() => ns.open({ path: "/proc/self/ns/mnt" })).toThrow(/\/proc\/self\/ns\/mnt is not a network namespace/);
    expect(() => ns.open({ pid: 2 ** 22 + 1 })).toThrow(/process 4194305/);
    expect(() => ns.open({ fd: 9999 })).toThrow(/descriptor 9999/);
  });

  it("gives the own one", () => {
    using own = ns.current();
    expect(own.inode).toBe(statSync("/proc/self/ns/net").ino);
    expect(own.name).toBeUndefined();
  });

  it("works for an ordinary user in a user namespace", () => {
    const source = `
      const blue = await ns.create("blue");
      const socket = await blue.netlinkSocket(0);
      await blue.sysctl.set("net.ipv4.ip_forward", true);
      const child = blue.spawn("ip", ["-br", "link"], { stdio: ["ignore", "pipe", "inherit"] });
      let text = ""; child.stdout.on("data", (bytes) => (text += bytes));
      const status = await new Promise((resolve) => child.on("close", resolve));
      print([ns.list().map(({ name, alive }) => [name, alive]), socket > 2, await blue.sysctl.get("net.ipv4.ip_forward"), status, text.slice(0, 2)]);
      await blue.delete(); await blue.close(); print(ns.list());`;
    const script = `mount -t tmpfs none /run && exec "${process.execPath}" --input-type=module -e '${withImports(source)}'`;
    const uid = process.geteuid?.() === 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
    const [command, ...args] = [...uid, "unshare", "-Urnm", "sh", "-ec", script];
    const output = check("in a user namespace", run(command, args));
    expect(output).toBe('[[["blue",true]],true,"1",0,"lo"]\n[]\n');
  });
});
