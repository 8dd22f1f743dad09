import { listOf } from "../access/steps/authorizer/rules";
import { gateOf, routeRules } from "../access/steps/mcp/gate";
import { targetOf } from "../model";
import type { LambdaFunction, Link, Model, Route } from "../model";
import type { Difference } from "./difference";
import type { AllowAuthorizer, AuthorizerTokens } from "./list";
import { isExpression } from "./list";
import { isNamed, leadsToNamed, linkName } from "./names";

type Found = Omit<Difference, "route" | "at"> & { readonly at?: Difference["at"] };

/** A Lambda authorizer and, where it is the bundled one, what it is told to let in, held against what was declared. */
export function compareAuthorizer(model: Model, route: Route, key: string, allow: AllowAuthorizer): readonly Found[] {
  const gate = gateOf(route);
  const authorizer = gate ? route : targetOf(route.authorizer);
  const lambda: Link<LambdaFunction> | undefined = gate
    ? { kind: "resource", target: gate.function }
    : targetOf(route.authorizer)?.lambda?.function;
  if (authorizer === undefined || lambda === undefined)
    return [
      {
        code: "access-authorizer",
        certain: route.authorizer.kind !== "unknown",
        declared: `whoever ${allow.authorizer} lets in`,
        found: `the authorizer ${linkName(route.authorizer)}`,
        effect: "Another decides who gets in.",
      },
    ];
  const same = leadsToNamed(lambda, allow.authorizer);
  if (same !== true)
    return [
      {
        code: "access-authorizer",
        at: authorizer,
        certain: same === false && !isExpression(allow.authorizer),
        declared: `whoever ${allow.authorizer} lets in`,
        found: `whoever ${linkName(lambda)} lets in`,
        effect: "Another function decides who gets in.",
      },
    ];
  if (allow.tokens === undefined) return [];
  const rules = routeRules(route);
  // What its environment will be is a reference as long as ids aren't known; it is held to the list once they are.
  if (!rules || "unreadable" in rules) return [];
  const declared = allow.tokens.map((tokens) => demand(tokens, allow)).sort();
  const found = rules.issuers
    .map((issuer) => {
      const ofRoutes = issuer["routes"];
      const ofRoute = (ofRoutes as Record<string, Record<string, unknown>> | undefined)?.[key] ?? {};
      const names = [...(listOf(issuer["clientIds"]) ?? []), ...(listOf(issuer["audience"]) ?? [])];
      return demand(
        {
          issuer: poolOf(model, String(issuer["issuer"])),
          clients: names.map((id) => model.clients.find((client) => isNamed(client, id))?.address ?? id),
          ...optional("groups", listOf(issuer["groups"])),
          ...optional("scopes", listOf(issuer["scopes"])),
        },
        { ...optional("groups", listOf(ofRoute["groups"])), ...optional("scopes", listOf(ofRoute["scopes"])) },
      );
    })
    .sort();
  if (declared.join("\n") === found.join("\n")) return [];
  return [
    {
      code: "access-authorizer",
      at: rules.function,
      certain: !declared.some(isExpression),
      declared: declared.join("; "),
      found: rules.sensitive ? `another ${rules.variable}, marked as sensitive` : found.join("; "),
      effect: "The function lets others in than declared.",
    },
  ];
}

function optional<K extends string>(
  name: K,
  list: readonly string[] | undefined,
): { readonly [P in K]?: readonly string[] } {
  return (list === undefined || list.length === 0 ? {} : { [name]: list }) as { readonly [P in K]?: readonly string[] };
}

/** A pool's address for its issuer, so that both sides are named alike. */
function poolOf(model: Model, issuer: string): string {
  const id = issuer.replace(/\/$/, "").split("/").at(-1) ?? "";
  return model.pools.find((pool) => pool.id.known && pool.id.value === id)?.address ?? issuer;
}

function demand(
  { issuer, clients, groups, scopes }: AuthorizerTokens,
  route: Pick<AllowAuthorizer, "groups" | "scopes">,
): string {
  const part = (name: string, list: readonly string[] | undefined): string =>
    list === undefined || list.length === 0 ? "" : `, ${name} ${[...list].sort().join(" or ")}`;
  const all = `tokens of ${issuer} for ${[...clients].sort().join(", ")}`;
  return `${all}${part("groups", groups)}${part("scopes", scopes)}${part("on this route groups", route.groups)}${part("on this route scopes", route.scopes)}`;
}
