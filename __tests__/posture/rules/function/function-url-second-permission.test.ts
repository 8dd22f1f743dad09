import { functionUrlSecondPermission } from "../../../../posture/rules/function/function-url-second-permission";
import { findingsOf, goodStack } from "../support";
import { holds } from "../holds";
import { functionUrl } from "../other-routes";

const url = (principal: string) => ({
  action: "lambda:InvokeFunctionUrl",
  principal,
  function_url_auth_type: "AWS_IAM",
});

holds(functionUrlSecondPermission, {
  fires: {
    "the first only": [functionUrl("AWS_IAM", url("111122223333")), [{ at: "aws_lambda_function_url.url" }]],
  },
  silent: {
    "a good stack": goodStack(),
    "another action by URL": functionUrl("AWS_IAM", {
      action: "lambda:InvokeFunction",
      principal: "111122223333",
      invoked_via_function_url: true,
    }),
  },
});

const FIRST = {
  function_name: "f",
  action: "lambda:InvokeFunctionUrl",
  principal: "111122223333",
  function_url_auth_type: "AWS_IAM",
};
const SECOND = {
  function_name: "f",
  action: "lambda:InvokeFunction",
  principal: "111122223333",
  invoked_via_function_url: true,
};

const withPermissions = (permissions: Record<string, object>) => ({
  resource: {
    aws_lambda_function: { f: { function_name: "f" } },
    aws_lambda_function_url: { u: { function_name: "f", authorization_type: "AWS_IAM" } },
    aws_lambda_permission: permissions as Record<string, Record<string, unknown>>,
  },
});

describe("function-url-second-permission", () => {
  test("fires where only the first permission is there, and never advises to let everybody invoke the function", () => {
    const [finding, ...more] = findingsOf(functionUrlSecondPermission, withPermissions({ first: FIRST }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: "note", address: "aws_lambda_function_url.u" });
    expect(finding?.remedy).toContain("invoked_via_function_url = true");
    expect(finding?.remedy).toContain("don't allow the action without it");
  });

  test("counts what CloudFront may do, with its distribution as the source and without the condition", () => {
    const cloudFront = { principal: "cloudfront.amazonaws.com", source_arn: "arn:aws:cloudfront::1:distribution/E" };
    const first = { ...FIRST, ...cloudFront };
    const second = { function_name: "f", action: "lambda:InvokeFunction", ...cloudFront };
    expect(findingsOf(functionUrlSecondPermission, withPermissions({ first, second }))).toEqual([]);
    expect(findingsOf(functionUrlSecondPermission, withPermissions({ first }))).toHaveLength(1);
  });

  test("is silent with both, and where roles call by policies of their own", () => {
    expect(findingsOf(functionUrlSecondPermission, withPermissions({ first: FIRST, second: SECOND }))).toEqual([]);
    expect(findingsOf(functionUrlSecondPermission, withPermissions({}))).toEqual([]);
  });
});
