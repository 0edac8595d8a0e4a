export * from "./core/index.ts";
export * from "./registry.ts";
export * from "./schema/index.ts";
