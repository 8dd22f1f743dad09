import type { CognitoUserPoolPasswordPolicy } from "../../bindings";

/** Ranges: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html */
export interface PasswordPolicy {
  /** 6 to 99 characters. @default 12 */
  readonly minimumLength?: number;
  /** @default true */
  readonly requireLowercase?: boolean;
  /** @default true */
  readonly requireUppercase?: boolean;
  /** @default true */
  readonly requireNumbers?: boolean;
  /** @default true */
  readonly requireSymbols?: boolean;
  /** How many earlier passwords can't be used again, 0 to 24. More than 0 needs the Essentials tier. @default none remembered */
  readonly passwordHistorySize?: number;
  /** How long a password set by an administrator is good for, 0 to 365 days. @default 7 */
  readonly temporaryPasswordValidityDays?: number;
}

/** Every value is emitted, so that the policy reads the same in a plan, in the state and in a review. */
export function passwordPolicy(policy: PasswordPolicy = {}): CognitoUserPoolPasswordPolicy {
  return {
    minimumLength: policy.minimumLength ?? 12,
    requireLowercase: policy.requireLowercase ?? true,
    requireUppercase: policy.requireUppercase ?? true,
    requireNumbers: policy.requireNumbers ?? true,
    requireSymbols: policy.requireSymbols ?? true,
    passwordHistorySize: policy.passwordHistorySize,
    temporaryPasswordValidityDays: policy.temporaryPasswordValidityDays ?? 7,
  };
}
