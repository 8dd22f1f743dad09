import { join } from "node:path";
import { changesBetween } from "../../../../posture/diff/index";
import { readFolder } from "../../../../posture/model/read";
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
