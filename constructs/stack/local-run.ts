import { writeFileSync } from "node:fs";
import * as path from "node:path";
import type { IStackSynthesizer, TerraformElement, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { resolved } from "./access-list";
import { addressOf } from "./addresses";

/** Context that a local run sets: bundles then carry source maps, and `functions.json` says where each function's source is. */
const LOCAL_RUN = "localRun";
const SOURCE = "cognito-http-api/source";
/** The file beside `cdk.tf.json`. */
const FILE = "functions.json";

/** Is this a synthesis for a local run? What is deployed never is. */
export const isLocalRun = ({ node }: Pick<IConstruct, "node">): boolean => node.tryGetContext(LOCAL_RUN) === true;

interface FunctionSource {
  readonly function: TerraformElement;
  /** Its folder or file, absolute. */
  readonly entry: string;
  readonly runtime: string;
  /** How it is bundled, where an option says so. */
  readonly bundling?: object;
  /** What it is made with, by the resource's arguments; an override may have changed it since. */
  readonly made: { readonly filename: string; readonly handler: string; readonly role: string };
}

/** Keeps where a function's source is. */
export function recordSource(construct: IConstruct, source: FunctionSource): void {
  construct.node.addMetadata(SOURCE, source);
}

/** Writes `functions.json` beside what the synthesizer writes, in a local run. */
export function withSourcesFile(stack: TerraformStack, synthesizer: IStackSynthesizer): IStackSynthesizer {
  return {
    synthesize(session) {
      synthesizer.synthesize(session);
      if (!isLocalRun(stack)) return;
      const sources = stack.node
        .findAll()
        .flatMap(({ node }) => node.metadata.filter(({ type }) => type === SOURCE))
        .map(({ data }) => {
          const { function: element, runtime, made, ...source } = data as FunctionSource;
          return { address: addressOf(element), ...source, runtime, made: resolved({ ...made, runtime }, stack) };
        });
      const folder = path.join(session.outdir, session.manifest.forStack(stack).workingDirectory);
      writeFileSync(path.join(folder, FILE), `${JSON.stringify(sources, null, 2)}\n`);
    },
  };
}
