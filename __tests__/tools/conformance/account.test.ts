import { callService, confirmAccount, serviceUrl, type Account } from "../../../tools/conformance/account";

const account: Account = {
  region: "eu-central-1",
  endpoint: undefined,
  credentials: () =>
    Promise.resolve({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "session" }),
};
const original = globalThis.fetch;
afterEach(() => (globalThis.fetch = original));

function answering(status: number, body: string): { readonly asked: [string, RequestInit][] } {
  const asked: [string, RequestInit][] = [];
  globalThis.fetch = (input, init) => {
    asked.push([String(input), init ?? {}]);
    return Promise.resolve(new Response(body, { status }));
  };
  return { asked };
}

test("services are asked in the region, or at what takes the place of AWS", () => {
  expect(serviceUrl(account, "logs")).toBe("https://logs.eu-central-1.amazonaws.com");
  expect(serviceUrl({ ...account, endpoint: "http://127.0.0.1:1" }, "logs")).toBe("http://127.0.0.1:1");
});

test("an action is signed for its service and region, the session token with it", async () => {
  const { asked } = answering(200, "{}");
  await callService(account, "logs", "{}", { "x-amz-target": "Logs_20140328.FilterLogEvents" });
  const [[url, init] = ["", {}]] = asked;
  const headers = new Headers(init.headers);
  expect(url).toBe("https://logs.eu-central-1.amazonaws.com/");
  expect(headers.get("authorization")).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/logs\/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token;x-amz-target, /,
  );
  expect(headers.get("x-amz-security-token")).toBe("session");
});

const identity = (id: string): string => `<GetCallerIdentityResult><Account>${id}</Account></GetCallerIdentityResult>`;

test("only the named account may be used", async () => {
  answering(200, identity("123456789012"));
  await expect(confirmAccount(account, "123456789012")).resolves.toBeUndefined();
  await expect(confirmAccount(account, "210987654321")).rejects.toThrow(
    "The credentials are for the account 123456789012, not for 210987654321.",
  );
});

test("refused credentials are told with AWS's code, and without the credentials", async () => {
  answering(403, "<Error><Code>ExpiredToken</Code></Error>");
  await expect(confirmAccount(account, "123456789012")).rejects.toThrow(
    "AWS STS refused the credentials (403 ExpiredToken).",
  );
});

test("a service out of reach is named with the network's code, and no stack", async () => {
  jest
    .spyOn(globalThis, "fetch")
    .mockRejectedValue(Object.assign(new TypeError("fetch failed"), { cause: { code: "ENOTFOUND" } }));
  await expect(confirmAccount(account, "123456789012")).rejects.toMatchObject({
    code: "no-response",
    message: "https://sts.eu-central-1.amazonaws.com/ got no answer: ENOTFOUND.",
  });
});
