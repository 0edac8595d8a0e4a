// The system's own tools that tests compare with: which are missing, and how a Debian-like system installs them.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** Program -> Debian package: every program that a test requires. */
const packages = {
  ip: "iproute2",
  bridge: "iproute2",
  unshare: "util-linux",
  nft: "nftables",
  "iptables-nft": "iptables",
  conntrack: "conntrack",
  strace: "strace",
  sysctl: "procps",
  ping: "iputils-ping",
  tcpdump: "tcpdump",
  ethtool: "ethtool",
  gcc: "gcc",
  "g++": "g++",
  make: "make",
  perl: "perl",
  python3: "python3",
};

/** Header file -> Debian package. */
const headers = { "stdio.h": "libc6-dev", "linux/if_link.h": "linux-libc-dev" };

const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];

/** Whether a program of this name is on the PATH, or where a system keeps programs for root. */
const isProgram = (name) =>
  folders.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/**
 * Whether a program that tests compare with is installed.
 * @param {string} name
 * @throws Error for a program that `npm test` would not install: it belongs into the table above
 */
export function hasTool(name) {
  if (!(name in packages)) throw new Error(`${name}: scripts/oracle-tools.mjs does not say how it is installed`);
  return isProgram(name);
}

/** What is not there, as `{ name, package }`. */
export function missingTools() {
  const programs = Object.entries(packages).filter(([name]) => !isProgram(name));
  const files = Object.entries(headers).filter(([name]) => !existsSync(join("/usr/include", name)));
  return [...programs, ...files].map(([name, debian]) => ({ name, package: debian }));
}

/** Whether this user can install Debian packages here. */
export function canInstall() {
  return process.geteuid?.() === 0 && isProgram("apt-get");
}

/** Installs Debian packages; what it does is seen on the terminal. */
export function install(names) {
  const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  spawnSync("apt-get", ["update", "-qq"], options);
  return (
    spawnSync(
      "apt-get",
      ["install", "-y", "-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", ...names],
      options,
    ).status === 0
  );
}

/** The folder whose include/node holds this Node's headers, where it came with them: node-gyp need not download them. */
export function nodeHeaders() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, "include/node/node.h")) ? prefix : undefined;
}
