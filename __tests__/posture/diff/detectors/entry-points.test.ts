import { join } from "node:path";
import { changesBetween } from "../../../../posture/diff/index";
import { readFolder, readSynth } from "../../../../posture/model/read";
import { ROOT } from "../../../support/project";

const side = (name: "vulnerable" | "fixed") => readFolder(join(ROOT, "examples", "authgoat", name));
const codes = [
  "entry-point-added",
  "entry-point-removed",
  "entry-point-opened",
  "entry-point-closed",
  "entry-point-callers-changed",
];
const found = async (before: "vulnerable" | "fixed", after: "vulnerable" | "fixed") =>
  changesBetween(await side(before), await side(after))
    .filter(({ code }) => codes.includes(code))
    .map(({ code, kind, address }) => `${kind} ${code} ${address}`)
    .sort();

describe("entry points of two sides", () => {
  test("tells those that are open now, and a new way to an old function", async () => {
    expect(await found("fixed", "vulnerable")).toEqual([
      "broadened entry-point-added aws_lb_listener.http",
      "broadened entry-point-opened aws_api_gateway_method.items",
      "broadened entry-point-opened aws_api_gateway_method.orders",
      "broadened entry-point-opened aws_api_gateway_method.partners",
      "broadened entry-point-opened aws_api_gateway_method.shared",
      "broadened entry-point-opened aws_apigatewayv2_api.described",
      "broadened entry-point-opened aws_appsync_resolver.graph",
      "broadened entry-point-opened aws_lb_listener.optional",
      "broadened entry-point-opened aws_lb_listener_rule.admin",
      "narrowed entry-point-callers-changed aws_appsync_resolver.graph",
      // Signed addresses are no longer demanded: an argument that is left out stays as it is deployed.
      "unknown entry-point-callers-changed aws_cloudfront_distribution.edge",
    ]);
    const added = changesBetween(await side("fixed"), await side("vulnerable")).find(
      ({ code }) => code === "entry-point-added",
    );
    expect(added?.summary).toBe(
      "every path (default action) of load balancer authgoat-front is a new entry point to the function authgoat-orders, which was there before. Who gets in: public: no authorization.",
    );
  });

  test("mirrors them but for what is left out on one side", async () => {
    const known = (lines: readonly string[]) =>
      lines.filter((line) => !/aws_cloudfront_distribution\.edge|aws_lb_listener\.optional/.test(line));
    const back = (await found("vulnerable", "fixed")).map((line) =>
      line
        .replace("narrowed entry-point-closed", "broadened entry-point-opened")
        .replace("broadened entry-point-callers-changed", "narrowed entry-point-callers-changed")
        .replace("breaking entry-point-removed", "broadened entry-point-added"),
    );
    expect(known(back.sort())).toEqual(known(await found("fixed", "vulnerable")));
  });

  test.each(["vulnerable", "fixed"] as const)("finds nothing between %s and itself", async (name) => {
    expect(await found(name, name)).toEqual([]);
  });
});

describe("a distribution's origins", () => {
  const api_id = "${aws_apigatewayv2_api.a.id}";
  const api = (origin_id = "api") => ({ origin_id, domain_name: "${aws_apigatewayv2_api.a.api_endpoint}" });
  const url = (origin_id = "url") => ({ origin_id, domain_name: "${aws_lambda_function_url.u.function_url}" });
  const between = (before: object[], after: object[]) => {
    const of = (origin: object[]) =>
      readSynth({
        resource: {
          aws_lambda_function: { f: { function_name: "f" } },
          aws_lambda_function_url: { u: { function_name: "f", authorization_type: "NONE" } },
          aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP" } },
          aws_apigatewayv2_integration: {
            i: { api_id, integration_type: "AWS_PROXY", integration_uri: "${aws_lambda_function.f.invoke_arn}" },
          },
          aws_apigatewayv2_route: {
            r: {
              ...{ api_id, route_key: "GET /", authorization_type: "AWS_IAM" },
              target: "integrations/${aws_apigatewayv2_integration.i.id}",
            },
          },
          aws_cloudfront_distribution: { d: { origin, default_cache_behavior: [{ target_origin_id: "api" }] } },
        },
      });
    return changesBetween(of(before), of(after))
      .filter(({ code }) => codes.includes(code))
      .map(({ code, kind, summary }) => `${kind} ${code}: ${summary.split(" of ", 1)[0] ?? ""}`);
  };

  test.each<[string, object[], object[], string[]]>([
    ["in another order", [api(), url()], [url(), api()], []],
    ["by another id", [api(), url()], [api(), url("function")], []],
    ["one more", [api()], [url(), api()], ["broadened entry-point-added: origin function f"]],
    ["one less", [url(), api()], [api()], ["breaking entry-point-removed: origin function f"]],
    ["another in its place", [api("one")], [url("one")], ["broadened entry-point-opened: origin function f"]],
  ])("%s", (_, before, after, changes) => expect(between(before, after)).toEqual(changes));
});

describe("a GraphQL API without functions", () => {
  const of = (resource: Record<string, object>) =>
    readSynth({ resource: { aws_iam_role: { r: { name: "r" } }, ...resource } });
  const graph = (authentication_type: string) => ({
    aws_appsync_graphql_api: { g: { name: "g", authentication_type } },
  });

  test.each<[string, Record<string, object>, Record<string, object>, string]>([
    ["is new", {}, graph("API_KEY"), "broadened entry-point-added"],
    ["is open now", graph("AWS_IAM"), graph("API_KEY"), "broadened entry-point-opened"],
    ["is removed", graph("API_KEY"), {}, "breaking entry-point-removed"],
  ])("%s", (_, before, after, change) => {
    const found = changesBetween(of(before), of(after)).filter(({ code }) => codes.includes(code));
    expect(found.map(({ code, kind }) => `${kind} ${code}`)).toEqual([change]);
  });
});
