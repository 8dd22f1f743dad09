import type { EntryPoint, LambdaFunction, Model } from "../model/index";
import { nameOf } from "../redact/name";
import type { Identity, ExternalPrincipal } from "../iam/index";
import { entryAccesses, type EntryAccess } from "./who/admission";
import { decide } from "./decide";
import { isAdmitted } from "./who/is-admitted";

/** Who starts: nobody in particular, without credentials, or a principal that signs. */
export type From =
  | { readonly kind: "nobody" }
  | { readonly kind: "principal"; readonly principal: Identity | ExternalPrincipal };

/** One way to a function, step by step. */
export interface Path {
  readonly access: EntryAccess;
  /** Clauses from the caller to the function. */
  readonly steps: readonly string[];
  /** Does it lead there? `true`: for who starts, or for anybody where nobody was named. */
  readonly leads: EntryAccess["open"];
}

/** A function by its address or name; several where the name is that of more. */
export function functionsNamed(model: Model, name: string): readonly LambdaFunction[] {
  const exact = model.functions.filter(({ address }) => address === name);
  return exact.length > 0 ? exact : model.functions.filter((fn) => nameOf(fn) === name);
}

/**
 * Every way to a function, the weakest first; without one, every way to anything that doesn't answer by itself. With
 * `from`, those only by which who starts gets in, or may.
 */
export function pathsTo(model: Model, fn: LambdaFunction | undefined, from?: From): readonly Path[] {
  const found = entryAccesses(model)
    .filter(({ entryPoint, function: to }) => (fn ? to?.address === fn.address : entryPoint.target.kind !== "itself"))
    .map((access): Path => ({ access, steps: stepsOf(access), leads: leadsFor(model, access, from) }));
  const wanted = from ? found.filter(({ leads }) => leads !== false) : found;
  return [...wanted].sort((a, b) => weakness(a) - weakness(b));
}

function leadsFor(model: Model, access: EntryAccess, from: From | undefined): EntryAccess["open"] {
  if (from?.kind !== "principal") return access.open;
  if (access.open === true) return true;
  return isAdmitted(
    model,
    access.entryPoint,
    { kind: "principal", principal: from.principal, apiKey: true, certificate: true },
    decide,
  );
}

/** 0: nothing is asked for. Then what everybody may get, what isn't known, tokens, principals, and what isn't a caller. */
function weakness({ access, leads }: Path): number {
  const { kind } = access.entryPoint.authorization;
  const plain = access.entryPoint.hosts.some((host) => host.plain === true) ? 0 : 0.5;
  if (leads === true)
    return (kind === "none" || kind === "route" || kind === "forwarded" ? 0 : kind === "api-key" ? 1 : 2) + plain;
  if (leads === "unknown") return 4;
  const order: Readonly<Record<string, number>> = {
    none: 5,
    "sign-in": 6,
    token: 7,
    route: 7,
    connection: 7,
    authorizer: 8,
    iam: 9,
    permission: 9,
  };
  return kind === "event" ? 11 : (order[kind] ?? 10) + plain;
}

function stepsOf({ entryPoint, who, function: fn }: EntryAccess): string[] {
  const { hosts, group, name, id, kind, target } = entryPoint;
  const to = fn?.address ?? targetText(target);
  if (kind === "event-source") return [`${name} happen`, `AWS calls ${to} (${id})`];
  const host = hosts.map(
    (one) =>
      `${one.name}${one.plain ? " over plain HTTP" : ""}${one.private === true ? ", from inside its network" : ""}${one.mutualTls === true ? ", with a client certificate" : ""}`,
  );
  return [
    `request to ${host.length > 0 ? host.join(" or ") : "an address that isn't known"}`,
    `${group}: ${name} (${id})`,
    `lets in: ${who}`,
    target.kind === "function" ? `which invokes ${to}` : `which leads to ${to}`,
  ];
}

/** Where it leads, in words. */
export function targetText(target: EntryPoint["target"]): string {
  switch (target.kind) {
    case "function":
      return target.function.kind === "external"
        ? `function ${target.function.id.replace(/^.*:function:([\w-]+).*$/, "$1")}, not in this input`
        : "a function that isn't known yet";
    case "backend":
      return target.name;
    case "itself":
      return "nothing: it answers by itself";
    case "unknown":
      return `not known yet: ${target.why}`;
  }
}
