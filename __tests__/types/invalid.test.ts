import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "../support/folder";
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
const OWN_OUTPUTS = path.join(__dirname, "own-outputs.ts");
const folder = temporaryFolder("types");
// The sources stand in for the installed package, whose build the package's own tests look at.
const readme = (): string => path.join(folder(), "readme.ts");
const files = readdirSync(REFUSED).map((name) => path.join(REFUSED, name));

interface Mistake {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

let found: ReadonlyMap<string, readonly Mistake[]>;
// One program for all of them: the libraries are read once.
beforeAll(() => {
  const program = firstProgramOf(readFileSync(path.join(ROOT, "README.md"), "utf8"));
  writeFileSync(readme(), program);
  const config = path.join(folder(), "tsconfig.json");
  writeFileSync(
    config,
    JSON.stringify({
      extends: path.join(ROOT, "tsconfig.json"),
      compilerOptions: {
        incremental: false,
        tsBuildInfoFile: null,
        typeRoots: [path.join(ROOT, "node_modules", "@types")],
        paths: {
          "cognito-http-api": [path.join(ROOT, "constructs", "index.ts")],
          "*": [path.join(ROOT, "node_modules", "*")],
        },
      },
      files: [ACCEPTED, OWN_OUTPUTS, readme(), ...files],
      include: [],
    }),
  );
  const compiler = path.join(ROOT, "node_modules", "typescript-7", "bin", "tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, "-p", config, "--pretty", "false"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  found = mistakesIn(stdout);
});

/** What the compiler prints: a line for each mistake, and indented ones that belong to it. */
function mistakesIn(printed: string): Map<string, Mistake[]> {
  const all = new Map<string, Mistake[]>();
  for (const text of printed.split(/\n(?! )/).filter((line) => line !== "")) {
    const [, file, line, message] = /^(.+?)\((\d+),\d+\): error TS\d+: ([^]*)$/.exec(text) ?? [];
    if (file === undefined || message === undefined) throw new Error(`The compiler says: ${text}`);
    const place = path.resolve(ROOT, file);
    all.set(place, [...(all.get(place) ?? []), { line: Number(line), message }]);
  }
  return all;
}
const mistakes = (file: string): readonly Mistake[] => found.get(file) ?? [];

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

test("what parts of the package give, other parts take", () => expect(mistakes(OWN_OUTPUTS)).toEqual([]));

test("the first program of the README compiles", () => {
  expect(readFileSync(readme(), "utf8")).toContain("new SecuredApi(");
  expect(mistakes(readme())).toEqual([]);
});

test.each(files.map((file) => [path.basename(file, ".ts"), file]))("%s", (_, file) => {
  const { line, message } = expected(file);
  // One, and where it was meant: any other says that the program is wrong in another way than it should be.
  expect(mistakes(file)).toEqual([{ line, message: expect.stringContaining(message) as string }]);
});
