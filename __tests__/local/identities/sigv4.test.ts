import { signed } from "../../../local/identities/sigv4";

// "get-vanilla" and its kin of AWS's signature test suite: what AWS itself says the signature is.
const CREDENTIALS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const NOW = new Date("2015-08-30T12:36:00Z");
const sign = (url: string, method = "GET") =>
  signed({ method, url, region: "us-east-1", service: "service" }, CREDENTIALS, NOW);

test.each([
  [
    "get-vanilla",
    "https://example.amazonaws.com/",
    "GET",
    "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
  ],
  [
    "post-vanilla",
    "https://example.amazonaws.com/",
    "POST",
    "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
  ],
  [
    "get-vanilla-query-order-key-case",
    "https://example.amazonaws.com/?Param2=value2&Param1=value1",
    "GET",
    "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  ],
])("%s of AWS's test suite", (_name, url, method, signature) => {
  const headers = sign(url, method);
  expect(headers["x-amz-date"]).toBe("20150830T123600Z");
  expect(headers["authorization"]).toBe(
    `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  );
});

test("path, body, secret and session token are all signed", () => {
  const request = { method: "GET", url: "https://a.example/x", region: "us-east-1", service: "execute-api" };
  const signatures = [
    signed(request, CREDENTIALS, NOW),
    signed({ ...request, url: "https://a.example/y" }, CREDENTIALS, NOW),
    signed({ ...request, body: "{}" }, CREDENTIALS, NOW),
    signed(request, { ...CREDENTIALS, secretAccessKey: "other" }, NOW),
    signed(request, { ...CREDENTIALS, sessionToken: "token" }, NOW),
  ].map((headers) => headers["authorization"]);
  expect(new Set(signatures).size).toBe(signatures.length);
});

test("the session token is sent along, the secret never", () => {
  const headers = signed(
    { method: "GET", url: "https://a.example/", region: "us-east-1", service: "execute-api" },
    { ...CREDENTIALS, sessionToken: "token" },
    NOW,
  );
  expect(headers["x-amz-security-token"]).toBe("token");
  expect(JSON.stringify(headers)).not.toContain(CREDENTIALS.secretAccessKey);
});
