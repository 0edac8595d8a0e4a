// npm run demo [-- --keep]: builds the package if need be and runs demo/main.mjs as root, in a user namespace for anybody else.
// @ts-check
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const build = spawnSync("npm", ["run", "--silent", "build"], { cwd: root, stdio: "inherit" });
if (build.status !== 0) process.exit(build.status ?? 1);

const main = [process.execPath, join(root, "demo", "main.mjs"), ...process.argv.slice(2)];
if (process.getuid?.() !== 0) {
  console.log("not root: running in a user namespace of its own\n");
  main.push("--user-namespace");
  // /run is the user's own there, so that namespaces can have names.
  main.unshift(
    "unshare",
    "--user",
    "--map-root-user",
    "--net",
    "--mount",
    "sh",
    "-c",
    'mount -t tmpfs tmpfs /run && exec "$@"',
    "sh",
  );
}
const [command, ...args] = main;
process.exit(spawnSync(String(command), args, { stdio: "inherit" }).status ?? 1);
