import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { runExitTasks } from "../../process/cleanup";
import { describeEndToEnd } from "../e2e/support";
import { temporaryFolder } from "../support/folder";
import { ROOT } from "../support/project";
import { consumerOf, pack, type Consumer } from "../tools/package/consumer";
import { Emulated } from "./emulated";

/** The four systems with the package as installed: an empty project, the packed package, and an AWS emulator. */

const folder = temporaryFolder("systems");
const SYSTEMS = path.join(ROOT, "examples", "systems");
const PROGRAMS = readdirSync(SYSTEMS).filter((name) => name.endsWith(".ts"));
const CERTIFICATE = "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-3333-4444-555555555555";
const HANDLER = "export const handler = async (): Promise<object> => ({ statusCode: 200, body: 'ok' });\n";

interface Applied {
  readonly stack: string;
  readonly outputs: Awaited<ReturnType<Emulated["outputs"]>>;
}

test.each(PROGRAMS)("%s has less than 40 lines and imports the package by its name", (name) => {
  const text = readFileSync(path.join(SYSTEMS, name), "utf8");
  expect(text.trimEnd().split("\n").length).toBeLessThan(40);
  expect(text).toContain('from "cognito-http-api"');
});

/** What every synth lists: notes, what is public with its reason, and stacks of other programs in the one folder. */
const listed =
  /^(?:(?:note \[runtime-ending\]|acknowledged \[[\w-]+\]|cdktf\.out\/stacks\/[\w-]+ was written by another program,) .*\n)*$/;

describeEndToEnd("the four systems, from the installed package", () => {
  let consumer: Consumer;
  let aws: Emulated;
  let partners: Applied, shop: Applied, accounts: Applied;
  beforeAll(async () => {
    const tarballs = [(await pack(folder())).filename, (await pack(folder(), "posture")).filename];
    const project = path.join(folder(), "project");
    consumer = await consumerOf(
      tarballs.map((file) => path.join(folder(), file)),
      project,
    );
    for (const name of PROGRAMS) consumer.write(name, readFileSync(path.join(SYSTEMS, name), "utf8"));
    const named = PROGRAMS.flatMap((name) => [
      ...readFileSync(path.join(SYSTEMS, name), "utf8").matchAll(/"functions\/([\w-]+)"/g),
    ]);
    for (const [, name = ""] of named) {
      mkdirSync(path.join(project, "functions", name), { recursive: true });
      writeFileSync(path.join(project, "functions", name, "index.ts"), HANDLER);
    }
    const strict = ["--strict", "--module", "node16", "--target", "es2022", "--types", "node", "--skipLibCheck"];
    const compiled = await consumer.node("node_modules/typescript/bin/tsc", ...PROGRAMS, ...strict);
    expect(compiled.output).toBe("");
    aws = await Emulated.start(folder());
    // cdktf looks whether the folder is there and then makes it: of programs that start together all but one may fail.
    mkdirSync(path.join(project, "cdktf.out"));
    // All at once: Terraform mostly waits.
    const made = [
      applied("partners"),
      applied("single-page-app", { CERTIFICATE_ARN: CERTIFICATE }),
      applied("backend-for-frontend"),
    ];
    [partners, shop, accounts] = (await Promise.all(made)) as [Applied, Applied, Applied];
  }, 480_000);
  afterAll(() => runExitTasks());

  /** Runs and applies. @returns the outputs */
  async function applied(name: string, settings: Readonly<Record<string, string>> = {}): Promise<Applied> {
    // Zips of their own: the mirror of providers has no archive provider.
    const preset = `Object.assign(process.env, ${JSON.stringify(settings)})`;
    const run = await consumer.node("-e", `${preset}; require("./${name}.js")`);
    expect([run.code, run.output]).toEqual([0, expect.stringMatching(listed)]);
    const stack = path.join(consumer.folder, "cdktf.out", "stacks", name);
    expect(existsSync(path.join(stack, "access.json"))).toBe(true);
    await aws.apply(stack);
    return { stack, outputs: await aws.outputs(stack) };
  }

  test("another team's pool with the values that stand in the program", async () => {
    expect(await consumer.node("another-teams-pool.js")).toMatchObject({
      code: 0,
      output: expect.stringMatching(listed),
    });
  });

  test("three partners, whose secrets change one by one", async () => {
    const { stack, outputs } = partners;
    const state = await aws.state(stack);
    const clients = [...state].filter(([address]) => address.startsWith("aws_cognito_user_pool_client."));
    // Acme has two: the new one, and the one that its programs still use.
    expect(clients.map(([, { name }]) => name).sort()).toEqual([
      "partners-acme-2026a",
      "partners-acme-2026b",
      "partners-globex-2026a",
      "partners-initech-2026a",
    ]);
    const tokenOf = async (name: string, scope: string) => {
      const client = clients.find(([, attributes]) => attributes["name"] === name)?.[1] ?? {};
      return aws.token(String(client["id"]), String(client["client_secret"]), `https://api.partners.example/${scope}`);
    };
    const api = outputs["api_endpoint"] ?? "";
    expect(await aws.call(api, "/orders")).toBe(401);
    for (const name of ["partners-acme-2026a", "partners-acme-2026b", "partners-globex-2026a"])
      expect([name, await aws.call(api, "/orders", await tokenOf(name, "read"))]).toEqual([name, 200]);
    expect(await aws.call(api, "/orders", await tokenOf("partners-initech-2026a", "settle"))).toBe(403);

    const globex = clients.find(([, { name }]) => name === "partners-globex-2026a")?.[1] ?? {};
    const other = await applied("another-teams-pool", {
      POOL_ID: outputs["pool_id"] ?? "",
      CLIENT_ID: String(globex["id"]),
    });
    const reports = other.outputs["api_endpoint"] ?? "";
    const token = await tokenOf("partners-globex-2026a", "read");
    expect(await aws.call(reports, "/reports")).toBe(401);
    expect(await aws.call(reports, "/reports", token)).toBe(200);
    // Another client of that pool isn't welcome, and the pool's tokens aren't Auth0's.
    expect(await aws.call(reports, "/reports", await tokenOf("partners-initech-2026a", "read"))).toBe(401);
    expect(await aws.call(reports, "/auth0/reports", token)).toBe(401);
  }, 300_000);

  test("a single-page app with groups, 12 routes and a domain", async () => {
    const { outputs } = shop;
    expect(Object.keys(outputs["routes"] ?? {}).filter((key) => !key.startsWith("OPTIONS"))).toHaveLength(12);
    const token = await aws.token(
      outputs["smoke_client_id"] ?? "",
      outputs["smoke_client_secret"] ?? "",
      "https://api.shop.example/read",
    );
    const asked = (at: string, bearer?: string) =>
      aws.callDomain("api.shop.example", at, bearer === undefined ? {} : { authorization: `Bearer ${bearer}` });
    expect([await asked("/products"), await asked("/orders"), await asked("/orders", token)]).toEqual([200, 401, 200]);
    // A machine is in no group.
    expect(await asked("/staff/orders", token)).toBe(403);
  }, 300_000);

  test("a backend for frontend", async () => {
    const { outputs } = accounts;
    expect(await aws.call(outputs["api_endpoint"] ?? "", "/accounts")).toBe(401);
    const bff = outputs["bff_endpoint"] ?? "";
    expect(await aws.call(bff, "/auth/session")).toBeLessThan(500);
    expect(await aws.call(bff, "/api/accounts")).toBe(401);
  }, 300_000);
});
