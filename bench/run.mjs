// Benchmarks beside the peers: same work, interleaved runs, medians, ratios to the raw C limit, and at the end the targets.
//   npm run bench [-- WORKLOAD…] [--runs N]      workloads: dump add sandboxes (all by default), codec
// The peers (C, Go, iproute2) are built from TS_NETLINK_BENCH_PEERS, a folder with setup.sh, sh/, bin/; without it ours and
// iproute2 run alone. Needs root. A missed target is printed and does not change the exit status: machines differ.
// @ts-check
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "../scripts/build.mjs";
import { judge, table } from "./report.mjs";
import { interleave, measure, settle } from "./sample.mjs";

/**
 * @typedef {import("./sample.mjs").Peer} Peer
 * @typedef {import("./sample.mjs").Sample} Sample
 * @typedef {import("./report.mjs").Target} Target
 * @typedef {import("./report.mjs").Rows} Rows
 */

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const cache = join(root, "node_modules", ".cache", "ts-netlink", "bench");
const given = process.env.TS_NETLINK_BENCH_PEERS ?? resolve(root, "..", "shared", "bench");

const args = process.argv.slice(2);
const runsAt = args.indexOf("--runs");
const runs = runsAt < 0 ? 7 : Number(args.splice(runsAt, 2)[1]);
const chosen = args.length === 0 ? ["dump", "add", "sandboxes"] : args;
delete process.env.NODE_EXTRA_CA_CERTS; // costs Node 20 tens of milliseconds of certificate parsing at every start

/** Folder of the built peers, or undefined when there are none. */
function peers() {
  const folder = join(cache, "peers");
  if (existsSync(join(folder, "bin", "sandbox_raw"))) return folder;
  if (!existsSync(join(given, "setup.sh"))) return undefined;
  console.log(`building the peers in ${folder} …`);
  mkdirSync(folder, { recursive: true });
  cpSync(given, folder, { recursive: true });
  execFileSync("chmod", ["-R", "u+w", folder]);
  const built = spawnSync("sh", [join(folder, "setup.sh")], { stdio: ["ignore", "ignore", "inherit"] });
  if (built.status !== 0) console.log("not every peer could be built: those that are missing are left out");
  return folder;
}

ensureBuilt();
const peerFolder = peers();

/** @param {string[]} path */
function inPeers(...path) {
  const file = peerFolder === undefined ? undefined : join(peerFolder, ...path);
  return file !== undefined && existsSync(file) ? file : undefined;
}

/** @param {string} name @param {string} rest @param {number} [limit] @returns {Peer | undefined} */
function built(name, rest, limit) {
  const path = inPeers("bin", name);
  if (path === undefined) return undefined;
  return { command: [path, ...rest.split(" ").filter(Boolean)], ...(limit && { runs: limit }) };
}

/** @param {string} name @param {string[]} rest @returns {Peer} */
const our = (name, ...rest) => ({ command: [process.execPath, join(here, "programs", `${name}.mjs`), ...rest] });

/** @param {string} command */
const ip = (command) => execFileSync("ip", command.split(" "), { stdio: ["ignore", "pipe", "ignore"] }).toString();

const namespace = `tnbench${process.pid}`;
const launcher = inPeers("bin", "bnrun");
const RAW = "raw C (limit)";
const OURS = "ts-netlink";

/** The namespace that programs run in: with a veth pair up. */
function makeNamespace() {
  spawnSync("ip", ["netns", "del", namespace], { stdio: "ignore" });
  ip(`netns add ${namespace}`);
  ip(`-n ${namespace} link add bnv0 type veth peer name bnv1`);
  ip(`-n ${namespace} addr add 192.0.2.1/24 dev bnv0`);
  for (const link of ["lo", "bnv1", "bnv0"]) ip(`-n ${namespace} link set ${link} up`);
}

/** @param {Record<string, Peer | undefined>} programs @returns {Rows} */
const rowsOf = (programs) => new Map(Object.keys(programs).map((name) => [name, []]));

/** @type {string[]} */
const verdicts = [];
/** @param {Rows} rows @param {Target[]} targets */
function check(rows, ...targets) {
  for (const target of targets) verdicts.push(judge(target, rows, OURS).line);
}

const workloads = {
  dump() {
    const count = 1_000_000;
    makeNamespace();
    measure(our("route-add", String(count), "bnv0", "192.0.2.2").command, namespace, launcher);
    /** @type {Record<string, Peer | undefined>} */
    const programs = {
      [RAW]: built("raw", "route-dump"),
      [OURS]: our("route-dump"),
      "ip -j route": { command: ["ip", "-j", "route", "show"] },
      "ip route": { command: ["ip", "route", "show"] },
      "Go vishvananda": built("gobench", "route-dump", 2),
    };
    const rows = rowsOf(programs);
    interleave(programs, runs, ({ command }, name) => rows.get(name)?.push(measure(command, namespace, launcher)));
    table(`dump and decode ${count.toLocaleString("en")} IPv4 routes`, rows, "wall");
    const what = "dump 1M routes";
    check(rows, { what, of: RAW, figure: "wall", most: 3 }, { what, of: "ip -j route", figure: "wall", below: 1 });
  },
  add() {
    const count = 100_000;
    makeNamespace();
    mkdirSync(cache, { recursive: true });
    const batch = join(cache, "routes.batch");
    const destination = (/** @type {number} */ i) => `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}/32`;
    const line = (/** @type {number} */ i) => `route add ${destination(i)} via 192.0.2.2 dev bnv0 proto static\n`;
    writeFileSync(batch, Array.from({ length: count }, (_, i) => line(i)).join(""));
    /** @type {Record<string, Peer | undefined>} */
    const programs = {
      [RAW]: built("raw", `route-add ${count} bnv0 192.0.2.2 -100`),
      [OURS]: our("route-add", String(count), "bnv0", "192.0.2.2"),
      "ip -batch": { command: ["ip", "-batch", batch] },
      "Go vishvananda": built("gobench", `route-add ${count} bnv0 192.0.2.2`, 3),
    };
    const rows = rowsOf(programs);
    interleave(programs, runs, ({ command }, name) => {
      ip(`-n ${namespace} link set bnv0 down`); // takes the routes of the run before
      ip(`-n ${namespace} link set bnv0 up`);
      rows.get(name)?.push(measure(command, namespace, launcher));
    });
    table(`add ${count.toLocaleString("en")} IPv4 routes, pipelined`, rows, "wall");
    const what = "add 100k routes";
    check(rows, { what, of: RAW, figure: "wall", most: 1.6 }, { what, of: "ip -batch", figure: "wall", below: 1 });
  },
  sandboxes() {
    const count = 100;
    spawnSync("ip", ["netns", "del", namespace], { stdio: "ignore" });
    ip(`netns add ${namespace}`);
    ip(`-n ${namespace} link set lo up`);
    const batch = inPeers("sh", "sandbox_batch.sh");
    const [GO, IP] = ["Go vishvananda + google/nftables", "ip -batch + nft -f"];
    /** @type {Record<string, Peer | undefined>} */
    const programs = {
      [RAW]: built("sandbox_raw", ""),
      [OURS]: our("sandboxes"),
      [GO]: built("gobench", "sandbox"),
      [IP]: batch === undefined ? undefined : { command: ["sh", batch], runs: 3 },
    };
    const [up, down] = [rowsOf(programs), rowsOf(programs)];
    const run = (/** @type {string[]} */ command, /** @type {string} */ way) =>
      measure([...command, way, String(count)], namespace, launcher);
    try {
      interleave(programs, runs, ({ command }, name) => {
        settle();
        up.get(name)?.push(run(command, "up"));
        settle();
        down.get(name)?.push(run(command, "down"));
      });
    } catch (error) {
      // Both ways of laying them out, whichever of them was interrupted.
      spawnSync("nsenter", [`--net=/run/netns/${namespace}`, ...our("sandboxes", "down", String(count)).command]);
      for (let i = 0; i < count; i++) spawnSync("ip", ["netns", "del", `bn-s${i}`], { stdio: "ignore" });
      throw error;
    }
    table(`set up ${count} sandboxes`, up, "inside");
    table(`tear down ${count} sandboxes`, down, "inside");
    const what = "set up 100 sandboxes";
    check(up, { what, of: RAW, figure: "inside", most: 1.6 }, { what, of: GO, figure: "inside", most: 1 });
    check(
      down,
      ...[GO, IP].map((of) => ({ what: "tear down 100", of, figure: /** @type {const} */ ("inside"), least: 10 })),
    );
  },
  codec() {
    execFileSync(process.execPath, [join(here, "codec.mjs")], { stdio: "inherit" });
  },
};

try {
  for (const name of chosen) {
    const workload = workloads[/** @type {keyof typeof workloads} */ (name)];
    if (workload === undefined)
      throw new Error(`no workload "${name}"; there are ${Object.keys(workloads).join(", ")}`);
    workload();
  }
} finally {
  spawnSync("ip", ["netns", "del", namespace], { stdio: "ignore" });
}
if (verdicts.length > 0) console.log(`\n### targets\n\n${verdicts.join("\n")}`);
