import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runStack } from "../../action/run";
import type { StackRunOptions } from "../../action/run";
import { silent } from "../../process/progress";
import { temporaryFolder } from "../support/folder";

const folder = temporaryFolder("run");

/** A checkout with these files in `infra`. */
function side(name: "base" | "head", test: string, files: Readonly<Record<string, string>>) {
  const root = join(folder(), test, name);
  mkdirSync(join(root, "infra"), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, "infra", file), text);
  return { name, root, path: "infra" };
}

function running(
  test: string,
  base: Readonly<Record<string, string>>,
  head: typeof base,
  more: Partial<StackRunOptions> = {},
) {
  const out = join(folder(), test, "out");
  const sides = { base: side("base", test, base), head: side("head", test, head) };
  return runStack({ stack: "api", ...sides, out, private: join(folder(), test, "private"), env: {}, ...more }, silent);
}

const comment = (test: string) => readFileSync(join(folder(), test, "out", "comment.md"), "utf8");

const main = (authorization: string) => `
resource "aws_apigatewayv2_api" "api" {
  name          = "orders"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "GET /orders"
  authorization_type = "${authorization}"
}
`;

test("judges plain Terraform by its folders where no plan can be had", async () => {
  const result = await running("folders", { "main.tf": main("AWS_IAM") }, { "main.tf": main("NONE") });
  expect(result).toMatchObject({ basis: "folders", verdict: "broadened" });
  expect(comment("folders")).toContain("route-became-public");
  expect(comment("folders")).toContain("Folders of .tf files were compared");
  expect(readFileSync(join(folder(), "folders", "out", "report.html"), "utf8")).toContain("GET /orders");
  const same = await running("same", { "main.tf": main("AWS_IAM") }, { "main.tf": main("AWS_IAM") });
  expect(same).toMatchObject({ basis: "folders", verdict: "nothing broader" });
});

test("says so where a side has no files, and where they can't be read", async () => {
  const none = await running("none", {}, { "main.tf": main("NONE") });
  expect(none).toMatchObject({ verdict: "failed", message: expect.stringContaining("don't both have one") });
  const broken = await running("broken", { "main.tf": main("AWS_IAM") }, { "main.tf": "resource {" });
  expect(broken.verdict).toBe("failed");
});

describe("plans of both sides", () => {
  /** A policy whose text is known only after apply: a plan holds what it refers to. */
  const references = ["aws_apigatewayv2_api.api.execution_arn", "aws_apigatewayv2_api.api"];
  const policy = {
    address: "aws_iam_role_policy.caller",
    mode: "managed",
    type: "aws_iam_role_policy",
    name: "caller",
  };
  const api = { address: "aws_apigatewayv2_api.api", mode: "managed", type: "aws_apigatewayv2_api", name: "api" };
  const values = { role: "caller" };
  const named = { name: "orders", protocol_type: "HTTP" };
  const created = (after: object, unknown: object) => ({
    change: { actions: ["create"], before: null, after, after_unknown: { id: true, ...unknown } },
  });
  const plan = JSON.stringify({
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: [
          { ...policy, values },
          { ...api, values: named },
        ],
      },
    },
    resource_changes: [
      { ...policy, ...created(values, { policy: true }) },
      { ...api, ...created(named, { execution_arn: true }) },
    ],
    configuration: {
      root_module: {
        resources: [
          { ...policy, expressions: { policy: { references }, role: { constant_value: "caller" } } },
          { ...api, expressions: { name: { constant_value: "orders" } } },
        ],
      },
    },
  });
  const planned = (test: string) => {
    const file = join(folder(), `${test}.json`);
    writeFileSync(file, plan);
    return { head: file, base: file };
  };
  const role = (route: string) => `${main("AWS_IAM")}
resource "aws_iam_role_policy" "caller" {
  role   = "caller"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "execute-api:Invoke", Resource = "\${aws_apigatewayv2_api.api.execution_arn}/${route}" }] })
}
`;

  test("are compared with the sources of both", async () => {
    const files = (route: string) => ({ "main.tf": role(route) });
    const open = { open: expect.objectContaining({ broadened: 0, unknown: 0 }) };
    const same = await running("plans-same", files("*/GET/orders"), files("*/GET/orders"), {
      plans: planned("plans-same"),
    });
    expect(same).toMatchObject({ basis: "base and head", ...open });
    expect(comment("plans-same")).not.toContain("Not compared");
    await running("plans-other", files("*/GET/orders"), files("*"), { plans: planned("plans-other") });
    expect(comment("plans-other")).toContain("configuration-unknown");
    const without = await running("plans-alone", {}, {}, { plans: planned("plans-alone") });
    expect(without.basis).toBe("base and head");
    expect(comment("plans-alone")).toContain("Not compared");
  });
});
