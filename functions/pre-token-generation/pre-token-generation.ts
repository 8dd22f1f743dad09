import { type Claims, resolve } from "./claim-values";
import type { ScopeChanges, TokenClaims, TokenKind } from "./mapping";
import type { GroupOverrides, TokenEvent, TokenResponse, V1Response, V2Response } from "./token-event";

/** What the trigger answers, and what it left out. */
export interface CustomizedTokens {
  readonly response: TokenResponse;
  /** Claims left out because they would be too long (`limits.ts`). */
  readonly tooLong: readonly string[];
}

/**
 * The changes that a mapping makes to the tokens of this event, in the shape its version asks for. The user's groups stay
 * as they are. Throws on a version other than "1", "2" and "3".
 */
export function customizeTokens(mapping: TokenClaims, event: TokenEvent): CustomizedTokens {
  if (event.version !== "1" && event.version !== "2" && event.version !== "3") {
    throw new Error(`unknown trigger version ${JSON.stringify(event.version)}; "1", "2" and "3" are supported`);
  }
  if (event.triggerSource === "TokenGeneration_ClientCredentials") return forMachine(mapping, event);
  const groups = groupsOf(event);
  const id = forUser(mapping, event, "id");
  if (event.version === "1") return { response: v1(id.changes, groups), tooLong: id.tooLong };
  const access = forUser(mapping, event, "access");
  const response: V2Response = {
    claimsAndScopeOverrideDetails: {
      idTokenGeneration: id.changes,
      accessTokenGeneration: { ...access.changes, ...scopesOf(mapping.scopes) },
      ...groups,
    },
  };
  return { response, tooLong: [...new Set([...id.tooLong, ...access.tooLong])] };
}

function forUser(mapping: TokenClaims, event: TokenEvent, kind: TokenKind) {
  const rules = Object.entries(mapping.claims ?? {}).filter(([, rule]) => rule.tokens?.includes(kind) ?? true);
  const { claims, tooLong } = resolve(Object.fromEntries(rules), event.request.userAttributes ?? {});
  return { changes: { claimsToAddOrOverride: claims, claimsToSuppress: mapping.suppress?.[kind] ?? [] }, tooLong };
}

function forMachine({ machine }: TokenClaims, event: TokenEvent): CustomizedTokens {
  const { claims, tooLong } = resolve(machine?.claims ?? {}, event.request.clientMetadata ?? {});
  const accessTokenGeneration = { claimsToAddOrOverride: claims, claimsToSuppress: [], ...scopesOf(machine?.scopes) };
  return { response: { claimsAndScopeOverrideDetails: { accessTokenGeneration } }, tooLong };
}

function v1(
  changes: { readonly claimsToAddOrOverride: Claims; readonly claimsToSuppress: readonly string[] },
  groups: { readonly groupOverrideDetails?: GroupOverrides },
): V1Response {
  // String() joins a list by commas.
  const text = Object.entries(changes.claimsToAddOrOverride).map(([name, value]) => [name, String(value)]);
  return { claimsOverrideDetails: { ...changes, claimsToAddOrOverride: Object.fromEntries(text), ...groups } };
}

function scopesOf(scopes: ScopeChanges | undefined) {
  return {
    ...(scopes?.add?.length ? { scopesToAdd: scopes.add } : {}),
    ...(scopes?.suppress?.length ? { scopesToSuppress: scopes.suppress } : {}),
  };
}

/** The request's own groups and roles; nothing when it has none to keep. Cognito sends a missing role as null. */
function groupsOf(event: TokenEvent): { readonly groupOverrideDetails?: GroupOverrides } {
  const groups = event.request.groupConfiguration;
  if (!groups) return {};
  const present = Object.entries(groups).filter(([, value]) => value !== null && value !== undefined);
  return present.length > 0 ? { groupOverrideDetails: Object.fromEntries(present) } : {};
}
