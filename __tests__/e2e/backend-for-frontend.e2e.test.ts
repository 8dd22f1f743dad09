import { join } from "node:path";
import { readState } from "../../posture/model/read";
import { targetOf, valueOr } from "../../posture/model";
import { apply, firstPlan, init, secondPlan, show, type TerraformWorkingDirectory } from "../../local/terraform/apply";
import { appliedFrom } from "../../local/terraform/applied";
import { runExitTasks } from "../../process/cleanup";
import { startEmulator } from "../../local/emulator/emulator";
import { createTestUsers, type TestUser } from "../../local/identities/test-users";
import { silent } from "../../process/progress";
import { providerConfig } from "../../process/providers";
import { emulatorPython } from "../../local/emulator/python";
import { hiddenFields } from "../../local/identities/sign-in";
import { synthesize } from "../../local/terraform/synth";
import { emulatedAwsEnvironment, findTerraform } from "../../process/terraform";
import { openRunFolder } from "../../process/terraform-working-directory";
import { describeEndToEnd } from "./support";

const ORIGIN = "https://app.bff.example";

/** What a browser keeps: the cookies of the app's one host. */
class Browser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly app: string) {}

  async ask(path: string, init: RequestInit = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(cookie === "" ? {} : { cookie }), ...(init.headers as Record<string, string> | undefined) };
    const answer = await fetch(`${this.app}${path}`, { ...init, headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /Max-Age=0\b/.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await answer.text();
    return { status: answer.status, location: answer.headers.get("location") ?? "", text };
  }
}

describeEndToEnd("the backend for frontend, applied and used as a browser would", () => {
  let url = "";
  let app = "";
  let place: TerraformWorkingDirectory;
  let people: readonly TestUser[] = [];
  let everything = "";

  /** From the login to the way back, through the sign-in page. */
  async function signIn(browser: Browser, path: string): Promise<{ status: number; location: string }> {
    const [person] = people;
    const login = await browser.ask(`/auth/login?return_to=${encodeURIComponent(path)}`);
    const page = new URL(login.location);
    const html = await (await fetch(`${url}${page.pathname}${page.search}`)).text();
    const form = { ...hiddenFields(html), username: person?.username ?? "", password: person?.password ?? "" };
    const action = new URL(/<form[^>]*action="([^"]*)"/.exec(html)?.[1] ?? "/login", url);
    const back = await fetch(action, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
    const callback = new URL(back.headers.get("location") ?? "");
    expect(callback.origin).toBe(ORIGIN);
    const done = await browser.ask(`${callback.pathname}${callback.search}`);
    everything += done.text + done.location;
    return done;
  }

  beforeAll(async () => {
    const folder = openRunFolder();
    const terraform = await findTerraform();
    const providers = await providerConfig(terraform, join(folder, "providers"));
    const emulator = await startEmulator({ python: await emulatorPython(silent), folder: join(folder, "aws") });
    ({ url } = emulator);
    const [stack] = await synthesize(join(folder, "stack"), providers.packaging, {
      entry: "examples/backend-for-frontend/main.ts",
      settings: { PROJECT: "local-bff", DOMAIN: "bff.example" },
    });
    if (stack === undefined) throw new RangeError("no stack");
    const env = { ...emulatedAwsEnvironment(url, stack.region), ...providers.env };
    place = { terraform, folder: stack.folder, env };
    await init(place);
    await apply(place, await firstPlan(place), () => undefined);
    const state = readState(await show(place));
    people = await createTestUsers(url, stack.region, appliedFrom(state));
    const login = state.routes.find((route) => valueOr(route.key, "") === "GET /auth/login");
    const api = login === undefined ? undefined : targetOf(login.api);
    app = `${url}/_aws/execute-api/${valueOr(api?.id ?? { known: false, why: "" }, "") ?? ""}`;
  }, 400_000);

  afterAll(runExitTasks, 30_000);

  test("without a session there is nobody, and the API is out of reach", async () => {
    const browser = new Browser(app);
    expect((await browser.ask("/auth/session")).status).toBe(401);
    expect((await browser.ask("/api/items")).status).toBe(401);
  });

  test("a person signs in, reads and writes through it, and the browser never holds a token", async () => {
    const browser = new Browser(app);
    const back = await signIn(browser, "/notes");
    expect(back).toMatchObject({ status: 302, location: `${ORIGIN}/notes` });
    expect([...browser.cookies.keys()]).toEqual(["__Host-session"]);
    const session = await browser.ask("/auth/session");
    const { person, csrfToken } = JSON.parse(session.text) as { person: { sub: string }; csrfToken: string };
    expect(session.status).toBe(200);

    const profile = await browser.ask("/api/profile");
    expect(profile.status).toBe(200);
    expect(JSON.parse(profile.text)).toMatchObject({ user: { sub: person.sub }, auth: { tokenUse: "access" } });

    const write = (headers: Record<string, string>) =>
      browser.ask("/api/items", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ name: "first" }),
      });
    expect((await write({ origin: ORIGIN })).status).toBe(403);
    expect((await write({ origin: "https://evil.example", "x-csrf-token": csrfToken })).status).toBe(403);
    expect((await write({ origin: ORIGIN, "x-csrf-token": csrfToken })).status).toBe(201);

    everything += session.text + profile.text + [...browser.cookies.values()].join(" ");
    expect(everything).not.toMatch(/eyJ[\w-]{10,}\./);

    const out = await browser.ask("/auth/logout", {
      method: "POST",
      headers: { origin: ORIGIN, "x-csrf-token": csrfToken },
    });
    expect(out.status).toBe(200);
    expect((await browser.ask("/auth/session")).status).toBe(401);
  }, 60_000);

  test("a stolen way back is worth nothing in another browser", async () => {
    const [victim, thief] = [new Browser(app), new Browser(app)];
    const login = await victim.ask("/auth/login");
    const state = new URL(login.location).searchParams.get("state") ?? "";
    const forged = await thief.ask(`/auth/callback?code=x&state=${state}`);
    expect([forged.status, forged.location]).toEqual([302, expect.stringContaining("login_expired")]);
    expect(thief.cookies.size).toBe(0);
  });

  test("nothing is left to change but what is known of the AWS emulator", async () => {
    const { sorted } = await secondPlan(place);
    expect(sorted.changes).toEqual([]);
  }, 60_000);
});
