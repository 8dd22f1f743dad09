import { Token } from "cdktf";
import { Construct } from "constructs";
import { Apigatewayv2ApiMapping, Apigatewayv2DomainName, Route53Record } from "../../bindings";
import type { ErrorCode } from "../../errors/codes";
import { ConfigurationError, propOf } from "../../errors/configuration-error";
import { Section } from "../../stack/section";
import type { Stage } from "../stage";
import { checkDomainName, checkMappingKey } from "./domain-checks";
import { Truststore } from "./truststore";
import { requireChecks } from "../../stack/run-rules";

/** The authorities whose client certificates are welcome: a truststore that exists, or their certificates, for which a bucket is made. */
export type MutualTls =
  | {
      /** `s3://BUCKET/KEY`, in the API's region. */
      readonly truststoreUri: string;
      /** The object's version. @default none: a new truststore is not noticed */
      readonly truststoreVersion?: string;
    }
  | {
      /** PEM certificates, one after another. */
      readonly certificates: string;
    };

export interface ApiDomainOptions {
  /** `api.example.com` */
  readonly domainName: string;
  /** ACM certificate in the API's own region. */
  readonly certificateArn: string;
  /** The Route 53 zone that gets the record. @default no record: point the name at the domain's target yourself */
  readonly hostedZoneId?: string;
  /** The API answers below this path, which the routes don't see: `v1`. @default at the root */
  readonly mappingKey?: string;
  /** Further stages of the API, by the path below which they answer: `{ beta: "beta" }` for a name of `stages`. @default none */
  readonly mappings?: Readonly<Record<string, string>>;
  /** Callers must show a certificate of one of these authorities. @default none */
  readonly mutualTls?: MutualTls;
  /** A public ACM certificate that proves the ownership of the name, needed for mutual TLS with an imported or private certificate. @default none */
  readonly ownershipVerificationCertificateArn?: string;
  /** `dualstack` adds IPv6, and an AAAA record. @default "ipv4" */
  readonly ipAddressType?: "ipv4" | "dualstack";
}

export interface ApiDomainProps extends Omit<ApiDomainOptions, "mappings"> {
  /** Further stages, by the path below which they answer. @default none */
  readonly stages?: Readonly<Record<string, Stage>>;
  /** The stage that answers under the domain. */
  readonly stage: Stage;
  /** Begins the name of the truststore's bucket; at most 37 characters. */
  readonly bucketPrefix: string;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A domain of its own for an API: TLS 1.2, regional, with its mapping, an alias record, and mutual TLS if wanted. Mutual TLS holds on this
 * domain only, so the API's default endpoint must be closed beside it.
 *
 * An HTTP API takes no WAF web ACL. Where one is needed, put an `ApiDistribution` in front of this domain.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html, …/http-api-mutual-tls.html, …/http-api-vs-rest.html
 *
 * Addresses: `aws_apigatewayv2_domain_name.ID`, `aws_apigatewayv2_api_mapping.ID` (`.ID_PATH` for further stages), `aws_route53_record.ID` and `.ID_ipv6`, `aws_s3_*.ID_truststore`.
 */
export class ApiDomain extends Construct {
  readonly resource: Apigatewayv2DomainName;
  readonly domainName: string;
  readonly mappingKey: string | undefined;
  readonly mutualTls: MutualTls | undefined;
  /** `https://NAME/PATH`, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ApiDomainProps) {
    super(scope, id);
    requireChecks(this, props);
    this.checkNames(props);
    ({ domainName: this.domainName, mappingKey: this.mappingKey, mutualTls: this.mutualTls } = props);
    this.resource = new Apigatewayv2DomainName(this, "Resource", {
      domainName: props.domainName,
      domainNameConfiguration: {
        certificateArn: props.certificateArn,
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
        ipAddressType: props.ipAddressType,
        ownershipVerificationCertificateArn: props.ownershipVerificationCertificateArn,
      },
      mutualTlsAuthentication: this.authorities(props),
      tags: props.tags,
    });
    new Apigatewayv2ApiMapping(new Section(this, "mapping"), "Resource", {
      apiId: props.stage.api.apiId,
      domainName: this.resource.id,
      stage: props.stage.resource.id,
      apiMappingKey: props.mappingKey,
    });
    const mappings = new Section(this, "mappings");
    for (const [key, stage] of Object.entries(props.stages ?? {})) this.map(mappings, key, stage, props.mappingKey);
    if (props.hostedZoneId !== undefined) this.records(props.hostedZoneId, props);
    this.url =
      props.mappingKey === undefined
        ? `https://${props.domainName}`
        : `https://${props.domainName}/${props.mappingKey}`;
  }

  private map(mappings: Section, key: string, stage: Stage, taken: string | undefined): void {
    const place = { path: this.node.path, prop: propOf("mappings", key) };
    checkMappingKey(key, place);
    if (key === taken)
      throw new ConfigurationError(
        "api-domain-path",
        place,
        `"${key}" leads to another stage already`,
        "Write another",
      );
    new Apigatewayv2ApiMapping(mappings, key, {
      apiId: stage.api.apiId,
      domainName: this.resource.id,
      stage: stage.resource.id,
      apiMappingKey: key,
    });
  }

  private authorities(props: ApiDomainProps): { truststoreUri: string; truststoreVersion?: string } | undefined {
    const wanted = props.mutualTls;
    if (wanted === undefined || "truststoreUri" in wanted) return wanted;
    const { uri, version } = new Truststore(this, "truststore", {
      certificates: wanted.certificates,
      bucketPrefix: props.bucketPrefix,
      tags: props.tags,
    });
    return { truststoreUri: uri, truststoreVersion: version };
  }

  private records(zoneId: string, { domainName: name, ipAddressType }: ApiDomainProps): void {
    const target = this.resource.domainNameConfiguration;
    const alias = { name: target.targetDomainName, zoneId: target.hostedZoneId, evaluateTargetHealth: false };
    new Route53Record(new Section(this, "record"), "Resource", { zoneId, name, type: "A", alias });
    // A target without IPv6 would give an AAAA record nothing to answer.
    if (ipAddressType === "dualstack") new Route53Record(this, "ipv6", { zoneId, name, type: "AAAA", alias });
  }

  private checkNames({ domainName: name, mappingKey: path, mutualTls }: ApiDomainProps): void {
    const refuse = (code: ErrorCode, found: string, instead: string): never => {
      throw new ConfigurationError(code, this.node.path, found, instead);
    };
    const known = (text: string | undefined): text is string => text !== undefined && !Token.isUnresolved(text);
    checkDomainName(name, this.node.path);
    checkMappingKey(path, { path: this.node.path, prop: "mappingKey" });
    const uri = mutualTls !== undefined && "truststoreUri" in mutualTls ? mutualTls.truststoreUri : undefined;
    if (known(uri) && !/^s3:\/\/[a-z0-9.-]{3,63}\/.+$/.test(uri))
      refuse("truststore", `"${uri}" is not an object in S3`, "Write s3://BUCKET/KEY");
    if (mutualTls !== undefined && known(name) && name.startsWith("*"))
      refuse("api-domain", `mutual TLS on "${name}"`, "AWS accepts no wildcard domain for mutual TLS; name the host");
  }
}
