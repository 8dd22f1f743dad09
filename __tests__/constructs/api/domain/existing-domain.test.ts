import { expectRefusal } from "../../../support/expect-error";
import { addresses, resource } from "../../../support/terraform-json";
import { api } from "../secured";

const routes = { "GET /hello": { public: "a greeting", target: "hello" } } as const;
const on = (customDomain: object) =>
  api({ routes, customDomain: { domainName: "api.example.com", ...customDomain } as never });

test("a path on a domain that is managed elsewhere: the mapping, and nothing of the domain", () => {
  const json = on({ existing: true, mappingKey: "notes" });
  expect(resource(json, "aws_apigatewayv2_api_mapping.domain")).toMatchObject({
    domain_name: "api.example.com",
    api_mapping_key: "notes",
    stage: "${aws_apigatewayv2_stage.stage.id}",
  });
  expect(addresses(json).filter((address) => /domain_name|route53/.test(address))).toEqual([]);
  expect(json.output?.api_url).toMatchObject({ value: "https://api.example.com/notes" });
  expect(resource(json, "aws_apigatewayv2_api.api").disable_execute_api_endpoint).toBe(true);
});

test.each([
  [{ existing: true, mappingKey: "/notes" }, "api-domain-path"],
  [{ existing: true, mappingKey: "" }, "api-domain-path"],
  [{ existing: true, domainName: "https://api.example.com" }, "api-domain"],
])("%j is refused", (options, code) => expectRefusal(() => on(options), code));
