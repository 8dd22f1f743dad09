import { Token } from "cdktf";
import { FUNCTION } from "../../posture/aws/lambda";
import { ConfigurationError, propOf, type Place } from "../errors/configuration-error";
import { Problems } from "../errors/problems";
import type { NodeFunctionProps } from "./node-function-props";

const RESERVED: ReadonlySet<string> = new Set(FUNCTION.reservedVariables.value);

/**
 * Refuses what Lambda would refuse at apply and no prop shows alone, or as it is written; values that are known only then pass.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 * @throws ConfigurationError `function-name`, `function-environment`, `function-environment-size`, `function-role-existing`, `function-alias`,
 * `function-file-system`, `function-layers`: all of them together
 */
export function checkFunction(props: NodeFunctionProps, where: string): void {
  Problems.check(
    () => checkFunctionName(props.name, { path: where, prop: "name" }),
    () => checkEnvironmentSize(props.environment, where),
    ...[checkExistingRole, checkReady, checkFileSystem, checkLayers].map((check) => () => check(props, where)),
    ...variableChecks(props, where),
  );
}

/** @throws ConfigurationError `function-name` */
export function checkFunctionName(name: string, where: Place): void {
  if (!Token.isUnresolved(name) && !FUNCTION.name.value.pattern.test(name))
    throw new ConfigurationError(
      "function-name",
      where,
      `"${name}" (${name.length} characters) can't name a function`,
      `Write ${FUNCTION.name.value.words}`,
    );
}

function variableChecks(props: NodeFunctionProps, path: string): (() => void)[] {
  const { environment = {}, environmentReferences = {} } = props;
  const check = (prop: string, name: string) => () => {
    const twice = prop === "environmentReferences" && Object.hasOwn(environment, name);
    if (FUNCTION.variableName.value.pattern.test(name) && !RESERVED.has(name) && !twice) return;
    throw new ConfigurationError(
      "function-environment",
      { path, prop: propOf(prop, name) },
      twice
        ? "environment has a variable of this name too"
        : RESERVED.has(name)
          ? `Lambda sets ${name} itself`
          : `"${name}" can't name a variable`,
      twice ? "Keep one of them" : `Write ${FUNCTION.variableName.value.words}, and none that Lambda reserves`,
    );
  };
  return Object.entries({ environment, environmentReferences }).flatMap(([prop, variables]) =>
    Object.keys(variables).map((name) => check(prop, name)),
  );
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (environment variables: 4 KB, for all of them together) */
const ENVIRONMENT_BYTES = 4096;

/** Only what is known is counted: more can't make it smaller. */
function checkEnvironmentSize(environment: NodeFunctionProps["environment"], path: string): void {
  if (environment === undefined || Token.isUnresolved(environment)) return;
  const texts = Object.entries(environment).flatMap(([name, value]) =>
    Token.isUnresolved(value) ? [name] : [name, value],
  );
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(String(text)), 0);
  if (bytes <= ENVIRONMENT_BYTES) return;
  throw new ConfigurationError(
    "function-environment-size",
    { path, prop: "environment" },
    `names and values take ${String(bytes)} bytes`,
    "Lambda accepts 4096: keep large values in a parameter or an object in S3 that the function reads",
  );
}

function checkExistingRole(props: NodeFunctionProps, path: string): void {
  const given = (["policyStatements", "permissionsBoundaryArn", "rolePath"] as const).find(
    (name) => props[name] !== undefined,
  );
  if (props.roleArn !== undefined && given !== undefined)
    throw new ConfigurationError(
      "function-role-existing",
      { path, prop: given },
      "it is about the role, which is managed elsewhere (roleArn)",
      "Say it where the role is managed",
    );
}

function checkReady(props: NodeFunctionProps, path: string): void {
  if (props.provisionedConcurrency === undefined) return;
  if (props.alias === undefined)
    throw new ConfigurationError(
      "function-alias",
      { path, prop: "provisionedConcurrency" },
      "only a version or an alias can be kept ready",
      'Add alias: "live"',
    );
  const { provisionedConcurrency: ready, reservedConcurrency: most = ready } = props;
  if (![ready, most].some((one) => Token.isUnresolved(one)) && ready > most)
    throw new ConfigurationError(
      "function-alias",
      { path, prop: "provisionedConcurrency" },
      `${String(ready)} are to be kept ready, and ${String(most)} may run (reservedConcurrency)`,
      "Write at most as many",
    );
}

function checkFileSystem(props: NodeFunctionProps, path: string): void {
  if (props.fileSystem !== undefined && props.vpc === undefined)
    throw new ConfigurationError(
      "function-file-system",
      { path, prop: "fileSystem" },
      "its mount targets are in a VPC, and the function is in none",
      "Add vpc, with subnets that reach them",
    );
}

function checkLayers(props: NodeFunctionProps, path: string): void {
  if (props.code !== undefined && "imageUri" in props.code && props.layers !== undefined)
    throw new ConfigurationError(
      "function-layers",
      { path, prop: "layers" },
      "Lambda accepts none beside a container image",
      "Put what they hold into the image",
    );
}
