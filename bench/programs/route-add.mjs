// route-add COUNT DEVICE GATEWAY: adds COUNT host routes, pipelined.
import { netlink, route } from "ts-netlink";
const [count, device, via] = [Number(process.argv[2]), process.argv[3], process.argv[4]];
const nl = netlink.openSync();
const { index: dev } = nl.links.get(device);
const start = process.hrtime.bigint();
const chunk = 10_000;
for (let first = 0; first < count; first += chunk) {
  const requests = [];
  for (let i = first; i < Math.min(first + chunk, count); i++) {
    requests.push(route.add({ to: `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}/32`, via, dev, protocol: 4 }));
  }
  nl.batch(requests);
}
process.stderr.write(`RESULT ${count} ${(Number(process.hrtime.bigint() - start) / 1e9).toFixed(6)}\n`);
nl.close();
