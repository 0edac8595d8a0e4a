import { describe, expect, test } from "vitest";
import * as core from "../../../src/protocol/core/index.ts";
import * as netfilter from "../../../src/protocol/netfilter/index.ts";
import { registry } from "../../../src/protocol/registry.ts";
import * as route from "../../../src/protocol/route/index.ts";
import * as schema from "../../../src/protocol/schema/index.ts";
import { claims, facts } from "./facts.ts";
import { attributeNames, ownHeaders, undeclared, unnamed } from "./undeclared.ts";

/** What a family declares without the headers of test/facts saying it: with the reason. */
const unconfirmed: Readonly<Record<string, string>> = {
  DPLL_A_PIN_ID: "linux/dpll.h is not among the facts; its number is that of Documentation/netlink/specs/dpll.yaml",
  IPMRA_CREPORT_MSGTYPE: "linux/mroute.h is not among the facts; headers.test.ts compares it",
  IPMRA_CREPORT_VIF_ID: "of linux/mroute.h",
  IPMRA_CREPORT_SRC_ADDR: "of linux/mroute.h",
  IPMRA_CREPORT_DST_ADDR: "of linux/mroute.h",
  IPMRA_CREPORT_PKT: "of linux/mroute.h",
  IPMRA_CREPORT_TABLE: "of linux/mroute.h",
  IGMPMSG_NOCACHE: "of linux/mroute.h",
  IGMPMSG_WRONGVIF: "of linux/mroute.h",
  IGMPMSG_WHOLEPKT: "of linux/mroute.h",
  IGMPMSG_WRVIFWHOLE: "of linux/mroute.h",
  NHA_OP_FLAG_DUMP_STATS: "defined by BIT(), which the facts leave out; headers.test.ts compares it",
  NHA_OP_FLAG_DUMP_HW_STATS: "defined by BIT()",
  NHA_OP_FLAG_RESP_GRP_RESVD_0: "defined by BIT()",
  NFNL_MSG_BATCH_BEGIN:
    "defined as NLMSG_MIN_TYPE of another header, which the facts leave out; headers.test.ts compares it",
  NFNL_MSG_BATCH_END: "defined as NLMSG_MIN_TYPE + 1",
};

/** Numbers in C are ints or unsigned; ours are the bits. */
const bits = (value: number): number => value >>> 0;

describe.each(registry.map((family) => [family.name, family] as const))("%s", (_name, family) => {
  test("has the numbers of the kernel's headers", () => {
    const wrong = claims(family).filter(({ header, name, value }) => {
      if (name in unconfirmed) return false;
      const fact = facts.headers[header]?.constants[name];
      return fact === undefined || bits(fact) !== bits(value);
    });
    expect(wrong).toStrictEqual([]);
  });
  test("has the message types of the kernel's headers", () => {
    const wrong = family.messages.filter(({ name, type }) => {
      if (name in unconfirmed) return false;
      const fact = Object.values(facts.headers).find(({ constants }) => name in constants)?.constants[name];
      // An nfnetlink type is subsystem << 8 | message; batch messages have no subsystem.
      return fact !== (family.protocol === core.NETLINK_NETFILTER && type >= 256 ? type & 255 : type);
    });
    expect(wrong.map(({ name, type }) => [name, type])).toStrictEqual([]);
  });
  test("has the struct layouts of the kernel's headers", () => {
    for (const { header, struct } of family.structs) {
      const { name, size, fields } = struct.shape;
      const fact = facts.headers[header]?.structs[name];
      expect([name, fact?.size]).toStrictEqual([name, size]);
      for (const field of fields) {
        const found = fact?.fields.find(([, offset, length]) => offset === field.offset && length === field.size);
        expect([name, field.name, found?.[0]]).toStrictEqual([
          name,
          field.name,
          expect.stringMatching(cName(field.name)),
        ]);
      }
      // Nothing left out but padding, and arrays without a length of their own.
      const missing = fact?.fields.filter(([, offset]) => !fields.some((field) => field.offset === offset));
      expect(missing?.filter(([field, , length]) => length !== 0 && !/pad/.test(field))).toStrictEqual([]);
    }
  });
});

/** C names that a property may stand for: the same words, behind the struct's own prefix. */
function cName(property: string): RegExp {
  const words = property.replace(/[A-Z]/g, (letter) => `_?${letter.toLowerCase()}`);
  return new RegExp(`(^|_)${words}\\d*$`, "i");
}

test("every family is declared whole: its headers have no attribute of its sets that no schema names", () => {
  const known = new Set(registry.flatMap((family) => claims(family).map(({ name }) => name)));
  const sets = registry.flatMap(({ spaces }) =>
    spaces.map(({ header, space }) => ({ header, prefix: space.shape.prefix })),
  );
  const missing = new Set<string>();
  for (const { header, prefix } of sets) {
    for (const name of attributeNames(facts.headers[header]?.constants ?? {}, prefix)) {
      if (!known.has(name)) missing.add(`${header} ${name}`);
    }
  }
  expect([...missing]).toStrictEqual([]);
});

test("every family is declared whole: its headers have no message beside its messages that no schema names", () => {
  const known = new Set(registry.flatMap(({ messages }) => messages.map(({ name }) => name)));
  /** Messages that belong together: NEW, DEL, GET and SET of an rtnetlink object; all of nf_tables. */
  const groupOf = (name: string, number: number): string | undefined => {
    if (/^RTM_(?:NEW|DEL|GET|SET)/.test(name)) return `RTM_ ${number >> 2}`;
    return /^(?:NFT_MSG_|NFNL_MSG_BATCH_)(?!MAX$)/.exec(name)?.[0];
  };
  const messages = Object.values(facts.headers).flatMap(({ constants }) =>
    Object.entries(constants).map(([name, number]) => ({ name, group: groupOf(name, number) })),
  );
  const declared = new Set(messages.filter(({ name }) => known.has(name)).map(({ group }) => group));
  expect(declared.size).toBeGreaterThan(10);
  const missing = messages.filter(({ name, group }) => group !== undefined && declared.has(group) && !known.has(name));
  expect(missing.map(({ name }) => name)).toStrictEqual([]);
});

test("every number in the headers of rtnetlink's objects is named by a schema, or is excused with a reason", () => {
  const known = new Set(Object.keys({ ...core, ...schema, ...route }));
  for (const family of registry) {
    for (const { name } of [...claims(family), ...family.messages]) known.add(name);
  }
  const excused = (name: string): boolean =>
    name.endsWith("_MAX") || [...undeclared, ...unnamed].some(([pattern]) => pattern.test(name));
  const missing = ownHeaders.flatMap((header) => {
    const names = Object.keys(facts.headers[header]!.constants);
    return names.filter((name) => !known.has(name) && !excused(name)).map((name) => `${header} ${name}`);
  });
  expect(missing).toStrictEqual([]);
});

test("every exported constant that has a C name has its number", () => {
  const all = Object.values(facts.headers).map(({ constants }) => constants);
  const wrong = Object.entries({ ...core, ...schema, ...route, ...netfilter }).flatMap(([name, value]) => {
    if (typeof value !== "number") return [];
    const values = all.flatMap((constants) => constants[name] ?? []);
    return values.length === 0 || values.some((fact) => bits(fact) === bits(value)) ? [] : [[name, value, values]];
  });
  // NLA_TYPE_MASK is an int with all bits of the upper half set in C: it is only used on 16 bits.
  expect(wrong).toStrictEqual([["NLA_TYPE_MASK", 0x3fff, [-49153]]]);
});

test("no exception has outlived its reason", () => {
  const names = new Set(registry.flatMap((family) => [...claims(family), ...family.messages].map(({ name }) => name)));
  expect(Object.keys(unconfirmed).filter((name) => !names.has(name))).toStrictEqual([]);
  const constants = Object.values(facts.headers).flatMap((header) => Object.keys(header.constants));
  expect(
    [...undeclared, ...unnamed].filter(([pattern]) => !constants.some((name) => pattern.test(name))),
  ).toStrictEqual([]);
});
