import { readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { readExamples } from "../../../local/terraform/examples";
import { ROOT } from "../../../process/terraform-working-directory";
import { curlExamples, curlLine, shellQuote } from "../../../local/output/curl-examples";
import type { Deployed } from "../../../local/session/stack-run";
import { temporaryFolder } from "../../support/folder";
import { route } from "../support";

test("a curl line reads its token from a file and can be pasted", () => {
  const items = route("POST /items", { examples: readExamples(join(ROOT, "functions", "items")) });
  const line = curlLine("http://127.0.0.1:1", items, { token: "a b/user.token" });
  expect(line).toBe(
    `curl -s -X POST -H "authorization: Bearer $(cat 'a b/user.token')" -H 'content-type: application/json' -d '{"name":"An item"}' http://127.0.0.1:1/_aws/execute-api/abc/items`,
  );
  expect(shellQuote("it's")).toBe(`'it'\\''s'`);
});

test("the header of a distribution is read from a file", () => {
  const line = curlLine("http://127.0.0.1:1", route("GET /staff"), undefined, "a b/origin.header");
  expect(line).toBe("curl -s -H @'a b/origin.header' http://127.0.0.1:1/_aws/execute-api/abc/staff");
});

test("a signed curl line reads its credentials from a file", () => {
  const line = curlLine("http://127.0.0.1:1", route("GET /signed"), { signer: "signer.curl", region: "us-east-1" });
  expect(line).toBe(
    "curl -s --aws-sigv4 aws:amz:us-east-1:execute-api -K signer.curl http://127.0.0.1:1/_aws/execute-api/abc/signed",
  );
});

const folder = temporaryFolder("curl");
const client = (name: string, more: object = {}) => ({
  address: `aws_cognito_user_pool_client.${name}`,
  id: `id-${name}`,
  poolId: "pool",
  secret: undefined,
  scopes: ["openid", "api/read"],
  callbackUrls: ["https://example.com/callback", "http://localhost:3000/callback"],
  ...more,
});
const deployed = (change: object = {}): Deployed => {
  const web = client("web");
  return {
    stack: "notes",
    region: "eu-west-1",
    applied: {
      routes: [
        route("GET /hello", { authorization: "NONE" }),
        route("GET /items", { scopes: ["api/read"] }),
        route("GET /admin", { scopes: ["api/admin"] }),
        route("GET /nobody", { scopes: ["api/nobody"] }),
        route("GET /signed", { authorization: "AWS_IAM" }),
        route("GET /staff", { authorization: "CUSTOM", originHeader: { name: "x-origin", value: "here" } }),
      ],
      machineClients: [client("importer", { secret: "s", scopes: ["api/admin"] })],
    },
    tokens: {
      web,
      people: [
        { username: "ann", password: "p", group: "admin" },
        { username: "bob", password: "q", group: undefined },
      ],
      user: (scopes: readonly string[], person: { username: string }) =>
        Promise.resolve({ access: `${person.username}: ${scopes.join(" ")}` }),
      machine: ({ id }: { id: string }) => Promise.resolve(`token of ${id}`),
    },
    signers: {
      region: "eu-west-1",
      callersOf: () =>
        Promise.resolve([{ signer: { role: "caller", credentials: { accessKeyId: "a", secretAccessKey: "b" } } }]),
    },
    ...change,
  } as unknown as Deployed;
};
/** What is random, and where the files lie, is left out. */
const shown = async (...stacks: readonly Deployed[]) =>
  (await curlExamples("http://127.0.0.1:1", stacks, folder()))
    .replaceAll(relative(process.cwd(), folder()), "FOLDER")
    .replace(/code_challenge=[\w-]+/, "code_challenge=CHALLENGE");

test("what a person can paste, to the letter", async () => {
  expect(await shown(deployed())).toMatchSnapshot();
  const files = ["user.token", "importer.token", "importer.credentials", "caller.curl", "origin.header", "people.txt"];
  const kept = files.map((name) => [name, readFileSync(join(folder(), "notes", name), "utf8")]);
  expect(Object.fromEntries(kept)).toMatchSnapshot();
  expect(statSync(join(folder(), "notes", "user.token")).mode & 0o777).toBe(0o600);
});

test("without users, machines and routes there is nothing to call", async () => {
  const applied = { routes: [], machineClients: [] };
  expect(await shown(deployed({ applied, tokens: { web: undefined, people: [] } }))).toMatchSnapshot();
});
