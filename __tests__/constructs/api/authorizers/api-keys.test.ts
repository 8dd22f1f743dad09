import { createHash } from "node:crypto";
import { apiKeys } from "../../../../constructs";
import { expectRefusal } from "../../../support/expect-error";
import { resource } from "../../../support/terraform-json";
import { api } from "../secured";

const HASH = createHash("sha256").update("key").digest("hex");

test("keys in a header, checked by a function that holds hashes only", () => {
  const json = api({
    lambdaAuthorizers: { key: apiKeys({ acme: [HASH] }) },
    routes: { "GET /items": { authorizer: "key", target: "items" } },
  });
  expect(resource(json, "aws_apigatewayv2_authorizer.key")).toMatchObject({
    authorizer_type: "REQUEST",
    identity_sources: ["$request.header.x-api-key"],
    enable_simple_responses: true,
    authorizer_result_ttl_in_seconds: 0,
  });
  expect(resource(json, "aws_lambda_function.key_authorizer")).toMatchObject({
    function_name: "notes-key-authorizer",
    environment: { variables: { API_KEYS: JSON.stringify({ acme: [HASH] }) } },
  });
  expect(resource(json, "aws_apigatewayv2_route.get_items").authorization_type).toBe("CUSTOM");
});

test.each<[string, Record<string, string[]>]>([
  ["nobody", {}],
  ["no key", { acme: [] }],
  ["a hash in capitals", { acme: [HASH.toUpperCase()] }],
  ["more than the environment holds", Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`c${n}`, [HASH]]))],
])("%s is refused", (_, consumers) => expectRefusal(() => apiKeys(consumers), "api-keys"));

test("a key given instead of its hash is refused and not shown", () => {
  expectRefusal(() => apiKeys({ acme: ["s3cr3t"] }), "api-keys", "acme");
  expect(() => apiKeys({ acme: ["s3cr3t"] })).not.toThrow("s3cr3t");
});
