import { targetOf } from "../../model/index";
import type { Api, Cors, Model } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { httpApis, routesOf } from "../support/apis";
import { when } from "../support/known";

/**
 * A guarded route needs the header that carries the token, and a browser sends it only if CORS names it. By the Fetch
 * standard `*` doesn't stand for `authorization`.
 */
export const corsHeaderMissing: Rule = {
  code: "cors-header-missing",
  severity: "warning",
  title: "CORS that lacks the header which carries the token",
  source: `Fetch standard: CORS protocol https://fetch.spec.whatwg.org/#http-access-control-allow-headers; ${SOURCES.cors}`,
  check(model, report) {
    for (const api of httpApis(model)) {
      when(report, api, api.cors, "whether CORS is configured", (cors) => {
        if (!cors) return;
        const lacking = [...headersNeeded(model, api)].filter((header) => !allows(cors, header));
        if (lacking.length === 0) return;
        const names = lacking.join(", ");
        if (cors.headers.missing.length > 0) {
          report.unknown(api, `whether CORS allows the header ${names} (${cors.headers.missing.join(", ")})`);
        } else if (!allows(cors, "*")) {
          report({
            at: api,
            message: `CORS doesn't allow the header ${names}, which routes with authorization need: no page can send its token.`,
            remedy: `Add ${lacking.map((h) => `"${h}"`).join(", ")} to allow_headers.`,
          });
        } else if (lacking.includes("authorization")) {
          report({
            at: api,
            severity: "note",
            message: 'CORS allows the headers "*", which by the Fetch standard doesn\'t stand for authorization.',
            remedy: 'Add "authorization" to allow_headers.',
          });
        }
      });
    }
  },
};

function allows({ headers }: Cors, name: string): boolean {
  return headers.items.some((header) => header.toLowerCase() === name);
}

/** The headers in which the guarded routes' authorizers look for the token: no page sends those that a distribution adds. */
function headersNeeded(model: Model, api: Api): Set<string> {
  const needed = new Set<string>();
  const added = model.entryPoints.flatMap(({ authorization: one }) => (one.kind === "forwarded" ? one.sends : []));
  for (const route of routesOf(model, api)) {
    if (route.authorization.known && route.authorization.value === "AWS_IAM") needed.add("authorization");
    for (const source of targetOf(route.authorizer)?.identitySources.items ?? []) {
      const header = /^\$request\.header\.(.+)$/.exec(source)?.[1];
      if (header !== undefined && !added.includes(header.toLowerCase())) needed.add(header.toLowerCase());
    }
  }
  return needed;
}
