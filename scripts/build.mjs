// Builds dist from src: declarations by the compiler, file by file, and code by the bundler, a file an entry point and chunks for what
// entry points share. Loading the two hundred modules one by one took a tenth of a second at every start, the chunks take a third of it.
// `node scripts/build.mjs` always builds; ensureBuilt() only where a source is newer.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const compiler = join(root, "node_modules/typescript/bin/tsc");
const executable = "cli/main.js";
/** Chunks bear a hash of their content. Those of an earlier build stay for a while: a program may be about to load one. */
const CHUNK_LIFETIME = 600_000;

/** Files below `folder`, relative to it; an absent folder has none. */
function files(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

const sources = () => files(join(root, "src")).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));

/** What is loaded by name: the package's exports and command, the workers, and what is fuzzed without being exported. */
function entryPoints() {
  const { exports, bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const patterns = [...Object.values(exports), ...Object.values(bin)]
    .filter((path) => path.startsWith("./dist/"))
    .map((path) => path.slice("./dist/".length).replace(/\.js$/, ".ts"));
  const matches = (name) => (pattern) => {
    const [before, after = ""] = pattern.split("*");
    return pattern.includes("*") ? name.startsWith(before) && name.endsWith(after) : name === pattern;
  };
  const named = (name) => patterns.some(matches(name)) || name.endsWith("worker.ts") || name === "cli/decode/decode.ts";
  return sources().filter(named);
}

/** Whether the last build began after every source and setting was written. */
function isFresh() {
  const built = join(dist, "index.js");
  if (!existsSync(built)) return false;
  const settings = ["package.json", "tsconfig.json", "tsconfig.build.json", "scripts/build.mjs"];
  const used = [...settings, ...sources().map((name) => join("src", name))];
  const at = statSync(built).mtimeMs;
  return used.every((name) => statSync(join(root, name)).mtimeMs <= at);
}

/** Replaces a file in one step, so that nobody ever reads half of it. */
function replace(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const next = `${path}.${process.pid}`;
  writeFileSync(next, contents);
  renameSync(next, path);
}

/** The bundler imports chunks for their effects too, in case they have any: none of ours has, and users' bundlers warn of such imports. */
const withoutBareImports = (text) => text.replace(/^import "\.{1,2}\/[^"]*";$/gm, "");

/** Writes the code, chunks before the entry points that load them. @returns the names of the files, relative to dist */
function bundle() {
  const { outputFiles } = buildSync({
    entryPoints: entryPoints().map((name) => join(root, "src", name)),
    outbase: join(root, "src"),
    outdir: dist,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: true,
    write: false,
    logLevel: "warning",
    absWorkingDir: root,
  });
  const isChunk = ({ path }) => path.startsWith(join(dist, "chunks"));
  const write = ({ path, text }) => replace(path, path.endsWith(".js") ? withoutBareImports(text) : text);
  outputFiles.filter(isChunk).forEach(write);
  outputFiles.filter((file) => !isChunk(file)).forEach(write);
  chmodSync(join(dist, executable), 0o755);
  return outputFiles.map(({ path }) => path.slice(dist.length + 1));
}

/**
 * Builds. What another program may be loading meanwhile is replaced in one step.
 * @param {{ clean?: boolean }} options `clean` leaves nothing of earlier builds, as a package needs it
 * @returns the compiler's exit status; code is written even where types are wrong
 */
export function build({ clean = false } = {}) {
  const written = new Set(bundle());
  const result = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
  for (const name of sources()) written.add(name.replace(/\.ts$/, ".d.ts"));
  for (const name of files(dist)) {
    const isRecent = name.startsWith("chunks/") && Date.now() - statSync(join(dist, name)).mtimeMs < CHUNK_LIFETIME;
    if (!written.has(name) && (clean || !isRecent)) rmSync(join(dist, name), { force: true });
  }
  return result.status ?? 1;
}

/**
 * Builds where that is needed. Wrong types are printed, and fatal only under CI: while one part of the code is
 * being changed, the tests of another still run on what the bundler wrote.
 */
export function ensureBuilt() {
  if (isFresh()) return;
  if (build() !== 0 && process.env.CI === "true") throw new Error("the build failed: run `npm run build`");
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exit(build({ clean: process.argv.includes("--clean") }));
