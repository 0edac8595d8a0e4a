import { nftSetElement, nftSetElementMessage } from "../../protocol/netfilter/set-element.ts";
import type { NftSetElementInput, NftSetElementListInput } from "../../protocol/netfilter/set-element.ts";
import { NLA_F_NESTED, Writer } from "../../protocol/schema/writer.ts";
import type { DataType } from "./data-type.ts";
import type { NftFamily } from "./family.ts";
import { familyNumber } from "./family.ts";
import type { SetElementInput } from "./set-element.ts";

/** NFTA_SET_ELEM_LIST_ELEMENTS, NFTA_SET_ELEM_KEY and NFTA_DATA_VALUE, which are written here without a detour through objects. */
const ELEMENTS = 3;
const KEY = 1;
const VALUE = 1;
/** The length of an attribute is a u16. */
const LIMIT = 0xffff;

const writer = new Writer(1 << 17);

/** Elements that are written one after another: how many, and what appends the attributes of one. */
export interface ElementSource {
  readonly count: number;
  readonly write: (writer: Writer, index: number) => void;
}

/** Elements as objects of their attributes. */
export function wireElements(elements: readonly NftSetElementInput[]): ElementSource {
  return {
    count: elements.length,
    write: (writer, index) => {
      const element = elements[index]!;
      const value = element.key?.value;
      if (value === undefined || Object.keys(element).length > 1) return nftSetElement.encode(writer, element);
      const key = writer.beginAttribute(KEY | NLA_F_NESTED);
      const bytes = writer.beginAttribute(VALUE);
      writer.append(value);
      writer.endAttribute(bytes);
      writer.endAttribute(key);
    },
  };
}

/**
 * Elements that are keys of one type and nothing else, written without an object for each: sets come with a hundred thousand.
 * @param encode what makes an element of a value that is not that simple
 */
export function plainElements(
  type: DataType,
  elements: readonly SetElementInput[],
  encode: (element: SetElementInput) => NftSetElementInput,
): ElementSource {
  return {
    count: elements.length,
    write: (writer, index) => {
      const element = elements[index]!;
      if (typeof element !== "object") {
        const start = writer.position;
        const key = writer.beginAttribute(KEY | NLA_F_NESTED);
        const bytes = writer.beginAttribute(VALUE);
        if (type.append?.(writer, element) === true) {
          writer.endAttribute(bytes);
          writer.endAttribute(key);
          return;
        }
        writer.position = start;
      }
      nftSetElement.encode(writer, encode(element));
    },
  };
}

/**
 * The bodies of as many messages as the elements need: a message's elements are one attribute of at most 65535 bytes. Elements
 * are numbered from 1 in each, as nft does.
 */
export function elementBodies(
  family: NftFamily,
  list: Pick<NftSetElementListInput, "table" | "set" | "setId">,
  elements: ElementSource,
): { readonly body: Uint8Array; readonly count: number }[] {
  const bodies: { body: Uint8Array; count: number }[] = [];
  const header = { family: familyNumber(family) };
  let index = 0;
  while (index < elements.count) {
    writer.reset();
    nftSetElementMessage.encode(writer, { header, attributes: list });
    const nest = writer.beginAttribute(ELEMENTS | NLA_F_NESTED);
    const first = index;
    for (; index < elements.count; index++) {
      const before = writer.position;
      const element = writer.beginAttribute((index - first + 1) | NLA_F_NESTED);
      elements.write(writer, index);
      writer.endAttribute(element);
      if (writer.position - nest > LIMIT) {
        writer.position = before;
        break;
      }
    }
    writer.endAttribute(nest);
    bodies.push({ body: writer.copy(), count: index - first });
  }
  return bodies;
}
