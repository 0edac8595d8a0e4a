import { readFileSync } from "node:fs";
import type { Family } from "../../../src/protocol/schema/index.ts";

/** What a C header says: see scripts/facts.mjs. */
export interface HeaderFacts {
  readonly constants: Readonly<Record<string, number>>;
  readonly structs: Readonly<
    Record<
      string,
      { size: number; fields: readonly (readonly [name: string, offset: number, size: number, ...unknown[]])[] }
    >
  >;
}
export interface Facts {
  readonly kernel: string;
  readonly headers: Readonly<Record<string, HeaderFacts>>;
}

export const facts = JSON.parse(readFileSync(new URL("../../facts/uapi.json", import.meta.url), "utf8")) as Facts;

/** One number that a schema claims. */
export interface Claim {
  readonly family: string;
  readonly header: string;
  readonly name: string;
  readonly value: number;
  readonly what: "attribute" | "name";
}

/** Every attribute, enumerator and flag of a family. */
export function claims(family: Family): Claim[] {
  const attributes = family.spaces.flatMap(({ header, space }) =>
    space.shape.entries.map(({ name, type }) => ({
      family: family.name,
      header,
      name,
      value: type,
      what: "attribute" as const,
    })),
  );
  const names = family.names.flatMap(({ header, names: { prefix, values }, order }) =>
    Object.entries(values).map(([name, value]) => ({
      family: family.name,
      header,
      name: prefix + name.toUpperCase(),
      // The facts are those of a little-endian machine.
      value: order === "network" ? ((value & 0xff) << 8) | (value >> 8) : value,
      what: "name" as const,
    })),
  );
  return [...attributes, ...names];
}
