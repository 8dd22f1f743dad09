import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { bundle, type BundleOptions } from "../../../constructs/compute/bundle";
import { temporaryFolder } from "../../support/folder";
import { expectRefusal } from "../../support/expect-error";

const folder = temporaryFolder("bundle");

/** A function's folder with these files. */
function source(name: string, files: Record<string, string>): string {
  const place = path.join(folder(), name);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
    writeFileSync(path.join(place, file), content);
  }
  return place;
}

const make = (entry: string, options: Partial<BundleOptions> = {}): ReadonlyMap<string, Uint8Array> =>
  bundle({ entry, runtime: "nodejs22.x", sourceMaps: false, ...options });
const code = (files: ReadonlyMap<string, Uint8Array>): string => Buffer.from(files.get("index.js") ?? "").toString();

const GREETING = {
  "index.ts": 'import { word } from "./lib/word";\nexport const handler = async (): Promise<string> => word;\n',
  "lib/word.ts": '/*! a legal comment */\nexport const word: string = "hello";\n',
};

describe("what is bundled", () => {
  test("is one minified CommonJS file that exports the handler", async () => {
    const files = make(source("plain", GREETING));
    expect([...files.keys()]).toEqual(["index.js"]);
    expect(code(files)).not.toContain("legal comment");
    expect(code(files).trim().split("\n")).toHaveLength(1);
    const loaded = { exports: {} as { handler(): Promise<string> } };
    new Function("module", "exports", code(files))(loaded, loaded.exports);
    await expect(loaded.exports.handler()).resolves.toBe("hello");
  });

  test("may be named by its file", () => {
    const place = source("by-file", GREETING);
    expect(code(make(path.join(place, "index.ts")))).toBe(code(make(place)));
  });

  test.each(["index.ts", "index.mts", "index.js", "index.mjs"])("is %s of a folder", (name) => {
    const place = source(`entry-${name}`, { [name]: "export const handler = async () => 1;" });
    expect(code(make(place))).toContain("handler");
  });

  test("leaves the AWS SDK to the runtime", () => {
    const place = source("sdk", {
      "index.ts": 'import { S3 } from "@aws-sdk/client-s3";\nexport const handler = () => new S3({});\n',
    });
    expect(code(make(place))).toContain('require("@aws-sdk/client-s3")');
  });
});

describe("source maps", () => {
  test("come as index.js.map and carry no source text", () => {
    const files = make(source("maps", GREETING), { sourceMaps: true });
    expect([...files.keys()].sort()).toEqual(["index.js", "index.js.map"]);
    expect(code(files)).toContain("//# sourceMappingURL=index.js.map");
    const map = JSON.parse(Buffer.from(files.get("index.js.map") ?? "").toString()) as Record<string, unknown>;
    expect(map).toMatchObject({ sources: ["index.ts", "lib/word.ts"] });
    expect(map).not.toHaveProperty("sourcesContent");
  });
});

test("the folder doesn't show: another one, with a space in its path, gives the same bytes", () => {
  const here = source("here", GREETING);
  const there = path.join(folder(), "some where", "deeper", "else");
  cpSync(here, there, { recursive: true });
  for (const sourceMaps of [false, true]) {
    const [a, b] = [make(here, { sourceMaps }), make(there, { sourceMaps })];
    expect([...b.keys()]).toEqual([...a.keys()]);
    for (const [name, content] of a) expect(Buffer.compare(content, b.get(name) ?? new Uint8Array())).toBe(0);
    expect([...a.values()].map((content) => Buffer.from(content).toString()).join()).not.toContain(folder());
  }
});

describe("refusals", () => {
  test("names the folder in which there is nothing to bundle", () => {
    const empty = source("empty", { "readme.md": "" });
    expectRefusal(() => make(empty), "function-entry", empty, "index.ts");
    expectRefusal(() => make(path.join(folder(), "nowhere")), "function-entry", "nowhere");
  });

  test("hands on what esbuild says, with file and line", () => {
    const broken = source("broken", { "index.ts": 'import "./missing";\nexport const handler = 1;\n' });
    expectRefusal(() => make(broken), "function-bundle", "index.ts:1", "./missing");
  });
});

describe("what Lambda couldn't run", () => {
  let count = 0;
  const made = (text: string) => () =>
    bundle({
      entry: source(`handler-${String((count += 1))}`, { "index.ts": text }),
      runtime: "nodejs22.x",
      sourceMaps: false,
    });

  test.each([
    ["a default export", "export default async () => ({ statusCode: 200 });"],
    ["another name", "export const main = async () => ({ statusCode: 200 });"],
    ["nothing at all", "console.log(1);"],
  ])("a module with %s is refused", (_, text) => expectRefusal(made(text), "function-handler", "handler"));

  test.each([
    ["a function", "export async function handler() { return { statusCode: 200 }; }"],
    ["another's export", "const a = 1; export { a as handler };"],
    ["CommonJS", "exports.handler = async () => ({ statusCode: 200 });"],
    ["a whole module handed on", 'export * from "@aws-sdk/client-s3";'],
  ])("%s is a handler", (_, text) => expect(made(text)).not.toThrow());

  test("import.meta is empty in CommonJS", () =>
    expectRefusal(made("export const handler = () => import.meta.url;"), "function-bundle", "import.meta"));
});
