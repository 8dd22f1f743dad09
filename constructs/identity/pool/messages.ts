import { Token } from "cdktf";
import type { CognitoUserPoolConfig } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";

/** `{####}` stands for the code. */
export interface Message {
  /** Of the mail; text messages have none. */
  readonly subject: string;
  /** The text, with its placeholders. */
  readonly message: string;
}

/** Sent instead of a code: `{##words to click##}` stands for the link. */
export interface LinkMessage {
  /** Of the mail. */
  readonly subject: string;
  /** The text, with the words to click. */
  readonly linkMessage: string;
}

export interface Messages {
  /** To a user who registers or changes the address. @default Cognito's own text, with a code */
  readonly verification?: Message | LinkMessage;
  /** To a user whom an administrator registered: `{username}` and `{####}`, the temporary password. @default Cognito's own text */
  readonly invitation?: Message;
  /** With a code as a second factor; of it, text messages take the message. @default "Your sign-in code is {####}" */
  readonly code?: Message;
}

const CODE = "{####}";

/** @throws ConfigurationError `message-placeholder` when AWS would refuse the text: without the placeholder nobody could go on */
export function checkMessage({ message }: Message, where: string, placeholders: readonly string[] = [CODE]): void {
  if (Token.isUnresolved(message)) return;
  const missing = placeholders.find((placeholder) => !message.includes(placeholder));
  if (missing === undefined) return;
  throw new ConfigurationError("message-placeholder", where, `the message lacks ${missing}`, `Put ${missing} into it`);
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html */
export function verificationMessage(
  messages: Messages | undefined,
  where: string,
): Pick<CognitoUserPoolConfig, "verificationMessageTemplate"> {
  const given = messages?.verification;
  if (given === undefined) return {};
  if ("linkMessage" in given) {
    if (!Token.isUnresolved(given.linkMessage) && !/\{##.+##\}/s.test(given.linkMessage)) {
      throw new ConfigurationError(
        "message-placeholder",
        `${where}/messages/verification`,
        "the message holds no link",
        "Put the words to click into it, e.g. {##Verify my address##}",
      );
    }
    return {
      verificationMessageTemplate: {
        defaultEmailOption: "CONFIRM_WITH_LINK",
        emailSubjectByLink: given.subject,
        emailMessageByLink: given.linkMessage,
      },
    };
  }
  checkMessage(given, `${where}/messages/verification`);
  return {
    verificationMessageTemplate: {
      defaultEmailOption: "CONFIRM_WITH_CODE",
      emailSubject: given.subject,
      emailMessage: given.message,
    },
  };
}

/** The invitation's part of `admin_create_user_config`. */
export function invitation(messages: Messages | undefined, where: string) {
  const given = messages?.invitation;
  if (given === undefined) return undefined;
  checkMessage(given, `${where}/messages/invitation`, ["{username}", CODE]);
  // The text message is sent along because AWS wants all of the template or none.
  return { emailSubject: given.subject, emailMessage: given.message, smsMessage: `{username} ${CODE}` };
}
