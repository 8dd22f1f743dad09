import { cpSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "../support/folder";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";
import { blocksOf } from "../../tools/docs/blocks";
import { variableTypes } from "../../tools/release/variable-types";
import { INVALID_INPUTS } from "./invalid-inputs";
import type { InvalidCase } from "./invalid-options";
import { MODULE, OFFLINE, root, terraform } from "./support";
import { WARNED } from "./warned";

/** What the module refuses, and whether the message tells what is wrong and where. All cases are modules of one root: one plan tells everything. */

const here = terraformHere();
const folder = temporaryFolder("refusals");
const planned = skippedUnless(typeof here !== "string", `Terraform can't plan here: ${String(here)}`);

const PARTS = ["modules", "functions", ...readdirSync(MODULE).filter((name) => name.endsWith(".tf"))];
const DEFAULTS = {
  project: "notes",
  domain: "example.com",
  routes: { "GET /hello": { public: "a greeting for everybody", target: "hello" } },
};

/**
 * What isn't known before the apply, beside what is wrong: a refusal that waits for it comes when half of the resources are made. Terraform can't
 * leave out what isn't known, so a refusal of issuers, audiences or ARNs does wait where one of them isn't.
 */
const UNKNOWN = "${terraform_data.unknown.output}";
const UNKNOWNS: Readonly<Record<string, object>> = {
  functions: {
    "with-table": {
      s3: { bucket: "code", key: "with-table.zip" },
      environment: { TABLE: UNKNOWN },
      policy_statements: [{ actions: ["dynamodb:GetItem"], resources: [UNKNOWN] }],
    },
  },
};
const beside = (inputs: Readonly<Record<string, unknown>>): object => ({
  ...inputs,
  ...Object.fromEntries(
    Object.entries(UNKNOWNS).flatMap(([name, more]) => {
      const given = inputs[name] ?? {};
      return typeof given === "object" ? [[name, { ...more, ...given }]] : [];
    }),
  ),
});

/** Every object of every input, each with an attribute that it doesn't have. */
function misspeltEverywhere(): InvalidCase {
  const types = variableTypes(readFileSync(path.join(MODULE, "modules", "inputs", "variables.tf"), "utf8"));
  const given: Record<string, unknown> = {};
  const says = Object.entries(types).flatMap(([place, type]) => {
    if (!type.endsWith("object")) return [];
    const steps = [...place.split("."), ...(/(map|list) of object$/.test(type) ? ["*"] : [])];
    let at = given;
    let said = "";
    for (const [index, step] of steps.entries()) {
      const isItem = step === "*" && types[steps.slice(0, index).join(".")]?.includes("list of") === true;
      const key = step !== "*" ? step : isItem ? "0" : "a";
      said += step !== "*" ? `${said === "" ? "" : "."}${key}` : isItem ? "[0]" : '["a"]';
      at = (at[key] ??= {}) as Record<string, unknown>;
    }
    at["misspelt"] = "x";
    return [`${said} has no misspelt;`];
  });
  const listed = (_: string, value: unknown): unknown =>
    typeof value === "object" && value !== null && "0" in value ? [value[0]] : value;
  return { inputs: JSON.parse(JSON.stringify(given), listed) as InvalidCase["inputs"], says };
}

interface Said {
  readonly code: number;
  /** What is printed of each case, without line breaks. */
  readonly of: (name: string) => string;
  readonly all: string;
}

async function plan(
  name: string,
  cases: Readonly<Record<string, object>>,
  severity: "error" | "warning",
): Promise<Said> {
  if (typeof here === "string") throw new Error(here);
  const place = path.join(folder(), name);
  // Each calls a copy of its own: a message tells the file that it stands in.
  for (const key of Object.keys(cases))
    for (const part of PARTS) cpSync(path.join(MODULE, part), path.join(place, key, part), { recursive: true });
  const module = Object.fromEntries(
    Object.entries(cases).map(([key, inputs]) => [key, { ...DEFAULTS, source: `./${key}`, ...inputs }]),
  );
  await root(here, place, {
    provider: { aws: [{ region: "us-east-1", ...OFFLINE }] },
    resource: { terraform_data: { unknown: { input: "${timestamp()}" } } },
    module,
  });
  const { code, stdout } = await terraform(here, place, ["plan", "-input=false", "-json", "-refresh=false"]);
  const told = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map(
      (line) => JSON.parse(line) as { diagnostic?: { severity: string; detail: string; range?: { filename: string } } },
    )
    .flatMap(({ diagnostic }) =>
      diagnostic?.severity !== severity
        ? []
        : // A precondition may tell several things, each on a line of its own.
          diagnostic.detail
            .split(/\n(?=\[[a-z-]+\] )/)
            .map((text) => ({ text: text.replace(/\s+/g, " "), file: diagnostic.range?.filename ?? "" })),
    );
  const joined = (said: typeof told): string => said.map(({ text }) => text).join("\n");
  return { code, of: (key) => joined(told.filter(({ file }) => file.startsWith(`${key}/`))), all: joined(told) };
}

const inputs = blocksOf(path.join(MODULE, "modules", "inputs"));
const codesIn = (kinds: (kind: string) => boolean): string[] =>
  inputs
    .filter(({ kind }) => kinds(kind))
    .flatMap(({ body }) =>
      [...body.matchAll(/^ +(?:\w+ += ")?\[([a-z-]+)\] /gm)].map(([, code = ""]) => code),
    );

planned(
  "each case is told of all that is wrong with it, by input and key, in the module's own words",
  async () => {
    const cases: Readonly<Record<string, InvalidCase>> = { ...INVALID_INPUTS, everywhere: misspeltEverywhere() };
    expect(cases["everywhere"]?.says.length).toBeGreaterThan(60);
    const said = await plan(
      "refused",
      Object.fromEntries(Object.entries(cases).map(([name, { inputs: given }]) => [name, beside(given)])),
      "error",
    );
    expect(said.code).toBe(1);
    const untold = Object.entries(cases).flatMap(([name, { says, silent = [] }]) =>
      [
        ...says.filter((text) => !said.of(name).includes(text)),
        ...silent.filter((text) => said.of(name).includes(text)).map((text) => `not ${text}`),
      ].map((text) => ({ name, text, said: said.of(name).slice(0, 4000) })),
    );
    expect(untold).toEqual([]);
    const foreign = said.all.split("\n").filter((text) => !/^\[[a-z-]+\] /.test(text));
    expect(foreign).toEqual([]);
    const codes = [...said.all.matchAll(/^\[([a-z-]+)\] /gm)].map(([, code]) => code);
    expect([...new Set(codes)].sort()).toEqual([...new Set(codesIn((kind) => kind === "output"))].sort());
  },
  900_000,
);

planned(
  "each check warns, and the plan goes on",
  async () => {
    const said = await plan("warned", WARNED, "warning");
    expect(said.code).toBe(0);
    const codes = [...said.all.matchAll(/^\[([a-z-]+)\] /gm)].map(([, code]) => code);
    expect([...new Set(codes)].sort()).toEqual([...new Set(codesIn((kind) => kind === "check"))].sort());
    // A check holds several sentences, and none of them stands twice.
    const asserted = inputs.flatMap(({ kind, body }) => (kind === "check" ? (body.match(/^ +assert \{$/gm) ?? []) : []));
    expect(codesIn((kind) => kind === "check")).toHaveLength(asserted.length);
  },
  900_000,
);
