import type { CognitoUserPoolConfig } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import type { SignInAlias, UserPoolOptions } from "./user-pool-options";

const ATTRIBUTES = { email: "email", phone: "phone_number", preferredUsername: "preferred_username" } as const;

/** The aliases that a pool can send a code to, and so verify. A user name alone leaves the email address, by which accounts are recovered. */
function verified(aliases: readonly SignInAlias[]): ("email" | "phone_number")[] {
  const found = (["email", "phone"] as const)
    .filter((alias) => aliases.includes(alias))
    .map((alias) => ATTRIBUTES[alias]);
  return found.length > 0 ? found : ["email"];
}

/** By what people sign in, unless the pool says otherwise. */
const DEFAULT_ALIASES: readonly [SignInAlias, ...SignInAlias[]] = ["email"];

/** Whether people sign in, or prove themselves, by a phone number, so that the pool has to send text messages. */
export function signsInByPhone({ signInAliases = DEFAULT_ALIASES }: Pick<UserPoolOptions, "signInAliases">): boolean {
  return signInAliases.includes("phone");
}

/**
 * By what people sign in. Without user names, the address or number is the user name (`username_attributes`); with them, it stands for it once it
 * is verified (`alias_attributes`). Letter case is ignored.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-aliases
 * @throws ConfigurationError `sign-in-aliases` when none is named, or preferred user names stand without user names
 */
export function signInBy(
  { signInAliases: aliases = DEFAULT_ALIASES }: Pick<UserPoolOptions, "signInAliases">,
  path: string,
): Pick<
  CognitoUserPoolConfig,
  | "usernameAttributes"
  | "aliasAttributes"
  | "autoVerifiedAttributes"
  | "usernameConfiguration"
  | "userAttributeUpdateSettings"
> {
  const refuse = (found: string, instead: string): never => {
    throw new ConfigurationError("sign-in-aliases", { path, prop: "signInAliases" }, found, instead);
  };
  if ((aliases as readonly SignInAlias[]).length === 0)
    refuse("nobody could sign in", 'Write ["email"], or "phone", "username"');
  const named = aliases.includes("username");
  if (aliases.includes("preferredUsername") && !named)
    refuse("a preferred user name stands for the user name, and people have none", 'Add "username"');
  const order = (["email", "phone", "preferredUsername"] as const).filter((alias) => aliases.includes(alias));
  const attributes = order.map((alias) => ATTRIBUTES[alias]);
  return {
    ...(named ? attributes.length > 0 && { aliasAttributes: attributes } : { usernameAttributes: attributes }),
    autoVerifiedAttributes: verified(aliases),
    usernameConfiguration: { caseSensitive: false },
    // A new address takes effect only once it is verified: otherwise a typo, or a thief, locks the user out.
    userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: verified(aliases) },
  };
}
