/**
 * How long an answer of a Lambda authorizer is kept where nothing says it, in seconds, once there are identity sources.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export const DEFAULT_RESULT_TTL = 300;
