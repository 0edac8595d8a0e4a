// Another socket of this machine sends to the port of a request socket: whether the kernel delivers that.
import { createRequire } from "node:module";
import { closeSync, readFileSync, writeSync } from "node:fs";
import { openConnection } from "ts-netlink/socket";
import { answer, getLink } from "./requests.mjs";

const connection = openConnection();
connection.runSync(getLink(1));
const ports = readFileSync("/proc/self/net/netlink", "utf8")
  .split("\n")
  .map((line) => line.trim().split(/\s+/))
  .filter(([, protocol, port]) => protocol === "0" && Number(port) === process.pid)
  .map(([, , port]) => Number(port));

const { define, open, DataType } = createRequire(import.meta.url)("ffi-rs");
open({ library: "c", path: "libc.so.6" });
const int = DataType.I32;
const { socket, connect } = define({
  socket: { library: "c", retType: int, paramsType: [int, int, int] },
  connect: { library: "c", retType: int, paramsType: [int, DataType.U8Array, int] },
});
const forger = socket([16, 3, 0]);
const address = Buffer.alloc(12);
address.writeUInt16LE(16, 0);
address.writeUInt32LE(ports[0], 4);
if (connect([forger, address, 12]) !== 0) throw new Error("connect");
// NLMSG_ERROR with EPERM for the sequence number that comes next.
const forged = Buffer.alloc(36);
forged.writeUInt32LE(36, 0);
forged.writeUInt16LE(2, 4);
forged.writeUInt32LE(2, 8);
forged.writeInt32LE(-1, 16);
let delivered = "delivered";
try {
  writeSync(forger, forged);
} catch (error) {
  delivered = error.code;
}
closeSync(forger);
answer({ ports: ports.length, delivered, index: connection.runSync(getLink(1)) });
connection.close();
