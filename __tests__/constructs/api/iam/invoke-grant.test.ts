import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Lazy } from "cdktf";
import { expectRefusal } from "../../../support/expect-error";
import { resource, resources } from "../../../support/terraform-json";
import { api } from "../secured";

const ROUTES = {
  "GET /report": { iam: true, target: "items" },
  "POST /jobs/{id}": { iam: true, target: "items" },
  "GET /items": { scopes: ["read"], target: "items" },
} as const;

test("a role by name may call exactly the routes named, on this stage", () => {
  const json = api({ routes: ROUTES }, (made) => made.grantInvoke("reporter", ["GET /report", "POST /jobs/{id}"]));
  const { role, policy } = resource(json, "aws_iam_role_policy.reporter_invoke") as { role: string; policy: string };
  expect(role).toBe("reporter");
  expect(policy).toBe(
    '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Effect" = "Allow", "Action" = "execute-api:Invoke", "Resource" = ' +
      '["${aws_apigatewayv2_api.api.execution_arn}/$default/GET/report", "${aws_apigatewayv2_api.api.execution_arn}/$default/POST/jobs/*"]}]})}',
  );
});

test("a role of the same stack, and a stage with a name", () => {
  const json = api({ routes: ROUTES, stage: { name: "v1" } }, (made) => {
    const role = new IamRole(made, "reporter", { assumeRolePolicy: "{}" });
    made.grantInvoke(role, ["GET /report"]);
  });
  const grant = resource(json, "aws_iam_role_policy.reporter_invoke");
  expect(grant.role).toBe("${aws_iam_role.reporter.id}");
  expect(grant.policy).toContain("/v1/GET/report");
});

test.each<[string, string, string]>([
  ["a route that isn't there", "GET /reports", "grant-route-unknown"],
  ["a route that IAM isn't asked about", "GET /items", "grant-route-unsigned"],
])("%s is refused", (_, key, code) =>
  expectRefusal(() => api({ routes: ROUTES }, (made) => made.grantInvoke("reporter", [key])), code, key),
);

test("a permission that would cover another signed route is refused, unless both are named", () => {
  const routes = {
    "GET /items/{id}": { iam: true, target: "items" },
    "GET /items/{id}/history": { iam: true, target: "items" },
  } as const;
  const grant = (...keys: [string, ...string[]]) => api({ routes }, (made) => made.grantInvoke("reporter", keys));
  expectRefusal(() => grant("GET /items/{id}"), "grant-too-wide", "GET /items/{id}/history");
  expect(() => grant("GET /items/{id}/history")).not.toThrow();
  expect(() => grant("GET /items/{id}", "GET /items/{id}/history")).not.toThrow();
});

test("$default is the whole stage, and not granted", () =>
  expectRefusal(
    () =>
      api({ cors: false, routes: { $default: { iam: true, target: "items" } } }, (made) =>
        made.grantInvoke("reporter", ["$default"]),
      ),
    "grant-route-default",
  ));

test("a role whose name only Terraform knows needs a name for its grant", () => {
  const unknown = Lazy.stringValue({ produce: () => "later" });
  expectRefusal(() => api({ routes: ROUTES }, (made) => made.grantInvoke(unknown, ["GET /report"])), "grant-name");
  const json = api({ routes: ROUTES }, (made) => made.grantInvoke(unknown, ["GET /report"], "later_invoke"));
  expect(resource(json, "aws_iam_role_policy.later_invoke").role).toBe("later");
});

test("a second grant to one role has a name of its own, since one of the same name would replace the first", () => {
  const json = api({ routes: { ...ROUTES, "GET /audit": { iam: true, target: "items" } } }, (made) => {
    made.grantInvoke("reporter", ["GET /report"]);
    made.grantInvoke("reporter", ["GET /audit"], "audit_invoke");
  });
  const names = [...resources(json, "aws_iam_role_policy").values()]
    .filter(({ role }) => role === "reporter")
    .map(({ name }) => name);
  expect(names.sort()).toEqual(["invoke-notes-api", "invoke-notes-api-audit_invoke"]);
});
