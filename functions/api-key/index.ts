import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { checkKey, readKeys } from "./api-key";

type Keys = ReturnType<typeof readKeys>;

/** A wrong configuration denies everybody: a failing authorizer would be a 500. */
function start(text: string | undefined): Keys {
  try {
    return readKeys(text);
  } catch (error) {
    console.error(JSON.stringify({ level: "error", message: error instanceof Error ? error.message : "API_KEYS" }));
    return [];
  }
}

const keys = start(process.env.API_KEYS);

/** Lambda (REQUEST) authorizer, payload 2.0, simple answers. */
export const handler = async (event: APIGatewayRequestAuthorizerEventV2) => checkKey(keys, event);
