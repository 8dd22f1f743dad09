import { disagreements, readState } from "../../../posture/model/read";
import { shownState } from "../../../local/terraform/state-file";

const PROVIDER = 'provider["registry.terraform.io/hashicorp/aws"]';
const resource = (type: string, name: string, ...instances: readonly object[]) => ({
  mode: "managed",
  type,
  name,
  provider: PROVIDER,
  instances,
});
const raw = (resources: readonly object[], version: number = 4): string =>
  JSON.stringify({ version, terraform_version: "1.11.4", outputs: {}, resources });

const API = { schema_version: 0, attributes: { id: "abc", name: "api", protocol_type: "HTTP" } };
const ROUTE = { api_id: "abc", route_key: "GET /items", authorization_type: "NONE" };

test("a state file reads as what Terraform shows of it", () => {
  const shown = {
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: {
      outputs: {},
      root_module: {
        resources: [
          { address: "aws_apigatewayv2_api.api", type: "aws_apigatewayv2_api", name: "api", values: API.attributes },
          {
            address: 'aws_apigatewayv2_route.r["a"]',
            type: "aws_apigatewayv2_route",
            name: "r",
            index: "a",
            values: ROUTE,
          },
        ].map((one) => ({
          ...one,
          mode: "managed",
          provider_name: "registry.terraform.io/hashicorp/aws",
          schema_version: 0,
          sensitive_values: {},
        })),
      },
    },
  };
  const text = raw([
    resource("aws_apigatewayv2_api", "api", API),
    resource("aws_apigatewayv2_route", "r", { index_key: "a", schema_version: 0, attributes: ROUTE }),
  ]);
  expect(shownState(text)).toStrictEqual(shown);
  expect(readState(shownState(text)).routes.map((route) => route.address)).toEqual(['aws_apigatewayv2_route.r["a"]']);
  expect(disagreements(readState(shownState(text)), readState(shown))).toEqual([]);
});

test("data sources and counted resources have their addresses", () => {
  const data = { ...resource("aws_caller_identity", "me", { attributes: {} }), mode: "data" };
  const counted = resource("aws_iam_role", "r", { index_key: 0, attributes: {} }, { index_key: 1, attributes: {} });
  expect(shownState(raw([data, counted]))).toMatchObject({
    values: {
      root_module: {
        resources: [
          { address: "data.aws_caller_identity.me", mode: "data" },
          { address: "aws_iam_role.r[0]", index: 0 },
          { address: "aws_iam_role.r[1]", index: 1 },
        ],
      },
    },
  });
});

test("another version, and modules, are left to Terraform", () => {
  expect(shownState(raw([], 5))).toBeUndefined();
  expect(shownState(raw([{ ...resource("aws_iam_role", "r"), module: "module.m" }]))).toBeUndefined();
});
