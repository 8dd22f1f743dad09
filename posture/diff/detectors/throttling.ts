import { known, map, type Stage, type Throttle, type Value } from "../../model/index";
import { breaking, broadened, unknown, type Detector } from "../change";
import { sameExpression } from "../compare-values";
import { type EntityDiff, type ChangeText, kept, capitalize } from "../entity-diff";

const FIELDS = [
  ["rate", "throttling_rate_limit", "requests a second"],
  ["burst", "throttling_burst_limit", "requests at once"],
] as const;

/** A state shows 0 both where the limit is 0 and where there is none. */
const OPEN = "0 or no limit";

/** Undefined: none but the account's. */
type Limit = number | typeof OPEN | undefined;
type Limits = Readonly<Record<"rate" | "burst", Value<Limit>>>;

/** How many requests a stage takes, for all routes and for single ones. */
export const throttling: Detector = {
  source:
    "API Gateway: Throttle requests to your HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html; terraform-aws-modules/apigateway-v2 #45 (throttling left out becomes 0)",
  codes: {
    "throttling-raised": { title: "A limit of requests is higher", kinds: ["broadened", "neutral"] },
    "throttling-lowered": { title: "A limit of requests is lower", kinds: ["narrowed", "protective", "neutral"] },
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
      const { before } = on.pair;
      const [was, is] = [ofStage(on, "before"), ofStage(on, "after")];
      for (const [field, argument, unit] of FIELDS) {
        const [old, now] = compared(was, is, field);
        on.value(
          (stage) => (stage === before ? old : now),
          { path: ["default_route_settings", 0, argument], what: `how many ${unit} the stage accepts` },
          judge("the stage, on routes without a limit of their own,", unit, [was, is], is[field]),
        );
      }
      routes(on, was, is);
    }
  },
};

/** A route without a limit of its own has the stage's. */
function routes(on: EntityDiff<Stage>, ofStageBefore: Limits, ofStageAfter: Limits): void {
  const { before, after } = on.pair;
  const path = ["route_settings"];
  const [had, has] = [keyed(before.routeSettings), keyed(after.routeSettings)];
  const why = has.missing ?? had.missing;
  // Blocks of which nothing is known are the same where their expressions are.
  const isSame = had.items.size + has.items.size === 0 && sameExpression({ before, after, path });
  if (why !== undefined && !isSame) return on.unknown("a limit of single routes", why, on.cause(path), path);
  for (const key of new Set([...has.items.keys(), ...had.items.keys()])) {
    const [was, is] = [had.items.get(key), has.items.get(key)];
    const from = was ? limitsOf(was, on, "before") : ofStageBefore;
    const to = is ? limitsOf(is, on, "after") : ofStageAfter;
    for (const [field, argument, unit] of FIELDS) {
      const [old, now] = compared(from, to, field);
      if (!old.known || !now.known) {
        const isSame =
          was && is && was.index === is.index && sameExpression({ before, after, path: [...path, is.index, argument] });
        if (!isSame) on.unknown(`${argument} of ${key}`, old.known ? (now as { why: string }).why : old.why);
        continue;
      }
      if (old.value === now.value) continue;
      const told = judge(key, unit, [from, to], to[field])(old.value, now.value);
      if (told) on.say({ before: `${old.value ?? "(no limit)"}`, after: `${now.value ?? "(no limit)"}`, ...told });
    }
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

type Side = "before" | "after";

function ofStage(on: EntityDiff<Stage>, side: Side): Limits {
  const { defaults } = on.pair[side];
  if (!defaults.known) return { rate: defaults, burst: defaults };
  return defaults.value ? limitsOf(defaults.value, on, side) : { rate: known(undefined), burst: known(undefined) };
}

/** A settings block sends 0 for each number that is left out. */
function limitsOf({ rate, burst }: Throttle, { comparison }: EntityDiff<Stage>, side: Side): Limits {
  const sent = { rate: map(rate, (limit = 0) => limit), burst: map(burst, (limit = 0) => limit) };
  const isOpen = comparison[side].origin.side === "before" && isZero(sent.rate) && isZero(sent.burst);
  return isOpen ? { rate: known(OPEN), burst: known(OPEN) } : sent;
}

const isZero = (limit: Value<Limit>): boolean => limit.known && limit.value === 0;

const isBlocked = ({ rate, burst }: Limits): boolean => isZero(rate) || isZero(burst);

/** What to hold against each other: where either limit is 0 no call is answered, whatever the other is. */
function compared(from: Limits, to: Limits, field: "rate" | "burst"): readonly [Value<Limit>, Value<Limit>] {
  const [was, is] = [from[field], to[field]];
  if (was.known && is.known && (was.value === is.value || (isBlocked(from) && isBlocked(to)))) return [was, is];
  return [isBlocked(from) ? known(0) : was, isBlocked(to) ? known(0) : is];
}

/** What to say of a limit that changed. */
function judge(
  whose: string,
  unit: string,
  sides: readonly Limits[],
  own: Value<Limit>,
): (was: Limit, is: Limit) => ChangeText | undefined {
  const subject = capitalize(whose);
  return (was, is) => {
    if (sides.every(isBlocked))
      return {
        code: Number(is) > Number(was) ? "throttling-raised" : "throttling-lowered",
        kind: "neutral",
        summary: `${subject} has a limit of ${is} ${unit} (was: ${was}), and every call gets 429 still.`,
      };
    // Zeros alone may be those of the state; beside a number, a 0 is a limit that is written.
    const isNew = was !== OPEN || sides.slice(1).some(({ rate, burst }) => !isZero(rate) || !isZero(burst));
    if (is === 0)
      return !isNew || !isZero(own)
        ? undefined
        : was === OPEN
          ? {
              code: "throttling-unknown",
              summary: `${subject} accepts 0 ${unit}: every call gets 429; a 0 in the state before means a limit of 0 or no limit.`,
            }
          : { code: "throttling-blocks-all", summary: `${subject} accepts 0 ${unit}: every call gets 429.` };
    if (is === OPEN)
      return was === undefined || was === 0
        ? undefined
        : {
            code: "throttling-unknown",
            summary: `Whether ${whose} accepts any ${unit} is unknown: 0 in a state means a limit of 0 or no limit.`,
          };
    if (is === undefined)
      return was === OPEN
        ? undefined
        : {
            code: "throttling-removed",
            summary: `${subject} no longer has a limit of ${unit}: only the account's limit applies.`,
          };
    if (was === OPEN)
      return {
        code: "throttling-unknown",
        summary: `${subject} accepts ${is} ${unit}; before it was 0, which in a state means a limit of 0 or no limit.`,
      };
    return was === undefined || is < was
      ? {
          code: "throttling-lowered",
          // A first limit protects; a lower one refuses callers who were answered.
          kind: was === undefined ? "protective" : "narrowed",
          summary: `${subject} accepts ${is} ${unit}${was === undefined ? "" : `, down from ${was}: more get 429`}.`,
        }
      : {
          code: "throttling-raised",
          kind: "broadened",
          summary: `${subject} accepts ${is} ${unit}, up from ${was}.`,
        };
  };
}
