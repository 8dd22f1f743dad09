import { DEFAULTS, pageOf, REGION_CHANGED, TAGS } from "../../posture/coverage/defaults";
import { IRRELEVANT_TYPES } from "../../posture/coverage/irrelevant-types";
import { classify, coverageOf, declared, listedTypes, paths, relevance } from "../../posture/coverage/lookup";
import { SERVICES } from "../../posture/coverage/services";
import { RELEVANT_PREFIXES } from "../../posture/coverage/services/by-prefix";

const said = (type: string, path: string) => {
  const found = classify(type, path.split("."));
  return found && ("by" in found ? found.by : found.status);
};

describe("lookup", () => {
  test("a type named in full goes before a prefix, and one that nobody named is unclassified", () => {
    expect(relevance("aws_cognito_user_pool").relevance).toBe("relevant");
    expect(relevance("aws_cognito_something_new")).toMatchObject({
      relevance: "relevant",
      reason: expect.stringContaining("newer"),
    });
    expect(relevance("aws_nothing_of_the_kind").relevance).toBe("unclassified");
    expect(coverageOf("aws_cognito_something_new")).toEqual({ whole: "*" });
    expect(coverageOf("aws_nothing_of_the_kind")).toBeUndefined();
  });

  test("each path has one class", () => {
    for (const type of listedTypes()) expect(() => declared(type)).not.toThrow();
    expect(paths(" a\n b.* ")).toEqual(["a", "b.*"]);
  });
});

describe("classification", () => {
  test("a reason's source is the type's page", () => {
    expect(declared("aws_api_gateway_rest_api").get("binary_media_types")).toEqual({
      status: "irrelevant",
      reason: "How bodies are encoded.",
      source: expect.stringMatching(/^aws_api_gateway_rest_api https:.*\/api_gateway_rest_api$/) as string,
    });
  });
});

describe("defaults", () => {
  test("what every type has says nothing, but for its region", () => {
    expect(Object.values(DEFAULTS).every(({ status }) => status === "irrelevant")).toBe(true);
    expect(Object.keys(DEFAULTS)).toEqual(expect.arrayContaining(["id", "arn", "description"]));
    expect([TAGS.has("tags_all"), REGION_CHANGED.status]).toEqual([true, "read"]);
    expect(pageOf("aws_lambda_function")).toMatch(/\/resources\/lambda_function$/);
  });
});

describe("by-prefix", () => {
  test("families are told by the beginning of their names, with a reason", () => {
    for (const { prefix, reason } of RELEVANT_PREFIXES)
      expect([prefix, reason]).toEqual([expect.stringMatching(/^aws(cc)?_\w+_$/), expect.stringMatching(/./)]);
    expect(relevance("awscc_cognito_user_pool").relevance).toBe("relevant");
    expect(relevance("aws_route53_resolver_rule").relevance).toBe("relevant");
  });
});

describe("irrelevant-types", () => {
  test("each has a reason and a source, and none is listed as relevant", () => {
    for (const { reason, source, names } of IRRELEVANT_TYPES) {
      expect([reason.length > 0, source]).toEqual([true, expect.stringContaining("https://")]);
      expect(listedTypes().filter((type) => names.includes(type))).toEqual([]);
    }
  });
});

/** One attribute of each service's types, as its table has it. */
test.each([
  ["aws_api_gateway_method", "authorization"],
  ["aws_apigatewayv2_route", "authorization_type"],
  ["aws_appsync_graphql_api", "authentication_type"],
  ["aws_cloudfront_distribution", "aliases"],
  ["aws_cognito_identity_pool", "allow_unauthenticated_identities"],
  ["aws_cognito_user_pool", "mfa_configuration"],
  ["aws_route53_record", "name"],
  ["aws_iam_role", "assume_role_policy"],
  ["aws_kms_key", "policy"],
  ["aws_lambda_permission", "principal"],
  ["aws_lb_listener", "protocol"],
  ["aws_cloudwatch_log_group", "retention_in_days"],
  ["aws_sns_topic_policy", "policy"],
  ["aws_security_group", "ingress"],
  ["aws_wafv2_web_acl", "rule"],
])("%s.%s is read", (type, path) => expect(["model", "detector", "iam", "whole"]).toContain(said(type, path)));

test("each service has a title, and each type stands once, with all that it names written as paths", () => {
  const all = SERVICES.flatMap(({ title, types }) =>
    Object.entries(types).map(([type, coverage]) => ({ title, type, coverage })),
  );
  expect(new Set(all.map(({ type }) => type)).size).toBe(all.length);
  for (const { title, type, coverage } of all) {
    expect([title, type]).toEqual([expect.stringMatching(/./), expect.stringMatching(/^aws_\w+$/)]);
    const { irrelevant = {}, existence, ...lists } = coverage;
    for (const list of [...Object.values(lists), ...Object.values(irrelevant)])
      for (const path of paths(list))
        expect([type, path]).toEqual([type, expect.stringMatching(/^(\*|[a-z0-9_]+(\.[a-z0-9_]+)*(\.\*)?)$/)]);
    expect([undefined, "unknown", "neutral"]).toContain(existence);
    for (const reason of Object.keys(irrelevant)) expect(reason).toMatch(/\.$/);
  }
});
