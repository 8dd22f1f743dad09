import type { HttpApiProps } from "../../../constructs/api/http-api";
import { httpApi } from "../../support/api";
import { emitted } from "../../support/synth";
import { addresses, resource, type Block } from "../../support/terraform-json";

const api = (props: Partial<HttpApiProps> = {}): Block =>
  resource(
    emitted((stack) => httpApi(stack, props)),
    "aws_apigatewayv2_api.api",
  );

test("by default an HTTP API, its own endpoint open, and no page of another origin", () => {
  expect(api()).toMatchObject({ name: "notes-api", protocol_type: "HTTP", disable_execute_api_endpoint: false });
  for (const key of ["cors_configuration", "description", "ip_address_type", "tags"])
    expect(api()).not.toHaveProperty(key);
  expect(addresses(emitted((stack) => httpApi(stack)))).toEqual(["aws_apigatewayv2_api.api"]);
});

test.each<[Partial<HttpApiProps>, object]>([
  [{ description: "Notes" }, { description: "Notes" }],
  [{ disableExecuteApiEndpoint: true }, { disable_execute_api_endpoint: true }],
  [{ ipAddressType: "dualstack" }, { ip_address_type: "dualstack" }],
  [{ tags: { team: "identity" } }, { tags: { team: "identity" } }],
  [
    { cors: { allowOrigins: ["https://a.test"] }, routeMethods: ["POST", "GET"] },
    { cors_configuration: { allow_origins: ["https://a.test"], allow_methods: ["GET", "POST"], max_age: 300 } },
  ],
])("%j", (props, expected) => expect(api(props)).toMatchObject(expected));
