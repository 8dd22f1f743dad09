import { signed } from "../../../../functions/shared/aws/signature-v4";

const CALL = {
  service: "dynamodb",
  region: "us-east-1",
  credentials: { id: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
  time: new Date("2026-04-06T10:40:00.123Z"),
  headers: { host: "dynamodb.us-east-1.amazonaws.com", "x-amz-target": "X.Y" },
  body: "{}",
};
const signatureOf = (change: Partial<Parameters<typeof signed>[0]> = {}) =>
  /Signature=([0-9a-f]{64})$/.exec(signed({ ...CALL, ...change })["authorization"] ?? "")?.[1];

test("signs every header by its name, with the day, region and service as its scope", () => {
  const headers = signed({ ...CALL, credentials: { ...CALL.credentials, sessionToken: "t" } });
  expect(headers).toMatchObject({ ...CALL.headers, "x-amz-date": "20260406T104000Z", "x-amz-security-token": "t" });
  expect(headers["authorization"]).toContain(
    "Credential=AKIDEXAMPLE/20260406/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token;x-amz-target, ",
  );
  expect(signed(CALL)).not.toHaveProperty("x-amz-security-token");
});

test("changes with everything that is signed", () => {
  const all = [
    {},
    { service: "lambda" },
    { region: "eu-central-1" },
    { path: "/2015-03-31/functions" },
    { body: "{ }" },
    { time: new Date("2026-04-06T10:40:01Z") },
    { headers: { ...CALL.headers, "x-amz-target": "X.Z" } },
    { credentials: { ...CALL.credentials, secret: "other" } },
  ].map(signatureOf);
  expect(all).not.toContain(undefined);
  expect(new Set(all).size).toBe(all.length);
  expect(signatureOf()).toBe(signatureOf({ path: "/" }));
});
