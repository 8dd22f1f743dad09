import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";
import { registrationsOf } from "../support/registration";

/** Clients that register themselves are in nobody's audience, but they may sign the pool's users in. */
export const registrationOpen: Rule = {
  code: "registration-open",
  severity: "warning",
  title: "A user pool in which anyone can register an app client",
  source: SOURCES.registration,
  check(model, report) {
    const { found, unread } = registrationsOf(model);
    for (const { at, why } of unread) report.unknown(at, why);
    for (const { at, what, on, open, openGrants } of found)
      when(report, at, on, `whether clients may register in ${what}`, (isOn) => {
        if (!isOn) return;
        when(report, at, open, `whether registration in ${what} is open`, (isOpen) => {
          // An empty list of grants closes open registration; what isn't known doesn't.
          if (!isOpen || openGrants.items.length + openGrants.missing.length === 0) return;
          report({
            at,
            message: `Anyone can register an app client in ${what}, without a token: it may then ask the pool's users to sign in.`,
            remedy:
              "Set OpenDcrEnabled (open_dcr_enabled) to false: then registration asks for a token with the scope aws.cognito/dcr/register. Audiences don't list registered clients.",
          });
        });
      });
  },
};
