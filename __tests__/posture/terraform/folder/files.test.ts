import * as fs from "node:fs";
import * as path from "node:path";
import { MAX_BYTES } from "../../../../posture/terraform/input";
import {
  fileReader,
  isFolder,
  moduleFiles,
  textOfFile,
  variableFiles,
} from "../../../../posture/terraform/folder/files";
import { temporaryFolder } from "../../../support/folder";
import { write } from "./write";

const folder = temporaryFolder("files");
let next = 0;
const holding = (...names: readonly string[]): string =>
  write(path.join(folder(), String(next++)), Object.fromEntries(names.map((name) => [name, name])));

describe("a module's files", () => {
  test.each([
    ["by name, Terraform's and OpenTofu's", ["b.tf", "a.tf.json", "d.tofu", "c.tofu.json"], "a.tf.json b.tf c.tofu.json d.tofu", ""], // prettier-ignore
    ["of OpenTofu in the place of those of the same name", ["a.tf", "a.tofu", "b.tf.json", "b.tofu.json"], "a.tofu b.tofu.json", ""], // prettier-ignore
    ["that override, apart", ["override.tf", "my_override.tf.json", "override.tofu", "myoverride.tf", "override_my.tf"], "myoverride.tf override_my.tf", "my_override.tf.json override.tofu"], // prettier-ignore
    ["without what editors leave", [".a.tf", "a.tf~", "#a.tf#", "#b.tf", "c#.tf"], "#b.tf c#.tf", ""],
    ["without other kinds", ["a.tfvars", "tf", "a.tf.jsonx", "a.tfx", "b.hcl", "atf"], "", ""],
  ])("are read %s", (_, names, configuration, overrides) => {
    const found = moduleFiles(holding(...names));
    expect([found.configuration.join(" "), found.overrides.join(" ")]).toEqual([configuration, overrides]);
  });

  test("with variables: terraform.tfvars, its JSON, then the automatic ones by name", () => {
    const names = ["z.auto.tfvars", "a.auto.tfvars.json", "terraform.tfvars.json", "terraform.tfvars"];
    const others = ["x.tfvars", ".b.auto.tfvars", "b.auto.tfvars~", "b.auto.tfvars.jsonx", "terraform.tf"];
    expect(variableFiles(holding(...names, ...others)).join(" ")).toBe(
      "terraform.tfvars terraform.tfvars.json a.auto.tfvars.json z.auto.tfvars",
    );
    expect(variableFiles(holding("terraform.tfvars.json"))).toEqual(["terraform.tfvars.json"]);
  });
});

describe("a file", () => {
  test("is its text, without a byte order mark at its beginning", () => {
    const at = write(path.join(folder(), "text"), { a: "\uFEFFa\uFEFFb\n" });
    expect(textOfFile(path.join(at, "a"))).toBe("a\uFEFFb\n");
  });

  test.each([
    ["is missing", () => moduleFiles("/no/such/folder"), "malformed: /no/such/folder is not there."],
    ["is missing", () => textOfFile("/no/such/file"), "malformed: /no/such/file is not there."],
    ["is a folder", () => textOfFile("/"), "malformed: / can't be read (EISDIR)."],
    ["is no folder", () => variableFiles("/dev/null"), "malformed: /dev/null can't be read (ENOTDIR)."],
  ])("that %s is a sentence", (_, read, said) => expect(saying(read)).toBe(said));

  // Who runs as root may read everything.
  test("that may not be read is a sentence", () => {
    const denied = Object.assign(new Error("denied"), { code: "EACCES" });
    jest.spyOn(jest.requireActual<typeof fs>("node:fs"), "readdirSync").mockImplementation(() => {
      throw denied;
    });
    expect(saying(() => moduleFiles("/f"))).toBe("malformed: /f may not be read.");
    jest.restoreAllMocks();
  });

  test("is refused where it is too large, by its size alone", () => {
    const file = path.join(folder(), "large");
    fs.writeFileSync(file, "");
    fs.truncateSync(file, MAX_BYTES + 1);
    expect(saying(() => textOfFile(file))).toBe(`too-large: ${file} has 129 MB.`);
  });

  test("is no folder, nor is what isn't there", () => {
    expect([folder(), path.join(folder(), "text", "a"), "/no/such"].map(isFolder)).toEqual([true, false, false]);
  });
});

test("file() reads text of the repository, or below the root module where there is none", () => {
  const outer = fs.realpathSync(fs.mkdtempSync(path.join(folder(), "outer-")));
  const inside = { "repo/root/a": "a", "repo/b": "b", "repo/root/d/e": "d/e" };
  write(outer, { ...inside, "repo/.git/config": "secret", "repo/x.git/f": "f", outside: "outside", "alone/g": "g" });
  fs.symlinkSync(path.join(outer, "outside"), path.join(outer, "repo/root/link"));
  fs.symlinkSync(path.join(outer, "repo/b"), path.join(outer, "repo/root/inner"));
  fs.writeFileSync(path.join(outer, "repo/root/binary"), Buffer.from([0xff, 0xfe]));
  fs.writeFileSync(path.join(outer, "repo/root/full"), "x".repeat(2 ** 20));
  fs.writeFileSync(path.join(outer, "repo/root/over"), "x".repeat(2 ** 20 + 1));
  const read = fileReader(path.join(outer, "repo/root"));
  const text = (name: string): string | undefined => read(name)?.slice(0, 10);
  const given = ["a", "../b", "d/e", "inner", "../x.git/f", "full", path.join(outer, "repo/b")];
  expect(given.map(text)).toEqual(["a", "b", "d/e", "b", "f", "xxxxxxxxxx", "b"]);
  const refused = ["../../outside", "link", "../.git/config", "binary", "over", "none", "d", "/dev/null"];
  expect(refused.map(text)).toEqual(refused.map(() => undefined));
  const alone = fileReader(path.join(outer, "alone"));
  expect([alone("g"), alone("../outside")]).toEqual(["g", undefined]);
});

function saying(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return `${(error as { code: string }).code}: ${(error as Error).message}`;
  }
  return "nothing";
}
