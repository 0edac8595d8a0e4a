import { EncodeError } from "../../protocol/schema/errors.ts";
import type { NftDataInput } from "../../protocol/netfilter/data.ts";
import { netfilterVerdict, nftVerdictOnly } from "../../protocol/netfilter/data.ts";
import type { NftVerdict as WireVerdict } from "../../protocol/netfilter/data.ts";

/** What happens to a packet: `jump` and `goto` name the chain that decides. */
export interface NftVerdict {
  readonly verdict: "accept" | "drop" | "continue" | "return" | "jump" | "goto";
  readonly chain?: string | undefined;
}

const codes: Readonly<Record<NftVerdict["verdict"], number>> = {
  accept: netfilterVerdict.values.accept,
  drop: netfilterVerdict.values.drop,
  continue: nftVerdictOnly.values.continue,
  return: nftVerdictOnly.values.return,
  jump: nftVerdictOnly.values.jump,
  goto: nftVerdictOnly.values.goto,
};
const names: readonly NftVerdict["verdict"][] = ["accept", "drop", "continue", "return", "jump", "goto"];

/** NFTA_DATA_VERDICT of a verdict. */
export function encodeVerdict({ verdict, chain }: NftVerdict): NftDataInput {
  const jumps = verdict === "jump" || verdict === "goto";
  if (jumps !== (chain !== undefined)) throw new EncodeError(`${verdict} ${jumps ? "needs a" : "takes no"} chain`);
  return { verdict: { code: codes[verdict], chain } };
}

/** The verdict that the kernel listed; `undefined` for a code that rules can't give. */
export function decodeVerdict({ code, chain }: WireVerdict): NftVerdict | undefined {
  const verdict = names.find((name) => codes[name] === code);
  return verdict === undefined ? undefined : { verdict, ...(chain !== undefined && { chain }) };
}

/** A verdict as nft prints it. */
export function formatVerdict({ verdict, chain }: NftVerdict): string {
  return chain === undefined ? verdict : `${verdict} ${chain}`;
}
