import { NETLINK_ROUTE, NLM_F_CREATE, NLM_F_DUMP, NLM_F_EXCL } from "../protocol/core/constants.ts";
import { RTM_DELRULE, RTM_GETRULE, RTM_NEWRULE, ruleMessage } from "../protocol/route/rule.ts";
import type { DumpRequest, Operation, Reply, Request } from "../socket/request.ts";
import { dumpRequest, operation, request } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import type { AddressFamily } from "./family.ts";
import { familyName, familyNumber } from "./family.ts";
import { ignoring } from "./missing.ts";
import type { RouteTable } from "./route-value.ts";
import { protocolNumber, tableNumber } from "./route-value.ts";
import type { RouteProtocol } from "./route-value.ts";
import type { Rule, RuleInput } from "./rule-value.ts";
import { ruleBody, toRule } from "./rule-value.ts";

export type { NumberRange, Rule, RuleAction, RuleFlag, RuleInput } from "./rule-value.ts";

const noReply = (): void => {};

function ruleRequest(type: number, flags: number, verb: string, input: RuleInput): Request<void> {
  return request<void>({
    protocol: NETLINK_ROUTE,
    type,
    flags,
    body: encodeBody(ruleMessage, ruleBody(input, type === RTM_DELRULE)),
    what: `${verb} rule${input.priority === undefined ? "" : ` ${input.priority}`}`,
    schema: ruleMessage,
    result: noReply,
  });
}

/**
 * Adds a rule; EEXIST when an equal one is there.
 *
 * Equivalent to `ip rule add from 10.0.0.0/8 table 100 priority 500` (RTM_NEWRULE, `rtnetlink(7)`).
 */
export function add(input: RuleInput): Request<void> {
  return ruleRequest(RTM_NEWRULE, NLM_F_CREATE | NLM_F_EXCL, "add", input);
}

/**
 * Deletes a rule; ENOENT when there is none. What is left out matches anything, and the first match goes; a listed rule matches
 * itself.
 *
 * Equivalent to `ip rule del priority 500` (RTM_DELRULE).
 */
function remove(input: RuleInput): Request<void> {
  return ruleRequest(RTM_DELRULE, 0, "delete", input);
}
export { remove as delete };

/** Which rules to list. All of it is filtered here: the kernel filters rules by family only. */
export interface RuleFilter {
  readonly family?: AddressFamily | undefined;
  readonly priority?: number | undefined;
  readonly table?: RouteTable | undefined;
  readonly protocol?: RouteProtocol | undefined;
}

/**
 * Lists the rules in the order in which they are tried, family by family.
 *
 * Equivalent to `ip rule show` (RTM_GETRULE).
 */
export function list(filter: RuleFilter = {}): DumpRequest<Rule> {
  const family = filter.family === undefined ? undefined : familyName(familyNumber(filter.family));
  const table = filter.table === undefined ? undefined : tableNumber(filter.table);
  const protocol = filter.protocol === undefined ? undefined : protocolNumber(filter.protocol);
  return dumpRequest<Rule>({
    protocol: NETLINK_ROUTE,
    type: RTM_GETRULE,
    flags: NLM_F_DUMP,
    body: encodeBody(ruleMessage, { header: { family: familyNumber(filter.family) } }),
    what: "list rules",
    schema: ruleMessage,
    item: ({ type, source, start, end }: Reply) => {
      if (type !== RTM_NEWRULE) return undefined;
      const { header, attributes } = ruleMessage.decode(source, start, end);
      const rule = toRule(header, attributes);
      const matches =
        (family === undefined || family === "unspec" || rule.family === family) &&
        (filter.priority === undefined || rule.priority === filter.priority) &&
        (table === undefined || rule.table === table) &&
        (protocol === undefined || (rule.protocol ?? 0) === protocol);
      return matches ? rule : undefined;
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
  return operation(function* () {
    const found = (yield* list(filter)).filter((rule) => rule.priority !== 0 || filter.priority === 0);
    for (const rule of found) yield* ignoring(["ENOENT"], remove(rule));
    return found.length;
  });
}
