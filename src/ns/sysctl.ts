import { closeSync, constants, openSync, readFileSync, writeSync } from "node:fs";
import { attempt } from "./system-error.ts";

/**
 * Path of a sysctl, `net.ipv4.ip_forward` or `net/ipv4/ip_forward`. As in sysctl(8), the first separator tells which of the
 * two it is, and the other stands for itself inside a component: `net/ipv4/conf/eth0.100/forwarding` and
 * `net.ipv4.conf.eth0/100.forwarding` are the same.
 *
 * @throws RangeError for a name that is not below `net`: only those belong to a network namespace
 */
export function sysctlPath(name: string): string {
  const first = /[./]/.exec(name)?.[0];
  const slashed = first === "." ? name.replace(/[./]/g, (separator) => (separator === "." ? "/" : ".")) : name;
  const components = slashed.split("/");
  if (
    components[0] !== "net" ||
    components.length < 2 ||
    components.some((component) => /^\.{0,2}$/.test(component) || component.includes("\0"))
  ) {
    throw new RangeError(`${JSON.stringify(name)} is not a sysctl of a network namespace: those begin with net.`);
  }
  return `/proc/sys/${slashed}`;
}

/** Reads a sysctl of the calling thread's namespace, without the final newline. */
export function readSysctl(name: string): string {
  const path = sysctlPath(name);
  return attempt(`sysctl ${name}`, () => readFileSync(path, "utf8")).replace(/\n$/, "");
}

/** Writes a sysctl of the calling thread's namespace. */
export function writeSysctl(name: string, value: string): void {
  const path = sysctlPath(name);
  // Neither created nor truncated, nor read: some may only be written. The kernel takes a value as one write(2).
  const fd = attempt(`sysctl ${name}`, () => openSync(path, constants.O_WRONLY));
  try {
    attempt(`sysctl ${name} = ${value}`, () => writeSync(fd, `${value}\n`));
  } finally {
    closeSync(fd);
  }
}
