import { describe, expect, it } from "vitest";
import * as address from "../../../src/ops/address.ts";
import * as addressLabel from "../../../src/ops/address-label.ts";
import * as bridgePort from "../../../src/ops/bridge-port.ts";
import * as fdb from "../../../src/ops/fdb.ts";
import * as link from "../../../src/ops/link.ts";
import * as mdb from "../../../src/ops/mdb.ts";
import * as mst from "../../../src/ops/mst.ts";
import * as neighbourTable from "../../../src/ops/neighbour-table.ts";
import * as neighbour from "../../../src/ops/neighbour.ts";
import * as netconf from "../../../src/ops/netconf.ts";
import * as nexthop from "../../../src/ops/nexthop.ts";
import * as route from "../../../src/ops/route.ts";
import * as rule from "../../../src/ops/rule.ts";
import * as vlan from "../../../src/ops/vlan.ts";
import * as vni from "../../../src/ops/vni.ts";

/** A name that no union has, as a caller without types may give. */
const wrong = "sideways" as "link";

const mac = "02:00:00:00:00:01";

/** A route with an encapsulation, as a caller without types may give it. */
const encap = (kind: string, data: object): unknown =>
  route.add({ to: "2001:db8::/32", dev: 3, encap: { kind, data } as never });

describe("bad input is refused before anything is sent, by a message that names it", () => {
  it.each<readonly [string, () => unknown, string]>([
    ["an address", () => address.add(3, "10.0.0.300/24"), '"10.0.0.300" is not an IP address'],
    ["a prefix length", () => address.add(3, "10.0.0.1/33"), '"10.0.0.1/33" is not a prefix'],
    ["a peer", () => address.add(3, "10.0.0.1", { peer: "10.0.0" }), "address"],
    ["a label over 15 bytes", () => address.add(3, "10.0.0.1/24", { label: "v0:abcdefghijklmn" }), "label"],
    ["a lifetime", () => address.add(3, "10.0.0.1/24", { validSeconds: -1 }), "-1 is not a lifetime"],
    ["a scope", () => address.add(3, "10.0.0.1/24", { scope: wrong }), '"sideways" is none of'],
    ["a filter's scope", () => address.list({ scope: wrong }), '"sideways" is none of'],
    ["a filter's flag", () => address.list({ flags: [wrong as never] }), '"sideways" is none of secondary'],
    ["a filter's opposite", () => address.list({ withoutFlags: [wrong as never] }), '"sideways" is none of secondary'],
    ["a filter's maker", () => address.list({ protocol: wrong as never }), '"sideways" is none of unspec, kernel_lo'],
    ["a label of IPv4 addresses", () => addressLabel.add({ prefix: "10.0.0.0/8", label: 1 }), "is not an IPv6 address"],
    ["a label", () => addressLabel.add({ prefix: "::/0", label: -1 }), "label: -1 is not a u32"],
    [
      "a family of settings",
      () => netconf.get("all", { family: wrong as never }),
      '"sideways" is not an address family',
    ],
    [
      "a kind of entry",
      () => fdb.add({ dev: 3, lladdr: mac, kind: wrong as never }),
      'kind: "sideways" is none of perm',
    ],
    ["a filter's kind", () => fdb.list({ kind: wrong as never }), 'kind: "sideways" is none of permanent'],
    ["an entry's flag", () => fdb.add({ dev: 3, lladdr: mac, flags: [wrong as never] }), '"sideways" is none of use'],
    ["a filter's flag of entries", () => fdb.list({ flags: [wrong as never] }), '"sideways" is none of use'],
    [
      "an entry's address",
      () => fdb.add({ dev: 3, lladdr: "nowhere" }),
      'lladdr: "nowhere" is not a link-layer address',
    ],
    [
      "inactivity",
      () => fdb.add({ dev: 3, lladdr: mac, inactive: true }),
      "inactive: only an entry with activityNotify",
    ],
    ["a group", () => mdb.add({ dev: 3, port: 4, group: "everyone" }), 'group: "everyone" is neither an IP nor'],
    ["a group's length", () => mdb.add({ dev: 3, port: 4, group: "01:00:5e" }), 'group: "01:00:5e" is neither an IP'],
    ["a source", () => mdb.add({ dev: 3, port: 4, group: "ff0e::1", sources: ["::x"] }), '"::x" is not an IP address'],
    [
      "a mode of sources",
      () => mdb.add({ dev: 3, port: 4, group: "ff0e::1", filterMode: wrong as never }),
      '"sideways" is none of exclude, include',
    ],
    ["a range of VLANs", () => vlan.add({ dev: 3, vid: 10, vidEnd: 9 }), "vidEnd: 9 is before 10"],
    ["a VLAN", () => vlan.add({ dev: 3, vid: -1 }), "vid: -1 is not a u16"],
    ["a VLAN's state", () => vlan.set({ dev: 3, vid: 1 }, { state: wrong as never }), '"sideways" is none of disabled'],
    ["a port's state", () => bridgePort.set(3, { state: wrong as never }), 'protinfo.state: "sideways" is none of dis'],
    ["a mode of a bridge", () => bridgePort.set(3, { hwMode: wrong as never }), '"sideways" is none of veb, vepa'],
    ["a detail of ports", () => bridgePort.list({ detail: [wrong as never] }), '"sideways" is none of vf'],
    ["an option of a port", () => bridgePort.set(3, { [wrong as string]: 1 }), "IFLA_BRPORT_* has no such attribute"],
    ["a state of an instance", () => mst.set(3, { msti: 1, state: wrong as never }), '"sideways" is none of disabled'],
    ["a state of a neighbour", () => neighbour.list({ state: wrong as never }), '"sideways" is none of'],
    ["a flag of a neighbour", () => neighbour.list({ flags: [wrong as never] }), '"sideways" is none of'],
    ["an action of a rule", () => rule.list({ action: wrong as never }), '"sideways" is none of'],
    ["a flag of a rule", () => rule.add({ flags: [wrong as never] }), '"sideways" is none of'],
    ["a prefix of a filter of addresses", () => address.list({ to: "tomorrow" }), '"tomorrow" is not an IP address'],
    ["a prefix of a filter of routes", () => route.list({ within: "10.0.0/8" }), '"10.0.0" is not an IP address'],
    ["a prefix of a filter of neighbours", () => neighbour.list({ to: "10.0.0" }), '"10.0.0" is not an IP address'],
    ["a prefix of a filter of rules", () => rule.list({ from: "::x/8" }), '"::x" is not an IP address'],
    [
      "a time of a table",
      () => neighbourTable.set({ name: "arp_cache", retransTimeMs: 0.5 }),
      "retransTimeMs: 0.5 is not",
    ],
    ["an index", () => address.add(-1, "10.0.0.1/24"), "-1 is not an interface index"],
    ["a link's name", () => address.add("", "10.0.0.1/24"), '"" is not an interface name'],
    ["a broadcast address of a /31", () => address.add(3, "10.0.0.0/31", { broadcast: "auto" }), "has no broadcast"],
    [
      "a link's flag",
      () => link.create({ info: { kind: "vlan", data: { id: 5, flags: { [wrong as string]: true } } } }),
      'info.data.flags: "sideways" is none of reorder_hdr',
    ],
    [
      "a bond's mode",
      () => link.create({ info: { kind: "bond", data: { mode: wrong as "tlb" } } }),
      '"sideways" is none of roundrobin',
    ],
    [
      "a cipher suite",
      () => link.create({ info: { kind: "macsec", data: { cipherSuite: wrong as "default" } } }),
      'cipherSuite: "sideways" is none of default, gcm_aes_128',
    ],
    ["a router", () => route.add({ to: "default", via: "10.0.0" }), "gateway"],
    ["a destination", () => route.add({ to: "tomorrow" }), '"tomorrow" is not an IP address'],
    ["a metric", () => route.add({ to: "default", dev: 3, metric: 2 ** 32 }), "priority: 4294967296"],
    ["a table", () => route.add({ to: "default", dev: 3, table: 2 ** 32 }), "table: 4294967296"],
    ["a weight", () => route.add({ to: "default", nexthops: [{ dev: 3, weight: 257 }] }), "257 is not a weight"],
    ["a member's weight", () => nexthop.add({ group: [{ id: 1, weight: 65536 }] }), "group.0.weight: 65536 is not a"],
    ["a type of group", () => nexthop.add({ group: [{ id: 1 }], type: wrong as "mpath" }), '"sideways" is none of'],
    [
      "a mode of segment routing",
      () => encap("seg6", { mode: wrong, segments: ["::1"] }),
      '"sideways" is none of inline',
    ],
    ["no segments", () => encap("seg6", { mode: "encap", segments: [] }), "there is no segment"],
    ["an IPv4 segment", () => encap("seg6", { mode: "encap", segments: ["10.0.0.1"] }), '"10.0.0.1" is not an IPv6'],
    [
      "a key of an HMAC",
      () => encap("seg6", { mode: "encap", segments: ["::1"], hmac: -1 }),
      "-1 is no id of an HMAC key",
    ],
    [
      "half a TLV",
      () => encap("seg6", { mode: "encap", segments: ["::1"], tlvs: new Uint8Array(4) }),
      "multiple of eight",
    ],
    ["an action of a segment", () => encap("seg6_local", { action: wrong }), '"sideways" is none of End, End.X'],
    [
      "a flavor",
      () => encap("seg6_local", { action: "End", flavors: { operations: [wrong] } }),
      '"sideways" is no flavor',
    ],
    [
      "a trace's size",
      () => encap("ioam6", { mode: "inline", trace: { namespace: 0, type: 0, size: 6 } }),
      "6 is not the size",
    ],
    [
      "a trace's type",
      () => encap("ioam6", { mode: "inline", trace: { namespace: 0, type: -1, size: 4 } }),
      "-1 is no type",
    ],
    ["a locator", () => encap("ila", { locator: "2001:db8::" }), '"2001:db8::" is not a locator'],
    ["a tunnel's flag", () => encap("ip", { flags: [wrong] }), '"sideways" is none of'],
    ["a MAC", () => neighbour.add({ dev: 3, address: "10.0.0.2", lladdr: "02:zz" }), "lladdr"],
    ["a neighbour's address", () => neighbour.add({ dev: 3, address: "10.0.0" }), '"10.0.0" is not an IP address'],
    ["an interface's name", () => rule.add({ iif: "a-name-over-15-bytes" }), "iifname"],
    [
      "a tunnel's end",
      () => link.create({ info: { kind: "vxlan", data: { group: "10.0.0" } } }),
      "linkinfo.data.group",
    ],
    [
      "an end that is no text",
      () => link.create({ info: { kind: "geneve", data: { remote: wrong } } }),
      "linkinfo.data.remote",
    ],
    [
      "an end of the other family",
      () => link.create({ info: { kind: "gre", data: { local: "::1" } } }),
      "linkinfo.data.local",
    ],
    [
      "a flag of a tunnel",
      () => link.create({ info: { kind: "gre", data: { iflags: [wrong as string as "key"] } } }),
      '"sideways" is none of',
    ],
    [
      "a device of a tunnel",
      () => link.create({ info: { kind: "gre", data: { link: -1 } } }),
      "-1 is not an interface index",
    ],
    [
      "a flow label",
      () => link.create({ info: { kind: "ip6tnl", data: { flowinfo: { flowLabel: 2 ** 20 } } } }),
      "info.data.flowinfo: 0 and 1048576",
    ],
    ["VNIs", () => vni.add(3), "at least one is needed"],
    ["a VNI", () => vni.add(3, { vni: -1 }), "entry.0.start"],
    ["realms", () => rule.add({ realms: { from: 65536, to: 0 } }), "realms"],
  ])("%s", (_, make, message) => expect(make).toThrow(message));
});

describe("links are named", () => {
  it.each<readonly [string, Parameters<typeof neighbour.add>[0]["dev"], boolean]>([
    ["an index needs no question", 3, true],
    ["a listed link needs no question", { index: 3 }, true],
    ["a name costs one", "v0", false],
  ])("%s", (_, dev, isSingle) => expect("body" in neighbour.add({ dev, address: "10.0.0.2" })).toBe(isSingle));

  it("by a question with IFLA_IFNAME, or IFLA_ALT_IFNAME beyond 15 bytes, never by a dump", () => {
    const question = (name: string) => {
      const step = address.add(name, "10.0.0.1/24")[Symbol.iterator]().next().value;
      if (step === undefined || !("body" in step)) throw new Error("no question");
      return { type: step.type, flags: step.flags, attribute: step.body[18] };
    };
    expect(question("v0")).toEqual({ type: 18, flags: 0, attribute: 3 });
    expect(question("a-name-over-15-bytes")).toEqual({ type: 18, flags: 0, attribute: 53 });
    expect(question("größe-größe-12")).toEqual({ type: 18, flags: 0, attribute: 53 });
  });

  it("in the order of the next hops", () => {
    const operation = route.add({ to: "10.0.0.0/8", nexthops: [{ dev: "a" }, { dev: 7 }, { dev: "b" }] });
    const steps = operation[Symbol.iterator]();
    expect(steps.next().value).toMatchObject({ what: "find link a" });
    expect(steps.next(5).value).toMatchObject({ what: "find link b" });
    const { value } = steps.next(9);
    expect(value).toMatchObject({ what: "add route 10.0.0.0/8" });
    // RTA_DST, RTA_MULTIPATH of three rtnexthops of 8 bytes each: length, flags and hops, index
    if (typeof value !== "object" || value === null || !("body" in value)) throw new Error("no request");
    const words = new DataView(value.body.buffer, value.body.byteOffset + 12 + 8 + 4);
    expect([4, 12, 20].map((offset) => words.getUint32(offset, true))).toEqual([5, 7, 9]);
  });
});
