import type { LinkAttributes } from "../protocol/route/link.ts";
import { linkMessage, RTM_GETLINK } from "../protocol/route/link.ts";
import type { Operation } from "../socket/request.ts";
import { question } from "./requests.ts";

/** What the command remembers of a link. */
export interface KnownLink {
  readonly index: number;
  readonly name: string;
  /** ARPHRD_*. */
  readonly type: number;
  /** IFF_*. */
  readonly flags: number;
}

/** A link message's parts, as far as the cache needs them. */
export interface LinkSource {
  readonly header: { readonly index: number; readonly type: number; readonly flags: number };
  readonly attributes: Pick<LinkAttributes, "ifname" | "propList">;
}

/** Links by index and by name, asked of the kernel one by one as they are needed. */
export interface LinkCache {
  /** The index of a link by its name or an alternative one; 0 where there is none. `if7` is taken as index 7. */
  indexOf(name: string): number;
  /** Its name; `if7` where there is no such link, `*` for 0. */
  nameOf(index: number): string;
  /** What is remembered of a link, without asking the kernel. */
  find(index: number): KnownLink | undefined;
  /** Takes over what a message says. */
  remember(link: LinkSource): void;
  /** Forgets a link that was changed. */
  drop(index: number): void;
}

/** RTEXT_FILTER_VF | RTEXT_FILTER_SKIP_STATS (`linux/rtnetlink.h`). */
const LOOKUP_MASK = 0x01 | 0x08;
/** IFNAMSIZ - 1. */
const NAME_LIMIT = 15;

/** Whether a word can be an interface's name; alternative names have no limit but the kernel's. */
export function isInterfaceName(name: string): boolean {
  return Buffer.byteLength(name) <= NAME_LIMIT && isAlternativeName(name);
}

/** Whether a word can be an interface's alternative name. */
export function isAlternativeName(name: string): boolean {
  return name !== "" && !/[/ \t\n\v\f\r]/.test(name);
}

/** How a link is named in a request: IFLA_IFNAME, or IFLA_ALT_IFNAME where that is too short. */
export function nameAttribute(name: string): { ifname: string } | { altIfname: string } {
  return isInterfaceName(name) ? { ifname: name } : { altIfname: name };
}

/** An empty cache. @param attempt runs a request, `undefined` when the kernel refuses it */
export function linkCache(attempt: <T>(operation: Operation<T>) => T | undefined): LinkCache {
  const byIndex = new Map<number, KnownLink>();
  const byName = new Map<string, number>();

  const drop = (index: number): void => {
    byIndex.delete(index);
    for (const [name, owner] of byName) if (owner === index) byName.delete(name);
  };
  const remember = ({ header, attributes }: LinkSource): void => {
    if (attributes.ifname === undefined) return;
    if (byIndex.has(header.index)) drop(header.index);
    byIndex.set(header.index, {
      index: header.index,
      name: attributes.ifname,
      type: header.type,
      flags: header.flags,
    });
    byName.set(attributes.ifname, header.index);
    for (const name of attributes.propList?.altIfname ?? []) byName.set(name, header.index);
  };
  const lookUp = (name: string | undefined, index: number): number => {
    const answer = attempt(
      question(
        RTM_GETLINK,
        linkMessage,
        {
          header: { index },
          attributes: { extMask: LOOKUP_MASK, ...(name === undefined ? {} : nameAttribute(name)) },
        },
        `look up link ${name ?? index}`,
      ),
    );
    if (answer === undefined) return 0;
    remember(answer);
    return answer.header.index;
  };

  return {
    indexOf: (name) => {
      const known = byName.get(name);
      if (known !== undefined) return known;
      const found = lookUp(name, 0);
      if (found !== 0) return found;
      return Number(/^if\s*\+?([0-9]+)/.exec(name)?.[1] ?? 0) >>> 0;
    },
    nameOf: (index) => {
      if (index === 0) return "*";
      if (!byIndex.has(index)) lookUp(undefined, index);
      return byIndex.get(index)?.name ?? `if${index}`;
    },
    find: (index) => byIndex.get(index),
    remember,
    drop,
  };
}
