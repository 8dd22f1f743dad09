import { entryAccesses } from "../../../../posture/access/index";
import { targetText } from "../../../../posture/access/paths";
import { readSynth } from "../../../../posture/model/read";
import { ARN, waysOf } from "./support";
import type { Resources } from "./support";

const api = (name: string) => `\${aws_appsync_graphql_api.${name}.id}`;
const source = (name: string, function_arn: string) => ({
  api_id: api(name),
  name: "fn",
  type: "AWS_LAMBDA",
  lambda_config: [{ function_arn }],
});

describe("graphql", () => {
  test("takes a resolver to the data source of its own API, where others have one of that name", () => {
    const resources: Resources = {
      aws_appsync_graphql_api: {
        a: { name: "a", authentication_type: "API_KEY" },
        b: { name: "b", authentication_type: "AWS_IAM" },
      },
      aws_appsync_datasource: {
        a: source("a", ARN),
        b: source("b", "arn:aws:lambda:eu-west-1:123456789012:function:g"),
      },
      aws_appsync_resolver: {
        a: { api_id: api("a"), type: "Query", field: "mine", data_source: "fn" },
        b: { api_id: api("b"), type: "Query", field: "theirs", data_source: "fn" },
      },
    };
    expect(Object.keys(waysOf(resources))).toEqual(["aws_appsync_resolver.a"]);
  });

  test.each([
    ["marked for keys", "@aws_iam @aws_api_key"],
    ["marked for nobody", ""],
    ["marked for users", "@aws_cognito_user_pools"],
  ])("a field %s stays an entry point where the API's way of signing in isn't known", (_, marks) => {
    const resources: Resources = {
      aws_appsync_graphql_api: {
        a: {
          name: "a",
          authentication_type: "${var.type}",
          schema: `type Query { mine: String ${marks} other: String @aws_iam } schema { query: Query }`,
          additional_authentication_provider: [{ authentication_type: "AWS_IAM" }],
        },
      },
      aws_appsync_datasource: { a: source("a", ARN) },
      aws_appsync_resolver: { a: { api_id: api("a"), type: "Query", field: "mine", data_source: "fn" } },
    };
    expect(waysOf(resources)["aws_appsync_resolver.a"]).toEqual([
      "unknown",
      expect.stringContaining("authentication type isn't known"),
    ]);
  });

  test.each<[string, string, string, boolean, string]>([
    ["every user", "", "ALLOW", false, "any holder of a token from pool p"],
    [
      "groups",
      '@aws_auth(cognito_groups: ["a", "b"])',
      "ALLOW",
      false,
      "any holder of a token from pool p in the group a or b",
    ],
    ["groups that are ignored", '@aws_auth(cognito_groups: ["a"])', "ALLOW", true, "any holder of a token from pool p"],
    [
      "groups beside others",
      '@aws_cognito_user_pools(cognito_groups: "a")',
      "DENY",
      true,
      "any holder of a token from pool p in the group a",
    ],
    [
      "what DENY leaves open",
      "",
      "DENY",
      false,
      "any holder of a token from pool p, which of them isn't known (default_action is DENY, and no directive lets groups ask)",
    ],
  ])("lets pool users ask by %s", (_, directive, default_action, more, who) => {
    const resources: Resources = {
      aws_cognito_user_pool: { p: { name: "p" } },
      aws_appsync_graphql_api: {
        a: {
          name: "a",
          authentication_type: "AMAZON_COGNITO_USER_POOLS",
          user_pool_config: [{ user_pool_id: "${aws_cognito_user_pool.p.id}", default_action }],
          additional_authentication_provider: more ? [{ authentication_type: "AWS_IAM" }] : [],
          schema: `type Query { one(x: Int): String ${directive} two: String @aws_iam }`,
        },
      },
      aws_appsync_datasource: { a: source("a", ARN) },
      aws_appsync_resolver: { a: { api_id: api("a"), type: "Query", field: "one", data_source: "fn" } },
    };
    expect(waysOf(resources)["aws_appsync_resolver.a"]).toEqual([false, who]);
  });

  const table = { api_id: api("a"), name: "notes", type: "AMAZON_DYNAMODB" };
  const resolver = { api_id: api("a"), type: "Query", field: "notes" };

  test.each<[string, Resources, Record<string, readonly [name: string, to: string]>]>([
    [
      "that no function answers",
      { aws_appsync_datasource: { t: table }, aws_appsync_resolver: { r: { ...resolver, data_source: "notes" } } },
      { "aws_appsync_resolver.r": ["Query.notes", "aws_appsync_datasource.t (AMAZON_DYNAMODB)"] },
    ],
    [
      "of a pipeline, by its function where it has one",
      {
        aws_appsync_datasource: { t: table, f: source("a", ARN) },
        aws_appsync_function: {
          read: { api_id: api("a"), name: "read", data_source: "notes" },
          check: { api_id: api("a"), name: "check", data_source: "fn" },
        },
        aws_appsync_resolver: {
          r: {
            ...resolver,
            pipeline_config: [
              {
                functions: ["${aws_appsync_function.read.function_id}", "${aws_appsync_function.check.function_id}"],
              },
            ],
          },
        },
      },
      { "aws_appsync_resolver.r": ["Query.notes", "a function that isn't known yet"] },
    ],
    [
      "whose data source is elsewhere",
      { aws_appsync_resolver: { r: { ...resolver, data_source: "notes" } } },
      { "aws_appsync_resolver.r": ["Query.notes", "not known yet: its data source isn't in this input"] },
    ],
    [
      "whose data source and name aren't known",
      {
        aws_appsync_resolver: { r: { api_id: api("a"), type: "${var.a}", field: "${var.b}", data_source: "${var.c}" } },
      },
      { "aws_appsync_resolver.r": ["a field that isn't known", "not known yet: its data source isn't known"] },
    ],
    [
      "of an API without resolvers here",
      {},
      { "aws_appsync_graphql_api.a": ["each field", "not known yet: its data sources aren't known"] },
    ],
  ])("lists a field %s", (_, resources, ways) => {
    const model = readSynth({
      resource: { aws_appsync_graphql_api: { a: { name: "a", authentication_type: "API_KEY" } }, ...resources },
    });
    const found = entryAccesses(model).map(({ entryPoint: at, open }) => [at.id, at.name, targetText(at.target), open]);
    expect(found).toEqual(Object.entries(ways).map(([id, way]) => [id, ...way, true]));
  });

  test.each([
    ["every field for both", "type Query { a: Int @aws_api_key @aws_iam } type Note { b: Int }"],
    ["every field for the other one", "type Query { a: Int @aws_api_key }"],
    ["no field for the other one", "type Query { a: Int }"],
    ["fields differently", "type Query { a: Int @aws_api_key b: Int }"],
    ["fields of a type of its own alone", "type Start { a: Int @aws_api_key }"],
  ])("an API without resolvers here, whose schema marks %s", (_, schema) => {
    const model = readSynth({
      resource: {
        aws_appsync_graphql_api: {
          a: {
            name: "a",
            authentication_type: "AWS_IAM",
            additional_authentication_provider: [{ authentication_type: "API_KEY" }],
            schema,
          },
        },
      },
    });
    expect(entryAccesses(model).map(({ entryPoint, open, who }) => [entryPoint.name, open, who])).toMatchSnapshot();
  });
});
