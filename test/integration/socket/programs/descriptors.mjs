// What kinds of descriptors there are, of which mode, and what a child process sees of them.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { openConnection } from "ts-netlink/socket";
import { answer, getLink, listLinks } from "./requests.mjs";

const sockets = () => readdirSync("/proc/self/fd").filter((fd) => kind(fd)?.startsWith("socket:"));
function kind(fd) {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return undefined;
  }
}
const count = () => readdirSync("/proc/self/fd").length;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const warnings = [];
process.on("warning", ({ message }) => warnings.push(message));
// Node opens a descriptor of its own with its first stream.
void process.stdout;
await pause(1);
const before = count();
const known = new Set(sockets());
const connection = openConnection();
const subscription = connection.subscribe({ protocol: 0, groups: [1], decode: ({ type }) => type });
await connection.run(getLink(1));
const stream = connection.dump(listLinks());
await stream.next();
const mine = sockets().filter((fd) => !known.has(fd));
const flags = mine.map((fd) => parseInt(/flags:\s*(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "utf8"))[1], 8));
const inChild = execFileSync(
  "sh",
  ["-c", "cd /proc/self/fd; for fd in [3-9] [1-9][0-9]; do readlink $fd; done; true"],
  {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  },
);
await stream.return();
const waiting = subscription.next();
await pause(60);
await subscription.close();
const ended = await waiting;
// The worker has nothing left to do and ends; what other threads opened must live on.
await pause(300);
const answered = await connection.run(getLink(2));
await connection[Symbol.asyncDispose]();
answer({
  sockets: mine.length,
  nonBlocking: flags.every((flag) => (flag & 0o4000) !== 0),
  closeOnExec: flags.every((flag) => (flag & 0o2000000) !== 0),
  leaked: inChild.split("\n").filter((line) => /socket:|eventpoll|eventfd/.test(line)).length,
  ended: ended.done,
  answered,
  left: count() - before,
  warnings,
});
