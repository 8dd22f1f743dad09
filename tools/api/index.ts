import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { Extractor, ExtractorConfig, type IConfigFile } from "@microsoft/api-extractor";
import { options } from "../../posture/cli/options";
import { describeError } from "../../process/user-error";
import { ENTRIES } from "../package/code";
import { writeDeclarations } from "../package/declarations";

const ROOT = path.resolve(__dirname, "../..");

/** Where the reports stand: every export with its signature, reviewed like code. */
const REPORTS = path.join(ROOT, "docs", "api");

const REPORTED = { constructs: "package.json", posture: "posture/package.json" } as const;

/**
 * `npm run api [-- --check]`: writes what each package exports, with signatures, from its built declarations; with `--check` it fails where the
 * committed report differs, so that no change of the public API passes unseen.
 */
async function main(args: readonly string[]): Promise<number> {
  const { check } = options(args, { check: { type: "boolean", default: false } }, false).values;
  const work = mkdtempSync(path.join(tmpdir(), "api-"));
  mkdirSync(REPORTS, { recursive: true });
  let same = true;
  try {
    for (const name of Object.keys(REPORTED) as (keyof typeof REPORTED)[]) {
      const declarations = path.join(work, `${name}.d.ts`);
      await writeDeclarations(ROOT, ENTRIES[name], declarations);
      same = report(name, declarations, check) && same;
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  if (!same)
    console.error(
      "What the packages export differs from docs/api. Look at npm run api, say it in CHANGELOG.md, and commit both.",
    );
  return same ? 0 : 1;
}

function report(name: keyof typeof REPORTED, declarations: string, check: boolean): boolean {
  const config: IConfigFile = {
    projectFolder: ROOT,
    mainEntryPointFilePath: declarations,
    compiler: {
      overrideTsconfig: {
        compilerOptions: {
          module: "node16",
          moduleResolution: "node16",
          target: "es2022",
          lib: ["es2023"],
          types: ["node"],
          skipLibCheck: true,
        },
      },
    },
    apiReport: {
      enabled: true,
      reportFileName: `${name}.api.md`,
      reportFolder: REPORTS,
      reportTempFolder: path.dirname(declarations),
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    newlineKind: "lf",
    messages: {
      compilerMessageReporting: { default: { logLevel: "none" as never } },
      extractorMessageReporting: { default: { logLevel: "none" as never } },
      tsdocMessageReporting: { default: { logLevel: "none" as never } },
    },
  };
  const prepared = ExtractorConfig.prepare({
    configObject: config,
    configObjectFullPath: undefined,
    packageJsonFullPath: path.join(ROOT, REPORTED[name]),
  });
  const { apiReportChanged, succeeded } = Extractor.invoke(prepared, {
    localBuild: !check,
    showVerboseMessages: false,
  });
  return check ? succeeded && !apiReportChanged : true;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(describeError(error));
    process.exitCode = 1;
  },
);
