import { CognitoUserPool, type CognitoUserPoolConfig } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { Construct } from "constructs";
import { customAttributes, type CustomAttribute } from "./custom-attributes";
import { passwordPolicy, type PasswordPolicy } from "./password-policy";
import type { Tier, TokenTriggerVersion, TriggeredPool } from "./pool";

export interface UserPoolOptions {
  /** @default "ESSENTIALS" */
  readonly tier?: Tier;
  readonly passwordPolicy?: PasswordPolicy;
  /** Whether anybody may register. @default false: administrators create users */
  readonly selfSignUp?: boolean;
  /** Time-based one-time passwords (TOTP) as the second factor. @default "optional" */
  readonly mfa?: "off" | "optional" | "required";
  /** `custom:` attributes by name, without the prefix. */
  readonly attributes?: Readonly<Record<string, CustomAttribute>>;
  /** Refuses deletion, in AWS (`deletion_protection`) and in Terraform (`prevent_destroy`). @default true */
  readonly protected?: boolean;
}

export interface UserPoolProps extends UserPoolOptions {
  /** The pool's name in AWS. Changing it replaces the pool, and with it all users, before version 6.6 of the AWS provider. */
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
}

const MFA = { off: "OFF", optional: "OPTIONAL", required: "ON" } as const;

/** A user pool with sign-in by verified email address. Address: `aws_cognito_user_pool.ID`. */
export class UserPool extends Construct implements TriggeredPool {
  readonly resource: CognitoUserPool;
  readonly attributeNames: ReadonlySet<string>;

  constructor(scope: Construct, id: string, props: UserPoolProps) {
    super(scope, id);
    this.attributeNames = new Set(Object.keys(props.attributes ?? {}));
    this.resource = new CognitoUserPool(this, "Resource", {
      name: props.name,
      userPoolTier: props.tier ?? "ESSENTIALS",
      ...EMAIL_SIGN_IN,
      adminCreateUserConfig: { allowAdminCreateUserOnly: !(props.selfSignUp ?? false) },
      passwordPolicy: passwordPolicy(props.passwordPolicy),
      mfaConfiguration: MFA[props.mfa ?? "optional"],
      softwareTokenMfaConfiguration: props.mfa === "off" ? undefined : { enabled: true },
      schema: customAttributes(props.attributes ?? {}),
      deletionProtection: (props.protected ?? true) ? "ACTIVE" : "INACTIVE",
      lifecycle: (props.protected ?? true) ? { preventDestroy: true } : undefined,
      tags: props.tags,
    });
  }

  get poolId(): string {
    return this.resource.id;
  }

  get arn(): string {
    return this.resource.arn;
  }

  get issuer(): string {
    return `https://${this.resource.endpoint}`;
  }

  usePreTokenGeneration(functionArn: string, version: TokenTriggerVersion): void {
    this.resource.putLambdaConfig({ preTokenGenerationConfig: { lambdaArn: functionArn, lambdaVersion: version } });
  }
}

/** Users sign in with their address, which is verified, case-insensitive, and the way back into the account. */
const EMAIL_SIGN_IN = {
  usernameAttributes: ["email"],
  autoVerifiedAttributes: ["email"],
  usernameConfiguration: { caseSensitive: false },
  accountRecoverySetting: { recoveryMechanism: [{ name: "verified_email", priority: 1 }] },
  // A new address takes effect only once it is verified: otherwise a typo, or a thief, locks the user out.
  userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ["email"] },
} satisfies Partial<CognitoUserPoolConfig>;
