// A subscription: events, an overrun, forged messages, and how it ends.
import { createRequire } from "node:module";
import { closeSync, writeSync, readdirSync } from "node:fs";
import { openConnection } from "ts-netlink/socket";
import { answer, getLink, setMtu } from "./requests.mjs";

const { define, open, DataType } = createRequire(import.meta.url)("ffi-rs");
const connection = openConnection();
const decode = ({ type, source, start }) => ({ type, index: source.view.getInt32(start + 4, source.littleEndian) });
const subscribe = (more = {}) => connection.subscribe({ protocol: 0, groups: [1], decode, ...more });
const count = () => readdirSync("/proc/self/fd").length;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
let mtu = 1000;
const change = () => connection.runSync(setMtu(2, 1000 + (mtu++ % 400)));

connection.runSync(getLink(1));
// Node opens a descriptor of its own with its first stream.
void process.stdout;
await pause(1);
const before = count();

// Everything from the call on is seen, though the worker that reads starts later.
const first = subscribe();
change();
change();
const events = [(await first.next()).value, (await first.next()).value];

// A multicast that another socket of this machine sends is not the kernel's.
open({ library: "c", path: "libc.so.6" });
const int = DataType.I32;
const { socket, connect } = define({
  socket: { library: "c", retType: int, paramsType: [int, int, int] },
  connect: { library: "c", retType: int, paramsType: [int, DataType.U8Array, int] },
});
const forger = socket([16, 3, 0]);
const group = Buffer.from([16, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
if (connect([forger, group, 12]) !== 0) throw new Error("connect");
const forged = Buffer.alloc(32);
forged.writeUInt32LE(32, 0);
forged.writeUInt16LE(17, 4);
writeSync(forger, forged);
closeSync(forger);
change();
events.push((await first.next()).value);

// An overrun is an element of the stream, which goes on.
const small = subscribe({ receiveBuffer: 4096 });
const kinds = [];
connection.runAllSync(Array.from({ length: 500 }, () => setMtu(2, 1000 + (mtu++ % 400))));
let overrun = false;
for await (const { kind } of small) {
  kinds.push(kind);
  overrun ||= kind === "overrun";
  if (overrun && kind === "message") break;
  if (overrun) change();
}

// A message that can't be read does not end it either.
const picky = subscribe({
  decode: ({ type }) => {
    if (picky.seen !== true) {
      picky.seen = true;
      throw new Error("unreadable");
    }
    return type;
  },
});
change();
change();
const malformed = [(await picky.next()).value.kind, (await picky.next()).value.kind];

const controller = new AbortController();
const aborted = subscribe({ signal: controller.signal }).next();
controller.abort();
const done = (await aborted).done;
await first.close();
await picky[Symbol.asyncDispose]();
await pause(300);
const left = count() - before;
connection.close();
answer({ events, overrun, more: kinds.at(-1), malformed, done, left });
