import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import { Construct } from "constructs";
import type { Authorizer } from "./authorizer";
import type { HttpApi } from "./http-api";

export interface JwtAuthorizerProps {
  readonly api: HttpApi;
  /** Unique within the API. */
  readonly name: string;
  /** Must equal the tokens' `iss` to the letter, the trailing slash included. */
  readonly issuer: string;
  /**
   * The `aud` (or, where a token has none, the `client_id`) of every token that is welcome. Cognito's access tokens carry the client id, so each
   * client whose tokens count belongs here, machine clients included. At most 50.
   */
  readonly audience: readonly [string, ...string[]];
  /** One header or query parameter. @default "$request.header.Authorization" */
  readonly identitySource?: `$request.header.${string}` | `$request.querystring.${string}`;
}

/**
 * API Gateway's own check of a token: signature, issuer, audience, times, and the scopes of the route.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * Address: `aws_apigatewayv2_authorizer.ID`.
 */
export class JwtAuthorizer extends Construct implements Authorizer {
  readonly resource: Apigatewayv2Authorizer;
  readonly authorizationType = "JWT";
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: JwtAuthorizerProps) {
    super(scope, id);
    this.api = props.api;
    this.resource = new Apigatewayv2Authorizer(this, "Resource", {
      apiId: props.api.apiId,
      name: props.name,
      authorizerType: "JWT",
      identitySources: [props.identitySource ?? "$request.header.Authorization"],
      jwtConfiguration: { issuer: props.issuer, audience: [...props.audience] },
    });
  }

  get authorizerId(): string {
    return this.resource.id;
  }
}
