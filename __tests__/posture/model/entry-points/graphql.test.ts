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
  it("takes a resolver to the data source of its own API, where others have one of that name", () => {
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
});
