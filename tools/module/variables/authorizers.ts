import { refuseItems, type Variable } from "./variable";

const MAP = "var.jwt_authorizers";

/** Scheme and host, perhaps a path; no user, query or fragment. */
const NOT_HTTPS = '!can(regex("^https://[^/?#@\\\\s]+(/[^?#\\\\s]*)?$", item.issuer))';

/** Cognito's issuers have no slash at the end, Auth0's have one, and none has two. */
const WRONG_END = [
  'can(regex("//$", item.issuer))',
  'can(regex("cognito-idp\\\\..*/$", item.issuer))',
  'can(regex("^https://[A-Za-z0-9.-]+\\\\.auth0\\\\.com$", item.issuer))',
].join(" || ");

const OTHER_REGION =
  'try(regex("cognito-idp\\\\.([a-z0-9-]+)\\\\.amazonaws", item.issuer)[0] != regex("/([a-z0-9-]+)_[0-9A-Za-z]+$", item.issuer)[0], false)';

export const AUTHORIZERS: readonly Variable[] = [
  {
    name: "jwt_authorizers",
    description:
      "Whose tokens are welcome besides the pool's, by a name that routes choose with authorizer: Auth0, Okta, Entra ID, another user pool.",
    type: `map(object({
  # Equal to the tokens' iss to the letter, the slash at its end or its absence included.
  issuer = string
  # A token is welcome when its aud (where it has none, its client_id) is one of these; 1 to 50.
  audience = set(string)
}))`,
    default: "{}",
    validations: [
      refuseItems(
        MAP,
        "issuer-shape",
        `${NOT_HTTPS} || ${WRONG_END}`,
        "have an issuer that no token can carry. Write https://HOST or https://HOST/PATH as the tokens' iss says it: Cognito's without a slash at the end, Auth0's with one.",
      ),
      refuseItems(
        MAP,
        "issuer-region",
        OTHER_REGION,
        "have an issuer whose region isn't the pool's, which its id begins with: no token can match.",
      ),
      refuseItems(
        MAP,
        "audience-incomplete",
        "length(item.audience) == 0",
        "must have an audience: without one no token is welcome, or every application's.",
      ),
      refuseItems(
        MAP,
        "quota-audience",
        "length(item.audience) > 50",
        "have more than 50 audiences. Put the rest into a second one for the same issuer.",
      ),
      refuseItems(
        MAP,
        "authorizer-name-duplicate",
        'key == "cognito-jwt"',
        "is what the authorizer of the pool is called. Choose another name.",
      ),
    ],
  },
];
