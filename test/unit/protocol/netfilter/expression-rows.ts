import { fromHex as bytes } from "../../../../src/protocol/schema/binary.ts";
import type { NftExpression } from "../../../../src/protocol/netfilter/expression.ts";

/** The command whose bytes they are, what they say, and the payload of NFTA_LIST_ELEM, an attribute a line. */
export type ExpressionRow = readonly [command: string, value: NftExpression, lines: readonly string[]];

/** Expressions as nft 1.0.6 and iptables-nft 1.8.9 sent them. */
export const expressionRows: readonly ExpressionRow[] = [
  [
    'nft add rule inet t c iifname "eth0"',
    { kind: "meta", data: { key: 6, dreg: 1 } },
    [
      "0900 0100 6d657461 00000000", // NFTA_EXPR_NAME "meta"
      "1400 0280", // NFTA_EXPR_DATA
      "0800 0200 00000006", //   NFTA_META_KEY 6 (iifname)
      "0800 0100 00000001", //   NFTA_META_DREG 1 (reg_1)
    ],
  ],
  [
    'nft add rule inet t c iifname "eth0"',
    { kind: "cmp", data: { sreg: 1, op: 0, data: { value: bytes("65746830000000000000000000000000") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2c00 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000000", //   NFTA_CMP_OP 0 (eq)
      "1800 0380", //   NFTA_CMP_DATA
      "1400 0100 65746830 00000000 00000000 00000000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    'nft add rule inet t c oifname != "veth*"',
    { kind: "meta", data: { key: 7, dreg: 1 } },
    [
      "0900 0100 6d657461 00000000", // NFTA_EXPR_NAME "meta"
      "1400 0280", // NFTA_EXPR_DATA
      "0800 0200 00000007", //   NFTA_META_KEY 7 (oifname)
      "0800 0100 00000001", //   NFTA_META_DREG 1 (reg_1)
    ],
  ],
  [
    'nft add rule inet t c oifname != "veth*"',
    { kind: "cmp", data: { sreg: 1, op: 1, data: { value: bytes("76657468") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2000 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000001", //   NFTA_CMP_OP 1 (neq)
      "0c00 0380", //   NFTA_CMP_DATA
      "0800 0100 76657468", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c meta mark set 5",
    { kind: "immediate", data: { dreg: 1, data: { value: bytes("05000000") } } },
    [
      "0e00 0100 696d6d65 64696174 65000000", // NFTA_EXPR_NAME "immediate"
      "1800 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_IMMEDIATE_DREG 1 (reg_1)
      "0c00 0280", //   NFTA_IMMEDIATE_DATA
      "0800 0100 05000000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c meta mark set 5",
    { kind: "meta", data: { key: 3, sreg: 1 } },
    [
      "0900 0100 6d657461 00000000", // NFTA_EXPR_NAME "meta"
      "1400 0280", // NFTA_EXPR_DATA
      "0800 0200 00000003", //   NFTA_META_KEY 3 (mark)
      "0800 0300 00000001", //   NFTA_META_SREG 1 (reg_1)
    ],
  ],
  [
    "nft add rule inet t c ip saddr 10.0.0.0/20",
    { kind: "meta", data: { key: 15, dreg: 1 } },
    [
      "0900 0100 6d657461 00000000", // NFTA_EXPR_NAME "meta"
      "1400 0280", // NFTA_EXPR_DATA
      "0800 0200 0000000f", //   NFTA_META_KEY 15 (nfproto)
      "0800 0100 00000001", //   NFTA_META_DREG 1 (reg_1)
    ],
  ],
  [
    "nft add rule inet t c ip saddr 10.0.0.0/20",
    { kind: "cmp", data: { sreg: 1, op: 0, data: { value: bytes("02") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2000 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000000", //   NFTA_CMP_OP 0 (eq)
      "0c00 0380", //   NFTA_CMP_DATA
      "0500 0100 02000000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c ip saddr 10.0.0.0/20",
    { kind: "payload", data: { dreg: 1, base: 1, offset: 12, len: 4 } },
    [
      "0c00 0100 7061796c 6f616400", // NFTA_EXPR_NAME "payload"
      "2400 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_PAYLOAD_DREG 1 (reg_1)
      "0800 0200 00000001", //   NFTA_PAYLOAD_BASE 1 (network_header)
      "0800 0300 0000000c", //   NFTA_PAYLOAD_OFFSET 12
      "0800 0400 00000004", //   NFTA_PAYLOAD_LEN 4
    ],
  ],
  [
    "nft add rule inet t c ip saddr 10.0.0.0/20",
    {
      kind: "bitwise",
      data: { sreg: 1, dreg: 1, len: 4, mask: { value: bytes("fffff000") }, xor: { value: bytes("00000000") } },
    },
    [
      "0c00 0100 62697477 69736500", // NFTA_EXPR_NAME "bitwise"
      "3400 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_BITWISE_SREG 1 (reg_1)
      "0800 0200 00000001", //   NFTA_BITWISE_DREG 1 (reg_1)
      "0800 0300 00000004", //   NFTA_BITWISE_LEN 4
      "0c00 0480", //   NFTA_BITWISE_MASK
      "0800 0100 fffff000", //     NFTA_DATA_VALUE
      "0c00 0580", //   NFTA_BITWISE_XOR
      "0800 0100 00000000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c ip saddr 10.0.0.0/20",
    { kind: "cmp", data: { sreg: 1, op: 0, data: { value: bytes("0a000000") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2000 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000000", //   NFTA_CMP_OP 0 (eq)
      "0c00 0380", //   NFTA_CMP_DATA
      "0800 0100 0a000000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c ip dscp set ef",
    { kind: "payload", data: { dreg: 1, base: 1, offset: 0, len: 2 } },
    [
      "0c00 0100 7061796c 6f616400", // NFTA_EXPR_NAME "payload"
      "2400 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_PAYLOAD_DREG 1 (reg_1)
      "0800 0200 00000001", //   NFTA_PAYLOAD_BASE 1 (network_header)
      "0800 0300 00000000", //   NFTA_PAYLOAD_OFFSET 0
      "0800 0400 00000002", //   NFTA_PAYLOAD_LEN 2
    ],
  ],
  [
    "nft add rule inet t c ip dscp set ef",
    {
      kind: "bitwise",
      data: { sreg: 1, dreg: 1, op: 0, len: 2, mask: { value: bytes("ff03") }, xor: { value: bytes("00b8") } },
    },
    [
      "0c00 0100 62697477 69736500", // NFTA_EXPR_NAME "bitwise"
      "3c00 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_BITWISE_SREG 1 (reg_1)
      "0800 0200 00000001", //   NFTA_BITWISE_DREG 1 (reg_1)
      "0800 0600 00000000", //   NFTA_BITWISE_OP 0 (mask_xor)
      "0800 0300 00000002", //   NFTA_BITWISE_LEN 2
      "0c00 0480", //   NFTA_BITWISE_MASK
      "0600 0100 ff030000", //     NFTA_DATA_VALUE
      "0c00 0580", //   NFTA_BITWISE_XOR
      "0600 0100 00b80000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c ip dscp set ef",
    { kind: "payload", data: { sreg: 1, base: 1, offset: 0, len: 2, csumType: 1, csumOffset: 10 } },
    [
      "0c00 0100 7061796c 6f616400", // NFTA_EXPR_NAME "payload"
      "3400 0280", // NFTA_EXPR_DATA
      "0800 0500 00000001", //   NFTA_PAYLOAD_SREG 1 (reg_1)
      "0800 0200 00000001", //   NFTA_PAYLOAD_BASE 1 (network_header)
      "0800 0300 00000000", //   NFTA_PAYLOAD_OFFSET 0
      "0800 0400 00000002", //   NFTA_PAYLOAD_LEN 2
      "0800 0600 00000001", //   NFTA_PAYLOAD_CSUM_TYPE 1 (inet)
      "0800 0700 0000000a", //   NFTA_PAYLOAD_CSUM_OFFSET 10
    ],
  ],
  [
    "nft add rule inet t c tcp dport 80-90",
    { kind: "meta", data: { key: 16, dreg: 1 } },
    [
      "0900 0100 6d657461 00000000", // NFTA_EXPR_NAME "meta"
      "1400 0280", // NFTA_EXPR_DATA
      "0800 0200 00000010", //   NFTA_META_KEY 16 (l4proto)
      "0800 0100 00000001", //   NFTA_META_DREG 1 (reg_1)
    ],
  ],
  [
    "nft add rule inet t c tcp dport 80-90",
    { kind: "cmp", data: { sreg: 1, op: 0, data: { value: bytes("06") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2000 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000000", //   NFTA_CMP_OP 0 (eq)
      "0c00 0380", //   NFTA_CMP_DATA
      "0500 0100 06000000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c tcp dport 80-90",
    { kind: "payload", data: { dreg: 1, base: 2, offset: 2, len: 2 } },
    [
      "0c00 0100 7061796c 6f616400", // NFTA_EXPR_NAME "payload"
      "2400 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_PAYLOAD_DREG 1 (reg_1)
      "0800 0200 00000002", //   NFTA_PAYLOAD_BASE 2 (transport_header)
      "0800 0300 00000002", //   NFTA_PAYLOAD_OFFSET 2
      "0800 0400 00000002", //   NFTA_PAYLOAD_LEN 2
    ],
  ],
  [
    "nft add rule inet t c tcp dport 80-90",
    { kind: "cmp", data: { sreg: 1, op: 5, data: { value: bytes("0050") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2000 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000005", //   NFTA_CMP_OP 5 (gte)
      "0c00 0380", //   NFTA_CMP_DATA
      "0600 0100 00500000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c tcp dport 80-90",
    { kind: "cmp", data: { sreg: 1, op: 3, data: { value: bytes("005a") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2000 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000003", //   NFTA_CMP_OP 3 (lte)
      "0c00 0380", //   NFTA_CMP_DATA
      "0600 0100 005a0000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c tcp dport != 80-90",
    { kind: "range", data: { sreg: 1, op: 1, fromData: { value: bytes("0050") }, toData: { value: bytes("005a") } } },
    [
      "0a00 0100 72616e67 65000000", // NFTA_EXPR_NAME "range"
      "2c00 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_RANGE_SREG 1 (reg_1)
      "0800 0200 00000001", //   NFTA_RANGE_OP 1 (neq)
      "0c00 0380", //   NFTA_RANGE_FROM_DATA
      "0600 0100 00500000", //     NFTA_DATA_VALUE
      "0c00 0480", //   NFTA_RANGE_TO_DATA
      "0600 0100 005a0000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c meta mark 5-9",
    { kind: "meta", data: { key: 3, dreg: 1 } },
    [
      "0900 0100 6d657461 00000000", // NFTA_EXPR_NAME "meta"
      "1400 0280", // NFTA_EXPR_DATA
      "0800 0200 00000003", //   NFTA_META_KEY 3 (mark)
      "0800 0100 00000001", //   NFTA_META_DREG 1 (reg_1)
    ],
  ],
  [
    "nft add rule inet t c meta mark 5-9",
    { kind: "byteorder", data: { sreg: 1, dreg: 1, op: 1, len: 4, size: 4 } },
    [
      "0e00 0100 62797465 6f726465 72000000", // NFTA_EXPR_NAME "byteorder"
      "2c00 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_BYTEORDER_SREG 1 (reg_1)
      "0800 0200 00000001", //   NFTA_BYTEORDER_DREG 1 (reg_1)
      "0800 0300 00000001", //   NFTA_BYTEORDER_OP 1 (hton)
      "0800 0400 00000004", //   NFTA_BYTEORDER_LEN 4
      "0800 0500 00000004", //   NFTA_BYTEORDER_SIZE 4
    ],
  ],
  [
    "nft add rule inet t c meta mark 5-9",
    { kind: "cmp", data: { sreg: 1, op: 5, data: { value: bytes("00000005") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2000 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000005", //   NFTA_CMP_OP 5 (gte)
      "0c00 0380", //   NFTA_CMP_DATA
      "0800 0100 00000005", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c meta mark 5-9",
    { kind: "cmp", data: { sreg: 1, op: 3, data: { value: bytes("00000009") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2000 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000003", //   NFTA_CMP_OP 3 (lte)
      "0c00 0380", //   NFTA_CMP_DATA
      "0800 0100 00000009", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c jump d",
    { kind: "immediate", data: { dreg: 0, data: { verdict: { code: -3, chain: "d" } } } },
    [
      "0e00 0100 696d6d65 64696174 65000000", // NFTA_EXPR_NAME "immediate"
      "2400 0280", // NFTA_EXPR_DATA
      "0800 0100 00000000", //   NFTA_IMMEDIATE_DREG 0 (reg_verdict)
      "1800 0280", //   NFTA_IMMEDIATE_DATA
      "1400 0280", //     NFTA_DATA_VERDICT
      "0800 0100 fffffffd", //       NFTA_VERDICT_CODE -3 (nft_jump)
      "0600 0200 64000000", //       NFTA_VERDICT_CHAIN "d"
    ],
  ],
  [
    "nft add rule inet t c drop",
    { kind: "immediate", data: { dreg: 0, data: { verdict: { code: 0 } } } },
    [
      "0e00 0100 696d6d65 64696174 65000000", // NFTA_EXPR_NAME "immediate"
      "1c00 0280", // NFTA_EXPR_DATA
      "0800 0100 00000000", //   NFTA_IMMEDIATE_DREG 0 (reg_verdict)
      "1000 0280", //   NFTA_IMMEDIATE_DATA
      "0c00 0280", //     NFTA_DATA_VERDICT
      "0800 0100 00000000", //       NFTA_VERDICT_CODE 0 (nf_drop)
    ],
  ],
  [
    "nft add rule inet t c tcp dport @p",
    { kind: "lookup", data: { sreg: 1, set: "p", setId: 2 } },
    [
      "0b00 0100 6c6f6f6b 75700000", // NFTA_EXPR_NAME "lookup"
      "1c00 0280", // NFTA_EXPR_DATA
      "0800 0200 00000001", //   NFTA_LOOKUP_SREG 1 (reg_1)
      "0600 0100 70000000", //   NFTA_LOOKUP_SET "p"
      "0800 0400 00000002", //   NFTA_LOOKUP_SET_ID 2
    ],
  ],
  [
    "nft add rule inet t c tcp dport != @p",
    { kind: "lookup", data: { sreg: 1, set: "p", setId: 2, flags: 1 } },
    [
      "0b00 0100 6c6f6f6b 75700000", // NFTA_EXPR_NAME "lookup"
      "2400 0280", // NFTA_EXPR_DATA
      "0800 0200 00000001", //   NFTA_LOOKUP_SREG 1 (reg_1)
      "0600 0100 70000000", //   NFTA_LOOKUP_SET "p"
      "0800 0400 00000002", //   NFTA_LOOKUP_SET_ID 2
      "0800 0500 00000001", //   NFTA_LOOKUP_FLAGS 1 (inv)
    ],
  ],
  [
    "nft add rule inet t c tcp dport vmap { 80 : accept }",
    { kind: "lookup", data: { sreg: 1, dreg: 0, set: "__map%d", setId: 3 } },
    [
      "0b00 0100 6c6f6f6b 75700000", // NFTA_EXPR_NAME "lookup"
      "2800 0280", // NFTA_EXPR_DATA
      "0800 0200 00000001", //   NFTA_LOOKUP_SREG 1 (reg_1)
      "0800 0300 00000000", //   NFTA_LOOKUP_DREG 0 (reg_verdict)
      "0c00 0100 5f5f6d61 70256400", //   NFTA_LOOKUP_SET "__map%d"
      "0800 0400 00000003", //   NFTA_LOOKUP_SET_ID 3
    ],
  ],
  [
    "nft add rule inet t pre tcp dport 80 dnat ip to 10.0.0.1-10.0.0.9:80-90 random",
    { kind: "cmp", data: { sreg: 1, op: 0, data: { value: bytes("0050") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2000 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000000", //   NFTA_CMP_OP 0 (eq)
      "0c00 0380", //   NFTA_CMP_DATA
      "0600 0100 00500000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t pre tcp dport 80 dnat ip to 10.0.0.1-10.0.0.9:80-90 random",
    { kind: "immediate", data: { dreg: 1, data: { value: bytes("0a000001") } } },
    [
      "0e00 0100 696d6d65 64696174 65000000", // NFTA_EXPR_NAME "immediate"
      "1800 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_IMMEDIATE_DREG 1 (reg_1)
      "0c00 0280", //   NFTA_IMMEDIATE_DATA
      "0800 0100 0a000001", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t pre tcp dport 80 dnat ip to 10.0.0.1-10.0.0.9:80-90 random",
    { kind: "immediate", data: { dreg: 2, data: { value: bytes("0a000009") } } },
    [
      "0e00 0100 696d6d65 64696174 65000000", // NFTA_EXPR_NAME "immediate"
      "1800 0280", // NFTA_EXPR_DATA
      "0800 0100 00000002", //   NFTA_IMMEDIATE_DREG 2 (reg_2)
      "0c00 0280", //   NFTA_IMMEDIATE_DATA
      "0800 0100 0a000009", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t pre tcp dport 80 dnat ip to 10.0.0.1-10.0.0.9:80-90 random",
    { kind: "immediate", data: { dreg: 3, data: { value: bytes("0050") } } },
    [
      "0e00 0100 696d6d65 64696174 65000000", // NFTA_EXPR_NAME "immediate"
      "1800 0280", // NFTA_EXPR_DATA
      "0800 0100 00000003", //   NFTA_IMMEDIATE_DREG 3 (reg_3)
      "0c00 0280", //   NFTA_IMMEDIATE_DATA
      "0600 0100 00500000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t pre tcp dport 80 dnat ip to 10.0.0.1-10.0.0.9:80-90 random",
    { kind: "immediate", data: { dreg: 4, data: { value: bytes("005a") } } },
    [
      "0e00 0100 696d6d65 64696174 65000000", // NFTA_EXPR_NAME "immediate"
      "1800 0280", // NFTA_EXPR_DATA
      "0800 0100 00000004", //   NFTA_IMMEDIATE_DREG 4 (reg_4)
      "0c00 0280", //   NFTA_IMMEDIATE_DATA
      "0600 0100 005a0000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t pre tcp dport 80 dnat ip to 10.0.0.1-10.0.0.9:80-90 random",
    {
      kind: "nat",
      data: { type: 1, family: 2, regAddrMin: 1, regAddrMax: 2, regProtoMin: 3, regProtoMax: 4, flags: 6 },
    },
    [
      "0800 0100 6e617400", // NFTA_EXPR_NAME "nat"
      "3c00 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_NAT_TYPE 1 (dnat)
      "0800 0200 00000002", //   NFTA_NAT_FAMILY 2 (ipv4)
      "0800 0300 00000001", //   NFTA_NAT_REG_ADDR_MIN 1 (reg_1)
      "0800 0400 00000002", //   NFTA_NAT_REG_ADDR_MAX 2 (reg_2)
      "0800 0500 00000003", //   NFTA_NAT_REG_PROTO_MIN 3 (reg_3)
      "0800 0600 00000004", //   NFTA_NAT_REG_PROTO_MAX 4 (reg_4)
      "0800 0700 00000006", //   NFTA_NAT_FLAGS 6 (proto_specified|proto_random)
    ],
  ],
  [
    "nft add rule inet t post ip saddr 10.0.0.1 snat ip to 1.2.3.4 persistent",
    { kind: "cmp", data: { sreg: 1, op: 0, data: { value: bytes("0a000001") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2000 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000000", //   NFTA_CMP_OP 0 (eq)
      "0c00 0380", //   NFTA_CMP_DATA
      "0800 0100 0a000001", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t post ip saddr 10.0.0.1 snat ip to 1.2.3.4 persistent",
    { kind: "immediate", data: { dreg: 1, data: { value: bytes("01020304") } } },
    [
      "0e00 0100 696d6d65 64696174 65000000", // NFTA_EXPR_NAME "immediate"
      "1800 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_IMMEDIATE_DREG 1 (reg_1)
      "0c00 0280", //   NFTA_IMMEDIATE_DATA
      "0800 0100 01020304", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t post ip saddr 10.0.0.1 snat ip to 1.2.3.4 persistent",
    { kind: "nat", data: { type: 0, family: 2, regAddrMin: 1, flags: 8 } },
    [
      "0800 0100 6e617400", // NFTA_EXPR_NAME "nat"
      "2400 0280", // NFTA_EXPR_DATA
      "0800 0100 00000000", //   NFTA_NAT_TYPE 0 (snat)
      "0800 0200 00000002", //   NFTA_NAT_FAMILY 2 (ipv4)
      "0800 0300 00000001", //   NFTA_NAT_REG_ADDR_MIN 1 (reg_1)
      "0800 0700 00000008", //   NFTA_NAT_FLAGS 8 (persistent)
    ],
  ],
  [
    "nft add rule inet t post masquerade random",
    { kind: "masq", data: { flags: 4 } },
    [
      "0900 0100 6d617371 00000000", // NFTA_EXPR_NAME "masq"
      "0c00 0280", // NFTA_EXPR_DATA
      "0800 0100 00000004", //   NFTA_MASQ_FLAGS 4 (proto_random)
    ],
  ],
  [
    "nft add rule inet t pre tcp dport 80 redirect to :8080",
    { kind: "immediate", data: { dreg: 1, data: { value: bytes("1f90") } } },
    [
      "0e00 0100 696d6d65 64696174 65000000", // NFTA_EXPR_NAME "immediate"
      "1800 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_IMMEDIATE_DREG 1 (reg_1)
      "0c00 0280", //   NFTA_IMMEDIATE_DATA
      "0600 0100 1f900000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t pre tcp dport 80 redirect to :8080",
    { kind: "redir", data: { regProtoMin: 1, flags: 2 } },
    [
      "0a00 0100 72656469 72000000", // NFTA_EXPR_NAME "redir"
      "1400 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_REDIR_REG_PROTO_MIN 1 (reg_1)
      "0800 0300 00000002", //   NFTA_REDIR_FLAGS 2 (proto_specified)
    ],
  ],
  [
    "nft add rule inet t c ct state new",
    { kind: "ct", data: { key: 0, dreg: 1 } },
    [
      "0700 0100 63740000", // NFTA_EXPR_NAME "ct"
      "1400 0280", // NFTA_EXPR_DATA
      "0800 0200 00000000", //   NFTA_CT_KEY 0 (state)
      "0800 0100 00000001", //   NFTA_CT_DREG 1 (reg_1)
    ],
  ],
  [
    "nft add rule inet t c ct state new",
    {
      kind: "bitwise",
      data: { sreg: 1, dreg: 1, len: 4, mask: { value: bytes("08000000") }, xor: { value: bytes("00000000") } },
    },
    [
      "0c00 0100 62697477 69736500", // NFTA_EXPR_NAME "bitwise"
      "3400 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_BITWISE_SREG 1 (reg_1)
      "0800 0200 00000001", //   NFTA_BITWISE_DREG 1 (reg_1)
      "0800 0300 00000004", //   NFTA_BITWISE_LEN 4
      "0c00 0480", //   NFTA_BITWISE_MASK
      "0800 0100 08000000", //     NFTA_DATA_VALUE
      "0c00 0580", //   NFTA_BITWISE_XOR
      "0800 0100 00000000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c ct state new",
    { kind: "cmp", data: { sreg: 1, op: 1, data: { value: bytes("00000000") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2000 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000001", //   NFTA_CMP_OP 1 (neq)
      "0c00 0380", //   NFTA_CMP_DATA
      "0800 0100 00000000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c ct original ip saddr 1.2.3.4",
    { kind: "ct", data: { key: 19, dreg: 1, direction: 0 } },
    [
      "0700 0100 63740000", // NFTA_EXPR_NAME "ct"
      "1c00 0280", // NFTA_EXPR_DATA
      "0800 0200 00000013", //   NFTA_CT_KEY 19 (src_ip)
      "0800 0100 00000001", //   NFTA_CT_DREG 1 (reg_1)
      "0500 0300 00000000", //   NFTA_CT_DIRECTION 0
    ],
  ],
  [
    "nft add rule inet t c ct original ip saddr 1.2.3.4",
    { kind: "cmp", data: { sreg: 1, op: 0, data: { value: bytes("01020304") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2000 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000000", //   NFTA_CMP_OP 0 (eq)
      "0c00 0380", //   NFTA_CMP_DATA
      "0800 0100 01020304", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c ct mark set 7",
    { kind: "immediate", data: { dreg: 1, data: { value: bytes("07000000") } } },
    [
      "0e00 0100 696d6d65 64696174 65000000", // NFTA_EXPR_NAME "immediate"
      "1800 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_IMMEDIATE_DREG 1 (reg_1)
      "0c00 0280", //   NFTA_IMMEDIATE_DATA
      "0800 0100 07000000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c ct mark set 7",
    { kind: "ct", data: { key: 3, sreg: 1 } },
    [
      "0700 0100 63740000", // NFTA_EXPR_NAME "ct"
      "1400 0280", // NFTA_EXPR_DATA
      "0800 0200 00000003", //   NFTA_CT_KEY 3 (mark)
      "0800 0400 00000001", //   NFTA_CT_SREG 1 (reg_1)
    ],
  ],
  [
    "nft add rule inet t c counter packets 5 bytes 10",
    { kind: "counter", data: { bytes: 10n, packets: 5n } },
    [
      "0c00 0100 636f756e 74657200", // NFTA_EXPR_NAME "counter"
      "1c00 0280", // NFTA_EXPR_DATA
      "0c00 0100 00000000 0000000a", //   NFTA_COUNTER_BYTES 10
      "0c00 0200 00000000 00000005", //   NFTA_COUNTER_PACKETS 5
    ],
  ],
  [
    'nft add rule inet t c log prefix "in: " level info',
    { kind: "log", data: { prefix: "in: ", level: 6 } },
    [
      "0800 0100 6c6f6700", // NFTA_EXPR_NAME "log"
      "1800 0280", // NFTA_EXPR_DATA
      "0900 0200 696e3a20 00000000", //   NFTA_LOG_PREFIX "in: "
      "0800 0500 00000006", //   NFTA_LOG_LEVEL 6 (info)
    ],
  ],
  [
    "nft add rule inet t c log group 5 snaplen 10 queue-threshold 3",
    { kind: "log", data: { group: 5, snaplen: 10, qthreshold: 3 } },
    [
      "0800 0100 6c6f6700", // NFTA_EXPR_NAME "log"
      "1c00 0280", // NFTA_EXPR_DATA
      "0600 0100 00050000", //   NFTA_LOG_GROUP 5
      "0800 0300 0000000a", //   NFTA_LOG_SNAPLEN 10
      "0600 0400 00030000", //   NFTA_LOG_QTHRESHOLD 3
    ],
  ],
  [
    "nft add rule inet t c reject with icmpx admin-prohibited",
    { kind: "reject", data: { type: 2, icmpCode: 3 } },
    [
      "0b00 0100 72656a65 63740000", // NFTA_EXPR_NAME "reject"
      "1400 0280", // NFTA_EXPR_DATA
      "0800 0100 00000002", //   NFTA_REJECT_TYPE 2 (icmpx_unreach)
      "0500 0200 03000000", //   NFTA_REJECT_ICMP_CODE 3
    ],
  ],
  [
    "nft add rule inet t c reject with tcp reset",
    { kind: "reject", data: { type: 1, icmpCode: 0 } },
    [
      "0b00 0100 72656a65 63740000", // NFTA_EXPR_NAME "reject"
      "1400 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_REJECT_TYPE 1 (tcp_rst)
      "0500 0200 00000000", //   NFTA_REJECT_ICMP_CODE 0
    ],
  ],
  [
    "nft add rule inet t pre fib daddr . iif type local",
    { kind: "fib", data: { flags: 10, result: 3, dreg: 1 } },
    [
      "0800 0100 66696200", // NFTA_EXPR_NAME "fib"
      "1c00 0280", // NFTA_EXPR_DATA
      "0800 0300 0000000a", //   NFTA_FIB_FLAGS 10 (daddr|iif)
      "0800 0200 00000003", //   NFTA_FIB_RESULT 3 (addrtype)
      "0800 0100 00000001", //   NFTA_FIB_DREG 1 (reg_1)
    ],
  ],
  [
    "nft add rule inet t pre fib daddr . iif type local",
    { kind: "cmp", data: { sreg: 1, op: 0, data: { value: bytes("02000000") } } },
    [
      "0800 0100 636d7000", // NFTA_EXPR_NAME "cmp"
      "2000 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000000", //   NFTA_CMP_OP 0 (eq)
      "0c00 0380", //   NFTA_CMP_DATA
      "0800 0100 02000000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft add rule inet t c limit rate over 10/minute burst 20 packets",
    { kind: "limit", data: { rate: 10n, unit: 60n, burst: 20, type: 0, flags: 1 } },
    [
      "0a00 0100 6c696d69 74000000", // NFTA_EXPR_NAME "limit"
      "3400 0280", // NFTA_EXPR_DATA
      "0c00 0100 00000000 0000000a", //   NFTA_LIMIT_RATE 10
      "0c00 0200 00000000 0000003c", //   NFTA_LIMIT_UNIT 60
      "0800 0300 00000014", //   NFTA_LIMIT_BURST 20
      "0800 0400 00000000", //   NFTA_LIMIT_TYPE 0 (pkts)
      "0800 0500 00000001", //   NFTA_LIMIT_FLAGS 1 (inv)
    ],
  ],
  [
    "nft add rule inet t c quota over 5000 bytes",
    { kind: "quota", data: { bytes: 5000n, consumed: 0n, flags: 1 } },
    [
      "0a00 0100 71756f74 61000000", // NFTA_EXPR_NAME "quota"
      "2400 0280", // NFTA_EXPR_DATA
      "0c00 0100 00000000 00001388", //   NFTA_QUOTA_BYTES 5000
      "0c00 0400 00000000 00000000", //   NFTA_QUOTA_CONSUMED 0
      "0800 0200 00000001", //   NFTA_QUOTA_FLAGS 1 (inv)
    ],
  ],
  [
    "nft add rule inet t c ct count over 5",
    { kind: "connlimit", data: { count: 5, flags: 1 } },
    [
      "0e00 0100 636f6e6e 6c696d69 74000000", // NFTA_EXPR_NAME "connlimit"
      "1400 0280", // NFTA_EXPR_DATA
      "0800 0100 00000005", //   NFTA_CONNLIMIT_COUNT 5
      "0800 0200 00000001", //   NFTA_CONNLIMIT_FLAGS 1 (inv)
    ],
  ],
  [
    "nft add rule inet t raw notrack",
    { kind: "notrack" },
    [
      "0c00 0100 6e6f7472 61636b00", // NFTA_EXPR_NAME "notrack"
    ],
  ],
  [
    'nft add rule inet t c counter name "n"',
    { kind: "objref", data: { immType: 1, immName: "n" } },
    [
      "0b00 0100 6f626a72 65660000", // NFTA_EXPR_NAME "objref"
      "1400 0280", // NFTA_EXPR_DATA
      "0800 0100 00000001", //   NFTA_OBJREF_IMM_TYPE 1
      "0500 0200 6e000000", //   NFTA_OBJREF_IMM_NAME "n"
    ],
  ],
  [
    "nft add rule inet t c add @s { ip saddr timeout 5s limit rate 1/second }",
    {
      kind: "dynset",
      data: {
        sregKey: 1,
        op: 0,
        timeout: 5000n,
        setName: "s",
        setId: 1,
        expr: { kind: "limit", data: { rate: 1n, unit: 1n, burst: 5, type: 0, flags: 0 } },
      },
    },
    [
      "0b00 0100 64796e73 65740000", // NFTA_EXPR_NAME "dynset"
      "7400 0280", // NFTA_EXPR_DATA
      "0800 0400 00000001", //   NFTA_DYNSET_SREG_KEY 1 (reg_1)
      "0800 0300 00000000", //   NFTA_DYNSET_OP 0 (add)
      "0c00 0600 00000000 00001388", //   NFTA_DYNSET_TIMEOUT 5000
      "0600 0100 73000000", //   NFTA_DYNSET_SET_NAME "s"
      "0800 0200 00000001", //   NFTA_DYNSET_SET_ID 1
      "4400 0780", //   NFTA_DYNSET_EXPR
      "0a00 0100 6c696d69 74000000", //     NFTA_EXPR_NAME "limit"
      "3400 0280", //     NFTA_EXPR_DATA
      "0c00 0100 00000000 00000001", //       NFTA_LIMIT_RATE 1
      "0c00 0200 00000000 00000001", //       NFTA_LIMIT_UNIT 1
      "0800 0300 00000005", //       NFTA_LIMIT_BURST 5
      "0800 0400 00000000", //       NFTA_LIMIT_TYPE 0 (pkts)
      "0800 0500 00000000", //       NFTA_LIMIT_FLAGS 0
    ],
  ],
  [
    "iptables-nft -t nat -A POSTROUTING -o br0 -j MASQUERADE --random",
    {
      kind: "target",
      data: { name: "MASQUERADE", rev: 0, info: bytes("010000000400000000000000000000000000000000000000") },
    },
    [
      "0b00 0100 74617267 65740000", // NFTA_EXPR_NAME "target"
      "3800 0280", // NFTA_EXPR_DATA
      "0f00 0100 4d415351 55455241 44450000", //   NFTA_TARGET_NAME "MASQUERADE"
      "0800 0200 00000000", //   NFTA_TARGET_REV 0
      "1c00 0300 01000000 04000000 00000000 00000000 00000000 00000000", //   NFTA_TARGET_INFO
    ],
  ],
  [
    "iptables-nft -A FORWARD -m addrtype --dst-type LOCAL -j ACCEPT",
    { kind: "match", data: { name: "addrtype", rev: 1, info: bytes("0000040000000000") } },
    [
      "0a00 0100 6d617463 68000000", // NFTA_EXPR_NAME "match"
      "2800 0280", // NFTA_EXPR_DATA
      "0d00 0100 61646472 74797065 00000000", //   NFTA_MATCH_NAME "addrtype"
      "0800 0200 00000001", //   NFTA_MATCH_REV 1
      "0c00 0300 00000400 00000000", //   NFTA_MATCH_INFO
    ],
  ],
];
