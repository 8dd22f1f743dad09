import { Construct } from "constructs";
import { CognitoUserPool, type CognitoUserPoolLambdaConfig } from "../../bindings";
import { declareAccess } from "../../stack/access-list";
import { Problems } from "../../errors/problems";
import { requireChecks } from "../../stack/run-rules";
import { Section } from "../../stack/section";
import { accountRecovery, recoversByPhone } from "./account-recovery";
import { customAttributes } from "./custom-attributes";
import { emailSender } from "./email-sender";
import { invitation, verificationMessage } from "./messages";
import { passwordPolicy } from "./password-policy";
import type { TokenTriggerVersion, TriggeredPool } from "./pool";
import { RiskConfiguration } from "./risk-configuration";
import { secondFactors } from "./second-factors";
import { signInBy, signsInByPhone } from "./sign-in-aliases";
import { signInMethods } from "./sign-in-methods";
import { SmsSender } from "./sms-sender";
import { threatProtection, threatResponses } from "./threat-protection";
import type { UserPoolOptions } from "./user-pool-options";

export interface UserPoolProps extends UserPoolOptions {
  /** The pool's name in AWS. Changing it replaces the pool, and with it all users, before version 6.6 of the AWS provider. */
  readonly name: string;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A user pool, with sign-in by verified email address unless `signInAliases` says otherwise. Addresses: `aws_cognito_user_pool.ID`; with threat protection enforced
 * `aws_cognito_risk_configuration.ID`.
 */
export class UserPool extends Construct implements TriggeredPool {
  readonly resource: CognitoUserPool;
  readonly attributeNames: ReadonlySet<string>;
  private triggers: CognitoUserPoolLambdaConfig = {};

  constructor(scope: Construct, id: string, props: UserPoolProps) {
    super(scope, id);
    const problems = new Problems();
    requireChecks(this, props, problems);
    const where = this.node.path;
    this.attributeNames = new Set(Object.keys(props.customAttributes ?? {}));
    const sms = this.smsSender(props);
    this.resource = new CognitoUserPool(this, "Resource", {
      name: props.name,
      userPoolTier: props.tier ?? "ESSENTIALS",
      ...problems.part(() => signInBy(props, where)),
      ...problems.part(() => accountRecovery(props, where)),
      adminCreateUserConfig: {
        allowAdminCreateUserOnly: !(props.selfSignUp ?? false),
        inviteMessageTemplate: problems.attempt("", () => invitation(props.messages, where)),
      },
      passwordPolicy: passwordPolicy(props.passwordPolicy),
      ...problems.part(() => signInMethods(props, where)),
      ...problems.part(() => secondFactors(props, where)),
      ...problems.part(() => threatProtection(props, where)),
      ...problems.part(() => emailSender(props.email, where)),
      ...problems.part(() => verificationMessage(props.messages, where)),
      smsConfiguration: sms?.configuration,
      schema: customAttributes(props.customAttributes ?? {}),
      deletionProtection: (props.deletionProtection ?? true) ? "ACTIVE" : "INACTIVE",
      lifecycle: (props.deletionProtection ?? true) ? { preventDestroy: true } : undefined,
      tags: props.tags,
      dependsOn: sms === undefined ? undefined : [sms.policy],
    });
    declareAccess(this, {
      kind: "pool",
      pool: {
        pool: this.resource.id,
        protected: props.deletionProtection ?? true,
        selfSignUp: props.selfSignUp ?? false,
      },
    });
    const responses = threatResponses(props.threatProtection);
    if (responses !== undefined) {
      const { email } = props;
      const section = new Section(this, "risks");
      problems.attempt(
        "",
        () =>
          new RiskConfiguration(section, "Resource", {
            ...responses,
            pool: this,
            email,
            secondFactors: props.mfa !== "off",
          }),
      );
    }
    problems.throwIfAny();
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
    this.useTriggers({ preTokenGenerationConfig: { lambdaArn: functionArn, lambdaVersion: version } });
  }

  useTriggers(triggers: CognitoUserPoolLambdaConfig): void {
    this.triggers = { ...this.triggers, ...triggers };
    this.resource.putLambdaConfig(this.triggers);
  }

  private smsSender(props: UserPoolProps): SmsSender | undefined {
    const sendsText =
      (props.mfa !== "off" && props.secondFactors?.includes("sms") === true) ||
      props.signInPolicy?.smsOtp === true ||
      signsInByPhone(props) ||
      recoversByPhone(props);
    if (props.sms === undefined && !sendsText) return undefined;
    return new SmsSender(this, "sms", { ...props.sms, name: `${props.name}-sms`, tags: props.tags });
  }
}
