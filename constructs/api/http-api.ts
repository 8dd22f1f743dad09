import { Construct } from "constructs";
import { Apigatewayv2Api } from "../bindings";
import { declareAccess } from "../stack/access-list";
import { requireChecks } from "../stack/run-rules";
import { ConfigurationError } from "../errors/configuration-error";
import { CorsPolicy, type CorsOptions } from "./cors";
import { Integrations } from "./integrations/integrations";
import type { IntegrationOptions } from "./integrations/targets";
import type { VpcLink } from "./integrations/vpc-link";

export interface HttpApiProps {
  /** The API's name in AWS. */
  readonly name: string;
  /** What the console says of it. @default none */
  readonly description?: string;
  /** @default no CORS: pages of other origins can't call the API */
  readonly cors?: CorsOptions;
  /** The methods of the routes, for CORS. @default none */
  readonly routeMethods?: readonly string[];
  /** True closes `API_ID.execute-api.…` on all stages; give the API a domain of its own first. @default false */
  readonly disableExecuteApiEndpoint?: boolean;
  /** `dualstack` adds IPv6. @default "ipv4" */
  readonly ipAddressType?: "ipv4" | "dualstack";
  /** Settings of the integrations with functions, by the function's id. @default none */
  readonly integrations?: Readonly<Record<string, IntegrationOptions>>;
  /** Links into VPCs that private targets may name. @default none */
  readonly vpcLinks?: Readonly<Record<string, VpcLink>>;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** An HTTP API without routes. Address: `aws_apigatewayv2_api.ID`. */
export class HttpApi extends Construct {
  readonly resource: Apigatewayv2Api;
  readonly integrations: Integrations;
  private readonly authorizerNames = new Map<string, string>();

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    requireChecks(this, props);
    this.resource = new Apigatewayv2Api(this, "Resource", {
      name: props.name,
      description: props.description,
      protocolType: "HTTP",
      corsConfiguration:
        props.cors === undefined
          ? undefined
          : new CorsPolicy(props.cors, this.node.path).render(props.routeMethods ?? []),
      disableExecuteApiEndpoint: props.disableExecuteApiEndpoint ?? false,
      ipAddressType: props.ipAddressType,
      tags: props.tags,
    });
    declareAccess(this, {
      kind: "api",
      api: {
        api: this.resource.id,
        origins: props.cors === undefined ? [] : [...props.cors.allowOrigins],
        executeApiEndpoint: !(props.disableExecuteApiEndpoint ?? false),
      },
    });
    const { integrations: functions, vpcLinks, tags } = props;
    this.integrations = new Integrations(scope, this.resource, { functions, vpcLinks, tags });
  }

  get apiId(): string {
    return this.resource.id;
  }

  /**
   * Gives the name back, and remembers it: AWS refuses a second authorizer of one name, but only when it is deployed.
   * @param claimant the construct path of the authorizer
   */
  claimAuthorizerName(name: string, claimant: string): string {
    const owner = this.authorizerNames.get(name);
    if (owner !== undefined) {
      throw new ConfigurationError(
        "authorizer-name-duplicate",
        claimant,
        `"${name}" is the name of ${owner} already`,
        "Give each authorizer of an API a name of its own",
      );
    }
    this.authorizerNames.set(name, claimant);
    return name;
  }
}
