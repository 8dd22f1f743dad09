import { Fn } from "cdktf";
import { Construct } from "constructs";
import { defaultsOf } from "../../account-defaults";
import {
  type CognitoUserPoolSmsConfiguration,
  DataAwsCallerIdentity,
  DataAwsPartition,
  IamRole,
  IamRolePolicy,
} from "../../bindings";
import { Section } from "../../stack/section";
import { requireChecks } from "../../stack/run-rules";

export interface SmsSenderOptions {
  /** The region whose SNS sends; it must have left the sandbox and own a number or sender id. @default the pool's */
  readonly snsRegion?: string;
}

export interface SmsSenderProps extends SmsSenderOptions {
  /** The role's name in AWS, also the external id that Cognito shows when it takes the role. */
  readonly name: string;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The role by which Cognito sends text messages. Only Cognito in this account can take it, and it may publish to phone numbers but to no
 * topic. Addresses: `aws_iam_role.ID`, `aws_iam_role_policy.ID`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-sms.html
 */
export class SmsSender extends Construct {
  readonly configuration: CognitoUserPoolSmsConfiguration;
  /** What the pool must wait for: AWS tries the role out when the pool is made. */
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, props: SmsSenderProps) {
    super(scope, id);
    requireChecks(this, props);
    const account = new DataAwsCallerIdentity(this, "account", {}).accountId;
    const partition = new DataAwsPartition(this, "partition", {}).partition;
    const defaults = defaultsOf(this);
    const role = new IamRole(this, "Resource", {
      name: props.name,
      path: defaults.rolePath,
      permissionsBoundary: defaults.permissionsBoundaryArn,
      assumeRolePolicy: Fn.jsonencode({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "cognito-idp.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "sts:ExternalId": props.name, "aws:SourceAccount": account } },
          },
        ],
      }),
      tags: props.tags,
    });
    this.policy = new IamRolePolicy(new Section(this, "policy"), "Resource", {
      name: props.name,
      role: role.id,
      policy: Fn.jsonencode({
        Version: "2012-10-17",
        // A phone number has no ARN: everything but topics and endpoints is what says "phone numbers only".
        Statement: [{ Effect: "Allow", Action: "sns:Publish", NotResource: `arn:${partition}:sns:*:*:*` }],
      }),
    });
    this.configuration = { externalId: props.name, snsCallerArn: role.arn, snsRegion: props.snsRegion };
  }
}
