import { authorizerTtlRange } from "../../../../posture/rules/authorizer/authorizer-ttl-range";
import { holds } from "../holds";
import { lambdaAuthorizer, stackOf } from "../support";

const ttl = (authorizer_result_ttl_in_seconds: unknown) =>
  stackOf(lambdaAuthorizer({ authorizer_result_ttl_in_seconds }));

holds(authorizerTtlRange, {
  fires: { "over an hour": [ttl(3601), [{ at: "aws_apigatewayv2_authorizer.lambda", says: ["3601", "3600"] }]] },
  silent: { "an hour": ttl(3600), none: ttl(0) },
  unknown: { "the TTL": ttl("${var.ttl}") },
});
