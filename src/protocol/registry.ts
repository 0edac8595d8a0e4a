import { coreFamily } from "./core/family.ts";
import { families as netfilter } from "./netfilter/index.ts";
import { families as route } from "./route/index.ts";
import type { Family } from "./schema/registry.ts";

/** Every family this package declares: what the message dump, the reference tables and the tests enumerate. */
export const registry: readonly Family[] = [coreFamily, ...route, ...netfilter];
