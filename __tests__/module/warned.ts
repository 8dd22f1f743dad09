const many = <Item>(count: number, item: (at: number) => Item): Record<string, Item> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`item-${at}`, item(at)]));

const OPEN = { public: "a greeting for everybody", target: "hello" };
const READ = { scopes: ["read"], target: "items" };
const WEB = { callback_urls: ["https://example.com/callback"], scopes: ["read"] };

/** Calls that are planned with warnings. */
export const WARNED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  most: {
    scopes: { read: "Read" },
    pool: { deletion_protection: false, custom_attributes: { plan: { type: "String" } } },
    token_trigger: { claims: { claims: { plan: { attribute: "custom:plan" } } } },
    web_clients: { web: { ...WEB, confidential: true, write_attributes: ["custom:plan"] } },
    groups: { one: { description: "One", precedence: 1 }, two: { description: "Two", precedence: 1 } },
    cors: { allow_origins: ["*"], allow_methods: ["PUT"], allow_headers: [] },
    jwt_authorizers: {
      ...many(9, () => ({ issuer: "https://partner.eu.auth0.com/", audience: ["notes"] })),
      replica: { issuer: "https://cognito-idp.us-east-1.amazonaws.com/eu-central-1_AbCdEfGhI", audience: ["a"] },
    },
    functions: { items: { runtime: "nodejs16.x" } },
    access_log: { log_group_name: "/company/access", format: { requestId: "$context.requestId" } },
    routes: Object.fromEntries(Array.from({ length: 301 }, (_, at) => [`GET /${at}`, READ])),
  },
  unlogged: { routes: { "GET /": OPEN }, access_log: { enabled: false } },
};
