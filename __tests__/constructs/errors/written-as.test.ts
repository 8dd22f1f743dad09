import { SecuredApi } from "../../../constructs";
import { writtenAs } from "../../../constructs/errors/written-as";
import { synth, testStack } from "../../support/synth";

/** What the rules say of a stack whose props only they can refuse, and two of whose names end in one address. */
function refused(): string {
  const stack = testStack();
  new SecuredApi(stack, "Default", {
    project: "notes",
    domain: "example.com",
    scopes: { read: "Read access" },
    webClients: { web: { callbackUrls: ["http://example.com/callback"], scopes: ["read"] } },
    signInDomain: { prefix: "my-cognito-app" },
    functions: { "a-b": HELLO, a_b: HELLO },
    jwtAuthorizers: { jwt: { issuer: "https://example.eu.auth0.com/", audience: ["api"] } },
    triggers: { preSignUp: { functionArn: "arn:aws:lambda:us-east-1:123456789012:function:check" } },
    vpcLinks: { inside: { subnetIds: ["subnet-1"] } },
    alarms: { actions: ["arn:aws-cn:sns:cn-north-1:123456789012:alarms"] },
    routes: {
      "GET /back": { scopes: ["read"], target: { url: "https://10.0.0.1/{id}", name: "back" } },
      "GET /one": { scopes: ["read"], target: CN },
      "GET /two": { scopes: ["read"], target: CN },
      "GET /a/{id}": { scopes: ["read"], target: "a-b" },
      "GET /a/{name}": { scopes: ["read"], target: "a-b" },
      "GET /b": { authorizer: "jwt", authenticated: "read only", target: "a-b" },
    },
  });
  try {
    synth(stack);
  } catch (error) {
    return String((error as Error).message);
  }
  throw new Error("nothing is refused");
}

const CN = { functionArn: "arn:aws-cn:lambda:cn-north-1:123456789012:function:f", name: "elsewhere" };
const MINIMAL = {
  project: "notes",
  domain: "example.com",
  scopes: { read: "Read access" },
  webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
  functions: { hello: "functions/hello" },
  routes: { "GET /a": { scopes: ["read"], target: "hello" } },
} as const;
const HELLO = "functions/hello";

describe("what only the rules can refuse names the prop that its author wrote", () => {
  let paragraphs: readonly string[];
  beforeAll(() => {
    paragraphs = refused().split("\n\n");
  });

  test.each([
    ["client-callback-insecure", "webClients.web (aws_cognito_user_pool_client.web, auth-api/"],
    ["domain-prefix", "signInDomain (aws_cognito_user_pool_domain.sign_in, auth-api/"],
    ["route-duplicate", 'routes["GET /a/{name}"] (aws_apigatewayv2_route.get_a_by_name, auth-api/'],
    ["integration-unreachable", 'routes["GET /back"].target (aws_apigatewayv2_integration.back, auth-api/'],
    ["integration-path-variable", 'routes["GET /back"].target (aws_apigatewayv2_integration.back, auth-api/'],
    ["arn-region", 'routes["GET /one"].target (aws_apigatewayv2_integration.elsewhere, auth-api/'],
  ])("%s: %s", (code, place) => {
    expect(paragraphs.find((text) => text.startsWith(`error [${code}]`))).toContain(`[${code}] ${place}`);
  });

  test.each([
    ["cors-header-missing", "api", "cors"],
    ["authorizer-token-in-query", "jwt", "identitySource"],
    ["quota-audience", "jwt", undefined],
    ["audience-incomplete", "jwt", "clientIds"],
  ])("%s of what several props make: %s, %s", (code, id, prop) => {
    const stack = testStack();
    const api = new SecuredApi(stack, "Default", MINIMAL);
    expect(writtenAs(stack, `${api.node.path}/${id}/Resource`, code)).toBe(prop);
  });

  test("names an alarm by alarms", () => {
    const alarms = paragraphs.filter((text) => text.includes("(aws_cloudwatch_metric_alarm."));
    expect(alarms).toHaveLength(4);
    for (const text of alarms) expect(text).toMatch(/^error \[arn-region\] alarms \(/);
  });

  test("says once which two names share addresses, and nothing of what is left there", () => {
    const duplicates = paragraphs.filter((text) => text.startsWith("[duplicate-address]"));
    expect(duplicates).toEqual([
      expect.stringMatching(
        /claimed by functions\["a-b"\] \(.*\) and functions\.a_b \(.*\), and so are .*aws_lambda_function\.a_b.*another id/,
      ),
      expect.stringMatching(
        /aws_apigatewayv2_authorizer\.jwt is claimed by \S+jwt\/Resource and jwtAuthorizers\.jwt \(/,
      ),
    ]);
    expect(paragraphs.filter((text) => text.includes("(aws_apigatewayv2_authorizer.jwt,"))).toEqual([]);
  });
});
