import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import type { TerraformStack } from "cdktf";
import { acknowledge } from "../../constructs/judgement";
import { Section } from "../../constructs/section";
import { httpApi } from "../support/api";
import { expectRefusal } from "../support/refusal";
import { synth, testStack } from "../support/synth";

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

test("one without a reason is refused", () => {
  const stack = testStack();
  expectRefusal(
    () => acknowledge(stack, { code: "route-open", reason: " " }),
    "acknowledgement-reason",
    "auth-api",
    "route-open",
  );
});
