import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../support/project";

/** Put together here, so that no file of the project holds what looks like a credential. */
const SECRETS: readonly (readonly [kind: string, parts: readonly string[]])[] = [
  ["an AWS access key id", ["AKIA", "QWERTYUIOPASDFG2"]],
  ["an AWS secret access key", ["aws_secret_access_key = ", "a/B+".repeat(10)]],
  ["a GitHub token", ["ghp_", "a1".repeat(18)]],
  ["an npm token", ["//registry.example/:_authToken=", "a1b2".repeat(6)]],
  ["a PyPI token", ["pypi-AgE", "a1".repeat(30)]],
  ["a Slack token", ["xoxb-", "1234567890-".repeat(2)]],
  ["a Google API key", ["AIza", "a".repeat(35)]],
  ["a Stripe key", ["sk_live_", "a1".repeat(12)]],
  ["a private key", ["-----BEGIN RSA PRIVATE", " KEY-----\n", "QUJD".repeat(16)]],
  ["a signed token", ["eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiIxMjM0In0.", "a1b2".repeat(11)]],
  ["a password in a URL", ["https://someone:", "correct-horse@db.internal.net"]],
];
const HARMLESS = [
  "AKIA" + "IOSFODNN7EXAMPLE",
  "https://someone:correct-horse@db.example.com",
  "https://${user}:${password}@example.com",
  "http://127.0.0.1:4566/path@version",
  "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl",
  "-----BEGIN CERTIFICATE-----\n" + "QUJD".repeat(16),
];

test("every kind of credential is told by line and kind, and never itself", () => {
  const texts = [...SECRETS.map(([, parts]) => `one\n${parts.join("")}\n`), ...HARMLESS];
  const code = `import { secretsIn } from ${JSON.stringify(join(ROOT, "tools/lint/secrets.mjs"))}; console.log(JSON.stringify(${JSON.stringify(texts)}.map(secretsIn)))`;
  const found: unknown = JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }),
  );
  expect(found).toEqual([...SECRETS.map(([kind]) => [`2: ${kind}`]), ...HARMLESS.map(() => [])]);
});
