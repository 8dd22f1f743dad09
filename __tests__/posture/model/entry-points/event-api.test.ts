import { entryAccesses } from "../../../../posture/access/index";
import { targetText } from "../../../../posture/access/paths";
import { readSynth } from "../../../../posture/model/read";
import { ARN, waysOf } from "./support";
import type { Resources } from "./support";

const MODES = (...types: string[]) => types.map((auth_type) => ({ auth_type }));
const API = "${aws_appsync_api.a.api_id}";

/** An Event API whose namespace runs the function when somebody publishes or subscribes. */
const events = (namespace: object, settings: object = {}): Resources => ({
  aws_cognito_user_pool: { p: { name: "people" } },
  aws_appsync_api: {
    a: {
      name: "a",
      event_config: [
        {
          auth_provider: [
            ...MODES("API_KEY", "AWS_IAM", "AWS_LAMBDA"),
            {
              auth_type: "AMAZON_COGNITO_USER_POOLS",
              cognito_config: [{ user_pool_id: "${aws_cognito_user_pool.p.id}" }],
            },
          ],
          default_publish_auth_mode: MODES("API_KEY"),
          default_subscribe_auth_mode: MODES("AMAZON_COGNITO_USER_POOLS"),
          ...settings,
        },
      ],
    },
  },
  aws_appsync_datasource: {
    // Of another API, and found first.
    other: { api_id: "abc", name: "fn", type: "AWS_LAMBDA", lambda_config: [{ function_arn: "arn:other" }] },
    fn: { api_id: API, name: "fn", type: "AWS_LAMBDA", lambda_config: [{ function_arn: ARN }] },
    table: { api_id: API, name: "table", type: "AMAZON_DYNAMODB" },
  },
  aws_appsync_channel_namespace: { n: { api_id: API, name: "n", ...namespace } },
});
const handler = (does: string, data_source_name: string) => ({
  handler_configs: [{ [`on_${does}`]: [{ behavior: "DIRECT", integration: [{ data_source_name }] }] }],
});
const KEY = "everyone who has the API key, which every client contains";
const id = (part: string) => `aws_appsync_channel_namespace.n#${part}`;

describe("a channel namespace of an AppSync Event API", () => {
  test.each<[string, Resources, Record<string, readonly [boolean | "unknown", string]>]>([
    ["the API's way to publish", events(handler("publish", "fn")), { "publish-API_KEY": [true, KEY] }],
    [
      "the API's way to subscribe",
      events(handler("subscribe", "${aws_appsync_datasource.fn.name}")),
      { "subscribe-AMAZON_COGNITO_USER_POOLS": [false, "any holder of a token from pool people"] },
    ],
    [
      "its own ways",
      events({ ...handler("publish", "fn"), publish_auth_mode: MODES("AWS_LAMBDA", "API_KEY") }),
      { "publish-AWS_LAMBDA": [false, "whoever its Lambda authorizer lets in"], "publish-API_KEY": [true, KEY] },
    ],
    [
      "a signature",
      events(handler("publish", "fn"), { default_publish_auth_mode: MODES("AWS_IAM") }),
      { "publish-AWS_IAM": [false, "IAM principals: none in this input is allowed it"] },
    ],
    [
      "a way that isn't known yet",
      events(handler("publish", "fn"), { default_publish_auth_mode: MODES("${var.mode}") }),
      { "publish-what isn't known": ["unknown", expect.stringContaining("its auth_type isn't known") as string] },
    ],
    ["a data source that is no function", events(handler("publish", "table")), {}],
    ["handlers of its own code", events({}), {}],
  ])("%s", (_, resources, ways) => {
    const found = Object.entries(waysOf(resources)).filter(([one]) => one.startsWith("aws_appsync"));
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.entries(ways).map(([part, way]) => [id(part), way])),
    );
  });

  test.each<[string, Resources, string]>([
    ["without a handler", events({}), "its subscribers"],
    ["with a table behind", events(handler("publish", "table")), "aws_appsync_datasource.table (AMAZON_DYNAMODB)"],
    [
      "with a data source from elsewhere",
      events(handler("publish", "x")),
      "not known yet: its data source isn't in this input",
    ],
  ])("lets callers publish %s", (_, resource, to) => {
    const all = entryAccesses(readSynth({ resource })).filter(({ entryPoint: { id: one } }) => one.includes(".n#"));
    const found = all.map(({ entryPoint: at, open }) => [at.id, targetText(at.target), open]);
    expect(found).toEqual([
      [id("publish-API_KEY"), to, true],
      [id("subscribe-AMAZON_COGNITO_USER_POOLS"), "its events", false],
    ]);
  });
});
