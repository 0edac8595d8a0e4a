import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/repository.ts";

const script = process.env["TS_NETLINK_VM"] ?? join(root, "../shared/vm/run-in-vm.sh");
const isHere = existsSync(script) && process.env["TS_NETLINK_SECOND_KERNEL"] !== "1";
if (!isHere) process.stdout.write(`skipped: the suite under a second kernel, for want of ${script} (TS_NETLINK_VM)\n`);

/**
 * What talks to the kernel. Of the command line only what needs kinds of links that other kernels lack: the rest compares two programs
 * with each other, a hundred process starts a file, which this slow machine would only repeat.
 */
const runs = ["--project integration --project topology", "--project cli test/cli/kinds.test.ts test/cli/decode"];
const seconds = 2400;

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
    "what talks to the kernel passes there too",
    async () => {
      const folder = `${root}node_modules/.cache/ts-netlink/second-kernel`;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      const reports = runs.map((_, index) => join(folder, `report${index}.json`));
      // One processor for two test files, their programs and the kernel: what ran into a time limit is run once more.
      const vitest = "node_modules/vitest/vitest.mjs run --no-color --retry=1 --reporter=default --reporter=json";
      const commands = runs.map(
        (which, index) => `'${process.execPath}' ${vitest} --outputFile.json='${reports[index]}' ${which}`,
      );
      const command = `export TS_NETLINK_SECOND_KERNEL=1; ${commands.join(" && ")}`;
      const { status, text } = await output(script, ["-t", `${seconds}`, "-w", folder, command]);
      const tail = text.split("\n").slice(-150).join("\n");
      if (status !== 0) process.stdout.write(`${tail}\n`);
      expect(status, tail).toBe(0);
      let passed = 0;
      for (const report of reports) {
        const { numPassedTests, numFailedTests }: Report = JSON.parse(readFileSync(report, "utf8"));
        expect(numPassedTests).toBeGreaterThan(0);
        expect(numFailedTests).toBe(0);
        passed += numPassedTests;
      }
      process.stdout.write(`under the second kernel: ${passed} tests passed\n`);
    },
    (seconds + 60) * 1000,
  );
});
