// @ts-check
// Builds an internet, a host, a sandbox and a bridge network, all in namespaces of its own, proves them with packets, removes them.
import { spawn } from "node:child_process";
import { readdirSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { netlink } from "ts-netlink";
import { closeNamespaceWorker } from "ts-netlink/ns";
import { openTopology } from "ts-netlink/topology";
import { ContainerGuest } from "./container-guest.mjs";
import { Guest } from "./guest.mjs";
import { tcpAsk, tcpEcho, udpAsk, udpEcho } from "./traffic.mjs";

const keep = process.argv.includes("--keep");
const [INTERNET, HOST, VM, WEB, CLIENT] = ["demo-internet", "demo-host", "demo-vm", "demo-web", "demo-client"];
const SERVER = "203.0.113.80"; // somewhere in the internet
const PUBLIC = "198.51.100.2"; // the host's address there
const NETWORK = "demobr0";
const PORT = 30001;
const TS_IP = fileURLToPath(import.meta.resolve("../dist/cli/main.js"));

let failures = 0;
/** @param {string} text @param {number} start */
const done = (text, start) =>
  console.log(`  ${text.padEnd(74)}${(performance.now() - start).toFixed(1).padStart(8)} ms`);

/**
 * @template T
 * @param {string} text
 * @param {() => Promise<T>} run
 */
async function step(text, run) {
  const start = performance.now();
  const result = await run();
  done(text, start);
  return result;
}

/**
 * Tells whether what came is what was expected.
 * @param {string} text
 * @param {string} expected
 * @param {() => Promise<string | undefined>} run
 */
async function check(text, expected, run) {
  const start = performance.now();
  let found;
  try {
    found = await run();
  } catch (error) {
    found = error instanceof Error ? error.message : String(error);
  }
  const passed = found === expected;
  if (!passed) failures++;
  done(`${passed ? "ok    " : "FAILED"} ${text}${passed ? "" : `: expected ${expected}, found ${found}`}`, start);
}

/** What the process has open: `/proc/self/fd`, without the folder that is being read. */
function openDescriptors() {
  const targets = [];
  for (const fd of readdirSync("/proc/self/fd")) {
    try {
      targets.push(readlinkSync(`/proc/self/fd/${fd}`).replace(/\d+/g, "#"));
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
    }
  }
  return targets.toSorted();
}

/** Whether /dev/net/tun may be opened here, which an ordinary user's namespace does not always allow. */
async function tapIsAllowed() {
  try {
    const namespace = await netlink.namespaces.create();
    try {
      (await namespace.tap()).close();
    } finally {
      await namespace.close();
    }
    return true;
  } catch (error) {
    if (
      /** @type {NodeJS.ErrnoException} */ (error).code === "EACCES" ||
      /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM"
    )
      return false;
    throw error;
  }
}

/** Removes what an earlier run (with --keep, or cut short) left. */
async function removeAll() {
  if (netlink.namespaces.exists(HOST)) {
    const host = netlink.namespaces.open(HOST);
    const topology = await openTopology({ host });
    await topology.networks.remove(NETWORK);
    await topology.sandboxes.remove(VM);
    await topology.close();
    await host.close();
  }
  // What is left of the sandbox where its host was removed by hand too.
  for (const name of [WEB, CLIENT, VM, `${VM}.guest`, HOST, INTERNET])
    if (netlink.namespaces.exists(name)) await netlink.namespaces.delete(name);
}

/** @param {import("ts-netlink/topology").Sandbox} sandbox */
function draw({ guest, hostInterface, hostLinkAddress, insideLinkAddress, guestInterface, ...addresses }) {
  /** @param {string} text @param {number} width */
  const cell = (text, width) => ` ${text}`.padEnd(width);
  /** @param {string} text */
  const left = (text) => cell(text, 16);
  /** @param {string} text */
  const middle = (text) => cell(text, 32);
  /** @param {string} text */
  const right = (text) => cell(text, 24);
  const [ours, theirs] = [addresses.gatewayAddress, addresses.guestAddress].map((text) => text.replace(/\/.*/, ""));
  console.log(`
  ${cell(INTERNET, 24)}${cell(HOST, 40)} ${VM}
  +----------------+      +--------------------------------+      +------------------------+
  |${left("echo server")}|      |${middle("masquerade, forward, redirect")}|      |${right("SNAT/DNAT")}|
  |${left(SERVER)}|      |${middle("")}|      |${right("")}|
  |${left("198.51.100.1")}+-veth-+${middle(`${PUBLIC}   ${hostInterface} ${hostLinkAddress}`)}+-veth-+${right(`eth0 ${insideLinkAddress}`)}|
  +----------------+      |${middle(`${NETWORK} 172.10.0.1/24`)}|      |${right(`${guestInterface} ${ours}`)}|
                          |${middle(`tcp+udp ${PORT} -> ${WEB}:5050`)}|      |${right(`${guest === "tap" ? "guest" : "container"} ${theirs}`)}|
                          +---+---------------------+------+      +------------------------+
                              | veth                | veth
                          +---+--------+      +-----+-------+
                          |${cell(WEB, 12)}|      |${cell(CLIENT, 13)}|
                          | 172.10.0.2 |      | 172.10.0.3  |
                          +------------+      +-------------+
`);
}

/** How to look around in what is kept. In a user namespace it lasts as long as a process that lives there. */
function tellWhatIsKept() {
  const looks = ["netns list", `-n ${HOST} -br addr`, `-n ${HOST} sandbox list`, `-n ${HOST} network list`];
  if (!process.argv.includes("--user-namespace")) {
    console.log("\nkept: run the demo again to remove it; look around with");
    for (const words of looks) console.log(`  npx ts-ip ${words}`);
    return;
  }
  const keeper = spawn("sh", ["-c", "exec tail -f /dev/null"], { detached: true, stdio: "ignore" });
  keeper.unref();
  console.log(`\nkept by process ${keeper.pid}: end it to remove it; look around with`);
  for (const words of looks)
    console.log(`  nsenter -U --preserve-credentials -n -m -t ${keeper.pid} node ${TS_IP} ${words}`);
}

const began = performance.now();
// What stays for the life of the process is opened first: the worker, the thread pool, and what libuv keeps in reserve for servers.
await tapIsAllowed();
await new Promise((resolve) => {
  const server = createServer().listen({ host: "127.0.0.1", port: 0 }, () => server.close(resolve));
});
const descriptorsBefore = openDescriptors();
const guestKind = process.argv.includes("--veth") || !(await tapIsAllowed()) ? "veth" : "tap";
if (guestKind === "veth" && !process.argv.includes("--veth"))
  console.log('/dev/net/tun may not be opened here: the sandbox\'s guest is a container (guest: "veth")\n');
await removeAll();

console.log("building");
const internet = await step(`namespace ${INTERNET}`, () => netlink.namespaces.create(INTERNET));
const host = await step(`namespace ${HOST}`, () => netlink.namespaces.create(HOST));
/** @type {{ close(): unknown }[]} */
const servers = [];
/** @type {string[]} */
const seen = [];
/** @type {import("ts-netlink/topology").Topology | undefined} */
let topology;
try {
  await step("the link between them: veth, addresses, routes", async () => {
    const far = await internet.netlink();
    const near = await host.netlink();
    await far.links.add({ name: "host0", info: { kind: "veth", data: { peer: { name: "eth0", namespace: host } } } });
    await far.links.set("lo", { up: true });
    await far.links.set("host0", { up: true });
    await far.addresses.add("host0", "198.51.100.1/24");
    await far.addresses.add("lo", `${SERVER}/32`);
    await near.links.set("lo", { up: true });
    await near.links.set("eth0", { up: true });
    await near.addresses.add("eth0", `${PUBLIC}/24`);
    await near.routes.add({ to: "default", via: "198.51.100.1" });
    await far.close();
    await near.close();
  });
  servers.push(await udpEcho(internet, SERVER, 7, "echo ", seen), await tcpEcho(internet, 7, "echo ", seen));
  servers.push(await udpEcho(host, "0.0.0.0", 5353, "proxy ", []));

  const built = (topology = await openTopology({ host }));
  const sandbox = await step(`sandbox ${VM}: namespace, veth, ${guestKind}, addresses, routes, NAT, redirect`, () =>
    built.sandboxes.create({ name: VM, guest: guestKind, redirects: [{ protocol: "udp", port: 53, to: 5353 }] }),
  );
  await step(`network ${NETWORK}: bridge, address, forwarding, masquerading`, () =>
    built.networks.create({ name: NETWORK, address: "172.10.0.1/24" }),
  );
  /** @type {import("ts-netlink").NetlinkNamespace[]} */
  const containers = [];
  for (const name of [WEB, CLIENT]) {
    containers.push(
      await step(`container ${name}: namespace, veth on the bridge, address, default route`, async () => {
        const container = await netlink.namespaces.create(name);
        await built.networks.attach({ network: NETWORK, container: { name } });
        return container;
      }),
    );
  }
  const [web, client] = /** @type {[import("ts-netlink").NetlinkNamespace, import("ts-netlink").NetlinkNamespace]} */ (
    containers
  );
  await step(`port ${PORT} of the host leads to ${WEB}:5050, tcp and udp`, async () => {
    for (const protocol of /** @type {const} */ (["tcp", "udp"])) {
      await built.networks.publish({ network: NETWORK, protocol, hostPort: PORT, to: WEB, port: 5050 });
    }
  });
  /** @type {string[]} */
  const webSeen = [];
  servers.push(await tcpEcho(web, 5050, "web ", webSeen), await udpEcho(web, "0.0.0.0", 5050, "web ", webSeen));
  draw(sandbox);

  console.log("sandbox");
  const tap = guestKind === "tap" ? await sandbox.openTap() : undefined;
  const inside = guestKind === "veth" ? sandbox.openGuestNamespace() : undefined;
  const guest = tap
    ? new Guest(tap.fd, { mac: "02:fc:00:00:00:05", address: "169.254.0.21", gateway: "169.254.0.22" })
    : new ContainerGuest(/** @type {import("ts-netlink/ns").Namespace} */ (inside));
  await check(`guest pings ${SERVER}`, "answered", async () =>
    (await guest.ping(SERVER)) > 0 ? "answered" : "no time",
  );
  if (guest instanceof Guest)
    await check(
      "its gateway has the MAC address that was asked for",
      sandbox.guestInterfaceMac,
      async () => guest.gatewayMac,
    );
  await check(`guest asks ${SERVER}:7 by UDP`, "echo hello", () => guest.ask(SERVER, 7, "hello"));
  await check("the server saw the host's address, not the guest's", PUBLIC, async () => seen.at(-1));
  await check(`guest asks ${SERVER}:53 and the host's proxy answers`, "proxy who", () => guest.ask(SERVER, 53, "who"));
  await check(`host asks the sandbox at ${sandbox.address} and the guest answers`, "ping guest", async () => {
    const [, answer] = await Promise.all([guest.echo(4000), udpAsk(host, sandbox.address, 4000, "ping guest")]);
    return answer;
  });

  console.log("network");
  await check("container to container, tcp", "web hi", () => tcpAsk(client, "172.10.0.2", 5050, "hi"));
  await check("container to container, udp", "web hi", () => udpAsk(client, "172.10.0.2", 5050, "hi"));
  await check("container to internet, tcp", "echo hi", () => tcpAsk(client, SERVER, 7, "hi"));
  await check("the server saw the host's address, not the container's", PUBLIC, async () =>
    seen.at(-1)?.replace("::ffff:", ""),
  );
  await check("internet to published port, tcp", "web hi", () => tcpAsk(internet, PUBLIC, PORT, "hi"));
  await check("the container saw who asked", "198.51.100.1", async () => webSeen.at(-1)?.replace("::ffff:", ""));
  await check("internet to published port, udp", "web hi", () => udpAsk(internet, PUBLIC, PORT, "hi"));
  await check("hairpin: the other container to the published port", "web hi", () => tcpAsk(client, PUBLIC, PORT, "hi"));
  await check("hairpin: the container to its own published port", "web hi", () => tcpAsk(web, PUBLIC, PORT, "hi"));
  await check("host to its own published port on 127.0.0.1", "web hi", () => tcpAsk(host, "127.0.0.1", PORT, "hi"));
  tap?.close();
  await inside?.close();
  for (const container of containers) await container.close();

  if (keep) {
    tellWhatIsKept();
  } else {
    console.log("removing");
    await step(`network ${NETWORK} with its containers' links and its ports`, () => built.networks.remove(NETWORK));
    await step(`sandbox ${VM}`, () => built.sandboxes.remove(VM));
    const near = await host.netlink();
    await check("no link is left on the host but its own", "eth0 lo", async () =>
      (await near.links.list())
        .map(({ name }) => name)
        .toSorted()
        .join(" "),
    );
    await check("no nftables table is left", "0", async () => String((await near.nft.list.tables()).length));
    await check("ip_forward is what it was", "0", () => host.sysctl.get("net.ipv4.ip_forward"));
    await near.close();
  }
} catch (error) {
  failures++;
  console.error(`FAILED ${error instanceof Error ? error.message : String(error)}`);
} finally {
  for (const server of servers) server.close();
  await topology?.close();
  await host.close();
  await internet.close();
  if (!keep) await removeAll();
}
if (!keep) {
  await check("no namespace is left", "", async () =>
    netlink.namespaces
      .list()
      .map(({ name }) => name)
      .filter((name) => name.startsWith("demo-"))
      .join(" "),
  );
  await new Promise((resolve) => setTimeout(resolve, 50)); // closed sockets give their descriptors back in the next turns
  await check("no descriptor is left open", descriptorsBefore.join(" "), async () => openDescriptors().join(" "));
}
await closeNamespaceWorker();
console.log(
  `\n${failures === 0 ? "all checks passed" : `${failures} checks FAILED`} in ${((performance.now() - began) / 1000).toFixed(2)} s`,
);
process.exitCode = failures === 0 ? 0 : 1;
