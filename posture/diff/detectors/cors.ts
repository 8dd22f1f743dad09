import { chain, isEmpty, known, listing, map, type Api, type Cors, type Listing, type Value } from "../../model/index";
import { broadened, unknown, narrowed, neutral, type Detector } from "../change";
import { nameOf } from "../../redact/name";
import { kept, type ChangeText } from "../entity-diff";

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
        const origins = originsOf(gone ? pair.before : pair.after);
        on.say({ ...existenceText(`API ${name}`, gone, origins), attributes: on.cites(["cors_configuration"]) });
        continue;
      }
      for (const [list, argument, what] of LISTS) {
        const [had = [], has = []] = [pair.before, pair.after].map((api) => within(list)(api).items);
        on.list(within(list), {
          path: ["cors_configuration", 0, argument],
          what: `${argument} of API ${name}`,
          // A star lets in whatever stands beside it, and what leaves while a star stays or comes is still let in.
          added: (item) =>
            isCovered(item, had) || reachesNobody(pair.after)
              ? undefined
              : { code: "cors-widened", summary: `Browsers let ${what(item)} of API ${name}.` },
          removed: (item) =>
            isCovered(item, has) || isCovered(item, had) || reachesNobody(pair.before)
              ? undefined
              : {
                  code: "cors-narrowed",
                  summary: `Browsers no longer let ${what(item)} of API ${name}${STARS.test(item) && has.length > 0 ? ", only those that are listed" : ""}.`,
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
        (_, is) =>
          reachesNobody(is ? pair.after : pair.before)
            ? undefined
            : {
                code: is ? "cors-widened" : "cors-narrowed",
                summary: is
                  ? `Pages of other origins may send cookies and credentials to API ${name}.`
                  : `Pages of other origins may no longer send cookies and credentials to API ${name}.`,
              },
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
  if (item === "*") return `every ${what}`;
  if (what !== "origin") return `the ${what} ${item}`;
  return STARS.test(item) ? `every origin that begins with ${item.slice(0, -1)}` : item;
}

/** `https://*` stands for every origin that begins so. */
const STARS = /^(?:https?:\/\/)?\*$/;

/** Does another one of a list stand for it too? */
function isCovered(item: string, list: readonly string[]): boolean {
  return list.some((one) => one !== item && STARS.test(one) && item.startsWith(one.slice(0, -1)));
}

/** Of no origin: then nothing else that it lists lets a page do anything. */
function reachesNobody({ cors: settings }: Api): boolean {
  const list = settings.known ? settings.value?.origins : undefined;
  return list !== undefined && isEmpty(list) === true;
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

function originsOf({ cors: settings }: Api): string {
  const list = settings.known ? (settings.value?.origins.items ?? []) : [];
  return (list.includes("*") ? ["*"] : list).map((item) => every(item, "origin")).join(", ");
}

/** What a configuration means that is removed or new, for its origins. While there is one, what integrations say about CORS is ignored. */
function existenceText(api: string, gone: boolean, origins: string): Pick<ChangeText, "code" | "kind" | "summary"> {
  if (gone)
    return {
      code: origins === "" ? "cors-unknown" : "cors-narrowed",
      summary: `${api} no longer has a CORS configuration: browsers let pages of other origins read its answers only where its integrations add CORS headers.`,
    };
  return origins === ""
    ? {
        code: "cors-narrowed",
        summary: `${api} has a CORS configuration without origins: browsers keep its answers from pages of other origins, whatever CORS headers its integrations add.`,
      }
    : {
        code: "cors-widened",
        summary: `${api} has a CORS configuration: browsers let pages of ${origins} read its answers.`,
      };
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
