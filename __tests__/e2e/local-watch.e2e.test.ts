import { execFile, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
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
    process.env["LOCAL_KEPT"] = join(folder, "kept");
    cpSync(join(ROOT, "functions"), join(folder, "functions"), { recursive: true });
    cpSync(join(ROOT, "posture", "claims"), join(folder, "posture", "claims"), { recursive: true });
    const main = readFileSync(join(ROOT, "main.ts"), "utf8")
      .replace('"./constructs"', '"../../constructs"')
      .replace('"auth-api"', '"watched"')
      .replaceAll('"functions/', `"${join(folder, "functions")}/`);
    writeFileSync(join(folder, "main.ts"), main);
    await start();
  }, 400_000);

  const start = async (): Promise<void> => {
    run = startLocal("--watch", "--keep", "--also", join(folder, "main.ts"), "--stack", "watched");
    await run.untilPrinted(/Watching the functions' sources and the programs\./);
    hello = /(http:\S+\/hello)/.exec(run.out.stdout)?.[1] ?? "";
  };

  afterAll(async () => {
    run.child.kill("SIGTERM");
    await run.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  const source = (): string => join(folder, "functions", "hello", "hello.ts");
  const answer = async (): Promise<string> => (await fetch(hello)).text();
  const edit = (from: string, to: string): void =>
    writeFileSync(source(), readFileSync(source(), "utf8").replace(from, to));

  /** What a shell prints for a line, and the status of the answer. */
  const paste = async (line: string): Promise<{ readonly status: number; readonly body: string }> => {
    const { stdout } = await promisify(execFile)("sh", ["-c", `${line} -w '\\n%{http_code}'`], { cwd: ROOT });
    const at = stdout.lastIndexOf("\n");
    return { status: Number(stdout.slice(at + 1)), body: stdout.slice(0, at) };
  };
  const withCurl = spawnSync("curl", ["--version"]).status === 0 ? test : test.skip;

  withCurl("each curl line that is printed can be pasted, also with a token that is none, or without", async () => {
    const lines = [...run.out.stdout.matchAll(/^ {2}(curl .*)$/gm)].map(([, line = ""]) => line);
    const of = (end: string): string => lines.find((line) => line.endsWith(end)) ?? "";
    for (const route of ["/hello", "/profile", "/items"]) {
      const { status, body } = await paste(of(route));
      expect([route, status, body]).toEqual([route, route === "/items" ? expect.any(Number) : 200, expect.any(String)]);
    }
    expect(JSON.parse((await paste(of("/hello"))).body)).toMatchObject({
      message: "Hello from Lambda",
      path: "/hello",
      method: "GET",
    });
    expect(JSON.parse((await paste(of("/profile"))).body)).toHaveProperty("user.sub");
    expect((await paste(of("/notes"))).status).toBe(201);
    const shown = / -H "authorization: [^"]*"/;
    for (const instead of ["", " -H 'Authorization: Bearer invalid.token.here'"]) {
      const refused = await paste(of("/profile").replace(shown, instead));
      expect([refused.status, JSON.parse(refused.body)]).toEqual([401, { message: "Unauthorized" }]);
    }
    const { access_token: token } = JSON.parse((await paste(of("/oauth2/token"))).body) as { access_token: string };
    const items = lines.find((line) => line.endsWith("/items") && !line.includes("-X")) ?? "";
    expect((await paste(items.replace(shown, ` -H 'Authorization: Bearer ${token}'`))).status).toBe(200);
  });

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

  /** Asks Cognito, as an SDK does for whom a call has one id however often it is made. */
  const cognito = async (id: string, action: string, input: object): Promise<string> => {
    const answer = await fetch(new URL("/", hello), {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityProviderService.${action}`,
        "amz-sdk-invocation-id": id,
        authorization:
          "AWS4-HMAC-SHA256 Credential=test/20000101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0",
      },
      body: JSON.stringify(input),
    });
    return answer.text();
  };

  test("a call that is made again, since its answer got lost, gets the first one's answer; a failure is tried again", async () => {
    const ask = (id: string, action: string): Promise<string> => cognito(id, action, { PoolName: "again" });
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
    expect((await fetch(hello.replace(/hello$/, "profile"))).status).toBe(401);
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
      /\[stage-not-deployed\] stage \(aws_apigatewayv2_stage\.stage, \S+, \S+main\.ts:\d+\)/,
    );
    expect((await fetch(hello)).status).toBe(401);
  }, 120_000);

  test("what somebody acknowledged passes synth, and fails in the run with its cause", async () => {
    const from = printed();
    const text = readFileSync(program(), "utf8");
    const override = `stack.node.findAll().forEach((one) => one.node.path.endsWith("functions/hello/Resource") && ((one as any).addOverride("handler", "index.nothing"), acknowledge(one, { code: "access-override", reason: "a test" })));`;
    writeFileSync(
      program(),
      `import { acknowledge } from "../../constructs";\n${text.replace(/^stack\.node\.findAll.*$/m, override)}`,
    );
    const said = await next(from, /after it was saved/);
    expect(said).toMatch(/✗ watched: GET \/hello, token with the scope: expected .*nothing/);
  }, 180_000);

  test("a program that is put right again is applied", async () => {
    const from = printed();
    writeFileSync(
      program(),
      readFileSync(program(), "utf8")
        .replace(/^stack\.node\.findAll.*\n/m, "")
        .replace(/^import \{ acknowledge.*\n/m, "")
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

  test("ended by force and started again, it has the same port, users and data", async () => {
    writeFileSync(source(), readFileSync(source(), "utf8").replace(/\n {2}console\.log\('about to break'\);\n.*/, ""));
    const before = hello;
    const pools = async (): Promise<unknown> =>
      (JSON.parse(await cognito("pools", "ListUserPools", { MaxResults: 60 })) as { UserPools: unknown }).UserPools;
    const known = await pools();
    run.child.kill("SIGKILL");
    await run.ended;
    await start();
    expect(hello).toBe(before);
    expect(run.out.stdout).toMatch(/Applied: 0 added, 0 changed, 0 destroyed\. Second plan: nothing to change\./);
    expect(run.out.stdout).toMatch(/Everything is as declared/);
    // Of which one is no stack's: an earlier test made it.
    expect(await pools()).toEqual(known);
    expect(JSON.stringify(known)).toContain('"again"');
  }, 400_000);
});
