import type { Entity, Step } from "../terraform/resource";

/** Stands where a secret would. */
export const MASK = "(sensitive)";

/** Names of attributes and parameters that hold secrets. */
const SECRET_NAME = /secret|passw(or)?d|passphrase|token|credential|private|api_?key|signature|\bkey$|_key$/i;

/** Attributes that look like secrets by name and are none. */
const HARMLESS = new Set(
  (
    "route_key credentials credentials_arn authorizer_credentials authorizer_credentials_arn api_mapping_key kms_key_id access_token_validity id_token_validity refresh_token_validity " +
    "token_validity_units enable_token_revocation refresh_token_rotation generate_secret password_policy " +
    "pre_token_generation pre_token_generation_config"
  ).split(" "),
);

/** Does an attribute of this name hold a secret, as far as its name tells? */
export const namesSecret = (name: string): boolean => SECRET_NAME.test(name) && !HARMLESS.has(name);

/**
 * Text at a path of an entity's resource, masked by the source's own marks, and by the attribute's name as a second
 * fence. What a URL carries (user information, parameters named like secrets) is masked in any text.
 */
export function shown(entity: Entity, path: readonly Step[], text: string): string {
  if (entity.resource.attributes.sensitive(...path)) return MASK;
  if (path.some((step) => typeof step === "string" && namesSecret(step)) && !/^(\d+|'?(true|false)'?)?$/.test(text))
    return MASK;
  return withoutSecrets(text);
}

/** Masks what a URL inside a text gives away. */
export function withoutSecrets(text: string): string {
  return (
    text
      // Looks back from "://": from each letter on, a long word would be read as often as it has letters.
      .replace(/(?<=[\w+.-]:\/\/)[^/\s?#@]*@/g, `${MASK}@`)
      .replace(/([?&#;])([\w.~-]+)=([^&#\s]*)/g, (whole, mark: string, name: string) =>
        namesSecret(name) || /^(code|sig)$/i.test(name) ? `${mark}${name}=${MASK}` : whole,
      )
  );
}
