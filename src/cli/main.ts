#!/usr/bin/env node
import { closeSync } from "node:fs";
import { runBatch } from "./batch.ts";
import { CommandError, UsageError } from "./failure.ts";
import { keepsMounts, runCommand } from "./objects.ts";
import type { Options } from "./options.ts";
import { readOptions } from "./options.ts";
import { outputStream } from "./output/stream.ts";
import { openSession, systemText } from "./session.ts";
import { usage, version } from "./usage.ts";

const out = outputStream(1);
const err = outputStream(2);

/** What of an error is said: the text of ours as it is; of any other its message in one line, never a stack. */
function textOf(error: unknown): { text: string; status: number } {
  if (error instanceof UsageError || error instanceof CommandError)
    return { text: error.message, status: error.status };
  const message = error instanceof Error ? error.message : String(error);
  return { text: `ts-ip: ${message.split("\n")[0]}\n`, status: 255 };
}

function fail(error: unknown): number {
  const { text, status } = textOf(error);
  out.flush();
  err.write(text);
  err.flush();
  return status;
}

async function run(words: readonly string[]): Promise<number> {
  let options: Options;
  let rest: readonly string[];
  let entered: string | undefined;
  // Entering a namespace needs system calls: loaded only by those who do.
  const switching = words.some((word) => /^--?n/.test(word)) ? await import("./namespace-switch.ts") : undefined;
  try {
    ({ options, rest } = readOptions(words, {
      version: () => {
        out.write(version);
        throw new UsageError("", 0);
      },
      usage: () => {
        throw new UsageError(usage.main);
      },
      enterNamespace: (name) => {
        try {
          switching?.enterNetwork(name);
          entered = name;
        } catch (error) {
          throw new UsageError(error instanceof CommandError ? error.message : systemText(error));
        }
      },
    }));
  } catch (error) {
    return fail(error);
  }
  const session = openSession(options, out, err, options.batch !== undefined);
  try {
    const enterMounts = (): void => {
      try {
        if (entered !== undefined) switching?.enterMounts(entered, (text) => session.warn(text));
      } catch (error) {
        throw error instanceof CommandError ? new UsageError(error.message) : error;
      }
    };
    if (options.batch !== undefined) {
      enterMounts();
      return await runBatch(options.batch, session, fail);
    }
    const [object, ...others] = rest;
    if (object === undefined) throw new UsageError(usage.main);
    if (!keepsMounts(object)) enterMounts();
    return await runCommand(object, others, session);
  } catch (error) {
    return fail(error);
  } finally {
    session.close();
  }
}

const status = await run(process.argv.slice(2));
out.flush();
try {
  // Some file systems tell only now that they lost what was written.
  closeSync(1);
} catch {
  // as for what can't be written before
}
process.exitCode = status;
