import { Token } from "cdktf";
import { propOf } from "../errors/configuration-error";
import type { BundlingOptions } from "./bundle";
import { deadLetterArn, layerArn, policyArn, roleArn, tags } from "../props/names";
import {
  unchecked,
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
  addProblem,
  text,
  type Shape,
  matching,
  unique,
} from "../props/shape";
import type { ImageCode, S3Code, ZipFileCode } from "./function-code";
import type {
  BundledFunctionOptions,
  FunctionFileSystem,
  FunctionNaming,
  FunctionVpc,
  PackagedFunctionOptions,
  PolicyStatement,
} from "./node-function-props";

const reference: Shape = choice(
  [
    (value) => isRecord(value) && "secretArn" in value,
    object<{ secretArn: string; kmsKeyArn?: string }>({ secretArn: text, kmsKeyArn: optional(text) }),
  ],
  [() => true, object<{ parameterArn: string; kmsKeyArn?: string }>({ parameterArn: text, kmsKeyArn: optional(text) })],
);

const zipped = { handler: named, runtime: named };

const has = (key: string) => (value: unknown) => isRecord(value) && value[key] !== undefined;

/** https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html */
const mountPath: Shape = (value, prop, look) => {
  named(value, prop, look);
  if (typeof value !== "string" || Token.isUnresolved(value) || /^\/mnt\/[\w.-]{1,155}$/.test(value)) return;
  addProblem(look, "input-value", prop, `"${value}" is not below /mnt`, "Write /mnt/NAME");
};

/** Belongs to the other way of saying where the code is. */
const absent = optional((_, prop, look) =>
  addProblem(look, "function-entry", prop, "both entry and code say what runs", "Keep one"),
);

const code: Shape = choice(
  [has("imageUri"), object<ImageCode>({ imageUri: named, command: optional(list(text)) })],
  [
    has("s3Bucket"),
    object<S3Code>({
      ...zipped,
      s3Bucket: named,
      s3Key: named,
      s3ObjectVersion: optional(named),
      sourceCodeHash: optional(named),
    }),
  ],
  [() => true, object<ZipFileCode>({ ...zipped, zipFile: named })],
);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
const action = matching(/^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/, "Write SERVICE:ACTION, e.g. dynamodb:GetItem");

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
const resource = matching(
  /^(\*|arn:[^:\s]+:[^:\s]+:[^:\s]*:[^:\s]*:\S+)$/,
  "Write an ARN, or * where the action takes no ARN",
);

/** Its numbers' ranges are looked at by `checkFunction`. */
const common = {
  name: text,
  packaging: optional(oneOf("archive", "prebuilt")),
  architecture: optional(oneOf("arm64", "x86_64")),
  memorySize: optional(numeric),
  timeout: optional(numeric),
  environment: optional(record(text)),
  environmentReferences: optional(record(reference)),
  logRetentionInDays: optional(numeric),
  logKmsKeyArn: optional(named),
  tracing: optional(flag),
  policyStatements: optional(
    list(
      object<PolicyStatement>({
        actions: unique(action, 1),
        resources: unique(resource, 1),
        conditions: optional(record(unchecked)),
      }),
    ),
  ),
  vpc: optional(object<FunctionVpc>({ subnetIds: unique(named, 1), securityGroupIds: unique(named, 1) })),
  layers: optional(unique(layerArn)),
  reservedConcurrency: optional(number(0)),
  provisionedConcurrency: optional(number(1)),
  alias: optional(text),
  ephemeralStorageSize: optional(number(512, 10_240, "MB")),
  fileSystem: optional(object<FunctionFileSystem>({ arn: named, accessPointArn: named, localMountPath: mountPath })),
  deadLetterTargetArn: optional(deadLetterArn),
  permissionsBoundaryArn: optional(policyArn),
  rolePath: optional(text),
  roleArn: optional(roleArn),
  tags: optional(tags),
};

const bundled: Shape = object<BundledFunctionOptions & FunctionNaming>({
  ...common,
  entry: named,
  runtime: optional(oneOf("nodejs22.x", "nodejs24.x")),
  sourceMaps: optional(flag),
  bundling: optional(
    object<BundlingOptions>({
      external: optional(unique(text)),
      format: optional(oneOf("cjs", "esm")),
      minify: optional(flag),
      define: optional(record(text)),
      loader: optional(record(text)),
    }),
  ),
  code: absent,
});

export const NODE_FUNCTION: Shape = choice(
  [
    (value) => isRecord(value) && value["entry"] === undefined && value["code"] === undefined,
    (_, prop, look) => {
      const instead = "Write the folder of the source, or code for a package that is made elsewhere";
      addProblem(look, "input-missing", propOf(prop, "entry"), "it is missing", instead);
    },
  ],
  [has("code"), object<PackagedFunctionOptions & FunctionNaming>({ ...common, code, entry: absent })],
  [() => true, bundled],
);
