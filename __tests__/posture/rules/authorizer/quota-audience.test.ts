import { quotaAudience } from "../../../../posture/rules/authorizer/quota-audience";
import { holds } from "../holds";
import { goodStack, jwt } from "../support";

const audience = (count: number) =>
  goodStack(
    jwt({
      jwt_configuration: {
        issuer: "https://issuer.example",
        audience: Array.from({ length: count }, (_, i) => `client-${i}`),
      },
    }),
  );

holds(quotaAudience, {
  fires: { "51": [audience(51), [{ at: "aws_apigatewayv2_authorizer.jwt", says: ["51", "second authorizer"] }]] },
  silent: { "50": audience(50) },
});
