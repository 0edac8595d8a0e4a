import { describe, expect, it, onTestFinished, vi } from "vitest";
import { link } from "../../../src/ops/index.ts";
import type { NamespaceTarget } from "../../../src/ops/index.ts";
import type { Ifinfomsg, LinkAttributesInput } from "../../../src/protocol/route/link.ts";
import { linkMessage, RTM_DELLINK, RTM_GETLINK, RTM_NEWLINK, RTM_SETLINK } from "../../../src/protocol/route/link.ts";
import { sourceOf } from "../../../src/protocol/schema/source.ts";
import { Writer } from "../../../src/protocol/schema/writer.ts";
import { NetlinkError } from "../../../src/socket/errors.ts";
import type { Operation, Reply, Request, Step } from "../../../src/socket/request.ts";
import { isRequest } from "../../../src/socket/request.ts";

/** What a step says: its type, header and attributes. */
function said(step: Step): { type: number; header: Ifinfomsg; attributes: object } {
  if (!("body" in step)) throw new Error("a transaction");
  const { header, attributes } = linkMessage.decode(sourceOf(step.body), 0, step.body.length);
  return { type: step.type, header, attributes };
}

/** A message of the kernel that tells of a link. */
function told(index: number, attributes: LinkAttributesInput): Reply {
  const writer = new Writer();
  linkMessage.encode(writer, { header: { index }, attributes });
  const bytes = writer.copy();
  return { type: RTM_NEWLINK, flags: 0, source: sourceOf(bytes), start: 0, end: bytes.length };
}

function answer(request: Request<unknown>, replies: readonly Reply[]): unknown {
  const items = replies.map((reply) => request.item?.(reply)).filter((item) => item !== undefined);
  return request.result(items);
}

/** Runs an operation against a kernel that is a function: what it answers, or the error that it refuses with. */
function run<T>(operation: Operation<T>, kernel: (step: ReturnType<typeof said>) => readonly Reply[] | Error) {
  const steps: ReturnType<typeof said>[] = [];
  const generator = operation[Symbol.iterator]();
  let next = generator.next();
  while (next.done !== true) {
    const step = next.value;
    if (!("body" in step)) throw new Error("a transaction");
    steps.push(said(step));
    const replies = kernel(said(step));
    next = replies instanceof Error ? generator.throw(replies) : generator.next(answer(step, replies));
  }
  return { result: next.value, steps };
}

const refusal = (code: string): NetlinkError =>
  new NetlinkError({ errno: 19, code, errnoText: code, what: "test", extack: {}, request: undefined });

describe("names", () => {
  it.each(["a", "fifteen-bytes-x", "veth%d", "eth0.5", "größe"])("may be %j", (name) => {
    expect(link.nameFault(name)).toBeUndefined();
  });
  it.each([
    ["", "it is empty"],
    ["sixteen-bytes-xx", "it has 16 bytes, the limit is 15"],
    ["größe-größe-12", "it has 18 bytes, the limit is 15"],
    [".", "it means a folder"],
    ["..", "it means a folder"],
    ["a/b", 'it contains "/"'],
    ["a b", 'it contains " "'],
    ["a\tb", 'it contains "\\t"'],
    ["a:b", 'it contains ":"'],
  ])("may not be %j: %s", (name, fault) => {
    expect(link.nameFault(name)).toBe(fault);
    const text = `${JSON.stringify(name)} is not an interface name: ${fault}`;
    expect(() => link.add({ name, info: { kind: "bridge" } })).toThrow(text);
    expect(() => link.set(1, { name })).toThrow(text);
  });
  it("are checked for a veth's peer", () => {
    const peer = { name: "much-too-long-a-name" };
    expect(() => link.add({ info: { kind: "veth", data: { peer } } })).toThrow(/^info\.data\.peer\.name: .* 20 bytes/);
  });
  it("of more than 15 bytes are looked up as alternative names", () => {
    const name = "an-alternative-name";
    const by = (operation: Operation<unknown>) => said([...operation][0]!);
    expect(by(link.get(name))).toMatchObject({
      type: RTM_GETLINK,
      header: { index: 0 },
      attributes: { altIfname: name },
    });
    expect(by(link.delete(name))).toMatchObject({ type: RTM_DELLINK, attributes: { altIfname: name } });
    expect(by(link.setUp(name))).toMatchObject({ type: RTM_NEWLINK, attributes: { altIfname: name } });
  });
});

describe("set", () => {
  it("is one message for an index, a link and a name", () => {
    const target = { index: 7, name: "v0" };
    for (const operation of [link.set(7, { mtu: 1400 }), link.set(target, { mtu: 1400 })]) {
      expect(isRequest(operation)).toBe(true);
      expect(said([...operation][0]!)).toEqual({
        type: RTM_NEWLINK,
        header: { family: 0, type: 0, index: 7, flags: 0, change: 0 },
        attributes: { mtu: 1400 },
      });
    }
    const named = link.set("v0", { up: true });
    expect(isRequest(named)).toBe(true);
    expect(said([...named][0]!)).toEqual({
      type: RTM_NEWLINK,
      header: { family: 0, type: 0, index: 0, flags: 1, change: 1 },
      attributes: { ifname: "v0" },
    });
  });

  it("asks for the index of a master that is named", () => {
    const { steps } = run(link.set("v0", { master: "br0" }), ({ type }) => (type === RTM_GETLINK ? [told(9, {})] : []));
    expect(steps).toMatchObject([
      { type: RTM_GETLINK, attributes: { ifname: "br0" } },
      { type: RTM_NEWLINK, attributes: { ifname: "v0", master: 9 } },
    ]);
  });

  it("never names a link and a group in one message of index 0, which old kernels take for the whole group", () => {
    const { steps } = run(link.set("v0", { group: 5, up: false }), ({ type }) =>
      type === RTM_GETLINK ? [told(9, {})] : [],
    );
    expect(steps).toMatchObject([{ type: RTM_GETLINK }, { type: RTM_NEWLINK, header: { index: 9 } }]);
    expect(steps[1]!.attributes).toEqual({ group: 5 });
  });

  it("asks for the index to rename a link that is named", () => {
    const { steps } = run(link.set("v0", { name: "v1" }), ({ type }) => (type === RTM_GETLINK ? [told(9, {})] : []));
    expect(steps).toMatchObject([
      { type: RTM_GETLINK, attributes: { ifname: "v0" } },
      { type: RTM_NEWLINK, header: { index: 9 }, attributes: { ifname: "v1" } },
    ]);
  });

  it("inverts the flags that the kernel knows by their absence", () => {
    const header = (options: Parameters<typeof link.set>[1]) => said([...link.set(1, options)][0]!).header;
    expect(header({ arp: true })).toMatchObject({ flags: 0, change: 0x80 });
    expect(header({ arp: false, trailers: false })).toMatchObject({ flags: 0xa0, change: 0xa0 });
  });

  it("takes a zero for a value and leaves out what is undefined", () => {
    expect(said([...link.set(1, { group: 0, txQueueLength: 0, alias: "", mtu: undefined })][0]!).attributes).toEqual({
      group: 0,
      txqlen: 0,
      ifalias: "",
    });
  });

  it.each<[NamespaceTarget, object]>([
    [{ fd: 5 }, { netNsFd: 5 }],
    [{ pid: 6 }, { netNsPid: 6 }],
    [{ nsid: 7 }, { targetNetnsid: 7 }],
  ])("moves to %j", (namespace, attributes) => {
    expect(said([...link.set(1, { namespace })][0]!).attributes).toEqual(attributes);
  });

  it("holds the handle of a namespace until it ran", () => {
    const handle = { fd: 5, retain: () => () => {} };
    expect(link.set(1, { namespace: handle })).toMatchObject({ holds: [handle] });
    const peer = { name: "v1", namespace: handle };
    expect(link.create({ name: "v0", info: { kind: "veth", data: { peer } } })).toMatchObject({ holds: [handle] });
  });
});

describe("add", () => {
  it("takes the kernel's echo", () => {
    const { result, steps } = run(link.add({ name: "b0", info: { kind: "bridge" } }), () => [
      told(9, { ifname: "b0" }),
    ]);
    expect(steps).toHaveLength(1);
    expect(result).toMatchObject({ index: 9, name: "b0" });
  });

  it("asks by name where the kernel does not echo", () => {
    const { result, steps } = run(link.add({ name: "b0", info: { kind: "bridge" } }), ({ type }) =>
      type === RTM_GETLINK ? [told(9, { ifname: "b0" })] : [],
    );
    expect(steps.map(({ type }) => type)).toEqual([RTM_NEWLINK, RTM_GETLINK]);
    expect(result.index).toBe(9);
  });

  it("deletes the link again when its alias is refused", () => {
    const attempt = () =>
      run(link.add({ name: "b0", alias: "x", info: { kind: "bridge" } }), ({ type, attributes }) => {
        steps.push(type);
        if ("ifalias" in attributes) return refusal("EINVAL");
        return type === RTM_NEWLINK ? [told(9, { ifname: "b0" })] : [];
      });
    const steps: number[] = [];
    expect(attempt).toThrow(/EINVAL/);
    expect(steps).toEqual([RTM_NEWLINK, RTM_NEWLINK, RTM_DELLINK]);
  });

  it("refuses an nsid for a veth's peer, which the kernel would ignore", () => {
    const peer = { name: "v1", namespace: { nsid: 3 } };
    expect(() => link.add({ name: "v0", info: { kind: "veth", data: { peer } } })).toThrow(
      /^info\.data\.peer\.namespace: /,
    );
  });

  it("names what an enum may be", () => {
    const mode = "bridged";
    // @ts-expect-error not a mode
    expect(() => link.create({ link: 1, info: { kind: "macvlan", data: { mode } } })).toThrow(
      /linkinfo\.data\.mode: "bridged" is none of private, vepa, bridge/,
    );
  });
});

describe("info", () => {
  it("narrows its data by its kind", () => {
    const wire = told(2, { linkinfo: { kind: "vlan", data: { id: 5 }, slaveKind: "bridge", slaveData: { cost: 7 } } });
    const { info } = link.get(2).result([link.get(2).item!(wire)]);
    const id: number | undefined = info?.kind === "vlan" ? info.data?.id : undefined;
    const cost: number | undefined = info?.slaveKind === "bridge" ? info.slaveData?.cost : undefined;
    expect([id, cost]).toEqual([5, 7]);
    // @ts-expect-error a bridge has no VLAN identifier
    expect(info?.kind === "bridge" ? info.data?.id : undefined).toBeUndefined();
  });
});

describe("delete", () => {
  it("is content with a missing link only when told so", () => {
    const missing = () => refusal("ENODEV");
    expect(() => run(link.delete("v0"), missing)).toThrow(/ENODEV/);
    expect(run(link.delete("v0", { ifExists: true }), missing).steps).toHaveLength(1);
    expect(() => run(link.delete("v0", { ifExists: true }), () => refusal("EPERM"))).toThrow(/EPERM/);
  });
});

describe("delete many", () => {
  interface Fake {
    readonly index: number;
    readonly name: string;
    group: number;
  }
  /** A kernel of a few links; `meanwhile` is what others do once the last link was put into the group. */
  function kernel(links: Fake[], tags: number, meanwhile: (group: number) => void = () => {}) {
    let left = tags;
    return ({ type, header, attributes }: ReturnType<typeof said>) => {
      const group = "group" in attributes ? Number(attributes.group) : 0;
      if (type === RTM_GETLINK) return links.map((fake) => told(fake.index, { ifname: fake.name, group: fake.group }));
      if (type === RTM_SETLINK) {
        const fake = links.find(({ index }) => index === header.index);
        if (fake === undefined) return refusal("ENODEV");
        fake.group = group;
        left -= 1;
        if (left === 0) meanwhile(group);
      }
      if (type === RTM_DELLINK) for (const fake of links.splice(0)) if (fake.group !== group) links.push(fake);
      return [];
    };
  }
  const fakes = (): Fake[] => [
    { index: 1, name: "lo", group: 0 },
    { index: 2, name: "v0", group: 7 },
    { index: 3, name: "v1", group: 0 },
    { index: 4, name: "theirs", group: 7 },
  ];

  it("deletes exactly the links that are meant", () => {
    const links = fakes();
    const { steps } = run(link.deleteMany(["v0", 3]), kernel(links, 2));
    expect(links.map(({ name }) => name)).toEqual(["lo", "theirs"]);
    expect(steps.map(({ type }) => type)).toEqual([RTM_GETLINK, RTM_SETLINK, RTM_SETLINK, RTM_GETLINK, RTM_DELLINK]);
    expect(steps.at(-1)!.header.index).toBe(0);
  });

  it("takes no group that has links, by whatever chance", () => {
    const links = fakes();
    links[3]!.group = 0x10000000;
    const random = vi.spyOn(Math, "random").mockReturnValueOnce(0).mockReturnValueOnce(0.5);
    onTestFinished(() => random.mockRestore());
    run(link.deleteMany(["v0", "v1"]), kernel(links, 2));
    expect(links.map(({ name }) => name)).toEqual(["lo", "theirs"]);
  });

  it("deletes nothing when another link got into the group, and puts the groups back", () => {
    const links = fakes();
    const attempt = () =>
      run(
        link.deleteMany(["v0", "v1"]),
        kernel(links, 2, (group) => {
          links[3]!.group = group;
        }),
      );
    expect(attempt).toThrow(/also holds theirs; nothing was deleted/);
    expect(links.map(({ name }) => name)).toEqual(["lo", "v0", "v1", "theirs"]);
    expect(links.slice(0, 3).map(({ group }) => group)).toEqual([0, 7, 0]);
  });

  it("deletes nothing when one of them left the group", () => {
    const links = fakes();
    const attempt = () =>
      run(
        link.deleteMany(["v0", "v1"]),
        kernel(links, 2, () => {
          links[2]!.group = 0;
        }),
      );
    expect(attempt).toThrow(/lacks one of them; nothing was deleted/);
    expect(links).toHaveLength(4);
  });

  it("touches nothing when one of them does not exist, unless told so", () => {
    const links = fakes();
    expect(() => run(link.deleteMany(["v0", "nope"]), kernel(links, 1))).toThrow(/no link nope; nothing was deleted/);
    expect(links).toEqual(fakes());
    run(link.deleteMany(["v0", "nope"], { ifExists: true }), kernel(links, 1));
    expect(links.map(({ name }) => name)).toEqual(["lo", "v1", "theirs"]);
  });

  it("does nothing for no links", () => {
    expect(run(link.deleteMany([]), () => refusal("EPERM")).steps).toEqual([]);
  });
});

describe("list", () => {
  const kernel = (request: Request<unknown>, ...replies: Reply[]) => answer(request, replies);
  it("filters again what a kernel without filters tells", () => {
    const replies = [
      told(1, { ifname: "lo" }),
      told(2, { ifname: "v0", master: 9, group: 5, linkinfo: { kind: "veth" } }),
      told(3, { ifname: "w0", linkinfo: { kind: "unknown", name: "wireguard" } }),
    ];
    const names = (filter: link.IndexedListFilter) => {
      const links = link.list(filter).result(replies.map((reply) => link.list(filter).item(reply)!).filter(Boolean));
      return links.map(({ name }) => name);
    };
    expect(names({})).toEqual(["lo", "v0", "w0"]);
    expect(names({ kind: "veth" })).toEqual(["v0"]);
    expect(names({ kind: "wireguard" })).toEqual(["w0"]);
    expect(names({ master: 9 })).toEqual(["v0"]);
    expect(names({ master: null })).toEqual(["lo", "w0"]);
    expect(names({ group: 5 })).toEqual(["v0"]);
    expect(names({ up: true })).toEqual([]);
  });
  it("leaves out messages that are not of links", () => {
    expect(kernel(link.list(), { ...told(1, {}), type: 20 })).toEqual([]);
  });
});
