import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { ROOT } from "../../process/terraform-working-directory";
import { describeEndToEnd, startLocal, type LocalRun } from "./support";

/** Browsers that systems install; CHROMIUM names another. */
const BROWSERS = [
  process.env["CHROMIUM"] ?? "",
  ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map((name) => `/usr/bin/${name}`),
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const browserPath = BROWSERS.find((path) => path !== "" && existsSync(path));
const NAME = "the sign-in page in a browser";

function describeInBrowser(tests: () => void): void {
  if (browserPath !== undefined) return describeEndToEnd(NAME, tests);
  const reason = "no Chromium was found (CHROMIUM names one)";
  process.stderr.write(`Skipped: ${NAME}: ${reason}\n`);
  describe.skip(`${NAME} (skipped: ${reason})`, tests);
}

/** The picture in the READMEs; made anew with PICTURES=1. */
const PICTURE = join(ROOT, "docs", "sign-in-page.png");

describeInBrowser(() => {
  let run: LocalRun;
  let browser: Browser;
  let page: Page;
  let api = "";
  const tokenRequests: string[] = [];

  beforeAll(async () => {
    run = startLocal("--front-end", "--also", "examples/sign-in-page/main.ts", "--stack", "sign-in-page");
    await run.untilPrinted(/The page: (http:\S+)/);
    browser = await chromium.launch({ executablePath: browserPath ?? "", args: ["--no-sandbox"] });
    page = await browser.newPage({ viewport: { width: 900, height: 760 } });
    page.on("request", (request) => {
      const path = new URL(request.url()).pathname;
      if (path.startsWith("/oauth2/")) tokenRequests.push(`${path} ${request.postData() ?? ""}`);
    });
    await page.goto("http://localhost:3000/");
    const config = (await (await fetch("http://localhost:3000/config.json")).json()) as { readonly apiOrigin: string };
    api = config.apiOrigin;
  }, 400_000);

  afterAll(async () => {
    await browser?.close();
    run.child.kill("SIGTERM");
    await run.ended;
  });

  const person = (): { readonly name: string; readonly password: string } => {
    const file = /names and passwords in (\S+)\)/.exec(run.out.stdout)?.[1] ?? "";
    const [, name = "", password = ""] = (readFileSync(join(ROOT, file), "utf8").split("\n")[0] ?? "").split("\t");
    return { name, password };
  };
  const latest = () => page.locator("#answers li").first();

  test("signs somebody in", async () => {
    await expect(page.locator("#who").textContent()).resolves.toBe("Nobody is signed in.");
    await page.click("#sign-in");
    const { name, password } = person();
    await page.fill("input[name=username]", name);
    await page.fill("input[name=password]", password);
    await page.click("[type=submit]");
    await page.waitForURL("http://localhost:3000/");
    await page.locator("#who", { hasText: "Signed in as" }).waitFor();
    expect(page.url()).toBe("http://localhost:3000/");
  }, 60_000);

  test("is let in with its scope, and refused for one that it lacks, with the reason", async () => {
    await page.click("#read");
    await latest().locator(".status", { hasText: "200" }).waitFor();
    await page.click("#write");
    await latest().locator(".status", { hasText: "403" }).waitFor();
    await expect(latest().locator(".meaning").textContent()).resolves.toMatch(/has no scope \S+\/write/);
    if (process.env["PICTURES"] !== undefined) await page.screenshot({ path: PICTURE });
  }, 60_000);

  test("renews its token once after one that API Gateway doesn't take", async () => {
    let tampered = 0;
    await page.route(`${api}/profile`, (route) => {
      const headers = route.request().headers();
      if (tampered > 0 || headers["authorization"] === undefined) return route.continue();
      tampered++;
      return route.continue({
        headers: { ...headers, authorization: `${headers["authorization"].slice(0, -6)}AAAAAA` },
      });
    });
    const before = tokenRequests.length;
    await page.click("#read");
    await latest().locator(".status", { hasText: "200" }).waitFor();
    expect(tampered).toBe(1);
    expect(tokenRequests.slice(before).filter((text) => text.includes("grant_type=refresh_token"))).toHaveLength(1);
    await page.unroute(`${api}/profile`);
  }, 60_000);

  test("a page of a foreign origin can't read an answer", async () => {
    const server: Server = createServer((_request, response) =>
      response.setHeader("content-type", "text/html").end("<p>"),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const foreign = await browser.newPage();
    await foreign.goto(`http://127.0.0.1:${String(port)}/`);
    const read = (target: string): Promise<string> =>
      foreign.evaluate(
        async (url) =>
          fetch(url, { headers: { authorization: "Bearer x" } }).then(
            (answer) => String(answer.status),
            (error: unknown) => String(error),
          ),
        target,
      );
    expect(await read(`${api}/profile`)).toMatch(/TypeError/);
    await foreign.close();
    await new Promise((resolve) => server.close(resolve));
    // The same refusal can be read where CORS allows the page: it isn't the network that stops it.
    const own = await page.evaluate(
      async (url) => (await fetch(url, { headers: { authorization: "Bearer x" } })).status,
      `${api}/profile`,
    );
    expect(own).toBe(401);
  }, 60_000);

  test("signs out, and gives its refresh token back", async () => {
    const before = tokenRequests.length;
    await page.click("#sign-out");
    await page.locator("#who", { hasText: "Nobody is signed in." }).waitFor();
    expect(tokenRequests.slice(before).some((text) => text.startsWith("/oauth2/revoke token="))).toBe(true);
  }, 60_000);

  test("an error of the sign-in page is explained, also on a narrow dark screen", async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto("http://localhost:3000/?error=access_denied&error_description=forged");
    await page.locator("#problem", { hasText: "sign" }).waitFor();
    await expect(page.locator("#problem").textContent()).resolves.not.toContain("forged");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(400);
  }, 60_000);

  test("a token of the run that is up is printed for a user, with the scopes that were asked for", async () => {
    const asked = startLocal("token", "--as", person().name, "--scopes", "openid,read");
    expect(await asked.ended).toBe(0);
    const claims = JSON.parse(Buffer.from(asked.out.stdout.split(".")[1] ?? "", "base64url").toString()) as {
      readonly scope: string;
    };
    expect(claims.scope.split(" ").sort()).toEqual([expect.stringMatching(/\/read$/), "openid"]);
    const wrong = startLocal("token", "--as", "nobody");
    expect(await wrong.ended).toBe(1);
    expect(wrong.out.stderr).toMatch(/There is no user or machine client "nobody".*\nThere are: .*importer/);
  }, 60_000);
});
