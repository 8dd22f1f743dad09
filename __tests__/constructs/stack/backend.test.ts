import { useBackend, type BackendOptions } from "../../../constructs/stack/backend";
import { readBackend } from "../../../constructs/stack/read-backend";
import { readSettings } from "../../../constructs/settings";
import { expectRefusal } from "../../support/refusal";
import { emitted, testApp } from "../../support/synth";

const terraformOf = (backend: BackendOptions | undefined) => emitted((stack) => useBackend(stack, backend)).terraform;

const SECRET = "very-secret";

describe("what is emitted", () => {
  it("is no backend unless one is given", () => expect(terraformOf(undefined)).not.toHaveProperty("backend"));

  it.each<[BackendOptions, object]>([
    [{ type: "local" }, { local: { path: "terraform.tfstate" } }],
    [{ type: "local", path: "states/api.tfstate" }, { local: { path: "states/api.tfstate" } }],
    [
      { type: "s3", bucket: "states", key: "api.tfstate", region: "eu-central-1" },
      { s3: { bucket: "states", key: "api.tfstate", region: "eu-central-1", encrypt: true, use_lockfile: true } },
    ],
    [
      { type: "s3", bucket: "states", key: "k", useLockfile: false, assumeRole: { roleArn: "arn:aws:iam::1:role/r" } },
      { s3: { bucket: "states", key: "k", encrypt: true, use_lockfile: false, assume_role: expect.anything() } },
    ],
    [
      { type: "http", address: "https://state.example.com/api", lockAddress: "https://state.example.com/api/lock" },
      { http: { address: "https://state.example.com/api", lock_address: "https://state.example.com/api/lock" } },
    ],
    [
      { type: "remote", organization: "acme", workspaces: { name: "api" } },
      { remote: { organization: "acme", workspaces: { name: "api" } } },
    ],
    [
      { type: "remote", organization: "acme", hostname: "tf.example.com", workspaces: { prefix: "api-" } },
      { remote: { organization: "acme", hostname: "tf.example.com", workspaces: { prefix: "api-" } } },
    ],
  ])("%j", (backend, expected) => {
    expect(readBackend(JSON.parse(JSON.stringify(backend)))).toEqual(backend);
    expect(terraformOf(backend)?.backend).toEqual(expected);
  });

  it("asks for a Terraform that knows S3's locking, and only then", () => {
    const s3 = { type: "s3", bucket: "states", key: "k" } as const;
    expect(terraformOf(s3)?.required_version).toBe(">= 1.10.0");
    expect(terraformOf({ ...s3, useLockfile: false })?.required_version).toBe(">= 1.5.7");
    expect(terraformOf({ type: "local" })?.required_version).toBe(">= 1.5.7");
  });
});

describe("a secret is refused, by the name of what takes its place, and never shown", () => {
  const s3 = { type: "s3", bucket: "b", key: "k" };
  const http = { type: "http", address: "https://state.example.com" };
  it.each<[object, string]>([
    [{ ...s3, accessKey: SECRET }, "AWS_ACCESS_KEY_ID"],
    [{ ...s3, secret_key: SECRET }, "AWS_SECRET_ACCESS_KEY"],
    [{ ...s3, token: SECRET }, "AWS_SESSION_TOKEN"],
    [{ ...s3, sse_customer_key: SECRET }, "AWS_SSE_CUSTOMER_KEY"],
    [{ ...http, password: SECRET }, "TF_HTTP_PASSWORD"],
    [{ ...http, username: SECRET }, "TF_HTTP_USERNAME"],
    [{ ...http, myAuthToken: SECRET }, "environment"],
    [{ ...http, address: `https://me:${SECRET}@state.example.com` }, "TF_HTTP_PASSWORD"],
    [{ ...http, lockAddress: `https://state.example.com/?access_token=${SECRET}` }, "TF_HTTP_PASSWORD"],
    [{ type: "remote", organization: "a", workspaces: { name: "b" }, token: SECRET }, "TF_TOKEN_app_terraform_io"],
  ])("%j", (value, variable) => {
    expectRefusal(() => readBackend(value), "backend-secret", variable);
    try {
      readBackend(value);
    } catch (error) {
      expect(String(error)).not.toContain(SECRET);
    }
  });
});

describe("what can't be read is refused", () => {
  it.each<[unknown, string]>([
    ["s3", "must be an object"],
    [{}, "no type"],
    [{ type: "htpp", address: "https://a" }, 'Did you mean "http"?'],
    [{ type: "gcs" }, "local, s3, http, remote"],
    [{ type: "s3", bucket: "b" }, "lacks key"],
    [{ type: "s3", bucket: "b", key: "k", use_lockfile: true }, 'Did you mean "useLockfile"?'],
    [{ type: "s3", bucket: "b", key: "k", dynamodbTable: "locks" }, "locks by itself"],
    [{ type: "s3", bucket: "b", key: "k", encrypt: "yes" }, "true or false"],
    [{ type: "s3", bucket: 7, key: "k" }, "bucket must be a string"],
    [{ type: "http", address: "http://state.example.com" }, "https"],
    [{ type: "remote", organization: "a", workspaces: "b" }, "prefix"],
  ])("%j", (value, text) => expectRefusal(() => readBackend(value), "backend", text));
});

describe("as a setting", () => {
  const context = { project: "notes", domain: "example.com", region: "eu-central-1" };
  const local = { type: "local", path: "a.tfstate" };
  const read = (more: object, environment: Record<string, string> = {}) =>
    readSettings(testApp({ ...context, ...more }), environment).backend;

  it("comes from the context, or from BACKEND, which may also say none", () => {
    expect(read({})).toBeUndefined();
    expect(read({ backend: local })).toEqual(local);
    expect(read({ backend: local }, { BACKEND: '{"type":"local","path":"b.tfstate"}' })).toEqual({
      type: "local",
      path: "b.tfstate",
    });
    expect(read({ backend: local }, { BACKEND: "" })).toBeUndefined();
    expectRefusal(() => read({}, { BACKEND: "s3://states" }), "setting", "is not JSON", "BACKEND");
  });
});
