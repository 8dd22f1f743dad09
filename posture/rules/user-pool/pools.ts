import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { when, within } from "../support/known";
import { USER_POOL } from "../../aws/cognito";
import { holds, some, type Attributes, type Group } from "../../model/index";

/** A pool that is deleted takes its users and their passwords along; there is no copy. */
export const poolDeletionProtection: Rule = {
  code: "pool-deletion-protection",
  severity: "warning",
  title: "A user pool without deletion protection",
  source: SOURCES.deletionProtection,
  check: each("pools", (pool, report) => {
    if (!pool.managed) return;
    when(report, pool, pool.deletionProtection, "deletion_protection", (mode) => {
      if (mode === "ACTIVE") return;
      report({
        message: "deletion_protection is INACTIVE: one mistaken destroy or replacement deletes all users.",
        remedy: 'Set deletion_protection = "ACTIVE", and lifecycle { prevent_destroy = true }.',
        nearest: "ACTIVE",
      });
    });
  }),
};

export const passwordPolicy: Rule = {
  code: "password-policy",
  severity: "error",
  title: "Numbers of a password policy that Cognito refuses",
  source: SOURCES.passwordPolicy,
  check: each("pools", (pool, report) => {
    if (!pool.managed) return;
    when(report, pool, pool.password, "the password policy", (policy) => {
      if (!policy) return;
      within(report, pool, policy.minimumLength, "minimum_length", {
        ...USER_POOL.passwordLength.value,
        unit: "characters",
      });
      within(report, pool, policy.history, "password_history_size", {
        ...USER_POOL.passwordHistory.value,
        unit: "passwords",
      });
      within(report, pool, policy.temporaryValidity, "temporary_password_validity_days", {
        ...USER_POOL.temporaryPassword.value,
        unit: "days",
      });
    });
  }),
};

/** 0 is the highest. Of two groups with one precedence neither wins: no preferred role is in the token. */
export const groupPrecedence: Rule = {
  code: "group-precedence",
  severity: "error",
  title: "A group precedence below 0, or the same for two groups of one pool",
  source: SOURCES.group,
  check(model, report) {
    const first = new Map<string, Group>();
    for (const group of model.groups) {
      when(report, group, group.precedence, "the precedence", (precedence) => {
        if (precedence === undefined) return;
        if (precedence < 0 || !Number.isInteger(precedence)) {
          report({
            at: group,
            message: `The precedence is ${precedence}: Cognito accepts whole numbers from 0, the highest.`,
            remedy: "Write 0 or more.",
            nearest: "0",
          });
        }
        const pool = group.pool.kind === "resource" ? group.pool.target.address : undefined;
        if (pool === undefined) return;
        const other = first.get(`${pool} ${precedence}`);
        if (!other) first.set(`${pool} ${precedence}`, group);
        else
          report({
            at: group,
            severity: "note",
            message: `${other.address} has the precedence ${precedence} too: for members of both, neither group's role is preferred.`,
            remedy: "Give each group a precedence of its own.",
          });
      });
    }
  },
};

/** What AWS forgets when such a resource is destroyed and created again under another index. */
const LOSES: Readonly<Record<string, string>> = {
  aws_cognito_user_group: "its members",
  aws_cognito_user_pool_client: "its id and secret, which applications use",
  aws_cognito_resource_server: "its scopes, for a moment",
};

/** Under count, the position in a list is the address: taking one out of the middle moves all that follow. */
export const identityUnderCount: Rule = {
  code: "identity-under-count",
  severity: "warning",
  title: "Groups, clients or resource servers under count, which reordering destroys",
  source:
    "lgallard/terraform-aws-cognito-user-pool #161, #220 https://github.com/lgallard/terraform-aws-cognito-user-pool/issues/161",
  check(model, report) {
    for (const type of Object.keys(LOSES)) {
      const counted = model.ofType(type).filter((r) => r.mode === "managed" && typeof r.index === "number");
      const bases = new Map<string, number>();
      for (const { address } of counted) {
        const base = address.replace(/\[\d+\]$/, "");
        bases.set(base, (bases.get(base) ?? 0) + 1);
      }
      for (const resource of counted) {
        const many = (bases.get(resource.address.replace(/\[\d+\]$/, "")) ?? 0) > 1;
        if (!many || resource.index !== 0) continue;
        report({
          at: resource,
          message: `Its address is a position in a list (count): when the list is reordered, Terraform destroys and recreates it, and AWS loses ${LOSES[type]}.`,
          remedy: "Use for_each over a map or set of names, with a moved block for each.",
        });
      }
    }
  },
};

/** pre_token_generation and pre_token_generation_config name the same trigger; AWS refuses two functions. */
export const triggerDuplicate: Rule = {
  code: "trigger-duplicate",
  severity: "error",
  title: "pre_token_generation beside pre_token_generation_config",
  source: `${SOURCES.providerPool}#pre_token_generation_config-1`,
  check: each("pools", (pool, report, model) => {
    if (!pool.managed) return;
    const { attributes } = pool.resource;
    const named = (
      [
        ["lambda_config", 0, "pre_token_generation"],
        ["lambda_config", 0, "pre_token_generation_config", 0, "lambda_arn"],
      ] as const
    ).map((path) => ({ text: attributes.text(...path), references: attributes.references(...path) }));
    const [plain, config] = named.map((one) => JSON.stringify(one));
    const isHere = ({ address: at }: { readonly address: string }) =>
      model.resources.some(({ address }) => address === at);
    const given = attributes.text("lambda_config", 0, "pre_token_generation");
    const block = attributes.blocks("lambda_config", 0, "pre_token_generation_config");
    if ((given.known && !given.value) || block.items.length === 0 || plain === config) return;
    if (named.some(({ text, references: to }) => !text.known && !to.some(isHere)))
      return report.unknown(pool, "whether both name the same function");
    report({
      message: "lambda_config names the trigger twice: pre_token_generation and pre_token_generation_config differ.",
      remedy: "Remove pre_token_generation and keep the block with its lambda_version.",
    });
  }),
};

/** A passkey counts as a second factor where it verifies its user. */
const FACTORS = [
  ...["software_token_mfa_configuration", "sms_configuration"],
  ...["email_mfa_configuration", "web_authn_configuration"],
];

/** AWS refuses second factors where there is none to choose. */
export const mfaFactors: Rule = {
  code: "mfa-factors",
  severity: "error",
  title: "A user pool that asks for a second factor and has none",
  source: `${SOURCES.providerPool}#mfa_configuration-1`,
  check: each("pools", (pool, report) => {
    if (!pool.managed) return;
    when(report, pool, pool.mfa, "mfa_configuration", (mfa) => {
      if (mfa !== "ON" && mfa !== "OPTIONAL") return;
      const factors = FACTORS.map((name) => pool.resource.attributes.blocks(name));
      const isOn = (block: Attributes) => holds(block.flag("enabled"), (on) => on !== false);
      const on = some(
        factors.map(({ items, missing }) => some([...items.map(isOn), ...missing.map(() => "unknown" as const)])),
      );
      if (on === true) return;
      if (on === "unknown") return report.unknown(pool, "its second factors");
      report({
        message: `mfa_configuration is ${mfa}, and the pool has no second factor: AWS refuses it.`,
        remedy:
          "Add software_token_mfa_configuration { enabled = true }, sms_configuration or email_mfa_configuration.",
      });
    });
  }),
};
