import type { Construct } from "constructs";
import type { HttpApi, JwtAuthorizer, Pool, ScopeCatalogue } from "../../constructs";

/** What both the accepted and the refused programs build on. They are compiled and never run. */
export declare const scope: Construct;
export declare const pool: Pool;
export declare const api: HttpApi;
export declare const jwt: JwtAuthorizer;
export declare const catalogue: ScopeCatalogue<"read" | "write">;

/** A complete API except for its routes. */
export const base = {
  project: "notes",
  domain: "example.com",
  scopes: { read: "Read access", write: "Write access" },
  functions: { items: "functions/items" },
} as const;
