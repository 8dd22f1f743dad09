import { chain, known, map, type LogGroup, type Stage, type Value } from "../../model/index";
import { broadened, unknown, protective, neutral, type Detector } from "../change";
import { nameOf } from "../../redact/name";
import { type EntityDiff, type ChangeText, kept } from "../entity-diff";

/** Whether an API writes down who called it and who was refused, and how long that is kept. */
export const logging: Detector = {
  source:
    "API Gateway: Configure logging for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html",
  codes: {
    "access-log-off": broadened("An API no longer logs who calls it"),
    "access-log-on": protective("An API logs who calls it"),
    "access-log-authorizer-errors-dropped": broadened(
      "The access log no longer says why a call was refused ($context.authorizer.error)",
    ),
    "access-log-authorizer-errors-added": protective("The access log says why a call was refused"),
    "access-log-moved": { title: "The access log goes somewhere else", kinds: ["neutral", "broadened"] },
    "log-retention-shortened": neutral("Logs are kept shorter"),
    "log-retention-lengthened": neutral("Logs are kept longer"),
    "log-encryption-off": broadened("Logs are no longer encrypted with a customer managed key"),
    "log-encryption-on": protective("Logs are encrypted with a customer managed key"),
    "log-encryption-changed": neutral("Logs are encrypted with another key"),
    "log-unknown": unknown("Access logging isn't known before apply"),
  },
  compares: {
    aws_apigatewayv2_stage: "access_log_settings.destination_arn access_log_settings.format",
    aws_cloudwatch_log_group: "retention_in_days kms_key_id",
  },
  detect(comparison, report) {
    for (const on of kept(comparison, report, comparison.stages, "log-unknown")) stage(on);
    for (const on of kept(comparison, report, comparison.logGroups, "log-unknown")) logGroup(on, nameOf(on.pair.after));
  },
};

function stage(on: EntityDiff<Stage>): void {
  const name = nameOf(on.pair.after);
  const path = ["access_log_settings"];
  on.flag((s) => map(s.accessLog, (log) => log !== undefined), {
    path,
    what: `access logging of stage ${name}`,
    text: (is) => (is ? "on" : "off"),
    on: { code: "access-log-on", summary: `The stage ${name} logs who calls it.` },
    off: { code: "access-log-off", summary: `The stage ${name} no longer logs who calls it.` },
  });
  const { before, after } = on.pair;
  if (!before.accessLog.known || !after.accessLog.known || !before.accessLog.value || !after.accessLog.value) return;
  on.flag(saysErrors, {
    path: ["access_log_settings", 0, "format"],
    what: `whether the access log of stage ${name} says why calls were refused`,
    text: (is) => (is ? "with $context.authorizer.error" : "without $context.authorizer.error"),
    on: {
      code: "access-log-authorizer-errors-added",
      summary: `The access log of stage ${name} says why a call was refused.`,
    },
    off: {
      code: "access-log-authorizer-errors-dropped",
      summary: `The access log of stage ${name} no longer says why a call was refused: attempts look like any other 401.`,
    },
  });
  on.value(
    (s) => chain(s.accessLog, (log) => log?.destination ?? known(undefined)),
    { path: DESTINATION, what: `where stage ${name} writes its access log`, references: true },
    () => moved(on, name),
  );
}

const DESTINATION = ["access_log_settings", 0, "destination_arn"];

/** Whoever reads another account's log group reads who calls. */
function moved({ pair: { before, after } }: EntityDiff<Stage>, name: string): ChangeText {
  const [was, is] = [before, after].map(({ resource }) => {
    const arn = resource.attributes.text(...DESTINATION);
    return arn.known ? /^arn:[\w-]+:\w+:[\w-]*:(\d{12}):/.exec(arn.value ?? "")?.[1] : undefined;
  });
  const elsewhere = was !== undefined && is !== undefined && was !== is;
  return {
    code: "access-log-moved",
    kind: elsewhere ? "broadened" : "neutral",
    summary: `The access log of stage ${name} goes to another log group${elsewhere ? `, of account ${is}, which reads who calls` : ""}.`,
  };
}

function saysErrors({ accessLog }: Stage): Value<boolean> {
  return chain(accessLog, (log) => map(log?.format ?? known(undefined), (f) => /authorizer\.error\b/.test(f ?? "")));
}

function logGroup(on: EntityDiff<LogGroup>, name: string): void {
  const days = (is: number): string => (is === 0 ? "forever" : `for ${is} days`);
  on.value(
    (g) => g.retention,
    { path: ["retention_in_days"], what: `how long logs of ${name} are kept`, text: days },
    (was, is) => ({
      code: endless(is) < endless(was) ? "log-retention-shortened" : "log-retention-lengthened",
      summary: `Logs of ${name} are kept ${days(is)} (was: ${days(was)}).`,
    }),
  );
  const shownKey = (side: "before" | "after", key: string) => on.shown(side, ["kms_key_id"], key);
  on.value(
    keyOf,
    { path: ["kms_key_id"], what: `what logs of ${name} are encrypted with`, text: (key) => key ?? "AWS's own key" },
    (was, is) =>
      is === undefined
        ? {
            code: "log-encryption-off",
            summary: `Logs of ${name} are no longer encrypted with a customer managed key: read access to the log group is enough to read them.`,
          }
        : {
            code: was === undefined ? "log-encryption-on" : "log-encryption-changed",
            summary: `Logs of ${name} are encrypted with ${was === undefined ? "a customer managed key" : `the key ${shownKey("after", is)} (was: ${shownKey("before", was)})`}.`,
          },
  );
}

/** A key that is yet to be made is a key all the same. */
function keyOf({ kmsKey, resource }: LogGroup): Value<string | undefined> {
  const made = resource.attributes
    .references("kms_key_id")
    .find(({ address }) => /(^|\.)aws_kms_key\.|(^|\.)aws_kms_alias\./.test(address));
  return kmsKey.known || !made ? kmsKey : known(made.address);
}

const endless = (days: number): number => (days === 0 ? Infinity : days);
