export * from "./acknowledgement.ts";
export * from "./constants.ts";
export * from "./header.ts";
export * from "./family.ts";
