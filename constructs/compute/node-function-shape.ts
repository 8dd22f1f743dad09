import type { BundlingOptions } from "./bundle";
import { tags } from "../props/names";
import {
  anything,
  choice,
  flag,
  isRecord,
  list,
  named,
  number,
  numeric,
  object,
  oneOf,
  optional,
  record,
  text,
  type Shape,
} from "../props/shape";
import type { FunctionVpc, NodeFunctionProps, PolicyStatement } from "./node-function-props";

const reference: Shape = choice(
  [
    (value) => isRecord(value) && "secretArn" in value,
    object<{ secretArn: string; kmsKeyArn?: string }>({ secretArn: text, kmsKeyArn: optional(text) }),
  ],
  [() => true, object<{ parameterArn: string; kmsKeyArn?: string }>({ parameterArn: text, kmsKeyArn: optional(text) })],
);

/** Its numbers' ranges are looked at by `checkFunction`. */
export const NODE_FUNCTION: Shape = object<NodeFunctionProps>({
  name: text,
  entry: named,
  packaging: optional(oneOf("archive", "prebuilt")),
  runtime: optional(oneOf("nodejs22.x", "nodejs24.x")),
  architecture: optional(oneOf("arm64", "x86_64")),
  memorySize: optional(numeric),
  timeout: optional(numeric),
  environment: optional(record(text)),
  environmentReferences: optional(record(reference)),
  logRetentionInDays: optional(numeric),
  logKmsKeyArn: optional(named),
  sourceMaps: optional(flag),
  tracing: optional(flag),
  policyStatements: optional(
    list(
      object<PolicyStatement>({
        actions: list(text, 1),
        resources: list(text, 1),
        conditions: optional(record(anything)),
      }),
    ),
  ),
  vpc: optional(object<FunctionVpc>({ subnetIds: list(named, 1), securityGroupIds: list(named, 1) })),
  layers: optional(list(named)),
  reservedConcurrency: optional(number(0)),
  provisionedConcurrency: optional(number(1)),
  alias: optional(text),
  ephemeralStorageSize: optional(number(512, 10_240, "MB")),
  deadLetterTargetArn: optional(named),
  permissionsBoundaryArn: optional(named),
  rolePath: optional(text),
  roleArn: optional(named),
  bundling: optional(
    object<BundlingOptions>({
      external: optional(list(text)),
      format: optional(oneOf("cjs", "esm")),
      minify: optional(flag),
      define: optional(record(text)),
      loader: optional(record(text)),
    }),
  ),
  tags: optional(tags),
});
