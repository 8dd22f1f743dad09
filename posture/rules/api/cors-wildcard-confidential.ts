import { someItem } from "../../model/index";
import type { Client, Model } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { httpApis, sameApi } from "../support/apis";
import { acceptedClients, isMachine } from "../support/clients";
import { when } from "../support/known";

/**
 * A client with a secret holds its tokens on a server, so no page needs to reach the API. Opening it to every origin
 * helps nobody but a page that got hold of a token.
 */
export const corsWildcardConfidential: Rule = {
  code: "cors-wildcard-confidential",
  severity: "warning",
  title: "CORS with the origin * beside a confidential client",
  source: SOURCES.oauthSecurity,
  check(model, report) {
    for (const api of httpApis(model)) {
      const clients = confidential(model, (link) => sameApi(link, { kind: "resource", target: api }) === true);
      if (clients.length === 0) continue;
      when(report, api, api.cors, "whether CORS is configured", (cors) => {
        const wild = cors ? someItem(cors.origins, (origin) => origin === "*") : false;
        if (wild === true)
          report({
            at: api,
            message: `CORS lets every page in, but ${clients.map((c) => c.address).join(", ")} keeps its tokens on a server (it has a secret).`,
            remedy: "Remove cors_configuration if only servers call this API, or name the origins.",
          });
        else if (wild === "unknown") report.unknown(api, "the origins that CORS lets in");
      });
    }
  },
};

type Link = Model["authorizers"][number]["api"];

/** Clients with a secret through which people sign in; machines too, where no client is without a secret. */
function confidential(model: Model, here: (api: Link) => boolean): readonly Client[] {
  const all = model.authorizers.filter((a) => here(a.api)).flatMap((a) => acceptedClients(a).clients);
  const secret = all.filter((client) => client.secret.known && client.secret.value);
  return secret.length === all.length ? secret : secret.filter((client) => !isMachine(client));
}
