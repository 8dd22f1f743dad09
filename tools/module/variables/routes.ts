import { METHODS } from "../../../constructs/api/routes/route-key";
import { SHAPE } from "../locals";
import { refuseItems, type Variable } from "./variable";

const SEGMENT = "(/(\\\\{[A-Za-z0-9._-]+\\\\}|[A-Za-z0-9._~!$&'()*+,;=:@%-]+))";
const ROUTE_KEY = `^(\\\\$default|(${METHODS.join("|")}) (/|${SEGMENT}+|${SEGMENT}*/\\\\{[A-Za-z0-9._-]+\\\\+\\\\}))$`;

/** How many of the four ways to say who may call it a route uses. */
const SAID = "length([for said in [item.scopes != null, item.public != null, item.iam, item.any_token != null] : said if said])";

/** Terraform takes true where a text is wanted, as "true". */
const NO_REASON = (field: string): string =>
  `item.${field} == null ? false : contains(["", "true", "false"], lower(trimspace(item.${field})))`;

export const ROUTES: readonly Variable[] = [
  {
    name: "routes",
    description:
      'Every route by its key ("GET /items/{id}", "ANY /{proxy+}", "$default"): who may call it, said in exactly one of four ways, and what answers.',
    type: `map(object({
  # Holders of an access token with at least one of these.
  scopes = optional(set(string))
  # Whoever holds any token of an accepted client, ID tokens included; the text says why that is enough.
  any_token = optional(string)
  # A name in jwt_authorizers, whose tokens then count; scopes stand as those tokens carry them.
  authorizer = optional(string)
  # AWS principals that sign with SigV4 and may execute-api:Invoke this route.
  iam = optional(bool, false)
  # Everybody; the text says why.
  public = optional(string)
  # A bundled function, or a name in functions, lambdas or http_backends.
  target = string
  # Instead of the stage's; both numbers.
  throttling = optional(object({
    burst = number
    rate  = number
  }))
}))`,
    validations: [
      refuseItems(
        "var.routes",
        "route-open",
        `${SAID} == 0`,
        'no authorization. Say who may call it: scopes = ["…"], any_token = "the reason", iam = true, or public = "the reason".',
      ),
      refuseItems("var.routes", "route-ambiguous", `${SAID} > 1 || (item.authorizer == null ? false : item.iam || item.public != null)`, "more than one of scopes, any_token, iam and public, or an authorizer beside iam or public. Keep one."),
      refuseItems("var.routes", "route-open", "item.scopes == null ? false : length(item.scopes) == 0", 'an empty list of scopes, which would let every token in. Name a scope, or say any_token = "the reason".'),
      refuseItems("var.routes", "route-public-reason", NO_REASON("public"), 'public without a reason. Say why, e.g. public = "health check of the load balancer".'),
      refuseItems(
        "var.routes",
        "route-any-token",
        NO_REASON("any_token"),
        'any_token without a reason. Say why any token is enough, e.g. any_token = "the handler shows the caller\'s own claims only"; where it isn\'t, leave any_token out and name scopes.',
      ),
      refuseItems("var.routes", "route-key-shape", `!can(regex("${ROUTE_KEY}", key))`, 'not a route key that AWS takes. Write it like "GET /items/{id}", "ANY /{proxy+}" or "$default".'),
      refuseItems("var.routes", "quota-scopes", "item.scopes == null ? false : length(item.scopes) > 10", "more than 10 scopes; a route takes 10."),
      refuseItems(
        "var.routes",
        "throttling-half",
        "item.throttling == null ? false : item.throttling.burst < 1 || item.throttling.rate <= 0",
        "throttled to nothing: every call would be answered 429. Set burst and rate above 0.",
      ),
      {
        code: "route-duplicate",
        condition: `length(distinct([for key in keys(var.routes) : ${SHAPE}])) == length(var.routes)`,
        message: "routes: two keys differ in the names of their variables only, which are one route to AWS. Remove one.",
      },
    ],
    nullable: false,
  },
];
