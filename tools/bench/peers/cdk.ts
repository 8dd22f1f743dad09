import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { median } from "../interleave";
import { timeNode } from "../process";
import { ms, type Figure } from "../figure";
import { CDK_APP } from "./cdk-app";
import { PEERS, PEERS_FOLDER } from "./install";

/** Runs two programs in turns, the first round for the file cache, and gives the medians. What a program refuses is its last line. */
function inTurns(rounds: number, programs: readonly (() => number)[]): readonly (number | string)[] {
  const times = programs.map(() => [] as number[]);
  const refusals: (string | undefined)[] = programs.map(() => undefined);
  for (let round = 0; round <= rounds; round++)
    programs.forEach((program, i) => {
      if (refusals[i] !== undefined) return;
      try {
        const time = program();
        if (round > 0) times[i]?.push(time);
      } catch (error) {
        refusals[i] = reasonOf(String(error));
      }
    });
  return programs.map((_, i) => refusals[i] ?? median(times[i] ?? []));
}

/** The line of an error's text that says why; its first line says only which program ended. */
export function reasonOf(text: string): string {
  const lines = text.split("\n").slice(1);
  const found =
    lines.find((line) => /\bNumber of resources\b|^\s*\w*Error\b.*: ./.test(line)) ??
    lines.find((line) => line.trim() !== "");
  return found?.trim() ?? text;
}

/** Synth of the same API as whole processes: the project's command against a program with aws-cdk-lib. */
export function cdkFigures(rounds: number): readonly Figure[] {
  const program = join(PEERS_FOLDER, "cdk-app.mjs");
  writeFileSync(program, CDK_APP);
  const ours = [join("tools", "synth.mjs"), resolve("tools", "bench", "many-routes.ts")];
  return ["5", "300"].map((routes) => {
    const time = (args: readonly string[]) => () => timeNode(args, { ROUTES: routes });
    const [own = NaN, cdk = NaN] = inTurns(rounds, [time(ours), time([program])]);
    const ratio = typeof own === "number" && typeof cdk === "number" ? own / cdk : undefined;
    return {
      what: `synth of ${routes} routes, whole process`,
      ours: typeof own === "number" ? ms(own) : own,
      peer: `aws-cdk-lib ${PEERS["aws-cdk-lib"]}`,
      theirs: typeof cdk === "number" ? ms(cdk) : `refused: ${cdk.slice(0, 120)}`,
      ratio,
    };
  });
}
