import type { Construct } from "constructs";
import { ConfigurationError } from "../../errors/configuration-error";
import type { WebClient } from "../clients/web-client";
import type { PoolDefinition } from "../definition";
import type { Pool } from "../pool/pool";
import { ManagedLoginBranding } from "./managed-login";
import type { SignInDomain, SignInDomainOptions } from "./sign-in-domain";
import type { UserPoolOptions } from "../pool/user-pool-options";

/**
 * @throws ConfigurationError `managed-login-required` when the pool offers more than passwords on pages that know passwords only, `managed-login-tier`
 * for managed login on the Lite tier, `passkey-domain` when passkeys are bound to another domain than the sign-in domain of your own
 */
export function checkSignInPages(
  definition: PoolDefinition,
  domain: SignInDomainOptions | undefined,
  where: string,
): void {
  if (domain === undefined || definition.kind !== "new") return;
  const pool = definition.options;
  const managed = (domain.managedLogin ?? false) !== false;
  if (managed && pool.tier === "LITE") {
    throw new ConfigurationError(
      "managed-login-tier",
      { path: where, prop: "signInDomain" },
      "managed login on the Lite tier",
      'Write pool: { tier: "ESSENTIALS" }, or leave managedLogin out',
    );
  }
  const methods = pool.signInPolicy;
  const choice = methods !== undefined && Boolean(methods.passkeys || methods.emailOtp || methods.smsOtp);
  if (choice && !managed) {
    throw new ConfigurationError(
      "managed-login-required",
      { path: where, prop: "signInDomain" },
      "passkeys or one-time codes with the classic sign-in pages, which know passwords only",
      "Write managedLogin: true in signInDomain",
    );
  }
  const relyingParty = typeof methods?.passkeys === "object" ? methods.passkeys.relyingPartyId : undefined;
  if (relyingParty !== undefined && "certificateArn" in domain && relyingParty !== domain.domain) {
    throw new ConfigurationError(
      "passkey-domain",
      { path: where, prop: "pool.signInPolicy.passkeys" },
      `passkeys are bound to ${relyingParty}, people sign in at ${domain.domain}`,
      "Leave relyingPartyId out, or write the sign-in domain: AWS accepts no other",
    );
  }
}

/**
 * Binds passkeys to the sign-in domain where that is one of your own: AWS accepts no other there.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_WebAuthnConfigurationType.html
 */
export function withRelyingParty(pool: UserPoolOptions, domain: SignInDomainOptions | undefined): UserPoolOptions {
  const passkeys = pool.signInPolicy?.passkeys;
  if (passkeys === undefined || passkeys === false || domain === undefined || !("certificateArn" in domain))
    return pool;
  const given = passkeys === true ? {} : passkeys;
  return { ...pool, signInPolicy: { ...pool.signInPolicy, passkeys: { relyingPartyId: domain.domain, ...given } } };
}

/** A style for each client for people, unless they are made elsewhere. */
export function brandClients(
  scope: Construct,
  identity: {
    readonly pool: Pool;
    readonly webClients: Readonly<Record<string, WebClient>>;
    readonly signInDomain: SignInDomain | undefined;
  },
  domain: SignInDomainOptions | undefined,
): void {
  const managed = domain?.managedLogin ?? false;
  if (managed === false) return;
  const branding = managed === true ? true : (managed.branding ?? true);
  if (branding === false) return;
  for (const [name, client] of Object.entries(identity.webClients)) {
    new ManagedLoginBranding(scope, name, {
      pool: identity.pool,
      clientId: client.clientId,
      settings: branding === true ? undefined : branding.settings,
      after: identity.signInDomain?.resource,
    });
  }
}
