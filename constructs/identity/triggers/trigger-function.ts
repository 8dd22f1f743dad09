import { Token } from "cdktf";
import type { Construct } from "constructs";
import { IamRolePolicy, LambdaPermission } from "../../bindings";
import { lambdaName } from "../../api/integrations/lambda-name";
import { policyDocument } from "../../compute/function-role";
import { joinTags } from "../../compute/named-functions";
import { NodeFunction } from "../../compute/node-function";
import type { FunctionNaming, FunctionOptions } from "../../compute/node-function-props";
import { ConfigurationError } from "../../errors/configuration-error";
import { Section } from "../../stack/section";
import type { Pool } from "../pool/pool";
import type { TriggerFunction } from "./trigger-options";

export interface PoolFunctionProps extends FunctionNaming, Pick<FunctionOptions, "tags"> {
  readonly pool: Pool;
  readonly function: TriggerFunction;
  /** Statements of the function's role that the trigger needs. @default none */
  readonly statements?: FunctionOptions["policyStatements"];
  /** False where Cognito goes on without an answer. @default true */
  readonly waits?: boolean;
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html ("within 5 seconds") */
const LONGEST_WAIT = 5;

/** What a pool calls, as `lambda_config` names it. */
export interface PoolFunction {
  readonly arn: string;
  /** What the permission is for. */
  readonly permissionTarget: { readonly functionName: string; readonly qualifier?: string };
}

/**
 * The function behind a trigger: made here from its folder or options, or there already. Address of what is made: those of a `NodeFunction`, and
 * `aws_iam_role_policy.ID_pool` for `poolActions`.
 */
export function poolFunction(scope: Construct, id: string, props: PoolFunctionProps): PoolFunction {
  const given = props.function;
  if (given instanceof NodeFunction) return given;
  if (typeof given === "object" && "functionArn" in given)
    return { arn: given.functionArn, permissionTarget: lambdaName(given.functionArn) };
  const { poolActions, ...options } = typeof given === "string" ? { entry: given } : given;
  const waits = props.waits ?? true;
  if (waits) checkTimeout(options.timeout, scope.node.path);
  const statements = [...(options.policyStatements ?? []), ...(props.statements ?? [])];
  const made = new NodeFunction(scope, id, {
    ...(waits && { timeout: LONGEST_WAIT }),
    ...options,
    ...(statements.length > 0 && { policyStatements: statements }),
    name: props.name,
    packaging: props.packaging,
    tags: joinTags(props.tags, options.tags),
  });
  if (poolActions !== undefined)
    new IamRolePolicy(new Section(scope, `${id}-actions`), `${id}_pool`, {
      name: `${props.name}-pool`,
      role: made.role.id,
      policy: policyDocument([{ actions: poolActions, resources: [props.pool.arn] }]),
    });
  return made;
}

/**
 * Lets a pool, and no other caller, invoke a function. The pool names the function, and the permission names the pool; the function knows
 * neither, so there is no cycle (terraform-provider-aws issues 9864, 26741). Address: `aws_lambda_permission.ID`.
 */
export function allowPool(scope: Construct, id: string, pool: Pool, called: PoolFunction, statementId: string): void {
  new LambdaPermission(scope, id, {
    statementId,
    action: "lambda:InvokeFunction",
    ...called.permissionTarget,
    principal: "cognito-idp.amazonaws.com",
    sourceArn: pool.arn,
  });
}

function checkTimeout(timeout: number | undefined, path: string): void {
  if (timeout === undefined || Token.isUnresolved(timeout) || !(timeout > LONGEST_WAIT)) return;
  throw new ConfigurationError(
    "trigger-timeout",
    { path, prop: "timeout" },
    `it is ${String(timeout)}, and Cognito waits 5 seconds: the sign-in fails while the function still runs`,
    "Write 5 or less",
  );
}
