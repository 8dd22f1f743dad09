import { synthChanges, type Resources } from "../support";

/** What is said of a change, and of its reversal. */
const both = (before: Resources, after: Resources) =>
  [synthChanges(before, after), synthChanges(after, before)].map((found) =>
    found.map(({ kind, summary }) => `${kind}: ${summary}`),
  );

describe("the method of an integration", () => {
  const integration = (more: Record<string, unknown>) => ({
    aws_apigatewayv2_integration: { i: { api_id: "a", integration_uri: "https://upstream.example", ...more } },
  });
  const methods = (integration_type: string) =>
    both(integration({ integration_type, integration_method: "POST" }), integration({ integration_type }));

  test("decides what a backend does, except of Lambda, which is always called with POST", () => {
    expect(methods("HTTP_PROXY")).toEqual([
      ["unknown: aws_apigatewayv2_integration.i calls its backend with (the caller's method) (was: POST)."],
      ["unknown: aws_apigatewayv2_integration.i calls its backend with POST (was: (the caller's method))."],
    ]);
    expect(methods("AWS_PROXY")).toEqual([[], []]);
  });
});
