import { Token } from "cdktf";
import { propOf } from "../../errors/configuration-error";
import {
  addProblem,
  choice,
  either,
  flag,
  isRecord,
  kinds,
  matching,
  named,
  number,
  object,
  oneOf,
  optional,
  record,
  text,
  unique,
  type OptionalShape,
  type Shape,
} from "../../props/shape";
import { roleArn } from "../../props/names";
import type { EmailSenderOptions } from "../pool/email-sender";
import type { ExistingUserPoolProps } from "../pool/existing-user-pool";
import type { GroupOptions } from "../pool/group";
import type { LinkMessage, Message, Messages } from "../pool/messages";
import type { PasswordPolicy } from "../pool/password-policy";
import type { AccountTakeoverOptions, TakeoverResponse, ThreatMail, ThreatResponses } from "../pool/risk-options";
import type { PasskeyOptions, SignInMethods } from "../pool/sign-in-options";
import type { SmsSenderOptions } from "../pool/sms-sender";
import type { UserPoolOptions } from "../pool/user-pool-options";

/** Whole numbers, 0 or more: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
export const GROUP: Shape = object<GroupOptions>({
  description: text,
  precedence: number(0, 2_147_483_647, "", "group-precedence"),
  roleArn: optional(roleArn),
});

const message = object<Message>({ subject: named, message: named });
const linked = object<LinkMessage>({ subject: named, linkMessage: named });
const has = (key: string) => (value: unknown) => isRecord(value) && key in value;
const always = (): boolean => true;

const takeover = object<TakeoverResponse>({
  action: oneOf("NO_ACTION", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "BLOCK"),
  notify: optional(flag),
});
const mail = object<ThreatMail>({ subject: named, text: named, html: named });
const responses = object<ThreatResponses>({
  compromisedCredentials: optional(either(false, unique(oneOf("SIGN_IN", "SIGN_UP", "PASSWORD_CHANGE"), 1))),
  accountTakeover: optional(
    object<AccountTakeoverOptions>({
      low: optional(takeover),
      medium: optional(takeover),
      high: optional(takeover),
      mails: optional(
        object<NonNullable<AccountTakeoverOptions["mails"]>>({
          blocked: optional(mail),
          secondFactor: optional(mail),
          passed: optional(mail),
        }),
      ),
    }),
  ),
  skippedIpRanges: optional(unique(text)),
  blockedIpRanges: optional(unique(text)),
});

const length = optional(number(0, 2048, "", "schema-length"));
const attribute = (more: Readonly<Record<string, Shape | OptionalShape>>, also?: Shape): Shape =>
  object<object>({ type: text, mutable: optional(flag), ...more }, also);
const limited: Shape = (value, prop, look) => {
  for (const name of ["min", "max"])
    if (isRecord(value) && value[name] === undefined)
      addProblem(
        look,
        "schema-unconstrained",
        propOf(prop, name),
        "it is missing",
        "Write it: without limits every plan shows a change",
      );
};
const inOrder: Shape = (value, prop, look) => {
  const { minLength, maxLength } = value as { minLength?: unknown; maxLength?: unknown };
  if (typeof minLength !== "number" || typeof maxLength !== "number" || minLength <= maxLength) return;
  const found = `minLength ${String(minLength)} is above maxLength ${String(maxLength)}`;
  addProblem(look, "schema-length", prop, found, "Write the smaller number as minLength");
};
const customAttribute = kinds("type", {
  String: attribute({ minLength: length, maxLength: length }, inOrder),
  Number: attribute({ min: optional(number()), max: optional(number()) }, limited),
  Boolean: attribute({}),
  DateTime: attribute({}),
});

const upTo = (most: number) => optional(number(0, most, "", "password-policy"));
const OWN_POOL = object<UserPoolOptions>(
  {
    signInAliases: optional(unique(oneOf("email", "phone", "username", "preferredUsername"))),
    tier: optional(oneOf("LITE", "ESSENTIALS", "PLUS")),
    passwordPolicy: optional(
      object<PasswordPolicy>({
        minimumLength: optional(number(6, 99, "characters", "password-policy")),
        requireLowercase: optional(flag),
        requireUppercase: optional(flag),
        requireNumbers: optional(flag),
        requireSymbols: optional(flag),
        passwordHistorySize: upTo(24),
        temporaryPasswordValidityDays: upTo(365),
      }),
    ),
    selfSignUp: optional(flag),
    signInPolicy: optional(
      object<SignInMethods>({
        passkeys: optional(
          choice(
            [
              isRecord,
              object<PasskeyOptions>({
                relyingPartyId: optional(named),
                userVerification: optional(oneOf("required", "preferred")),
              }),
            ],
            [always, flag],
          ),
        ),
        emailOtp: optional(flag),
        smsOtp: optional(flag),
      }),
    ),
    mfa: optional(oneOf("off", "optional", "required")),
    secondFactors: optional(unique(oneOf("totp", "email", "sms"))),
    accountRecovery: optional(oneOf("email", "phone", "email-then-phone", "phone-then-email", "administrator")),
    threatProtection: optional(choice([isRecord, responses], [always, oneOf("audit", "enforced")])),
    email: optional(
      object<EmailSenderOptions>({
        sourceArn: named,
        from: optional(named),
        replyTo: optional(named),
        configurationSet: optional(named),
      }),
    ),
    sms: optional(object<SmsSenderOptions>({ snsRegion: optional(named) })),
    messages: optional(
      object<Messages>({
        verification: optional(choice([has("linkMessage"), linked], [always, message])),
        invitation: optional(message),
        code: optional(message),
      }),
    ),
    customAttributes: optional(record(customAttribute)),
    deletionProtection: optional(flag),
  },
  (pool, prop, look) => {
    const { tier, passwordPolicy } = pool as UserPoolOptions;
    const size = isRecord(passwordPolicy) ? passwordPolicy["passwordHistorySize"] : undefined;
    if (tier === "LITE" && typeof size === "number" && size > 0)
      addProblem(
        look,
        "password-history-tier",
        propOf(propOf(prop, "passwordPolicy"), "passwordHistorySize"),
        "the tier is LITE",
        'Write tier: "ESSENTIALS", or leave it out',
      );
  },
);

const EXISTING_POOL = object<ExistingUserPoolProps>(
  {
    poolId: named,
    arn: optional(named),
    endpoint: optional(
      matching(
        /^[^/?#:\s]+(\/[^/?#\s]+)*$/,
        "Write it without scheme, query and trailing slash: cognito-idp.REGION.amazonaws.com/ID",
        "issuer-shape",
      ),
    ),
    issuerType: optional(oneOf("ORIGINAL", "UPDATED")),
  },
  (pool, prop, look) => {
    const { poolId, endpoint } = pool as ExistingUserPoolProps;
    if ([poolId, endpoint].some((one) => typeof one !== "string" || Token.isUnresolved(one) || one.includes("${")))
      return;
    if (endpoint !== undefined && !endpoint.endsWith(`/${poolId}`))
      addProblem(
        look,
        "issuer-shape",
        propOf(prop, "endpoint"),
        `it doesn't end in ${poolId}`,
        "Write the endpoint of this pool",
      );
  },
);

/** Of `pool`: false for none. */
export const POOL: Shape = either(false, choice([has("poolId"), EXISTING_POOL], [always, OWN_POOL]));
