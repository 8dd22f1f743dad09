import { Construct } from "constructs";
import {
  CognitoRiskConfiguration,
  type CognitoRiskConfigurationAccountTakeoverRiskConfiguration as Takeover,
} from "../../bindings";
import { checkAddressRanges } from "./ip-ranges";
import { ConfigurationError } from "../../errors/configuration-error";
import { Problems } from "../../errors/problems";
import type { EmailSenderOptions } from "./email-sender";
import { raiseProvider } from "../../stack/raise-provider";
import type { Pool } from "./pool";
import type { AccountTakeoverOptions, TakeoverResponse, ThreatMail, ThreatResponses } from "./risk-options";
import { requireChecks } from "../../stack/run-rules";

/** The oldest provider known to take takeover actions without a sender in SES. */
const TAKEOVER_PROVIDER = "6.25.0";

export interface RiskConfigurationProps extends ThreatResponses {
  /** A pool on the Plus tier whose threat protection is enforced. */
  readonly pool: Pick<Pool, "poolId">;
  /** Who tells users, if anybody. @default nobody */
  readonly email?: EmailSenderOptions;
  /** Whether the pool's users can have a second factor. @default true */
  readonly secondFactors?: boolean;
}

const LEVELS = ["low", "medium", "high"] as const;

/**
 * What enforced threat protection does about compromised credentials, risky sign-ins and certain addresses, for all clients of a pool.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetRiskConfiguration.html
 * Address: `aws_cognito_risk_configuration.ID`.
 *
 * @throws ConfigurationError `threat-notify-sender` for a mail that nobody sends, `threat-second-factor` for a second factor in a pool without
 * them, `threat-addresses` for ranges that AWS would refuse or that switch the protection off
 */
export class RiskConfiguration extends Construct {
  readonly resource: CognitoRiskConfiguration;

  constructor(scope: Construct, id: string, props: RiskConfigurationProps) {
    super(scope, id);
    requireChecks(this, props);
    const { skippedIpRanges = [], blockedIpRanges = [], compromisedCredentials: events } = props;
    checkAddressRanges(skippedIpRanges, blockedIpRanges, this.node.path);
    this.resource = new CognitoRiskConfiguration(this, "Resource", {
      userPoolId: props.pool.poolId,
      compromisedCredentialsRiskConfiguration:
        events === false
          ? { actions: { eventAction: "NO_ACTION" } }
          : {
              eventFilter: [...(events ?? ["SIGN_IN", "SIGN_UP", "PASSWORD_CHANGE"])],
              actions: { eventAction: "BLOCK" },
            },
      accountTakeoverRiskConfiguration: this.takeover(props),
      riskExceptionConfiguration:
        skippedIpRanges.length + blockedIpRanges.length === 0
          ? undefined
          : {
              skippedIpRangeList: skippedIpRanges.length === 0 ? undefined : [...skippedIpRanges],
              blockedIpRangeList: blockedIpRanges.length === 0 ? undefined : [...blockedIpRanges],
            },
    });
  }

  private takeover({ accountTakeover, email, secondFactors = true }: RiskConfigurationProps): Takeover | undefined {
    if (accountTakeover === undefined && email === undefined) return undefined;
    const wanted = accountTakeover ?? {};
    const answers = responses(wanted, secondFactors);
    Problems.check(
      ...LEVELS.map((level) => () => {
        this.check(level, answers[level], email !== undefined, secondFactors);
      }),
    );
    if (email === undefined) this.needNewerProvider();
    const action = ({ action: eventAction, notify }: TakeoverResponse) => ({
      eventAction,
      notify: notify ?? email !== undefined,
    });
    return {
      actions: {
        lowAction: action(answers.low),
        mediumAction: action(answers.medium),
        highAction: action(answers.high),
      },
      notifyConfiguration:
        email === undefined
          ? undefined
          : {
              sourceArn: email.sourceArn,
              from: email.from,
              replyTo: email.replyTo,
              blockEmail: mail(wanted.mails?.blocked),
              mfaEmail: mail(wanted.mails?.secondFactor),
              noActionEmail: mail(wanted.mails?.passed),
            },
    };
  }

  private check(level: string, { action, notify }: TakeoverResponse, sender: boolean, factors: boolean): void {
    const where = `${this.node.path}/accountTakeover/${level}`;
    if (notify === true && !sender) {
      throw new ConfigurationError(
        "threat-notify-sender",
        where,
        "users are to be told by mail, and the pool has no sender in SES: Cognito's own sends no such mails",
        "Give the pool a sender (email: { sourceArn }), or leave notify out",
      );
    }
    if (!factors && action.startsWith("MFA")) {
      throw new ConfigurationError(
        "threat-second-factor",
        where,
        `${action}, and the pool has no second factors`,
        'Write BLOCK or NO_ACTION, or mfa: "optional" for the pool',
      );
    }
  }

  private needNewerProvider(): void {
    raiseProvider(this, TAKEOVER_PROVIDER, "accountTakeover without a sender in SES needs");
  }
}

function responses({ low, medium, high }: AccountTakeoverOptions, factors: boolean) {
  return {
    low: low ?? { action: "NO_ACTION", notify: false },
    medium: medium ?? { action: factors ? "MFA_IF_CONFIGURED" : "NO_ACTION" },
    high: high ?? { action: factors ? "MFA_REQUIRED" : "BLOCK" },
  } satisfies Record<(typeof LEVELS)[number], TakeoverResponse>;
}

function mail(given: ThreatMail | undefined) {
  return given === undefined ? undefined : { subject: given.subject, textBody: given.text, htmlBody: given.html };
}
