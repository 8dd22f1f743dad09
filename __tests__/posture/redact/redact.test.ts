import { compare, differenceIn } from "../../../posture/diff/index";
import { MASK, namesSecret, shown, withoutSecrets } from "../../../posture/redact/redact";
import { readPlan, readSynth } from "../../../posture/model/read";
import { renderChanges } from "../../../posture/render/changes";
import { renderComment } from "../../../posture/render/markdown";
import { renderRoutes } from "../../../posture/render/routes";
import { fixture } from "../fixtures";
import { synthChanges } from "../diff/support";
import { nameOf as calledBy } from "../../../posture/redact/name";
import { masked, quote as quoted, quoteAll, withoutSessions } from "../../../posture/redact/quote";
import { safe as visible } from "../../../posture/redact/safe";

const SECRET = "sensitive-value-of-the-fixture";

/** Everything that is printed of a plan, in every format. */
function everything(plan: unknown, planText?: string): string {
  const { before, after } = readPlan(plan);
  const comparison = compare(before, after);
  const { findings: changes, extent } = differenceIn(comparison);
  const what = { comparison, changes, extent, allowed: [], file: "plan.json", colour: false };
  return [
    ...(["text", "json", "sarif"] as const).map((format) => renderChanges(format, what)),
    ...(["text", "json", "markdown"] as const).flatMap((format) =>
      [before, after].map((m) => renderRoutes(format, m, false)),
    ),
    renderComment({ ...what, ...(planText !== undefined && { planText }) }),
  ].join("\n");
}

describe("secrets", () => {
  test.each(["api", "identity", "replaced", "silent"])("of the plan of changes/%s appear nowhere", (name) => {
    expect(everything(fixture(`changes/${name}`))).not.toContain(SECRET);
  });

  test("that the plan marks are masked where their attribute changes", () => {
    const text = JSON.stringify(fixture("changes/identity"));
    expect(text).toContain(SECRET);
    const plan = JSON.parse(text) as {
      resource_changes: { address: string; change: { before: unknown } }[];
      prior_state: unknown;
    };
    const other = JSON.stringify(plan.prior_state).replaceAll(SECRET, "sensitive-value-of-the-past");
    const printed = everything({ ...plan, prior_state: JSON.parse(other) });
    expect(printed).toContain(`has a new callback URL, ${MASK}`);
    expect(printed).toContain("identity-provider-changed");
    expect(printed).not.toMatch(/sensitive-value-of-the/);
  });

  test("of an address that nothing marks are masked by their name", () => {
    const web = { user_pool_id: "p", name: "web" };
    const url = "https://me:planted1@a.example/cb?client_secret=planted2&x=1#access_token=planted3";
    const changes = synthChanges(
      { aws_cognito_user_pool_client: { web } },
      { aws_cognito_user_pool_client: { web: { ...web, callback_urls: [url] } } },
    );
    expect(JSON.stringify(changes)).toContain("x=1");
    expect(JSON.stringify(changes)).not.toContain("planted");
  });

  test("of an attribute that nothing marks are masked where its name, or that of what holds it, says so", () => {
    const [fn] = readSynth({ resource: { aws_lambda_function: { f: { function_name: "f" } } } }).functions;
    const told = (path: readonly (string | number)[], text: string) => fn && shown(fn, path, text);
    expect(told(["environment", 0, "variables", "API_KEY"], "planted")).toBe(MASK);
    expect(told(["provider_details", "client_secret"], "planted")).toBe(MASK);
    expect(told(["secrets", 0, "value"], "planted")).toBe(MASK);
    // A number of a quota and a switch are none, whatever they are called.
    expect(told(["secret_version"], "3")).toBe("3");
    expect(told(["generate_secret"], "true")).toBe("true");
    expect(told(["function_name"], "f")).toBe("f");
  });

  test("of an address that calls are handed on to are masked by their name", () => {
    const items = (uri: string) => ({
      aws_apigatewayv2_integration: {
        items: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          integration_type: "HTTP_PROXY",
          integration_method: "GET",
          integration_uri: uri,
        },
      },
    });
    const changes = synthChanges(
      items("https://me:planted1@a.example/x?api_key=planted2"),
      items("https://b.example/x?token=planted3&page=1"),
    );
    expect(changes).toEqual([expect.objectContaining({ code: "route-target-changed", kind: "broadened" })]);
    expect(JSON.stringify(changes)).toContain("page=1");
    expect(JSON.stringify(changes)).not.toContain("planted");
  });

  test("of an attribute that is named like one, and that nothing marks, are masked", () => {
    const provider = { user_pool_id: "p", provider_name: "sso", provider_type: "OIDC" };
    const details = (client_secret: string) => ({
      sso: { ...provider, provider_details: { client_secret, client_id: "x" } },
    });
    const changes = synthChanges(
      { aws_cognito_identity_provider: details("planted1") },
      { aws_cognito_identity_provider: details("planted2") },
    );
    expect(changes.map((c) => c.code)).toContain("identity-provider-changed");
    expect(JSON.stringify(changes)).not.toContain("planted");
  });

  test("in the plan's own text are masked by name", () => {
    const printed = everything(
      fixture("changes/silent"),
      '  ~ client_secret = "planted" -> "planted"\n  + name = "kept"\n',
    );
    expect(printed).toContain('  + name = "kept"');
    expect(printed).not.toContain("planted");
  });

  test.each([
    ["client_secret", true],
    ["api_key", true],
    ["db_password", true],
    ["private_pem", true],
    ["key", true],
    ["route_key", false],
    ["name", false],
    ["access_token_validity", false],
  ])("names: %s is one: %s", (name, is) => expect(namesSecret(name)).toBe(is));

  test("leaves ordinary addresses alone", () => {
    for (const url of ["https://a.example/cb?x=1", "myapp://cb", "http://localhost:3000/", "arn:aws:iam::1:role/x"])
      expect(withoutSecrets(url)).toBe(url);
  });
});

describe("quote", () => {
  test("is cut, without control characters, and a long list is counted", () => {
    expect(quoted("a\nb")).toBe('"a\\u000ab"');
    expect(quoted("x".repeat(200))).toBe(`"${"x".repeat(160)}…"`);
    expect(quoteAll([])).toBe("none");
    expect(quoteAll(Array.from({ length: 14 }, (_, i) => String(i)))).toMatch(/"11" and 2 more$/);
  });

  test("people can't be found by what is left of their ids and sessions", () => {
    expect(masked("3f1c9a52")).toBe("3f1c…");
    expect(withoutSessions("arn:aws:sts::1:assumed-role/r/alice x")).toBe("arn:aws:sts::1:assumed-role/r x");
  });
});

describe("safe", () => {
  test("what could repaint a terminal is shown as its code; line breaks stay where they may", () => {
    expect(visible("a\u001b[2J\u202eb\nc")).toBe("a\\u001b[2J\\u202eb\\u000ac");
    expect(visible("a\nb", true)).toBe("a\nb");
  });
});

describe("name", () => {
  test("is the thing's own, or its address: a label is no name", () => {
    const of = (name: unknown) =>
      calledBy({ address: "t.n", resource: { name: "n", attributes: { sensitive: () => false } }, name } as never);
    expect([of({ known: true, value: "users" }), of({ known: false, why: "later" }), of(undefined)]).toEqual([
      "users",
      "t.n",
      "t.n",
    ]);
  });
});
