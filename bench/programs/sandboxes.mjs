// sandboxes up|down COUNT: whole sandbox networks, made and removed through the topology layer.
import { openTopology } from "ts-netlink/topology";
const [direction, count] = [process.argv[2], Number(process.argv[3])];
const names = Array.from({ length: count }, (_, i) => `bn-s${i}`);
const start = process.hrtime.bigint();
const topology = await openTopology();
if (direction === "up") await topology.sandboxes.createMany(names.map((name) => ({ name })));
else await topology.sandboxes.removeMany(names);
process.stderr.write(`RESULT ${count} ${(Number(process.hrtime.bigint() - start) / 1e9).toFixed(6)}\n`);
await topology.close();
