import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";

const dummyAttributes = {} as const;
/** A dummy device (`ip link add type dummy`): it has no options. */
export interface Dummy extends Output<typeof dummyAttributes> {}
/** Input of {@link dummy}. */
export interface DummyInput extends Input<typeof dummyAttributes> {}
/** IFLA_INFO_DATA of kind `dummy`. */
export const dummy: Space<Dummy, DummyInput> = attributeSet("IFLA_DUMMY_", dummyAttributes);
