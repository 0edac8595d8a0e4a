// Benchmarks against the peers: same work, interleaved runs, medians, ratios to the raw C limit.
//   npm run bench [-- WORKLOAD…] [--runs N]      workloads: dump add sandboxes (all by default), codec
// The peers (C, Go, iproute2) are taken from TS_NETLINK_BENCH_PEERS (a folder with setup.sh, sh/, bin/); without it only ours and iproute2 run.
// @ts-check
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const cache = join(root, "node_modules", ".cache", "ts-netlink", "bench");
const given = process.env.TS_NETLINK_BENCH_PEERS ?? resolve(root, "..", "shared", "bench");

const args = process.argv.slice(2);
const runsAt = args.indexOf("--runs");
const runs = runsAt < 0 ? 5 : Number(args.splice(runsAt, 2)[1]);
const chosen = args.length === 0 ? ["dump", "add", "sandboxes"] : args;
delete process.env.NODE_EXTRA_CA_CERTS; // costs Node 20 tens of milliseconds of certificate parsing at every start

/**
 * @typedef {{ command: string[], runs?: number }} Peer
 * @typedef {{ wall: number, inner: number, rss: number }} Sample
 */

/** Folder of the built peers, or undefined when there are none. */
function peers() {
  if (!existsSync(join(given, "setup.sh"))) return undefined;
  const folder = join(cache, "peers");
  if (!existsSync(join(folder, "bin", "sandbox_raw"))) {
    console.log(`building the peers in ${folder} …`);
    mkdirSync(folder, { recursive: true });
    cpSync(given, folder, { recursive: true });
    execFileSync("chmod", ["-R", "u+w", folder]);
    const built = spawnSync("sh", [join(folder, "setup.sh")], { stdio: ["ignore", "ignore", "inherit"] });
    if (built.status !== 0) console.log("not every peer could be built: those that are missing are left out");
  }
  return folder;
}

const peerFolder = peers();
const bin = (/** @type {string} */ name) => (peerFolder === undefined ? undefined : join(peerFolder, "bin", name));
const ours = (/** @type {string} */ name) => [process.execPath, join(here, "programs", `${name}.mjs`)];

/** @param {string} command */
const ip = (command) => execFileSync("ip", command.split(" "), { stdio: ["ignore", "pipe", "ignore"] }).toString();

/** @param {string} name */
function makeNamespace(name) {
  spawnSync("ip", ["netns", "del", name], { stdio: "ignore" });
  ip(`netns add ${name}`);
  ip(`-n ${name} link add bnv0 type veth peer name bnv1`);
  ip(`-n ${name} addr add 192.0.2.1/24 dev bnv0`);
  for (const link of ["lo", "bnv1", "bnv0"]) ip(`-n ${name} link set ${link} up`);
}

/**
 * @param {string[]} command
 * @param {string} namespace
 * @returns {Sample}
 */
function measure(command, namespace) {
  const start = process.hrtime.bigint();
  const result = spawnSync("nsenter", [`--net=/run/netns/${namespace}`, ...command], {
    stdio: ["ignore", "ignore", "pipe"],
    maxBuffer: 1 << 26,
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  const stderr = result.stderr.toString();
  if (result.status !== 0) throw new Error(`${command.join(" ")}: ${stderr.slice(-500)}`);
  const inner = /^RESULT \d+ ([\d.]+)/m.exec(stderr);
  return { wall, inner: inner ? Number(inner[1]) : wall, rss: 0 };
}

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/**
 * @param {string} title
 * @param {Map<string, Sample[]>} rows
 * @param {"wall" | "inner"} key what the ratio is of
 */
function table(title, rows, key) {
  console.log(`\n### ${title}\n\n| program | runs | wall s | inside s | ${key === "wall" ? "wall" : "inside"} / limit |\n|---|---|---|---|---|`);
  let limit = 0;
  for (const [name, samples] of rows) {
    if (samples.length === 0) continue;
    const wall = median(samples.map((sample) => sample.wall));
    const inner = median(samples.map((sample) => sample.inner));
    const value = key === "wall" ? wall : inner;
    limit ||= value;
    console.log(`| ${name} | ${samples.length} | ${wall.toFixed(3)} | ${inner.toFixed(3)} | ${(value / limit).toFixed(2)}x |`);
  }
}

/**
 * Runs every program once per round, so that a slow minute of the machine hits all of them.
 * @param {Record<string, Peer | undefined>} programs
 * @param {string} namespace
 * @param {() => void} before
 */
function interleave(programs, namespace, before = () => {}) {
  /** @type {Map<string, Sample[]>} */
  const rows = new Map(Object.keys(programs).map((name) => [name, []]));
  for (let round = 0; round < runs; round++) {
    for (const [name, peer] of Object.entries(programs)) {
      if (peer === undefined || round >= (peer.runs ?? runs)) continue;
      before();
      rows.get(name)?.push(measure(peer.command, namespace));
    }
  }
  return rows;
}

/** @param {string} name @param {string} rest @param {number} [limit] @returns {Peer | undefined} */
const built = (name, rest, limit) => {
  const path = bin(name);
  return path === undefined || !existsSync(path) ? undefined : { command: [path, ...rest.split(" ")], ...(limit && { runs: limit }) };
};

const namespace = `tnbench${process.pid}`;
const workloads = {
  dump() {
    const count = 1_000_000;
    makeNamespace(namespace);
    measure([...ours("route-add"), String(count), "bnv0", "192.0.2.2"], namespace);
    table(
      `dump and decode ${count.toLocaleString("en")} IPv4 routes`,
      interleave(
        {
          "raw C receive loop (limit)": built("raw", "route-dump"),
          "ip route show": { command: ["ip", "route", "show"] },
          "ip -j route show": { command: ["ip", "-j", "route", "show"] },
          "Go vishvananda RouteList": built("gobench", "route-dump", 2),
          "ts-netlink routes.list": { command: ours("route-dump") },
        },
        namespace,
      ),
      "wall",
    );
  },
  add() {
    const count = 100_000;
    makeNamespace(namespace);
    mkdirSync(cache, { recursive: true });
    const batch = join(cache, "routes.batch");
    const lines = Array.from({ length: count }, (_, i) => `route add 10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}/32 via 192.0.2.2 dev bnv0 proto static\n`);
    writeFileSync(batch, lines.join(""));
    table(
      `add ${count.toLocaleString("en")} IPv4 routes`,
      interleave(
        {
          "raw C, ack on the last of 100 (limit)": built("raw", `route-add ${count} bnv0 192.0.2.2 -100`),
          "ip -batch": { command: ["ip", "-batch", batch] },
          "Go vishvananda RouteAdd": built("gobench", `route-add ${count} bnv0 192.0.2.2`),
          "ts-netlink runAll": { command: [...ours("route-add"), String(count), "bnv0", "192.0.2.2"] },
        },
        namespace,
        () => {
          ip(`-n ${namespace} link set bnv0 down`);
          ip(`-n ${namespace} link set bnv0 up`);
        },
      ),
      "wall",
    );
  },
  sandboxes() {
    const count = 100;
    spawnSync("ip", ["netns", "del", namespace], { stdio: "ignore" });
    ip(`netns add ${namespace}`);
    ip(`-n ${namespace} link set lo up`);
    /** @type {Record<string, string[] | undefined>} */
    const programs = {
      "raw C (limit)": built("sandbox_raw", "x")?.command.slice(0, 1),
      "Go vishvananda + google/nftables": built("gobench", "sandbox")?.command,
      "ip -batch + nft -f": peerFolder === undefined ? undefined : ["sh", join(peerFolder, "sh", "sandbox_batch.sh")],
      "ts-netlink sandboxes": ours("sandboxes"),
    };
    const names = Object.keys(programs);
    /** @type {Map<string, Sample[]>} */ const up = new Map(names.map((name) => [name, []]));
    /** @type {Map<string, Sample[]>} */ const down = new Map(names.map((name) => [name, []]));
    for (let round = 0; round < runs; round++) {
      for (const [name, command] of Object.entries(programs)) {
        if (command === undefined) continue;
        settle();
        up.get(name)?.push(measure([...command, "up", String(count)], namespace));
        down.get(name)?.push(measure([...command, "down", String(count)], namespace));
      }
    }
    table(`set up ${count} sandboxes`, up, "inner");
    table(`tear down ${count} sandboxes`, down, "inner");
  },
  codec() {
    execFileSync(process.execPath, [join(here, "codec.mjs")], { stdio: "inherit" });
  },
};

/** Waits until the kernel has finished taking down the namespaces of the round before. */
function settle() {
  for (let last = ""; ; ) {
    const slab = spawnSync("grep", ["^net_namespace", "/proc/slabinfo"]).stdout.toString().split(/\s+/)[1] ?? "";
    if (slab === last) return;
    last = slab;
    spawnSync("sleep", ["0.3"]);
  }
}

try {
  for (const name of chosen) {
    const workload = workloads[/** @type {keyof typeof workloads} */ (name)];
    if (workload === undefined) throw new Error(`no workload "${name}"; there are ${Object.keys(workloads).join(", ")}`);
    workload();
  }
} finally {
  spawnSync("ip", ["netns", "del", namespace], { stdio: "ignore" });
}
