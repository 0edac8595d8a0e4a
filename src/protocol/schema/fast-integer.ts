import type { AnyCodec } from "./codec.ts";
import { be16, be32, i32, u16, u32, u64, u8 } from "./scalars.ts";
import type { Source } from "./source.ts";

/**
 * The integers that nearly every message consists of, by number. A call through a table of codecs costs more than the read
 * itself, because the engine can't inline it; a `switch` on a small number it can. Measured on links and routes: a tenth less (`bench/codec.mjs`).
 */
const fast: readonly AnyCodec[] = [u8, u16, u32, be16, be32, i32, u64];

/** The number by which {@link readInteger} knows a codec, or 0 for one that has to be called. */
export function fastInteger(codec: AnyCodec): number {
  // `named` copies a codec: its reading function stays the same.
  return fast.findIndex((candidate) => candidate.decode === codec.decode) + 1;
}

/** What the codec of that number reads at `offset`, which the caller has checked to be inside. */
export function readInteger(number: number, source: Source, offset: number): number | bigint {
  switch (number) {
    case 1:
      return source.bytes[offset]!;
    case 2:
      return source.view.getUint16(offset, source.littleEndian);
    case 3:
      return source.view.getUint32(offset, source.littleEndian);
    case 4:
      return source.view.getUint16(offset, false);
    case 5:
      return source.view.getUint32(offset, false);
    case 6:
      return source.view.getInt32(offset, source.littleEndian);
    default:
      return source.view.getBigUint64(offset, source.littleEndian);
  }
}
