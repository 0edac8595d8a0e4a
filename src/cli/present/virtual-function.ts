import type { LinkMessage } from "../../protocol/route/link.ts";
import type { View } from "../output/view.ts";
import type { Detail } from "./names.ts";

/** Writes the virtual functions of a link: their number only. */
export function presentVirtualFunctions(view: View, message: LinkMessage, _detail: Detail): void {
  view.openList("vfinfo_list");
  for (const vf of message.attributes.vfinfoList?.info ?? []) {
    view.open();
    view.line();
    view.text("    ");
    view.field("vf", vf.mac?.vf ?? 0, `vf ${vf.mac?.vf ?? 0} `);
    view.close();
  }
  view.closeList();
}
