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
    cpSync(join(ROOT, "posture", "claims"), join(folder, "posture", "claims"), { recursive: true });
    const main = readFileSync(join(ROOT, "main.ts"), "utf8")
      .replace('"./constructs"', '"../../constructs"')
      .replace('"auth-api"', '"watched"')
      .replaceAll('"functions/', `"${join(folder, "functions")}/`);
    writeFileSync(join(folder, "main.ts"), main);
    run = startLocal("--watch", "--also", join(folder, "main.ts"), "--stack", "watched");
    await run.untilPrinted(/Watching the functions' sources and the programs\./);
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

  test("a call that is made again, since its answer got lost, gets the first one's answer; a failure is tried again", async () => {
    const ask = async (id: string, action: string): Promise<string> => {
      const answer = await fetch(new URL("/", hello), {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `AWSCognitoIdentityProviderService.${action}`,
          "amz-sdk-invocation-id": id,
          authorization:
            "AWS4-HMAC-SHA256 Credential=test/20000101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0",
        },
        body: JSON.stringify({ PoolName: "again" }),
      });
      return answer.text();
    };
    const first = await ask("one", "CreateUserPool");
    expect(await ask("one", "CreateUserPool")).toBe(first);
    const id = (text: string): unknown => (JSON.parse(text) as { UserPool?: { Id?: unknown } }).UserPool?.Id;
    expect(id(await ask("two", "CreateUserPool"))).not.toBe(id(first));
    expect(await ask("three", "NoSuchAction")).not.toContain("UserPool");
    expect(id(await ask("three", "CreateUserPool"))).toMatch(/^us-east-1_/);
  });

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
    edit('Hello" + ; "', "Hello from Lambda");
    await run.untilPrinted(/: code updated(?![^]*doesn't compile)/);
  }, 30_000);

  const program = (): string => join(folder, "main.ts");
  const change = (from: string, to: string): void => {
    const text = readFileSync(program(), "utf8");
    expect(text).toContain(from);
    writeFileSync(program(), text.replace(from, to));
  };
  const printed = (): number => run.out.stdout.length;
  /** Resolves with what is printed from now on, once it holds the text. */
  const next = async (from: number, text: RegExp): Promise<string> => {
    for (let i = 0; i < 1200; i++) {
      const found = run.out.stdout.slice(from);
      if (text.test(found)) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${String(text)} was not printed:\n${run.out.stdout.slice(from)}`);
  };

  test("a changed program is compared, applied in place, and the routes it concerns are called", async () => {
    const from = printed();
    change('"GET /hello": { public: "a greeting for everybody"', '"GET /hello": { scopes: ["read"]');
    const text = await next(from, /after it was saved/);
    expect(text).toMatch(/narrowed/);
    expect(text).toMatch(/Who may call it now:\n {2}GET \/hello: public.* → holders of \S+read/);
    expect(text).toMatch(/applied in place \(\S+ s\): aws_apigatewayv2_route\.get_hello\n/);
    expect(text).toMatch(/✓ GET \/hello .*let in: token with the scope/);
    // Only what the change concerns is called.
    expect(text).not.toMatch(/GET \/items .*passed/);
    expect((await fetch(hello)).status).toBe(401);
  }, 180_000);

  test("a program that doesn't compile, or whose stack is refused, leaves the last good state running", async () => {
    const first = printed();
    change("app.synth();", "app.synth(;");
    expect(await next(first, /the previous version keeps running/)).toMatch(/main\.ts:\d+: /);
    const second = printed();
    change(
      "app.synth(;",
      'stack.node.findAll().forEach((one) => one.node.id === "stage" && (one as any).resource?.addOverride("auto_deploy", false));\napp.synth();',
    );
    // The line of the override.
    expect(await next(second, /the previous version keeps running[^]*\n/)).toMatch(
      /\[stage-not-deployed\] aws_apigatewayv2_stage\.stage \(\S+, \S+main\.ts:\d+\)/,
    );
    expect((await fetch(hello)).status).toBe(401);
  }, 120_000);

  test("a program that is put right again is applied", async () => {
    const from = printed();
    writeFileSync(
      program(),
      readFileSync(program(), "utf8")
        .replace(/^stack\.node\.findAll.*\n/m, "")
        .replace('"GET /hello": { scopes: ["read"]', '"GET /hello": { public: "a greeting for everybody"'),
    );
    const text = await next(from, /after it was saved/);
    expect(text).toMatch(/broadened/);
    expect(text).toMatch(/✓ GET \/hello .*let in: everybody/);
    expect(await answer()).toContain("Hello from Lambda");
  }, 180_000);

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
