import { Fn } from "cdktf";
import { Construct } from "constructs";
import {
  ApiGatewayDeployment,
  ApiGatewayMethodSettings,
  ApiGatewayRestApi,
  ApiGatewayRestApiPolicy,
  ApiGatewayStage,
  type IamRole,
} from "../../bindings";
import { declareAccess } from "../../stack/access-list";
import { requireChecks } from "../../stack/run-rules";
import { Section } from "../../stack/section";
import { grantInvoke, type InvokeGrant, type SignedApi } from "../iam/invoke-grant";
import { targetName } from "../integrations/targets";
import { invokeResource } from "../iam/invoke-resource";
import { privatePolicy } from "./private-policy";
import { checkPrivateApi } from "./private-checks";
import { RestAccessLog, type RestAccessLogOptions } from "./rest-access-log";
import type { PrivateRoute } from "./private-route";
import { RestMethods } from "./rest-methods";
import { RouteKey, type Method } from "../route-key";
import type { Throttling } from "../stage";

export interface PrivateRestApiProps {
  /** The API's name in AWS. */
  readonly name: string;
  /** What the console says of it. @default none */
  readonly description?: string;
  /** The interface endpoints for `execute-api` through which the API is reached, and nothing else. */
  readonly vpcEndpointIds: readonly [string, ...string[]];
  /** By method and path: `GET /report/{id}`. */
  readonly routes: { readonly [Key in `${Method} /${string}`]?: PrivateRoute };
  /** Part of the URL. @default "v1" */
  readonly stageName?: string;
  /** For every route together. @default burst 200, rate 100 */
  readonly throttling?: Throttling;
  /** False switches it off, on purpose. @default 30 days of JSON */
  readonly accessLog?: RestAccessLogOptions | false;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * An API inside a VPC, which HTTP APIs can't be: a private REST API whose resource policy refuses every call that doesn't come through the
 * endpoints named. Unlike an HTTP API it can have a WAF web ACL, on its stage.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html, …/http-api-vs-rest.html
 *
 * Addresses: `aws_api_gateway_rest_api.ID`, `…_rest_api_policy.ID`, `…_deployment.ID`, `…_stage.ID`, `…_method_settings.ID`, and below ID a
 * resource for each part of a path, a method and an integration for each route, and a permission for each function.
 */
export class PrivateRestApi extends Construct {
  readonly resource: ApiGatewayRestApi;
  readonly stage: ApiGatewayStage;
  private readonly signedApi: SignedApi;
  private readonly grants: Section;

  constructor(scope: Construct, id: string, props: PrivateRestApiProps) {
    super(scope, id);
    requireChecks(this, props);
    const { tags } = props;
    const stageName = props.stageName ?? "v1";
    const routes = Object.entries<PrivateRoute | undefined>(props.routes).flatMap(([key, route]) =>
      route === undefined ? [] : [{ key: new RouteKey(key), signed: route.iam === true, ...route }],
    );
    checkPrivateApi({ ...props, stageName }, routes, this.node.path);
    this.resource = new ApiGatewayRestApi(this, "Resource", {
      name: props.name,
      description: props.description,
      endpointConfiguration: { types: ["PRIVATE"], vpcEndpointIds: [...props.vpcEndpointIds] },
      tags,
    });
    const { executionArn } = this.resource;
    const policy = new ApiGatewayRestApiPolicy(new Section(this, "policy"), "Resource", {
      restApiId: this.resource.id,
      policy: privatePolicy({
        executionArn,
        vpcEndpointIds: props.vpcEndpointIds,
        unsigned: routes.filter(({ signed }) => !signed).map(({ key }) => `${stageName}/${invokeResource(key)}`),
      }),
    });
    const methods = new RestMethods(this, this.resource, stageName);
    for (const { key, signed, target } of routes) methods.add(key, signed, target);
    const deployment = new ApiGatewayDeployment(new Section(this, "deployment"), "Resource", {
      restApiId: this.resource.id,
      // A deployment is a snapshot: whatever it is made of has to bring about a new one.
      triggers: { redeployment: Fn.sha256(Fn.jsonencode([policy.policy, ...methods.fingerprint])) },
      lifecycle: { createBeforeDestroy: true },
      dependsOn: [policy, ...methods.dependables],
    });
    this.stage = this.makeStage(stageName, deployment.id, props);
    this.signedApi = {
      name: props.name,
      executionArn,
      stageName,
      routes: Object.fromEntries(routes.map(({ key, signed }) => [key.text, { key, signed }])),
    };
    this.grants = new Section(this, "grants");
    for (const { key, iam, allowFromVpcEndpoint, target } of routes)
      declareAccess(this, {
        kind: "route",
        api: this.resource.id,
        route: key.text,
        target: targetName(target),
        vpcEndpoints: [...props.vpcEndpointIds],
        authorization: iam === true ? { iam } : { public: allowFromVpcEndpoint ?? "" },
      });
    declareAccess(this, {
      kind: "stage",
      stage: { stage: this.stage.id, accessLog: props.accessLog !== false, throttling: true },
    });
  }

  /** `https://…/STAGE`, which only resolves where the endpoint's private DNS is on. */
  get url(): string {
    return this.stage.invokeUrl;
  }

  /**
   * Lets a role call exactly these routes, which are `iam: true`. Address: `aws_iam_role_policy.ID_ROLE_invoke`.
   * @param role a role, or the name of one that is managed elsewhere
   * @param id names the grant where the role's name is known only to Terraform, or for a second grant to one role
   */
  grantInvoke(role: IamRole | string, routeKeys: readonly [string, ...string[]], id?: string): InvokeGrant {
    return grantInvoke(this.grants, { role, routeKeys, id }, this.signedApi);
  }

  private makeStage(stageName: string, deploymentId: string, props: PrivateRestApiProps): ApiGatewayStage {
    const { accessLog, tags } = props;
    const log =
      accessLog === false
        ? undefined
        : new RestAccessLog(this, "access_log", { ...accessLog, apiName: props.name, tags });
    const stage = new ApiGatewayStage(this, "stage", {
      restApiId: this.resource.id,
      deploymentId,
      stageName,
      accessLogSettings: log === undefined ? undefined : { destinationArn: log.resource.arn, format: log.format },
      tags,
    });
    new ApiGatewayMethodSettings(new Section(this, "settings"), "Resource", {
      restApiId: this.resource.id,
      stageName: stage.stageName,
      methodPath: "*/*",
      settings: {
        throttlingBurstLimit: props.throttling?.burstLimit ?? 200,
        throttlingRateLimit: props.throttling?.rateLimit ?? 100,
        metricsEnabled: false,
        // Execution logs hold whole requests, tokens included.
        loggingLevel: "OFF",
        dataTraceEnabled: false,
      },
    });
    return stage;
  }
}
