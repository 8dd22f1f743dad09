import { readPlan } from "../../../../posture/model/read";
import { fixture } from "../../fixtures";
import { NOW } from "../support";
import { decide, holdAnswers } from "../whole";

holdAnswers();

interface Plan {
  resource_changes: { type: string; change: { actions: string[]; before: unknown } }[];
}

/** The plan of a whole stack, which does this to its pool. */
const plan = (actions: string[], before: unknown) => {
  const made = structuredClone(fixture("one-by-one")) as Plan;
  for (const { type, change } of made.resource_changes)
    if (type === "aws_cognito_user_pool") Object.assign(change, { actions, before });
  return readPlan(made).after;
};
const OLD = { id: "eu-central-1_Old", name: "users" };
const REPLACED = ["delete", "create"];

test.each<[string, string[], unknown, string, string]>([
  ["the pool that it replaces", REPLACED, OLD, "eu-central-1_Old", "fail 401"],
  ["another pool", REPLACED, OLD, "eu-central-1_Older", "unknown"],
  ["a pool without an id before", REPLACED, { name: "users" }, "eu-central-1_Old", "unknown"],
  ["the pool that it makes", ["create"], null, "eu-central-1_Old", "unknown"],
])("where the plan decides, a token of %s", (_, actions, before, pool, result) => {
  const claims = {
    iss: `https://cognito-idp.eu-central-1.amazonaws.com/${pool}`,
    ...{ client_id: "web", token_use: "access", scope: "openid", sub: "u", exp: NOW + 60, iat: NOW },
  };
  const { steps } = decide(plan(actions, before), { routeKey: "GET /notes" }, { kind: "token", claims }, { now: NOW });
  const found = steps.find(({ check }) => check === "issuer");
  expect([found?.result, found?.status].join(" ").trim()).toBe(result);
});
