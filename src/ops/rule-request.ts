import { NETLINK_ROUTE, NLM_F_CREATE } from "../protocol/core/constants.ts";
import { RTM_DELRULE, RTM_NEWRULE, ruleMessage } from "../protocol/route/rule.ts";
import { refusal } from "../socket/failure.ts";
import type { Request, Step } from "../socket/request.ts";
import { request } from "../socket/request.ts";
import { encodeBody } from "./body.ts";
import { mayStandFor, ruleKey } from "./rule-match.ts";
import type { Rule, RuleBody, RuleInput } from "./rule-value.ts";
import { ruleBody } from "./rule-value.ts";

const [EPERM, ENOENT] = [1, 2];

/** A change of the rules. */
export function ruleRequest(type: number, flags: number, verb: string, body: RuleBody): Request<void> {
  const { priority } = body.attributes;
  return request<void>({
    protocol: NETLINK_ROUTE,
    type,
    flags,
    body: encodeBody(ruleMessage, body),
    what: `${verb} rule${priority === undefined ? "" : ` ${priority}`}`,
    schema: ruleMessage,
    result: () => {},
  });
}

/** Adds a rule behind those of its priority; with NLM_F_EXCL among the flags only where there is no equal one. */
export function addition(input: RuleInput, flags = 0): Request<void> {
  return ruleRequest(RTM_NEWRULE, NLM_F_CREATE | flags, "add", ruleBody(input, false));
}

/** Deletes the first rule that has all of this. */
export function deletion(input: RuleInput): Request<void> {
  return ruleRequest(RTM_DELRULE, 0, "delete", ruleBody(input, true));
}

/**
 * Deletes one of `rules`, which are all of a family, in order. Where the kernel would take an earlier one for it, one that says more,
 * the others of its priority are added once more behind them all, so that the first ones, which the kernel never mistakes, can go.
 */
export function* deleteAmong(rules: readonly Rule[], wanted: Rule): Generator<Step, void, unknown> {
  const among = rules.filter(({ priority }) => priority === wanted.priority);
  const key = ruleKey(wanted);
  const place = among.findIndex((rule) => rule === wanted || ruleKey(rule) === key);
  if (place < 0) throw refusal(deletion(wanted), { errno: ENOENT, extack: {} });
  if (!among.slice(0, place).some((rule) => mayStandFor(rule, wanted))) return yield* deletion(wanted);
  if (among.some(({ flags }) => flags.includes("permanent"))) {
    throw refusal(deletion(wanted), { errno: EPERM, extack: {} });
  }
  const others = among.filter((_, index) => index !== place);
  for (const rule of others) yield* addition(rule);
  for (const rule of among) yield* deletion(rule);
}
