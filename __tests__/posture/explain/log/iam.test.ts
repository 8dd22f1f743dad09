import { explainLog } from "../../../../posture/explain";
import { ARN, allow, policy, role, stack } from "../../access/steps/iam-support";

const MODEL = stack({
  aws_iam_role: { ...role("reader"), ...role("writer") },
  aws_iam_role_policy: {
    invoke: { role: "reader", policy: policy(allow(`${ARN}/$default/GET/report`)) },
    write: { role: "writer", policy: policy(allow(`${ARN}/$default/POST/report`)) },
  },
});
const entry = { requestId: "a", routeKey: "GET /report", httpMethod: "GET", path: "/report", status: "403" };
const said = (more: object) => explainLog(MODEL, JSON.stringify({ ...entry, ...more }));
const session = (name: string) => `arn:aws:sts::123456789012:assumed-role/${name}/ann@example.com`;

test.each([
  ["nothing", {}, "names no caller"],
  ["API Gateway's own word", { errorMessage: "Forbidden" }, "names no caller"],
  ["no signature", { errorMessage: "Missing Authentication Token" }, "carries no SigV4 signature"],
  ["no signature, by its type", { errorType: "MISSING_AUTHENTICATION_TOKEN" }, "carries no SigV4 signature"],
  ["a wrong signature, by its type", { errorType: "INVALID_SIGNATURE" }, "doesn't match the request"],
  ["old credentials, by their type", { errorType: "EXPIRED_TOKEN" }, "have expired"],
  ["a denial, by its type", { errorType: "ACCESS_DENIED" }, "No policy of the caller allows"],
  [
    "a wrong signature",
    { authorizerError: "The request signature we calculated does not match the signature you provided." },
    "doesn't match the request",
  ],
  [
    "an old signature",
    { authorizerError: "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z" },
    "older than five minutes",
  ],
  [
    "a wrong scope",
    { authorizerError: "Credential should be scoped to correct service: 'execute-api'." },
    "not a complete SigV4 signature",
  ],
  [
    "a bearer token",
    { errorMessage: "Invalid key=value pair (missing equal-sign) in Authorization header" },
    "not a complete SigV4 signature",
  ],
  ["old credentials", { errorMessage: "The security token included in the request is expired" }, "have expired"],
  [
    "an explicit deny",
    {
      errorMessage: `User: ${session("reader")} is not authorized to perform: execute-api:Invoke with an explicit deny`,
    },
    "A policy denies it",
  ],
])("explains a refusal at a route behind IAM with %s", (_, more, means) => {
  const told = said(more);
  expect(told).toMatchObject({ outcome: "refused", status: 403 });
  expect(told.summary).toContain(means);
  expect(JSON.stringify(told)).not.toContain("ann@example.com");
  expect(told.steps).toMatchSnapshot();
});

test.each([
  ["who is logged", { userArn: session("writer") }],
  [
    "whom IAM's words name",
    { authorizerError: `User: ${session("writer")} is not authorized to perform: execute-api:Invoke on resource: x` },
  ],
])("says what the policies of %s lack", (_, more) => {
  const told = said(more);
  expect(told.steps.map((step) => step.text).join("\n")).toContain(
    `aws_iam_role_policy.write allows it on "${ARN}/$default/POST/report" only`,
  );
  expect(JSON.stringify(told)).not.toContain("ann@example.com");
});

test("doesn't deny that a caller was refused whose policies here would let it through", () => {
  const told = said({ userArn: session("reader") });
  expect(told).toMatchObject({ outcome: "refused", status: 403 });
  expect(told.steps.find((step) => step.check === "permission")).toMatchObject({ result: "note" });
});
