import { chain, known, type Stage, type Throttle, type Value } from "../../model/index";
import { breaking, broadened, unknown, type Detector } from "../change";
import { sameExpression } from "../compare-values";
import { type EntityDiff, type ChangeText, kept, capitalize } from "../entity-diff";

const FIELDS = [
  ["rate", "throttling_rate_limit", "requests a second"],
  ["burst", "throttling_burst_limit", "requests at once"],
] as const;

/** How many requests a stage takes, for all routes and for single ones. */
export const throttling: Detector = {
  source:
    "API Gateway: Throttle requests to your HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html; terraform-aws-modules/apigateway-v2 #45 (throttling left out becomes 0)",
  codes: {
    "throttling-raised": broadened("A stage accepts more requests"),
    "throttling-lowered": { title: "A stage accepts fewer requests", kinds: ["narrowed", "protective"] },
    "throttling-removed": broadened("A request limit is removed: only the account's limit applies"),
    "throttling-blocks-all": breaking("A limit of 0 is set: every call gets 429"),
    "throttling-unknown": unknown("A stage's limits aren't known before apply"),
  },
  compares: {
    aws_apigatewayv2_stage:
      "route_settings.route_key route_settings.throttling_burst_limit route_settings.throttling_rate_limit",
  },
  detect(comparison, report) {
    for (const on of kept(comparison, report, comparison.stages, "throttling-unknown")) {
      for (const [field, argument, unit] of FIELDS)
        on.value(
          (stage) => chain(stage.defaults, (t) => limit(t, field)),
          { path: ["default_route_settings", 0, argument], what: `how many ${unit} the stage accepts` },
          (was, is) => judged("the stage, on routes without a limit of their own,", unit, was, is, isStored(on)),
        );
      routes(on);
    }
  },
};

function routes(on: EntityDiff<Stage>): void {
  const { before, after } = on.pair;
  const path = ["route_settings"];
  const [had, has] = [keyed(before.routeSettings), keyed(after.routeSettings)];
  const why = has.missing ?? had.missing;
  // Blocks of which nothing is known are the same where their expressions are.
  const isSame = had.items.size + has.items.size === 0 && sameExpression({ before, after, path });
  if (why !== undefined && !isSame) return on.unknown("a limit of single routes", why, on.cause(path), path);
  for (const key of new Set([...has.items.keys(), ...had.items.keys()]))
    for (const [field, argument, unit] of FIELDS) {
      const [was, is] = [had.items.get(key), has.items.get(key)];
      const [from, to] = [limit(was, field), limit(is, field)];
      if (!from.known || !to.known) {
        const isSame =
          was && is && was.index === is.index && sameExpression({ before, after, path: [...path, is.index, argument] });
        if (!isSame) on.unknown(`${argument} of ${key}`, from.known ? (to as { why: string }).why : from.why);
        continue;
      }
      if (from.value === to.value) continue;
      const told = judged(key, unit, from.value, to.value, isStored(on));
      if (told) on.say({ before: `${from.value ?? "(no limit)"}`, after: `${to.value ?? "(no limit)"}`, ...told });
    }
}

type Placed = Throttle & { readonly index: number };

/** The limits whose route is known, by its key; `missing`: why there may be others. */
function keyed({ items, missing }: Stage["routeSettings"]): { items: ReadonlyMap<string, Placed>; missing?: string } {
  const known = new Map<string, Placed>();
  const open = [...missing];
  items.forEach(({ routeKey, ...limits }, index) => {
    if (routeKey.known) known.set(routeKey.value ?? "(a route)", { ...limits, index });
    else open.push(routeKey.why);
  });
  return { items: known, ...(open[0] !== undefined && { missing: open[0] }) };
}

function limit(throttle: Throttle | undefined, field: "rate" | "burst"): Value<number | undefined> {
  return throttle?.[field] ?? known(undefined);
}

/** A state holds 0 both for a limit of nothing and for none written down. */
function isStored({ comparison }: EntityDiff<Stage>): boolean {
  const { format, side } = comparison.before.origin;
  return format !== "synth" && side === "before";
}

function judged(
  whose: string,
  unit: string,
  was: number | undefined,
  is: number | undefined,
  stored: boolean,
): ChangeText | undefined {
  const before = was === 0 && stored ? undefined : was;
  if (is === undefined)
    return before === undefined
      ? undefined
      : {
          code: "throttling-removed",
          summary: `${capitalize(whose)} no longer has a limit of ${unit}: only the account's limit applies.`,
        };
  if (is === 0)
    return was === undefined
      ? undefined
      : { code: "throttling-blocks-all", summary: `${capitalize(whose)} accepts 0 ${unit}: every call gets 429.` };
  if (was === 0 && stored)
    return {
      code: "throttling-unknown",
      summary: `${capitalize(whose)} accepts ${is} ${unit}; before it was 0, which in a state means a limit of 0 or no limit.`,
    };
  return before === undefined || is < before
    ? {
        code: "throttling-lowered",
        // A first limit protects; a lower one refuses callers who were answered.
        kind: before === undefined ? "protective" : "narrowed",
        summary: `${capitalize(whose)} accepts ${is} ${unit}${before === undefined ? "" : `, down from ${before}: more get 429`}.`,
      }
    : { code: "throttling-raised", summary: `${capitalize(whose)} accepts ${is} ${unit}, up from ${before}.` };
}
