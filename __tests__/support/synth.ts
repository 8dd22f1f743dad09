import { rmSync } from "node:fs";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Testing, type App, type TerraformStack } from "cdktf";
import { ApiStack } from "../../constructs/stack/stack";
import type { Terraform } from "./terraform-json";

const outdirs: string[] = [];
afterAll(() => {
  for (const outdir of outdirs.splice(0)) rmSync(outdir, { recursive: true, force: true });
});

/** An app whose output goes to a folder of its own, which is removed when the tests of the file are over. */
export function testApp(context: Record<string, unknown> = {}): App {
  const app = Testing.app({ context });
  outdirs.push(app.outdir);
  return app;
}

/** A stack of the project's own kind with an AWS provider. */
export function testStack(context: Record<string, unknown> = {}): ApiStack {
  const stack = new ApiStack(testApp(context), "auth-api");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  return stack;
}

/** What a stack emits, with every validation run: shared addresses and the rules included. */
export function synth(stack: TerraformStack): Terraform {
  return JSON.parse(Testing.synth(stack, true)) as Terraform;
}

/** Emits what `build` puts into a fresh stack. */
export function emitted(build: (stack: ApiStack) => unknown): Terraform {
  const stack = testStack();
  build(stack);
  return synth(stack);
}
