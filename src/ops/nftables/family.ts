import { EncodeError } from "../../protocol/schema/errors.ts";
import { nfProto } from "../../protocol/netfilter/nfnetlink.ts";

/** The family of a table: which packets its chains see. `inet` sees IPv4 and IPv6. */
export type NftFamily = "ip" | "ip6" | "inet" | "arp" | "bridge" | "netdev";

const { inet, ipv4, arp, netdev, bridge, ipv6 } = nfProto.values;
const numbers: Readonly<Record<NftFamily, number>> = { ip: ipv4, ip6: ipv6, inet, arp, bridge, netdev };
const names: ReadonlyMap<number, NftFamily> = new Map([
  [ipv4, "ip"],
  [ipv6, "ip6"],
  [inet, "inet"],
  [arp, "arp"],
  [bridge, "bridge"],
  [netdev, "netdev"],
]);

/** NFPROTO_* of a family name. */
export function familyNumber(family: NftFamily): number {
  const number = numbers[family];
  if (number === undefined) throw new EncodeError(`${JSON.stringify(family)} is not a table family`, ["family"]);
  return number;
}

/** Name of an NFPROTO_* number; `undefined` for one that tables don't have. */
export function familyName(number: number): NftFamily | undefined {
  return names.get(number);
}

/** Where a base chain is called. `ingress` and `egress` are for `netdev` tables, `ingress` also for `inet`. */
export type NftHookName = "prerouting" | "input" | "forward" | "output" | "postrouting" | "ingress" | "egress";

const ipHooks = { prerouting: 0, input: 1, forward: 2, output: 3, postrouting: 4 };
const hooks: Readonly<Record<NftFamily, Readonly<Partial<Record<NftHookName, number>>>>> = {
  ip: ipHooks,
  ip6: ipHooks,
  inet: { ...ipHooks, ingress: 5 },
  bridge: ipHooks,
  arp: { input: 0, output: 1, forward: 2 },
  netdev: { ingress: 0, egress: 1 },
};

/** NF_INET_* (or the family's own) number of a hook. */
export function hookNumber(family: NftFamily, hook: NftHookName): number {
  const number = hooks[family][hook];
  if (number === undefined) throw new EncodeError(`family ${family} has no hook ${JSON.stringify(hook)}`, ["hook"]);
  return number;
}

const hookNames: readonly NftHookName[] = [
  "prerouting",
  "input",
  "forward",
  "output",
  "postrouting",
  "ingress",
  "egress",
];

/** Name of a hook number; `undefined` for a number the family does not have. */
export function hookName(family: NftFamily, number: number): NftHookName | undefined {
  return hookNames.find((name) => hooks[family][name] === number);
}

/** A chain's place among those of its hook: a number, or a name that the family has, such as `"srcnat"` or `"filter - 10"`. */
export type NftPriority = number | string;

const ipPriorities = { raw: -300, mangle: -150, dstnat: -100, filter: 0, security: 50, srcnat: 100 };
const priorities: Readonly<Record<NftFamily, Readonly<Record<string, number>>>> = {
  ip: ipPriorities,
  ip6: ipPriorities,
  inet: ipPriorities,
  bridge: { dstnat: -300, filter: -200, out: 100, srcnat: 300 },
  arp: { filter: 0 },
  netdev: { filter: 0 },
};

/**
 * The number of a priority.
 * @throws EncodeError when the family knows no such name
 */
export function priorityNumber(family: NftFamily, priority: NftPriority): number {
  if (typeof priority === "number") return priority;
  const [, name, sign, offset] = /^([a-z]+)\s*(?:([+-])\s*(\d+))?$/.exec(priority.trim()) ?? [];
  if (name === undefined) {
    if (/^-?\d+$/.test(priority.trim())) return Number(priority);
    throw new EncodeError(`${JSON.stringify(priority)} is not a priority`, ["priority"]);
  }
  const base = Object.hasOwn(priorities[family], name) ? priorities[family][name] : undefined;
  if (base === undefined) {
    const known = Object.keys(priorities[family]).join(", ");
    throw new EncodeError(`family ${family} has no priority ${JSON.stringify(name)}, it has ${known}`, ["priority"]);
  }
  const distance = offset === undefined ? 0 : Number(offset);
  return sign === "-" ? base - distance : base + distance;
}
