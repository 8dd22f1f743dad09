import type { HttpApi } from "./http-api";

/** Who checks a route's callers. */
export interface Authorizer {
  readonly authorizationType: "JWT" | "CUSTOM";
  readonly authorizerId: string;
  /** The API it belongs to: an authorizer never serves another one. */
  readonly api: HttpApi;
}
