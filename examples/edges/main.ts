import { readFileSync } from "node:fs";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { apiKeys, ApiStack, readSettings, SecuredApi } from "../../constructs";

const app = new App();
const { region, project, domain, tags, packaging } = readSettings(app, process.env);
const { CERTIFICATE_ARN, ZONE_ID, CLIENT_AUTHORITIES, ALARM_TOPIC_ARN, ACME_KEY_SHA256 } = process.env;
if (!CERTIFICATE_ARN || !CLIENT_AUTHORITIES || !ACME_KEY_SHA256) {
  console.error(
    "Set CERTIFICATE_ARN, CLIENT_AUTHORITIES (a PEM file) and ACME_KEY_SHA256: see README.md beside this file.",
  );
  process.exit(1);
}

const stack = new ApiStack(app, "edges");
new AwsProvider(stack, "aws", { region });
new SecuredApi(stack, "Default", {
  project,
  domain,
  tags,
  packaging,
  scopes: { read: "Read access" },
  machineClients: { machine: { scopes: ["read"] } },
  lambdaAuthorizers: { key: apiKeys({ acme: [ACME_KEY_SHA256] }) },
  functions: { profile: "functions/profile" },
  routes: {
    "GET /profile": { scopes: ["read"], target: "profile", throttling: { burstLimit: 10, rateLimit: 5 } },
    "GET /by-key/profile": { authorizer: "key", target: "profile", throttling: { burstLimit: 5, rateLimit: 1 } },
  },
  cors: false,
  ipAddressType: "dualstack",
  // The default endpoint closes by itself: it would be a way around the certificates.
  customDomain: {
    domainName: `api.${domain}`,
    certificateArn: CERTIFICATE_ARN,
    hostedZoneId: ZONE_ID || undefined,
    mutualTls: { certificates: readFileSync(CLIENT_AUTHORITIES, "utf8") },
  },
  alarms: { actions: ALARM_TOPIC_ARN ? [ALARM_TOPIC_ARN] : [], latency: { threshold: 1000, evaluationPeriods: 3 } },
  dashboard: true,
});
app.synth();
