export * from "./core/index.ts";
export * from "./schema/index.ts";
