import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../process/terraform-working-directory";
import { describeEndToEnd, startLocal, type LocalRun } from "./support";

describeEndToEnd("npm run local -- --watch", () => {
  let folder: string;
  let run: LocalRun;
  let hello = "";

  beforeAll(async () => {
    // A program of its own beside main.ts, so that no source of the project is edited.
    mkdirSync(join(ROOT, ".work"), { recursive: true });
    folder = mkdtempSync(join(ROOT, ".work", "watched-"));
    cpSync(join(ROOT, "functions"), join(folder, "functions"), { recursive: true });
    const main = readFileSync(join(ROOT, "main.ts"), "utf8")
      .replace('"./constructs"', '"../../constructs"')
      .replace('"auth-api"', '"watched"')
      .replaceAll('"functions/', `"${join(folder, "functions")}/`);
    writeFileSync(join(folder, "main.ts"), main);
    run = startLocal("--watch", "--also", join(folder, "main.ts"), "--stack", "watched");
    await run.untilPrinted(/Watching the functions' sources\./);
    hello = /(http:\S+\/hello)/.exec(run.out.stdout)?.[1] ?? "";
  }, 400_000);

  afterAll(async () => {
    run.child.kill("SIGTERM");
    await run.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  const source = (): string => join(folder, "functions", "hello", "hello.ts");
  const answer = async (): Promise<string> => (await fetch(hello)).text();
  const edit = (from: string, to: string): void =>
    writeFileSync(source(), readFileSync(source(), "utf8").replace(from, to));

  test("a saved handler answers with its new code within a second, on a machine that isn't busy", async () => {
    expect(await answer()).toContain("Hello from Lambda");
    const began = Date.now();
    edit("Hello from Lambda", "Hello again");
    while (!(await answer()).includes("Hello again")) {
      if (Date.now() - began > 10_000)
        throw new Error(`Still the old code after 10 s:\n${run.out.stdout.slice(-2000)}`);
    }
    process.stderr.write(`new code answered after ${String(Date.now() - began)} ms\n`);
  }, 30_000);

  test("each request prints a line in the stage's own format, and a refusal why", async () => {
    await answer();
    await run.untilPrinted(/"requestId":"[\w-]+".*"routeKey":"GET \/hello"/);
    await fetch(hello.replace(/hello$/, "profile"));
    await run.untilPrinted(/The API answers 401 \{"message":"Unauthorized"\}/);
  }, 30_000);

  test("a source that doesn't compile leaves the last good code, and is named by file and line", async () => {
    edit("Hello again", 'Hello" + ; "');
    await run.untilPrinted(/hello\.ts:\d+: /);
    expect(await answer()).toContain("Hello again");
    edit('Hello" + ; "', "Hello once more");
    await run.untilPrinted(/has its new code(?![^]*doesn't compile)/);
  }, 30_000);

  test("what a function throws is shown with the line of its source", async () => {
    edit(
      "export function hello(event: ApiEvent): Reply {",
      "export function hello(event: ApiEvent): Reply {\n  console.log('about to break');\n  (undefined as unknown as () => void)();",
    );
    const began = Date.now();
    while ((await fetch(hello)).status === 200 && Date.now() - began < 10_000);
    await run.untilPrinted(/functions\/hello\/hello\.ts:\d+/);
    expect(run.out.stdout).toContain("about to break");
  }, 30_000);
});
