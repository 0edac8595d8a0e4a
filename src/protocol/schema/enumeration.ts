import type { NumberNames } from "./codec.ts";
import { EncodeError } from "./errors.ts";

/** A C enum: names without prefix, in lower case with `_` kept, and their numbers. */
export interface Enumeration<Name extends string = string> extends NumberNames {
  readonly values: Readonly<Record<Name, number>>;
  /** The name of a number, or `undefined` when the header names none. */
  nameOf(value: number): Name | undefined;
}

/** A set of bits: names without prefix, and the bit (mask) of each. */
export interface FlagSet<Name extends string = string> extends NumberNames {
  readonly values: Readonly<Record<Name, number>>;
  /** The names of the bits that are set, lowest first; bits without a name are left out. */
  namesOf(value: number): Name[];
  /** The bits of the given names, as an unsigned 32-bit number. Throws `EncodeError` for a name that is none of the set's. */
  bitsOf(names: readonly Name[]): number;
}

/** Declares a C enum, such as `enumeration("RTN_", { unspec: 0, unicast: 1 })`. The C name is the prefix and the upper-cased name. */
export function enumeration<Name extends string>(
  prefix: string,
  values: Readonly<Record<Name, number>>,
): Enumeration<Name> {
  const names = new Map<number, Name>();
  for (const name in values) if (!names.has(values[name])) names.set(values[name], name);
  return { prefix, values, flags: false, nameOf: (value) => names.get(value) };
}

/** Declares a set of bits, such as `flagSet("IFF_", { up: 1, broadcast: 2 })`. */
export function flagSet<Name extends string>(prefix: string, values: Readonly<Record<Name, number>>): FlagSet<Name> {
  const entries = Object.entries(values) as [Name, number][];
  entries.sort((a, b) => a[1] - b[1]);
  return {
    prefix,
    values,
    flags: true,
    namesOf: (value) => entries.filter(([, bit]) => bit !== 0 && (value & bit) >>> 0 === bit).map(([name]) => name),
    bitsOf: (list) =>
      list.reduce((bits, name) => {
        if (!Object.hasOwn(values, name))
          throw new EncodeError(`${JSON.stringify(name)} is none of ${Object.keys(values).join(", ")}`);
        return (bits | values[name]) >>> 0;
      }, 0),
  };
}
