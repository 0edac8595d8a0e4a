// @ts-check
// A container as the guest of a sandbox: the same questions as guest.mjs asks behind a TAP, asked through the kernel's sockets.
import { closeSync, readSync, writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { address, AF_INET, SOCK_DGRAM, udpAsk, udpSocket } from "./traffic.mjs";

const IPPROTO_ICMP = 1;

/** @typedef {import("ts-netlink/ns").Namespace} Namespace */

export class ContainerGuest {
  #namespace;

  /** @param {Namespace} namespace */
  constructor(namespace) {
    this.#namespace = namespace;
  }

  /** @param {string} destination */
  async ping(destination, timeout = 3000) {
    await this.#namespace.sysctl.set("net.ipv4.ping_group_range", "0 0");
    const fd = await this.#namespace.socket({
      family: AF_INET,
      type: SOCK_DGRAM,
      protocol: IPPROTO_ICMP,
      connect: address(destination, 0),
    });
    const start = performance.now();
    try {
      writeSync(fd, Buffer.from([8, 0, 0, 0, 0, 0, 0, 1, ...Buffer.from("ts-netlink demo ")]));
      const answer = Buffer.alloc(256);
      while (performance.now() - start < timeout) {
        try {
          if (readSync(fd, answer) > 0 && answer[0] === 0) return performance.now() - start;
        } catch (error) {
          if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EAGAIN") throw error;
        }
        await delay(1);
      }
      throw new Error(`container: no echo reply from ${destination} within ${timeout} ms`);
    } finally {
      closeSync(fd);
    }
  }

  /**
   * @param {string} destination
   * @param {number} port
   * @param {string} text
   */
  ask(destination, port, text, timeout = 3000) {
    return udpAsk(this.#namespace, destination, port, text, timeout);
  }

  /** @param {number} port */
  async echo(port, timeout = 3000) {
    const socket = await udpSocket(this.#namespace, "0.0.0.0", port);
    try {
      return await new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`container: no datagram to port ${port} within ${timeout} ms`)),
          timeout,
        );
        socket.on("message", (message, from) => {
          clearTimeout(timer);
          socket.send(message, from.port, from.address, () =>
            resolve({ source: from.address, text: message.toString() }),
          );
        });
      });
    } finally {
      socket.close();
    }
  }
}
