import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
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
const reason = typeof here === "string" ? `Terraform can't plan here: ${here}` : "the project isn't in a Git repository";
const fetched = skippedUnless(typeof here !== "string" && existsSync(path.join(ROOT, ".git")), reason);

const TAG = "v0.0.0-test";
const git = (cwd: string, ...args: string[]): Buffer => execFileSync("git", args, { cwd, maxBuffer: 1 << 28 });
const hash = (content: Buffer): string => createHash("sha256").update(content).digest("base64");

/** Installs, validates and plans a root that takes the module from elsewhere. */
async function planFrom(name: string, source: string): Promise<{ place: string; plan: Map<string, PlannedResource> }> {
  if (typeof here === "string") throw new Error(here);
  const provider = { aws: [{ region: "us-east-1", ...OFFLINE }] };
  const place = await root(here, path.join(folder(), name), { provider, module: { auth_api: { source, ...MAIN_INPUTS } } });
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
  for (const name of names) expect([name, hash(readFileSync(path.join(module, "functions", name)))]).toEqual([name, hashes.get(name)]);

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
  },
  180_000,
);

fetched(
  "from the archive that a release makes",
  async () => {
    // The workflow's own command, so that this is the archive that it publishes.
    const workflow = readFileSync(path.join(ROOT, ".github", "workflows", "release.yml"), "utf8");
    const [, options = "", name = "", tree = ""] = /git archive (--format=\S+) -o out\/(\S+) "(\S+)"/.exec(workflow) ?? [];
    const archives = path.join(folder(), "archives");
    mkdirSync(archives);
    git(ROOT, "archive", options, "-o", path.join(archives, name), tree);
    const asked: string[] = [];
    const server = createServer(({ url = "" }, response) => {
      asked.push(url);
      createReadStream(path.join(archives, name)).pipe(response);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    try {
      const { port } = server.address() as AddressInfo;
      const { place, plan } = await planFrom("from-archive", `http://127.0.0.1:${port}/${name}`);
      expect(asked.length).toBeGreaterThan(0);
      expectFunctions(path.join(place, ".terraform", "modules", "auth_api"), plan);
    } finally {
      await new Promise((closed) => server.close(closed));
    }
  },
  180_000,
);
