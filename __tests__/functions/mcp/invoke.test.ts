import { lambdaInvoke } from "../../../functions/mcp/invoke";

const settings = {
  region: "eu-central-1",
  credentials: () => ({ id: "AKIDEXAMPLE", secret: "secret", sessionToken: "session" }),
  now: () => new Date("2026-04-06T10:40:00Z"),
  wait: async () => undefined,
  random: () => 0,
};

test("invokes the function with the event, signed, and gives its answer back", async () => {
  const fetching = jest.fn<Promise<Response>, Parameters<typeof fetch>>(async () => Response.json({ statusCode: 202 }));
  expect(await lambdaInvoke("notes-mcp", { ...settings, fetch: fetching })({ a: 1 })).toEqual({ statusCode: 202 });
  const [url, init] = fetching.mock.calls[0] ?? [];
  expect(String(url)).toBe("https://lambda.eu-central-1.amazonaws.com/2015-03-31/functions/notes-mcp/invocations");
  expect(init).toMatchObject({ method: "POST", body: '{"a":1}' });
  expect(new Headers(init?.headers).get("content-type")).toBe("application/json");
  expect(init?.headers).not.toHaveProperty("host");
  expect(new Headers(init?.headers).get("authorization")).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20260406\/eu-central-1\/lambda\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
  );
});

test.each<[string, () => Response, object, number]>([
  ["throttled", () => throttled(), { code: "TooManyRequestsException", status: 429 }, 3],
  ["refused", () => refused(), { code: "AccessDeniedException", status: 403 }, 1],
  ["refused at length", () => refused("x".repeat(81)), { code: "Unknown", status: 403 }, 1],
  ["refused in words", () => refused("secret here"), { code: "Unknown", status: 403 }, 1],
  ["hanging up", () => hangUp(), { code: "ECONNRESET", status: undefined }, 1],
  ["failing", () => new Response(null, { status: 500 }), { code: "Unknown", status: 500 }, 1],
  [
    "a failing function",
    () => Response.json({ errorMessage: "secret" }, { headers: { "x-amz-function-error": "Unhandled" } }),
    { code: "FunctionError" },
    1,
  ],
  ["cut off", () => new Response('{"status'), { code: "UnreadableAnswer" }, 1],
])("%s: says so, and is made again only where nothing was done", async (_name, answer, expected, calls) => {
  const fetching = jest.fn(async () => answer());
  const error = await lambdaInvoke("f", { ...settings, fetch: fetching })({}).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ service: "lambda", ...expected });
  expect(String(error)).not.toContain("secret");
  expect(fetching).toHaveBeenCalledTimes(calls);
});

const throttled = () =>
  new Response("{}", { status: 429, headers: { "x-amzn-errortype": "TooManyRequestsException:http://x" } });
const refused = (code = "AccessDeniedException") =>
  new Response("{}", { status: 403, headers: { "x-amzn-errortype": code } });
const hangUp = (): Response => {
  throw Object.assign(new TypeError("secret"), { cause: { code: "ECONNRESET" } });
};
