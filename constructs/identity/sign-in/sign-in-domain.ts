import { conditional, Fn } from "cdktf";
import { Construct } from "constructs";
import { CognitoUserPoolDomain } from "../../bindings";
import type { ManagedLoginOptions } from "./managed-login";
import type { Pool } from "../pool/pool";
import { requireChecks } from "../../stack/run-rules";

interface Common {
  /**
   * The newer sign-in pages, which know passkeys and one-time codes; each client for people gets a branding style, without which it would have
   * no pages. Needs the Essentials or Plus tier, and version 6.25 of the AWS provider unless `branding` is false.
   * @default false: the classic pages
   */
  readonly managedLogin?: boolean | ManagedLoginOptions;
}

/** A prefix of Cognito's own domain, or a domain of yours with a certificate in us-east-1. */
export type SignInDomainOptions =
  | (Common & {
      /** 1 to 63 of `[a-z0-9-]`, unique in its region, without `aws`, `amazon` or `cognito`. */
      readonly prefix: string;
    })
  | (Common & {
      /** `auth.example.com`; its parent domain must have an A record. */
      readonly domain: string;
      /** ACM certificate in us-east-1, whatever the pool's region. */
      readonly certificateArn: string;
    });

export type SignInDomainProps = SignInDomainOptions & { readonly pool: Pool };

/** Where people sign in and clients fetch tokens. Address: `aws_cognito_user_pool_domain.ID`. */
export class SignInDomain extends Construct {
  readonly resource: CognitoUserPoolDomain;
  /** `https://…`, without a trailing slash: `/oauth2/authorize`, `/oauth2/token` and `/logout` follow. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: SignInDomainProps) {
    super(scope, id);
    requireChecks(this, props);
    const own = "certificateArn" in props ? props : undefined;
    this.resource = new CognitoUserPoolDomain(this, "Resource", {
      userPoolId: props.pool.poolId,
      domain: own?.domain ?? (props as { prefix: string }).prefix,
      certificateArn: own?.certificateArn,
      managedLoginVersion: props.managedLogin ? 2 : undefined,
    });
    // The pool's ARN names the region in every supported provider version; the `aws_region` data source renamed its attribute in 6.0.
    const region = Fn.element(Fn.split(":", props.pool.arn), 3);
    // GovCloud has FIPS names only: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
    const auth = String(conditional(Fn.startswith(region, "us-gov-"), "auth-fips", "auth"));
    this.url =
      own === undefined
        ? `https://${this.resource.domain}.${auth}.${region}.amazoncognito.com`
        : `https://${this.resource.domain}`;
  }
}
