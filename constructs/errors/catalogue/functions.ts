import type { ErrorEntry } from "../error-entry";

/** Lambda functions and how they are bundled. */
export const FUNCTION_ERRORS = {
  "function-alias": [
    "Provisioned concurrency needs an alias, whose name isn't digits alone",
    "provisionedConcurrency: 2",
    'alias: "live", provisionedConcurrency: 2',
  ],
  "function-layers": [
    "A function takes 5 layers, each by the ARN of a version, an image none",
    'layers: ["arn:aws:lambda:eu-central-1:123456789012:layer:tools"]',
    "The ARN with its version, …:layer:tools:3; of more than five, join some",
  ],
  "function-dead-letter": [
    "The dead letters' target is not the ARN of an SQS queue or SNS topic",
    'deadLetterTargetArn: "failed-orders"',
    "arn:aws:sqs:REGION:ACCOUNT:QUEUE or arn:aws:sns:REGION:ACCOUNT:TOPIC",
  ],
  "function-file-system": ["A file system is reached from its VPC only", "fileSystem without vpc", "Add vpc"],
  "function-role-existing": [
    "Something is said about a role that is managed elsewhere",
    "roleArn, policyStatements: […]",
    "Say it where the role is managed",
  ],
  "function-bundle": ["esbuild can't bundle the function", "An import of a missing file", "Fix what the message names"],
  "function-entry": [
    "There is no source to bundle and no package, or both are named",
    'functions: { items: "functions/itms" }',
    "The function's folder with an index.ts, its entry file, or code, relative to the working directory",
  ],
  "function-environment": [
    "Lambda refuses the name of an environment variable, or sets it itself",
    'environment: { AWS_REGION: "…" }',
    "Two or more of A-Z, a-z, 0-9 and _, beginning with a letter",
  ],
  "function-environment-size": [
    "The environment of a function may take 4 KB",
    "environment: { CONFIG: readFileSync(…) }",
    "A parameter or an object in S3 that the function reads",
  ],
  "function-handler": [
    "The function's source doesn't export `handler`, so every call would fail",
    "export default async () => …",
    "export const handler = async (event) => …",
  ],
  "function-memory": ["Memory is 128 to 10240 MB", "memorySize: 64", "memorySize: 128"],
  "function-name": [
    "A function's name has 1 to 64 of A-Z, a-z, 0-9, - and _",
    'functions: { "create note": … }',
    '"create-note"',
  ],
  "function-timeout": ["A timeout is 1 to 900 whole seconds", "timeout: 0.5", "timeout: 10"],
  "kms-key": ["A KMS key is named by its ARN", 'kmsKeyArn: "alias/app"', "arn:aws:kms:REGION:ACCOUNT:key/KEY_ID"],
  "function-arn": [
    "Not the ARN of a Lambda function",
    'target: { functionArn: "billing", name: "billing" }',
    "arn:aws:lambda:REGION:ACCOUNT:function:NAME, optionally with :ALIAS or :VERSION",
  ],
  "role-arn": [
    "Not the ARN of an IAM role, or of the policy of a permissions boundary",
    'roleArn: "admin"',
    "arn:aws:iam::ACCOUNT:role/NAME",
  ],
} as const satisfies Record<string, ErrorEntry>;
