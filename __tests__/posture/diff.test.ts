import { readPlan } from "../../posture/model/read";
import type { Model, Resource } from "../../posture/model";
import { known, listing, unknown } from "../../posture/model";
import { acknowledgeChanges, asFinding } from "../../posture/diff/acknowledge";
import { KINDS } from "../../posture/diff/change";
import type { ChangeFinding } from "../../posture/diff/change";
import { changedRoutes, sameScopes } from "../../posture/diff/changed-routes";
import { compare } from "../../posture/diff/compare";
import { sameExpression, compareValue, compareList } from "../../posture/diff/compare-values";
import { decidingFunctions } from "../../posture/diff/deciding-functions";
import { variablesOfStage } from "../../posture/diff/detectors/stages";
import { changesBetween } from "../../posture/diff";
import { EntityMatcher } from "../../posture/diff/entity-matcher";
import { integrationPairs } from "../../posture/diff/integration-pairs";
import { accountOf, targetComparer } from "../../posture/diff/integration-target";
import { refersToOther } from "../../posture/diff/refers-to-other";
import { isMatched, pairs } from "../../posture/diff/pairs";
import { causeOf } from "../../posture/diff/policies/cause";
import { holderPairs, holderText } from "../../posture/diff/policies/holders";
import { dotted, replacement } from "../../posture/diff/replaced";
import { resourcePairs } from "../../posture/diff/resource-pairs";
import { Expressions, isReferenceAlone } from "../../posture/diff/same-expression";
import { addressesOf, variablesIn } from "../../posture/diff/stage-variables";
import { isUnset, isOff } from "../../posture/diff/provider-defaults";
import { fixture } from "./fixtures";
import { integration, route, web } from "./rules/support";
import type { Resources } from "./rules/support";

import { good, between, at, entity, WEB, VAR } from "./diff/models";
import { GroupedChanges } from "../../posture/diff/policies/grouped-changes";
import { filled, stepsOf } from "../../posture/diff/settings/setting";

const CHANGE: ChangeFinding = {
  code: "route-became-public",
  kind: "broadened",
  address: "aws_apigatewayv2_route.x",
  summary: "It is.",
};

describe("acknowledge", () => {
  test("an accepted change is marked, another one not, and a failure of a detector can't be", () => {
    const list = [{ code: "route-became-public", address: "aws_apigatewayv2_route.x", reason: "meant" }];
    const [marked, other] = acknowledgeChanges(
      [CHANGE, { ...CHANGE, address: "aws_apigatewayv2_route.y" }],
      list,
      "2026-01-01",
    );
    expect([marked?.acknowledged?.reason, other?.acknowledged]).toEqual(["meant", undefined]);
    expect(asFinding({ ...CHANGE, code: "detector-failed", kind: "unknown" })).toMatchObject({ kind: "crash" });
    expect(KINDS.map((kind) => asFinding({ ...CHANGE, kind }).severity)).toEqual([
      "error",
      "error",
      "warning",
      "note",
      "note",
      "note",
    ]);
  });
});

describe("changed-routes", () => {
  test("are those whose demand, authorizer, scopes or target differ, or aren't known", () => {
    const altered = (before: Resources, after: Resources) => changedRoutes(between(before, after)).length;
    expect(altered({}, {})).toBe(0);
    expect(altered({}, route({ authorization_scopes: ["other"] }))).toBe(1);
    expect(altered({}, route({ authorization_type: "NONE" }))).toBe(1);
    expect(altered({}, route({ target: undefined }))).toBe(1);
    expect(sameScopes(listing(["a"]), listing(["a"], ["later"]))).toBe(false);
  });
});

describe("compare-values", () => {
  const place = (before: Resources, after: Resources) => ({
    before: entity(good(before), WEB),
    after: entity(good(after), WEB),
    path: ["name"],
  });
  test("a value is the same, changed, or unknown unless both sides write the same", () => {
    const [same, other] = [
      place(web({ name: VAR }), web({ name: VAR })),
      place(web({ name: VAR }), web({ name: "${var.other}" })),
    ];
    expect(compareValue(known(1), known(1), other)).toEqual({ is: "same" });
    expect(compareValue(known(1), known(2), other)).toEqual({ is: "changed", before: 1, after: 2 });
    expect(compareValue(unknown("a"), unknown("b"), other)).toEqual({ is: "unknown", why: "b" });
    expect(compareValue(unknown("a"), unknown("b"), same)).toEqual({ is: "same" });
    expect([sameExpression(same), sameExpression(other)]).toEqual([true, false]);
  });

  test("items come and go; what isn't known may be one of them", () => {
    const other = place(web({ name: VAR }), web({ name: "${var.other}" }));
    expect(compareList(listing(["a"]), listing(["b", "a"]), other)).toEqual({ added: ["b"], removed: [] });
    expect(compareList(listing(["a"]), listing(["b"], ["later"]), other)).toEqual({
      added: ["b"],
      removed: [],
      why: "later",
    });
    expect(compareList(listing(["a"], ["later"]), listing(["b"]), other)).toMatchObject({ added: [], removed: ["a"] });
    // It may have been among the others before.
    expect(compareList(listing(["a"], ["later"]), listing(["a", "b"], ["later"]), other)).toMatchObject({
      removed: [],
      why: "later",
    });
  });
});

describe("deciding-functions", () => {
  test("an authorizer's and a trigger's code decides, a route's target's doesn't", () => {
    const decides = decidingFunctions(
      between(
        {},
        {
          aws_lambda_function: { pre: { function_name: "pre" }, url: { function_name: "url" } },
          aws_cognito_user_pool: {
            two: { name: "two", lambda_config: [{ pre_sign_up: "${aws_lambda_function.pre.arn}" }] },
          },
          aws_lambda_function_url: {
            u: { function_name: "${aws_lambda_function.url.function_name}", authorization_type: "NONE" },
          },
        },
      ),
    );
    const of = (name: string) =>
      decides({ type: "aws_lambda_function", address: `aws_lambda_function.${name}` } as Resource);
    expect([of("pre"), of("url"), of("items")]).toEqual([true, true, false]);
  });
});

describe("entity-matcher", () => {
  test("leads from one side to the other, and back", () => {
    const [a, b] = [entity(good(), WEB), entity(good(), WEB)];
    const matcher = new EntityMatcher();
    matcher.add([{ before: a, after: b }, { after: entity(good(), WEB) }]);
    expect([matcher.becomes(a), matcher.was(b), matcher.becomes(b)]).toEqual([b, a, undefined]);
  });
});

describe("pairs", () => {
  const things = (...addresses: string[]) => addresses.map((address) => ({ address, resource: {} as Resource }));
  const how = (moved: [string, string][] = []) => ({
    moved: new Map(moved),
    key: ({ address }: { address: string }) => address.split(".").at(-1),
  });
  test("by address, by where a moved block brought it from, and by key", () => {
    const of = (before: string[], after: string[], moved: [string, string][] = []) =>
      pairs(things(...before), things(...after), how(moved)).map(
        (pair) => `${pair.before?.address ?? "-"} ${pair.after?.address ?? "-"}${isMatched(pair) ? "" : "!"}`,
      );
    expect(of(["t.a", "t.b"], ["t.b", "t.a"])).toEqual(["t.b t.b", "t.a t.a"]);
    expect(of(["t.a"], ["t.z"], [["t.z", "t.a"]])).toEqual(["t.a t.z"]);
    expect(of(["t.a"], ["module.m.t.a"])).toEqual(["t.a module.m.t.a"]);
    expect(of(["t.a"], ["t.b"])).toEqual(["- t.b!", "t.a -!"]);
    expect(of(["x.a", "y.a"], ["z.a"])).toEqual(["- z.a!", "x.a -!", "y.a -!"]);
  });
});

describe("integration-pairs", () => {
  test("an integration that answers a route in another's place is its partner", () => {
    const two = {
      aws_apigatewayv2_integration: {
        two: { api_id: "${aws_apigatewayv2_api.api.id}", integration_uri: "https://two.example" },
      },
    };
    const found = integrationPairs(
      compare(good(), good(two, route({ target: "integrations/${aws_apigatewayv2_integration.two.id}" }))),
    );
    expect(found.map(({ before, after }) => `${before.resource.name} ${after.resource.name}`)).toEqual([
      "items items",
      "items two",
    ]);
  });
});

describe("integration-target", () => {
  const same = (before: Resources, after: Resources) => {
    const comparison = between(before, after);
    const [was, is] = [comparison.before.integrations[0], comparison.after.integrations[0]];
    return was && is && targetComparer(comparison)(was, is).same;
  };
  const arn = (account: string) =>
    integration({ integration_uri: `arn:aws:lambda:eu-west-1:${account}:function:items` });
  test("the same function, address and account", () => {
    expect(same({}, {})).toBe(true);
    expect(
      same(
        integration({ integration_uri: "https://a.example" }),
        integration({ integration_uri: "https://b.example" }),
      ),
    ).toBe(false);
    expect(same(integration({ integration_uri: "https://a.example" }), integration({ integration_uri: VAR }))).toBe(
      "unknown",
    );
    expect(same(arn("111111111111"), arn("222222222222"))).toBe(false);
    const [own] = good(arn("111111111111")).integrations;
    expect(own && accountOf(own)).toBe("111111111111");
  });
});

describe("refers-to-other", () => {
  const leads = (before: object, after: object, name: string, state = "changed") => {
    const comparison = between(web(before as never), web(after as never));
    const [was, is] = [at(comparison.before, WEB), at(comparison.after, WEB)];
    return refersToOther(comparison, was, is, { by: "model", steps: [name], state } as never);
  };
  test("another pool is another thing; another spelling, or a name, isn't", () => {
    expect(leads({ user_pool_id: "a" }, { user_pool_id: "b" }, "user_pool_id")).toBe(true);
    expect(leads({ user_pool_id: "a" }, { user_pool_id: "A" }, "user_pool_id")).toBe(false);
    expect(leads({ name: "a" }, { name: "b" }, "name")).toBe(false);
  });
  test("what isn't known leads elsewhere if it refers to another resource of this input", () => {
    const of = (address: string) => ({ user_pool_id: `\${${address}}` });
    const [pool, api] = [of("aws_cognito_user_pool.pool.id"), of("aws_apigatewayv2_api.api.id")];
    expect(leads(pool, api, "user_pool_id", "not known")).toBe(true);
    expect(leads(pool, pool, "user_pool_id", "not known")).toBe(false);
    expect(leads(pool, of("var.pool"), "user_pool_id", "not known")).toBe(false);
  });
});

describe("replaced", () => {
  const cause = (before: Resources, after: Resources) => {
    const comparison = between(before, after);
    return replacement(comparison, { before: entity(comparison.before, WEB), after: entity(comparison.after, WEB) })
      ?.cause;
  };
  test("an argument that forces it, another id; left out and false are one", () => {
    expect(cause(web({ generate_secret: false }), web({ generate_secret: undefined }))).toBeUndefined();
    expect(cause({}, web({ generate_secret: true }))).toBe("generate_secret forces a replacement");
    expect(cause(web({ id: "a" }), web({ id: "b" }))).toBe("its id changed");
    expect(dotted(["a", 0, "b", 1])).toBe("a.b.1");
  });

  test("the plan's own word goes before", () => {
    const { before, after } = readPlan(fixture("update"));
    const comparison = compare(before, after);
    const pair = { before: entity(before, WEB), after: entity(after, WEB) };
    expect(replacement(comparison, pair)).toEqual({ cause: "generate_secret forces a replacement", sure: true });
  });
});

describe("resource-pairs", () => {
  test("every resource of both sides has its partner, or none", () => {
    const log = (name: string) => ({ aws_sns_topic: { [name]: { name: "t" } } });
    const found = resourcePairs(between(log("a"), log("b")));
    expect(found.find(({ after }) => after?.address === "aws_sns_topic.b")?.before?.address).toBe("aws_sns_topic.a");
    expect(
      resourcePairs(between(log("a"), {})).find(({ before }) => before?.address === "aws_sns_topic.a")?.after,
    ).toBeUndefined();
    expect(found.length).toBe(good(log("a")).resources.length);
  });
});

describe("same-expression", () => {
  const look = (before: string, after: string) => {
    const comparison = between(web({ name: before }), web({ name: after }));
    return new Expressions(comparison).look(at(comparison.before, WEB), at(comparison.after, WEB), ["name"]);
  };
  test("two texts are the same or not; a reference that stands alone is the thing itself", () => {
    expect([look(VAR, VAR), look(VAR, "${var.other}")]).toEqual(["same", "differs"]);
    const model = good(
      web({ user_pool_id: "${aws_cognito_user_pool.pool.id}", name: "${aws_cognito_user_pool.pool.id}-x" }),
    );
    expect([isReferenceAlone(at(model, WEB), ["user_pool_id"]), isReferenceAlone(at(model, WEB), ["name"])]).toEqual([
      true,
      false,
    ]);
  });
});

const HOST = "https://$${stageVariables.host}/x";
const staged = (host: unknown) => ({
  ...integration({ integration_type: "HTTP_PROXY", integration_uri: HOST }),
  aws_apigatewayv2_stage: {
    stage: { api_id: "${aws_apigatewayv2_api.api.id}", name: "$default", stage_variables: { host } },
  },
});

describe("stage-variables", () => {
  test("an address is what each stage makes of it", () => {
    expect(variablesIn("${stageVariables.a}/${stageVariables.b}")).toEqual(["a", "b"]);
    const addresses = (model: Model) => model.integrations.flatMap((one) => addressesOf(model, one));
    expect(addresses(good(staged("a.example")))).toEqual(["https://a.example/x"]);
    expect(addresses(good(staged(VAR)))).toEqual(["https://${stageVariables.host}/x"]);
    expect(typeof variablesOfStage).toBe("function");
    expect(changesBetween(good(staged("a.example")), good(staged("b.example"))).map(({ code }) => code)).toEqual([
      "stage-variable-changed",
    ]);
  });
});

describe("provider-defaults", () => {
  test("nothing is written on the side that isn't known; off is what the provider writes for nothing", () => {
    const { before, after } = readPlan(fixture("update"));
    const comparison = compare(before, after);
    expect(isUnset(comparison, at(before, WEB), at(after, WEB), ["name"])).toBe(false);
    const model = good(web({ a: false, b: "", c: 0, d: true, e: VAR }));
    expect(["a", "b", "c", "d", "e", "f"].map((name) => isOff(at(model, WEB), [name]))).toEqual([
      true,
      true,
      true,
      false,
      false,
      true,
    ]);
  });
});

describe("holders", () => {
  const role = (name: string) => ({ aws_iam_role: { r: { name, assume_role_policy: "{}" } } });
  test("roles are paired by address and name; one kept elsewhere stands on both sides", () => {
    const given = { aws_iam_role_policy: { p: { role: "elsewhere", policy: "{}" } } };
    const found = holderPairs(between(role("r"), { ...role("r"), ...given }));
    expect(
      found.map(
        ({ kind, before, after }) => `${kind} ${before ? holderText(kind, before) : "-"} ${after?.holder.name ?? "-"}`,
      ),
    ).toEqual(["role role r r", "role role elsewhere elsewhere"]);
  });
});

describe("cause", () => {
  test("is the policy that only one side has, or the one whose text differs", () => {
    const of = (name: string, more: Resources = {}): Resources => ({
      aws_iam_role: { r: { name: "r", assume_role_policy: "{}" } },
      aws_iam_role_policy: {
        [name]: {
          role: "r",
          policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: `${name}:x`, Resource: "*" }] }),
        },
      },
      ...more,
    });
    const causes = (before: Resources, after: Resources) => {
      const comparison = between(before, after);
      const [pair] = holderPairs(comparison);
      const own = pair?.after;
      const statement = own?.layers[0]?.statements[0];
      return own && statement && causeOf(comparison, statement, "after", { own, other: pair.before })?.code;
    };
    expect(causes(of("a"), of("b"))).toBe("iam-policy-added");
    expect(causes(of("a"), of("a"))).toBe("iam-policy-widened");
  });
});

describe("grouped-changes", () => {
  test("several holders of one cause make one sentence", () => {
    const told = new GroupedChanges();
    const report = { code: "iam-policy-widened", kind: "broadened", at: { address: "aws_iam_policy.p" } } as const;
    for (const who of ["role a", "role b", "role c"]) told.say(report, who, "may now do x.");
    told.say(report, "role d", "may now do y.");
    expect(told.all().map(({ summary }) => summary)).toEqual([
      "Role a, role b and role c may now do x.",
      "Role d may now do y.",
    ]);
    expect([...told.addresses]).toEqual(["aws_iam_policy.p"]);
  });
});

describe("trust-changes", () => {
  const trusting = (AWS: string): Resources => ({
    aws_iam_role: {
      r: {
        name: "r",
        assume_role_policy: JSON.stringify({
          Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS } }],
        }),
      },
    },
  });
  test("who may assume a role is told by both sides", () => {
    const of = (before: string, after: string) =>
      changesBetween(good(trusting(before)), good(trusting(after))).map(({ kind, code }) => `${kind} ${code}`);
    expect(of("111111111111", "222222222222").sort()).toEqual([
      "broadened role-trust-widened",
      "narrowed role-trust-narrowed",
    ]);
    expect(of("111111111111", "arn:aws:iam::111111111111:root")).toEqual([]);
  });
});

describe("setting", () => {
  const LB = "aws_lb";
  const lb = (body: Record<string, unknown>): Model => good({ [LB]: { x: { name: "x", ...body } } });
  const said = (before: Record<string, unknown>, after: Record<string, unknown>) =>
    changesBetween(lb(before), lb(after)).map(({ kind, code }) => `${kind} ${code}`);

  test("what is left out counts as what AWS does by itself", () => {
    expect(said({}, { internal: false })).toEqual([]);
    expect(said({ internal: true }, { internal: false })).toEqual(["broadened edge-setting"]);
    expect(said({ internal: true }, { internal: VAR })).toEqual(["unknown edge-setting"]);
  });

  test("a path leads through blocks of one, and a sentence keeps what it has no word for", () => {
    expect(stepsOf("a.b.c")).toEqual(["a", 0, "b", 0, "c"]);
    expect(filled("{at} is {is} ({other})", { at: "x", is: "on" })).toBe("x is on ({other})");
  });
});
