import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/repository.ts";

const script = process.env["TS_NETLINK_VM"] ?? join(root, "../shared/vm/run-in-vm.sh");
const isHere = existsSync(script) && process.env["TS_NETLINK_SECOND_KERNEL"] !== "1";
if (!isHere) process.stdout.write(`skipped: the suite under a second kernel, for want of ${script} (TS_NETLINK_VM)\n`);

/** The projects that talk to the kernel; the rest would only repeat what the first kernel has shown. */
const projects = ["integration", "topology", "cli"];
const seconds = 1500;

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

/** How a program ended and all that it printed. */
function output(program: string, args: readonly string[]): Promise<{ status: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, text }));
  });
}

describe.skipIf(!isHere)("under a second kernel", () => {
  it(
    `the suites ${projects.join(", ")} pass`,
    async () => {
      const folder = `${root}node_modules/.cache/ts-netlink/second-kernel`;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      const report = join(folder, "report.json");
      const vitest = [
        "node_modules/vitest/vitest.mjs run --no-color --reporter=default --reporter=json",
        `--outputFile.json='${report}'`,
        ...projects.map((name) => `--project ${name}`),
      ].join(" ");
      const command = `TS_NETLINK_SECOND_KERNEL=1 exec '${process.execPath}' ${vitest}`;
      const { status, text } = await output(script, ["-t", `${seconds}`, "-w", folder, command]);
      const tail = text.split("\n").slice(-150).join("\n");
      if (status !== 0) process.stdout.write(`${tail}\n`);
      expect(status, tail).toBe(0);
      const { numPassedTests, numFailedTests }: Report = JSON.parse(readFileSync(report, "utf8"));
      process.stdout.write(`under the second kernel: ${numPassedTests} tests passed\n`);
      expect(numPassedTests).toBeGreaterThan(0);
      expect(numFailedTests).toBe(0);
    },
    (seconds + 60) * 1000,
  );
});
