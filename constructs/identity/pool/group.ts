import { Token } from "cdktf";
import { Construct } from "constructs";
import { USER_POOL } from "../../../posture/aws/cognito";
import { CognitoUserGroup } from "../../bindings";
import { declareAccess } from "../../stack/access-list";
import { ConfigurationError } from "../../errors/configuration-error";
import type { Pool } from "./pool";
import { requireChecks } from "../../stack/run-rules";

export interface GroupOptions {
  /** What the console says of it. */
  readonly description: string;
  /** 0 or more; 0 is the highest. Of a user's groups, the highest names the `cognito:preferred_role`. */
  readonly precedence: number;
  /** ARN of the IAM role that members prefer in an identity pool. @default none */
  readonly roleArn?: string;
}

export interface GroupProps extends GroupOptions {
  /** The pool whose users it groups. */
  readonly pool: Pool;
  /** What the `cognito:groups` claim says. Without spaces, since an HTTP API hands the claim on as `[admin user]`. */
  readonly name: string;
}

/** A group of users. Address: `aws_cognito_user_group.ID`. */
export class Group extends Construct {
  readonly resource: CognitoUserGroup;

  constructor(scope: Construct, id: string, props: GroupProps) {
    super(scope, id);
    requireChecks(this, props);
    checkName(props.name, this.node.path);
    declareAccess(this, { kind: "group", pool: props.pool.poolId, group: props.name });
    this.resource = new CognitoUserGroup(this, "Resource", {
      userPoolId: props.pool.poolId,
      name: props.name,
      description: props.description,
      precedence: props.precedence,
      roleArn: props.roleArn,
    });
  }
}

/**
 * What Cognito takes, less the brackets, quotes and commas that lists of groups are written with: `a,admin` would be read as two groups.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html
 */
function checkName(name: string, where: string): void {
  if (Token.isUnresolved(name) || USER_POOL.groupName.value.pattern.test(name)) return;
  throw new ConfigurationError(
    "group-name",
    where,
    `"${name}" can't name a group`,
    `Write ${USER_POOL.groupName.value.words}`,
  );
}
