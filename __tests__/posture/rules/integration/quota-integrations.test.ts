import { quotaIntegrations } from "../../../../posture/rules/integration/quota-integrations";
import { holds } from "../holds";
import { stackOf } from "../support";
import type { Resources } from "../support";

const integrations = (count: number): Resources => ({
  aws_apigatewayv2_integration: Object.fromEntries(
    Array.from({ length: count - 1 }, (_, i) => [
      `i${i}`,
      { api_id: "${aws_apigatewayv2_api.api.id}", integration_type: "HTTP_PROXY" },
    ]),
  ),
});

holds(quotaIntegrations, {
  fires: { "301": [stackOf(integrations(301)), [{ at: "aws_apigatewayv2_api.api", says: ["301", "share"] }]] },
  silent: { "300": stackOf(integrations(300)) },
});
