import { webFunctionOpen } from "../../../../posture/rules/function/web-function-open";
import { findingsOf, goodStack } from "../support";
import { holds } from "../holds";
import { webFunction } from "../other-routes";

holds(webFunctionOpen, {
  fires: {
    ApplicationManaged: [webFunction("ApplicationManaged"), [{ at: "aws_lambdaweb_function_endpoint.web" }]],
  },
  silent: {
    "a good stack": goodStack(),
    IamAuth: webFunction("IamAuth"),
  },
});

const endpoint = (auth: string) => ({
  resource: {
    aws_lambda_function: { f: { function_name: "f" } },
    aws_lambdaweb_function_endpoint: { e: { function_name: "f", auth_type: auth } },
  },
});

describe("web-function-open", () => {
  it("fires where Lambda authorizes nothing", () => {
    const [finding] = findingsOf(webFunctionOpen, endpoint("ApplicationManaged"));
    expect(finding).toMatchObject({
      kind: "mistake",
      severity: "warning",
      address: "aws_lambdaweb_function_endpoint.e",
    });
  });

  it("is silent where IAM decides", () => {
    expect(findingsOf(webFunctionOpen, endpoint("IamAuth"))).toEqual([]);
  });
});
