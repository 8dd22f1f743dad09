import type { Credentials } from "../../../../posture/access";
import { sourceText } from "../../../../posture/access/steps/identity-source";
import type { Step } from "../../../../posture/access/steps/types";
import { over, route, web } from "../../rules/support";
import { ISSUER, MODEL, NOW, ROUTE, bearer, good } from "../support";
import { decide, holdAnswers } from "../whole";

holdAnswers();

const said = ({ check, result, status, text }: Step) =>
  `${check} ${result}${status === undefined ? "" : ` ${status}`}: ${text}`;
/** What one check says, with its remedy behind it. */
const says = (check: string, credentials: Credentials, model = MODEL): string | undefined => {
  const step = decide(model, ROUTE, credentials, { now: NOW }).steps.find((one) => one.check === check);
  return step && `${step.result}: ${step.text}${step.remedy === undefined ? "" : ` > ${step.remedy}`}`;
};
const JWT = "aws_apigatewayv2_authorizer.jwt";
const configured = (jwt_configuration: object) =>
  good(over("aws_apigatewayv2_authorizer", "jwt", { jwt_configuration }));

describe("identity-source", () => {
  const HEADER = "$request.header.Authorization";
  const at = (identity_sources: readonly string[], token: Credentials = bearer()) =>
    says("identity-source", token, good(over("aws_apigatewayv2_authorizer", "jwt", { identity_sources })));
  test.each<[string[], string]>([
    [[HEADER], `pass: ${JWT} looks in the header Authorization; the token is assumed to be there.`],
    [
      [HEADER, "$request.querystring.t", "$context.routeKey"],
      `pass: ${JWT} looks in the header Authorization and the query parameter t; the token is assumed to be there, and every other identity source too: none may be missing.`,
    ],
    [["${var.unset}"], `unknown: Where ${JWT} looks isn't known before apply (var.unset is not declared).`],
  ])("%j", (sources, text) => expect(at(sources)).toBe(text));

  test("without a token", () => {
    const none = `No token was given; ${JWT} looks for one in`;
    expect(at([HEADER], { kind: "none" })).toBe(
      `fail: ${none} the header Authorization. > Send one in the header Authorization.`,
    );
    expect(at([], { kind: "token", text: " " })).toBe(
      `fail: ${none} its identity source. > Send one in its identity source.`,
    );
  });

  test.each([
    ["$request.header.X-Token", "the header X-Token"],
    ["$request.querystring.access.token", "the query parameter access.token"],
    ["$context.routeKey", "the route key"],
    ["$context.identity.sourceIp", '"$context.identity.sourceIp"'],
    ["x$request.header.a", '"x$request.header.a"'],
  ])("%s is %s", (source, text) => expect(sourceText(source)).toBe(text));
});

describe("issuer", () => {
  const HOST = "https://cognito-idp.eu-west-1.amazonaws.com";
  const of = (iss: unknown, issuer = ISSUER) =>
    says("issuer", bearer({ iss }), configured({ issuer, audience: ["web"] }));
  const wrong = (iss: string, issuer: string, why: string) =>
    `fail: The token's issuer is "${iss}"; ${JWT} requires "${issuer}".${why}`;
  const EXACT = `Write the issuer in jwt_configuration of ${JWT} exactly as the token has it.`;
  const ELSEWHERE = "Get a token from the authorizer's issuer, or call the API that trusts this one.";
  test.each<[string, unknown, string, string]>([
    ["is the authorizer's", ISSUER, ISSUER, `pass: The issuer is "${ISSUER}", as the authorizer requires.`],
    ["is missing", undefined, ISSUER, "fail: The token names no issuer (iss). > Send a token of the pool."],
    ["is no text", 7, ISSUER, "fail: The token names no issuer (iss). > Send a token of the pool."],
    [
      "has a slash more",
      `${ISSUER}/`,
      ISSUER,
      `${wrong(`${ISSUER}/`, ISSUER, " Only the trailing slash differs: the token's has one, and it has to match exactly.")} > ${EXACT}`,
    ],
    [
      "has a slash less",
      ISSUER,
      `${ISSUER}/`,
      `${wrong(ISSUER, `${ISSUER}/`, " Only the trailing slash differs: the authorizer's has one, and it has to match exactly.")} > ${EXACT}`,
    ],
    [
      "is in another case",
      "https://ID.example",
      "https://id.example",
      `${wrong("https://ID.example", "https://id.example", " Only upper and lower case differ.")} > ${ELSEWHERE}`,
    ],
    [
      "has http",
      "http://id.example",
      "https://id.example",
      `${wrong("http://id.example", "https://id.example", " Only http and https differ.")} > ${ELSEWHERE}`,
    ],
    [
      "is anything else",
      "https://a.example",
      "https://id.example",
      `${wrong("https://a.example", "https://id.example", "")} > ${ELSEWHERE}`,
    ],
    [
      "is another pool",
      `${HOST}/eu-west-1_Other`,
      ISSUER,
      `${wrong(`${HOST}/eu-west-1_Other`, ISSUER, " It is another pool of the same region.")} > ${ELSEWHERE}`,
    ],
    [
      "is a pool elsewhere",
      "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Pool",
      ISSUER,
      `${wrong("https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Pool", ISSUER, " It is a pool of another region.")} > ${ELSEWHERE}`,
    ],
  ])("%s", (_, iss, issuer, text) => expect(of(iss, issuer)).toBe(text));

  test("isn't known before apply", () =>
    expect(of(ISSUER, "${var.unset}")).toBe(
      `unknown: The issuer of ${JWT} isn't known yet (var.unset is not declared); the token's is "${ISSUER}".`,
    ));

  test("of a token whose pool is known is told by the pool", () => {
    const token = (model = MODEL): Credentials => {
      const [own] = model.pools;
      return { ...bearer({ iss: undefined }), ...(own && { of: { pool: own } }) } as Credentials;
    };
    const POOL = "aws_cognito_user_pool.pool";
    expect(says("issuer", token())).toBe(`pass: The token is from ${POOL}, as ${JWT} requires.`);
    const other = configured({ issuer: `${HOST}/eu-west-1_Other`, audience: ["web"] });
    const REFUSED = `fail: The token is from ${POOL}, whose issuer isn't the one that ${JWT} requires. > Name the issuer of ${POOL} in jwt_configuration of ${JWT}, if its tokens should be accepted.`;
    expect(says("issuer", token(other), other)).toBe(REFUSED);
    const slash = configured({ issuer: `${ISSUER}/`, audience: ["web"] });
    expect(says("issuer", token(slash), slash)).toBe(REFUSED);
    const later = configured({ issuer: "${var.unset}", audience: ["web"] });
    expect(says("issuer", token(later), later)).toBe(`unknown: Whether ${JWT} trusts ${POOL} isn't known yet.`);
    const trusted = { ...bearer({}), of: { trusted: true } } as Credentials;
    expect(says("issuer", trusted)).toBe(`pass: It is from the issuer that ${JWT} trusts.`);
  });
});

describe("audience", () => {
  const CLIENT = "aws_cognito_user_pool_client.web";
  const of = (claims: object, audience: readonly string[] = ["web"]) =>
    says("audience", bearer(claims), configured({ issuer: ISSUER, audience }));
  const ADD = `Add ${CLIENT}.id to jwt_configuration.audience of ${JWT}, if this client's tokens should be accepted.`;
  const OTHER =
    "Get the token through a client of the audience, or add this client's id if its tokens should be accepted.";
  const BOUND = `If tokens for this resource should be accepted, add it to jwt_configuration.audience of ${JWT}: then those of every client that may request it get in. Otherwise request a token without resource=, which is accepted by its client_id`;
  test.each<[string, object, string[], string]>([
    ["a client of this input", {}, ["web"], `pass: client_id is "web", the id of ${CLIENT}, which is in the audience.`],
    ["an id of the audience", { client_id: "x" }, ["x"], 'pass: client_id is "x", which is in the audience.'],
    [
      "aud before client_id",
      { aud: "x" },
      ["x"],
      'pass: aud is "x", which is in the audience. Its client_id is not checked, since it has aud.',
    ],
    [
      "one of several",
      { aud: ["y", "x"], client_id: undefined },
      ["x"],
      'pass: aud is "y", "x", which is in the audience.',
    ],
    [
      "neither",
      { client_id: undefined },
      ["web"],
      "fail: The token has neither aud nor client_id, so it can't be in the audience. > Get a token through a client whose id is in the audience.",
    ],
    [
      "a client that is missing from it",
      {},
      ["x"],
      `fail: client_id is "web", the id of ${CLIENT}, which is missing from the audience of ${JWT} ("x"). > ${ADD}`,
    ],
    [
      "nobody's id",
      { client_id: "x" },
      ["web"],
      `fail: client_id is "x", which is no client's id in this configuration; the audience of ${JWT} is ${CLIENT}. > ${OTHER}`,
    ],
    [
      "an empty audience",
      { client_id: "x" },
      [],
      `fail: client_id is "x", which is no client's id in this configuration; the audience of ${JWT} is empty. > ${OTHER}`,
    ],
    [
      "a resource that isn't in it",
      { aud: "https://r.example" },
      ["web"],
      `fail: aud is "https://r.example", the resource that the token is bound to; the audience of ${JWT} is ${CLIENT}. Its client_id is not checked, since it has aud. > ${BOUND} (${CLIENT}).`,
    ],
    [
      "a resource, and a client that isn't here",
      { aud: "https://r.example", client_id: "x" },
      ["web"],
      `fail: aud is "https://r.example", the resource that the token is bound to; the audience of ${JWT} is ${CLIENT}. Its client_id is not checked, since it has aud. > ${BOUND}.`,
    ],
    [
      "an audience that isn't known",
      { client_id: "x" },
      ["${var.unset}"],
      `unknown: client_id is "x". Whether it is in the audience of ${JWT} isn't known before apply: var.unset is not declared.`,
    ],
  ])("%s", (_, claims, audience, text) => expect(of(claims, audience)).toBe(text));

  test("a client whose id isn't known yet may be any that isn't in the input", () => {
    const later = good(
      web({ id: undefined }),
      over("aws_apigatewayv2_authorizer", "jwt", {
        jwt_configuration: { issuer: ISSUER, audience: ["${aws_cognito_user_pool_client.web.id}"] },
      }),
    );
    expect(says("audience", bearer({ client_id: "x" }), later)).toBe(
      `unknown: client_id is "x". Whether it is in the audience of ${JWT} isn't known before apply: the id of ${CLIENT} (known after apply).`,
    );
  });

  test("a token through a client that is known is told by the client", () => {
    const [client] = MODEL.clients;
    if (!client) throw new RangeError("no client");
    const through = (audience: readonly string[]) => {
      const model = configured({ issuer: ISSUER, audience });
      const [own] = model.clients;
      return says("audience", { ...bearer(), ...(own && { of: { client: own } }) } as Credentials, model);
    };
    const TEXT = `The token was issued through ${CLIENT}`;
    expect(through(["web"])).toBe(`pass: ${TEXT}, which is in the audience of ${JWT}.`);
    expect(through(["x"])).toBe(`fail: ${TEXT}, which is missing from the audience of ${JWT}. > ${ADD}`);
    expect(through(["${var.unset}"])).toBe(
      `unknown: ${TEXT}. Whether it is in the audience of ${JWT} isn't known before apply: var.unset is not declared.`,
    );
    const trusted = { ...bearer(), of: { trusted: true } } as Credentials;
    expect(says("audience", trusted)).toBe(`pass: It is for the audience of ${JWT}.`);
  });
});

describe("scopes", () => {
  const READ = "https://api.example/read";
  const CLIENT = "aws_cognito_user_pool_client.web";
  const of = (claims: object, model = MODEL) => says("scopes", bearer(claims), model);
  const MAY = `${CLIENT} may request it: request the scope with the token (scope=…).`;
  const wants = (held: string, hint = "") =>
    `fail: The route requires "${READ}"; the token has ${held}.${hint} > ${MAY}`;
  test.each<[string, object, string]>([
    [
      "the scope",
      { scope: `openid ${READ}` },
      `pass: The token has "${READ}"; any one of the route's scopes is enough.`,
    ],
    ["none", { scope: undefined }, wants("none")],
    [
      "an ID token's",
      { token_use: "id", scope: undefined },
      wants("none", " It is an ID token, which carries no scopes: send the access token."),
    ],
    [
      "those of a sign-in by API",
      { scope: "aws.cognito.signin.user.admin" },
      wants(
        '"aws.cognito.signin.user.admin"',
        " It comes from a sign-in by API (InitiateAuth), whose tokens have no scopes of a resource server: sign in through managed login, or add scopes in a V2_0 trigger.",
      ),
    ],
    [
      "its last part",
      { scope: "read" },
      wants(
        '"read"',
        ` "read" is not "${READ}": the scope's full name has the resource server's identifier before it.`,
      ),
    ],
    [
      "a misspelt one",
      { scope: "https://api.example/raed" },
      wants('"https://api.example/raed"', ` "https://api.example/raed" resembles "${READ}", but isn't the same.`),
    ],
    ["another one", { scope: "email" }, wants('"email"')],
  ])("%s", (_, claims, text) => expect(of(claims)).toBe(text));

  test("who could have it is told", () => {
    const none = { scope: "email" };
    const remedy = (model: typeof MODEL, claims: object = none) => of(claims, model)?.split(" > ")[1];
    /** The client web, which may not have the scope, and another one that may; `audience`: of both, or of web alone. */
    const clients = (other: object | undefined, audience = ["web"]) =>
      good(
        over("aws_cognito_user_pool_client", "web", { id: "web", allowed_oauth_scopes: ["openid"] }),
        over("aws_apigatewayv2_authorizer", "jwt", { jwt_configuration: { issuer: ISSUER, audience } }),
        ...(other ? [{ aws_cognito_user_pool_client: { other: { ...OF_POOL, ...other } } }] : []),
      );
    const OF_POOL = {
      ...{ id: "other", name: "other", user_pool_id: "${aws_cognito_user_pool.pool.id}" },
      ...{ allowed_oauth_scopes: [READ], allowed_oauth_flows_user_pool_client: true },
    };
    const OTHER = "aws_cognito_user_pool_client.other";
    const NONE = "No client may have it: add the scope to a client's allowed_oauth_scopes.";
    expect(remedy(clients(undefined))).toBe(NONE);
    const code = { allowed_oauth_flows: ["code"] };
    const machine = { allowed_oauth_flows: ["client_credentials"], generate_secret: true };
    expect(remedy(clients(code))).toBe(`${OTHER} (code) may have it, but isn't in the audience of ${JWT}.`);
    expect(remedy(clients(machine, ["web", "other"]))).toBe(
      `Get the token through ${OTHER} (client credentials), which may have it; ${CLIENT} may not.`,
    );
    expect(remedy(clients({ ...code, generate_secret: true }, ["web", "other"]))).toBe(
      `Get the token through ${OTHER} (code, with secret), which may have it; ${CLIENT} may not.`,
    );
    const off = { ...code, allowed_oauth_flows_user_pool_client: false };
    expect(remedy(clients(off))).toContain(`${OTHER} (code, whose OAuth settings are off) may have it`);
    expect(remedy(clients({ allowed_oauth_scopes: ["${var.unset}"] }))).toBe(
      `Which client may have it isn't known before apply (${OTHER}).`,
    );
  });

  test("none is required, or which isn't known", () => {
    expect(of({ scope: "" }, good(route({ authorization_scopes: undefined })))).toBe(
      "pass: The route requires no scope.",
    );
    expect(of({ scope: "a b" }, good(route({ authorization_scopes: ["${var.unset}"] })))).toBe(
      'unknown: The route\'s scopes aren\'t known before apply (var.unset is not declared); the token has "a", "b".',
    );
    expect(of({ scope: "a" }, good(route({ authorization_scopes: ["x", "y"] })))).toMatch(
      /^fail: The route requires one of "x", "y"; the token has "a"\. > No client may have any of them: /,
    );
  });
});

describe("token-type", () => {
  const of = (token_use: unknown, model = MODEL) => says("token-type", bearer({ token_use }), model);
  test.each<[unknown, string]>([
    ["access", "note: It is an access token; API Gateway doesn't check the type."],
    [undefined, "note: It doesn't say which type it is; API Gateway doesn't check the type."],
    ["id", "note: It is an ID token. API Gateway doesn't check the type, but ID tokens carry no scopes."],
  ])("%s", (use, text) => expect(of(use)).toBe(text));
  test("an ID token where no scope is asked for", () =>
    expect(of("id", good(route({ authorization_scopes: undefined })))).toBe(
      "note: It is an ID token, and nothing refuses it: only a required scope would. ID tokens are meant for the app that signed the user in.",
    ));
});

describe("an authorizer", () => {
  const of = (change: Record<string, unknown>, credentials: Credentials = bearer()) => {
    const { steps } = decide(good(route(change)), ROUTE, credentials, { now: NOW });
    return steps.slice(1, 2).map(said);
  };
  test("that is missing, elsewhere, or not known", () => {
    expect(of({ authorizer_id: undefined })).toEqual([
      "authorization fail: aws_apigatewayv2_route.get_items has authorization_type JWT but names no authorizer: AWS refuses to create such a route.",
    ]);
    expect(of({ authorizer_id: "abc123" })).toEqual([
      'authorization unknown: Which authorizer the route uses isn\'t known (it is not part of this configuration: "abc123").',
    ]);
    expect(of({ authorizer_id: "${var.unset}" })).toEqual([
      "authorization unknown: Which authorizer the route uses isn't known (var.unset is not declared).",
    ]);
  });

  test.each(["abc123", "${var.unset}"])("that is %s requires a token all the same", (authorizer_id) => {
    const signed: Credentials = { kind: "principal", principal: "arn:aws:iam::123456789012:role/r" };
    const requires = "the route's authorization_type JWT requires a token, whichever its authorizer is.";
    expect(of({ authorizer_id }, { kind: "none" })).toEqual([
      `identity-source fail 401: No token was given; ${requires}`,
    ]);
    expect(of({ authorizer_id }, signed)).toEqual([
      `identity-source fail 401: The request is signed with SigV4; ${requires}`,
    ]);
  });

  test("is sent a signature in the place of a token, or beside it", () => {
    const signed: Credentials = { kind: "principal", principal: "arn:aws:iam::123456789012:role/r" };
    const at = (source: string) => {
      const model = good(over("aws_apigatewayv2_authorizer", "jwt", { identity_sources: [source] }));
      return decide(model, ROUTE, signed, { now: NOW }).steps.slice(1).map(said);
    };
    const SIGNATURE = `decode fail 401: The request is signed with SigV4; ${JWT} requires a token, and the signature in the Authorization header isn't one.`;
    expect(at("$request.header.authorization")).toEqual([SIGNATURE]);
    expect(at("$request.header.X-Token")).toEqual([
      `identity-source fail 401: No token was given; ${JWT} looks for one in the header X-Token.`,
    ]);
  });
});
