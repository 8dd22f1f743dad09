import { NodeFunction } from "../../compute/node-function";
import type { NodeFunctionOptions } from "../../compute/node-function-props";

/** A function that a pool calls, with what it may do to the pool. */
export type TriggerOptions = NodeFunctionOptions & {
  /**
   * What the function may do with the pool that calls it: `cognito-idp:AdminAddUserToGroup`. In a policy of its own, since a statement in
   * `policyStatements` that names the pool would have pool and function wait for each other. @default nothing
   */
  readonly poolActions?: readonly [string, ...string[]];
};

/** A function's folder, its options, a `NodeFunction` made elsewhere in the stack, or one that is managed elsewhere. */
export type TriggerFunction = string | TriggerOptions | NodeFunction | { readonly functionArn: string };

/**
 * The functions that a pool calls, by the trigger's name as AWS and CDK have it.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export interface UserPoolTriggers {
  /** Lets people register, or refuses them; may confirm them and link accounts. @default none */
  readonly preSignUp?: TriggerFunction;
  /** After who registered is confirmed, or a password is reset. @default none */
  readonly postConfirmation?: TriggerFunction;
  /** Lets people sign in, or refuses them. @default none */
  readonly preAuthentication?: TriggerFunction;
  /** After somebody signed in. @default none */
  readonly postAuthentication?: TriggerFunction;
  /** Writes mails and text messages. @default none */
  readonly customMessage?: TriggerFunction;
  /** Decides which challenge comes next, and when tokens are issued. Clients need `customSignIn`. @default none */
  readonly defineAuthChallenge?: TriggerFunction;
  /** Makes a challenge; needs `defineAuthChallenge`. @default none */
  readonly createAuthChallenge?: TriggerFunction;
  /** Checks the answer to a challenge; needs `defineAuthChallenge`. @default none */
  readonly verifyAuthChallengeResponse?: TriggerFunction;
  /** Finds people who are new to the pool in another directory, by their password. @default none */
  readonly userMigration?: TriggerFunction;
  /** Sends mails in Cognito's place; needs `kmsKeyArn`, and may decrypt with that key. @default none */
  readonly customEmailSender?: TriggerFunction;
  /** Sends text messages in Cognito's place; needs `kmsKeyArn`, and may decrypt with that key. @default none */
  readonly customSmsSender?: TriggerFunction;
  /** ARN of the symmetric KMS key with which Cognito encrypts codes for the custom senders. @default none */
  readonly kmsKeyArn?: string;
}

export type TriggerName = Exclude<keyof UserPoolTriggers, "kmsKeyArn">;

/** Where the trigger stands in `lambda_config`; custom senders have a block with a version. */
export const TRIGGERS = [
  "preSignUp",
  "postConfirmation",
  "preAuthentication",
  "postAuthentication",
  "customMessage",
  "defineAuthChallenge",
  "createAuthChallenge",
  "verifyAuthChallengeResponse",
  "userMigration",
  "customEmailSender",
  "customSmsSender",
] as const satisfies readonly TriggerName[];

/** Cognito waits for these no longer than for any other function, but goes on without an answer. */
export const CUSTOM_SENDERS: ReadonlySet<TriggerName> = new Set(["customEmailSender", "customSmsSender"]);

/** The options of a function that is made for the pool; undefined for one that is there. */
export function newTriggerOptions(given: TriggerFunction): TriggerOptions | undefined {
  if (typeof given === "string") return { entry: given };
  return given instanceof NodeFunction || "functionArn" in given ? undefined : given;
}

/** The triggers that are declared, in the order of `TRIGGERS`. */
export function declaredTriggers(triggers: UserPoolTriggers): (readonly [TriggerName, TriggerFunction])[] {
  return TRIGGERS.flatMap((name) => {
    const given = triggers[name];
    return given === undefined ? [] : [[name, given] as const];
  });
}
