import { outputSecret } from "../../../../posture/rules/output/output-secret";
import { holds } from "../holds";
import { machine, stackOf } from "../support";

const output = (value: unknown, sensitive?: boolean) => ({
  ...stackOf(machine()),
  output: { secret: { value, ...(sensitive !== undefined && { sensitive }) } },
});
const at = "output.secret";

holds(outputSecret, {
  fires: {
    "a client's secret": [
      output("${aws_cognito_user_pool_client.machine.client_secret}"),
      [{ at, says: ["aws_cognito_user_pool_client.machine.client_secret", "sensitive = true"] }],
    ],
    "inside a text": [output("id:${aws_cognito_user_pool_client.machine.client_secret}", false), [{ at }]],
    "a generated password": [output("${random_password.admin.result}"), [{ at }]],
  },
  silent: {
    sensitive: output("${aws_cognito_user_pool_client.machine.client_secret}", true),
    "an id": output("${aws_cognito_user_pool_client.machine.id}"),
  },
});
