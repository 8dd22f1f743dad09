import { propOf } from "../errors/configuration-error";
import { deadLetterArn, layerArn, policyArn, roleArn, tags } from "../props/names";
import {
  unchecked,
  choice,
  flag,
  has,
  isRecord,
  list,
  named,
  number,
  numeric,
  object,
  oneOf,
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
  FunctionNaming,
  PackagedFunctionOptions,
  PolicyStatement,
} from "./node-function-props";

const reference: Shape = choice(
  [has("secretArn"), object<{ secretArn: string; kmsKeyArn?: string }>({ secretArn: text, "kmsKeyArn?": text })],
  object<{ parameterArn: string; kmsKeyArn?: string }>({ parameterArn: text, "kmsKeyArn?": text }),
);

const zipped = { handler: named, runtime: named };

/** https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html */
const mountPath = matching(/^\/mnt\/[\w.-]{1,155}$/, "Write /mnt/NAME");

/** Belongs to the other way of saying where the code is. */
const absent: Shape = (_, prop, look) =>
  addProblem(look, "function-entry", prop, "both entry and code say what runs", "Keep one");

const code: Shape = choice(
  [has("imageUri"), object<ImageCode>({ imageUri: named, "command?": list(text) })],
  [
    has("s3Bucket"),
    object<S3Code>({
      ...zipped,
      s3Bucket: named,
      s3Key: named,
      "s3ObjectVersion?": named,
      "sourceCodeHash?": named,
    }),
  ],
  object<ZipFileCode>({ ...zipped, zipFile: named }),
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
  "packaging?": oneOf("archive", "prebuilt"),
  "architecture?": oneOf("arm64", "x86_64"),
  "memorySize?": numeric,
  "timeout?": numeric,
  "environment?": record(text),
  "environmentReferences?": record(reference),
  "logRetentionInDays?": numeric,
  "logKmsKeyArn?": named,
  "tracing?": flag,
  "policyStatements?": list(
    object<PolicyStatement>({
      actions: unique(action, 1),
      resources: unique(resource, 1),
      "conditions?": record(unchecked),
    }),
  ),
  "vpc?": { subnetIds: unique(named, 1), securityGroupIds: unique(named, 1) },
  "layers?": unique(layerArn),
  "reservedConcurrency?": number(0),
  "provisionedConcurrency?": number(1),
  "alias?": text,
  "ephemeralStorageSize?": number(512, 10_240, "MB"),
  "fileSystem?": { arn: named, accessPointArn: named, localMountPath: mountPath },
  "deadLetterTargetArn?": deadLetterArn,
  "permissionsBoundaryArn?": policyArn,
  "rolePath?": text,
  "roleArn?": roleArn,
  "tags?": tags,
};

const bundled: Shape = object<BundledFunctionOptions & FunctionNaming>({
  ...common,
  entry: named,
  "runtime?": oneOf("nodejs22.x", "nodejs24.x"),
  "sourceMaps?": flag,
  "bundling?": {
    "external?": unique(text),
    "format?": oneOf("cjs", "esm"),
    "minify?": flag,
    "define?": record(text),
    "loader?": record(text),
  },
  "code?": absent,
});

export const NODE_FUNCTION: Shape = choice(
  [
    (value) => isRecord(value) && value["entry"] === undefined && value["code"] === undefined,
    (_, prop, look) => {
      const instead = "Write the folder of the source, or code for a package that is made elsewhere";
      addProblem(look, "input-missing", propOf(prop, "entry"), "it is missing", instead);
    },
  ],
  [has("code"), object<PackagedFunctionOptions & FunctionNaming>({ ...common, code, "entry?": absent })],
  bundled,
);
