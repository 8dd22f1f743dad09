import { endpointOf, lambdaSettings } from "../../../../functions/shared/aws/settings";

test("Lambda's environment gives region, credentials and endpoint; credentials are read at each call", () => {
  const environment: Record<string, string> = {
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "id",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_SESSION_TOKEN: "token",
    AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
  };
  const { region, credentials, endpoint } = lambdaSettings(environment);
  expect([region, endpoint]).toEqual(["eu-central-1", "http://127.0.0.1:4566"]);
  expect(credentials()).toEqual({ id: "id", secret: "secret", sessionToken: "token" });
  Object.assign(environment, { AWS_SESSION_TOKEN: "renewed" });
  expect(credentials().sessionToken).toBe("renewed");
});

test("an environment without any of them is no failure here: AWS refuses the call", () => {
  const { region, credentials, endpoint } = lambdaSettings({});
  expect([region, endpoint, credentials()]).toEqual([
    "us-east-1",
    undefined,
    { id: "", secret: "", sessionToken: undefined },
  ]);
});

test.each([
  [{ region: "eu-central-1" }, "https://dynamodb.eu-central-1.amazonaws.com"],
  [{ region: "cn-north-1" }, "https://dynamodb.cn-north-1.amazonaws.com.cn"],
  [{ region: "eusc-de-east-1" }, "https://dynamodb.eusc-de-east-1.amazonaws.eu"],
  [{ region: "us-gov-east-1" }, "https://dynamodb.us-gov-east-1.amazonaws.com"],
  [{ region: "cn-north-1", endpoint: "http://localhost:1" }, "http://localhost:1"],
])("the address of a service with %j is %s", (settings, address) =>
  expect(endpointOf(settings, "dynamodb")).toBe(address),
);
