import { decideAnywhere } from "../../../posture/access/anywhere";
import type { AccessRequest, Credentials, Decision } from "../../../posture/access";
import { bearer, good, NOTHING, NOW, ROUTE } from "./support";
import { over, type Resources } from "../rules/support";
import { whole } from "./whole";

/** The good stack's API behind domains alone; `mutualTls`: as each is written. */
const behind = (domains: Readonly<Record<string, unknown>>, key?: string) => {
  const names = Object.keys(domains);
  const each = (of: (name: string) => object) => Object.fromEntries(names.map((name) => [name, of(name)]));
  return good(over("aws_apigatewayv2_api", "api", { disable_execute_api_endpoint: true }), {
    aws_apigatewayv2_domain_name: each((name) => ({
      domain_name: `${name}.example`,
      mutual_tls_authentication: domains[name],
    })),
    aws_apigatewayv2_api_mapping: each((name) => ({
      api_id: "${aws_apigatewayv2_api.api.id}",
      domain_name: `\${aws_apigatewayv2_domain_name.${name}.id}`,
      stage: "$default",
      ...(key !== undefined && { api_mapping_key: key }),
    })),
  } as Resources);
};
const MUTUAL = [{ truststore_uri: "s3://t/t.pem" }];
const LATER = "${var.unset}";
const said = ({ outcome, status, steps, route, entryPoint }: Decision) =>
  [outcome, status, steps[0]?.check, (route ?? entryPoint)?.address].filter((one) => one !== undefined).join(" ");
const of = (domains: object, credentials: Credentials, request: AccessRequest = ROUTE, key?: string) =>
  said(
    whole(
      decideAnywhere(behind(domains as Readonly<Record<string, unknown>>, key), request, credentials, { now: NOW }),
    ),
  );
const CERTIFIED: Credentials = { ...bearer(), certificate: true };
const ITEMS = "aws_apigatewayv2_route.get_items";

test.each<[string, object, Credentials, AccessRequest, string]>([
  ["one host without demands", { a: undefined }, bearer(), ROUTE, `allow route ${ITEMS}`],
  ["one of two without", { a: MUTUAL, b: undefined }, bearer(), ROUTE, `allow route ${ITEMS}`],
  ["one of two without, a certificate", { a: MUTUAL, b: undefined }, CERTIFIED, ROUTE, `allow route ${ITEMS}`],
  ["a certificate that isn't there", { a: MUTUAL }, bearer(), ROUTE, "deny connection"],
  ["a certificate that is", { a: MUTUAL }, CERTIFIED, ROUTE, `allow connection ${ITEMS}`],
  [
    "a certificate, and no token",
    { a: MUTUAL },
    { ...NOTHING, certificate: true },
    ROUTE,
    `deny 401 connection ${ITEMS}`,
  ],
  ["one that perhaps wants a certificate", { a: MUTUAL, b: LATER }, bearer(), ROUTE, `unknown connection ${ITEMS}`],
  ["perhaps a certificate, and no token", { a: LATER }, NOTHING, ROUTE, `deny 401 connection ${ITEMS}`],
  ["the host that was named", { a: MUTUAL, b: LATER }, bearer(), { ...ROUTE, host: "a.example" }, "deny connection"],
  ["a route that isn't there", { a: MUTUAL }, bearer(), { routeKey: "GET /x" }, "deny 404 route"],
])("%s", (_, domains, credentials, request, found) => expect(of(domains, credentials, request)).toBe(found));

test("a path is the API's own, whatever key a mapping puts before it", () =>
  expect(of({ a: MUTUAL }, CERTIFIED, { method: "GET", path: "/items" }, "v1")).toBe(`allow connection ${ITEMS}`));

test("of an entry point that is no route, its own hosts count", () => {
  const url = good({ aws_lambda_function_url: { u: { function_name: "items", authorization_type: "NONE" } } });
  const asked = { entryPoint: "aws_lambda_function_url.u" };
  expect(said(decideAnywhere(url, asked, NOTHING))).toBe("allow route aws_lambda_function_url.u");
});
