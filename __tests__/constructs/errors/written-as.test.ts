import { SecuredApi } from "../../../constructs";
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
    stage: { throttling: { burstLimit: 0, rateLimit: 10 } },
    triggers: { preSignUp: { functionArn: "arn:aws:lambda:us-east-1:123456789012:function:check" } },
    routes: {
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

const HELLO = "functions/hello";

describe("what only the rules can refuse names the prop that its author wrote", () => {
  let paragraphs: readonly string[];
  beforeAll(() => {
    paragraphs = refused().split("\n\n");
  });

  it.each([
    ["client-callback-insecure", "webClients.web (aws_cognito_user_pool_client.web, auth-api/"],
    ["domain-prefix", "signInDomain (aws_cognito_user_pool_domain.sign_in, auth-api/"],
    ["route-duplicate", 'routes["GET /a/{name}"] (aws_apigatewayv2_route.get_a_by_name, auth-api/'],
    ["throttling-incomplete", "stage (aws_apigatewayv2_stage.stage, auth-api/"],
  ])("%s: %s", (code, place) => {
    expect(paragraphs.find((text) => text.startsWith(`error [${code}]`))).toContain(`[${code}] ${place}`);
  });

  it("says once which two names share addresses, and nothing of what is left there", () => {
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
