import { Construct } from "constructs";
import { declareAccess } from "../../stack/access-list";
import { NodeFunction } from "../../compute/node-function";
import { allowPool, type PoolFunction } from "./trigger-function";
import type { TokenTriggerVersion, TriggeredPool } from "../pool/pool";
import { requireChecks } from "../../stack/run-rules";

export interface TokenTriggerProps {
  /** The pool whose tokens it shapes. */
  readonly pool: TriggeredPool;
  /** It answers within 5 seconds, and reads the event of `version`. */
  readonly function: NodeFunction | PoolFunction;
  /** @default "V2_0" */
  readonly version?: TokenTriggerVersion;
}

/**
 * Lets a function shape tokens before the pool issues them. The pool names the function, and the permission names the pool; the function
 * knows neither, so there is no cycle (terraform-provider-aws issues 9864, 26741). Address: `aws_lambda_permission.ID`.
 *
 * Taking a trigger away again shows no change in a plan (terraform-provider-aws issue 38617): remove it in AWS as well.
 */
export class TokenTrigger extends Construct {
  constructor(scope: Construct, id: string, props: TokenTriggerProps) {
    super(scope, id);
    requireChecks(this, props);
    const called = props.function;
    const version = props.version ?? "V2_0";
    props.pool.usePreTokenGeneration(called.arn, version);
    declareAccess(this, {
      kind: "trigger",
      pool: props.pool.poolId,
      function: called instanceof NodeFunction ? called.resource.arn : called.arn,
      version,
    });
    allowPool(this, "Resource", props.pool, called, "AllowUserPool");
  }
}
