/** The inputs of the module that say what main.ts says, with the settings of cdktf.json. */
export const MAIN_INPUTS = {
  project: "notes",
  domain: "example.com",
  tags: { project: "notes" },
  pool: {
    custom_attributes: { org_id: { type: "String" }, org_tier: { type: "String" }, feature_flags: { type: "String" } },
  },
  groups: {
    admin: { description: "Administrators", precedence: 1 },
    user: { description: "Everybody else", precedence: 10 },
  },
  scopes: { read: "Read access", write: "Write access", admin: "Administration" },
  web_clients: {
    web: {
      callback_urls: ["https://example.com/callback", "http://localhost:3000/callback"],
      logout_urls: ["https://example.com/logout", "http://localhost:3000/logout"],
      scopes: ["read", "write"],
    },
  },
  machine_clients: { machine: { scopes: ["read", "write"] } },
  token_trigger: { version: "V2_0" },
  routes: {
    "GET /hello": { public: "a greeting for everybody", target: "hello" },
    "GET /profile": { scopes: ["read"], target: "profile" },
    "POST /notes": { scopes: ["write"], target: "create-note" },
    "GET /items": { scopes: ["read"], target: "items" },
    "POST /items": { scopes: ["write"], target: "items" },
  },
} as const;
