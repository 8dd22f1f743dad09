import { Token } from "cdktf";
import { FUNCTION } from "../../posture/aws/lambda";
import type { Bounds } from "../../posture/aws/fact";
import { ConfigurationError } from "../errors/configuration-error";
import type { NodeFunctionProps } from "./node-function-props";

const RESERVED: ReadonlySet<string> = new Set(FUNCTION.reservedVariables.value);

/**
 * Refuses what Lambda would refuse at apply; values that are known only then pass.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 * @throws ConfigurationError `function-name`, `function-memory`, `function-timeout` or `function-environment`
 */
export function checkFunction(props: NodeFunctionProps, where: string): void {
  if (!Token.isUnresolved(props.name) && !FUNCTION.name.value.pattern.test(props.name)) {
    throw new ConfigurationError(
      "function-name",
      where,
      `"${props.name}" (${props.name.length} characters) can't name a function`,
      `Write ${FUNCTION.name.value.words}`,
    );
  }
  checkWhole(props.memorySize, FUNCTION.memory.value, "function-memory", where, "memory", "MB");
  checkWhole(props.timeout, FUNCTION.timeout.value, "function-timeout", where, "timeout", "seconds");
  for (const name of Object.keys(props.environment ?? {})) {
    if (FUNCTION.variableName.value.pattern.test(name) && !RESERVED.has(name)) continue;
    throw new ConfigurationError(
      "function-environment",
      where,
      RESERVED.has(name) ? `Lambda sets ${name} itself` : `"${name}" can't name a variable`,
      `Write ${FUNCTION.variableName.value.words}, and none that Lambda reserves`,
    );
  }
}

function checkWhole(
  value: number | undefined,
  { least, most }: Bounds,
  code: string,
  where: string,
  what: string,
  unit: string,
): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new ConfigurationError(code, where, `${what} is ${value}`, `Write whole ${unit}, ${least} to ${most}`);
}
