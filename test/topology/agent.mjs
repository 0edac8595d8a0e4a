// @ts-check
// Runs inside a namespace and does there what its parent asks: serves echoes, asks others, and tells what it saw.
import { createSocket } from "node:dgram";
import { connect, createServer } from "node:net";

/**
 * @typedef {object} Task
 * @property {number} id
 * @property {"serve" | "ask" | "seen"} do
 * @property {"tcp" | "udp"} protocol
 * @property {string} [address]
 * @property {number} port
 * @property {string} [text] what to ask, or what a server answers before the address that it saw
 * @property {number} [sourcePort]
 * @property {number} [timeout]
 */

/** Addresses that asked over UDP. @type {string[]} */
const seen = [];

/** @param {Task} task */
async function serve({ protocol, port, address, text }) {
  /** @param {string | undefined} from */
  const answer = (from) => `${text} sees ${from?.replace("::ffff:", "")}`;
  if (protocol === "tcp") {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.end(answer(socket.remoteAddress)));
    });
    await new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, address ?? "0.0.0.0", () => resolve(undefined));
    });
    return "serving";
  }
  const socket = createSocket("udp4");
  socket.on("message", (_, from) => {
    seen.push(from.address);
    socket.send(answer(from.address), from.port, from.address);
  });
  await new Promise((resolve) => socket.bind(port, address, () => resolve(undefined)));
  return "serving";
}

/** @param {Task} task @returns {Promise<string>} the answer, or the errno name, or `silence` */
function ask({ protocol, port, address, sourcePort, timeout = 1000 }) {
  return new Promise((resolve) => {
    if (protocol === "tcp") {
      const socket = connect({ port, host: address, localPort: sourcePort, timeout });
      let text = "";
      socket.on("connect", () => socket.write("hello"));
      socket.on("data", (data) => (text += data));
      socket.on("timeout", () => socket.destroy(Object.assign(new Error(), { code: "silence" })));
      socket.on("error", (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? ""));
      socket.on("end", () => resolve(text));
      return;
    }
    const socket = createSocket("udp4");
    /** @param {string} text */
    const done = (text) => {
      clearTimeout(timer);
      socket.close();
      resolve(text);
    };
    const timer = setTimeout(() => done("silence"), timeout);
    socket.on("error", (/** @type {NodeJS.ErrnoException} */ error) => done(error.code ?? ""));
    socket.on("message", (data) => done(data.toString()));
    socket.bind(sourcePort ?? 0, () => socket.connect(port, address, () => socket.send("hello")));
  });
}

/** @param {Task} task */
async function answer(task) {
  const tasks = { serve, ask, seen: async () => seen.join() };
  const result = await tasks[task.do](task).catch((error) => String(error));
  process.send?.({ id: task.id, result });
}

process.on("message", (/** @type {Task} */ task) => void answer(task));
process.on("disconnect", () => process.exit());
process.send?.({ id: 0, result: "ready" });
