import type { Answer } from "../model";
import { arnOf, identityArn, type Identity, type Principal } from "./principal";
import type { PrincipalPattern, Principals } from "./statement";

/**
 * How a statement names somebody. `account`: by the whole account, which leaves it to the account's own policies.
 * `everyone`: by `*`, which lets roles in past their permissions boundary.
 * AWS JSON policy elements: Principal https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export interface PrincipalNaming {
  readonly named: Answer;
  readonly how: "direct" | "account" | "everyone";
}

export function naming({ not, list }: Principals, principal: Principal): PrincipalNaming {
  const found = list.items.map((pattern) => namedBy(pattern, principal));
  const by = (how: PrincipalNaming["how"]) => found.find((one) => one.named === true && one.how === how);
  const best =
    by("everyone") ??
    by("direct") ??
    found.find((one) => one.named === true) ??
    found.find((one) => one.named === "unknown") ??
    NOBODY;
  const known = best.named === false && list.missing.length > 0 ? ({ named: "unknown", how: "direct" } as const) : best;
  if (!not) return known;
  // Whoever isn't listed. An account that is listed doesn't list its roles and users by themselves, nor the reverse.
  if (known.named === "unknown" || (known.named === true && known.how === "account" && principal.kind !== "account"))
    return { named: "unknown", how: "direct" };
  return { named: known.named === false, how: "direct" };
}

const NOBODY: PrincipalNaming = { named: false, how: "direct" };

function namedBy({ kind, id }: PrincipalPattern, principal: Principal): PrincipalNaming {
  const direct = (named: Answer): PrincipalNaming => ({ named, how: "direct" });
  if (kind === "everyone") return { named: true, how: "everyone" };
  if (kind === "Service") return direct(principal.kind === "service" && principal.id === id);
  if (kind === "Federated") {
    if (principal.kind === "guests" || principal.kind === "signed-in")
      return direct(id === "cognito-identity.amazonaws.com");
    return direct(principal.kind === "federated" && principal.id === id);
  }
  if (kind === "CanonicalUser") return direct(principal.kind === "account" ? "unknown" : false);
  const account = accountOf(id);
  if (principal.kind === "account") return direct(account === principal.id);
  if (principal.kind !== "role" && principal.kind !== "user") return NOBODY;
  if (account === undefined) return direct(isNamed(id, principal));
  if (principal.account !== undefined) return { named: account === principal.account, how: "account" };
  return { named: "unknown", how: "account" };
}

/** The account that `123456789012` or `arn:aws:iam::123456789012:root` names. */
export function accountOf(id: string): string | undefined {
  return /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(id)?.[1];
}

function isNamed(id: string, identity: Identity): Answer {
  const wanted = identityArn(id);
  // Unique ids (AROA…, AIDA…) are what AWS makes of a principal that is gone.
  if (!wanted) return /^A[A-Z0-9]{15,}$/.test(id) ? false : "unknown";
  if (wanted.kind !== identity.kind) return false;
  const own = arnOf(identity);
  if (own !== undefined && wanted.session === undefined) return own === id;
  if (identity.name === undefined) return "unknown";
  if (wanted.name !== identity.name) return false;
  if (identity.account !== undefined && identity.account !== wanted.account) return false;
  return identity.account !== undefined && wanted.session === undefined ? true : "unknown";
}
