import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { enumeration, flagSet } from "../../schema/enumeration.ts";
import { be16, be32, named } from "../../schema/scalars.ts";
import { nulString } from "../../schema/text.ts";

/** NFT_LOGLEVEL_* (`linux/netfilter/nf_tables.h`). */
export const logLevel = enumeration("NFT_LOGLEVEL_", {
  emerg: 0,
  alert: 1,
  crit: 2,
  err: 3,
  warning: 4,
  notice: 5,
  info: 6,
  debug: 7,
  audit: 8,
});
/** NF_LOG_* (`linux/netfilter/nf_log.h`). */
export const logFlags = flagSet("NF_LOG_", { tcpseq: 1, tcpopt: 2, ipopt: 4, uid: 8, nflog: 16, macdecode: 32 });
const nftLogAttributes = {
  /** NFTA_LOG_GROUP: nfnetlink_log group; absent for the kernel log. */
  group: [1, be16],
  /** NFTA_LOG_PREFIX: at most 127 bytes. */
  prefix: [2, nulString(127)],
  /** NFTA_LOG_SNAPLEN: bytes of the packet. */
  snaplen: [3, be32],
  /** NFTA_LOG_QTHRESHOLD: messages collected before they are sent. */
  qthreshold: [4, be16],
  /** NFTA_LOG_LEVEL. */
  level: [5, named(be32, logLevel)],
  /** NFTA_LOG_FLAGS. */
  flags: [6, named(be32, logFlags)],
} as const;
/** `log`: writes to the kernel log, or to a user program through a group. */
export interface NftLog extends Output<typeof nftLogAttributes> {}
/** Input of {@link nftLog}. */
export interface NftLogInput extends Input<typeof nftLogAttributes> {}
/** NFTA_LOG_* (`linux/netfilter/nf_tables.h`). */
export const nftLog: Space<NftLog, NftLogInput> = attributeSet("NFTA_LOG_", nftLogAttributes);
