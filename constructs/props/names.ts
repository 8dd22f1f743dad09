import { Token } from "cdktf";
import { ARN } from "../../posture/aws/arns";
import type { ErrorCode } from "../errors/codes";
import { isRecord, record, addProblem, matching, text, type PropContext, type Shape } from "./shape";

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

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
export const tags: Shape = Object.assign(
  (value: unknown, prop: string, look: PropContext): void => {
    tag(value, prop, look);
    const count = isRecord(value) ? Object.keys(value).length : 0;
    if (count <= MOST_TAGS || Token.isUnresolved(value)) return;
    addProblem(
      look,
      "tag-key",
      prop,
      `there are ${String(count)}`,
      `AWS accepts ${String(MOST_TAGS)} tags on a resource`,
    );
  },
  { within: [text] },
);

const MOST_TAGS = 50;

const tag = record(text, (name, prop, look) => {
  if (/^aws:/i.test(name))
    addProblem(look, "tag-key", prop, "AWS reserves tags that begin with aws:", "Write another name");
  else if (name.length === 0 || name.length > 128)
    addProblem(look, "tag-key", prop, `its name has ${String(name.length)} characters`, "Write 1 to 128");
});

/** Of a function, or of its alias or version. */
export const functionArn: Shape = matching(
  /^arn:[^:]+:lambda(:[^:]+){2}:function(:[^:]+){1,2}$/,
  "Write arn:aws:lambda:REGION:ACCOUNT:function:NAME, optionally with :ALIAS or :VERSION",
  "function-arn",
);

const ofKind = ({ value: { pattern, words } }: (typeof ARN)[keyof typeof ARN], code: ErrorCode): Shape =>
  matching(pattern, `Write ${words}`, code);
export const layerArn = ofKind(ARN.layer, "function-layers");
export const deadLetterArn = ofKind(ARN.deadLetter, "function-dead-letter");
export const listenerArn = ofKind(ARN.listener, "target-listener");

const iamArn = (kind: string): Shape =>
  matching(
    new RegExp(`^arn:[\\w-]+:iam::(\\d{12}|aws):${kind}/\\S+$`),
    `Write arn:aws:iam::ACCOUNT:${kind}/NAME`,
    "role-arn",
  );
export const roleArn: Shape = iamArn("role");
export const policyArn: Shape = iamArn("policy");

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateResourceServer.html */
export const scopeIdentifier: Shape = matching(
  /^[\x21\x23-\x5B\x5D-\x7E]{1,256}$/,
  "Write 1 to 256 characters without spaces, quotes and backslashes",
  "scope-identifier",
);
