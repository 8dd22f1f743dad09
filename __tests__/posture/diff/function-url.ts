import { changesBetween } from "../../../posture/diff/index";
import type { Model } from "../../../posture/model/index";

/** A function alone, as HCL. */
export const FUNCTION = `
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
}`;

/** The same with a function URL; `lifecycle`: its block. */
export const functionUrl = (type: string, lifecycle = "") => `${FUNCTION}
resource "aws_lambda_function_url" "u" {
  function_name      = aws_lambda_function.f.function_name
  authorization_type = "${type}"
  ${lifecycle}
}`;

/** `kind code: sentence` of each change. */
export const sentencesBetween = (before: Model, after: Model) =>
  changesBetween(before, after).map(({ kind, code, summary }) => `${kind} ${code}: ${summary}`);
/** `kind code` of each change. */
export const codesBetween = (before: Model, after: Model) =>
  changesBetween(before, after).map(({ kind, code }) => `${kind} ${code}`);
