import { readFileSync } from "node:fs";
import * as path from "node:path";
import { options } from "../../posture/cli/options";
import { withoutCopies, writeInto } from "../init";
import type { PackageManager } from "../package-manager";
import { filesAround } from "../project";
import { UserError } from "../user-error";
import { readEstate, type Estate } from "./estate";
import { projectName } from "./names";
import { planAdoption, regionOf, type Adoption, type ApiSelection } from "./plan";
import { moduleCalls, ERRORS_OF_MODULE, unplacedInModule } from "./hcl";
import { reportOf } from "./report";
import { mainSource } from "./typescript";

interface Host {
  readonly version: string;
  /** What installs the written project. @default npm */
  readonly manager?: PackageManager;
  print(text: string): void;
}

/**
 * The command `adopt`: reads a state, writes a stack.
 * @returns the exit code: 1 where nothing can be taken over
 * @throws UserError where nothing was written
 */
export function adopt(given: readonly string[], host: Host): number {
  const { file, folder, apis: wanted, region: asked, hcl, sameState } = read(given);
  const { manager = "npm" } = host;
  const estate = readEstate(bytesOf(file));
  const apis = apisOf(estate, wanted);
  const region = asked ?? commonRegion(estate, apis);
  const adoption = planAdoption(estate, {
    ...(apis !== undefined && { apis }),
    ...(region !== undefined && { region }),
    ...(hcl && { unplaced: unplacedInModule, errorCodes: ERRORS_OF_MODULE }),
    sameState,
  });
  if (adoption.taken.length === 0) throw new UserError(nothingTaken(estate, adoption));
  const project = hcl ? moduleCalls(adoption, region, sameState) : undefined;
  const files = {
    ...(project?.files ?? {
      "main.ts": mainSource(adoption, region, sameState),
      ...filesAround(projectName(path.basename(path.resolve(folder))), host.version, manager),
    }),
    "ADOPTION.md": reportOf(project?.adoption ?? adoption, estate.held, { hcl, sameState, manager }),
  };
  for (const name of withoutCopies(writeInto(folder, files))) host.print(`written: ${path.join(folder, name)}`);
  host.print(
    `\n${count(adoption.taken.length, "resource")} taken over, ${count(adoption.left.size, "resource")} left where ${adoption.left.size === 1 ? "it is" : "they are"}. ${path.join(folder, "ADOPTION.md")} says which and why, and what to do next.`,
  );
  return 0;
}

function read(given: readonly string[]) {
  const OPTIONS = {
    api: { type: "string", multiple: true },
    region: { type: "string" },
    hcl: { type: "boolean", default: false },
    "same-state": { type: "boolean", default: false },
  } as const;
  const usage = "Write: cognito-http-api adopt FILE [FOLDER] [--hcl] [--same-state] [--api NAME]... [--region REGION]";
  try {
    const { values, positionals } = options(given, OPTIONS);
    const [file, folder = "adopted", more] = positionals;
    if (file === undefined) throw new UserError(`Which state? ${usage}`, true);
    if (more !== undefined) throw new UserError(`"${more}" is an unexpected argument. ${usage}`, true);
    const { api: apis = [], region, hcl, "same-state": sameState } = values;
    return { file, folder, apis, region, hcl, sameState };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${error instanceof Error ? error.message : String(error)} ${usage}`, true);
  }
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UserError(`${file} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The addresses of those that are named; undefined for all. */
function apisOf({ model, held }: Estate, wanted: readonly string[]): ApiSelection["apis"] {
  if (wanted.length === 0) return undefined;
  const managed = model.apis.filter((api) => api.managed);
  const nameOf = (address: string): string => String(held.get(address)?.values["name"]);
  const found = wanted.flatMap((one) => {
    const those = managed.filter(({ address }) => address === one || nameOf(address) === one);
    if (those.length > 0) return those.map(({ address }) => address);
    const known = managed.map(({ address }) => `${nameOf(address)} (${address})`);
    throw new UserError(
      `There is no HTTP API "${one}". ${known.length > 0 ? `There are ${known.join(", ")}.` : "The state has none."}`,
    );
  });
  return new Set(found);
}

function commonRegion({ model, held }: Estate, apis: ApiSelection["apis"]): string | undefined {
  const counts = new Map<string, number>();
  for (const { address } of model.apis) {
    const region = apis?.has(address) === false ? undefined : regionOf(held.get(address));
    if (region !== undefined) counts.set(region, (counts.get(region) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function nothingTaken({ model }: Estate, { left }: Adoption): string {
  const managed = model.apis.filter((api) => api.managed);
  if (managed.length === 0) return "There is no HTTP API that this state manages, so there is nothing to take over.";
  const lines = managed.map(({ address }) => `  ${address}: ${left.get(address) ?? ""}`);
  return ["Nothing can be taken over:", ...lines].join("\n");
}

const count = (number: number, word: string): string => `${String(number)} ${word}${number === 1 ? "" : "s"}`;
