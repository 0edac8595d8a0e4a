/** Settings of links by address family: what is sent, and what kernels of different ages tell. */
import { describe, expect, it } from "vitest";
import { link } from "../../../src/ops/index.ts";
import { afSpec } from "../../../src/protocol/route/af-spec.ts";
import { linkMessage } from "../../../src/protocol/route/link.ts";
import type { LinkMessage } from "../../../src/protocol/route/link.ts";
import { sourceOf, walk, Writer } from "../../../src/protocol/schema/index.ts";
import { isRequest } from "../../../src/socket/request.ts";
import { hexBytes } from "../../support/golden.ts";
import { replies } from "../protocol/link/replies.ts";

/** A link as kernel 7.3 told it. */
function captured(name: string): LinkMessage {
  const { bytes = "" } = replies.find((reply) => reply.name === name) ?? {};
  const message = hexBytes(bytes.replace(/ # .*/g, ""));
  return linkMessage.decode(sourceOf(message, true), 16, message.length);
}

const bodyOf = (options: link.SetOptions): Uint8Array => {
  const request = link.set(5, options);
  if (!isRequest(request)) throw new Error("more than a request");
  return request.body.subarray(16);
};

describe("what is sent", () => {
  it("names sysctls of IPv4 as attributes of IFLA_INET_CONF, which is a nest", () => {
    expect(bodyOf({ ipv4Settings: { rp_filter: 2, forwarding: true } })).toEqual(
      hexBytes(
        "1c00 1a80 1800 0280 1400 0180" + // IFLA_AF_SPEC, AF_INET, IFLA_INET_CONF
          "0800 0800 02000000" + // IPV4_DEVCONF_RP_FILTER
          "0800 0100 01000000", // IPV4_DEVCONF_FORWARDING
      ),
    );
  });
  it("has one IFLA_AF_SPEC for all families", () => {
    expect(bodyOf({ mctpNetwork: 7, mtu: 1400, addressGenerationMode: "none", ipv4Settings: { tag: -1 } })).toEqual(
      hexBytes(
        "2c00 1a80" + // IFLA_AF_SPEC
          "1000 0280 0c00 0180 0800 0c00 ffffffff" + // AF_INET, IFLA_INET_CONF, IPV4_DEVCONF_TAG
          "0c00 0a80 0500 0800 01 000000" + // AF_INET6, IFLA_INET6_ADDR_GEN_MODE
          "0c00 2d80 0800 0100 07000000" + // AF_MCTP, IFLA_MCTP_NET
          "0800 0400 78050000", // IFLA_MTU
      ),
    );
  });
  it("is refused where there is no such setting", () => {
    expect(() => link.set(5, { ipv4Settings: JSON.parse('{"rpFilter":1}') })).toThrow(/rpFilter/);
  });
});

describe("what the kernel tells", () => {
  it("is an array, whose places have names", () => {
    const message = captured("v0");
    const { inet, inet6, mctp } = link.settingsOf(message);
    expect(Object.keys(inet?.conf ?? {}).length).toBe(33);
    expect(inet?.conf).toMatchObject({ accept_redirects: 1, forwarding: 0, arp_evict_nocarrier: 1 });
    expect(inet6?.conf).toMatchObject({ hoplimit: 64, mtu6: 1500, max_addresses: 16, force_forwarding: 0 });
    expect(inet6?.statistics.num).toBe(38n);
    expect(inet6).toMatchObject({ token: "::", addressGenerationMode: "eui64", icmp6Statistics: { num: 7n } });
    expect(mctp).toBeUndefined();
  });
  it("is less of an older kernel, and more of a newer one", () => {
    const { header, attributes } = captured("v0");
    const shorter = {
      inet: { conf: [1, 0, 1] },
      inet6: { conf: [1, 255], stats: [2n, 8n] },
    };
    expect(link.settingsOf({ attributes: { ...attributes, afSpec: shorter } })).toMatchObject({
      inet: { conf: { forwarding: 1, mc_forwarding: 0, proxy_arp: 1 } },
      inet6: { conf: { forwarding: 1, hoplimit: 255 }, statistics: { num: 2n, inpkts: 8n } },
    });
    const longer = { inet: { conf: Array.from({ length: 40 }, (_, n) => n) } };
    expect(
      Object.keys(link.settingsOf({ attributes: { ...attributes, afSpec: longer } }).inet?.conf ?? {}).length,
    ).toBe(33);
    expect(header.index).toBeGreaterThan(0);
  });
  it("has the counters of IPv6 in another order before Linux 6.15, which does not tell IFLA_NETNS_IMMUTABLE either", () => {
    const { attributes } = captured("v0");
    const stats = Array.from({ length: 38 }, (_, place) => BigInt(place));
    const { netnsImmutable, ...older } = { ...attributes, afSpec: { inet6: { stats } } };
    expect(netnsImmutable).toBeDefined();
    const now = link.settingsOf({ attributes: { ...older, netnsImmutable } }).inet6?.statistics;
    expect(now).toMatchObject({
      noectpkts: 4n,
      outrequests: 8n,
      outpkts: 9n,
      outforwdatagrams: 11n,
      reasm_overlaps: 37n,
    });
    const before = link.settingsOf({ attributes: older }).inet6?.statistics;
    expect(before).toMatchObject({ outforwdatagrams: 4n, outrequests: 5n, outoctets: 6n, cepkts: 35n, outpkts: 37n });
    expect(Object.keys(before ?? {}).sort()).toEqual(Object.keys(now ?? {}).sort());
  });
});

describe("IFLA_INET_CONF", () => {
  const nested = hexBytes("1800 0280 1400 0100 0800 0800 02000000 0800 2000 01000000");
  const decode = (bytes: Uint8Array) => afSpec.decode(sourceOf(bytes, true), 0, bytes.length);
  it("is attributes where somebody changes it, marked as a nest or not", () => {
    expect(decode(nested)).toEqual({ inet: { conf: { rp_filter: 2, bc_forwarding: 1 } } });
    const names = [...walk(afSpec, sourceOf(nested, true), 0, nested.length)].map((node) => node.names.join(" > "));
    expect(names).toContain("AF_INET > IFLA_INET_CONF > IPV4_DEVCONF_BC_FORWARDING");
  });
  it("is an array for everything else, and what is read is written again", () => {
    for (const numbers of [[0, 1, 2], [0x00080008, 2, 7], [0x00630008, 1], []]) {
      const writer = new Writer(64, true);
      afSpec.encode(writer, { inet: { conf: numbers } });
      expect(decode(writer.copy())).toEqual({ inet: { conf: numbers } });
    }
  });
  it("is written with NLA_F_NESTED as attributes, and without as an array", () => {
    const write = (conf: number[] | { tag: number }): string => {
      const writer = new Writer(64, true);
      afSpec.encode(writer, { inet: { conf } });
      return [...writer.copy().subarray(4, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    };
    expect([write([5]), write({ tag: 5 })]).toEqual(["08000100", "0c000180"]);
  });
});
