import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";

const ifbAttributes = {} as const;
/** An ifb device (`ip link add type ifb`): it has no options. */
export interface Ifb extends Output<typeof ifbAttributes> {}
/** Input of {@link ifb}. */
export interface IfbInput extends Input<typeof ifbAttributes> {}
/** IFLA_INFO_DATA of kind `ifb`. */
export const ifb: Space<Ifb, IfbInput> = attributeSet("IFLA_IFB_", ifbAttributes);
