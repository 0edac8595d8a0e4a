import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import { namespace } from "ts-netlink";
import type { Topology, TopologyOptions } from "ts-netlink/topology";
import { openTopology } from "ts-netlink/topology";
import type { ScratchNamespace } from "../support/namespace.ts";
import { check, host, run, runIn, uniqueName } from "../support/namespace.ts";

/** A namespace that plays the host, a topology opened in it, and names of its own. */
export interface Scene {
  readonly host: ScratchNamespace;
  readonly topology: Topology;
  /** Where the topology's ledger is: not there while it is empty. */
  readonly stateDirectory: string;
  /** Beginning of the names of what is made here. */
  readonly prefix: string;
  /** Every step that was done: `links create`. */
  readonly steps: string[];
  readonly warnings: string[];
  /** Opens another topology of the same host and ledger, as another program would. Closed with the scene. */
  readonly open: (options?: TopologyOptions) => Promise<Topology>;
  /** What the kernel and the file system hold, as the real tools tell it. */
  readonly state: () => KernelState;
}

/** What must be the same before something is made and after it is removed. */
export interface KernelState {
  readonly links: unknown;
  readonly addresses: unknown;
  readonly routes: unknown;
  readonly ruleset: string;
  readonly forwarding: string;
  readonly namespaces: readonly string[];
  readonly files: readonly string[];
}

/** Sets the scene of a test, or of a file when it is called outside a test. */
export async function scene(options: TopologyOptions = {}): Promise<Scene> {
  const machine = host();
  const prefix = uniqueName();
  const stateDirectory = join(tmpdir(), `${prefix}-state`);
  const steps: string[] = [];
  const warnings: string[] = [];
  const opened: Topology[] = [];
  const open = async (more: TopologyOptions = {}): Promise<Topology> => {
    const handle = namespace.open(machine.name);
    const topology = await openTopology({
      host: handle,
      stateDirectory,
      observe: (step, phase) => steps.push(`${step} ${phase}`),
      onWarning: (warning) => warnings.push(warning),
      ...more,
    });
    opened.push(topology);
    closers.push(() => handle.close());
    return topology;
  };
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const topology of opened) await topology.close();
    for (const closer of closers) await closer();
    rmSync(stateDirectory, { recursive: true, force: true });
    for (const name of namespacesOf(prefix)) check(`ip netns del ${name}`, run("ip", ["netns", "del", name]));
  };
  try {
    onTestFinished(close);
  } catch {
    afterAll(close);
  }
  const topology = await open(options);
  return {
    host: machine,
    topology,
    stateDirectory,
    prefix,
    steps,
    warnings,
    open,
    state: () => kernelState(machine, prefix, stateDirectory),
  };
}

function namespacesOf(prefix: string): string[] {
  return readdirSync("/run/netns").filter((name) => name.startsWith(prefix));
}

/** What carriers, timers and the spanning tree change by themselves. */
const moving =
  /_timer$|^(operstate|state|tso_max_.*|topology_change.*|root_.*|designated_.*|bridge_id|qdisc|config_pending|tentative)$/;
const movingFlags = ["NO-CARRIER", "LOWER_UP", "M-DOWN", "linkdown"];

/** What `ip -j` printed, without what moves by itself. */
const parsed = (text: string): unknown =>
  JSON.parse(text || "[]", (key, value: unknown) => {
    if (moving.test(key)) return undefined;
    return key === "flags" && Array.isArray(value) ? value.filter((flag) => !movingFlags.includes(flag)) : value;
  });

/** What `ip -j` prints in a namespace, without what moves by itself. */
export function told(name: string, args: string): unknown {
  return parsed(check(`ip ${args}`, runIn(name, "ip", args.split(" "))));
}

const questions = [
  "ip -d -j link",
  "ip -4 -j address",
  "ip -4 -j route show table all",
  "nft list ruleset",
  "cat /proc/sys/net/ipv4/ip_forward",
].join("; echo '===='; ");

/** The state of a host as `ip`, `nft` and the file system show it. Counters of rules are left out. */
export function kernelState(machine: ScratchNamespace, prefix: string, stateDirectory: string): KernelState {
  const [links = "", addresses = "", routes = "", ruleset = "", forwarding = ""] = machine
    .shell(questions)
    .split("====\n");
  return {
    links: parsed(links),
    addresses: parsed(addresses),
    routes: parsed(routes),
    ruleset: ruleset.replaceAll(/counter packets \d+ bytes \d+/g, "counter"),
    forwarding,
    namespaces: namespacesOf(prefix),
    files: existsSync(stateDirectory) ? readdirSync(stateDirectory, { recursive: true }).map(String).sort() : [],
  };
}

/** The ledger as it stands in its file. */
export function ledgerOf({ stateDirectory }: Scene): {
  entries: Record<string, { status: string }>;
  shared: Record<string, unknown>;
} {
  const [folder] = readdirSync(stateDirectory);
  return JSON.parse(readFileSync(join(stateDirectory, folder!, "state.json"), "utf8"));
}
