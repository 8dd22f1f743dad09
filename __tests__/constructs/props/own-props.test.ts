import { TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import * as constructs from "../../../constructs";
import { AccessLog, ExistingUserPool, Identity, NodeFunction, UserPool, WebClient } from "../../../constructs";
import { ConfigurationErrors } from "../../../constructs/errors/configuration-error";
import { expectRefusal } from "../../support/expect-error";
import { testStack } from "../../support/synth";

type Made = new (scope: Construct, id: string, props: unknown) => Construct;

/** Every construct of the package that takes props, however it is spelt. */
const MADE = Object.entries(constructs).filter(
  (entry): entry is [string, never] =>
    typeof entry[1] === "function" &&
    entry[1].prototype instanceof Construct &&
    !["ApiStack", "Section"].includes(entry[0]),
) as unknown as [string, Made][];
/** What has to be there before a construct looks at the names of its props. */
const FIRST: Readonly<Record<string, object>> = {
  IdentityProvider: { kind: "google" },
  NodeFunction: { entry: "functions/hello" },
};
const GIVEN = { scopes: {}, functions: {}, routes: {} };

test("they are all there", () => expect(MADE.length).toBeGreaterThan(34));

test.each(MADE)("%s tells what is missing and what there is no prop for", (name, Type) => {
  const made = (props: object) => () => new Type(testStack(), "one", props);
  const needed = name === "SecuredApi" || name === "Identity" ? GIVEN : FIRST[name];
  expectRefusal(
    made({ ...needed, noSuchProp: true }),
    "input-unknown",
    "noSuchProp (auth-api/one):",
    "[input-missing]",
  );
  expect(() => new Type(testStack(), "one", "props")).toThrow(/\[input-(type|missing)\]/);
});

test("a wrong value is told by the name of its prop, and other mistakes with it", () => {
  const stack = testStack();
  const wrong: object = { mfa: "on", tier: "X", name: "notes" };
  expectRefusal(
    () => new UserPool(stack, "pool", wrong as never),
    "input-value",
    "mfa (auth-api/pool)",
    "tier (auth-api/pool)",
  );
  const log: object = { apiName: "notes", kmsKeyArn: "nope", retentionInDays: 45 };
  expectRefusal(
    () => new AccessLog(stack, "log", log as never),
    "kms-key",
    "kmsKeyArn (auth-api/log)",
    "retentionInDays",
  );
  const pool = new ExistingUserPool(stack, "there", { poolId: "eu-central-1_abc" });
  const client: object = { pool, catalogue: {}, name: "web", callbackUrls: "https://a.test", scopes: [] };
  expectRefusal(() => new WebClient(stack, "web", client as never), "input-type", "callbackUrls (auth-api/web)");
});

test("a construct that is derived from one is looked at as that is", () => {
  class OurPool extends UserPool {}
  const wrong: object = { name: "notes", mfa: "on" };
  expectRefusal(() => new OurPool(testStack(), "pool", wrong as never), "input-value", "mfa (auth-api/pool)");
});

test("references pass where AWS gets the value, and nowhere else", () => {
  const stack = testStack();
  const given = new TerraformVariable(stack, "given", {});
  const pool = new UserPool(stack, "pool", { name: given.stringValue });
  expect(pool.resource.nameInput).toContain("TfToken");
  // It was left out of what is emitted, and Cognito's default is OFF.
  const make = (): unknown => new UserPool(stack, "other", { name: "other", mfa: given.stringValue as "off" });
  expectRefusal(make, "input-type", "mfa (auth-api/other)", 'Write "off" or "optional" or "required"');
});

test("what SecuredApi says of a prop, its parts don't repeat under their own names", () => {
  const make = (): unknown =>
    new constructs.SecuredApi(testStack(), "Default", {
      ...{ project: "notes", domain: "example.com", scopes: { read: "Read" }, functions: { a: "functions/hello" } },
      pool: { mfa: "on" } as object,
      accessLog: { kmsKeyArn: "nope" },
      tags: { "aws:team": "a" },
      integrations: { a: { timeoutMilliseconds: "5" as unknown as number } },
      routes: { "GET /items": { scopes: ["read"], target: "a" } },
    });
  let told: readonly string[] = [];
  try {
    make();
  } catch (error) {
    if (error instanceof ConfigurationErrors) told = error.errors.map(({ prop = "" }) => prop);
  }
  expect([...told].sort()).toEqual([
    "accessLog.kmsKeyArn",
    "integrations.a.timeoutMilliseconds",
    "pool.mfa",
    'tags["aws:team"]',
  ]);
});

test("an identity is looked at as a whole when it is made by itself, and what is made below it later by itself", () => {
  const stack = testStack();
  const props = { project: "notes", domain: "example.com", scopes: { read: "Read" } };
  expectRefusal(
    () => new Identity(stack, "wrong", { ...props, pool: { mfa: "on" } } as never),
    "input-value",
    "pool.mfa (auth-api/wrong)",
  );
  const identity = new Identity(stack, "identity", props);
  const log: object = { apiName: "notes", kmsKeyArn: "nope" };
  expectRefusal(() => new AccessLog(identity, "log", log as never), "kms-key");
});

test("a function tells of all its mistakes at once", () => {
  const wrong: object = { name: "a", entry: "functions/hello", timeout: "5", tracing: "yes" };
  expectRefusal(() => new NodeFunction(testStack(), "one", wrong as never), "input-type", "timeout", "tracing");
});
