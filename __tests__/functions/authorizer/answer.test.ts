import { allow, deny } from "../../../functions/authorizer/answer";
import { ROUTE_ARN } from "./support/tokens";

const context = { userId: "user-1" } as Parameters<typeof allow>[2];

test("a simple answer holds the context, a denial nothing", () => {
  expect(allow("simple", undefined, context)).toEqual({ isAuthorized: true, context });
  expect(deny("simple", ROUTE_ARN)).toEqual({ isAuthorized: false });
});

test("a policy allows this very call and names the user", () => {
  expect(allow("policy", ROUTE_ARN, context)).toEqual({
    principalId: "user-1",
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: ROUTE_ARN }],
    },
    context,
  });
  expect(allow("policy", ROUTE_ARN, {} as typeof context)).toMatchObject({ principalId: "unidentified" });
});

test.each([undefined, 7, "", "GET/items", `${ROUTE_ARN}/*`, `${ROUTE_ARN}?`, `${ROUTE_ARN}/\${aws:username}`])(
  "the ARN %j would match more than the call, so nothing is allowed",
  (arn) =>
    expect(() => allow("policy", arn, context)).toThrow(
      expect.objectContaining({ reason: "route_arn", detail: expect.stringContaining("routeArn") as string }),
    ),
);

test.each([
  [ROUTE_ARN, ROUTE_ARN],
  ["", "*"],
  [undefined, "*"],
  [{}, "*"],
])("a denial of %j names %s", (arn, resource) => {
  expect(deny("policy", arn)).toEqual({
    principalId: "unidentified",
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect: "Deny", Resource: resource }],
    },
  });
});
