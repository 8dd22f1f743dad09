#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { init, withoutCopies } from "./init";
import { packageManagerOf } from "./package-manager";
import { UserError } from "./user-error";

const USAGE = `cognito-http-api init [FOLDER] [--hcl]

  Creates a project in FOLDER (default: the current one), which must be empty: a stack, a function, a test.
  --hcl: a root module that calls the HCL module, a copy of it, and a test for "terraform test".

cognito-http-api adopt FILE [FOLDER] [--hcl] [--same-state] [--api NAME]... [--region REGION]

  Takes over existing resources: FILE is the output of "terraform show -json" for a state, or for a plan without changes.
  Writes into FOLDER (default: adopted), which must be empty, a stack whose first plan imports the resources and
  changes nothing, and ADOPTION.md, which lists what is not taken over and why.

  --hcl            a call of the HCL module, and a copy of it, instead of a stack
  --same-state     moved blocks within the existing state, instead of imports
  --api NAME       an HTTP API by name or address; can be repeated. Default: all
  --region REGION  the APIs' region. Default: the region of most of them

cognito-http-api local [OPTIONS]

  Applies the stacks of this folder's program (cdktf.json) to an AWS emulator on this machine, signs test users in, calls
  every route with every kind of caller, and keeps running. Its options: cognito-http-api local --help.`;

/** The version of this package, whose manifest lies above the built command and above its source. */
function version(): string {
  const manifest = readFileSync(path.join(__dirname, "..", "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

const manager = packageManagerOf(process.env["npm_config_user_agent"]);

async function main([command, ...rest]: readonly string[]): Promise<number> {
  const asks = (argument: string | undefined): boolean => argument === "--help" || argument === "-h";
  // The local run has a help of its own.
  if (command === undefined || asks(command) || (command !== "local" && rest.some(asks))) {
    console.log(USAGE);
    return command === undefined ? 2 : 0;
  }
  if (command === "--version") {
    console.log(version());
    return 0;
  }
  try {
    if (command === "init") return makeProject(rest);
    if (command === "local") return startLocalRun();
    // What it needs of cdktf is loaded only here.
    if (command === "adopt") {
      const host = { version: version(), manager, print: (text: string) => console.log(text) };
      return (await import("./adopt/index.js")).adopt(rest, host);
    }
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
    throw new UserError(`"${wrong}" is an unexpected argument. Write: cognito-http-api init [FOLDER] [--hcl]`, true);
  for (const file of withoutCopies(init(folder, version(), hcl, manager)))
    console.log(`written: ${path.join(folder, file)}`);
  const next = hcl ? "terraform init && terraform test" : `${manager} install && ${manager} test`;
  console.log(`\nNext: ${folder === "." ? "" : `cd ${quoted(folder)} && `}${next}`);
  return 0;
}

/** A path as one word of a POSIX shell. */
function quoted(text: string): string {
  return /^[\w./@%+:,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
