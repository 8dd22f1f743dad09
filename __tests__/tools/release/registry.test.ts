import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { layOutModule } from "../../../tools/release/registry";
import { temporaryFolder } from "../../support/folder";

const folder = temporaryFolder("registry");
const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
    cwd,
    encoding: "utf8",
  }).trim();

const before = { ...process.env };
beforeAll(() => {
  for (const who of ["AUTHOR", "COMMITTER"])
    Object.assign(process.env, { [`GIT_${who}_NAME`]: "t", [`GIT_${who}_EMAIL`]: "t@example.com" });
});
afterAll(() => {
  process.env = before;
});

/** A repository with a module as this one has it. */
function source(): string {
  const place = path.join(folder(), "source");
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
    writeFileSync(path.join(place, file), text);
  };
  if (!existsSync(place)) {
    write("LICENSE", "licence");
    write("module/main.tf", "# 1");
    write("module/old.tf", "# gone later");
    write("module/.gitattributes", "/tests export-ignore\n.gitattributes export-ignore\n");
    write("module/tests/a.tftest.hcl", "");
    write("module/examples/minimal/main.tf", "");
    git(place, "init", "--quiet");
    git(place, "add", "--all");
    git(place, "commit", "--quiet", "--message", "one");
  }
  return place;
}

test("each release is a tag with the module at the root, and nothing that only this repository needs", () => {
  const place = path.join(folder(), "terraform-aws-shop-api");
  layOutModule(source(), "v0.1.0", place);
  expect(readdirSync(place).sort()).toEqual([".git", "LICENSE", "examples", "main.tf", "old.tf"]);
  git(source(), "rm", "--quiet", "module/old.tf");
  writeFileSync(path.join(source(), "module/main.tf"), "# 2");
  writeFileSync(path.join(source(), "module/uncommitted.tf"), "");
  git(source(), "commit", "--quiet", "--all", "--message", "two");
  layOutModule(source(), "v0.1.1", place);
  expect(git(place, "tag").split("\n")).toEqual(["v0.1.0", "v0.1.1"]);
  expect(git(place, "show", "v0.1.0:main.tf")).toBe("# 1");
  expect(git(place, "ls-tree", "--name-only", "v0.1.1").split("\n")).toEqual(["LICENSE", "examples", "main.tf"]);
  expect(git(place, "status", "--porcelain")).toBe("");
  expect(git(place, "rev-list", "--count", "main")).toBe("2");
});

test.each([
  ["a name that registries don't take", "v0.1.0", "shop-api", /terraform-aws-/],
  ["no version", "0.1", "terraform-aws-a", /no version/],
  ["a version that is published", "v0.1.0", "terraform-aws-shop-api", /has the tag v0\.1\.0 already/],
])("%s is refused", (_, tag, name, words) => {
  expect(() => layOutModule(source(), tag, path.join(folder(), name))).toThrow(words);
});

test("what isn't committed, or is no repository, is left as it is", () => {
  const place = path.join(folder(), "terraform-aws-mine");
  mkdirSync(place);
  writeFileSync(path.join(place, "notes.txt"), "mine");
  expect(() => layOutModule(source(), "v0.1.0", place)).toThrow(/no Git repository/);
  git(place, "init", "--quiet");
  expect(() => layOutModule(source(), "v0.1.0", place)).toThrow(/aren't committed/);
  expect(readdirSync(place).sort()).toEqual([".git", "notes.txt"]);
});
