import { logDenial } from "../../../../functions/authorizer/log";
import { Denial, type DenialReason } from "../../../../posture/claims";
import { explainLog } from "../../../../posture/explain";
import { authorizerDenial } from "../../../../posture/explain/log/authorizer";
import { stack } from "../../access/steps/authorizer/support";

// A type error names a reason that the function has and this list hasn't.
const REASONS: Readonly<Record<DenialReason, string>> = {
  configuration: "AUTHORIZER_CONFIG",
  identity_source: "no token",
  origin_header: "distribution",
  route_arn: "ARN",
  route_key: "names no route",
  too_large: "16,384",
  malformed: "not a JWT",
  header: "header",
  algorithm: "RSA",
  issuer: "issuer",
  unknown_key: "kid",
  keys_unavailable: "fetched",
  signature: "signature",
  expired: "expired",
  not_yet_valid: "not valid yet",
  audience: "audience",
  client: "clientIds",
  token_use: "other type",
  claim_type: "the wrong type",
  scope: "scopes",
  group: "groups",
  internal: "failed with an internal error",
};

function line(reason: string): string {
  const log = [jest.spyOn(console, "info"), jest.spyOn(console, "error")].map((spy) =>
    spy.mockImplementation(() => undefined),
  );
  logDenial(new Denial(reason as DenialReason), { routeKey: "GET /notes", requestContext: { requestId: "r" } });
  const [[written] = []] = log.flatMap((spy) => spy.mock.calls);
  log.forEach((spy) => spy.mockRestore());
  return String(written);
}

test.each(Object.entries(REASONS))(
  "a denial by the function with the reason %s says what it means",
  (reason, means) => {
    const said = explainLog(stack(), line(reason));
    expect(said).toMatchObject({
      outcome: "refused",
      status: 403,
      route: { key: "GET /notes", authorization: "CUSTOM" },
    });
    expect(said.summary).toContain(means);
    expect(said.summary).not.toContain("isn't known here");
    expect(said.steps).toMatchSnapshot();
  },
);

test("a reason of another release is told to be one", () =>
  expect(explainLog(stack(), line("moon")).summary).toContain('reason "moon"'));

test.each([
  ["unknown_key", "No consumer in API_KEYS"],
  ["too_large", "512 characters"],
  ["configuration", "API_KEYS can't be used"],
])("the denial %s of the function for API keys isn't taken for one of a token", (reason, means) => {
  const written = { level: "info", message: "authorizer denied the call", requestId: "r", route: "GET /x", reason };
  expect(explainLog(stack(), JSON.stringify(written)).summary).toContain(means);
});

test("what stands around the line doesn't matter, and another line isn't the authorizer's", () => {
  expect(explainLog(stack(), ` ${line("expired")} \n`)).toEqual(explainLog(stack(), line("expired")));
  expect(authorizerDenial(stack(), '{"message":"something else","reason":"expired"}', undefined)).toBeUndefined();
});
