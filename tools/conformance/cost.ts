/**
 * What AWS bills of the resource types that main.ts makes: list prices in us-east-1, rounded, as of 2026-11.
 * API Gateway, Lambda, CloudWatch and Cognito pricing https://aws.amazon.com/pricing/
 */
const BILLED: Readonly<Record<string, string>> = {
  aws_apigatewayv2_api: "billed by the request (about 1 USD a million)",
  aws_lambda_function: "billed by the request and its milliseconds (about 0.20 USD a million requests)",
  aws_cloudwatch_log_group: "billed by the gigabyte taken in and kept (about 0.50 USD a gigabyte)",
  aws_cognito_user_pool: "billed by the user active in a month (50,000 are free in Essentials)",
  aws_cognito_user_pool_client:
    "free, but one with client_credentials about 6 USD a month, by the second, and 2.25 USD for 1,000 tokens",
};

/** Types that cost nothing by themselves. */
const FREE =
  /^aws_(apigatewayv2_(authorizer|integration|route|stage)|cognito_(resource_server|user_group|user_pool_domain)|iam_|lambda_permission)/;

/** One line a type: how many are created, and how AWS bills them. */
export function costLines(types: readonly string[]): readonly string[] {
  return [...new Set(types)].sort().map((type) => {
    const count = types.filter((one) => one === type).length;
    const billed =
      BILLED[type] ?? (FREE.test(type) ? "free" : "not known to this command: look it up before you go on");
    return `  ${String(count).padStart(3)} ${type}: ${billed}`;
  });
}
