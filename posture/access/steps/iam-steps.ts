import { valueOr, type Model, type Route } from "../../model";
import { shown } from "../../redact/redact";
import { accountOfArn, evaluate, evaluatePool, findPrincipal, identities, nearMisses, templateText } from "../../iam";
import type {
  IamQuestion,
  IamDecision,
  Identity,
  ExternalPrincipal,
  PoolIdentity,
  Statement,
  Template,
} from "../../iam";
import { quote } from "../../redact/quote";
import { routeArn } from "../arns";
import type { Asked, Signed, Step } from "./types";

/** What a request to something behind IAM carries: a signature, a token, or neither. */
export interface IamCredentials {
  readonly token: boolean;
  readonly signed: Signed | undefined;
  /** False: who else may isn't named. @default true */
  readonly advice?: boolean | undefined;
}

/** What somebody has to be allowed, and how the entry point is spoken of. */
export interface IamAsk extends Pick<IamQuestion, "action" | "context" | "resourcePolicy"> {
  readonly resource: Template;
  /** `The route` */
  readonly what: string;
  /** False where the resource can have no policy of its own: then nobody of another account can be let in. */
  readonly hasPolicy: boolean;
}

const check = "permission";
const INVOKE = "execute-api:Invoke";

/** What a call of a route of an HTTP or WebSocket API asks for. They have no resource policy. */
export function routeAsk(model: Model, route: Route, asked: Asked): IamAsk {
  return { what: "The route", action: INVOKE, resource: routeArn(model, route, asked), hasPolicy: false };
}

/**
 * What wants a request signed with SigV4, by somebody who may do it.
 * Control access to HTTP APIs with IAM authorization https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export function iamSteps(model: Model, ask: IamAsk, { token, signed, advice }: IamCredentials): readonly Step[] {
  if (signed === undefined)
    return [
      {
        check: "authorization",
        result: "fail",
        status: 403,
        text: `${ask.what} requires a request signed with SigV4 (AWS_IAM); ${
          token
            ? "a bearer token is not a signature"
            : "this one is not signed. Logs and REST APIs call that Missing Authentication Token"
        }.`,
        remedy: `Sign with credentials that may ${ask.action} ${ask.what.replace(/^The /, "this ")}${advice === false ? "" : welcome(model, ask)}. --principal tells what a role or user may.`,
      },
    ];
  const signature = signatureStep(signed, ask);
  if (signature.result === "fail") return [signature];
  const principal = typeof signed.principal === "string" ? findPrincipal(model, signed.principal) : signed.principal;
  if ("problem" in principal) return [signature, { check: "principal", result: "unknown", text: principal.problem }];
  if ("pool" in principal) return [signature, byPool(model, principal, ask)];
  return [signature, ...accountSteps(principal, ask), permission(model, principal, ask)];
}

const FLAWS = {
  secret: "it was made with another secret key",
  request: "it was made for another request (method, path, query, body or a signed header differs)",
  expired: "it is older than five minutes, or a clock is wrong",
} as const;

function signatureStep({ flaw }: Signed, { action }: IamAsk): Step {
  const service = action.split(":")[0] ?? "";
  if (flaw !== undefined)
    return {
      check: "signature",
      result: "fail",
      status: 403,
      text: `The signature is not valid: ${FLAWS[flaw]}.`,
      remedy: `Sign each request again, for the service ${service}, exactly as it is sent.`,
    };
  return {
    check: "signature",
    result: "note",
    text: `The request is assumed to be signed correctly: for the service ${service} and ${service === "execute-api" ? "the API's" : "its"} region, less than five minutes ago.`,
  };
}

/** HTTP APIs have no resource policy, so nobody of another account can be let in. */
function accountSteps(principal: Identity | ExternalPrincipal, { resource, hasPolicy }: IamAsk): readonly Step[] {
  if (hasPolicy) return [];
  const own = accountOfArn(resource);
  const theirs = "account" in principal ? principal.account : undefined;
  if (own === undefined || theirs === undefined) return [];
  if (own === theirs)
    return [{ check: "principal", result: "pass", text: `${principal.called} is in the API's account.` }];
  return [
    {
      check: "principal",
      result: "fail",
      status: 403,
      text: `${principal.called} is in the account ${theirs}, the API in ${own}; an HTTP API has no resource policy that could let another account in.`,
      remedy: `Assume a role in the account ${own} that allows execute-api:Invoke, and sign with its credentials.`,
    },
  ];
}

function permission(model: Model, principal: Identity | ExternalPrincipal, ask: IamAsk): Step {
  const decision = evaluate(model, { ...ask, principal });
  const call = `${ask.action} on ${quote(templateText(ask.resource))}`;
  const { by } = decision;
  const unseen = decision.unread.length === 0 ? "" : ` Not seen: ${decision.unread.join("; ")}.`;
  const elsewhere = " Service control policies and session policies aren't part of this input.";
  switch (decision.why) {
    case "allowed":
      return {
        check,
        result: "pass",
        text: `${holderOf(by)} allows ${principal.called} ${call}.${unseen}${elsewhere}`,
        ...hidden(principal, decision),
      };
    case "denied":
      return {
        check,
        result: "fail",
        status: 403,
        text: `${holderOf(by)} denies ${principal.called} ${call}; an explicit Deny overrides every Allow.`,
        remedy: `Take ${spoken(by)} out of that Deny, if ${principal.called} should get in.`,
      };
    case "nothing":
      return {
        check,
        result: "fail",
        status: 403,
        text: `No policy of ${principal.called} allows ${call}.${missed(model, principal, ask)}`,
        remedy: `Give it a policy with Action ${quote(ask.action)} and Resource ${quote(templateText(ask.resource))}.`,
      };
    case "account":
      return {
        check,
        result: "fail",
        status: 403,
        text: `${principal.called} is in another account, and ${ask.what.replace(/^The /, "the ")} has no policy that lets it in.`,
        remedy: "Name it in the resource's own policy too, or sign with a role of the resource's account.",
      };
    case "boundary":
      return {
        check,
        result: "fail",
        status: 403,
        text: `The permissions boundary of ${principal.called} doesn't allow ${call}.`,
        remedy: "Allow it in the boundary too: both must allow it.",
      };
    default:
      return { check, result: "unknown", text: open(principal, call, decision) };
  }
}

/** The guests or users of an identity pool, by the credentials of the roles that it gives them. */
function byPool(model: Model, principal: PoolIdentity, ask: IamAsk): Step {
  const { may, through } = evaluatePool(model, principal, ask);
  const roles = through.map(({ called }) => called).join(", ");
  const call = `${ask.action} on ${quote(templateText(ask.resource))}`;
  if (may === true) return { check, result: "pass", text: `${principal.called} get ${roles}, which may ${call}.` };
  if (may === "unknown")
    return { check, result: "unknown", text: `Whether ${principal.called} may ${call}, with ${roles}, is unknown.` };
  return {
    check,
    result: "fail",
    status: 403,
    text: `No role that ${principal.called} get allows ${call}.`,
    remedy: `Give such a role a policy with Action ${quote(ask.action)} and Resource ${quote(templateText(ask.resource))}.`,
  };
}

/** A Deny may stand where this input doesn't reach. */
function hidden(principal: Identity | ExternalPrincipal, { unread }: IamDecision): { readonly assuming?: string } {
  const managed = "managed" in principal && principal.managed;
  return managed && unread.length === 0 ? {} : { assuming: "no policy outside this input denies it" };
}

function open(
  principal: Identity | ExternalPrincipal,
  call: string,
  { by, why, conditions, unread }: IamDecision,
): string {
  if (why === "elsewhere")
    return `${principal.called} isn't managed here, and nothing here allows or denies it ${call}: its own policies decide.`;
  if (by === undefined) return `Whether ${principal.called} may ${call} is unknown: ${unread.join("; ")}.`;
  const effect = valueOr(by.effect, "concerns");
  const says = effect === "Deny" ? "denies it" : effect === "Allow" ? "allows it" : "mentions it";
  const how =
    why === "part"
      ? `on ${spoken(by)}, which covers a part of the route: it depends on the call's stage or path`
      : conditions.length > 0
        ? `with conditions (${conditions.map((one) => quote(one)).join(", ")}), which depend on the call`
        : "for what is known only after apply";
  return `Whether ${principal.called} may ${call} is unknown: ${holderOf(by)} ${says} ${how}.`;
}

const holderOf = (statement: Statement | undefined): string => statement?.at.address ?? "A policy";

/** What a statement is about, masked by the source's marks. */
function spoken(statement: Statement | undefined): string {
  if (!statement) return "it";
  const { at, resources } = statement;
  const texts = resources.list.items.slice(0, 3).map((item) => quote(at.resource ? shown(at, at.path, item) : item));
  const more = resources.list.items.length > 3 ? " and more" : "";
  return `${resources.not ? "everything but " : ""}${texts.join(", ") || "resources known after apply"}${more}`;
}

function missed(model: Model, principal: Identity | ExternalPrincipal, { action }: IamAsk): string {
  if (!("managed" in principal)) return "";
  const [near] = nearMisses(model, principal, action);
  return near ? ` ${holderOf(near)} allows it on ${spoken(near)} only.` : "";
}

/** The roles and users of the input that may do it. */
function welcome(model: Model, ask: IamAsk): string {
  const names = identities(model)
    .filter((one) => evaluate(model, { ...ask, principal: one }).outcome === "allow")
    .map(({ called }) => called);
  return names.length === 0 ? "" : ` (here: ${names.slice(0, 6).join(", ")}${names.length > 6 ? ", …" : ""})`;
}
