import { Token } from "cdktf";
import { FUNCTION } from "../../posture/aws/lambda";
import { RUNTIME_ENDS } from "../../posture/aws/runtimes";
import { propOf } from "../errors/configuration-error";
import { nameOneOf } from "../nearest";
import {
  accessPointArn,
  deadLetterArn,
  fileSystemArn,
  kmsKeyArn,
  layerArn,
  parameterArn,
  policyArn,
  roleArn,
  rolePath,
  secretArn,
  securityGroupId,
  subnetId,
  tags,
} from "../props/names";
import {
  unchecked,
  choice,
  flag,
  has,
  isRecord,
  list,
  named,
  wholeFrom,
  numeric,
  object,
  oneOf,
  record,
  addProblem,
  describe,
  text,
  type PropContext,
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
  [has("secretArn"), object<{ secretArn: string; kmsKeyArn?: string }>({ secretArn, "kmsKeyArn?": kmsKeyArn })],
  object<{ parameterArn: string; kmsKeyArn?: string }>({ parameterArn, "kmsKeyArn?": kmsKeyArn }),
);

export const nodeRuntime = oneOf("nodejs22.x", "nodejs24.x");

/** What AWS has had of each family; a version above the newest may be there by now. */
const runtime: Shape = (value, prop, look) => {
  named(value, prop, look);
  if (typeof value !== "string" || Token.isUnresolved(value) || value.includes("${")) return;
  const known = Object.keys(RUNTIME_ENDS.value);
  const [family, version] = [value.replace(/[\d.].*$/, ""), versionOf(value)];
  const newest = Math.max(...known.filter((one) => one.startsWith(family)).map(versionOf));
  if (known.includes(value) || (/^[a-z]+\d/.test(value) && version > newest && newest > 0)) return;
  addProblem(
    look,
    "input-value",
    prop,
    `Lambda has no ${describe(value)}`,
    nameOneOf(value, known, "Write a runtime of Lambda"),
  );
};
const versionOf = (name: string): number => {
  const [, major = "0", minor = "0"] = /(\d+)(?:\.(\d+))?/.exec(name) ?? [];
  return Number(major) * 100 + Number(minor);
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html (Handler) */
const zipped = { handler: matching(/^\S{1,128}$/, "Write 1 to 128 characters without blanks"), runtime };

/** https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html */
const mountPath = matching(/^\/mnt\/[\w.-]{1,155}$/, "Write /mnt/NAME");

/** Belongs to the other way of saying where the code is. */
const absent: Shape = (_, prop, look) =>
  addProblem(look, "function-entry", prop, "both entry and code say what runs", "Keep one");

/** https://docs.aws.amazon.com/lambda/latest/dg/images-create.html: an image of Amazon ECR, in the function's own region. */
const imageUri = matching(
  /^\d{12}\.dkr\.ecr(-fips)?\.[\w-]+\.amazonaws\.(com|com\.cn|eu)\/[a-z0-9._/-]+(:[\w.-]+|@sha256:[0-9a-f]{64})$/,
  "Write an image of Amazon ECR: ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG or …@sha256:…",
);

const code: Shape = choice(
  [has("imageUri"), object<ImageCode>({ imageUri, "command?": list(text) })],
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

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATOR =
  /^(For(All|Any)(Values|Value):)?((String(Not)?(Equals(IgnoreCase)?|Like)|Numeric((Not)?Equals|(Less|Greater)Than(Equals)?)|Date((Not)?Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?|Null)$/i;
const operator = (name: string, prop: string, look: PropContext): void => {
  if (!OPERATOR.test(name))
    addProblem(
      look,
      "input-value",
      prop,
      "IAM has no such operator",
      'Write { StringEquals: { "KEY": "value" } }, or another operator of IAM',
    );
};

const { memory, timeout } = FUNCTION;

/** What several props say together is looked at by `checkFunction`. */
const common = {
  name: text,
  "packaging?": oneOf("archive", "prebuilt"),
  "architecture?": oneOf("arm64", "x86_64"),
  "memorySize?": wholeFrom(memory.value.least, memory.value.most, "MB", "function-memory"),
  "timeout?": wholeFrom(timeout.value.least, timeout.value.most, "seconds", "function-timeout"),
  "environment?": record(text),
  "environmentReferences?": record(reference),
  "logRetentionInDays?": numeric,
  "logKmsKeyArn?": kmsKeyArn,
  "tracing?": flag,
  "policyStatements?": list(
    object<PolicyStatement>({
      actions: unique(action, 1),
      resources: unique(resource, 1),
      "conditions?": record(record(unchecked), operator),
    }),
  ),
  // https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html
  "vpc?": {
    subnetIds: unique(subnetId, 1, undefined, 16),
    securityGroupIds: unique(securityGroupId, 1, undefined, 5),
  },
  "layers?": unique(layerArn, 0, "function-layers", 5),
  "reservedConcurrency?": wholeFrom(0),
  "provisionedConcurrency?": wholeFrom(1),
  "alias?": matching(
    /^(?![0-9]+$)[A-Za-z0-9_-]{1,128}$/,
    "Write 1 to 128 of A-Z, a-z, 0-9, - and _, not digits alone",
    "function-alias",
  ),
  "ephemeralStorageSize?": wholeFrom(512, 10_240, "MB"),
  "fileSystem?": { arn: fileSystemArn, accessPointArn, localMountPath: mountPath },
  "deadLetterTargetArn?": deadLetterArn,
  "permissionsBoundaryArn?": policyArn,
  "rolePath?": rolePath,
  "roleArn?": roleArn,
  "tags?": tags,
};

const bundled: Shape = object<BundledFunctionOptions & FunctionNaming>({
  ...common,
  entry: named,
  "runtime?": nodeRuntime,
  "sourceMaps?": flag,
  "bundling?": {
    "external?": unique(text),
    "format?": oneOf("cjs", "esm"),
    "minify?": flag,
    "define?": record(text),
    "loader?": record(oneOf("base64", "binary", "copy", "dataurl", "empty", "file", "js", "json", "text", "ts")),
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
