import { readConfig } from "../../../functions/bff/config";

const ORIGIN = "https://app.example.com";

describe("the configuration", () => {
  const environment = {
    APP_ORIGIN: `${ORIGIN}/`,
    API_URL: "https://api.example.com/",
    SIGN_IN_URL: "https://auth.example.com",
    ISSUER: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a",
    CLIENT_ID: "c",
    CLIENT_SECRET_ARN: "arn",
    SESSION_TABLE: "t",
    SCOPES: "openid",
    SESSION_SECONDS: "3600",
  };

  test("is read without trailing slashes", () => {
    expect(readConfig(environment)).toMatchObject({
      origin: ORIGIN,
      apiUrl: "https://api.example.com",
      sessionSeconds: 3600,
    });
  });

  test.each([
    ["API_URL", "https://api.example.com/v1//", { apiUrl: "https://api.example.com/v1" }],
    ["API_URL", "http://localhost:4000", { apiUrl: "http://localhost:4000" }],
    ["SIGN_IN_URL", "http://127.0.0.1:4000", { signInUrl: "http://127.0.0.1:4000" }],
    ["SESSION_SECONDS", "60", { sessionSeconds: 60 }],
  ])("takes %s=%s", (name, value, read) => {
    expect(readConfig({ ...environment, [name]: value })).toMatchObject(read);
  });

  test.each(Object.keys(environment))("without %s doesn't start", (name) => {
    for (const value of [undefined, ""])
      expect(() => readConfig({ ...environment, [name]: value })).toThrow(
        `The environment variable ${name} is missing`,
      );
  });

  test.each([
    ["API_URL", "http://api.example.com"],
    ["API_URL", "api.example.com"],
    ["SIGN_IN_URL", "ftp://auth.example.com"],
    ["SESSION_SECONDS", "soon"],
    ["SESSION_SECONDS", "59"],
    ["SESSION_SECONDS", "60.5"],
  ])("with %s=%s doesn't start", (name, value) => {
    expect(() => readConfig({ ...environment, [name]: value })).toThrow(name);
  });
});
