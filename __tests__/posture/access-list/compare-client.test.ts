import { accessListOf, readAccessList, type DeclaredClient } from "../../../posture/access-list";
import { readPlan, readSynth } from "../../../posture/model/read";
import { asPlan } from "../rules/as-plan";
import { goodStack, over, stackOf, web, type Resources } from "../rules/support";
import { compared } from "./whole";

const LIST = accessListOf(readSynth(goodStack()));
const differences = (change: Resources, declared: Partial<DeclaredClient> = {}): string[] =>
  compared(readSynth(stackOf(change)), {
    ...LIST,
    clients: LIST.clients?.map((client) => ({ ...client, ...declared })) ?? [],
  })
    .filter(({ code }) => code === "access-client")
    .map(({ certain, effect }) => `${effect}${certain ? "" : "?"}`);

test("what is written from a stack holds of it and of its plan, and can be read", () => {
  expect(LIST.clients).toEqual([
    expect.objectContaining({ client: "aws_cognito_user_pool_client.web", pool: "aws_cognito_user_pool.pool" }),
  ]);
  expect(readAccessList(JSON.parse(JSON.stringify(LIST)))).toEqual(LIST);
  expect(differences({})).toEqual([]);
  expect(compared(readPlan(asPlan(goodStack())).after, LIST).filter(({ certain }) => certain)).toEqual([]);
});

test.each<[string, Resources, string[]]>([
  [
    "another flow",
    web({ allowed_oauth_flows: ["implicit"] }),
    ["It gets no token by code. It gets tokens by implicit as well."],
  ],
  ["no scope", web({ allowed_oauth_scopes: [] }), [expect.stringMatching(/^It can't obtain /)]],
  ["another pool", web({ user_pool_id: "us-east-1_AAAAAAAAA" }), ["Its tokens are another pool's."]],
  ["a secret", web({ generate_secret: true }), ["The token endpoint refuses it: a page can't keep a secret."]],
  ["a scope that isn't known", web({ allowed_oauth_scopes: ["${var.scope}"] }), [expect.stringMatching(/\?$/)]],
  [
    "not there",
    over("aws_cognito_user_pool_client", "web", { count: 0 }),
    ["Nothing that is declared for it applies."],
  ],
])("%s is a difference", (_name, change, expected) => {
  expect(differences(change)).toEqual(expected);
});

test("what is left out of a list isn't compared", () => {
  const declared = { callbackUrls: undefined, identityProviders: undefined, confidential: undefined };
  const change = web({ callback_urls: ["https://other.example/cb"], generate_secret: true });
  expect(differences(change, declared as unknown as Partial<DeclaredClient>)).toEqual([]);
});
