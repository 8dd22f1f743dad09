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

/** @throws ConfigurationError `email-from` when a domain is the identity, and no address is given or one of another domain: Cognito couldn't send */
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
  const domain = /:identity\/([^@$]+)$/.exec(sourceArn)?.[1];
  const host = /@([^@>\s]+)>?$/.exec(from ?? "")?.[1];
  // A domain's identity covers its subdomains: https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
  if (domain !== undefined && host !== undefined && !Token.isUnresolved(from) && !`.${host}`.endsWith(`.${domain}`))
    throw new ConfigurationError(
      "email-from",
      `${where}/email`,
      `from is an address at ${host}, and the identity is ${domain}`,
      `Write an address at ${domain}, or the identity of ${host}`,
    );
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
