import type { NftExpressionInput } from "../../protocol/netfilter/expression.ts";
import type { NftFamily } from "./family.ts";
import type { SetElementInput } from "./set-element.ts";
import type { ResolvedSet, SetReference } from "./set-reference.ts";
import type { SetOrigin } from "./set.ts";

/** One statement of a rule: a match such as `tcp dport 80`, or an action such as `counter`. Values made by the functions of this folder. */
export interface Statement {
  /** The statement as nft writes it in a table of that family. */
  readonly text: (family: NftFamily) => string;
  /** Appends what the kernel executes to a rule that is being compiled. */
  readonly compile: (rule: Compilation) => void;
}

/** A compiled statement: its expressions, and what may still happen to it when the rule is complete. */
export interface Part {
  readonly expressions: readonly NftExpressionInput[];
  /** Set for a comparison of packet bytes with a constant: nft joins those of neighbouring bytes to one. */
  readonly payload?: { readonly base: number; readonly offset: number; readonly value: Uint8Array } | undefined;
  /** An action rather than a match. */
  readonly action: boolean;
}

/** An anonymous set: it lives and dies with the rule that holds it. */
export interface AnonymousSet {
  /** Its types; the table and the name are those of the rule that holds it. */
  readonly set: Pick<ResolvedSet, "types" | "data" | "flags">;
  readonly elements: readonly SetElementInput[];
  readonly origin: SetOrigin;
}

/** A rule that is being compiled: what is known of the packet so far, and what was emitted. */
export interface Compilation {
  readonly family: NftFamily;
  readonly parts: Part[];
  /** What the packet is known to be at this point: statements put the checks they need in front, once. */
  network: "ip" | "ip6" | undefined;
  transport: number | undefined;
  /** Whether any transport protocol was checked, be it as one of several; and whether the interface has Ethernet headers. */
  hasTransport: boolean;
  hasEthernet: boolean;
  /** Makes an anonymous set and returns by what a lookup finds it. */
  readonly addSet: (set: AnonymousSet) => { readonly name: string; readonly id: number };
  /** What is known of a named set of this table, and its id where it is made in the same transaction. */
  readonly findSet: (name: string) => { readonly set?: SetReference | undefined; readonly id?: number | undefined };
}
