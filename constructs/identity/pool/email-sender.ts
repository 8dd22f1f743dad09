import { Token } from "cdktf";
import type { CognitoUserPoolConfig } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";

/**
 * The pool's mail through SES. Cognito's own sender is limited to some 50 messages a day and comes from no-reply@verificationemail.com.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
 */
export interface EmailSenderOptions {
  /** A verified identity in SES, address or domain: `arn:aws:ses:REGION:ACCOUNT:identity/example.com`. */
  readonly sourceArn: string;
  /** `auth@example.com` or `Example <auth@example.com>`; needed where the identity is a domain. @default the identity's address */
  readonly from?: string;
  /** Where answers go. @default the sender */
  readonly replyTo?: string;
  /** SES's rules for these messages: bounces, complaints, dedicated addresses. @default none */
  readonly configurationSet?: string;
}

/** @throws ConfigurationError `email-from` when a domain is the identity and no address is given: Cognito would have none to send from */
export function emailSender(
  options: EmailSenderOptions | undefined,
  where: string,
): Pick<CognitoUserPoolConfig, "emailConfiguration"> {
  if (options === undefined) return {};
  const { sourceArn, from } = options;
  if (from === undefined && !Token.isUnresolved(sourceArn) && !sourceArn.includes("@")) {
    throw new ConfigurationError(
      "email-from",
      `${where}/email`,
      `the identity ${sourceArn} is a domain, and no sender is given`,
      'Write the address, e.g. from: "Example <auth@example.com>"',
    );
  }
  return {
    emailConfiguration: {
      emailSendingAccount: "DEVELOPER",
      sourceArn,
      fromEmailAddress: from,
      replyToEmailAddress: options.replyTo,
      configurationSet: options.configurationSet,
    },
  };
}
