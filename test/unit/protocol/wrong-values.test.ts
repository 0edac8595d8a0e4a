import { describe, expect, test } from "vitest";
import { addressMessage, linkMessage, routeMessage } from "../../../src/protocol/route/index.ts";
import { nftRuleMessage } from "../../../src/protocol/netfilter/index.ts";
import type { AnyCodec } from "../../../src/protocol/schema/index.ts";
import { EncodeError, Writer } from "../../../src/protocol/schema/index.ts";

// What TypeScript refuses, plain JavaScript may still hand over: nothing of it may reach the wire as something else.
describe("a value of another shape is refused, with its path", () => {
  const link = (attributes: unknown): [AnyCodec, unknown] => [linkMessage, { attributes }];
  const route = (attributes: unknown): [AnyCodec, unknown] => [routeMessage, { header: { family: 2 }, attributes }];
  test.each<[[AnyCodec, unknown], string]>([
    [[linkMessage, undefined], "undefined is not an object"],
    [link(null), "null is not an object"],
    [[linkMessage, { header: 5 }], "header: 5 is not an object"],
    [[addressMessage, { attributes: { cacheinfo: null } }], "cacheinfo: null is not an object"],
    [link({ linkinfo: null }), "linkinfo: null is not an object"],
    [link({ linkinfo: "vlan" }), "linkinfo: vlan is not an object"],
    [link({ propList: { altIfname: "x" } }), "propList.altIfname: x is not a list"],
    [link({ unknownAttributes: {} }), "unknownAttributes: [object Object] is not a list"],
    [link({ unknownAttributes: [null] }), "unknownAttributes.0: null is not an object"],
    [
      link({ unknownAttributes: [{ type: 1.5, payload: new Uint8Array(1) }] }),
      "unknownAttributes.0: 1.5 is not an attribute type",
    ],
    [link({ unknownAttributes: [{ type: 5, payload: "abc" }] }), "unknownAttributes.0: abc is not a Uint8Array"],
    [link({ stats: { rest: [1] } }), "stats.rest: 1 is not a Uint8Array"],
    [link({ ifname: "a\ud800" }), 'ifname: "a\\ud800" has half a surrogate pair'],
    [route({ multipath: 5 }), "multipath: 5 is not a list"],
    [route({ multipath: [{}, null] }), "multipath.1: null is not an object"],
    [[nftRuleMessage, { attributes: { expressions: 5 } }], "expressions: 5 is not a list"],
    [[nftRuleMessage, { attributes: { expressions: [undefined] } }], "expressions.0: undefined is not an object"],
  ])("%#: %s", ([codec, value], message) => {
    const encode = (): void => codec.encode(new Writer(64), value);
    expect(encode).toThrow(EncodeError);
    expect(encode).toThrow(message);
  });
});
