import { readFileSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { entryAccesses } from "../../posture/access/index";
import type { EntryAccess } from "../../posture/access/index";
import { readFolder } from "../../posture/model/read";
import { tour } from "../../tools/docs/tour";
import { withMarked } from "../../tools/docs/marked";
import { ROOT } from "../support/project";

const GOAT = path.join(ROOT, "examples", "authgoat");
const read = async (side: "vulnerable" | "fixed"): Promise<readonly EntryAccess[]> =>
  entryAccesses(await readFolder(path.join(GOAT, side)));

/** The vulnerable entry point of each file. */
const DOORS: Readonly<Record<string, string>> = {
  "01-open-route": "aws_apigatewayv2_route.open",
  "02-catch-all": "aws_apigatewayv2_route.rest",
  "03-quick-create": "aws_apigatewayv2_api.quick#quick-create",
  "04-openapi-body": "aws_apigatewayv2_api.described#DELETE /orders/{id}",
  "05-open-method": "aws_api_gateway_method.orders",
  "06-api-key": "aws_api_gateway_method.partners",
  "07-resource-policy": "aws_api_gateway_method.shared",
  "08-websocket": "aws_apigatewayv2_route.connect",
  "09-function-url": "aws_lambda_function_url.orders",
  "10-url-of-an-alias": "aws_lambda_function_url.beta",
  "11-permission-everybody": "aws_lambda_permission.everybody",
  "12-url-permission": "aws_lambda_function_url.reports",
  "13-load-balancer": "aws_lb_listener.http",
  "14-listener-rule": "aws_lb_listener_rule.admin",
  "15-sign-in-optional": "aws_lb_listener.optional",
  "16-graphql-api-key": "aws_appsync_resolver.graph",
  "17-identity-pool-guests": "aws_lambda_function.orders#aws_cognito_identity_pool.guests-guests",
  "18-distribution-signs": "aws_cloudfront_distribution.edge#origin-url",
  "19-around-mutual-tls": "aws_apigatewayv2_route.partners",
  "20-any-method": "aws_api_gateway_method.items",
};

/** What else doors 8 and 17 open: messages of the connections, and functions that the guests' role isn't for. */
const ALSO = [
  // Whoever door 8 lets connect may send to the API's other routes.
  "aws_apigatewayv2_route.send",
  "aws_lambda_function.reports#aws_cognito_identity_pool.guests-guests",
  "aws_lambda_function.edge#aws_cognito_identity_pool.guests-guests",
];

const idsOf = (accesses: readonly EntryAccess[], open: EntryAccess["open"]): string[] =>
  accesses
    .filter((one) => one.open === open)
    .map(({ entryPoint }) => entryPoint.id)
    .sort();

describe("authgoat", () => {
  test("has a file for each door, and the same with the fix", () => {
    for (const side of ["vulnerable", "fixed"])
      expect(readdirSync(path.join(GOAT, side)).sort()).toEqual([
        ...Object.keys(DOORS).map((name) => `${name}.tf`),
        "main.tf",
      ]);
  });

  test("vulnerable: every entry point is found open, and nothing else", async () => {
    const accesses = await read("vulnerable");
    expect(idsOf(accesses, true)).toEqual([...Object.values(DOORS), ...ALSO].sort());
    expect(idsOf(accesses, "unknown")).toEqual([]);
    for (const { open, fix } of accesses) expect(fix !== undefined).toBe(open !== false);
  });

  test("fixed: none is open, and the guarded way is where it was", async () => {
    const accesses = await read("fixed");
    expect(idsOf(accesses, true)).toEqual([]);
    expect(idsOf(accesses, "unknown")).toEqual([]);
    expect(idsOf(accesses, false)).toContain("aws_apigatewayv2_route.guarded");
  });

  test("is what docs/tour.md goes through (npm run docs writes it)", async () => {
    const page = readFileSync(path.join(ROOT, "docs", "tour.md"), "utf8");
    expect(withMarked(page, "tour", await tour())).toBe(page);
    for (const id of Object.values(DOORS)) expect(page).toContain(`--entry-point '${id}'`);
  });
});
