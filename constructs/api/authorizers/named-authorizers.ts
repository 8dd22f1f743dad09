import type { Construct } from "constructs";
import type { Packaging } from "../../compute/package";
import { ConfigurationError, propOf } from "../../errors/configuration-error";
import { InvalidDependency, type Problems } from "../../errors/problems";
import type { HttpApi } from "../http-api";
import type { SecuredLambdaAuthorizer } from "../access";
import type { AuthorizerRequirement } from "../requirements";
import type { LambdaIssuer } from "./authorizer-config";
import { JwtAuthorizer, type JwtAuthorizerOptions } from "./jwt-authorizer";
import { LambdaAuthorizer } from "./lambda-authorizer";
import type { OriginHeader } from "./origin-header";

export interface NamedAuthorizersProps {
  readonly api: HttpApi;
  readonly project: string;
  readonly jwt: Readonly<Record<string, JwtAuthorizerOptions>>;
  readonly lambda: Readonly<Record<string, SecuredLambdaAuthorizer>>;
  /** The own pool with its clients; undefined when there are none, "refused" when its clients were refused. */
  readonly ownIssuer: LambdaIssuer | undefined | "refused";
  readonly requirements: readonly AuthorizerRequirement[];
  /** What the distribution adds; undefined without one. */
  readonly originHeader: OriginHeader | undefined;
  readonly problems: Problems;
  readonly packaging?: Packaging;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The authorizers that have a name of their own, by that name. Addresses: `aws_apigatewayv2_authorizer.NAME`. */
export function makeNamedAuthorizers(
  scope: Construct,
  props: NamedAuthorizersProps,
): Record<string, JwtAuthorizer | LambdaAuthorizer> {
  const made: Record<string, JwtAuthorizer | LambdaAuthorizer> = {};
  const add = (prop: string, name: string, make: () => JwtAuthorizer | LambdaAuthorizer): void => {
    const authorizer = props.problems.attempt(propOf(prop, name), make);
    if (authorizer !== undefined) made[name] = authorizer;
  };
  for (const [name, options] of Object.entries(props.jwt))
    add("jwtAuthorizers", name, () => new JwtAuthorizer(scope, name, { ...options, api: props.api, name }));
  for (const [name, options] of Object.entries(props.lambda))
    add("lambdaAuthorizers", name, () => makeLambdaAuthorizer(scope, name, options, props));
  return made;
}

function makeLambdaAuthorizer(
  scope: Construct,
  name: string,
  options: SecuredLambdaAuthorizer,
  props: NamedAuthorizersProps,
): LambdaAuthorizer {
  if (Object.hasOwn(props.jwt, name)) {
    throw new ConfigurationError(
      "authorizer-name-duplicate",
      scope.node.path,
      `"${name}" names both a JWT and a Lambda authorizer`,
      "Give each authorizer of an API a name of its own",
    );
  }
  const requirements = props.requirements.filter(({ authorizer }) => authorizer === name);
  return new LambdaAuthorizer(scope, name, {
    ...options,
    api: props.api,
    name,
    functionName: `${props.project}-${name}-authorizer`,
    originHeader: options.originHeader ?? (options.function === undefined ? props.originHeader : undefined),
    issuers: options.issuers ?? (options.function === undefined ? ownIssuer(props.ownIssuer) : undefined),
    routes: Object.fromEntries(requirements.map(({ routeKey, requirement }) => [routeKey, requirement])),
    packaging: props.packaging,
    tags: props.tags,
  });
}

function ownIssuer(issuer: NamedAuthorizersProps["ownIssuer"]): readonly [LambdaIssuer] | undefined {
  if (issuer === "refused") throw new InvalidDependency();
  return issuer === undefined ? undefined : [issuer];
}
