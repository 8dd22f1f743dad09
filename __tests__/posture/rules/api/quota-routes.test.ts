import { quotaRoutes } from "../../../../posture/rules/api/quota-routes";
import { holds } from "../holds";
import { stackOf } from "../support";
import type { Resources } from "../support";

const routes = (count: number): Resources => ({
  aws_apigatewayv2_route: Object.fromEntries(
    Array.from({ length: count - 1 }, (_, i) => [
      `r${i}`,
      { api_id: "${aws_apigatewayv2_api.api.id}", route_key: `GET /${i}` },
    ]),
  ),
});

holds(quotaRoutes, {
  fires: { "301": [stackOf(routes(301)), [{ at: "aws_apigatewayv2_api.api", says: ["301", "300"] }]] },
  silent: { "300": stackOf(routes(300)) },
});
