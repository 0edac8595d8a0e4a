// route-add COUNT DEVICE GATEWAY: adds COUNT host routes, pipelined: the next are put together while the kernel works the last off.
import { netlink, route } from "ts-netlink";
const [count, device, via] = [Number(process.argv[2]), process.argv[3], process.argv[4]];
const nl = await netlink.open();
const { index: dev } = await nl.links.get(device);
const start = process.hrtime.bigint();
function* routes() {
  for (let i = 0; i < count; i++) {
    yield route.add({ to: `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}/32`, via, dev, protocol: 4 });
  }
}
await nl.batch(routes());
process.stderr.write(`RESULT ${count} ${(Number(process.hrtime.bigint() - start) / 1e9).toFixed(6)}\n`);
await nl.close();
