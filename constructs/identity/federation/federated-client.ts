import { Token } from "cdktf";
import { ConfigurationError } from "../../errors/configuration-error";
import { InvalidDependency } from "../../errors/problems";
import { nearest } from "../../nearest";
import { DEFAULT_WRITABLE, type WebClientOptions } from "../clients/web-client";
import type { UserPoolOptions } from "../pool/user-pool-options";
import type { IdentityProvider } from "./identity-provider";
import type { IdentityProviderOptions } from "./provider-options";

/** The pool's own users, in a client's list of providers. */
const OWN_USERS = "COGNITO";

type Listing = Pick<WebClientOptions<string>, "identityProviders" | "writeAttributes">;

/**
 * A client's list of providers with references instead of names.
 * @param providers the providers declared beside the client, by name
 * @param names those that are declared, refused ones included; `foreign` says whether the pool is managed elsewhere, where others may exist
 * @throws ConfigurationError `federation-unknown` for a provider nobody declared, `federation-unwritable` when the provider fills an attribute
 * that the client can't write: Cognito then refuses every sign-in through it
 */
export function federatedProviders(
  client: Listing,
  providers: Readonly<Record<string, IdentityProvider>>,
  { names, foreign }: { readonly names: readonly string[]; readonly foreign: boolean },
  where: string,
): readonly [string, ...string[]] | undefined {
  if (client.identityProviders === undefined) return undefined;
  const [first, ...rest] = client.identityProviders;
  const reference = (name: string, index: number): string => {
    if (name === OWN_USERS || Token.isUnresolved(name)) return name;
    const provider = Object.hasOwn(providers, name) ? providers[name] : undefined;
    if (provider !== undefined) {
      checkWritable(client, name, provider, where);
      return provider.providerName;
    }
    if (foreign) return name;
    if (names.includes(name)) throw new InvalidDependency();
    const known = [OWN_USERS, ...names];
    const meant = nearest(name, known);
    throw new ConfigurationError(
      "federation-unknown",
      { path: where, prop: `identityProviders[${String(index)}]` },
      `no identity provider "${name}" is declared`,
      meant === undefined ? `Declare it, or use one of ${known.join(", ")}` : `Did you mean "${meant}"?`,
    );
  };
  return [reference(first, 0), ...rest.map((name, index) => reference(name, index + 1))];
}

function checkWritable(client: Listing, name: string, provider: IdentityProvider, where: string): void {
  const writable: ReadonlySet<string> = new Set(client.writeAttributes ?? DEFAULT_WRITABLE);
  const missing = provider.writes.filter((attribute) => !writable.has(attribute));
  if (missing.length === 0) return;
  throw new ConfigurationError(
    "federation-unwritable",
    where,
    `the provider ${name} fills ${missing.join(", ")}, which this client may not write; Cognito would refuse each sign-in`,
    `Write writeAttributes: ${JSON.stringify([...writable, ...missing])}, or map less. A user whose token has the scope aws.cognito.signin.user.admin can then change these attributes`,
  );
}

/** Attributes that every pool has; `sub` is Cognito's own. https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
export const STANDARD_ATTRIBUTES =
  "address birthdate email email_verified family_name gender given_name locale middle_name name nickname phone_number phone_number_verified picture preferred_username profile updated_at website zoneinfo".split(
    " ",
  );

/** @throws ConfigurationError `input-value` for an attribute that the pool doesn't have: Cognito refuses the client */
export function checkWriteAttributes(pool: UserPoolOptions, { writeAttributes = [] }: Listing, where: string): void {
  const known = [...STANDARD_ATTRIBUTES, ...Object.keys(pool.customAttributes ?? {}).map((name) => `custom:${name}`)];
  for (const [index, name] of writeAttributes.entries()) {
    if (Token.isUnresolved(name) || known.includes(name)) continue;
    const meant = nearest(name, known);
    throw new ConfigurationError(
      "input-value",
      { path: where, prop: `writeAttributes[${String(index)}]` },
      name === "sub" ? "no client may write it" : `the pool has no attribute ${name}`,
      meant === undefined ? "Add it to the pool's customAttributes" : `Did you mean ${meant}?`,
    );
  }
}

/**
 * What a provider fills must exist in the pool and be mutable: Cognito writes it again at each sign-in, and fails the sign-in when it can't.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
 * @throws ConfigurationError `federation-attribute`
 */
export function checkMappedAttributes(
  pool: UserPoolOptions,
  providers: Readonly<Record<string, IdentityProviderOptions>>,
  where: string,
): void {
  const declared = pool.customAttributes ?? {};
  for (const [name, provider] of Object.entries(providers)) {
    for (const attribute of Object.keys(provider.attributeMapping ?? {})) {
      if (!attribute.startsWith("custom:")) continue;
      const own = attribute.slice("custom:".length);
      if (Object.hasOwn(declared, own) && declared[own]?.mutable !== false) continue;
      const meant = nearest(own, Object.keys(declared));
      throw new ConfigurationError(
        "federation-attribute",
        { path: where, prop: `identityProviders.${name}.attributeMapping` },
        `it fills ${attribute}, which ${Object.hasOwn(declared, own) ? "can't be changed once it is set" : "the pool doesn't have"}`,
        Object.hasOwn(declared, own)
          ? "Map another attribute: a mutable one must be added under a new name"
          : meant === undefined
            ? `Add ${own} to the pool's attributes`
            : `Did you mean custom:${meant}?`,
      );
    }
  }
}
