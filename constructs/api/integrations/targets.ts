import type { SERVICE_INTEGRATIONS } from "../../../posture/aws/service-integrations";
import { NodeFunction } from "../../compute/node-function";
import type { VpcLink } from "./vpc-link";

/** What every integration takes. */
export interface IntegrationOptions {
  /** How long the gateway waits for an answer before it says 503: 50 to 30000 milliseconds. @default 30000 */
  readonly timeoutMilliseconds?: number;
}

/**
 * What is changed on the way to a backend and back.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export interface MappingOptions extends IntegrationOptions {
  /**
   * Of the request, by what is changed: `{ "overwrite:path": "$request.path.proxy", "remove:header.cookie": "''" }`. The value of `remove` is `''`.
   * @default nothing
   */
  readonly requestParameters?: Readonly<Record<string, string>>;
  /** Of the answer, by its status: `{ "500": { "overwrite:statuscode": "403" } }`. @default nothing */
  readonly responseParameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A Lambda that is managed elsewhere. */
export interface ExistingLambda extends IntegrationOptions {
  /** The function's ARN, with or without an alias. Its code must read payload format 2.0. */
  readonly functionArn: string;
  /** Names the integration and its permission in Terraform. */
  readonly name: string;
  /** False where the function's own policy lets this API call it already, by a permission that is managed elsewhere. @default true */
  readonly permission?: boolean;
}

/** A backend of any kind that speaks HTTP. */
export interface HttpTarget extends MappingOptions {
  /** `https://backend.example.com/path`. The caller's token travels there too, so it is https. */
  readonly url: string;
  /** The method of the request to the backend. @default "ANY": the caller's */
  readonly method?: string;
  /** Names the integration in Terraform. */
  readonly name: string;
}

/** A backend in a VPC, behind a load balancer or in Cloud Map. */
export interface PrivateTarget extends MappingOptions {
  /** ARN of a listener of a load balancer, or of a service in Cloud Map. */
  readonly listenerArn: string;
  /** The name of one of the API's `vpcLinks`, a link made beside it, or one that is managed elsewhere. */
  readonly vpcLink: string | VpcLink | { readonly id: string };
  /** The name in the certificate that the listener shows. @default the link speaks plain HTTP, inside the VPC, the caller's token included */
  readonly tlsServerName?: string;
  /** The method of the request to the backend. @default "ANY": the caller's */
  readonly method?: string;
  /** Names the integration in Terraform. */
  readonly name: string;
}

export type ServiceAction = keyof (typeof SERVICE_INTEGRATIONS)["value"];

/** An action of an AWS service, without a function in between. The caller's token doesn't travel there. */
export interface ServiceTarget extends IntegrationOptions {
  /** `SQS-SendMessage`, `EventBridge-PutEvents`, `StepFunctions-StartExecution`, … */
  readonly service: ServiceAction;
  /** What the action is told: `{ QueueUrl: queue.url, MessageBody: "$request.body" }`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** ARNs of what the role that is made may use: the queue, the bus, the state machine. @default none, with `roleArn` */
  readonly resourceArns?: readonly [string, ...string[]];
  /** ARN of a role that is managed elsewhere, which API Gateway may assume. @default one is made, for this action on `resourceArns` */
  readonly roleArn?: string;
  /** Names the integration in Terraform, and its role. */
  readonly name: string;
}

export type RouteTarget = NodeFunction | ExistingLambda | HttpTarget | PrivateTarget | ServiceTarget;

/** What answers, as the access list names it: the function, or the backend's address. A service has none that a plan shows. */
export function targetName(target: RouteTarget): string | undefined {
  if (target instanceof NodeFunction) return target.resource.arn;
  if ("url" in target) return target.url;
  if ("listenerArn" in target) return target.listenerArn;
  return "service" in target ? undefined : target.functionArn;
}

/** Whether two targets of one name are the same. */
export function sameTarget(a: RouteTarget, b: RouteTarget): boolean {
  if (a instanceof NodeFunction || b instanceof NodeFunction) return a === b;
  return comparable(a) === comparable(b);
}

/** Keys in one order; a construct is itself. */
function comparable(target: object): string {
  return JSON.stringify(target, (_, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    if ("node" in value) return (value.node as { readonly addr: string }).addr;
    return Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)));
  });
}
