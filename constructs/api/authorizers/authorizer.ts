import type { HttpApi } from "../http-api";
import type { RouteKey } from "../route-key";

interface Authority {
  readonly authorizerId: string;
  /** The API it belongs to: an authorizer never serves another one. */
  readonly api: HttpApi;
}

/** API Gateway's own check of a token. */
export interface TokenAuthorizer extends Authority {
  readonly authorizationType: "JWT";
}

/** A Lambda that decides. */
export interface RequestAuthorizer extends Authority {
  readonly authorizationType: "CUSTOM";
  /** Refuses a route that this authorizer can't serve. */
  checkRoute?(key: RouteKey, where: string): void;
}

/** Who checks a route's callers. */
export type Authorizer = TokenAuthorizer | RequestAuthorizer;
