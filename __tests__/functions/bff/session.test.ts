import { publicEvent } from "../events";
import { codeOf, CONFIG, quiet, world } from "./world";

beforeEach(quiet);

afterEach(() => jest.restoreAllMocks());

describe("a session cookie", () => {
  test.each(["", "short", "A".repeat(42), "A".repeat(44), `${"A".repeat(42)}/`, "A".repeat(43), "../../etc/passwd"])(
    "forged as %j opens nothing and is cleared",
    async (value) => {
      const { browser, signIn, another } = world();
      await signIn();
      expect(browser.jar.has("__Host-session")).toBe(true);
      const forger = another();
      forger.jar.set("__Host-session", value);
      for (const path of ["/auth/session", "/api/items"]) {
        const answer = await forger.visit(path);
        expect([answer.statusCode, codeOf(answer)]).toEqual([401, "not_signed_in"]);
        expect(answer.cookies).toEqual([expect.stringMatching(/^__Host-session=; Max-Age=0/)]);
      }
    },
  );

  test("sent twice opens nothing: one of them was planted", async () => {
    const { browser, signIn, handler } = world();
    await signIn();
    const event = {
      cookies: [`__Host-session=${"A".repeat(43)}`, `__Host-session=${browser.jar.get("__Host-session")}`],
    };
    expect(codeOf(await handler({ ...publicEvent({ path: "/auth/session" }), ...event }))).toBe("not_signed_in");
  });

  test("can't be the cookie of a login in progress", async () => {
    const { browser, begin } = world();
    await begin();
    browser.jar.set("__Host-session", browser.login[1]);
    expect(codeOf(await browser.visit("/auth/session"))).toBe("not_signed_in");
  });

  test("is worth nothing once the session is past its time, used or not, though the table still holds it", async () => {
    const { browser, signIn, clock, table } = world();
    await signIn();
    clock.now += CONFIG.sessionSeconds;
    expect(table.items.size).toBe(1);
    expect(codeOf(await browser.visit("/api/items"))).toBe("not_signed_in");
  });

  test("opens nothing when the table's row was changed", async () => {
    const { browser, signIn, table } = world();
    await signIn();
    const [item] = table.items.values();
    const sealed = item?.["sealed"];
    if (sealed?.S === undefined) throw new Error("there is no session");
    const bytes = Buffer.from(sealed.S, "base64");
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    sealed.S = bytes.toString("base64");
    expect(codeOf(await browser.visit("/auth/session"))).toBe("not_signed_in");
  });
});
