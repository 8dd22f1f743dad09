import type { StateResource } from "../../../cli/adopt/estate";
import { evaluateText } from "../../../cli/adopt/evaluate";

const known = new Map([
  ["aws_cognito_user_pool.pool", { values: { endpoint: "cognito/p", id: "p" } } as unknown as StateResource],
]);

test.each([
  ["https://${aws_cognito_user_pool.pool.endpoint}", "https://cognito/p"],
  ["${aws_cognito_user_pool.pool.id}/${aws_cognito_user_pool.pool.id}", "p/p"],
  ["$context.requestId", "$context.requestId"],
  ["$${literal}", "${literal}"],
  ["${aws_cognito_user_pool.other.id}", undefined],
  ["${aws_cognito_user_pool.pool.missing}", undefined],
  ['${join("", [aws_cognito_user_pool.pool.id])}', undefined],
])("%s is %s", (text, value) => expect(evaluateText(text, known)).toBe(value));
