import { entryAccesses } from "../../../../posture/access/index";
import { derivedEntryPoints, entryPointAt } from "../../../../posture/access/entry-points/derived";
import { readSynth } from "../../../../posture/model/read";
import { holdAnswers, ways as held } from "../whole";

holdAnswers();

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
  held(model);
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

test("ways in that no resource makes are told whole, of functions that are made here only", () => {
  const pool = { identity_pool_name: "p", allow_unauthenticated_identities: true };
  const model = readSynth({
    data: { aws_lambda_function: { elsewhere: { function_name: "elsewhere" } } },
    resource: {
      aws_lambda_function: { f: { function_name: "f" } },
      aws_lambda_alias: { live: { name: "live", function_name: "${aws_lambda_function.f.function_name}" } },
      aws_cognito_identity_pool: { p: pool },
      aws_cognito_identity_pool_roles_attachment: {
        p: {
          identity_pool_id: "${aws_cognito_identity_pool.p.id}",
          roles: { unauthenticated: "arn:aws:iam::1:role/g" },
        },
      },
    },
  });
  const POOL = "aws_cognito_identity_pool.p";
  const invoked = derivedEntryPoints(model).map(({ id, address, kind, name }) => [id, address, kind, name].join(" | "));
  const [own, pools] = ["direct invocation", "direct invocation with an identity pool's credentials"];
  const F = "aws_lambda_function.f";
  expect(invoked).toEqual(
    ["", "live", "$LATEST"].flatMap((qualifier) => {
      const [at, of] = qualifier === "" ? ["", ""] : [`:${qualifier}`, `, of ${qualifier}`];
      return [
        `${F}#policies${at} | ${F} | direct-invocation | ${own}${of}`,
        ...["guests", "signed-in"].map((who) => `${F}#${POOL}-${who}${at} | ${POOL} | identity-pool | ${pools}${of}`),
      ];
    }),
  );
  expect(derivedEntryPoints(model)[0]).toMatchObject({
    group: "function f",
    hosts: [{ name: "the Lambda API", private: false, mutualTls: false }],
    notes: [],
  });
  expect(derivedEntryPoints(model)[0]).not.toHaveProperty("module");
  expect(entryPointAt(model, `${F}#policies:live`)?.id).toBe(`${F}#policies:live`);
  expect(entryPointAt(model, `${F}#policies:blue`)).toBeUndefined();
});
