import { is, isWhole, leadsTo, targetOf, valueOr } from "../../../model";
import type { Authorizer, LambdaAuthorizer, Model, Route } from "../../../model";
import { HTTP_API } from "../../../aws/api-gateway";
import { authorizerPath, isManaged, mayInvoke } from "../../../model/permissions";
import { sourceText } from "../identity-source";
import type { Step } from "../types";

/** The parts of a request that have to be there, or API Gateway answers 401 by itself; `$context.routeKey` always is. */
export function requiredSources(authorizer: Authorizer): readonly string[] {
  return authorizer.identitySources.items.filter((source) => source.startsWith("$request."));
}

/** How long an answer is kept, in seconds; undefined: not known. Without identity sources nothing is kept. */
export function cacheSeconds(authorizer: Authorizer, { ttl }: LambdaAuthorizer): number | undefined {
  const { identitySources } = authorizer;
  if (identitySources.items.length === 0 && isWhole(identitySources)) return 0;
  return ttl.known ? (ttl.value ?? HTTP_API.defaultResultTtl.value) : undefined;
}

/**
 * What an answer that was kept does to this call. One serves every route of the authorizer, unless the route is part
 * of the key.
 */
export function cacheSteps(model: Model, authorizer: Authorizer, lambda: LambdaAuthorizer): readonly Step[] {
  const check = "cache";
  const { items } = authorizer.identitySources;
  const seconds = cacheSeconds(authorizer, lambda);
  if (seconds === 0)
    return [{ check, result: "note", text: "Results aren't cached: the function is invoked for every request." }];
  if (seconds === undefined)
    return [
      {
        check,
        result: "note",
        text: `Whether results are cached isn't known yet (${lambda.ttl.known ? "" : lambda.ttl.why}).`,
      },
    ];
  const key = items.map(sourceText).join(" and ");
  const kept = `A result is cached for ${String(seconds)} s under the value of ${key}: the function isn't invoked meanwhile, not even for a token that has expired or was revoked.`;
  if (items.includes("$context.routeKey")) return [{ check, result: "note", text: kept }];
  const served = routesBehind(model, authorizer).length;
  if (served < 2) return [{ check, result: "note", text: kept }];
  return [
    {
      check,
      result: "note",
      text: `${kept} The route isn't part of the cache key, so the result applies to all ${String(served)} routes: what was allowed or denied on another one with the same token applies here too.`,
      remedy: 'Add "$context.routeKey" to the identity sources if the result depends on the route.',
    },
  ];
}

/** The routes that an authorizer guards. */
export function routesBehind(model: Model, authorizer: Authorizer): readonly Route[] {
  return model.routes.filter((route) => leadsTo(route.authorizer, authorizer) === true);
}

/** API Gateway has to be let in by the function, or by a role of the authorizer's own; otherwise 500. */
export function permissionSteps(model: Model, authorizer: Authorizer, lambda: LambdaAuthorizer): readonly Step[] {
  const role = authorizer.resource.attributes.text("authorizer_credentials_arn");
  if (!role.known || (role.value !== undefined && role.value !== "") || !isManaged(lambda.function)) return [];
  const may = mayInvoke(model, lambda.function, {
    principal: "apigateway.amazonaws.com",
    source: authorizer.api,
    path: authorizerPath(authorizer),
  });
  if (may !== false) return [];
  const fn = targetOf(lambda.function)?.address ?? "its function";
  return [
    {
      check: "function",
      result: "fail",
      status: 500,
      text: `No aws_lambda_permission lets ${authorizer.address} invoke ${fn}: the answer is 500, and the access log's error.responseType is AUTHORIZER_CONFIGURATION_ERROR.`,
      remedy: `Add an aws_lambda_permission for ${fn} with the principal apigateway.amazonaws.com and the source ARN …/authorizers/ID.`,
    },
  ];
}

/** The form of the answer that the authorizer expects; another one is a 500. */
export function formSteps(
  authorizer: Authorizer,
  lambda: LambdaAuthorizer,
  answer?: "simple" | "policy",
): readonly Step[] {
  const simple = valueOr(lambda.simpleResponses, undefined);
  const { address } = authorizer;
  if (is(lambda.simpleResponses, true) === true && is(lambda.payloadVersion, "1.0") === true)
    return [
      {
        check: "function",
        result: "note",
        text: `${address} enables simple responses with payload format version 1.0; they need 2.0.`,
        remedy: "Set authorizer_payload_format_version to 2.0.",
      },
    ];
  if (answer !== undefined && simple !== undefined && simple !== (answer === "simple"))
    return [
      {
        check: "function",
        result: "fail",
        status: 500,
        text: `The function's response format is "${answer}"; ${address} expects ${simple ? "simple responses" : "an IAM policy"}: every call gets 500.`,
        remedy: `Set enable_simple_responses = ${String(!simple)}, or "answer" in AUTHORIZER_CONFIG.`,
      },
    ];
  if (answer === undefined && simple === false)
    return [
      {
        check: "function",
        result: "note",
        text: `${address} expects an IAM policy; a response like {"isAuthorized": true} would be a 500.`,
      },
    ];
  return [];
}
