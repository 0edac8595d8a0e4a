import type { Encap } from "../../protocol/route/encap.ts";
import type { View } from "../output/view.ts";
import type { Names } from "./names.ts";

/** Writes how a route's packets are wrapped: the kind of it only. */
export function presentEncap(view: View, attributes: Encap, _names: Names): void {
  const { encapKind } = attributes;
  if (encapKind !== undefined) view.field("encap", encapKind, ` encap ${encapKind} `);
}
