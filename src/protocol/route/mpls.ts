import type { Codec } from "../schema/codec.ts";
import { EncodeError } from "../schema/errors.ts";

const STACK_BOTTOM = 0x100;
const LABEL_SHIFT = 12;
const LABEL_LIMIT = 0xfffff;

/**
 * A stack of `struct mpls_label` (`linux/mpls.h`) as text, outermost first: `100/200`. Traffic class and TTL are zero in routes;
 * a stack in which they are not stays raw.
 */
export const mplsLabels: Codec<string> = {
  shape: { kind: "address", family: "mpls" },
  decode: (source, start, end) => {
    if (end === start || (end - start) % 4 !== 0) return undefined;
    let text = "";
    for (let offset = start; offset < end; offset += 4) {
      const entry = source.view.getUint32(offset, false);
      const isLast = offset + 4 === end;
      if ((entry & 0xfff) !== (isLast ? STACK_BOTTOM : 0)) return undefined;
      text += (text === "" ? "" : "/") + String(entry >>> LABEL_SHIFT);
    }
    return text;
  },
  encode: (writer, value) => {
    const labels = value.split("/");
    for (const [index, text] of labels.entries()) {
      const label = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
      if (!(label <= LABEL_LIMIT)) throw new EncodeError(`${JSON.stringify(value)} is not a stack of MPLS labels`);
      const entry = label * 2 ** LABEL_SHIFT + (index === labels.length - 1 ? STACK_BOTTOM : 0);
      const start = writer.reserve(4); // may replace the view
      writer.view.setUint32(start, entry, false);
    }
  },
};
