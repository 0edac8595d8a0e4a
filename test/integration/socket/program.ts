import { fileURLToPath } from "node:url";
import { run } from "../../support/namespace.ts";
import type { CommandOptions, CommandResult, ScratchNamespace } from "../../support/namespace.ts";

/** Runs one of the programs beside this file, in a namespace or as another command tells, and returns how it ended. */
export function program(
  where: ScratchNamespace | readonly string[],
  name: string,
  args: readonly string[] = [],
  options: CommandOptions = {},
): CommandResult {
  const file = fileURLToPath(new URL(`./programs/${name}.mjs`, import.meta.url));
  const command = [process.execPath, file, ...args];
  const env = { NODE_EXTRA_CA_CERTS: undefined, NODE_OPTIONS: undefined, ...options.env };
  if (!("run" in where)) return run(where[0]!, [...where.slice(1), ...command], { ...options, env });
  return where.run(command[0]!, command.slice(1), { ...options, env });
}

/** What a program answered. */
export function answerOf({ status, stdout, stderr }: CommandResult): unknown {
  if (status !== 0 || stdout === "") throw new Error(`status ${status}\n${stdout}\n${stderr}`);
  return JSON.parse(stdout);
}
