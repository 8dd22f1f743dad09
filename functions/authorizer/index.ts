import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { Denial, readConfig } from "../../posture/claims";
import { deny, type Answer, type AnswerForm } from "./answer";
import { createAuthorizer } from "./authorizer";
import { fetchJwks } from "../shared/tokens/jwks-fetch";
import { logDenial } from "./log";
import { readOriginHeader } from "./origin-header";

type Authorize = (event: APIGatewayRequestAuthorizerEventV2) => Promise<Answer>;

/** The form of a denial must fit the authorizer resource even if the rest of the configuration can't be read. */
function formOf(text: string | undefined): AnswerForm {
  return /"answer"\s*:\s*"policy"/.test(text ?? "") ? "policy" : "simple";
}

function start(text: string | undefined, header: string | undefined): Authorize {
  try {
    const originHeader = readOriginHeader(header);
    return createAuthorizer(readConfig(text), { read: fetchJwks, log: logDenial, originHeader });
  } catch (error) {
    const denial = new Denial("configuration", error instanceof Error ? { detail: error.message } : {});
    logDenial(denial, undefined);
    return async (event) => {
      logDenial(denial, event);
      return deny(formOf(text), (event as { routeArn?: unknown } | null | undefined)?.routeArn);
    };
  }
}

const authorize = start(process.env.AUTHORIZER_CONFIG, process.env.ORIGIN_HEADER);

/** Lambda (REQUEST) authorizer, payload 2.0. Configured by AUTHORIZER_CONFIG: see posture/claims/config.ts, and ORIGIN_HEADER: see origin-header.ts. */
export const handler = (event: APIGatewayRequestAuthorizerEventV2): Promise<Answer> => authorize(event);
