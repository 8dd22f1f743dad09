import { admits, decide } from "../access/index";
import { identities } from "../iam";
import { targetOf } from "../model";
import type { Answer, Entity, Model, Route } from "../model";
import { gateOf } from "../access/steps/mcp/gate";
import { compareAuthorizer } from "./compare-authorizer";
import { compareTokens } from "./compare-tokens";
import type { Difference } from "./difference";
import type { Allow, DeclaredRoute } from "./list";
import { isExpression } from "./list";
import { isNamed, leadsToNamed, linkName, valueName } from "./names";
import { listText } from "./sets";

export type Found = Omit<Difference, "route" | "at"> & { readonly at?: Difference["at"] };

export const KINDS = {
  NONE: "everybody: no authorization",
  JWT: "holders of tokens",
  CUSTOM: "whoever a Lambda authorizer lets in",
  AWS_IAM: "principals that sign with SigV4",
} as const;

/** The authorization type that a declaration asks for. */
export function kindOf(allow: Allow): keyof typeof KINDS {
  if ("public" in allow) return "NONE";
  if ("issuer" in allow) return "JWT";
  return "principals" in allow ? "AWS_IAM" : "CUSTOM";
}

/** One route as it was found, held against its declaration. */
export function compareRoute(model: Model, route: Route, declared: DeclaredRoute): readonly Difference[] {
  const found = [...authorization(model, route, declared), ...target(route, declared.target)];
  return found.map((one) => ({ at: route, ...one, route: declared.route }));
}

function authorization(model: Model, route: Route, declared: DeclaredRoute): readonly Found[] {
  const { allow } = declared;
  const wanted = kindOf(allow);
  const { authorization: found } = route;
  if ("authorizer" in allow && gateOf(route)) return compareAuthorizer(model, route, declared.route, allow);
  if (!found.known || found.value !== wanted) {
    const shown = found.known ? (KINDS[found.value as keyof typeof KINDS] ?? found.value) : valueName(found);
    return [
      {
        code: "access-authorization",
        certain: found.known,
        declared: KINDS[wanted],
        found: shown,
        effect: found.known && found.value === "NONE" ? "Everybody gets in." : "Others get in than declared.",
      },
    ];
  }
  if ("issuer" in allow) return compareTokens(route, allow);
  if ("authorizer" in allow) return compareAuthorizer(model, route, declared.route, allow);
  return "principals" in allow ? comparePrincipals(model, route.address, allow.principals) : [];
}

interface Principal {
  readonly entity: Entity;
  readonly managed: boolean;
  readonly may: Answer;
}

/** The roles and users of the input, and whether they may call an entry point; whom policies elsewhere let in is not part of it. */
export function principalsAt(model: Model, entryPoint: string): readonly Principal[] {
  return identities(model).flatMap((principal) => {
    const { resource, managed } = principal;
    if (resource === undefined) return [];
    const decision = decide(model, { entryPoint }, { kind: "principal", principal }, { advice: false });
    return [{ entity: { address: resource.address, resource }, managed, may: admits(decision) }];
  });
}

export function comparePrincipals(model: Model, entryPoint: string, wanted: readonly string[]): readonly Found[] {
  const here = principalsAt(model, entryPoint);
  const isWanted = ({ entity }: Principal): boolean => wanted.some((name) => isNamed(entity, name));
  const missing = here.filter((one) => isWanted(one) && one.may === false);
  const extra = here.filter((one) => !isWanted(one) && one.may === true);
  const open = here.filter(({ may, managed }) => may === "unknown" && managed);
  if (missing.length === 0 && extra.length === 0 && open.length === 0) return [];
  const names = (list: readonly Principal[]): string => listText(list.map(({ entity }) => entity.address));
  const allowed = here.filter(({ may }) => may === true);
  return [
    {
      code: "access-principals",
      certain: missing.length > 0 || extra.length > 0,
      declared: listText(wanted),
      found:
        missing.length + extra.length === 0
          ? `whether policies allow it to ${names(open)}`
          : `policies that allow it to ${names(allowed)}`,
      effect: [
        missing.length === 0 ? "" : `${names(missing)} can't call it.`,
        extra.length === 0 ? "" : `${names(extra)} may call it.`,
      ]
        .join(" ")
        .trim(),
    },
  ];
}

function target({ integration: link }: Route, wanted: string | undefined): readonly Found[] {
  if (wanted === undefined) return [];
  const integration = targetOf(link);
  const differs = (found: string, certain: boolean): readonly Found[] => [
    {
      code: "access-target",
      certain: certain && !isExpression(wanted),
      declared: `${wanted} answers`,
      found,
      effect: "Callers reach something else.",
    },
  ];
  if (integration === undefined) return differs(`the integration ${linkName(link)}`, link.kind !== "unknown");
  const uri = integration.uri.known ? integration.uri.value : undefined;
  if (uri === wanted) return [];
  const same = leadsToNamed(integration.function, wanted);
  if (same === true) return [];
  const name =
    integration.function.kind === "none" ? (uri ?? valueName(integration.uri)) : linkName(integration.function);
  return differs(`${name} answers`, same === false && (integration.function.kind !== "none" || uri !== undefined));
}
