import * as path from "node:path";
import { temporaryFolder } from "../support/folder";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";
import { calling, root, terraform } from "./support";

/** What the module refuses, and whether the message tells what is wrong and where. Which values are refused, module/tests says. */

const here = terraformHere();
const folder = temporaryFolder("refusals");
const planned = skippedUnless(typeof here !== "string", `Terraform can't plan here: ${String(here)}`);

async function refusal(name: string, inputs: object): Promise<string> {
  if (typeof here === "string") throw new Error(here);
  const place = await root(here, path.join(folder(), name), calling({ project: "notes", domain: "example.com", ...inputs }));
  const { code, stderr } = await terraform(here, place, ["plan", "-input=false", "-no-color", "-refresh=false"]);
  expect(code).toBe(1);
  return stderr;
}

planned(
  "a plan names every route without authorization, and what else is wrong with variables",
  async () => {
    const said = await refusal("validations", {
      routes: {
        "GET /open": { target: "hello" },
        "POST /open": { target: "hello" },
        "GET /shut": { iam: true, target: "hello" },
        "GET /why": { public: "", target: "hello" },
        "fetch /x": { iam: true, target: "hello" },
      },
      web_clients: { web: { callback_urls: ["http://example.com"], access_token_minutes: 1 } },
      pool: { password_policy: { minimum_length: 100 } },
      access_log: {
        format: { requestId: "$context.requestId", ip: "$context.sourceIp" },
        existing_log_group: { arn: "arn:aws:logs:us-east-1:123456789012:log-group:shared" },
        kms_key_arn: "arn:aws:kms:us-east-1:123456789012:key/1",
      },
      groups: { "a,admin": { description: "Two in one", precedence: 1 }, "größe+1": { description: "One", precedence: 2 } },
      http_backends: { old: { url: "http://old.example.com" } },
      lambdas: { billing: "billing" },
    });
    expect(said).toContain('[route-open] routes "GET /open", "POST /open": no authorization.');
    expect(said).toContain('public = "the reason"');
    expect(said).toContain('[route-public-reason] routes "GET /why"');
    expect(said).toContain('[route-key-shape] routes "fetch /x"');
    expect(said).toContain('[client-callback-insecure] web_clients "web"');
    expect(said).toContain('[client-token-lifetime] web_clients "web": must have access_token_minutes from 5 to 1440 minutes.');
    expect(said).toContain("pool.password_policy.minimum_length is 100; write 6 to 99 characters.");
    expect(said).toContain('[group-name] groups "a,admin": can\'t name a group.');
    expect(said).toContain('[target-url] http_backends "old": not an https address. Write https://HOST/PATH');
    expect(said).toContain('[target-lambda] lambdas "billing": not the ARN of a function.');
    expect(said).toContain("[log-group-existing] access_log: retention_days, kms_key_arn, log_group_name belong to a log group that the module makes.");
    expect(said).toMatch(/\[log-variable-unknown\].*\$context\.sourceIp/);
  },
  60_000,
);

planned(
  "a plan names what doesn't fit together",
  async () => {
    const said = await refusal("preconditions", {
      scopes: { read: "Read", write: "Write" },
      machine_clients: { importer: { scopes: ["read"] }, exporter: { scopes: ["raed"] } },
      pool: { tier: "LITE" },
      token_trigger: { version: "V3_0" },
      routes: {
        "GET /items": { scopes: ["reed"], target: "items" },
        "POST /items": { scopes: ["write"], target: "items" },
        "PUT /items": { scopes: ["read"], target: "itmes" },
      },
    });
    expect(said).toContain(
      '[scope-unknown] Not declared in scopes: machine_clients "exporter": raed; routes "GET /items": reed. Declare it there, or use one of read, write.',
    );
    expect(said).toContain('[scope-unobtainable] No client may ask for what these routes demand: "POST /items": write.');
    expect(said).toMatch(/\[route-target\] .*: "PUT \/items": itmes\./);
    expect(said).toContain("[trigger-attribute] token_trigger makes claims from custom:org_id, custom:org_tier, custom:feature_flags");
    expect(said).toContain("[trigger-tier] token_trigger.version V3_0 needs more than the tier LITE.");
  },
  60_000,
);
