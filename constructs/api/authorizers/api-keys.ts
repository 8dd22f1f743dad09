import { configProblem, type ApiKeyConfig } from "../../../functions/api-key/config";
import { ConfigurationError } from "../../errors/configuration-error";
import { bundledFunction } from "../../package-root";
import type { IdentitySource } from "./identity-source";
import type { SecuredLambdaAuthorizer } from "../access";

/** A function's environment variables share 4 KB: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const ROOM = 3900;

/**
 * A Lambda authorizer for keys: `lambdaAuthorizers: { key: apiKeys({ acme: ["SHA-256 of the key"] }) }`. HTTP APIs know no API keys and usage
 * plans (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html). A key says which consumer calls, never which
 * person, and is good until it is taken out: prefer a machine client, or mutual TLS.
 *
 * Only hashes are kept, which is enough for keys nobody can guess: make one with `openssl rand -base64 32`, its hash with
 * `printf %s "$KEY" | sha256sum`. To change a key, list both hashes for a while.
 * @param consumers each consumer's name, which reaches the handler as `userId`, with the SHA-256 of its keys in hexadecimal
 * @param identitySource where the key is. @default "$request.header.x-api-key"
 * @throws ConfigurationError `api-keys`
 */
export function apiKeys(
  consumers: ApiKeyConfig,
  identitySource: IdentitySource = "$request.header.x-api-key",
): SecuredLambdaAuthorizer {
  const refuse = (found: string, instead: string): never => {
    throw new ConfigurationError("api-keys", "apiKeys", found, instead);
  };
  const names = Object.keys(consumers);
  if (names.length === 0) refuse("no consumer has a key", "Name a consumer: apiKeys({ acme: [sha256] })");
  const keyless = names.find((name) => consumers[name]?.length === 0);
  const problem = keyless === undefined ? configProblem(consumers) : `${keyless} has no key`;
  if (problem !== undefined) refuse(problem, 'Write for each key 64 of 0-9 and a-f: printf %s "$KEY" | sha256sum');
  const API_KEYS = JSON.stringify(consumers);
  if (API_KEYS.length > ROOM)
    refuse(
      `${names.length} consumers take ${API_KEYS.length} characters`,
      `A function's environment has room for ${ROOM}; keep more of them in a table, with a function of your own`,
    );
  return {
    function: { entry: bundledFunction("api-key"), environment: { API_KEYS } },
    identitySources: [identitySource],
  };
}
