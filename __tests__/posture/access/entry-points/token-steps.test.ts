import type { PresentedToken } from "../../../../posture/access/steps/token";
import { tokenSteps } from "../../../../posture/access/entry-points/token-steps";
import { listing, type EntryPoint } from "../../../../posture/model";
import { readSynth } from "../../../../posture/model/read";

const MODEL = readSynth({
  resource: {
    aws_cognito_user_pool: { one: { name: "one", id: "eu-west-1_One" }, later: { name: "later" } },
    aws_cognito_user_pool_client: {
      web: { name: "web", id: "web-1", user_pool_id: "${aws_cognito_user_pool.one.id}" },
    },
  },
});
const [WEB] = MODEL.clients;
const [ONE, LATER] = ["one", "later"].map((name) => MODEL.pools.find(({ address }) => address.endsWith(name)));
if (!WEB || !ONE || !LATER) throw new RangeError("no client, or no pool");

type Authorization = Extract<EntryPoint["authorization"], { kind: "token" }>;
const [HTTPS, ISS] = ["https://id.example", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_One"];
const said = (authorization: Partial<Authorization>, token: PresentedToken | undefined) =>
  tokenSteps({ kind: "token", issuer: HTTPS, scopes: listing([]), ...authorization }, "It", token).map(
    ({ check, result, status, text }) => `${check} ${result}${status === undefined ? "" : ` ${status}`}: ${text}`,
  );
const claims = (more: object = {}, of: object = {}): PresentedToken => ({ claims: { iss: HTTPS, ...more }, of });
const [TRUE, NOT] = [
  `issuer pass: The token is from ${HTTPS}, as required.`,
  `issuer fail 401: The token is not from ${HTTPS}.`,
];

test.each<[string, Partial<Authorization>, PresentedToken | undefined, string[]]>([
  ["none", {}, undefined, [`identity-source fail 401: It requires a token from ${HTTPS}, and there is none.`]],
  [
    "a text that is no token",
    {},
    "a.b",
    [
      "decode fail 401: It has 2 parts between dots; a signed JWT has three. An opaque token, or one that was cut while copying, looks like that.",
    ],
  ],
  ["the issuer's", {}, claims(), [TRUE]],
  ["another's", {}, claims({ iss: `${HTTPS}/` }), [NOT]],
  ["nobody's", {}, claims({ iss: undefined }), [NOT]],
  ["one that is taken to be right", {}, claims({ iss: "x" }, { trusted: true }), [TRUE]],
  [
    "an access token for an ID token",
    { use: "id" },
    claims({ token_use: "access" }),
    [TRUE, "token-type fail 401: Without authorization_scopes it accepts ID tokens only, and this is an access token."],
  ],
  ["an access token", {}, claims({ token_use: "access" }), [TRUE]],
  ["the ID token", { use: "id" }, claims({ token_use: "id" }), [TRUE]],
])("%s", (_, authorization, token, steps) => expect(said(authorization, token)).toEqual(steps));

const ofPools = (...pools: NonNullable<Authorization["pools"]>) => ({ issuer: "pool one", pools });
const resource = (target: typeof ONE) => ({ kind: "resource", target }) as const;
const arn = (id: string) =>
  ({ kind: "external", id: `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${id}` }) as const;
const UNKNOWN = { kind: "unknown", why: "later", candidates: [] } as const;
test.each<[string, Partial<Authorization>, PresentedToken, "pass" | "fail" | "unknown"]>([
  ["of the pool", ofPools(resource(ONE)), claims({ iss: ISS }), "pass"],
  ["of another pool", ofPools(resource(ONE)), claims({ iss: `${ISS}2` }), "fail"],
  ["of a pool where its id comes later", ofPools(resource(LATER)), claims({ iss: ISS }), "unknown"],
  ["of a pool by its ARN", ofPools(arn("eu-west-1_One")), claims({ iss: ISS }), "pass"],
  ["of another one by its ARN", ofPools(arn("eu-west-1_Two")), claims({ iss: ISS }), "fail"],
  ["of no pool at all", ofPools(arn("eu-west-1_One")), claims(), "fail"],
  ["where the pool isn't known", ofPools(UNKNOWN), claims({ iss: ISS }), "unknown"],
  ["where one of two pools isn't known", ofPools(UNKNOWN, arn("eu-west-1_One")), claims({ iss: ISS }), "pass"],
  ["where no pool is told", ofPools(), claims({ iss: ISS }), "unknown"],
  ["that the pool issued", ofPools(resource(LATER)), claims({}, { pool: LATER }), "pass"],
  ["that another pool issued", ofPools(resource(LATER)), claims({}, { pool: ONE }), "fail"],
  ["that a pool issued, where none is told", ofPools(), claims({}, { pool: ONE }), "unknown"],
])("a token %s", (_, authorization, token, result) =>
  expect(said(authorization, token)[0]).toMatch(`issuer ${result}`),
);

const CLIENTS = { called: "web" };
test.each<[string, Authorization["clients"], PresentedToken, string]>([
  [
    "the client",
    { ...CLIENTS, client: WEB.address },
    claims({}, { client: WEB }),
    "pass: The token is for web, as required.",
  ],
  ["another client", { ...CLIENTS, client: "x" }, claims({}, { client: WEB }), "fail 401: The token is not for web."],
  [
    "nobody knows which client",
    { ...CLIENTS, client: WEB.address },
    claims({ aud: "web-1" }),
    "unknown: Whether the token is for web isn't known from this input.",
  ],
  [
    "ids that match",
    { ...CLIENTS, pattern: "web-\\d" },
    claims({ client_id: "x", aud: "web-1" }),
    "pass: The token is for web, as required.",
  ],
  [
    "a client whose id matches",
    { ...CLIENTS, pattern: "web-\\d" },
    claims({}, { client: WEB }),
    "pass: The token is for web, as required.",
  ],
  [
    "an id of which a part matches",
    { ...CLIENTS, pattern: "web" },
    claims({ azp: "web-1", aud: "x" }),
    "unknown: Whether the token is for web isn't known from this input.",
  ],
  [
    "an id that doesn't match",
    { ...CLIENTS, pattern: "^a$" },
    claims({ aud: "web-1" }),
    "fail 401: The token is not for web.",
  ],
  [
    "a pattern that isn't known",
    CLIENTS,
    claims({ aud: "web-1" }),
    "unknown: Whether the token is for web isn't known from this input.",
  ],
  [
    "no id",
    { ...CLIENTS, pattern: "a" },
    claims(),
    "unknown: Whether the token is for web isn't known from this input.",
  ],
  [
    "a pattern that is none",
    { ...CLIENTS, pattern: "(" },
    claims({ aud: "a" }),
    "unknown: Whether the token is for web isn't known from this input.",
  ],
])("for a client: %s", (_, clients, token, text) =>
  expect(said(clients ? { clients } : {}, token)).toEqual([TRUE, `audience ${text}`]),
);
test("which client doesn't matter for a token that is taken to be right", () =>
  expect(said({ clients: CLIENTS }, claims({}, { trusted: true }))).toEqual([TRUE]));

test.each<[string, Authorization["groups"] & object, object, string[]]>([
  ["none", listing([]), {}, []],
  ["one of them", listing(["a", "b"]), { "cognito:groups": ["b"] }, ['groups pass: The user is in the group "b".']],
  [
    "another one",
    listing(["a", "b"]),
    { "cognito:groups": ["c"] },
    ['groups fail 401: It wants one of the groups "a", "b"; the token has "c".'],
  ],
  [
    "another one, where more are wanted",
    listing(["a"], ["x", "y"]),
    { "cognito:groups": ["c"] },
    ["groups unknown: Which groups it wants isn't known (x; y)."],
  ],
])("in groups: %s", (_, groups, more, steps) => expect(said({ groups }, claims(more))).toEqual([TRUE, ...steps]));

test.each<[string, Authorization["scopes"], object, string]>([
  ["one of them", listing(["a", "b"]), { scope: "b" }, 'pass: The token has "b".'],
  ["another one", listing(["a", "b"]), { scope: "c" }, 'fail: It requires one of "a", "b"; the token has "c".'],
  [
    "another one, where more are wanted",
    listing(["a"], ["x", "y"]),
    { scope: "c" },
    "unknown: Its scopes aren't known (x; y).",
  ],
])("with scopes: %s", (_, scopes, more, text) =>
  expect(said({ scopes, use: "id" }, claims({ token_use: "access", ...more }))).toEqual([TRUE, `scopes ${text}`]),
);
