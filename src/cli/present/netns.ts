import type { NsidAttributes } from "../../protocol/route/nsid.ts";
import type { View } from "../output/view.ts";

/** A message about a namespace's id. */
export interface NsidMessage {
  readonly type: number;
  readonly attributes: NsidAttributes;
}

/** Where names of ids come from: those known, each once, and those that are looked for now. */
export interface NsidNames {
  take(nsid: number): string | undefined;
  search(nsid: number): string | undefined;
}

const RTM_NEWNSID = 88;
const RTM_DELNSID = 89;

/** Writes the view model of a namespace's id as an object. */
export function presentNsid(view: View, { type, attributes }: NsidMessage, names: NsidNames): void {
  const { nsid, currentNsid } = attributes;
  if (nsid === undefined) return;
  view.open();
  if (type === RTM_DELNSID) view.field("deleted", true, "Deleted ");
  if (nsid < 0) view.text("nsid unassigned ");
  else view.field("nsid", nsid, `nsid ${nsid} `);
  if (currentNsid !== undefined) {
    if (currentNsid < 0) view.text("current-nsid unassigned ");
    else view.field("current-nsid", currentNsid, `current-nsid ${currentNsid} `);
  }
  const name = names.take(currentNsid ?? nsid) ?? (type === RTM_NEWNSID ? names.search(nsid) : undefined);
  if (name !== undefined) view.field("name", name, `(iproute2 netns name: ${name})`);
  view.text("\n");
  view.close();
}
