import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "../support/folder";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";
import { calling, MODULE, root, terraform } from "./support";

/** Every code that stands in the module is printed by a plan that earns it: validations together, then preconditions, then checks. */

const here = terraformHere();
const folder = temporaryFolder("messages");
const planned = skippedUnless(typeof here !== "string", `Terraform can't plan here: ${String(here)}`);

const many = <Item>(count: number, item: (at: number) => Item): Record<string, Item> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`item-${at}`, item(at)]));
const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `scope-${at}`);

const PROJECT = { project: "notes", domain: "example.com" };
const OPEN = { public: "a greeting for everybody", target: "hello" };
const CALLBACK = { callback_urls: ["https://example.com/callback"] };

const REFUSED: Readonly<Record<string, object>> = {
  validations: {
    project: "Notes",
    domain: "https://example.com",
    routes: {
      "GET /open": { target: "hello" },
      "GET /both": { ...OPEN, iam: true },
      "GET /why": { public: "", target: "hello" },
      "GET /any": { any_token: true, target: "hello" },
      "GET /many": { scopes: names(11), target: "hello" },
      "GET /slow": { ...OPEN, throttling: { burst: 0, rate: 0 } },
      "GET /{a}": OPEN,
      "GET /{b}": OPEN,
      "get /": OPEN,
    },
    jwt_authorizers: {
      "cognito-jwt": { issuer: "https://cognito-idp.us-east-1.amazonaws.com/eu-central-1_AbCdEfGhI", audience: [] },
      partner: { issuer: "https://partner.eu.auth0.com", audience: names(51) },
    },
    functions: { items: { timeout: 31, memory: 1 } },
    lambdas: { billing: "billing" },
    http_backends: { old: { url: "http://old.example.com" } },
    groups: { "a,b": { description: "Two", precedence: -1 } },
    scopes: { "a/b": "Two" },
    web_clients: {
      none: { callback_urls: [] },
      web: {
        callback_urls: ["http://example.com#"],
        scopes: names(50),
        id_token_minutes: 1,
        rotation_grace_seconds: 61,
      },
    },
    machine_clients: { importer: { scopes: [] } },
    sign_in_domain: { prefix: "aws", domain: "auth.example.com" },
    token_trigger: { version: "V9_0", claims: {}, function: { arn: "arn" } },
    pool: {
      tier: "HUGE",
      mfa: "perhaps",
      password_policy: { minimum_length: 1 },
      attributes: { "custom:a": { type: "String" }, seats: { type: "Number" }, other: { type: "Text" } },
    },
    existing_pool: { id: "eu-central-1_", endpoint: "https://cognito-idp.us-east-1.amazonaws.com/" },
    custom_domain: { name: "https://api.example.com", certificate_arn: "arn", path: "/v1/" },
    cors: { origins: ["*", "https://example.com/a"], credentials: true, max_age_seconds: -2 },
    access_log: {
      format: { ["a".repeat(3100)]: "$context.sourceIp" },
      log_group_name: "aws/mine",
      retention_days: 31,
      existing_log_group: { arn: "shared" },
    },
  },
  "validations of what the first could not hold": {
    ...PROJECT,
    routes: { "GET /": OPEN },
    pool: { tier: "LITE", password_policy: { history: 1 } },
    sign_in_domain: { certificate_arn: "arn:aws:acm:eu-central-1:123456789012:certificate/1" },
  },
  "preconditions without clients": {
    project: "aws-notes",
    domain: "example.com",
    scopes: { read: "Read" },
    pool: { tier: "LITE" },
    token_trigger: {},
    functions: { "orders.v1": {} },
    http_backends: many(301, (at) => ({ url: `https://${at}.example.com` })),
    routes: {
      "GET /items": { scopes: ["reed"], target: "items" },
      "PUT /items": { scopes: ["read"], target: "nowhere" },
      "GET /partner": { scopes: ["read:items"], authorizer: "patrner", target: "items" },
      "ANY /all": { iam: true, target: "items" },
      "OPTIONS /all": { iam: true, target: "items" },
    },
  },
  "preconditions with too many clients": {
    ...PROJECT,
    scopes: { read: "Read" },
    machine_clients: many(51, () => ({ scopes: ["read"] })),
    routes: { "GET /items": { scopes: ["read"], target: "items" } },
    existing_pool: { id: "eu-central-1_AbCdEfGhI" },
    token_trigger: { claims: {} },
  },
};

const CONTEXT = { requestId: "$context.requestId" };

const WARNED: Readonly<Record<string, object>> = {
  checks: {
    ...PROJECT,
    scopes: { read: "Read" },
    pool: { protected: false, attributes: { plan: { type: "String" } } },
    token_trigger: { claims: { claims: { plan: { attribute: "custom:plan" } } } },
    web_clients: { web: { ...CALLBACK, scopes: ["read"], confidential: true, writable_attributes: ["custom:plan"] } },
    groups: { one: { description: "One", precedence: 1 }, two: { description: "Two", precedence: 1 } },
    cors: { origins: ["*"], methods: ["PUT"], headers: [] },
    jwt_authorizers: many(10, () => ({ issuer: "https://partner.eu.auth0.com/", audience: ["notes"] })),
    functions: { items: { runtime: "nodejs16.x" } },
    access_log: { log_group_name: "/company/access", format: CONTEXT },
    routes: Object.fromEntries(
      Array.from({ length: 301 }, (_, at) => [`GET /${at}`, { scopes: ["read"], target: "items" }]),
    ),
  },
  "a check of what the first had on": { ...PROJECT, routes: { "GET /": OPEN }, access_log: { enabled: false } },
};

/** Plans the call in a root that is initialised. @returns how the plan ended, and the codes at the beginnings of its messages */
async function said(place: string, inputs: object): Promise<{ code: number; codes: string[] }> {
  if (typeof here === "string") throw new Error(here);
  writeFileSync(path.join(place, "main.tf.json"), JSON.stringify(calling(inputs)));
  const args = ["plan", "-input=false", "-no-color", "-refresh=false"];
  const { code, stdout, stderr } = await terraform(here, place, args);
  const printed = `${stdout}\n${stderr}`.matchAll(/\[([a-z]+(?:-[a-z]+)+|project|domain)\] /g);
  return { code, codes: [...printed].map(([, one = ""]) => one) };
}

planned(
  "every code of the module is printed by a plan that earns it, and by nothing else than what its kind of message does",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const place = await root(here, path.join(folder(), "root"), calling(PROJECT));
    const refused: string[] = [];
    for (const [name, inputs] of Object.entries(REFUSED)) {
      const { code, codes } = await said(place, inputs);
      expect({ name, code }).toEqual({ name, code: 1 });
      refused.push(...codes);
    }
    const warned: string[] = [];
    for (const [name, inputs] of Object.entries(WARNED)) {
      const { code, codes } = await said(place, inputs);
      expect({ name, code }).toEqual({ name, code: 0 });
      warned.push(...codes);
    }
    const hcl = readdirSync(MODULE).filter((name) => name.endsWith(".tf"));
    const text = hcl.map((name) => readFileSync(path.join(MODULE, name), "utf8")).join("\n");
    const written = [...text.matchAll(/error_message = "\[([a-z-]+)\]/g)].map(([, code = ""]) => code);
    expect([...new Set([...refused, ...warned])].sort()).toEqual([...new Set(written)].sort());
    const checks = [...text.matchAll(/^check "([a-z_]+)" \{$/gm)].map(([, name = ""]) => name.replaceAll("_", "-"));
    expect([...new Set(warned)].sort()).toEqual(checks.sort());
  },
  400_000,
);
