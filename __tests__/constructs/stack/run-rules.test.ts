import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import * as constructs from "../../../constructs";
import { ApiStack, HttpApi, UserPool } from "../../../constructs";
import { testApp } from "../../support/synth";

/** A stack with an open route that nobody gave a reason for. */
function withOpenRoute(stack: TerraformStack): TerraformStack {
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  const api = new HttpApi(stack, "api", { name: "notes" });
  new Apigatewayv2Route(stack, "raw", { apiId: api.apiId, routeKey: "GET /raw", authorizationType: "NONE" });
  return stack;
}

test("the rules run in cdktf's own stack too", () => {
  expect(() => Testing.synth(withOpenRoute(new TerraformStack(testApp(), "plain")), true)).toThrow(/\[route-open\]/);
});

test("they run once, and the stack is told what it lacks", () => {
  const stack = new TerraformStack(testApp(), "plain");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  new UserPool(stack, "pool", { name: "notes" });
  new HttpApi(stack, "api", { name: "notes" });
  Testing.synth(stack, true);
  const warnings = stack.node.metadata.filter(({ data }) => String(data).includes("carry hashes"));
  expect(warnings).toHaveLength(1);
});

test("a stack of the library's own runs them by itself", () => {
  const stack = withOpenRoute(new ApiStack(testApp(), "own"));
  expect(() => Testing.synth(stack, true)).toThrow(/\[route-open\]/);
  expect(stack.node.metadata.filter(({ data }) => String(data).includes("carry hashes"))).toEqual([]);
});

test("all such stacks of an app are told of at once, and what other libraries refuse", () => {
  const app = testApp();
  const [one] = ["one", "two"].map((name) => withOpenRoute(new TerraformStack(app, name)));
  one?.node.addValidation({ validate: () => ["somebody's own rule"] });
  const message = (): string => {
    try {
      app.synth();
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : "";
    }
    return "nothing was refused";
  };
  const paragraphs = message().split("\n\n");
  expect(paragraphs[0]).toBe("ConfigurationError: [one] somebody's own rule");
  expect(paragraphs.filter((text) => text.includes("[route-open]"))).toEqual([
    expect.stringContaining("(one/raw)"),
    expect.stringContaining("(two/raw)"),
  ]);
});

test("every construct has them run, also where it is alone in its stack", () => {
  const own = Object.entries(constructs).filter(
    (entry): entry is [string, typeof Construct] =>
      typeof entry[1] === "function" &&
      entry[1].prototype instanceof Construct &&
      !TerraformStack.isStack(entry[1].prototype),
  );
  expect(own.length).toBeGreaterThan(25);
  // Three are made of the others, and one is the stack that runs them by itself.
  const without = own.filter(([, one]) => !/require(Rules|Checks)\)?\(this/.test(String(one))).map(([name]) => name);
  expect(without.sort()).toEqual(["ApiStack", "Identity", "Section", "SecuredApi"]);
});
