import { NLM_F_CREATE } from "../protocol/core/constants.ts";
import { RTM_DELRULE, RTM_NEWRULE, ruleMessage } from "../protocol/route/rule.ts";
import { refusal } from "../socket/failure.ts";
import type { Operation, Request } from "../socket/request.ts";
import { operation } from "../socket/request.ts";
import { changeRequest } from "./change-request.ts";
import { mayStandFor, ruleKey } from "./rule-match.ts";
import type { Rule, RuleBody, RuleInput } from "./rule-value.ts";
import { ruleBody } from "./rule-value.ts";

const [EPERM, ENOENT] = [1, 2];

/** A change of the rules. */
export function ruleRequest(type: number, flags: number, verb: string, body: RuleBody): Request<void> {
  const { priority } = body.attributes;
  return changeRequest(type, flags, ruleMessage, body, `${verb} rule${priority === undefined ? "" : ` ${priority}`}`);
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
 * Deletes rules of a list, one by one. Where the kernel would take an earlier rule for one, because that says more, the others of the
 * priority are added once more behind them all, so that the first ones, which the kernel never mistakes, can go.
 */
export function deletionsAmong(rules: readonly Rule[]): (wanted: Rule) => Operation<void> {
  const places = new Map<string, Rule[]>();
  const placeOf = ({ family, priority }: Rule): Rule[] => {
    const key = `${family} ${priority}`;
    const among = places.get(key) ?? [];
    places.set(key, among);
    return among;
  };
  for (const rule of rules) placeOf(rule).push(rule);
  return (wanted) =>
    operation(function* () {
      const among = placeOf(wanted);
      const key = ruleKey(wanted);
      const index = among.findIndex((rule) => rule === wanted || ruleKey(rule) === key);
      if (index < 0) throw refusal(deletion(wanted), { errno: ENOENT, extack: {} });
      const isMistaken = among.slice(0, index).some((rule) => mayStandFor(rule, wanted));
      if (isMistaken && among.some(({ flags }) => flags.includes("permanent"))) {
        throw refusal(deletion(wanted), { errno: EPERM, extack: {} });
      }
      const going = isMistaken ? [...among] : [wanted];
      among.splice(index, 1);
      if (isMistaken) for (const rule of among) yield* addition(rule);
      for (const rule of going) yield* deletion(rule);
    });
}
