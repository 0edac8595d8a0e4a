import { closeSync, opendirSync, openSync, readFileSync } from "node:fs";
import {
  CLONE_NEWNET,
  CLONE_NEWNS,
  MNT_DETACH,
  MS_BIND,
  MS_REC,
  MS_SLAVE,
  mount,
  setns,
  umount,
  unshare,
} from "../socket/ffi/libc.ts";
import { CommandError } from "./failure.ts";
import { NAMESPACE_FOLDER } from "./namespace-names.ts";
import { systemText } from "./session.ts";

const ETC_FOLDER = "/etc/netns";
const MS_RDONLY = 1;

/** Whether /sys, which could not be unmounted, is mounted read-only: it can't be covered by a writable one then. */
function sysIsReadOnly(): boolean {
  const line = readFileSync("/proc/thread-self/mountinfo", "utf8")
    .split("\n")
    .findLast((entry) => entry.split(" ")[4] === "/sys");
  return line?.split(" ")[5]?.split(",").includes("ro") ?? false;
}

/** Puts each file of /etc/netns/NAME over the one of /etc. */
function coverEtc(name: string, warn: (text: string) => void): void {
  const folder = `${ETC_FOLDER}/${name}`;
  let directory;
  try {
    directory = opendirSync(folder);
  } catch {
    return;
  }
  for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
    const source = `${folder}/${entry.name}`;
    const target = `/etc/${entry.name}`;
    try {
      mount(source, target, "none", MS_BIND);
    } catch (error) {
      warn(`Bind ${source} -> ${target} failed: ${systemText(error)}\n`);
    }
  }
  directory.closeSync();
}

function attempt(text: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw new CommandError(`${text}: ${systemText(error)}\n`);
  }
}

/**
 * Moves this thread into a named network namespace. For the command's own process only, before it has done anything asynchronous
 * there: threads that exist stay where they are.
 */
export function enterNetwork(name: string): void {
  let fd: number;
  try {
    fd = openSync(`${NAMESPACE_FOLDER}/${name}`, "r");
  } catch (error) {
    throw new CommandError(`Cannot open network namespace "${name}": ${systemText(error)}\n`);
  }
  try {
    attempt(`setting the network namespace "${name}" failed`, () => setns(fd, CLONE_NEWNET));
  } finally {
    closeSync(fd);
  }
}

/** Moves this thread into a mount namespace of its own, where /sys shows its network and /etc/netns/NAME covers /etc. */
export function enterMounts(name: string, warn: (text: string) => void): void {
  attempt("unshare failed", () => unshare(CLONE_NEWNS));
  attempt('"mount --make-rslave /" failed', () => mount("", "/", "none", MS_SLAVE | MS_REC));
  let flags = 0;
  try {
    umount("/sys", MNT_DETACH);
  } catch {
    if (sysIsReadOnly()) flags = MS_RDONLY;
  }
  attempt("mount of /sys failed", () => mount(name, "/sys", "sysfs", flags));
  coverEtc(name, warn);
}

/** Both, as `ip netns exec` does. */
export function enterNamedNamespace(name: string, warn: (text: string) => void): void {
  enterNetwork(name);
  enterMounts(name, warn);
}
