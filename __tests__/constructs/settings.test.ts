import { readSettings, type Settings } from "../../constructs/settings";
import { expectRefusal } from "../support/expect-error";
import { testApp } from "../support/synth";

type Environment = Parameters<typeof readSettings>[1];

const CONTEXT = { project: "notes", domain: "example.com", region: "eu-central-1" };

const read = (context: Record<string, unknown> = CONTEXT, environment: Environment = {}): Settings =>
  readSettings(testApp(context), environment);

describe("what is left out", () => {
  test("derives from the domain or is empty", () => {
    expect(read()).toEqual({
      ...CONTEXT,
      tags: {},
      callbackUrls: ["https://example.com/callback"],
      logoutUrls: ["https://example.com/logout"],
      packaging: "archive",
    });
  });

  test.each(["project", "domain", "region"])("is refused for %s, which has no default", (key) => {
    expectRefusal(() => read({ ...CONTEXT, [key]: undefined }), "setting", key, "is missing", "cdktf.json");
  });

  test("takes the region from AWS_DEFAULT_REGION at last", () => {
    const context = { ...CONTEXT, region: undefined };
    expect(read(context, { AWS_DEFAULT_REGION: "eu-west-1" }).region).toBe("eu-west-1");
    expect(read(CONTEXT, { AWS_DEFAULT_REGION: "eu-west-1" }).region).toBe("eu-central-1");
  });
});

describe("context", () => {
  test("gives every setting", () => {
    const given = {
      ...CONTEXT,
      tags: { team: "identity" },
      callbackUrls: ["https://app.example.com/back", "http://localhost:3000/back"],
      logoutUrls: [],
      packaging: "prebuilt",
    };
    expect(read(given)).toEqual(given);
  });
});

describe("the environment goes before the context", () => {
  test.each<[keyof Settings, string, string, unknown]>([
    ["project", "PROJECT", "other", "other"],
    ["domain", "DOMAIN", "example.org", "example.org"],
    ["region", "AWS_REGION", "us-west-2", "us-west-2"],
    ["tags", "TAGS", '{"team":"identity"}', { team: "identity" }],
    ["callbackUrls", "CALLBACK_URLS", " https://a.test/x  https://b.test/y ", ["https://a.test/x", "https://b.test/y"]],
    ["logoutUrls", "LOGOUT_URLS", "https://a.test/z", ["https://a.test/z"]],
    ["packaging", "LAMBDA_PACKAGING", "prebuilt", "prebuilt"],
  ])("%s by %s", (key, variable, text, expected) => {
    const context = {
      ...CONTEXT,
      tags: { from: "context" },
      callbackUrls: ["https://context.test/callback"],
      logoutUrls: ["https://context.test/logout"],
      packaging: "archive",
    };
    expect(read(context, { [variable]: text })).toEqual({ ...read(context), [key]: expected });
  });

  test("also for what derives from the domain", () => {
    expect(read(CONTEXT, { DOMAIN: "example.org" }).callbackUrls).toEqual(["https://example.org/callback"]);
  });
});

describe("a wrong value is refused, and the message says where to write it", () => {
  test.each<[string, string, unknown, string]>([
    ["project", "PROJECT", 7, "is 7, not a string"],
    ["project", "PROJECT", " ", "it is empty"],
    ["domain", "DOMAIN", ["example.com"], "not a string"],
    ["callbackUrls", "CALLBACK_URLS", "https://a.test", "not a list of strings"],
    ["callbackUrls", "CALLBACK_URLS", [1], "not a list of strings"],
    ["callbackUrls", "CALLBACK_URLS", [], "is empty"],
    ["logoutUrls", "LOGOUT_URLS", { a: "b" }, "not a list of strings"],
    ["tags", "TAGS", ["a"], "not a map of strings"],
    ["tags", "TAGS", { a: 1 }, "not a map of strings"],
    ["packaging", "LAMBDA_PACKAGING", "zip", "write archive or prebuilt"],
  ])("%s (%s) %j", (key, variable, value, problem) => {
    expectRefusal(() => read({ ...CONTEXT, [key]: value }), "setting", key, problem, variable, "cdktf.json");
  });

  test.each<[string, string, string]>([
    ["TAGS", "team=identity", "is not JSON"],
    ["TAGS", "null", "not a map of strings"],
    ["CALLBACK_URLS", " ", "is empty"],
    ["LAMBDA_PACKAGING", "Prebuilt", 'is "Prebuilt"'],
    ["PROJECT", "", "it is empty"],
  ])("in the environment: %s=%s", (variable, text, problem) => {
    expectRefusal(() => read(CONTEXT, { [variable]: text }), "setting", problem, variable);
  });
});

test("a program that is run by itself reads cdktf.json, as the cdktf command would", () => {
  // The tests run in the project's root, whose cdktf.json says this.
  expect(read({}).project).toBe("notes");
  expect(read({}, { DOMAIN: "other.example" }).domain).toBe("other.example");
});
