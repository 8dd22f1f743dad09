import { valueOr, type Entity } from "../../model/index";
import { broadened, type ChangeReport, type Detector } from "../change";
import { integrationPairs } from "../integration-pairs";
import { entityOf } from "../policies/grouped-changes";
import { resourcePairs } from "../resource-pairs";
import type { MatchedPair } from "../pairs";
import { shown } from "../../redact/redact";

const PARAMETERS = "request_parameters";

/** Headers, query parameters, paths and arguments that an API sets: a backend that believes them knows its callers by them. */
export const headerMappings: Detector = {
  source:
    "API Gateway: Transform API requests and responses for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html",
  codes: {
    "parameter-set-by-caller": broadened("A header, path or argument that the API set is now taken from callers"),
    "parameter-set-by-api": {
      title: "The API now sets a header, path or argument that callers set",
      kinds: ["protective", "unknown"],
    },
    "parameter-changed": {
      title: "An API sets a header, path or argument to another value",
      kinds: ["unknown", "neutral", "broadened"],
    },
  },
  detect(comparison, report) {
    const rest = resourcePairs(comparison).flatMap(({ before, after }) =>
      before && after?.type === "aws_api_gateway_integration"
        ? [{ before: entityOf(before), after: entityOf(after) }]
        : [],
    );
    for (const pair of [...integrationPairs(comparison), ...rest])
      for (const name of names(pair)) {
        const found = compared(pair, name);
        if (found) report(found);
      }
  },
};

/** What a proxy rewrites, or, without a verb, an argument of a call of AWS (`QueueUrl`). */
const KEY =
  /^(?:(?:append|overwrite|remove):|integration\.request\.(?=header|querystring|path))?((?:header|querystring|path)\.\S+|path|[A-Z]\w*)$/;

/** What is taken from the caller's request, by an HTTP API and by a REST API. */
const FROM_REQUEST = /\$\{?request\.|^method\.request\./;

/** `header.x-user`, as far as either side writes it down. */
function names({ before, after }: MatchedPair<Entity>): ReadonlySet<string> {
  return new Set([before, after].flatMap((side) => keys(side).flatMap((key) => KEY.exec(key)?.[1] ?? [])));
}

/** Does the caller's request go on as it is, but for what is rewritten? Integrations of REST APIs that aren't proxies send what is mapped. */
function isProxy({ resource }: Entity): boolean {
  if (resource.type !== "aws_api_gateway_integration") return true;
  return /_PROXY$/.test(valueOr(resource.attributes.text("type"), undefined) ?? "");
}

function keys({ resource }: Entity): readonly string[] {
  const { values } = resource.attributes.plain();
  const map = (values as Readonly<Record<string, unknown>> | undefined)?.[PARAMETERS];
  return typeof map === "object" && map !== null ? Object.keys(map) : [];
}

/** Who decides what the backend reads there. */
interface Writer {
  readonly who: "callers" | "API";
  readonly text: string;
}

/** Without a word of the caller, and not read from what an authorizer found: `'live'`, or nothing. */
const fixed = ({ text }: Writer): boolean => text === "not set" || /^'[^']*'$/.test(text);

/** Undefined: it isn't known. */
function writer(side: Entity, name: string): Writer | undefined {
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
  const isRequest = /^(header\.|querystring\.|path$)/.test(name) && isProxy(side);
  const isCallers =
    (overwritten.length === 0 && isRequest) ||
    overwritten.some(({ value }) => value.known && FROM_REQUEST.test(value.value ?? ""));
  return { who: isCallers ? "callers" : "API", text: text || (isRequest ? "as callers send it" : "not set") };
}

const PLACES: Readonly<Record<string, string>> = {
  header: "header",
  querystring: "query parameter",
  path: "path parameter",
};

function compared({ before, after }: MatchedPair<Entity>, name: string): ChangeReport | undefined {
  const [was, is] = [writer(before, name), writer(after, name)];
  if (!was || !is || was.text === is.text) return undefined;
  const [place = "", ...rest] = name.split(".");
  const what =
    rest.length === 0 ? (place === "path" ? "the path" : place) : `${PLACES[place] ?? place} ${rest.join(".")}`;
  const attributes = [before, after].flatMap((side) =>
    ["append:", "overwrite:", "remove:", "integration.request.", ""].flatMap((how) => [
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
          summary: `Callers decide what ${after.address} sends on as ${what} (was: ${was.text}).`,
        }
      : {
          ...common,
          code: "parameter-set-by-api",
          // Another path may be one that callers could not ask for.
          kind: name === "path" && !FROM_REQUEST.test(was.text) ? "unknown" : "protective",
          summary: `The API, no longer callers, decides what ${after.address} sends on as ${what}: ${is.text}.`,
        };
  const accounts = [was, is].map(({ text }) => /\b\d{12}\b/.exec(text)?.[0]);
  const elsewhere = accounts[1] !== undefined && accounts[1] !== accounts[0] && /^[A-Z]/.test(name);
  return {
    ...common,
    code: "parameter-changed",
    kind: elsewhere ? "broadened" : is.who === "callers" || (fixed(was) && fixed(is)) ? "neutral" : "unknown",
    summary: `${after.address} sends on another ${what.replace(/^the /, "")}: ${is.text} (was: ${was.text})${elsewhere ? `: account ${accounts[1] ?? ""} gets what callers send` : ""}.`,
  };
}
