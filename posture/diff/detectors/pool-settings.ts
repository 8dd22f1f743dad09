import { chain, known, listing, map } from "../../model/index";
import type { Listing, PasswordPolicy, Pool, Step, Value } from "../../model/index";
import { breaking, broadened, unknown, narrowed, protective, neutral, type Detector } from "../change";
import { nameOf } from "../../redact/name";
import { type EntityDiff, type ChangeText, keptManaged } from "../entity-diff";

/** What guards a pool: against deletion, weak passwords, stolen ones, and strangers who sign themselves up. */
export const poolSettings: Detector = {
  source:
    "Cognito API: UpdateUserPool https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html",
  codes: {
    "pool-deletion-protection-off": broadened("A pool can be deleted by one API call"),
    "pool-deletion-protection-on": protective("A pool is protected against deletion"),
    "pool-prevent-destroy-off": broadened("Terraform may destroy a pool (prevent_destroy gone)"),
    "pool-prevent-destroy-on": protective("Terraform refuses to destroy a pool"),
    "pool-password-weakened": broadened("A pool accepts weaker passwords"),
    "pool-password-strengthened": protective("A pool requires stronger passwords"),
    "pool-mfa-weakened": broadened("A pool's second factor is weaker"),
    "pool-mfa-strengthened": protective("A pool's second factor is stronger"),
    "pool-sign-up-opened": broadened("Anyone can sign up"),
    "pool-sign-up-closed": narrowed("Only administrators can create users"),
    "pool-tier-lowered": breaking("A pool loses the features of its tier"),
    "pool-tier-raised": neutral("A pool moves to a more expensive tier"),
    "pool-threat-protection-lowered": broadened("A pool's threat protection is weaker"),
    "pool-threat-protection-raised": protective("A pool's threat protection is stronger"),
    "pool-first-factor-added": broadened("Users can sign in with one more first factor"),
    "pool-first-factor-removed": narrowed("Users can no longer sign in with a first factor"),
    "pool-unknown": unknown("A pool's settings aren't known before apply"),
  },
  compares: {
    aws_cognito_user_pool:
      "password_policy.minimum_length password_policy.require_lowercase password_policy.require_uppercase password_policy.require_numbers password_policy.require_symbols password_policy.password_history_size password_policy.temporary_password_validity_days",
  },
  detect(comparison, report) {
    for (const on of keptManaged(comparison, report, comparison.pools, "pool-unknown")) {
      const name = nameOf(on.pair.after);
      deletion(on, name);
      passwords(on, name);
      signUp(on, name);
      tier(on, name);
      signIn(on, name);
    }
  },
};

/** What stands between a pool and its loss with all users. */
function deletion(on: EntityDiff<Pool>, name: string): void {
  on.value(
    (p) => p.deletionProtection,
    { path: ["deletion_protection"], what: `deletion protection of pool ${name}` },
    (_, is) =>
      is === "ACTIVE"
        ? { code: "pool-deletion-protection-on", summary: `The pool ${name} is protected against deletion.` }
        : {
            code: "pool-deletion-protection-off",
            summary: `The pool ${name} can be deleted with all its users by one API call.`,
          },
  );
  // Only synthesized stacks show it: where one side can't say, nothing is said.
  const { before, after } = on.pair;
  if (before.preventDestroy.known && after.preventDestroy.known)
    on.flag((p) => p.preventDestroy, {
      path: ["lifecycle"],
      what: `prevent_destroy of pool ${name}`,
      on: { code: "pool-prevent-destroy-on", summary: `Terraform refuses any plan that destroys the pool ${name}.` },
      off: { code: "pool-prevent-destroy-off", summary: `Terraform no longer refuses to destroy the pool ${name}.` },
    });
}

/** How hard a password is to guess, and what is asked beside it. */
function passwords(on: EntityDiff<Pool>, name: string): void {
  for (const { field, worse, say } of PASSWORD)
    on.value(
      (p) => rule(p, field),
      { path: ["password_policy"], what: `the password policy of pool ${name}` },
      (was, is) =>
        worse(was, is)
          ? { code: "pool-password-weakened", summary: `The pool ${name} accepts weaker passwords: ${say(is)}.` }
          : {
              code: "pool-password-strengthened",
              summary: `The pool ${name} requires stronger passwords: ${say(is)}.`,
            },
    );
  ranked(
    on,
    (p) => p.mfa,
    ["OFF", "OPTIONAL", "ON"],
    { path: ["mfa_configuration"], what: `the second factor of pool ${name}` },
    {
      up: (is) => ({
        code: "pool-mfa-strengthened",
        summary: `The pool ${name} makes a second factor ${MFA[is] ?? is}.`,
      }),
      down: (is) => ({
        code: "pool-mfa-weakened",
        summary: `The pool ${name} makes the second factor ${MFA[is] ?? is}: a stolen password may now be enough.`,
      }),
    },
  );
}

function signUp(on: EntityDiff<Pool>, name: string): void {
  on.flag((p) => p.selfSignUp, {
    path: ["admin_create_user_config", 0, "allow_admin_create_user_only"],
    what: `who may sign up at pool ${name}`,
    on: { code: "pool-sign-up-opened", summary: `Anyone can sign up to pool ${name}, and so get its tokens.` },
    off: { code: "pool-sign-up-closed", summary: `Only administrators may create users in pool ${name}.` },
  });
}

/** The tier, and the protection that the highest one has. */
function tier(on: EntityDiff<Pool>, name: string): void {
  ranked(
    on,
    (p) => p.tier,
    ["LITE", "ESSENTIALS", "PLUS"],
    { path: ["user_pool_tier"], what: `the tier of pool ${name}` },
    {
      up: (is) => ({
        code: "pool-tier-raised",
        summary: `The pool ${name} moves up to the tier ${is}, which costs more.`,
      }),
      down: (is) => ({
        code: "pool-tier-lowered",
        summary: `The pool ${name} moves down to the tier ${is}: ${TIERS[is] ?? "features are lost"}.`,
      }),
    },
  );
  ranked(
    on,
    (p) => p.threatProtection,
    ["OFF", "AUDIT", "ENFORCED"],
    { path: ["user_pool_add_ons", 0, "advanced_security_mode"], what: `threat protection of pool ${name}` },
    {
      up: (is) => ({ code: "pool-threat-protection-raised", summary: `Threat protection of pool ${name} is ${is}.` }),
      down: (is) => ({
        code: "pool-threat-protection-lowered",
        summary: `Threat protection of pool ${name} is lowered to ${is}: fewer sign-ins with stolen passwords are stopped.`,
      }),
    },
  );
}

function signIn(on: EntityDiff<Pool>, name: string): void {
  on.list(firstFactors, {
    path: ["sign_in_policy", 0, "allowed_first_auth_factors"],
    what: `the first factors of pool ${name}`,
    added: (factor) => ({
      code: "pool-first-factor-added",
      summary: `Users may sign in to pool ${name} by ${factor}.`,
    }),
    removed: (factor) => ({
      code: "pool-first-factor-removed",
      summary: `Users can no longer sign in to pool ${name} with ${factor}.`,
    }),
  });
}

/** AWS's own choice where nothing is written (API_SignInPolicyType: AllowedFirstAuthFactors). */
function firstFactors({ firstFactors: written }: Pool): Listing<string> {
  return written.items.length + written.missing.length > 0 ? written : listing(["PASSWORD"]);
}

const MFA: Readonly<Record<string, string>> = {
  OFF: "impossible",
  OPTIONAL: "optional",
  ON: "required",
};
const TIERS: Readonly<Record<string, string>> = {
  LITE: "token triggers V2 and V3, managed login and passkeys stop working",
  ESSENTIALS: "threat protection stops working",
};

function ranked(
  on: EntityDiff<Pool>,
  of: (pool: Pool) => Value<string>,
  order: readonly string[],
  what: { readonly path: readonly Step[]; readonly what: string },
  say: { readonly up: (is: string) => ChangeText; readonly down: (is: string) => ChangeText },
): void {
  on.value(of, what, (was, is) => (order.indexOf(is) > order.indexOf(was) ? say.up(is) : say.down(is)));
}

interface PasswordRule {
  readonly field: keyof PasswordPolicy;
  readonly worse: (was: number, is: number) => boolean;
  readonly say: (is: number) => string;
}

const less = (was: number, is: number): boolean => is < was;
const needs = (what: string) => (is: number) => (is > 0 ? `${what} are needed` : `${what} aren't needed`);

const PASSWORD: readonly PasswordRule[] = [
  { field: "minimumLength", worse: less, say: (is) => `${is} characters at least` },
  { field: "requireLowercase", worse: less, say: needs("lowercase letters") },
  { field: "requireUppercase", worse: less, say: needs("uppercase letters") },
  { field: "requireNumbers", worse: less, say: needs("digits") },
  { field: "requireSymbols", worse: less, say: needs("symbols") },
  {
    field: "history",
    worse: less,
    say: (is) => (is > 0 ? `the last ${is} can't be used again` : "old ones can be used again"),
  },
  {
    field: "temporaryValidity",
    worse: (was, is) => is > was,
    say: (is) => `temporary ones last ${is} ${is === 1 ? "day" : "days"}`,
  },
];

/** AWS's policy for a pool that says nothing (Cognito: Adding password requirements): eight characters of all sorts. */
const DEFAULTS: Readonly<Record<keyof PasswordPolicy, number>> = {
  minimumLength: 8,
  requireLowercase: 1,
  requireUppercase: 1,
  requireNumbers: 1,
  requireSymbols: 1,
  history: 0,
  temporaryValidity: 7,
};

/** A rule as a number, so that more is stronger. A policy that is written down but leaves a rule out switches it off. */
function rule({ password }: Pool, field: keyof PasswordPolicy): Value<number> {
  return chain(password, (policy): Value<number> => {
    if (!policy) return known(DEFAULTS[field]);
    const value: Value<number | boolean | undefined> = policy[field];
    const fallback = field === "minimumLength" || field === "temporaryValidity" ? DEFAULTS[field] : 0;
    return map(value, (v) => (v === undefined || (v === 0 && field !== "history") ? fallback : Number(v)));
  });
}
