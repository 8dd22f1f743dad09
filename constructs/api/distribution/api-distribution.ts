import { Fn, type ITerraformDependable, type TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { CloudfrontDistribution, Route53Record } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import { requireChecks } from "../../stack/run-rules";
import { Section } from "../../stack/section";
import { checkDomainName } from "../domain/domain-checks";
import type { Stage } from "../stage";
import { checkCertificate, checkOriginDomain, checkWebAcl, requireHomeRegion } from "./distribution-checks";
import type { OriginSecretOptions } from "./origin-secret";
import { WebAcl, type WebAclOptions, type WebAclProps } from "./web-acl";

/** AWS's policies that keep nothing and send everything but Host on, which API Gateway needs to be its own. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

export interface ApiDistributionOptions {
  /** Rules to make a web ACL of, or the ARN of one that is managed elsewhere, in us-east-1 and with the scope CLOUDFRONT. @default AWS's three baseline rule groups */
  readonly webAcl?: WebAclOptions | { readonly arn: string };
  /** A provider in us-east-1, where AWS keeps the web ACLs of CloudFront: `new AwsProvider(stack, "us_east_1", { alias: "us_east_1", region: "us-east-1" })`. @default the stack's own, which has to be in us-east-1 then */
  readonly provider?: TerraformProvider;
  /** `api.example.com`, where callers reach the distribution. @default its own name, `….cloudfront.net` */
  readonly domainName?: string;
  /** ACM certificate in us-east-1 that names the domain. @default none, for the distribution's own name */
  readonly certificateArn?: string;
  /** The Route 53 zone that gets the records A and AAAA. @default no record: point the name at the distribution yourself */
  readonly hostedZoneId?: string;
  /** Edge locations: all of them, or only those of the cheaper regions. @default `PriceClass_All` */
  readonly priceClass?: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
}

/** What `SecuredApi` takes. */
export interface DistributionOptions extends ApiDistributionOptions {
  /** The random header that bundled Lambda authorizers ask for; change `current` to change it. False for none. @default made where there is a Lambda authorizer */
  readonly originSecret?: OriginSecretOptions | false;
}

/** Where CloudFront reaches the API. */
export interface ApiOrigin {
  /** The stage whose own endpoint it is, with the stage's name as path. */
  readonly stage: Stage;
  /** A custom domain of the API instead, with the path below which the API answers. */
  readonly domain?: {
    readonly domainName: string;
    readonly mappingKey?: string;
    /** It is refused: CloudFront shows no certificate. */
    readonly mutualTls?: object;
  };
}

export interface ApiDistributionProps extends ApiDistributionOptions {
  readonly name: string;
  readonly origin: ApiOrigin;
  /** What the distribution adds to each request: `originSecret.headerName` and `originSecret.value`. @default none */
  readonly originHeader?: { readonly name: string; readonly value: string };
  /** What has to know a new value of the header before it is sent: the authorizers' functions. @default none */
  readonly after?: ITerraformDependable[];
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * CloudFront with a web ACL in front of an HTTP API, which takes no web ACL itself. Nothing is cached, and TLS is 1.2 or newer on both sides.
 *
 * The API's own address leads around the web ACL. Closed for routes whose Lambda authorizer has `originHeader`; routes with JWT authorizers, IAM or
 * no authorization stay open there, which `web-acl-bypassed` says route by route.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
 *
 * Addresses: `aws_cloudfront_distribution.ID`, `aws_wafv2_web_acl.ID_acl`, `aws_route53_record.ID` and `.ID_ipv6`.
 */
export class ApiDistribution extends Construct {
  readonly resource: CloudfrontDistribution;
  /** Undefined for one that is managed elsewhere. */
  readonly webAcl: WebAcl | undefined;
  /** `https://NAME`, where callers reach the API through the web ACL. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ApiDistributionProps) {
    super(scope, id);
    requireChecks(this, props);
    const { domainName, originHeader, webAcl = {}, provider, name, tags } = props;
    this.check(props);
    this.webAcl = "arn" in webAcl ? undefined : this.makeWebAcl({ ...webAcl, name, provider, tags });
    this.resource = new CloudfrontDistribution(this, "Resource", {
      comment: name,
      enabled: true,
      isIpv6Enabled: true,
      httpVersion: "http2and3",
      priceClass: props.priceClass ?? "PriceClass_All",
      aliases: domainName === undefined ? undefined : [domainName],
      webAclId: "arn" in webAcl ? webAcl.arn : this.webAcl?.resource.arn,
      origin: [
        {
          originId: "api",
          ...address(props.origin),
          customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: "https-only",
            originSslProtocols: ["TLSv1.2"],
          },
          customHeader: originHeader === undefined ? undefined : [originHeader],
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: "api",
        // A redirect would come too late: the token was sent already.
        viewerProtocolPolicy: "https-only",
        allowedMethods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: CACHING_DISABLED,
        originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
        compress: false,
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate:
        domainName === undefined
          ? { cloudfrontDefaultCertificate: true }
          : {
              acmCertificateArn: props.certificateArn,
              sslSupportMethod: "sni-only",
              minimumProtocolVersion: "TLSv1.2_2021",
            },
      dependsOn: props.after,
      tags,
    });
    this.url = `https://${domainName ?? this.resource.domainName}`;
    if (props.hostedZoneId !== undefined && domainName !== undefined) this.records(props.hostedZoneId, domainName);
  }

  private makeWebAcl(props: WebAclProps): WebAcl {
    try {
      return new WebAcl(this, "acl", props);
    } catch (error) {
      throw error instanceof ConfigurationError ? error.within("webAcl") : error;
    }
  }

  private check(props: ApiDistributionProps): void {
    const { path } = this.node;
    if (props.domainName !== undefined) checkDomainName(props.domainName, path);
    checkCertificate(props, path);
    checkOriginDomain(props, path);
    if (props.webAcl !== undefined && "arn" in props.webAcl) checkWebAcl(props.webAcl.arn, path);
    if (props.provider === undefined && !(props.webAcl !== undefined && "arn" in props.webAcl)) requireHomeRegion(this);
  }

  private records(zoneId: string, name: string): void {
    const alias = { name: this.resource.domainName, zoneId: this.resource.hostedZoneId, evaluateTargetHealth: false };
    new Route53Record(new Section(this, "record"), "Resource", { zoneId, name, type: "A", alias });
    new Route53Record(this, "ipv6", { zoneId, name, type: "AAAA", alias });
  }
}

function address({ stage, domain }: ApiOrigin): { domainName: string; originPath?: string } {
  const path =
    domain === undefined ? (stage.stageName === "$default" ? undefined : stage.stageName) : domain.mappingKey;
  return {
    domainName: domain?.domainName ?? Fn.replace(stage.api.resource.apiEndpoint, "https://", ""),
    ...(path !== undefined && { originPath: `/${path}` }),
  };
}
