import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { HTTP_API } from "../../../posture/aws/api-gateway";
import { Apigatewayv2Authorizer } from "../../bindings";
import { requireChecks } from "../../stack/run-rules";
import { ConfigurationError } from "../../errors/configuration-error";
import { declareAccess } from "../../stack/access-list";
import type { TokenAuthorizer } from "./authorizer";
import type { HttpApi } from "../http-api";
import { AUTHORIZATION_HEADER, readIdentitySource, type IdentitySource } from "./identity-source";
import { checkIssuer, checkResourceIdentifiers, type TrustedIssuer } from "./issuers";

export interface JwtAuthorizerOptions extends TrustedIssuer {
  /** A header holds the bare token or `Bearer TOKEN`. @default "$request.header.Authorization" */
  readonly identitySource?: IdentitySource;
}

/**
 * `audience` names the client id of each Cognito client whose tokens count, machine clients included: Cognito's access tokens carry no `aud`.
 */
export interface JwtAuthorizerProps extends JwtAuthorizerOptions {
  /** The one API it serves. */
  readonly api: HttpApi;
  /** Unique within the API. */
  readonly name: string;
}

/**
 * API Gateway's own check of a token: signature, issuer, audience, times, and the scopes of the route.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * Address: `aws_apigatewayv2_authorizer.ID`.
 */
export class JwtAuthorizer extends Construct implements TokenAuthorizer {
  readonly resource: Apigatewayv2Authorizer;
  readonly authorizationType = "JWT";
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: JwtAuthorizerProps) {
    super(scope, id);
    requireChecks(this, props);
    this.api = props.api;
    const source = props.identitySource ?? AUTHORIZATION_HEADER;
    const at = (prop: string) => ({ path: this.node.path, prop });
    readIdentitySource(source, at("identitySource"));
    checkIssuer(props.issuer, at("issuer"));
    checkResourceIdentifiers(props.resourceIdentifiers ?? [], at("resourceIdentifiers"));
    const { issuer } = props;
    const audience = withResources(props);
    if (audience.length > HTTP_API.audiences.value) {
      throw new ConfigurationError(
        "quota-audience",
        this.node.path,
        `${audience.length} audiences`,
        `AWS accepts ${HTTP_API.audiences.value} for one authorizer; add a second authorizer for the same issuer`,
      );
    }
    this.resource = new Apigatewayv2Authorizer(this, "Resource", {
      apiId: props.api.apiId,
      name: props.api.claimAuthorizerName(props.name, this.node.path),
      authorizerType: "JWT",
      identitySources: [source],
      jwtConfiguration: { issuer, audience: [...audience] },
    });
    declareAccess(this, { kind: "tokens", authorizer: this.resource.id, issuer, clients: audience });
  }

  get authorizerId(): string {
    return this.resource.id;
  }
}

/** API Gateway has one list for both: `aud` of a token that has it, `client_id` of any other. */
function withResources({ audience, resourceIdentifiers = [] }: TrustedIssuer): readonly string[] {
  // Lists that only Terraform knows can't be spread.
  const lists = [audience, resourceIdentifiers];
  const filled = lists.filter((list) => Token.isUnresolved(list) || list.length > 0);
  if (filled.some((list) => Token.isUnresolved(list)))
    return filled.length === 1 ? (filled[0] ?? []) : Token.asList(Fn.concat(filled.map((list) => [...list])));
  return [...audience, ...resourceIdentifiers];
}
