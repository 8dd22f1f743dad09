import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

/**
 * Answers preflights (`OPTIONS`) that a catch-all route would send to its authorizer. It says yes to nothing by itself: the API puts its own
 * CORS headers on the answer, and a browser goes on only if those name the page's origin.
 */
export const handler = async (): Promise<APIGatewayProxyStructuredResultV2> => ({ statusCode: 204 });
