import { AwsError } from "../../../../functions/shared/aws/aws-error";

test.each<[string, number | undefined, boolean]>([
  ["Timeout", undefined, true],
  ["InternalServerError", 500, true],
  ["Unknown", 429, true],
  ["UnreadableAnswer", 200, true],
  ["UnreadableAnswer", 299, true],
  ["PermanentRedirect", 300, false],
  ["ThrottlingException", 400, true],
  ["ProvisionedThroughputExceededException", 400, true],
  ["RequestLimitExceeded", 400, true],
  ["AccessDeniedException", 403, false],
  ["ConditionalCheckFailedException", 400, false],
  ["ResourceNotFoundException", 404, false],
])("%s with status %s may pass by itself: %s", (code, status, isTransient) => {
  const error = new AwsError("dynamodb", code, status);
  expect(error).toMatchObject({ name: "AwsError", service: "dynamodb", code, status, isTransient });
  expect(error.message).toBe(`dynamodb answered ${status ?? "nothing"}: ${code}`);
});
