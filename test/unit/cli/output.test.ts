import { describe, expect, test } from "vitest";
import { paintFor, plain } from "../../../src/cli/output/color.ts";
import { jsonView } from "../../../src/cli/output/json.ts";
import { textView } from "../../../src/cli/output/text.ts";
import type { View } from "../../../src/cli/output/view.ts";
import { humanNumber } from "../../../src/cli/present/link-statistics.ts";
import { linkLayerAddress, linkTypeName } from "../../../src/cli/present/link-layer.ts";
import { presentRule } from "../../../src/cli/present/rule.ts";
import type { Names } from "../../../src/cli/present/names.ts";

function written(make: (write: (words: string) => void) => View, describeIt: (view: View) => void): string {
  let text = "";
  describeIt(make((words) => (text += words)));
  return text;
}
const compact = (describeIt: (view: View) => void): string => written((write) => jsonView(write, false), describeIt);
const pretty = (describeIt: (view: View) => void): string => written((write) => jsonView(write, true), describeIt);

/** What `ip -j netns list` and `ip -j -p -br addr` show of two things. */
function twoObjects(view: View): void {
  view.begin();
  view.open();
  view.field("ifname", "lo", "lo");
  view.openList("flags");
  view.field(undefined, "LOOPBACK", "LOOPBACK,");
  view.field(undefined, "UP", "UP");
  view.closeList();
  view.openList("addr_info");
  view.open();
  view.field("local", "127.0.0.1", "127.0.0.1");
  view.field("prefixlen", 8, "/8");
  view.close();
  view.open();
  view.close();
  view.closeList();
  view.open("linkinfo");
  view.value("gc_timer", { literal: "0.00" });
  view.value("router", null);
  view.value("bytes", 18446744073709551615n);
  view.value("on", true);
  view.close();
  view.close();
  view.open();
  view.openList("empty");
  view.closeList();
  view.close();
  view.end();
}

describe("JSON", () => {
  test("in one line, as ip -j has it", () => {
    expect(compact(twoObjects)).toBe(
      '[{"ifname":"lo","flags":["LOOPBACK","UP"],"addr_info":[{"local":"127.0.0.1","prefixlen":8},{}],' +
        '"linkinfo":{"gc_timer":0.00,"router":null,"bytes":18446744073709551615,"on":true}},{"empty":[]}]\n',
    );
  });

  test("indented, as ip -j -p has it", () => {
    expect(pretty(twoObjects)).toBe(`[ {
        "ifname": "lo",
        "flags": [ "LOOPBACK","UP" ],
        "addr_info": [ {
                "local": "127.0.0.1",
                "prefixlen": 8
            },{} ],
        "linkinfo": {
            "gc_timer": 0.00,
            "router": null,
            "bytes": 18446744073709551615,
            "on": true
        }
    },{
        "empty": [ ]
    } ]
`);
  });

  test("of nothing", () => {
    const nothing = (view: View): void => {
      view.begin();
      view.end();
    };
    expect(compact(nothing)).toBe("[]\n");
    expect(pretty(nothing)).toBe("[ ]\n");
  });

  test("escapes seven characters, and no other", () => {
    const text = compact((view) => view.value(undefined, "\t\n\r\f\b\\\"/'é\u0001"));
    expect(text).toBe('"\\t\\n\\r\\f\\b\\\\\\"/\'é\u0001"');
  });
});

describe("text", () => {
  const show = (lineEnd: string, paint = plain) =>
    written(
      (write) => textView(write, lineEnd, paint),
      (view) => {
        view.field("ifname", "lo", "lo: ", "ifname");
        view.value("only", "in JSON");
        view.text("words");
        view.line();
        view.field("mtu", 5, "mtu 5 ");
      },
    );

  test("leaves out what only JSON has, and joins lines", () => {
    expect(show("\n")).toBe("lo: words\nmtu 5 ");
    expect(show("\\")).toBe("lo: words\\mtu 5 ");
  });

  test("in colours, bold ones on a dark background", () => {
    expect(show("\n", paintFor(undefined))).toBe("\u001b[36mlo: \u001b[0mwords\nmtu 5 ");
    expect(show("\n", paintFor("15;0"))).toBe("\u001b[1;36mlo: \u001b[0mwords\nmtu 5 ");
    expect(show("\n", paintFor("0;15"))).toBe("\u001b[36mlo: \u001b[0mwords\nmtu 5 ");
  });
});

describe("numbers for people", () => {
  test.each([
    [999n, false, "999"],
    [1000n, false, "1.00k"],
    [1234567n, false, "1.23M"],
    [12345678n, false, "12.3M"],
    [123456789n, false, "123M"],
    [1024n, true, "1.00ki"],
    [18446744073709551615n, false, "18.4E"],
  ])("%s (powers of 1024: %s)", (count, iec, expected) => {
    expect(humanNumber(count, { human: true, iec })).toBe(expected);
  });
});

describe("link layers", () => {
  test("are named as on the command line", () => {
    expect([1, 772, 65534, 776, 778, 801, 12345].map((type) => linkTypeName(type, false))).toEqual([
      "ether",
      "loopback",
      "none",
      "sit",
      "gre",
      "ieee802.11",
      "[12345]",
    ]);
    expect(linkTypeName(1, true)).toBe("[1]");
  });

  test("tunnels show IP addresses", () => {
    expect(linkLayerAddress("0a:00:00:01", 768)).toBe("10.0.0.1");
    expect(linkLayerAddress("0a:00:00:01", 1)).toBe("0a:00:00:01");
  });
});

describe("a rule", () => {
  const number = String;
  const names: Names = {
    link: number,
    linkFlags: () => undefined,
    linkType: () => undefined,
    namespace: () => undefined,
    table: number,
    protocol: number,
    scope: number,
    realm: number,
    dsfield: number,
    group: number,
    routeType: number,
    user: () => undefined,
    userGroup: () => undefined,
    transport: number,
  };
  const message = {
    type: 32,
    header: { family: 2, dstLen: 0, srcLen: 8, tos: 0, table: 100, action: 1, flags: 2 },
    attributes: { src: "10.0.0.0", priority: 7, fwmark: 5, fwmask: 0xff },
  };

  test("says the same in both outputs", () => {
    const show = (view: View): void => presentRule(view, message, names, { details: false });
    expect(written((write) => textView(write, "\n", plain), show)).toBe(
      "7:\tnot from 10.0.0.0/8 fwmark 0x5/0xff lookup 100\n",
    );
    expect(compact(show)).toBe(
      '{"priority":7,"not":null,"src":"10.0.0.0","srclen":8,"fwmark":"0x5","fwmask":"0xff","table":"100"}',
    );
  });
});
