import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { writeRoots } from "../../tools/bench/peers/terraform";
import { dropChecksums, terraformEnvironment } from "../../process/terraform";
import { temporaryFolder } from "../support/folder";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";
import { mustRun, OFFLINE } from "./support";

/** What a plan of 100 routes costs beside plain HCL with the same resources. The goal is 1.1 times; the bound is what a busy machine showed. */

const MOST_TIMES = 1.45;
/** Terraform's work on its graph grows with these: each local, variable and output is one. */
const MOST_NODES = 440;
const ROUNDS = 5;

const here = terraformHere();
const folder = temporaryFolder("module-speed");
const planned = skippedUnless(
  typeof here !== "string" && process.platform !== "win32",
  `Terraform can't plan here, or sh tells no processor time: ${String(here)}`,
);

/** Seconds of processor time of one plan, its provider's included. */
function cost(binary: string, cwd: string, env: NodeJS.ProcessEnv): number {
  const script = '"$@" -input=false -refresh=false >plan.txt 2>&1 || exit 1; times';
  const said = execFileSync("sh", ["-c", script, "sh", binary, "plan"], { cwd, env, encoding: "utf8" });
  const [, children = ""] = said.trim().split("\n");
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, min, s]) => sum + 60 * Number(min) + Number(s), 0);
}

planned(
  "100 routes through the module cost little more than by hand",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const env = { ...terraformEnvironment(), ...here.env };
    writeRoots(folder());
    const least: Record<string, number> = { module: Infinity, plain: Infinity };
    for (const name of Object.keys(least)) {
      const file = path.join(folder(), name, "main.tf.json");
      const root = JSON.parse(readFileSync(file, "utf8")) as object;
      writeFileSync(file, JSON.stringify({ ...root, provider: { aws: [{ region: "us-east-1", ...OFFLINE }] } }));
      await mustRun(here, path.dirname(file), ["init", "-input=false", "-no-color"]);
      dropChecksums(path.dirname(file));
    }
    for (let round = 0; round < ROUNDS; round++)
      for (const name of Object.keys(least))
        least[name] = Math.min(least[name] ?? Infinity, cost(here.binary, path.join(folder(), name), env));
    const { module: ours = NaN, plain = NaN } = least;
    expect(plain).toBeGreaterThan(0);
    expect(ours / plain).toBeLessThan(MOST_TIMES);

    const graph = await mustRun(here, path.join(folder(), "module"), ["graph", "-type=plan"]);
    const nodes = new Set(graph.match(/"\[root\] [^"]+"/g)?.map((name) => name.replace(/ \(.*/, "")));
    expect(nodes.size).toBeGreaterThan(100);
    expect(nodes.size).toBeLessThan(MOST_NODES);
  },
  900_000,
);
