import { useBackend, type BackendOptions } from "../../../constructs/stack/backend";
import { readBackend } from "../../../constructs/stack/read-backend";
import { readSettings } from "../../../constructs/settings";
import { expectRefusal } from "../../support/expect-error";
import { emitted, testApp } from "../../support/synth";

const terraformOf = (backend: BackendOptions | undefined) => emitted((stack) => useBackend(stack, backend)).terraform;

describe("what is emitted", () => {
  test("is no backend unless one is given", () => expect(terraformOf(undefined)).not.toHaveProperty("backend"));

  test.each<[BackendOptions, object]>([
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

  test("asks for a Terraform that knows S3's locking, and only then", () => {
    const s3 = { type: "s3", bucket: "states", key: "k" } as const;
    expect(terraformOf(s3)?.required_version).toBe(">= 1.10.0");
    expect(terraformOf({ ...s3, useLockfile: false })?.required_version).toBe(">= 1.5.7");
    expect(terraformOf({ type: "local" })?.required_version).toBe(">= 1.5.7");
  });
});

describe("as a setting", () => {
  const context = { project: "notes", domain: "example.com", region: "eu-central-1" };
  const local = { type: "local", path: "a.tfstate" };
  const read = (more: object, environment: Record<string, string> = {}) =>
    readSettings(testApp({ ...context, ...more }), environment).backend;

  test("comes from the context, or from BACKEND, which may also say none", () => {
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
