import { EncodeError } from "../../protocol/schema/errors.ts";
import type { NftChainInput as WireChain, NftHookInput } from "../../protocol/netfilter/chain.ts";
import { nftChainFlags } from "../../protocol/netfilter/chain.ts";
import { netfilterVerdict } from "../../protocol/netfilter/data.ts";
import type { NftFamily, NftHookName, NftPriority } from "./family.ts";
import { hookNumber, priorityNumber } from "./family.ts";
import { commentData } from "./user-data.ts";

/** What names a chain: what listing returns contains it. */
export interface ChainReference {
  readonly family: NftFamily;
  readonly table: string;
  readonly name: string;
}

/** A chain to be made. With `hook` it is a base chain, which the network stack calls; else one that rules jump to. */
export interface ChainInput extends ChainReference {
  /** What it may do: `nat` chains see only the first packet of a connection; `route` ones reroute what they changed. */
  readonly type?: "filter" | "nat" | "route" | undefined;
  readonly hook?: NftHookName | undefined;
  /** Order among the chains of the hook: a number, or a name such as `"srcnat"` or `"filter - 10"`; 0 unless told. */
  readonly priority?: NftPriority | undefined;
  /** What happens to packets that no rule decided; `accept` unless told. */
  readonly policy?: "accept" | "drop" | undefined;
  /** The interfaces of an ingress or egress chain. */
  readonly devices?: readonly string[] | undefined;
  /** Do it in hardware, where the interface can. */
  readonly offload?: boolean | undefined;
  readonly comment?: string | undefined;
  /** Fail with EEXIST where it is there already (`create chain`); else that is no error. */
  readonly exclusive?: boolean | undefined;
}

function encodeHook(chain: ChainInput): NftHookInput | undefined {
  const { family, hook, priority, devices = [] } = chain;
  if (hook === undefined) {
    if (chain.type === undefined && priority === undefined && chain.policy === undefined) return undefined;
    throw new EncodeError("type, priority and policy are those of a base chain, which has a hook", ["hook"]);
  }
  const [only] = devices;
  return {
    hooknum: hookNumber(family, hook),
    priority: priorityNumber(family, priority ?? 0),
    dev: devices.length === 1 ? only : undefined,
    devs: devices.length > 1 ? { name: devices } : undefined,
  };
}

/** NFTA_CHAIN_* of a chain, in the order nft writes them. */
export function encodeChain(chain: ChainInput): WireChain {
  const hook = encodeHook(chain);
  const { drop, accept } = netfilterVerdict.values;
  return {
    table: chain.table,
    name: chain.name,
    type: hook === undefined ? undefined : (chain.type ?? "filter"),
    policy: chain.policy === undefined ? undefined : chain.policy === "drop" ? drop : accept,
    hook,
    flags: chain.offload === true ? nftChainFlags.values.hw_offload : undefined,
    userdata: commentData(chain.comment),
  };
}
