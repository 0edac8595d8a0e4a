import { conntrack } from "../ops/index.ts";
import * as nft from "../ops/nftables/index.ts";
import type { Connection } from "../socket/connection.ts";
import { TopologyError } from "./errors.ts";
import type { Host } from "./host.ts";
import { passForwarding } from "./host.ts";
import type { NetworkSpec, PortSpec } from "./network-spec.ts";
import { portName } from "./network-spec.ts";

/*
 * The rules of a bridge network: one table each. Published ports are rules in a chain that prerouting and output both jump to for
 * packets to an address of the host, so that a port is reachable from outside, from the containers and from the host itself.
 */

/** Name of a network's table. */
export const tableName = (network: string): string => `ts-netlink-${network}`;
const tag = (network: string): string => `ts-netlink ${network}`;
const inTable = (network: string) => ({ family: "ip", table: tableName(network) }) as const;

/** Whether the network's table is there, whoever made it. */
export async function hasTable({ connection }: Host, network: string): Promise<boolean> {
  const tables = await connection.run(nft.list.tables({ family: "ip" }));
  return tables.some(({ name }) => name === tableName(network));
}

/** Refuses a table of the network's name, which then is somebody else's. @throws TopologyError */
export async function refuseForeignTable(host: Host, { name: network }: NetworkSpec): Promise<void> {
  if (!(await hasTable(host, network))) return;
  throw new TopologyError(`there is a table ip ${tableName(network)} already, which is not a network's`);
}

/** Makes the network's table. @throws NetlinkError EEXIST when there is one of that name */
export async function addTable({ connection }: Host, spec: NetworkSpec): Promise<void> {
  const table = inTable(spec.name);
  const bridge = spec.name;
  await connection.run(
    nft.transaction((t) => {
      t.addTable({ family: "ip", name: table.table, exclusive: true });
      // The bridge routes to 127.0.0.0/8, for ports published there: containers are not to reach the host's own services by it.
      t.addChain({ ...table, name: "raw", type: "filter", hook: "prerouting", priority: "raw" });
      t.addRule({
        ...table,
        chain: "raw",
        rule: nft.rule(nft.iifname(bridge), nft.ip.daddr("127.0.0.0/8"), nft.drop()),
      });
      t.addChain({ ...table, name: "forward", type: "filter", hook: "forward", priority: "filter" });
      t.addRule({ ...table, chain: "forward", rule: nft.rule(nft.iifname(bridge), nft.accept()) });
      t.addRule({
        ...table,
        chain: "forward",
        rule: nft.rule(nft.oifname(bridge), nft.ct.state("established,related"), nft.accept()),
      });
      t.addRule({
        ...table,
        chain: "forward",
        rule: nft.rule(nft.oifname(bridge), nft.ct.status("dnat"), nft.accept()),
      });
      t.addChain({ ...table, name: "ports" });
      const toHost = nft.fib("daddr").type("local");
      t.addChain({ ...table, name: "prerouting", type: "nat", hook: "prerouting", priority: "dstnat" });
      t.addRule({ ...table, chain: "prerouting", rule: nft.rule(toHost, nft.jump("ports")) });
      t.addChain({ ...table, name: "output", type: "nat", hook: "output", priority: "dstnat" });
      t.addRule({ ...table, chain: "output", rule: nft.rule(toHost, nft.jump("ports")) });
      t.addChain({ ...table, name: "postrouting", type: "nat", hook: "postrouting", priority: "srcnat" });
      // To the outside, as the host; back to the network through a published port, so that answers come by the host again.
      t.addRule({
        ...table,
        chain: "postrouting",
        rule: nft.rule(nft.ip.saddr(spec.subnet), nft.oifname(nft.not(bridge)), nft.masquerade()),
      });
      t.addRule({
        ...table,
        chain: "postrouting",
        rule: nft.rule(
          nft.ip.saddr([spec.subnet, "127.0.0.0/8"]),
          nft.oifname(bridge),
          nft.ct.status("dnat"),
          nft.masquerade(),
        ),
      });
    }),
  );
}

/** Lets the network's packets pass the FORWARD chains of other tables. */
export async function passOthers(host: Host, { name }: NetworkSpec): Promise<void> {
  await passForwarding(host, { interface: name, tag: tag(name) });
}

/** Takes back what {@link passOthers} did. */
export async function leaveOthers({ connection }: Host, { name }: NetworkSpec): Promise<void> {
  await connection.run(nft.withdrawForwarding(tag(name)));
}

/** Takes the network's table away. */
export async function removeTable({ connection }: Host, spec: NetworkSpec): Promise<void> {
  const table = { family: "ip", name: tableName(spec.name), ifExists: true } as const;
  await connection.run(nft.transaction((t) => t.deleteTable(table)));
}

/** Opens a published port. Connections that were tracked before would go on as before: they are forgotten. */
export async function addPort(connection: Connection, spec: PortSpec): Promise<void> {
  const { dport } = spec.protocol === "tcp" ? nft.tcp : nft.udp;
  const host = spec.hostAddress === undefined ? [] : [nft.ip.daddr(spec.hostAddress)];
  await connection.run(
    nft.transaction((t) =>
      t.addRule({
        ...inTable(spec.network),
        chain: "ports",
        rule: nft.rule(...host, dport(spec.hostPort), nft.dnat({ address: spec.address, port: spec.port })),
        comment: portName(spec),
      }),
    ),
  );
  await forgetFlows(connection, spec);
}

/** Closes a published port. */
export async function removePort(host: Host, spec: PortSpec): Promise<void> {
  const table = inTable(spec.network);
  const { connection } = host;
  if (!(await hasTable(host, spec.network))) return;
  const rules = await connection.run(nft.list.rules({ ...table, chain: "ports" }));
  const mine = rules.filter(({ comment }) => comment === portName(spec));
  if (mine.length > 0) {
    await connection.run(
      nft.transaction((t) => {
        for (const { handle } of mine) t.deleteRule({ ...table, chain: "ports", handle });
      }),
    );
  }
  await forgetFlows(connection, spec);
}

/** UDP flows have no end: the kernel would send them to the old target as long as they last. */
async function forgetFlows(connection: Connection, { protocol, hostAddress, hostPort }: PortSpec): Promise<void> {
  if (protocol !== "udp") return;
  const flows = { originalDestination: hostAddress, originalDestinationPort: hostPort };
  await connection.run(conntrack.flush({ family: "inet", protocol, ...flows }));
}
