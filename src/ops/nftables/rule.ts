import type { NftFamily } from "./family.ts";
import type { Statement } from "./statement.ts";

/** A rule's statements in their order, as a value: it may be added to any number of chains. */
export interface RuleValue {
  readonly statements: readonly Statement[];
  /** The rule as nft writes it in a table of that family (`"inet"` unless told). */
  readonly toString: (family?: NftFamily) => string;
}

/**
 * A rule: `rule(iifname("eth0"), tcp.dport(8080), counter(), dnat({ address: "10.0.0.2", port: 80 }))` is
 * `iifname "eth0" tcp dport 8080 counter dnat ip to 10.0.0.2:80`.
 */
export function rule(...statements: readonly Statement[]): RuleValue {
  return {
    statements,
    toString: (family = "inet") => statements.map((statement) => statement.text(family)).join(" "),
  };
}
