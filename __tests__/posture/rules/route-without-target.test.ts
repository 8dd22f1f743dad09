import { routeWithoutTarget } from "../../../posture/rules/route-without-target";
import { holds } from "./doors";
import { goodStack, route } from "./support";

holds(routeWithoutTarget, {
  fires: {
    "no target": [
      goodStack(route({ target: undefined })),
      [{ at: "aws_apigatewayv2_route.get_items", says: ["404", "integrations/"] }],
    ],
  },
  silent: { "a target": goodStack() },
});
