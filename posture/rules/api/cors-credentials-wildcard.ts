import { is, someItem } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { httpApis } from "../support/apis";
import { when } from "../support/known";

/** Credentials for every origin: AWS refuses the pair, and it would hand every page the user's session. */
export const corsCredentialsWildcard: Rule = {
  code: "cors-credentials-wildcard",
  severity: "error",
  title: "CORS with credentials and the origin *",
  source: SOURCES.cors,
  check(model, report) {
    for (const api of httpApis(model)) {
      when(report, api, api.cors, "whether CORS is configured", (cors) => {
        if (!cors || is(cors.credentials, true) === false) return;
        const wild = someItem(cors.origins, (origin) => origin === "*");
        if (wild === true && cors.credentials.known)
          report({
            at: api,
            message: 'CORS allows credentials and the origin "*": AWS refuses this pair.',
            remedy: "Name the origins, e.g. https://app.example.com, or set allow_credentials = false.",
          });
        else if (wild !== false) report.unknown(api, "whether CORS lets every origin in with credentials");
      });
    }
  },
};
