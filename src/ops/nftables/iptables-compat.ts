import type { NftExpression, NftExpressionInput } from "../../protocol/netfilter/expression.ts";
import { metaKey } from "../../protocol/netfilter/expressions/meta.ts";
import { EncodeError } from "../../protocol/schema/errors.ts";
import { hostIsLittleEndian, sourceOf } from "../../protocol/schema/source.ts";
import { bareString } from "../../protocol/schema/text.ts";
import { Writer } from "../../protocol/schema/writer.ts";
import { compare, loadMeta } from "./compile.ts";

/*
 * Rules in the words of iptables-nft: what it does not find written its own way makes it refuse to list the whole table. Interfaces
 * come first, compared with their NUL; then the matches of xtables; then a counter; then the verdict.
 */

const text = bareString();

function textBytes(value: string, limit: number): Uint8Array {
  const writer = new Writer(limit);
  text.encode(writer, value);
  if (writer.position >= limit) throw new EncodeError(`${JSON.stringify(value)} has over ${limit - 1} bytes`);
  return writer.copy();
}

/** `-i NAME` and `-o NAME`; `"veth*"` is iptables' `veth+`. */
export function interfaceMatch(direction: "in" | "out", name: string): NftExpressionInput[] {
  const key = direction === "in" ? metaKey.values.iifname : metaKey.values.oifname;
  const wildcard = name.endsWith("*");
  const plain = textBytes(wildcard ? name.slice(0, -1) : name, 16);
  const value = new Uint8Array(plain.length + (wildcard ? 0 : 1));
  value.set(plain);
  return [loadMeta(key), compare("eq", value)];
}

/** Length of `struct xt_comment_info` (`linux/netfilter/xt_comment.h`). */
const COMMENT_LENGTH = 256;

/** `-m comment --comment TEXT`: at most 255 bytes. */
export function commentMatch(comment: string): NftExpressionInput {
  const info = new Uint8Array(COMMENT_LENGTH);
  info.set(textBytes(comment, COMMENT_LENGTH));
  return { kind: "match", data: { name: "comment", rev: 0, info } };
}

/** The text of a `-m comment`; `undefined` for any other expression. */
export function commentOfMatch(expression: NftExpression): string | undefined {
  if (expression.kind !== "match" || expression.data?.name !== "comment" || expression.data.info === undefined)
    return undefined;
  const { info } = expression.data;
  const stop = info.indexOf(0);
  return text.decode(sourceOf(info), 0, stop < 0 ? info.length : stop);
}

/** Bits of `state_mask` that `--ctstate` names: 1 << (IP_CT_* + 1), and one for translated destinations. */
const stateBits = { ESTABLISHED: 0x02, RELATED: 0x04, NEW: 0x08, DNAT: 0x80 } as const;
/** `struct xt_conntrack_mtinfo3` (`linux/netfilter/xt_conntrack.h`), padded to eight bytes, and the fields of it that are set. */
const CONNTRACK_LENGTH = 168;
const MATCH_FLAGS_OFFSET = 146;
const STATE_MASK_OFFSET = 150;
const XT_CONNTRACK_STATE = 1;

/** `-m conntrack --ctstate STATES`. */
export function conntrackMatch(states: readonly (keyof typeof stateBits)[]): NftExpressionInput {
  const info = new Uint8Array(CONNTRACK_LENGTH);
  const view = new DataView(info.buffer);
  view.setUint16(MATCH_FLAGS_OFFSET, XT_CONNTRACK_STATE, hostIsLittleEndian);
  view.setUint16(
    STATE_MASK_OFFSET,
    states.reduce((bits, state) => bits | stateBits[state], 0),
    hostIsLittleEndian,
  );
  return { kind: "match", data: { name: "conntrack", rev: 3, info } };
}

/** The counter that iptables puts in every rule. */
export const iptablesCounter: NftExpressionInput = { kind: "counter", data: { bytes: 0n, packets: 0n } };

/** NFTA_RULE_COMPAT of a rule that does not match a protocol. */
export const iptablesCompat = { proto: 0, flags: 0 } as const;
