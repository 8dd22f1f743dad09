import { Token } from "cdktf";
import { checkMappings, checkTimeout } from "../../../../constructs/api/integrations/integration-checks";
import type { MappingOptions } from "../../../../constructs/api/integrations/targets";
import { expectRefusal } from "../../../support/expect-error";

test.each([50, 29_999.0, 30_000, undefined])("%s milliseconds pass", (milliseconds) =>
  expect(() => checkTimeout(milliseconds, { path: "api" })).not.toThrow(),
);

test.each([0, 49, 30_001, NaN, 100.5, -1, Infinity])("%s milliseconds are refused", (milliseconds) =>
  expectRefusal(() => checkTimeout(milliseconds, { path: "api", prop: "timeoutMilliseconds" }), "integration-timeout"),
);

test("what API Gateway can change", () => {
  const mappings: MappingOptions = {
    requestParameters: {
      "append:header.x-caller": "$context.authorizer.claims.sub",
      "overwrite:querystring.page": "1",
      "remove:header.cookie": "''",
      "overwrite:path": "$request.path.proxy",
    },
    responseParameters: { "500": { "overwrite:statuscode": "403", "remove:header.server": "''" } },
  };
  expect(() => checkMappings(mappings, "api")).not.toThrow();
});

test("what Terraform alone knows may stand in the name of what is read", () => {
  const name = Token.asString({ resolve: () => "x-caller" });
  const requestParameters = { "append:header.x": `$context.${name}`, "append:header.y": name };
  expect(() => checkMappings({ requestParameters }, "api")).not.toThrow();
  expectRefusal(
    () => checkMappings({ requestParameters: { "append:header.x": "$request.header." } }, "api"),
    "integration-parameters",
  );
});

test.each<[MappingOptions, string]>([
  [{ requestParameters: { path: "/v2" } }, "requestParameters.path"],
  [{ requestParameters: { "append:path": "/v2" } }, 'requestParameters["append:path"]'],
  [{ requestParameters: { "overwrite:header.Authorization": "x" } }, "reserves the header Authorization"],
  [{ requestParameters: { "append:header.X-Forwarded-For": "x" } }, "reserves the header X-Forwarded-For"],
  [{ responseParameters: { ok: {} } }, "it is no status"],
  [{ responseParameters: { "200": { "overwrite:path": "x" } } }, "that can't be changed"],
  [{ responseParameters: { "200": { "append:header.access-control-allow-origin": "*" } } }, "reserves the header"],
])("%j is refused", (mappings, text) =>
  expectRefusal(() => checkMappings(mappings, "api"), "integration-parameters", text),
);
