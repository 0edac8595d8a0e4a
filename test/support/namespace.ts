import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess, SpawnOptions } from "node:child_process";
import { afterAll, afterEach, beforeEach } from "vitest";

/** How a command ended. */
export interface CommandResult {
  /** Exit status; -1 where a signal ended it. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What to change about how a command is run. */
export interface CommandOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds; 30 s unless told. */
  readonly timeout?: number;
}

/** A network namespace made by a test, with the real `ip netns`; removed when the test, file or scope ends. */
export interface ScratchNamespace {
  /** Its name, unique on this machine and short enough for an interface: see `uniqueName`. */
  readonly name: string;
  /** `/run/netns/<name>`. */
  readonly path: string;
  /** Runs a command inside and returns how it ended, whatever that was. */
  readonly run: (command: string, args?: readonly string[], options?: CommandOptions) => CommandResult;
  /** Runs the real `ip ARGS...` inside, one string split at blanks, and returns its output; throws where it fails. */
  readonly ip: (args: string) => string;
  /** Runs a shell script inside (`sh -e`) and returns its output; throws where it fails. */
  readonly shell: (script: string, options?: CommandOptions) => string;
  /** Starts a command inside and returns the running process; it is killed when the namespace is removed. */
  readonly start: (command: string, args?: readonly string[], options?: SpawnOptions) => ChildProcess;
  /** Ends what was started inside and removes it. Harmless when done before. */
  readonly remove: () => void;
  readonly [Symbol.dispose]: () => void;
}

const environment = { LC_ALL: "C", PATH: `${process.env["PATH"]}:/usr/sbin:/sbin` };

/** Runs a command with a fixed locale and returns how it ended. */
export function run(command: string, args: readonly string[] = [], options: CommandOptions = {}): CommandResult {
  const result = spawnSync(command, args, {
    encoding: "utf8",
    env: { ...process.env, ...environment, ...options.env },
    input: options.input ?? "",
    timeout: options.timeout ?? 30_000,
    maxBuffer: 1 << 28,
  });
  if (result.error !== undefined && result.status === null && result.stdout === null) throw result.error;
  return { status: result.status ?? -1, stdout: result.stdout, stderr: result.stderr };
}

/** `run` inside the namespace of that name. */
export function runIn(
  namespace: string,
  command: string,
  args: readonly string[] = [],
  options: CommandOptions = {},
): CommandResult {
  return run("ip", ["netns", "exec", namespace, command, ...args], options);
}

/** The output of a command that must succeed. */
export function check(what: string, result: CommandResult): string {
  if (result.status !== 0) throw new Error(`${what}: status ${result.status}\n${result.stderr}${result.stdout}`);
  return result.stdout;
}

const alive = new Set<ScratchNamespace>();
const ofTest = new Set<ScratchNamespace>();
let duringTest = false;
let made = 0;

beforeEach(() => {
  duringTest = true;
});
afterEach(() => {
  duringTest = false;
  for (const namespace of ofTest) namespace.remove();
  ofTest.clear();
});
afterAll(removeAll);
process.on("exit", removeAll);

function removeAll(): void {
  for (const namespace of alive) namespace.remove();
}

/** A name of this process's own for a namespace, link, table or file: `tn<pid>x<n>`, both in base 36, 9 bytes or so. */
export function uniqueName(): string {
  return `tn${process.pid.toString(36)}x${(made++).toString(36)}`;
}

/**
 * Makes a network namespace with nothing in it but a loopback that is down. Made during a test it is removed after that
 * test, made before (at the top, in `beforeAll`) after the file. Concurrent tests of one file hold it by `using`.
 */
export function scratchNamespace(): ScratchNamespace {
  const name = uniqueName();
  const children = new Set<ChildProcess>();
  check(`ip netns add ${name}`, run("ip", ["netns", "add", name]));
  const namespace: ScratchNamespace = {
    name,
    path: `/run/netns/${name}`,
    run: (command, args, options) => runIn(name, command, args, options),
    ip: (args) => check(`ip ${args}`, runIn(name, "ip", args.split(/\s+/).filter(Boolean))),
    shell: (script, options) => check(script, runIn(name, "sh", ["-ec", script], options)),
    start: (command, args = [], options = {}) => {
      const child = spawn("ip", ["netns", "exec", name, command, ...args], {
        ...options,
        env: { ...process.env, ...environment, ...options.env },
      });
      children.add(child);
      child.once("exit", () => children.delete(child));
      return child;
    },
    remove: () => {
      if (!alive.delete(namespace)) return;
      for (const child of children) child.kill("SIGKILL");
      check(`ip netns del ${name}`, run("ip", ["netns", "del", name]));
    },
    [Symbol.dispose]: () => namespace.remove(),
  };
  alive.add(namespace);
  if (duringTest) ofTest.add(namespace);
  return namespace;
}

/** A namespace that stands in for a whole machine: loopback up, so that `forwarding`, nft and published ports work. */
export function host(): ScratchNamespace {
  const namespace = scratchNamespace();
  namespace.ip("link set lo up");
  return namespace;
}

/** Two namespaces joined by a veth pair, `v0` in the first and `v1` in the second, both up, with these addresses. */
export function joined(firstAddress: string, secondAddress: string): [ScratchNamespace, ScratchNamespace] {
  const [first, second] = [host(), host()];
  first.ip(`link add v0 type veth peer name v1 netns ${second.name}`);
  first.ip(`address add ${firstAddress} dev v0`);
  second.ip(`address add ${secondAddress} dev v1`);
  first.ip("link set v0 up");
  second.ip("link set v1 up");
  return [first, second];
}
