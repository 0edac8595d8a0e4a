import type { kinds, LinkInfoInput } from "../protocol/route/link.ts";
import { bridgeOptions } from "../protocol/route/link-kinds/bridge.ts";
import { canCtrlmodeFlags } from "../protocol/route/link-kinds/can-structs.ts";
import { rmnetFlags } from "../protocol/route/link-kinds/rmnet.ts";
import { vlanFlags } from "../protocol/route/link-kinds/vlan.ts";
import type { Input1 } from "../protocol/schema/codec.ts";
import type { Enumeration, FlagSet } from "../protocol/schema/enumeration.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { Retainable } from "../socket/request.ts";
import { peerMessage } from "./link-birth.ts";
import type { BirthOptions } from "./link-options.ts";
import type { Resolving } from "./link-resolution.ts";
import { indexOf } from "./link-resolution.ts";
import type { LinkTarget } from "./link-target.ts";
import { heldBy } from "./namespace-target.ts";

/** An option in friendlier words than the kernel's attributes: how it becomes these. The table below gives each its type. */
interface Conversion {
  /** The attributes, by the schema's names. */
  attributes(value: unknown): Resolving<Readonly<Record<string, unknown>>>;
  /** What must stay open until the request ran. */
  holds?(value: unknown): readonly Retainable[];
}

/** A link by name, index or as it was listed, which goes as its index into the attribute of this name. */
const link = (attribute: string) => ({
  *attributes(value: LinkTarget) {
    return { [attribute]: yield* indexOf(value) };
  },
});

/** The same where `null` stands for no link. */
const linkOrNone = (attribute: string) => ({
  *attributes(value: LinkTarget | null) {
    return { [attribute]: value === null ? 0 : yield* indexOf(value) };
  },
});

/** An address that goes into one attribute when it is IPv4, and into another when it is IPv6. */
const eitherFamily = (ipv4: string, ipv6: string) => ({
  // eslint-disable-next-line require-yield -- nothing to be asked
  *attributes(value: string) {
    // What is no text is refused where it is encoded.
    return { [typeof value === "string" && value.includes(":") ? ipv6 : ipv4]: value };
  },
});

/** Switches by name; those that are named are meant. */
type Switches<Name extends string> = { readonly [_ in Name]?: boolean | undefined };

/** Switches that go as bits beside a mask of those that are meant, into two fields of an attribute. */
const switches = <Name extends string>(
  attribute: string,
  names: FlagSet<Name> | Enumeration<Name>,
  [values, mask]: readonly [string, string] = ["flags", "mask"],
) => {
  // An enumeration has the numbers of the bits.
  const bits = new Map(Object.entries<number>(names.values).map(([name, n]) => [name, names.flags ? n : 1 << n]));
  return {
    // eslint-disable-next-line require-yield -- nothing to be asked
    *attributes(wanted: Switches<Name>) {
      let [on, meant] = [0, 0];
      for (const [name, value] of Object.entries<boolean | undefined>(wanted)) {
        const bit = bits.get(name);
        if (bit === undefined) {
          const problem = `${JSON.stringify(name)} is none of ${[...bits.keys()].join(", ")}`;
          throw new EncodeError(problem, ["info", "data", attribute]);
        }
        if (value === undefined) continue;
        meant |= bit;
        if (value) on |= bit;
      }
      return { [attribute]: { [values]: on, [mask]: meant } };
    },
  };
};

/** Traffic class and flow label of the outer IPv6 header. */
export interface FlowInfo {
  /** 8 bits; 0 when left out. */
  readonly trafficClass?: number;
  /** 20 bits; 0 when left out. */
  readonly flowLabel?: number;
}

/** Traffic class and flow label, which the attribute holds as one number. */
const flowInfo = (attribute: string) => ({
  // eslint-disable-next-line require-yield -- nothing to be asked
  *attributes(value: number | FlowInfo) {
    if (typeof value === "number") return { [attribute]: value };
    const { trafficClass = 0, flowLabel = 0 } = value;
    const within = (number: number, most: number) => Number.isInteger(number) && number >= 0 && number <= most;
    if (!within(trafficClass, 0xff) || !within(flowLabel, 0xfffff)) {
      throw new EncodeError(
        `${trafficClass} and ${flowLabel} are no traffic class (0 to 255) and flow label (0 to 1048575)`,
        ["info", "data", attribute],
      );
    }
    return { [attribute]: trafficClass * 0x100000 + flowLabel };
  },
});

/** The other end of a pair of a kind. */
const peer = (kind: string, attribute: string) => ({
  // eslint-disable-next-line require-yield -- nothing to be asked
  *attributes(value: BirthOptions) {
    return { [attribute]: peerMessage(value, kind, attribute) };
  },
  holds: ({ namespace }: BirthOptions) => heldBy(namespace),
});

/** Options by kind that are not the protocol's own; an option that is not here is. */
const conversions = {
  amt: { link: link("link") },
  bond: { activeSlave: linkOrNone("activeSlave"), primary: linkOrNone("primary") },
  bridge: { multiBoolopt: switches("multiBoolopt", bridgeOptions, ["optval", "optmask"]) },
  can: { ctrlmode: switches("ctrlmode", canCtrlmodeFlags) },
  dsa: { conduit: link("conduit") },
  erspan: { link: link("link") },
  geneve: { remote: eitherFamily("remote", "remote6"), local: eitherFamily("local", "local6") },
  gre: { link: link("link") },
  gretap: { link: link("link") },
  gtp: { local: eitherFamily("local", "local6") },
  hsr: { slave1: link("slave1"), slave2: link("slave2"), interlink: link("interlink") },
  ip6erspan: { link: link("link"), flowinfo: flowInfo("flowinfo") },
  ip6gre: { link: link("link"), flowinfo: flowInfo("flowinfo") },
  ip6gretap: { link: link("link"), flowinfo: flowInfo("flowinfo") },
  ip6tnl: { link: link("link"), flowinfo: flowInfo("flowinfo") },
  ipip: { link: link("link") },
  netkit: { peerInfo: peer("netkit", "peerInfo") },
  rmnet: { flags: switches("flags", rmnetFlags) },
  sit: { link: link("link") },
  veth: { peer: peer("veth", "peer") },
  vlan: { flags: switches("flags", vlanFlags) },
  vxcan: { peer: peer("vxcan", "peer") },
  vxlan: { link: link("link"), group: eitherFamily("group", "group6"), local: eitherFamily("local", "local6") },
  vti: { link: link("link") },
  vti6: { link: link("link") },
  xfrm: { link: link("link") },
} as const satisfies Readonly<Partial<Record<LinkKind, Readonly<Record<string, Conversion>>>>>;

/** A kind of link that the schemas know and messages make or change; tun and tap devices are neither. */
export type LinkKind = Exclude<keyof typeof kinds, "tun">;

type Conversions<Kind extends LinkKind> = Kind extends keyof typeof conversions ? (typeof conversions)[Kind] : object;
type Value<C> = C extends { attributes(value: infer V): unknown } ? V : never;

/**
 * Options of a kind: names and units are those of the header, switches take booleans and enums their names. Devices are named as
 * everywhere, and where the kernel has one attribute for IPv4 and one for IPv6, the first takes both.
 */
export type KindOptions<Kind extends LinkKind> = Omit<Input1<(typeof kinds)[Kind]>, keyof Conversions<Kind>> & {
  readonly [Key in keyof Conversions<Kind>]?: Value<Conversions<Kind>[Key]> | undefined;
};

/** Kinds of which the kernel makes no link without options. */
type Demanding = "hsr" | "ppp" | "rmnet" | "vlan" | "vrf";
type Known = {
  [Kind in LinkKind]: Kind extends Demanding
    ? { readonly kind: Kind; readonly data: KindOptions<Kind> }
    : { readonly kind: Kind; readonly data?: KindOptions<Kind> };
}[LinkKind];

/** Kind of a link with its options. */
export type LinkInfoOptions =
  | Known
  /** A kind that is not known here, with its IFLA_INFO_DATA as bytes. */
  | { readonly kind: "unknown"; readonly name: string; readonly raw?: Uint8Array };

const tables: Readonly<Record<string, Readonly<Record<string, Conversion>> | undefined>> = conversions;

/** Each option that was given, with its conversion where it has one, in the order in which the caller gave them. */
function* given(info: Known): Generator<[key: string, value: unknown, conversion: Conversion | undefined]> {
  const table = Object.hasOwn(tables, info.kind) ? tables[info.kind] : undefined;
  for (const [key, value] of Object.entries<unknown>({ ...info.data })) {
    if (value === undefined) continue;
    yield [key, value, table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined];
  }
}

/** IFLA_LINKINFO of a kind and its options, which are written in the caller's order. */
export function* infoOf(info: LinkInfoOptions): Resolving<LinkInfoInput> {
  if (info.kind === "unknown") return info;
  const result: LinkInfoInput = {};
  if (info.data === undefined) return Object.assign(result, { kind: info.kind });
  const data = {};
  for (const [key, value, conversion] of given(info)) {
    Object.assign(data, conversion === undefined ? { [key]: value } : yield* conversion.attributes(value));
  }
  return Object.assign(result, { kind: info.kind, data });
}

/** What must stay open until a request with these options ran. */
export function heldByOptions(info: LinkInfoOptions): Retainable[] {
  if (info.kind === "unknown") return [];
  return [...given(info)].flatMap(([, value, conversion]) => [...(conversion?.holds?.(value) ?? [])]);
}
