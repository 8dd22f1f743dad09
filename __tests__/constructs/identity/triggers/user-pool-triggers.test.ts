import { NodeFunction, SecuredApi, type ApiStack, type SecuredApiProps } from "../../../../constructs";
import { expectRefusal } from "../../../support/expect-error";
import { synth, testStack } from "../../../support/synth";
import { addresses, resource, type Terraform } from "../../../support/terraform-json";

type Props = Partial<SecuredApiProps<"read", "items">>;
const KEY = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const CALLBACK = ["https://example.com/callback"] as const;

function api(stack: ApiStack, props: Props): SecuredApi<"read", "items"> {
  return new SecuredApi(stack, "Default", {
    project: "notes",
    domain: "example.com",
    scopes: { read: "Read access" },
    webClients: { web: { callbackUrls: CALLBACK, scopes: ["read"] } },
    functions: { items: "functions/items" },
    routes: { "GET /items": { scopes: ["read"], target: "items" } },
    packaging: "prebuilt",
    ...props,
  });
}

function made(props: Props): Terraform {
  const stack = testStack();
  api(stack, props);
  return synth(stack);
}

const pool = (json: Terraform) => resource(json, "aws_cognito_user_pool.pool");
const policy = (json: Terraform, name: string) => String(resource(json, `aws_iam_role_policy.${name}`)["policy"]);

test.each([
  ["preSignUp", "pre_sign_up"],
  ["postConfirmation", "post_confirmation"],
  ["preAuthentication", "pre_authentication"],
  ["postAuthentication", "post_authentication"],
  ["customMessage", "custom_message"],
  ["defineAuthChallenge", "define_auth_challenge"],
  ["userMigration", "user_migration"],
])("%s in one line: the function, and its permission for this pool alone", (name, address) => {
  const json = made({ triggers: { [name]: "functions/items" } });
  expect(pool(json)["lambda_config"]).toEqual({ [address]: `\${aws_lambda_function.${address}.arn}` });
  expect(resource(json, `aws_lambda_function.${address}`)).toMatchObject({
    function_name: `notes-${address.replaceAll("_", "-")}`,
    timeout: 5,
  });
  expect(resource(json, `aws_lambda_permission.${address}_trigger`)).toMatchObject({
    function_name: `\${aws_lambda_function.${address}.function_name}`,
    principal: "cognito-idp.amazonaws.com",
    source_arn: "${aws_cognito_user_pool.pool.arn}",
  });
});

test("custom senders get Cognito's key, and may decrypt with it", () => {
  const json = made({
    triggers: { customEmailSender: "functions/items", customSmsSender: "functions/items", kmsKeyArn: KEY },
  });
  expect(pool(json)["lambda_config"]).toEqual({
    kms_key_id: KEY,
    custom_email_sender: { lambda_arn: "${aws_lambda_function.custom_email_sender.arn}", lambda_version: "V1_0" },
    custom_sms_sender: { lambda_arn: "${aws_lambda_function.custom_sms_sender.arn}", lambda_version: "V1_0" },
  });
  expect(policy(json, "custom_email_sender")).toContain("kms:Decrypt");
  expect(policy(json, "custom_email_sender")).toContain(KEY);
});

test("several triggers stand beside the token trigger, and none takes another's place", () => {
  const json = made({
    tokenTrigger: { claims: { claims: { plan: { constant: "free" } } } },
    triggers: { preSignUp: "functions/items", postConfirmation: "functions/items" },
  });
  expect(Object.keys(pool(json)["lambda_config"] as object).sort()).toEqual([
    "post_confirmation",
    "pre_sign_up",
    "pre_token_generation_config",
  ]);
});

test("what a function may do to its pool stands in a policy that the function doesn't wait for", () => {
  const poolActions = ["cognito-idp:AdminAddUserToGroup"] as const;
  const json = made({ triggers: { postConfirmation: { entry: "functions/items", poolActions, memorySize: 512 } } });
  expect(policy(json, "post_confirmation_pool")).toContain("cognito-idp:AdminAddUserToGroup");
  expect(policy(json, "post_confirmation_pool")).toContain("aws_cognito_user_pool.pool.arn");
  const { depends_on, memory_size } = resource(json, "aws_lambda_function.post_confirmation");
  expect(memory_size).toBe(512);
  expect(JSON.stringify(depends_on)).not.toContain("post_confirmation_pool");
});

test("one function for all challenges has one permission; a client may use them where it says so", () => {
  const stack = testStack();
  const challenges = new NodeFunction(stack, "challenges", {
    entry: "functions/items",
    name: "challenges",
    packaging: "prebuilt",
    alias: "live",
  });
  api(stack, {
    triggers: {
      defineAuthChallenge: challenges,
      createAuthChallenge: challenges,
      verifyAuthChallengeResponse: challenges,
    },
    webClients: { web: { callbackUrls: CALLBACK, scopes: ["read"], customSignIn: true } },
  });
  const json = synth(stack);
  expect(addresses(json).filter((address) => /^aws_lambda_permission\..*_trigger$/.test(address))).toHaveLength(1);
  expect(resource(json, "aws_lambda_permission.define_auth_challenge_trigger")["qualifier"]).toContain("challenges");
  expect(pool(json)["lambda_config"]).toMatchObject({ create_auth_challenge: "${aws_lambda_alias.challenges.arn}" });
  expect(resource(json, "aws_cognito_user_pool_client.web")["explicit_auth_flows"]).toEqual([
    "ALLOW_REFRESH_TOKEN_AUTH",
    "ALLOW_CUSTOM_AUTH",
  ]);
});

test("functions that are managed elsewhere, with or without an alias", () => {
  const functionArn = "arn:aws:lambda:eu-central-1:123456789012:function:claims:live";
  const json = made({
    triggers: { preSignUp: { functionArn } },
    tokenTrigger: { version: "V3_0", function: { functionArn } },
  });
  expect(pool(json)["lambda_config"]).toEqual({
    pre_sign_up: functionArn,
    pre_token_generation_config: { lambda_arn: functionArn, lambda_version: "V3_0" },
  });
  expect(resource(json, "aws_lambda_permission.pre_sign_up_trigger")).toMatchObject({ qualifier: "live" });
  expect(addresses(json)).not.toContain("aws_lambda_function.pre_token_generation");
});

test.each<[Props, string, string]>([
  [{ triggers: { customSmsSender: "functions/items" } }, "trigger-key", "triggers.customSmsSender"],
  [{ triggers: { createAuthChallenge: "functions/items" } }, "trigger-challenge", "triggers.createAuthChallenge"],
  [
    { triggers: { preSignUp: { entry: "functions/items", timeout: 30 } } },
    "trigger-timeout",
    "triggers.preSignUp.timeout",
  ],
  [{ triggers: { preSignUp: "functions/nowhere" } }, "function-entry", "triggers.preSignUp.entry"],
  [{ pool: { poolId: "eu-central-1_AbCdEfGhI" }, triggers: {} }, "trigger-existing-pool", "triggers"],
  [{ tokenTrigger: { function: "functions/items", claims: {} } }, "trigger-claims", "tokenTrigger.claims"],
  [
    { webClients: { web: { callbackUrls: CALLBACK, scopes: ["read"], customSignIn: true } } },
    "trigger-challenge",
    "webClients.web.customSignIn",
  ],
  [
    {
      triggers: { defineAuthChallenge: "functions/items" },
      webClients: {
        web: { callbackUrls: CALLBACK, scopes: ["read"], refreshTokenRotation: { retryGracePeriodSeconds: 0 } },
      },
    },
    "rotation-sign-in",
    "webClients.web.refreshTokenRotation",
  ],
])("%# refused: %j", (props, code, place) => expectRefusal(() => made(props), code, place));
