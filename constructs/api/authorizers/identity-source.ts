import { ConfigurationError, type Place } from "../../errors/configuration-error";

/** Where a token or key is: one header or one query parameter. In a query it ends up in browser histories and in other servers' logs. */
export type IdentitySource = `$request.header.${string}` | `$request.querystring.${string}`;

/** Where tokens are unless told otherwise. */
export const AUTHORIZATION_HEADER: IdentitySource = "$request.header.Authorization";

const SOURCE = /^\$request\.(header|querystring)\.([A-Za-z0-9._-]+)$/;

/**
 * Splits an identity source into its kind and its name.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * @throws ConfigurationError `authorizer-identity-source` when AWS would refuse it
 */
export function readIdentitySource(
  source: string,
  where: string | Place,
): { readonly kind: "header" | "query"; readonly name: string } {
  const [, kind, name] = SOURCE.exec(source) ?? [];
  if (name !== undefined) return { kind: kind === "header" ? "header" : "query", name };
  throw new ConfigurationError(
    "authorizer-identity-source",
    where,
    `"${source}" is not a place in a request`,
    "Write $request.header.NAME or $request.querystring.NAME",
  );
}
