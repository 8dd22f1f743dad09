import type { Construct } from "constructs";
import type { Pool } from "../../constructs/identity/pool/pool";
import { ScopeCatalogue } from "../../constructs/identity/clients/scope-catalogue";

/** A pool that is managed elsewhere and fully known, so that a test emits nothing but what it is about. */
export const POOL: Pool = {
  poolId: "eu-central-1_AbCdEfGhI",
  arn: "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_AbCdEfGhI",
  issuer: "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
};

/** `api/read` and `api/write`; the resource server is managed elsewhere too. */
export const scopeCatalogue = (scope: Construct): ScopeCatalogue<"read" | "write"> =>
  new ScopeCatalogue(scope, "scopes", {
    pool: POOL,
    identifier: "api",
    name: "api",
    scopes: { read: "Read access", write: "Write access" },
    managed: false,
  });
