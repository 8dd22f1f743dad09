import { createHash } from "node:crypto";
import { routeRules } from "../../posture/access/steps/mcp/gate";
import { valueOr, type Model, type Route } from "../../posture/model/index";

/** What a route's authorizer asks for, so that nobody goes around the distribution in front of the API. */
export interface AppliedOriginHeader {
  readonly name: string;
  /** What the distribution adds, which stays in memory. Undefined where no distribution of the stack adds what is welcome. */
  readonly value: string | undefined;
}

export function originHeaderOf(route: Route, model: Model): AppliedOriginHeader | undefined {
  const rules = routeRules(route);
  const asked =
    rules && !("unreadable" in rules) && rules.originHeader ? valueOr(rules.originHeader, undefined) : undefined;
  if (asked === undefined) return undefined;
  const isWelcome = (value: string | undefined): value is string =>
    value !== undefined && asked.sha256.includes(createHash("sha256").update(value).digest("hex"));
  const value = model
    .ofType("aws_cloudfront_distribution")
    .flatMap(({ attributes }) => attributes.blocks("origin").items)
    .flatMap((origin) => origin.blocks("custom_header").items)
    .filter((header) => valueOr(header.text("name"), undefined)?.toLowerCase() === asked.name)
    .map((header) => valueOr(header.text("value"), undefined))
    .find(isWelcome);
  return { name: asked.name, value };
}
