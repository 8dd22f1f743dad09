import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { movesOf, readStack } from "../../tools/module/moves";
import { temporaryFolder } from "../support/folder";
import { synthesizeMain } from "../support/project";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";
import { MAIN_INPUTS } from "./inputs";
import { synthesizeVaried, VARIED_INPUTS } from "./varied";
import { calling, mustRun, OFFLINE, planOf, root, type PlannedResource } from "./support";

const here = terraformHere();
const folder = temporaryFolder("editions");
const planned = skippedUnless(typeof here !== "string", `Terraform can't plan here: ${String(here)}`);

/** Where the zip lies is the one argument that has to differ; what it holds is compared by its hash. */
const ELSEWHERE = new Set(["filename"]);

/** What a resource is planned to be: known arguments with JSON texts as values, and which are unknown yet. */
function essence({ change }: PlannedResource): { after: object; unknown: object } {
  const known = Object.entries(change.after ?? {}).filter(([name]) => !ELSEWHERE.has(name));
  return { after: Object.fromEntries(known.map(([name, value]) => [name, plain(value)])), unknown: change.after_unknown };
}

function plain(value: unknown): unknown {
  return typeof value === "string" && value.startsWith("{") ? (JSON.parse(value) as unknown) : value;
}

/** Plans both editions and compares them, resource by resource. @param stack the synthesized stack's folder */
async function expectAgreement(stack: string, inputs: object): Promise<readonly string[]> {
  if (typeof here === "string") throw new Error(here);
  const file = path.join(stack, "cdk.tf.json");
  const json = JSON.parse(readFileSync(file, "utf8")) as { provider: { aws: object[] } };
  json.provider.aws = json.provider.aws.map((provider) => ({ ...provider, ...OFFLINE }));
  writeFileSync(file, JSON.stringify(json));
  await mustRun(here, stack, ["init", "-input=false", "-no-color"]);
  const module = await root(here, path.join(stack, "..", "module"), calling(inputs));
  const [ofStack, ofModule] = [await planOf(here, stack), await planOf(here, module)];

  const moves = movesOf(readStack(file));
  expect(moves.map((move) => move.stack).sort()).toEqual([...ofStack.keys()].sort());
  expect(moves.map((move) => `module.auth_api.${move.module}`).sort()).toEqual([...ofModule.keys()].sort());
  for (const move of moves) {
    const [one, other] = [ofStack.get(move.stack), ofModule.get(`module.auth_api.${move.module}`)];
    if (one === undefined || other === undefined) throw new Error(`${move.stack} is planned by one edition only.`);
    expect({ address: move.stack, ...essence(other) }).toEqual({ address: move.stack, ...essence(one) });
  }
  return [...ofStack.keys()];
}

planned(
  "both editions plan the same resources with the same arguments",
  async () => {
    const { stack } = await synthesizeMain(path.join(folder(), "main"), { LAMBDA_PACKAGING: "prebuilt" });
    expect((await expectAgreement(stack, MAIN_INPUTS)).length).toBeGreaterThan(30);
  },
  180_000,
);

planned(
  "they agree where every input differs from its default",
  async () => {
    const stack = synthesizeVaried(path.join(folder(), "varied"));
    const addresses = await expectAgreement(stack, VARIED_INPUTS);
    expect(addresses).toEqual(expect.arrayContaining(["aws_secretsmanager_secret.importer", "aws_lambda_permission.billing"]));
  },
  180_000,
);
