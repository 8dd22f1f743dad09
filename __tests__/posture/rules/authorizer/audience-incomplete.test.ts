import { audienceIncomplete } from "../../../../posture/rules/authorizer/audience-incomplete";
import { holds } from "../holds";
import { findingsOf, goodStack } from "../support";

const machine = {
  aws_cognito_user_pool_client: {
    machine: { user_pool_id: "${aws_cognito_user_pool.pool.id}", name: "machine", generate_secret: true },
  },
};

function audience(list: unknown) {
  const good = goodStack().resource["aws_apigatewayv2_authorizer"]?.["jwt"] ?? {};
  const issuer = "https://${aws_cognito_user_pool.pool.endpoint}";
  return { aws_apigatewayv2_authorizer: { jwt: { ...good, jwt_configuration: { issuer, audience: list } } } };
}

describe("audience-incomplete", () => {
  test("fires on a client that the audience lacks", () => {
    const findings = findingsOf(audienceIncomplete, goodStack(machine));
    expect(findings).toEqual([
      expect.objectContaining({ kind: "mistake", severity: "warning", address: "aws_apigatewayv2_authorizer.jwt" }),
    ]);
    expect(findings[0]?.message).toContain("aws_cognito_user_pool_client.machine");
  });

  test("fires with severity error on an empty audience", () => {
    expect(findingsOf(audienceIncomplete, goodStack(audience([])))).toEqual([
      expect.objectContaining({ severity: "error" }),
    ]);
  });

  test("reports a part of the audience that isn't known", () => {
    expect(findingsOf(audienceIncomplete, goodStack(audience(["${var.client}"])))).toEqual([
      expect.objectContaining({ kind: "unknown" }),
    ]);
  });

  test("is silent when every client is listed", () => {
    expect(findingsOf(audienceIncomplete, goodStack())).toEqual([]);
  });
});

holds(audienceIncomplete, {
  fires: {
    "a machine client that isn't listed": [
      goodStack(machine),
      [{ at: "aws_apigatewayv2_authorizer.jwt", says: ["aws_cognito_user_pool_client.machine"] }],
    ],
  },
  silent: { "every client is listed": goodStack() },
  unknown: { "a part of it": goodStack(audience(["${aws_cognito_user_pool_client.web.id}", "${var.client}"])) },
});
