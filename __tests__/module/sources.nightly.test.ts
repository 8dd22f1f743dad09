import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { terraformEnvironment } from "../../process/terraform";
import { temporaryFolder } from "../support/folder";
import { ROOT } from "../support/project";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";
import { MAIN_INPUTS } from "./inputs";
import { mustRun, OFFLINE, planOf, root, type PlannedResource } from "./support";

/** The module as others get it: from a tag of a Git repository, and as the archive that a release makes. Both hold what is committed. */

const here = terraformHere();
const folder = temporaryFolder("sources");
const reason =
  typeof here === "string" ? `Terraform can't plan here: ${here}` : "the project isn't in a Git repository";
const fetched = skippedUnless(typeof here !== "string" && existsSync(path.join(ROOT, ".git")), reason);

const TAG = "v0.0.0-test";
const git = (cwd: string, ...args: string[]): Buffer => execFileSync("git", args, { cwd, maxBuffer: 1 << 28 });
const hash = (content: Buffer): string => createHash("sha256").update(content).digest("base64");

/** Installs, validates and plans a root that takes the module from elsewhere. */
async function planFrom(name: string, source: string): Promise<{ place: string; plan: Map<string, PlannedResource> }> {
  if (typeof here === "string") throw new Error(here);
  const provider = { aws: [{ region: "us-east-1", ...OFFLINE }] };
  const place = await root(here, path.join(folder(), name), {
    provider,
    module: { auth_api: { source, ...MAIN_INPUTS } },
  });
  await mustRun(here, place, ["validate", "-no-color"]);
  return { place, plan: await planOf(here, place, terraformEnvironment()) };
}

/** Each function is planned with the zip that is committed, and all zips have come along, also those that this root doesn't use. */
function expectFunctions(module: string, plan: ReadonlyMap<string, PlannedResource>): void {
  const committed = git(ROOT, "ls-tree", "--name-only", "HEAD", "module/functions/").toString().trim().split("\n");
  const names = committed.map((file) => path.posix.basename(file));
  expect(names.length).toBeGreaterThan(4);
  expect(readdirSync(path.join(module, "functions")).sort()).toEqual(names.sort());
  const hashes = new Map(names.map((name) => [name, hash(git(ROOT, "show", `HEAD:module/functions/${name}`))]));
  for (const name of names)
    expect([name, hash(readFileSync(path.join(module, "functions", name)))]).toEqual([name, hashes.get(name)]);

  const planned = [...plan.values()].filter(({ type }) => type === "aws_lambda_function");
  expect(planned.length).toBe(5);
  for (const { change } of planned) {
    const zip = path.basename(String(change.after?.filename));
    expect([zip, change.after?.source_code_hash]).toEqual([zip, hashes.get(zip)]);
  }
}

fetched(
  "from a tag of a Git repository",
  async () => {
    const repository = path.join(folder(), "repository.git");
    git(folder(), "clone", "--quiet", "--bare", ROOT, repository);
    git(repository, "tag", TAG, "HEAD");
    const source = `git::${pathToFileURL(repository).href}//module?ref=${TAG}`;
    const { place, plan } = await planFrom("from-git", source);
    expectFunctions(path.join(place, ".terraform", "modules", "auth_api", "module"), plan);

    // The README says it: with TF_DATA_DIR elsewhere the zips lie elsewhere, and are the same.
    if (typeof here === "string") throw new Error(here);
    const env = { ...terraformEnvironment(), TF_DATA_DIR: path.join(folder(), "data") };
    await mustRun(here, place, ["init", "-input=false", "-no-color"], env);
    const elsewhere = await planOf(here, place, env);
    const differing = [...plan].flatMap(([address, { type, change }]) => {
      const other = elsewhere.get(address)?.change.after;
      const names = Object.keys(change.after ?? {}).filter((name) => !isDeepStrictEqual(change.after?.[name], other?.[name]));
      return names.length === 0 ? [] : [[type, ...names]];
    });
    expect(elsewhere.size).toBe(plan.size);
    expect(differing).toEqual(Array.from({ length: 5 }, () => ["aws_lambda_function", "filename"]));
  },
  300_000,
);

/** Makes the archive that a release publishes, by the workflow's own command. @returns its path */
function releaseArchive(): string {
  const workflow = readFileSync(path.join(ROOT, ".github", "workflows", "release.yml"), "utf8");
  const [, options = "", name = "", tree = ""] =
    /git archive (--format=\S+) -o out\/(\S+) "(\S+)"/.exec(workflow) ?? [];
  const archives = path.join(folder(), "archives");
  mkdirSync(archives, { recursive: true });
  git(ROOT, "archive", options, "-o", path.join(archives, name), tree);
  return path.join(archives, name);
}

/** Serves it on the loopback. @param answer what is answered to a path; undefined is 404 */
async function serving(
  answer: (
    url: string,
    here: string,
  ) =>
    { readonly headers?: Readonly<Record<string, string>>; readonly file?: string; readonly json?: object } | undefined,
  work: (here: string, asked: readonly string[]) => Promise<void>,
): Promise<void> {
  const asked: string[] = [];
  const server = createServer(({ url = "", headers }, response) => {
    asked.push(url);
    const given = answer(url, `http://${headers.host ?? ""}`);
    if (given?.file !== undefined) createReadStream(given.file).pipe(response);
    else
      response
        .writeHead(given === undefined ? 404 : given.json === undefined ? 204 : 200, { ...given?.headers })
        .end(given?.json && JSON.stringify(given.json));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  try {
    await work(`127.0.0.1:${(server.address() as AddressInfo).port}`, asked);
  } finally {
    await new Promise((closed) => server.close(closed));
  }
}

fetched(
  "from the archive that a release makes, which holds what users need and no more",
  async () => {
    const archive = releaseArchive();
    await serving(
      () => ({ file: archive }),
      async (at, asked) => {
        const { place, plan } = await planFrom("from-archive", `http://${at}/${path.basename(archive)}`);
        expect(asked.length).toBeGreaterThan(0);
        const module = path.join(place, ".terraform", "modules", "auth_api");
        expectFunctions(module, plan);
        expect(readdirSync(module)).toEqual(expect.arrayContaining(["README.md", "examples", "main.tf", "modules"]));
        expect(readdirSync(module).filter((name) => name === "tests" || name.startsWith("."))).toEqual([]);
        expect(statSync(archive).size).toBeLessThan(500_000);
      },
    );
  },
  180_000,
);

// https://developer.hashicorp.com/terraform/internals/module-registry-protocol
fetched(
  'from a registry, with version = "~> 0.1"',
  async () => {
    if (typeof here === "string") throw new Error(here);
    const archive = releaseArchive();
    const module = "/v1/modules/company/cognito-http-api/aws";
    await serving(
      (url, at) =>
        url === `${module}/versions`
          ? { json: { modules: [{ versions: [{ version: "0.1.0" }, { version: "0.1.3" }, { version: "1.0.0" }] }] } }
          : url === `${module}/0.1.3/download`
            ? { headers: { "x-terraform-get": `${at}/${path.basename(archive)}` } }
            : url.startsWith(`/${path.basename(archive)}`)
              ? { file: archive }
              : undefined,
      async (at, asked) => {
        // A host block names a registry's services instead of asking the host for them, which would need a certificate.
        const config = path.join(folder(), "registry.tfrc");
        const given = here.env.TF_CLI_CONFIG_FILE ?? process.env.TF_CLI_CONFIG_FILE;
        const known = given === undefined ? "" : readFileSync(given, "utf8");
        writeFileSync(
          config,
          `${known}\nhost "modules.example.com" {\n  services = { "modules.v1" = "http://${at}/v1/modules/" }\n}\n`,
        );
        const there = { ...here, env: { ...here.env, TF_CLI_CONFIG_FILE: config } };
        const call = { source: "modules.example.com/company/cognito-http-api/aws", version: "~> 0.1", ...MAIN_INPUTS };
        const provider = { aws: [{ region: "us-east-1", ...OFFLINE }] };
        const place = await root(there, path.join(folder(), "from-registry"), { provider, module: { auth_api: call } });
        expectFunctions(
          path.join(place, ".terraform", "modules", "auth_api"),
          await planOf(there, place, terraformEnvironment()),
        );
        expect(asked).toContain(`${module}/0.1.3/download`);
      },
    );
  },
  180_000,
);
