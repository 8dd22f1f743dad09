import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Testing, type App } from "cdktf";
import { ApiStack } from "../../../constructs/stack/stack";
import { testApp } from "../../support/synth";

function stack(app: App, id: string): ApiStack {
  const made = new ApiStack(app, id);
  new AwsProvider(made, "aws", { region: "eu-central-1" });
  return made;
}
const warnings = (of: ApiStack): string[] =>
  of.node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => String(data));

test("a stack that the program has no more is named once, with what to do; other folders aren't", () => {
  const app = testApp();
  for (const name of ["billing", "shop", "notes"]) mkdirSync(join(app.outdir, "stacks", name), { recursive: true });
  for (const name of ["billing", "shop"]) writeFileSync(join(app.outdir, "stacks", name, "cdk.tf.json"), "{}");
  const [shop, other] = [stack(app, "shop"), stack(app, "other")];
  app.synth();
  expect(warnings(shop)).toEqual([expect.stringMatching(/stacks\/billing was written .*terraform destroy/)]);
  expect(warnings(other)).toEqual([]);
});

test("nothing is said where the output holds the program's stacks alone", () => {
  const app = testApp();
  stack(app, "shop");
  app.synth();
  const again = Testing.app({ outdir: app.outdir });
  const shop = stack(again, "shop");
  again.synth();
  expect(warnings(shop)).toEqual([]);
});
