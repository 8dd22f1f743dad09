import { Construct } from "constructs";
import { DataAwsCognitoUserPool } from "../../bindings";
import { requireChecks } from "../../stack/run-rules";
import { cognitoIssuer } from "../../cognito-issuer";
import type { Pool } from "./pool";

/** Which pool: its id (AWS is asked for the rest), or attributes that another state already knows. */
export interface ExistingUserPoolProps {
  /** `REGION_ID`, e.g. `eu-central-1_AbCdEfGhI`. */
  readonly poolId: string;
  /** @default looked up: one data source, `data.aws_cognito_user_pool.ID` */
  readonly arn?: string;
  /** `aws_cognito_user_pool.endpoint`: `cognito-idp.REGION.amazonaws.com/POOL_ID`, without a scheme. @default made from the id */
  readonly endpoint?: string;
  /**
   * Which issuer the pool's tokens name, as its issuer configuration says: `https://cognito-idp.REGION…`, or the one that the regions of a
   * replicated pool share, `https://issuer-cognito-idp.REGION…`. The AWS provider can't set it for a new pool yet.
   * @default "ORIGINAL"
   */
  readonly issuerType?: "ORIGINAL" | "UPDATED";
}

/** A user pool that is managed elsewhere: it is used, never changed. */
export class ExistingUserPool extends Construct implements Pool {
  readonly poolId: string;
  readonly arn: string;
  readonly issuer: string;

  constructor(scope: Construct, id: string, props: ExistingUserPoolProps) {
    super(scope, id);
    requireChecks(this, props);
    this.poolId = props.poolId;
    const { issuerType = "ORIGINAL" } = props;
    // An endpoint is the original issuer without its scheme; the updated one has a prefix before it.
    this.issuer =
      props.endpoint === undefined
        ? cognitoIssuer(props.poolId, this.node.path, issuerType)
        : `https://${issuerType === "UPDATED" ? "issuer-" : ""}${props.endpoint}`;
    this.arn = props.arn ?? new DataAwsCognitoUserPool(this, "Resource", { userPoolId: props.poolId }).arn;
  }
}
