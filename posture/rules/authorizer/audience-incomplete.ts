import { isEmpty, isWhole, leadsTo, targetOf } from "../../model/index";
import type { Authorizer, Client, JwtAuthorizer } from "../../model/index";
import type { Rule } from "../rule";
import { each } from "../support/each";

/**
 * A JWT authorizer with an empty audience, or with one that lacks a client of its pool. Cognito's access tokens carry
 * client_id and no aud, so each client whose tokens are welcome must be listed, the machine client included.
 */
export const audienceIncomplete: Rule = {
  code: "audience-incomplete",
  severity: "warning",
  title: "A JWT authorizer's audience is empty, or lacks a client of its pool",
  source:
    "API Gateway: Control access to HTTP APIs with JWT authorizers https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html",
  check: each("authorizers", (authorizer, report, model) => {
    const { jwt } = authorizer;
    if (!jwt) return;
    const empty = isEmpty(jwt.audience);
    if (empty === true && jwt.audience.inferred !== true) {
      report({
        severity: "error",
        message: "The audience is empty: no token is accepted, or one of any client.",
        remedy: "List the id of each client whose tokens are accepted in jwt_configuration.audience.",
      });
      return;
    }
    for (const why of jwt.audience.missing) report.unknown(authorizer, `a part of the audience (${why})`);
    for (const client of model.clients) {
      if (belongs(client, jwt) === true && lacks(jwt, client)) report(lack(authorizer, client));
    }
  }),
};

function belongs(client: Client, jwt: JwtAuthorizer): true | false | "unknown" {
  const pool = targetOf(jwt.pool);
  return pool ? leadsTo(client.pool, pool) : false;
}

/** A client that doesn't exist yet can't be a literal, so its reference decides even where the list isn't known. */
function lacks(jwt: JwtAuthorizer, client: Client): boolean {
  const listed = jwt.audience.items.some((a) =>
    a.kind === "client" ? a.client === client : client.id.known && a.id === client.id.value,
  );
  return !listed && isWhole(jwt.audience);
}

function lack(authorizer: Authorizer, client: Client) {
  // A token that is bound to a resource comes by that, whichever client asked for it.
  const bound = (authorizer.jwt?.audience.items ?? []).some((one) => one.kind === "literal" && one.id.includes("://"));
  return {
    at: authorizer,
    message: `The audience lacks ${client.address}, a client of the same pool: its tokens get 401${bound ? ", except for those that are bound to a resource of the audience" : ""}.`,
    remedy: `Add ${client.address}.id to jwt_configuration.audience, or acknowledge that this client doesn't call this API.`,
  };
}
