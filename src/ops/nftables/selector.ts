import type { NftExpressionInput } from "../../protocol/netfilter/expression.ts";
import { constantExpression } from "../../protocol/netfilter/expression.ts";
import { loadMeta, loadPayload, requireNetwork, requireTransport } from "./compile.ts";
import type { DataType } from "./data-type.ts";
import type { Compilation } from "./statement.ts";
import { encodeUserData, numberRecord } from "./user-data.ts";

/** A field of the packet or of what the kernel knows of it, which matches and maps look at. */
export interface Selector {
  /** As nft writes it: `ip saddr`. */
  readonly text: string;
  readonly type: DataType;
  /** Puts the checks in front without which the field means nothing. */
  readonly require: (rule: Compilation) => void;
  /** Loads it into a register; fewer bytes than it has only for a field of the packet. */
  readonly load: (register: number, length?: number) => readonly NftExpressionInput[];
  /** Where it stands in the packet, when that is all there is to it. */
  readonly payload?: { readonly base: number; readonly offset: number } | undefined;
  /** enum byteorder of nft: 1 host, 2 network. */
  readonly byteOrder: 1 | 2;
  /** How nft notes the field in an anonymous set's user data. */
  readonly typeOf?: Uint8Array | undefined;
}

// nft's enum expr_etypes, and the records of the nest that says by what expression a key was made
const EXPRESSION_PAYLOAD = 0x07;
const EXPRESSION_META = 0x09;
const EXPRESSION_CT = 0x0c;
const EXPRESSION_CONCAT = 0x0d;
const EXPRESSION_FIB = 0x1a;
const NO_DIRECTION = 0xffffffff;

function typeOfRecord(expression: number, data: Uint8Array): Uint8Array {
  return encodeUserData([numberRecord(0, expression), { type: 1, bytes: data }]);
}

/** How nft notes several fields in an anonymous set's user data. */
export function concatenationOf(selectors: readonly Selector[]): Uint8Array | undefined {
  const parts: { type: number; bytes: Uint8Array }[] = [];
  for (const [type, { typeOf }] of selectors.entries()) {
    if (typeOf === undefined) return undefined;
    parts.push({ type, bytes: typeOf });
  }
  return typeOfRecord(EXPRESSION_CONCAT, encodeUserData(parts));
}

/** Where a header field stands, and by what numbers nft knows it (its enum proto_desc_id and the field's index there). */
export interface HeaderField {
  readonly base: number;
  /** Bytes from the base. */
  readonly offset: number;
  readonly descriptor: number;
  readonly field: number;
  readonly network?: "ip" | "ip6";
  readonly transport?: number;
  readonly require?: (rule: Compilation) => void;
}

/** A field of a packet's header. */
export function headerSelector(text: string, type: DataType, field: HeaderField): Selector {
  const { base, offset, network, transport } = field;
  const usual = [constantExpression(loadPayload(base, offset, type.length, 1))];
  return {
    text,
    type,
    require: (rule) => {
      field.require?.(rule);
      if (network !== undefined) requireNetwork(rule, network);
      if (transport !== undefined) requireTransport(rule, transport);
    },
    load: (register, length = type.length) =>
      register === 1 && length === type.length ? usual : [loadPayload(base, offset, length, register)],
    payload: { base, offset },
    byteOrder: 2,
    typeOf: typeOfRecord(
      EXPRESSION_PAYLOAD,
      encodeUserData([numberRecord(0, field.descriptor), numberRecord(1, field.field)]),
    ),
  };
}

const nothing = (): void => {};

/** Something that the kernel knows of the packet: `meta …`. */
export function metaSelector(text: string, type: DataType, key: number): Selector {
  const usual = [constantExpression(loadMeta(key, 1))];
  return {
    text,
    type,
    require: nothing,
    load: (register) => (register === 1 ? usual : [loadMeta(key, register)]),
    byteOrder: type.order === "network" && type.length > 1 ? 2 : 1,
    typeOf: typeOfRecord(EXPRESSION_META, encodeUserData([numberRecord(0, key)])),
  };
}

/** Something of the packet's connection: `ct …`. */
export function ctSelector(text: string, type: DataType, key: number): Selector {
  return {
    text,
    type,
    require: nothing,
    load: (register) => [{ kind: "ct", data: { key, dreg: register } }],
    byteOrder: type.order === "network" ? 2 : 1,
    typeOf: typeOfRecord(EXPRESSION_CT, encodeUserData([numberRecord(0, key), numberRecord(1, NO_DIRECTION)])),
  };
}

/** What the routing tables say: `fib …`. */
export function fibSelector(text: string, type: DataType, result: number, flags: number): Selector {
  return {
    text,
    type,
    require: nothing,
    load: (register) => [{ kind: "fib", data: { flags, result, dreg: register } }],
    byteOrder: 1,
    typeOf: typeOfRecord(EXPRESSION_FIB, encodeUserData([numberRecord(0, result), numberRecord(1, flags)])),
  };
}
