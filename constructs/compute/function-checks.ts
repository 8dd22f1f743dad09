import { Token } from "cdktf";
import { ConfigurationError } from "../errors/configuration-error";
import type { NodeFunctionProps } from "./node-function";

/** What Lambda sets itself: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED: ReadonlySet<string> = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
]);

/**
 * Refuses what Lambda would refuse at apply; values that are known only then pass.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 * @throws ConfigurationError `function-name`, `function-memory`, `function-timeout` or `function-environment`
 */
export function checkFunction(props: NodeFunctionProps, where: string): void {
  if (!Token.isUnresolved(props.name) && !/^[A-Za-z0-9_-]{1,64}$/.test(props.name)) {
    throw new ConfigurationError(
      "function-name",
      where,
      `"${props.name}" (${props.name.length} characters) can't name a function`,
      "Write 1 to 64 of A-Z, a-z, 0-9, - and _",
    );
  }
  checkWhole(props.memorySize, 128, 10_240, "function-memory", where, "memory", "MB");
  checkWhole(props.timeout, 1, 900, "function-timeout", where, "timeout", "seconds");
  for (const name of Object.keys(props.environment ?? {})) {
    if (/^[A-Za-z][A-Za-z0-9_]+$/.test(name) && !RESERVED.has(name)) continue;
    throw new ConfigurationError(
      "function-environment",
      where,
      RESERVED.has(name) ? `Lambda sets ${name} itself` : `"${name}" can't name a variable`,
      "Write two or more of A-Z, a-z, 0-9 and _, beginning with a letter, and none that Lambda reserves",
    );
  }
}

function checkWhole(
  value: number | undefined,
  least: number,
  most: number,
  code: string,
  where: string,
  what: string,
  unit: string,
): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new ConfigurationError(code, where, `${what} is ${value}`, `Write whole ${unit}, ${least} to ${most}`);
}
