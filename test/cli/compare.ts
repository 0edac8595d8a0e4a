import { describe, expect, test } from "vitest";
import { requireTool } from "../support/tools.ts";
import type { Comparison } from "./twins.ts";
import { runTwins } from "./twins.ts";

/**
 * `describe` for stories that any kernel answers alike, where these tools are too: under the second kernel, where a program's start takes several times as long,
 * they are left out, and only what the first kernel lacks or has of its own is told.
 */
export function onFirstKernel(...tools: string[]): typeof describe | typeof describe.skip {
  if (process.env["TS_NETLINK_SECOND_KERNEL"] !== "1") return requireTool("ip", "unshare", ...tools);
  process.stdout.write("skipped: told under the first kernel, any answers alike\n");
  return describe.skip;
}

/** The commands of a story. */
export function commandsOf(script: string): string[] {
  return script
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** Declares a test that runs a story with `ip` and with ts-ip and compares every command's output, messages and exit status, and the kernel's state afterwards. */
export function tellTwice(name: string, script: string, comparison?: Comparison): void {
  test(name, () => {
    const { expected, actual } = runTwins(commandsOf(script), comparison);
    for (const [index, outcome] of expected.outcomes.entries()) {
      expect.soft(actual.outcomes[index], outcome.command).toEqual(outcome);
    }
    expect.soft(actual.state).toBe(expected.state);
  });
}
