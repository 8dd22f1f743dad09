import type { APIGatewayIAMAuthorizerResult, APIGatewaySimpleAuthorizerWithContextResult } from "aws-lambda";
import { Denial, type AuthorizerContext } from "../../posture/claims";

/** A simple answer; a denial has no context. */
type SimpleAnswer = APIGatewaySimpleAuthorizerWithContextResult<AuthorizerContext> | { isAuthorized: false };
export type Answer = SimpleAnswer | APIGatewayIAMAuthorizerResult;
export type AnswerForm = "simple" | "policy";

/** Who the policy names when the token has no user or nobody was let in. */
const NOBODY = "unidentified";

function policy(effect: "Allow" | "Deny", resource: string): APIGatewayIAMAuthorizerResult["policyDocument"] {
  return { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Effect: effect, Resource: resource }] };
}

/**
 * @param routeArn ARN of this very call; used by the policy form only
 * @throws Denial `route_arn` when the ARN is missing or would match more than this call: it ends with the path, which
 *   the caller writes, and `*`, `?` and `${` mean something in a policy
 */
export function allow(form: AnswerForm, routeArn: unknown, context: AuthorizerContext): Answer {
  if (form === "simple") return { isAuthorized: true, context };
  if (typeof routeArn !== "string" || !routeArn.startsWith("arn:") || /[*?]|\$\{/.test(routeArn)) {
    throw new Denial("route_arn", { detail: "the event's routeArn is missing, or would match more than this call" });
  }
  return { principalId: context.userId ?? NOBODY, policyDocument: policy("Allow", routeArn), context };
}

/** Without an ARN everything is denied: the only policy here that may say `*`. */
export function deny(form: AnswerForm, routeArn: unknown): Answer {
  if (form === "simple") return { isAuthorized: false };
  return {
    principalId: NOBODY,
    policyDocument: policy("Deny", typeof routeArn === "string" && routeArn ? routeArn : "*"),
  };
}
