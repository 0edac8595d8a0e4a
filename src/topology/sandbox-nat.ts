import * as nft from "../ops/nftables/index.ts";
import type { Transaction } from "../socket/request.ts";
import { TopologyError } from "./errors.ts";
import type { Host } from "./host.ts";
import { passForwarding } from "./host.ts";
import type { LedgerState } from "./ledger.ts";
import type { SandboxSpec } from "./sandbox-spec.ts";
import { INSIDE_INTERFACE } from "./sandbox-spec.ts";

/*
 * The rules of sandboxes. On the host all of them share one table, whose rules never change: a sandbox is an element of its sets. Each
 * has a table of its own inside its namespace.
 */

/** Name of the sandboxes' table on the host; also stands for it in the ledger. */
export const SANDBOX_TABLE = "ts-netlink-sandboxes";
const TABLE = { family: "inet", name: SANDBOX_TABLE } as const;
const IN_TABLE = { family: "inet", table: SANDBOX_TABLE } as const;
const LINKS = { ...IN_TABLE, name: "links", type: "ifname" } as const;
const ADDRESSES = { ...IN_TABLE, name: "addresses", type: "ipv4_addr" } as const;
/** By what other tables' accepts for sandboxes are found again: one for all that have default names, one each for the others. */
const SHARED_TAG = "ts-netlink sandboxes";
const ownTag = (hostInterface: string): string => `ts-netlink sandbox ${hostInterface}`;
const hasDefaultName = ({ hostInterface }: SandboxSpec): boolean => /^tnsb\d+$/.test(hostInterface);

interface Proxy {
  readonly protocol: "tcp" | "udp";
  readonly to: number;
}
/** The set of interfaces and ports whose traffic goes to one proxy. */
const redirectSet = ({ protocol, to }: Proxy) =>
  ({ ...IN_TABLE, name: `to-${protocol}-${to}`, type: ["ifname", "inet_service"] }) as const;

/** The distinct proxies of these sandboxes. */
function proxiesOf(specs: readonly SandboxSpec[]): Proxy[] {
  const proxies = new Map<string, Proxy>();
  for (const { redirects } of specs)
    for (const { protocol, to } of redirects) proxies.set(`${protocol} ${to}`, { protocol, to });
  return [...proxies.values()];
}

/** Whether the sandboxes' table is there, whoever made it. */
export async function hasHostTable({ connection }: Host): Promise<boolean> {
  const tables = await connection.run(nft.list.tables({ family: "inet" }));
  return tables.some(({ name }) => name === SANDBOX_TABLE);
}

/** Refuses a table of the sandboxes' name that nobody in the ledger needs. @throws TopologyError */
export async function refuseForeignTable(host: Host, state: LedgerState): Promise<void> {
  if (state.shared[SANDBOX_TABLE] !== undefined || !(await hasHostTable(host))) return;
  throw new TopologyError(`there is a table inet ${SANDBOX_TABLE} already, which is not of this ledger's sandboxes`);
}

/**
 * Makes the host's table where it is missing, with chains for forwarding, masquerading and redirection, and a set and a rule for each
 * proxy port that is new. Call it under the ledger's lock.
 */
export async function ensureHostTable(host: Host, specs: readonly SandboxSpec[]): Promise<void> {
  const { connection } = host;
  const isNew = !(await hasHostTable(host));
  const known = isNew ? [] : await connection.run(nft.list.sets({ family: "inet", table: SANDBOX_TABLE }));
  const proxies = proxiesOf(specs).filter((proxy) => !known.some(({ name }) => name === redirectSet(proxy).name));
  if (isNew || proxies.length > 0) {
    await connection.run(
      nft.transaction((t) => {
        if (isNew) {
          t.addTable({ ...TABLE, exclusive: true });
          t.addSet(LINKS);
          t.addSet(ADDRESSES);
          t.addChain({ ...IN_TABLE, name: "forward", type: "filter", hook: "forward", priority: "filter" });
          t.addRule({ ...IN_TABLE, chain: "forward", rule: nft.rule(nft.iifname(LINKS), nft.accept()) });
          t.addRule({ ...IN_TABLE, chain: "forward", rule: nft.rule(nft.oifname(LINKS), nft.accept()) });
          t.addChain({ ...IN_TABLE, name: "postrouting", type: "nat", hook: "postrouting", priority: "srcnat" });
          t.addRule({
            ...IN_TABLE,
            chain: "postrouting",
            rule: nft.rule(nft.ip.saddr(ADDRESSES), nft.oifname(nft.not(LINKS)), nft.masquerade()),
          });
          t.addChain({ ...IN_TABLE, name: "prerouting", type: "nat", hook: "prerouting", priority: "dstnat" });
        }
        for (const proxy of proxies) {
          const set = redirectSet(proxy);
          const { dport } = proxy.protocol === "tcp" ? nft.tcp : nft.udp;
          t.addSet(set);
          t.addRule({
            ...IN_TABLE,
            chain: "prerouting",
            rule: nft.rule(nft.concat(nft.iifname, dport)(set), nft.redirect({ port: proxy.to })),
          });
        }
      }),
    );
  }
  // Others' tables can't look into our sets: there, links are matched by the prefix of their names.
  if (specs.some(hasDefaultName)) await passForwarding(host, { interface: "tnsb*", outgoing: "all", tag: SHARED_TAG });
  for (const spec of specs) {
    if (hasDefaultName(spec)) continue;
    await passForwarding(host, { interface: spec.hostInterface, outgoing: "all", tag: ownTag(spec.hostInterface) });
  }
}

/**
 * Takes sandboxes out of the host's table, and with the last of all the table itself. Call it under the ledger's lock.
 * @param isLast whether no other sandbox needs the table
 */
export async function leaveHostTable(host: Host, specs: readonly SandboxSpec[], isLast: boolean): Promise<void> {
  const { connection } = host;
  for (const spec of specs) {
    if (!hasDefaultName(spec)) await connection.run(nft.withdrawForwarding(ownTag(spec.hostInterface)));
  }
  if (!isLast) return removeElements(host, specs);
  await connection.run(nft.withdrawForwarding(SHARED_TAG));
  await connection.run(nft.transaction((t) => t.deleteTable({ ...TABLE, ifExists: true })));
}

/** Adds the sandboxes to the host's sets: one transaction for any number. */
export async function addToHost({ connection }: Host, specs: readonly SandboxSpec[]): Promise<void> {
  await connection.run(
    nft.transaction((t) => {
      t.addElements(
        LINKS,
        specs.map(({ hostInterface }) => hostInterface),
      );
      t.addElements(
        ADDRESSES,
        specs.map(({ address }) => address),
      );
      for (const proxy of proxiesOf(specs)) t.addElements(redirectSet(proxy), redirectKeys(proxy, specs));
    }),
  );
}

const redirectKeys = (proxy: Proxy, specs: readonly SandboxSpec[]): [string, number][] =>
  specs.flatMap(({ hostInterface, redirects }) =>
    redirects
      .filter(({ protocol, to }) => protocol === proxy.protocol && to === proxy.to)
      .map(({ port }): [string, number] => [hostInterface, port]),
  );

/** Takes the sandboxes out of the host's sets; what is not there is no error. */
async function removeElements(host: Host, specs: readonly SandboxSpec[]): Promise<void> {
  if (!(await hasHostTable(host))) return;
  const { connection } = host;
  const sets = await connection.run(nft.list.sets({ family: "inet", table: SANDBOX_TABLE }));
  const there = (set: nft.SetReference): boolean => sets.some(({ name }) => name === set.name);
  await connection.run(
    nft.transaction((t) => {
      t.deleteElements(
        LINKS,
        specs.map(({ hostInterface }) => hostInterface),
        { ifExists: true },
      );
      t.deleteElements(
        ADDRESSES,
        specs.map(({ address }) => address),
        { ifExists: true },
      );
      for (const proxy of proxiesOf(specs)) {
        const set = redirectSet(proxy);
        if (there(set)) t.deleteElements(set, redirectKeys(proxy, specs), { ifExists: true });
      }
    }),
  );
}

/** The rules inside a sandbox's namespace: the guest's address becomes the sandbox's own on the way out, and back on the way in. */
export function insideRules(spec: SandboxSpec): Transaction<unknown> {
  const table = { family: "ip", table: "ts-netlink" } as const;
  const guest = spec.guestAddress.replace(/\/.*/, "");
  return nft.transaction((t) => {
    t.addTable({ family: "ip", name: "ts-netlink" });
    t.addChain({ ...table, name: "postrouting", type: "nat", hook: "postrouting", priority: "srcnat" });
    t.addChain({ ...table, name: "prerouting", type: "nat", hook: "prerouting", priority: "dstnat" });
    t.addRule({
      ...table,
      chain: "postrouting",
      rule: nft.rule(nft.oifname(INSIDE_INTERFACE), nft.ip.saddr(guest), nft.snat({ address: spec.address })),
    });
    t.addRule({
      ...table,
      chain: "prerouting",
      rule: nft.rule(nft.iifname(INSIDE_INTERFACE), nft.ip.daddr(spec.address), nft.dnat({ address: guest })),
    });
  });
}
