import { nftSetElement, nftSetElementMessage } from "../../protocol/netfilter/set-element.ts";
import type { NftSetElementInput, NftSetElementListInput } from "../../protocol/netfilter/set-element.ts";
import { NLA_F_NESTED, Writer } from "../../protocol/schema/writer.ts";
import type { NftFamily } from "./family.ts";
import { familyNumber } from "./family.ts";

/** NFTA_SET_ELEM_LIST_ELEMENTS, NFTA_SET_ELEM_KEY and NFTA_DATA_VALUE, which are written here without a detour through objects. */
const ELEMENTS = 3;
const KEY = 1;
const VALUE = 1;
/** The length of an attribute is a u16. */
const LIMIT = 0xffff;

const writer = new Writer(1 << 17);

function writeElement(number: number, element: NftSetElementInput): void {
  const start = writer.beginAttribute(number | NLA_F_NESTED);
  const value = element.key?.value;
  if (value !== undefined && Object.keys(element).length === 1) {
    const key = writer.beginAttribute(KEY | NLA_F_NESTED);
    const bytes = writer.beginAttribute(VALUE);
    writer.append(value);
    writer.endAttribute(bytes);
    writer.endAttribute(key);
  } else nftSetElement.encode(writer, element);
  writer.endAttribute(start);
}

/**
 * The bodies of as many messages as the elements need: a message's elements are one attribute of at most 65535 bytes. Elements
 * are numbered from 1 in each, as nft does.
 */
export function elementBodies(
  family: NftFamily,
  list: Pick<NftSetElementListInput, "table" | "set" | "setId">,
  elements: readonly NftSetElementInput[],
): { readonly body: Uint8Array; readonly count: number }[] {
  const bodies: { body: Uint8Array; count: number }[] = [];
  const header = { family: familyNumber(family) };
  let index = 0;
  while (index < elements.length) {
    writer.reset();
    nftSetElementMessage.encode(writer, { header, attributes: list });
    const nest = writer.beginAttribute(ELEMENTS | NLA_F_NESTED);
    const first = index;
    for (; index < elements.length; index++) {
      const before = writer.position;
      writeElement(index - first + 1, elements[index]!);
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
