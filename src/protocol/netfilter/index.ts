import type { Family } from "../schema/registry.ts";
import { nftChainFamily } from "./chain.ts";
import { conntrackFamily } from "./conntrack.ts";
import { nftExpressionFamily } from "./expression-family.ts";
import { nftFlowtableFamily } from "./flowtable.ts";
import { nftGenerationFamily } from "./generation.ts";
import { nfnetlinkFamily } from "./nfnetlink.ts";
import { nftObjectFamily } from "./object.ts";
import { nftRuleFamily } from "./rule.ts";
import { nftSetElementFamily } from "./set-element.ts";
import { nftSetFamily } from "./set.ts";
import { nftTableFamily } from "./table.ts";
import { nftTraceFamily } from "./trace.ts";

export * from "./chain.ts";
export * from "./conntrack.ts";
export * from "./data.ts";
export * from "./expression.ts";
export * from "./expression-family.ts";
export * from "./expressions/bitwise.ts";
export * from "./expressions/byteorder.ts";
export * from "./expressions/cmp.ts";
export * from "./expressions/connlimit.ts";
export * from "./expressions/counter.ts";
export * from "./expressions/ct.ts";
export * from "./expressions/fib.ts";
export * from "./expressions/immediate.ts";
export * from "./expressions/limit.ts";
export * from "./expressions/log.ts";
export * from "./expressions/lookup.ts";
export * from "./expressions/masq.ts";
export * from "./expressions/match.ts";
export * from "./expressions/meta.ts";
export * from "./expressions/nat.ts";
export * from "./expressions/notrack.ts";
export * from "./expressions/objref.ts";
export * from "./expressions/payload.ts";
export * from "./expressions/quota.ts";
export * from "./expressions/range.ts";
export * from "./expressions/redir.ts";
export * from "./expressions/reject.ts";
export * from "./expressions/target.ts";
export * from "./flowtable.ts";
export * from "./generation.ts";
export * from "./messages.ts";
export * from "./nfnetlink.ts";
export * from "./object.ts";
export * from "./rule.ts";
export * from "./set.ts";
export * from "./set-element.ts";
export * from "./table.ts";
export * from "./trace.ts";

/** Every declaration of the netfilter layer. */
export const families: readonly Family[] = [
  nfnetlinkFamily,
  nftTableFamily,
  nftChainFamily,
  nftRuleFamily,
  nftExpressionFamily,
  nftSetFamily,
  nftSetElementFamily,
  nftObjectFamily,
  nftFlowtableFamily,
  nftGenerationFamily,
  nftTraceFamily,
  conntrackFamily,
];
