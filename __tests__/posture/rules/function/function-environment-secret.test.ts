import { functionEnvironmentSecret } from "../../../../posture/rules/function/function-environment-secret";
import { findingsOf, lambda, stackOf } from "../support";
import { holds } from "../holds";

const at = "aws_lambda_function.items";
const having = (variables: Readonly<Record<string, string>>) => stackOf(lambda({ environment: { variables } }));

holds(functionEnvironmentSecret, {
  fires: {
    "a password": [having({ DB_PASSWORD: "hunter2", DB_HOST: "db.example.com" }), [{ at, says: ["DB_PASSWORD"] }]],
    "a key in letters of its own": [having({ stripeApiKey: "sk_live_4711" }), [{ at, says: ["stripeApiKey"] }]],
    "each by itself": [
      having({ CLIENT_SECRET: "x1", AUTH_TOKEN: "x2" }),
      [
        { at, says: ["CLIENT_SECRET"] },
        { at, says: ["AUTH_TOKEN"] },
      ],
    ],
  },
  silent: {
    "where it is kept": having({
      DB_SECRET: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf",
      SECRET: "prod/db",
      API_KEY: "/shop/api-key",
      PASSWORD: "",
    }),
    "a reference": having({ DB_SECRET: "${aws_secretsmanager_secret.db.arn}" }),
    "other names": having({ TOKEN_URL: "https://example.com/token", TOKEN_TYPE: "bearer", SECRET_ARN: "x" }),
    "what it says of itself": having({ MAX_TOKEN: "4096", REQUIRE_TOKEN: "true" }),
  },
});

test("the value stands nowhere", () => {
  const found = findingsOf(functionEnvironmentSecret, having({ DB_PASSWORD: "hunter2" }));
  expect(found).toHaveLength(1);
  expect(JSON.stringify(found)).not.toContain("hunter2");
});
