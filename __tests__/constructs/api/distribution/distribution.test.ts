import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { DistributionOptions } from "../../../../constructs";
import { ApiDistribution, ApiDomain, HttpApi, OriginSecret, SecuredApi, Stage, WebAcl } from "../../../../constructs";
import { expectRefusal } from "../../../support/expect-error";
import { emitted, synth, testApp, testStack } from "../../../support/synth";
import { ApiStack } from "../../../../constructs/stack/stack";
import { addresses, resource, type Terraform } from "../../../support/terraform-json";
import { COMMON } from "../secured";

const ACL = { arn: "arn:aws:wafv2:us-east-1:1:global/webacl/all/1" };
const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/a";

/** An API with a route for each kind of authorization, behind a distribution. */
function behind(distribution: DistributionOptions, rest: object = {}, region = "us-east-1"): Terraform {
  const stack = new ApiStack(testApp(), "auth-api");
  new AwsProvider(stack, "aws", { region });
  new SecuredApi(stack, "Default", {
    ...COMMON,
    lambdaAuthorizers: { staff: {} },
    routes: {
      "GET /hello": { public: "a greeting", target: "hello" },
      "GET /items": { scopes: ["read"], target: "items" },
      "GET /staff": { authorizer: "staff", target: "items" },
    },
    distribution,
    ...rest,
  });
  return synth(stack);
}
const front = (json: Terraform) => resource(json, "aws_cloudfront_distribution.distribution");

describe("api-distribution", () => {
  test("everything is sent on but Host, nothing is kept, and TLS is asked for on both sides", () => {
    const json = behind({});
    expect(front(json)).toMatchObject({
      enabled: true,
      web_acl_id: "${aws_wafv2_web_acl.distribution_acl.arn}",
      default_cache_behavior: {
        cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        origin_request_policy_id: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        viewer_protocol_policy: "https-only",
      },
      origin: [
        {
          domain_name: '${replace(aws_apigatewayv2_api.api.api_endpoint, "https://", "")}',
          custom_origin_config: { origin_protocol_policy: "https-only", origin_ssl_protocols: ["TLSv1.2"] },
          custom_header: [
            { name: "x-origin-verify", value: "${aws_secretsmanager_secret_version.origin_1.secret_string}" },
          ],
        },
      ],
    });
    expect(json.output?.distribution_url).toMatchObject({
      value: "https://${aws_cloudfront_distribution.distribution.domain_name}",
    });
  });

  test("a web ACL that is managed elsewhere, a domain with its records, a stage and a price class", () => {
    const domain = { domainName: "api.example.com", certificateArn: CERTIFICATE, hostedZoneId: "Z1" };
    const json = behind({ webAcl: ACL, ...domain, priceClass: "PriceClass_100" }, { stage: { name: "v1" } });
    expect(addresses(json).filter((address) => address.startsWith("aws_wafv2"))).toEqual([]);
    expect(front(json)).toMatchObject({
      web_acl_id: ACL.arn,
      aliases: ["api.example.com"],
      price_class: "PriceClass_100",
      viewer_certificate: { acm_certificate_arn: CERTIFICATE, minimum_protocol_version: "TLSv1.2_2021" },
      origin: [{ origin_path: "/v1" }],
    });
    for (const [address, type] of [
      ["distribution", "A"],
      ["distribution_ipv6", "AAAA"],
    ])
      expect(resource(json, `aws_route53_record.${address}`)).toMatchObject({ type, name: "api.example.com" });
  });

  test("a custom domain of the API is the origin, and its default endpoint is closed", () => {
    const customDomain = { domainName: "origin.example.com", certificateArn: CERTIFICATE, mappingKey: "v1" };
    const json = behind({}, { customDomain });
    expect(front(json)).toMatchObject({ origin: [{ domain_name: "origin.example.com", origin_path: "/v1" }] });
    expect(resource(json, "aws_apigatewayv2_api.api").disable_execute_api_endpoint).toBe(true);
  });

  test("without an authorizer that could look at it there is no secret; false says none", () => {
    const routes = { "GET /items": { scopes: ["read"], target: "items" } };
    for (const json of [behind({}, { routes, lambdaAuthorizers: {} }), behind({ originSecret: false })]) {
      expect(addresses(json).filter((address) => address.includes("secret"))).toEqual([]);
      expect(front(json)).toMatchObject({ origin: [{ origin_id: "api" }] });
    }
  });
});

describe("distribution-checks", () => {
  test.each<[string, DistributionOptions, object, string]>([
    ["distribution-certificate", { domainName: "a.example.com" }, {}, "distribution.certificateArn"],
    [
      "distribution-certificate",
      { domainName: "a.example.com", certificateArn: CERTIFICATE.replace("us-east-1", "eu-west-1") },
      {},
      "the certificate is in eu-west-1",
    ],
    ["distribution-certificate", { hostedZoneId: "Z1" }, {}, "distribution.domainName"],
    ["api-domain", { domainName: "https://a.example.com", certificateArn: CERTIFICATE }, {}, "without a scheme"],
    ["web-acl-empty", { webAcl: { managedRuleGroups: {} } }, {}, "distribution.webAcl.managedRuleGroups"],
    ["web-acl-arn", { webAcl: { arn: "arn:aws:wafv2:eu-west-1:1:regional/webacl/all/1" } }, {}, "global/webacl"],
    ["origin-header", { originSecret: { headerName: "X-Origin" } }, {}, "distribution.originSecret.headerName"],
    ["origin-header", { originSecret: { headerName: "authorization" } }, {}, "token's header"],
    ["web-acl-rate", { webAcl: { rateLimit: 5 } }, {}, "distribution.webAcl.rateLimit"],
    [
      "distribution-origin",
      { domainName: "a.example.com", certificateArn: CERTIFICATE },
      { customDomain: { domainName: "a.example.com", certificateArn: CERTIFICATE } },
      "API's own domain",
    ],
    [
      "distribution-mutual-tls",
      {},
      {
        customDomain: {
          domainName: "a.example.com",
          certificateArn: CERTIFICATE,
          mutualTls: { truststoreUri: "s3://bucket-name/key.pem" },
        },
      },
      "CloudFront shows none",
    ],
    ["input-unknown", { webAcl: { limit: 5 } } as object, {}, "distribution.webAcl.limit"],
  ])("%s: %j", (code, distribution, rest, says) => {
    expectRefusal(() => behind(distribution, rest), code, says);
  });

  test("a web ACL can't be made in another region, whenever the provider is made", () => {
    expectRefusal(() => behind({}, {}, "eu-central-1"), "distribution-region", "distribution.provider", "us-east-1");
    const stack = new ApiStack(testApp(), "auth-api");
    new WebAcl(stack, "acl", { name: "acl" });
    expect(() => {
      new SecuredApi(stack, "Default", {
        ...COMMON,
        routes: { "GET /items": { scopes: ["read"], target: "items" } },
        distribution: {},
      });
      new AwsProvider(stack, "aws", { region: "eu-central-1" });
      synth(stack);
    }).toThrow("distribution-region");
  });

  test("takes a web ACL that is made beside it", () => {
    const stack = new ApiStack(testApp(), "auth-api");
    new AwsProvider(stack, "aws", { region: "us-east-1" });
    const webAcl = new WebAcl(stack, "acl", { name: "acl" });
    const routes = { "GET /items": { scopes: ["read"], target: "items" } } as const;
    new SecuredApi(stack, "Default", { ...COMMON, routes, distribution: { webAcl } });
    const json = synth(stack);
    expect(front(json)).toMatchObject({ web_acl_id: "${aws_wafv2_web_acl.acl.arn}" });
    expect(addresses(json).filter((address) => address.startsWith("aws_wafv2_web_acl."))).toEqual([
      "aws_wafv2_web_acl.acl",
    ]);
  });

  test.each([
    ["its address", {}, undefined],
    ["mutual TLS, which CloudFront can't speak", { mutualTls: { truststoreUri: "s3://b-name/key.pem" } }, "mutual-tls"],
  ])("takes the API's domain with %s", (_, more, refused) => {
    const stack = testStack();
    const api = new HttpApi(stack, "api", { name: "notes" });
    const stage = new Stage(stack, "stage", { api, accessLog: false });
    const named = { domainName: "api.example.com", mappingKey: "v1", bucketPrefix: "notes" };
    const certificateArn = CERTIFICATE.replace("us-east-1", "eu-central-1");
    const domain = new ApiDomain(stack, "domain", { ...named, certificateArn, stage, ...more });
    const make = () => new ApiDistribution(stack, "front", { name: "notes", origin: { stage, domain }, webAcl: ACL });
    if (refused !== undefined) return expectRefusal(make, `distribution-${refused}` as "distribution-mutual-tls");
    make();
    expect(resource(synth(stack), "aws_cloudfront_distribution.front").origin).toMatchObject([
      { domain_name: "api.example.com", origin_path: "/v1" },
    ]);
  });

  test("one that is managed elsewhere, or a provider in us-east-1, goes with any region", () => {
    expect(front(behind({ webAcl: ACL }, {}, "eu-central-1"))).toMatchObject({ web_acl_id: ACL.arn });
    const stack = testStack();
    const provider = new AwsProvider(stack, "us", { region: "us-east-1", alias: "us_east_1" });
    new SecuredApi(stack, "Default", {
      ...COMMON,
      routes: { "GET /items": { scopes: ["read"], target: "items" } },
      distribution: { provider },
    });
    expect(resource(synth(stack), "aws_wafv2_web_acl.distribution_acl").provider).toBe("aws.us_east_1");
  });
});

describe("web-acl", () => {
  const rules = (options: object) => {
    const json = emitted((stack) => new WebAcl(stack, "acl", { name: "acl", ...options }));
    return resource(json, "aws_wafv2_web_acl.acl").rule as Record<string, unknown>[];
  };

  test("AWS's baseline rule groups unless told otherwise, and no sampled requests, which show tokens", () => {
    expect(rules({}).map(({ name }) => name)).toEqual([
      "AWSManagedRulesAmazonIpReputationList",
      "AWSManagedRulesCommonRuleSet",
      "AWSManagedRulesKnownBadInputsRuleSet",
    ]);
    for (const { visibility_config } of rules({}))
      expect(visibility_config).toMatchObject({ sampled_requests_enabled: false });
  });

  test("a limit for each address, and a rule that counts only", () => {
    const groups = { AWSManagedRulesCommonRuleSet: { count: ["SizeRestrictions_BODY"] } };
    expect(rules({ rateLimit: 2000, managedRuleGroups: groups })).toMatchObject([
      { priority: 0, action: { block: {} }, statement: { rate_based_statement: { limit: 2000 } } },
      {
        priority: 1,
        statement: {
          managed_rule_group_statement: {
            rule_action_override: [{ name: "SizeRestrictions_BODY", action_to_use: { count: {} } }],
          },
        },
      },
    ]);
  });
});

describe("origin-secret", () => {
  test("authorizers take both values while the secret is changed, before the distribution sends the new one", () => {
    const json = behind({ originSecret: { current: "b", previous: "a" } });
    expect(front(json)).toMatchObject({
      depends_on: ["aws_lambda_function.staff_authorizer"],
      origin: [{ custom_header: [{ value: "${aws_secretsmanager_secret_version.origin_b.secret_string}" }] }],
    });
    const { environment } = resource(json, "aws_lambda_function.staff_authorizer") as {
      environment: { variables: { ORIGIN_HEADER: string } };
    };
    for (const generation of ["a", "b"])
      expect(environment.variables.ORIGIN_HEADER).toContain(
        `sha256(aws_secretsmanager_secret_version.origin_${generation}.secret_string)`,
      );
    expect(resource(json, "aws_secretsmanager_secret_version.origin_b").lifecycle).toEqual({
      ignore_changes: ["secret_string"],
    });
  });

  test.each([
    [{ current: "2026 a" }, "current"],
    [{ current: "a", previous: "a" }, "both"],
    [{ previous: "A" }, "previous"],
  ])("%j is refused", (options, says) => {
    expectRefusal(
      () => emitted((stack) => new OriginSecret(stack, "origin", { name: "notes", ...options })),
      "rotation-generation",
      says,
    );
  });
});
