import { NETLINK_NETFILTER } from "../core/constants.ts";
import type { Family } from "../schema/registry.ts";
import { netfilterVerdict, nftData, nftVerdict, nftVerdictOnly, register } from "./data.ts";
import { dynsetFlags, dynsetOperation, nftExpression, nftExpressions } from "./expression.ts";
import { bitwiseOperation } from "./expressions/bitwise.ts";
import { byteorderOperation } from "./expressions/byteorder.ts";
import { cmpOperation } from "./expressions/cmp.ts";
import { connlimitFlags } from "./expressions/connlimit.ts";
import { ctKey } from "./expressions/ct.ts";
import { fibFlags, fibResult } from "./expressions/fib.ts";
import { limitFlags, limitType } from "./expressions/limit.ts";
import { logFlags, logLevel } from "./expressions/log.ts";
import { lookupFlags } from "./expressions/lookup.ts";
import { metaKey } from "./expressions/meta.ts";
import { natRangeFlags, natType } from "./expressions/nat.ts";
import { payloadBase, payloadChecksum, payloadChecksumFlags } from "./expressions/payload.ts";
import { quotaFlags } from "./expressions/quota.ts";
import { rangeOperation } from "./expressions/range.ts";
import { rejectIcmpxCode, rejectType } from "./expressions/reject.ts";
import { nfTablesHeader } from "./messages.ts";

const header = nfTablesHeader;
const compat = new Set<string>(["match", "target"]);

/** The expressions: attribute sets, which stand in rules and set elements, and their names. */
export const nftExpressionFamily: Family = {
  name: "nft-expression",
  protocol: NETLINK_NETFILTER,
  messages: [],
  spaces: [
    { header, space: nftData },
    { header, space: nftVerdict },
    { header, space: nftExpression },
    ...Object.entries(nftExpressions).map(([name, space]) => ({
      header: compat.has(name) ? "linux/netfilter/nf_tables_compat.h" : header,
      space,
    })),
  ],
  structs: [],
  names: [
    ...[
      bitwiseOperation,
      byteorderOperation,
      cmpOperation,
      connlimitFlags,
      ctKey,
      dynsetFlags,
      dynsetOperation,
      fibFlags,
      fibResult,
      limitFlags,
      limitType,
      logLevel,
      lookupFlags,
      metaKey,
      natType,
      payloadBase,
      payloadChecksum,
      payloadChecksumFlags,
      quotaFlags,
      rangeOperation,
      register,
      rejectIcmpxCode,
      rejectType,
    ].map((names) => ({ header, names })),
    { header, names: nftVerdictOnly },
    { header: "linux/netfilter.h", names: netfilterVerdict },
    { header: "linux/netfilter/nf_log.h", names: logFlags },
    { header: "linux/netfilter/nf_nat.h", names: natRangeFlags },
  ],
};
