import type { ApiDomainOptions, MutualTls } from "../../../../constructs";
import { expectRefusal } from "../../../support/refusal";
import { resource, resources } from "../../../support/terraform-json";
import { api } from "../secured";

const routes = { "GET /hello": { public: "a greeting", target: "hello" } } as const;

const DOMAIN: ApiDomainOptions = {
  domainName: "api.example.com",
  certificateArn: "arn:aws:acm:eu-central-1:1:certificate/a",
};

const PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

const withDomain = (more: Partial<ApiDomainOptions> = {}, rest: object = {}) =>
  api({ routes, customDomain: { ...DOMAIN, ...more }, ...rest });

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
      "endpoint-beside-mtls",
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
