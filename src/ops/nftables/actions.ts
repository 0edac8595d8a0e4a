import { EncodeError } from "../../protocol/schema/errors.ts";
import type { NftExpressionInput } from "../../protocol/netfilter/expression.ts";
import { constantExpression } from "../../protocol/netfilter/expression.ts";
import { ctKey } from "../../protocol/netfilter/expressions/ct.ts";
import { limitFlags, limitType } from "../../protocol/netfilter/expressions/limit.ts";
import { logFlags, logLevel } from "../../protocol/netfilter/expressions/log.ts";
import { metaKey } from "../../protocol/netfilter/expressions/meta.ts";
import { payloadBase, payloadChecksum } from "../../protocol/netfilter/expressions/payload.ts";
import { rejectIcmpxCode, rejectType } from "../../protocol/netfilter/expressions/reject.ts";
import {
  addAction,
  loadConstant,
  loadMeta,
  loadPayload,
  networkCheck,
  requireNetwork,
  transportCheck,
} from "./compile.ts";
import type { NftScalar } from "./data-type.ts";
import { dataTypes } from "./data-type.ts";
import type { Masked } from "./match.ts";
import { maskRegister } from "./match.ts";
import type { Compilation, Statement } from "./statement.ts";
import type { NftVerdict } from "./verdict.ts";
import { encodeVerdict, formatVerdict } from "./verdict.ts";

/** A verdict as a statement, and as what a verdict map gives. */
export interface VerdictStatement extends Statement, NftVerdict {}

function verdictStatement(verdict: NftVerdict): VerdictStatement {
  const expressions = [constantExpression({ kind: "immediate", data: { dreg: 0, data: encodeVerdict(verdict) } })];
  return Object.freeze({
    ...verdict,
    text: () => formatVerdict(verdict),
    compile: (rule: Compilation) => addAction(rule, expressions),
  });
}

// Values that never differ are made once: rules come by the ten thousand.
const accepting = verdictStatement({ verdict: "accept" });
const dropping = verdictStatement({ verdict: "drop" });
const returning = verdictStatement({ verdict: "return" });
const continuing = verdictStatement({ verdict: "continue" });

/** `accept`: the packet passes this hook's chains of the table; chains of other tables still see it. */
export function accept(): VerdictStatement {
  return accepting;
}
/** `drop`: the packet ends here, whatever other tables say. */
export function drop(): VerdictStatement {
  return dropping;
}
/** `return`: back to the chain that jumped here; in a base chain, to its policy. */
export function returnFrom(): VerdictStatement {
  return returning;
}
/** `continue`: goes on with the next rule, as without a verdict. */
export function continueOn(): VerdictStatement {
  return continuing;
}
/** `jump CHAIN`: asks another chain, and goes on here when it returns. */
export function jump(chain: string): VerdictStatement {
  return verdictStatement({ verdict: "jump", chain });
}
/** `goto CHAIN`: asks another chain instead of this one. */
export function goto(chain: string): VerdictStatement {
  return verdictStatement({ verdict: "goto", chain });
}

function action(text: string, expression: NftExpressionInput): Statement {
  const expressions = [expression];
  return { text: () => text, compile: (rule) => addAction(rule, expressions) };
}
const counting = action("counter", constantExpression({ kind: "counter", data: {} }));

/** `counter`: counts packets and bytes; `rules` lists them. */
export function counter(start: { readonly packets?: bigint; readonly bytes?: bigint } = {}): Statement {
  const { packets, bytes } = start;
  if (packets === undefined && bytes === undefined) return counting;
  return action(`counter packets ${packets ?? 0n} bytes ${bytes ?? 0n}`, { kind: "counter", data: { bytes, packets } });
}

/** `notrack`: keeps the packet out of connection tracking; for chains of priority raw. */
export function notrack(): Statement {
  return action("notrack", { kind: "notrack" });
}

/** What {@link log} writes and where. */
export interface LogOptions {
  /** Stands before what is written; at most 127 bytes. */
  readonly prefix?: string | undefined;
  /** Level in the kernel's log: `"warn"` where nothing is said. */
  readonly level?: "emerg" | "alert" | "crit" | "err" | "warn" | "notice" | "info" | "debug" | "audit" | undefined;
  /** nfnetlink_log group instead of the kernel's log. */
  readonly group?: number | undefined;
  /** Bytes of the packet that the group gets. */
  readonly snaplen?: number | undefined;
  /** Messages that the kernel collects before the group gets them. */
  readonly queueThreshold?: number | undefined;
  /** What else to write. */
  readonly flags?: readonly ("tcp sequence" | "tcp options" | "ip options" | "skuid" | "ether")[] | undefined;
}
/** The number that a word stands for. @throws EncodeError with the words that there are */
function numberOf<W extends string>(numbers: Readonly<Record<W, number>>, word: W): number {
  const number: number | undefined = Object.hasOwn(numbers, word) ? numbers[word] : undefined;
  if (number === undefined)
    throw new EncodeError(`${JSON.stringify(word)} is none of ${Object.keys(numbers).join(", ")}`);
  return number;
}

const levels = { ...logLevel.values, warn: logLevel.values.warning };
const { tcpseq, tcpopt, ipopt, uid, macdecode } = logFlags.values;
const logBits = { "tcp sequence": tcpseq, "tcp options": tcpopt, "ip options": ipopt, skuid: uid, ether: macdecode };

/** `log`: writes to the kernel's log, or to a group. */
export function log(options: LogOptions = {}): Statement {
  const { prefix, level, group, snaplen, queueThreshold, flags = [] } = options;
  if (level !== undefined && group !== undefined)
    throw new EncodeError("a log statement has a level or a group, not both");
  const words = ["log"];
  if (prefix !== undefined) words.push(`prefix ${JSON.stringify(prefix)}`);
  if (group !== undefined) words.push(`group ${group}`);
  if (snaplen !== undefined) words.push(`snaplen ${snaplen}`);
  if (queueThreshold !== undefined) words.push(`queue-threshold ${queueThreshold}`);
  if (level !== undefined && level !== "warn") words.push(`level ${level}`);
  words.push(...flags.map((flag) => `flags ${flag}`));
  return action(words.join(" "), {
    kind: "log",
    data: {
      prefix,
      group,
      snaplen,
      qthreshold: queueThreshold,
      // nft leaves out what is the kernel's own choice
      level: level === undefined || level === "warn" ? undefined : numberOf(levels, level),
      flags: flags.length === 0 ? undefined : flags.reduce((bits, flag) => bits | numberOf(logBits, flag), 0),
    },
  });
}

const unitSeconds = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 };
/** How often {@link limit} lets pass. */
export interface LimitOptions {
  /** Packets, or bytes when `bytes` says so, in each `per`. */
  readonly rate: number | bigint;
  readonly per: keyof typeof unitSeconds;
  /** Packets (5 unless told) or bytes that may come at once besides. */
  readonly burst?: number | undefined;
  /** Count bytes. */
  readonly bytes?: boolean | undefined;
  /** Match what is over the rate instead of what is within. */
  readonly over?: boolean | undefined;
}
/** `limit rate 10/second`: goes on only so often. */
export function limit({ rate, per, burst, bytes = false, over = false }: LimitOptions): Statement {
  const unit = bytes ? " bytes" : "";
  const extra = burst === undefined ? "" : ` burst ${burst} ${bytes ? "bytes" : "packets"}`;
  return action(`limit rate ${over ? "over " : ""}${rate}${unit}/${per}${extra}`, {
    kind: "limit",
    data: {
      rate: BigInt(rate),
      unit: BigInt(numberOf(unitSeconds, per)),
      burst: burst ?? (bytes ? undefined : 5),
      type: bytes ? limitType.values.pkt_bytes : limitType.values.pkts,
      flags: over ? limitFlags.values.inv : 0,
    },
  });
}

const icmpCodes = {
  "net-unreachable": 0,
  "host-unreachable": 1,
  "prot-unreachable": 2,
  "port-unreachable": 3,
  "net-prohibited": 9,
  "host-prohibited": 10,
  "admin-prohibited": 13,
};
const icmpv6Codes = {
  "no-route": 0,
  "admin-prohibited": 1,
  "addr-unreachable": 3,
  "port-unreachable": 4,
  "policy-fail": 5,
  "reject-route": 6,
};
const { no_route, port_unreach, host_unreach, admin_prohibited } = rejectIcmpxCode.values;
const icmpxCodes = {
  "no-route": no_route,
  "port-unreachable": port_unreach,
  "host-unreachable": host_unreach,
  "admin-prohibited": admin_prohibited,
};
/** With what {@link reject} answers. */
export type RejectReason =
  | "tcp reset"
  | { readonly icmp: keyof typeof icmpCodes }
  | { readonly icmpv6: keyof typeof icmpv6Codes }
  | { readonly icmpx: keyof typeof icmpxCodes };

function compileReject(rule: Compilation, reason: RejectReason | undefined): void {
  const { icmp_unreach: icmp, tcp_rst: reset, icmpx_unreach: icmpx } = rejectType.values;
  const emit = (type: number, icmpCode: number): void =>
    addAction(rule, [{ kind: "reject", data: { type, icmpCode } }]);
  // nft puts the checks that a reason needs in front of the whole rule, unlike those that a match needs.
  const network = (version: "ip" | "ip6"): void => {
    if (rule.network !== undefined) return requireNetwork(rule, version);
    rule.parts.unshift({ expressions: networkCheck(rule.family, version), action: false });
    rule.network = version;
  };
  if (reason === undefined) {
    if (rule.network === "ip") return emit(icmp, icmpCodes["port-unreachable"]);
    if (rule.network === "ip6") return emit(icmp, icmpv6Codes["port-unreachable"]);
    return emit(icmpx, port_unreach);
  }
  if (reason === "tcp reset") {
    if (rule.transport !== undefined && rule.transport !== 6) throw new EncodeError("a TCP reset needs a TCP packet");
    if (rule.transport === undefined) rule.parts.unshift({ expressions: transportCheck(6), action: false });
    rule.transport = 6;
    return emit(reset, 0);
  }
  if ("icmpx" in reason) return emit(icmpx, numberOf(icmpxCodes, reason.icmpx));
  if ("icmp" in reason) {
    network("ip");
    return emit(icmp, numberOf(icmpCodes, reason.icmp));
  }
  network("ip6");
  return emit(icmp, numberOf(icmpv6Codes, reason.icmpv6));
}

/**
 * `reject`: drops the packet and tells its sender: `reject()`, `reject("tcp reset")`, `reject({ icmpx: "admin-prohibited" })`.
 * Without a reason it is "port unreachable" of the packet's own protocol.
 */
export function reject(reason?: RejectReason): Statement {
  const text = (): string => {
    if (reason === undefined) return "reject";
    if (reason === "tcp reset") return "reject with tcp reset";
    if ("icmp" in reason) return `reject with icmp ${reason.icmp}`;
    return "icmpv6" in reason ? `reject with icmpv6 ${reason.icmpv6}` : `reject with icmpx ${reason.icmpx}`;
  };
  return { text, compile: (rule) => compileReject(rule, reason) };
}

const { mark } = dataTypes;
const complement = (bits: number): number => ~bits >>> 0;

function setMark(name: "meta mark" | "ct mark", value: NftScalar | Masked): Statement {
  const load: NftExpressionInput =
    name === "meta mark" ? loadMeta(metaKey.values.mark) : { kind: "ct", data: { key: ctKey.values.mark, dreg: 1 } };
  const store: NftExpressionInput =
    name === "meta mark"
      ? { kind: "meta", data: { key: metaKey.values.mark, sreg: 1 } }
      : { kind: "ct", data: { key: ctKey.values.mark, sreg: 1 } };
  const bits = (number: NftScalar): string => String(mark.format(mark.parse(number)));
  if (typeof value === "object") {
    const keep = complement(value.mask);
    return {
      text: () => `${name} set ${name} & ${bits(keep)} | ${bits(value.value)}`,
      compile: (rule) => addAction(rule, [load, maskRegister(mark.parse(keep), mark.parse(value.value), true), store]),
    };
  }
  return {
    text: () => `${name} set ${bits(value)}`,
    compile: (rule) => addAction(rule, [loadConstant(mark.parse(value), 1), store]),
  };
}

/** `meta mark set`: marks the packet; `{ value, mask }` changes only the bits of the mask. */
export function setMetaMark(value: NftScalar | Masked): Statement {
  return setMark("meta mark", value);
}
/** `ct mark set`: marks the connection; `{ value, mask }` changes only the bits of the mask. */
export function setCtMark(value: NftScalar | Masked): Statement {
  return setMark("ct mark", value);
}
/** `meta mark set ct mark`: gives the packet its connection's mark. */
export function restoreMark(): Statement {
  return {
    text: () => "meta mark set ct mark",
    compile: (rule) =>
      addAction(rule, [
        { kind: "ct", data: { key: ctKey.values.mark, dreg: 1 } },
        { kind: "meta", data: { key: metaKey.values.mark, sreg: 1 } },
      ]),
  };
}
/** `ct mark set meta mark`: gives the connection the packet's mark. */
export function saveMark(): Statement {
  return {
    text: () => "ct mark set meta mark",
    compile: (rule) =>
      addAction(rule, [loadMeta(metaKey.values.mark), { kind: "ct", data: { key: ctKey.values.mark, sreg: 1 } }]),
  };
}

/**
 * `ip dscp set` and `ip6 dscp set`: writes the differentiated services code point (0 to 63, or `"ef"`, `"cs1"` …).
 * Two bytes are written, because the IPv4 checksum counts in words of two: a write of one would break it.
 */
export function setDscp(family: "ip" | "ip6", value: NftScalar): Statement {
  const { dscp } = dataTypes;
  return {
    text: () => {
      const number = dscp.parse(value);
      const name = dscp.format(number);
      return `${family} dscp set ${typeof name === "string" ? name : `0x${name.toString(16).padStart(2, "0")}`}`;
    },
    compile: (rule) => {
      requireNetwork(rule, family);
      const code = dscp.parse(value)[0]!;
      const { network_header: base } = payloadBase.values;
      const [mask, xor] =
        family === "ip"
          ? [Uint8Array.of(0xff, 0x03), Uint8Array.of(0, code << 2)]
          : [Uint8Array.of(0xf0, 0x3f), Uint8Array.of(code >> 2, (code << 6) & 0xff)];
      const checksum = family === "ip" ? { csumType: payloadChecksum.values.inet, csumOffset: 10 } : {};
      addAction(rule, [
        loadPayload(base, 0, 2),
        maskRegister(mask, xor, true),
        { kind: "payload", data: { sreg: 1, base, offset: 0, len: 2, ...checksum } },
      ]);
    },
  };
}
