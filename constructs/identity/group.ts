import { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group";
import { Construct } from "constructs";
import type { Pool } from "./pool";

export interface GroupOptions {
  readonly description: string;
  /** 0 or more; 0 is the highest. Of a user's groups, the highest names the `cognito:preferred_role`. */
  readonly precedence: number;
  /** ARN of the IAM role that members prefer in an identity pool. @default none */
  readonly roleArn?: string;
}

export interface GroupProps extends GroupOptions {
  readonly pool: Pool;
  /** What the `cognito:groups` claim says. Without spaces, since an HTTP API hands the claim on as `[admin user]`. */
  readonly name: string;
}

/** A group of users. Address: `aws_cognito_user_group.ID`. */
export class Group extends Construct {
  readonly resource: CognitoUserGroup;

  constructor(scope: Construct, id: string, props: GroupProps) {
    super(scope, id);
    this.resource = new CognitoUserGroup(this, "Resource", {
      userPoolId: props.pool.poolId,
      name: props.name,
      description: props.description,
      precedence: props.precedence,
      roleArn: props.roleArn,
    });
  }
}
