import { RTM_DELLINK, RTM_NEWLINK, RTM_SETLINK } from "../protocol/route/link.ts";
import type { Operation, Request } from "../socket/request.ts";
import { operation } from "../socket/request.ts";
import type { Link } from "./link-object.ts";
import type { SetOptions } from "./link-options.ts";
import { list } from "./link-query.ts";
import { linkChange } from "./link-request.ts";
import { resolved } from "./link-resolution.ts";
import { flagChange } from "./link-switches.ts";
import type { LinkTarget } from "./link-target.ts";
import { describeLink } from "./link-target.ts";
import { changeOf } from "./link-values.ts";
import { ignoring } from "./missing.ts";
import { heldBy } from "./namespace-target.ts";

/** What {@link deleteMany} may be told. */
export interface DeleteManyOptions {
  /** Whether links that do not exist are no error. */
  readonly ifExists?: boolean;
}

/** A group that no link is in, far from those that people number by hand. */
function unusedGroup(links: readonly Link[]): number {
  const used = new Set(links.map((link) => link.group ?? 0));
  for (;;) {
    const group = 0x10000000 + Math.floor(Math.random() * 0x6fffffff);
    if (!used.has(group)) return group;
  }
}

function tag(index: number, group: number): Request<void> {
  // Not RTM_NEWLINK: with a group that one can mean every link of it.
  const parts = { type: RTM_SETLINK, header: { index }, attributes: { group } };
  return linkChange({ ...parts, what: `put link #${index} into group ${group}` });
}

function chosen(targets: readonly LinkTarget[], links: readonly Link[], ifExists: boolean): Link[] {
  const found = new Set<Link>();
  for (const target of targets) {
    const link =
      typeof target === "string"
        ? links.find((candidate) => candidate.name === target || candidate.altNames.includes(target))
        : links.find((candidate) => candidate.index === (typeof target === "number" ? target : target.index));
    if (link !== undefined) found.add(link);
    else if (!ifExists) throw new Error(`delete links: there is no link ${describeLink(target)}; nothing was deleted`);
  }
  return [...found];
}

/**
 * Deletes many links with one wait for the kernel's grace period: 500 veth pairs take 0.4 s, one by one 10 s.
 *
 * The kernel deletes by group, and a group is open to everybody. So exactly these links are put into a random group that a dump
 * has shown unused, a second dump checks that the group holds exactly them, and only then it is deleted. When anything is amiss
 * their groups are put back and nothing is deleted. Equivalent to `ip link delete group GROUP`.
 * @throws Error when a link does not exist, unless `ifExists`, or when a link that is not meant is in the group
 * @throws NetlinkError EOPNOTSUPP when one of them can't be deleted, such as a physical device
 */
export function deleteMany(targets: readonly LinkTarget[], options: DeleteManyOptions = {}): Operation<void> {
  return operation(function* () {
    if (targets.length === 0) return;
    const before = yield* list();
    const links = chosen(targets, before, options.ifExists === true);
    if (links.length === 0) return;
    const group = unusedGroup(before);
    const tagged: Link[] = [];
    try {
      for (const link of links) {
        // One that goes meanwhile, as a veth does when its peer's namespace ends, is what `ifExists` wants of it.
        const isThere = yield* ignoring(options.ifExists === true ? ["ENODEV"] : [], tag(link.index, group));
        if (isThere) tagged.push(link);
      }
      const members = yield* list({ group });
      const strange = members.filter((member) => !links.some((link) => link.index === member.index));
      const lacksOne = options.ifExists !== true && members.length !== links.length;
      if (strange.length > 0 || lacksOne) {
        const [first] = strange;
        const reason = first === undefined ? "lacks one of them" : `also holds ${first.name}`;
        throw new Error(`delete links: group ${group} ${reason}; nothing was deleted`);
      }
      if (members.length === 0) return;
      const deletion = linkChange({ type: RTM_DELLINK, attributes: { group }, what: `delete ${members.length} links` });
      yield* ignoring(options.ifExists === true ? ["ENODEV"] : [], deletion);
    } catch (error) {
      for (const link of tagged) {
        try {
          yield* tag(link.index, link.group ?? 0);
        } catch {
          // It may be gone, which is what the caller wanted of it; the first error says what went wrong.
        }
      }
      throw error;
    }
  });
}

/** What may be changed about all links of a group at once. */
export type GroupOptions = Omit<SetOptions, "name" | "group">;

/**
 * Changes every link of a device group in one message, whoever put it there; no error where there is none.
 * Equivalent to `ip link set group GROUP …`.
 * @throws NetlinkError of the first link that can't be changed so; those before it are changed
 */
export function setGroup(group: number, options: GroupOptions): Operation<void> {
  return resolved(
    () => changeOf(options),
    (attributes) =>
      linkChange({
        type: RTM_NEWLINK,
        header: flagChange(options),
        attributes: { group, ...attributes },
        what: `set links of group ${group}`,
        holds: heldBy(options.namespace),
      }),
  );
}

/**
 * Deletes every link of a device group, whoever put it there; {@link deleteMany} deletes just those that are named.
 * Equivalent to `ip link delete group GROUP`.
 * @throws NetlinkError ENODEV when no link is in the group, EOPNOTSUPP when one can't be deleted: then none is
 */
export function deleteGroup(group: number): Request<void> {
  return linkChange({ type: RTM_DELLINK, attributes: { group }, what: `delete links of group ${group}` });
}
