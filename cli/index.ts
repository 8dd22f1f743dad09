#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { init, withoutCopies } from "./init";
import { UserError } from "./user-error";

const USAGE = `cognito-http-api init [FOLDER] [--hcl]

  Writes a project into FOLDER (default: this one), which has to be empty: a stack, a function, a test.
  --hcl: a root that calls the HCL module, with a copy of it, and a test for "terraform test".

cognito-http-api adopt FILE [FOLDER] [--hcl] [--same-state] [--api NAME]... [--region REGION]

  Takes over what is there: FILE is what "terraform show -json" prints of a state, or of a plan without changes.
  Writes into FOLDER (default: adopted), which has to be empty, a stack whose first plan imports everything and
  changes nothing, and ADOPTION.md, which says what stays where it is and why.

  --hcl            a call of the HCL module, with a copy of it, in place of a stack
  --same-state     the state stays: what is there is moved to its new addresses, not imported
  --api NAME       an HTTP API by its name or address; again for several. Default: all of them
  --region REGION  where they are. Default: the region that most of them are in

cognito-http-api local [OPTIONS]

  Applies the stacks of this folder's program (cdktf.json) to an AWS emulator on this machine, signs test users in, calls
  every route with every kind of caller, and keeps running. See --help.`;

/** The version of this package, whose manifest lies above the built command and above its source. */
function version(): string {
  const manifest = readFileSync(path.join(__dirname, "..", "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

async function main([command, ...rest]: readonly string[]): Promise<number> {
  if (command === undefined || command === "--help" || command === "-h") {
    console.log(USAGE);
    return command === undefined ? 2 : 0;
  }
  try {
    if (command === "init") return makeProject(rest);
    if (command === "local") return startLocalRun();
    // What it needs of cdktf is loaded only here.
    if (command === "adopt")
      return (await import("./adopt/index.js")).adopt(rest, { version: version(), print: (text) => console.log(text) });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    return error.usage ? 2 : 1;
  }
  console.error(`There is no command "${command}".\n\n${USAGE}`);
  return 2;
}

/** A program of its own, that ends by itself: it answers signals, and clears up what it started. */
function startLocalRun(): Promise<number> {
  process.argv.splice(2, 1);
  createRequire(__filename)(path.join(__dirname, "local", "index.js"));
  return new Promise(() => undefined);
}

function makeProject(given: readonly string[]): number {
  const hcl = given.includes("--hcl");
  const [folder = ".", ...more] = given.filter((one) => one !== "--hcl");
  const wrong = more[0] ?? (folder.startsWith("-") ? folder : undefined);
  if (wrong !== undefined)
    throw new UserError(`"${wrong}" is one too many. Write: cognito-http-api init [FOLDER] [--hcl]`, true);
  for (const file of withoutCopies(init(folder, version(), hcl))) console.log(`written: ${path.join(folder, file)}`);
  const next = hcl ? "terraform init && terraform test" : "npm install && npm test";
  console.log(`\nNext: ${folder === "." ? "" : `cd ${folder} && `}${next}`);
  return 0;
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
