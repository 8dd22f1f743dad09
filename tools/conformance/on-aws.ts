import { setTimeout as sleep } from "node:timers/promises";
import { valueOr, type Model } from "../../posture/model/index";
import type { Probe } from "../../local/probes/probe";
import type { Applied, AppliedRoute } from "../../local/terraform/applied";
import { request, routeUrl, type Answer } from "../../local/terraform/request";
import { BEHAVIOUR_GAPS } from "../../local/emulator/emulator-gaps";
import { callService, type Account } from "./account";
import { ACCOUNT_URL } from "./as-emulated";

/** Milliseconds within which CloudWatch Logs shows an entry of the access log. */
const LOG_DELIVERY = 120_000;

/** What the AWS emulator doesn't answer as AWS does, asked of AWS itself: headers of refusals, and the access log's reason. */
export async function onAws(account: Account, model: Model, applied: Applied): Promise<readonly Probe[]> {
  const guarded = applied.routes.filter(({ authorization }) => authorization === "JWT");
  const refusals = await Promise.all(guarded.map(async (route) => ({ route, answer: await refusedFor(route) })));
  return [
    ...refusals.flatMap(({ route, answer }) => [challenge(route, answer), ...readable(route, answer)]),
    ...(await logged(account, model, refusals)),
  ];
}

/** What the local run says of the AWS emulator isn't said of an account, which nobody asked. */
export const asAccountProbe = (probe: Probe): Probe =>
  probe.passed === undefined && probe.observed.startsWith("here: ") ? { ...probe, observed: "not asked" } : probe;

const originOf = ({ cors }: AppliedRoute): string | undefined =>
  cors?.origins.find((origin) => !origin.includes("*")) ??
  (cors?.origins.includes("*") === true ? "https://app.example.com" : undefined);

function refusedFor(route: AppliedRoute): Promise<Answer> {
  const origin = originOf(route);
  return request(routeUrl(ACCOUNT_URL, route), {
    method: route.method,
    headers: origin === undefined ? {} : { origin },
  });
}

/** RFC 6750, section 3: a refused request is told the scheme. */
function challenge(route: AppliedRoute, answer: Answer): Probe {
  const header = answer.headers.get("www-authenticate");
  return {
    route: route.key,
    caller: "nobody",
    expected: BEHAVIOUR_GAPS.wwwAuthenticate.onAws,
    observed: `${String(answer.status)}, www-authenticate ${header ?? "is missing"}`,
    proof: "only on AWS",
    passed: answer.status === 401 && header !== null && /^Bearer/i.test(header),
  };
}

function readable(route: AppliedRoute, answer: Answer): readonly Probe[] {
  const origin = originOf(route);
  if (origin === undefined) return [];
  const allowed = answer.headers.get("access-control-allow-origin");
  return [
    {
      route: route.key,
      caller: "a page of an allowed origin, without a token",
      expected: BEHAVIOUR_GAPS.deniedCors.onAws,
      observed: `${String(answer.status)}, access-control-allow-origin ${allowed ?? "is missing"}`,
      proof: "only on AWS",
      passed: allowed === "*" || allowed === origin,
    },
  ];
}

async function logged(
  account: Account,
  model: Model,
  refusals: readonly { readonly route: AppliedRoute; readonly answer: Answer }[],
): Promise<readonly Probe[]> {
  const base = { caller: "access log", expected: BEHAVIOUR_GAPS.accessLogs.onAws, proof: "only on AWS" } as const;
  const notAsked = (why: string): readonly Probe[] => [
    { ...base, route: "every route", observed: `not asked: ${why}`, passed: undefined },
  ];
  const logs = model.stages.flatMap((stage) => valueOr(stage.accessLog, undefined) ?? []);
  if (logs.length === 0) return notAsked("the state holds no stage with an access log");
  const arns = logs.map(({ destination }) => String(valueOr(destination, "") ?? ""));
  const group = arns.map((arn) => /:log-group:([^:]+)/.exec(arn)?.[1]).find(Boolean);
  if (group === undefined) return notAsked("no access log of the state goes to a log group of CloudWatch Logs");
  const [first] = refusals;
  if (first === undefined) return notAsked("no route has a JWT authorizer, whose refusal would be looked up");
  const id = first.answer.headers.get("apigw-requestid") ?? "";
  const entry = id === "" ? undefined : await findEntry(account, group, id);
  const error: unknown = entry === undefined ? undefined : field(entry, "authorizerError");
  return [
    {
      ...base,
      route: first.route.key,
      observed:
        entry === undefined
          ? `no entry of request ${id} within ${String(LOG_DELIVERY / 1000)} s`
          : `an entry with authorizerError ${JSON.stringify(error)}`,
      passed: typeof error === "string" && error !== "" && error !== "-",
    },
  ];
}

/** A field of a JSON log line whose name differs in case and punctuation only: `authorizer.error`, `authorizerError`. */
function field(line: string, name: string): unknown {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");
  try {
    const parsed = JSON.parse(line) as Record<string, unknown>;
    return Object.entries(parsed).find(([key]) => plain(key) === plain(name))?.[1];
  } catch {
    return undefined;
  }
}

async function findEntry(account: Account, group: string, requestId: string): Promise<string | undefined> {
  const body = JSON.stringify({ logGroupName: group, filterPattern: `"${requestId}"`, limit: 1 });
  for (const start = Date.now(); Date.now() - start < LOG_DELIVERY; await sleep(5000)) {
    const answer = await callService(account, "logs", body, {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "Logs_20140328.FilterLogEvents",
    });
    const found: unknown = await answer.json().catch(() => undefined);
    const events = (found as { readonly events?: readonly { readonly message?: string }[] } | undefined)?.events ?? [];
    if (events[0]?.message !== undefined) return events[0].message;
  }
  return undefined;
}
