import { poolIdentities } from "../../iam/identity-pools";
import { evaluatePool } from "../../iam/index";
import { every, some, targetOf } from "../../model/index";
import type { Answer, EntryPoint, LambdaFunction, Model } from "../../model/index";
import { nameOf } from "../../redact/name";
import { functionArn } from "./arns";
import { GATES } from "./gates";
import { byPrincipals, invokers } from "./iam";
import type { Admission, Credentials, EntryAccess, EntryDecision } from "./types";

export type { Admission, Credentials, EntryAccess, EntryDecision } from "./types";

/** Decides a request at an entry point: the one place that knows who gets in by it. */
export function decideEntryPoint(model: Model, entryPoint: EntryPoint, credentials: Credentials): EntryDecision {
  const { authorization } = entryPoint;
  if (authorization.kind !== "forwarded") return GATES[authorization.kind].decide(model, entryPoint, credentials);
  const { open, who } = forwarded(model, entryPoint);
  if (open === true) return { outcome: "allow", reason: who };
  if (open === "unknown") return { outcome: "unknown", reason: who };
  const [behind] = behindOf(model, entryPoint);
  return behind && authorization.signs === false
    ? decideEntryPoint(model, behind, credentials)
    : { outcome: "deny", status: 403, reason: who };
}

/** Who gets in by an entry point. */
export function admissionOf(model: Model, entryPoint: EntryPoint): Admission {
  const { authorization } = entryPoint;
  return authorization.kind === "forwarded"
    ? forwarded(model, entryPoint)
    : GATES[authorization.kind].admit(model, entryPoint);
}

/** Every entry point of a model, those that IAM alone gives among them, with who gets in. */
export function entryAccesses(model: Model): readonly EntryAccess[] {
  const own = model.entryPoints.map((entryPoint) => withFunction(entryPoint, admissionOf(model, entryPoint)));
  return [...own, ...byPolicies(model), ...byIdentityPools(model)];
}

function withFunction(entryPoint: EntryPoint, admission: Admission): EntryAccess {
  const fn = entryPoint.target.kind === "function" ? targetOf(entryPoint.target.function) : undefined;
  return { entryPoint, ...admission, ...(fn && { function: fn }) };
}

function behindOf(model: Model, { authorization }: EntryPoint): readonly EntryPoint[] {
  const to = authorization.kind === "forwarded" ? authorization.to : [];
  return model.entryPoints.filter(({ id }) => to.includes(id));
}

/** A distribution in front: it signs for what demands AWS_IAM, and passes the caller's own credentials on otherwise. */
function forwarded(model: Model, entryPoint: EntryPoint): Admission {
  const { authorization } = entryPoint;
  if (authorization.kind !== "forwarded") return { open: "unknown", who: "it isn't known" };
  if (authorization.restricted === true) return { open: false, who: "whoever has a signed URL or cookie" };
  const answers = behindOf(model, entryPoint).map((behind): Admission => {
    const own = admissionOf(model, behind);
    if (behind.authorization.kind !== "iam") return own;
    return {
      open: some([authorization.signs, own.open]),
      who: authorization.signs === true ? "public: CloudFront signs for every caller" : own.who,
    };
  });
  const open = some(answers.map((one) => one.open));
  const certain: Answer = authorization.restricted === "unknown" ? every([open, "unknown"]) : open;
  const who =
    (answers.find((one) => one.open === open) ?? answers[0])?.who ?? "not known yet: what is behind it isn't known";
  return {
    open: certain,
    who,
    ...(certain !== false && {
      fix: "ask for signed URLs or cookies (trusted_key_groups), or let an authorizer behind it check who calls",
    }),
  };
}

/** Roles and users whose own policies let them invoke a function, one entry a function. */
function byPolicies(model: Model): EntryAccess[] {
  return model.functions
    .filter(({ managed }) => managed)
    .flatMap((fn): EntryAccess[] => {
      const candidates = invokers(model, fn).filter(
        ({ principal }) => principal.kind === "role" || principal.kind === "user",
      );
      if (candidates.length === 0) return [];
      const { who } = byPrincipals(candidates);
      return [
        {
          entryPoint: derived(fn, "direct-invocation", "policies", "direct invocation"),
          open: false,
          who,
          function: fn,
        },
      ];
    });
}

/** Guests and signed-in users of identity pools whose roles may invoke a function. */
function byIdentityPools(model: Model): EntryAccess[] {
  return poolIdentities(model).flatMap((identity) =>
    model.functions
      .filter(({ managed }) => managed)
      .flatMap((fn): EntryAccess[] => {
        const { may } = evaluatePool(model, identity, { action: "lambda:InvokeFunction", resource: functionArn(fn) });
        if (may === false) return [];
        const guests = identity.kind === "guests";
        const perhaps = may === "unknown" ? "perhaps " : "";
        return [
          {
            entryPoint: derived(
              fn,
              "identity-pool",
              `${identity.pool.address}-${identity.kind}`,
              "direct invocation with an identity pool's credentials",
              identity.pool.address,
            ),
            open: guests ? may : false,
            who: `${perhaps}${identity.called}`,
            ...(guests && {
              fix: "take lambda:InvokeFunction from the guests' role, or set allow_unauthenticated_identities = false",
            }),
            function: fn,
          },
        ];
      }),
  );
}

function derived(
  fn: LambdaFunction,
  kind: EntryPoint["kind"],
  part: string,
  name: string,
  address = fn.address,
): EntryPoint {
  return {
    address,
    resource: fn.resource,
    ...(fn.module !== undefined && { module: fn.module }),
    kind,
    id: `${fn.address}#${part}`,
    name,
    group: `function ${nameOf(fn)}`,
    hosts: [{ name: "the Lambda API", private: false, mutualTls: false }],
    authorization: { kind: "iam", action: "lambda:InvokeFunction", of: { kind: "resource", target: fn } },
    target: { kind: "function", function: { kind: "resource", target: fn } },
    notes: [],
  };
}
