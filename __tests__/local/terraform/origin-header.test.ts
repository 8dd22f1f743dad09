import { createHash } from "node:crypto";
import { originHeaderOf } from "../../../local/terraform/origin-header";
import { expect as expectation } from "../../../local/probes/expectation";
import { posture, route, token } from "../support";

const hash = (value: string): string => createHash("sha256").update(value).digest("hex");
const asked = (value: string, name = "x-origin") =>
  posture(undefined, {
    AUTHORIZER_CONFIG: CONFIG,
    ORIGIN_HEADER: JSON.stringify({ name, sha256: [hash("old"), hash(value)] }),
  });
const CONFIG = JSON.stringify({
  issuers: [{ issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc", clientIds: ["web"] }],
});
const at = (access: ReturnType<typeof posture>, address: string) => {
  const entity = access.model.routes.find((one) => one.address === address);
  return entity && originHeaderOf(entity, access.model);
};

test("what the stack's distribution adds is taken where the authorizer takes it", () => {
  expect(at(asked("here"), "aws_apigatewayv2_route.get_staff")).toEqual({ name: "x-origin", value: "here" });
  expect(at(asked("elsewhere"), "aws_apigatewayv2_route.get_staff")).toEqual({ name: "x-origin", value: undefined });
  expect(at(asked("here", "x-other"), "aws_apigatewayv2_route.get_staff")).toEqual({
    name: "x-other",
    value: undefined,
  });
});

test("nothing is added for other authorizers, and none that can't be read", () => {
  expect(at(asked("here"), "aws_apigatewayv2_route.get_items")).toBeUndefined();
  expect(at(posture(), "aws_apigatewayv2_route.get_staff")).toBeUndefined();
});

test.each([
  ["by the distribution", {}, "function"],
  ["beside it", { direct: true as const }, 403],
])("who calls %s meets %s", (_, caller, answer) => {
  const originHeader = { name: "x-origin", value: "here" };
  const staff = route("GET /staff", { authorization: "CUSTOM", originHeader });
  const good = token({ client_id: "web" });
  const { answer: found, reason, unproven } = expectation(asked("here"), staff, { name: "x", token: good, ...caller });
  expect(found).toBe(answer);
  expect(unproven).toBeUndefined();
  expect(reason).not.toContain("here ");
});
