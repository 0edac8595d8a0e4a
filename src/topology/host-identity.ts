import { closeSync, readFileSync } from "node:fs";
import { NETLINK_ROUTE } from "../protocol/core/constants.ts";
import type { Namespace } from "../ns/index.ts";
import { AF_NETLINK, SO_NETNS_COOKIE, SOCK_CLOEXEC, SOCK_RAW, socket, SOL_SOCKET } from "../socket/ffi/libc.ts";
import { tryGetsockopt64 } from "../socket/ffi/libc.ts";

/**
 * Names one network namespace for good: its inode number is used again after it is gone, and its cookie after the machine was started
 * anew. Kernels before 5.14 have no cookies: there, namespaces of one boot can't be told apart by this.
 * @param namespace the calling thread's own when left out
 */
export async function hostIdentity(namespace?: Namespace): Promise<string> {
  const fd = await (namespace?.netlinkSocket(NETLINK_ROUTE) ??
    socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${tryGetsockopt64(fd, SOL_SOCKET, SO_NETNS_COOKIE) ?? "?"}`;
  } finally {
    closeSync(fd);
  }
}
