import { type ApiStack, type ExistingUserPoolProps, SecuredApi } from "../../constructs";

/** What the API takes as it is: a pool with its scopes and clients, and a function. */
export interface Existing {
  readonly pool: ExistingUserPoolProps;
  readonly clientIds: readonly string[];
  readonly functionArn: string;
}

/** A second API in the same state, for the same people and machines. */
export function reportsApi(stack: ApiStack, existing: Existing): void {
  new SecuredApi(stack, "reports", {
    project: "reports",
    domain: "example.com",
    pool: existing.pool,
    clientIds: existing.clientIds,
    scopes: { read: "Read access to API resources" },
    existingResourceServer: true,
    signInDomain: false,
    functions: {},
    routes: { "GET /reports": { scopes: ["read"], target: { functionArn: existing.functionArn, name: "items" } } },
  });
}
