import type { RestTarget } from "./rest-methods";

/** Who may call, of those who reach the endpoint; leaving it out does not compile. */
export type PrivateRoute = {
  /** The function gets payload format 1.0: a REST API knows no other. */
  readonly target: RestTarget;
} & (
  | {
      /** AWS principals that sign with SigV4 and may `execute-api:Invoke` this route: see `grantInvoke`. */
      readonly iam: true;
      readonly allowFromVpcEndpoint?: never;
    }
  | {
      /** Whoever reaches the VPC endpoint; the text says why that is enough. */
      readonly allowFromVpcEndpoint: string;
      readonly iam?: never;
    }
);
