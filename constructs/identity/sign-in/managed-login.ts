import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CognitoManagedLoginBranding } from "../../bindings";
import { raiseProvider } from "../../stack/raise-provider";
import type { Pool } from "../pool/pool";
import { requireChecks } from "../../stack/run-rules";

export interface ManagedLoginOptions {
  /**
   * The look of the pages: the settings of the branding designer as JSON, Cognito's own look (true), or false where styles are made elsewhere,
   * e.g. in the console. @default true
   */
  readonly branding?: boolean | { readonly settings: string };
}

/** The oldest AWS provider whose schema of the branding resource was checked; version 5 doesn't know it (terraform-provider-aws pull 43817). */
export const BRANDING_PROVIDER = "6.25.0";

export interface ManagedLoginBrandingProps {
  /** The pool whose pages they are. */
  readonly pool: Pool;
  /** The client whose pages they are. */
  readonly clientId: string;
  /** JSON of the branding designer. @default Cognito's own look */
  readonly settings?: string;
  /** The domain: AWS accepts a style before there are pages, but the order makes the plan read as it works. @default nothing */
  readonly after?: ITerraformDependable;
}

/**
 * The style of a client's sign-in pages. A client without one has no managed login pages.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
 *
 * Raises the stack's lower bound for the AWS provider to 6.25 and says so at synth. Address: `aws_cognito_managed_login_branding.ID`.
 */
export class ManagedLoginBranding extends Construct {
  readonly resource: CognitoManagedLoginBranding;

  constructor(scope: Construct, id: string, props: ManagedLoginBrandingProps) {
    super(scope, id);
    requireChecks(this, props);
    this.resource = new CognitoManagedLoginBranding(this, "Resource", {
      userPoolId: props.pool.poolId,
      clientId: props.clientId,
      // One of the two: AWS refuses both.
      settings: props.settings,
      useCognitoProvidedValues: props.settings === undefined ? true : undefined,
      dependsOn: props.after === undefined ? undefined : [props.after],
    });
    raiseProvider(this, BRANDING_PROVIDER, "Managed login branding needs");
  }
}
