import { NOW, token } from "../../../explain/support";
import { CONFIG, FINE, TRUSTED, ask, asked, stack } from "./support";
import { explain, holdAnswers } from "../../whole";

holdAnswers();

const issuer = (change: object) => ({ config: JSON.stringify({ issuers: [{ ...CONFIG.issuers[0], ...change }] }) });
const failed = (said: ReturnType<typeof ask>) =>
  said.steps.filter((step) => step.result === "fail").map((step) => step.check);
const text = (said: ReturnType<typeof ask>) => said.steps.map((step) => `${step.text} ${step.remedy ?? ""}`).join("\n");

/** Its claims name the issuer twice; JSON.parse keeps one of them. */
function twice(text: string): string {
  const [head = "", claims = "", sign = ""] = text.split(".");
  const json = Buffer.from(claims, "base64url").toString();
  return `${head}.${Buffer.from(json.replace("{", '{"iss":"https://x",')).toString("base64url")}.${sign}`;
}

test("the bundled function lets a token through that is as its configuration wants it", () => {
  const said = ask();
  expect(said).toMatchObject({ outcome: "passes", assuming: [] });
  expect(text(said)).toContain("bundled authorizer");
  expect(text(said)).toContain('the handler finds userId 3f1c…, scopes "openid notes/read"');
});

test.each([
  ["another issuer", { iss: "https://other.example" }, "issuer", "issuer"],
  ["a trailing slash", { iss: TRUSTED.slice(0, -1) }, "issuer", "issuer"],
  ["another client", { client_id: "other" }, "audience", "client"],
  ["an ID token", { client_id: undefined, aud: "web", token_use: "id" }, "token-type", "token_use"],
  ["an expired token", { exp: NOW - 60 }, "exp", "expired"],
  ["no expiry", { exp: undefined }, "exp", "expired"],
  ["nbf ahead", { nbf: NOW + 60 }, "nbf", "not_yet_valid"],
  ["iat ahead", { iat: NOW + 60 }, "iat", "not_yet_valid"],
  ["no scope", { scope: "openid" }, "scopes", "scope"],
])("it denies %s with 403, and names the reason of its log", (_, change, check, reason) => {
  const said = ask(change);
  expect(said).toMatchObject({ outcome: "refused", status: 403 });
  expect(failed(said)[0]).toBe(check);
  expect(text(said)).toContain(`Its log names the reason "${reason}"`);
});

describe("a token of Cognito that is bound to a resource", () => {
  const bound = { token_use: "access", aud: "https://api.example.com" };
  test.each([
    ["no resource is named", {}, 403, "it accepts no bound token"],
    ["another one is named", { resources: ["https://other.example.com"] }, 403, "https://other.example.com"],
    ["it is named", { resources: ["https://api.example.com"] }, "passes", "a resource that it accepts"],
  ])("where %s", (_, change, expected, words) => {
    const said = ask(bound, "GET /notes", issuer(change));
    expect(said.outcome === "passes" ? "passes" : said.status).toBe(expected);
    expect(text(said)).toContain(words);
  });

  test("needs a client that is let in besides, and one that isn't bound still comes by it", () => {
    const given = issuer({ resources: ["https://api.example.com"] });
    expect(failed(ask({ ...bound, client_id: "other" }, "GET /notes", given))).toEqual(["audience"]);
    expect(ask({ token_use: "access" }, "GET /notes", given).outcome).toBe("passes");
  });
});

test.each([
  ["no JWT", "refresh-token", "malformed"],
  ["another key", token(FINE, { kid: "k2" }), "unknown_key"],
  ["no key id", token(FINE, { kid: undefined }), "header"],
  ["no signature", token(FINE, { alg: "none" }), "algorithm"],
  ["another signature", token({ ...FINE, sub: "x" }).replace(/[^.]*$/, token(FINE).split(".")[2] ?? ""), "signature"],
  // One character over a multiple of four is no base64url, whatever the key signed; any other length can be one by chance.
  ["a cut token", token(FINE).slice(0, -21), "malformed"],
  ["a member twice", twice(token(FINE)), "malformed"],
])("it denies %s", (_, sent, reason) => {
  const said = asked(sent);
  expect(said).toMatchObject({ outcome: "refused", status: 403 });
  expect(text(said)).toContain(`Its log names the reason "${reason}"`);
});

test.each([
  ["no group", undefined, 403],
  ["another group", ["user"], 403],
  ["a longer name", ["administrators"], 403],
  ["the group", ["user", "admin"], "passes"],
  ["one text", "admin", "passes"],
])("a route's own requirement: %s", (_, groups, expected) => {
  const said = ask({ "cognito:groups": groups }, "GET /staff");
  expect(expected === "passes" ? said.outcome : said.status).toBe(expected);
  if (expected === 403) expect(text(said)).toContain('one of the groups "admin" on this route');
});

test.each([
  ["a tolerance that covers it", { clockToleranceSeconds: 120 }, { exp: NOW - 60 }, "passes"],
  ["five seconds where none is named", {}, { exp: NOW - 4 }, "passes"],
  ["ID tokens that are wanted", { tokenUse: "id" }, { client_id: undefined, aud: "web", token_use: "id" }, "passes"],
  ["access tokens by their header", { tokenUse: "access" }, { token_use: undefined }, "refused"],
  ["a type that nobody says", {}, { token_use: undefined }, "passes"],
  ["an audience", { clientIds: undefined, audience: ["api"] }, { aud: ["x", "api"] }, "passes"],
  ["another audience", { clientIds: undefined, audience: ["api"] }, { aud: "x" }, "refused"],
  ["audience and client, of which one fails", { audience: ["api"] }, { aud: "api", client_id: "x" }, "refused"],
  [
    "claims of other names",
    { claims: { scopes: "permissions" } },
    { scope: "", permissions: ["notes/read"] },
    "passes",
  ],
])("the configuration decides: %s", (_, change, claims, outcome) => {
  expect(ask(claims, undefined, issuer(change)).outcome).toBe(outcome);
});

test("without the keys a pass rests on the signature", () =>
  expect(ask({}, undefined, {}, { jwks: undefined })).toMatchObject({
    outcome: "passes",
    assuming: ["the signature is valid"],
  }));

test.each([
  ["neither clients nor an audience", { clientIds: undefined }],
  ["a name that it doesn't know", { scope: ["notes/read"] }],
  ["an empty list", { groups: [] }],
])("it denies every call where its configuration has %s, as the function does", (_, change) => {
  const said = ask({}, undefined, issuer(change));
  expect(said).toMatchObject({ outcome: "refused", status: 403 });
  expect(text(said)).toContain('Its log names the reason "configuration"');
});

test("says nothing of a configuration that is marked as sensitive", () => {
  const model = stack();
  const [decides] = model.functions;
  if (!decides) throw new Error("no function");
  jest.spyOn(decides.resource.attributes, "sensitive").mockReturnValue(true);
  for (const change of [{ iss: "https://x" }, { client_id: "x" }, { scope: "x" }]) {
    const said = explain(model, { routeKey: "GET /notes" }, token({ ...FINE, ...change }), { now: NOW });
    expect(said).toMatchObject({ outcome: "refused", status: 403 });
    expect(text(said)).toContain("(sensitive)");
    expect(text(said)).not.toContain("notes/read");
    if ("iss" in change) expect(text(said)).not.toContain(TRUSTED);
  }
});

describe("API Gateway by itself", () => {
  test("answers 401 without the identity source, and asks nobody", () => {
    const said = asked(undefined);
    expect(said).toMatchObject({ outcome: "refused", status: 401 });
    expect(text(said)).toContain("without invoking the function");
  });

  test("asks the function where no source is demanded, which then denies", () => {
    for (const identity_sources of [[], ["$context.routeKey"]])
      expect(asked(undefined, undefined, { authorizer: { identity_sources } })).toMatchObject({
        outcome: "refused",
        status: 403,
      });
  });

  test("says that each of several sources has to be there", () => {
    const identity_sources = ["$request.header.Authorization", "$request.header.X-Tenant"];
    expect(text(ask({}, undefined, { authorizer: { identity_sources } }))).toContain("none may be missing");
  });

  test.each([
    [
      { authorizer_result_ttl_in_seconds: 60 },
      /cached for 60 s under the value of the header Authorization: .* applies to all 2 routes/,
    ],
    [{ authorizer_result_ttl_in_seconds: undefined }, /cached for 300 s/],
    [
      {
        authorizer_result_ttl_in_seconds: 60,
        identity_sources: ["$request.header.Authorization", "$context.routeKey"],
      },
      /under the value of the header Authorization and the route key: (?!.*serves all)/,
    ],
    [{ identity_sources: [], authorizer_result_ttl_in_seconds: 60 }, /Results aren't cached/],
  ])("tells what a kept answer does: %j", (authorizer, expected) =>
    expect(text(ask({}, undefined, { authorizer })).replace(/\n/g, " ")).toMatch(expected),
  );

  test("makes a prediction depend on what is kept, where requirements differ by route", () => {
    const authorizer = { authorizer_result_ttl_in_seconds: 60 };
    expect(ask({}, undefined, { authorizer }).assuming).toEqual([
      "no result for the same token is cached from another route",
    ]);
    for (const routes of [undefined, {}])
      expect(ask({}, undefined, { authorizer, ...issuer({ routes }) }).assuming).toEqual([]);
    // One issuer whose routes differ is enough.
    const other = { issuer: "https://other.example", clientIds: ["web"] };
    const config = JSON.stringify({ issuers: [...CONFIG.issuers, other] });
    expect(ask({}, undefined, { authorizer, config }).assuming).toHaveLength(1);
  });

  test.each([
    ["no permission", { resource: { aws_lambda_permission: {} } }],
    ["an answer in the other form", { config: JSON.stringify({ ...CONFIG, answer: "policy" }) }],
    ["the other form wanted", { authorizer: { enable_simple_responses: false } }],
  ])("answers 500 with %s", (_, given) =>
    expect(ask({}, undefined, given)).toMatchObject({ outcome: "refused", status: 500 }),
  );

  test("gives the function a signature for a token, which it denies", () => {
    const signed = { signed: { principal: "arn:aws:iam::123456789012:role/x" } };
    expect(asked(undefined, undefined, {}, signed)).toMatchObject({ outcome: "refused", status: 403 });
    const elsewhere = { authorizer: { identity_sources: ["$request.header.X-Token"] } };
    expect(asked(undefined, undefined, elsewhere, signed)).toMatchObject({ outcome: "refused", status: 401 });
  });
});

describe("a foreign function", () => {
  test.each([
    ["without a configuration", null],
    ["with one that is no JSON", "{"],
    ["with one of another kind", '{"rules":[]}'],
  ])("%s decides by itself, and its log is named", (_, config) => {
    const said = ask({}, undefined, { config });
    expect(said.outcome).toBe("unknown");
    expect(text(said)).toContain("aws_lambda_function.decides decides");
    expect(text(said)).toContain('log group "/aws/lambda/decides"');
    expect(text(said)).toContain("error.responseType is ACCESS_DENIED");
  });
});
