import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { guestAccesses } from "../support/entry-points";

/** Everybody may become a guest: an identity pool gives them credentials without a sign-in. */
export const guestInvokes: Rule = {
  code: "guest-invokes",
  severity: "error",
  title: "Guests of an identity pool who may invoke a function",
  source: SOURCES.identityPool,
  check(model, report) {
    for (const { entryPoint, open, function: fn } of guestAccesses(model)) {
      if (open === "unknown") {
        report.unknown(entryPoint, `whether its guests may invoke ${fn?.address ?? "a function"}`);
        continue;
      }
      report({
        at: entryPoint,
        message: `Guests, which everybody may become, may invoke ${fn?.address ?? "a function"}.`,
        remedy: "Take lambda:InvokeFunction from the guests' role, or set allow_unauthenticated_identities = false.",
      });
    }
  },
};
