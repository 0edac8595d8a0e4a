import { fileURLToPath } from "node:url";
import { childStreams, NamespaceChild } from "./child.ts";
import type { SpawnOptions } from "./child.ts";
import { visitWithSync } from "./dispatcher.ts";
import type { SpawnOutcome } from "./spawner.ts";
import type { Entry } from "./visit.ts";

let children = 0;

/** Starts a program in the namespace that `enter` tells; the descriptor is that of a namespace it created. */
export function startChild(
  enter: Entry,
  command: string,
  args: readonly string[],
  options: SpawnOptions,
): { readonly child: NamespaceChild; readonly fd: number | undefined } {
  const { cwd, env = process.env, argv0, detached, uid, gid, shell, stdio, timeout = 0, killSignal } = options;
  if (!Number.isInteger(timeout) || timeout < 0)
    throw new RangeError(`timeout ${timeout} is not a number of milliseconds`);
  const child = ++children;
  const { result, dispatcher } = visitWithSync({
    enter,
    actions: [
      {
        do: "spawn",
        child,
        command,
        args,
        options: {
          // A URL does not cross to the worker.
          cwd: cwd instanceof URL ? fileURLToPath(cwd) : cwd,
          // A copy: process.env is no plain object, and the worker's own may be another one.
          env: { ...env },
          argv0,
          detached,
          uid,
          gid,
          shell,
          // Only looked at: what limits the child sends it from here.
          killSignal,
        },
        stdio: childStreams(stdio),
      },
    ],
  });
  // The worker answers a spawn with its outcome.
  const [outcome] = result.results as readonly [SpawnOutcome];
  return { child: new NamespaceChild(child, outcome, dispatcher, options), fd: result.fd };
}
