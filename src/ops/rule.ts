import { NETLINK_ROUTE, NLM_F_CREATE, NLM_F_DUMP, NLM_F_EXCL } from "../protocol/core/constants.ts";
import { RTM_GETRULE, RTM_NEWRULE, ruleMessage } from "../protocol/route/rule.ts";
import type { DumpRequest, Operation, Reply, Request } from "../socket/request.ts";
import { dumpRequest, operation } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import { familyNumber } from "./family.ts";
import { ignoring } from "./missing.ts";
import type { RuleFilter } from "./rule-filter.ts";
import { ruleMatcher } from "./rule-filter.ts";
import { ruleKey } from "./rule-match.ts";
import { addition, deletion, deletionsAmong, ruleRequest } from "./rule-request.ts";
import type { Rule, RuleInput } from "./rule-value.ts";
import { toRule, withoutReports } from "./rule-value.ts";
import { savedDump, savedMessages } from "./saved-dump.ts";

export type { RuleFilter } from "./rule-filter.ts";
export type { NumberRange, Rule, RuleAction, RuleFlag, RuleInput } from "./rule-value.ts";

/**
 * Adds a rule behind those of its priority; EEXIST when an equal one is there. The kernel takes for equal also a rule that differs only
 * in having a prefix, a type of service, a DSCP, a flow label or realms where this one has none, and in `not` and `goto`.
 *
 * Equivalent to `ip rule add from 10.0.0.0/8 table 100 priority 500`, `ip mrule add …` (RTM_NEWRULE, `rtnetlink(7)`).
 */
export function add(input: RuleInput): Request<void> {
  return addition(input, NLM_F_EXCL);
}

/**
 * Deletes a rule; ENOENT when there is none. Of a description that is one request, in which what is left out matches anything, and the
 * first match goes. Rules as listed are looked for first, by one dump for all of them, and no other ones go: where an earlier one of the
 * same priority would, that is made anew behind it, for a moment out of its order.
 *
 * Equivalent to `ip rule del priority 500` (RTM_DELRULE).
 */
function remove(rules: Rule | readonly Rule[]): Operation<void>;
function remove(input: RuleInput): Request<void>;
function remove(input: Rule | readonly Rule[] | RuleInput): Operation<void> {
  if (!isListed(input)) return deletion(input);
  const rules = "flagBits" in input ? [input] : input;
  const [first] = rules;
  const family = rules.every((rule) => rule.family === first?.family) ? first?.family : undefined;
  return operation(function* () {
    const deletionOf = deletionsAmong(yield* list({ family }));
    for (const rule of rules) yield* deletionOf(rule);
  });
}
export { remove as delete };

function isListed(input: Rule | readonly Rule[] | RuleInput): input is Rule | readonly Rule[] {
  return Array.isArray(input) || "flagBits" in input;
}

function decodeRule({ type, source, start, end }: Reply): Rule | undefined {
  if (type !== RTM_NEWRULE) return undefined;
  const { header, attributes } = ruleMessage.decode(source, start, end);
  return toRule(header, attributes);
}

/**
 * Lists the rules in the order in which they are tried, family by family: `inet`, `inet6`, and `ipmr` and `ip6mr`, which choose the
 * tables of multicast routes.
 *
 * Equivalent to `ip rule show`, `ip mrule show` (RTM_GETRULE).
 */
export function list(filter: RuleFilter = {}): DumpRequest<Rule> {
  const matches = ruleMatcher(filter);
  return dumpRequest<Rule>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETRULE,
    flags: NLM_F_DUMP,
    body: encodeBody(ruleMessage, { header: { family: familyNumber(filter.family) } }),
    what: "list rules",
    schema: ruleMessage,
    item: (reply) => {
      const rule = decodeRule(reply);
      return rule !== undefined && matches(rule) ? rule : undefined;
    },
  });
}

/**
 * Deletes every rule that a list with the same filter gives, but the one of priority 0 that leads to the local table, and returns
 * how many. It takes the main and default tables' rules too where the filter does not spare them.
 *
 * Equivalent to `ip rule flush`.
 */
export function flush(filter: RuleFilter): Operation<number> {
  const matches = ruleMatcher(filter);
  return operation(function* () {
    const rules = yield* list({ family: filter.family });
    const deletionOf = deletionsAmong(rules);
    let deleted = 0;
    for (const rule of rules.filter(matches)) {
      if (rule.priority === 0 && filter.priority !== 0) continue;
      if (yield* ignoring(["ENOENT"], deletionOf(rule))) deleted++;
    }
    return deleted;
  });
}

/** What a file of saved rules begins with. */
const SAVED_RULES = 0x71706986;

/**
 * The rules that a list with the same filter gives, as a file that {@link restore}, {@link saved} and `ip` read: the kernel's messages,
 * in the machine's byte order.
 *
 * Equivalent to `ip rule save`.
 */
export function save(filter: RuleFilter = {}): Request<Uint8Array> {
  return savedDump(SAVED_RULES, list(filter));
}

/**
 * The rules in a file of {@link save} or of `ip rule save`, as `ip route showdump` shows those of routes.
 * @throws DecodeError for a file that is none, or broken off
 */
export function saved(file: Uint8Array): Rule[] {
  return savedMessages(SAVED_RULES, file, "rules").flatMap((reply) => decodeRule(reply) ?? []);
}

/**
 * Adds the rules of a file of {@link save} or of `ip rule save` that are not there, each behind those of its priority.
 *
 * Equivalent to `ip rule restore`, which adds those that are there a second time.
 * @returns how many were added
 * @throws DecodeError for a file that is none, or broken off
 */
export function restore(file: Uint8Array): Operation<number> {
  const messages = savedMessages(SAVED_RULES, file, "rules").filter(({ type }) => type === RTM_NEWRULE);
  return operation(function* () {
    const there = (yield* list()).map(ruleKey);
    let added = 0;
    for (const { source, start, end } of messages) {
      const { header, attributes } = ruleMessage.decode(source, start, end);
      const place = there.indexOf(ruleKey(toRule(header, attributes)));
      if (place >= 0) there.splice(place, 1);
      else {
        const flags = withoutReports(header.flags);
        yield* ruleRequest(RTM_NEWRULE, NLM_F_CREATE, "restore", { header: { ...header, flags }, attributes });
        added++;
      }
    }
    return added;
  });
}
