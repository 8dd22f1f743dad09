import { writeSync } from "node:fs";
import type { IStackSynthesizer, TerraformStack } from "cdktf";

const told = new Set<string>();

/**
 * Has a stack's warnings, notes and acknowledged findings printed to stderr when the program ends, a line each: cdktf keeps them in its manifest, and
 * who runs `npx tsx main.ts` would never see them. The cdktf command prints them itself.
 */
export function withPrintedAnnotations(stack: TerraformStack, synthesizer: IStackSynthesizer): IStackSynthesizer {
  // What the command's variable sets: errors among them are then left to the command, too.
  if ("continueOnErrorAnnotations" in synthesizer && synthesizer.continueOnErrorAnnotations === true)
    return synthesizer;
  return {
    synthesize(session) {
      synthesizer.synthesize(session);
      if (told.size === 0) process.once("exit", print);
      for (const { message } of session.manifest.forStack(stack).annotations) told.add(message);
    },
  };
}

function print(): void {
  for (const message of told) writeSync(2, `${message}\n`);
}
