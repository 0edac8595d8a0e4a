import type { Space } from "../../schema/attributes.ts";
import type { Macvlan, MacvlanInput } from "./macvlan.ts";
import { macvlan } from "./macvlan.ts";

/** A macvtap device (`ip link add link DEV type macvtap …`): the options of a macvlan. */
export interface Macvtap extends Macvlan {}
/** Input of {@link macvtap}. */
export interface MacvtapInput extends MacvlanInput {}
/** IFLA_INFO_DATA of kind `macvtap`. */
export const macvtap: Space<Macvtap, MacvtapInput> = macvlan;
