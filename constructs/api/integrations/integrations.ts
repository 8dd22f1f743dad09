import { Annotations, Token } from "cdktf";
import type { Construct } from "constructs";
import { type Apigatewayv2Api, Apigatewayv2Integration, LambdaPermission } from "../../bindings";
import { snakeCase } from "../../stack/addresses";
import { NodeFunction } from "../../compute/node-function";
import { ConfigurationError, type Place } from "../../errors/configuration-error";
import { madeFor } from "../../errors/written-as";
import { nearest } from "../../nearest";
import { Section } from "../../stack/section";
import { checkMappings, checkTimeout } from "./integration-checks";
import { lambdaName } from "./lambda-name";
import { checkService, serviceRole } from "./service-role";
import {
  sameTarget,
  type ExistingLambda,
  type IntegrationOptions,
  type PrivateTarget,
  type RouteTarget,
} from "./targets";
import type { VpcLink } from "./vpc-link";
import { parseUrl } from "../../../posture/claims/parse-url";

/** Functions that an API calls already. */
const SERVING = new WeakSet<NodeFunction>();

export interface IntegrationsOptions {
  /** Settings of the integrations with functions, by the function's id. @default none */
  readonly functions?: Readonly<Record<string, IntegrationOptions>>;
  /** Links that private targets may name. @default none */
  readonly vpcLinks?: Readonly<Record<string, VpcLink>>;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

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
    private readonly options: IntegrationsOptions = {},
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
    const integration = known?.integration ?? madeFor("target", () => this.integrate(name, target));
    this.byName.set(snakeCase(name), { target, integration });
    return `integrations/${integration.id}`;
  }

  private integrate(name: string, target: RouteTarget): Apigatewayv2Integration {
    const scope = new Section(this.section, name);
    const path = `${this.section.node.path}/${name}`;
    if (target instanceof NodeFunction) return this.lambda(scope, name, target, this.options.functions?.[name] ?? {});
    const { timeoutMilliseconds } = target;
    checkTimeout(timeoutMilliseconds, { path, prop: "target.timeoutMilliseconds" });
    if ("functionArn" in target) return this.lambda(scope, name, target, target);
    if ("service" in target) {
      const { action } = checkService(target, path);
      return new Apigatewayv2Integration(scope, name, {
        apiId: this.api.id,
        integrationType: "AWS_PROXY",
        integrationSubtype: target.service,
        credentialsArn: serviceRole(scope, target, {
          name: `${this.api.nameInput ?? "api"}-${name}`,
          action,
          tags: this.options.tags,
        }),
        requestParameters: { ...target.parameters },
        payloadFormatVersion: "1.0", // The only one that services take.
        timeoutMilliseconds,
      });
    }
    checkMappings(target, path);
    const mapped = {
      apiId: this.api.id,
      integrationType: "HTTP_PROXY",
      integrationMethod: target.method ?? "ANY",
      payloadFormatVersion: "1.0", // The only one HTTP_PROXY takes.
      timeoutMilliseconds,
      requestParameters: target.requestParameters,
      responseParameters: Object.entries(target.responseParameters ?? {}).map(([statusCode, mappings]) => ({
        statusCode,
        mappings,
      })),
    };
    if ("listenerArn" in target)
      return new Apigatewayv2Integration(scope, name, {
        ...mapped,
        integrationUri: target.listenerArn,
        connectionType: "VPC_LINK",
        connectionId: this.linkOf(target, path),
        tlsConfig: target.tlsServerName === undefined ? undefined : { serverNameToVerify: target.tlsServerName },
      });
    checkUrl(target.url, { path, prop: "target.url" });
    return new Apigatewayv2Integration(scope, name, { ...mapped, integrationUri: target.url });
  }

  private lambda(
    scope: Construct,
    name: string,
    target: NodeFunction | ExistingLambda,
    { timeoutMilliseconds }: IntegrationOptions,
  ): Apigatewayv2Integration {
    if (target instanceof NodeFunction) warnOfTimeout(target);
    if (target instanceof NodeFunction || target.permission !== false) this.permit(scope, name, target);
    return new Apigatewayv2Integration(scope, name, {
      apiId: this.api.id,
      integrationType: "AWS_PROXY",
      integrationUri: target instanceof NodeFunction ? target.invokeArn : target.functionArn,
      payloadFormatVersion: "2.0",
      timeoutMilliseconds,
    });
  }

  private permit(scope: Construct, name: string, target: NodeFunction | ExistingLambda): void {
    new LambdaPermission(new Section(scope, "permission"), name, {
      statementId: this.statementId(name, target),
      action: "lambda:InvokeFunction",
      ...(target instanceof NodeFunction ? target.permissionTarget : lambdaName(target.functionArn)),
      principal: "apigateway.amazonaws.com",
      // Every stage and route of this API and of no other; `*/*` covers `$default` routes too.
      sourceArn: `${this.api.executionArn}/*/*`,
    });
  }

  private linkOf({ vpcLink }: PrivateTarget, path: string): string {
    if (typeof vpcLink !== "string") return vpcLink.id;
    const links = this.options.vpcLinks ?? {};
    const found = Object.hasOwn(links, vpcLink) ? links[vpcLink] : undefined;
    if (found !== undefined) return found.id;
    const meant = nearest(vpcLink, Object.keys(links));
    throw new ConfigurationError(
      "vpc-link",
      { path, prop: "target.vpcLink" },
      `there is no VPC link "${vpcLink}"`,
      meant === undefined ? `Add it to vpcLinks, or write { id: "…" }` : `Did you mean "${meant}"?`,
    );
  }

  /** Unique within the function's policy: one that is managed elsewhere, or that another API calls too, may hold others. */
  private statementId(name: string, target: NodeFunction | ExistingLambda): string {
    const word = name.replace(/[^A-Za-z0-9]/g, "");
    if (target instanceof NodeFunction && !SERVING.has(target)) {
      SERVING.add(target);
      return `AllowApi${word}`;
    }
    const id = `AllowApi-${this.api.nameInput}-${word}`;
    // https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html (StatementId)
    if (id.length <= 100 || Token.isUnresolved(this.api.nameInput)) return id;
    throw new ConfigurationError(
      "target-name",
      `${this.section.node.path}/${name}`,
      `the target's name makes the id of its permission ${String(id.length)} characters long`,
      "AWS accepts 100: shorten the name, or that of the API",
    );
  }
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

function checkUrl(url: string, where: Place): void {
  if (Token.isUnresolved(url)) return;
  const parsed = url.startsWith("https://") ? parseUrl(url) : undefined;
  const odd =
    parsed === undefined
      ? undefined
      : /\s/.test(url)
        ? "it holds a blank"
        : parsed.hash !== ""
          ? "it holds a fragment, which no request carries"
          : parsed.hostname.includes("*")
            ? "its host holds a star, and stands for no backend"
            : parsed.port === "0"
              ? "nothing answers on port 0"
              : /\{[^{}]*$/.test(url)
                ? "a bracket isn't closed"
                : undefined;
  if (odd !== undefined) throw new ConfigurationError("target-url", where, odd, "Write https://HOST/PATH");
  if (parsed?.username === "" && parsed.password === "") return;
  if (parsed !== undefined)
    throw new ConfigurationError(
      "target-url",
      where,
      "the address holds a user or a password",
      "Leave them out: plan and state would show them. A function can call what asks for them",
    );
  throw new ConfigurationError(
    "target-url",
    where,
    `"${url}" is not an https address`,
    "Write https://HOST/PATH: the caller's token travels there too. A function can call a backend without https",
  );
}
