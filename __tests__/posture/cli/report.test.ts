import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { write } from "../terraform/folder/write";
import { temporaryFolder } from "../../support/folder";
import { posture } from "./support";

const folder = temporaryFolder("report");

const report = (args: readonly string[], files: Record<string, string> = {}) => posture(["report", ...args], files);

test("writes the page to a file, and nothing else", async () => {
  const file = join(folder(), "report.html");
  expect(await report(["review/plan.json", "--out", file])).toEqual({ code: 0, out: "", err: "" });
  expect(readdirSync(folder())).toEqual(["report.html"]);
  expect(readFileSync(file, "utf8")).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
});

test("leaves no half page behind", async () => {
  const file = join(folder(), "nowhere", "report.html");
  expect(await report(["review/plan.json", "--out", file])).toMatchObject({
    code: 1,
    err: expect.stringContaining("can't be written"),
  });
  expect(existsSync(file)).toBe(false);
  expect((await report(["broken", "--out", file], { broken: '{"a": [' })).err).toContain("[truncated]");
});

test("compares two inputs, or shows one side", async () => {
  const two = await report(["review/plan.json", "--base", "review/state.json"]);
  expect(two.out).toContain("compared with state.json");
  expect(two.out).toContain("route-became-public");
  const one = await report(["review/state.json"]);
  expect(one.out).toContain("One side only");
  expect(one.out).not.toContain("What changes");
});

test("marks what is acknowledged", async () => {
  const list = [
    {
      code: "route-became-public",
      address: 'aws_apigatewayv2_route.orders["GET /orders/{id}"]',
      reason: "published catalogue",
    },
  ];
  const { out } = await report(["review/plan.json", "--acknowledgements", "a"], { a: JSON.stringify(list) });
  expect(out).toContain("published catalogue");
  expect(out).not.toContain("acknowledgement-unmatched");
});

test("two folders are compared by what their expressions say", async () => {
  const pool = (call: string): string => `
variable "name" {}
locals { name = ${call}(var.name) }
resource "aws_cognito_user_pool" "pool" {
  name = "pool"
  lambda_config { pre_sign_up = local.name }
}
resource "aws_cognito_user_pool_client" "web" {
  user_pool_id = aws_cognito_user_pool.pool.id
  name         = "web"
}`;
  const [before, after] = ["upper", "lower"].map((call) => write(join(folder(), call), { "main.tf": pool(call) }));
  const { code, out } = await report([after ?? "", "--base", before ?? ""]);
  expect(code).toBe(0);
  expect(out).toContain("The expression of lambda_config.pre_sign_up of");
});
