import { spawn as spawnProcess } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as ns from "ts-netlink/ns";
import type { NamespaceChild } from "ts-netlink/ns";
import { afterAll, beforeAll, expect, it } from "vitest";
import { check, run } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";
import { openFiles, program } from "./program.ts";

/** Everything that can be told of a child: what it printed, its events in their order, what its object says at the end. */
async function story(child: NamespaceChild | ChildProcess, input?: string): Promise<unknown> {
  const events: unknown[] = [];
  const text = ["", ""];
  [child.stdout, child.stderr].forEach((stream, index) => {
    stream?.setEncoding("utf8").on("data", (part: string) => (text[index] += part));
  });
  if (input !== undefined) child.stdin?.end(input);
  await new Promise<void>((resolve) => {
    const target: NodeJS.EventEmitter = child;
    target.on("spawn", () => events.push(["spawn"]));
    target.on("exit", (...args: unknown[]) => events.push(["exit", ...args]));
    target.on("error", (error: NodeJS.ErrnoException & { spawnargs?: unknown; path?: unknown }) => {
      const { name, message, code, syscall, errno, path, spawnargs } = error;
      events.push(["error", { name, message, code, syscall, errno, path, spawnargs }]);
    });
    target.on("close", (...args: unknown[]) => {
      events.push(["close", ...args]);
      resolve();
    });
  });
  const { exitCode, signalCode, killed, spawnargs, spawnfile, connected } = child;
  return {
    events,
    text,
    exitCode,
    signalCode,
    killed,
    spawnargs,
    spawnfile,
    connected,
    hasPid: child.pid !== undefined,
  };
}

let blue: ns.Namespace;
beforeAll(async () => {
  blue = await ns.create();
});
afterAll(async () => {
  await blue.close();
  await ns.closeNamespaceWorker();
});

requireTool("ip")("a program in a namespace", () => {
  it("is there, with its pid at once", async () => {
    const child = blue.spawn("sleep", ["60"]);
    expect(readlinkSync(`/proc/${child.pid}/ns/net`)).toBe(`net:[${blue.inode}]`);
    // A child of this very process, as any other.
    expect(readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]!.split(" ")[1]).toBe(String(process.pid));
    expect(child.kill()).toBe(true);
    expect(await story(child)).toMatchObject({ exitCode: null, signalCode: "SIGTERM", killed: true });
    expect(child.kill()).toBe(false);
  });

  // Each row runs twice: by child_process, which is what must come out, and in the namespace.
  const rows: [string, string, string[], ns.SpawnOptions, string?][] = [
    ["output and status", "sh", ["-c", "echo out; echo err >&2; exit 3"], {}],
    ["input", "cat", [], {}, "hello"],
    ["much input and output", "cat", [], {}, "x".repeat(1_000_000)],
    ["a signal", "sh", ["-c", "kill -9 $$"], {}],
    ["no such program", "no-such-program", ["a"], {}],
    ["a file that is no program", "/etc/hostname", [], {}],
    ["a missing folder", "true", [], { cwd: "/nonexistent" }],
    [
      "folder, environment, argv0",
      "sh",
      ["-c", "pwd; echo $FOO; echo $PATH; ps -o args= -p $$ || true"],
      { cwd: "/tmp", env: { PATH: "/bin:/usr/bin", FOO: "bar" }, argv0: "other" },
    ],
    ["a shell", "echo $((1 + 1)) | cat", [], { shell: true }],
    ["a folder as a URL", "pwd", [], { cwd: new URL("file:///usr") }],
    ["another user", "id", ["-u"], { uid: 65534, gid: 65534 }],
    ["ignored streams", "sh", ["-c", "echo out; readlink /proc/self/fd/0"], { stdio: ["ignore", "pipe", "ignore"] }],
    ["a time limit", "sleep", ["60"], { timeout: 50 }],
    ["a time limit with a signal", "sleep", ["60"], { timeout: 50, killSignal: "SIGKILL" }],
    ["a session of its own", "sh", ["-c", "[ $(ps -o sid= -p $$) -eq $$ ] && echo leader"], { detached: true }],
    ["many arguments", "printf", ["%s|", ...Array.from({ length: 500 }, (_, n) => `argument ${n}`)], {}],
  ];
  it.each(rows)("%s", async (_, command, args, options, input) => {
    const expected = await story(spawnProcess(command, args, options as object), input);
    expect(await story(blue.spawn(command, args, options), input)).toEqual(expected);
  });

  it("may get this process's descriptors, and keeps further pipes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ts-netlink-ns-"));
    const file = openSync(join(folder, "out"), "w");
    const child = blue.spawn("sh", ["-c", "echo to the file; cat <&3 >&3"], {
      stdio: ["ignore", file, "inherit", "pipe"],
    });
    expect([child.stdin, child.stdout, child.stderr]).toEqual([null, null, null]);
    const extra = child.stdio[3]!;
    let back = "";
    extra.setEncoding("utf8").on("data", (part: string) => (back += part));
    extra.end("round trip");
    await story(child);
    closeSync(file);
    expect(back).toBe("round trip");
    expect(readFileSync(join(folder, "out"), "utf8")).toBe("to the file\n");
    rmSync(folder, { recursive: true });
  });

  it("ends by an abort signal, as child_process does it", async () => {
    const results = [];
    for (const start of [
      (signal: AbortSignal) => spawnProcess("sleep", ["60"], { signal }),
      (signal: AbortSignal) => blue.spawn("sleep", ["60"], { signal }),
    ]) {
      const control = new AbortController();
      const told = story(start(control.signal));
      setTimeout(() => control.abort(), 20);
      results.push(await told);
    }
    expect(results[1]).toEqual(results[0]);
  });

  it("is refused where the arguments are wrong, as by child_process", () => {
    const wrong = ["pipe", "pipe", "pipe", "ipc"] as unknown as "pipe"[];
    expect(() => blue.spawn("true", [], { stdio: wrong })).toThrow(/ipc/);
    let expected: unknown;
    try {
      spawnProcess("");
    } catch (error) {
      expected = error;
    }
    expect(() => blue.spawn("")).toThrow((expected as Error).message);
    expect(() => blue.spawn("true", ["a\0b"])).toThrow(/null bytes/);
    expect(() => blue.spawn("true", "x" as never)).toThrow(TypeError);
    for (const killSignal of ["SIGNOPE" as "SIGTERM", 99999]) {
      let wanted: unknown;
      try {
        spawnProcess("true", [], { killSignal });
      } catch (error) {
        wanted = error;
      }
      expect(() => blue.spawn("true", [], { killSignal, timeout: 1 })).toThrow((wanted as Error).message);
    }
  });

  it("leaves nothing open", async () => {
    await story(blue.spawn("true"));
    await story(blue.spawn("no-such-program"));
    const before = openFiles();
    await Promise.all(Array.from({ length: 10 }, () => story(blue.spawn("sh", ["-c", "echo x"]))));
    await story(blue.spawn("no-such-program"));
    expect(() => blue.spawn("true", ["a\0b"])).toThrow(/null bytes/);
    expect(openFiles()).toEqual(before);
  });

  it("inherits no descriptor of this process", async () => {
    await using other = await ns.create();
    const tap = await other.tap();
    const socket = other.netlinkSocketSync(0);
    // Of what this process itself inherited some may be meant to be inherited on.
    const expected = await story(spawnProcess("ls", ["/proc/self/fd"]));
    expect(await story(blue.spawn("ls", ["/proc/self/fd"]))).toEqual(expected);
    tap.close();
    closeSync(socket);
  });
});

requireTool("ip")("a process with a child in a namespace", () => {
  it("lives as long as the child, unless unref'ed", () => {
    const begun = Date.now();
    expect(
      program(`const blue = ns.createSync(); blue.spawn("sleep", ["0.3"]).on("exit", (code) => print(code))`),
    ).toBe("0\n");
    expect(Date.now() - begun).toBeGreaterThan(300);
    const source = `const blue = ns.createSync(); const child = blue.spawn("sleep", ["60"], { stdio: "ignore" }); child.unref(); print(child.pid)`;
    const pid = Number(program(source));
    expect(Date.now() - begun).toBeLessThan(10_000);
    process.kill(pid, "SIGKILL");
  });

  it("hears of its end after the worker was closed too", async () => {
    const child = blue.spawn("sh", ["-c", "sleep 0.2; exit 5"]);
    await ns.closeNamespaceWorker();
    expect(await story(child)).toMatchObject({ exitCode: 5 });
    expect(await story(blue.spawn("true"))).toMatchObject({ exitCode: 0 });
  });
});

requireTool("ip")("a program in a new namespace", () => {
  it("has one of its own, which the handle names and which ends with both", async () => {
    const { child, namespace } = ns.spawnInNew("sh", ["-c", "readlink /proc/self/ns/net; ip -br link; read line"]);
    expect(readlinkSync(`/proc/${child.pid}/ns/net`)).toBe(`net:[${namespace.inode}]`);
    expect(namespace.inode).not.toBe(blue.inode);
    expect(namespace.name).toBeUndefined();
    // It can be equipped while the program runs, by its pid, as `ip link set veth1 netns PID` does.
    check("ip", run("ip", ["link", "add", "v0", "netns", String(child.pid), "type", "veth", "peer", "name", "v1"]));
    using byPid = ns.open({ pid: child.pid! });
    expect(byPid.equals(namespace)).toBe(true);
    expect(await story(child, "\n")).toMatchObject({
      exitCode: 0,
      text: [expect.stringContaining(`net:[${namespace.inode}]`), ""],
    });
    await namespace.close();
  });

  it("that can't be started leaves no namespace open", async () => {
    const { child, namespace } = ns.spawnInNew("no-such-program");
    expect(await story(child)).toMatchObject({ hasPid: false });
    await namespace.close();
  });
});
