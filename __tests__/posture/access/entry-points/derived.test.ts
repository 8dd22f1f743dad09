import { entryAccesses } from "../../../../posture/access/index";
import { readSynth } from "../../../../posture/model/read";

const ALIAS = "${aws_lambda_alias.live.arn}";
const FN = "${aws_lambda_function.f.arn}";

/** Who gets in by what at a function with the aliases `live` and `blue`. */
function ways(resource: Record<string, object>): Record<string, string> {
  const alias = (name: string) => ({ name, function_name: "${aws_lambda_function.f.function_name}" });
  const model = readSynth({
    resource: {
      aws_lambda_function: { f: { function_name: "f" } },
      aws_lambda_alias: { live: alias("live"), blue: alias("blue") },
      ...resource,
    },
  });
  return Object.fromEntries(entryAccesses(model).map(({ entryPoint, who }) => [entryPoint.id, who]));
}

/** A role with a policy that allows this. */
const role = (Action: string, Resource: string): Record<string, object> => ({
  aws_iam_role: { r: { name: "r", assume_role_policy: "{}" } },
  aws_iam_role_policy: {
    r: {
      role: "${aws_iam_role.r.id}",
      policy: `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"${Action}","Resource":"${Resource}"}]}`,
    },
  },
});

describe("direct invocation of aliases and versions", () => {
  test.each<[string, string[]]>([
    [FN, ["#policies"]],
    [`${FN}:live`, ["#policies:live"]],
    [ALIAS, ["#policies:live"]],
    ["arn:*:lambda:*:*:function:f:blue", ["#policies:blue"]],
    [`${FN}:*`, ["#policies:live"]],
    [`${FN}:$LATEST`, ["#policies:$LATEST"]],
    [`${FN}*`, ["#policies"]],
    ["*", ["#policies"]],
  ])("a policy on %s is for %j, each caller told once", (resource, found) => {
    const own = ways(role("lambda:InvokeFunction", resource));
    expect(Object.keys(own)).toEqual(found.map((part) => `aws_lambda_function.f${part}`));
    expect(Object.values(own)).toEqual(["IAM: aws_iam_role.r"]);
  });

  const url = (qualifier?: string): Record<string, object> => ({
    aws_lambda_function_url: {
      u: { function_name: "f", authorization_type: "AWS_IAM", ...(qualifier !== undefined && { qualifier }) },
    },
  });
  const permission = (more: object): Record<string, object> => ({
    aws_lambda_permission: Object.fromEntries(
      ["InvokeFunctionUrl", "InvokeFunction"].map((action) => [
        action,
        { function_name: "f", action: `lambda:${action}`, principal: "*", ...more },
      ]),
    ),
  });
  const NOBODY = "IAM principals: none in this input is allowed it";
  const EVERYBODY = "IAM: everybody with an AWS account";
  test.each<[string | undefined, Record<string, object>, string]>([
    ["live", permission({ qualifier: "live" }), EVERYBODY],
    ["live", permission({ function_name: ALIAS }), EVERYBODY],
    ["live", permission({ function_name: "f:live" }), EVERYBODY],
    ["live", permission({ function_name: "arn:aws:lambda:eu-west-1:111122223333:function:f:live" }), EVERYBODY],
    ["live", permission({ function_name: "111122223333:function:f" }), NOBODY],
    ["live", permission({ qualifier: "blue" }), NOBODY],
    ["live", permission({}), NOBODY],
    [undefined, permission({ qualifier: "live" }), NOBODY],
    ["live", role("lambda:Invoke*", FN), NOBODY],
    ["live", role("lambda:Invoke*", `${FN}:live`), "IAM: aws_iam_role.r"],
  ])("a URL of %s with %j lets in: %s", (qualifier, more, who) =>
    expect(ways({ ...url(qualifier), ...more })["aws_lambda_function_url.u"]).toBe(who),
  );
});
