import { expect, test } from "vitest";
import type { Comparison } from "./twins.ts";
import { runTwins } from "./twins.ts";

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
