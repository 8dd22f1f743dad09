import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AppliedStack } from "./applied-stack";
import type { Emulated } from "./emulated";

const HOST = "api.edges.example";
const CERTIFICATE = "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-3333-4444-555555555555";
const TOPIC = "arn:aws:sns:us-east-1:000000000000:alarms";
const KEY = randomBytes(24).toString("base64url");
const AUTHORITIES = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

type Json = Readonly<Record<string, unknown>>;

/** What the example is told, its key's fingerprint among it. */
export async function edgesSettings(aws: Emulated, folder: string): Promise<Record<string, string>> {
  const authorities = join(folder, "authorities.pem");
  writeFileSync(authorities, AUTHORITIES);
  return {
    CERTIFICATE_ARN: CERTIFICATE,
    CLIENT_AUTHORITIES: authorities,
    ZONE_ID: await aws.hostedZone("edges.example"),
    ALARM_TOPIC_ARN: TOPIC,
    ACME_KEY_SHA256: createHash("sha256").update(KEY).digest("hex"),
  };
}

/**
 * What this can't show: the AWS emulator speaks no TLS, so nobody is asked for a certificate; the default endpoint stays open;
 * nothing is throttled, logged or measured. Those are AWS's to do; that it is told to is looked at here.
 */
export function edges(applied: () => AppliedStack): void {
  const of = (address: string): Json => applied().of(address);

  test("has a domain of its own with mutual TLS, dual stack, and no other way in", () => {
    const api = of("aws_apigatewayv2_api.api");
    expect(api.disable_execute_api_endpoint).toBe(true);
    const bucket = String(of("aws_s3_bucket.domain_truststore").id);
    const truststore = of("aws_s3_object.domain_truststore");
    expect(truststore.content).toBe(AUTHORITIES);
    expect(String(truststore.version_id).length).toBeGreaterThan(8);
    expect(of("aws_apigatewayv2_domain_name.domain")).toMatchObject({
      domain_name: HOST,
      domain_name_configuration: [
        {
          certificate_arn: CERTIFICATE,
          endpoint_type: "REGIONAL",
          security_policy: "TLS_1_2",
          ip_address_type: "dualstack",
        },
      ],
      mutual_tls_authentication: [
        { truststore_uri: `s3://${bucket}/truststore.pem`, truststore_version: truststore.version_id },
      ],
    });
    expect(of("aws_apigatewayv2_api_mapping.domain")).toMatchObject({
      api_id: api.id,
      domain_name: HOST,
      stage: "$default",
    });
    expect(of("aws_s3_bucket_public_access_block.domain_truststore")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("has records of both address families that lead to the domain", () => {
    const [target] = of("aws_apigatewayv2_domain_name.domain").domain_name_configuration as Json[];
    for (const [address, type] of [
      ["aws_route53_record.domain", "A"],
      ["aws_route53_record.domain_ipv6", "AAAA"],
    ] as const) {
      expect(of(address)).toMatchObject({
        name: HOST,
        type,
        alias: [{ name: target?.target_domain_name, zone_id: target?.hosted_zone_id, evaluate_target_health: false }],
      });
    }
  });

  test("watches the stage with alarms that CloudWatch knows whole", async () => {
    const { MetricAlarms } = await applied().aws.ask("monitoring", "GraniteServiceVersion20100801.DescribeAlarms", {});
    // CloudWatch knows no order of dimensions.
    const stage = expect.arrayContaining([
      { Name: "ApiId", Value: of("aws_apigatewayv2_api.api").id },
      { Name: "Stage", Value: "$default" },
    ]);
    const gateway = { Namespace: "AWS/ApiGateway", Dimensions: stage };
    const once = { EvaluationPeriods: 1, Period: 300, Statistic: "Sum" };
    const expected: Record<string, Json> = {
      "edges-api-client-errors": { ...gateway, ...once, MetricName: "4xx", Threshold: 100 },
      "edges-api-server-errors": { ...gateway, ...once, MetricName: "5xx", Threshold: 5 },
      "edges-api-latency": {
        ...gateway,
        MetricName: "Latency",
        ExtendedStatistic: "p95",
        Period: 300,
        EvaluationPeriods: 3,
        Threshold: 1000,
      },
      "edges-api-authorizer-errors": {
        ...once,
        Namespace: "HttpApi/edges-api",
        MetricName: "AuthorizerErrors",
        Dimensions: [],
        Threshold: 50,
      },
    };
    const alarms = MetricAlarms as readonly Json[];
    expect(alarms.map(({ AlarmName }) => AlarmName).sort()).toEqual(Object.keys(expected).sort());
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({
        ...expected[String(alarm.AlarmName)],
        ComparisonOperator: "GreaterThanThreshold",
        TreatMissingData: "notBreaching",
        ActionsEnabled: true,
        AlarmActions: [TOPIC],
        OKActions: [TOPIC],
      });
    }
  });

  test("counts refused callers in the log that the stage writes, under the metric that alarm and dashboard show", async () => {
    const { metricFilters } = await applied().aws.ask("logs", "Logs_20140328.DescribeMetricFilters", {});
    const [settings] = of("aws_apigatewayv2_stage.stage").access_log_settings as Json[];
    const group = String(settings?.destination_arn).split(":log-group:")[1]?.replace(/:\*$/, "");
    expect(metricFilters).toEqual([
      expect.objectContaining({
        logGroupName: group,
        filterPattern: '{ ($.authorizerError = "*") && ($.authorizerError != "-") }',
        metricTransformations: [
          expect.objectContaining({
            metricNamespace: "HttpApi/edges-api",
            metricName: "AuthorizerErrors",
            metricValue: "1",
          }),
        ],
      }),
    ]);
    expect(JSON.parse(String(settings?.format))).toMatchObject({ authorizerError: "$context.authorizer.error" });
  });

  test("has a dashboard whose every graph shows this stage, in its region", async () => {
    const { DashboardBody } = await applied().aws.ask("monitoring", "GraniteServiceVersion20100801.GetDashboard", {
      DashboardName: "edges-api",
    });
    const { widgets } = JSON.parse(String(DashboardBody)) as { widgets: { properties: Json }[] };
    const id = String(of("aws_apigatewayv2_api.api").id);
    const shown = widgets.map(({ properties: { title, region, metrics } }) => {
      expect(region).toBe("us-east-1");
      const lines = metrics as readonly (readonly unknown[])[];
      for (const [namespace, , ...rest] of lines) {
        if (namespace === "AWS/ApiGateway") expect(rest.slice(0, 4)).toEqual(["ApiId", id, "Stage", "$default"]);
        else expect(namespace).toBe("HttpApi/edges-api");
      }
      return [title, lines.map(([, metric]) => metric)];
    });
    const latencies = (name: string) => [name, name, name];
    expect(shown).toEqual([
      ["Calls", ["Count"]],
      ["Errors", ["4xx", "5xx"]],
      ["Latency (ms)", latencies("Latency")],
      ["Latency of what answers (ms)", latencies("IntegrationLatency")],
      ["Refused by an authorizer", ["AuthorizerErrors"]],
    ]);
  });

  test("answers under its domain who shows a key or a token, and nobody else", async () => {
    const [id, secret] = [applied().output("machine_client_id"), applied().output("machine_client_secret")];
    const token = { authorization: `Bearer ${await applied().aws.token(id, secret, `https://${HOST}/read`)}` };
    const answers = [
      await applied().aws.callDomain(HOST, "/by-key/profile"),
      await applied().aws.callDomain(HOST, "/by-key/profile", { "x-api-key": `${KEY}x` }),
      await applied().aws.callDomain(HOST, "/by-key/profile", token),
      await applied().aws.callDomain(HOST, "/by-key/profile", { "x-api-key": KEY }),
      await applied().aws.callDomain(HOST, "/profile"),
      await applied().aws.callDomain(HOST, "/profile", { "x-api-key": KEY }),
      await applied().aws.callDomain(HOST, "/profile", token),
    ];
    expect(answers).toEqual([401, 403, 401, 200, 401, 401, 200]);
  }, 60_000);

  test("limits each route by itself", () => {
    const settings = of("aws_apigatewayv2_stage.stage").route_settings as Json[];
    const limits = settings.map((one) => [one.route_key, one.throttling_burst_limit, one.throttling_rate_limit]);
    expect(limits.sort()).toEqual([
      ["GET /by-key/profile", 5, 1],
      ["GET /profile", 10, 5],
    ]);
  });
}
