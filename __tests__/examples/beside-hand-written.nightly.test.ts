import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deterministicZip } from "../../constructs/compute/zip";
import { runExitTasks } from "../../process/cleanup";
import { describeEndToEnd } from "../e2e/support";
import { temporaryFolder } from "../support/folder";
import { Emulated, layInto, synthesizeExample } from "./emulated";

/** Hand-written HCL is applied; an API is added beside it in its state; then all of it is adopted, by moves and by imports. */

const EXAMPLE = join(__dirname, "../../examples/beside-hand-written");
const NAME = "beside-hand-written";
const folder = temporaryFolder(NAME);

describeEndToEnd("beside hand-written HCL", () => {
  let aws: Emulated;
  let root: string;
  beforeAll(async () => {
    aws = await Emulated.start(folder());
    root = join(folder(), "root");
    cpSync(join(EXAMPLE, "hand-written"), root, { recursive: true });
    const code = new Map([["index.js", readFileSync(join(root, "index.js"))]]);
    writeFileSync(join(root, "items.zip"), deterministicZip(code));
    await aws.apply(root);
  }, 240_000);
  afterAll(() => runExitTasks());

  const synthesize = (program: string, environment = {}) =>
    synthesizeExample(`${NAME}/${program}`, NAME, join(folder(), program), environment);

  test("adds an API to the state, and touches nothing that was there", async () => {
    layInto(root, await synthesize("beside.ts"));
    rmSync(join(root, "versions.tf"));
    const plan = await aws.plan(root);
    expect(plan).toMatchObject({ update: [], destroy: [] });
    expect(plan.create).toHaveLength(7);
    expect(plan.create.filter((address) => !/^\w+\.reports_/.test(address))).toEqual([]);
    await aws.applyPlan(root);
  }, 120_000);

  test("is adopted whole, with nothing made and nothing destroyed", async () => {
    for (const name of readdirSync(root)) if (name.endsWith(".tf")) rmSync(join(root, name));
    layInto(root, await synthesize("main.ts"));
    const plan = await aws.plan(root);
    // The function's code is bundled anew.
    expect(plan).toMatchObject({ create: [], destroy: [], update: ["aws_lambda_function.items"] });
    expect(Object.keys(plan.moved)).toHaveLength(11);
    await aws.applyPlan(root);
    expect(await aws.plan(root)).toMatchObject({ create: [], update: [], destroy: [], moved: {} });
  }, 180_000);

  test("answers as before, on both APIs", async () => {
    const { api_endpoint: api = "", reports_api_endpoint: reports = "", ...clients } = await aws.outputs(root);
    const { machine_client_id: id = "", machine_client_secret: secret = "" } = clients;
    const read = await aws.token(id, secret, "https://api.example.com/read");
    const write = await aws.token(id, secret, "https://api.example.com/write");
    for (const [endpoint, path] of [
      [api, "/items"],
      [reports, "/reports"],
    ] as const) {
      const answers = [await aws.call(endpoint, path), await aws.call(endpoint, path, write)];
      expect([path, ...answers, await aws.call(endpoint, path, read)]).toEqual([path, 401, 403, 200]);
    }
  }, 60_000);

  test("can be imported into an empty state instead, with nothing changed", async () => {
    const state = await aws.state(root);
    const id = (address: string, name = "id"): string => String(state.get(address)?.[name]);
    const pool = id("aws_cognito_user_pool.pool");
    const api = id("aws_apigatewayv2_api.api");
    const below = (of: string, ...addresses: string[]) => addresses.map((address) => [address, `${of}/${id(address)}`]);
    const ids: Record<string, string> = {
      "aws_cognito_user_pool.pool": pool,
      "aws_cognito_user_group.admin": `${pool}/admin`,
      "aws_cognito_user_group.user": `${pool}/user`,
      "aws_cognito_resource_server.scopes": `${pool}|https://api.example.com`,
      "aws_cognito_user_pool_domain.sign_in": "notes-auth",
      ...Object.fromEntries(below(pool, "aws_cognito_user_pool_client.web", "aws_cognito_user_pool_client.machine")),
      "aws_apigatewayv2_api.api": api,
      "aws_apigatewayv2_stage.stage": `${api}/$default`,
      ...Object.fromEntries(
        below(
          api,
          "aws_apigatewayv2_authorizer.jwt",
          "aws_apigatewayv2_integration.items",
          "aws_apigatewayv2_route.get_items",
          "aws_apigatewayv2_route.post_items",
        ),
      ),
      "aws_cloudwatch_log_group.access_log": "/aws/apigateway/notes",
      "aws_lambda_permission.items": "notes-items/AllowApiitems",
    };
    const ADOPT = JSON.stringify(ids);
    const plan = await aws.plan(
      await synthesize("import.ts", { ADOPT, FUNCTION_ARN: id("aws_lambda_function.items", "arn") }),
    );
    expect(plan).toEqual({ create: [], update: [], destroy: [], moved: {}, imported: Object.keys(ids).sort() });
  }, 120_000);
});
