import { identity, only, refusal } from "../synth";

const own = { domain: "auth.example.com", certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/a" };

test("binds passkeys to a domain of one's own", () => {
  const { resource } = identity({
    pool: { signInPolicy: { passkeys: true } },
    signInDomain: { ...own, managedLogin: { branding: false } },
  });
  expect(only(resource("aws_cognito_user_pool"))["web_authn_configuration"]).toEqual({
    relying_party_id: "auth.example.com",
    user_verification: "required",
  });
});

test("is demanded by what the classic pages can't do", () => {
  expect(refusal({ pool: { signInPolicy: { emailOtp: true } } }).code).toBe("managed-login-required");
  expect(refusal({ pool: { signInPolicy: { passkeys: true } }, signInDomain: { ...own } }).code).toBe(
    "managed-login-required",
  );
});

test("is refused on the Lite tier, and with passkeys bound to another domain", () => {
  expect(refusal({ pool: { tier: "LITE" }, signInDomain: { prefix: "a", managedLogin: true } }).code).toBe(
    "managed-login-tier",
  );
  const passkeys = { relyingPartyId: "example.com" };
  expect(refusal({ pool: { signInPolicy: { passkeys } }, signInDomain: { ...own, managedLogin: true } }).code).toBe(
    "passkey-domain",
  );
});
