import { fromHex as bytes } from "../../../../src/protocol/schema/binary.ts";

/** The command whose bytes they are, the message's C name, what its body says, and the body, an attribute a line. */
export type MessageRow = readonly [command: string, name: string, value: object, lines: readonly string[]];

/** Requests as nft 1.0.6 sent them. */
export const requestRows: readonly MessageRow[] = [
  [
    "nft begins and ends a transaction",
    "NFNL_MSG_BATCH_BEGIN",
    { header: { family: 0, version: 0, resId: 10 }, attributes: {} },
    [
      "00", // nfgenmsg.family
      "00", // nfgenmsg.version
      "000a", // nfgenmsg.resId
    ],
  ],
  [
    "nft begins and ends a transaction",
    "NFNL_MSG_BATCH_END",
    { header: { family: 0, version: 0, resId: 10 }, attributes: {} },
    [
      "00", // nfgenmsg.family
      "00", // nfgenmsg.version
      "000a", // nfgenmsg.resId
    ],
  ],
  [
    'nft add table ip x { flags dormant; comment "tc"; }',
    "NFT_MSG_NEWTABLE",
    { header: { family: 2, version: 0, resId: 0 }, attributes: { name: "x", flags: 1, userdata: bytes("0003746300") } },
    [
      "02", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 78000000", // NFTA_TABLE_NAME "x"
      "0800 0200 00000001", // NFTA_TABLE_FLAGS 1 (dormant)
      "0900 0600 00037463 00000000", // NFTA_TABLE_USERDATA
    ],
  ],
  [
    "nft create table ip6 x",
    "NFT_MSG_NEWTABLE",
    { header: { family: 10, version: 0, resId: 0 }, attributes: { name: "x", flags: 0 } },
    [
      "0a", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 78000000", // NFTA_TABLE_NAME "x"
      "0800 0200 00000000", // NFTA_TABLE_FLAGS 0
    ],
  ],
  [
    "nft delete table inet t",
    "NFT_MSG_DELTABLE",
    { header: { family: 1, version: 0, resId: 0 }, attributes: { name: "t" } },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_TABLE_NAME "t"
    ],
  ],
  [
    'nft create chain inet t d { type nat hook postrouting priority srcnat; policy accept; comment "x"; }',
    "NFT_MSG_NEWCHAIN",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        name: "d",
        type: "nat",
        policy: 1,
        hook: { hooknum: 4, priority: 100 },
        userdata: bytes("00027800"),
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_CHAIN_TABLE "t"
      "0600 0300 64000000", // NFTA_CHAIN_NAME "d"
      "0800 0700 6e617400", // NFTA_CHAIN_TYPE "nat"
      "0800 0500 00000001", // NFTA_CHAIN_POLICY 1
      "1400 0480", // NFTA_CHAIN_HOOK
      "0800 0100 00000004", //   NFTA_HOOK_HOOKNUM 4
      "0800 0200 00000064", //   NFTA_HOOK_PRIORITY 100
      "0800 0c00 00027800", // NFTA_CHAIN_USERDATA
    ],
  ],
  [
    "nft add chain inet t d { type filter hook ingress device lo priority -5; }",
    "NFT_MSG_NEWCHAIN",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: { table: "t", name: "d", type: "filter", hook: { hooknum: 5, priority: -5, dev: "lo" } },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_CHAIN_TABLE "t"
      "0600 0300 64000000", // NFTA_CHAIN_NAME "d"
      "0b00 0700 66696c74 65720000", // NFTA_CHAIN_TYPE "filter"
      "1c00 0480", // NFTA_CHAIN_HOOK
      "0800 0100 00000005", //   NFTA_HOOK_HOOKNUM 5
      "0800 0200 fffffffb", //   NFTA_HOOK_PRIORITY -5
      "0700 0300 6c6f0000", //   NFTA_HOOK_DEV "lo"
    ],
  ],
  [
    "nft delete chain inet t c",
    "NFT_MSG_DELCHAIN",
    { header: { family: 1, version: 0, resId: 0 }, attributes: { table: "t", name: "c" } },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_CHAIN_TABLE "t"
      "0600 0300 63000000", // NFTA_CHAIN_NAME "c"
    ],
  ],
  [
    'nft add rule inet t c accept comment "ok"',
    "NFT_MSG_NEWRULE",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        chain: "c",
        expressions: [{ kind: "immediate", data: { dreg: 0, data: { verdict: { code: 1 } } } }],
        userdata: bytes("00036f6b00"),
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_RULE_TABLE "t"
      "0600 0200 63000000", // NFTA_RULE_CHAIN "c"
      "3400 0480", // NFTA_RULE_EXPRESSIONS
      "3000 0180", // NFTA_RULE_EXPRESSIONS
      "0e00 0100 696d6d65 64696174 65000000", //   NFTA_EXPR_NAME "immediate"
      "1c00 0280", //   NFTA_EXPR_DATA
      "0800 0100 00000000", //     NFTA_IMMEDIATE_DREG 0 (reg_verdict)
      "1000 0280", //     NFTA_IMMEDIATE_DATA
      "0c00 0280", //       NFTA_DATA_VERDICT
      "0800 0100 00000001", //         NFTA_VERDICT_CODE 1 (nf_accept)
      "0900 0700 00036f6b 00000000", // NFTA_RULE_USERDATA
    ],
  ],
  [
    "nft insert rule inet t c position 2 drop",
    "NFT_MSG_NEWRULE",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        chain: "c",
        expressions: [{ kind: "immediate", data: { dreg: 0, data: { verdict: { code: 0 } } } }],
        position: 2n,
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_RULE_TABLE "t"
      "0600 0200 63000000", // NFTA_RULE_CHAIN "c"
      "3400 0480", // NFTA_RULE_EXPRESSIONS
      "3000 0180", // NFTA_RULE_EXPRESSIONS
      "0e00 0100 696d6d65 64696174 65000000", //   NFTA_EXPR_NAME "immediate"
      "1c00 0280", //   NFTA_EXPR_DATA
      "0800 0100 00000000", //     NFTA_IMMEDIATE_DREG 0 (reg_verdict)
      "1000 0280", //     NFTA_IMMEDIATE_DATA
      "0c00 0280", //       NFTA_DATA_VERDICT
      "0800 0100 00000000", //         NFTA_VERDICT_CODE 0 (nf_drop)
      "0c00 0600 00000000 00000002", // NFTA_RULE_POSITION 2
    ],
  ],
  [
    "nft replace rule inet t c handle 2 drop",
    "NFT_MSG_NEWRULE",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        chain: "c",
        handle: 2n,
        expressions: [{ kind: "immediate", data: { dreg: 0, data: { verdict: { code: 0 } } } }],
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_RULE_TABLE "t"
      "0600 0200 63000000", // NFTA_RULE_CHAIN "c"
      "0c00 0300 00000000 00000002", // NFTA_RULE_HANDLE 2
      "3400 0480", // NFTA_RULE_EXPRESSIONS
      "3000 0180", // NFTA_RULE_EXPRESSIONS
      "0e00 0100 696d6d65 64696174 65000000", //   NFTA_EXPR_NAME "immediate"
      "1c00 0280", //   NFTA_EXPR_DATA
      "0800 0100 00000000", //     NFTA_IMMEDIATE_DREG 0 (reg_verdict)
      "1000 0280", //     NFTA_IMMEDIATE_DATA
      "0c00 0280", //       NFTA_DATA_VERDICT
      "0800 0100 00000000", //         NFTA_VERDICT_CODE 0 (nf_drop)
    ],
  ],
  [
    "nft delete rule inet t c handle 2",
    "NFT_MSG_DELRULE",
    { header: { family: 1, version: 0, resId: 0 }, attributes: { table: "t", chain: "c", handle: 2n } },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_RULE_TABLE "t"
      "0600 0200 63000000", // NFTA_RULE_CHAIN "c"
      "0c00 0300 00000000 00000002", // NFTA_RULE_HANDLE 2
    ],
  ],
  [
    "nft flush chain inet t c",
    "NFT_MSG_DELRULE",
    { header: { family: 1, version: 0, resId: 0 }, attributes: { table: "t", chain: "c" } },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_RULE_TABLE "t"
      "0600 0200 63000000", // NFTA_RULE_CHAIN "c"
    ],
  ],
  [
    'nft add set inet t i { type ipv4_addr; flags interval, timeout; timeout 1h; gc-interval 5s; size 100; comment "x"; auto-merge; policy memory; elements = { 10.0.0.0/8 timeout 5s, 255.0.0.0/8 } }',
    "NFT_MSG_NEWSET",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        name: "i",
        flags: 20,
        keyType: 7,
        keyLen: 4,
        id: 1,
        policy: 1,
        desc: { size: 100 },
        timeout: 3600000n,
        gcInterval: 5000,
        userdata: bytes("00040200000002040100000007027800"),
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_TABLE "t"
      "0600 0200 69000000", // NFTA_SET_NAME "i"
      "0800 0300 00000014", // NFTA_SET_FLAGS 20 (interval|timeout)
      "0800 0400 00000007", // NFTA_SET_KEY_TYPE 7
      "0800 0500 00000004", // NFTA_SET_KEY_LEN 4
      "0800 0a00 00000001", // NFTA_SET_ID 1
      "0800 0800 00000001", // NFTA_SET_POLICY 1 (memory)
      "0c00 0980", // NFTA_SET_DESC
      "0800 0100 00000064", //   NFTA_SET_DESC_SIZE 100
      "0c00 0b00 00000000 0036ee80", // NFTA_SET_TIMEOUT 3600000
      "0800 0c00 00001388", // NFTA_SET_GC_INTERVAL 5000
      "1400 0d00 00040200 00000204 01000000 07027800", // NFTA_SET_USERDATA
    ],
  ],
  [
    'nft add set inet t i { type ipv4_addr; flags interval, timeout; timeout 1h; gc-interval 5s; size 100; comment "x"; auto-merge; policy memory; elements = { 10.0.0.0/8 timeout 5s, 255.0.0.0/8 } }',
    "NFT_MSG_NEWSETELEM",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        set: "i",
        setId: 1,
        elements: [
          { flags: 1, key: { value: bytes("00000000") } },
          { timeout: 5000n, key: { value: bytes("0a000000") } },
          { flags: 1, key: { value: bytes("0b000000") } },
          { key: { value: bytes("ff000000") }, userdata: bytes("010401000000") },
        ],
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_ELEM_LIST_TABLE "t"
      "0600 0200 69000000", // NFTA_SET_ELEM_LIST_SET "i"
      "0800 0400 00000001", // NFTA_SET_ELEM_LIST_SET_ID 1
      "6c00 0380", // NFTA_SET_ELEM_LIST_ELEMENTS
      "1800 0180", // NFTA_SET_ELEM_LIST_ELEMENTS
      "0800 0300 00000001", //   NFTA_SET_ELEM_FLAGS 1 (interval_end)
      "0c00 0180", //   NFTA_SET_ELEM_KEY
      "0800 0100 00000000", //     NFTA_DATA_VALUE
      "1c00 0280", // NFTA_SET_ELEM_LIST_ELEMENTS
      "0c00 0400 00000000 00001388", //   NFTA_SET_ELEM_TIMEOUT 5000
      "0c00 0180", //   NFTA_SET_ELEM_KEY
      "0800 0100 0a000000", //     NFTA_DATA_VALUE
      "1800 0380", // NFTA_SET_ELEM_LIST_ELEMENTS
      "0800 0300 00000001", //   NFTA_SET_ELEM_FLAGS 1 (interval_end)
      "0c00 0180", //   NFTA_SET_ELEM_KEY
      "0800 0100 0b000000", //     NFTA_DATA_VALUE
      "1c00 0480", // NFTA_SET_ELEM_LIST_ELEMENTS
      "0c00 0180", //   NFTA_SET_ELEM_KEY
      "0800 0100 ff000000", //     NFTA_DATA_VALUE
      "0a00 0600 01040100 00000000", //   NFTA_SET_ELEM_USERDATA
    ],
  ],
  [
    "nft add map inet t m { type inet_service : ipv4_addr; elements = { 80 : 10.0.0.1 } }",
    "NFT_MSG_NEWSET",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        name: "m",
        flags: 8,
        keyType: 13,
        keyLen: 2,
        dataType: 7,
        dataLen: 4,
        id: 1,
        userdata: bytes("000402000000010402000000060400000000"),
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_TABLE "t"
      "0600 0200 6d000000", // NFTA_SET_NAME "m"
      "0800 0300 00000008", // NFTA_SET_FLAGS 8 (map)
      "0800 0400 0000000d", // NFTA_SET_KEY_TYPE 13
      "0800 0500 00000002", // NFTA_SET_KEY_LEN 2
      "0800 0600 00000007", // NFTA_SET_DATA_TYPE 7
      "0800 0700 00000004", // NFTA_SET_DATA_LEN 4
      "0800 0a00 00000001", // NFTA_SET_ID 1
      "1600 0d00 00040200 00000104 02000000 06040000 00000000", // NFTA_SET_USERDATA
    ],
  ],
  [
    "nft add map inet t m { type inet_service : ipv4_addr; elements = { 80 : 10.0.0.1 } }",
    "NFT_MSG_NEWSETELEM",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        set: "m",
        setId: 1,
        elements: [{ key: { value: bytes("0050") }, data: { value: bytes("0a000001") } }],
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_ELEM_LIST_TABLE "t"
      "0600 0200 6d000000", // NFTA_SET_ELEM_LIST_SET "m"
      "0800 0400 00000001", // NFTA_SET_ELEM_LIST_SET_ID 1
      "2000 0380", // NFTA_SET_ELEM_LIST_ELEMENTS
      "1c00 0180", // NFTA_SET_ELEM_LIST_ELEMENTS
      "0c00 0180", //   NFTA_SET_ELEM_KEY
      "0600 0100 00500000", //     NFTA_DATA_VALUE
      "0c00 0280", //   NFTA_SET_ELEM_DATA
      "0800 0100 0a000001", //     NFTA_DATA_VALUE
    ],
  ],
  [
    'nft add map inet t m { type ifname : verdict; elements = { "eth0" : jump c } }',
    "NFT_MSG_NEWSET",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        name: "m",
        flags: 8,
        keyType: 41,
        keyLen: 16,
        dataType: 4294967040,
        dataLen: 0,
        id: 1,
        userdata: bytes("000401000000010400000000060400000000"),
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_TABLE "t"
      "0600 0200 6d000000", // NFTA_SET_NAME "m"
      "0800 0300 00000008", // NFTA_SET_FLAGS 8 (map)
      "0800 0400 00000029", // NFTA_SET_KEY_TYPE 41
      "0800 0500 00000010", // NFTA_SET_KEY_LEN 16
      "0800 0600 ffffff00", // NFTA_SET_DATA_TYPE 4294967040
      "0800 0700 00000000", // NFTA_SET_DATA_LEN 0
      "0800 0a00 00000001", // NFTA_SET_ID 1
      "1600 0d00 00040100 00000104 00000000 06040000 00000000", // NFTA_SET_USERDATA
    ],
  ],
  [
    'nft add map inet t m { type ifname : verdict; elements = { "eth0" : jump c } }',
    "NFT_MSG_NEWSETELEM",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        set: "m",
        setId: 1,
        elements: [
          { key: { value: bytes("65746830000000000000000000000000") }, data: { verdict: { code: -3, chain: "c" } } },
        ],
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_ELEM_LIST_TABLE "t"
      "0600 0200 6d000000", // NFTA_SET_ELEM_LIST_SET "m"
      "0800 0400 00000001", // NFTA_SET_ELEM_LIST_SET_ID 1
      "3800 0380", // NFTA_SET_ELEM_LIST_ELEMENTS
      "3400 0180", // NFTA_SET_ELEM_LIST_ELEMENTS
      "1800 0180", //   NFTA_SET_ELEM_KEY
      "1400 0100 65746830 00000000 00000000 00000000", //     NFTA_DATA_VALUE
      "1800 0280", //   NFTA_SET_ELEM_DATA
      "1400 0280", //     NFTA_DATA_VERDICT
      "0800 0100 fffffffd", //       NFTA_VERDICT_CODE -3 (nft_jump)
      "0600 0200 63000000", //       NFTA_VERDICT_CHAIN "c"
    ],
  ],
  [
    "nft add set inet t k { type ipv4_addr . inet_service; flags interval; elements = { 10.0.0.0/8 . 80-90 } }",
    "NFT_MSG_NEWSET",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        name: "k",
        flags: 132,
        keyType: 461,
        keyLen: 8,
        id: 1,
        desc: { concat: [{ len: 4 }, { len: 2 }] },
        userdata: bytes("000400000000030800040d0000000100"),
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_TABLE "t"
      "0600 0200 6b000000", // NFTA_SET_NAME "k"
      "0800 0300 00000084", // NFTA_SET_FLAGS 132 (interval|concat)
      "0800 0400 000001cd", // NFTA_SET_KEY_TYPE 461
      "0800 0500 00000008", // NFTA_SET_KEY_LEN 8
      "0800 0a00 00000001", // NFTA_SET_ID 1
      "2000 0980", // NFTA_SET_DESC
      "1c00 0280", //   NFTA_SET_DESC_CONCAT
      "0c00 0180", //   NFTA_SET_DESC_CONCAT
      "0800 0100 00000004", //     NFTA_SET_FIELD_LEN 4
      "0c00 0180", //   NFTA_SET_DESC_CONCAT
      "0800 0100 00000002", //     NFTA_SET_FIELD_LEN 2
      "1400 0d00 00040000 00000308 00040d00 00000100", // NFTA_SET_USERDATA
    ],
  ],
  [
    "nft add set inet t k { type ipv4_addr . inet_service; flags interval; elements = { 10.0.0.0/8 . 80-90 } }",
    "NFT_MSG_NEWSETELEM",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        set: "k",
        setId: 1,
        elements: [{ key: { value: bytes("0a00000000500000") }, keyEnd: { value: bytes("0affffff005a0000") } }],
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_ELEM_LIST_TABLE "t"
      "0600 0200 6b000000", // NFTA_SET_ELEM_LIST_SET "k"
      "0800 0400 00000001", // NFTA_SET_ELEM_LIST_SET_ID 1
      "2800 0380", // NFTA_SET_ELEM_LIST_ELEMENTS
      "2400 0180", // NFTA_SET_ELEM_LIST_ELEMENTS
      "1000 0180", //   NFTA_SET_ELEM_KEY
      "0c00 0100 0a000000 00500000", //     NFTA_DATA_VALUE
      "1000 0a80", //   NFTA_SET_ELEM_KEY_END
      "0c00 0100 0affffff 005a0000", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft delete element inet t s { 10.0.0.1 }",
    "NFT_MSG_DELSETELEM",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: { table: "t", set: "s", elements: [{ key: { value: bytes("0a000001") } }] },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_ELEM_LIST_TABLE "t"
      "0600 0200 73000000", // NFTA_SET_ELEM_LIST_SET "s"
      "1400 0380", // NFTA_SET_ELEM_LIST_ELEMENTS
      "1000 0180", // NFTA_SET_ELEM_LIST_ELEMENTS
      "0c00 0180", //   NFTA_SET_ELEM_KEY
      "0800 0100 0a000001", //     NFTA_DATA_VALUE
    ],
  ],
  [
    "nft flush set inet t s",
    "NFT_MSG_DELSETELEM",
    { header: { family: 1, version: 0, resId: 0 }, attributes: { set: "s", table: "t" } },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0200 73000000", // NFTA_SET_ELEM_LIST_SET "s"
      "0600 0100 74000000", // NFTA_SET_ELEM_LIST_TABLE "t"
    ],
  ],
  [
    "nft delete set inet t s",
    "NFT_MSG_DELSET",
    { header: { family: 1, version: 0, resId: 0 }, attributes: { table: "t", name: "s" } },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_TABLE "t"
      "0600 0200 73000000", // NFTA_SET_NAME "s"
    ],
  ],
  [
    "nft add set inet t d { type ipv4_addr; size 10; flags dynamic; counter; }",
    "NFT_MSG_NEWSET",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        name: "d",
        flags: 32,
        keyType: 7,
        keyLen: 4,
        id: 1,
        desc: { size: 10 },
        userdata: bytes("000402000000"),
        expr: { kind: "counter", data: {} },
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_TABLE "t"
      "0600 0200 64000000", // NFTA_SET_NAME "d"
      "0800 0300 00000020", // NFTA_SET_FLAGS 32 (eval)
      "0800 0400 00000007", // NFTA_SET_KEY_TYPE 7
      "0800 0500 00000004", // NFTA_SET_KEY_LEN 4
      "0800 0a00 00000001", // NFTA_SET_ID 1
      "0c00 0980", // NFTA_SET_DESC
      "0800 0100 0000000a", //   NFTA_SET_DESC_SIZE 10
      "0a00 0d00 00040200 00000000", // NFTA_SET_USERDATA
      "1400 1180", // NFTA_SET_EXPR
      "0c00 0100 636f756e 74657200", //   NFTA_EXPR_NAME "counter"
      "0400 0280", //   NFTA_EXPR_DATA
    ],
  ],
  [
    "nft add counter inet t n { packets 1 bytes 2 }",
    "NFT_MSG_NEWOBJ",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: { table: "t", objectName: "n", kind: "counter", data: { bytes: 2n, packets: 1n } },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_OBJ_TABLE "t"
      "0600 0200 6e000000", // NFTA_OBJ_NAME "n"
      "0800 0300 00000001", // NFTA_OBJ_TYPE "counter"
      "1c00 0480", // NFTA_OBJ_DATA
      "0c00 0100 00000000 00000002", //   NFTA_COUNTER_BYTES 2
      "0c00 0200 00000000 00000001", //   NFTA_COUNTER_PACKETS 1
    ],
  ],
  [
    "nft add quota inet t q { over 5 mbytes }",
    "NFT_MSG_NEWOBJ",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: { table: "t", objectName: "q", kind: "quota", data: { bytes: 5242880n, consumed: 0n, flags: 1 } },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_OBJ_TABLE "t"
      "0600 0200 71000000", // NFTA_OBJ_NAME "q"
      "0800 0300 00000002", // NFTA_OBJ_TYPE "quota"
      "2400 0480", // NFTA_OBJ_DATA
      "0c00 0100 00000000 00500000", //   NFTA_QUOTA_BYTES 5242880
      "0c00 0400 00000000 00000000", //   NFTA_QUOTA_CONSUMED 0
      "0800 0200 00000001", //   NFTA_QUOTA_FLAGS 1 (inv)
    ],
  ],
  [
    "nft add limit inet t l { rate 10/second }",
    "NFT_MSG_NEWOBJ",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: {
        table: "t",
        objectName: "l",
        kind: "limit",
        data: { rate: 10n, unit: 1n, burst: 5, type: 0, flags: 0 },
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_OBJ_TABLE "t"
      "0600 0200 6c000000", // NFTA_OBJ_NAME "l"
      "0800 0300 00000004", // NFTA_OBJ_TYPE "limit"
      "3400 0480", // NFTA_OBJ_DATA
      "0c00 0100 00000000 0000000a", //   NFTA_LIMIT_RATE 10
      "0c00 0200 00000000 00000001", //   NFTA_LIMIT_UNIT 1
      "0800 0300 00000005", //   NFTA_LIMIT_BURST 5
      "0800 0400 00000000", //   NFTA_LIMIT_TYPE 0 (pkts)
      "0800 0500 00000000", //   NFTA_LIMIT_FLAGS 0
    ],
  ],
  [
    'nft add ct helper inet t h { type "ftp" protocol tcp; l3proto ip; }',
    "NFT_MSG_NEWOBJ",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: { table: "t", objectName: "h", kind: "ct_helper", data: { name: "ftp", l3proto: 2, l4proto: 6 } },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_OBJ_TABLE "t"
      "0600 0200 68000000", // NFTA_OBJ_NAME "h"
      "0800 0300 00000003", // NFTA_OBJ_TYPE "ct_helper"
      "1c00 0480", // NFTA_OBJ_DATA
      "0700 0100 66747000", //   NFTA_CT_HELPER_NAME "ftp"
      "0600 0200 00020000", //   NFTA_CT_HELPER_L3PROTO 2
      "0500 0300 06000000", //   NFTA_CT_HELPER_L4PROTO 6
    ],
  ],
  [
    "nft delete counter inet t n",
    "NFT_MSG_DELOBJ",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: { table: "t", objectName: "n", kind: "counter", data: {} },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_OBJ_TABLE "t"
      "0600 0200 6e000000", // NFTA_OBJ_NAME "n"
      "0800 0300 00000001", // NFTA_OBJ_TYPE "counter"
      "0400 0480", // NFTA_OBJ_DATA
    ],
  ],
  [
    "nft add flowtable inet t f { hook ingress priority 5; devices = { lo }; flags offload; }",
    "NFT_MSG_NEWFLOWTABLE",
    {
      header: { family: 1, version: 0, resId: 0 },
      attributes: { table: "t", name: "f", hook: { num: 0, priority: 5, devs: { name: ["lo"] } }, flags: 1 },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_FLOWTABLE_TABLE "t"
      "0600 0200 66000000", // NFTA_FLOWTABLE_NAME "f"
      "2000 0380", // NFTA_FLOWTABLE_HOOK
      "0800 0100 00000000", //   NFTA_FLOWTABLE_HOOK_NUM 0
      "0800 0200 00000005", //   NFTA_FLOWTABLE_HOOK_PRIORITY 5
      "0c00 0380", //   NFTA_FLOWTABLE_HOOK_DEVS
      "0700 0100 6c6f0000", //     NFTA_DEVICE_NAME "lo"
      "0800 0700 00000001", // NFTA_FLOWTABLE_FLAGS 1 (hw_offload)
    ],
  ],
  [
    "nft add chain netdev n d { type filter hook egress devices = { lo, v0 } priority 5; }",
    "NFT_MSG_NEWCHAIN",
    {
      header: { family: 5, version: 0, resId: 0 },
      attributes: {
        table: "n",
        name: "d",
        type: "filter",
        hook: { hooknum: 1, priority: 5, devs: { name: ["v0", "lo"] } },
      },
    },
    [
      "05", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "0600 0100 6e000000", // NFTA_CHAIN_TABLE "n"
      "0600 0300 64000000", // NFTA_CHAIN_NAME "d"
      "0b00 0700 66696c74 65720000", // NFTA_CHAIN_TYPE "filter"
      "2800 0480", // NFTA_CHAIN_HOOK
      "0800 0100 00000001", //   NFTA_HOOK_HOOKNUM 1
      "0800 0200 00000005", //   NFTA_HOOK_PRIORITY 5
      "1400 0480", //   NFTA_HOOK_DEVS
      "0700 0100 76300000", //     NFTA_DEVICE_NAME "v0"
      "0700 0100 6c6f0000", //     NFTA_DEVICE_NAME "lo"
    ],
  ],
];

/** Answers of the kernel. */
export const replyRows: readonly MessageRow[] = [
  [
    "the kernel's answer to NFT_MSG_GETGEN and to lists",
    "NFT_MSG_NEWGEN",
    { header: { family: 0, version: 0, resId: 5 }, attributes: { id: 5, procPid: 19204, procName: "nft" } },
    [
      "00", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0005", // nfgenmsg.resId
      "0800 0100 00000005", // NFTA_GEN_ID 5
      "0800 0200 00004b04", // NFTA_GEN_PROC_PID 19204
      "0800 0300 6e667400", // NFTA_GEN_PROC_NAME "nft"
    ],
  ],
  [
    "the kernel's answer to NFT_MSG_GETGEN and to lists",
    "NFT_MSG_NEWTABLE",
    { header: { family: 1, version: 0, resId: 5 }, attributes: { name: "t", use: 2, handle: 1n, flags: 0 } },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0005", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_TABLE_NAME "t"
      "0800 0300 00000002", // NFTA_TABLE_USE 2
      "0c00 0400 00000000 00000001", // NFTA_TABLE_HANDLE 1
      "0800 0200 00000000", // NFTA_TABLE_FLAGS 0
    ],
  ],
  [
    "the kernel's answer to NFT_MSG_GETGEN and to lists",
    "NFT_MSG_NEWCHAIN",
    {
      header: { family: 1, version: 0, resId: 5 },
      attributes: {
        table: "t",
        name: "c",
        handle: 1n,
        hook: { hooknum: 1, priority: 0 },
        policy: 0,
        type: "filter",
        flags: 1,
        use: 1,
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0005", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_CHAIN_TABLE "t"
      "0600 0300 63000000", // NFTA_CHAIN_NAME "c"
      "0c00 0200 00000000 00000001", // NFTA_CHAIN_HANDLE 1
      "1400 0400", // NFTA_CHAIN_HOOK
      "0800 0100 00000001", //   NFTA_HOOK_HOOKNUM 1
      "0800 0200 00000000", //   NFTA_HOOK_PRIORITY 0
      "0800 0500 00000000", // NFTA_CHAIN_POLICY 0
      "0b00 0700 66696c74 65720000", // NFTA_CHAIN_TYPE "filter"
      "0800 0a00 00000001", // NFTA_CHAIN_FLAGS 1 (base)
      "0800 0600 00000001", // NFTA_CHAIN_USE 1
    ],
  ],
  [
    "the kernel's answer to NFT_MSG_GETGEN and to lists",
    "NFT_MSG_NEWSET",
    {
      header: { family: 1, version: 0, resId: 5 },
      attributes: {
        table: "t",
        name: "s",
        handle: 3n,
        flags: 4,
        keyType: 7,
        keyLen: 4,
        userdata: bytes("000402000000"),
        desc: {},
        type: "0xffffffff825080e0",
        count: 1,
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0005", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_TABLE "t"
      "0600 0200 73000000", // NFTA_SET_NAME "s"
      "0c00 1000 00000000 00000003", // NFTA_SET_HANDLE 3
      "0800 0300 00000004", // NFTA_SET_FLAGS 4 (interval)
      "0800 0400 00000007", // NFTA_SET_KEY_TYPE 7
      "0800 0500 00000004", // NFTA_SET_KEY_LEN 4
      "0a00 0d00 00040200 00000000", // NFTA_SET_USERDATA
      "0400 0900", // NFTA_SET_DESC
      "1700 1300 30786666 66666666 66663832 35303830 65300000", // NFTA_SET_TYPE "0xffffffff825080e0"
      "0800 1400 00000001", // NFTA_SET_COUNT 1
    ],
  ],
  [
    "the kernel's answer to NFT_MSG_GETGEN and to lists",
    "NFT_MSG_NEWSETELEM",
    {
      header: { family: 1, version: 0, resId: 5 },
      attributes: {
        table: "t",
        set: "s",
        elements: [
          { key: { value: bytes("0b000000") }, flags: 1 },
          { key: { value: bytes("0a000000") } },
          { key: { value: bytes("00000000") }, flags: 1 },
        ],
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0005", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_ELEM_LIST_TABLE "t"
      "0600 0200 73000000", // NFTA_SET_ELEM_LIST_SET "s"
      "4400 0300", // NFTA_SET_ELEM_LIST_ELEMENTS
      "1800 0100", // NFTA_SET_ELEM_LIST_ELEMENTS
      "0c00 0100", //   NFTA_SET_ELEM_KEY
      "0800 0100 0b000000", //     NFTA_DATA_VALUE
      "0800 0300 00000001", //   NFTA_SET_ELEM_FLAGS 1 (interval_end)
      "1000 0100", // NFTA_SET_ELEM_LIST_ELEMENTS
      "0c00 0100", //   NFTA_SET_ELEM_KEY
      "0800 0100 0a000000", //     NFTA_DATA_VALUE
      "1800 0100", // NFTA_SET_ELEM_LIST_ELEMENTS
      "0c00 0100", //   NFTA_SET_ELEM_KEY
      "0800 0100 00000000", //     NFTA_DATA_VALUE
      "0800 0300 00000001", //   NFTA_SET_ELEM_FLAGS 1 (interval_end)
    ],
  ],
  [
    "the kernel's answer to NFT_MSG_GETGEN and to lists",
    "NFT_MSG_NEWSETELEM",
    { header: { family: 1, version: 0, resId: 5 }, attributes: { table: "t", set: "s", elements: [] } },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0005", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_SET_ELEM_LIST_TABLE "t"
      "0600 0200 73000000", // NFTA_SET_ELEM_LIST_SET "s"
      "0400 0300", // NFTA_SET_ELEM_LIST_ELEMENTS
    ],
  ],
  [
    "the kernel's answer to NFT_MSG_GETGEN and to lists",
    "NFT_MSG_NEWRULE",
    {
      header: { family: 1, version: 0, resId: 5 },
      attributes: {
        table: "t",
        chain: "c",
        handle: 2n,
        expressions: [
          { kind: "meta", data: { key: 16, dreg: 1 } },
          { kind: "cmp", data: { sreg: 1, op: 0, data: { value: bytes("06") } } },
          { kind: "payload", data: { dreg: 1, base: 2, offset: 2, len: 2 } },
          { kind: "cmp", data: { sreg: 1, op: 0, data: { value: bytes("0050") } } },
          { kind: "immediate", data: { dreg: 0, data: { verdict: { code: 1 } } } },
        ],
      },
    },
    [
      "01", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0005", // nfgenmsg.resId
      "0600 0100 74000000", // NFTA_RULE_TABLE "t"
      "0600 0200 63000000", // NFTA_RULE_CHAIN "c"
      "0c00 0300 00000000 00000002", // NFTA_RULE_HANDLE 2
      "e400 0400", // NFTA_RULE_EXPRESSIONS
      "2400 0100", // NFTA_RULE_EXPRESSIONS
      "0900 0100 6d657461 00000000", //   NFTA_EXPR_NAME "meta"
      "1400 0200", //   NFTA_EXPR_DATA
      "0800 0200 00000010", //     NFTA_META_KEY 16 (l4proto)
      "0800 0100 00000001", //     NFTA_META_DREG 1 (reg_1)
      "2c00 0100", // NFTA_RULE_EXPRESSIONS
      "0800 0100 636d7000", //   NFTA_EXPR_NAME "cmp"
      "2000 0200", //   NFTA_EXPR_DATA
      "0800 0100 00000001", //     NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000000", //     NFTA_CMP_OP 0 (eq)
      "0c00 0300", //     NFTA_CMP_DATA
      "0500 0100 06000000", //       NFTA_DATA_VALUE
      "3400 0100", // NFTA_RULE_EXPRESSIONS
      "0c00 0100 7061796c 6f616400", //   NFTA_EXPR_NAME "payload"
      "2400 0200", //   NFTA_EXPR_DATA
      "0800 0100 00000001", //     NFTA_PAYLOAD_DREG 1 (reg_1)
      "0800 0200 00000002", //     NFTA_PAYLOAD_BASE 2 (transport_header)
      "0800 0300 00000002", //     NFTA_PAYLOAD_OFFSET 2
      "0800 0400 00000002", //     NFTA_PAYLOAD_LEN 2
      "2c00 0100", // NFTA_RULE_EXPRESSIONS
      "0800 0100 636d7000", //   NFTA_EXPR_NAME "cmp"
      "2000 0200", //   NFTA_EXPR_DATA
      "0800 0100 00000001", //     NFTA_CMP_SREG 1 (reg_1)
      "0800 0200 00000000", //     NFTA_CMP_OP 0 (eq)
      "0c00 0300", //     NFTA_CMP_DATA
      "0600 0100 00500000", //       NFTA_DATA_VALUE
      "3000 0100", // NFTA_RULE_EXPRESSIONS
      "0e00 0100 696d6d65 64696174 65000000", //   NFTA_EXPR_NAME "immediate"
      "1c00 0200", //   NFTA_EXPR_DATA
      "0800 0100 00000000", //     NFTA_IMMEDIATE_DREG 0 (reg_verdict)
      "1000 0200", //     NFTA_IMMEDIATE_DATA
      "0c00 0200", //       NFTA_DATA_VERDICT
      "0800 0100 00000001", //         NFTA_VERDICT_CODE 1 (nf_accept)
    ],
  ],
  [
    "the kernel lists a UDP connection to a redirected port",
    "IPCTNL_MSG_CT_NEW",
    {
      header: { family: 2, version: 0, resId: 0 },
      attributes: {
        tupleOrig: {
          ip: { v4Src: "127.0.0.1", v4Dst: "127.0.0.1" },
          proto: { num: 17, srcPort: 38023, dstPort: 7000 },
        },
        tupleReply: {
          ip: { v4Src: "127.0.0.1", v4Dst: "127.0.0.1" },
          proto: { num: 17, srcPort: 7001, dstPort: 38023 },
        },
        status: 424,
        mark: 0,
        id: 3239258757,
        use: 1,
        timeout: 29,
      },
    },
    [
      "02", // nfgenmsg.family
      "00", // nfgenmsg.version
      "0000", // nfgenmsg.resId
      "3400 0180", // CTA_TUPLE_ORIG
      "1400 0180", //   CTA_TUPLE_IP
      "0800 0100 7f000001", //     CTA_IP_V4_SRC "127.0.0.1"
      "0800 0200 7f000001", //     CTA_IP_V4_DST "127.0.0.1"
      "1c00 0280", //   CTA_TUPLE_PROTO
      "0500 0100 11000000", //     CTA_PROTO_NUM 17
      "0600 0200 94870000", //     CTA_PROTO_SRC_PORT 38023
      "0600 0300 1b580000", //     CTA_PROTO_DST_PORT 7000
      "3400 0280", // CTA_TUPLE_REPLY
      "1400 0180", //   CTA_TUPLE_IP
      "0800 0100 7f000001", //     CTA_IP_V4_SRC "127.0.0.1"
      "0800 0200 7f000001", //     CTA_IP_V4_DST "127.0.0.1"
      "1c00 0280", //   CTA_TUPLE_PROTO
      "0500 0100 11000000", //     CTA_PROTO_NUM 17
      "0600 0200 1b590000", //     CTA_PROTO_SRC_PORT 7001
      "0600 0300 94870000", //     CTA_PROTO_DST_PORT 38023
      "0800 0300 000001a8", // CTA_STATUS 424 (confirmed|dst_nat|src_nat_done|dst_nat_done)
      "0800 0800 00000000", // CTA_MARK 0
      "0800 0c00 c1132a85", // CTA_ID 3239258757
      "0800 0b00 00000001", // CTA_USE 1
      "0800 0700 0000001d", // CTA_TIMEOUT 29
    ],
  ],
];
