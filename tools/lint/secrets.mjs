// Credentials that nobody may commit, by the forms that their makers publish. A documentation's key ends with EXAMPLE, its hosts with example.com: those pass.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const FORMS = {
  "an AWS access key id": /\b(?:AKIA|ASIA)(?![A-Z2-7]*EXAMPLE)[A-Z2-7]{16}\b/,
  "an AWS secret access key": /secret_?access_?key["']?\s*[:=]\s*["']?(?![\w/+]*EXAMPLE)[A-Za-z0-9/+]{40}(?![\w/+])/i,
  "a GitHub token": /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,})/,
  "an npm token": /\bnpm_[A-Za-z0-9]{36}\b|:_authToken=["']?[\w-]{20,}/,
  "a PyPI token": /\bpypi-AgE[\w-]{50,}/,
  "a Slack token": /\bxox[abeprs]-[\w-]{20,}/,
  "a Google API key": /\bAIza[\w-]{35}\b/,
  "a Stripe key": /\b[rs]k_live_[A-Za-z0-9]{20,}/,
  "a private key": /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\\n|\s)+[A-Za-z0-9+/=]{60}/,
  "a signed token": /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{40,}/,
  "a password in a URL":
    /\b[a-z][a-z+]*:\/\/[^\s/:@"'`$<{]+:[^\s/:@"'`$<{]{6,}@(?!([\w-]+\.)*example\b|localhost|127\.)[\w.-]+/,
};

/** What of a text looks like a credential: its line and kind, never itself. */
export const secretsIn = (text) =>
  Object.entries(FORMS).flatMap(([kind, form]) =>
    [...text.matchAll(new RegExp(form, `g${form.flags}`))].map(
      ({ index }) => `${text.slice(0, index).split("\n").length}: ${kind}`,
    ),
  );

/** The same of every file that is or would be committed. */
export function secretsOf(root) {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  return [...new Set(listed.toString().split("\0"))].flatMap((file) => {
    let text = "";
    try {
      if (file !== "") text = readFileSync(join(root, file), "latin1");
    } catch {
      // Removed, and not yet committed so.
    }
    return secretsIn(text).map((found) => `${file}:${found}. Take it out, and revoke it: git remembers.`);
  });
}
