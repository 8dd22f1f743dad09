import { readBackend } from "../../../constructs/stack/read-backend";
import { expectRefusal } from "../../support/expect-error";

const SECRET = "very-secret";

describe("a secret is refused, by the name of what takes its place, and never shown", () => {
  const s3 = { type: "s3", bucket: "b", key: "k" };
  const http = { type: "http", address: "https://state.example.com" };
  test.each<[object, string]>([
    [{ ...s3, accessKey: SECRET }, "AWS_ACCESS_KEY_ID"],
    [{ ...s3, secret_key: SECRET }, "AWS_SECRET_ACCESS_KEY"],
    [{ ...s3, token: SECRET }, "AWS_SESSION_TOKEN"],
    [{ ...s3, sse_customer_key: SECRET }, "AWS_SSE_CUSTOMER_KEY"],
    [{ ...http, password: SECRET }, "TF_HTTP_PASSWORD"],
    [{ ...http, username: SECRET }, "TF_HTTP_USERNAME"],
    [{ ...http, myAuthToken: SECRET }, "environment"],
    [{ ...http, address: `https://me:${SECRET}@state.example.com` }, "TF_HTTP_PASSWORD"],
    [{ ...http, address: `https://${SECRET}@state.example.com` }, "TF_HTTP_PASSWORD"],
    [{ ...http, address: `https://:${SECRET}@state.example.com` }, "TF_HTTP_PASSWORD"],
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
  test.each<[unknown, string]>([
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
