import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";

const noAttributes = {} as const;
/** A link of a kind that has no options over rtnetlink, such as a dummy. */
export interface NoOptions extends Output<typeof noAttributes> {}
/** Input of {@link noOptions}. */
export interface NoOptionsInput extends Input<typeof noAttributes> {}
/** IFLA_INFO_DATA and IFLA_INFO_SLAVE_DATA of kinds without options; should a newer kernel send some, they are kept. */
export const noOptions: Space<NoOptions, NoOptionsInput> = attributeSet("IFLA_INFO_", noAttributes);
