import { Fn, Token } from "cdktf";

/**
 * The address under which API Gateway calls a Lambda, from the function's ARN, in the ARN's own region and partition.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export function invokeUri(functionArn: string): string {
  const part = (index: number): string =>
    Token.isUnresolved(functionArn)
      ? Token.asString(Fn.element(Fn.split(":", functionArn), index))
      : (functionArn.split(":")[index] ?? "");
  return `arn:${part(1)}:apigateway:${part(3)}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}
