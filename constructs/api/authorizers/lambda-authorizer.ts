import { Fn } from "cdktf";
import { Construct } from "constructs";
import { requireChecks } from "../../stack/run-rules";
import type { Requirement } from "../../../posture/claims";
import { Apigatewayv2Authorizer, LambdaPermission } from "../../bindings";
import { checkFunctionName } from "../../compute/function-checks";
import { NodeFunction } from "../../compute/node-function";
import type { NodeFunctionOptions } from "../../compute/node-function-props";
import type { Packaging } from "../../compute/package";
import { ConfigurationError } from "../../errors/configuration-error";
import { bundledFunction } from "../../package-root";
import { declareAccess } from "../../stack/access-list";
import { Section } from "../../stack/section";
import { checkResponses, identitySources, isCached, type AuthorizerResponseOptions } from "./response-cache";
import type { RequestAuthorizer } from "./authorizer";
import { authorizerConfig, type LambdaIssuer } from "./authorizer-config";
import type { HttpApi } from "../http-api";
import { AUTHORIZATION_HEADER, readIdentitySource } from "./identity-source";
import { checkOriginHeader, type OriginHeader } from "./origin-header";
import { invokeUri } from "../integrations/invoke-uri";
import { lambdaName } from "../integrations/lambda-name";
import type { RouteKey } from "../route-key";

/** A Lambda of yours that reads payload 2.0 and answers in the form of `responseType`: its source, a function of this stack, or the ARN of one that is managed elsewhere. */
export type AuthorizerFunction =
  | NodeFunctionOptions
  | NodeFunction
  | {
      readonly functionArn: string;
      /** False where the function's own policy lets the authorizer call it already, or a role of the authorizer does. @default true */
      readonly permission?: boolean;
    };

export interface LambdaAuthorizerOptions extends AuthorizerResponseOptions {
  /** @default the bundled function, which verifies tokens of `issuers` */
  readonly function?: AuthorizerFunction;
  /** Lets keys be fetched over `http://` from this machine, for a run against an emulator. @default false */
  readonly allowHttpLoopback?: boolean;
  /**
   * What a distribution in front of the API adds to each request: the bundled function denies calls without it, so that nobody goes around the
   * distribution's web ACL. A call without the header is a 401. @default none, or that of `distribution`
   */
  readonly originHeader?: OriginHeader;
}

export interface LambdaAuthorizerProps extends LambdaAuthorizerOptions {
  /** The one API it serves. */
  readonly api: HttpApi;
  /** Unique within the API. */
  readonly name: string;
  /** The bundled function's name in AWS, or that of `function`'s source. @default `NAME-authorizer` */
  readonly functionName?: string;
  /** Whose tokens the bundled function lets in. Required for it, refused for another one. @default none */
  readonly issuers?: readonly [LambdaIssuer, ...LambdaIssuer[]];
  /** Groups and scopes that a route asks for beyond its issuers' demands, by route key; for the bundled function. @default none */
  readonly routes?: Readonly<Record<string, Requirement>>;
  /** `archive` (zipped by the archive provider) or `prebuilt` (zipped at synth). @default "archive" */
  readonly packaging?: Packaging;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A Lambda that decides who is let in: the bundled one, which verifies tokens of any number of issuers and checks groups, or one of yours.
 * Payload 2.0; its context reaches the handler at `requestContext.authorizer.lambda`.
 * An HTTP API answers 401 by itself where an identity source is missing; whatever the function denies, an expired token included, is 403. So
 * clients renew tokens in time, by `expires_in`, and don't wait for a 401.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * Addresses: `aws_apigatewayv2_authorizer.ID`, `aws_lambda_permission.ID_authorizer`, and those of a `NodeFunction` called `ID_authorizer`.
 */
export class LambdaAuthorizer extends Construct implements RequestAuthorizer {
  readonly resource: Apigatewayv2Authorizer;
  readonly authorizationType = "CUSTOM";
  readonly api: HttpApi;
  /** Undefined for a function that is managed elsewhere. */
  readonly function: NodeFunction | undefined;
  private readonly answersForOneCall: boolean;

  constructor(scope: Construct, id: string, props: LambdaAuthorizerProps) {
    super(scope, id);
    requireChecks(this, props);
    this.api = props.api;
    const responseType = props.responseType ?? "simple";
    const resultTtlInSeconds = props.resultTtlInSeconds ?? 0;
    const bundled = props.function === undefined;
    checkResponses(props, this.node.path);
    this.answersForOneCall = bundled && responseType === "policy" && isCached(props);
    for (const [index, source] of (props.identitySources ?? []).entries())
      readIdentitySource(source, { path: this.node.path, prop: `identitySources[${String(index)}]` });
    if (props.originHeader !== undefined) checkOriginHeader(props.originHeader, this.node.path);
    this.function = this.makeFunction(props);
    const functionArn =
      props.function !== undefined && "functionArn" in props.function ? props.function.functionArn : "";
    this.resource = new Apigatewayv2Authorizer(this, "Resource", {
      apiId: props.api.apiId,
      name: props.api.claimAuthorizerName(props.name, this.node.path),
      authorizerType: "REQUEST",
      authorizerUri: this.function?.invokeArn ?? invokeUri(functionArn),
      authorizerPayloadFormatVersion: "2.0",
      enableSimpleResponses: responseType === "simple",
      identitySources: identitySources(props),
      // Written out although it is 0: left out, the provider and AWS take 300.
      authorizerResultTtlInSeconds: resultTtlInSeconds,
    });
    declareAccess(this, {
      kind: "function",
      authorizer: this.resource.id,
      function: this.function?.resource.arn ?? functionArn,
      tokens: props.issuers?.map(({ issuer, audience, groups, scopes }) => ({
        issuer,
        clients: audience,
        ...(groups && { groups }),
        ...(scopes && { scopes }),
      })),
      requirements: props.routes ?? {},
      originHeader: props.originHeader?.name,
    });
    if (props.function !== undefined && "functionArn" in props.function && props.function.permission === false) return;
    new LambdaPermission(new Section(this, "permission"), "authorizer", {
      statementId: this.statementId(props),
      action: "lambda:InvokeFunction",
      ...(this.function === undefined ? lambdaName(functionArn) : this.function.permissionTarget),
      principal: "apigateway.amazonaws.com",
      // This authorizer of this API and nothing else.
      sourceArn: `${props.api.resource.executionArn}/authorizers/${this.resource.id}`,
    });
  }

  get authorizerId(): string {
    return this.resource.id;
  }

  /**
   * A cached policy names the method and path of the call that it was made for, and the route alone is in the cache's key: where a route takes
   * several of either (`ANY`, variables, `$default`), the next call would be denied.
   */
  checkRoute(key: RouteKey, where: string): void {
    const several = [...(key.method === "ANY" ? ["methods"] : []), ...(key.path.includes("{") ? ["paths"] : [])];
    if (!this.answersForOneCall || several.length === 0) return;
    throw new ConfigurationError(
      "authorizer-cache-path",
      where,
      `"${key.text}" takes many ${several.join(" and ")}, and the authorizer caches a policy that names one`,
      'Set resultTtlInSeconds: 0, or responseType: "simple"',
    );
  }

  /** Unique within the function's policy: one that is not made here may serve other APIs too. */
  private statementId(props: LambdaAuthorizerProps): string {
    const { api, name } = props;
    const word = name.replace(/[^A-Za-z0-9_-]/g, "");
    return this.function === undefined || this.function === props.function
      ? `AllowAuthorizer-${api.resource.nameInput}-${word}`
      : `AllowAuthorizer-${word}`;
  }

  private makeFunction(props: LambdaAuthorizerProps): NodeFunction | undefined {
    const common = {
      name: props.functionName ?? `${props.name}-authorizer`,
      packaging: props.packaging,
      tags: props.tags,
    };
    // Named by what names the authorizer: the function's own name is made of it.
    if (props.function === undefined || "entry" in props.function || "code" in props.function)
      checkFunctionName(common.name, { path: this.node.path });
    if (props.function === undefined) {
      return new NodeFunction(this, "authorizer", {
        entry: bundledFunction("authorizer"),
        environment: {
          AUTHORIZER_CONFIG: Fn.jsonencode(this.config(props)),
          ...(props.originHeader && { ORIGIN_HEADER: Fn.jsonencode(props.originHeader) }),
        },
        ...common,
      });
    }
    const unread = [
      ...(props.issuers === undefined ? [] : ["issuers"]),
      ...(props.originHeader === undefined ? [] : ["originHeader"]),
      ...Object.keys(props.routes ?? {}).map((key) => `requires of ${key}`),
    ];
    if (unread.length > 0) {
      throw new ConfigurationError(
        "authorizer-own-function",
        this.node.path,
        `a function of its own, and ${unread.join(", ")}, which only the bundled one reads`,
        "Leave function out, or leave these out and let yours decide",
      );
    }
    if (props.function instanceof NodeFunction) return props.function;
    if ("functionArn" in props.function) return undefined;
    return new NodeFunction(this, "authorizer", { ...props.function, ...common });
  }

  private config(props: LambdaAuthorizerProps): object {
    if (props.issuers === undefined) {
      throw new ConfigurationError(
        "authorizer-issuers",
        this.node.path,
        "the bundled function has no issuer to trust",
        "Give it issuers, e.g. issuers: [issuers.auth0({ domain, audience })]",
      );
    }
    return authorizerConfig(
      {
        issuers: props.issuers,
        responseType: props.responseType ?? "simple",
        source: props.identitySources?.[0] ?? AUTHORIZATION_HEADER,
        routes: props.routes ?? {},
        allowHttpLoopback: props.allowHttpLoopback,
      },
      this.node.path,
    );
  }
}
