import { TerraformProvider, TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { ConfigurationError } from "../../errors/configuration-error";

/** Where AWS keeps what CloudFront uses of AWS WAF and of ACM. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html */
const HOME = "us-east-1";

interface Origin {
  readonly domain?: { readonly domainName: string; readonly mutualTls?: object };
}

/** @throws ConfigurationError `web-acl-arn` */
export function checkWebAcl(arn: string, path: string): void {
  if (Token.isUnresolved(arn) || /^arn:[^:]+:wafv2:us-east-1:[^:]+:global\/webacl\/[^/]+\/[^/]+$/.test(arn)) return;
  throw new ConfigurationError(
    "web-acl-arn",
    { path, prop: "webAcl.arn" },
    `"${arn}" is not a web ACL for CloudFront`,
    "Write arn:aws:wafv2:us-east-1:ACCOUNT:global/webacl/NAME/ID",
  );
}

/** @throws ConfigurationError `distribution-certificate` */
export function checkCertificate(
  { domainName, certificateArn, hostedZoneId }: { domainName?: string; certificateArn?: string; hostedZoneId?: string },
  path: string,
): void {
  const refuse = (prop: string, found: string, instead: string): never => {
    throw new ConfigurationError("distribution-certificate", { path, prop }, found, instead);
  };
  if (domainName === undefined) {
    if (certificateArn !== undefined || hostedZoneId !== undefined)
      refuse(
        "domainName",
        "a certificate or a zone without a domain's name",
        'Write domainName, e.g. "api.example.com"',
      );
    return;
  }
  if (certificateArn === undefined)
    refuse("certificateArn", `the domain ${domainName} has no certificate`, `Write a certificate of ACM in ${HOME}`);
  const region = Token.isUnresolved(certificateArn) ? undefined : certificateArn?.split(":")[3];
  if (region !== undefined && region !== HOME)
    refuse("certificateArn", `the certificate is in ${region}`, `CloudFront accepts certificates of ACM in ${HOME}`);
}

/** @throws ConfigurationError `distribution-mutual-tls`, or `distribution-origin` where CloudFront would call itself */
export function checkOriginDomain({ domainName, origin }: { domainName?: string; origin: Origin }, path: string): void {
  if (origin.domain?.mutualTls !== undefined)
    throw new ConfigurationError(
      "distribution-mutual-tls",
      path,
      `${origin.domain.domainName} asks for a client certificate, and CloudFront shows none`,
      "Leave out mutualTls of the custom domain, or the distribution",
    );
  if (domainName === undefined || Token.isUnresolved(domainName) || origin.domain?.domainName !== domainName) return;
  throw new ConfigurationError(
    "distribution-origin",
    { path, prop: "domainName" },
    `${domainName} is the API's own domain, which CloudFront sends requests to`,
    "Give the API another name, e.g. origin.example.com, or no custom domain",
  );
}

/** Now, and at synth for a provider that is made later. @throws ConfigurationError `distribution-region` */
export function requireHomeRegion(construct: IConstruct): void {
  const problem = otherRegion(construct);
  if (problem !== undefined) throw problem;
  construct.node.addValidation({ validate: () => [otherRegion(construct)?.message ?? []].flat() });
}

function otherRegion(construct: IConstruct): ConfigurationError | undefined {
  const own = TerraformStack.of(construct)
    .node.findAll()
    .filter((node): node is TerraformProvider => TerraformProvider.isTerraformProvider(node))
    .find(({ terraformResourceType, alias }) => terraformResourceType === "aws" && alias === undefined);
  const region: unknown = own === undefined ? undefined : (own as { region?: unknown }).region;
  if (typeof region !== "string" || Token.isUnresolved(region) || region === HOME) return undefined;
  return new ConfigurationError(
    "distribution-region",
    { path: construct.node.path, prop: "provider" },
    `the stack's provider is in ${region}, and AWS keeps the web ACLs of CloudFront in ${HOME}`,
    `Write provider: new AwsProvider(stack, "us_east_1", { alias: "us_east_1", region: "${HOME}" })`,
  );
}
