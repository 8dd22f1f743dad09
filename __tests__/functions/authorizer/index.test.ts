import { bundleAuthorizer, type AuthorizerBundle } from "../../../tools/bench/authorizer-bundle";
import { startLambda } from "./support/lambda";
import { event, ROUTE_ARN } from "./support/tokens";

let bundle: AuthorizerBundle;
beforeAll(() => {
  bundle = bundleAuthorizer();
});
afterAll(() => bundle.remove());

test.each([
  ["nothing", undefined, "AUTHORIZER_CONFIG is not set"],
  ["no JSON", "issuers", "AUTHORIZER_CONFIG is not JSON"],
  ["no issuers", "{}", "AUTHORIZER_CONFIG.issuers is nothing"],
])("configured with %s it says so at start, and denies every call", async (_, config, message) => {
  const lambda = await startLambda(bundle.file, config);
  try {
    expect(await lambda.call(event("x"))).toMatchObject({ answer: { isAuthorized: false } });
    expect(await lambda.call(null)).toMatchObject({ answer: { isAuthorized: false } });
    const [line] = await lambda.logged("request-1");
    expect(line).toMatchObject({ level: "error", reason: "configuration", route: "GET /items" });
    expect(line?.detail).toContain(message);
    const start = JSON.parse(lambda.output().split("\n")[0] ?? "") as object;
    expect(start).toMatchObject({ level: "error", reason: "configuration" });
  } finally {
    await lambda.stop();
  }
});

test("a denial for want of a configuration has the configured form", async () => {
  const lambda = await startLambda(bundle.file, JSON.stringify({ answer: "policy", issuers: [] }));
  try {
    expect(await lambda.call(event("x"))).toMatchObject({
      answer: { policyDocument: { Statement: [{ Effect: "Deny", Resource: ROUTE_ARN }] } },
    });
  } finally {
    await lambda.stop();
  }
});
