import { Token } from "cdktf";
import type { Requirement } from "../../../posture/claims";
import { HTTP_API } from "../../../posture/aws/api-gateway";
import { ConfigurationError } from "../../errors/configuration-error";
import { AUTHORIZATION_HEADER, type IdentitySource } from "./identity-source";
import type { OriginHeader } from "./origin-header";

export interface AuthorizerResponseOptions {
  /**
   * `simple` is `{ isAuthorized, context }`; `policy` is an IAM policy that names what may be called.
   * @default "simple"
   */
  readonly responseType?: "simple" | "policy";
  /** Where the token is; all of them must be there, else 401 without a call. @default $request.header.Authorization */
  readonly identitySources?: readonly [IdentitySource, ...IdentitySource[]];
  /**
   * How long an answer counts for the same identity, 0 to 3600 seconds. A token that is revoked, or whose user loses a group, is let in
   * until then. @default 0: each call is asked
   */
  readonly resultTtlInSeconds?: number;
  /** False lets one cached answer serve all routes, which is right only where the function never looks at the route. @default true */
  readonly cachePerRoute?: boolean;
}

interface Answers extends AuthorizerResponseOptions {
  readonly routes?: Readonly<Record<string, Requirement>>;
  readonly originHeader?: OriginHeader;
}

/** Whether answers may be cached: a time that only Terraform knows may be any. */
export function isCached({ resultTtlInSeconds = 0 }: AuthorizerResponseOptions): boolean {
  return Token.isUnresolved(resultTtlInSeconds) || resultTtlInSeconds > 0;
}

/**
 * The identity sources, which together are the key of the cache. A cached answer serves every route of its authorizer unless
 * `$context.routeKey` is among them, so it is added wherever answers may differ by route.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.caching
 */
export function identitySources(answers: Answers): string[] {
  // What the function looks at is in the key: a cached answer must not serve a call without the header.
  const header = answers.originHeader === undefined ? [] : [`$request.header.${answers.originHeader.name}`];
  const sources = [...(answers.identitySources ?? [AUTHORIZATION_HEADER]), ...header];
  return isCached(answers) && (answers.cachePerRoute ?? true) ? [...sources, "$context.routeKey"] : sources;
}

/** @throws ConfigurationError `authorizer-ttl-range`, or `authorizer-cache-shared` where one route's answer would serve another */
export function checkResponses(answers: Answers, where: string): void {
  const seconds = answers.resultTtlInSeconds ?? 0;
  const { least, most } = HTTP_API.resultTtl.value;
  if (!Token.isUnresolved(seconds) && !(Number.isInteger(seconds) && seconds >= least && seconds <= most)) {
    throw new ConfigurationError(
      "authorizer-ttl-range",
      { path: where, prop: "resultTtlInSeconds" },
      `it is ${seconds}`,
      `Write ${least} to ${most}`,
    );
  }
  if (answers.cachePerRoute !== false || !isCached(answers)) return;
  const byRoute = Object.keys(answers.routes ?? {}).length > 0 || answers.responseType === "policy";
  if (!byRoute) return;
  throw new ConfigurationError(
    "authorizer-cache-shared",
    { path: where, prop: "cachePerRoute" },
    answers.responseType === "policy"
      ? "policies name the route they were made for, and one cached policy would serve all routes"
      : "routes require different groups or scopes, and one cached result would serve all routes",
    "Leave out cachePerRoute, or set resultTtlInSeconds: 0",
  );
}
