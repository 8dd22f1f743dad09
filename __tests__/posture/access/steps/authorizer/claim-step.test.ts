import type { Credentials } from "../../../../../posture/access";
import { NOW } from "../../support";
import { readSynth } from "../../../../../posture/model/read";
import { CONFIG, FINE, TRUSTED, stack, stackJson } from "./support";
import { decide, holdAnswers } from "../../whole";

holdAnswers();

const [FIRST] = CONFIG.issuers;
/** What the bundled authorizer says in one check: `pass: …`, with its remedy behind `>`. */
const says = (check: string, claims: object, issuer: object = {}, routeKey = "GET /notes"): string | undefined => {
  const config = JSON.stringify({ issuers: [{ ...FIRST, ...issuer }] });
  const token: Credentials = { kind: "token", claims: { sub: "u", exp: NOW + 60, iat: NOW, ...FINE, ...claims } };
  const step = decide(stack({ config }), { routeKey }, token, { now: NOW }).steps.find(
    (one) => one.check === check && one.result !== "note",
  );
  return (
    step &&
    `${step.result}${step.status === undefined ? "" : ` ${step.status}`}: ${step.text}${step.remedy === undefined ? "" : ` > ${step.remedy}`}`
  );
};
const log = (reason: string) => ` Its log names the reason "${reason}".`;

test.each<[string, string, object, object, string]>([
  ["a client", "audience", {}, {}, 'pass: client_id is "web", a client that it accepts.'],
  [
    "another client",
    "audience",
    { client_id: "x" },
    {},
    `fail 403: The function denies it: client_id is "x"; it accepts the clients "web".${log("client")} > Get the token through one of these clients, or add this one to clientIds.`,
  ],
  [
    "no client",
    "audience",
    { client_id: undefined },
    {},
    `fail 403: The function denies it: client_id is missing; it accepts the clients "web".${log("client")} > Get the token through one of these clients, or add this one to clientIds.`,
  ],
  [
    "an audience",
    "audience",
    { aud: "api" },
    { audience: ["api"], clientIds: undefined },
    'pass: aud is "api", an audience that it accepts.',
  ],
  [
    "another audience",
    "audience",
    { aud: ["x", "y"] },
    { audience: ["api"], clientIds: undefined },
    `fail 403: The function denies it: aud is "x", "y"; it accepts "api".${log("audience")} > Ask the issuer for a token for this API.`,
  ],
  ["a scope", "scopes", {}, {}, 'pass: The token has the scope "notes/read"; one of those required is enough.'],
  [
    "another scope",
    "scopes",
    { scope: "openid" },
    {},
    `fail 403: The function denies it: it requires one of the scopes "notes/read"; the token has "openid".${log("scope")} > Request the scope with the token (scope=…).`,
  ],
  [
    "scopes that are none",
    "scopes",
    { scope: undefined, scp: ["notes/read", 5] },
    {},
    `fail 403: The function denies it: its claim scp must be scopes as RFC 6749 writes them, in a list or with one space between.${log("claim_type")} > Check what the issuer or a trigger puts into the token.`,
  ],
  ["the issuer", "issuer", {}, {}, `pass: The issuer is "${TRUSTED}", which it trusts.`],
  [
    "the issuer without its slash",
    "issuer",
    { iss: TRUSTED.slice(0, -1) },
    {},
    `fail 403: The function denies it: the token's issuer is "${TRUSTED.slice(0, -1)}"; it trusts "${TRUSTED}". Only the trailing slash differs: it has to match exactly.${log("issuer")} > Send a token of one of its issuers, or add this one to AUTHORIZER_CONFIG.`,
  ],
  [
    "no issuer",
    "issuer",
    { iss: undefined },
    {},
    `fail 403: The function denies it: the token's issuer is missing; it trusts "${TRUSTED}".${log("issuer")} > Send a token of one of its issuers, or add this one to AUTHORIZER_CONFIG.`,
  ],
  [
    "an expired token",
    "exp",
    { exp: NOW - 9 },
    {},
    `fail 403: The function denies it: it expired 9 s ago (2027-01-15T07:59:51Z).${log("expired")} > Get a new one: refresh it or sign in again.`,
  ],
  [
    "a token of a type",
    "token-type",
    { token_use: "access" },
    { tokenUse: "access" },
    "pass: It is an access token, as required.",
  ],
  [
    "one of another type",
    "token-type",
    { token_use: "id" },
    { tokenUse: "access" },
    `fail 403: The function denies it: it is of the type "id"; an access token is required.${log("token_use")} > Send an access token.`,
  ],
])("%s", (_, check, claims, issuer, text) => expect(says(check, claims, issuer)).toBe(text));

test("groups are asked for by route", () => {
  const at = (claims: object) => says("groups", claims, {}, "GET /staff");
  expect(at({ "cognito:groups": ["admin", "x"] })).toBe(
    'pass: The token has the group "admin"; one of those required on this route is enough.',
  );
  expect(at({ "cognito:groups": ["x"] })).toBe(
    `fail 403: The function denies it: it requires one of the groups "admin" on this route; the token has "x".${log("group")} > Put the user into such a group, and get a new token.`,
  );
  expect(says("groups", { "cognito:groups": ["x"] })).toBeUndefined();
});

describe("what API Gateway does before it asks", () => {
  const notes = (
    given: Parameters<typeof stack>[0],
    credentials: Credentials = { kind: "token", claims: { ...FINE, exp: NOW + 60 } },
  ) =>
    decide(stack(given), { routeKey: "GET /notes" }, credentials, { now: NOW }).steps.map(
      ({ check, result, text }) => `${check} ${result}: ${text}`,
    );
  const KEPT =
    "A result is cached for 300 s under the value of the header Authorization: the function isn't invoked meanwhile, not even for a token that has expired or was revoked.";
  test.each<[string, object, string]>([
    [
      "nothing",
      { authorizer_result_ttl_in_seconds: 0 },
      "cache note: Results aren't cached: the function is invoked for every request.",
    ],
    [
      "an answer for all routes",
      { authorizer_result_ttl_in_seconds: 300 },
      `cache note: ${KEPT} The route isn't part of the cache key, so the result applies to all 2 routes: what was allowed or denied on another one with the same token applies here too.`,
    ],
    [
      "an answer by route",
      {
        authorizer_result_ttl_in_seconds: 300,
        identity_sources: ["$request.header.Authorization", "$context.routeKey"],
      },
      `cache note: ${KEPT.replace("Authorization:", "Authorization and the route key:")}`,
    ],
    [
      "nobody knows how long",
      { authorizer_result_ttl_in_seconds: "${var.unset}" },
      "cache note: Whether results are cached isn't known yet (var.unset is not declared).",
    ],
  ])("keeps %s", (_, authorizer, text) => expect(notes({ authorizer })).toContain(text));

  test("a kept answer of another route is assumed away where routes differ", () => {
    const steps = notes({ authorizer: { authorizer_result_ttl_in_seconds: 300 } });
    expect(steps.at(-2) + (steps.at(-1) ?? "")).toContain(
      "Its requirements differ by route, but a cached result doesn't",
    );
    const alike = JSON.stringify({ issuers: [{ ...FIRST, routes: {} }] });
    expect(notes({ config: alike, authorizer: { authorizer_result_ttl_in_seconds: 300 } }).join("\n")).not.toContain(
      "differ by route",
    );
    expect(notes({}).join("\n")).not.toContain("differ by route");
  });

  test("tells of no other routes where it guards one", () => {
    const one = stackJson({ authorizer: { authorizer_result_ttl_in_seconds: 300 } }) as {
      resource: Record<string, Record<string, object>>;
    };
    const { staff: _, ...routes } = one.resource["aws_apigatewayv2_route"] ?? {};
    const model = readSynth({ resource: { ...one.resource, aws_apigatewayv2_route: routes } });
    const credentials: Credentials = { kind: "token", claims: { ...FINE, exp: NOW + 60 } };
    const notesOf = decide(model, { routeKey: "GET /notes" }, credentials, { now: NOW }).steps.filter(
      ({ check }) => check === "cache",
    );
    expect(notesOf).toEqual([{ check: "cache", result: "note", text: KEPT }]);
  });

  test("says of a text that is no token what it is", () => {
    const last = (text: string) => notes({}, { kind: "token", text }).at(-1);
    expect(last("a.b")).toMatch(/^decode fail: The function denies it: it has 2 parts between dots;/);
    expect(last("a.b.c")).toMatch(
      /^decode fail: The function denies it: its first part is not base64url-encoded JSON\./,
    );
  });

  const FN = "aws_lambda_function.decides";
  const LAMBDA = "aws_apigatewayv2_authorizer.lambda";
  test("needs leave to invoke the function, unless it has a role", () => {
    const REFUSED = `function fail: No aws_lambda_permission lets ${LAMBDA} invoke ${FN}: the answer is 500, and the access log's error.responseType is AUTHORIZER_CONFIGURATION_ERROR.`;
    const none = { resource: { aws_lambda_permission: {} } };
    expect(notes(none)).toContain(REFUSED);
    const authorizer = { authorizer_credentials_arn: "arn:aws:iam::123456789012:role/r" };
    expect(notes({ ...none, authorizer })).not.toContain(REFUSED);
    expect(notes({})).not.toContain(REFUSED);
  });

  test.each<[string, object, string | undefined, string | undefined]>([
    ["simple, as the function's", {}, undefined, undefined],
    [
      "simple, and the function's is a policy",
      {},
      "policy",
      `function fail: The function's response format is "policy"; ${LAMBDA} expects simple responses: every call gets 500.`,
    ],
    [
      "a policy, and the function's is simple",
      { enable_simple_responses: false },
      "simple",
      `function fail: The function's response format is "simple"; ${LAMBDA} expects an IAM policy: every call gets 500.`,
    ],
    [
      "simple in the old format",
      { authorizer_payload_format_version: "1.0" },
      undefined,
      `function note: ${LAMBDA} enables simple responses with payload format version 1.0; they need 2.0.`,
    ],
  ])("expects a form: %s", (_, authorizer, answer, text) => {
    const config = JSON.stringify({ ...CONFIG, ...(answer !== undefined && { answer }) });
    const forms = notes({ config, authorizer }).filter((one) =>
      /^function (fail|note): (The function's|.* enables|.* expects)/.test(one),
    );
    expect(forms).toEqual(text === undefined ? [] : [text]);
  });

  test("asks the bundled function by its rules, and a foreign one by its word", () => {
    expect(notes({})).toContain(
      `function note: ${FN} is the bundled authorizer, recognized by its AUTHORIZER_CONFIG: the checks below are its own for "GET /notes", unless a cached result applies. A denial is a 403.`,
    );
    const foreign = notes({ config: null }).at(1);
    expect(notes({ config: null }).join("\n")).toMatch(
      /function unknown: aws_lambda_function\.decides decides; .*It may let the request through or deny it \(403\)\. When it fails, takes more than 10 s, or returns an invalid response, the API answers 500\. The access log says which: .* its own log is the log group "\/aws\/lambda\/decides", by requestId\./,
    );
    expect(foreign).toBeDefined();
    expect(notes({ config: null, authorizer: { enable_simple_responses: false } }).join("\n")).toContain(
      `${LAMBDA} expects an IAM policy; a response like {"isAuthorized": true} would be a 500.`,
    );
  });

  test("says how the forms are brought together, and which function isn't known", () => {
    const remedy = (answer: string, enable_simple_responses: boolean) =>
      decide(
        stack({ config: JSON.stringify({ ...CONFIG, answer }), authorizer: { enable_simple_responses } }),
        { routeKey: "GET /notes" },
        { kind: "token", claims: FINE },
        { now: NOW },
      ).steps.find(({ text }) => text.startsWith("The function's response format"))?.remedy;
    const OR = ', or "answer" in AUTHORIZER_CONFIG.';
    expect(remedy("policy", true)).toBe(`Set enable_simple_responses = false${OR}`);
    expect(remedy("simple", false)).toBe(`Set enable_simple_responses = true${OR}`);
    const WHICH = "authorization unknown: Which function authorizes the route isn't known from this input";
    expect(notes({ authorizer: { authorizer_type: "JWT", authorizer_uri: undefined } })[1]).toBe(
      `${WHICH}: ${LAMBDA} isn't a Lambda authorizer.`,
    );
  });

  test("a signature is no token", () => {
    const signed: Credentials = { kind: "principal", principal: "arn:aws:iam::123456789012:role/r" };
    expect(notes({}, signed).at(-1)).toBe(
      `decode fail: The function denies it: it finds a SigV4 signature and no token in the header authorization.${log("identity_source")}`,
    );
    expect(notes({}, { kind: "none" }).at(-1)).toBe(
      `identity-source fail: No token was given; ${LAMBDA} looks for one in the header Authorization. Without it API Gateway answers itself, without invoking the function.`,
    );
    expect(notes({ authorizer: { identity_sources: [] } }, { kind: "none" }).at(-1)).toBe(
      `decode fail: The function denies it: it finds no token in the header authorization.${log("identity_source")}`,
    );
  });
});

test.each([
  ["scp", { scope: undefined, scp: ["notes/read", 5] }, { routes: { "GET /notes": { scopes: ["notes/read"] } } }],
  ["scope", { scope: "notes/read\tnotes/write" }, {}],
  ["cognito:groups", { "cognito:groups": 5 }, { groups: ["a"], routes: { "GET /notes": { groups: ["a"] } } }],
])("a claim %s that can't be read is told once, whichever checks read it", (claim, claims, issuer) => {
  const config = JSON.stringify({ issuers: [{ ...FIRST, ...issuer }] });
  const token: Credentials = { kind: "token", claims: { sub: "u", exp: NOW + 60, iat: NOW, ...FINE, ...claims } };
  const { steps } = decide(stack({ config }), { routeKey: "GET /notes" }, token, { now: NOW });
  expect(steps.filter(({ text }) => text.includes(`its claim ${claim} must be`))).toHaveLength(1);
});
