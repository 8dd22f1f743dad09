/** What a text of `$context.authorizer.error` or `error_description` points to, and what to do about it. */
export interface Cause {
  readonly test: RegExp;
  readonly means: string;
  readonly remedy: string;
}

/**
 * AWS documents two of its messages (Troubleshooting issues with HTTP API JWT authorizers
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html), so they are
 * recognised by the words that name what was checked.
 */
export const AUTHORIZER_CAUSES: readonly Cause[] = [
  {
    test: /audience|client_id/i,
    means: "The token's aud (or its client_id, where there is no aud) is not in the authorizer's audience.",
    remedy: "Put the client's id into jwt_configuration.audience, or get the token through a client that is in it.",
  },
  {
    test: /expired|\bexp\b/i,
    means: "The token was sent after it had expired.",
    remedy: "The client has to refresh its token before it expires.",
  },
  {
    test: /issuer|\biss\b/i,
    means: "The token's issuer is not exactly the authorizer's.",
    remedy: "Compare both, the trailing slash included.",
  },
  {
    test: /discovery|jwks|openid-configuration|communicat/i,
    means: "API Gateway could not read the issuer's discovery document or its keys (1,500 ms each).",
    remedy: "Is ISSUER/.well-known/openid-configuration reachable from the internet, and fast?",
  },
  {
    test: /\bkid\b|\bkey\b/i,
    means: "No key of the issuer has the token's kid.",
    remedy: "The token comes from another issuer, or the keys were just changed: they are cached for up to two hours.",
  },
  {
    test: /signature|verif/i,
    means: "The signature doesn't match the token.",
    remedy: "The token was changed or cut, or another key signed it.",
  },
  {
    test: /algorithm|\balg\b|signing method/i,
    means: "The token is not signed with RSA.",
    remedy: "Let the issuer sign with RS256.",
  },
  {
    test: /segments|decode|malformed|parse|invalid character/i,
    means: "What was sent is not a JWT.",
    remedy: "Is it a whole access token, with nothing but Bearer before it?",
  },
  {
    test: /scope/i,
    means: "The token has none of the route's scopes.",
    remedy: "Get a token with one of them: posture explain with the token names the clients that may request it.",
  },
  {
    test: /not valid yet|before|\bnbf\b|\biat\b|future/i,
    means: "The token is not valid yet.",
    remedy: "A clock is wrong, or the token is meant for later use.",
  },
];

/**
 * Why IAM refused: words of `$context.error.message` and `authorizer.error` at a route behind IAM.
 * Troubleshooting Signature Version 4 https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export const IAM_CAUSES: readonly Cause[] = [
  {
    test: /Missing Authentication Token/i,
    means: "The request carries no SigV4 signature, or no route matches it (REST APIs give the same message for both).",
    remedy: "Sign the request for the service execute-api; a bearer token is not a signature.",
  },
  {
    test: /explicit deny/i,
    means: "A policy denies it; an explicit Deny overrides every Allow.",
    remedy: "Look for the Deny: policies of the role, its permissions boundary, and those of the organization.",
  },
  {
    test: /not authorized to perform|AccessDenied/i,
    means: "No policy of the caller allows execute-api:Invoke on this call.",
    remedy: "posture explain --principal with the caller's ARN says what its policies lack.",
  },
  {
    test: /security token.*(expired|invalid)|ExpiredToken|UnrecognizedClient|InvalidClientTokenId/i,
    means: "The credentials are unknown, have expired, or lack their session token (x-amz-security-token).",
    remedy: "Get new credentials, and send the session token of temporary ones.",
  },
  {
    test: /Signature (expired|not yet current)|RequestExpired/i,
    means: "The signature is older than five minutes, or a clock is wrong.",
    remedy: "Sign each request again, right before it is sent.",
  },
  {
    test: /signature we calculated|SignatureDoesNotMatch|InvalidSignature/i,
    means:
      "The signature doesn't match the request: another secret key, or the request was changed after it was signed.",
    remedy: "Sign method, path, query, body and host exactly as they are sent; proxies must not change them.",
  },
  {
    test: /Credential should be scoped|key=value pair|IncompleteSignature|Authorization header requires/i,
    means: "The header Authorization is not a complete SigV4 signature for execute-api in the API's region.",
    remedy: "Sign for the service execute-api and the API's own region.",
  },
];

/**
 * `$context.error.responseType`: the gateway response that was sent.
 * Gateway response types https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const RESPONSE_TYPES: Readonly<Record<string, string>> = {
  ACCESS_DENIED: "the authorizer, or the caller's IAM policy, denied the request",
  API_CONFIGURATION_ERROR: "the API's configuration is at fault",
  AUTHORIZER_CONFIGURATION_ERROR:
    "the authorizer could not be invoked: its configuration or the permission to invoke its function is at fault",
  AUTHORIZER_FAILURE: "the authorizer's function failed, or returned a response in the wrong format (simple or policy)",
  BAD_REQUEST_PARAMETERS: "the request's parameters failed validation",
  BAD_REQUEST_BODY: "the request's body failed validation",
  EXPIRED_TOKEN: "the session token of the signature has expired",
  INTEGRATION_FAILURE: "the integration could not be called, or its response was invalid",
  INTEGRATION_TIMEOUT: "the integration did not answer in time (30 s at most)",
  INVALID_SIGNATURE: "the SigV4 signature is wrong",
  MISSING_AUTHENTICATION_TOKEN: "the request carries no SigV4 signature, or the API has no such method",
  QUOTA_EXCEEDED: "a usage plan's quota is used up",
  REQUEST_TOO_LARGE: "the request is too large (10 MB at most)",
  RESOURCE_NOT_FOUND: "no route matches the request",
  THROTTLED: "the request was throttled",
  UNAUTHORIZED: "the authorizer refused the caller, or found no token",
  UNSUPPORTED_MEDIA_TYPE: "the content type is not supported",
  WAF_FILTERED: "a web application firewall refused the request",
};

/** `$context.integrationErrorMessage` and `integration.error`, by the words in them. */
export const INTEGRATION_CAUSES: readonly Cause[] = [
  {
    test: /permission|not authorized|AccessDenied/i,
    means: "API Gateway may not invoke the function.",
    remedy: "Add an aws_lambda_permission for apigateway.amazonaws.com whose source ARN covers this route.",
  },
  {
    test: /timed? ?out|timeout/i,
    means: "The function or backend did not answer in time.",
    remedy: "Look at its duration; a function's time limit should be below the integration's 30 s.",
  },
  {
    test: /response format|malformed|invalid.*(response|status)|Unprocessable/i,
    means: "The function's response is not valid for the payload format version.",
    remedy:
      "With payload format version 2.0 return { statusCode, headers, body }, or set payload_format_version to what the handler expects.",
  },
  {
    test: /throttl|TooManyRequests|Rate Exceeded|concurren/i,
    means: "Lambda throttled the function.",
    remedy: "Raise the function's reserved concurrency or the account's limit.",
  },
  {
    test: /error in (the )?(lambda|integration)|exited|unhandled|runtime/i,
    means: "The function failed.",
    remedy: "Its own log says why; search it for the requestId.",
  },
];

export function causeOf(text: string, causes: readonly Cause[]): Cause | undefined {
  return causes.find((cause) => cause.test.test(text));
}
