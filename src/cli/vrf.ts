import { linkMessage } from "../protocol/route/link.ts";
import { RTM_GETLINK } from "../protocol/route/link-constants.ts";
import { u32 } from "../protocol/schema/scalars.ts";
import { sourceOf } from "../protocol/schema/source.ts";
import { parseAttributes } from "../protocol/schema/tree.ts";
import { nameAttribute } from "./link-cache.ts";
import { question } from "./requests.ts";
import type { Session } from "./session.ts";

/** IFLA_VRF_TABLE (`linux/if_link.h`). */
const VRF_TABLE = 1;

/** The routing table of a VRF device by its name; `undefined` where the name is not one's. */
export function vrfTable(session: Session, name: string): number | undefined {
  const link = session.attempt(
    question(RTM_GETLINK, linkMessage, { attributes: nameAttribute(name) }, `look up VRF ${name}`),
  );
  const info = link?.attributes.linkinfo;
  if (info?.kind !== "unknown" || info.name !== "vrf" || info.raw === undefined) return undefined;
  const table = parseAttributes(info.raw).find(({ type }) => type === VRF_TABLE)?.payload;
  return table === undefined ? undefined : u32.decode(sourceOf(table), 0, table.length);
}
