/** The standard attributes that a provider may fill. `sub` is Cognito's own and can't be. */
type StandardAttribute =
  | "address"
  | "birthdate"
  | "email"
  | "email_verified"
  | "family_name"
  | "gender"
  | "given_name"
  | "locale"
  | "middle_name"
  | "name"
  | "nickname"
  | "phone_number"
  | "phone_number_verified"
  | "picture"
  | "preferred_username"
  | "profile"
  | "updated_at"
  | "website"
  | "zoneinfo";

/** An attribute of the pool's users: a standard one, or one of the pool's own. */
export type MappedAttribute = StandardAttribute | `custom:${string}`;

/** Attribute of the user <- what the provider calls it. */
export type AttributeMapping<Source extends string = string> = Readonly<Partial<Record<MappedAttribute, Source>>>;

export type GoogleAttribute =
  | "birthdays"
  | "email"
  | "email_verified"
  | "family_name"
  | "genders"
  | "given_name"
  | "name"
  | "names"
  | "phoneNumbers"
  | "picture"
  | "sub";

export type FacebookAttribute =
  | "birthday"
  | "email"
  | "first_name"
  | "gender"
  | "id"
  | "last_name"
  | "locale"
  | "middle_name"
  | "name"
  | "website";

export type AppleAttribute = "email" | "email_verified" | "firstName" | "lastName" | "sub";

/** Cognito writes these itself; no client can be given the right to. */
const NEVER_WRITTEN: ReadonlySet<string> = new Set(["username", "email_verified", "phone_number_verified"]);

/** The attributes that a client must be allowed to write, or signing in through the provider fails. */
export function writableAttributes(mapping: Readonly<Record<string, string>>): string[] {
  return Object.keys(mapping)
    .filter((attribute) => !NEVER_WRITTEN.has(attribute))
    .sort();
}
