import { Construct } from "constructs";
import { MachineClient, ScopeCatalogue, SignInDomain, UserPool, type TrustedIssuer } from "../../constructs";

/**
 * The partner's own identity provider. Here it is a second user pool, so that the example needs nobody's account; in your stack it is
 * `issuers.auth0({…})`, `issuers.okta({…})` or another preset, and none of these resources.
 */
export class Partner extends Construct {
  /** Whose tokens the API takes on the partner's routes. */
  readonly issuer: TrustedIssuer;
  /** The scope as the partner's tokens carry it. */
  readonly scope: string;

  constructor(scope: Construct, id: string, { project }: { readonly project: string }) {
    super(scope, id);
    const pool = new UserPool(this, "Default", { name: `${project}-partner`, deletionProtection: false });
    const catalogue = new ScopeCatalogue(this, "scopes", {
      pool,
      identifier: "partner",
      name: `${project}-partner`,
      scopes: { items: "Reads items" },
    });
    const client = new MachineClient(this, "machine", {
      pool,
      catalogue,
      name: `${project}-partner-machine`,
      scopes: ["items"],
    });
    new SignInDomain(this, "sign_in", { pool, prefix: `${project}-partner` });
    this.issuer = { issuer: pool.issuer, audience: [client.clientId], audienceIn: "client_id" };
    this.scope = catalogue.scope("items");
  }
}
