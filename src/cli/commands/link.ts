import type { LinkAttributesInput } from "../../protocol/route/link.ts";
import { linkMessage } from "../../protocol/route/link.ts";
import { RTM_DELLINK, RTM_DELLINKPROP, RTM_NEWLINK, RTM_NEWLINKPROP } from "../../protocol/route/link-constants.ts";
import type { Cursor } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import { CommandError, duplicateOrGarbage, noDevice, unsupported, UsageError, wrongArgument } from "../failure.ts";
import { isKnownKind, kindReader } from "../kinds/load.ts";
import { isAlternativeName } from "../link-cache.ts";
import type { Command } from "../objects.ts";
import { change, NLM_F_APPEND, NLM_F_CREATE, NLM_F_ECHO, NLM_F_EXCL, NLM_F_REPLACE } from "../requests.ts";
import type { Session } from "../session.ts";
import { usage } from "../usage.ts";
import { readLinkOptions } from "./link-options.ts";
import { showLinkMessage, showLinks } from "./link-show.ts";
import type { Verb } from "./verbs.ts";
import { runVerb, verb } from "./verbs.ts";

/** `link add`, `set`, `replace` and `delete`. */
async function modify(cursor: Cursor, session: Session, type: number, flags: number): Promise<void> {
  const create = (flags & NLM_F_CREATE) !== 0;
  const options = readLinkOptions(cursor, session, { create });
  try {
    // In the request the kind stands behind all other attributes, as in the command line.
    const attributes: LinkAttributesInput =
      options.kind === undefined
        ? options.attributes
        : {
            ...options.attributes,
            linkinfo: await (
              await kindReader(options.kind)
            )(cursor, {
              session,
              changes: type === RTM_NEWLINK && !create,
            }),
          };
    if (options.kind === undefined && create) {
      throw new CommandError('Not enough information: "type" argument is required\n');
    }
    const { echo } = session.options;
    const answer = session.run(
      change(
        type,
        echo ? flags | NLM_F_ECHO : flags,
        linkMessage,
        { header: options.header, attributes },
        "change link",
      ),
    );
    if (echo && answer !== undefined) await showLinkMessage(session, answer, answer.type === RTM_DELLINK);
  } finally {
    options.release();
  }
  session.links.drop(options.header.index ?? 0);
}

interface Properties {
  dev?: string;
  readonly names: string[];
}

const propertyOptions = [
  keyword<Properties>("altname*", ({ names }, cursor) => {
    const word = cursor.next();
    if (!isAlternativeName(word)) throw wrongArgument("not a valid altname", word);
    names.push(word);
  }),
  keyword<Properties>("help*", () => {
    throw new UsageError(usage.link);
  }),
];

/** `link property add|del`. */
function changeProperties(cursor: Cursor, session: Session): void {
  const { word } = cursor;
  if (word === undefined || abbreviates(word, "help")) throw new UsageError(usage.link);
  const add = abbreviates(word, "add");
  if (!add && !abbreviates(word, "del")) throw new UsageError("Operator required\n");
  cursor.skip();
  const state: Properties = { names: [] };
  readKeywords(cursor, propertyOptions, state, () => {
    const name = cursor.word === "dev" ? cursor.next() : (cursor.word ?? "");
    if (state.dev !== undefined) throw duplicateOrGarbage("dev", name);
    if (!isAlternativeName(name)) throw wrongArgument('"dev" not a valid ifname', name);
    state.dev = name;
  });
  if (state.dev === undefined) throw new UsageError('Not enough of information: "dev" argument is required.\n');
  const index = session.links.indexOf(state.dev);
  if (index === 0) throw noDevice(state.dev);
  session.run(
    change(
      add ? RTM_NEWLINKPROP : RTM_DELLINKPROP,
      add ? NLM_F_EXCL | NLM_F_CREATE | NLM_F_APPEND : 0,
      linkMessage,
      { header: { family: session.family, index }, attributes: { propList: { altIfname: state.names } } },
      `change names of ${state.dev}`,
    ),
  );
}

/** `link help [ KIND ]`: the help of a kind is what was asked for, and no mistake. */
function help(cursor: Cursor, session: Session): void {
  const { word } = cursor;
  if (word === undefined || !isKnownKind(word)) throw new UsageError(usage.link);
  session.out.write(usage.link);
}

const verbs: readonly Verb[] = [
  verb("add*", (cursor, session) => modify(cursor, session, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL)),
  verb("set*|change*", (cursor, session) => modify(cursor, session, RTM_NEWLINK, 0)),
  verb("replace*", (cursor, session) => modify(cursor, session, RTM_NEWLINK, NLM_F_CREATE | NLM_F_REPLACE)),
  verb("delete*", (cursor, session) => modify(cursor, session, RTM_DELLINK, 0)),
  verb("show*|lst*|list*", showLinks),
  verb("xstats*", () => {
    throw unsupported('"link xstats"');
  }),
  verb("afstats*", () => {
    throw unsupported('"link afstats"');
  }),
  verb("property*", changeProperties),
  verb("help*", help),
];

/** `ts-ip link`. */
export const link: Command = (cursor, session) => runVerb("link", verbs, cursor, session, showLinks);
