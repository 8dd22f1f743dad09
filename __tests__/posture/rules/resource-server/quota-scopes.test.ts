import { quotaScopes } from "../../../../posture/rules/resource-server/quota-scopes";
import { holds } from "../holds";
import { goodStack, route } from "../support";

const scopes = (count: number) =>
  goodStack(route({ authorization_scopes: Array.from({ length: count }, (_, i) => `api/s${i}`) }));

holds(quotaScopes, {
  fires: { "11": [scopes(11), [{ at: "aws_apigatewayv2_route.get_items", says: ["11", "10"] }]] },
  silent: { "10": scopes(10) },
});
