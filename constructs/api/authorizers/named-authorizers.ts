import type { Construct } from "constructs";
import type { Requirement } from "../../../posture/claims";
import type { Packaging } from "../../compute/package";
import { ConfigurationError } from "../../errors/configuration-error";
import type { SecuredLambdaAuthorizer } from "../routes/access";
import type { LambdaIssuer } from "./authorizer-config";
import type { HttpApi } from "../http-api";
import { JwtAuthorizer, type JwtAuthorizerOptions } from "./jwt-authorizer";
import { LambdaAuthorizer } from "./lambda-authorizer";

export interface NamedAuthorizersProps {
  readonly api: HttpApi;
  readonly project: string;
  readonly jwt: Readonly<Record<string, JwtAuthorizerOptions>>;
  readonly lambda: Readonly<Record<string, SecuredLambdaAuthorizer>>;
  /** The own pool with its clients; undefined when there are none. */
  readonly ownIssuer: LambdaIssuer | undefined;
  /** What routes ask of a Lambda authorizer: its name, the route key and the requirement. */
  readonly requirements: readonly (readonly [string, string, Requirement])[];
  readonly packaging?: Packaging;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The authorizers that have a name of their own, by that name. Addresses: `aws_apigatewayv2_authorizer.NAME`. */
export function makeNamedAuthorizers(
  scope: Construct,
  props: NamedAuthorizersProps,
): Record<string, JwtAuthorizer | LambdaAuthorizer> {
  const made: Record<string, JwtAuthorizer | LambdaAuthorizer> = {};
  for (const [name, options] of Object.entries(props.jwt))
    made[name] = new JwtAuthorizer(scope, name, { ...options, api: props.api, name });
  for (const [name, options] of Object.entries(props.lambda)) {
    if (name in made) {
      throw new ConfigurationError(
        "authorizer-name",
        scope.node.path,
        `"${name}" names both a JWT and a Lambda authorizer`,
        "Give each authorizer of an API a name of its own",
      );
    }
    const asked = props.requirements.filter(([authorizer]) => authorizer === name);
    made[name] = new LambdaAuthorizer(scope, name, {
      ...options,
      api: props.api,
      name,
      functionName: `${props.project}-${name}-authorizer`,
      issuers: options.issuers ?? (options.function === undefined ? own(props.ownIssuer) : undefined),
      routes: Object.fromEntries(asked.map(([, key, requirement]) => [key, requirement])),
      packaging: props.packaging,
      tags: props.tags,
    });
  }
  return made;
}

function own(issuer: LambdaIssuer | undefined): readonly [LambdaIssuer] | undefined {
  return issuer === undefined ? undefined : [issuer];
}
