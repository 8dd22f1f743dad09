import type { AppliedRoute } from "../terraform/applied";
import { BEHAVIOUR_GAPS } from "../emulator/emulator-gaps";
import { PROBE_AGENT, type Probe } from "./probe";
import { request, routeUrl, type Answer } from "../terraform/request";

/** An origin that no stack allows unless it allows every origin. */
const FOREIGN_ORIGIN = "https://foreign.invalid";

function ask(url: string, route: AppliedRoute, origin: string): Promise<Answer> {
  return request(routeUrl(url, route), {
    method: "OPTIONS",
    headers: {
      "user-agent": PROBE_AGENT,
      origin,
      "access-control-request-method": route.method,
      "access-control-request-headers": "authorization",
    },
  });
}

/** May a page of this origin call with these headers and read the answers, as a browser would decide? */
export function corsAllows(answer: Answer, origin: string, method: string, needed: readonly string[] = []): boolean {
  const allowed = answer.headers.get("access-control-allow-origin");
  const methods = (answer.headers.get("access-control-allow-methods") ?? "").split(",").map((name) => name.trim());
  const headers = (answer.headers.get("access-control-allow-headers") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase());
  const simple = ["GET", "HEAD", "POST"].includes(method);
  return (
    answer.status >= 200 &&
    answer.status < 300 &&
    (allowed === "*" || allowed === origin) &&
    (simple || methods.includes("*") || methods.includes(method)) &&
    (headers.includes("*") || needed.every((name) => headers.includes(name)))
  );
}

function said(answer: Answer): string {
  const origin = answer.headers.get("access-control-allow-origin");
  return `${String(answer.status)}, ${origin === null ? "no origin allowed" : `${origin} allowed`}`;
}

/** The header in which a route's callers prove who they are. A function may look elsewhere. */
function neededBy({ authorization }: AppliedRoute): readonly string[] {
  return ["JWT", "AWS_IAM"].includes(authorization) ? ["authorization"] : [];
}

/** What a preflight leaves out that the page's origin alone doesn't show. */
function lacking(answer: Answer, route: AppliedRoute): string {
  const named = (header: string): string => answer.headers.get(header) ?? "none";
  return `, for ${route.method} with authorization; allowed methods: ${named("access-control-allow-methods")}, headers: ${named("access-control-allow-headers")}`;
}

/** A browser's preflights for a route: from an allowed origin, if there is one, and from a foreign one. */
export async function preflights(url: string, route: AppliedRoute): Promise<readonly Probe[]> {
  const origins = route.cors?.origins ?? [];
  const literal = origins.find((origin) => origin !== "*" && !origin.includes("*"));
  const everywhere = origins.includes("*");
  const probes: Probe[] = [];
  const own = literal ?? (everywhere ? "https://app.example.com" : undefined);
  if (own !== undefined) {
    const answer = await ask(url, route, own);
    const allowed = everywhere ? "*" : own;
    const granted = corsAllows(answer, own, route.method, neededBy(route));
    probes.push({
      route: route.key,
      caller: "preflight, allowed origin",
      expected: `204, ${allowed} allowed`,
      observed: granted ? said(answer) : `${said(answer)}${lacking(answer, route)}`,
      proof: "locally",
      passed: said(answer) === `204, ${allowed} allowed` && granted,
    });
  } else if (origins.length > 0)
    probes.push({
      route: route.key,
      caller: "preflight, allowed origin",
      expected: `204, ${origins.join(" ")} allowed`,
      observed: "not asked",
      proof: "only on AWS",
      passed: undefined,
      note: BEHAVIOUR_GAPS.originPatterns.here,
    });
  if (everywhere) return probes;
  const answer = await ask(url, route, FOREIGN_ORIGIN);
  const listed = origins.includes(FOREIGN_ORIGIN);
  probes.push({
    route: route.key,
    caller: "preflight, foreign origin",
    expected: "no origin allowed",
    observed: answer.headers.has("access-control-allow-origin") ? said(answer) : "no origin allowed",
    proof: BEHAVIOUR_GAPS.foreignPreflight.proof,
    passed: !listed && !corsAllows(answer, FOREIGN_ORIGIN, route.method),
    note: `the applied CORS origins are ${origins.join(", ") || "none"}; ${BEHAVIOUR_GAPS.foreignPreflight.onAws}, here it got ${String(answer.status)}`,
  });
  return probes;
}
