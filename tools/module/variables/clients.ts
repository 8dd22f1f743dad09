import { refuseItems, type Validation, type Variable } from "./variable";

/** A lifetime outside its range. */
function lifetime(map: string, field: string, code: string, least: number, most: number, unit: string): Validation {
  return refuseItems(map, code, `item.${field} < ${least} || item.${field} > ${most}`, `must have ${field} from ${least} to ${most} ${unit}.`);
}

const URLS = "concat(item.callback_urls, item.logout_urls == null ? [] : item.logout_urls)";

/** Cognito takes https, http on this machine, and schemes of apps. */
const INSECURE = [
  '!can(regex("^[A-Za-z][A-Za-z0-9+.-]*://[^\\\\s]+$", url))',
  '(can(regex("^http:", url)) && !can(regex("^http://(localhost|127\\\\.0\\\\.0\\\\.1|\\\\[::1\\\\])(:|/|$)", url)))',
].join(" || ");

export const CLIENTS: readonly Variable[] = [
  {
    name: "web_clients",
    description: "Clients for people, by name: authorization code flow only.",
    type: `map(object({
  # Where the browser may return after sign-in: https, or http on localhost. The first is the default.
  callback_urls = list(string)
  # Where it may return after sign-out.
  logout_urls = optional(list(string))
  # The scopes that users may ask for through this client.
  scopes        = optional(set(string), [])
  openid_scopes = optional(set(string), ["openid", "email", "profile"])
  # True for a server that can keep a secret; false for a browser or an app, which prove themselves by PKCE.
  confidential = optional(bool, false)
  # 5 to 1440.
  access_token_minutes = optional(number, 60)
  id_token_minutes     = optional(number, 60)
  # 1 to 3650.
  refresh_token_days = optional(number, 30)
  # Makes a refresh token good once; its predecessor stays valid for this long, 0 to 60.
  rotation_grace_seconds = optional(number)
  # Lets an app sign people in by itself, by SRP. Such tokens carry none of the scopes unless token_trigger adds them.
  srp_sign_in = optional(bool, false)
  # What users may change of themselves. Never an attribute that a claim is made from.
  writable_attributes = optional(set(string), ["email", "name"])
  identity_providers  = optional(set(string), ["COGNITO"])
}))`,
    default: "{}",
    validations: [
      refuseItems("var.web_clients", "client-callback-missing", "length(item.callback_urls) == 0", "must have a callback URL."),
      refuseItems(
        "var.web_clients",
        "client-callback-insecure",
        `length([for url in ${URLS} : url if ${INSECURE}]) > 0`,
        "must have callback and logout URLs with https, or with http on localhost.",
      ),
      refuseItems(
        "var.web_clients",
        "client-callback-fragment",
        `length([for url in ${URLS} : url if strcontains(url, "#")]) > 0`,
        "can't have a fragment (#) in callback and logout URLs.",
      ),
      refuseItems("var.web_clients", "quota-client", "length(item.callback_urls) > 100 || length(item.logout_urls == null ? [] : item.logout_urls) > 100", "may have at most 100 URLs of a kind."),
      refuseItems(
        "var.web_clients",
        "quota-client",
        "length(item.openid_scopes) + length(item.scopes) > 50",
        "may have at most 50 scopes, those of OpenID included. Spread them over two clients.",
      ),
      lifetime("var.web_clients", "access_token_minutes", "client-token-lifetime", 5, 1440, "minutes"),
      lifetime("var.web_clients", "id_token_minutes", "client-token-lifetime", 5, 1440, "minutes"),
      lifetime("var.web_clients", "refresh_token_days", "client-token-lifetime", 1, 3650, "days"),
      refuseItems(
        "var.web_clients",
        "client-rotation",
        "item.rotation_grace_seconds == null ? false : item.rotation_grace_seconds < 0 || item.rotation_grace_seconds > 60",
        "must have rotation_grace_seconds from 0 to 60.",
      ),
    ],
  },
  {
    name: "machine_clients",
    description: "Clients for programs, by name: client credentials only, with a secret. Cognito bills each by the month and by the token.",
    type: `map(object({
  # The scopes that the machine may ask for; at least one.
  scopes = set(string)
  # 5 to 1440.
  access_token_minutes = optional(number, 60)
  # Also puts client id and secret into Secrets Manager, as JSON.
  secrets_manager = optional(object({
    name       = string
    kms_key_id = optional(string)
    # How long a deleted secret can be restored: 0, or 7 to 30 days.
    recovery_days = optional(number, 30)
  }))
}))`,
    default: "{}",
    validations: [
      refuseItems("var.machine_clients", "machine-client-scopes", "length(item.scopes) == 0", "must have at least one scope: client credentials grant nothing else."),
      refuseItems("var.machine_clients", "quota-client", "length(item.scopes) > 50", "may have at most 50 scopes. Spread them over two clients."),
      lifetime("var.machine_clients", "access_token_minutes", "client-token-lifetime", 5, 1440, "minutes"),
    ],
  },
  {
    name: "accepted_client_ids",
    description: "Ids of clients that are managed elsewhere and whose tokens are welcome too, by a name of your choice.",
    type: "map(string)",
    default: "{}",
  },
  {
    name: "sign_in_domain",
    description: "Where people sign in and clients fetch tokens: a prefix of Cognito's own domain, a domain of yours, or none.",
    type: `object({
  # If left out: true, or, for a pool that exists, whether prefix or domain is given.
  enabled = optional(bool)
  # 1 to 63 of a-z, 0-9 and -, unique in its region; PROJECT-auth if left out.
  prefix = optional(string)
  # A domain of yours instead, with its ACM certificate in us-east-1, whatever the pool's region.
  domain          = optional(string)
  certificate_arn = optional(string)
})`,
    default: "{}",
    validations: [
      {
        code: "domain-prefix",
        condition:
          'var.sign_in_domain.prefix == null ? true : can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.sign_in_domain.prefix)) && length(regexall("aws|amazon|cognito", var.sign_in_domain.prefix)) == 0',
        message: "sign_in_domain.prefix must be 1 to 63 of a-z, 0-9 and -, without a hyphen at the ends and without aws, amazon or cognito.",
      },
      {
        code: "domain-certificate",
        condition: "(var.sign_in_domain.domain == null) == (var.sign_in_domain.certificate_arn == null)",
        message: "sign_in_domain needs domain and certificate_arn together, or neither.",
      },
      {
        code: "domain-certificate",
        condition: "var.sign_in_domain.domain == null || var.sign_in_domain.prefix == null",
        message: "sign_in_domain takes a prefix or a domain, not both.",
      },
      {
        code: "domain-certificate-region",
        condition:
          'var.sign_in_domain.certificate_arn == null ? true : !can(regex("^arn:aws:acm:", var.sign_in_domain.certificate_arn)) || can(regex("^arn:aws:acm:us-east-1:", var.sign_in_domain.certificate_arn))',
        message: "sign_in_domain.certificate_arn must be in us-east-1, whatever the pool's region.",
      },
    ],
  },
  {
    name: "token_trigger",
    description:
      "Shapes tokens before the pool issues them. {} switches the bundled function on, which adds organisation, tier and feature flags unless claims says otherwise. null: off.",
    type: `object({
  # V1_0 reaches the ID token only, V2_0 users' access tokens too, V3_0 also those of machine clients. V2_0 and V3_0 need the Essentials tier.
  version = optional(string, "V2_0")
  # What the bundled function does: claims, suppress, scopes, machine. See the README.
  claims = optional(any)
  # A function of yours instead of the bundled one.
  function = optional(object({ arn = string }))
})`,
    default: "null",
    nullable: true,
    validations: [
      {
        code: "trigger-version",
        condition: 'var.token_trigger == null ? true : contains(["V1_0", "V2_0", "V3_0"], var.token_trigger.version)',
        message: "token_trigger.version must be V1_0, V2_0 or V3_0.",
      },
      {
        code: "trigger-claims",
        condition: "var.token_trigger == null ? true : var.token_trigger.claims == null || var.token_trigger.function == null",
        message: "token_trigger.claims tell the bundled function what to do; with a function of yours, leave them out.",
      },
    ],
  },
];
