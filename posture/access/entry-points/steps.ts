import { findPrincipal, functionPolicy, permissionStatement, resourcePolicyOf } from "../../iam/index";
import { every, known, some, targetOf } from "../../model/index";
import type { Answer, EntryPoint, Model, Permission } from "../../model/index";
import { callArn, functionArn } from "../arns";
import { admits, lettingIn, type Credentials, type DecideOptions, type Decision } from "../request";
import { keySteps } from "../steps/api-key";
import { iamSteps, type IamAsk } from "../steps/iam-steps";
import { networkContext } from "../steps/network";
import { policySteps } from "../steps/resource-policy";
import type { PresentedToken } from "../steps/token";
import type { Asked, Signed, Step } from "../steps/types";
import { BY_POLICIES } from "./derived";
import { byUrl, letsCloudFrontSign, secondPermissionSteps } from "./function-url";
import { tokenSteps } from "./token-steps";

/** What a request carries, as the steps look at it. */
export interface RequestCredentials {
  readonly asked: Asked | undefined;
  readonly credentials: Credentials;
  readonly token: PresentedToken | undefined;
  readonly signed: Signed | undefined;
  /** Does it stand for requests at any stage? */
  readonly whole: boolean;
  /** Sent from inside the network: by what stands before a private entry point. */
  readonly inside: boolean;
  readonly options: DecideOptions;
}

/** Decides at another entry point: with the same credentials, or with others; from inside the network, or not. */
export type DecideAt = (id: string, credentials?: Credentials, inside?: boolean) => Decision;

/** The checks of an entry point that is no route of a resource's, in the order in which the service makes them. */
export function entryPointSteps(
  model: Model,
  entryPoint: EntryPoint,
  carries: RequestCredentials,
  elsewhere: DecideAt,
): readonly Step[] {
  const { signed } = carries;
  const who = typeof signed?.principal === "string" ? findPrincipal(model, signed.principal) : signed?.principal;
  const principal = who && !("problem" in who) ? who : undefined;
  const own = authorizationSteps(model, entryPoint, carries, elsewhere);
  const through = own.every(({ result }) => result !== "fail");
  const second = entryPoint.kind === "function-url" && through;
  const steps = [
    ...policySteps(model, entryPoint, { ...carries, principal }),
    ...own,
    ...(second ? secondPermissionSteps(model, entryPoint, carries.signed) : []),
  ];
  return steps.some(({ result }) => result === "fail")
    ? steps
    : [...steps, ...keySteps(entryPoint, carries.credentials)];
}

const check = "authorization";

function authorizationSteps(
  model: Model,
  entryPoint: EntryPoint,
  carries: RequestCredentials,
  elsewhere: DecideAt,
): readonly Step[] {
  const { authorization, name } = entryPoint;
  const nothing = carries.token === undefined && carries.signed === undefined;
  const deny = (text: string, status?: number): readonly Step[] => [
    { check, result: "fail", text, ...(status !== undefined && { status }) },
  ];
  switch (authorization.kind) {
    case "none":
      return [{ check, result: "pass", text: `${name} has no authorization: anyone can call it.` }];
    case "iam": {
      const ask = iamAsk(model, entryPoint, authorization, carries);
      if (!ask) return [{ check, result: "unknown", text: "Which function the policies have to name isn't known." }];
      const { token, signed, options } = carries;
      return iamSteps(model, ask, { token: token !== undefined, signed, advice: options.advice });
    }
    case "permission":
      return permissionSteps(model, entryPoint, authorization.permission, carries);
    case "token":
      return tokenSteps(authorization, name, carries.token);
    case "api-key":
      return carries.credentials.apiKey === true
        ? [{ check: "api-key", result: "pass", text: "The API key is valid: whoever has it gets in." }]
        : deny("It requires an API key, and none is sent.", 401);
    case "authorizer":
      if (nothing && authorization.demands !== false)
        return deny(`${authorization.called} decides by what a request carries, and this one carries nothing.`, 401);
      return [{ check: "function", result: "unknown", text: `${authorization.called} decides who gets in.` }];
    case "sign-in":
      return deny(`It requires a sign-in at ${authorization.issuer} and redirects there.`, 302);
    case "limited":
      return authorization.certain && !carries.inside
        ? deny(`It answers ${authorization.to} only.`)
        : [
            {
              check,
              result: "unknown",
              text: `It answers ${authorization.to}: who can send such requests isn't known.`,
            },
          ];
    case "connection":
      return [{ check, result: "unknown", text: "Which connections it is sent over isn't known." }];
    case "forwarded":
      return authorization.after === undefined
        ? forwardedSteps(model, entryPoint, authorization, carries.credentials, elsewhere)
        : throughSteps(authorization.after.id, authorization.to, carries.credentials, elsewhere);
    case "event":
      return deny("Callers can't reach it: AWS invokes it by itself.");
    case "nobody":
      return deny(`Nobody gets in: ${authorization.why}.`);
    case "route":
    case "unknown":
      return [
        {
          check,
          result: "unknown",
          text: `Who gets in isn't known: ${authorization.kind === "unknown" ? authorization.why : "its route isn't"}.`,
        },
      ];
  }
}

/** What a principal has to be allowed; undefined where it isn't known which function it is about. */
function iamAsk(
  model: Model,
  entryPoint: EntryPoint,
  { action, of }: Extract<EntryPoint["authorization"], { kind: "iam" }>,
  { asked, inside, signed }: RequestCredentials,
): IamAsk | undefined {
  const { policyOf, name } = entryPoint;
  if (action.startsWith("execute-api:")) {
    const resourcePolicy = policyOf && resourcePolicyOf(model, policyOf);
    const anybody = typeof signed?.principal === "object" && signed.principal.kind === "everyone";
    return {
      what: name,
      action,
      resource: callArn(entryPoint, asked),
      hasPolicy: policyOf !== undefined,
      ...(resourcePolicy && {
        resourcePolicy,
        context: networkContext(entryPoint, resourcePolicy, { inside, anybody }),
      }),
    };
  }
  // Of AppSync, a web function, an AgentCore gateway: whoever may do it to any of them.
  if ("kind" in of && of.kind === "none")
    return { what: name, action, resource: [{ gap: "rest", open: true }], hasPolicy: false };
  const fn = "kind" in of ? targetOf(of) : undefined;
  return (
    fn && {
      what: name,
      action,
      resource: functionArn(fn, entryPoint.qualifier),
      hasPolicy: true,
      // What the function's own policy says is told of each of its statements.
      ...(entryPoint.id.includes(BY_POLICIES)
        ? {}
        : { resourcePolicy: functionPolicy(model, fn, entryPoint.qualifier ?? known(undefined)) }),
      context: action === "lambda:InvokeFunctionUrl" ? byUrl("AWS_IAM") : {},
    }
  );
}

/** One statement of a function's policy, by itself: what others let in is told of them. */
function permissionSteps(
  model: Model,
  entryPoint: EntryPoint,
  permission: Permission,
  { token, signed, options }: RequestCredentials,
): readonly Step[] {
  const fn = entryPoint.target.kind === "function" ? targetOf(entryPoint.target.function) : undefined;
  const ask: IamAsk = {
    what: "The function",
    action: "lambda:InvokeFunction",
    resource: fn ? functionArn(fn, permission.qualifier) : [{ gap: "rest", open: true }],
    hasPolicy: true,
    resourcePolicy: { statements: [permissionStatement(permission)], unread: [] },
    // A source is what a service says of itself; a person's own request carries none.
    context: { "aws:sourcearn": null, "aws:sourceaccount": null },
  };
  return iamSteps(model, ask, { token: token !== undefined, signed, advice: options.advice });
}

/** A distribution in front: it signs for what demands AWS_IAM, and passes the caller's own credentials on otherwise. */
function forwardedSteps(
  model: Model,
  distribution: EntryPoint,
  { to, signs, sends, restricted }: Extract<EntryPoint["authorization"], { kind: "forwarded" }>,
  credentials: Credentials,
  elsewhere: DecideAt,
): readonly Step[] {
  if (restricted === true)
    return [
      {
        check,
        result: "fail",
        status: 403,
        text: "The distribution requires a signed URL or cookie, and there is none.",
      },
    ];
  const answers = to.map((id): { readonly answer: Answer; readonly text: string } => {
    const own = throughDistribution(elsewhere, id, sends, credentials);
    const letsIn = admits(own);
    const iam = own.entryPoint?.authorization.kind === "iam";
    if (iam && signs === true && own.entryPoint) {
      const signed = own.entryPoint.kind !== "function-url" || letsCloudFrontSign(model, own.entryPoint, distribution);
      const text = `${id}, and CloudFront signs for every caller`;
      if (signed === true) return { answer: true, text: `${text}.` };
      const lacks = "no permissions here let it lambda:InvokeFunctionUrl and lambda:InvokeFunction";
      return { answer: signed, text: `${text}, but ${lacks}.` };
    }
    return { answer: iam ? some([letsIn, signs]) : letsIn, text: `${id}: ${lettingIn(own).reason}` };
  });
  const open = some(answers.map(({ answer }) => answer));
  const telling = answers.find(({ answer }) => answer === open) ?? answers[0];
  const certain = restricted === "unknown" ? every([open, "unknown"]) : open;
  const text = `It forwards the request to ${telling?.text ?? "an unknown origin."}`;
  return [
    {
      check,
      result: certain === true ? "pass" : certain === false ? "fail" : "unknown",
      ...(certain === false && { status: 403 }),
      text: certain === "unknown" && open === true ? "Whether it requires signed URLs or cookies isn't known." : text,
    },
  ];
}

/** One entry point behind another: both have to let the caller in. A signature is for the first alone. */
function throughSteps(
  after: string,
  to: readonly string[],
  credentials: Credentials,
  elsewhere: DecideAt,
): readonly Step[] {
  const first = elsewhere(after);
  const answer = admits(first);
  const own: Step = {
    check,
    result: answer === "unknown" ? "unknown" : answer ? "pass" : "fail",
    text: `${after} comes first: ${lettingIn(first).reason}`,
    ...(answer === false && first.status !== undefined && { status: first.status }),
  };
  if (answer === false) return [own];
  const decisions = to.map((id) =>
    elsewhere(id, credentials.kind === "principal" ? { kind: "none" } : undefined, true),
  );
  const open = some(decisions.map(admits));
  const telling = decisions.find((one) => admits(one) === open);
  const result = open === "unknown" ? "unknown" : open ? "pass" : "fail";
  const status = open === false ? telling?.status : undefined;
  const text = `It forwards the request to ${telling ? `${to.join(", ")}: ${lettingIn(telling).reason}` : "an unknown origin."}`;
  // What only a function decides stays that: it isn't open.
  const asks = (step: Step): boolean => step.result === "unknown" && step.check === "function";
  const by = [first, ...decisions].some(({ steps }) => steps.some(asks)) ? "function" : check;
  return [
    { ...own, ...(own.result === "unknown" && { check: by }) },
    { check: result === "unknown" ? by : check, result, text, ...(status !== undefined && { status }) },
  ];
}

/**
 * What a distribution's own header brings: an API key counts as the caller's, and only an authorizer knows of a secret.
 * Its requests come from its own addresses.
 */
function throughDistribution(
  elsewhere: DecideAt,
  id: string,
  sends: readonly string[],
  credentials: Credentials,
): Decision {
  const own = elsewhere(id, sends.includes("x-api-key") ? { ...credentials, apiKey: true } : undefined);
  if (admits(own) !== false) return own;
  const asked = own.route?.authorization ?? own.entryPoint?.authorization;
  const byFunction =
    asked && ("known" in asked ? asked.known && asked.value === "CUSTOM" : asked.kind === "authorizer");
  const limited = asked !== undefined && !("known" in asked) && asked.kind === "limited";
  const header = byFunction ? sends.length > 0 : sends.some((name) => /^(?:\*|authorization)$/.test(name));
  if (!limited && !header) return own;
  const text = limited
    ? "Whether it accepts requests from CloudFront's IP addresses isn't known."
    : "Whether it accepts the custom headers that the distribution sends isn't known.";
  return { ...own, outcome: "unknown", reason: text, steps: [{ check, result: "unknown", text }] };
}

/** Where a request goes that was let in. */
export function targetStep({ target, address }: EntryPoint): readonly Step[] {
  const fn = target.kind === "function" ? targetOf(target.function) : undefined;
  const to =
    fn?.address ??
    (target.kind === "backend" ? target.name : target.kind === "itself" ? "nothing: it answers by itself" : undefined);
  return [
    {
      check: "handler",
      result: "note",
      text: `The request goes on to ${to ?? `what isn't known (${address})`}${fn ? ", which may still refuse it by its own rules" : ""}.`,
    },
  ];
}
