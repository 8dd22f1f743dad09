import { valueOr } from "../../model";
import type { Model, Route } from "../../model";
import { shown } from "../../redact/redact";
import { evaluate, findPrincipal, identities, nearMisses, templateText } from "../../iam";
import type { IamDecision, Identity, Statement, Template } from "../../iam";
import { quote } from "../../redact/quote";
import { routeArn } from "./route-arn";
import type { Asked, Signed, Step } from "./types";

/** What a request to a route behind IAM carries: a signature, a token, or neither. */
export interface Carried {
  readonly token: string | undefined;
  readonly signed: Signed | undefined;
}

const check = "permission";
const INVOKE = "execute-api:Invoke";

/**
 * A route that wants a request signed with SigV4, by somebody who may execute-api:Invoke it.
 * Control access to HTTP APIs with IAM authorization https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export function iamSteps(model: Model, route: Route, asked: Asked, { token, signed }: Carried): readonly Step[] {
  const arn = routeArn(model, route, asked);
  if (signed === undefined)
    return [
      {
        check: "authorization",
        result: "fail",
        status: 403,
        text: `The route wants a request signed with SigV4 (AWS_IAM); ${
          token === undefined
            ? "this one is not signed. In logs, and at REST APIs, the words for it are Missing Authentication Token"
            : "a bearer token is no signature"
        }.`,
        remedy: `Sign with credentials that may execute-api:Invoke this route${welcome(model, arn)}. --principal tells what a role or user may.`,
      },
    ];
  const signature = signatureStep(signed);
  if (signature.result === "fail") return [signature];
  const principal = findPrincipal(model, signed.principal);
  if ("problem" in principal) return [signature, { check: "principal", result: "unknown", text: principal.problem }];
  return [signature, ...accountSteps(arn, principal), permission(model, principal, arn)];
}

const FLAWS = {
  secret: "it was made with another secret key",
  request: "it was made for another request (method, path, query, body or a signed header differs)",
  expired: "it is older than five minutes, or a clock is wrong",
} as const;

function signatureStep({ flaw }: Signed): Step {
  if (flaw !== undefined)
    return {
      check: "signature",
      result: "fail",
      status: 403,
      text: `The signature is not genuine: ${FLAWS[flaw]}.`,
      remedy: "Sign each request anew, for the service execute-api, exactly as it is sent.",
    };
  return {
    check: "signature",
    result: "note",
    text: "The request is taken to be signed well: for the service execute-api and the API's region, less than five minutes ago.",
  };
}

/** HTTP APIs have no resource policy, so nobody of another account can be let in. */
function accountSteps(arn: Template, principal: Identity): readonly Step[] {
  const account = /^arn:[^:]*:execute-api:[^:]*:(\d{12}):/.exec(templateText(arn))?.[1];
  if (account === undefined || principal.account === undefined) return [];
  if (account === principal.account)
    return [{ check: "principal", result: "pass", text: `${principal.called} is of the API's account.` }];
  return [
    {
      check: "principal",
      result: "fail",
      status: 403,
      text: `${principal.called} is of the account ${principal.account}, the API of ${account}; an HTTP API has no resource policy that could let another account in.`,
      remedy: `Take on a role of the account ${account} that may execute-api:Invoke (sts:AssumeRole), and sign with its credentials.`,
    },
  ];
}

function permission(model: Model, principal: Identity, arn: Template): Step {
  const decision = evaluate(model, { principal, action: INVOKE, resource: arn });
  const call = `execute-api:Invoke on ${quote(templateText(arn))}`;
  const { by } = decision;
  const unseen = decision.unread.length === 0 ? "" : ` Not seen: ${decision.unread.join("; ")}.`;
  const elsewhere = " Policies of the organization or of a session aren't seen here.";
  switch (decision.why) {
    case "allowed":
      return {
        check,
        result: "pass",
        text: `${holderOf(by)} lets ${principal.called} ${call}.${unseen}${elsewhere}`,
        ...hidden(principal, decision),
      };
    case "denied":
      return {
        check,
        result: "fail",
        status: 403,
        text: `${holderOf(by)} denies ${principal.called} ${call}; a Deny goes before every Allow.`,
        remedy: `Take ${spoken(by)} out of that Deny, if ${principal.called} is welcome.`,
      };
    case "nothing":
      return {
        check,
        result: "fail",
        status: 403,
        text: `No policy of ${principal.called} allows ${call}.${missed(model, principal)}`,
        remedy: `Give it a policy with Action "execute-api:Invoke" and Resource ${quote(templateText(arn))}.`,
      };
    case "boundary":
      return {
        check,
        result: "fail",
        status: 403,
        text: `The permissions boundary of ${principal.called} doesn't allow ${call}.`,
        remedy: "Allow it in the boundary too: both have to.",
      };
    default:
      return { check, result: "unknown", text: open(principal, call, decision) };
  }
}

/** A Deny may stand where this input doesn't reach. */
function hidden({ managed }: Identity, { unread }: IamDecision): { readonly assuming?: string } {
  return managed && unread.length === 0 ? {} : { assuming: "no policy that isn't seen here denies it" };
}

function open(principal: Identity, call: string, { by, why, conditions, unread }: IamDecision): string {
  if (why === "elsewhere")
    return `${principal.called} is made elsewhere, and nothing here allows or denies it ${call}: its own policies decide.`;
  if (by === undefined) return `Whether ${principal.called} may ${call} can't be said: ${unread.join("; ")}.`;
  const effect = valueOr(by.effect, "concerns");
  const says = effect === "Deny" ? "denies it" : effect === "Allow" ? "allows it" : "speaks of it";
  const how =
    why === "part"
      ? `on ${spoken(by)}, which is a part of what the route takes: it depends on the call's stage or path`
      : conditions.length > 0
        ? `under conditions (${conditions.map((one) => quote(one)).join(", ")}), which depend on the call`
        : "for what is known only after apply";
  return `Whether ${principal.called} may ${call} can't be said: ${holderOf(by)} ${says} ${how}.`;
}

function holderOf(statement: Statement | undefined): string {
  return statement?.at.address ?? "A policy";
}

/** What a statement is about, masked by the source's marks. */
function spoken(statement: Statement | undefined): string {
  if (!statement) return "it";
  const { at, resources } = statement;
  const texts = resources.list.items.slice(0, 3).map((item) => quote(at.resource ? shown(at, at.path, item) : item));
  const more = resources.list.items.length > 3 ? " and more" : "";
  return `${resources.not ? "everything but " : ""}${texts.join(", ") || "resources known after apply"}${more}`;
}

function missed(model: Model, principal: Identity): string {
  const [near] = nearMisses(model, principal, INVOKE);
  return near ? ` ${holderOf(near)} allows it on ${spoken(near)} only.` : "";
}

/** The roles and users of the input that may call it. */
function welcome(model: Model, arn: Template): string {
  const may = principalsAllowed(model, arn);
  const names = may.map(({ called }) => called);
  return names.length === 0 ? "" : ` (here: ${names.slice(0, 6).join(", ")}${names.length > 6 ? ", …" : ""})`;
}

/** Who of the input's roles and users may invoke an ARN, as far as that is certain. */
export function principalsAllowed(model: Model, arn: Template): readonly Identity[] {
  return identities(model).filter(
    (one) => evaluate(model, { principal: one, action: INVOKE, resource: arn }).outcome === "allow",
  );
}

/** The same for a route, at any path that it takes. */
export function allowedAt(model: Model, route: Route, asked: Asked): readonly Identity[] {
  return principalsAllowed(model, routeArn(model, route, asked));
}
