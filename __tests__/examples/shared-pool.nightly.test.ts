import { join } from "node:path";
import { runExitTasks } from "../../process/cleanup";
import { describeEndToEnd } from "../e2e/support";
import { temporaryFolder } from "../support/folder";
import { Emulated, synthesizeExample } from "./emulated";

/** One pool for several APIs: in one state, and read from another. */

const folder = temporaryFolder("shared-pool");

describeEndToEnd("one pool", () => {
  let aws: Emulated;
  beforeAll(async () => (aws = await Emulated.start(folder())), 240_000);
  afterAll(() => runExitTasks());

  const synthesize = (program: string, stack: string, environment = {}) =>
    synthesizeExample(program, stack, join(folder(), stack), environment);

  test("serves two APIs of one state, each with tokens of its own clients only", async () => {
    const stack = await synthesize("one-pool-two-apis/main.ts", "one-pool-two-apis");
    await aws.apply(stack);
    const outputs = await aws.outputs(stack);
    const token = (api: string) =>
      aws.token(
        outputs[`${api}_machine_client_id`] ?? "",
        outputs[`${api}_machine_client_secret`] ?? "",
        `${api}/read`,
      );
    const tokens = { notes: await token("notes"), billing: await token("billing") };
    for (const [api, path, other] of [
      ["notes", "/items", "billing"],
      ["billing", "/profile", "notes"],
    ] as const) {
      const endpoint = outputs[`${api}_api_endpoint`] ?? "";
      const answers = [await aws.call(endpoint, path), await aws.call(endpoint, path, tokens[other])];
      expect([api, ...answers, await aws.call(endpoint, path, tokens[api])]).toEqual([api, 401, 401, 200]);
    }
  }, 240_000);

  test("is read from another state, and never managed there", async () => {
    const pool = await synthesize("pool-from-another-state/pool.ts", "pool");
    await aws.apply(pool);
    const POOL_STATE = join(pool, "terraform.tfstate");
    const stack = await synthesize("pool-from-another-state/main.ts", "pool-from-another-state", {
      POOL_STATE,
      PROJECT: "shop",
    });
    await aws.apply(stack);
    const managed = [...(await aws.state(stack)).keys()].filter((address) => !address.startsWith("data."));
    expect(managed.length).toBeGreaterThan(5);
    expect(managed.filter((address) => address.startsWith("aws_cognito_"))).toEqual([]);

    const clients = await aws.outputs(pool);
    const { api_endpoint: endpoint = "" } = await aws.outputs(stack);
    const token = (name: string, scope: string) =>
      aws.token(
        clients[`${name}_client_id`] ?? "",
        clients[`${name}_client_secret`] ?? "",
        `https://api.example.com/${scope}`,
      );
    expect(await aws.call(endpoint, "/items")).toBe(401);
    expect(await aws.call(endpoint, "/items", await token("importer", "write"))).toBe(403);
    expect(await aws.call(endpoint, "/items", await token("importer", "read"))).toBe(200);
    expect(await aws.call(endpoint, "/items", await token("reports", "read"))).toBe(200);
  }, 240_000);
});
