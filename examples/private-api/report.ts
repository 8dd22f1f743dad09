import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

/** A REST API sends payload format 1.0: who signed is at `requestContext.identity`, and IAM decided already. */
export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ path: event.path, caller: event.requestContext.identity.userArn }),
});
