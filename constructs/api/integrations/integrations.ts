import { Annotations, Token } from "cdktf";
import type { Construct } from "constructs";
import { type Apigatewayv2Api, Apigatewayv2Integration, LambdaPermission } from "../../bindings";
import { snakeCase } from "../../stack/addresses";
import { NodeFunction } from "../../compute/node-function";
import { ConfigurationError } from "../../errors/configuration-error";
import { Section } from "../../stack/section";
import { lambdaName } from "./lambda-name";

/** A Lambda that is managed elsewhere. */
export interface ExistingLambda {
  /** The function's ARN, with or without an alias. Its code must read payload format 2.0. */
  readonly functionArn: string;
  /** Names the integration and its permission in Terraform. */
  readonly name: string;
}

/** A backend of any kind that speaks HTTP. */
export interface HttpTarget {
  /** `https://backend.example.com/path`. The caller's token travels there too, so it is https. */
  readonly url: string;
  /** The method of the request to the backend. @default "ANY": the caller's */
  readonly method?: string;
  /** Names the integration in Terraform. */
  readonly name: string;
}

/** Functions that an API calls already. */
const SERVING = new WeakSet<NodeFunction>();

export type RouteTarget = NodeFunction | ExistingLambda | HttpTarget;

/**
 * The API's integrations: one for each target, and one invoke permission for each function, however many routes lead there (an API holds 300
 * integrations, a function's policy 20 KB). Addresses: `aws_apigatewayv2_integration.TARGET`, `aws_lambda_permission.TARGET`.
 */
export class Integrations {
  private readonly section: Section;
  private readonly byName = new Map<string, { target: RouteTarget; integration: Apigatewayv2Integration }>();

  constructor(
    scope: Construct,
    private readonly api: Apigatewayv2Api,
  ) {
    this.section = new Section(scope, "integrations");
  }

  /**
   * What a route's `target` says: `integrations/ID`.
   * @throws ConfigurationError `target-name` when two targets have one name: one's routes would lead to the other
   */
  target(target: RouteTarget): string {
    const name = target instanceof NodeFunction ? target.node.id : target.name;
    const known = this.byName.get(snakeCase(name));
    if (known !== undefined && !sameTarget(known.target, target)) {
      throw new ConfigurationError(
        "target-name",
        this.section.node.path,
        `two targets are called "${name}"`,
        "Give one of them another name",
      );
    }
    const integration = known?.integration ?? this.integrate(name, target);
    this.byName.set(snakeCase(name), { target, integration });
    return `integrations/${integration.id}`;
  }

  private integrate(name: string, target: RouteTarget): Apigatewayv2Integration {
    const scope = new Section(this.section, name);
    if ("url" in target) {
      checkUrl(target.url, `${this.section.node.path}/${name}`);
      return new Apigatewayv2Integration(scope, name, {
        apiId: this.api.id,
        integrationType: "HTTP_PROXY",
        integrationMethod: target.method ?? "ANY",
        integrationUri: target.url,
        payloadFormatVersion: "1.0", // The only one HTTP_PROXY takes.
      });
    }
    if (target instanceof NodeFunction) warnOfTimeout(target);
    new LambdaPermission(new Section(scope, "permission"), name, {
      statementId: this.statementId(name, target),
      action: "lambda:InvokeFunction",
      ...(target instanceof NodeFunction ? target.permissionTarget : lambdaName(target.functionArn)),
      principal: "apigateway.amazonaws.com",
      // Every stage and route of this API and of no other; `*/*` covers `$default` routes too.
      sourceArn: `${this.api.executionArn}/*/*`,
    });
    return new Apigatewayv2Integration(scope, name, {
      apiId: this.api.id,
      integrationType: "AWS_PROXY",
      integrationUri: target instanceof NodeFunction ? target.invokeArn : target.functionArn,
      payloadFormatVersion: "2.0",
    });
  }

  /** Unique within the function's policy: one that is managed elsewhere, or that another API calls too, may hold others. */
  private statementId(name: string, target: NodeFunction | ExistingLambda): string {
    const word = name.replace(/[^A-Za-z0-9]/g, "");
    if (target instanceof NodeFunction && !SERVING.has(target)) {
      SERVING.add(target);
      return `AllowApi${word}`;
    }
    return `AllowApi-${this.api.nameInput}-${word}`;
  }
}

/** What answers, as the access list names it: the function, or the backend's address. */
export function targetName(target: RouteTarget): string {
  if (target instanceof NodeFunction) return target.resource.arn;
  return "url" in target ? target.url : target.functionArn;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html (maximum integration timeout: 30 seconds) */
const LONGEST_WAIT = 30;

/** No error: the function may have other callers, who wait longer. */
function warnOfTimeout(target: NodeFunction): void {
  const seconds = target.resource.timeoutInput ?? 0;
  if (Token.isUnresolved(seconds) || seconds <= LONGEST_WAIT) return;
  Annotations.of(target).addWarning(
    `[function-timeout-behind-api] The function may run for ${String(seconds)} s, and an HTTP API answers 503 after ${String(LONGEST_WAIT)}: write a timeout of at most 29, or have the work done after the answer`,
  );
}

function checkUrl(url: string, where: string): void {
  if (Token.isUnresolved(url) || (url.startsWith("https://") && URL.canParse(url))) return;
  throw new ConfigurationError(
    "target-url",
    where,
    `"${url}" is not an https address`,
    "Write https://HOST/PATH: the caller's token travels there too. A function can call what knows no https",
  );
}

/** Whether two targets of one name are the same. */
export function sameTarget(a: RouteTarget, b: RouteTarget): boolean {
  if (a instanceof NodeFunction || b instanceof NodeFunction) return a === b;
  if ("url" in a && "url" in b) return a.url === b.url && a.method === b.method;
  return "functionArn" in a && "functionArn" in b && a.functionArn === b.functionArn;
}
