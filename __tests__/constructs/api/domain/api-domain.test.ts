import { Lazy } from "cdktf";
import { ApiDomain, type ApiDomainOptions, type MutualTls } from "../../../../constructs";
import { expectRefusal } from "../../../support/expect-error";
import { addresses, resource, resources } from "../../../support/terraform-json";
import { api } from "../secured";

const routes = { "GET /hello": { public: "a greeting", target: "hello" } } as const;

const DOMAIN: ApiDomainOptions = {
  domainName: "api.example.com",
  certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/a",
};

const PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

const withDomain = (more: Partial<ApiDomainOptions> = {}, rest: object = {}) =>
  api({ routes, customDomain: { ...DOMAIN, ...more }, ...rest });

test("a domain without a certificate is refused, by the composition and by the construct alone", () => {
  const { domainName } = DOMAIN;
  expectRefusal(() => api({ routes, customDomain: { domainName } } as never), "input-missing", "certificateArn");
  expectRefusal(
    () =>
      api({ routes }, ({ stage }) => {
        new ApiDomain(stage, "domain", { domainName, stage, bucketPrefix: "notes" } as never);
      }),
    "input-missing",
    "stage/domain): it is missing",
  );
});

test("a regional domain over TLS 1.2, mapped to the stage; the default endpoint is closed", () => {
  const json = withDomain();
  expect(resource(json, "aws_apigatewayv2_domain_name.domain")).toMatchObject({
    domain_name: "api.example.com",
    domain_name_configuration: {
      certificate_arn: DOMAIN.certificateArn,
      endpoint_type: "REGIONAL",
      security_policy: "TLS_1_2",
    },
  });
  expect(resource(json, "aws_apigatewayv2_api_mapping.domain")).toMatchObject({
    api_id: "${aws_apigatewayv2_api.api.id}",
    domain_name: "${aws_apigatewayv2_domain_name.domain.id}",
    stage: "${aws_apigatewayv2_stage.stage.id}",
  });
  expect(resource(json, "aws_apigatewayv2_api.api").disable_execute_api_endpoint).toBe(true);
  expect(json.output?.api_url).toMatchObject({ value: "https://api.example.com" });
  expect(resources(json, "aws_route53_record").size).toBe(0);
});

test("without a domain nothing of it is there, and the default endpoint stays open", () => {
  const json = api({ routes });
  expect(addresses(json).filter((address) => /domain_name|mapping|route53|s3_/.test(address))).toEqual([]);
  expect(resource(json, "aws_apigatewayv2_api.api").disable_execute_api_endpoint).toBe(false);
});

test("a path, and alias records for both kinds of address", () => {
  const json = withDomain({ hostedZoneId: "Z1", mappingKey: "v1" }, { ipAddressType: "dualstack" });
  const alias = {
    name: "${aws_apigatewayv2_domain_name.domain.domain_name_configuration[0].target_domain_name}",
    zone_id: "${aws_apigatewayv2_domain_name.domain.domain_name_configuration[0].hosted_zone_id}",
    evaluate_target_health: false,
  };
  const record = { zone_id: "Z1", name: "api.example.com", alias };
  expect(resource(json, "aws_route53_record.domain")).toMatchObject({ ...record, type: "A" });
  expect(resource(json, "aws_route53_record.domain_ipv6")).toMatchObject({ ...record, type: "AAAA" });
  expect(resource(json, "aws_apigatewayv2_api_mapping.domain").api_mapping_key).toBe("v1");
  expect(resource(json, "aws_apigatewayv2_api.api").ip_address_type).toBe("dualstack");
  expect(json.output?.api_url).toMatchObject({ value: "https://api.example.com/v1" });
});

test("IPv4 alone gets no AAAA record", () =>
  expect([...resources(withDomain({ hostedZoneId: "Z1" }), "aws_route53_record").keys()]).toEqual([
    "aws_route53_record.domain",
  ]));

test.each<[Partial<ApiDomainOptions>, string]>([
  [{ domainName: "https://api.example.com" }, "api-domain"],
  [{ domainName: "API.example.com" }, "api-domain"],
  [{ domainName: "*.example.com", mutualTls: { certificates: PEM } }, "api-domain"],
  [{ mappingKey: "/v1" }, "api-domain-path"],
  [{ mappingKey: "v1/" }, "api-domain-path"],
])("%j is refused", (more, code) => expectRefusal(() => withDomain(more), code));

test("a name that only Terraform knows passes", () =>
  expect(() => withDomain({ domainName: Lazy.stringValue({ produce: () => "API" }) })).not.toThrow());

describe("truststore", () => {
  describe("mutual TLS", () => {
    test("with a truststore that exists", () => {
      const mutualTls = { truststoreUri: "s3://trust/clients.pem", truststoreVersion: "v7" };
      const json = withDomain({ mutualTls });
      expect(resource(json, "aws_apigatewayv2_domain_name.domain").mutual_tls_authentication).toEqual({
        truststore_uri: "s3://trust/clients.pem",
        truststore_version: "v7",
      });
      expect(resource(json, "aws_apigatewayv2_api.api").disable_execute_api_endpoint).toBe(true);
      expect(resources(json, "aws_s3_bucket").size).toBe(0);
    });

    test("with a bucket for the certificates: private, versioned, encrypted, over TLS only", () => {
      const json = withDomain({ mutualTls: { certificates: PEM } });
      const bucket = "${aws_s3_bucket.domain_truststore.id}";
      expect(resource(json, "aws_s3_bucket.domain_truststore").bucket_prefix).toBe("notes-truststore-");
      expect(resource(json, "aws_s3_bucket_public_access_block.domain_truststore")).toMatchObject({
        bucket,
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      });
      expect(resource(json, "aws_s3_bucket_versioning.domain_truststore")).toMatchObject({
        bucket,
        versioning_configuration: { status: "Enabled" },
      });
      expect(resource(json, "aws_s3_bucket_server_side_encryption_configuration.domain_truststore")).toMatchObject({
        bucket,
        rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
      });
      expect(resource(json, "aws_s3_bucket_policy.domain_truststore").policy).toContain("aws:SecureTransport");
      expect(resource(json, "aws_s3_object.domain_truststore")).toMatchObject({ bucket, content: PEM });
      expect(resource(json, "aws_s3_object.domain_truststore").depends_on).toContain(
        "aws_s3_bucket_versioning.domain_truststore",
      );
      expect(resource(json, "aws_apigatewayv2_domain_name.domain").mutual_tls_authentication).toEqual({
        truststore_uri: `s3://${bucket}/\${aws_s3_object.domain_truststore.key}`,
        truststore_version: "${aws_s3_object.domain_truststore.version_id}",
      });
    });

    test("an open default endpoint would be the way around it", () =>
      expectRefusal(
        () => withDomain({ mutualTls: { certificates: PEM } }, { disableExecuteApiEndpoint: false }),
        "mtls-bypass",
      ));

    test.each<[string, MutualTls]>([
      ["no certificate", { certificates: "nothing" }],
      ["another scheme", { truststoreUri: "https://trust/clients.pem" }],
      ["a bucket alone", { truststoreUri: "s3://trust" }],
    ])("%s is refused", (_, mutualTls) => expectRefusal(() => withDomain({ mutualTls }), "truststore"));

    test("a private key is refused and not shown", () => {
      const certificates = `${PEM}-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----`;
      expectRefusal(() => withDomain({ mutualTls: { certificates } }), "truststore", "private key");
      expect(() => withDomain({ mutualTls: { certificates } })).not.toThrow("c2VjcmV0");
    });
  });

  test("beside a domain without mutual TLS the default endpoint may stay, if that is said", () =>
    expect(
      resource(withDomain({}, { disableExecuteApiEndpoint: false }), "aws_apigatewayv2_api.api")
        .disable_execute_api_endpoint,
    ).toBe(false));
});
