import { explainLog } from "../../../../posture/explain/log/explain-log";
import * as fc from "fast-check";
import { CONTEXT_VARIABLES } from "../../../../posture/aws/context-variables";
import { AUTHORIZER_CAUSES, causeOf } from "../../../../posture/explain/log/causes";
import { readEntry } from "../../../../posture/explain/log/format";
import { readSynth, readSynth as synthesized } from "../../../../posture/model/read";
import { goodStack, goodStack as wholeStack, stage as stageWith } from "../../rules/support";
import { renderExplanation } from "../../../../posture/explain/render";
import { throttleStep } from "../../../../posture/explain/log/throttle";

const FORMAT = {
  id: "$context.requestId",
  why: "$context.authorizer.error",
  kind: "$context.error.responseType",
  code: "$context.status",
  at: "$context.routeKey",
  integration: {
    error: "$context.integrationErrorMessage",
    own: "$context.integration.status",
    lambda: "$context.integration.integrationStatus",
  },
};

function model(format: unknown = FORMAT, stage: Record<string, unknown> = {}) {
  return readSynth(
    goodStack({
      aws_apigatewayv2_stage: {
        stage: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          name: "$default",
          access_log_settings: {
            destination_arn: "arn:aws:logs:eu-west-1:1:log-group:a",
            format: typeof format === "string" ? format : JSON.stringify(format),
          },
          ...stage,
        },
      },
    }),
  );
}

const line = (fields: Record<string, unknown>): string =>
  JSON.stringify({
    id: "abc=",
    why: "-",
    kind: "-",
    at: "GET /items",
    integration: { error: "-", own: "-", lambda: "-" },
    ...fields,
  });

test.each([
  ["the token does not have a valid audience", "not in the authorizer's audience"],
  ["the token has expired", "after it had expired"],
  ["the issuer is not valid", "is not exactly"],
  ["invalid number of segments", "not a JWT"],
  ["unable to find a key for kid abc", "No key of the issuer"],
  ["something nobody has seen", 'refused: "something nobody has seen"'],
])("explains authorizer.error %p under the name that the format gives it", (why, text) => {
  const said = explainLog(model(), line({ code: "401", why, kind: "UNAUTHORIZED" }));
  expect(said).toMatchObject({ outcome: "refused", status: 401, route: { key: "GET /items" } });
  expect(said.summary).toContain(text);
});

test.each([
  ["AUTHORIZER_FAILURE", 500, "in the wrong format"],
  ["ACCESS_DENIED", 403, "denied the request"],
  ["NEW_TYPE_OF_ANSWER", 418, "NEW_TYPE_OF_ANSWER"],
])("explains error.responseType %s", (kind, code, text) => {
  const said = explainLog(model(), line({ code: String(code), kind }));
  expect(said.status).toBe(code);
  expect(said.summary).toContain(text);
});

test.each([
  [{ error: "Lambda.Unknown: timed out", own: "-", lambda: "-" }, "did not answer in time"],
  [
    {
      error:
        "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration",
      own: "-",
      lambda: "-",
    },
    "may not invoke",
  ],
  [{ error: "-", own: "403", lambda: "200" }, "by its own rules"],
  [{ error: "-", own: "-", lambda: "502" }, "Lambda answered 502"],
])("explains integration errors %#", (integration, text) => {
  expect(
    explainLog(model(), line({ code: "500", integration }))
      .steps.map((s) => s.text)
      .join("\n"),
  ).toContain(text);
});

describe("429", () => {
  const throttled = line({ code: "429", kind: "THROTTLED" });
  const texts = (stage: Record<string, unknown>): string =>
    explainLog(model(FORMAT, stage), throttled)
      .steps.map((s) => s.text)
      .join("\n");

  test("names the stage's limit, or the route's own", () => {
    expect(texts({ default_route_settings: { throttling_burst_limit: 5, throttling_rate_limit: 2 } })).toContain(
      "More than 2 requests a second, or 5 at once",
    );
    expect(
      texts({ route_settings: [{ route_key: "GET /items", throttling_burst_limit: 9, throttling_rate_limit: 3 }] }),
    ).toContain("route_settings of");
  });
  test("finds the limit of 0 that a block without numbers sends", () => {
    expect(texts({ default_route_settings: { detailed_metrics_enabled: true } })).toContain("every call gets 429");
  });
  test("falls back to the account's", () => expect(texts({})).toContain("the account's apply"));
});

test("reads formats that aren't JSON, and bare numbers in JSON", () => {
  const common =
    '$context.identity.sourceIp - [$context.requestTime] "$context.httpMethod $context.routeKey $context.protocol" $context.status $context.requestId';
  const entry = readEntry('1.2.3.4 - [01/Jan/2026] "GET GET /items HTTP/1.1" 401 abc=', common);
  expect(entry?.get("status")).toBe("401");
  expect(entry?.get("requestId")).toBe("abc=");
  // AWS's own example of the common log format: a route key has a blank, as the format between its fields does.
  expect([...(entry ?? [])].slice(2, 5)).toEqual([
    ["httpMethod", "GET"],
    ["routeKey", "GET /items"],
    ["protocol", "HTTP/1.1"],
  ]);
  expect(readEntry('- - [-] "- $default HTTP/1.1" 429 abc=', common)?.get("routeKey")).toBe("$default");
  expect(readEntry("nonsense", common)).toBeUndefined();
  expect(readEntry('{"s":401,"r":"x"}', '{"s":$context.status,"r":"$context.requestId"}')?.get("status")).toBe("401");
});

describe("any format", () => {
  const variable = fc.constantFrom(...CONTEXT_VARIABLES.filter((name) => !["path", "protocol"].includes(name)));
  const variables = fc.uniqueArray(variable, { minLength: 1, maxLength: 8 });
  const valueOf: Record<string, fc.Arbitrary<string>> = {
    status: fc.integer({ min: 100, max: 599 }).map(String),
    routeKey: fc.constantFrom("$default", "GET /", "ANY /a/{b+}", "-"),
    httpMethod: fc.constantFrom("GET", "-"),
    requestId: fc.stringMatching(/^[A-Za-z0-9=_-]+$/),
  };
  const entryOf = (value: fc.Arbitrary<string>) =>
    variables.chain((names) =>
      fc.tuple(...names.map((name) => (valueOf[name] ?? value).map((text) => [name, text] as const))),
    );

  test("of JSON gives back what was logged, whatever the fields are called, nested or within other text", () => {
    const place = fc.tuple(fc.string(), fc.constantFrom("", "x=", '"', "€ "), fc.boolean());
    fc.assert(
      fc.property(
        entryOf(fc.string()),
        fc.uniqueArray(place, { selector: ([name]) => name, minLength: 8 }),
        (entry, places) => {
          const written = (text: (at: number) => string) =>
            Object.fromEntries(
              entry.map((_, at) => {
                const [name = "", before = "", deep = false] = places[at] ?? [];
                return [name, deep ? { [name]: { "a.b": before + text(at) } } : before + text(at)];
              }),
            );
          const format = JSON.stringify(written((at) => `$context.${entry[at]?.[0] ?? ""}`));
          const line = JSON.stringify(written((at) => entry[at]?.[1] ?? ""));
          expect(Object.fromEntries(readEntry(line, format) ?? [])).toEqual(Object.fromEntries(entry));
        },
      ),
    );
  });

  test("of text gives back what was logged, where no value holds what stands between them", () => {
    const between = fc.stringMatching(/^[ |;,"\]<-]{1,4}$/);
    fc.assert(
      fc.property(
        entryOf(fc.stringMatching(/^[A-Za-z0-9/.=]*$/)).filter((entry) => !entry.some(([name]) => name === "routeKey")),
        between,
        fc.stringMatching(/^[a-z[> ]{0,3}$/),
        (entry, literal, edge) => {
          const written = (text: (one: readonly [string, string]) => string) =>
            edge + entry.map(text).join(literal) + edge;
          const format = written(([name]) => `$context.${name}`);
          fc.pre(edge === "" || !/^[\w:.]/.test(edge));
          fc.pre(!entry.some(([, value]) => [...literal].some((character) => value.includes(character))));
          expect(
            Object.fromEntries(
              readEntry(
                written(([, value]) => value),
                format,
              ) ?? [],
            ),
          ).toEqual(Object.fromEntries(entry));
        },
      ),
    );
  });

  test("and any line are read or refused, never more, and in time", () => {
    const part = fc.oneof(
      fc.string(),
      variable.map((name) => `$context.${name}`),
      fc.constantFrom('"', "{", "}", "$context."),
    );
    const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.oneof(text, fc.json()), (format, line) => {
        for (const [name, value] of readEntry(line, format) ?? [])
          expect([format.includes(`$context.${name}`), typeof value]).toEqual([true, "string"]);
      }),
    );
    const names = CONTEXT_VARIABLES.slice(0, 40).map((name) => `$context.${name}`);
    expect(readEntry(" ".repeat(20_000), `${names.join(" ")}!`)).toBeUndefined();
    expect(readEntry('{"a":'.repeat(50_000) + "1" + "}".repeat(50_000), '{"a":"$context.status"}')).toBeUndefined();
  });
});

describe("what is printed of an entry, to the letter", () => {
  const said = (format: unknown, entry: string, stage = {}): string =>
    renderExplanation(explainLog(model(format, stage), entry), "text", false);
  const refusals: readonly (readonly [string, string, string])[] = [
    ["401", "the token does not have a valid audience", "UNAUTHORIZED"],
    ["401", "the token has expired", "-"],
    ["401", "the issuer is not valid", "-"],
    ["401", "invalid number of segments", "-"],
    ["401", "unable to find a key for kid abc", "-"],
    ["401", "insufficient_scope", "-"],
    ["401", "something nobody has seen", "-"],
    ["401", "-", "-"],
    ["403", "insufficient_scope", "ACCESS_DENIED"],
    ["403", "-", "ACCESS_DENIED"],
    ["403", "-", "EXPIRED_TOKEN"],
    ["403", "-", "MISSING_AUTHENTICATION_TOKEN"],
    ["404", "-", "RESOURCE_NOT_FOUND"],
    ["413", "-", "REQUEST_TOO_LARGE"],
    ["429", "-", "THROTTLED"],
    ["500", "-", "AUTHORIZER_CONFIGURATION_ERROR"],
    ["500", "-", "AUTHORIZER_FAILURE"],
    ["503", "-", "INTEGRATION_FAILURE"],
    ["504", "-", "INTEGRATION_TIMEOUT"],
    ["418", "-", "NEW_TYPE_OF_ANSWER"],
    ["200", "-", "-"],
  ];
  test.each(refusals)("%s, error %s, response type %s", (code, why, kind) => {
    expect(said(FORMAT, line({ code, why, kind }))).toMatchSnapshot();
  });
  test.each([
    [{ error: "Lambda.Unknown: timed out", own: "-", lambda: "-" }],
    [
      {
        error: "The IAM role configured on the integration or API Gateway doesn't have permissions",
        own: "-",
        lambda: "-",
      },
    ],
    [{ error: "-", own: "403", lambda: "200" }],
    [{ error: "-", own: "500", lambda: "200" }],
    [{ error: "-", own: "-", lambda: "502" }],
    [{ error: "something else", own: "-", lambda: "-" }],
  ])("500 with the integration's %j", (integration) => {
    expect(said(FORMAT, line({ code: "500", integration }))).toMatchSnapshot();
  });
  test("an entry of a route that the configuration hasn't, and one without a route", () => {
    expect(said(FORMAT, line({ code: "401", at: "GET /gone", why: "the token has expired" }))).toMatchSnapshot();
    expect(said(FORMAT, line({ code: "404", at: "-" }))).toMatchSnapshot();
    expect(said({ id: "$context.requestId", code: "$context.status" }, '{"id":"a","code":"401"}')).toMatchSnapshot();
  });
});

test("says which variable the format lacks when the entry gives no reason", () => {
  const said = explainLog(model({ id: "$context.requestId", code: "$context.status" }), '{"id":"a","code":"401"}');
  expect(said.summary).toContain("The format lacks $context.authorizer.error");
});

test("reads usual names where no format is known, and refuses what is no entry", () => {
  const bare = readSynth(goodStack());
  expect(explainLog(bare, '{"requestId":"a","status":"401","authorizerError":"the token has expired"}').status).toBe(
    401,
  );
  expect(() => explainLog(bare, '{"a":1}')).toThrow(expect.objectContaining({ code: "log-entry" }));
  expect(() => explainLog(bare, "hello")).toThrow(expect.objectContaining({ code: "log-entry" }));
});

test("says that a request got through", () => {
  expect(explainLog(model(), line({ code: "200" }))).toMatchObject({ outcome: "passes" });
});

describe("throttle", () => {
  const step = (change: Record<string, unknown>) => {
    const model = synthesized(wholeStack(stageWith(change)));
    const { result, text } = throttleStep(model, model.routes[0], "$default");
    return `${result}: ${text}`;
  };
  test("a 429 is told by the stage's limits", () => {
    expect(step({})).toMatch(/^fail: More than 100 requests a second, or 200 at once/);
    expect(step({ default_route_settings: { throttling_rate_limit: 0 } })).toMatch(/^fail: The limit is 0/);
    expect(step({ default_route_settings: undefined })).toMatch(/^note: .* sets no limits/);
    expect(step({ default_route_settings: { throttling_rate_limit: "${var.x}", throttling_burst_limit: 1 } })).toMatch(
      /^unknown/,
    );
    expect(step({ name: "v1" })).toMatch(/^note: No stage/);
  });
});

describe("render", () => {
  test("the answer comes first, then each check with its mark, and what would fail as well", () => {
    const one = (check: string, result: string, more: object = {}) => ({ check, result, text: `${check}.`, ...more });
    const explanation = {
      outcome: "refused",
      summary: "No.",
      steps: [one("route", "pass"), one("issuer", "fail", { remedy: "Fix it." }), one("exp", "fail")],
    };
    expect(renderExplanation(explanation as never, "text", false).split("\n")).toEqual([
      "No.",
      "",
      "✓ route   route.",
      "✗ issuer  issuer.",
      "          -> Fix it.",
      "✗ exp     exp. (would fail too)",
      "",
    ]);
    expect(JSON.parse(renderExplanation(explanation as never, "json", false))).toEqual(explanation);
  });
});

test("a line that shares one field with a format is no entry of it", () => {
  const other = '{"id":"a","level":"info","message":"request denied","reason":"session_expired"}';
  expect(() => explainLog(model(), other)).toThrow("a function's own log");
});

test("names the missing integration behind a 500, and takes integration.error for the message that it is", () => {
  const bare = readSynth({
    terraform: {},
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_route: { none: { api_id: "${aws_apigatewayv2_api.api.id}", route_key: "GET /none" } },
    },
  });
  expect(explainLog(bare, '{"status":"500","routeKey":"GET /none"}').summary).toContain("has no integration");
  const format = { code: "$context.status", why: "$context.integration.error" };
  expect(explainLog(model(format), '{"code":"403","why":"-"}').summary).not.toContain("integrationErrorMessage");
});

describe("a JSON format with numbers", () => {
  test.each<[string, string, Record<string, string> | undefined]>([
    [
      '{"status": $context.status, "why": "$context.error.message"}',
      '{"status": 401, "why": "no"}',
      { status: "401", "error.message": "no" },
    ],
    ['{"a\\"b": $context.status}', '{"a\\"b": 401}', { status: "401" }],
    ['{"status": $context.status, "path": $context.path}', '{"status": 401}', { status: "401" }],
    ['{"fixed": "text"}', '{"fixed": "text"}', undefined],
    ["$context.status $context.path", "401 /items", { status: "401", path: "/items" }],
    ["[$context.status]", "[401]", { status: "401" }],
    ["[$context.status]", "(401)", undefined],
    ["$context.status$context.path", "401/items", undefined],
  ])("%s reads %s", (format, line, entry) => {
    const found = readEntry(line, format);
    expect(found && Object.fromEntries(found)).toEqual(entry);
  });
});

test("each word of `$context.authorizer.error` that is known points to its cause", () => {
  const said = [
    "the audience is wrong",
    "client_id",
    "the token has expired",
    "invalid exp",
    "invalid issuer",
    "bad iss",
    "discovery failed",
    "jwks",
    "could not communicate",
    "unknown kid",
    "no such key",
    "signature mismatch",
    "verification failed",
    "algorithm",
    "alg",
    "signing method",
    "invalid number of segments",
    "cannot decode",
    "malformed",
    "parse error",
    "invalid character",
    "insufficient_scope",
    "not valid yet",
    "used before issued",
    "nbf",
    "iat",
    "in the future",
  ];
  const causes = said.map((words) => [words, causeOf(words, AUTHORIZER_CAUSES)] as const);
  const told = causes.map(([words, cause]) => `${words}: ${cause?.means ?? "nothing"} ${cause?.remedy ?? ""}`);
  expect(told.join("\n")).toMatchSnapshot();
});
