import { Token } from "cdktf";
import { propOf } from "../../errors/configuration-error";
import {
  addProblem,
  choice,
  orFalse,
  flag,
  has,
  isRecord,
  kinds,
  matching,
  named,
  number,
  object,
  oneOf,
  record,
  text,
  unique,
  textUpTo,
  unchecked,
  type Shape,
} from "../../props/shape";
import { hostName, regionName, roleArn, sender, sesIdentityArn, userPoolArn } from "../../props/names";
import { STANDARD_ATTRIBUTES } from "../federation/federated-client";
import type { ExistingUserPoolProps } from "../pool/existing-user-pool";
import type { EmailSenderOptions } from "../pool/email-sender";
import type { GroupOptions } from "../pool/group";
import type { LinkMessage, Message } from "../pool/messages";
import type { TakeoverResponse, ThreatMail, ThreatResponses } from "../pool/risk-options";
import type { SmsSenderOptions } from "../pool/sms-sender";
import type { PasskeyOptions } from "../pool/sign-in-options";
import type { UserPoolOptions } from "../pool/user-pool-options";

/** Precedences are whole numbers, 0 or more: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
export const GROUP: Shape = object<GroupOptions>({
  description: choice([(given) => given === "", unchecked], textUpTo(2048)),
  precedence: number(0, 2_147_483_647, "", "group-precedence"),
  "roleArn?": roleArn,
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerificationMessageTemplateType.html, …/API_NotifyEmailType.html */
const [subject, body] = [textUpTo(140), textUpTo(20_000, 6)];
const message = object<Message>({ subject, message: body });
const linked = object<LinkMessage>({ subject, linkMessage: body });

const takeover = object<TakeoverResponse>({
  action: oneOf("NO_ACTION", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "BLOCK"),
  "notify?": flag,
});
const mail = object<ThreatMail>({ subject, text: body, html: body });
export const THREAT_RESPONSES: Shape = object<ThreatResponses>({
  "compromisedCredentials?": orFalse(unique(oneOf("SIGN_IN", "SIGN_UP", "PASSWORD_CHANGE"), 1)),
  "accountTakeover?": {
    "low?": takeover,
    "medium?": takeover,
    "high?": takeover,
    "mails?": { "blocked?": mail, "secondFactor?": mail, "passed?": mail },
  },
  "skippedIpRanges?": unique(text),
  "blockedIpRanges?": unique(text),
});

const length = number(0, 2048, "", "schema-length");
const attribute = (more: Readonly<Record<string, Shape>>, also?: Shape): Shape =>
  object<object>({ type: text, "mutable?": flag, ...more }, also);
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
const inOrder =
  (least: string, most: string): Shape =>
  (value, prop, look) => {
    const { [least]: low, [most]: high } = value as Readonly<Record<string, unknown>>;
    if (typeof low !== "number" || typeof high !== "number" || !(low > high)) return;
    const found = `${least} ${String(low)} is above ${most} ${String(high)}`;
    addProblem(look, "schema-length", prop, found, `Write the smaller number as ${least}`);
  };
const customAttributes: Shape = record(
  kinds("type", {
    String: attribute({ "minLength?": length, "maxLength?": length }, inOrder("minLength", "maxLength")),
    Number: attribute({ "min?": number(), "max?": number() }, (value, prop, look) => {
      limited(value, prop, look);
      inOrder("min", "max")(value, prop, look);
    }),
    Boolean: attribute({}),
    DateTime: attribute({}),
  }),
  (name, prop, look) => {
    // Its length is a rule's: the other editions of the pool have it too.
    if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]*$/u.test(name))
      addProblem(look, "input-value", prop, "its name holds a blank", "Write letters, digits and signs");
    if (name === "sub" || STANDARD_ATTRIBUTES.includes(name))
      addProblem(
        look,
        "input-value",
        prop,
        "every pool has an attribute of this name",
        "Write another name, or use it",
      );
  },
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html (Schema)
  50,
);

export const EMAIL_SENDER: Shape = object<EmailSenderOptions>({
  sourceArn: sesIdentityArn,
  "from?": sender,
  "replyTo?": sender,
  "configurationSet?": named,
});
export const SMS_SENDER: Shape = object<SmsSenderOptions>({ "snsRegion?": regionName });

const policy = (most: number) => number(0, most, "", "password-policy");
export const OWN_POOL: Shape = object<UserPoolOptions>(
  {
    "signInAliases?": unique(oneOf("email", "phone", "username", "preferredUsername")),
    "tier?": oneOf("LITE", "ESSENTIALS", "PLUS"),
    "passwordPolicy?": {
      "minimumLength?": number(6, 99, "characters", "password-policy"),
      "requireLowercase?": flag,
      "requireUppercase?": flag,
      "requireNumbers?": flag,
      "requireSymbols?": flag,
      "passwordHistorySize?": policy(24),
      "temporaryPasswordValidityDays?": policy(365),
    },
    "selfSignUp?": flag,
    "signInPolicy?": {
      "passkeys?": choice(
        [
          isRecord,
          object<PasskeyOptions>({
            "relyingPartyId?": hostName,
            "userVerification?": oneOf("required", "preferred"),
          }),
        ],
        flag,
      ),
      "emailOtp?": flag,
      "smsOtp?": flag,
    },
    "mfa?": oneOf("off", "optional", "required"),
    "secondFactors?": unique(oneOf("totp", "email", "sms")),
    "accountRecovery?": oneOf("email", "phone", "email-then-phone", "phone-then-email", "administrator"),
    "threatProtection?": choice([isRecord, THREAT_RESPONSES], oneOf("audit", "enforced")),
    "email?": EMAIL_SENDER,
    "sms?": SMS_SENDER,
    "messages?": {
      "verification?": choice([has("linkMessage"), linked], message),
      "invitation?": message,
      "code?": message,
    },
    "customAttributes?": customAttributes,
    "deletionProtection?": flag,
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

export const EXISTING_POOL: Shape = object<ExistingUserPoolProps>(
  {
    poolId: named,
    "arn?": userPoolArn,
    "endpoint?": matching(
      /^[^/?#:\s]+(\/[^/?#\s]+)*$/,
      "Write it without scheme, query and trailing slash: cognito-idp.REGION.amazonaws.com/ID",
      "issuer-shape",
    ),
    "issuerType?": oneOf("ORIGINAL", "UPDATED"),
  },
  (pool, prop, look) => {
    const { poolId, ...rest } = pool as ExistingUserPoolProps;
    for (const [name, code] of [
      ["endpoint", "issuer-shape"],
      ["arn", "input-value"],
    ] as const) {
      const value = rest[name];
      if ([poolId, value].some((one) => typeof one !== "string" || Token.isUnresolved(one) || one.includes("${")))
        continue;
      const elsewhere = name === "arn" && value?.split(":")[3] !== poolId.split("_")[0];
      const found = elsewhere ? "its region isn't the pool's" : `it doesn't end in ${poolId}`;
      if (elsewhere || value?.endsWith(`/${poolId}`) === false)
        addProblem(look, code, propOf(prop, name), found, `Write the ${name} of this pool`);
    }
  },
);

/** Of `pool`: false for none. */
export const POOL: Shape = orFalse(choice([has("poolId"), EXISTING_POOL], OWN_POOL));
