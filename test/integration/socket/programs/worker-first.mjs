// The native library's first use is in a worker, which then ends; only then does the main thread do anything.
import { Worker, isMainThread, parentPort } from "node:worker_threads";
import { openConnection } from "ts-netlink/socket";
import { answer, getLink } from "./requests.mjs";

const ask = () => {
  const connection = openConnection();
  const index = connection.runSync(getLink(1));
  connection.close();
  return index;
};
if (!isMainThread) parentPort.postMessage(ask());
else {
  const worker = new Worker(new URL(import.meta.url));
  const seen = [];
  worker.on("message", (index) => seen.push(index));
  worker.on("exit", () => answer([...seen, ask()]));
}
