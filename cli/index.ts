#!/usr/bin/env node
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { init } from "./init";

const USAGE = `cognito-http-api init [FOLDER]

  Writes a project into FOLDER (default: this one), which has to be empty: a stack, a function, a test.`;

/** The version of this package, whose manifest lies above the built command and above its source. */
function version(): string {
  const manifest = readFileSync(path.join(__dirname, "..", "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

function main([command, folder = "."]: readonly string[]): number {
  if (command === undefined || command === "--help" || command === "-h") {
    console.log(USAGE);
    return command === undefined ? 2 : 0;
  }
  if (command !== "init") {
    console.error(`There is no command "${command}".\n\n${USAGE}`);
    return 2;
  }
  try {
    for (const file of init(folder, version())) console.log(`written: ${path.join(folder, file)}`);
    console.log(`\nNext: ${folder === "." ? "" : `cd ${folder} && `}npm install && npm test`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
