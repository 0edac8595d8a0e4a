import { EncodeError } from "../../protocol/schema/errors.ts";
import type { NftExpressionInput } from "../../protocol/netfilter/expression.ts";
import { natRangeFlags, natType } from "../../protocol/netfilter/expressions/nat.ts";
import { nfProto } from "../../protocol/netfilter/nfnetlink.ts";
import { addAction, loadConstant } from "./compile.ts";
import { dataTypes } from "./data-type.ts";
import type { Compilation, Statement } from "./statement.ts";
import type { NftValue, Span } from "./value.ts";
import { formatSpan, parseValue } from "./value.ts";

/** How a translation chooses among ports and addresses. */
export interface NatFlags {
  /** Choose the port at random. */
  readonly random?: boolean | undefined;
  /** Choose the port by a better random number than `random` does. */
  readonly fullyRandom?: boolean | undefined;
  /** Give the same client the same address each time. */
  readonly persistent?: boolean | undefined;
}
/** To what an address and port are translated: either of them, or both. */
export interface NatTarget extends NatFlags {
  /** `"10.0.0.1"`, `"10.0.0.1-10.0.0.9"`, or an IPv6 address. */
  readonly address?: string | undefined;
  /** `80`, `"8000-8010"`; after a match of the transport protocol. */
  readonly port?: NftValue | undefined;
}
/** What {@link masquerade} and {@link redirect} take. */
export interface PortTarget extends NatFlags {
  /** `80`, `"1024-65535"`; after a match of the transport protocol. */
  readonly port?: NftValue | undefined;
}

const { proto_specified, proto_random, proto_random_fully, persistent } = natRangeFlags.values;

function flagBits(flags: NatFlags, hasPort: boolean): number | undefined {
  let bits = hasPort ? proto_specified : 0;
  if (flags.random === true) bits |= proto_random;
  if (flags.fullyRandom === true) bits |= proto_random_fully;
  if (flags.persistent === true) bits |= persistent;
  return bits === 0 ? undefined : bits;
}

function flagText(flags: NatFlags): string {
  const names = [
    flags.random === true ? "random" : undefined,
    flags.fullyRandom === true ? "fully-random" : undefined,
    flags.persistent === true ? "persistent" : undefined,
  ].filter((name) => name !== undefined);
  return names.length === 0 ? "" : ` ${names.join(",")}`;
}

/** Loads the two ends of a span into the next registers and returns their numbers. */
function loadSpan(
  span: Span,
  expressions: NftExpressionInput[],
  next: number,
): { min: number; max: number | undefined; next: number } {
  if (span.kind === "one") {
    expressions.push(loadConstant(span.key, next));
    return { min: next, max: undefined, next: next + 1 };
  }
  if (span.kind !== "range") throw new EncodeError("a translation takes an address or a range of addresses");
  expressions.push(loadConstant(span.from, next), loadConstant(span.to, next + 1));
  return { min: next, max: next + 1, next: next + 2 };
}

function portSpan(rule: Compilation, port: NftValue | undefined): Span | undefined {
  if (port === undefined) return undefined;
  if (!rule.hasTransport) {
    throw new EncodeError(
      "a port can be translated only after a match of the transport protocol, such as tcp.dport(80)",
    );
  }
  return parseValue(dataTypes.inet_service, port);
}

const portText = (port: NftValue): string =>
  formatSpan(dataTypes.inet_service, parseValue(dataTypes.inet_service, port));

function addressSpan(address: string | undefined): { readonly version: "ip" | "ip6"; readonly span: Span } | undefined {
  if (address === undefined) return undefined;
  const version = address.includes(":") ? "ip6" : "ip";
  const type = version === "ip6" ? dataTypes.ipv6_addr : dataTypes.ipv4_addr;
  const span = parseValue(type, address);
  if (span.kind !== "prefix") return { version, span };
  throw new EncodeError(`${JSON.stringify(address)} is a prefix; a translation takes an address or a range`, [
    "address",
  ]);
}

function translate(kind: "snat" | "dnat", target: NatTarget): Statement {
  const { address, port } = target;
  if (address === undefined && port === undefined) throw new EncodeError(`${kind} needs an address or a port`);
  return {
    text: (family) => {
      const parsed = addressSpan(address);
      const type = parsed?.version === "ip6" ? dataTypes.ipv6_addr : dataTypes.ipv4_addr;
      const plain = parsed === undefined ? "" : formatSpan(type, parsed.span);
      const host =
        parsed?.version === "ip6" && port !== undefined
          ? plain.replace(/^([^-]*)(?:-(.*))?$/, (_, a, b) => (b ? `[${a}]-[${b}]` : `[${a}]`))
          : plain;
      const version = parsed !== undefined && family === "inet" ? ` ${parsed.version}` : "";
      return `${kind}${version} to ${host}${port === undefined ? "" : `:${portText(port)}`}${flagText(target)}`;
    },
    compile: (rule) => {
      const parsed = addressSpan(address);
      if (parsed !== undefined && rule.network !== undefined && rule.network !== parsed.version) {
        throw new EncodeError(`conflicting protocols: ${rule.network} and ${parsed.version}`, ["address"]);
      }
      const ports = portSpan(rule, port);
      const expressions: NftExpressionInput[] = [];
      const addresses = parsed === undefined ? undefined : loadSpan(parsed.span, expressions, 1);
      const protocols = ports === undefined ? undefined : loadSpan(ports, expressions, addresses?.next ?? 1);
      const { ipv4, ipv6, inet } = nfProto.values;
      const version = parsed?.version ?? rule.network;
      const network = version === "ip" ? ipv4 : version === "ip6" ? ipv6 : inet;
      expressions.push({
        kind: "nat",
        data: {
          type: natType.values[kind],
          family: parsed === undefined && rule.family === "inet" ? inet : network,
          regAddrMin: addresses?.min,
          regAddrMax: addresses?.max,
          regProtoMin: protocols?.min,
          regProtoMax: protocols?.max,
          flags: flagBits(target, ports !== undefined),
        },
      });
      addAction(rule, expressions);
    },
  };
}

/** `snat to ADDRESS[:PORT]`: translates the source; for chains of type nat at postrouting or input. */
export function snat(target: NatTarget): Statement {
  return translate("snat", target);
}
/** `dnat to ADDRESS[:PORT]`: translates the destination; for chains of type nat at prerouting or output. */
export function dnat(target: NatTarget): Statement {
  return translate("dnat", target);
}

function loadPorts(rule: Compilation, port: NftValue | undefined) {
  const expressions: NftExpressionInput[] = [];
  const ports = portSpan(rule, port);
  const registers = ports === undefined ? undefined : loadSpan(ports, expressions, 1);
  return { expressions, min: registers?.min, max: registers?.max };
}
const toPort = (port: NftValue | undefined): string => (port === undefined ? "" : ` to :${portText(port)}`);

/** `masquerade [to :PORTS]`: translates the source to the outgoing interface's address; for chains of type nat at postrouting. */
export function masquerade(target: PortTarget = {}): Statement {
  return {
    text: () => `masquerade${toPort(target.port)}${flagText(target)}`,
    compile: (rule) => {
      const { expressions, min, max } = loadPorts(rule, target.port);
      const flags = flagBits(target, min !== undefined);
      addAction(rule, [...expressions, { kind: "masq", data: { flags, regProtoMin: min, regProtoMax: max } }]);
    },
  };
}

/** `redirect [to :PORT]`: translates the destination to this machine; for chains of type nat at prerouting or output. */
export function redirect(target: PortTarget = {}): Statement {
  return {
    text: () => `redirect${toPort(target.port)}${flagText(target)}`,
    compile: (rule) => {
      const { expressions, min, max } = loadPorts(rule, target.port);
      const flags = flagBits(target, min !== undefined);
      addAction(rule, [...expressions, { kind: "redir", data: { regProtoMin: min, regProtoMax: max, flags } }]);
    },
  };
}
