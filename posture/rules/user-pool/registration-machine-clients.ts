import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { valueOr } from "../../model/index";
import { registrationsOf } from "../support/registration";

/** What can't be read of a registration is told by registration-open. */
export const registrationMachineClients: Rule = {
  code: "registration-machine-clients",
  severity: "error",
  title: "A user pool in which anyone can register a client that gets tokens without a user",
  source: SOURCES.registration,
  check(model, report) {
    for (const { at, what, on, open, openGrants } of registrationsOf(model).found) {
      if (!valueOr(on, false) || !valueOr(open, false)) continue;
      if (openGrants.items.includes("client_credentials"))
        report({
          at,
          message: `Anyone can register an app client in ${what} that gets access tokens by client credentials: nobody signs in, and each token is billed to you.`,
          remedy:
            "Remove client_credentials from OpenDcrGrantTypes (open_dcr_grant_types), or switch open registration off.",
        });
      else if (openGrants.missing.length > 0) report.unknown(at, `the grants of clients that register in ${what}`);
    }
  },
};
