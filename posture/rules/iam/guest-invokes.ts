import { admissionOf } from "../../access/index";
import type { EntryPointKind } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { requiresSignature, guestAccesses } from "../support/entry-points";

/**
 * Everybody may become a guest: an identity pool gives them credentials without a sign-in. A function's permission for
 * everybody, and its URL, have rules of their own.
 */
const CALLED: readonly EntryPointKind[] = ["http-api-route", "websocket-route", "rest-api-method", "graphql-field"];

export const guestInvokes: Rule = {
  code: "guest-invokes",
  severity: "error",
  title: "Guests of an identity pool, or everybody with an AWS account, where a signature is asked for",
  source: SOURCES.identityPool,
  check(model, report) {
    for (const { entryPoint, open, function: fn } of guestAccesses(model)) {
      if (open === "unknown") {
        report.unknown(entryPoint, `whether its guests may invoke ${fn?.address ?? "a function"}`);
        continue;
      }
      report({
        at: entryPoint,
        message: `Guests (unauthenticated identities) may invoke ${fn?.address ?? "a function"}.`,
        remedy: "Remove lambda:InvokeFunction from the guests' role, or set allow_unauthenticated_identities = false.",
      });
    }
    for (const entryPoint of model.entryPoints) {
      if (!requiresSignature(entryPoint) || !CALLED.includes(entryPoint.kind)) continue;
      const { open, who } = admissionOf(model, entryPoint);
      if (open === "unknown")
        report.unknown(entryPoint, `who may call ${entryPoint.name} of ${entryPoint.group} (${who})`);
      if (open !== true) continue;
      report({
        at: entryPoint,
        message: `${entryPoint.name} of ${entryPoint.group} asks for a signature (AWS_IAM), which everybody can make: ${who}.`,
        remedy: "Remove the action from the guests' role, and name accounts or roles where a policy names everybody.",
      });
    }
  },
};
