import { writeFileSync } from "node:fs";
import * as path from "node:path";
import type { IStackSynthesizer, TerraformStack } from "cdktf";
import type { AccessList } from "../../posture/access-list";

/** The file beside `cdk.tf.json`. */
const FILE = "access.json";
/** The Terraform output; one that the stack's author gave this name stays. */
const OUTPUT = "access_list";

type EmittedStack = Record<string, unknown>;

/** Without a route there is nowhere to get in. */
const isEmpty = ({ routes }: AccessList): boolean => routes.length === 0;

/** A stack's JSON with its access list as an output; without a route, the stack itself. */
export function withAccessList(emitted: EmittedStack, list: AccessList): EmittedStack {
  const outputs = emitted["output"] as Readonly<Record<string, unknown>> | undefined;
  if (isEmpty(list) || outputs?.[OUTPUT] !== undefined) return emitted;
  const output = { value: list, description: "Who shall get in where; everybody else shall not" };
  return { ...emitted, output: { ...outputs, [OUTPUT]: output } };
}

/** Writes the access list beside what the synthesizer writes, and after it: a refused stack leaves the last good output. */
export function withAccessListFile(
  stack: TerraformStack,
  synthesizer: IStackSynthesizer,
  listOf: () => AccessList | undefined,
): IStackSynthesizer {
  return {
    synthesize(session) {
      synthesizer.synthesize(session);
      const list = listOf();
      if (list === undefined || isEmpty(list)) return;
      const folder = path.join(session.outdir, session.manifest.forStack(stack).workingDirectory);
      writeFileSync(path.join(folder, FILE), `${JSON.stringify(list, null, 2)}\n`);
    },
  };
}
