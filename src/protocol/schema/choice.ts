import type { Enumeration, FlagSet } from "./enumeration.ts";
import { EncodeError } from "./errors.ts";
import type { FixedCodec } from "./scalars.ts";
import { named, u32, u8 } from "./scalars.ts";

/** An integer that is a switch: reads as the number that stands there, takes `true` and `false` for 1 and 0 too. */
function switchOf(codec: FixedCodec<number>): FixedCodec<number, number | boolean> {
  return {
    ...codec,
    set: (writer, offset, value) => codec.set(writer, offset, Number(value)),
    encode: (writer, value) => codec.encode(writer, Number(value)),
  };
}

/** A byte that is a switch: reads as the number that stands there, takes `true` and `false` for 1 and 0 too. */
export const onOff = switchOf(u8);
/** The same with 32 bits. */
export const onOff32 = switchOf(u32);

/** An integer of a C enum: reads as a number, takes the name of a value too. */
export function choice<Name extends string>(
  codec: FixedCodec<number>,
  names: Enumeration<Name>,
): FixedCodec<number, number | Name> {
  return taking(named(codec, names), (value) => {
    if (!Object.hasOwn(names.values, value)) {
      throw new EncodeError(`${JSON.stringify(value)} is none of ${Object.keys(names.values).join(", ")}`);
    }
    return names.values[value];
  });
}

/** An integer of flag bits: reads as a number, takes a list of names too. */
export function flagBits<Name extends string>(
  codec: FixedCodec<number>,
  names: FlagSet<Name>,
): FixedCodec<number, number | readonly Name[]> {
  return taking(named(codec, names), (value) => {
    for (const name of value) {
      if (!Object.hasOwn(names.values, name)) {
        throw new EncodeError(`${JSON.stringify(name)} is none of ${Object.keys(names.values).join(", ")}`);
      }
    }
    return names.bitsOf(value);
  });
}

function taking<In>(codec: FixedCodec<number>, numberOf: (value: In) => number): FixedCodec<number, number | In> {
  const convert = (value: number | In): number => (typeof value === "number" ? value : numberOf(value));
  return {
    ...codec,
    set: (writer, offset, value) => codec.set(writer, offset, convert(value)),
    encode: (writer, value) => codec.encode(writer, convert(value)),
  };
}
