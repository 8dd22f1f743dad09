import { quotaAuthorizers } from "../../../../posture/rules/authorizer/quota-authorizers";
import { holds } from "../holds";
import { stackOf } from "../support";
import type { Resources } from "../support";

const authorizers = (count: number): Resources => ({
  aws_apigatewayv2_authorizer: Object.fromEntries(
    Array.from({ length: count - 1 }, (_, i) => [`a${i}`, { api_id: "${aws_apigatewayv2_api.api.id}", name: `a${i}` }]),
  ),
});

holds(quotaAuthorizers, {
  fires: { "11": [stackOf(authorizers(11)), [{ at: "aws_apigatewayv2_api.api", says: ["11", "10"] }]] },
  silent: { "10": stackOf(authorizers(10)) },
});
