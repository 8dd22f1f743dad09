import * as path from "node:path";
import { readFolder, readSynth } from "../../../../posture/model/read";
import { temporaryFolder } from "../../../support/folder";
import { write } from "../../terraform/folder/write";

const folder = temporaryFolder("routes");

const route = (key: string, scopes: unknown, more: object = {}) => ({
  api_id: "${aws_apigatewayv2_api.api.id}",
  route_key: key,
  authorization_type: "JWT",
  authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}",
  authorization_scopes: scopes,
  target: "integrations/${aws_apigatewayv2_integration.items.id}",
  ...more,
});

test("routes of a synthesized stack that say the same have one set of terms, so that it is judged once", () => {
  const { routes } = readSynth({
    terraform: {},
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_route: {
        a: route("GET /a", ["read"]),
        b: route("GET /b", ["read"], { operation_name: "b" }),
        c: route("GET /c", ["write"]),
        d: route("GET /d", ["read"], { target: "integrations/${aws_apigatewayv2_integration.other.id}" }),
      },
    },
  });
  const [a, b, c, d] = routes.map(({ terms }) => terms);
  expect(a).toBe(b);
  expect([c, d].filter((one) => one === a)).toEqual([]);
  expect(routes.map(({ key }) => key.known && key.value)).toEqual(["GET /a", "GET /b", "GET /c", "GET /d"]);
});

test("the same text in another module, or of another instance, isn't taken for the same terms", async () => {
  const scopes = (expression: string): string =>
    `route_key = "GET /x"\n api_id = "a"\n authorization_type = "JWT"\n authorization_scopes = ${expression}`;
  const root = write(path.join(folder(), "modules"), {
    "main.tf": `
module "reads" {
  source = "./route"
  scopes = ["read"]
}
module "writes" {
  source = "./route"
  scopes = ["write"]
}
resource "aws_apigatewayv2_route" "each" {
  for_each = { one = ["one"], two = ["two"] }
  ${scopes("each.value")}
}
resource "aws_apigatewayv2_route" "counted" {
  count = 2
  ${scopes("[tostring(count.index)]")}
}`,
    "route/main.tf": `variable "scopes" {}\nresource "aws_apigatewayv2_route" "r" {\n${scopes("var.scopes")}\n}`,
  });
  const { routes } = await readFolder(root);
  expect(Object.fromEntries(routes.map(({ address, scopes: { items } }) => [address, items]))).toEqual({
    "module.reads.aws_apigatewayv2_route.r": ["read"],
    "module.writes.aws_apigatewayv2_route.r": ["write"],
    'aws_apigatewayv2_route.each["one"]': ["one"],
    'aws_apigatewayv2_route.each["two"]': ["two"],
    "aws_apigatewayv2_route.counted[0]": ["0"],
    "aws_apigatewayv2_route.counted[1]": ["1"],
  });
});
