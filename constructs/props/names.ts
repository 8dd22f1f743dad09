import { Token } from "cdktf";
import { ARN } from "../../posture/aws/arns";
import type { ErrorCode } from "../errors/codes";
import { propOf } from "../errors/configuration-error";
import {
  addProblem,
  choice,
  describe,
  isRecord,
  matching,
  record,
  text,
  unchecked,
  type PropContext,
  type Shape,
} from "./shape";

export const project: Shape = (value, prop, look) => {
  text(value, prop, look);
  if (typeof value !== "string" || Token.isUnresolved(value) || /^[a-z][a-z0-9-]{0,31}$/.test(value)) return;
  addProblem(
    look,
    "project",
    prop,
    `"${value}" can't begin the names of AWS resources`,
    "Write 1 to 32 of a-z, 0-9 and -, beginning with a letter",
  );
};

const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const tagValue: Shape = (value, prop, look) => {
  text(value, prop, look);
  if (typeof value !== "string" || Token.isUnresolved(value) || value.includes("${")) return;
  if (value.length > 256 || !tagText.test(value))
    addProblem(
      look,
      "tag-key",
      prop,
      `it is ${describe(value)}`,
      "Write at most 256 letters, digits, blanks and _.:/=+-@",
    );
};

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
const ownTags: Shape = record(
  tagValue,
  (name, prop, look) => {
    if (/^aws:/i.test(name))
      addProblem(look, "tag-key", prop, "AWS reserves tags that begin with aws:", "Write another name");
    else if (name.length > 0 && !tagText.test(name))
      addProblem(
        look,
        "tag-key",
        prop,
        "its name holds other characters",
        "Write letters, digits, blanks and _.:/=+-@",
      );
    else if (name.length === 0 || name.length > 128)
      addProblem(look, "tag-key", prop, `its name has ${String(name.length)} characters`, "Write 1 to 128");
  },
  50,
  "tag-key",
);
/** A map of Terraform's too: AWS gets it as it is. Roles have the tags of their functions, and IAM takes Team and team for one key. */
export const tags: Shape = choice([Token.isUnresolved, unchecked], (value, prop, look) => {
  ownTags(value, prop, look);
  const names = isRecord(value) ? Object.keys(value) : [];
  for (const [at, name] of names.entries()) {
    const first = names.findIndex((one) => one.toLowerCase() === name.toLowerCase());
    if (first < at)
      addProblem(
        look,
        "tag-key",
        propOf(prop, name),
        `to IAM it is the key ${names[first] ?? ""}`,
        "Write one of them",
      );
  }
});

const REGION = "[a-z]{2,4}(-[a-z]+)+-\\d+";

/** An ARN of a region and an account. `rest`: what comes after them, as a pattern; `shown`: the same for people. */
function arn(service: string, rest: string, shown: string, code?: ErrorCode): Shape {
  const form = new RegExp(`^arn:aws[a-z-]*:${service}:${REGION}:\\d{12}:${rest}$`);
  return matching(form, `Write arn:aws:${service}:REGION:ACCOUNT:${shown}`, code);
}

/** Of a function, or of its alias or version. */
export const functionArn: Shape = arn(
  "lambda",
  "function:[\\w-]{1,64}(:[\\w-]{1,128})?",
  "function:NAME, optionally with :ALIAS or :VERSION",
  "function-arn",
);
export const certificateArn: Shape = arn("acm", "certificate/[\\w-]+", "certificate/ID");
export const kmsKeyArn: Shape = arn("kms", "key/[\\w-]+", "key/KEY_ID: an alias or a bare id won't do", "kms-key");
export const secretArn: Shape = arn("secretsmanager", "secret:\\S+", "secret:NAME");
export const parameterArn: Shape = arn("ssm", "parameter/\\S+", "parameter/NAME");
export const sesIdentityArn: Shape = arn("ses", "identity/\\S+", "identity/ADDRESS_OR_DOMAIN");
export const userPoolArn: Shape = arn("cognito-idp", "userpool/[\\w-]+", "userpool/POOL_ID");
/** https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html */
export const accessPointArn: Shape = arn("elasticfilesystem", "access-point/fsap-\\w+", "access-point/fsap-ID");
export const fileSystemArn: Shape = arn("elasticfilesystem", "file-system/fs-\\w+", "file-system/fs-ID");
export const subnetId: Shape = matching(/^subnet-[0-9a-z]+$/, "Write the id of a subnet, subnet-…");
export const securityGroupId: Shape = matching(/^sg-[0-9a-zA-Z]+$/, "Write the id of a security group, sg-…");
/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZone.html */
export const hostedZoneId: Shape = matching(
  /^[A-Z0-9]{1,32}$/,
  "Write the id of a hosted zone, e.g. Z0123456789ABCDEFGHIJ",
);
export const regionName: Shape = matching(new RegExp(`^${REGION}$`), "Write a region, e.g. eu-central-1");
/** Up to 253 characters, each label up to 63: RFC 1035, section 2.3.4. */
export const HOST_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
export const hostName: Shape = matching(
  HOST_NAME,
  "Write a host name in lowercase letters and without a scheme, e.g. auth.example.com",
);
/** An id, an alias or the ARN of either: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
export const kmsKeyId: Shape = matching(
  new RegExp(`^(arn:aws[a-z-]*:kms:${REGION}:\\d{12}:(key/[\\w-]+|alias/\\S+)|alias/\\S+|[\\w-]+)$`),
  "Write a key's id or ARN, or alias/NAME",
);
/** `auth@example.com` or `Example <auth@example.com>`. */
export const sender: Shape = matching(
  /^([^<>@]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
  "Write an address, or Name <address>",
);
/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const rolePath: Shape = matching(/^\/([\x21-\x7E]{1,510}\/)?$/, "Write it between slashes: /team/");
/** A header field's name: RFC 9110, section 5.1. */
export const headerName: Shape = matching(/^[!#$%&'*+.^`|~\w-]+$/, "Write the name of a header");

const ofKind = ({ value: { pattern, words } }: (typeof ARN)[keyof typeof ARN], code: ErrorCode): Shape =>
  matching(pattern, `Write ${words}`, code);
export const layerArn = ofKind(ARN.layer, "function-layers");
export const deadLetterArn = ofKind(ARN.deadLetter, "function-dead-letter");
export const listenerArn = ofKind(ARN.listener, "target-listener");
export const roleArn = ofKind(ARN.role, "role-arn");
export const policyArn = ofKind(ARN.policy, "role-arn");

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateResourceServer.html */
export const scopeIdentifier: Shape = matching(
  /^[\x21\x23-\x5B\x5D-\x7E]{1,256}$/,
  "Write 1 to 256 characters without spaces, quotes and backslashes",
  "scope-identifier",
);

/** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html, …/vpclinks.html: 128 characters, of a link with the project before it. */
export const nameUpTo =
  (most: number) =>
  (name: string, prop: string, look: PropContext): void => {
    if (name.length > most || name.trim() === "")
      addProblem(
        look,
        "input-value",
        prop,
        `its name has ${String(name.length)} characters`,
        `Write 1 to ${String(most)}`,
      );
  };
