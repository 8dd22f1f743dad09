import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { callOf, log } from "../shared/log";
import { answerOf, checkKey, readKeys, type Decision, type Keys } from "./api-key";

/** A wrong configuration denies everybody: a failing authorizer would be a 500. */
function start(text: string | undefined): Keys | undefined {
  try {
    return readKeys(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : undefined;
    log({ level: "error", message: "API_KEYS can't be used: every call is denied", reason: "configuration", detail });
    return undefined;
  }
}

const keys = start(process.env.API_KEYS);

/** Lambda (REQUEST) authorizer, payload 2.0, simple answers. */
export const handler = async (event: APIGatewayRequestAuthorizerEventV2) => {
  const decision: Decision = keys === undefined ? { denied: "configuration" } : checkKey(keys, event);
  if ("denied" in decision) {
    const level = decision.denied === "configuration" ? "error" : "info";
    log({ level, message: "authorizer denied the call", ...callOf(event), reason: decision.denied });
  }
  return answerOf(decision);
};
