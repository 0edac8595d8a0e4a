// Running programs beside each other: what a run cost, and what many runs say.
// @ts-check
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * What one run cost, in seconds. `wall` is the whole process, its start included; `inside` is what the program itself timed (or
 * `wall`, where it does not); `user` and `system` are the CPU of the process and its threads.
 * @typedef {{ wall: number, inside: number, user: number, system: number }} Sample
 * @typedef {{ command: string[], runs?: number }} Peer
 */

/**
 * Runs a program in a named namespace, through the launcher where there is one: it times the bare process and knows its CPU. Not
 * `ip netns exec`, which would give the program a mount namespace of its own.
 * @param {string[]} command
 * @param {string} namespace
 * @param {string | undefined} launcher
 * @returns {Sample}
 */
export function measure(command, namespace, launcher) {
  const file = `/run/netns/${namespace}`;
  const start = process.hrtime.bigint();
  const [program, ...args] =
    launcher === undefined ? ["nsenter", `--net=${file}`, ...command] : [launcher, "-n", namespace, "--", ...command];
  const result = spawnSync(program, args, { stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 26 });
  const outside = Number(process.hrtime.bigint() - start) / 1e9;
  if (result.error !== undefined) throw result.error;
  const errors = result.stderr.toString();
  if (result.status !== 0) throw new Error(`${command.join(" ")}: ${errors.slice(-500)}`);
  const inside = /^RESULT \d+ ([\d.]+)/m.exec(errors)?.[1];
  const line = /^\{"wall":.*\}$/m.exec(errors)?.[0];
  const { wall, user, sys } =
    line === undefined ? { wall: outside, user: Number.NaN, sys: Number.NaN } : JSON.parse(line);
  return { wall, user, system: sys, inside: inside === undefined ? wall : Number(inside) };
}

/**
 * Runs every program once a round, so that a slow minute of the machine hits all of them.
 * @param {Record<string, Peer | undefined>} programs those that are not built are left out
 * @param {number} rounds
 * @param {(peer: Peer, name: string) => void} run
 */
export function interleave(programs, rounds, run) {
  for (let round = 0; round < rounds; round++) {
    for (const [name, peer] of Object.entries(programs)) {
      if (peer !== undefined && round < (peer.runs ?? rounds)) run(peer, name);
    }
  }
}

/** Waits until the kernel has finished taking down namespaces of the round before, five seconds at most. */
export function settle() {
  const deadline = Date.now() + 5000;
  for (let last; Date.now() < deadline;) {
    const now = /^net_namespace\s+(\d+)/m.exec(slabs())?.[1];
    if (now === undefined || now === last) return;
    last = now;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  }
}

function slabs() {
  try {
    return readFileSync("/proc/slabinfo", "utf8");
  } catch {
    return "";
  }
}

/** @param {readonly number[]} values */
export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
