import { HttpError, tooLarge, unauthorized, unsupportedMediaType } from "../../../functions/shared/errors";
import { byMethod, httpHandler } from "../../../functions/shared/handler";
import { ok } from "../../../functions/shared/reply";
import { bodyOf, publicEvent, REQUEST_ID, sending } from "../events";

const TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";

let logged: jest.SpyInstance;
beforeEach(() => (logged = jest.spyOn(console, "error").mockImplementation(() => undefined)));
afterEach(() => jest.restoreAllMocks());

describe("a handler", () => {
  test("renders the reply of its logic", async () => {
    expect(await httpHandler(async () => ok({ a: 1 }))(publicEvent())).toEqual({
      statusCode: 200,
      headers: { "content-type": "application/json" },
      body: '{"a":1}',
    });
  });

  test.each<[HttpError, number, string]>([
    [new HttpError(400, "bad_request", "Bad"), 400, "bad_request"],
    [unauthorized(), 401, "unauthorized"],
    [tooLarge(1), 413, "body_too_large"],
    [unsupportedMediaType("JSON, please"), 415, "unsupported_media_type"],
  ])("answers %s in the one shape, without logging it", async (error, status, code) => {
    const answer = await httpHandler(() => {
      throw error;
    })(publicEvent());
    expect(answer.statusCode).toBe(status);
    expect(answer.headers).toMatchObject({ "content-type": "application/json", ...error.headers });
    expect(bodyOf(answer)).toEqual({ error: error.message, code, requestId: REQUEST_ID });
    expect(logged).not.toHaveBeenCalled();
  });

  test("says who may come back with a token on a 401", () => {
    expect(unauthorized().headers).toEqual({ "www-authenticate": "Bearer" });
  });

  test("answers an unforeseen exception with the request id only, and logs where it arose but nothing of the request", async () => {
    const event = publicEvent(sending({ secret: "hunter2" }, { headers: { authorization: `Bearer ${TOKEN}` } }));
    const answer = await httpHandler(({ body, headers }) => {
      throw new TypeError(`can't use ${body}\n    at ${body} ${headers["authorization"]}`);
    })(event);
    expect(answer.statusCode).toBe(500);
    expect(bodyOf(answer)).toEqual({ error: "Internal server error", code: "internal_error", requestId: REQUEST_ID });
    const line = String(logged.mock.calls[0]?.[0]);
    expect(JSON.parse(line)).toMatchObject({
      level: "error",
      requestId: REQUEST_ID,
      route: "POST /notes",
      error: "TypeError",
    });
    expect(line).toContain("handler.test.ts");
    expect(line).not.toMatch(/hunter2|eyJ/);
  });

  test("logs the kind and the place of an exception of a class of our own, whatever minifying calls the class", async () => {
    class b extends Error {
      override readonly name = "AwsError";
    }
    await httpHandler(() => {
      throw new b("hunter2\n    at hunter2");
    })(publicEvent());
    const line = JSON.parse(String(logged.mock.calls[0]?.[0])) as { error: string; frames: string[] };
    expect(line.error).toBe("AwsError");
    expect(line.frames[0]).toContain("handler.test.ts");
    expect(JSON.stringify(line)).not.toContain("hunter2");
  });

  test.each<[string, unknown]>([
    ["a rejected promise", Promise.reject(new Error("later"))],
    ["a body that can't become JSON", ok({ big: 1n })],
  ])("answers %s with a 500", async (_name, outcome) => {
    const answer = await httpHandler(() => outcome as ReturnType<typeof ok>)(publicEvent());
    expect(answer.statusCode).toBe(500);
    expect(logged).toHaveBeenCalledTimes(1);
  });

  test("that throws something other than an error, for no event at all, names the Lambda's own request", async () => {
    const answer = await httpHandler(() => {
      throw "text";
    })({} as never, { awsRequestId: "8f507cfc" });
    expect(bodyOf(answer)).toEqual({ error: "Internal server error", code: "internal_error", requestId: "8f507cfc" });
  });
});

describe("one function behind several methods", () => {
  const handler = httpHandler(byMethod({ GET: () => ok({ list: [] }), POST: () => ok({ made: true }) }));

  test("goes by the method", async () => {
    expect(bodyOf(await handler(publicEvent({ method: "GET" })))).toEqual({ list: [] });
    expect(bodyOf(await handler(publicEvent({ method: "POST" })))).toEqual({ made: true });
  });

  test.each(["PUT", "DELETE", "get", "constructor", "__proto__"])(
    "answers %s with a 405 and what is allowed",
    async (method) => {
      const answer = await handler(publicEvent({ method }));
      expect(answer).toMatchObject({ statusCode: 405, headers: { allow: "GET, POST" } });
      expect(bodyOf(answer)).toMatchObject({ error: "Method not allowed", code: "method_not_allowed" });
    },
  );
});
