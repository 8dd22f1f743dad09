import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { ROOT } from "../support/project";
import { firstProgramOf } from "../support/readme";

/**
 * Programs that must not compile. Each holds one mistake, and above it a comment with a part of what the compiler says:
 *
 *     // refused: Property 'target' is missing
 *     "GET /items": { scopes: ["read"] },
 *
 * `accepted.ts` has all of it right and must compile: without it, a broken import would refuse everything.
 */

const REFUSED = path.join(__dirname, "invalid");
const ACCEPTED = path.join(__dirname, "accepted.ts");
// The sources stand in for the installed package, whose build the package's own tests look at.
const README = path.join(__dirname, "readme.ts");
const readme = firstProgramOf(readFileSync(path.join(ROOT, "README.md"), "utf8")).replace(
  '"cognito-http-api"',
  '"../../constructs"',
);
const files = readdirSync(REFUSED).map((name) => path.join(REFUSED, name));

const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), (file) => readFileSync(file, "utf8"));
const { options } = ts.parseJsonConfigFileContent({ ...(config as object), include: [], files: [] }, ts.sys, ROOT);
// One program for all of them: the libraries are read once.
const compiler = { ...options, incremental: false, tsBuildInfoFile: undefined };
const host = ts.createCompilerHost(compiler);
const onDisk = { readFile: host.readFile, fileExists: host.fileExists };
host.readFile = (file) => (path.resolve(file) === README ? readme : onDisk.readFile(file));
host.fileExists = (file) => path.resolve(file) === README || onDisk.fileExists(file);
const program = ts.createProgram([ACCEPTED, README, ...files], compiler, host);

interface Mistake {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

function mistakes(file: string): Mistake[] {
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((diagnostic) => ({
    line: (source?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? -1) + 1,
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
  }));
}

function expected(file: string): Mistake {
  const lines = readFileSync(file, "utf8").split("\n");
  const marks = lines.flatMap((line, index) => {
    const message = /^\s*\/\/ refused: (.+)$/.exec(line)?.[1];
    return message === undefined ? [] : [{ line: index + 2, message }];
  });
  const [mark] = marks;
  if (mark === undefined || marks.length > 1) throw new Error(`${file} needs one comment "// refused: MESSAGE".`);
  return mark;
}

test("the control compiles", () => expect(mistakes(ACCEPTED)).toEqual([]));

test("the first program of the README compiles", () => {
  expect(program.getSourceFile(README)?.text).toBe(readme);
  expect(mistakes(README)).toEqual([]);
});

test.each(files.map((file) => [path.basename(file, ".ts"), file]))("%s", (_, file) => {
  const { line, message } = expected(file);
  const found = mistakes(file);
  // One, and where it was meant: any other says that the program is wrong in another way than it should be.
  expect(found).toEqual([{ line, message: expect.stringContaining(message) as string }]);
});
