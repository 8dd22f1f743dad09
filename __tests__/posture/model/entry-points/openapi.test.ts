import { waysOf } from "./support";
import type { Resources } from "./support";

const integration = { type: "aws_proxy", uri: "${aws_lambda_function.f.invoke_arn}" };
const api = (operation: object, document: object = {}): Resources => ({
  aws_cognito_user_pool: { p: { name: "people" } },
  aws_api_gateway_rest_api: {
    a: {
      name: "a",
      body: JSON.stringify({
        paths: { "/x": { get: { "x-amazon-apigateway-integration": integration, ...operation } } },
        components: {
          securitySchemes: {
            pool: {
              "x-amazon-apigateway-authorizer": {
                type: "cognito_user_pools",
                providerARNs: ["${aws_cognito_user_pool.p.arn}"],
              },
            },
            guard: { $ref: "#/components/securitySchemes/pool" },
          },
        },
        "x-fn": integration,
        ...document,
      }),
    },
  },
});
const TWICE =
  "not known yet: its OpenAPI operation says more than one thing, and AWS doesn't document which of them counts";
const ID = "aws_api_gateway_rest_api.a#GET /x";
const policy = (Principal: unknown): object => ({
  "x-amazon-apigateway-policy": {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "execute-api:Invoke", Resource: "execute-api:/*" }],
  },
});

describe("an OpenAPI body", () => {
  test.each<[string, Resources, boolean | "unknown", string]>([
    ["references", api({ "x-amazon-apigateway-integration": { $ref: "#/x-fn" } }), true, "public: no authorization"],
    ["schemes by reference", api({ security: [{ guard: [] }] }), false, "any holder of an ID token from pool people"],
    ["an alternative without a demand", api({ security: [{ pool: [] }, {}] }), "unknown", TWICE],
    [
      "NONE beside a scheme",
      api({ "x-amazon-apigateway-auth": { type: "NONE" }, security: [{ pool: [] }] }),
      "unknown",
      TWICE,
    ],
    [
      "a scheme that nobody declares",
      api({ security: [{ gaurd: [] }] }),
      "unknown",
      "not known yet: the OpenAPI body declares no security scheme gaurd, and AWS doesn't document what it makes of that",
    ],
    [
      "a scheme without its authorizer",
      api(
        { security: [{ own: [] }] },
        { components: { securitySchemes: { own: { type: "apiKey", "x-amazon-apigateway-authtype": "custom" } } } },
      ),
      "unknown",
      expect.stringContaining("API Gateway leaves such methods out") as string,
    ],
    ["NONE alone", api({ "x-amazon-apigateway-auth": { type: "none" } }), true, "public: no authorization"],
    ["a policy for everybody", api({}, policy("*")), true, "public: no authorization"],
    [
      "a policy for one account",
      api({}, policy({ AWS: "210987654321" })),
      false,
      "nobody without a signature: the API's own policy lets no anonymous caller in",
    ],
  ])("%s", (_, resources, open, who) => {
    expect(waysOf(resources)[ID]).toEqual([open, who]);
  });

  test("counts where a resource of its own puts it into the API", () => {
    const put = (principal: unknown): Resources => {
      const { aws_api_gateway_rest_api: apis, ...others } = api({}, policy(principal));
      const { body } = apis?.["a"] as { readonly body: string };
      const rest_api_id = "${aws_api_gateway_rest_api.a.id}";
      return {
        ...others,
        aws_api_gateway_rest_api: { a: { name: "a" } },
        aws_api_gateway_rest_api_put: { p: { rest_api_id, body } },
      };
    };
    const at = "aws_api_gateway_rest_api_put.p#GET /x";
    expect(waysOf(put("*"))[at]).toEqual([true, "public: no authorization"]);
    expect(waysOf(put({ AWS: "210987654321" }))[at]?.[0]).toBe(false);
  });
});
