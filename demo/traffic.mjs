// @ts-check
// Sockets of other namespaces, served by this thread: the namespace worker opens them and hands over their descriptors.
import { createSocket } from "node:dgram";
import { Socket } from "node:net";

/** @typedef {import("ts-netlink/ns").Namespace} Namespace */

export const AF_INET = 2;
export const SOCK_STREAM = 1;
export const SOCK_DGRAM = 2;

/**
 * `struct sockaddr_in`.
 * @param {string} host
 * @param {number} port
 */
export function address(host, port) {
  const bytes = new Uint8Array(16);
  new Uint16Array(bytes.buffer, 0, 1)[0] = AF_INET;
  bytes.set([port >> 8, port & 0xff, ...host.split(".").map(Number)], 2);
  return bytes;
}

/**
 * A UDP socket of a namespace as a dgram.Socket.
 * @param {Namespace} namespace
 * @param {string} host
 * @param {number} port
 */
export async function udpSocket(namespace, host, port) {
  const fd = await namespace.socket({ family: AF_INET, type: SOCK_DGRAM, bind: address(host, port) });
  const socket = createSocket("udp4");
  await /** @type {Promise<void>} */ (new Promise((resolve) => socket.bind({ fd }, resolve)));
  return socket;
}

/**
 * Sends a datagram and waits for the answer.
 * @param {Namespace} namespace
 * @param {string} host
 * @param {number} port
 * @param {string} text
 * @returns {Promise<string>}
 */
export async function udpAsk(namespace, host, port, text, timeout = 3000) {
  const socket = await udpSocket(namespace, "0.0.0.0", 0);
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no UDP answer from ${host}:${port} within ${timeout} ms`)),
        timeout,
      );
      socket.on("message", (message) => {
        clearTimeout(timer);
        resolve(message.toString());
      });
      socket.send(text, port, host);
    });
  } finally {
    socket.close();
  }
}

/**
 * Connects by TCP, sends a text and waits for the first piece of the answer.
 * @param {Namespace} namespace
 * @param {string} host
 * @param {number} port
 * @param {string} text
 * @returns {Promise<string>}
 */
export async function tcpAsk(namespace, host, port, text, timeout = 3000) {
  const fd = await namespace.socket({ family: AF_INET, type: SOCK_STREAM, connect: address(host, port) });
  const socket = new Socket({ fd, readable: true, writable: true });
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no TCP answer from ${host}:${port} within ${timeout} ms`)),
        timeout,
      );
      socket.once("error", (error) => {
        clearTimeout(timer);
        reject(new Error(`TCP to ${host}:${port}: ${error.message}`));
      });
      socket.once("data", (data) => {
        clearTimeout(timer);
        resolve(data.toString());
      });
      socket.write(text);
    });
  } finally {
    socket.destroy();
  }
}

/**
 * A UDP server that echoes behind `prefix` and tells who asked. With several addresses it must be told which one it answers from.
 * @param {Namespace} namespace
 * @param {string} host
 * @param {number} port
 * @param {string} prefix
 * @param {string[]} seen
 */
export async function udpEcho(namespace, host, port, prefix, seen) {
  const socket = await udpSocket(namespace, host, port);
  socket.on("message", (message, from) => {
    seen.push(from.address);
    socket.send(`${prefix}${message.toString()}`, from.port, from.address);
  });
  return socket;
}

/**
 * A TCP server that echoes behind `prefix` and tells who asked.
 * @param {Namespace} namespace
 * @param {number} port
 * @param {string} prefix
 * @param {string[]} seen
 */
export async function tcpEcho(namespace, port, prefix, seen) {
  const server = await namespace.listen({ host: "0.0.0.0", port });
  /** @type {Set<Socket>} */
  const connections = new Set();
  server.on("connection", (socket) => {
    seen.push(socket.remoteAddress ?? "");
    connections.add(socket);
    socket.on("close", () => connections.delete(socket));
    socket.on("error", () => socket.destroy()); // the client may hang up at any time
    socket.on("data", (data) => socket.write(`${prefix}${data.toString()}`));
  });
  return {
    close() {
      server.close();
      for (const socket of connections) socket.destroy();
    },
  };
}
