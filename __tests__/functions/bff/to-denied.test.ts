import { Denied } from "../../../functions/bff/denied";
import { toDenied } from "../../../functions/bff/to-denied";
import { SignInError } from "../../../functions/bff/token-endpoint";
import { AwsError } from "../../../functions/shared/aws/aws-error";

test("a denial stays itself", () => {
  const denied = new Denied(404, "not_found");
  expect(toDenied(denied)).toBe(denied);
});

test("what may pass is a 503 with the time to come back, what won't is a 500", () => {
  const passing = toDenied(new AwsError("dynamodb", "ThrottlingException", 400));
  expect(passing).toMatchObject({ status: 503, code: "upstream_unavailable" });
  expect(passing.options).toEqual({
    cause: { service: "dynamodb", status: 400, code: "ThrottlingException" },
    headers: { "retry-after": "1" },
  });
  const lasting = toDenied(new AwsError("dynamodb", "AccessDeniedException", 400));
  expect(lasting).toMatchObject({ status: 500, code: "internal_error" });
  expect(lasting.options).toEqual({ cause: { service: "dynamodb", status: 400, code: "AccessDeniedException" } });
});

test("the sign-in service's failure is told by its own rule", () => {
  const error = new SignInError("invalid_client", 400);
  expect(toDenied(error)).toEqual(error.toDenied());
});

test.each([new TypeError("the token eyJ…"), "eyJ…", undefined])(
  "of anything else only kind and place are kept",
  (error) => {
    const denied = toDenied(error);
    expect(denied).toMatchObject({ status: 500, code: "internal_error" });
    expect(JSON.stringify(denied.options)).not.toContain("eyJ");
    expect(denied.options.cause?.error).toBe(error instanceof Error ? "TypeError" : typeof error);
  },
);
