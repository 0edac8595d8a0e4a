import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { isAlive, NOBODY, thisProcess } from "../../../src/topology/process-identity.ts";

it("a process is told from a later one of the same pid", () => {
  const self = thisProcess();
  expect(self.pid).toBe(process.pid);
  expect(isAlive(self)).toBe(true);
  expect(isAlive({ ...self, start: String(Number(self.start) - 1) })).toBe(false);
});

it("nobody is not alive", () => expect(isAlive(NOBODY)).toBe(false));

it("a process whose name holds blanks and parentheses is found", async () => {
  const child = spawn("sh", ["-c", "printf 'a) R (b' > /proc/$$/comm; echo; read line"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const stat = readFileSync(`/proc/${child.pid}/stat`, "latin1");
  expect(stat).toContain("(a) R (b)");
  const start = /\) [A-Z](?: -?\d+){18} (\d+)/.exec(stat)![1]!;
  expect(isAlive({ pid: child.pid!, start })).toBe(true);
  child.stdin.end();
  await once(child, "exit");
  expect(isAlive({ pid: child.pid!, start })).toBe(false);
});

it("a zombie is not alive", async () => {
  // The shell starts a child that ends at once, and becomes a program that never waits for it.
  const parent = spawn("sh", ["-c", "true & echo $!; exec sleep 30"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(line.toString());
  const fields = (): string[] => readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]!.split(" ");
  while (fields()[0] !== "Z") await delay(10);
  expect(isAlive({ pid, start: fields()[19]! })).toBe(false);
  parent.kill("SIGKILL");
});
