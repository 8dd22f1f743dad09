import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { Denial, readConfig } from "../../posture/claims";
import { deny, type Answer, type AnswerForm } from "./answer";
import { createAuthorizer } from "./authorizer";
import { fetchJwks } from "../shared/tokens/jwks-fetch";
import { logDenial } from "./log";

type Authorize = (event: APIGatewayRequestAuthorizerEventV2) => Promise<Answer>;

/** The form of a denial must fit the authorizer resource even if the rest of the configuration can't be read. */
function formOf(text: string | undefined): AnswerForm {
  return /"answer"\s*:\s*"policy"/.test(text ?? "") ? "policy" : "simple";
}

function start(text: string | undefined): Authorize {
  try {
    return createAuthorizer(readConfig(text), { read: fetchJwks, log: logDenial });
  } catch (error) {
    const denial = new Denial("configuration", error instanceof Error ? { detail: error.message } : {});
    logDenial(denial, undefined);
    return async (event) => {
      logDenial(denial, event);
      return deny(formOf(text), (event as { routeArn?: unknown } | null | undefined)?.routeArn);
    };
  }
}

const authorize = start(process.env.AUTHORIZER_CONFIG);

/** Lambda (REQUEST) authorizer, payload 2.0. Configured by AUTHORIZER_CONFIG: see posture/claims/config.ts. */
export const handler = (event: APIGatewayRequestAuthorizerEventV2): Promise<Answer> => authorize(event);
