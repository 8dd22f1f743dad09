import { awsCall } from "../../../../functions/shared/aws/aws-call";
import { AwsError } from "../../../../functions/shared/aws/aws-error";

describe("a signed call", () => {
  const settings = {
    wait: async () => undefined,
    random: () => 0,
    region: "us-east-1",
    credentials: () => ({
      id: "AKIDEXAMPLE",
      secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
      sessionToken: "token",
    }),
    now: () => new Date("2026-04-06T10:40:00Z"),
  };

  test("is signed as Signature Version 4 wants it", async () => {
    const fetching = jest.fn<Promise<Response>, Parameters<typeof fetch>>(async () => Response.json({ ok: 1 }));
    expect(await awsCall({ ...settings, fetch: fetching })("dynamodb", "DynamoDB_20120810.GetItem", { a: 1 })).toEqual({
      ok: 1,
    });
    const [url, init] = fetching.mock.calls[0] ?? [];
    expect(String(url)).toBe("https://dynamodb.us-east-1.amazonaws.com/");
    // The value that botocore computes for the same request.
    expect(new Headers(init?.headers).get("authorization")).toBe(
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260406/us-east-1/dynamodb/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=494791daf1acf6b6bd2bcf5c88ef067b48b14218cf1383099b29f81e2d6afe29",
    );
  });

  test("that AWS refuses says its code and not its words", async () => {
    const fetching = async () =>
      Response.json({ __type: "com.amazonaws#ResourceNotFoundException", message: "secret" }, { status: 400 });
    const error = await awsCall({ ...settings, fetch: fetching })("dynamodb", "X.Y", {}).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AwsError);
    expect(error).toMatchObject({ service: "dynamodb", code: "ResourceNotFoundException", status: 400 });
    expect(String(error)).not.toContain("secret");
  });

  test("keeps only a word of what calls itself a code", async () => {
    const fetching = async () => Response.json({ __type: "x#secret value" }, { status: 400 });
    const error = await awsCall({ ...settings, fetch: fetching })("dynamodb", "X.Y", {}).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: "Unknown" });
  });

  test("goes by POST to the service's own protocol and host, the clock's time where none is given", async () => {
    const asked: [string, string | undefined, Headers][] = [];
    const fetching = (async (url: URL, { method, headers }: RequestInit = {}) => {
      asked.push([url.href, method, new Headers(headers)]);
      return Response.json({});
    }) as typeof fetch;
    const call = awsCall({ ...settings, region: "cn-north-1", fetch: fetching, now: undefined });
    await call("dynamodb", "X.Y", {});
    await call("secretsmanager", "X.Y", {});
    expect(
      asked.map(([url, method, headers]) => [url, method, headers.get("content-type"), headers.has("host")]),
    ).toEqual([
      ["https://dynamodb.cn-north-1.amazonaws.com.cn/", "POST", "application/x-amz-json-1.0", false],
      ["https://secretsmanager.cn-north-1.amazonaws.com.cn/", "POST", "application/x-amz-json-1.1", false],
    ]);
    const at = asked[0]?.[2].get("x-amz-date") ?? "";
    expect(Math.abs(Date.parse(at.replace(/(....)(..)(..)T(..)(..)/, "$1-$2-$3T$4:$5:")) - Date.now())).toBeLessThan(
      600_000,
    );
  });

  test.each<[string, number, string]>([
    ["<html>", 403, "Unknown"],
    ["null", 200, "UnreadableAnswer"],
    ['"text"', 200, "UnreadableAnswer"],
    ["7", 200, "UnreadableAnswer"],
    ["null", 400, "Unknown"],
    ['{"__type":7}', 400, "Unknown"],
  ])("answered with %s and %i is %s", async (text, status, code) => {
    const fetching = async () => new Response(text, { status });
    const error = await awsCall({ ...settings, fetch: fetching })("dynamodb", "X.Y", {}).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: "AwsError", code, status });
  });

  const throttled = () => Response.json({ __type: "x#ProvisionedThroughputExceededException" }, { status: 400 });
  test.each<[string, () => Response]>([
    ["throttled", throttled],
    ["failing", () => new Response("<html>", { status: 503 })],
    ["cut off", () => new Response('{"Item":{"id"')],
    [
      "hung up",
      () => {
        throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } });
      },
    ],
  ])("that is %s is made three times, with pauses that grow and vary", async (_name, fault) => {
    const waits: number[] = [];
    const around = { ...settings, random: () => 0.5, wait: async (pause: number) => waits.push(pause) };
    const fetching = jest.fn(async (): Promise<Response> => fault());
    const error = await awsCall({ ...around, fetch: fetching })("dynamodb", "X.Y", {}).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AwsError);
    expect(fetching).toHaveBeenCalledTimes(3);
    expect(waits).toEqual([50, 100]);
    fetching.mockReset().mockImplementationOnce(async () => fault());
    fetching.mockImplementation(async () => Response.json({ ok: 1 }));
    expect(await awsCall({ ...around, fetch: fetching })("dynamodb", "X.Y", {})).toEqual({ ok: 1 });
  });

  test.each(["ConditionalCheckFailedException", "AccessDeniedException", "ValidationException"])(
    "that is refused for good (%s) is made once",
    async (type) => {
      const fetching = jest.fn(async () => Response.json({ __type: type }, { status: 400 }));
      const error = await awsCall({ ...settings, fetch: fetching })("dynamodb", "X.Y", {}).catch((e: unknown) => e);
      expect(error).toMatchObject({ code: type });
      expect(fetching).toHaveBeenCalledTimes(1);
    },
  );
});
