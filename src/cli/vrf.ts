import { linkMessage } from "../protocol/route/link.ts";
import { RTM_GETLINK } from "../protocol/route/link-constants.ts";
import { nameAttribute } from "./link-cache.ts";
import { question } from "./requests.ts";
import type { Session } from "./session.ts";

/** The routing table of a VRF device by its name; `undefined` where the name is not one's. */
export function vrfTable(session: Session, name: string): number | undefined {
  const link = session.attempt(
    question(RTM_GETLINK, linkMessage, { attributes: nameAttribute(name) }, `look up VRF ${name}`),
  );
  const info = link?.attributes.linkinfo;
  return info?.kind === "vrf" ? info.data?.table : undefined;
}
