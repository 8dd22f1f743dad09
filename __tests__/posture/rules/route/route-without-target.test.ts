import { routeWithoutTarget } from "../../../../posture/rules/route/route-without-target";
import { holds } from "../holds";
import { goodStack, route } from "../support";

holds(routeWithoutTarget, {
  fires: {
    "no target": [
      goodStack(route({ target: undefined })),
      [{ at: "aws_apigatewayv2_route.get_items", says: ["404", "integrations/"] }],
    ],
  },
  silent: { "a target": goodStack() },
});
