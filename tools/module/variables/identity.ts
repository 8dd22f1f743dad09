import { refuseItems, within, type Variable } from "./variable";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResourceServerScopeType.html */
const SCOPE_NAME = "^[\\\\x21\\\\x23-\\\\x2E\\\\x30-\\\\x5B\\\\x5D-\\\\x7E]{1,256}$";

/** Whether something holds of the endpoint of a pool that is managed elsewhere; one that isn't given passes. */
const ofEndpoint = (condition: string): string =>
  `try(var.existing_pool.endpoint, null) == null ? true : ${condition}`;

const COGNITO_ID = "^[a-z]{2}(-[a-z]+)+-[0-9]_[0-9A-Za-z]+$";

export const POOL: readonly Variable[] = [
  {
    name: "pool",
    description: "The user pool: sign-in by verified email address.",
    type: `object({
  # LITE, ESSENTIALS or PLUS.
  tier = optional(string, "ESSENTIALS")
  # Time-based one-time passwords as the second factor: off, optional or required.
  mfa = optional(string, "optional")
  # Whether anybody may register; otherwise administrators create users.
  self_sign_up = optional(bool, false)
  # AWS refuses to delete the pool. To destroy a test environment, apply false first.
  protected = optional(bool, true)
  password_policy = optional(object({
    # 6 to 99 characters.
    minimum_length    = optional(number, 12)
    require_lowercase = optional(bool, true)
    require_uppercase = optional(bool, true)
    require_numbers   = optional(bool, true)
    require_symbols   = optional(bool, true)
    # How many earlier passwords can't be used again, 0 to 24; more than 0 needs the Essentials tier.
    history = optional(number)
    # How long a password set by an administrator is good for, 0 to 365 days.
    temporary_validity_days = optional(number, 7)
  }), {})
  # custom: attributes by name, without the prefix. They can be added later, but never changed or removed.
  attributes = optional(map(object({
    # String, Number, Boolean or DateTime.
    type    = string
    mutable = optional(bool, true)
    # Of a String: 0 to 2048 characters.
    min_length = optional(number, 0)
    max_length = optional(number, 2048)
    # Of a Number; both are needed.
    min = optional(number)
    max = optional(number)
  })), {})
})`,
    default: "{}",
    validations: [
      {
        code: "pool-tier",
        condition: 'contains(["LITE", "ESSENTIALS", "PLUS"], var.pool.tier)',
        message: 'pool.tier is "${var.pool.tier}"; write LITE, ESSENTIALS or PLUS.',
      },
      {
        code: "pool-mfa",
        condition: 'contains(["off", "optional", "required"], var.pool.mfa)',
        message: 'pool.mfa is "${var.pool.mfa}"; write off, optional or required.',
      },
      within("var.pool.password_policy.minimum_length", "password-policy", 6, 99, "characters"),
      within("var.pool.password_policy.history", "password-policy", 0, 24, "passwords"),
      {
        code: "password-history-tier",
        condition: 'var.pool.tier != "LITE" || coalesce(var.pool.password_policy.history, 0) == 0',
        message: 'pool.password_policy.history needs more than the tier LITE. Set pool.tier to "ESSENTIALS", or leave history out.',
      },
      within("var.pool.password_policy.temporary_validity_days", "password-policy", 0, 365, "days"),
      refuseItems(
        "var.pool.attributes",
        "attribute-type",
        '!contains(["String", "Number", "Boolean", "DateTime"], item.type)',
        "can't have that type. Write String, Number, Boolean or DateTime.",
      ),
      refuseItems(
        "var.pool.attributes",
        "schema-name",
        'length(key) == 0 || length(key) > 20 || can(regex("^(custom|dev):", key))',
        "can't be an attribute's name. Write 1 to 20 characters, without custom: in front.",
      ),
      refuseItems(
        "var.pool.attributes",
        "schema-unconstrained",
        'item.type == "Number" && (item.min == null || item.max == null)',
        "must have min and max: a number without limits shows a change in every plan.",
      ),
    ],
  },
  {
    name: "existing_pool",
    description:
      "A user pool that is managed elsewhere, used instead of a new one and never changed. Its id may come from another resource or state.",
    type: `object({
  # REGION_ID, e.g. eu-central-1_AbCdEfGhI.
  id = string
  # cognito-idp.REGION.amazonaws.com/ID, without a scheme; made from the id if left out.
  endpoint = optional(string)
})`,
    default: "null",
    nullable: true,
    validations: [
      {
        code: "pool-id",
        condition: `var.existing_pool == null ? true : can(regex("${COGNITO_ID}", var.existing_pool.id))`,
        message: 'existing_pool.id is not a user pool id. Write it as AWS shows it: REGION_ID, e.g. eu-central-1_AbCdEfGhI.',
      },
      {
        code: "issuer-shape",
        condition: ofEndpoint('can(regex("^[^/?#\\\\s]+(/[^/?#\\\\s]+)*$", var.existing_pool.endpoint))'),
        message:
          "existing_pool.endpoint can't make the issuer that tokens carry. Write it without scheme, query and slash at the end: cognito-idp.REGION.amazonaws.com/ID.",
      },
      {
        code: "issuer-region",
        condition: ofEndpoint(
          '!can(regex("cognito-idp\\\\.[a-z0-9-]+\\\\.amazonaws\\\\.com", var.existing_pool.endpoint)) || strcontains(var.existing_pool.endpoint, "cognito-idp.${split("_", var.existing_pool.id)[0]}.amazonaws.com")',
        ),
        message:
          'existing_pool.endpoint names another region than existing_pool.id, so no token can match. Write cognito-idp.${try(split("_", var.existing_pool.id)[0], "REGION")}.amazonaws.com, or leave endpoint out.',
      },
    ],
  },
];

export const GROUPS_AND_SCOPES: readonly Variable[] = [
  {
    name: "groups",
    description: "Groups of users by name. The name is what the cognito:groups claim says, and holds no spaces, commas, quotes and brackets.",
    type: `map(object({
  description = string
  # 0 or more; 0 is the highest. Of a user's groups, the highest names the preferred role.
  precedence = number
  # ARN of the IAM role that members prefer in an identity pool.
  role_arn = optional(string)
}))`,
    default: "{}",
    validations: [
      refuseItems(
        "var.groups",
        "group-precedence",
        "item.precedence < 0 || floor(item.precedence) != item.precedence",
        "can't have that precedence. Write a whole number from 0, which is the highest.",
      ),
      refuseItems(
        "var.groups",
        "group-name",
        '!can(regex("^[^\\\\p{Z}\\\\p{C}\\\\[\\\\],\\"]{1,128}$", key))',
        "can't name a group. Write 1 to 128 letters, digits and signs without spaces, commas, quotes and brackets.",
      ),
    ],
  },
  {
    name: "scopes",
    description: "Every scope with its description, at most 100. Clients and routes name scopes of this map.",
    type: "map(string)",
    default: "{}",
    validations: [
      refuseItems(
        "var.scopes",
        "scope-name",
        `!can(regex("${SCOPE_NAME}", key))`,
        "can't name a scope: 1 to 256 characters without slash, space, quotation mark and backslash. Write the bare name: the identifier is put before it.",
      ),
      { code: "scope-name", condition: "length(var.scopes) <= 100", message: "scopes has ${length(var.scopes)} entries; a resource server takes at most 100." },
    ],
  },
  {
    name: "scope_identifier",
    description: "What every scope string begins with; https://api.DOMAIN if left out. Changing it changes every scope string. Two APIs on one pool need two.",
    type: "string",
    default: "null",
    nullable: true,
  },
  {
    name: "scopes_exist",
    description: "True where the resource server with these scopes is managed elsewhere, in a pool that exists; none is made then.",
    type: "bool",
    default: "false",
  },
];
