import { permissionDuplicate } from "../../../../posture/rules/function/permission-duplicate";
import { holds } from "../holds";
import { goodStack, lambdaAuthorizer, stackOf } from "../support";
import type { Resources } from "../support";

const more = (change: Record<string, unknown>): Resources => ({
  aws_lambda_permission: Object.fromEntries(
    ["b", "c"].map((name) => [name, { ...goodStack().resource["aws_lambda_permission"]?.["items"], ...change }]),
  ),
});

holds(permissionDuplicate, {
  fires: {
    "one a route": [
      stackOf(more({ source_arn: "${aws_apigatewayv2_api.api.execution_arn}/*/GET/items" })),
      [{ at: "aws_lambda_permission.items", says: ["3 permissions", "*/*"] }],
    ],
  },
  silent: {
    one: goodStack(),
    "beside an authorizer's": stackOf(lambdaAuthorizer()),
    "for aliases": stackOf(more({ qualifier: "${aws_lambda_alias.live.name}" })),
  },
});
