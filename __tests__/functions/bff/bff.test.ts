import { codeOf, SECRETS, quiet, world } from "./world";

beforeEach(quiet);

afterEach(() => jest.restoreAllMocks());

describe("the rest", () => {
  it.each([
    ["POST", "/auth/login", 405],
    ["POST", "/auth/callback", 405],
    ["GET", "/auth/logout", 405],
    ["DELETE", "/auth/session", 405],
    ["TRACE", "/api/items", 405],
    ["OPTIONS", "/api/items", 405],
    ["GET", "/", 404],
    ["GET", "/api", 404],
    ["GET", "/AUTH/login", 404],
  ])("%s %s is answered with %i", async (method, path, status) => {
    expect((await world().browser.visit(path, { method })).statusCode).toBe(status);
  });

  it("an unforeseen exception is a 500 that tells nothing, and the log holds no token", async () => {
    const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const { browser, signIn, host } = world();
    await signIn();
    jest.spyOn(host.store, "get").mockRejectedValue(new Error("the table said access-1 refresh-1 client-secret"));
    const answer = await browser.visit("/auth/session");
    expect([answer.statusCode, codeOf(answer)]).toEqual([500, "internal_error"]);
    expect(JSON.stringify(answer)).not.toMatch(SECRETS);
    expect(logged).toHaveBeenCalledTimes(1);
    expect(String(logged.mock.calls[0]?.[0])).not.toMatch(SECRETS);
    logged.mockRestore();
  });
});
