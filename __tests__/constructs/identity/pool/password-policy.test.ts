import { passwordPolicy, type PasswordPolicy } from "../../../../constructs/identity/pool/password-policy";

const DEFAULT = {
  minimumLength: 12,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
  passwordHistorySize: undefined,
  temporaryPasswordValidityDays: 7,
};

test("by default 12 characters of all classes", () => expect(passwordPolicy()).toEqual(DEFAULT));

test.each<[PasswordPolicy, object]>([
  [{ minimumLength: 20 }, { minimumLength: 20 }],
  [{ requireLowercase: false }, { requireLowercase: false }],
  [{ requireUppercase: false }, { requireUppercase: false }],
  [{ requireNumbers: false }, { requireNumbers: false }],
  [{ requireSymbols: false }, { requireSymbols: false }],
  [{ passwordHistorySize: 5 }, { passwordHistorySize: 5 }],
  [{ temporaryPasswordValidityDays: 1 }, { temporaryPasswordValidityDays: 1 }],
])("%j changes nothing else", (policy, expected) =>
  expect(passwordPolicy(policy)).toEqual({ ...DEFAULT, ...expected }),
);
