import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { ApiGatewayIntegration, ApiGatewayMethod, type ApiGatewayRestApi, LambdaPermission } from "../../bindings";
import { NodeFunction } from "../../compute/node-function";
import { ConfigurationError } from "../../errors/configuration-error";
import { Section } from "../../stack/section";
import { sameTarget, type ExistingLambda } from "../integrations/targets";
import { invokeUri } from "../integrations/invoke-uri";
import { lambdaName } from "../integrations/lambda-name";
import { RestResources } from "./rest-resources";
import type { RouteKey } from "../route-key";

export type RestTarget = NodeFunction | ExistingLambda;

/**
 * The methods of a REST API with their Lambda proxy integrations, and one invoke permission for each function.
 * Addresses: `aws_api_gateway_method.get_report`, `aws_api_gateway_integration.get_report`, `aws_lambda_permission.TARGET`.
 */
export class RestMethods {
  /** What a deployment has to wait for. */
  readonly dependables: ITerraformDependable[] = [];
  /** What a deployment is made of. */
  readonly fingerprint: string[][] = [];
  private readonly resources: RestResources;
  private readonly permitted = new Map<string, RestTarget>();

  constructor(
    private readonly scope: Construct,
    private readonly api: ApiGatewayRestApi,
    private readonly stageName: string,
  ) {
    this.resources = new RestResources(new Section(scope, "resources"), api);
  }

  add(key: RouteKey, signed: boolean, target: RestTarget): void {
    const section = new Section(this.scope, `method-${key.addressName}`);
    const resourceId = this.resources.idOf(key.path);
    const variables = [...key.path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name = ""]) => name);
    const method = new ApiGatewayMethod(section, key.addressName, {
      restApiId: this.api.id,
      resourceId,
      httpMethod: key.method,
      authorization: signed ? "AWS_IAM" : "NONE",
      requestParameters:
        variables.length === 0
          ? undefined
          : Object.fromEntries(variables.map((name) => [`method.request.path.${name}`, true])),
    });
    const integration = new ApiGatewayIntegration(new Section(section, "integration"), key.addressName, {
      restApiId: this.api.id,
      resourceId,
      httpMethod: method.httpMethod,
      type: "AWS_PROXY",
      integrationHttpMethod: "POST", // How Lambda is invoked, whatever the caller's method.
      uri: target instanceof NodeFunction ? target.invokeArn : invokeUri(target.functionArn),
    });
    this.permit(target);
    this.dependables.push(method, integration);
    this.fingerprint.push([key.text, method.authorization, integration.uri]);
  }

  private permit(target: RestTarget): void {
    const name = target instanceof NodeFunction ? target.node.id : target.name;
    const known = this.permitted.get(name);
    if (known !== undefined) {
      if (sameTarget(known, target)) return;
      throw new ConfigurationError(
        "target-name",
        this.scope.node.path,
        `two targets are called "${name}"`,
        "Give one of them another name",
      );
    }
    this.permitted.set(name, target);
    if (!(target instanceof NodeFunction) && target.permission === false) return;
    new LambdaPermission(new Section(this.scope, `permission-${name}`), name, {
      statementId: `AllowApi-${this.api.nameInput ?? ""}-${name.replace(/[^A-Za-z0-9]/g, "")}`,
      action: "lambda:InvokeFunction",
      ...(target instanceof NodeFunction ? target.permissionTarget : lambdaName(target.functionArn)),
      principal: "apigateway.amazonaws.com",
      sourceArn: `${this.api.executionArn}/${this.stageName}/*`,
    });
  }
}
