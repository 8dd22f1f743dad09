import { ISSUER, RESOURCE, server } from "./support";

const logged: string[] = [];

beforeEach(() => {
  logged.length = 0;
  for (const level of ["info", "warn", "error"] as const)
    jest
      .spyOn(console, level)
      .mockImplementation((...words: unknown[]) => void logged.push(words.map(String).join(" ")));
});

afterEach(() => jest.restoreAllMocks());

describe("the metadata", () => {
  const expected = {
    resource: RESOURCE,
    authorization_servers: [ISSUER],
    scopes_supported: ["notes/use", "notes/write"],
    bearer_methods_supported: ["header"],
    resource_name: "Notes",
  };

  it.each(["/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"])(
    "is at %s, for everybody",
    async (path) => {
      const { ask, reached } = server({ name: "Notes", tools: { "*": [], write: ["notes/write"] } });
      const answer = await ask({ method: "GET", path });
      expect(answer).toMatchObject({ statusCode: 200, headers: { "content-type": "application/json" } });
      expect(JSON.parse(answer.body)).toEqual(expected);
      expect((await ask({ method: "POST", path })).statusCode).toBe(405);
      expect(reached).toEqual([]);
    },
  );

  it("of a resource without a path is at the well-known path itself, and names it as it was written", async () => {
    const { ask } = server({ resource: "https://mcp.example.com" });
    const answer = await ask({ method: "GET", path: "/.well-known/oauth-protected-resource" });
    expect(JSON.parse(answer.body)).toMatchObject({ resource: "https://mcp.example.com" });
    expect((await ask({ path: "/" })).headers["www-authenticate"]).toContain(
      'resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource"',
    );
  });
});
