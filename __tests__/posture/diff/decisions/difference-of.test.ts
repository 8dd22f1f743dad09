import { callersText, deniedText } from "../../../../posture/diff/decisions/compare-access";
import { differenceOf } from "../../../../posture/diff/decisions/difference-of";
import { changesBetween } from "../../../../posture/diff";
import { allowCalls, callerWith, type Resources } from "../../rules/support";
import { between, good } from "../models";

const call = (route_key: string, more: Readonly<Record<string, unknown>> = {}) => ({
  api_id: "${aws_apigatewayv2_api.api.id}",
  route_key,
  target: "integrations/${aws_apigatewayv2_integration.items.id}",
  ...more,
});
const IAM = { authorization_type: "AWS_IAM" };
const may = (...paths: string[]) => callerWith(allowCalls(...paths));
const JWT = { authorization_type: "JWT", authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}" };

describe("named-paths", () => {
  const access = (before: Record<string, unknown>, after: Record<string, unknown>, ...policy: Resources[]) => {
    const routes = (route: Record<string, unknown>): Resources => ({ aws_apigatewayv2_route: { all: route } });
    const comparison = between(
      Object.assign({}, routes(before), ...policy) as Resources,
      Object.assign({}, routes(after), ...policy) as Resources,
    );
    const [was, is] = [comparison.before, comparison.after].map((model) =>
      model.routes.find(({ resource }) => resource.name === "all"),
    );
    return comparison.decisions.compare(was, is);
  };

  test("a catch-all that takes signatures lets in a role where its policy says, and nobody elsewhere", () => {
    const { gained, unclear } = access(call("$default", JWT), call("$default", IAM), may("GET/a", "POST/b/*"));
    expect(gained).toEqual(["requests signed by aws_iam_role.caller (for example GET /a)"]);
    expect(unclear).toEqual([]);
  });

  test("a policy that names all of a route's requests needs no example", () => {
    const { gained } = access(call("GET /a/{x}", JWT), call("GET /a/{x}", IAM), may("GET/a/*", "POST/b/*"));
    expect(gained).toEqual(["requests signed by aws_iam_role.caller"]);
  });

  test("a route that is removed leaves its requests to every route that takes some of them", () => {
    const routes = (...keys: (readonly [string, Readonly<Record<string, unknown>>])[]): Resources => ({
      aws_apigatewayv2_route: Object.fromEntries(keys.map(([route_key, more], i) => [`r${i}`, call(route_key, more)])),
    });
    const open = ["GET /{y}/b", { authorization_type: "NONE" }] as const;
    const found = changesBetween(good(routes(open, ["GET /a/{x}", JWT])), good(routes(open)));
    expect(found.map(({ code, kind }) => `${code} ${kind}`)).toEqual(
      expect.arrayContaining(["route-removed breaking", "route-overlap-broadened broadened"]),
    );
  });
});

describe("difference-of", () => {
  const nobody = { kind: "none" } as const;
  const everybody = { text: "everybody", credentials: { before: nobody, after: nobody } };
  const requests = [
    { method: "GET", path: "/a" },
    { method: "GET", path: "/b" },
  ];
  const found = (opens: (path: string | undefined) => boolean) =>
    differenceOf(requests, [everybody], (side, { path }) => ({
      outcome: "allow",
      reason: "",
      steps: [{ check: "authorization", result: side === "after" && opens(path) ? "pass" : "fail", text: "" }],
    }));

  test("names a request where only some are answered otherwise", () => {
    expect(found(() => true).gained).toEqual(["everybody"]);
    expect(found((path) => path === "/b").gained).toEqual(["everybody (for example GET /b)"]);
    expect(found(() => false)).toEqual({ gained: [], lost: [], unclear: [] });
  });

  test("says who gains in the same words, whoever else does", () => {
    const [everyone, one] = ["everybody (for example GET /b)", "requests signed by a"];
    expect([callersText([one, everyone]), deniedText([one, everyone])]).toEqual([
      `${everyone} and 1 more kind of callers`,
      "callers without the credentials that it requires (for example GET /b) and 1 more kind of callers",
    ]);
  });
});
