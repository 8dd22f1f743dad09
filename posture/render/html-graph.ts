import { accessOf, type RouteAccess } from "../access/index";
import type { Comparison } from "../diff/index";
import type { Route } from "../model";

/** Somebody who calls: the left side of the picture. */
export interface GraphPrincipal {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly open: boolean;
}

/** A route with those who reach it before and after. */
export interface Row {
  readonly label: string;
  readonly state: "same" | "new" | "gone" | "changed";
  readonly before?: RouteAccess;
  readonly after?: RouteAccess;
  readonly reachedBefore: ReadonlySet<string>;
  readonly reachedAfter: ReadonlySet<string>;
}

/** Who reaches what, as a graph of two sides. */
export interface Graph {
  readonly parties: readonly GraphPrincipal[];
  readonly rows: readonly Row[];
}

/** Everybody who calls any route on either side, and every route. */
export function graphOf(comparison: Comparison): Graph {
  const parties = new Map<string, GraphPrincipal>();
  const reach = (access: RouteAccess | undefined): ReadonlySet<string> => {
    const found = access ? partiesOf(access) : [];
    for (const party of found) parties.set(party.id, parties.get(party.id) ?? party);
    return new Set(found.map((party) => party.id));
  };
  const rows = comparison.routes.map((pair): Row => {
    const before = pair.before && access(comparison, "before", pair.before);
    const after = pair.after && access(comparison, "after", pair.after);
    const reachedBefore = reach(before);
    const now = reach(after);
    // Whoever reached it still does once everybody may.
    const reachedAfter = after?.caller.kind === "everybody" ? new Set([...now, ...reachedBefore]) : now;
    const same = before !== undefined && after !== undefined && requirementText(before) === requirementText(after);
    return {
      label: after?.route ?? before?.route ?? "a route that isn't known yet",
      state: !pair.before
        ? "new"
        : !pair.after
          ? "gone"
          : same && equal(reachedBefore, reachedAfter)
            ? "same"
            : "changed",
      ...(before && { before }),
      ...(after && { after }),
      reachedBefore,
      reachedAfter,
    };
  });
  return { parties: [...parties.values()].sort((a, b) => rank(a) - rank(b) || (a.label < b.label ? -1 : 1)), rows };
}

function access(comparison: Comparison, side: "before" | "after", route: Route): RouteAccess {
  return accessOf(comparison[side], route);
}

function partiesOf({ caller, clients }: RouteAccess): readonly GraphPrincipal[] {
  switch (caller.kind) {
    case "everybody":
      return [{ id: "everybody", label: "Everybody", detail: "without a token", open: true }];
    case "key":
      return [{ id: "key", label: "Everybody", detail: "who has an API key", open: true }];
    case "principals":
      return [
        { id: "iam", label: "IAM principals", detail: caller.holders.join(", ") || "none in this input", open: false },
      ];
    case "lambda":
      return [
        {
          id: `lambda ${caller.function}`,
          label: caller.function,
          detail: caller.verifies ?? "Lambda authorizer decides",
          open: false,
        },
      ];
    case "connected":
      return [{ id: "connected", label: "Open connections", detail: "let in by $connect", open: false }];
    case "unknown":
      return [{ id: "unknown", label: "Not known yet", detail: "known after apply", open: false }];
    case "nobody":
      return [];
    default: {
      if (clients.length > 0)
        return clients.map((client) => ({
          id: `client ${client.name}`,
          label: client.name,
          detail: client.flows.includes("client_credentials")
            ? "machine client"
            : `client · ${client.flows.join(", ") || "no flow"}`,
          open: false,
        }));
      const names = caller.audiences.join(", ");
      return caller.kind === "scopes" && names === ""
        ? []
        : [
            {
              id: `token ${caller.issuer} ${names}`,
              label: names || "Token holders",
              detail: `tokens from ${caller.issuer}`,
              open: false,
            },
          ];
    }
  }
}

export function requirementText({ caller }: RouteAccess): string {
  switch (caller.kind) {
    case "everybody":
      return "open to everybody";
    case "key":
      return "an API key, which is no authorization";
    case "token":
      return "any token of its audience";
    case "scopes":
      return `needs ${caller.scopes.join(" or ")}`;
    case "principals":
      return "a request signed with SigV4";
    case "lambda":
      return "its function decides";
    case "connected":
      return "an open connection";
    case "nobody":
      return "nobody gets through";
    case "unknown":
      return "not known yet";
  }
}

function equal(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

function rank({ id }: GraphPrincipal): number {
  if (id === "everybody") return 0;
  return id === "unknown" ? 2 : 1;
}
