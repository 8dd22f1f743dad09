import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { entryAccesses } from "../../../posture/access/index";
import { pathsTo } from "../../../posture/access/paths";
import { readFolder } from "../../../posture/model/read";
import type { Model } from "../../../posture/model/index";
import { renderRoutes } from "../../../posture/render/routes";
import { temporaryFolder } from "../../support/folder";
import { planned } from "../fixtures";
import { explain, holdAnswers, whole } from "./whole";

holdAnswers();

const FOLDER = join(__dirname, "..", "fixtures", "every-entry-point");
const PLAN = planned("every-entry-point");
const TARGET = "aws_lambda_function.target";
const folder = temporaryFolder("unsure");
const TRUE = "public: no authorization";

/** Every way in to the one function: is it open to everybody, and who gets in. */
const WAYS: Readonly<Record<string, readonly [open: boolean, who: string]>> = {
  "aws_apigatewayv2_route.open": [true, TRUE],
  "aws_apigatewayv2_route.token": [false, "any holder of a token from pool people for web"],
  "aws_apigatewayv2_route.signed": [false, "IAM: aws_iam_role.caller"],
  "aws_apigatewayv2_route.guarded": [false, "whoever guard lets in"],
  "aws_apigatewayv2_route.partners": [false, "whoever presents a client certificate that its truststore accepts"],
  "aws_apigatewayv2_route.connect": [false, "IAM: aws_iam_role.caller"],
  "aws_apigatewayv2_route.message": [false, "connections that $connect let in: IAM principals: aws_iam_role.caller"],
  "aws_apigatewayv2_api.described#GET /described": [true, TRUE],
  "aws_apigatewayv2_api.described#POST /described": [
    false,
    "holders of orders/write from https://id.example.com for a",
  ],
  "aws_apigatewayv2_api.quick#quick-create": [true, TRUE],
  "aws_api_gateway_method.open": [true, TRUE],
  "aws_api_gateway_method.key": [true, "everyone who has an API key of a usage plan: no authorization"],
  "aws_api_gateway_method.signed": [false, "IAM: aws_iam_role.caller"],
  "aws_api_gateway_method.people": [false, "any holder of an ID token from pool people"],
  "aws_api_gateway_method.scoped": [false, "holders of orders/read from pool people"],
  "aws_api_gateway_method.guarded": [false, "whoever guard lets in"],
  "aws_api_gateway_rest_api.inside#GET /inside": [false, "whoever is inside its network: no authorization"],
  "aws_api_gateway_rest_api.limited#GET /limited": [
    false,
    "nobody without a signature: the API's own policy lets no anonymous caller in",
  ],
  "aws_lambda_function_url.open": [true, TRUE],
  "aws_lambda_function_url.signed": [false, "IAM: aws_iam_role.caller"],
  "aws_lambda_permission.everybody": [true, "IAM: everybody with an AWS account"],
  "aws_lambda_permission.account": [false, "IAM: the account 210987654321, whom policies there let"],
  "aws_lambda_permission.organization": [false, "IAM: the organization o-abcdefghij"],
  [`${TARGET}#policies`]: [false, "IAM: aws_iam_role.caller; aws_iam_role.guest"],
  [`${TARGET}#aws_cognito_identity_pool.visitors-guests`]: [true, "guests of the identity pool visitors"],
  "aws_lb_listener.plain": [true, TRUE],
  "aws_lb_listener.secure": [false, "whoever signs in at https://id.example.com"],
  "aws_appsync_resolver.order": [true, "everyone who has the API key, which every client contains"],
  "aws_appsync_resolver.order#AWS_IAM": [false, "IAM: aws_iam_role.caller"],
  "aws_appsync_datasource.members": [false, "any holder of a token from pool people"],
  "aws_cloudfront_distribution.edge#origin-url": [true, "public: CloudFront signs for every caller"],
  "aws_lambda_event_source_mapping.jobs": [false, "no caller: AWS invokes it by itself"],
  "aws_s3_bucket_notification.files": [false, "no caller: AWS invokes it by itself"],
};
const OPEN = Object.keys(WAYS)
  .filter((id) => WAYS[id]?.[0])
  .sort();

const waysTo = (model: Model) =>
  Object.fromEntries(
    entryAccesses(model)
      .filter(({ function: fn }) => fn?.address === TARGET)
      .map(({ entryPoint, open, who }) => [entryPoint.id, [open, who]]),
  );
const target = (model: Model) => model.functions.find(({ address }) => address === TARGET);

describe.each([
  ["a plan", () => Promise.resolve(PLAN)],
  ["the folder it is made of", () => readFolder(FOLDER)],
])("every way in to one function, of %s", (_, read) => {
  test("is named with who gets in by it", async () => {
    expect(waysTo(await read())).toEqual(WAYS);
  });

  test("is counted, the open ones apart", async () => {
    const text = renderRoutes("text", await read(), false);
    expect(text).toContain(`${TARGET}: ${Object.keys(WAYS).length} ways, ${OPEN.length} open to everybody`);
    // Event sources are no callers; the authorizer's function can be invoked too.
    expect(text).toContain(`${Object.keys(WAYS).length - 2 + 1} entry points, ${OPEN.length} open to everybody.`);
    for (const id of Object.keys(WAYS)) if (!/^aws_apigatewayv2_route/.test(id)) expect(text).toContain(id);
  });

  test("leads from nobody by the open ones exactly", async () => {
    const model = await read();
    const paths = pathsTo(model, target(model), { kind: "nobody" });
    expect(paths.map(({ access }) => access.entryPoint.id).sort()).toEqual(OPEN);
  });

  test("is explained as it is shown, to a caller without credentials", async () => {
    const model = await read();
    for (const { entryPoint, open } of entryAccesses(model)) {
      // A key, an account and a guest's credentials are anybody's, and still have to be shown.
      const asks = /#AWS_IAM|method\.key|resolver\.order|permission\.|guests$/.test(entryPoint.id);
      const { outcome } = whole(explain(model, { entryPoint: entryPoint.id }, undefined));
      expect([entryPoint.id, outcome]).toEqual([entryPoint.id, open === true && !asks ? "passes" : "refused"]);
    }
  });
});

describe("ways in of modules that are given functions", () => {
  const STYLE = "every-entry-point-in-modules";
  const summary = (model: Model) =>
    renderRoutes("text", model, false)
      .split("\n")
      .filter((line) => /^ {2}\S.*: \d+ ways?,|^\d+ entry points/.test(line));
  const byId = (model: Model) => new Map(entryAccesses(model).map((one) => [one.entryPoint.id, one]));

  test("are all known of the folder", async () => {
    const model = await readFolder(join(__dirname, "..", "fixtures", STYLE));
    expect(summary(model)).toEqual([
      '  module.fn["dev"].aws_lambda_function.this: 4 ways, 3 open to everybody',
      '  module.fn["prod"].aws_lambda_function.this: 15 ways, 8 open to everybody',
      "19 entry points, 11 open to everybody, 1 not known yet.",
    ]);
    const paths = pathsTo(model, undefined, { kind: "nobody" });
    expect(paths.map(({ access }) => access.entryPoint.id).sort()).toEqual([
      'module.alb.aws_lb_listener.this["plain"]',
      "module.edge.aws_cloudfront_distribution.this#origin-url",
      'module.fn["prod"].aws_lambda_function.this#module.pool.aws_cognito_identity_pool.this-guests',
      'module.graph.aws_appsync_resolver.this["order"]',
      'module.graph.aws_appsync_resolver.this["put"]',
      'module.http.module.route["GET /dev"].aws_apigatewayv2_route.this',
      'module.http.module.route["GET /prod"].aws_apigatewayv2_route.this',
      'module.perm["all"].aws_lambda_permission.this',
      'module.rest["dev"].aws_api_gateway_method.this["GET"]',
      "module.url[0].aws_lambda_function_url.this",
      'module.ws.aws_apigatewayv2_route.this["$connect"]',
      'module.ws.aws_apigatewayv2_route.this["$default"]',
    ]);
  });

  test("are the same of the plan, and unknown where a plan doesn't tell", async () => {
    const plan = byId(planned(STYLE));
    for (const [id, { open, function: fn }] of byId(await readFolder(join(__dirname, "..", "fixtures", STYLE)))) {
      const own = plan.get(id);
      // A plan shows nothing of what a dynamic block refers to.
      const hidden = id.startsWith("module.edge.");
      expect([id, own?.function?.address]).toEqual([id, hidden ? undefined : fn?.address]);
      expect([id, [open, "unknown"].includes(own?.open ?? "absent")]).toEqual([id, true]);
    }
    expect(summary(planned(STYLE))).toEqual([
      '  module.fn["dev"].aws_lambda_function.this: 7 ways, 2 open to everybody',
      '  module.fn["prod"].aws_lambda_function.this: 14 ways, 6 open to everybody',
      "  which function, if any, isn't known: 1 way, 0 open to everybody",
      "22 entry points, 8 open to everybody, 9 not known yet.",
    ]);
  });
});

/** The fixture as a module without a provider of its own, whose names hold the instance's. */
function asModule(): string {
  const text = readFileSync(join(FOLDER, "main.tf"), "utf8").replace(/^provider "aws" \{[^}]*\}\n/m, "");
  const named = text
    .replace(/(name\s*=\s*)"(target|guard|caller|guest|people|visitors)"/g, '$1"${var.name}-$2"')
    .replace(/:function:target\b/g, ":function:${var.name}-target");
  return `${named}\nvariable "name" {}\n`;
}

test("is the same of each instance of a module within a module", async () => {
  const call = (meta: string, name: string) => `{\n  ${meta}\n  source = "../site"\n  name = ${name}\n}\n`;
  for (const [file, text] of [
    [
      "main.tf",
      'provider "aws" { region = "eu-west-1" }\nmodule "outer" {\n  source = "./outer"\n  sites = ["a", "b"]\n}\n',
    ],
    [
      "outer/main.tf",
      `variable "sites" {}\nmodule "site" ${call("for_each = toset(var.sites)", "each.key")}module "one" ${call("count = 1", '"one"')}`,
    ],
    ["site/main.tf", asModule()],
  ] as const) {
    mkdirSync(dirname(join(folder(), file)), { recursive: true });
    writeFileSync(join(folder(), file), text);
  }
  const model = await readFolder(folder());
  const all = entryAccesses(model);
  const modules = ['module.outer.module.site["a"].', 'module.outer.module.site["b"].', "module.outer.module.one[0]."];
  // Everybody with an account may invoke it, and so may the guests of every pool.
  const guests = `${TARGET}#aws_cognito_identity_pool.visitors-guests`;
  for (const module of modules) {
    const own = all.filter(({ function: fn }) => fn?.address === `${module}${TARGET}`);
    const ids = own.map(({ entryPoint }) => entryPoint.id.replaceAll(module, ""));
    expect(ids.filter((id) => !id.startsWith(`${TARGET}#module.`)).sort()).toEqual(Object.keys(WAYS).sort());
    expect(ids.length).toBe(Object.keys(WAYS).length + modules.length - 1);
    expect(own.filter(({ open }) => open === true).length).toBe(OPEN.length + modules.length - 1);
    for (const { entryPoint, open } of own) {
      const id = entryPoint.id.replaceAll(module, "");
      expect([id, open]).toEqual([id, WAYS[id.startsWith(`${TARGET}#module.`) ? guests : id]?.[0]]);
    }
  }
});

/** The same ways in, of which one variable without a default decides. */
const UNSURE = `
variable "how" {}
resource "aws_lambda_function" "target" { function_name = "target" }
resource "aws_lambda_function_url" "url" {
  function_name      = aws_lambda_function.target.function_name
  authorization_type = var.how
}
resource "aws_lambda_permission" "other" {
  function_name = aws_lambda_function.target.function_name
  action        = "lambda:InvokeFunction"
  principal     = var.how
}
resource "aws_apigatewayv2_api" "described" {
  name          = "described"
  protocol_type = "HTTP"
  body          = file(var.how)
}
resource "aws_api_gateway_rest_api" "rest" { name = "rest" }
resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.rest.id
  resource_id   = aws_api_gateway_rest_api.rest.root_resource_id
  http_method   = "GET"
  authorization = var.how
}
resource "aws_iam_role" "caller" { name = "caller" }
resource "aws_iam_role_policy" "caller" {
  role   = aws_iam_role.caller.name
  policy = var.how
}
`;

test("of a folder says what isn't known, and neither open nor closed of that", async () => {
  writeFileSync(join(folder(), "main.tf"), UNSURE);
  const model = await readFolder(folder());
  const shown = Object.fromEntries(
    entryAccesses(model).map(({ entryPoint, open, who }) => [entryPoint.id, [open, who]]),
  );
  expect(shown).toEqual({
    "aws_lambda_function_url.url": ["unknown", expect.stringMatching(/^not known yet: .*var\.how/)],
    "aws_lambda_permission.other": ["unknown", expect.stringMatching(/^whom the permission names isn't known/)],
    "aws_apigatewayv2_api.described#body": ["unknown", expect.stringMatching(/the OpenAPI body isn't known/)],
    "aws_api_gateway_method.get": ["unknown", expect.stringMatching(/^not known yet: its authorization isn't known/)],
    [`${TARGET}#policies`]: [false, "IAM: perhaps aws_iam_role.caller"],
  });
  expect(renderRoutes("text", model, false)).toContain("5 entry points, 0 open to everybody, 4 not known yet.");
  for (const { entryPoint, open } of entryAccesses(model))
    if (open === "unknown")
      expect(whole(explain(model, { entryPoint: entryPoint.id }, undefined)).outcome).not.toBe("passes");
});
