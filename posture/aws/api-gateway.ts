import { readOn, type Bounds, type Fact, type ModelPlace } from "./fact";
import { SOURCES } from "./sources";

const fact = readOn("2026-11-21");
const model = (shape: string): ModelPlace => ({ service: "apigatewayv2", shape });

/** Quotas and defaults of HTTP APIs. */
export const HTTP_API = {
  /** Routes of one API; can be raised. */
  routes: fact(300, SOURCES.quotas),
  /** Integrations of one API; can't be raised. */
  integrations: fact(300, SOURCES.quotas),
  /** Authorizers of one API; can be raised. */
  authorizers: fact(10, SOURCES.quotas),
  audiences: fact(50, SOURCES.quotas),
  scopesPerRoute: fact(10, SOURCES.quotas),
  /** How long answers of a Lambda authorizer may be kept, in seconds. */
  resultTtl: fact<Bounds>(
    { least: 0, most: 3600 },
    SOURCES.lambdaAuthorizer,
    model("IntegerWithLengthBetween0And3600"),
  ),
  /** How long they are kept where nothing says it, in seconds, once there are identity sources. */
  defaultResultTtl: fact(300, SOURCES.lambdaAuthorizer),
  /** How long a browser may keep the answer to a preflight, in seconds. -1: not at all. */
  corsMaxAge: fact<Bounds>(
    { least: -1, most: 86_400 },
    SOURCES.corsReference,
    model("IntegerWithLengthBetweenMinus1And86400"),
  ),
  /** Bytes of request line and header values together; can't be raised. Which status a longer request gets isn't documented. */
  requestHead: fact(10_240, SOURCES.quotas),
  /** Bytes of an access log's format. */
  logFormat: fact(3072, SOURCES.logging),
} satisfies Readonly<Record<string, Fact>>;
