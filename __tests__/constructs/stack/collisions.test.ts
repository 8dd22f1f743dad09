import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, type TerraformStack } from "cdktf";
import { ApiStack, HttpApi, SecuredApi } from "../../../constructs";
import { nameCollisions } from "../../../constructs/stack/collisions";
import { temporaryFolder } from "../../support/folder";
import { referenceCycles } from "../../../constructs/stack/cycles";
import { synth, testStack } from "../../support/synth";

const folder = temporaryFolder("emitted-checks");

const props = (project: string) =>
  ({
    project,
    domain: "example.com",
    packaging: "prebuilt",
    scopes: { read: "Read access" },
    machineClients: { machine: { scopes: ["read"] } },
    functions: { items: "functions/items" },
    routes: { "GET /items": { scopes: ["read"], target: "items" } },
    cors: false,
  }) as const;

/** What synth says of an app with these stacks; undefined where it is content. */
function said(...stacks: readonly { region: string; profile?: string; build: (stack: ApiStack) => void }[]): string {
  const app = new App({ outdir: folder() });
  stacks.forEach(({ region, profile, build }, index) => {
    const stack = new ApiStack(app, `stack-${String(index)}`);
    new AwsProvider(stack, "aws", { region, profile });
    build(stack);
  });
  try {
    app.synth();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

const secured = (project: string) => (stack: ApiStack) => void new SecuredApi(stack, "Default", props(project));

const role = (name: string) => (stack: TerraformStack) =>
  void new IamRole(stack, "role", { name, assumeRolePolicy: '{"Version":"2012-10-17","Statement":[]}' });

describe("names that AWS accepts once", () => {
  test("two APIs of one project in one stack", () => {
    const text = said({
      region: "eu-central-1",
      build: (stack) => {
        new SecuredApi(stack, "a", props("notes"));
        new SecuredApi(stack, "b", props("notes"));
      },
    });
    expect(text.split("\n\n").filter((line) => line.startsWith("[name-collision]"))).toMatchInlineSnapshot(`
[
  "[name-collision] stack-0/a and stack-0/b would have 5 names in common: aws_cognito_user_pool_domain "notes-auth", aws_cloudwatch_log_group "/aws/lambda/notes-items", aws_cloudwatch_log_group "/aws/vendedlogs/apigateway/notes-api", aws_iam_role "notes-items", aws_lambda_function "notes-items". Each can be taken once in a region, that of aws_iam_role once in an account, in all its regions together. Give each its own names, e.g. another project.",
]
`);
  });

  test("two stacks of one project, and each is told once", () => {
    const text = said(
      { region: "eu-central-1", build: secured("notes") },
      { region: "eu-central-1", build: secured("notes") },
    );
    expect(text.split("\n\n").filter((line) => line.startsWith("[name-collision]"))).toMatchInlineSnapshot(`
[
  "[name-collision] stack-0/Default and stack-1/Default would have 5 names in common: aws_cognito_user_pool_domain "notes-auth", aws_cloudwatch_log_group "/aws/lambda/notes-items", aws_cloudwatch_log_group "/aws/vendedlogs/apigateway/notes-api", aws_iam_role "notes-items", aws_lambda_function "notes-items". Each can be taken once in a region, that of aws_iam_role once in an account, in all its regions together. Give each its own names, e.g. another project.",
]
`);
  });

  test("roles of two regions collide, functions don't", () => {
    const text = said(
      { region: "eu-central-1", build: secured("notes") },
      { region: "us-east-1", build: secured("notes") },
    );
    expect(text).toContain("aws_iam_role.items (stack-0)");
    expect(text).not.toContain("aws_lambda_function");
  });

  test("what may be another account, or another project, is no collision", () => {
    expect(
      said(
        { region: "eu-central-1", build: role("deploy") },
        { region: "eu-central-1", profile: "other", build: role("deploy") },
      ),
    ).toBe("");
    expect(said({ region: "eu-central-1", build: secured("a") }, { region: "eu-central-1", build: secured("b") })).toBe(
      "",
    );
  });

  test("names that only Terraform knows, or makes several of, aren't compared", () => {
    const stack = (name: string, more: object = {}) => ({
      name,
      emitted: { resource: { aws_iam_role: { one: { name: "${var.name}", ...more }, two: { name: "${var.name}" } } } },
    });
    expect(nameCollisions([stack("a")])).toEqual([]);
  });
});

test("all stacks are told of together", () => {
  const open = (name: string) => (stack: ApiStack) => {
    const { apiId } = new HttpApi(stack, "api", { name });
    new Apigatewayv2Route(stack, name, { apiId, routeKey: "GET /raw", authorizationType: "NONE" });
  };
  const text = said({ region: "eu-central-1", build: open("one") }, { region: "eu-central-1", build: open("two") });
  expect(text).toContain("[route-open] aws_apigatewayv2_route.one");
  expect(text).toContain("[route-open] aws_apigatewayv2_route.two");
});

describe("cycles", () => {
  describe("resources that wait for each other", () => {
    test("a function that is told the address of the API that calls it", () => {
      const stack = testStack();
      const api = new SecuredApi(stack, "Default", props("notes"));
      api.functions.items.resource.putEnvironment({ variables: { API_URL: api.api.resource.apiEndpoint } });
      expect(() => synth(stack)).not.toThrow();
      api.api.resource.addOverride("description", "${aws_lambda_function.items.arn}");
      expect(() => synth(stack)).toThrow(
        /\[reference-cycle\] aws_lambda_function\.items -> aws_apigatewayv2_api\.api -> aws_lambda_function\.items/,
      );
    });

    test("depends_on counts, comments and data sources don't make one", () => {
      expect(
        referenceCycles({
          resource: {
            aws_a: { x: { "//": { note: "${aws_b.y.id}" } } },
            aws_b: { y: { depends_on: ["aws_c.z"] } },
            aws_c: { z: { of: '${join(",", [aws_b.y.id])}' } },
          },
        }),
      ).toEqual([expect.stringContaining("aws_b.y -> aws_c.z -> aws_b.y")]);
    });
  });
});
