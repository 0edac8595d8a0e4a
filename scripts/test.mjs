// npm test: sees that the oracles are there, builds, and runs every test project in one go. Arguments go to vitest.
//
// TS_NETLINK_NO_INSTALL=1  never install system packages
// CI=true                  a tool that is missing is a failure, not a skipped test
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { canInstall, install, missingTools, nodeHeaders } from "./oracle-tools.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const underCi = process.env.CI === "true";

function fail(message) {
  console.error(message);
  process.exit(1);
}

function provideTools() {
  const missing = missingTools();
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(", ");
  if (process.env.TS_NETLINK_NO_INSTALL !== "1" && canInstall()) {
    const packages = [...new Set(missing.map((tool) => tool.package))];
    console.log(`Missing: ${names}. Installing: apt-get install ${packages.join(" ")}`);
    console.log("(TS_NETLINK_NO_INSTALL=1 forbids this.)");
    install(packages);
  }
  const still = missingTools().map(({ name }) => name);
  if (still.length === 0) return;
  if (underCi) fail(`Missing, and under CI no test may be skipped for that: ${still.join(", ")}`);
  console.log(`Missing: ${still.join(", ")}. The tests that compare with them are skipped.`);
}

const hasDatagrams = () => {
  try {
    createRequire(join(root, "test/process/package.json"))("unix-dgram");
    return true;
  } catch {
    return false;
  }
};

/** npm leaves unix-dgram out where it could not be compiled when `npm ci` ran: with the tools there, try again. */
function provideDatagrams() {
  if (hasDatagrams()) return;
  console.log("unix-dgram is not compiled: trying again, for the tests with a scripted kernel in another process.");
  const prefix = nodeHeaders();
  const env = prefix === undefined ? process.env : { ...process.env, npm_config_nodedir: prefix };
  spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund"], { cwd: root, stdio: "inherit", env });
  if (hasDatagrams()) return;
  if (underCi) fail("unix-dgram could not be compiled, and under CI no test may be skipped for that.");
  console.log("unix-dgram could not be compiled: the tests with a scripted kernel in another process are skipped.");
}

if (process.platform !== "linux") console.log("Not Linux: only the tests of pure code can run.");
else if (process.geteuid() !== 0) {
  const message = "Not root: the tests that need network namespaces of their own are skipped.";
  if (underCi) fail(message);
  console.log(message);
}
provideTools();
provideDatagrams();
if (build() !== 0) fail("The build failed.");
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const { status } = spawnSync(process.execPath, [vitest, "run", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
process.exit(status ?? 1);
