import { masked, quote, quoteAll } from "../../../redact/quote";
import { claim, textClaim, words } from "../token";
import type { Claims } from "../token";
import type { Step } from "../types";
import { denial } from "./denial";
import type { Said } from "./denial";
import { isObject, listOf } from "./rules";
import type { Json } from "./rules";

/** What an issuer asks for on one route, beyond what it asks for on all. */
export function ofRoute(issuer: Json, routeKey: string, claims: Claims, said: Said): readonly Step[] {
  const routes = isObject(issuer["routes"]) ? issuer["routes"] : {};
  const own = Object.hasOwn(routes, routeKey) ? routes[routeKey] : undefined;
  return isObject(own) ? required(own, issuer, claims, said, " on this route") : [];
}

/** What the handler finds; other claims stay behind. */
export function context(issuer: Json, claims: Claims): Step {
  const { scopes, groups } = heldBy(issuer, claims);
  const user = textClaim(claims, claimName(issuer, "user", "sub"));
  const tenant = textClaim(claims, claimName(issuer, "tenant", "tenant_id"));
  const parts = [
    user === undefined ? undefined : `userId ${masked(user)}`,
    tenant === undefined ? undefined : `tenantId ${masked(tenant)}`,
    groups.length === 0 ? undefined : `roles ${quote(groups.join(","))}`,
    scopes.length === 0 ? undefined : `scopes ${quote(scopes.join(" "))}`,
  ].filter((part) => part !== undefined);
  return {
    check: "handler",
    result: "note",
    text: `At requestContext.authorizer.lambda the handler finds ${parts.join(", ") || "nothing"}.`,
  };
}

/** The name that the configuration gives a claim. */
export function claimName(issuer: Json, name: string, fallback: string): string {
  const names = isObject(issuer["claims"]) ? issuer["claims"] : {};
  return typeof names[name] === "string" ? names[name] : fallback;
}

function heldBy(issuer: Json, claims: Claims): Readonly<Record<"scopes" | "groups", readonly string[]>> {
  return {
    scopes: words(claim(claims, scopeClaim(issuer, claims))),
    groups: members(claim(claims, claimName(issuer, "groups", "cognito:groups"))),
  };
}

/** `scp` counts only where there is no `scope`, unlike at a JWT authorizer. */
export function scopeClaim(issuer: Json, claims: Claims): string {
  return claimName(issuer, "scopes", Object.hasOwn(claims, "scope") ? "scope" : "scp");
}

/** Scopes and groups: one of each list that is given. */
export function required(demand: Json, issuer: Json, claims: Claims, said: Said, where = ""): readonly Step[] {
  const held = heldBy(issuer, claims);
  return (["scopes", "groups"] as const).flatMap((check): Step[] => {
    const wanted = listOf(demand[check]);
    if (wanted === undefined) return [];
    const hit = wanted.find((one) => held[check].includes(one));
    const word = check.slice(0, -1);
    if (hit !== undefined)
      return [
        {
          check,
          result: "pass",
          text: `The token has the ${word} ${said([hit])}; one of those asked for${where} is enough.`,
        },
      ];
    return [
      denial(
        check,
        word,
        `It asks for one of the ${check} ${said(wanted)}${where}; the token has ${quoteAll(held[check])}.`,
        check === "groups"
          ? "Put the user into such a group, and get a new token."
          : "Ask for the scope when the token is requested.",
      ),
    ];
  });
}

/** An array, or one text, which is one group whatever it holds. */
function members(value: unknown): readonly string[] {
  return typeof value === "string" ? [value] : words(value);
}
