import { spawnSync } from "node:child_process";
import { root } from "../support/repository.ts";
import type { Scene } from "./scene.ts";

const prelude = `
import { namespace } from "ts-netlink";
import { openTopology } from "ts-netlink/topology";
const [hostName, stateDirectory, killAt, killAfter, steps] = process.argv.slice(1);
let left = Number(steps);
if (killAfter !== "") setTimeout(() => process.kill(process.pid, "SIGKILL"), Number(killAfter));
const topology = await openTopology({
  host: namespace.open(hostName),
  stateDirectory,
  observe: (step, phase) => {
    if (\`\${step} \${phase}\` === killAt || --left === 0) process.kill(process.pid, "SIGKILL");
  },
});
const { sandboxes, networks } = topology;
`;

/** Where a program is to be killed: after a step such as `links create`, after so many steps, or after a time. */
export type Death = { readonly step: string } | { readonly steps: number } | { readonly milliseconds: number };

/**
 * Runs a module that has the scene's `sandboxes` and `networks` in a process of its own, which is killed on the way.
 * @returns whether it was killed; false when it came to its end before
 */
export function crash({ host, stateDirectory }: Scene, source: string, death: Death): boolean {
  const step = "step" in death ? death.step : "";
  const after = "milliseconds" in death ? String(death.milliseconds) : "";
  const args = [
    "--input-type=module",
    "-e",
    `${prelude}\n${source}\nawait topology.close();`,
    host.name,
    stateDirectory,
    step,
    after,
    "steps" in death ? String(death.steps) : "0",
  ];
  const { signal, status, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    timeout: 60_000,
  });
  if (signal !== "SIGKILL" && status !== 0) throw new Error(`the program ended with ${signal ?? status}: ${stderr}`);
  return signal === "SIGKILL";
}
