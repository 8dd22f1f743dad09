import {
  poolDeletionProtection,
  passwordPolicy,
  groupPrecedence,
  identityUnderCount,
  triggerDuplicate,
  mfaFactors,
} from "../../../../posture/rules/user-pool/pools";
import { holds } from "../holds";
import { goodStack, pool, stackOf } from "../support";
import { evaluateRules } from "../../../../posture/rules/index";
import { planned } from "../../fixtures";

describe("pool-deletion-protection", () => {
  holds(poolDeletionProtection, {
    fires: {
      "left out": [
        stackOf(pool({ deletion_protection: undefined })),
        [{ at: "aws_cognito_user_pool.pool", nearest: "ACTIVE", says: ["prevent_destroy"] }],
      ],
    },
    silent: { active: goodStack() },
    unknown: { "the mode": stackOf(pool({ deletion_protection: "${var.mode}" })) },
  });
});

describe("password-policy", () => {
  const policy = (password_policy: Record<string, unknown>) => stackOf(pool({ password_policy }));

  const at = "aws_cognito_user_pool.pool";

  holds(passwordPolicy, {
    fires: {
      "too short": [policy({ minimum_length: 5 }), [{ at, says: ["minimum_length is 5", "6 to 99"] }]],
      "a long history": [
        policy({ minimum_length: 12, password_history_size: 25 }),
        [{ at, says: ["password_history_size", "24"] }],
      ],
      "a temporary password for years": [
        policy({ minimum_length: 12, temporary_password_validity_days: 366 }),
        [{ at, says: ["365"] }],
      ],
    },
    silent: {
      "at the bounds": policy({ minimum_length: 99, password_history_size: 24, temporary_password_validity_days: 0 }),
      none: goodStack(),
    },
    unknown: { "a number": policy({ minimum_length: "${var.length}" }) },
  });
});

describe("group-precedence", () => {
  const groups = (...precedences: unknown[]) =>
    stackOf({
      aws_cognito_user_group: Object.fromEntries(
        precedences.map((precedence, i) => [
          `g${i}`,
          { name: `g${i}`, user_pool_id: "${aws_cognito_user_pool.pool.id}", precedence },
        ]),
      ),
    });

  holds(groupPrecedence, {
    fires: {
      "below 0": [groups(-1), [{ at: "aws_cognito_user_group.g0", nearest: "0" }]],
      "the same twice": [
        groups(1, 1),
        [{ at: "aws_cognito_user_group.g1", severity: "note", says: ["aws_cognito_user_group.g0"] }],
      ],
    },
    silent: { "different ones": groups(0, 1, 10), "left out": groups(undefined, undefined) },
    unknown: { "a precedence": groups("${var.precedence}") },
  });
});

describe("identity-under-count", () => {
  const group = { name: "admin", user_pool_id: "${aws_cognito_user_pool.pool.id}" };

  const counted = (count: number) =>
    stackOf({ aws_cognito_user_group: { all: { ...group, name: "${var.names[count.index]}", count } } });

  holds(identityUnderCount, {
    fires: {
      "groups by their position": [
        counted(2),
        [{ at: "aws_cognito_user_group.all[0]", says: ["its members", "for_each"] }],
        "silent",
      ],
    },
    silent: {
      "one that may be left out": counted(1),
      "by name": stackOf({ aws_cognito_user_group: { all: { ...group, for_each: { a: 1, b: 2 } } } }),
    },
  });

  test("fires on a real plan, where each instance has its index", () => {
    expect(evaluateRules(planned("counted"), [identityUnderCount]).findings).toEqual([
      expect.objectContaining({ code: "identity-under-count", address: "aws_cognito_user_pool_client.this[0]" }),
    ]);
  });
});

describe("trigger-duplicate", () => {
  const twice = (plain: string | undefined) =>
    stackOf(
      pool({
        lambda_config: {
          pre_token_generation: plain,
          pre_token_generation_config: { lambda_arn: "${aws_lambda_function.items.arn}", lambda_version: "V2_0" },
        },
      }),
    );

  holds(triggerDuplicate, {
    fires: {
      "two functions": [
        twice("arn:aws:lambda:eu-west-1:123456789012:function:other"),
        [{ at: "aws_cognito_user_pool.pool", says: ["Remove pre_token_generation"] }],
      ],
    },
    silent: { "the block alone": twice(undefined), "the same function": twice("${aws_lambda_function.items.arn}") },
  });
});

describe("mfa-factors", () => {
  const at = "aws_cognito_user_pool.pool";

  holds(mfaFactors, {
    fires: {
      ON: [goodStack(pool({ mfa_configuration: "ON" })), [{ at, says: ["ON"] }]],
      "codes of an app switched off": [
        goodStack(
          pool({
            mfa_configuration: "OPTIONAL",
            software_token_mfa_configuration: [{ enabled: false }],
          }),
        ),
        [{ at, says: ["OPTIONAL"] }],
      ],
    },
    silent: {
      OFF: goodStack(),
      "codes of an app": goodStack(
        pool({
          mfa_configuration: "ON",
          software_token_mfa_configuration: [{ enabled: true }],
        }),
      ),
      mail: goodStack(
        pool({
          mfa_configuration: "OPTIONAL",
          email_mfa_configuration: [{ message: "{####}", subject: "Code" }],
        }),
      ),
    },
    unknown: {
      "whether it is on": goodStack(pool({ mfa_configuration: "${var.mfa}" })),
    },
  });
});
