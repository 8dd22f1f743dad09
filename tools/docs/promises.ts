import { BEHAVIOUR_GAPS } from "../../local/emulator/emulator-gaps";
import { escaped, table } from "./table";

type Gap = keyof typeof BEHAVIOUR_GAPS;

/** What the product promises of a deployed API, and where the probes are that show it. */
export interface Promised {
  readonly promise: string;
  readonly proof: "locally" | "by the plan" | "only on AWS";
  /** The probes of the local run that are about it: by what they call themselves, and where that is needed by what they expect. */
  readonly caller: RegExp;
  readonly expected?: RegExp;
  /** What keeps the AWS emulator from showing it, or from showing all of it. */
  readonly gaps?: readonly Gap[];
}

const SPOILT = /^(tampered|unsigned|expired) token$|^token of (a foreign key|an unknown client|another issuer)$/;
const PASSES = /^20[01] from the function$|^the (function|backend)'s answer$/;

export const PROMISES: readonly Promised[] = [
  {
    promise: "A guarded route answers 401 to a caller without a token, or with something that is no JWT",
    proof: "locally",
    caller: /^(nobody|no JWT)$/,
    expected: /^401/,
  },
  {
    promise:
      "A token that was tampered with, signed by another key or not at all, has expired, or is another client's or issuer's is refused",
    proof: "locally",
    caller: SPOILT,
    expected: /^40[13]/,
  },
  {
    promise: "An ID token opens no route that requires scopes",
    proof: "locally",
    caller: /^ID token$/,
    expected: /^40[13]/,
  },
  {
    promise: "A token without the route's scope is refused",
    proof: "locally",
    caller: /^token without the scope$|^access token$|^refreshed token$|achine$/,
    expected: /^40[13]/,
  },
  {
    promise: "A token with the route's scope gets the function's answer: a user's, a refreshed one, a machine's",
    proof: "locally",
    caller: /^token with the scope$|^refreshed token$|^access token$|^ID token$|achine$/,
    expected: PASSES,
  },
  {
    promise: "A route that requires a group lets its members in and refuses everybody else",
    proof: "locally",
    caller: /^somebody( in .*)?$/,
    expected: /^20[01] from the function$|^403/,
  },
  {
    promise: "A public route answers everybody, whatever they show",
    proof: "locally",
    caller: /^(nobody|no JWT|tampered token)$/,
    expected: PASSES,
  },
  {
    promise:
      "A route behind IAM answers a request signed by a role that may call it, and refuses every other signature with 403",
    proof: "locally",
    caller: /^signed |^(nobody|no JWT|access token)$/,
    expected: /^20[01] from the function$|^403/,
    gaps: ["iam"],
  },
  {
    promise: "Access tokens carry the user's groups as a list, and the claims that the token trigger adds",
    proof: "locally",
    caller: /^pre-token trigger|^somebody in /,
    expected: /^claims of its own|^cognito:groups/,
  },
  {
    promise: "A browser's preflight from an allowed origin is answered with the CORS headers of that origin",
    proof: "locally",
    caller: /^preflight, allowed origin$/,
    gaps: ["originPatterns"],
  },
  {
    promise: "A preflight from a foreign origin gets no CORS headers",
    proof: "by the plan",
    caller: /^preflight, foreign origin$/,
    gaps: ["foreignPreflight"],
  },
  {
    promise: "What is applied is what the constructs declare (access.json)",
    proof: "by the plan",
    caller: /^access list$/,
  },
  {
    promise: "posture says the same of the plan as of what was applied",
    proof: "by the plan",
    caller: /^posture of the plan$/,
  },
  {
    promise: "API Gateway may invoke each function for this API only",
    proof: "by the plan",
    caller: /^API Gateway(, its authorizer)?$/,
    gaps: ["permissions"],
  },
  {
    promise: "Calls above the stage's rate and burst get 429",
    proof: "by the plan",
    caller: /^too many requests$/,
    gaps: ["throttling"],
  },
  {
    promise: "The access log's format names the reason of a refusal",
    proof: "by the plan",
    caller: /^a refused request$/,
  },
  {
    promise: "A pool that is to be kept can be destroyed neither by AWS's API nor by Terraform by mistake",
    proof: "by the plan",
    caller: /^a plan that would destroy it$/,
  },
  { promise: "The zipped function is what its sources give", proof: "by the plan", caller: /^its package$/ },
  {
    promise: "A 401 names the error in www-authenticate",
    proof: "only on AWS",
    caller: /^nobody$/,
    expected: /www-authenticate/,
    gaps: ["wwwAuthenticate"],
  },
  {
    promise: "A page of an allowed origin can read a 401 and a 403",
    proof: "only on AWS",
    caller: /^a page of an allowed origin/,
    gaps: ["deniedCors"],
  },
  {
    promise: "Each request is logged, a refused one with its reason",
    proof: "only on AWS",
    caller: /^access log$/,
    gaps: ["accessLogs"],
  },
  {
    promise: "A token without exp is refused",
    proof: "only on AWS",
    caller: /^token without exp$/,
    gaps: ["noExpiry"],
  },
  {
    promise: "A refreshed access token keeps cognito:groups",
    proof: "only on AWS",
    caller: /^refreshed token$/,
    expected: /keeps cognito:groups/,
    gaps: ["refreshGroups"],
  },
  {
    promise: "A disabled execute-api address answers 404",
    proof: "only on AWS",
    caller: /^the execute-api address$/,
    gaps: ["disabledEndpoint"],
  },
  {
    promise: "A function that takes longer than its integration's timeout isn't waited for",
    proof: "only on AWS",
    caller: /^an answer that takes longer$/,
    gaps: ["integrationTimeout"],
  },
];

export function isAbout(
  { caller, expected }: Promised,
  probe: { readonly caller: string; readonly expected: string },
): boolean {
  return caller.test(probe.caller) && (expected === undefined || expected.test(probe.expected));
}

export function promiseTable(): string {
  return table(
    ["Promise", "Proven", "What the AWS emulator doesn't show", "What AWS does there"],
    PROMISES.map(({ promise, proof, gaps = [] }) => [
      escaped(promise),
      proof,
      gaps.map((gap) => escaped(BEHAVIOUR_GAPS[gap].here)).join("; "),
      gaps.map((gap) => escaped(BEHAVIOUR_GAPS[gap].onAws)).join("; "),
    ]),
  );
}
