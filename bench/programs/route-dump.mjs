// route-dump: all IPv4 routes as an array of plain objects.
import { netlink } from "ts-netlink";
const start = process.hrtime.bigint();
const nl = netlink.openSync();
const routes = nl.routes.list({ family: "inet", table: "main" });
process.stderr.write(`RESULT ${routes.length} ${(Number(process.hrtime.bigint() - start) / 1e9).toFixed(6)}\n`);
nl.close();
