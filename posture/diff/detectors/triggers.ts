import type { Pool, Trigger } from "../../model/index";
import { breaking, broadened, unknown, type ChangeKind, type Citation, type Detector } from "../change";
import { nameOf } from "../../redact/name";
import { compareValue } from "../compare-values";
import { type EntityDiff, keptManaged } from "../entity-diff";
import { reportFunction } from "./function";

/** Triggers that decide who signs in or what tokens say; the others write messages or take notes. */
const DECIDE =
  "pre_sign_up pre_authentication pre_token_generation define_auth_challenge create_auth_challenge verify_auth_challenge_response user_migration".split(
    " ",
  );

/** Triggers that can refuse somebody: without them, those get in. */
const REFUSE = ["pre_sign_up", "pre_authentication"];

export const triggers: Detector = {
  source:
    "Cognito: Customizing user pool workflows with Lambda triggers https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html; removing pre_token_generation_config shows in no plan https://github.com/hashicorp/terraform-provider-aws/issues/38617",
  codes: {
    "trigger-added": { title: "A pool calls one more function", kinds: ["unknown", "neutral"] },
    "trigger-removed": {
      title: "A pool no longer calls a function",
      kinds: ["broadened", "breaking", "neutral"],
    },
    "trigger-function-changed": unknown("A pool calls another function for a trigger"),
    "trigger-code-changed": unknown("The code of a function that a pool calls changes"),
    "trigger-version-raised": broadened("A token trigger reaches more kinds of tokens"),
    "trigger-version-lowered": breaking("A token trigger no longer reaches some tokens"),
    "trigger-unknown": unknown("A pool's triggers aren't known before apply"),
  },
  detect(comparison, report) {
    for (const on of keptManaged(comparison, report, comparison.pools, "trigger-unknown")) {
      const { pair } = on;
      const pool = nameOf(pair.after);
      on.list((p) => p.triggers, {
        path: ["lambda_config"],
        what: `which triggers pool ${pool} has`,
        text: ({ name }) => name,
        id: ({ name }) => name,
        added: (name) => ({
          attributes: cited(on, name),
          code: "trigger-added",
          kind: DECIDE.includes(name) ? "unknown" : "neutral",
          summary: `The pool ${pool} now calls a ${name} function${DECIDE.includes(name) ? ": what it lets in or puts into tokens can't be seen from a plan" : ""}.`,
        }),
        removed: (name) => ({
          attributes: cited(on, name),
          code: "trigger-removed",
          kind: removedKind(name),
          summary: `The pool ${pool} no longer calls its ${name} function: ${lost(name)}.`,
        }),
      });
      for (const after of pair.after.triggers.items) {
        const before = pair.before.triggers.items.find(({ name }) => name === after.name);
        if (before) compared(on, pool, before, after);
      }
    }
  },
};

/** A trigger stands in an argument of its name, or, where it has a version, in a block. */
function cited(on: EntityDiff<Pool>, name: string): readonly Citation[] {
  return [name, `${name}_config`].flatMap((argument) => on.cites(["lambda_config", 0, argument]));
}

function compared(on: EntityDiff<Pool>, pool: string, before: Trigger, after: Trigger): void {
  const what = `the ${after.name} function of pool ${pool}`;
  const path = ["lambda_config", 0, `${after.name}${after.name === "pre_token_generation" ? "_config" : ""}`];
  const version = compareValue(before.version, after.version, { ...on.pair, path: [...path, 0, "lambda_version"] });
  if (version.is === "unknown") on.unknown(`the version of ${what}`, version.why);
  if (version.is === "changed") {
    const [was, is] = [version.before ?? "V1_0", version.after ?? "V1_0"];
    const up = is > was;
    on.say({
      code: up ? "trigger-version-raised" : "trigger-version-lowered",
      summary: up
        ? `The ${after.name} function of pool ${pool} gets trigger event version ${is}: it can now change ${reached(was, is)}.`
        : `The ${after.name} function of pool ${pool} gets trigger event version ${is}: it can no longer change ${reached(is, was)}, so the claims and scopes that it added there are lost.`,
      before: was,
      after: is,
      attributes: [...on.cites([...path, 0, "lambda_version"])],
    });
  }
  reportFunction(on, {
    links: [before.function, after.function],
    path,
    what,
    changed: "trigger-function-changed",
    code: "trigger-code-changed",
    consequence: "what it decides can't be seen from a plan",
  });
}

const REACH: Readonly<Record<string, string>> = {
  V2_0: "access tokens of users",
  V3_0: "access tokens of machine clients",
};

/** What the higher of two versions reaches beyond the lower. */
function reached(low: string, high: string): string {
  return (
    Object.entries(REACH)
      .flatMap(([version, what]) => (version > low && version <= high ? [what] : []))
      .join(" and ") || "more"
  );
}

function removedKind(name: string): ChangeKind {
  if (REFUSE.includes(name)) return "broadened";
  return DECIDE.includes(name) ? "breaking" : "neutral";
}

function lost(name: string): string {
  if (REFUSE.includes(name)) return "those whom it refused get in";
  if (name === "pre_token_generation") return "what it put into tokens is missing, scopes and groups among it";
  return DECIDE.includes(name) ? "users who sign in by it no longer can" : "it lets nobody in or out";
}
