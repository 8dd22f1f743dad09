import { cognito } from "../../../local/identities/cognito";
import { serving } from "../serving";

test("an action is called in its region, and its answer returned", async () => {
  const { url, asked } = await serving(() => ({ status: 200, body: '{"Users":[]}' }));
  expect(await cognito(url, "eu-west-1", "ListUsers", { UserPoolId: "p" })).toEqual({ Users: [] });
  expect(asked[0]?.headers["x-amz-target"]).toBe("AWSCognitoIdentityProviderService.ListUsers");
  expect(asked[0]?.headers["authorization"]).toContain("/eu-west-1/cognito-idp/");
});

test("a refusal names the action and what was said", async () => {
  const { url } = await serving(() => ({ status: 400, body: "InvalidParameterException" }));
  await expect(cognito(url, "eu-west-1", "ListUsers", {})).rejects.toThrow(
    /Cognito's ListUsers answered 400: InvalidParameterException/,
  );
});
