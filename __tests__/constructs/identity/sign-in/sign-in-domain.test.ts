import { TerraformOutput } from "cdktf";
import { SignInDomain, type SignInDomainOptions } from "../../../../constructs/identity/sign-in/sign-in-domain";
import { POOL } from "../../../support/identity";
import { emitted } from "../../../support/synth";
import { resource } from "../../../support/terraform-json";

function made(options: SignInDomainOptions) {
  const json = emitted((stack) => {
    const { url } = new SignInDomain(stack, "sign_in", { ...options, pool: POOL });
    new TerraformOutput(stack, "url", { value: url });
  });
  return { body: resource(json, "aws_cognito_user_pool_domain.sign_in"), url: json.output?.url?.value };
}

test("a prefix of Cognito's own domain, in the pool's region", () => {
  const { body, url } = made({ prefix: "notes-auth" });
  expect(body).toMatchObject({ domain: "notes-auth", user_pool_id: POOL.poolId });
  for (const key of ["certificate_arn", "managed_login_version"]) expect(body).not.toHaveProperty(key);
  const region = `element(split(":", "${POOL.arn}"), 3)`;
  // GovCloud has FIPS names only.
  const auth = `\${startswith(${region}, "us-gov-") ? "auth-fips" : "auth"}`;
  expect(url).toBe(`https://\${aws_cognito_user_pool_domain.sign_in.domain}.${auth}.\${${region}}.amazoncognito.com`);
});

test("a domain of one's own with its certificate", () => {
  const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/a";
  const { body, url } = made({ domain: "auth.example.com", certificateArn });
  expect(body).toMatchObject({ domain: "auth.example.com", certificate_arn: certificateArn });
  expect(url).toBe("https://${aws_cognito_user_pool_domain.sign_in.domain}");
});
