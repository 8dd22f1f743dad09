import type { BundlingOptions } from "./bundle";
import { tags } from "../props/names";
import {
  anything,
  choice,
  flag,
  isRecord,
  list,
  number,
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
  entry: text,
  packaging: optional(oneOf("archive", "prebuilt")),
  runtime: optional(oneOf("nodejs22.x", "nodejs24.x")),
  architecture: optional(oneOf("arm64", "x86_64")),
  memorySize: optional(anything),
  timeout: optional(anything),
  environment: optional(record(text)),
  environmentReferences: optional(record(reference)),
  logRetentionInDays: optional(anything),
  logKmsKeyArn: optional(text),
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
  vpc: optional(object<FunctionVpc>({ subnetIds: list(text, 1), securityGroupIds: list(text, 1) })),
  layers: optional(list(text)),
  reservedConcurrency: optional(number(0)),
  provisionedConcurrency: optional(number(1)),
  alias: optional(text),
  ephemeralStorageSize: optional(number(512, 10_240, "MB")),
  deadLetterTargetArn: optional(text),
  permissionsBoundaryArn: optional(text),
  rolePath: optional(text),
  roleArn: optional(text),
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
