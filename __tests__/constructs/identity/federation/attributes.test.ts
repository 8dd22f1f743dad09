import { writtenAttributes } from "../../../../constructs/identity/federation/attributes";

test("a client must be allowed to write what the provider fills, but for what Cognito writes itself", () => {
  expect(
    writtenAttributes({
      name: "name",
      email: "mail",
      "custom:team": "department",
      username: "sub",
      email_verified: "verified",
      phone_number_verified: "verified",
    }),
  ).toEqual(["custom:team", "email", "name"]);
});
