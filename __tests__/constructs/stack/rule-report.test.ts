import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, type TerraformStack } from "cdktf";
import { acknowledge } from "../../../constructs/stack/rule-report";
import type { ApiStack } from "../../../constructs/stack/stack";
import { Section } from "../../../constructs/stack/section";
import { httpApi } from "../../support/api";
import { expectRefusal } from "../../support/expect-error";
import { synth, testStack } from "../../support/synth";

/** Raw routes of the provider, beside this library, that nobody closed. */
function openRoutes(stack: TerraformStack, ...ids: string[]): Apigatewayv2Route[] {
  const { apiId } = httpApi(stack);
  const scope = new Section(stack, "raw");
  return ids.map((id) => new Apigatewayv2Route(scope, id, { apiId, routeKey: `GET /${id}` }));
}

test("raw resources are judged like the library's own, and every error is printed at once", () => {
  const stack = testStack();
  openRoutes(stack, "a", "b");
  for (const id of ["a", "b"])
    expect(() => synth(stack)).toThrow(`error [route-open] aws_apigatewayv2_route.${id} (auth-api/raw/${id})`);
});

test("an acknowledged finding doesn't stop synth, and is shown with its reason", () => {
  const stack = testStack();
  for (const route of openRoutes(stack, "a")) acknowledge(route, { code: "route-open", reason: "health check" });
  synth(stack);
  const shown = stack.node.metadata.map(({ data }) => String(data));
  expect(shown).toContainEqual(expect.stringMatching(/^acknowledged \[route-open\].*Reason: health check$/));
});

test("an acknowledgement covers what is below the construct, and nothing beside it", () => {
  const [all, one] = [testStack(), testStack()];
  openRoutes(all, "a", "b");
  acknowledge(all.node.findChild("raw"), { code: "route-open", reason: "health checks" });
  synth(all);
  for (const route of openRoutes(one, "a", "b").slice(0, 1)) acknowledge(route, { code: "route-open", reason: "a" });
  expect(() => synth(one)).toThrow("error [route-open] aws_apigatewayv2_route.b");
});

test("one that has expired doesn't count", () => {
  const stack = testStack();
  for (const route of openRoutes(stack, "a"))
    acknowledge(route, { code: "route-open", reason: "until launch", expires: "2020-01-01" });
  expect(() => synth(stack)).toThrow("[route-open]");
});

test.each([" ", "TODO"])("one with %j in place of a reason is refused", (reason) => {
  const stack = testStack();
  expectRefusal(
    () => acknowledge(stack, { code: "route-open", reason }),
    "acknowledgement-reason",
    "auth-api",
    "route-open",
  );
});

test.each(["tomorrow", "2026-02-30"])("one that expires %j would never do so, and is refused", (expires) => {
  const stack = testStack();
  expectRefusal(
    () => acknowledge(stack, { code: "route-open", reason: "a health check", expires }),
    "acknowledgement-expires",
    `"${expires}" is not a day`,
  );
});

describe("what is emitted for reviewers", () => {
  /** The file as it is written: cdktf's Testing.synth takes comments away. */
  const written = (stack: ApiStack): string => {
    const app = App.of(stack);
    app.synth();
    return readFileSync(join(app.outdir, "stacks", "auth-api", "cdk.tf.json"), "utf8");
  };
  type Comment = { metadata?: object; acknowledgements?: readonly object[] };
  const comment = (stack: ApiStack) => (JSON.parse(written(stack)) as { "//": Comment })["//"];

  test("code, address and reason of each acknowledged finding, sorted, beside what cdktf says", () => {
    const stack = testStack();
    openRoutes(stack, "b", "a");
    acknowledge(stack.node.findChild("raw"), { code: "route-open", reason: "health checks", expires: "2999-12-31" });
    const told = { code: "route-open", reason: "health checks", expires: "2999-12-31" };
    expect(comment(stack).acknowledgements).toEqual(
      ["a", "b"].map((id) => ({ ...told, address: `aws_apigatewayv2_route.${id}` })),
    );
    expect(comment(stack).metadata).toMatchObject({ stackName: "auth-api" });
  });

  test("the same text each time, judged or not", () => {
    const stack = testStack();
    for (const route of openRoutes(stack, "a", "b"))
      acknowledge(route, { code: "route-open", reason: "a health check" });
    const unjudged = stack.toTerraform();
    const first = written(stack);
    expect(written(stack)).toBe(first);
    expect(unjudged).toEqual(JSON.parse(first));
    expect(first).toContain("a health check");
  });

  test("nothing where nothing was acknowledged", () => {
    const stack = testStack();
    httpApi(stack);
    expect(comment(stack).acknowledgements).toBeUndefined();
  });

  test("one that matches nothing keeps its construct's path, so that the check finds it too", () => {
    const stack = testStack();
    httpApi(stack);
    acknowledge(stack, { code: "route-open", reason: "there was one" });
    expect(comment(stack).acknowledgements).toEqual([
      { code: "route-open", address: "auth-api", reason: "there was one" },
    ]);
  });
});

test("a finding whose remedy says what to write doesn't ask whether that was meant", () => {
  const stack = testStack();
  const { apiId } = httpApi(stack);
  new Apigatewayv2Route(stack, "a", { apiId, routeKey: "GET /items/:id", authorizationType: "AWS_IAM" });
  expect(() => synth(stack)).toThrow(/\[route-key-shape\] .* Write "GET \/items\/\{id\}"\.$/m);
});
