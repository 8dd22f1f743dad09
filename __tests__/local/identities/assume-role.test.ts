import { assumeRole } from "../../../local/identities/assume-role";
import { serving } from "../serving";

const ROLE = "arn:aws:iam::000000000000:role/caller";
const GIVEN = "<R><AccessKeyId>a</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken></R>";

test("the role's credentials, by a signed call of STS", async () => {
  const { asked, url } = await serving(() => ({ status: 200, body: GIVEN }));
  expect(await assumeRole(url, "eu-central-1", ROLE)).toEqual({
    accessKeyId: "a",
    secretAccessKey: "s",
    sessionToken: "t",
  });
  expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toMatchObject({
    Action: "AssumeRole",
    RoleArn: ROLE,
  });
  expect(asked[0]?.headers["authorization"]).toMatch(
    /^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/eu-central-1\/sts\/aws4_request/,
  );
});

test.each([
  [403, "<Message>not allowed</Message>", "not allowed"],
  [200, "<AccessKeyId>a</AccessKeyId>", "no credentials"],
])("%i %s is told", async (status, body, text) => {
  const { url } = await serving(() => ({ status, body }));
  await expect(assumeRole(url, "eu-central-1", ROLE)).rejects.toMatchObject({
    code: "emulator",
    message: `AssumeRole of ${ROLE} answered ${String(status)}: ${text}`,
  });
});
