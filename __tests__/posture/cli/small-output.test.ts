import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../support/folder";
import { goodStack, over, route } from "../rules/support";
import { write } from "../terraform/folder/write";
import { posture, steady } from "./support";

/** What whole-output.test.ts has no case of, to the letter: empty lists, what is accepted, what isn't known, wrong options. */

const folder = temporaryFolder("small-output");
const http = (name: string) => ({ name, protocol_type: "HTTP" });
const FILES = {
  good: goodStack(),
  open: goodStack(route({ authorization_type: "NONE" })),
  unknown: goodStack(route({ authorization_type: "${var.type}" })),
  later: goodStack(over("aws_cognito_user_pool_client", "web", { allowed_oauth_scopes: ["${var.scope}"] })),
  two: { resource: { aws_apigatewayv2_api: { a: http("one"), b: http("two") } } },
  body: { resource: { aws_apigatewayv2_api: { a: { ...http("one"), body: "{}" } } } },
  none: { resource: { aws_s3_bucket: { x: {} } } },
  accepted: [
    { code: "route-open", address: "aws_apigatewayv2_route.get_items", reason: "A *public* catalogue" },
    {
      code: "route-became-public",
      address: "aws_apigatewayv2_route.get_items",
      reason: "agreed",
      expires: "2026-01-31",
    },
  ],
  known: { findings: [] },
};

const COMMANDS: readonly (readonly string[])[] = [
  ["check", "good"],
  ["check", "open"],
  ["check", "open", "--acknowledgements", "accepted"],
  ["check", "unknown"],
  ["check", "later"],
  ["check", "good", "--format", "sarif"],
  ["show", "good"],
  ["show", "unknown"],
  ["show", "none"],
  ["show", "two", "--format", "openapi"],
  ["show", "two", "--format", "openapi", "--api", "three"],
  ["show", "two", "--format", "openapi", "--api", "two"],
  ["show", "body", "--format", "openapi"],
  ["show", "none", "--format", "openapi"],
  ["diff", "good", "open", "--before-source", "x"],
  ["diff", "good", "good"],
  ["diff", "good", "open", "--acknowledgements", "accepted"],
  ["diff", "good", "open", "--acknowledgements", "accepted", "--format", "markdown"],
  ["diff", "open", "good", "--format", "markdown"],
  ["diff", "good", "unknown"],
  ["check", "good", "--format", "xml"],
  ["check", "good", "--fail-on", "fatal"],
  ["check", "good", "open"],
  ["show"],
  ["diff"],
  ["diff", "good", "open", "--allow", "broadened"],
];
test.each(COMMANDS.map((args) => [args.join(" "), args] as const))("%s", async (_, args) => {
  const { code, out, err } = await posture(args, FILES);
  expect(steady(`${out}${err === "" ? "" : `\nstandard error:\n${err}`}\nexit ${String(code)}\n`)).toMatchSnapshot();
});

test("what of a folder wasn't read is said", async () => {
  mkdirSync(join(folder(), "a"));
  write(folder(), {
    "main.tf": `resource "aws_apigatewayv2_api" "a" {
  name          = "a"
  protocol_type = "HTTP"
}
module "far" { source = "registry/far/aws" }
module "gone" { source = "./gone" }
module "sourceless" {}
`,
  });
  for (const command of ["check", "show"]) {
    const { code, out } = await posture([command, folder()]);
    expect(steady(`${out}exit ${String(code)}`).replaceAll(folder(), "FOLDER")).toMatchSnapshot();
  }
});
