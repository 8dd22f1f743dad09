import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { deny, type Answer, type AnswerForm } from "./answer";
import { createAuthorizer } from "./authorizer";
import { fetchJwks } from "./jwks-fetch";
import { logRefusal } from "./log";
import { readConfig } from "./read-config";
import { Refusal } from "./refusal";

type Authorize = (event: APIGatewayRequestAuthorizerEventV2) => Promise<Answer>;

/** The form of a denial must fit the authorizer resource even if the rest of the configuration can't be read. */
function formOf(text: string | undefined): AnswerForm {
  return /"answer"\s*:\s*"policy"/.test(text ?? "") ? "policy" : "simple";
}

function start(text: string | undefined): Authorize {
  try {
    return createAuthorizer(readConfig(text), { read: fetchJwks, log: logRefusal });
  } catch (error) {
    const refusal = new Refusal("configuration", error instanceof Error ? error.message : undefined);
    logRefusal(refusal, undefined);
    return async (event) => {
      logRefusal(refusal, event);
      return deny(formOf(text), (event as { routeArn?: unknown } | null | undefined)?.routeArn);
    };
  }
}

const authorize = start(process.env.AUTHORIZER_CONFIG);

/** Lambda (REQUEST) authorizer, payload 2.0. Configured by AUTHORIZER_CONFIG: see config.ts. */
export const handler = (event: APIGatewayRequestAuthorizerEventV2): Promise<Answer> => authorize(event);
