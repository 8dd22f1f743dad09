import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { createAuthorizer } from "../../../functions/authorizer/authorizer";
import { readConfig } from "../../../posture/claims";
import type { IssuerConfig } from "../../../posture/claims";
import { issuerOfPool } from "../../../posture/aws/issuers";
import { claims, CLIENT, event, header, jwk, rsa, token } from "./support/tokens";

const POOL = "us-east-1_AbCdEfGhI";
/** The issuers under which one replicated pool may sign. */
const NAMES = {
  original: issuerOfPool(POOL),
  updated: issuerOfPool(POOL, { type: "UPDATED" }),
  replica: issuerOfPool(POOL, { region: "us-west-2" }),
};
type Name = keyof typeof NAMES;
const ALL = Object.keys(NAMES) as Name[];
/** Each signs with a key of its own, so that none can stand in for another. */
const KEYS = { original: rsa(), updated: rsa(), replica: rsa() };

function setUp(welcome: readonly Name[], more: Partial<IssuerConfig> = {}) {
  const reasons: string[] = [];
  const asked: string[] = [];
  const config = { issuers: welcome.map((name) => ({ issuer: NAMES[name], clientIds: [CLIENT], ...more })) };
  const authorize = createAuthorizer(readConfig(JSON.stringify(config)), {
    read: async (uri) => {
      asked.push(uri);
      const name = ALL.find((one) => uri === `${NAMES[one]}/.well-known/jwks.json`);
      if (name === undefined) throw new Error(`no keys at ${uri}`);
      return Buffer.from(JSON.stringify({ keys: [jwk(KEYS[name].publicKey)] }));
    },
    log: ({ reason }) => reasons.push(reason),
  });
  /** A token of one issuer; `by`: whose key signs it. */
  const call = async (name: Name, payload: object = {}, by = name): Promise<boolean> => {
    const text = token(KEYS[by].privateKey, claims({ iss: NAMES[name], ...payload }), header());
    const answer = await authorize(event(text) as unknown as APIGatewayRequestAuthorizerEventV2);
    return "isAuthorized" in answer && answer.isAuthorized;
  };
  return { call, reasons, asked };
}

const pairs = ALL.flatMap((welcome) => ALL.map((name) => [welcome, name] as const));
test.each(pairs)("an authorizer for the %s issuer, a token of the %s one", async (welcome, name) => {
  const { call, reasons, asked } = setUp([welcome]);
  expect(await call(name)).toBe(welcome === name);
  expect(reasons).toEqual(welcome === name ? [] : ["issuer"]);
  // Keys are asked for at the issuer that is configured, never where a token leads.
  expect(asked).toEqual(welcome === name ? [`${NAMES[name]}/.well-known/jwks.json`] : []);
});

test("all names of one pool side by side, each with its own keys", async () => {
  const { call, reasons } = setUp(ALL);
  for (const name of ALL) expect(await call(name)).toBe(true);
  expect(await call("updated", {}, "original")).toBe(false);
  expect(await call("replica", {}, "updated")).toBe(false);
  expect(reasons).toEqual(["signature", "signature"]);
});

test("a name that is nearly one of them is refused", async () => {
  const { call } = setUp(ALL);
  for (const iss of [`${NAMES.updated}/`, NAMES.updated.replace("us-east-1.", "us-west-2."), `${NAMES.original}x`])
    expect(await call("updated", { iss })).toBe(false);
});

test.each(ALL)("a token of the %s issuer that is bound to a resource needs the resource", async (name) => {
  const aud = "https://api.example.com";
  expect(await setUp(ALL).call(name, { aud })).toBe(false);
  const bound = setUp(ALL, { resources: [aud] });
  expect(await bound.call(name, { aud })).toBe(true);
  expect(await bound.call(name)).toBe(true);
  expect(await bound.call(name, { aud, client_id: "another" })).toBe(false);
});
