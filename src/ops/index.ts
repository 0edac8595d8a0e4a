/** Operations as values: pure functions that build requests, which a connection runs. One namespace of functions an object. */
export * from "./namespace-target.ts";
export * as link from "./link.ts";
