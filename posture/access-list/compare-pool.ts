import { is, leadsTo, listing, type Model, type Pool } from "../model";
import { missingResource, missingSafeguards, unless, type Difference, type Safeguard } from "./difference";
import type { DeclaredPool } from "./list";
import { isNamed, leadsToNamed, linkName, valueName } from "./names";
import { compareSets } from "./sets";

/** What protects a pool, who gets into it, and what shapes its tokens, held against what was declared. */
export function comparePool(model: Model, declared: DeclaredPool): readonly Difference[] {
  const pool = model.pools.find((one) => isNamed(one, declared.pool));
  if (pool === undefined) return [missingResource("access-safeguard", declared.pool, "user pool")];
  const active = pool.deletionProtection.known ? pool.deletionProtection.value === "ACTIVE" : "unknown";
  // Plans and states don't tell of prevent_destroy.
  const kept = pool.preventDestroy.known && model.origin.format === "synth" ? pool.preventDestroy.value : true;
  const safeguards: readonly Safeguard[] = [
    ["deletion_protection", declared.protected, active, "A mistake can delete the pool and its users."],
    ["prevent_destroy", declared.protected, kept, "A mistaken plan can delete the pool and its users."],
  ];
  return [
    ...missingSafeguards(pool, safeguards),
    ...ofTrigger(pool, declared),
    ...ofGroups(model, pool, declared),
    ...ofSignUp(pool, declared),
  ];
}

function ofTrigger(pool: Pool, declared: DeclaredPool): readonly Difference[] {
  const trigger = pool.triggers.items.find(({ name }) => name === "pre_token_generation");
  const { tokenTrigger, tokenTriggerVersion: version } = declared;
  const isWholly = pool.triggers.missing.length === 0;
  const common = { code: "access-trigger", at: pool } as const;
  const text = (name: string | undefined): string =>
    name === undefined ? "no token trigger" : `the token trigger ${name}`;
  const same =
    tokenTrigger === undefined || trigger === undefined
      ? tokenTrigger === trigger
      : leadsToNamed(trigger.function, tokenTrigger);
  if (same !== true)
    return unless(isWholly ? same : "unknown", {
      ...common,
      declared: text(tokenTrigger),
      found: text(trigger && linkName(trigger.function)),
      effect: "Tokens carry other claims than declared.",
    });
  if (version === undefined || trigger === undefined) return [];
  const sameVersion = is(trigger.version, version);
  return unless(isWholly || sameVersion === true ? sameVersion : "unknown", {
    ...common,
    declared: `the token trigger's event version ${version}`,
    found: `version ${valueName(trigger.version)}`,
    effect:
      is(trigger.version, "V1_0") === true
        ? "Access tokens carry none of its claims and scopes."
        : "The function gets another event than it reads.",
  });
}

function ofGroups(model: Model, pool: Pool, { groups }: DeclaredPool): readonly Difference[] {
  if (groups === undefined) return [];
  const own = model.groups.filter((group) => leadsTo(group.pool, pool) !== false);
  const unknown = own.flatMap(({ name, address }) => (name.known ? [] : [`the name of ${address}`]));
  const names = own.flatMap(({ name }) => (name.known && name.value !== undefined ? [name.value] : []));
  const difference = compareSets(listing(names, unknown), groups, "none");
  // A group that nobody declared lets nobody in: what routes ask for is declared with them.
  if (difference === undefined || difference.missing.length === 0) return [];
  return [
    {
      code: "access-accounts",
      at: pool,
      certain: difference.certain,
      declared: `the groups ${difference.declared}`,
      found: `the groups ${difference.found}`,
      effect: `Nobody can be in ${difference.missing.join(", ")}: callers who need that group are refused.`,
    },
  ];
}

function ofSignUp(pool: Pool, { selfSignUp }: DeclaredPool): readonly Difference[] {
  const found = pool.selfSignUp;
  if (selfSignUp === undefined) return [];
  const text = (open: boolean): string => (open ? "self sign-up" : "sign-up by administrators only");
  return unless(is(found, selfSignUp), {
    code: "access-accounts",
    at: pool,
    declared: text(selfSignUp),
    found: found.known ? text(found.value) : `what isn't known yet (${found.why})`,
    effect: selfSignUp ? "Nobody can sign up." : "Anyone can sign up, and gets in wherever a token is enough.",
  });
}
