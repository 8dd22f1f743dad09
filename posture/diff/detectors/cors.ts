import { chain, known, listing, map, type Api, type Cors, type Listing, type Value } from "../../model/index";
import { broadened, unknown, narrowed, neutral, type Detector } from "../change";
import { nameOf } from "../../redact/name";
import { kept } from "../entity-diff";

/** Which pages of other origins may call an API from a browser. */
export const cors: Detector = {
  source:
    "API Gateway: Configure CORS for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
  codes: {
    "cors-widened": broadened("Pages of more origins may call an API, or with more methods, headers or cookies"),
    "cors-narrowed": narrowed("Pages of fewer origins may call an API, or with fewer methods or headers"),
    "cors-max-age-changed": neutral("Browsers cache preflight responses for a different duration"),
    "cors-unknown": unknown("An API's CORS settings aren't known before apply"),
  },
  detect(comparison, report) {
    for (const on of kept(comparison, report, comparison.apis, "cors-unknown")) {
      const { pair } = on;
      const name = nameOf(pair.after);
      const gone = pair.before.cors.known && pair.after.cors.known ? existence(pair.before, pair.after) : undefined;
      if (gone !== undefined) {
        on.say({
          ...(gone
            ? {
                code: "cors-narrowed",
                summary: `API ${name} no longer has a CORS configuration: browsers keep its answers from pages of other origins.`,
              }
            : {
                code: "cors-widened",
                summary: `API ${name} has a CORS configuration: browsers let pages of ${origins(pair.after)} read its answers.`,
              }),
          attributes: on.cites(["cors_configuration"]),
        });
        continue;
      }
      for (const [list, argument, what] of LISTS) {
        const [had, has] = [within(list)(pair.before), within(list)(pair.after)];
        const [hadAll, hasAll] = [had, has].map(({ items }) => items.includes("*"));
        on.list(within(list), {
          path: ["cors_configuration", 0, argument],
          what: `${argument} of API ${name}`,
          // A star lets in whatever stands beside it, and what leaves while a star stays or comes is still let in.
          added: (item) =>
            hadAll && item !== "*"
              ? undefined
              : { code: "cors-widened", summary: `Browsers let ${what(item)} of API ${name}.` },
          removed: (item) =>
            hasAll || (hadAll && item !== "*")
              ? undefined
              : {
                  code: "cors-narrowed",
                  summary: `Browsers no longer let ${what(item)} of API ${name}${item === "*" ? ", only those that are listed" : ""}.`,
                },
        });
      }
      on.value(
        // The provider sends 0 where none is written.
        ({ cors: settings }) => chain(settings, (found) => map(found?.maxAge ?? known(0), (age = 0) => age)),
        {
          path: ["cors_configuration", 0, "max_age"],
          what: `how long browsers cache preflight responses of API ${name}`,
        },
        (_, is) => ({
          code: "cors-max-age-changed",
          summary:
            is === 0
              ? `Browsers cache preflight responses of API ${name} for 5 s at most.`
              : `Browsers cache preflight responses of API ${name} for ${is} s.`,
        }),
      );
      on.value(
        credentials,
        { path: ["cors_configuration", 0, "allow_credentials"], what: `whether pages may send cookies to API ${name}` },
        (_, is) => ({
          code: is ? "cors-widened" : "cors-narrowed",
          summary: is
            ? `Pages of other origins may send cookies and credentials to API ${name}.`
            : `Pages of other origins may no longer send cookies and credentials to API ${name}.`,
        }),
      );
    }
  },
};

const LISTS: readonly (readonly [
  "origins" | "methods" | "headers" | "exposeHeaders",
  string,
  (item: string) => string,
])[] = [
  ["origins", "allow_origins", (item) => `pages of ${every(item, "origin")} read answers`],
  ["methods", "allow_methods", (item) => `pages of other origins use ${every(item, "method")}`],
  ["headers", "allow_headers", (item) => `pages of other origins send ${every(item, "header")}`],
  ["exposeHeaders", "expose_headers", (item) => `pages of other origins read ${every(item, "header")}`],
];

function every(item: string, what: string): string {
  return item === "*" ? `every ${what}` : what === "origin" ? item : `the ${what} ${item}`;
}

/** Methods that browsers let pages use without asking (Fetch standard: CORS-safelisted method). */
const SAFELISTED = new Set(["GET", "HEAD", "POST"]);

/** True where the whole configuration is removed, false where it is new. */
function existence(before: Api, after: Api): boolean | undefined {
  const [was, is] = [before, after].map(({ cors: settings }) => (settings.known ? settings.value : undefined));
  // Which origins a configuration lets in may not be known yet: then its lists say so.
  if ((was === undefined) === (is === undefined) || (was ?? is)?.origins.missing.length !== 0) return undefined;
  return was !== undefined;
}

function origins({ cors: settings }: Api): string {
  const list = settings.known ? (settings.value?.origins.items ?? []) : [];
  return list.includes("*") ? "every origin" : list.join(", ") || "no origin";
}

function within(list: "origins" | "methods" | "headers" | "exposeHeaders") {
  return ({ cors: settings }: Api): Listing<string> => {
    if (!settings.known) return listing([], [settings.why]);
    const found: Cors | undefined = settings.value;
    if (!found) return listing([]);
    // Names of headers and methods don't differ by case.
    const same = (item: string) =>
      list === "methods" ? item.toUpperCase() : list === "origins" ? item : item.toLowerCase();
    const items = [...new Set(found[list].items.map(same))].filter(
      (item) => list !== "methods" || !SAFELISTED.has(item),
    );
    return { ...found[list], items };
  };
}

function credentials({ cors: settings }: Api): Value<boolean> {
  if (!settings.known) return settings;
  return settings.value?.credentials ?? known(false);
}
