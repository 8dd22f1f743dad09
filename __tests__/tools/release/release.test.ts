import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { compareInterfaces, type Ledger } from "../../../tools/release/compare";
import {
  changelogEntry,
  problemsOf,
  readCandidate,
  releaseProblems,
  type Candidate,
  lastRelease,
} from "../../../tools/release/check";
import type { Interface } from "../../../tools/release/interface";
import { leastVersion } from "../../../tools/release/version";
import { temporaryFolder } from "../../support/folder";
import { ROOT } from "../../support/project";

const NOTHING: Ledger = { moves: [], removals: [] };

const BASE: Interface = {
  addresses: ["aws_cognito_user_pool.pool", "aws_iam_role.items", "output.issuer"],
  variables: {
    domain: "required string",
    routes: "optional map of object",
    "routes.*.scopes": "optional set of string",
    "routes.*.target": "required string",
    tags: "optional map of string",
  },
  outputs: ["issuer"],
};

/** The variables but for one and what stands in it. */
const without = (gone: string): Interface["variables"] =>
  Object.fromEntries(Object.entries(BASE.variables).filter(([path]) => path !== gone && !path.startsWith(`${gone}.`)));

describe("the project as it is", () => {
  test("has every address of the last tag, or says where it went", () => {
    // What to do about it stands in each problem.
    expect(problemsOf(readCandidate(ROOT))).toEqual([]);
  });
});

describe("two versions compared", () => {
  const compare = (change: Partial<Interface>, ledger = NOTHING) =>
    compareInterfaces(BASE, { ...BASE, ...change }, ledger);

  test("are alike", () => expect(compare({})).toEqual({ breaking: [], added: [], unexplained: [] }));

  test.each<[string, Partial<Interface>]>([
    ["output of the module issuer is gone", { outputs: [] }],
    ["variable tags is gone", { variables: without("tags") }],
    ["variable routes is gone", { variables: without("routes") }],
    ["variable routes.*.scopes is gone", { variables: without("routes.*.scopes") }],
    ["variable tags has to be given now", { variables: { ...BASE.variables, tags: "required map of string" } }],
    [
      "variable routes.*.scopes takes string now, not set of string",
      { variables: { ...BASE.variables, "routes.*.scopes": "optional string" } },
    ],
    ["variable zone is new and has to be given", { variables: { ...BASE.variables, zone: "required string" } }],
    [
      "variable routes.*.reason is new and has to be given",
      { variables: { ...BASE.variables, "routes.*.reason": "required string" } },
    ],
    ["output.issuer is gone", { addresses: ["aws_cognito_user_pool.pool", "aws_iam_role.items"] }],
  ])("break: %s", (text, change) => expect(compare(change).breaking).toEqual([text]));

  test.each<[string, Partial<Interface>]>([
    ["variable routes.*.public", { variables: { ...BASE.variables, "routes.*.public": "optional string" } }],
    ["variable zone", { variables: { ...BASE.variables, zone: "optional object", "zone.id": "required string" } }],
    ["aws_iam_role.hello", { addresses: [...BASE.addresses, "aws_iam_role.hello"] }],
  ])("add: %s", (text, change) => expect(compare(change)).toEqual({ breaking: [], added: [text], unexplained: [] }));

  describe("with an address that is gone", () => {
    const gone = { addresses: ["aws_cognito_user_pool.users", "aws_iam_role.items", "output.issuer"] };
    const move = { since: "0.2.0", from: "aws_cognito_user_pool.pool", to: "aws_cognito_user_pool.users" };

    test("need a word about it", () => expect(compare(gone).unexplained).toEqual(["aws_cognito_user_pool.pool"]));

    test("take a move for one, which breaks nothing", () =>
      expect(compare(gone, { moves: [move], removals: [] })).toMatchObject({ breaking: [], unexplained: [] }));

    test("don't take a move to where nothing is", () =>
      expect(
        compare(gone, { moves: [{ ...move, to: "aws_cognito_user_pool.people" }], removals: [] }).unexplained,
      ).toHaveLength(1));

    test("take a removal with its reason for one, which breaks", () => {
      const removals = [{ since: "0.2.0", address: "aws_cognito_user_pool.pool", reason: "nobody used it" }];
      expect(compare(gone, { moves: [], removals })).toMatchObject({
        breaking: ["aws_cognito_user_pool.pool is gone: nobody used it"],
        unexplained: [],
      });
    });
  });
});

test.each([
  ["0.1.0", ["x"], [], "0.2.0"],
  ["0.1.9", [], ["x"], "0.1.10"],
  ["1.2.3", ["x"], ["y"], "2.0.0"],
  ["1.2.3", [], ["y"], "1.3.0"],
  ["1.2.3", [], [], "1.2.4"],
])("after %s with breaks %j and additions %j comes %s", (previous, breaking, added, least) =>
  expect(leastVersion(previous, { breaking, added })).toBe(least),
);

test("the notes of a release are its section of the changelog", () => {
  const changelog =
    "# Changelog\n\n## Unreleased\n\n- Later.\n\n## 0.10.0 (2026-10-01)\n\n- Ten.\n\n## 0.1.0\n\n- One.\n";
  expect(changelogEntry(changelog, "0.1.0")).toBe("- One.");
  expect(changelogEntry(changelog, "0.10.0")).toBe("- Ten.");
  expect(changelogEntry(changelog, "0.2.0")).toBeUndefined();
});

describe("a tag", () => {
  const good: Candidate = {
    version: "0.2.0",
    postureVersion: "0.2.0",
    interface: BASE,
    changelog: "# Changelog\n\n## 0.2.0 (2026-10-01)\n\n- Something.\n\n## 0.1.0 (2026-09-01)\n\n- All.\n",
    last: { version: "0.1.0", interface: BASE },
    ledger: NOTHING,
  };
  const judged = (change: Partial<Candidate>, tag = "v0.2.0") =>
    releaseProblems({ ...good, ...change }, tag).join("\n");

  test("can be released", () => expect(judged({})).toBe(""));
  test("can be the first one", () => expect(judged({ last: undefined })).toBe(""));

  test.each<[string, Partial<Candidate>, string]>([
    ["The tag is v0.3.0", {}, "v0.3.0"],
    ["no section", { changelog: "# Changelog\n\n## Unreleased\n\n- Something.\n" }, "v0.2.0"],
    ["says nothing", { changelog: "# Changelog\n\n## 0.2.0 (2026-10-01)\n\n## 0.1.0\n\n- All.\n" }, "v0.2.0"],
    ["share a version", { postureVersion: "0.1.0" }, "v0.2.0"],
    [
      "aws_iam_role.gone was in 0.1.0 and is gone",
      { last: { version: "0.1.0", interface: { ...BASE, addresses: ["aws_iam_role.gone"] } } },
      "v0.2.0",
    ],
  ])("can't: %s", (text, change, tag) => {
    expect(judged(change, tag)).toContain(text);
  });

  test("can't have a number that says less than what changed", () => {
    const candidate = {
      version: "0.2.1",
      postureVersion: "0.2.1",
      interface: { ...BASE, outputs: [] },
      changelog: "## 0.2.1 (2026-10-02)\n\n- Gone.\n",
      last: { version: "0.2.0", interface: BASE },
    };
    expect(judged(candidate, "v0.2.1")).toBe(
      "After 0.2.0 comes 0.3.0 at least, because: output of the module issuer is gone.",
    );
  });
});

describe("the last release", () => {
  const folder = temporaryFolder("release");

  test("is the highest tag below the version, with what it held", () => {
    const root = folder();
    const git = (...args: string[]): void => void execFileSync("git", args, { cwd: root, stdio: "ignore" });
    const write = (name: string, text: string): void => {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    };
    git("init");
    expect(lastRelease(root, "1.0.0")).toBeUndefined();
    write("module/variables.tf", 'variable "domain" {\n  type = any\n}\n');
    write(
      "module/modules/inputs/variables.tf",
      'variable "given" {\n  type = any\n}\n\nvariable "domain" {\n  type = string\n}\n',
    );
    write("module/outputs.tf", 'output "issuer" {\n  value = 1\n}\n');
    for (const version of ["0.9.0", "0.10.0", "1.0.0"]) {
      write("addresses.txt", `aws_iam_role.of_${version.replaceAll(".", "_")}\n`);
      git("add", ".");
      git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-m", version);
      git("tag", `v${version}`);
    }
    expect(lastRelease(root, "1.0.0")).toEqual({
      version: "0.10.0",
      interface: {
        addresses: ["aws_iam_role.of_0_10_0"],
        variables: { domain: "required string" },
        outputs: ["issuer"],
      },
    });
  });
});
