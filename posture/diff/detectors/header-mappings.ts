import type { Integration } from "../../model/index";
import type { ChangeReport, Detector } from "../change";
import { integrationPairs } from "../integration-pairs";
import type { MatchedPair } from "../pairs";
import { shown } from "../../redact/redact";

const PARAMETERS = "request_parameters";

/** Headers, query parameters, paths and arguments that an API sets: a backend that believes them knows its callers by them. */
export const headerMappings: Detector = {
  source:
    "API Gateway: Transform API requests and responses for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html",
  codes: {
    "parameter-set-by-caller": {
      title: "A header, path or argument that the API set is now taken from callers",
      kinds: ["broadened"],
    },
    "parameter-set-by-api": {
      title: "The API now sets a header, path or argument that callers set",
      kinds: ["protective", "unknown"],
    },
    "parameter-changed": {
      title: "An API sets a header, path or argument to another value",
      kinds: ["unknown", "neutral"],
    },
  },
  detect(comparison, report) {
    for (const pair of integrationPairs(comparison))
      for (const name of names(pair)) {
        const found = compared(pair, name);
        if (found) report(found);
      }
  },
};

/** What a proxy rewrites, or, without a verb, an argument of a call of AWS (`QueueUrl`). */
const KEY = /^(?:(?:append|overwrite|remove):)?((?:header|querystring)\.\S+|path|[A-Z]\w*)$/;

/** `header.x-user`, as far as either side writes it down. */
function names({ before, after }: MatchedPair<Integration>): ReadonlySet<string> {
  return new Set([before, after].flatMap((side) => keys(side).flatMap((key) => KEY.exec(key)?.[1] ?? [])));
}

function keys({ resource }: Integration): readonly string[] {
  const { values } = resource.attributes.plain();
  const map = (values as Readonly<Record<string, unknown>> | undefined)?.[PARAMETERS];
  return typeof map === "object" && map !== null ? Object.keys(map) : [];
}

/** Who decides what the backend reads there. */
interface Writer {
  readonly who: "callers" | "API";
  readonly text: string;
}

/** Undefined: it isn't known. */
function writer(side: Integration, name: string): Writer | undefined {
  const { attributes } = side.resource;
  if (!attributes.value(PARAMETERS).known && keys(side).length === 0) return undefined;
  const own = keys(side).filter((key) => KEY.exec(key)?.[1] === name);
  const values = own.map((key) => ({ key, value: attributes.text(PARAMETERS, key) }));
  if (values.some(({ value }) => !value.known)) return undefined;
  const text = values
    .map(({ key, value }) =>
      key.startsWith("remove:")
        ? "removed"
        : `${key.includes(":") ? `${key.split(":")[0] ?? ""} ` : ""}${shown(side, [PARAMETERS, key], value.known ? (value.value ?? "") : "")}`,
    )
    .sort()
    .join(", ");
  const overwritten = values.filter(({ key }) => !key.startsWith("append:"));
  // What isn't set of a call of AWS, nobody sets; the rest is as callers send it.
  const isRequest = /^(header\.|querystring\.|path$)/.test(name);
  const isCallers =
    (overwritten.length === 0 && isRequest) ||
    overwritten.some(({ value }) => value.known && /\$\{?request\./.test(value.value ?? ""));
  return { who: isCallers ? "callers" : "API", text: text || (isRequest ? "as callers send it" : "not set") };
}

function compared({ before, after }: MatchedPair<Integration>, name: string): ChangeReport | undefined {
  const [was, is] = [writer(before, name), writer(after, name)];
  if (!was || !is || was.text === is.text) return undefined;
  const [place = "", ...rest] = name.split(".");
  const what =
    rest.length === 0
      ? place === "path"
        ? "the path"
        : place
      : `${place === "header" ? "header" : "query parameter"} ${rest.join(".")}`;
  const attributes = [before, after].flatMap((side) =>
    ["append:", "overwrite:", "remove:", ""].flatMap((how) => [
      { address: after.address, attribute: `${PARAMETERS}.${how}${name}` },
      { address: side.address, attribute: `${PARAMETERS}.${how}${name}` },
    ]),
  );
  const common = { at: after, attributes, before: was.text, after: is.text };
  if (was.who !== is.who)
    return is.who === "callers"
      ? {
          ...common,
          code: "parameter-set-by-caller",
          kind: "broadened",
          summary: `Callers decide what ${after.address} sends on as ${what} (was: ${was.text}).`,
        }
      : {
          ...common,
          code: "parameter-set-by-api",
          // Another path may be one that callers could not ask for.
          kind: name === "path" && !was.text.includes("$request.") ? "unknown" : "protective",
          summary: `The API, no longer callers, decides what ${after.address} sends on as ${what}: ${is.text}.`,
        };
  return {
    ...common,
    code: "parameter-changed",
    kind: is.who === "callers" ? "neutral" : "unknown",
    summary: `${after.address} sends on another ${what.replace(/^the /, "")}: ${is.text} (was: ${was.text}).`,
  };
}
