import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import type { Family } from "../../schema/registry.ts";
import { nulString } from "../../schema/text.ts";

const batadvAttributes = {
  /** IFLA_BATADV_ALGO_NAME: routing algorithm, `BATMAN_IV` or `BATMAN_V`; the kernel does not tell it back. */
  algoName: [1, nulString()],
} as const;

/** A B.A.T.M.A.N. mesh (`ip link add type batadv …`); the rest of its options is set over generic netlink. */
export interface Batadv extends Output<typeof batadvAttributes> {}
/** Input of {@link batadv}. */
export interface BatadvInput extends Input<typeof batadvAttributes> {}
/** IFLA_BATADV_* (`linux/batman_adv.h`). */
export const batadv: Space<Batadv, BatadvInput> = attributeSet("IFLA_BATADV_", batadvAttributes);

/** B.A.T.M.A.N. meshes, as data. */
export const batadvFamily: Family = {
  name: "batadv",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/batman_adv.h", space: batadv }],
  structs: [],
  names: [],
};
