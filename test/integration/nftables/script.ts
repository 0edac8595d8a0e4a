import type { NftFamily, TransactionBuilder } from "ts-netlink/nftables";
import type { ChainName, Sentence } from "./sentences.ts";
import { sentences } from "./sentences.ts";

/** The families of the sentences. */
export const families = ["inet", "ip", "ip6", "bridge", "netdev"] as const;

/** Where each of the chains that sentences are for is called. */
const hooks = {
  in: { type: "filter", hook: "input", priority: 0 },
  raw: { type: "filter", hook: "prerouting", priority: -300 },
  pre: { type: "nat", hook: "prerouting", priority: -100 },
  post: { type: "nat", hook: "postrouting", priority: 100 },
} as const;

const isLinkLayer = (family: NftFamily): boolean => family === "bridge" || family === "netdev";

/** The chain of a sentence; what any hook allows stands in the plain chain of families without input. */
function chainOf(family: NftFamily, chain: ChainName): Exclude<ChainName, "hook"> | "plain" {
  if (chain !== "hook") return chain;
  return isLinkLayer(family) ? "plain" : "in";
}

const sets = [
  { name: "hosts", type: "ipv4_addr", text: "type ipv4_addr;" },
  { name: "hosts6", type: "ipv6_addr", text: "type ipv6_addr;" },
  { name: "ports", type: "inet_service", text: "type inet_service;" },
  { name: "marks", type: "mark", flags: ["interval"], text: "type mark; flags interval;" },
  { name: "pairs", type: ["ifname", "inet_service"], text: "type ifname . inet_service;" },
] as const;

/** The sentences of a family. */
export function rowsOf(family: NftFamily): Sentence[] {
  return sentences.filter((sentence) => sentence.families.includes(family));
}

/** A table of the sentences as a script for nft. */
export function script(family: NftFamily, rows: readonly Sentence[]): string {
  const lines = [`add table ${family} t`, `add chain ${family} t other`, `add chain ${family} t plain`];
  if (!isLinkLayer(family)) {
    for (const [name, { type, hook, priority }] of Object.entries(hooks)) {
      lines.push(`add chain ${family} t ${name} { type ${type} hook ${hook} priority ${priority}; }`);
    }
  }
  for (const { name, text } of sets) lines.push(`add set ${family} t ${name} { ${text} }`);
  for (const { chain, text } of rows) lines.push(`add rule ${family} t ${chainOf(family, chain)} ${text}`);
  return `${lines.join("\n")}\n`;
}

/** The same table as operations of a transaction. */
export function operations(family: NftFamily, rows: readonly Sentence[]): (t: TransactionBuilder) => void {
  return (t) => {
    t.addTable({ family, name: "t" });
    t.addChain({ family, table: "t", name: "other" });
    t.addChain({ family, table: "t", name: "plain" });
    if (!isLinkLayer(family)) {
      for (const [name, hook] of Object.entries(hooks)) t.addChain({ family, table: "t", name, ...hook });
    }
    for (const set of sets) t.addSet({ family, table: "t", ...set });
    for (const { chain, rule } of rows) t.addRule({ family, table: "t", chain: chainOf(family, chain), rule });
  };
}

/** A request's message as it goes over the wire, without sequence number, port id and the padding of its last attribute. */
export function wire(request: {
  readonly type: number;
  readonly flags: number;
  readonly body: Uint8Array;
}): Uint8Array {
  const { type, flags, body } = request;
  const message = new Uint8Array(16 + body.length);
  const view = new DataView(message.buffer);
  view.setUint32(0, message.length, true);
  view.setUint16(4, type, true);
  view.setUint16(6, flags | 1, true);
  message.set(body, 16);
  return message;
}
